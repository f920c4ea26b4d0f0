"""Which items a command is about, and whether that is meant where it is many at once."""

import typer

from worklist.checklist.choosing import Choice, select
from worklist.checklist.items import Stamp
from worklist.cli.session import Session, day_of, is_interactive
from worklist.cli.speech import tell
from worklist.i18n import _
from worklist.render.text import brief, day_name
from worklist.selection import Selection, parse_selection

MANY = 10
"""From so many items by a filter on, a person is asked whether they are meant."""


def choose(
    session: Session,
    stamp: Stamp,
    selection: list[str],
    left_out: list[str] | None,
    day: str | None,
    *,
    yes: bool,
    settled: bool = False,
) -> Choice:
    """Read the selection; where it is many by a filter, show them and ask, and take just those that were shown.

    The notebook is not locked while somebody is asked.
    """
    wanted = parse_selection(selection)
    without = parse_selection(left_out) if left_out else None
    needs_notebook = day is not None or (wanted.has_filter and not yes and is_interactive())
    if not needs_notebook:
        return Choice(selection=wanted, left_out=without)
    notebook = session.store.read()
    choice = Choice(selection=wanted, left_out=without, day=day_of(day, notebook, stamp))
    if yes or not wanted.has_filter or not is_interactive():
        return choice
    page = choice.page(notebook, stamp)
    items = select(page, wanted, without, settled=settled)
    if len(items) < MANY:
        return choice
    for item in items:
        tell(f"{item.id:5}  {brief(item, 60)}")
    question = _("These {number} items of {day}?").format(number=len(items), day=day_name(page.day))
    confirm(question, yes=yes)
    shown = Selection(ranges=tuple((item.id, item.id) for item in items))
    return Choice(selection=shown, day=page.day)


def confirm(question: str, *, yes: bool) -> None:
    """Ask a person whether it is meant, unless `yes` or nobody is there; raises `typer.Exit` at a no."""
    if yes or not is_interactive():
        return
    try:
        answer = input(f"{question} [y/N] ")
    except EOFError:
        print()
        answer = ""
    if answer.strip().casefold() not in ("y", "yes", _("yes")):
        tell(_("Nothing was changed."))
        raise typer.Exit(1)
