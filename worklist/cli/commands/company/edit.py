"""`worklist company edit`: change what is known of a company."""

from typing import Annotated

import typer

from worklist.checklist.park import edit_company
from worklist.cli.company_options import (
    AboveScaleOption,
    CaretakerOption,
    CompanyAsked,
    FollowTodayOption,
    HeadcountOption,
    LiaisonOption,
    OtherNameOption,
    ResumedOption,
    ResumedSinceOption,
    RosterNameArgument,
    ZoneOption,
    company_wish,
)
from worklist.cli.session import session_of
from worklist.i18n import _

DETAILS = _(
    'An empty value clears a field: --zone "". A company that is renamed keeps its former name among the others.'
    " What it is now due for the first time is dealt at once; what was dealt stays as it is, unless --today is given."
    "\n\nExample: worklist company edit qtcg --headcount 52 --today"
)


def command(
    context: typer.Context,
    company: RosterNameArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("Another name than so far."))] = None,
    headcount: HeadcountOption = None,
    zone: ZoneOption = None,
    above_scale: AboveScaleOption = None,
    resumed: ResumedOption = None,
    resumed_since: ResumedSinceOption = None,
    liaison: LiaisonOption = None,
    caretaker: CaretakerOption = None,
    other_name: OtherNameOption = None,
    today: FollowTodayOption = False,
) -> None:
    """Change what is known of a company."""
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
        lambda notebook: edit_company(
            notebook,
            " ".join(company),
            company_wish(asked, notebook.working_day(stamp.at), name),
            stamp,
            today=today,
        )
    )
