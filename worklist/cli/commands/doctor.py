"""`worklist doctor`: what is wrong with the notebook, and how to mend it."""

from pathlib import Path
from typing import Annotated

import typer

from worklist.cli.choosing import confirm
from worklist.cli.options import JsonOption, YesOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, say
from worklist.errors import TakeOrRestore
from worklist.i18n import _
from worklist.signs import visible
from worklist.store import backup, doctor

DETAILS = _(
    "Without options it examines everything and changes nothing; exit code 1 if something is damaged. What it mends"
    " it first sets aside in the notebook's folder `damaged`. --restore puts back only what is missing or damaged,"
    " so a whole notebook comes back in a new folder: worklist --notebook NEW doctor --restore BACKUP\n\n"
    "Example: worklist doctor --take previous"
)


def command(
    context: typer.Context,
    take: Annotated[
        doctor.Source | None,
        typer.Option(
            help=_(
                "Mend the live file: `edit` takes it as somebody has edited it, `previous` the generation before;"
                " `live` sets an unreadable sealed page aside if its day is still open in the live file."
            ),
        ),
    ] = None,
    restore: Annotated[
        Path | None,
        typer.Option(metavar="BACKUP", readable=False, help=_("Put back what is missing or damaged from a backup.")),
    ] = None,
    yes: YesOption = False,
    json: JsonOption = False,
) -> int:
    """Say what is wrong with the notebook, or mend it."""
    session = session_of(context)
    store = session.store
    if take is not None and restore is not None:
        raise TakeOrRestore
    if take is not None:
        confirm(_("Mend the notebook from `{source}`?").format(source=take.value), yes=yes)
        mended = doctor.take(store, take)
        session.saved.elsewhere = True
        say(_("Mended {path}").format(path=visible(str(mended))))
        return 0
    if restore is not None:
        confirm(_("Put back from {path} what is missing or damaged?").format(path=visible(str(restore))), yes=yes)
        for path in backup.restore(store, restore):
            session.saved.elsewhere = True
            say(_("Restored {path}").format(path=visible(str(path))))
        return 0
    findings = doctor.diagnose(store)
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.findings(findings)))
    else:
        from worklist.render.health import finding_lines

        for line in finding_lines(findings):
            say(line)
    return 1 if any(finding.is_damage for finding in findings) else 0
