"""`worklist log`: what was done on a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import typer

from worklist.checklist.notebook import Entry
from worklist.checklist.page import Page
from worklist.cli.options import DayOption, JsonOption
from worklist.cli.session import day_of, page_to_read, session_of
from worklist.cli.speech import give, say
from worklist.i18n import _

DETAILS = _("The oldest comes first.\n\nExample: worklist log --day yesterday")


def command(context: typer.Context, day: DayOption = None, json: JsonOption = False) -> None:
    """Show what was done on a day, when and by whom."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.as_written()
    wanted = day_of(day, notebook, stamp) or notebook.working_day(stamp.at)
    entries = _entries(notebook.history(), wanted)
    if wanted in notebook.pages or not entries:
        page, sealed = page_to_read(store, notebook, wanted)
    else:  # companies and checks can be changed on a day on which nothing else is written
        page, sealed = Page(day=wanted), None
    if sealed is not None:
        entries = list(sealed.history())[::-1]
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.log(page, entries)))
        return
    from worklist.render.history import log_lines

    say("\n".join(log_lines(page, entries)))


def _entries(history: Iterable[Entry], day: date) -> list[Entry]:
    """Give what was done on a day, the oldest first."""
    found = []
    for entry in history:
        changes = tuple(change for change in entry.changes if change.day == day)
        records = tuple(change for change in entry.records if change.day == day)
        if changes or records:
            found.append(replace(entry, changes=changes, records=records))
    return found[::-1]
