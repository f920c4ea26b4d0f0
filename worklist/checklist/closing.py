"""Closing a day: which one, and whether it is at zero."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from worklist.checklist.items import Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.page import Blank, Page
from worklist.checklist.transitions import later_day, moves
from worklist.errors import BlanksLeft, FutureDay, NotAtZero


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The decision to seal the page of `day`, after `carried` has carried the rest of it, with what is left blank."""

    day: date
    stamp: Stamp
    carried: Entry | None
    blanks: tuple[Blank, ...] = ()


def day_to_close(notebook: Notebook, stamp: Stamp) -> date | None:
    """Give the oldest page that is not closed and whose day is over, or today's once the night is.

    `None` if there is no such page. A page of the date that has only just begun, before the rollover hour, waits for
    its own night, and a page from which everything was taken back is not worth closing. Today is, though nothing is
    written, if something is blank.
    """
    today = stamp.at.date()
    small_hours = stamp.at.time() < notebook.rollover
    for day in sorted(notebook.pages):
        if notebook.pages[day].items and (day < today or (day == today and not small_hours)):
            return day
    if small_hours or today in notebook.closed:
        return None
    return today if blanks_on(notebook, notebook.page(today)) else None


def close(
    notebook: Notebook,
    day: date,
    stamp: Stamp,
    *,
    carry_rest: bool = False,
    why: str | None = None,
    accepted: Container[Blank] = (),
) -> Closing:
    """Decide to seal the page of `day`, which may be empty; with `carry_rest`, what is open is carried first.

    Raises `FutureDay` for a day that has not begun, `DayClosed` for one that is sealed, `NotAtZero` if items are
    open, `BlanksLeft` if there are blanks that are not `accepted`.
    """
    if day > stamp.at.date():
        raise FutureDay(day)
    page = notebook.page(day)
    left = [item for item in page.items.values() if item.is_open]
    if left and not carry_rest:
        raise NotAtZero(day, len(left))
    found = blanks_on(notebook, page)
    if unanswered := sum(blank not in accepted for blank in found):
        raise BlanksLeft(day, unanswered)
    if not left:
        return Closing(day=day, stamp=stamp, carried=None, blanks=found)
    target = notebook.page(later_day(notebook, page, stamp))
    carried = notebook.entry(stamp, "carry", moves(page, left, target, why))
    return Closing(day=day, stamp=stamp, carried=carried, blanks=found)


def blanks_on(notebook: Notebook, page: Page) -> tuple[Blank, ...]:
    """Give what is blank on a page; nothing without a roster."""
    if notebook.roster is None or page.seal is not None:
        return page.blanks
    from worklist.checklist.board import blanks, board

    return blanks(board(notebook, page))


class Everything(Container[Blank]):
    """All blanks, whichever there are."""

    def __contains__(self, _blank: object) -> bool:
        """Whether it is among them: it is."""
        return True
