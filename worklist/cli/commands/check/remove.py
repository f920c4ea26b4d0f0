"""`worklist check remove`: take a standing check away."""

import typer

from worklist.checklist.park import remove_check
from worklist.cli.check_options import NumberArgument, TakeBackTodayOption
from worklist.cli.session import session_of
from worklist.i18n import _
from worklist.selection import parse_id

DETAILS = _("What it dealt stays, unless --today is given.\n\nExample: worklist check remove 3")


def command(context: typer.Context, number: NumberArgument, today: TakeBackTodayOption = False) -> None:
    """Take a standing check away."""
    session = session_of(context)
    stamp, found = session.stamp(), parse_id(number)
    session.change_park(lambda notebook: remove_check(notebook, found, stamp, today=today))
