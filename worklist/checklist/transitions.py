"""What can be done to the notebook: pure functions from a snapshot to the log entry that says all that changes.

Each takes the snapshot, the day of the page (`None` for the working day) and a `Stamp`. Each raises before it has
decided anything, so a command that fails has changed nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeVar

from worklist.checklist import items as rules
from worklist.checklist.choosing import Choice, select
from worklist.checklist.counting import Count, change_need, record
from worklist.checklist.items import Item, Kind, Link, Note, Stamp
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.errors import (
    CarriedOn,
    CarryBackwards,
    CountNeedsOneItem,
    NoteOnCarried,
    NothingToUndo,
    SealedSince,
)
from worklist.workday import ONE_DAY, first_not_closed

Value = TypeVar("Value")


class Clear:
    """The wish to empty a field."""


CLEAR = Clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New values for an item's fields; `None` leaves a field as it is, `CLEAR` empties it."""

    text: str | None = None
    kind: Kind | None = None
    company: str | Clear | None = None
    who: str | Clear | None = None
    due: time | Clear | None = None
    need: int | Clear | None = None
    unit: str | Clear | None = None


def _each(page: Page, chosen: Iterable[Item], becomes: Callable[[Item], Item]) -> list[Change]:
    return [Change(day=page.day, before=item, after=becomes(item)) for item in chosen]


def done(notebook: Notebook, choice: Choice, stamp: Stamp, count: Count | None = None) -> Entry:
    """Settle items as done, or record a count of one, which leaves it open until its need is reached.

    Raises `CountNeedsOneItem` for a count of several, `NoNeed` for a count of what needs none.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(page)
    if count is None:
        return notebook.entry(stamp, "done", _each(page, chosen, rules.finish))
    if len(chosen) > 1:
        raise CountNeedsOneItem(len(chosen))
    return notebook.entry(stamp, "done", _each(page, chosen, lambda item: record(item, count)))


def waive(notebook: Notebook, choice: Choice, why: str, stamp: Stamp) -> Entry:
    """Settle items as not applying today."""
    page = choice.page(notebook, stamp)
    return notebook.entry(stamp, "waive", _each(page, choice.open_items(page), lambda item: rules.waive(item, why)))


def carry(notebook: Notebook, choice: Choice, stamp: Stamp, to: date | None = None, why: str | None = None) -> Entry:
    """Move items to a later day, by default the next that can be worked on.

    Raises `CarryBackwards` if `to` is not later than the page, `DayClosed` if it is closed.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(page)
    target = notebook.page(to or later_day(notebook, page, stamp))
    return notebook.entry(stamp, "carry", moves(page, chosen, target, why))


def later_day(notebook: Notebook, page: Page, stamp: Stamp) -> date:
    """Give the next day after `page` that can be worked on."""
    return first_not_closed(max(page.day + ONE_DAY, notebook.working_day(stamp.at)), notebook.closed)


def moves(page: Page, chosen: Iterable[Item], target: Page, why: str | None) -> Iterator[Change]:
    """Give both halves of each move from `page` to `target`; raises `CarryBackwards` unless that is later."""
    if target.day <= page.day:
        raise CarryBackwards(page.day, target.day)
    for offset, item in enumerate(chosen, 1):
        link = Link(day=target.day, id=target.last_id + offset)
        moved = rules.carry(item, link, why)
        yield Change(day=page.day, before=item, after=moved)
        yield Change(day=target.day, before=None, after=rules.successor(moved, item, page.day, link))


def reopen(notebook: Notebook, choice: Choice, stamp: Stamp) -> Entry:
    """Open settled items again; one that was carried comes back from where it went, with what was added there.

    Raises `NotSettled` for an open item, `CarriedOn` if the successor is settled, `DayClosed` if its page is.
    """
    page = choice.page(notebook, stamp)
    chosen = select(page, choice.selection, choice.left_out, settled=True)
    before = _before_settling(notebook, page, chosen)
    changes: list[Change] = []
    for item in chosen:
        if item.carried_to is None:
            changes.append(Change(day=page.day, before=item, after=rules.reopen(item, before[item.id])))
            continue
        later = notebook.page(item.carried_to.day).item(item.carried_to.id)
        if not later.is_open:
            raise CarriedOn(item.id, later.id, item.carried_to.day)
        changes.append(Change(day=page.day, before=item, after=rules.bring_back(item, later, before[item.id])))
        changes.append(Change(day=item.carried_to.day, before=later, after=None))
    return notebook.entry(stamp, "reopen", changes)


def _before_settling(notebook: Notebook, page: Page, chosen: Iterable[Item]) -> dict[int, Item]:
    """Give each item as it was before it was settled, by its id; without a reason where the log does not know."""
    found = {item.id: replace(item, reason=None) for item in chosen}
    waiting = set(found)
    for entry in notebook.history():
        if not waiting:
            break
        for change in entry.changes:
            was, now = change.before, change.after
            if change.day == page.day and change.id in waiting and was and now and was.is_open and not now.is_open:
                found[change.id] = was
                waiting.discard(change.id)
    return found


def note(notebook: Notebook, choice: Choice, text: str, stamp: Stamp) -> Entry:
    """Write something beside items, open or settled; raises `NoteOnCarried` for one that lives on another day."""
    page = choice.page(notebook, stamp)
    chosen = select(page, choice.selection, choice.left_out)
    for item in chosen:
        if item.carried_to is not None:
            raise NoteOnCarried(item.id, item.carried_to.id, item.carried_to.day)
    written = Note(at=stamp.at, by=stamp.by, text=text)
    return notebook.entry(stamp, "note", _each(page, chosen, lambda item: replace(item, notes=(*item.notes, written))))


def edit(notebook: Notebook, choice: Choice, wish: Edit, stamp: Stamp) -> Entry:
    """Change the fields of open items; raises `NeedIsMet` if a new need is counted already."""
    page = choice.page(notebook, stamp)
    return notebook.entry(stamp, "edit", _each(page, choice.open_items(page), lambda item: _edited(item, wish)))


def _wished(new: Value | Clear | None, old: Value | None) -> Value | None:
    if isinstance(new, Clear):
        return None
    return old if new is None else new


def _edited(item: Item, wish: Edit) -> Item:
    edited = replace(
        item,
        text=wish.text or item.text,
        kind=wish.kind or item.kind,
        company=_wished(wish.company, item.company),
        who=_wished(wish.who, item.who),
        due=_wished(wish.due, item.due),
        unit=_wished(wish.unit, item.unit),
    )
    return edited if wish.need is None else change_need(edited, _wished(wish.need, None))


def undo(notebook: Notebook, stamp: Stamp) -> Entry:
    """Take back the last command that has not been taken back, whole.

    Raises `NothingToUndo` if there is none, `SealedSince` if a day was closed after it.
    """
    barrier = notebook.last_seal.entry if notebook.last_seal else 0
    taken_back: set[int] = set()
    for entry in notebook.history():
        if entry.number <= barrier:
            break
        if entry.undoes is not None:
            taken_back.add(entry.undoes)
        elif entry.number not in taken_back:
            changes = [
                Change(day=change.day, before=change.after, after=change.before) for change in reversed(entry.changes)
            ]
            return replace(notebook.entry(stamp, "undo", changes), undoes=entry.number)
    if notebook.last_seal is not None:
        raise SealedSince(notebook.last_seal.day)
    raise NothingToUndo
