"""`worklist done`: settle items, or record a count."""

from typing import TYPE_CHECKING, Annotated

import typer

from worklist.checklist import transitions
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.options import DayOption, ExceptOption, SelectionArgument, YesOption
from worklist.i18n import _

if TYPE_CHECKING:
    from worklist.checklist.counting import Count

DETAILS = _(
    "With --count, part of what one item needs is recorded; it stays open until the count reaches the need.\n\n"
    "\b\nExamples:\n  worklist done 3-7,12\n  worklist done 12 --count 482\n"
    "  worklist done +doses --except @yuhuan,@qtcg"
)


def command(
    context: typer.Context,
    selection: SelectionArgument,
    left_out: ExceptOption = None,
    count: Annotated[
        str | None,
        typer.Option("--count", metavar="N", help=_("How many there are now; +N for so many more.")),
    ] = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Settle items as done."""
    counted = _count(count) if count is not None else None
    change_chosen(
        context,
        lambda notebook, choice, stamp: transitions.done(notebook, choice, stamp, counted),
        Asked(selection=selection, left_out=left_out, day=day, yes=yes),
    )


def _count(text: str) -> "Count":
    from worklist.checklist.counting import parse_count  # the few items that count

    return parse_count(text)
