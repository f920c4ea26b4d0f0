"""A report on a terminal, within so many columns."""

from rich.console import RenderableType
from rich.text import Text

from worklist.i18n import _
from worklist.render.tables import Column, draw_table, widths_for
from worklist.report.parts import Cell, Document, Part, cell_text

COLUMNS = 80


def draw_report(document: Document, width: int = COLUMNS) -> list[RenderableType]:
    """Give the report part by part; no line is wider than `width` columns."""
    drawn: list[RenderableType] = [Text(document.title, style="bold")]
    drawn += [Text(line, style="dim") for line in document.subtitle]
    for part in document.parts:
        drawn += [Text(""), Text(part.title, style="bold")]
        drawn.append(_table(part, width) if part.rows else Text(_("none"), style="dim"))
    return drawn


def _table(part: Part, width: int) -> RenderableType:
    def column(place: int) -> Column[tuple[Cell, ...]]:
        return Column(
            title=part.headings[place],
            cell=lambda row: Text(cell_text(row[place])),
            whole=place not in part.wide,
            right=part.is_figures(place),
        )

    shown = [place for place in range(len(part.headings)) if any(cell_text(row[place]) for row in part.rows)]
    columns = [column(place) for place in shown]
    return draw_table(part.rows, columns, widths_for(part.rows, columns, width))
