"""One item with its history, a day's log, and what was found: lines of text."""

from collections.abc import Iterable
from datetime import date

from worklist.checklist.items import Item
from worklist.checklist.notebook import Change, Entry
from worklist.checklist.page import Page
from worklist.i18n import _
from worklist.render.text import (
    brief,
    day_name,
    detail,
    kind_name,
    moment_name,
    nth_day,
    outcome,
    progress,
    status_name,
    text_of,
    time_name,
)
from worklist.signs import visible


def item_lines(page: Page, item: Item, history: Iterable[tuple[Entry, Change]]) -> list[str]:
    """Give an item with all its fields, and below them what was done to it."""
    status = status_name(item.status)
    if item.carried_to is not None:
        to = _("{status} to {day} as {id}")
        status = to.format(status=status, day=day_name(item.carried_to.day), id=item.carried_to.id)
    origin = ""
    if item.carried_from is not None:
        origin = _("{nth}, carried from {day}, where it was {id}")
        origin = origin.format(nth=nth_day(item), day=day_name(item.carried_from.day), id=item.carried_from.id)
    fields = [
        (_("item"), _("{id} on {day}").format(id=item.id, day=day_name(page.day))),
        (_("text"), text_of(item)),
        (_("kind"), kind_name(item.kind)),
        (_("company"), visible(item.company or "")),
        (_("who"), visible(item.who or "")),
        (_("due"), time_name(item.due) if item.due else ""),
        (_("counted"), progress(item)),
        (_("status"), status),
        (_("reason"), visible(item.reason or "")),
        (_("age"), origin),
    ]
    lines = [f"{name:9}{value}" for name, value in fields if value]
    waived = _("{amount:,}: {why}")
    lines += [f"{_('waived'):9}{waived.format(amount=part.amount, why=visible(part.why))}" for part in item.waived]
    lines += [f"{_('note'):9}{note}" for note in note_lines(item, page.day)]
    lines += ["", _("History")]
    lines += [_history_line(entry, change, page.day) for entry, change in history]
    return lines


def note_lines(item: Item, day: date) -> list[str]:
    """Give an item's notes with when and by whom."""
    return [f"{moment_name(note.at, day)} {visible(note.by)}: {visible(note.text)}" for note in item.notes]


def _history_line(entry: Entry, change: Change, day: date) -> str:
    what = visible(entry.command)
    if change.before is not None and change.after is not None:
        if change.before.status != change.after.status:
            what += f", {status_name(change.before.status)} → {status_name(change.after.status)}"
        was, now = ((item.count, item.waived) for item in (change.before, change.after))
        if was != now and change.before.need == change.after.need:
            what += f", {progress(change.after)}"
    if said := detail(change):
        what += f" — {said}"
    return f"  {moment_name(entry.at, day)} {visible(entry.by)}: {what}"


def log_lines(page: Page, entries: Iterable[Entry]) -> list[str]:
    """Give a day's log: a line a command, and below it what it did to the items of this day."""
    lines = []
    for entry in entries:
        command = visible(entry.command)
        if entry.undoes is not None:
            command = _("{command} of {number}").format(command=command, number=entry.undoes)
        lines.append(f"{entry.number:4}  {moment_name(entry.at, page.day)}  {visible(entry.by)}  {command}")
        lines += [f"      {line}" for line in outcome(entry)]
    return lines


def found_lines(found: Iterable[tuple[Page, Item]], text: str) -> list[str]:
    """Give the items that hold a text, a line each, with the note or reason where it stands."""
    lines = []
    wanted = text.casefold()
    for page, item in found:
        lines.append(f"{page.day.isoformat()}  {item.id:4}  {status_name(item.status):8}{brief(item)}")
        beside = [note.text for note in item.notes] + ([item.reason] if item.reason else [])
        lines += [f"      {visible(line)}" for line in beside if wanted in line.casefold()]
    return lines
