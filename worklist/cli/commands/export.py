"""`worklist export`: the items for other programs."""

import os
from collections.abc import Callable, Iterable
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from worklist.checklist.items import Stamp
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.cli.options import DayOption
from worklist.cli.pages import last_pages, page_asked
from worklist.cli.session import day_of, session_of
from worklist.cli.speech import give_bytes, say
from worklist.errors import DayOrRange, FileExists, FileInTheWay, InsideNotebook, RangeBackwards
from worklist.i18n import _, ngettext
from worklist.render.sentences import visible
from worklist.store import disk

if TYPE_CHECKING:
    from worklist.store.notebook import NotebookStore

DETAILS = _(
    "To standard output, or to FILE, which is written whole or not at all. Without --from, from the first day; without"
    " --to, to the last. In todo.txt, signs of a text that would mean something there are written in full width, and"
    " notes and reasons stay out. In csv, a text that would be a formula begins with an apostrophe. ics needs"
    " `pip install 'worklist[calendar]'`.\n\n"
    "Example: worklist export --format taskwarrior | task import"
)

Write: TypeAlias = Callable[[Iterable[Page], time], str]


class Format(StrEnum):
    """What other programs read."""

    CSV = "csv"
    TODO_TXT = "todotxt"
    TASKWARRIOR = "taskwarrior"
    ICS = "ics"


def command(
    context: typer.Context,
    format: Annotated[Format, typer.Option("--format", help=_("What the other program reads."))],
    day: DayOption = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help=_("The first of several days."))] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help=_("The last of them."))] = None,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", readable=False, help=_("Write to this file, for you alone.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over FILE if it is there."))] = False,
) -> None:
    """Give the items to other programs."""
    if day is not None and (since is not None or until is not None):
        raise DayOrRange
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    several = since is not None or until is not None
    pages = _range(store, notebook, stamp, since, until) if several else (page_asked(store, notebook, day, stamp),)
    data = _write(format)(pages, notebook.rollover).encode()
    if file is None:
        give_bytes(data)
        return
    if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(session.folder)):
        raise InsideNotebook(file)
    mark = b"\xef\xbb\xbf" if format is Format.CSV else b""  # without it Excel takes UTF-8 for something else
    _put(file, mark + data, force=force)
    count = sum(len(page.items) for page in pages)
    sentence = ngettext("{path}: {count:,} item", "{path}: {count:,} items", count)
    say(sentence.format(path=visible(str(file)), count=count))


def _range(
    store: "NotebookStore", notebook: Notebook, stamp: Stamp, since: str | None, until: str | None
) -> tuple[Page, ...]:
    """Read the pages of a range of days; raises the damage of any."""
    first, last = day_of(since, notebook, stamp), day_of(until, notebook, stamp)
    if (first or date.min) > (last or date.max):
        raise RangeBackwards(str(since), str(until))
    read = last_pages(store, notebook, None, since=first, until=last)
    read.require_sound()
    return read.pages


def _write(format: Format) -> Write:
    """Give the function that writes a format, whose module nothing else imports."""
    match format:
        case Format.CSV:
            from worklist.interchange.table import table

            return table
        case Format.TODO_TXT:
            from worklist.interchange.todotxt import todo_txt

            return todo_txt
        case Format.TASKWARRIOR:
            from worklist.interchange.taskwarrior import tasks

            return tasks
        case Format.ICS:
            from worklist.interchange.calendar import calendar

            return calendar


def _put(file: Path, data: bytes, *, force: bool) -> None:
    if force:
        disk.write_over(file, data)
        return
    try:
        disk.write_new(file, data)
    except FileExists:
        raise FileInTheWay(file) from None
