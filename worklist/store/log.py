"""Log entries as documents: what was done to items is kept as what they were before."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from worklist.checklist.notebook import Change, Entry
from worklist.i18n import _, mark
from worklist.store.codec import JSON, Document
from worklist.store.documents import day_from, item_document, item_from, moment_from, moment_text, without_none
from worklist.store.fields import BadDocument, Fields

if TYPE_CHECKING:
    from worklist.checklist.records import RecordChange


def entry_document(entry: Entry) -> Document:
    """Give a log entry, with what makes each change undone."""
    return without_none(
        {
            "at": moment_text(entry.at),
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
            at=fields.parsed("at", moment_from),
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
