"""What of a page somebody asks for: a kind, a company, a person, or all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from worklist.checklist.choosing import companies_meant
from worklist.checklist.items import Item, Kind, parse_kind
from worklist.checklist.missing import Missing
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.checklist.people import Person, person_meant
from worklist.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked for; `None` asks for all. `companies` are the names that one company has on the page."""

    kind: Kind | None = None
    companies: frozenset[str] | None = None
    person: Person | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Asking()

    def items(self, items: Iterable[Item]) -> list[Item]:
        """Give those of the items that are asked for."""
        return [
            item
            for item in items
            if self.kind in (None, item.kind)
            and (self.companies is None or item.company in self.companies)
            and (self.person is None or self.person.sees_to(item))
        ]

    def missing(self, missing: Iterable[Missing]) -> list[Missing]:
        """Give those of the blanks that are asked for: a person's are of the companies that the person looks after."""
        companies = None if self.companies is None else {fold(name) for name in self.companies}
        return [
            replace(each, kinds=each.kinds if self.kind is None else (self.kind,))
            for each in missing
            if (self.kind is None or self.kind in each.kinds)
            and (companies is None or not companies.isdisjoint(map(fold, each.names)))
            and (self.person is None or self.person.looks_after(each.company))
        ]


def asking(
    notebook: Notebook, page: Page, *, kind: str | None = None, company: str | None = None, who: str | None = None
) -> Asking:
    """Read what is asked for of a page.

    Raises `BadKind`, and as `companies_meant` and `person_meant`.
    """
    return Asking(
        kind=None if kind is None else parse_kind(kind),
        companies=None if company is None else frozenset(companies_meant(page, company, notebook.roster)),
        person=None if who is None else person_meant(page, who, notebook.roster),
    )
