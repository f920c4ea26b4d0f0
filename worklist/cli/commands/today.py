"""`worklist today`: what is still open."""

import sys
from typing import Annotated

import typer

from worklist.checklist.asking import asking
from worklist.checklist.closing import day_to_close
from worklist.checklist.grouping import GroupBy, grouped
from worklist.checklist.missing import missing
from worklist.checklist.page import in_order
from worklist.cli.options import CompanyOption, DayOption, JsonOption, KindOption, WhoOption
from worklist.cli.pages import page_asked
from worklist.cli.session import session_of
from worklist.cli.speech import give
from worklist.errors import MissingHasNoItems
from worklist.i18n import _

DETAILS = _(
    "What is due comes first, then what was carried longest. On a terminal no more rows are shown than fit; a pipe"
    " gets every row, plain, a line an item. The day is the working day: in the small hours still the day before,"
    " until that is closed. With --who, a person's items are those with the name on them, and those of the companies"
    " whose liaison it is, or whose caretaker if no name is on them.\n\n"
    "Example: worklist today -k doses -c yuhuan"
)


def command(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=_("Show settled items too."))] = False,
    kind: KindOption = None,
    company: CompanyOption = None,
    who: WhoOption = None,
    by: Annotated[
        GroupBy | None, typer.Option("--by", help=_("Put items together, those with the most open first."))
    ] = None,
    blanks: Annotated[
        bool, typer.Option("--missing", help=_("Show the companies about which nothing is written, and whom to ask."))
    ] = False,
    day: DayOption = None,
    json: JsonOption = False,
) -> None:
    """Show a day: what is open, or with --all everything on it."""
    if blanks and (everything or by is not None):
        raise MissingHasNoItems
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    page = page_asked(store, notebook, day, stamp)
    notebook = notebook.looking_at(page.day, stamp.at)
    unclosed = notebook.unclosed_before(page.day)
    asked = asking(notebook, page, kind=kind, company=company, who=who)
    all_missing = missing(notebook, page)
    everything = everything or (page.seal is not None and not json)
    items = in_order(
        (item for item in asked.items(page.items.values()) if everything or item.is_open), notebook.rollover
    )
    groups = [] if by is None else grouped(items, by, notebook.roster)
    if by is not None:
        items = [item for group in groups for item in group.items]
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.today(page, items, unclosed, asked.missing(all_missing))))
        return
    from worklist.render.console import draw, is_plain, screen_size
    from worklist.render.day import DayView, draw_day

    view = DayView(
        page=page,
        items=items,
        unclosed=unclosed,
        now=stamp.at,
        rollover=notebook.rollover,
        filtered=not asked.is_all,
        everything=everything,
        closable=day_to_close(notebook, stamp) == page.day,
        named=day is not None,
        missing=all_missing,
        by=by,
        groups=groups,
    )
    width, height = screen_size()
    bars = not is_plain(sys.stdout)
    if blanks:
        from worklist.render.missing import draw_missing

        shown = asked.missing(all_missing)
        has_roster = notebook.roster is not None
        draw(draw_missing(view, shown, has_roster=has_roster, width=width, height=height, bars=bars))
    else:
        draw(draw_day(view, width=width, height=height, bars=bars))
