"""`worklist waive`: settle items that do not apply today."""

from typing import Annotated

import typer

from worklist.checklist import transitions
from worklist.checklist.items import clean_text
from worklist.cli.choosing import choose
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
from worklist.cli.session import session_of
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
    session, stamp = session_of(context), session_of(context).stamp()
    reason = clean_text(why)
    choice = choose(session, stamp, selection, left_out, day, yes=yes)
    session.change(lambda notebook: transitions.waive(notebook, choice, reason, stamp), name_day=day is not None)
