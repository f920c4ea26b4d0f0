"""`worklist company show`: a company and its record over the last days."""

import typer

from worklist.checklist.companies import Company
from worklist.checklist.marks import marks
from worklist.checklist.notebook import Notebook
from worklist.checklist.park import find_company
from worklist.cli.company_options import RosterNameArgument
from worklist.cli.options import JsonOption
from worklist.cli.pages import last_pages
from worklist.cli.session import session_of
from worklist.cli.speech import give, say
from worklist.errors import NoSuchCompany
from worklist.i18n import _
from worklist.names import fold

DETAILS = _(
    "Below what is known of it stands its record of the last 14 days: a mark for each kind and day. One that was"
    " removed is found by its whole name.\n\nExample: worklist company show qtcg"
)


def command(context: typer.Context, company: RosterNameArgument, json: JsonOption = False) -> None:
    """Show a company and its record over the last days."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    found = _find(notebook, " ".join(company))
    read = last_pages(store, notebook, until=notebook.working_day(stamp.at))
    record = marks(found, notebook, read.pages)
    if json:
        from worklist.render import machine

        give(machine.as_json({**machine.company_fields(found), "days": machine.marks(record)}))
    else:
        from worklist.render.marks import mark_lines
        from worklist.render.park import company_lines

        said = mark_lines(record)
        say(*company_lines(found), *(["", *said] if said else []))
    read.require_sound()


def _find(notebook: Notebook, text: str) -> Company:
    """Find a company, or one that was removed by its whole name."""
    try:
        return find_company(notebook, text)
    except NoSuchCompany:
        removed = notebook.roster.by_name().get(fold(text)) if notebook.roster else None
        if removed is None:
            raise
        return removed
