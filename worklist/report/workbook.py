"""A report as a workbook: a sheet for each part, with numbers and days as such, to be worked with and printed.

What people have written goes in as text, with XlsxWriter's `write_string`: nothing of it is a formula or a link.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING

from worklist.errors.extras import LacksExtra
from worklist.i18n import _
from worklist.render.columns import cells
from worklist.report.length import cut
from worklist.report.parts import Cell, Chart, Document, Part, Rate, cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as Drawn
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDEST, _NARROWEST = 48, 9
_IN_LINE = 44
"""So many columns of a terminal are sure to have room in a line of the widest column; beyond, it was made wider."""
_UNBROKEN = re.compile("[!-~]+|.", flags=re.DOTALL)
_LINE_HEIGHT, _HIGHEST = 15, 409
"""Points of a line, and the most of a row (Microsoft, "Excel specifications and limits")."""
_A4 = 9
_TITLE_LIMIT = 31
_CHART_WIDTH = 640
_MANY, _HEIGHT_OF_MANY, _NAMES_OF_MANY = 25, 640, 40
"""Beyond so many bars they stand upright in a chart of this height, in pixels, which has room for so many names."""
_IN_CHART = 30
"""So many columns of a terminal are left of a name in a chart."""
_ROW_PIXELS, _SIGN_PIXELS = 20, 7
_COLOURS = ("#2F7D4F", "#8A94A3", "#D08A1D", "#C0392B")
_OF_TWO = ("#2F7D4F", "#D8DEE6")


def as_workbook(document: Document) -> bytes:
    """Give the workbook; raises `LacksExtra` without XlsxWriter."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise LacksExtra(library="XlsxWriter", extra="excel") from None
    written = BytesIO()
    with Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "heading": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EDF3", "text_wrap": True}),
            "figures": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EDF3", "align": "right"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "count": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "rate": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        }
        for part in document.parts:
            sheet = book.add_worksheet(part.title[:_TITLE_LIMIT])
            top = _title(sheet, document, formats) if part is document.parts[0] else 0
            _fill(sheet, part, top, formats)
        for chart in document.charts:
            _chart(book, chart, formats)
    return written.getvalue()


def _title(sheet: "Worksheet", document: Document, formats: dict[str, "Format"]) -> int:
    """Write what the report is about above the first part, and give the row where that begins."""
    sheet.write_string(0, 0, document.title, formats["title"])
    for row, line in enumerate(document.subtitle, 1):
        sheet.write_string(row, 0, line)
    return len(document.subtitle) + 2


def _fill(sheet: "Worksheet", part: Part, top: int, formats: dict[str, "Format"]) -> None:
    for place, (heading, is_figures) in enumerate(zip(part.headings, part.figures, strict=True)):
        sheet.write_string(top, place, heading, formats["figures" if is_figures else "heading"])
    for number, row in enumerate(part.rows, top + 1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, formats)
        _heighten(sheet, number, map(cell_text, row))
    widths = _widths(part)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    last = max(len(part.rows) + top, top + 1)
    sheet.autofilter(top, 0, last, len(part.headings) - 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_paper(_A4)
    if sum(widths) > _WIDEST + _WIDEST:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&L&A&R&P / &N")


def _write(sheet: "Worksheet", row: int, place: int, cell: Cell, formats: dict[str, "Format"]) -> None:
    match cell:
        case None:
            sheet.write_blank(row, place, None, formats["text"])
        case Rate():
            sheet.write_number(row, place, cell / 100, formats["rate"])
        case int():
            sheet.write_number(row, place, cell, formats["count"])
        case date():
            sheet.write_datetime(row, place, cell, formats["day"])
        case str():
            sheet.write_string(row, place, cut(cell), formats["text"])


def _widths(part: Part) -> list[int]:
    """Give each column the width that it needs."""
    columns = [[heading, *(cell_text(row[place]) for row in part.rows)] for place, heading in enumerate(part.headings)]
    return [_width(column) for column in columns]


def _width(texts: Iterable[str]) -> int:
    """Give the width of the longest text, two for a Chinese character."""
    return min(max(_NARROWEST, *(cells(text) + 3 for text in texts)), _WIDEST)


def _heighten(sheet: "Worksheet", row: int, texts: Iterable[str]) -> None:
    """Give a row the height of its longest text, which a column breaks that is as wide as one becomes.

    LibreOffice would show one line of it; a row of one line is left to the program that opens the workbook.
    """
    lines = max(map(_lines, texts))
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))


