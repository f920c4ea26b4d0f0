"""`worklist carry`: move items to a later day."""

from typing import Annotated

import typer

from worklist.checklist import transitions
from worklist.checklist.items import clean_text
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
from worklist.cli.session import day_of
from worklist.i18n import _

DETAILS = _(
    "The item stays on its page as carried, and goes on under a new id on the later day, which shows how long it"
    " has been carried. Of a count, what is left is carried.\n\n"
    'Example: worklist carry 12 --to fri --why "the truck is late"'
)


def command(
    context: typer.Context,
    selection: SelectionArgument,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help=_("The later day. Without it, the next one that is not closed.")),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="REASON", help=_("Why it has to wait."))] = None,
    left_out: ExceptOption = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Move items to a later day."""
    reason = clean_text(why) if why is not None else None
    change_chosen(
        context,
        lambda notebook, choice, stamp: transitions.carry(notebook, choice, stamp, day_of(to, notebook, stamp), reason),
        Asked(selection=selection, left_out=left_out, day=day, yes=yes),
    )
