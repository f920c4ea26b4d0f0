"""Plain sentences and lines, without Rich: what most commands answer with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from worklist.checklist.items import Item, Kind, Status
from worklist.checklist.notebook import Change, Entry
from worklist.checklist.tally import Tally
from worklist.i18n import _, ngettext
from worklist.signs import visible

_LINES_AT_MOST = 9
_SHORT = 100


def day_name(day: date) -> str:
    """Give a day with its weekday: `Thu 2020-02-20`."""
    weekdays = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{weekdays[day.weekday()]} {day.isoformat()}"


def time_name(value: time | datetime) -> str:
    """Give a time of day: `21:00`."""
    return value.strftime("%H:%M")


def moment_name(moment: datetime, day: date) -> str:
    """Give the time of day, with the date where it is not `day`."""
    return time_name(moment) if moment.date() == day else f"{moment.date().isoformat()} {time_name(moment)}"


def kind_name(kind: Kind) -> str:
    """Give a kind in the user's language."""
    names = {
        Kind.SUPPLIES: _("supplies"),
        Kind.MEASURES: _("measures"),
        Kind.DOSES: _("doses"),
        Kind.ISSUES: _("issues"),
    }
    return names[kind]


def status_name(status: Status) -> str:
    """Give a status in the user's language."""
    names = {
        Status.OPEN: _("open"),
        Status.DONE: _("done"),
        Status.WAIVED: _("waived"),
        Status.CARRIED: _("carried"),
    }
    return names[status]


def nth_day(item: Item) -> str:
    """Say which day this is for an item that was carried: `3rd day`."""
    number = item.times_carried + 1
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return _("{number}{ending} day").format(number=number, ending=ending)


def progress(item: Item) -> str:
    """Say how much of what is needed was counted: `482 of 2,000 boxes`."""
    if item.need is None:
        return ""
    counted = _("{count:,} of {need:,}").format(count=item.count, need=item.need)
    if item.unit:
        counted += f" {visible(item.unit)}"
    if item.waived:
        counted += _(", {waived:,} waived").format(waived=item.waived_count)
    return counted


def counted_in_all(kind: Kind, counts: Tally) -> str:
    """Say how much of what a kind's items need in all was counted: `9,412 of 10,307 drunk, 2 waived`."""
    said = _("{count:,} of {need:,} drunk") if kind is Kind.DOSES else _("{count:,} of {need:,} counted")
    waived = _(", {waived:,} waived").format(waived=counts.waived_count) if counts.waived_count else ""
    return f"{said.format(count=counts.count, need=counts.need)}{waived}"


def text_of(item: Item) -> str:
    """Give an item's text, or that nothing is outstanding where a company has answered so without a word more."""
    return visible(item.text) if item.text or not item.nothing else _("nothing outstanding")


def brief(item: Item, limit: int = _SHORT) -> str:
    """Give an item in one line, as it would be typed."""
    text = text_of(item)
    parts = [text if len(text) <= limit else f"{text[: limit - 1]}…", f"+{kind_name(item.kind)}"]
    if item.company is not None:
        parts.append(f"@{visible(item.company)}")
    if item.who is not None:
        parts.append(_("for {who}").format(who=visible(item.who)))
    if item.due is not None:
        parts.append(_("due {time}").format(time=time_name(item.due)))
    if item.need is not None:
        parts.append(f"({progress(item)})")
    return "  ".join(parts)


def id_ranges(ids: Iterable[int]) -> str:
    """Write ids as one types them: `1-3,7`."""
    ranges: list[list[int]] = []
    for id in sorted(ids):
        if ranges and id == ranges[-1][1] + 1:
            ranges[-1][1] = id
        else:
            ranges.append([id, id])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def outcome(entry: Entry, *, name_day: bool = False) -> list[str]:
    """Say what a command has changed: a line an item, or a line in all where there are many.

    The day is named where items were added or moved, and everywhere if `name_day`. What it did to the roster, the
    checks and the settings comes first.
    """
    if entry.records:
        from worklist.render.park import record_lines

        rest = replace(entry, records=())
        return [*record_lines(entry.records), *outcome(rest, name_day=name_day)]
    changes = [change for change in entry.changes if not _is_arrival(change, entry)]
    if len(changes) > _LINES_AT_MOST:
        return _in_all(changes, name_day=name_day)
    return [_line(change, name_day=name_day) for change in changes]


