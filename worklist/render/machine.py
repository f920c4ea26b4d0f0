"""JSON for other programs: a contract. Fields are added, never removed; nothing in it is translated."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeAlias

from worklist.checklist.certificate import Certificate
from worklist.checklist.checks import WEEKDAYS, Check
from worklist.checklist.companies import Company
from worklist.checklist.days import DayCount
from worklist.checklist.health import Finding, Verification
from worklist.checklist.items import Item, Kind, Note
from worklist.checklist.missing import Missing
from worklist.checklist.notebook import Change, Entry
from worklist.checklist.page import Page
from worklist.checklist.records import Record, RecordChange, Settings
from worklist.checklist.tally import Tally, tally
from worklist.signs import escaped

if TYPE_CHECKING:  # only the commands that show them pay for them
    from worklist.checklist.board import By, Cell, Fold, Row
    from worklist.checklist.marks import DayMarks

Value: TypeAlias = "bool | int | float | str | Sequence[Value] | Mapping[str, Value] | None"


def as_json(value: Value) -> str:
    """Give a value as JSON in UTF-8, with every control character escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2))


def clock_time(value: time | None) -> str | None:
    """Give a time of the day as `09:30`."""
    return None if value is None else value.isoformat(timespec="minutes")


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def moment(value: datetime) -> str:
    """Give a moment to the second, with its time zone."""
    return value.isoformat(timespec="seconds")


def item_fields(item: Item, page: Page) -> dict[str, Value]:
    """Give an item of `page`; `carried_from` and `carried_to` are days, with the id there beside each."""
    origin, target = item.carried_from, item.carried_to
    return {
        "id": item.id,
        "day": page.day.isoformat(),
        "kind": item.kind.value,
        "text": item.text,
        "company": item.company,
        "who": item.who,
        "due": clock_time(item.due),
        "count": item.count,
        "need": item.need,
        "unit": item.unit,
        "status": item.status.value,
        "reason": item.reason,
        "carried_from": origin.day.isoformat() if origin else None,
        "carried_from_id": origin.id if origin else None,
        "carried_to": target.day.isoformat() if target else None,
        "carried_to_id": target.id if target else None,
        "times_carried": item.times_carried,
        "notes": [note_fields(note) for note in item.notes],
        "waived": [{"count": waiver.amount, "why": waiver.why} for waiver in item.waived],
        "check": None if item.dealt is None else item.dealt.check,
        "nothing": item.nothing,
    }


def note_fields(note: Note) -> dict[str, Value]:
    """Give a note."""
    return {"at": moment(note.at), "by": note.by, "text": note.text}


def today(
    page: Page, items: Iterable[Item], unclosed: Iterable[Page], missing: Iterable[Missing] = ()
) -> dict[str, Value]:
    """Give a day: its counts over all items, the `items` and blanks asked for, and the earlier days left unclosed."""
    counts = tally(page.items.values())
    return {
        "day": page.day.isoformat(),
        "closed": page.seal is not None,
        "open": counts.open,
        "done": counts.done,
        "waived": counts.waived,
        "carried": counts.carried,
        "unclosed": [
            {"day": earlier.day.isoformat(), "open": tally(earlier.items.values()).open} for earlier in unclosed
        ],
        "items": [item_fields(item, page) for item in items],
        "blanks": [{"company": each.name, "kinds": [kind.value for kind in each.kinds]} for each in missing],
    }


def days(counted: Iterable[DayCount]) -> list[Value]:
    """Give days in figures; a closed one has a number."""
    return [
        {
            "day": each.day.isoformat(),
            "closed": each.seal is not None,
            "number": each.seal.number if each.seal else None,
            "closed_at": moment(each.seal.closed_at) if each.seal else None,
            "items": each.counts.items,
            "open": each.counts.open,
            "done": each.counts.done,
            "waived": each.counts.waived,
            "carried": each.counts.carried,
            "blanks": each.blanks,
        }
        for each in counted
    ]


def marks(given: Iterable["DayMarks"]) -> list[Value]:
    """Give a company's marks, day by day and by kind: how it stood, or null where nothing was to be written."""
    return [{"day": each.day.isoformat(), **{kind.value: mark for kind, mark in each.kinds.items()}} for each in given]


def show(page: Page, item: Item, history: Iterable[tuple[Entry, Change]]) -> dict[str, Value]:
    """Give an item with what was done to it, the oldest first, from the day it was first written down."""
    return {
        **item_fields(item, page),
        "history": [{**_entry(entry), "day": change.day.isoformat(), **_change(change)} for entry, change in history],
    }


def log(page: Page, entries: Iterable[Entry]) -> dict[str, Value]:
    """Give a day's log: its `entries`, the oldest first, with the changes of this day; of each the fields changed."""
    return {
        "day": page.day.isoformat(),
        "closed": page.seal is not None,
        "entries": [
            {
                **_entry(entry),
                "changes": [_change(change) for change in entry.changes],
                "records": [_record_change(change) for change in entry.records],
            }
            for entry in entries
        ],
    }


def _entry(entry: Entry) -> dict[str, Value]:
    return {
        "number": entry.number,
        "at": moment(entry.at),
        "by": entry.by,
        "command": entry.command,
        "undoes": entry.undoes,
    }


def _change(change: Change) -> dict[str, Value]:
    page = Page(day=change.day)
    was = None if change.before is None else item_fields(change.before, page)
    now = None if change.after is None else item_fields(change.after, page)
    return {"id": change.id, **_difference(was, now)}


def _difference(was: dict[str, Value] | None, now: dict[str, Value] | None) -> dict[str, Value]:
    """Give what something was and is now; where it was and is, only the fields that changed."""
    if was is not None and now is not None:
        changed = [field for field in was if was[field] != now[field]]
        was = {field: was[field] for field in changed}
        now = {field: now[field] for field in changed}
    return {"was": was, "now": now}


