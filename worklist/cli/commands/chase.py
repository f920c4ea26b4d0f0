"""`worklist chase`: what one person has open, to paste into a message."""

from dataclasses import replace
from typing import Annotated

import typer

from worklist.checklist.asking import asking
from worklist.checklist.grouping import GroupBy, grouped
from worklist.checklist.missing import missing
from worklist.checklist.page import in_order
from worklist.checklist.people import person_meant
from worklist.cli.completion import complete_person
from worklist.cli.options import DayOption, KindOption
from worklist.cli.pages import page_asked
from worklist.cli.session import session_of
from worklist.cli.speech import say, tell
from worklist.i18n import _

DETAILS = _(
    "It is plain text, company by company: what is open, and of what nothing is written yet. A person's items are"
    " those with the name on them, and those of the companies whose liaison it is, or whose caretaker if no name is on"
    " them.\n\n"
    "Example: worklist chase -w zhang -k doses"
)


def command(
    context: typer.Context,
    who: Annotated[
        str,
        typer.Option("--who", "-w", metavar="WHO", help=_("The person."), autocompletion=complete_person),
    ],
    kind: KindOption = None,
    day: DayOption = None,
) -> None:
    """Print what one person has open, to paste into a message."""
    session = session_of(context)
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    page = page_asked(store, notebook, day, stamp)
    notebook = notebook.looking_at(page.day, stamp.at)
    person = person_meant(page, who, notebook.roster)
    asked = replace(asking(notebook, page, kind=kind), person=person)
    left = in_order((item for item in asked.items(page.items.values()) if item.is_open), notebook.rollover)
    blanks = asked.missing(missing(notebook, page)) if page.seal is None else []

    from worklist.render.chase import chase_lines, nothing_line

    if left or blanks:
        say(*chase_lines(person, page, grouped(left, GroupBy.COMPANY, notebook.roster), blanks))
    else:
        tell(nothing_line(person, page))
