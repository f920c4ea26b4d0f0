"""`worklist show`: one item with its history."""

import typer

from worklist.checklist.items import Item
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.cli.options import DayOption, IdArgument, JsonOption
from worklist.cli.session import day_of, page_to_read, session_of
from worklist.cli.speech import give, say
from worklist.i18n import _
from worklist.selection import parse_id
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import SealedPage

DETAILS = _("The history begins on the day it was first written down.\n\nExample: worklist show 12")


def command(context: typer.Context, id: IdArgument, day: DayOption = None, json: JsonOption = False) -> None:
    """Show one item with its history."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    wanted = day_of(day, notebook, stamp) or notebook.working_day(stamp.at)
    page, sealed = page_to_read(store, notebook, wanted)
    item = page.item(parse_id(id))
    history = _history(store, notebook, (page, sealed), item)
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.show(page, item, history)))
        return
    from worklist.render.history import item_lines

    say("\n".join(item_lines(page, item, history)))


def _history(
    store: NotebookStore, notebook: Notebook, place: tuple[Page, SealedPage | None], item: Item
) -> list[tuple[Entry, Change]]:
    """Give all that was done to an item, the oldest first, back through the days it was carried over."""
    page, sealed = place
    entries = sealed.history() if sealed else notebook.history()
    own = [
        (entry, change)
        for entry in entries
        for change in reversed(entry.changes)
        if change.day == page.day and change.id == item.id
    ]
    own.reverse()
    origin = item.carried_from
    if origin is None:
        return own
    earlier = page_to_read(store, notebook, origin.day)
    return [*_history(store, notebook, earlier, earlier[0].item(origin.id)), *own]
