"""The arguments and options that the commands of `check` share."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

import typer

from worklist.checklist.checks import Check
from worklist.checklist.park import change_check
from worklist.cli.completion import complete_check
from worklist.cli.session import session_of
from worklist.i18n import _
from worklist.selection import parse_id

NumberArgument: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="NUMBER",
        help=_("The check's number; `worklist check list` shows them."),
        autocompletion=complete_check,
        show_default=False,
    ),
]
PerHeadOption: TypeAlias = Annotated[
    bool, typer.Option("--per-head", help=_("As many are needed as the company has employees."))
]
OnOption: TypeAlias = Annotated[
    str | None, typer.Option("--on", metavar="WEEKDAYS", help=_("Only on these: mon-fri, or mon,wed,fri."))
]
TakeBackTodayOption: TypeAlias = Annotated[
    bool, typer.Option("--today", help=_("Take back today's open items of it too; else they stay."))
]


def change(
    context: typer.Context, number: str, command: str, becomes: Callable[[Check], Check], *, today: bool = False
) -> None:
    """Change a standing check, and say so."""
    session = session_of(context)
    stamp = session.stamp()
    found = parse_id(number)
    session.change_park(lambda notebook: change_check(notebook, found, becomes, command, stamp, today=today))
