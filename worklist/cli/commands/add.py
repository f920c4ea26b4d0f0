"""`worklist add`: put items on the page."""

import sys
from typing import Annotated, NamedTuple

import typer

from worklist.checklist.adding import add
from worklist.checklist.drafting import read_draft, read_drafts
from worklist.checklist.items import Draft, clean_name, parse_kind
from worklist.cli.completion import complete_text
from worklist.cli.options import (
    CompanyOption,
    DayOption,
    DueOption,
    KindOption,
    NeedOption,
    UnitOption,
    WhoOption,
)
from worklist.cli.session import Session, day_of, is_interactive, session_of
from worklist.cli.speech import tell
from worklist.errors import BadLine, NoneNeedsNothing, NothingToAdd, NotUtf8, WorklistError
from worklist.i18n import _
from worklist.render.sentences import sentence_of
from worklist.render.text import day_name
from worklist.workday import parse_time

DETAILS = _(
    "In the text, @company and +kind say whom and what it is about (@@ and ++ stand for the signs themselves)."
    " `worklist add -` takes one item a line from standard input, all or nothing; without text, on a terminal,"
    " it asks for line after line and saves each at once. Where there is a roster, the company must be on it, unless"
    " --new is given. --none says that a company has nothing outstanding, which is recorded, and not blank.\n\n"
    "Example: worklist add +supplies 2000 masks @yuhuan --need 2000 --due 21:00"
)


def command(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT…",
            help=_("What is to be done, or - for standard input."),
            autocompletion=complete_text,
        ),
    ] = None,
    kind: KindOption = None,
    company: CompanyOption = None,
    who: WhoOption = None,
    due: DueOption = None,
    need: NeedOption = None,
    unit: UnitOption = None,
    day: DayOption = None,
    none: Annotated[
        bool, typer.Option("--none", help=_("The company has nothing outstanding: add +issues --none @yuhuan."))
    ] = False,
    new: Annotated[bool, typer.Option("--new", help=_("Take a company that is not on the roster."))] = False,
) -> None:
    """Put one item, many from standard input, or line after line on the page."""
    session = session_of(context)
    given = Draft(
        kind=parse_kind(kind) if kind is not None else None,
        company=clean_name(company) if company is not None else None,
        who=clean_name(who) if who is not None else None,
        due=parse_time(due) if due is not None else None,
        need=_need(need) if need is not None else None,
        unit=clean_name(unit) if unit is not None else None,
        nothing=none,
    )
    page = Asked(day, new)
    if none and (need is not None or due is not None):
        raise NoneNeedsNothing
    if text == ["-"]:
        drafts = read_drafts(_lines(sys.stdin.buffer.read()), given)
        if not drafts:
            raise NothingToAdd
        _save(session, drafts, page)
    elif text or none:
        _save(session, [read_draft(" ".join(text or ()), given)], page)
    elif is_interactive():
        _ask(session, given, page)
    else:
        raise NothingToAdd


class Asked(NamedTuple):
    """For which day items are, and whether their companies may be new."""

    day: str | None
    new: bool


def _need(text: str) -> int:
    from worklist.checklist.counting import parse_need  # the few items that count

    return parse_need(text)


def _lines(data: bytes) -> list[str]:
    """Give the lines of standard input; raises `BadLine` for one that is not UTF-8."""
    lines = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            raise BadLine(number, NotUtf8(line.decode(errors="backslashreplace"))) from None
    return lines


def _save(session: Session, drafts: list[Draft], asked: Asked) -> None:
    stamp = session.stamp()
    entry = session.change(
        lambda notebook: add(notebook, drafts, day_of(asked.day, notebook, stamp), stamp, new=asked.new)
    )
    landed = entry.changes[0].day
    if asked.day is None and landed > stamp.at.date():
        closed = _("{day} is closed; this is for {landed}.")
        tell(closed.format(day=day_name(stamp.at.date()), landed=day_name(landed)))


def _ask(session: Session, given: Draft, asked: Asked) -> None:
    """Ask for line after line; each is saved before the next is asked for, and a bad one asked for again."""
    import readline  # noqa: F401 - input() edits the line with it, wide characters too

    tell(_("One item a line, with @company and +kind; an empty line ends."))
    while True:
        try:
            line = input("+ ")
        except EOFError:
            print()
            return
        if not line.strip():
            return
        try:
            _save(session, [read_draft(line, given)], asked)
        except WorklistError as error:
            tell(sentence_of(error))
