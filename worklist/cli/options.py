"""The arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import typer

from worklist.checklist.wishes import CLEAR, Clear
from worklist.cli.completion import (
    complete_company,
    complete_id,
    complete_kind,
    complete_person,
    complete_selection,
)
from worklist.i18n import _

Value = TypeVar("Value")

SelectionArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="SELECTION…",
        help=_("Ids and ranges like 3-7,12, @company, +kind; a company and a kind together mean both."),
        autocompletion=complete_selection,
        show_default=False,
    ),
]
ExceptOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--except", metavar="SELECTION", help=_("Leave these out."), autocompletion=complete_selection),
]
IdArgument: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="ID", help=_("The item's id."), autocompletion=complete_id, show_default=False),
]
DayOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--day",
        metavar="DAY",
        help=_("The day: today, yesterday, fri, -2d, 2-21, 2020-02-21. Without it, the working day."),
    ),
]
KindOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help=_("supplies, measures, doses or issues; a beginning will do."),
        autocompletion=complete_kind,
    ),
]
CompanyOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--company", "-c", metavar="COMPANY", help=_("The company."), autocompletion=complete_company),
]
WhoOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--who", "-w", metavar="WHO", help=_("The person."), autocompletion=complete_person),
]
DueOption: TypeAlias = Annotated[str | None, typer.Option("--due", metavar="HH:MM", help=_("When it is due."))]
NeedOption: TypeAlias = Annotated[
    str | None, typer.Option("--need", metavar="N", help=_("How many are needed, to count towards."))
]
UnitOption: TypeAlias = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help=_("What is counted: masks, boxes, heads."))
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help=_("Answer in JSON, for other programs."))]
FromOption: TypeAlias = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help=_("The first of several days; without it, of all."))
]
ToOption: TypeAlias = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help=_("The last of several days; without it, of all."))
]


def _unless_standard_output(file: Path | None) -> Path | None:
    """Give the file that is named; `-` names none."""
    return None if file == Path("-") else file


FileOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        readable=False,
        callback=_unless_standard_output,
        help=_("Write to this file, for you alone; - is standard output."),
    ),
]
ForceOption: TypeAlias = Annotated[bool, typer.Option("--force", help=_("Write over FILE if it is there."))]
YesOption: TypeAlias = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask whether it is meant."))]


def wish_of(typed: str | None, parse: Callable[[str], Value]) -> Value | Clear | None:
    """Read an option that changes a field: `None` where it was not given, `CLEAR` for an empty value."""
    if typed is None:
        return None
    return parse(typed) if typed else CLEAR
