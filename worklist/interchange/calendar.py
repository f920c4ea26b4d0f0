"""iCalendar: a VTODO an item, by RFC 5545."""

from collections.abc import Iterable, Iterator
from datetime import UTC, time
from typing import TYPE_CHECKING

from worklist import __version__
from worklist.checklist.items import Item, Status
from worklist.checklist.page import Page
from worklist.errors.extras import LacksExtra
from worklist.errors.reports import EmptyCalendar
from worklist.interchange.moments import due_moment, identity, last_written, opened
from worklist.interchange.prose import one_line, remarks, title

if TYPE_CHECKING:
    from icalendar import Todo

_STATUS = {Status.OPEN: "NEEDS-ACTION", Status.WAIVED: "CANCELLED"}


def calendar(pages: Iterable[Page], rollover: time, notebook_id: str | None) -> str:
    """Give the items of `pages` of the notebook with this id as to-dos.

    Raises `LacksExtra` without the library `icalendar`, and `EmptyCalendar` where there is no item: a calendar has
    something in it, by RFC 5545, 3.6.
    When an item was settled no page says, so none has a time of completion.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        raise LacksExtra(extra="calendar", library="icalendar") from error
    whole = Calendar()
    whole.add("prodid", f"-//worklist//worklist {__version__}//EN")
    whole.add("version", "2.0")
    for page in pages:
        for item in page.items.values():
            whole.add_component(_todo(page, item, rollover, notebook_id))
    if not whole.subcomponents:
        raise EmptyCalendar
    data: bytes = whole.to_ical()
    return data.decode()


def _todo(page: Page, item: Item, rollover: time, notebook_id: str | None) -> "Todo":
    from icalendar import Todo

    todo = Todo()
    todo.add("uid", str(identity(page, item, notebook_id)))
    todo.add("dtstamp", last_written(page, item).astimezone(UTC))
    todo.add("created", opened(page).astimezone(UTC))
    todo.add("summary", title(item))
    todo.add("status", _STATUS.get(item.status, "COMPLETED"))
    todo.add("categories", [item.kind.value])
    todo.add("due", page.day if item.due is None else due_moment(page, item.due, rollover))
    description = "\n".join(_description(item))
    if description:
        todo.add("description", description)
    return todo


def _description(item: Item) -> Iterator[str]:
    if item.company is not None:
        yield one_line(item.company)
    yield from remarks(item)
    for note in item.notes:
        yield one_line(f"{note.by}: {note.text}")
