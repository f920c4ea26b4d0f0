"""A program that changes a notebook again and again, and puts out a line for each change that was acknowledged.

python -m tests.store.writer FOLDER NAME TIMES COMMAND...    a command named twice comes twice as often

The line is the log entry as the store gave it back, or the seal: all that the change was.
"""

import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from random import Random

from worklist.checklist import adding, closing, editing, transitions
from worklist.checklist.choosing import Choice
from worklist.checklist.counting import Count
from worklist.checklist.items import Draft, Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.errors import NothingSelected, NothingToUndo, SealedSince
from worklist.selection import Selection
from worklist.store.notebook import NotebookStore
from worklist.workday import ONE_DAY

FIRST_DAY = date(2020, 2, 20)
NINE = time(21, tzinfo=timezone(timedelta(hours=8)))


def oldest(notebook: Notebook) -> date:
    """Give the oldest page that is not closed, else the day after the one that was closed last."""
    last = notebook.last_seal
    return min(notebook.pages, default=last.day + ONE_DAY if last else FIRST_DAY)


def stamp_of(name: str, notebook: Notebook) -> Stamp:
    """Give nine in the evening of the oldest page."""
    return Stamp(at=datetime.combine(oldest(notebook), NINE), by=name)


def some(notebook: Notebook, chance: Random) -> Choice:
    """Choose up to three of the open items on the oldest page."""
    day = oldest(notebook)
    left = [id for id, item in notebook.page(day).items.items() if item.is_open]
    ids = chance.sample(left, min(chance.randint(1, 3), len(left)))
    return Choice(selection=Selection(ranges=tuple((id, id) for id in ids)), day=day)


def decide(command: str, name: str, text: str, chance: Random, notebook: Notebook) -> Entry:
    """Write one item more on the oldest page, or change some."""
    stamp = stamp_of(name, notebook)
    match command:
        case "add":
            return adding.add(notebook, [Draft(text=text)], oldest(notebook), stamp)
        case "done":
            return transitions.done(notebook, some(notebook, chance), stamp)
        case "count":
            return transitions.done(notebook, some(notebook, chance), stamp, Count(amount=1, further=True))
        case "note":
            return transitions.note(notebook, some(notebook, chance), text, stamp)
        case "edit":
            return editing.edit(notebook, some(notebook, chance), editing.Edit(text=text), stamp)
        case "undo":
            return transitions.undo(notebook, stamp)
    raise ValueError(command)


def close(name: str, notebook: Notebook) -> closing.Closing:
    """Close the oldest page, and carry what is open."""
    return closing.close(notebook, oldest(notebook), stamp_of(name, notebook), carry_rest=True)


def main(folder: str, name: str, times: str, *commands: str) -> None:
    """Write; what can be done at a moment to nothing, or taken back no more, is left."""
    store = NotebookStore(Path(folder), holder=name, patience=60)
    chance = Random(name)  # noqa: S311 - what to change, not a secret
    for number in range(int(times)):
        command = chance.choice(commands)
        text = f"{name}-{number} " + "口罩" * (number % 40)
        with suppress(NothingSelected, NothingToUndo, SealedSince):
            if command == "close-day":
                print(store.close(partial(close, name)).seal, flush=True)
            else:
                print(store.change(partial(decide, command, name, text, chance)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
