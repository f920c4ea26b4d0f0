"""A company's record: how it stood with each kind, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worklist.checklist.closing import blanks_on
from worklist.checklist.companies import Company
from worklist.checklist.items import Kind, Status
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.names import fold


class Mark(StrEnum):
    """How a company stood with a kind on one day; where several are true, the first of them is given."""

    BLANK = "blank"
    OPEN = "open"
    CARRIED = "carried"
    WAIVED = "waived"
    DONE = "done"


_MARKS = {
    Status.OPEN: Mark.OPEN,
    Status.CARRIED: Mark.CARRIED,
    Status.WAIVED: Mark.WAIVED,
    Status.DONE: Mark.DONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMarks:
    """A company's marks of one day; `None` where nothing was expected and nothing written."""

    day: date
    kinds: Mapping[Kind, Mark | None]


def marks(company: Company, notebook: Notebook, pages: Iterable[Page]) -> list[DayMarks]:
    """Give a company's marks of each of these pages: what any of its names has on it.

    What was blank on a closed page is what was found so when it was closed.
    """
    names = {fold(name) for name in company.names}
    return [_day_marks(names, notebook, page) for page in pages]


def _day_marks(names: set[str], notebook: Notebook, page: Page) -> DayMarks:
    found = {blank.kind: {Mark.BLANK} for blank in blanks_on(notebook, page) if fold(blank.company) in names}
    for item in page.items.values():
        if item.company is not None and fold(item.company) in names:
            found.setdefault(item.kind, set()).add(_MARKS[item.status])
    return DayMarks(
        day=page.day,
        kinds={kind: next((mark for mark in Mark if mark in found.get(kind, ())), None) for kind in Kind},
    )
