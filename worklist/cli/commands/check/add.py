"""`worklist check add`: a standing check."""

from typing import Annotated

import typer

from worklist.checklist.checks import EVERY_DAY, Check, parse_weekdays
from worklist.checklist.counting import parse_need
from worklist.checklist.items import clean_name, clean_text, parse_kind
from worklist.checklist.park import add_check
from worklist.cli.check_options import OnOption, PerHeadOption
from worklist.cli.company_options import ZoneOption
from worklist.cli.completion import complete_kind
from worklist.cli.options import DueOption, NeedOption, UnitOption
from worklist.cli.session import session_of
from worklist.errors import NeedOrPerHead
from worklist.i18n import _
from worklist.workday import parse_time

DETAILS = _(
    "With --per-head its items need as many as the company has employees, to be counted with `done --count`."
    "\n\nExample: worklist check add doses herbal dose --per-head --due 21:00"
)


def command(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=_("supplies, measures, doses or issues; a beginning will do."),
            autocompletion=complete_kind,
            show_default=False,
        ),
    ],
    text: Annotated[list[str], typer.Argument(metavar="TEXT…", help=_("What is to be done."), show_default=False)],
    due: DueOption = None,
    need: NeedOption = None,
    per_head: PerHeadOption = False,
    unit: UnitOption = None,
    zone: ZoneOption = None,
    only_resumed: Annotated[
        bool, typer.Option("--only-resumed", help=_("Only to companies that are at work again."))
    ] = False,
    on: OnOption = None,
) -> None:
    """Add a standing check, and deal it at once."""
    if need is not None and per_head:
        raise NeedOrPerHead
    check = Check(
        number=0,
        kind=parse_kind(kind.replace("＋", "+").removeprefix("+")),
        text=clean_text(" ".join(text)),
        due=parse_time(due) if due is not None else None,
        need=parse_need(need) if need is not None else None,
        per_head=per_head,
        unit=clean_name(unit) if unit is not None else None,
        zone=clean_name(zone) if zone is not None else None,
        only_resumed=only_resumed,
        on=parse_weekdays(on) if on is not None else EVERY_DAY,
    )
    session = session_of(context)
    stamp = session.stamp()
    session.change_park(lambda notebook: add_check(notebook, check, stamp))
