"""`worklist company remove`: take a company off the roster."""

import typer

from worklist.checklist.park import find_company, remove_company
from worklist.cli.choosing import confirm
from worklist.cli.company_options import RosterNameArgument
from worklist.cli.options import YesOption
from worklist.cli.session import session_of
from worklist.i18n import _
from worklist.signs import visible

DETAILS = _(
    "It is dealt nothing more, and not expected to be written about. Its items stay, and so does its history."
    "\n\nExample: worklist company remove 启泰传感科技"
)


def command(context: typer.Context, company: RosterNameArgument, yes: YesOption = False) -> None:
    """Take a company off the roster."""
    session = session_of(context)
    stamp = session.stamp()
    name = find_company(session.store.read(), " ".join(company)).name
    confirm(_("Take {company} off the roster?").format(company=visible(name)), yes=yes)
    session.change_park(lambda notebook: remove_company(notebook, name, stamp))
