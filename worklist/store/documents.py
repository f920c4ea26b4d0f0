"""Documents and what they stand for: the only place where the one becomes the other.

A document has the fields of its kind with values of their types, and leaves out those that say nothing (no company,
no notes, never carried); anything else raises `BadDocument`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from worklist.checklist.items import Dealt, Item, Kind, Link, Note, Status, Waiver
from worklist.checklist.notebook import Change, Entry
from worklist.checklist.page import Blank, Page, Seal
from worklist.i18n import _, mark
from worklist.store.codec import JSON, Document, Table
from worklist.store.fields import BadDocument, Fields, damage_of

if TYPE_CHECKING:
    from worklist.checklist.records import RecordChange

Value = TypeVar("Value")

_NAME = r"[0-9a-f]{32}"


def day_from(text: str) -> date:
    """Read a day as it is stored; raises `ValueError`."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def optional_day_text(day: date | None) -> str | None:
    """Write a day that may be missing."""
    return None if day is None else day.isoformat()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or _moment_text(moment) != text:
        raise ValueError(text)
    return moment


def _moment_text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def time_from(text: str) -> time:
    """Read a time of day as it is stored; raises `ValueError`."""
    value = time.fromisoformat(text)
    if value.tzinfo is not None or time_text(value) != text:
        raise ValueError(text)
    return value


def time_text(value: time) -> str:
    """Write a time of day."""
    return value.isoformat(timespec="minutes")


# Items


def item_document(item: Item) -> Document:
    """Give an item as a document; its id is the document's number."""
    return without_none(
        {
            "kind": str(item.kind),
            "text": item.text,
            "company": item.company,
            "who": item.who,
            "due": None if item.due is None else time_text(item.due),
            "count": item.count,
            "need": item.need,
            "unit": item.unit,
            "status": str(item.status),
            "reason": item.reason,
            "carried_from": None if item.carried_from is None else _link_document(item.carried_from),
            "carried_to": None if item.carried_to is None else _link_document(item.carried_to),
            "times_carried": item.times_carried or None,
            "notes": [_note_document(note) for note in item.notes] if item.notes else None,
            "waived": [{"amount": part.amount, "why": part.why} for part in item.waived] if item.waived else None,
            "dealt": item.dealt and {"check": item.dealt.check, "company": item.dealt.company},
            "nothing": item.nothing or None,
            "origin": item.origin,
        }
    )


def without_none(document: Document) -> Document:
    """Leave out the fields that say nothing."""
    return {field: value for field, value in document.items() if value is not None}


def _link_document(link: Link) -> Document:
    return {"day": link.day.isoformat(), "id": link.id}


def _note_document(note: Note) -> Document:
    return {"at": _moment_text(note.at), "by": note.by, "text": note.text}


def item_from(document: JSON, id: int) -> Item:
    """Read an item."""
    fields = Fields(document, mark("item {id}"), id=id)
    item = Item(
        id=id,
        kind=fields.parsed("kind", Kind),
        text=fields.text("text"),
        company=fields.optional("company", fields.text),
        who=fields.optional("who", fields.text),
        due=fields.optional("due", lambda field: fields.parsed(field, time_from)),
        count=fields.optional("count", fields.number),
        need=fields.optional("need", fields.number),
        unit=fields.optional("unit", fields.text),
        status=fields.parsed("status", Status),
        reason=fields.optional("reason", fields.text),
        carried_from=fields.optional("carried_from", lambda field: _link_from(fields.object(field))),
        carried_to=fields.optional("carried_to", lambda field: _link_from(fields.object(field))),
        times_carried=fields.optional("times_carried", fields.positive) or 0,
        notes=tuple(_note_from(note, id) for note in fields.optional("notes", fields.some) or ()),
        waived=tuple(_waiver_from(waiver, id) for waiver in fields.optional("waived", fields.some) or ()),
        dealt=fields.optional("dealt", lambda field: _dealt_from(fields.object(field))),
        nothing=fields.optional("nothing", fields.flag) or False,
        origin=fields.optional("origin", lambda field: fields.parsed(field, _name)),
    )
    fields.done()
    if (
        (item.count is None) != (item.need is None)
        or (item.carried_to is None) == (item.status is Status.CARRIED)
        or (item.waived and item.need is None)
        or (item.nothing and item.status is not Status.DONE)
    ):
        raise BadDocument(_("item {id} contradicts itself").format(id=id))
    return item


