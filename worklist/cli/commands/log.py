"""`worklist log`: what was done on a day."""

from dataclasses import replace

import typer

from worklist.checklist.notebook import Entry
from worklist.cli.options import DayOption, JsonOption
from worklist.cli.session import day_of, page_to_read, session_of
from worklist.cli.speech import give, say
from worklist.i18n import _

DETAILS = _("The oldest comes first.\n\nExample: worklist log --day yesterday")


def command(context: typer.Context, day: DayOption = None, json: JsonOption = False) -> None:
    """Show what was done on a day, when and by whom."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    wanted = day_of(day, notebook, stamp) or notebook.working_day(stamp.at)
    page, sealed = page_to_read(store, notebook, wanted)
    entries: list[Entry] = []
    for entry in sealed.history() if sealed else notebook.history():
        changes = tuple(change for change in entry.changes if change.day == page.day)
        if changes or sealed:
            entries.insert(0, replace(entry, changes=changes))
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.log(page, entries)))
        return
    from worklist.render.history import log_lines

    say("\n".join(log_lines(page, entries)))
