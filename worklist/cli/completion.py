"""What the shell offers after Tab. It reads the notebook, changes nothing, and keeps quiet about trouble."""

from collections.abc import Iterator
from contextlib import suppress

import typer
from typer import _completion_classes

from worklist.checklist.items import Item, Kind
from worklist.checklist.page import Page
from worklist.errors import WorklistError
from worklist.render.text import brief, visible

_BRIEF = 40


def without_rich() -> None:
    """Keep Typer from importing Rich (45 ms a Tab) to strip markup that our help texts do not have."""
    _completion_classes._sanitize_help_text = _one_line  # noqa: SLF001 - it has no public switch


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _pages(context: typer.Context) -> Iterator[Page]:
    """Give the page that the command line so far is about, if the notebook can be read."""
    from worklist.cli.session import Session, day_of, default_folder

    session = context.obj
    if not isinstance(session, Session):
        folder = context.find_root().params.get("notebook") or default_folder()
        session = Session(folder, "")
    with suppress(WorklistError):
        notebook = session.store.read()
        stamp = session.stamp()
        day = day_of(context.params.get("day"), notebook, stamp) or notebook.working_day(stamp.at)
        yield notebook.page(day)


def _open_items(context: typer.Context) -> Iterator[Item]:
    for page in _pages(context):
        with suppress(WorklistError):
            yield from [item for item in page.items.values() if item.is_open]


def complete_kind(incomplete: str) -> list[str]:
    """Offer the kinds."""
    return [kind.value for kind in Kind if kind.startswith(incomplete)]


def complete_company(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the companies of the page."""
    return [name for page in _pages(context) for name in page.companies() if name.startswith(incomplete)]


def complete_person(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the people of the page."""
    return [name for page in _pages(context) for name in page.people() if name.startswith(incomplete)]


def complete_id(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of open items, with what they say."""
    return [(str(item.id), brief(item, _BRIEF)) for item in _open_items(context) if str(item.id).startswith(incomplete)]


def complete_selection(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer ids of open items, `@company` and `+kind`."""
    marks = [(f"@{visible(name)}", "") for name in complete_company(context, incomplete.removeprefix("@"))]
    marks += [(f"+{kind}", "") for kind in complete_kind(incomplete.removeprefix("+"))]
    return complete_id(context, incomplete) + [mark for mark in marks if mark[0].startswith(incomplete)]


def complete_text(context: typer.Context, incomplete: str) -> list[str]:
    """Offer `@company` and `+kind` within a text."""
    if incomplete[:1] not in ("@", "+"):
        return []
    return [word for word, _ in complete_selection(context, incomplete)]
