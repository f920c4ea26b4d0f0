"""`worklist check edit`: change a standing check."""

from dataclasses import replace
from typing import Annotated

import typer

from worklist.checklist.checks import EVERY_DAY, Check, parse_weekdays
from worklist.checklist.counting import parse_need
from worklist.checklist.items import clean_name, clean_text, parse_kind
from worklist.checklist.wishes import wished
from worklist.cli.check_options import NumberArgument, OnOption, PerHeadOption, change
from worklist.cli.company_options import FollowTodayOption, ZoneOption
from worklist.cli.options import DueOption, KindOption, NeedOption, UnitOption, wish_of
from worklist.errors import NeedOrPerHead
from worklist.i18n import _
from worklist.workday import parse_time

DETAILS = _(
    'An empty value clears a field: --zone "". What it is now due to for the first time is dealt at once; what was'
    " dealt stays as it is, unless --today is given: then today's open items change too, and those that it is for no"
    " longer are taken back.\n\nExample: worklist check edit 3 --due 20:00 --today"
)


def command(
    context: typer.Context,
    number: NumberArgument,
    kind: KindOption = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=_("What is to be done."))] = None,
    due: DueOption = None,
    need: NeedOption = None,
    per_head: PerHeadOption = False,
    unit: UnitOption = None,
    zone: ZoneOption = None,
    only_resumed: Annotated[
        bool | None,
        typer.Option("--only-resumed/--all-companies", help=_("Whether only to companies that are at work again.")),
    ] = None,
    on: OnOption = None,
    today: FollowTodayOption = False,
) -> None:
    """Change a standing check."""
    if need is not None and per_head:
        raise NeedOrPerHead
    new_kind = parse_kind(kind.replace("＋", "+").removeprefix("+")) if kind is not None else None
    new_text = clean_text(text) if text is not None else None
    new_due, new_need = wish_of(due, parse_time), wish_of(need, parse_need)
    new_unit, new_zone = wish_of(unit, clean_name), wish_of(zone, clean_name)
    new_on = (parse_weekdays(on) if on else EVERY_DAY) if on is not None else None

    def becomes(check: Check) -> Check:
        return replace(
            check,
            kind=new_kind or check.kind,
            text=new_text or check.text,
            due=wished(new_due, check.due),
            need=None if per_head else wished(new_need, check.need),
            per_head=per_head or (check.per_head and new_need is None),
            unit=wished(new_unit, check.unit),
            zone=wished(new_zone, check.zone),
            only_resumed=check.only_resumed if only_resumed is None else only_resumed,
            on=new_on or check.on,
        )

    change(context, number, "check edit", becomes, today=today)
