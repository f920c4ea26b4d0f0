"""Which items of which page a command is about."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from worklist.checklist import items as rules
from worklist.checklist.items import Item, Stamp, parse_kind
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.errors import NothingSelected
from worklist.i18n import mark
from worklist.names import match_name
from worklist.selection import Selection

if TYPE_CHECKING:
    from worklist.checklist.roster import Roster


def select(
    page: Page,
    selection: Selection,
    left_out: Selection | None = None,
    *,
    roster: "Roster | None" = None,
    settled: bool = False,
) -> list[Item]:
    """Give the items that `selection` means, in the order of their ids, less those `left_out` means.

    A filter takes the open items, or the settled ones if `settled`; ids are taken whatever their status. Companies
    are found among those of the page, by what the `roster` knows of them.
    Raises `NoSuchItem` for an id that does not exist and `NothingSelected` if nothing is left.
    """
    chosen = _ids(page, selection)
    chosen |= {id for id in _filtered(page, selection, roster) if page.items[id].is_open != settled}
    if left_out is not None:
        chosen -= _ids(page, left_out) | _filtered(page, left_out, roster)
    if not chosen:
        wanted = mark("settled") if settled else mark("open")
        raise NothingSelected(str(selection), wanted, page.day)
    return [page.items[id] for id in sorted(chosen)]


def _ids(page: Page, selection: Selection) -> set[int]:
    ids: set[int] = set()
    for first, last in selection.ranges:
        for id in range(first, last + 1):
            ids.add(page.item(id).id)
    return ids


def companies_meant(page: Page, text: str, roster: "Roster | None") -> set[str]:
    """Give the names on `page` of the company that `text` means there.

    Raises `AmbiguousName`, and `NoSuchName` or with a `roster` `NoSuchCompany`.
    """
    names = page.companies()
    return match_name(text, names) if roster is None else roster.meant_on(names, text)


def _filtered(page: Page, selection: Selection, roster: "Roster | None") -> set[int]:
    if not selection.has_filter:
        return set()
    companies = set().union(*(companies_meant(page, name, roster) for name in selection.companies))
    kinds = {parse_kind(kind) for kind in selection.kinds}
    return {
        item.id
        for item in page.items.values()
        if (not companies or item.company in companies) and (not kinds or item.kind in kinds)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which items of which day: a selection, less what is left out."""

    selection: Selection
    left_out: Selection | None = None
    day: date | None = None

    def page(self, notebook: Notebook, stamp: Stamp) -> Page:
        """Give the page that is meant; raises `DayClosed`."""
        return notebook.page(self.day or notebook.working_day(stamp.at))

    def items(self, notebook: Notebook, page: Page, *, settled: bool = False) -> list[Item]:
        """Give the chosen items; raises as `select`."""
        return select(page, self.selection, self.left_out, roster=notebook.roster, settled=settled)

    def open_items(self, notebook: Notebook, page: Page) -> list[Item]:
        """Give the chosen items, all open; raises `AlreadySettled` for one that is not."""
        chosen = self.items(notebook, page)
        for item in chosen:
            rules.require_open(item, page.day)
        return chosen
