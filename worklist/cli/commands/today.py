"""`worklist today`: what is still open."""

import sys
from typing import Annotated

import typer

from worklist.checklist.closing import day_to_close
from worklist.checklist.items import Item, parse_kind
from worklist.checklist.page import Page, in_order
from worklist.cli.options import CompanyOption, DayOption, JsonOption, KindOption, WhoOption
from worklist.cli.session import day_of, page_to_read, session_of
from worklist.cli.speech import give
from worklist.i18n import _
from worklist.selection import match_name

DETAILS = _(
    "What is due comes first, then what was carried longest. On a terminal no more rows are shown than fit; a pipe"
    " gets every row, plain, a line an item. The day is the working day: in the small hours still the day before,"
    " until that is closed.\n\n"
    "Example: worklist today -k doses -c yuhuan"
)


def command(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=_("Show settled items too."))] = False,
    kind: KindOption = None,
    company: CompanyOption = None,
    who: WhoOption = None,
    day: DayOption = None,
    json: JsonOption = False,
) -> None:
    """Show a day: what is open, or with --all everything on it."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    working_day = notebook.working_day(stamp.at)
    wanted = day_of(day, notebook, stamp) or working_day
    if wanted == working_day and wanted not in notebook.pages:
        page = Page(day=wanted)
    else:
        page, _sealed = page_to_read(store, notebook, wanted)
    unclosed = notebook.unclosed_before(page.day)
    everything = everything or (page.seal is not None and not json)
    items = in_order(_chosen(page, everything, kind, company, who), notebook.rollover)
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.today(page, items, unclosed)))
        return
    from worklist.render.console import draw, is_plain, screen_size
    from worklist.render.day import DayView, draw_day

    view = DayView(
        page=page,
        items=items,
        unclosed=unclosed,
        now=stamp.at,
        rollover=notebook.rollover,
        filtered=bool(kind or company or who),
        everything=everything,
        closable=day_to_close(notebook, stamp) == page.day,
    )
    width, height = screen_size()
    draw(draw_day(view, width=width, height=height, bars=not is_plain(sys.stdout)))


def _chosen(page: Page, everything: bool, kind: str | None, company: str | None, who: str | None) -> list[Item]:
    wanted_kind = parse_kind(kind) if kind is not None else None
    companies = match_name(company, page.companies()) if company is not None else None
    people = match_name(who, page.people()) if who is not None else None
    return [
        item
        for item in page.items.values()
        if (everything or item.is_open)
        and wanted_kind in (None, item.kind)
        and (companies is None or item.company in companies)
        and (people is None or item.who in people)
    ]