def _is_arrival(change: Change, entry: Entry) -> bool:
    """Whether this is the other half of a carry, on the later day."""
    item = change.item
    return (
        (change.before is None or change.after is None)
        and item.carried_from is not None
        and any(other.day == item.carried_from.day and other.id == item.carried_from.id for other in entry.changes)
    )


def _verb(change: Change) -> str:
    before, after = change.before, change.after
    if before is None:
        return _("Added") if change.item.dealt is None else _("Dealt")
    if after is None:
        return _("Taken back")
    if before.status != after.status:
        verbs = {
            Status.OPEN: _("Reopened"),
            Status.DONE: _("Done"),
            Status.WAIVED: _("Waived"),
            Status.CARRIED: _("Carried"),
        }
        return verbs[after.status]
    if before.count != after.count and before.need == after.need:
        return _("Counted")
    if len(before.waived) < len(after.waived):
        return _("Waived part of")
    return _("Noted") if before.notes != after.notes else _("Changed")


def _line(change: Change, *, name_day: bool) -> str:
    item = change.item
    where = _(" on {day}").format(day=day_name(change.day)) if name_day or change.before is None else ""
    if item.carried_to is not None:
        where += _(" to {day} as {id}").format(day=day_name(item.carried_to.day), id=item.carried_to.id)
    line = f"{_verb(change)} {item.id}{where}: {brief(item)}"
    if item.is_open and (item.count or item.waived):
        line += _(", {left:,} left").format(left=item.left)
    said = detail(change)
    return f"{line} — {said}" if said else line


def _in_all(changes: Sequence[Change], *, name_day: bool) -> list[str]:
    groups: dict[tuple[str, date, date | None], list[int]] = {}
    for change in changes:
        to = change.after.carried_to if change.after else None
        groups.setdefault((_verb(change), change.day, to.day if to else None), []).append(change.id)
    lines = []
    for (verb, day, target), ids in groups.items():
        where = _(" on {day}").format(day=day_name(day)) if name_day or changes[0].before is None else ""
        if target is not None:
            where += _(" to {day}").format(day=day_name(target))
        items = ngettext("{number} item", "{number} items", len(ids)).format(number=len(ids))
        lines.append(f"{verb} {items}{where}: {id_ranges(ids)}")
    return lines


def detail(change: Change) -> str:
    """Say with a change what was said with it: a reason, a note, or which fields became what."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ""
    if after.reason and not after.is_open and after.status != before.status:
        return visible(after.reason)
    if len(before.waived) < len(after.waived):
        return visible(after.waived[-1].why)
    if before.notes != after.notes and after.notes and before.status == after.status:
        return visible(after.notes[-1].text)
    return _fields(before, after) if before.status == after.status else ""


def _fields(before: Item, after: Item) -> str:
    fields = {
        _("text"): (before.text, after.text),
        _("kind"): (kind_name(before.kind), kind_name(after.kind)),
        _("company"): (before.company, after.company),
        _("who"): (before.who, after.who),
        _("due"): (_time_or_none(before.due), _time_or_none(after.due)),
        _("need"): (before.need, after.need),
        _("unit"): (before.unit, after.unit),
    }
    return ", ".join(f"{name}: {_value(was)} → {_value(now)}" for name, (was, now) in fields.items() if was != now)


def _time_or_none(value: time | None) -> str | None:
    return None if value is None else time_name(value)


def _value(value: str | int | None) -> str:
    return "—" if value is None else visible(str(value))
