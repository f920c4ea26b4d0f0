"""`worklist find`: a text on all days."""

from collections.abc import Iterator
from typing import Annotated

import typer

from worklist.checklist.items import Item, clean_text
from worklist.checklist.page import Page
from worklist.cli.options import JsonOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, say
from worklist.i18n import _
from worklist.store.notebook import NotebookStore

DETAILS = _(
    "It looks in texts, notes, reasons, companies and people, without regard to case; the newest day comes first."
    "\n\nExample: worklist find masks"
)


def command(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help=_("What to look for."), show_default=False)],
    json: JsonOption = False,
) -> None:
    """Find a text on all days, closed ones too."""
    wanted = clean_text(" ".join(text))
    found = list(_found(session_of(context).store, wanted))
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.find(wanted, found)))
        return
    from worklist.render.history import found_lines

    for line in found_lines(found, wanted):
        say(line)


def _found(store: NotebookStore, text: str) -> Iterator[tuple[Page, Item]]:
    wanted = text.casefold()
    notebook = store.read()
    pages = sorted(notebook.pages.values(), key=lambda page: page.day, reverse=True)
    for page in [*pages, *(sealed.page for sealed in store.closed_pages_with(text))]:
        for item in page.items.values():
            if any(wanted in held.casefold() for held in _texts(item)):
                yield page, item


def _texts(item: Item) -> Iterator[str]:
    yield from (held for held in (item.text, item.company, item.who, item.reason) if held)
    yield from (note.text for note in item.notes)
