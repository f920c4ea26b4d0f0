"""`worklist waive`: settle items that do not apply today."""

from typing import Annotated

import typer

from worklist.checklist import transitions
from worklist.checklist.items import clean_text
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
from worklist.i18n import _

DETAILS = _('Example: worklist waive 12 --why "closed until Monday"')


def command(
    context: typer.Context,
    selection: SelectionArgument,
    why: Annotated[str, typer.Option("--why", metavar="REASON", help=_("Why it does not apply."))],
    left_out: ExceptOption = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Settle items as waived."""
    reason = clean_text(why)
    change_chosen(
        context,
        lambda notebook, choice, stamp: transitions.waive(notebook, choice, reason, stamp),
        Asked(selection=selection, left_out=left_out, day=day, yes=yes),
    )
