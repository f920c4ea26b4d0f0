"""`worklist undo`: take back the last command."""

import typer

from worklist.checklist import transitions
from worklist.cli.session import session_of
from worklist.i18n import _

DETAILS = _(
    "All that one command changed is put back, and the log keeps both. Again takes back the one before. A command"
    " before the last closing stays.\n\n"
    "Example: worklist undo"
)


def command(context: typer.Context) -> None:
    """Take back the last command, whole."""
    session = session_of(context)
    stamp = session.stamp()
    session.change(lambda notebook: transitions.undo(notebook, stamp), name_day=True)
