"""`worklist export`: the items for other programs."""

from collections.abc import Callable, Iterable
from datetime import time
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

import typer

from worklist.checklist.page import Page
from worklist.cli.files import put_file
from worklist.cli.options import DayOption, FileOption, ForceOption, FromOption, ToOption
from worklist.cli.pages import page_asked, pages_asked
from worklist.cli.session import Session, session_of
from worklist.cli.speech import give_bytes, say
from worklist.errors import DayOrRange
from worklist.errors.reports import ForceNeedsFile, WholeNotebook
from worklist.i18n import _, ngettext
from worklist.signs import visible

DETAILS = _(
    "json is the whole notebook with its closed days, which `worklist import` takes back; the others have the items"
    " of the working day, or of the days that are named. It goes to standard output, or to FILE, which is written"
    " whole or not at all. In todo.txt, signs of a text that would mean something there are written in full width,"
    " and notes and reasons stay out. In csv, a text that would be a formula begins with an apostrophe. ics needs"
    " `pip install 'worklist[calendar]'`.\n\n"
    "Example: worklist export --format taskwarrior | task import"
)

Write: TypeAlias = Callable[[Iterable[Page], time, str | None], str]


class Format(StrEnum):
    """What other programs read; JSON is for another worklist, and the whole notebook."""

    JSON = "json"
    CSV = "csv"
    TODO_TXT = "todotxt"
    TASKWARRIOR = "taskwarrior"
    ICS = "ics"


ForOthers: TypeAlias = Literal[Format.CSV, Format.TODO_TXT, Format.TASKWARRIOR, Format.ICS]


def command(
    context: typer.Context,
    format: Annotated[Format, typer.Option("--format", help=_("What the other program reads."))],
    day: DayOption = None,
    since: FromOption = None,
    until: ToOption = None,
    file: FileOption = None,
    force: ForceOption = False,
) -> None:
    """Give the items to other programs, or the whole notebook."""
    if day is not None and (since is not None or until is not None):
        raise DayOrRange
    several = since is not None or until is not None
    if format is Format.JSON and (several or day is not None):
        raise WholeNotebook
    if file is None and force:
        raise ForceNeedsFile
    session = session_of(context)
    if format is Format.JSON:
        data, said = _whole(session)
    else:
        data, said = _items(session, format, day, (since, until) if several else None)
    if file is None:
        give_bytes(data)
        return
    mark = b"\xef\xbb\xbf" if format is Format.CSV else b""  # without it Excel takes UTF-8 for something else
    put_file(session, file, mark + data, force=force)
    say(f"{visible(str(file))}: {said}")


def _whole(session: Session) -> tuple[bytes, str]:
    from worklist.store.whole import whole_text

    return whole_text(session.store), _("the whole notebook")


def _items(
    session: Session, format: ForOthers, day: str | None, days: tuple[str | None, str | None] | None
) -> tuple[bytes, str]:
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    if days is None:
        pages: tuple[Page, ...] = (page_asked(store, notebook, day, stamp),)
    else:
        pages = pages_asked(store, notebook, stamp, *days, to_come=True)
    count = sum(len(page.items) for page in pages)
    said = ngettext("{count:,} item", "{count:,} items", count).format(count=count)
    return _write(format)(pages, notebook.rollover, notebook.id).encode(), said


def _write(format: ForOthers) -> Write:
    """Give the function that writes a format, whose module nothing else imports."""
    match format:
        case Format.CSV:
            from worklist.interchange.table.writing import table

            return table
        case Format.TODO_TXT:
            from worklist.interchange.todotxt import todo_txt

            return todo_txt
        case Format.TASKWARRIOR:
            from worklist.interchange.taskwarrior.writing import tasks

            return tasks
        case Format.ICS:
            from worklist.interchange.calendar import calendar

            return calendar