def _name(text: str) -> str:
    """Read the name of an item that was imported, or of a notebook; raises `ValueError`."""
    if not re.fullmatch(_NAME, text):
        raise ValueError(text)
    return text


def _link_from(fields: Fields) -> Link:
    link = Link(day=fields.parsed("day", day_from), id=fields.number("id"))
    fields.done()
    return link


def _note_from(document: JSON, id: int) -> Note:
    fields = Fields(document, mark("a note of item {id}"), id=id)
    note = Note(at=fields.parsed("at", _moment), by=fields.text("by"), text=fields.text("text"))
    fields.done()
    return note


def _waiver_from(document: JSON, id: int) -> Waiver:
    fields = Fields(document, mark("a waived part of item {id}"), id=id)
    waiver = Waiver(amount=fields.positive("amount"), why=fields.text("why"))
    fields.done()
    return waiver


def _dealt_from(fields: Fields) -> Dealt:
    dealt = Dealt(check=fields.positive("check"), company=fields.positive("company"))
    fields.done()
    return dealt


class ItemsOnDemand(Mapping[int, Item]):
    """The items of a table of the file at `path`, each read when it is first asked for: most commands ask for a few.

    The table must stay as it is for as long as this is asked.
    """

    def __init__(self, table: Table, path: Path) -> None:
        self._table = table
        self._path = path
        self._read: dict[int, Item] = {}

    def __getitem__(self, id: int) -> Item:
        if id not in self._read:
            document = self._table[str(id)]
            with damage_of(self._path):
                self._read[id] = item_from(document, id)
        return self._read[id]

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(map(int, self._table)))

    def __len__(self) -> int:
        return len(self._table)

    @property
    def is_dealt(self) -> bool:
        """Whether any item is one of a standing check; reads none."""
        return any("dealt" in document for document in self._table.values())


# Pages


def page_document(page: Page) -> Document:
    """Give what a page is apart from its items."""
    opened_at = None if page.opened_at is None else _moment_text(page.opened_at)
    blanks: list[JSON] = [{"company": blank.company, "kind": blank.kind.value} for blank in page.blanks]
    return without_none(
        {"day": page.day.isoformat(), "opened_at": opened_at, "last_id": page.last_id, "blanks": blanks or None}
    )


def page_from(document: JSON, items_of: Callable[[date], ItemsOnDemand]) -> Page:
    """Read a page; `items_of` gives the items of its day."""
    fields = Fields(document, mark("a page"))
    day = fields.parsed("day", day_from)
    items = items_of(day)
    page = Page(
        day=day,
        opened_at=fields.optional("opened_at", lambda field: fields.parsed(field, _moment)),
        last_id=fields.number("last_id"),
        items=items,
        is_dealt=items.is_dealt,
        blanks=tuple(map(_blank_from, fields.optional("blanks", fields.some) or ())),
    )
    fields.done()
    if any(not 0 < id <= page.last_id for id in page.items):
        raise BadDocument(_("the page of {day} has an item that it never gave an id to").format(day=page.day))
    return page


def _blank_from(document: JSON) -> Blank:
    fields = Fields(document, mark("a blank"))
    blank = Blank(company=fields.text("company"), kind=fields.parsed("kind", Kind))
    fields.done()
    return blank


def seal_document(seal: Seal) -> Document:
    """Give a seal without its digest, which the file that holds the page carries itself."""
    return without_none(
        {
            "number": seal.number,
            "day": seal.day.isoformat(),
            "closed_at": _moment_text(seal.closed_at),
            "closed_by": seal.closed_by,
            "entry": seal.entry,
            "previous": seal.previous,
        }
    )


def seal_from(document: JSON, digest: str) -> Seal:
    """Read the seal of a page whose file has this digest."""
    fields = Fields(document, mark("a seal"))
    seal = _seal_from(fields, digest)
    fields.done()
    return seal


