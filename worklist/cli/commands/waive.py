"""`worklist waive`: settle items that do not apply today."""

from typing import Annotated

import typer

from worklist.checklist import transitions
from worklist.checklist.items import clean_text
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
from worklist.i18n import _

DETAILS = _(
    "With --count, part of what one item needs is waived: of 50 doses, 2 for people on leave. The item stays open until"
    " nothing of its need is left.\n\n"
    '\b\nExamples:\n  worklist waive 12 --why "closed until Monday"\n'
    '  worklist waive @qtcg +doses --count 2 --why "on leave"'
)


def command(
    context: typer.Context,
    selection: SelectionArgument,
    why: Annotated[str, typer.Option("--why", metavar="REASON", help=_("Why it does not apply."))],
    left_out: ExceptOption = None,
    count: Annotated[
        str | None, typer.Option("--count", metavar="N", help=_("How many of what one item needs do not apply."))
    ] = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Settle items as waived."""
    reason = clean_text(why)
    waived = _count(count) if count is not None else None
    change_chosen(
        context,
        lambda notebook, choice, stamp: transitions.waive(notebook, choice, reason, stamp, waived),
        Asked(selection=selection, left_out=left_out, day=day, yes=yes),
    )


def _count(text: str) -> int:
    from worklist.checklist.counting import parse_need  # the few items that count

    return parse_need(text)
