"""Which items a command is about, and whether that is meant where it is many at once."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import typer

from worklist.checklist.choosing import Choice
from worklist.checklist.items import Item, Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.cli.session import Session, day_of, is_interactive, session_of
from worklist.cli.speech import tell
from worklist.i18n import _
from worklist.render.text import brief, day_name, id_ranges
from worklist.selection import Selection, parse_selection
from worklist.signs import visible

MANY = 10
"""From so many items by a filter on, a person is asked whether they are meant."""


class Asked(NamedTuple):
    """What the arguments of a command say of the items that it is about."""

    selection: list[str]
    left_out: list[str] | None
    day: str | None
    yes: bool


def change_chosen(
    context: typer.Context,
    transition: Callable[[Notebook, Choice, Stamp], Entry],
    asked: Asked,
    *,
    settled: bool = False,
) -> None:
    """Do something to the chosen items, open ones or `settled` ones, and say what has changed."""
    session = session_of(context)
    stamp = session.stamp()
    choice = _choose(session, stamp, asked, settled=settled)
    session.change(lambda notebook: transition(notebook, choice, stamp), name_day=asked.day is not None)


def _choose(session: Session, stamp: Stamp, asked: Asked, *, settled: bool) -> Choice:
    """Read the selection; where it is many by a filter, show them and ask, and take just those that were shown.

    The notebook is not locked while somebody is asked.
    """
    wanted = parse_selection(asked.selection)
    without = parse_selection(asked.left_out) if asked.left_out else None
    must_ask = wanted.has_filter and not asked.yes and is_interactive()
    if asked.day is None and not must_ask:
        return Choice(selection=wanted, left_out=without)
    notebook = session.store.read()
    choice = Choice(selection=wanted, left_out=without, day=day_of(asked.day, notebook, stamp))
    if not must_ask:
        return choice
    page = choice.page(notebook, stamp)
    items = choice.items(notebook, page, settled=settled)
    if len(items) < MANY:
        return choice
    _list(items)
    question = _("These {number} items of {day}?")
    if without is not None:
        question = _("These {number} items of {day}, all but {left_out}?")
    facts = {"number": len(items), "day": day_name(page.day), "left_out": visible(str(without))}
    confirm(question.format(**facts), yes=asked.yes)
    shown = Selection(ranges=tuple((item.id, item.id) for item in items))
    return Choice(selection=shown, day=page.day)


def _list(items: Sequence[Item]) -> None:
    """Show items, as many as leave room on the screen for what is asked about them."""
    room = max(os.get_terminal_size(sys.stdout.fileno()).lines - 4, MANY)
    shown = items if len(items) <= room else items[:room]
    tell(*(f"{item.id:5}  {brief(item, 60)}" for item in shown))
    if len(shown) < len(items):
        tell(
            _("… and {number} more: {ids}").format(
                number=len(items) - len(shown), ids=id_ranges(item.id for item in items[room:])
            )
        )


def is_yes(answer: str) -> bool:
    """Whether an answer that was typed is a yes."""
    return answer.strip().casefold() in ("y", "yes", _("yes"))


def confirm(question: str, *, yes: bool) -> None:
    """Ask a person whether it is meant, unless `yes` or nobody is there; raises `typer.Exit` at a no."""
    if yes or not is_interactive():
        return
    try:
        answer = input(f"{question} [y/N] ")
    except EOFError:
        print()
        answer = ""
    if not is_yes(answer):
        tell(_("Nothing was changed."))
        raise typer.Exit(1)
