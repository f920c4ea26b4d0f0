"""`worklist edit`: change the fields of open items."""

from typing import Annotated

import typer

from worklist.checklist.counting import parse_need
from worklist.checklist.editing import Edit, edit
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
    wish_of,
)
from worklist.errors import NothingToEdit
from worklist.i18n import _
from worklist.workday import parse_time

DETAILS = _(
    'An empty value clears a field: --company "".\n\n'
    'Example: worklist edit 12 --text "3000 masks" --need 3000 --due 18:00'
)


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
        company=wish_of(company, clean_name),
        who=wish_of(who, clean_name),
        due=wish_of(due, parse_time),
        need=wish_of(need, parse_need),
        unit=wish_of(unit, clean_name),
    )
    if wish == Edit():
        raise NothingToEdit
    change_chosen(
        context,
        lambda notebook, choice, stamp: edit(notebook, choice, wish, stamp),
        Asked(selection=selection, left_out=left_out, day=day, yes=yes),
    )
