"""`worklist check resume`: deal a paused check again."""

from dataclasses import replace

import typer

from worklist.cli.check_options import NumberArgument, change
from worklist.i18n import _

DETAILS = _("Today's items that are missing are dealt at once.\n\nExample: worklist check resume 3")


def command(context: typer.Context, number: NumberArgument) -> None:
    """Deal a paused check again."""
    change(context, number, "check resume", lambda check: replace(check, paused=False))
