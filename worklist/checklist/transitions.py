"""What can be done to the notebook: pure functions from a snapshot to the log entry that says all that changes.

Each takes the snapshot, the day of the page (`None` for the working day) and a `Stamp`. Each raises before it has
decided anything, so a command that fails has changed nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from worklist.checklist import items as rules
from worklist.checklist.choosing import Choice
from worklist.checklist.items import Item, Link, Note, Stamp
from worklist.checklist.notebook import DEAL, Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.errors import (
    CarriedOn,
    CarryBackwards,
    CountNeedsOneItem,
    DealtSince,
    NoteOnCarried,
    NothingToUndo,
    SealedSince,
)
from worklist.workday import ONE_DAY, first_not_closed

if TYPE_CHECKING:
    from worklist.checklist.counting import Count


def each(page: Page, chosen: Iterable[Item], becomes: Callable[[Item], Item]) -> list[Change]:
    """Give the change of each chosen item into what it `becomes`."""
    return [Change(day=page.day, before=item, after=becomes(item)) for item in chosen]


def done(notebook: Notebook, choice: Choice, stamp: Stamp, count: "Count | None" = None) -> Entry:
    """Settle items as done, or record a count of one, which leaves it open until its need is reached.

    Raises `CountNeedsOneItem` for a count of several, `NoNeed` for a count of what needs none.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(notebook, page)
    if count is None:
        return notebook.entry(stamp, "done", each(page, chosen, rules.finish))
    from worklist.checklist.counting import record  # the few items that count

    _require_one(chosen)
    return notebook.entry(stamp, "done", each(page, chosen, lambda item: record(item, count)))


def waive(notebook: Notebook, choice: Choice, why: str, stamp: Stamp, count: int | None = None) -> Entry:
    """Settle items as not applying today, or waive `count` of what one item needs.

    Raises `CountNeedsOneItem` for a count of several, `NoNeed` and `TooManyWaived` as `counting.waive_part`.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(notebook, page)
    if count is None:
        return notebook.entry(stamp, "waive", each(page, chosen, lambda item: rules.waive(item, why)))
    from worklist.checklist.counting import waive_part

    _require_one(chosen)
    return notebook.entry(stamp, "waive", each(page, chosen, lambda item: waive_part(item, count, why)))


def _require_one(chosen: Sequence[Item]) -> None:
    if len(chosen) > 1:
        raise CountNeedsOneItem(", ".join(str(item.id) for item in chosen))


def carry(notebook: Notebook, choice: Choice, stamp: Stamp, to: date | None = None, why: str | None = None) -> Entry:
    """Move items to a later day, by default the next that can be worked on.

    Raises `CarryBackwards` if `to` is not later than the page, `DayClosed` if it is closed.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(notebook, page)
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
    chosen = choice.items(notebook, page, settled=True)
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
    chosen = choice.items(notebook, page)
    for item in chosen:
        if item.carried_to is not None:
            raise NoteOnCarried(item.id, item.carried_to.id, item.carried_to.day)
    written = Note(at=stamp.at, by=stamp.by, text=text)
    return notebook.entry(stamp, "note", each(page, chosen, lambda item: replace(item, notes=(*item.notes, written))))


def undo(notebook: Notebook, stamp: Stamp) -> Entry:
    """Take back the last command that has not been taken back, whole.

    What was dealt when a day began stays. Raises `NothingToUndo` if there is none, `SealedSince` if a day was closed
    after it, `DealtSince` if it changed the roster, the checks or the settings and a day has begun with them since.
    """
    barrier = notebook.last_seal.entry if notebook.last_seal else 0
    taken_back: set[int] = set()
    begun: Entry | None = None
    for entry in notebook.history():
        if entry.number <= barrier:
            break
        if entry.command == DEAL:
            begun = begun or entry
        elif entry.undoes is not None:
            taken_back.add(entry.undoes)
        elif entry.number not in taken_back:
            if entry.records and begun is not None:
                raise DealtSince(begun.changes[0].day, entry.command)
            return _taken_back(notebook, entry, stamp)
    if notebook.last_seal is not None:
        raise SealedSince(notebook.last_seal.day)
    raise NothingToUndo


def _taken_back(notebook: Notebook, entry: Entry, stamp: Stamp) -> Entry:
    day = notebook.working_day(stamp.at)
    return replace(
        notebook.entry(
            stamp, "undo", (replace(change, before=change.after, after=change.before) for change in entry.changes[::-1])
        ),
        undoes=entry.number,
        records=tuple(
            replace(change, day=day, before=change.after, after=change.before) for change in entry.records[::-1]
        ),
    )
