"""`worklist backup`: the whole notebook in one file."""

from pathlib import Path
from typing import Annotated

import typer

from worklist.cli.session import session_of
from worklist.cli.speech import say, tell
from worklist.i18n import _, ngettext
from worklist.render.text import day_name
from worklist.signs import visible
from worklist.store import backup

DETAILS = _(
    "The file is a zip that `worklist doctor --restore FILE` takes back; it never replaces a file that is there."
    " A closed day that is damaged stays out; then the exit code is 1.\n\n"
    "Example: worklist backup /media/stick/park.zip"
)


def command(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help=_("Where to write it. Without it, worklist-DATE-TIME.zip in this folder."),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Write the whole notebook to one file."""
    session = session_of(context)
    target = file or Path(f"worklist-{session.stamp().at:%Y-%m-%d-%H%M%S}.zip")
    held = backup.back_up(session.store, target)
    session.saved.elsewhere = True
    closed = len(held.closed)
    sentence = ngettext(
        "{path}: {count} closed day and the open pages", "{path}: {count} closed days and the open pages", closed
    )
    say(sentence.format(path=visible(str(target)), count=closed))
    for day in held.left_out:
        tell(_("{day} is damaged and not in it; `worklist doctor` says more.").format(day=day_name(day)))
    return 1 if held.left_out else 0
