"""`worklist stats`: the last weeks at a glance."""

from typing import Annotated

import typer

from worklist.checklist.stats import stats
from worklist.cli.options import JsonOption
from worklist.cli.pages import last_pages
from worklist.cli.session import session_of
from worklist.cli.speech import give, tell
from worklist.i18n import _

DETAILS = _(
    "A line a day: when it was closed at zero, its items as a bar, of which the pale end is still open, how many were"
    " carried, and the doses drunk of those needed.\n\n"
    "Example: worklist stats --last 7"
)
LAST = 28


def command(
    context: typer.Context,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help=_("How many of the last days."))] = LAST,
    json: JsonOption = False,
) -> None:
    """Show the last weeks at a glance."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    read = last_pages(store, notebook, last, until=notebook.working_day(stamp.at))
    found = stats(read.pages, notebook.roster)
    if json:
        from worklist.render import figures
        from worklist.render.machine import as_json

        give(as_json(figures.stats(found)))
    elif found.days:
        from worklist.render.console import draw, screen_size
        from worklist.render.stats import draw_stats

        width, _height = screen_size()
        draw(draw_stats(found, notebook.rollover, width))
    elif read.later:
        tell(read.later_line())
    elif not read.damaged:
        tell(_("Nothing is written down yet; `worklist add` begins the first day."))
    read.require_sound()
