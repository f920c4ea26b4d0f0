"""Closing a day: which one, and whether it is at zero."""

from dataclasses import dataclass
from datetime import date

from worklist.checklist.items import Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.transitions import later_day, moves
from worklist.errors import FutureDay, NotAtZero


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The decision to seal the page of `day`, after `carried` has carried the rest of it."""

    day: date
    stamp: Stamp
    carried: Entry | None


def day_to_close(notebook: Notebook, stamp: Stamp) -> date | None:
    """Give the oldest page that is not closed and whose day is over, or today's once the night is.

    `None` if there is no such page. A page of the date that has only just begun, before the rollover hour, waits for
    its own night, and a page from which everything was taken back is not worth closing.
    """
    today = stamp.at.date()
    small_hours = stamp.at.time() < notebook.rollover
    for day in sorted(notebook.pages):
        if notebook.pages[day].items and (day < today or (day == today and not small_hours)):
            return day
    return None


def close(notebook: Notebook, day: date, stamp: Stamp, *, carry_rest: bool = False, why: str | None = None) -> Closing:
    """Decide to seal the page of `day`, which may be empty; with `carry_rest`, what is open is carried first.

    Raises `FutureDay` for a day that has not begun, `DayClosed` for one that is sealed, `NotAtZero` if items are
    open.
    """
    if day > stamp.at.date():
        raise FutureDay(day)
    page = notebook.page(day)
    left = [item for item in page.items.values() if item.is_open]
    if not left:
        return Closing(day=day, stamp=stamp, carried=None)
    if not carry_rest:
        raise NotAtZero(day, len(left))
    target = notebook.page(later_day(notebook, page, stamp))
    return Closing(day=day, stamp=stamp, carried=notebook.entry(stamp, "carry", moves(page, left, target, why)))
