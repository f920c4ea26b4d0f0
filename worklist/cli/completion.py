"""What the shell offers after Tab. It reads the notebook, changes nothing, and keeps quiet about trouble.

Every command's options name these functions, so what they need is imported only when the shell asks.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from worklist.render.sentences import visible

if TYPE_CHECKING:
    from worklist.checklist.page import Page

_BRIEF = 40


def _page(context: typer.Context) -> Iterator["Page"]:
    """Give the page that the command line so far is about, if it can be read."""
    from worklist.cli.session import begin_session, day_of
    from worklist.errors import WorklistError

    session = begin_session(context.find_root().params.get("notebook"), "")
    with suppress(WorklistError):
        notebook, stamp = session.store.read(), session.stamp()
        day = day_of(context.params.get("day"), notebook, stamp) or notebook.working_day(stamp.at)
        page = notebook.page(day)
        list(page.items.values())
        yield page


def _typeable(names: Iterable[str], incomplete: str) -> list[str]:
    """Give the names that begin so, without those that a line cannot hold: an offer is printed as it is."""
    return [name for name in names if name.startswith(incomplete) and visible(name) == name]


def complete_kind(incomplete: str) -> list[str]:
    """Offer the kinds."""
    from worklist.checklist.items import Kind

    return [kind.value for kind in Kind if kind.startswith(incomplete)]


def complete_company(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the companies of the page."""
    return [name for page in _page(context) for name in _companies(page, incomplete)]


def _companies(page: "Page", incomplete: str) -> list[str]:
    return _typeable(page.companies(), incomplete)


def complete_person(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the people of the page."""
    return [name for page in _page(context) for name in _typeable(page.people(), incomplete)]


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
    """Offer `@company` and `+kind` within a text."""
    if incomplete[:1] not in ("@", "+"):
        return []
    return [word for word, _ in complete_selection(context, incomplete)]
