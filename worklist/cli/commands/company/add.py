"""`worklist company add`: put a company on the roster."""

from typing import Annotated

import typer

from worklist.checklist.park import add_company
from worklist.cli.company_options import (
    AboveScaleOption,
    CaretakerOption,
    CompanyAsked,
    HeadcountOption,
    LiaisonOption,
    OtherNameOption,
    ResumedOption,
    ResumedSinceOption,
    ZoneOption,
    company_wish,
)
from worklist.cli.session import session_of
from worklist.i18n import _

DETAILS = _(
    "The standing checks that are for it are dealt to it at once. One that was removed comes back with its history."
    "\n\nExample: worklist company add 启泰传感科技 --headcount 50 --caretaker 保姆员02"
)


def command(
    context: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="NAME…", help=_("Its name."), show_default=False)],
    headcount: HeadcountOption = None,
    zone: ZoneOption = None,
    above_scale: AboveScaleOption = None,
    resumed: ResumedOption = None,
    resumed_since: ResumedSinceOption = None,
    liaison: LiaisonOption = None,
    caretaker: CaretakerOption = None,
    other_name: OtherNameOption = None,
) -> None:
    """Put a company on the roster."""
    session = session_of(context)
    stamp = session.stamp()
    asked = CompanyAsked(
        headcount=headcount,
        zone=zone,
        above_scale=above_scale,
        resumed=resumed,
        resumed_since=resumed_since,
        liaison=liaison,
        caretaker=caretaker,
        other_names=other_name,
    )
    session.change_park(
        lambda notebook: add_company(
            notebook, company_wish(asked, notebook.working_day(stamp.at), " ".join(name)), stamp
        )
    )
