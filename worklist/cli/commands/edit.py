"""`worklist edit`: change the fields of open items."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from worklist.checklist.counting import parse_need
from worklist.checklist.editing import CLEAR, Clear, Edit, edit
from worklist.checklist.items import clean_name, clean_text, parse_kind
from worklist.cli.choosing import Asked, change_chosen
from worklist.cli.options import (
    CompanyOption,
    DayOption,
    DueOption,
    ExceptOption,
    KindOption,
    NeedOption,
    SelectionArgument,
    UnitOption,
    WhoOption,
    YesOption,
)
from worklist.errors import NothingToEdit
from worklist.i18n import _
from worklist.workday import parse_time

DETAILS = _(
    'An empty value clears a field: --company "".\n\n'
    'Example: worklist edit 12 --text "3000 masks" --need 3000 --due 18:00'
)

Value = TypeVar("Value")


def command(
    context: typer.Context,
    selection: SelectionArgument,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=_("What is to be done."))] = None,
    kind: KindOption = None,
    company: CompanyOption = None,
    who: WhoOption = None,
    due: DueOption = None,
    need: NeedOption = None,
    unit: UnitOption = None,
    left_out: ExceptOption = None,
    day: DayOption = None,
    yes: YesOption = False,
) -> None:
    """Change the fields of open items."""
    wish = Edit(
        text=clean_text(text) if text is not None else None,
        kind=parse_kind(kind) if kind is not None else None,
        company=_wish(company, clean_name),
        who=_wish(who, clean_name),
        due=_wish(due, parse_time),
        need=_wish(need, parse_need),
        unit=_wish(unit, clean_name),
    )
    if wish == Edit():
        raise NothingToEdit
    change_chosen(
        context,
        lambda notebook, choice, stamp: edit(notebook, choice, wish, stamp),
        Asked(selection=selection, left_out=left_out, day=day, yes=yes),
    )


def _wish(typed: str | None, parse: Callable[[str], Value]) -> Value | Clear | None:
    if typed is None:
        return None
    return parse(typed) if typed else CLEAR
