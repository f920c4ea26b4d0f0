"""Documents and what they stand for: the only place where the one becomes the other.

A document has the fields of its kind with values of their types, and leaves out those that say nothing (no company,
no notes, never carried); anything else raises `BadDocument`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple, TypeVar

from worklist.checklist.items import Dealt, Item, Kind, Link, Note, Status, Waiver
from worklist.checklist.page import Blank, Page, Seal
from worklist.i18n import _, mark
from worklist.store.codec import JSON, Document, Table
from worklist.store.fields import BadDocument, Fields, damage_of

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


def moment_from(text: str) -> datetime:
    """Read a moment as it is stored; raises `ValueError`."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment_text(moment) != text:
        raise ValueError(text)
    return moment


def moment_text(moment: datetime) -> str:
    """Write a moment."""
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
    return {"at": moment_text(note.at), "by": note.by, "text": note.text}


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
    note = Note(at=fields.parsed("at", moment_from), by=fields.text("by"), text=fields.text("text"))
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
    opened_at = None if page.opened_at is None else moment_text(page.opened_at)
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
        opened_at=fields.optional("opened_at", lambda field: fields.parsed(field, moment_from)),
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
            "closed_at": moment_text(seal.closed_at),
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
        closed_at=fields.parsed("closed_at", moment_from),
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
