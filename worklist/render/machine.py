"""JSON for other programs: a contract. Fields are added, never removed; nothing in it is translated."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import TypeAlias

from worklist.checklist.certificate import Certificate
from worklist.checklist.health import Finding, Verification
from worklist.checklist.items import Item, Note
from worklist.checklist.notebook import Change, Entry
from worklist.checklist.page import Page
from worklist.checklist.tally import tally

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"

# JSON escapes C0 itself; these would still reach a terminal raw.
_RAW = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"


def as_json(value: Value) -> str:
    """Give a value as JSON in UTF-8, with every control character escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub(_RAW, lambda match: f"\\u{ord(match[0]):04x}", text)


def _time(value: time | None) -> str | None:
    return None if value is None else value.isoformat(timespec="minutes")


def _moment(value: datetime) -> str:
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
        "due": _time(item.due),
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
        "notes": [_note(note) for note in item.notes],
    }


def _note(note: Note) -> dict[str, Value]:
    return {"at": _moment(note.at), "by": note.by, "text": note.text}


def today(page: Page, items: Iterable[Item], unclosed: Iterable[Page]) -> dict[str, Value]:
    """Give a day: its counts over all items, the `items` asked for, and the earlier days left unclosed."""
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
    }


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
            }
            for entry in entries
        ],
    }


def _entry(entry: Entry) -> dict[str, Value]:
    return {
        "number": entry.number,
        "at": _moment(entry.at),
        "by": entry.by,
        "command": entry.command,
        "undoes": entry.undoes,
    }


def _change(change: Change) -> dict[str, Value]:
    page = Page(day=change.day)
    was = None if change.before is None else item_fields(change.before, page)
    now = None if change.after is None else item_fields(change.after, page)
    if was is not None and now is not None:
        changed = [field for field in was if was[field] != now[field]]
        was = {field: was[field] for field in changed}
        now = {field: now[field] for field in changed}
    return {"id": change.id, "was": was, "now": now}


def find(text: str, found: Iterable[tuple[Page, Item]]) -> dict[str, Value]:
    """Give what was looked for and the items that hold it."""
    return {"text": text, "items": [item_fields(item, page) for page, item in found]}


def certificate(given: Certificate) -> dict[str, Value]:
    """Give the certificate of a closed day."""
    seal, total = given.seal, given.total
    return {
        "day": seal.day.isoformat(),
        "number": seal.number,
        "closed_at": _moment(seal.closed_at),
        "closed_by": seal.closed_by,
        "items": total.items,
        "done": total.done,
        "waived": total.waived,
        "carried": total.carried,
        "digest": seal.digest,
        "previous": seal.previous,
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