def _record_change(change: RecordChange) -> dict[str, Value]:
    """Give what became of a company, a check or the settings, with its number, which settings have none."""
    was, now = (None if record is None else _record(record) for record in (change.before, change.after))
    number = (now or was or {}).get("number")
    return {"what": type(change.record).__name__.lower(), "number": number, **_difference(was, now)}


def _record(record: Record) -> dict[str, Value]:
    if isinstance(record, Company):
        return company_fields(record)
    return check_fields(record) if isinstance(record, Check) else settings(record)


def find(text: str, found: Iterable[tuple[Page, Item]]) -> dict[str, Value]:
    """Give what was looked for and the items that hold it."""
    return {"text": text, "items": [item_fields(item, page) for page, item in found]}


def certificate(given: Certificate) -> dict[str, Value]:
    """Give the certificate of a closed day."""
    seal, total = given.seal, given.total
    return {
        "day": seal.day.isoformat(),
        "number": seal.number,
        "closed_at": moment(seal.closed_at),
        "closed_by": seal.closed_by,
        "items": total.items,
        "done": total.done,
        "waived": total.waived,
        "carried": total.carried,
        "digest": seal.digest,
        "previous": seal.previous,
        "kinds": {kind.value: _kind(counts, kind in given.counted) for kind, counts in given.kinds.items()},
        "blanks": [{"company": blank.company, "kind": blank.kind.value} for blank in given.blanks],
    }


def _kind(counts: Tally, counted: bool) -> dict[str, Value]:
    """Give a kind's items in figures; `count`, `need` and `waived_count` only where they are all of one unit."""
    return {
        "items": counts.items,
        "done": counts.done,
        "waived": counts.waived,
        "carried": counts.carried,
        "count": counts.count if counted else None,
        "need": counts.need if counted else None,
        "waived_count": counts.waived_count if counted else None,
    }


def verification(result: Verification) -> dict[str, Value]:
    """Give the chain of closed days."""
    return {
        "sound": result.is_sound,
        "pages": [
            {
                "day": link.day.isoformat(),
                "number": link.number,
                "digest": link.digest,
                "problem": link.problem,
            }
            for link in result.links
        ],
        "problems": list(result.problems),
    }


def findings(found: Sequence[Finding]) -> dict[str, Value]:
    """Give what `doctor` found."""
    return {
        "sound": not any(finding.is_damage for finding in found),
        "findings": [
            {
                "place": finding.place,
                "problem": finding.problem,
                "remedies": list(finding.remedies),
                "damage": finding.is_damage,
            }
            for finding in found
        ],
    }


def company_fields(company: Company) -> dict[str, Value]:
    """Give a company; `removed` is a day, or null for one that is on the roster."""
    return {
        "name": company.name,
        "headcount": company.headcount,
        "zone": company.zone,
        "above_scale": company.above_scale,
        "resumed": company.resumed,
        "liaison": company.liaison,
        "caretaker": company.caretaker,
        "other_names": list(company.other_names),
        "number": company.number,
        "resumed_since": _day(company.resumed_since),
        "removed": _day(company.removed),
    }


def companies(found: Iterable[Company]) -> list[Value]:
    """Give the companies of the roster."""
    return [company_fields(company) for company in found]


def checks(counted: Iterable[tuple[Check, int]]) -> list[Value]:
    """Give the standing checks, each with how many `companies` it is for today; `on` are weekdays."""
    return [{**check_fields(check), "companies": companies} for check, companies in counted]


def check_fields(check: Check) -> dict[str, Value]:
    """Give a standing check."""
    return {
        "number": check.number,
        "kind": check.kind.value,
        "text": check.text,
        "due": clock_time(check.due),
        "need": check.need,
        "per_head": check.per_head,
        "unit": check.unit,
        "zone": check.zone,
        "only_resumed": check.only_resumed,
        "on": [WEEKDAYS[day] for day in check.on],
        "paused": check.paused,
        "removed": _day(check.removed),
    }


def settings(found: Settings) -> dict[str, Value]:
    """Give the settings."""
    return {"expected": [kind.value for kind in found.expected], "rollover": clock_time(found.rollover)}


def board(page: Page, rows: "Iterable[Row]", by: "By | None", folds: "Iterable[Fold]") -> dict[str, Value]:
    """Give the `rows` of a board, and if it is folded `by` something, how many companies of each are in which state.

    `expected` says that something is to be written, `waived_count` how many of the need do not apply.
    """
    groups: dict[str, Value] = {} if by is None else {"by": by.value, "groups": [_fold(fold) for fold in folds]}
    return {
        "day": page.day.isoformat(),
        "closed": page.seal is not None,
        "companies": [_row(row) for row in rows],
        **groups,
    }


def _row(row: "Row") -> dict[str, Value]:
    company = row.company
    return {
        "company": row.name,
        "zone": company.zone if company else None,
        "liaison": company.liaison if company else None,
        "caretaker": company.caretaker if company else None,
        **{kind.value: _cell(cell) for kind, cell in row.cells.items()},
    }


def _cell(cell: "Cell") -> dict[str, Value]:
    counts = cell.counts
    return {
        "state": cell.state.value,
        "expected": cell.expected,
        "open": counts.open,
        "settled": counts.settled,
        "count": counts.count,
        "need": counts.need,
        "waived_count": counts.waived_count,
    }


def _fold(fold: "Fold") -> dict[str, Value]:
    kinds = {}
    for kind in Kind:
        states = [row.cells[kind].state.value for row in fold.rows]
        kinds[kind.value] = {state: states.count(state) for state in ("blank", "open", "settled")}
    return {"name": fold.name, "companies": len(fold.rows), **kinds}
