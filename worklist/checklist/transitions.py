"""What can be done to the notebook: pure functions from a snapshot to the log entry that says all that changes.

Each takes the snapshot, the day of the page (`None` for the working day) and a `Stamp`. Each raises before it has
decided anything, so a command that fails has changed nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeVar

from worklist.checklist import items as rules
from worklist.checklist.items import Count, Draft, Item, Kind, Link, Note, Stamp
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.errors import (
    CarriedOn,
    CarryBackwards,
    CountNeedsOneItem,
    FutureDay,
    NotAtZero,
    NoteOnCarried,
    NothingToClose,
    NothingToUndo,
    SealedSince,
)
from worklist.selection import Selection
from worklist.workday import ONE_DAY, first_not_closed

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which items of which day: a selection, less what is left out."""

    selection: Selection
    left_out: Selection | None = None
    day: date | None = None

    def page(self, notebook: Notebook, stamp: Stamp) -> Page:
        """Give the page that is meant; raises `DayClosed`."""
        return notebook.page(self.day or notebook.working_day(stamp.at))

    def open_items(self, page: Page) -> list[Item]:
        """Give the chosen items, all open; raises `AlreadySettled` for one that is not."""
        chosen = page.select(self.selection, self.left_out)
        for item in chosen:
            rules.require_open(item, page.day)
        return chosen


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The decision to seal the page of `day`, after `carried` has carried the rest of it."""

    day: date
    stamp: Stamp
    carried: Entry | None


def _entry(notebook: Notebook, stamp: Stamp, command: str, changes: Iterable[Change]) -> Entry:
    return Entry(number=notebook.last_entry + 1, at=stamp.at, by=stamp.by, command=command, changes=tuple(changes))


def _each(page: Page, chosen: Iterable[Item], becomes: Callable[[Item], Item]) -> list[Change]:
    return [Change(day=page.day, before=item, after=becomes(item)) for item in chosen]


def add(notebook: Notebook, drafts: Sequence[Draft], day: date | None, stamp: Stamp) -> Entry:
    """Put items on the page, with the next ids."""
    page = notebook.page(day or notebook.working_day(stamp.at))
    changes = [
        Change(day=page.day, before=None, after=rules.new_item(draft, page.last_id + offset))
        for offset, draft in enumerate(drafts, 1)
    ]
    return _entry(notebook, stamp, "add", changes)


def done(notebook: Notebook, choice: Choice, stamp: Stamp, count: Count | None = None) -> Entry:
    """Settle items as done, or record a count of one, which leaves it open until its need is reached.

    Raises `CountNeedsOneItem` for a count of several, `NoNeed` for a count of what needs none.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(page)
    if count is None:
        return _entry(notebook, stamp, "done", _each(page, chosen, rules.finish))
    if len(chosen) > 1:
        raise CountNeedsOneItem(len(chosen))
    return _entry(notebook, stamp, "done", _each(page, chosen, lambda item: rules.record(item, count)))


def waive(notebook: Notebook, choice: Choice, why: str, stamp: Stamp) -> Entry:
    """Settle items as not applying today."""
    page = choice.page(notebook, stamp)
    return _entry(notebook, stamp, "waive", _each(page, choice.open_items(page), lambda item: rules.waive(item, why)))


