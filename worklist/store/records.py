"""Companies, standing checks and settings as documents, each in its table; imported only where there are any."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from worklist.checklist.checks import EVERY_DAY, WEEKDAYS, Check
from worklist.checklist.companies import Company
from worklist.checklist.items import Kind
from worklist.checklist.records import Record, RecordChange, Settings
from worklist.i18n import _, mark
from worklist.store.codec import COMPANIES, JSON, Document
from worklist.store.documents import day_from, optional_day_text, time_from, time_text, without_none
from worklist.store.fields import BadDocument, Fields
from worklist.store.roster import company_document, company_from

if TYPE_CHECKING:
    from worklist.store.storage import LiveTables

CHECKS, SETTINGS = "checks", "settings"


def place_of(record: Record) -> tuple[str, int]:
    """Give the table of a record, and its number there."""
    match record:
        case Company(number=number):
            return COMPANIES, number
        case Check(number=number):
            return CHECKS, number
        case _:
            return SETTINGS, 1


def record_document(record: Record) -> Document:
    """Give a record as a document; the number of a company or a check is the document's."""
    match record:
        case Company():
            return company_document(record)
        case Check():
            return _check_document(record)
        case _:
            return {"rollover": time_text(record.rollover), "expected": [kind.value for kind in record.expected]}


def _check_document(check: Check) -> Document:
    return without_none(
        {
            "kind": check.kind.value,
            "text": check.text,
            "due": None if check.due is None else time_text(check.due),
            "need": check.need,
            "per_head": check.per_head or None,
            "unit": check.unit,
            "zone": check.zone,
            "only_resumed": check.only_resumed or None,
            "on": None if check.on == EVERY_DAY else [WEEKDAYS[day] for day in check.on],
            "paused": check.paused or None,
            "removed": optional_day_text(check.removed),
        }
    )


def check_from(document: JSON, number: int) -> Check:
    """Read a standing check."""
    fields = Fields(document, mark("check {number}"), number=number)
    on = fields.optional("on", fields.texts)
    if on is not None and (on == WEEKDAYS or list(on) != [day for day in WEEKDAYS if day in on]):
        raise BadDocument(_("{name} has a wrong “{field}”").format(name=fields, field="on"))
    check = Check(
        number=number,
        kind=fields.parsed("kind", Kind),
        text=fields.text("text"),
        due=fields.optional("due", lambda field: fields.parsed(field, time_from)),
        need=fields.optional("need", fields.positive),
        per_head=fields.optional("per_head", fields.flag) or False,
        unit=fields.optional("unit", fields.text),
        zone=fields.optional("zone", fields.text),
        only_resumed=fields.optional("only_resumed", fields.flag) or False,
        on=EVERY_DAY if on is None else tuple(map(WEEKDAYS.index, on)),
        paused=fields.optional("paused", fields.flag) or False,
        removed=fields.optional("removed", lambda field: fields.parsed(field, day_from)),
    )
    fields.done()
    return check


def settings_from(document: JSON) -> Settings:
    """Read the settings."""
    fields = Fields(document, mark("the settings"))
    rollover = fields.parsed("rollover", time_from)
    expected = fields.values("expected")
    fields.done()
    kinds = tuple(kind for kind in Kind if kind in expected)
    if expected != list(kinds):
        raise BadDocument(_("{name} has a wrong “{field}”").format(name=fields, field="expected"))
    return Settings(rollover=rollover, expected=kinds)


_READERS: Mapping[str, Callable[[JSON, int], Record]] = {
    COMPANIES: company_from,
    CHECKS: check_from,
    SETTINGS: lambda document, _number: settings_from(document),
}


def put_records(live: "LiveTables", changes: Sequence[RecordChange]) -> None:
    """Put what became of records into the tables of the live file."""
    for name in (COMPANIES, CHECKS, SETTINGS):
        of_table = [change for change in changes if place_of(change.record)[0] == name]
        put = {place_of(change.after)[1]: record_document(change.after) for change in of_table if change.after}
        if put:
            live.put(name, put)
        if taken := [place_of(change.record)[1] for change in of_table if change.after is None]:
            live.remove(name, taken)


# The log


def record_change_document(change: RecordChange) -> Document:
    """Give what became of a record: its place, and what it `was` and is `now`, whole."""
    table, number = place_of(change.record)
    return without_none(
        {
            "day": change.day.isoformat(),
            "table": table,
            "number": number,
            "was": None if change.before is None else record_document(change.before),
            "now": None if change.after is None else record_document(change.after),
        }
    )


def record_change_from(document: JSON, entry: int) -> RecordChange:
    """Read what became of a record."""
    fields = Fields(document, mark("a change of log entry {number}"), number=entry)
    day, table, number = fields.parsed("day", day_from), fields.text("table"), fields.positive("number")
    was, now = fields.optional("was", fields.document), fields.optional("now", fields.document)
    fields.done()
    if table not in _READERS or (table == SETTINGS and number != 1):
        raise BadDocument(_("{name} has a wrong “{field}”").format(name=fields, field="table"))
    if was is None and now is None:
        raise BadDocument(_("{name} is about an item that there never was").format(name=fields))
    read = _READERS[table]
    return RecordChange(
        day=day,
        before=None if was is None else read(was, number),
        after=None if now is None else read(now, number),
    )


def record_changes_from(
    documents: Iterable[tuple[int, Document]],
) -> Iterator[tuple[int, tuple[RecordChange, ...]]]:
    """Read what log entries have done to records, the newest first, and nothing else of them."""
    for number, document in sorted(documents, key=lambda numbered: -numbered[0]):
        fields = Fields(document, mark("log entry {number}"), number=number)
        changes = fields.optional("records", fields.some) or ()
        if changes:
            yield number, tuple(record_change_from(change, number) for change in changes)
