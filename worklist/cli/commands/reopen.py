"""`worklist reopen`: open settled items again."""

import typer

from worklist.checklist import transitions
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
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
    asked = Asked(selection=selection, left_out=left_out, day=day, yes=yes)
    change_chosen(context, transitions.reopen, asked, settled=True)
