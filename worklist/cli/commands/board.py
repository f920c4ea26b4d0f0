"""`worklist board`: companies by kinds."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from worklist.checklist.board import By, Row, board, folded, worst_first, worst_folds_first
from worklist.checklist.items import Kind, parse_kind
from worklist.checklist.page import Page
from worklist.cli.options import DayOption, JsonOption, KindOption
from worklist.cli.pages import page_asked
from worklist.cli.session import Session, is_interactive, session_of
from worklist.cli.speech import give
from worklist.errors import WatchAndJson, WatchNeedsTerminal
from worklist.i18n import _

if TYPE_CHECKING:
    from worklist.render.board import BoardView
    from worklist.render.screen import Line

DETAILS = _(
    "Shown are the companies with something open or blank, the worst first: those with most kinds blank, then with"
    " most kinds open, then with most open items. A cell says blank (nothing is written down, though it should be),"
    " how many items are open (1 open) or what was counted (48/50, of what is not waived), ✓ (all is settled), or ·"
    " (there is nothing, and nothing is expected).\n\n"
    "--by gives a row for each zone, liaison or caretaker, settled ones too, with the number of its companies and, by"
    " kind, how many of them are blank, open and settled; the worst first. With --json it adds these as groups.\n\n"
    "--watch shows the board on the whole screen and draws it anew as soon as anybody writes in the notebook. q or"
    " Ctrl-C ends it, with exit code 0.\n\n"
    "On a terminal no more rows are shown than fit; a pipe gets every row, plain, a line a company.\n\n"
    "Example: worklist board --by liaison -k doses"
)


def command(
    context: typer.Context,
    by: Annotated[By | None, typer.Option("--by", help=_("A row for each of these instead of each company."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("Show settled companies too."))] = False,
    kind: KindOption = None,
    day: DayOption = None,
    watch: Annotated[bool, typer.Option("--watch", help=_("Keep it on the screen, and up to date."))] = False,
    json: JsonOption = False,
) -> None:
    """Show who is behind: companies by kinds."""
    session = session_of(context)
    kinds = tuple(Kind) if kind is None else (parse_kind(kind),)
    if watch:
        if json:
            raise WatchAndJson
        _watch(session, day, kinds, by, everything)
        return
    page, rows = _read(session, day)
    if json:
        from worklist.render import machine

        whole = {row.name: row for row in rows}
        shown = [whole[row.name] for row in _shown(_of_kinds(rows, kinds), everything)]
        groups = [] if by is None else worst_folds_first(folded(rows, by), kinds)
        give(machine.as_json(machine.board(page, shown, by, groups)))
        return
    from worklist.render.board import draw_board
    from worklist.render.console import draw, screen_size

    width, height = screen_size()
    draw(draw_board(_view(page, rows, kinds, by, everything), width=width, height=height))


def _watch(session: Session, day: str | None, kinds: tuple[Kind, ...], by: By | None, everything: bool) -> None:
    from worklist.render.screen import can_redraw

    if not is_interactive() or not can_redraw():
        raise WatchNeedsTerminal
    from worklist.cli.watching import watch
    from worklist.render.board import draw_board

    def picture(width: int, height: int) -> list["Line"]:
        page, rows = _read(session, day)
        view = replace(_view(page, rows, kinds, by, everything), is_watched=True)
        return draw_board(view, width=width, height=height)

    watch(session.store.folder.live, picture, lambda: session.stamp().at)


def _read(session: Session, day: str | None) -> tuple[Page, list[Row]]:
    """Give the day's page, open or closed, and its board."""
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    page = page_asked(store, notebook, day, stamp)
    return page, board(notebook.looking_at(page.day, stamp.at), page)


def _of_kinds(rows: list[Row], kinds: tuple[Kind, ...]) -> list[Row]:
    if len(kinds) == len(Kind):
        return rows
    return [replace(row, cells={kind: row.cells[kind] for kind in kinds}) for row in rows]


def _shown(rows: list[Row], everything: bool) -> list[Row]:
    return worst_first(row for row in rows if everything or not row.is_settled)


def _view(page: Page, rows: list[Row], kinds: tuple[Kind, ...], by: By | None, everything: bool) -> "BoardView":
    from worklist.render.board import BoardView

    rows = _of_kinds(rows, kinds)
    folds = [] if by is None else worst_folds_first(folded(rows, by), kinds)
    shown = _shown(rows, everything) if by is None else []
    return BoardView(page=page, kinds=kinds, rows=rows, shown=shown, by=by, folds=folds)
