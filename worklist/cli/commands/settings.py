"""`worklist settings`: the notebook's settings."""

from dataclasses import replace
from datetime import time
from typing import Annotated

import typer

from worklist.checklist.items import Kind, parse_kind
from worklist.checklist.park import change_settings
from worklist.checklist.records import Settings, settings_of
from worklist.cli.options import JsonOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, say
from worklist.errors import BadRollover
from worklist.i18n import _
from worklist.render.park import settings_lines
from worklist.workday import parse_time

DETAILS = _(
    "--expected names the kinds of which something is to be written about every company at work, each day; where"
    " nothing is, that is a blank. --rollover is the hour until which the night belongs to the day before, at most"
    " 12:00.\n\nExample: worklist settings --expected measures,doses --rollover 05:00"
)

LATEST = time(12)
"""No working day lasts longer than to noon of the next date."""


def command(
    context: typer.Context,
    expected: Annotated[
        str | None, typer.Option("--expected", metavar="KINDS", help=_("Kinds with commas between, `all` or `none`."))
    ] = None,
    rollover: Annotated[
        str | None, typer.Option("--rollover", metavar="HH:MM", help=_("When the working day ends; 04:00 at first."))
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show the settings, or change them."""
    session = session_of(context)
    kinds = None if expected is None else _kinds(expected)
    hour = None if rollover is None else parse_time(rollover)
    if hour is not None and hour > LATEST:
        raise BadRollover(rollover or "")

    def becomes(settings: Settings) -> Settings:
        return replace(
            settings,
            expected=settings.expected if kinds is None else kinds,
            rollover=settings.rollover if hour is None else hour,
        )

    if kinds is not None or hour is not None:
        stamp = session.stamp()
        session.change_park(lambda notebook: change_settings(notebook, becomes, stamp))
        return
    settings = settings_of(session.store.read())
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.settings(settings)))
    else:
        say(*settings_lines(settings))


def _kinds(text: str) -> tuple[Kind, ...]:
    words = [word.strip().removeprefix("+") for word in text.replace("，", ",").replace("＋", "+").split(",")]
    if words in (["none"], [""]):
        return ()
    if words == ["all"]:
        return tuple(Kind)
    named = {parse_kind(word) for word in words}
    return tuple(kind for kind in Kind if kind in named)
