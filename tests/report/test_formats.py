"""The formats of a report, each read by something else than what wrote it."""

import csv
import io
import re
import sys
from datetime import date
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from worklist.errors.extras import LacksExtra
from worklist.render.console import draw
from worklist.report.markdown import as_markdown, escaped
from worklist.report.page import as_html
from worklist.report.parts import Cell, Chart, Document, Part, Rate, cell_text
from worklist.report.table import as_csv
from worklist.report.text import draw_report
from worklist.report.workbook import as_workbook

HURTS = [
    '=HYPERLINK("http://example.org";"a")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "+86",
    "-1",
    "＝1",
    "<script>alert(1)</script>",
    "[/bold]",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "https://example.org",
    "a|b,c;d\"e'f",
    "👩‍👧 口罩",
    "口" * 10_000,
]
POINTS_OF_A_ROW, POINTS_OF_A_PAGE = 15, 733
"""Of a row of one line, and of the height of A4 between its margins."""
DOCUMENT = Document(
    title="Daily report, Thu 2020-02-20",
    subtitle=("Certificate 1",),
    parts=(
        Part(
            title="Issues",
            headings=("id", "text", "rate", "day"),
            rows=tuple((number, text, Rate(97.2), date(2020, 2, 20)) for number, text in enumerate(HURTS, 1000)),
            wide=frozenset({1}),
        ),
        Part(title="Blank", headings=("company",), rows=()),
    ),
    charts=(
        Chart(title="Doses", legend=("drunk", "left"), bars=(("Grid 01", (1, 3)), ("<b>", (0, 0)))),
        Chart(title="Items", legend=("done", "waived", "carried", "open"), bars=(("a", (0, 0, 0, 0)),)),
    ),
)


