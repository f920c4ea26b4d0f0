"""`worklist days`: the days in figures."""

from typing import Annotated

import typer

from worklist.checklist.days import day_count
from worklist.cli.options import JsonOption
from worklist.cli.pages import LAST, last_pages
from worklist.cli.session import session_of
from worklist.cli.speech import give, say, tell
from worklist.errors import LastOrAll
from worklist.i18n import _, ngettext

DETAILS = _("The newest comes last; days to come are listed by --all.\n\nExample: worklist days --last 30")


def command(
    context: typer.Context,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help=_("How many of the last days; without it, 14."))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("All days."))] = False,
    json: JsonOption = False,
) -> None:
    """List the days: open, closed, and in figures."""
    if everything and last is not None:
        raise LastOrAll
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    if everything:
        read = last_pages(store, notebook, None)
    else:
        read = last_pages(store, notebook, last or LAST, until=notebook.working_day(stamp.at))
    counted = [day_count(page) for page in read.pages]
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.days(counted)))
    elif counted or read.damaged:
        from worklist.render.days import day_lines

        if read.earlier:
            left_out = ngettext(
                "{count:,} earlier day is left out; `worklist days --all` lists it too.",
                "{count:,} earlier days are left out; `worklist days --all` lists them too.",
                read.earlier,
            )
            tell(left_out.format(count=read.earlier))
        say(*day_lines(counted, read.damaged))
    elif not read.later:
        tell(_("Nothing is written down yet; `worklist add` begins the first day."))
    if read.later and not json:
        tell(read.later_line())
    read.require_sound()
