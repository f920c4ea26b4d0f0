"""`worklist close-day`: the walk, then the seal."""

from collections.abc import Container
from datetime import date
from typing import Annotated

import typer

from worklist.checklist import closing as rules
from worklist.checklist.certificate import certify
from worklist.checklist.items import clean_text
from worklist.checklist.page import Blank, in_order
from worklist.cli.choosing import MANY, confirm
from worklist.cli.options import JsonOption, YesOption
from worklist.cli.session import Session, day_of, is_interactive, session_of
from worklist.cli.speech import give, tell
from worklist.errors import BlanksLeft, DayClosed, FutureDay, JustBegun, NotAtZero, NothingToClose, WhyNeedsCarryRest
from worklist.i18n import _
from worklist.render.text import brief, day_name
from worklist.store.sealed import SealedPage

DETAILS = _(
    "On a terminal it goes through what is open, one item at a time and one key an answer; each answer is saved"
    " before the next item is shown. At zero the page is sealed for good and the certificate printed. The oldest day"
    " left unclosed is taken first; closing what is closed shows its certificate again. What is blank (a company of"
    " the roster about which nothing of an expected kind is written) is named and wants an answer: --accept-blanks,"
    " or one in the walk, which the certificate records. Exit code 3 while anything is open, or blank without an"
    " answer.\n\n"
    'Example: worklist close-day --carry-rest --why "stocktaking tomorrow"'
)


def command(
    context: typer.Context,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="DAY", help=_("The day to close. Without it, the oldest that is left unclosed.")),
    ] = None,
    no_walk: Annotated[
        bool, typer.Option("--no-walk", help=_("Do not ask; list what is open, and close only at zero."))
    ] = False,
    carry_rest: Annotated[
        bool, typer.Option("--carry-rest", help=_("Carry what is open to the next day, and close."))
    ] = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="REASON", help=_("With --carry-rest: why it has to wait."))
    ] = None,
    accept_blanks: Annotated[
        bool, typer.Option("--accept-blanks", help=_("Close although something is blank; the certificate says what."))
    ] = False,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Walk through what is open, then seal the day at zero."""
    session = session_of(context)
    if why is not None and not carry_rest:
        raise WhyNeedsCarryRest
    reason = clean_text(why) if why is not None else None
    closing = _day_to_close(session, day)
    if closing is None:
        return _show_closed(session, None, json=json)
    try:
        items, left = _items_and_left(session, closing)
        ask = is_interactive() and not no_walk and not json
        if not items and not json:
            question = _("Close {day}, on which nothing is written, for good?")
            confirm(question.format(day=day_name(closing)), yes=yes)
        if left and carry_rest and left >= MANY and not json:
            question = _("Carry {left} open items of {day} and close it for good?")
            confirm(question.format(left=left, day=day_name(closing)), yes=yes)
        elif left and not carry_rest:
            _settle(session, closing, ask=ask)
        answered = _answer_blanks(
            session, closing, ask=ask and not accept_blanks, accept=accept_blanks, carry_rest=carry_rest
        )
        stamp = session.stamp()
        sealed = session.close(
            lambda notebook: rules.close(notebook, closing, stamp, carry_rest=carry_rest, why=reason, accepted=answered)
        )
    except DayClosed:  # by another terminal, or a second ago: then there is nothing left to do
        return _show_closed(session, closing, json=json)
    _show(sealed, json=json)
    return None


def _day_to_close(session: Session, day: str | None) -> date | None:
    """Give the day that was named, else the oldest that can be closed; `None` if that has been done.

    Raises `FutureDay` for a named day that has not begun, `JustBegun` if the only page is that of a date
    just begun, `NothingToClose` if there is none.
    """
    stamp = session.stamp()
    notebook = session.store.read()
    named = day_of(day, notebook, stamp)
    if named is None:
        oldest = rules.day_to_close(notebook, stamp)
        today = stamp.at.date()
        if oldest is None and notebook.last_seal is None:
            raise JustBegun(today) if today in notebook.pages and notebook.pages[today].items else NothingToClose
        return oldest
    if named > stamp.at.date():
        raise FutureDay(named)
    return named


def _items_and_left(session: Session, day: date) -> tuple[int, int]:
    page = session.store.read().page(day)
    return len(page.items), sum(item.is_open for item in page.items.values())


def _settle(session: Session, day: date, *, ask: bool) -> None:
    """Walk through what is open, or list it; raises `NotAtZero` if anything stays open."""
    if ask:
        from worklist.cli.walk import walk

        walk(session, day)
    notebook = session.store.read()
    left = in_order((item for item in notebook.page(day).items.values() if item.is_open), notebook.rollover)
    if not left:
        return
    if not ask:
        for item in left:
            tell(f"{item.id:5}  {brief(item)}")
    raise NotAtZero(day, len(left))


def _answer_blanks(session: Session, day: date, *, ask: bool, accept: bool, carry_rest: bool) -> Container[Blank]:
    """Name what is blank, and give what may stay so; raises `BlanksLeft` if anything is left without an answer."""
    notebook = session.store.read()
    found = rules.blanks_on(notebook, notebook.page(day))
    if not found:
        return ()
    accepted: Container[Blank] = rules.Everything() if accept else ()
    if ask:
        from worklist.cli.blanks import answer_blanks

        accepted = answer_blanks(session, day, carry_rest=carry_rest)
        notebook = session.store.read()
        found = rules.blanks_on(notebook, notebook.page(day))
    else:
        from worklist.render.blanks import blank_lines

        tell(*blank_lines(found))
    if unanswered := sum(blank not in accepted for blank in found):
        raise BlanksLeft(day, unanswered)
    return accepted


def _show_closed(session: Session, day: date | None, *, json: bool) -> None:
    """Show the certificate of a day that is closed already, by default the last."""
    notebook = session.store.read()
    if day is None and notebook.last_seal is not None:
        day = notebook.last_seal.day
    sealed = session.store.closed_page(day) if day is not None else None
    if sealed is None:
        return
    closed = _("{day} is closed already; its certificate again. (`worklist close-day --day DAY` closes another.)")
    tell(closed.format(day=day_name(sealed.page.day)))
    _show(sealed, json=json)


def _show(sealed: SealedPage, *, json: bool) -> None:
    given = certify(sealed.page, sealed.seal)
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.certificate(given)))
        return
    from worklist.render.certificate import draw_certificate
    from worklist.render.console import draw

    draw(draw_certificate(given))