def _seal_from(fields: Fields, digest: str) -> Seal:
    return Seal(
        number=fields.number("number"),
        day=fields.parsed("day", day_from),
        closed_at=fields.parsed("closed_at", _moment),
        closed_by=fields.text("closed_by"),
        entry=fields.number("entry"),
        previous=fields.optional("previous", fields.text),
        digest=digest,
    )


class State(NamedTuple):
    """What the live file knows besides its pages and records: its counters, and the notebook's own name."""

    last_seal: Seal | None
    last_entry: int
    id: str | None


def state_document(state: State) -> Document:
    """Give the state of a notebook as a document."""
    last = state.last_seal
    seal = None if last is None else {**seal_document(last), "digest": last.digest}
    return without_none({"notebook": state.id, "last_entry": state.last_entry, "last_seal": seal})


def state_from(document: JSON) -> State:
    """Read the state of a notebook."""
    fields = Fields(document, mark("the notebook's state"))
    state = State(
        id=fields.optional("notebook", lambda field: fields.parsed(field, _name)),
        last_entry=fields.number("last_entry"),
        last_seal=fields.optional("last_seal", lambda field: _last_seal_from(fields.object(field))),
    )
    fields.done()
    return state


def _last_seal_from(fields: Fields) -> Seal:
    seal = _seal_from(fields, fields.text("digest"))
    fields.done()
    return seal


# The log


def entry_document(entry: Entry) -> Document:
    """Give a log entry, with what makes each change undone."""
    return without_none(
        {
            "at": _moment_text(entry.at),
            "by": entry.by,
            "command": entry.command,
            "undoes": entry.undoes,
            "changes": [_change_document(change) for change in entry.changes],
            "records": _record_documents(entry) or None,
        }
    )


def _record_documents(entry: Entry) -> list[JSON]:
    if not entry.records:
        return []
    from worklist.store.records import record_change_document

    return [record_change_document(change) for change in entry.records]


def _change_document(change: Change) -> Document:
    """Give a change by what its item was before: the fields that changed, with null for one that was left out.

    An item that was not there before has no `was`.
    """
    document: Document = {"day": change.day.isoformat(), "id": change.id}
    if change.before is not None:
        was = item_document(change.before)
        if change.after is not None:
            now = item_document(change.after)
            was = {field: was.get(field) for field in {**was, **now} if was.get(field) != now.get(field)}
        document["was"] = was
    return document


def entries_from(
    documents: Iterable[tuple[int, Document]], items: Mapping[tuple[date, int], Document]
) -> Iterator[Entry]:
    """Read log entries, the newest first, walking the `items` back from what they are now."""
    state: dict[tuple[date, int], Document | None] = dict(items)
    for number, document in sorted(documents, key=lambda numbered: -numbered[0]):
        fields = Fields(document, mark("log entry {number}"), number=number)
        changes = [_change_from(change, number, state) for change in reversed(fields.values("changes"))]
        entry = Entry(
            number=number,
            at=fields.parsed("at", _moment),
            by=fields.text("by"),
            command=fields.text("command"),
            changes=tuple(reversed(changes)),
            undoes=fields.optional("undoes", fields.number),
            records=_records_from(fields.optional("records", fields.some) or (), number),
        )
        fields.done()
        yield entry


def _records_from(documents: Iterable[JSON], number: int) -> "tuple[RecordChange, ...]":
    if not documents:
        return ()
    from worklist.store.records import record_change_from

    return tuple(record_change_from(document, number) for document in documents)


def _change_from(document: JSON, number: int, state: dict[tuple[date, int], Document | None]) -> Change:
    """Read a change, and put the item in `state` back to what it was before."""
    fields = Fields(document, mark("a change of log entry {number}"), number=number)
    day, id = fields.parsed("day", day_from), fields.number("id")
    was = fields.optional("was", fields.document)
    fields.done()
    now = state.get((day, id))
    if now is None and was is None:
        raise BadDocument(_("{name} is about an item that there never was").format(name=fields))
    before = None if was is None else _put_back(now or {}, was)
    state[day, id] = before
    return Change(
        day=day,
        before=None if before is None else item_from(before, id),
        after=None if now is None else item_from(now, id),
    )


def _put_back(now: Document, was: Document) -> Document:
    """Give an item's document as it was; null is for a field that was left out then."""
    before = {**now, **was}
    for field in now:
        if before[field] is None:
            del before[field]
    return before
