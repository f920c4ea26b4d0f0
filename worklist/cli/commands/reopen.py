"""`worklist reopen`: open settled items again."""

import typer

from worklist.checklist import transitions
from worklist.cli.choosing import choose
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
from worklist.cli.session import session_of
from worklist.i18n import _

DETAILS = _(
    "A carried item comes back from the day it went to, with what was noted and counted there.\n\n"
    "Example: worklist reopen 12"
)


def command(
    context: typer.Context,
    selection: SelectionArgument,
    left_out: ExceptOption = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Open settled items again."""
    session, stamp = session_of(context), session_of(context).stamp()
    choice = choose(session, stamp, selection, left_out, day, yes=yes, settled=True)
    session.change(lambda notebook: transitions.reopen(notebook, choice, stamp), name_day=day is not None)
