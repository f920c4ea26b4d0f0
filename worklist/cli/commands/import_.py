"""`worklist import`: what stands in other programs, or in another notebook."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worklist.checklist.importing import (
    Companies,
    Incoming,
    Intake,
    Known,
    Said,
    origins,
    plan_intake,
    said_of,
    take_in,
)
from worklist.checklist.items import Stamp
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.cli.session import Session, page_to_read, session_of
from worklist.cli.speech import say, tell
from worklist.errors.imports import NewNeedsItems, UnreadableFile
from worklist.i18n import _
from worklist.interchange.files import read_file, require_within
from worklist.interchange.moments import identity
from worklist.interchange.places import MEGABYTES_LIMIT
from worklist.render.intake import left_out_lines, whole_line
from worklist.render.sentences import sentence_of
from worklist.render.text import outcome
from worklist.render.waiting import Waiting

if TYPE_CHECKING:
    from worklist.store.notebook import NotebookStore

DETAILS = _(
    "All is put in or nothing, and the same file again changes nothing. What is open goes on the page of the day on"
    " which it is due, or on the working day's if that is over; what is settled stays on the page of its day, and is"
    " left out if that is over without a page, or closed. A company in csv must be on the roster, unless --new is"
    " given; a context of todotxt or a tag of taskwarrior that is no company there stays a word. What an item has no"
    " place for becomes a note. json is the whole notebook that `worklist export` wrote, for an empty folder.\n\n"
    "Example: worklist import todo.txt --format todotxt"
)

_STANDARD_INPUT = Path("-")


class Format(StrEnum):
    """What other programs write; JSON is the whole notebook of another worklist."""

    JSON = "json"
    TODO_TXT = "todotxt"
    TASKWARRIOR = "taskwarrior"
    CSV = "csv"


def command(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", readable=False, help=_("The file, or - for standard input."), show_default=False
        ),
    ],
    format: Annotated[Format, typer.Option("--format", help=_("What the file is."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be put in."))] = False,
    new: Annotated[bool, typer.Option("--new", help=_("Take companies that are not on the roster."))] = False,
) -> None:
    """Take in what stands in other programs, or a whole notebook."""
    session = session_of(context)
    if format is Format.JSON:
        if new:
            raise NewNeedsItems
        _bring_in(session, file, dry_run=dry_run)
        return
    data, file = _data(file, MEGABYTES_LIMIT)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    companies = Companies(notebook.roster, new=new)
    waiting = Waiting(0 if format is Format.TASKWARRIOR else data.count(b"\n"))  # a task may be of many lines
    try:
        with waiting:
            incoming = list(waiting.reading(_read(format, data, file, companies, notebook, stamp)))
            waiting.checking()
            plan = plan_intake(notebook, incoming, _known(store, notebook, incoming), stamp)
    except UnreadableFile as error:
        tell(*map(sentence_of, error.places))
        raise
    if dry_run:
        say(*_outcome(notebook, plan, stamp), *left_out_lines(plan))
        return
    if plan.placed:
        waiting.saving()
        session.change(lambda notebook: take_in(notebook, plan.placed, stamp), meanwhile=waiting)
    tell(*left_out_lines(plan))


def _outcome(notebook: Notebook, plan: Intake, stamp: Stamp) -> list[str]:
    """Say what would be put in, on pages as they are once the day has begun."""
    if not plan.placed:
        return []
    return [_("Nothing is put in; without --dry-run it would be:"), *outcome(take_in(notebook, plan.placed, stamp))]


def _data(file: Path, megabytes: int) -> tuple[bytes, Path]:
    """Give what is to be read, and what its place is called."""
    if file != _STANDARD_INPUT:
        return read_file(file, megabytes), file
    called = Path(_("standard input"))
    data = sys.stdin.buffer.read(megabytes * 1_000_000 + 1)
    require_within(called, data, megabytes)
    return data, called


def _read(
    format: Format, data: bytes, file: Path, companies: Companies, notebook: Notebook, stamp: Stamp
) -> Iterator[Incoming]:
    match format:
        case Format.TODO_TXT:
            from worklist.interchange.todotxt import read_todo_txt

            return read_todo_txt(data, file, companies, notebook.rollover)
        case Format.TASKWARRIOR:
            from worklist.interchange.taskwarrior.reading import read_tasks

            return read_tasks(data, file, companies, notebook.rollover, stamp, datetime.astimezone)
        case _:
            from worklist.interchange.table.reading import read_table

            return read_table(data, file, companies, notebook.rollover, stamp)


def _known(store: "NotebookStore", notebook: Notebook, incoming: Iterable[Incoming]) -> Known:
    """Give the names of all that is here already: what was imported, and what came from here.

    Of closed days no more is read than what came from here, until all is found, and what copies have to be told from.
    """
    from worklist.store.search import closed_origins

    known: dict[str, Said | None] = {**dict.fromkeys(closed_origins(store.folder)), **origins(notebook)}
    unknown = {one.origin for one in incoming if one.may_be_ours} - known.keys()
    pages = chain(notebook.pages.values(), _closed_pages(store, notebook))
    while unknown and (page := next(pages, None)) is not None:
        names = {identity(page, item, notebook.id).hex: said_of(item, page.day) for item in page.items.values()}
        unknown -= names.keys()
        known |= names
    several = (origin for origin, count in Counter(one.origin for one in incoming).items() if count > 1)
    copied = {origin for origin in several if origin in known and known[origin] is None}
    for page in _closed_pages(store, notebook) if copied else ():
        for item in page.items.values():
            if item.origin is not None and item.origin in copied:
                known[item.origin] = said_of(item, page.day)
    return known


def _closed_pages(store: "NotebookStore", notebook: Notebook) -> Iterator[Page]:
    """Give the closed pages, the newest first."""
    for day in store.folder.closed_days():
        yield page_to_read(store, notebook, day)[0]


def _bring_in(session: Session, file: Path, *, dry_run: bool) -> None:
    from worklist.store.whole import MEGABYTES_LIMIT, bring_in, read_whole

    waiting = Waiting(0)
    with waiting:
        files, notebook = read_whole(*_data(file, MEGABYTES_LIMIT), session.store)
        if dry_run:
            waiting.checking()
        else:
            waiting.saving()
        is_new = bring_in(session.store, files, dry_run=dry_run)
    if is_new:
        session.saved.elsewhere = not dry_run
        say(whole_line(notebook, files.closed, done=not dry_run))
    else:
        say(_("The whole notebook is here already."))
