"""`worklist check pause`: deal a standing check no more for a while."""

from dataclasses import replace

import typer

from worklist.cli.check_options import NumberArgument, TakeBackTodayOption, change
from worklist.i18n import _

DETAILS = _("Example: worklist check pause 3")


def command(context: typer.Context, number: NumberArgument, today: TakeBackTodayOption = False) -> None:
    """Deal a standing check no more, until it is resumed."""
    change(context, number, "check pause", lambda check: replace(check, paused=True), today=today)
