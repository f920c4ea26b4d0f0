"""`worklist check list`: the standing checks."""

from typing import Annotated

import typer

from worklist.cli.options import JsonOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, say, tell
from worklist.i18n import _

DETAILS = _("Each with how many companies it is for today.\n\nExample: worklist check list")


def command(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=_("Removed ones too."))] = False,
    json: JsonOption = False,
) -> None:
    """List the standing checks."""
    session = session_of(context)
    notebook = session.store.read()
    day = notebook.working_day(session.stamp().at)
    checks = [check for _number, check in sorted(notebook.checks.items()) if everything or check.removed is None]
    present = notebook.roster.present() if notebook.roster else []
    counted = [
        (check, sum(check.is_dealt_on(day) and check.is_for(company, day) for company in present)) for check in checks
    ]
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.checks(counted)))
        return
    if not checks:
        tell(_("There is no standing check yet; `worklist check add KIND TEXT` adds one."))
        return
    from worklist.render.park import check_lines

    say(*check_lines(counted))
