"""`worklist note`: write something beside items."""

from typing import Annotated

import typer

from worklist.checklist import transitions
from worklist.checklist.items import clean_text
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.completion import complete_selection
from worklist.cli.options import DayOption, ExceptOption, YesOption
from worklist.i18n import _

DETAILS = _(
    "The first word is the selection, with commas where it has several parts; what follows is the note.\n\n"
    "Example: worklist note 3-7,12 asked twice, they call back at five"
)


def command(
    context: typer.Context,
    selection: Annotated[
        str,
        typer.Argument(
            metavar="SELECTION",
            help=_("Ids and ranges like 3-7,12, @company or +kind, in one word."),
            autocompletion=complete_selection,
            show_default=False,
        ),
    ],
    text: Annotated[list[str], typer.Argument(metavar="TEXT…", help=_("What to write."), show_default=False)],
    left_out: ExceptOption = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Write a note beside items."""
    note = clean_text(" ".join(text))
    change_chosen(
        context,
        lambda notebook, choice, stamp: transitions.note(notebook, choice, note, stamp),
        Asked(selection=[selection], left_out=left_out, day=day, yes=yes),
    )
