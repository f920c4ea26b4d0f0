"""When the items of a page were written and are due, and a name for each that no other item has."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from worklist.checklist.items import Item, Status
from worklist.checklist.page import Page

_ITEMS = UUID("6a0e1b62-37b5-4c0c-9b3e-2f6f5a1c7d20")
_VERSION = 12
"""Where the digits of a UUID say how it was made; 5 is from what it names."""


def opened(page: Page) -> datetime:
    """Give when a page was first written on, with the zone of that clock."""
    return page.opened_at or datetime.combine(page.day, time(), UTC)  # a page with items has been written on


def last_written(page: Page, item: Item) -> datetime:
    """Give the last moment that is known of an item: of its last note, else when its page was first written on."""
    return max([opened(page), *(note.at for note in item.notes)])


def identity(page: Page, item: Item, notebook_id: str | None) -> UUID:
    """Give an item of the notebook with this id the same name whenever it is exported, whatever has become of it.

    One that came from another worklist keeps the name that it has there; once it is carried, its successor has that.
    One from another program has a name of its own: what is there may say more than comes back.
    """
    if item.origin is not None and may_be_given_here(item.origin) and item.status is not Status.CARRIED:
        return UUID(item.origin)
    whose = "" if notebook_id is None else f"{notebook_id} "
    return uuid5(_ITEMS, f"{whose}{page.day} {item.id} {opened(page).astimezone(UTC).isoformat()}")


def may_be_given_here(origin: str) -> bool:
    """Whether an item of a worklist could have this name: those that we give are made of what they name."""
    return origin[_VERSION] == "5"


def due_day(page: Page, due: time, rollover: time) -> date:
    """Give the date on which something of `page` is due; a time before `rollover` is in the small hours after."""
    return page.day + timedelta(days=1) if due < rollover else page.day


def due_moment(page: Page, due: time, rollover: time) -> datetime:
    """Give when something of `page` is due, in UTC."""
    return moment(page, due_day(page, due, rollover), due)


def moment(page: Page, day: date, at: time) -> datetime:
    """Give a moment in UTC, by the clock with which `page` was first written on.

    That has moved on with the seasons since, if it is the clock that is here.
    """
    wall = datetime.combine(day, at)
    begun = opened(page)
    is_here = begun.astimezone().utcoffset() == begun.utcoffset()
    try:
        return (wall.astimezone() if is_here else wall.replace(tzinfo=begun.tzinfo)).astimezone(UTC)
    except (ValueError, OverflowError):  # on the first day that a calendar has, no other zone has that moment
        return wall.replace(tzinfo=UTC)


def page_day(day: date, due: time | None, rollover: time) -> date:
    """Give the page of what is due on `day`: in the small hours before `rollover` it is that of the day before."""
    return day - timedelta(days=1) if due is not None and due < rollover and day > date.min else day
