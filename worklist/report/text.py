"""A report on a terminal, within so many columns."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from worklist.i18n import _
from worklist.render.console import fold
from worklist.render.tables import BETWEEN, Column, draw_table, widths_for
from worklist.report.parts import Cell, Document, Part, cell_text

COLUMNS = 80
_READABLE = 8


def draw_report(document: Document, width: int = COLUMNS) -> list[RenderableType]:
    """Give the report part by part; no line is wider than `width` columns.

    A table with more columns than fit goes on below itself, with its first column again.
    """
    drawn: list[RenderableType] = [Text(line, style="bold") for line in fold(document.title, width)]
    drawn += [Text(part, style="dim") for line in document.subtitle for part in fold(line, width)]
    for part in document.parts:
        drawn += [Text(""), Text(part.title, style="bold")]
        drawn += _tables(part, width) if part.rows else [Text(_("none"), style="dim")]
    return drawn


def _tables(part: Part, width: int) -> Iterator[RenderableType]:
    figures = part.figures

    def column(place: int) -> Column[tuple[Cell, ...]]:
        return Column(
            title=part.headings[place],
            cell=lambda row: Text(cell_text(row[place])),
            whole=place not in part.wide,
            right=figures[place],
        )

    shown = [place for place in range(len(part.headings)) if any(cell_text(row[place]) for row in part.rows)]
    first, *rest = map(column, shown)
    while True:
        fitting = next(
            count for count in range(len(rest), -1, -1) if count <= 1 or _fits(part, first, rest[:count], width)
        )
        columns = [first, *rest[:fitting]]
        yield draw_table(part.rows, columns, widths_for(part.rows, columns, width))
        rest = rest[fitting:]
        if not rest:
            return
        yield Text("")


def _fits(part: Part, first: Column[tuple[Cell, ...]], rest: Sequence[Column[tuple[Cell, ...]]], width: int) -> bool:
    """Whether columns fit beside one another, and the first, by which one finds a row, can still be read."""
    widths = widths_for(part.rows, [first, *rest], width)
    [whole] = widths_for(part.rows, [first], width)
    return sum(widths) + BETWEEN * len(rest) <= width and widths[0] >= min(whole, _READABLE)
