"""A report as a workbook: a sheet for each part, with numbers and days as such, to be worked with and printed.

What people have written goes in as text, with XlsxWriter's `write_string`: nothing of it is a formula or a link.
"""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from worklist.errors.extras import LacksExtra
from worklist.i18n import _
from worklist.render.columns import cells
from worklist.report.length import cut
from worklist.report.parts import Cell, Document, Part, Rate, cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
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
        _charts(book, document, formats)
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


def _charts(book: "Workbook", document: Document, formats: dict[str, "Format"]) -> None:
    """Draw the report's charts on a sheet of their own, beside the figures that they are drawn from."""
    sheet = book.add_worksheet(_("Charts"))
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    top = 0
    for chart in document.charts:
        drawn = book.add_chart({"type": "bar", "subtype": "stacked"})
        for place, heading in enumerate(chart.legend, 1):
            sheet.write_string(top, place, heading, formats["figures"])
        for row, (name, amounts) in enumerate(chart.bars, top + 1):
            sheet.write_string(row, 0, name, formats["text"])
            _heighten(sheet, row, [name])
            for place, amount in enumerate(amounts, 1):
                sheet.write_number(row, place, amount, formats["count"])
        last = top + max(len(chart.bars), 1)
        for place in range(1, len(chart.legend) + 1):
            drawn.add_series(
                {
                    "name": [sheet.name, top, place],
                    "categories": [sheet.name, top + 1, 0, last, 0],
                    "values": [sheet.name, top + 1, place, last, place],
                    "fill": {"color": _COLOURS[place - 1] if len(chart.legend) > len(_OF_TWO) else _OF_TWO[place - 1]},
                    "overlap": 100,
                    "gap": 40,
                }
            )
        drawn.set_title({"name": chart.title})
        drawn.set_y_axis({"reverse": True})
        height = 140 + 26 * len(chart.bars)
        drawn.set_size({"width": 640, "height": height})
        sheet.insert_chart(top, len(chart.legend) + 2, drawn)
        top = max(last, top + height // 20) + 2
    bars = [bar for chart in document.charts for bar in chart.bars]
    sheet.set_column(0, 0, _width(["", *(name for name, _amounts in bars)]))
    sheet.set_column(1, len(_COLOURS), _width(["", *(f"{amount:,}" for _name, amounts in bars for amount in amounts)]))
