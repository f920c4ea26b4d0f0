"""`worklist find`: a text on all days."""

from typing import TYPE_CHECKING, Annotated

import typer

from worklist.checklist.items import Item, clean_text
from worklist.checklist.page import Page
from worklist.cli.options import JsonOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, say, tell
from worklist.errors import Damaged
from worklist.i18n import _
from worklist.signs import visible

if TYPE_CHECKING:
    from worklist.store.notebook import NotebookStore

DETAILS = _(
    "It looks in texts, notes, reasons, companies and people, without regard to case; the newest day comes first."
    "\n\nExample: worklist find masks"
)


def command(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT…", help=_("What to look for."), show_default=False)],
    json: JsonOption = False,
) -> None:
    """Find a text on all days, closed ones too."""
    wanted = clean_text(" ".join(text))
    found: list[tuple[Page, Item]] = []
    damage = _find(session_of(context).store, wanted, found)
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.find(wanted, found)))
    else:
        from worklist.render.history import found_lines

        say(*found_lines(found, wanted))
        if not found:
            tell(_("Nothing holds “{text}”.").format(text=visible(wanted)))
    if damage is not None:
        raise damage


def _find(store: "NotebookStore", text: str, found: list[tuple[Page, Item]]) -> Damaged | None:
    """Find the items, the newest day first, and give the first damage that was met on the way."""
    damage = None
    notebook = store.read()
    for day in sorted(notebook.pages, reverse=True):
        page = notebook.pages[day]
        found += [(page, item) for item in page.holding(text)]
    for day in store.folder.closed_days():
        if day in notebook.pages:  # closed since it was looked through
            continue
        try:
            closed = store.closed_page_with(day, text)
        except Damaged as error:
            damage = damage or error
        else:
            found += [(closed, item) for item in closed.holding(text)] if closed else []
    return damage
