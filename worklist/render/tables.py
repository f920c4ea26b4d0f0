"""Tables, and how much of one fits on a screen."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from worklist.i18n import ngettext
from worklist.render.console import PLENTY

Row = TypeVar("Row")
BETWEEN = 2
"""Blanks between two columns."""
_NARROWEST = 4
_SHARE = 3
_READABLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column: its title, what stands in it for a row, whether that is kept on one line, and at which side."""

    title: str
    cell: Callable[[Row], Text]
    whole: bool = True
    right: bool = False


def draw_table(
    rows: Sequence[Row], columns: Iterable[Column[Row]], widths: Sequence[int] | None = None, *, header: bool = True
) -> Table:
    """Draw rows; a column that would be empty is left out, unless all columns have their `widths` given."""
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        show_header=header,
    )
    cells = [(column, [column.cell(row) for row in rows]) for column in columns]
    shown = [(column, texts) for column, texts in cells if widths is not None or any(texts)]
    for place, (column, _texts) in enumerate(shown):
        width = None if widths is None else widths[place]
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(column.title, no_wrap=column.whole, overflow="fold", width=width, justify=justify)
    for row in range(len(rows)):
        table.add_row(*(texts[row] for _column, texts in shown))
    return table


def filled(rows: Sequence[Row], columns: Iterable[Column[Row]]) -> list[Column[Row]]:
    """Give the columns that are not empty in all rows."""
    return [column for column in columns if any(column.cell(row) for row in rows)]


def widths_for(rows: Sequence[Row], columns: Sequence[Column[Row]], width: int) -> list[int]:
    """Give each column the width it needs; where that is too much, those that may be broken share what is left.

    Tables with the same widths can stand below one another. Of those that share, the last has the most.
    """
    needed = [
        max(
            cell_len(line)
            for text in (column.title, *(column.cell(row).plain for row in rows))
            for line in _lines(text)
        )
        for column in columns
    ]
    left = width - BETWEEN * (len(columns) - 1) - sum(needed)
    sharing = [place for place, column in enumerate(columns) if not column.whole]
    if left >= 0 or not sharing:
        return needed
    room = left + sum(needed[place] for place in sharing)
    for place in sharing[:-1]:
        needed[place] = min(needed[place], max(room // _SHARE, cell_len(columns[place].title)))
        room -= needed[place]
    needed[sharing[-1]] = min(needed[sharing[-1]], max(room, _NARROWEST))
    return needed


def draw_tables(rows: Sequence[Row], columns: Sequence[Column[Row]], width: int) -> Iterator[RenderableType]:
    """Draw rows within so many columns of the screen; where they do not fit, they go on below, beside the first again.

    Where not even two fit, all may be broken: nothing is cut off.
    """
    first, *rest = columns
    while True:
        fitting = next((count for count in range(len(rest), 0, -1) if _fit(rows, [first, *rest[:count]], width)), 0)
        beside = [first, *rest[: fitting or 1]]
        if not fitting:
            beside = [replace(column, whole=False) for column in beside]
        yield draw_table(rows, beside, widths_for(rows, beside, width))
        rest = rest[fitting or 1 :]
        if not rest:
            return
        yield Text("")


def _fit(rows: Sequence[Row], columns: Sequence[Column[Row]], width: int) -> bool:
    """Whether columns fit beside one another, and the first, by which one finds a row, can still be read."""
    widths = widths_for(rows, columns, width)
    [whole] = widths_for(rows, columns[:1], width)
    return table_width(widths) <= width and widths[0] >= min(whole, _READABLE)


def table_width(widths: Sequence[int]) -> int:
    """Give how many columns of the screen a table takes whose columns are so wide."""
    return sum(widths) + BETWEEN * (len(widths) - 1)


def _lines(text: str) -> list[str]:
    return text.splitlines() or [""]


def fits(table: Table, width: int) -> bool:
    """Whether a table needs no more columns of the screen than there are."""
    console = Console(width=PLENTY, color_system=None)
    return width >= PLENTY or Measurement.get(console, console.options, table).maximum <= width


def count_lines(renderables: Iterable[RenderableType], width: int) -> int:
    """Count the lines these take on a screen of so many columns."""
    console = Console(width=width, color_system=None)
    return sum(len(console.render_lines(renderable, pad=False)) for renderable in renderables)


def fitted(
    drawn: Callable[[int], list[RenderableType]], rows: int, *, width: int, lines: int | None
) -> list[RenderableType]:
    """Give what `drawn` gives for the first rows, as many as fit into so many lines, and say how many are folded.

    It is all of them if `lines` is `None`, and at least one.
    """
    if lines is None:
        return drawn(rows)
    most = min(rows, max(lines, 1))
    if most == rows and count_lines(drawn(rows), width) <= lines:
        return drawn(rows)
    room = lines - count_lines([_folded(rows)], width)
    fitting = max(bisect_right(range(1, most + 1), room, key=lambda count: count_lines(drawn(count), width)), 1)
    return [*drawn(fitting), _folded(rows - fitting)] if fitting < rows else drawn(rows)


def _folded(rows: int) -> Text:
    more = ngettext(
        "… and {number} more row folded; pipe it through less to see all",
        "… and {number} more rows folded; pipe it through less to see all",
        rows,
    )
    return Text(more.format(number=rows), style="bold")