class Texts(HTMLParser):
    """Gathers the elements of a page, and the texts in its cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.elements.add(tag)
        self._in_cell = tag == "td"
        self.cells += [""] if self._in_cell else []

    def handle_endtag(self, tag: str) -> None:
        self._in_cell &= tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells[-1] += data


def test_no_text_is_markup_in_html_and_none_is_lost() -> None:
    page = Texts(as_html(DOCUMENT))
    assert page.elements.isdisjoint({"script", "a", "img", "b", "link", "iframe"})
    assert page.cells[1::4] == HURTS
    assert page.cells[:4:2] + page.cells[3:4] == ["1,000", "97.2 %", "2020-02-20"]


def test_a_page_asks_for_nothing_and_its_bars_are_as_long_as_their_amounts() -> None:
    page = as_html(DOCUMENT)
    assert re.findall(r"""(?:src|href|url)\s*[=(]""", page) == []
    pieces = re.findall(r'<rect x="([\d.]+)" width="([\d.]+)"', page)
    assert [(float(start), float(width)) for start, width in pieces] == [(0, 2500), (2500, 7500)]


def test_each_bar_has_its_whole_name_above_it_and_room_for_its_sum() -> None:
    names = [f"长沙高新技术产业开发区第{place}网格" for place in "一二"]
    bars = ((names[0], (13_000_000, 580_245)), (names[1], (6_790_122, 0)), ("none", (0, 0)))
    chart = Chart(title="Doses", legend=("drunk", "left"), bars=bars)
    part = Part(title="a", headings=("b",), rows=())
    page = as_html(Document(title="a", subtitle=(), parts=(part,), charts=(chart,)))
    assert re.findall(r'<div class="name">(.*?)</div>', page) == [*names, "none"]
    assert re.findall(r'style="width: (.*?)" role="img" aria-label="(.*?)"', page) == [
        ("calc((100% - 11ch) * 1.0)", "drunk 13,000,000, left 580,245"),
        ("calc((100% - 11ch) * 0.5)", "drunk 6,790,122"),
    ]
    assert re.findall(r"<span>([\d,]+)</span>", page) == ["13,580,245", "6,790,122", "0"]


def test_each_figure_of_a_broad_table_has_its_heading_with_it_and_no_text_of_a_person_is_an_attribute() -> None:
    rows = (("<b>", 21, None, "x"), ("Grid 02", 1234, 0, ""))
    part = Part(title="a", headings=("zone", "items", '"blank"', "note"), rows=rows, wide=frozenset({0, 3}))
    page = as_html(Document(title="a", subtitle=(), parts=(part,), charts=()))
    assert re.findall(r"<table.*?>", page) == ['<table role="table" class="broad">']
    assert re.findall(r"<td.*?</td>", page) == [
        '<td role="cell" class="w a">&lt;b&gt;</td>',
        '<td role="cell" class="n" data-heading="items">21</td>',
        '<td role="cell" class="n"></td>',
        '<td role="cell" class="w" data-heading="note">x</td>',
        '<td role="cell" class="w a">Grid 02</td>',
        '<td role="cell" class="n" data-heading="items">1,234</td>',
        '<td role="cell" class="n" data-heading="&#34;blank&#34;">0</td>',
        '<td role="cell" class="w"></td>',
    ]


def test_a_table_that_has_room_on_a_phone_stays_one() -> None:
    part = Part(title="a", headings=("figure", "count", "of", "rate"), rows=(("open", 1, 2, Rate(50)),))
    page = as_html(Document(title="a", subtitle=(), parts=(part,), charts=()))
    assert re.findall(r"<table.*?>|<td.*?</td>", page) == [
        '<table role="table">',
        '<td role="cell">open</td>',
        '<td role="cell" class="n">1</td>',
        '<td role="cell" class="n">2</td>',
        '<td role="cell" class="n">50.0 %</td>',
    ]


def test_no_cell_of_a_csv_file_is_a_formula() -> None:
    data = as_csv(DOCUMENT)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[:5] == [[DOCUMENT.title], ["Certificate 1"], [], ["Issues"], ["id", "text", "rate", "day"]]
    texts = [row[1] for row in rows[5 : 5 + len(HURTS)]]
    assert [text.removeprefix("'") for text in texts] == HURTS
    assert [text for text in texts if text[0] in "=+-@＝"] == []
    assert rows[5] == ["1000", texts[0], "97.2%", "2020-02-20"]


def test_no_cell_of_a_csv_file_ends_at_another_separator() -> None:
    part = Part(title="a;=1", headings=("b\t=1",), rows=(("c;=1+1", 1234, Rate(97.2), None, 'd";=1,=2'),))
    data = as_csv(Document(title="e;=1", subtitle=("f;=1",), parts=(part,), charts=()))
    assert data.decode("utf-8-sig").split("\r\n") == [
        '"e;=1"',
        '"f;=1"',
        "",
        '"a;=1"',
        '"b\t=1"',
        '"c;=1+1","1234","97.2%","","d"";=1,=2"',
        "",
    ]


def test_no_sign_has_a_meaning_in_markdown() -> None:
    lines = as_markdown(DOCUMENT).splitlines()
    assert lines[:9] == [
        "# Daily report, Thu 2020-02-20",
        "",
        "Certificate 1",
        "",
        "## Issues",
        "",
        "| id | text | rate | day |",
        "| ---: | --- | ---: | --- |",
        r'| 1,000 | =HYPERLINK("http\:\//example\.org";"a") | 97.2 % | 2020-02-20 |',
    ]
    assert lines[13] == r"| 1,005 | \<script\>alert(1)\</script\> | 97.2 % | 2020-02-20 |"
    assert lines[17] == r"| 1,009 | https\:\//example\.org | 97.2 % | 2020-02-20 |"
    assert lines[18] == r"| 1,010 | a\|b,c;d" + "\"e'f | 97.2 % | 2020-02-20 |"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("HTTP://evil.example/a.b?c=1", r"HTTP\:\//evil\.example/a\.b?c=1"),
        ("www.163.com", r"www\.163\.com"),
        ("//evil.example", r"\//evil\.example"),
        ("a.b@evil.example", r"a\.b\@evil\.example"),
        ("mailto:a@evil.example", r"mailto:a\@evil\.example"),
        ("$a$ of @who: 2.5 :-) 21:00.", r"\$a\$ of \@who: 2.5 :-) 21:00."),
        ("![a](b) <!-- c --> &amp; ~~d~~", r"!\[a\](b) \<!-- c --\> \&amp; \~\~d\~\~"),
    ],
)
def test_nothing_in_markdown_becomes_a_link_or_a_formula_and_no_escape_is_read(text: str, told: str) -> None:
    assert escaped(text) == told
    [line] = MarkdownIt().parseInline(told)
    assert "".join(piece.content for piece in line.children or ()) == text


def test_a_workbook_has_a_sheet_for_each_part_with_real_numbers_and_days_and_texts_as_text() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(DOCUMENT)))
    assert book.sheet_names == ["Issues", "Blank", "Doses", "Items"]
    title, subtitle, empty, headings, *rows = book.get_sheet_by_name("Issues").to_python()
    assert (title[0], subtitle[0], set(empty)) == (DOCUMENT.title, "Certificate 1", {""})
    assert headings == ["id", "text", "rate", "day"]
    assert rows == [[float(number), text, 0.972, date(2020, 2, 20)] for number, text in enumerate(HURTS, 1000)]
    assert book.get_sheet_by_name("Doses").to_python()[-3:] == [["", "drunk", "left"], ["Grid 01", 1, 3], ["<b>", 0, 0]]


def test_a_row_of_a_workbook_is_as_high_as_the_lines_of_its_longest_text_in_its_column() -> None:
    texts = ["口" * 22, "口" * 23, "the east door " * 7, "a" * 89, "口" * 10_000, "短"]
    part = Part(title="a", headings=("text", "note"), rows=tuple((text, "note") for text in texts))
    chart = Chart(title="b", legend=("drunk", "left"), bars=(("网格" * 30, (13_580_245, 0)), ("Grid 01", (1, 2))))
    book = load_workbook(io.BytesIO(as_workbook(Document(title="a", subtitle=(), parts=(part,), charts=(chart,)))))
    sheet, charts = book.worksheets
    assert [sheet.row_dimensions[row].height for row in range(4, 10)] == [None, 30, 45, 45, 408.75, None]
    assert [sheet.column_dimensions[column].width for column in "AB"] == [48.7109375, 9.7109375]
    assert [charts.row_dimensions[row].height for row in (12, 13, 14)] == [None, 45, None]
    assert [charts.column_dimensions[column].width for column in "ABC"] == [48.7109375, 32.7109375, 13.7109375]


def with_chart(*bars: tuple[str, tuple[int, ...]]) -> bytes:
    chart = Chart(title="Doses", legend=("drunk", "left"), bars=bars)
    part = Part(title="a", headings=("b",), rows=())
    return as_workbook(Document(title="a", subtitle=(), parts=(part,), charts=(chart,)))


def drawing(book: bytes) -> tuple[str, str]:
    """Give the chart of a workbook and where it stands."""
    with ZipFile(io.BytesIO(book)) as archive:
        return archive.read("xl/charts/chart1.xml").decode(), archive.read("xl/drawings/drawing1.xml").decode()


def test_a_name_too_long_for_a_chart_is_shortened_for_it_alone_and_keeps_its_end() -> None:
    name = "长沙高新技术产业开发区第一网格" * 13 + "东"
    book = with_chart((name, (1, 3)), ("Grid 01", (2, 0)))
    assert list(load_workbook(io.BytesIO(book))["Doses"].values)[-3:] == [
        ("", "in the chart", "drunk", "left"),
        (name, "长沙高新技术产…发区第一网格东", 1, 3),
        ("Grid 01", "Grid 01", 2, 0),
    ]
    chart, _place = drawing(book)
    assert re.findall(r"<c:f>(.*?)</c:f>", chart) == [
        *("Doses!$C$12", "Doses!$B$13:$B$14", "Doses!$C$13:$C$14"),
        *("Doses!$D$12", "Doses!$B$13:$B$14", "Doses!$D$13:$D$14"),
    ]


@pytest.mark.parametrize(
    ("bars", "direction", "printed"),
    [(1, "bar", ""), (25, "bar", ""), (26, "col", "'Doses'!$A$1:$J$33"), (366, "col", "'Doses'!$A$1:$J$33")],
)
def test_a_chart_stands_above_its_figures_within_a_page_and_of_many_bars_alone(
    bars: int, direction: str, printed: str
) -> None:
    book = with_chart(*((f"Grid {number:03}", (number, 1)) for number in range(bars)))
    chart, place = drawing(book)
    assert re.findall(r'<c:barDir val="(.*?)"', chart) == [direction]
    sheet = load_workbook(io.BytesIO(book))["Doses"]
    assert sheet.print_area == printed
    first, last = map(int, re.findall(r"<xdr:row>(\d+)</xdr:row>", place))
    assert first == 0
    assert last < sheet.max_row - bars - 1
    assert last * POINTS_OF_A_ROW < POINTS_OF_A_PAGE


def test_a_text_beyond_what_a_cell_of_a_workbook_holds_ends_in_an_ellipsis() -> None:
    part = Part(title="a", headings=("text",), rows=(("👩" * 20_000,),))
    document = Document(title="a", subtitle=(), parts=(part,), charts=())
    text = str(
        CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(document))).get_sheet_by_index(0).to_python()[-1][0]
    )
    assert (len(text.encode("utf-16-le")) // 2, text[-2:]) == (32_767, "👩…")


def test_without_its_library_a_workbook_says_which_line_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(LacksExtra, match=r"`\S+ -m pip install 'worklist\[excel\]'`"):
        as_workbook(DOCUMENT)


def test_no_line_on_a_terminal_is_wider_than_it_and_none_of_a_text_is_lost() -> None:
    written = io.StringIO()
    draw(draw_report(DOCUMENT, 80), written)
    assert max(map(cell_len, written.getvalue().splitlines())) <= 80
    assert written.getvalue().count("口") == 10_001


@pytest.mark.parametrize(
    ("cell", "text"), [(1234, "1,234"), (Rate(97.25), "97.2 %"), (date(2020, 2, 20), "2020-02-20"), (None, "")]
)
def test_a_cell_is_written_as_people_read_it(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text