def carry(notebook: Notebook, choice: Choice, stamp: Stamp, to: date | None = None, why: str | None = None) -> Entry:
    """Move items to a later day, by default the next that can be worked on.

    Raises `CarryBackwards` if `to` is not later than the page, `DayClosed` if it is closed.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(page)
    target = notebook.page(to or _later_day(notebook, page, stamp))
    return _entry(notebook, stamp, "carry", _moves(page, chosen, target, why))


def _later_day(notebook: Notebook, page: Page, stamp: Stamp) -> date:
    """Give the next day after `page` that can be worked on."""
    return first_not_closed(max(page.day + ONE_DAY, notebook.working_day(stamp.at)), notebook.closed)


def _moves(page: Page, chosen: Iterable[Item], target: Page, why: str | None) -> Iterator[Change]:
    """Give both halves of each move from `page` to `target`; raises `CarryBackwards` unless that is later."""
    if target.day <= page.day:
        raise CarryBackwards(page.day, target.day)
    for offset, item in enumerate(chosen, 1):
        link = Link(day=target.day, id=target.last_id + offset)
        moved = rules.carry(item, link, why)
        yield Change(day=page.day, before=item, after=moved)
        yield Change(day=target.day, before=None, after=rules.successor(moved, page.day, link))


def reopen(notebook: Notebook, choice: Choice, stamp: Stamp) -> Entry:
    """Open settled items again; one that was carried comes back from where it went, with what was added there.

    Raises `NotSettled` for an open item, `CarriedOn` if the successor is settled, `DayClosed` if its page is.
    """
    page = choice.page(notebook, stamp)
    changes: list[Change] = []
    for item in page.select(choice.selection, choice.left_out, settled=True):
        if item.carried_to is None:
            changes.append(Change(day=page.day, before=item, after=rules.reopen(item)))
            continue
        later = notebook.page(item.carried_to.day).item(item.carried_to.id)
        if not later.is_open:
            raise CarriedOn(item.id, later.id, item.carried_to.day)
        changes.append(Change(day=page.day, before=item, after=rules.bring_back(item, later)))
        changes.append(Change(day=item.carried_to.day, before=later, after=None))
    return _entry(notebook, stamp, "reopen", changes)


def note(notebook: Notebook, choice: Choice, text: str, stamp: Stamp) -> Entry:
    """Write something beside items, open or settled; raises `NoteOnCarried` for one that lives on another day."""
    page = choice.page(notebook, stamp)
    chosen = page.select(choice.selection, choice.left_out)
    for item in chosen:
        if item.carried_to is not None:
            raise NoteOnCarried(item.id, item.carried_to.id, item.carried_to.day)
    written = Note(at=stamp.at, by=stamp.by, text=text)
    return _entry(
        notebook, stamp, "note", _each(page, chosen, lambda item: replace(item, notes=(*item.notes, written)))
    )


def edit(notebook: Notebook, choice: Choice, wish: Edit, stamp: Stamp) -> Entry:
    """Change the fields of open items; raises `NeedIsMet` if a new need is counted already."""
    page = choice.page(notebook, stamp)
    return _entry(notebook, stamp, "edit", _each(page, choice.open_items(page), lambda item: _edited(item, wish)))


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
    return edited if wish.need is None else rules.change_need(edited, _wished(wish.need, None))


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
            return replace(_entry(notebook, stamp, "undo", changes), undoes=entry.number)
    if notebook.last_seal is not None:
        raise SealedSince(notebook.last_seal.day)
    raise NothingToUndo


def day_to_close(notebook: Notebook, stamp: Stamp) -> date | None:
    """Give the oldest page that is not closed and whose day is over, or today's once the night is.

    `None` if there is no such page: what was closed last is closed, and closing again does nothing. A page of the
    date that has only just begun, before the rollover hour, waits for its own night.
    """
    today = stamp.at.date()
    small_hours = stamp.at.time() < notebook.rollover
    for day in sorted(notebook.pages):
        if day < today or (day == today and not small_hours):
            return day
    if notebook.last_seal is None:
        raise NothingToClose
    return None


def close(notebook: Notebook, day: date, stamp: Stamp, *, carry_rest: bool = False, why: str | None = None) -> Closing:
    """Decide to seal the page of `day`, which may be empty; with `carry_rest`, what is open is carried first.

    Raises `FutureDay` for a day that has not begun, `DayClosed` for one that is sealed, `NotAtZero` if items are
    open.
    """
    if day > stamp.at.date():
        raise FutureDay(day)
    page = notebook.page(day)
    left = [item for item in page.items.values() if item.is_open]
    if not left:
        return Closing(day=day, stamp=stamp, carried=None)
    if not carry_rest:
        raise NotAtZero(day, len(left))
    target = notebook.page(_later_day(notebook, page, stamp))
    return Closing(day=day, stamp=stamp, carried=_entry(notebook, stamp, "carry", _moves(page, left, target, why)))
