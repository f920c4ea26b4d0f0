"""People: whom a name means, and which items and companies are theirs to see to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worklist.checklist.items import Item
from worklist.checklist.page import Page
from worklist.names import fold, match_name

if TYPE_CHECKING:
    from worklist.checklist.companies import Company
    from worklist.checklist.roster import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, by every way in which the name is written, and all companies by their names, folded."""

    names: frozenset[str]
    companies: Mapping[str, "Company"] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name in one way."""
        return min(self.names)

    def looks_after(self, company: "Company | None") -> bool:
        """Whether this is the company's liaison or caretaker."""
        return company is not None and not self.names.isdisjoint({company.liaison, company.caretaker})

    def sees_to(self, item: Item) -> bool:
        """Whether the item has this name on it, or is of a company whose liaison it is, or caretaker if it has none."""
        if item.who in self.names:
            return True
        company = self.companies.get(fold(item.company)) if item.company is not None else None
        return company is not None and (
            company.liaison in self.names or (item.who is None and company.caretaker in self.names)
        )


def people(page: Page, roster: "Roster | None") -> list[str]:
    """Give all whom the page names, and the liaisons and caretakers of the companies on the roster or the page."""
    found: set[str | None] = set(page.people())
    if roster is not None:
        by_name = roster.by_name()
        named = {by_name[name].number for name in map(fold, page.companies()) if name in by_name}
        for company in roster.companies.values():
            if company.removed is None or company.number in named:
                found |= {company.liaison, company.caretaker}
    return sorted(name for name in found if name is not None)


def person_meant(page: Page, text: str, roster: "Roster | None") -> Person:
    """Give the person that `text` means among the `people` of the page and the roster.

    Raises `AmbiguousName` or `NoSuchName`.
    """
    names = frozenset(match_name(text, people(page, roster)))
    return Person(names=names) if roster is None else Person(names=names, companies=roster.by_name())
