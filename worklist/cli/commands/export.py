"""`worklist export`: the items for other programs."""

from collections.abc import Callable, Iterable
from datetime import time
from enum import StrEnum
from typing import Annotated, TypeAlias

import typer

from worklist.checklist.page import Page
from worklist.cli.files import put_file
from worklist.cli.options import DayOption, FileOption, ForceOption, FromOption, ToOption
from worklist.cli.pages import page_asked, pages_asked
from worklist.cli.session import session_of
from worklist.cli.speech import give_bytes, say
from worklist.errors import DayOrRange
from worklist.errors.reports import ForceNeedsFile
from worklist.i18n import _, ngettext
from worklist.render.sentences import visible

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
    since: FromOption = None,
    until: ToOption = None,
    file: FileOption = None,
    force: ForceOption = False,
) -> None:
    """Give the items to other programs."""
    if day is not None and (since is not None or until is not None):
        raise DayOrRange
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    several = since is not None or until is not None
    pages = pages_asked(store, notebook, stamp, since, until) if several else (page_asked(store, notebook, day, stamp),)
    data = _write(format)(pages, notebook.rollover).encode()
    if file is None:
        if force:
            raise ForceNeedsFile
        give_bytes(data)
        return
    mark = b"\xef\xbb\xbf" if format is Format.CSV else b""  # without it Excel takes UTF-8 for something else
    put_file(session, file, mark + data, force=force)
    count = sum(len(page.items) for page in pages)
    sentence = ngettext("{path}: {count:,} item", "{path}: {count:,} items", count)
    say(sentence.format(path=visible(str(file)), count=count))


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
