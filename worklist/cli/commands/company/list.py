"""`worklist company list`: the companies."""

import sys
from typing import Annotated

import typer

from worklist.checklist.companies import Company
from worklist.cli.company_options import ZoneOption
from worklist.cli.options import JsonOption, WhoOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, tell
from worklist.errors import NoSuchName, NoSuchZone
from worklist.i18n import _

DETAILS = _(
    "A row a company, and below them how many there are, their people, and how many are at work again."
    '\n\nExample: worklist company list --zone "Grid 02"'
)


def command(
    context: typer.Context,
    zone: ZoneOption = None,
    who: WhoOption = None,
    resumed: Annotated[
        bool | None, typer.Option("--resumed/--not-resumed", help=_("Only those that are, or are not, at work again."))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("Removed ones too."))] = False,
    json: JsonOption = False,
) -> None:
    """List the companies."""
    notebook = session_of(context).store.read()
    there = [] if notebook.roster is None else list(notebook.roster.companies.values())
    there = [company for company in there if everything or company.removed is None]
    companies = _chosen(there, zone, who)
    if resumed is not None:
        companies = [company for company in companies if company.resumed == resumed]
    if json:
        from worklist.render import machine

        give(machine.as_json(machine.companies(companies)))
        return
    if there and not companies:
        tell(_("There is no such company; leave an option out to see others."))
        return
    if not companies:
        tell(_("There is no company to show; `worklist company import FILE` or `worklist company add` puts one in."))
        return
    from worklist.render.companies import draw_companies
    from worklist.render.console import draw, screen_size

    width, _height = screen_size(sys.stdout)
    draw(draw_companies(companies, width=width))


def _chosen(companies: list[Company], zone: str | None, who: str | None) -> list[Company]:
    from worklist.names import match_name

    if zone is not None:
        try:
            zones = match_name(zone, sorted({company.zone for company in companies if company.zone is not None}))
        except NoSuchName as error:
            raise NoSuchZone(zone, str(error.facts["nearest"])) from None
        companies = [company for company in companies if company.zone in zones]
    if who is not None:
        people = {name for company in companies for name in (company.liaison, company.caretaker) if name is not None}
        meant = match_name(who, sorted(people))
        companies = [company for company in companies if {company.liaison, company.caretaker} & meant]
    return companies
