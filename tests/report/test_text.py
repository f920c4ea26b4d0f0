"""A report on a terminal and in a pipe: every part within eighty columns, whatever was written and counted."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.checklist.model import FEB_20, FEB_21, company, notebook, page, park, seal
from worklist.checklist.items import Draft, Item, Kind, new_item
from worklist.checklist.report import RangeReport, report_day
from worklist.render.console import draw
from worklist.report.parts import Document, Part, document_of
from worklist.report.text import draw_report

LONG = "联络员" * 20
NAMES = ("宇环数控机床" * 10, "启泰传感科技")
BOOK = park(
    company(1, NAMES[0], zone="第一网格" * 15, liaison=LONG, caretaker="保姆员02", headcount=10_000_000),
    company(2, NAMES[1], zone="Grid 02", liaison="联络员01", headcount=10_000_000),
    company(3, "博大科工" * 15, zone="Grid 03", liaison=LONG, caretaker=LONG),
    before=notebook(page(FEB_20), page(FEB_21)),
)


def counted(id: int, kind: Kind, whose: str) -> Item:
    """Give an item of which 987,654,321 of 1,000,000,000 were counted."""
    item = new_item(Draft(text="药" * 60, kind=kind, company=whose, need=1_000_000_000), id)
    return replace(item, count=987_654_321, reason="why " * 20)


def written(document: Document, width: int = 80) -> list[str]:
    """Give the report's lines."""
    stream = io.StringIO()
    draw(draw_report(document, width), stream)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_of_a_day_or_a_range_is_wider_than_the_terminal(width: int) -> None:
    items = [counted(id, kind, NAMES[id % 2]) for id, kind in enumerate([*Kind] * 3, 1)]
    closed = replace(page(FEB_20, *items), seal=replace(seal(FEB_20, entry=1), closed_by=LONG))
    since = dict.fromkeys(range(1, len(items) + 1), FEB_20)
    days = (report_day(BOOK, closed, since), report_day(BOOK, page(FEB_21, *items), since))
    for report in (*days, RangeReport(days=days)):
        lines = written(document_of(report), width)
        assert [line for line in lines if cell_len(line) > width] == []
        assert "2,962,962,963" in " ".join(lines)


def test_a_table_with_more_columns_than_fit_goes_on_below_with_its_first_column_again() -> None:
    part = Part(
        title="Day by day",
        headings=("day", "items", "drunk", "needed", "blank"),
        rows=(("Thursday", 1, 2_000_000_000, 3_000_000_000, 4), ("Friday", 5, 6, 7, 8)),
    )
    document = Document(title="a title of several words that is wide", subtitle=(), parts=(part,), charts=())
    assert written(document, 36) == [
        "a title of several words that is",
        "wide",
        "",
        "Day by day",
        "day       items          drunk",
        "──────────────────────────────",
        "Thursday      1  2,000,000,000",
        "Friday        5              6",
        "",
        "day              needed  blank",
        "──────────────────────────────",
        "Thursday  3,000,000,000      4",
        "Friday                7      8",
    ]
