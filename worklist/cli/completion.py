"""What the shell offers after Tab. It reads the notebook, changes nothing, and keeps quiet about trouble.

Every command's options name these functions, so what they need is imported only when the shell asks.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from worklist.signs import visible

if TYPE_CHECKING:
    from worklist.checklist.notebook import Notebook
    from worklist.checklist.page import Page

_BRIEF = 40


def _page(context: typer.Context) -> Iterator["Page"]:
    """Give the page that the command line so far is about, if it can be read."""
    return (page for page, _notebook in _seen(context))


def _seen(context: typer.Context) -> Iterator[tuple["Page", "Notebook"]]:
    """Give the page that the command line so far is about and its notebook, if they can be read."""
    from worklist.cli.session import begin_session, day_of
    from worklist.errors import WorklistError

    session = begin_session(context.find_root().params.get("notebook"), "")
    with suppress(WorklistError):
        notebook, stamp = session.store.read(), session.stamp()
        day = day_of(context.params.get("day"), notebook, stamp) or notebook.working_day(stamp.at)
        page = notebook.page(day)
        list(page.items.values())
        yield page, notebook


def _typeable(names: Iterable[str], incomplete: str) -> list[str]:
    """Give the names that begin so, without those that a line cannot hold: an offer is printed as it is."""
    return [name for name in names if name.startswith(incomplete) and visible(name) == name]


def complete_kind(incomplete: str) -> list[str]:
    """Offer the kinds."""
    from worklist.checklist.items import Kind

    return [kind.value for kind in Kind if kind.startswith(incomplete)]


def complete_company(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the companies of the page and of the roster."""
    return [
        name
        for page, notebook in _seen(context)
        for name in _typeable(dict.fromkeys((*page.companies(), *_roster(notebook))), incomplete)
    ]


def complete_roster(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the companies of the roster."""
    return [name for _page, notebook in _seen(context) for name in _typeable(_roster(notebook), incomplete)]


def _roster(notebook: "Notebook") -> list[str]:
    return [] if notebook.roster is None else [name for _number, name in notebook.roster.names()]


def complete_zone(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the zones of the roster."""
    return [
        name
        for _page, notebook in _seen(context)
        if notebook.roster is not None
        for name in _typeable(sorted({company.zone or "" for company in notebook.roster.present()} - {""}), incomplete)
    ]


def complete_check(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the numbers of the standing checks, with what they say."""
    return [
        (str(number), visible(check.text))
        for _page, notebook in _seen(context)
        for number, check in sorted(notebook.checks.items())
        if check.removed is None and str(number).startswith(incomplete)
    ]


def _companies(page: "Page", incomplete: str) -> list[str]:
    return _typeable(page.companies(), incomplete)


def complete_person(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the people of the page and of the roster."""
    return [
        name
        for page, notebook in _seen(context)
        for name in _typeable(dict.fromkeys((*page.people(), *_people(notebook))), incomplete)
    ]


def _people(notebook: "Notebook") -> list[str]:
    companies = [] if notebook.roster is None else notebook.roster.present()
    return sorted({name for company in companies for name in (company.liaison, company.caretaker) if name})


def complete_id(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of open items, with what they say."""
    return [offer for page in _page(context) for offer in _ids(page, incomplete)]


def _ids(page: "Page", incomplete: str) -> list[tuple[str, str]]:
    from worklist.render.text import brief

    matching = [item for item in page.items.values() if item.is_open and str(item.id).startswith(incomplete)]
    return [(str(item.id), brief(item, _BRIEF)) for item in matching]


def complete_selection(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer ids of open items, `@company` and `+kind`."""
    offers: list[tuple[str, str]] = []
    for page in _page(context):
        offers += _ids(page, incomplete)
        if incomplete[:1] in ("", "@"):
            names = _companies(page, incomplete[1:])
            offers += [(f"@{name}", "") for name in names if not any(comma in name for comma in ",，、")]
    if incomplete[:1] in ("", "+"):
        offers += [(f"+{kind}", "") for kind in complete_kind(incomplete[1:])]
    return offers


def complete_text(context: typer.Context, incomplete: str) -> list[str]:
    """Offer `@company` and `+kind` within a text: of the names, those that can be written there without a break."""
    from worklist.checklist.drafting import take_marks

    if incomplete[:1] == "+":
        return [f"+{kind}" for kind in complete_kind(incomplete[1:])]
    if incomplete[:1] != "@":
        return []
    return [f"@{name}" for name in complete_company(context, incomplete[1:]) if take_marks(f"@{name}")[1] == [name]]