def _lines(text: str) -> int:
    """Count the lines of a text in a column of the widest, broken between words and at Chinese characters."""
    lines, used = 1, 0
    for piece in _UNBROKEN.findall(text):
        taken = cells(piece)
        if used and used + taken > _IN_LINE:
            lines, used = lines + 1, 0
        further = max(taken - 1, 0) // _IN_LINE
        lines, used = lines + further, used + taken - further * _IN_LINE
    return lines


def _chart(book: "Workbook", chart: Chart, formats: dict[str, "Format"]) -> None:
    """Draw a chart on a sheet of its own, above the figures that it is drawn from.

    A chart of many bars is printed alone, for its figures take pages that other sheets fill already.
    """
    sheet = book.add_worksheet(chart.title[:_TITLE_LIMIT])
    names = [name for name, _amounts in chart.bars]
    shorter = list(map(_shortened, names))
    named: list[tuple[str, Sequence[Cell]]]
    named = [("", names)] if shorter == names else [("", names), (_("in the chart"), shorter)]
    amounts = [(heading, [bar[1][place] for bar in chart.bars]) for place, heading in enumerate(chart.legend)]
    height = _height(chart)
    top = -(-height // _ROW_PIXELS) + 1
    columns = [*named, *amounts]
    for place, (heading, column) in enumerate(columns):
        sheet.write_string(top, place, heading, formats["heading" if place < len(named) else "figures"])
        for row, cell in enumerate(column, top + 1):
            _write(sheet, row, place, cell, formats)
    widths = [_width([heading, *map(cell_text, column)]) for heading, column in columns]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, name in enumerate(names, top + 1):
        _heighten(sheet, row, [name])
    drawn = _drawn(book, chart, sheet.name, (top, len(named)))
    drawn.set_size({"width": _CHART_WIDTH, "height": height})
    sheet.insert_chart(0, 0, drawn, {"object_position": 2})
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
    if len(chart.bars) > _MANY:
        reaches = accumulate(_SIGN_PIXELS * width for width in chain(widths, repeat(_NARROWEST)))
        sheet.print_area(0, 0, top - 1, next(place for place, reach in enumerate(reaches) if reach >= _CHART_WIDTH))
    else:
        sheet.repeat_rows(top)


def _height(chart: Chart) -> int:
    """Give how high a chart is, in pixels: with its figures or alone, never higher than a page of A4."""
    return _HEIGHT_OF_MANY if len(chart.bars) > _MANY else 140 + 26 * len(chart.bars)


def _drawn(book: "Workbook", chart: Chart, sheet: str, begins: tuple[int, int]) -> "Drawn":
    """Give a chart of figures that begin below a row in a column, with their names before it; of many, upright."""
    top, first = begins
    last = top + max(len(chart.bars), 1)
    many = len(chart.bars) > _MANY
    colours = _COLOURS if len(chart.legend) > len(_OF_TWO) else _OF_TWO
    drawn = book.add_chart({"type": "column" if many else "bar", "subtype": "stacked"})
    for place, colour in zip(range(first, first + len(chart.legend)), colours, strict=False):
        drawn.add_series(
            {
                "name": [sheet, top, place],
                "categories": [sheet, top + 1, first - 1, last, first - 1],
                "values": [sheet, top + 1, place, last, place],
                "fill": {"color": colour},
                "overlap": 100,
                "gap": 10 if many else 40,
            }
        )
    drawn.set_title({"name": chart.title})
    drawn.set_legend({"position": "bottom"})
    if many:
        drawn.set_x_axis({"interval_unit": -(-len(chart.bars) // _NAMES_OF_MANY), "num_font": {"rotation": -90}})
    else:
        drawn.set_y_axis({"reverse": True})
    return drawn


def _shortened(name: str) -> str:
    """Give a name that leaves a chart its room; one too long loses its middle, for names often differ at their end."""
    if cells(name) <= _IN_CHART:
        return name
    half = _IN_CHART // 2 - 1
    return f"{_begin(name, half)}…{_begin(name[::-1], half)[::-1]}"


def _begin(text: str, room: int) -> str:
    """Give as much of a text as so many columns of a terminal have room for."""
    reaches = accumulate(map(cells, text))
    return "".join(sign for sign, reach in zip(text, reaches, strict=True) if reach <= room)
