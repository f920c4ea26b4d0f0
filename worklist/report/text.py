"""A report on a terminal, within so many columns."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from worklist.i18n import _
from worklist.render.console import fold
from worklist.render.tables import Column, draw_tables
from worklist.report.parts import Cell, Document, Part, cell_text

COLUMNS = 80


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
    return draw_tables(part.rows, list(map(column, shown)), width)
