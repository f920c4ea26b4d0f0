"""Names where a form is not filled: each is told with its sheet, and what only repeats a cell is not."""

from collections.abc import Callable
from io import BytesIO

import pytest
from xlsxwriter import Workbook as Writer

from tests.report.form.test_surroundings import MICROSOFT, RELATED, THREADED, XMLNS_THREADED, form_with
from tests.report.form.workbooks import filled, packed, parts_of
from worklist.errors.forms import BadFormCell, NameOutsideCells

DRAWING = "xl/drawings/drawing1.xml"
XMLNS = 'xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"'


def with_text_box(book: Writer) -> None:
    book.get_worksheet_by_name("Report").insert_textbox("D1", "日期 {{ day }}")


def with_chart(book: Writer) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Report!$B$3:$B$3"})
    chart.set_title({"name": "复工 ｛｛ day ｝｝"})
    book.get_worksheet_by_name("Report").insert_chart("D8", chart)


def with_sheet_that_is_a_chart(book: Writer) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Report!$B$3:$B$3"})
    chart.set_x_axis({"name": "{{ day }}"})
    book.add_chartsheet("Chart").set_chart(chart)


def with_note(book: Writer) -> None:
    book.get_worksheet_by_name("Report").write_comment("C4", "{{ day }}")


def with_message(book: Writer) -> None:
    book.get_worksheet_by_name("Report").data_validation("B1:B3", {"validate": "any", "input_message": "{{ day }}"})


def with_title_of_message(book: Writer) -> None:
    rule = {"validate": "integer", "criteria": ">", "value": 1, "error_title": "{{ day }}"}
    book.get_worksheet_by_name("Report").data_validation("B1", rule)


def form_of(change: Callable[[Writer], None]) -> bytes:
    written = BytesIO()
    with Writer(written, {"in_memory": True}) as book:
        book.add_worksheet("Report").write_column("A1", ["{{ day }}", "{{ kind.name }}"])
        change(book)
    return written.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (with_text_box, "Sheet “Report”: only cells are filled, and a name stands in a text box or shape."),
        (with_chart, "Sheet “Report”: only cells are filled, and a name stands in a chart."),
        (with_sheet_that_is_a_chart, "Sheet “Chart”: only cells are filled, and a name stands in a chart."),
    ],
)
def test_a_name_in_what_is_drawn_is_told_with_its_sheet(change: Callable[[Writer], None], sentence: str) -> None:
    with pytest.raises(NameOutsideCells) as raised:
        filled(form_of(change))
    assert str(raised.value) == f"{sentence} Take it out of there."


@pytest.mark.parametrize(
    ("change", "cell", "place"),
    [
        (with_note, "C4", "its note"),
        (with_message, "B1:B3", "the message of its validation"),
        (with_title_of_message, "B1", "the message of its validation"),
    ],
)
def test_a_name_in_what_a_cell_says_besides_is_told_with_the_cell(
    change: Callable[[Writer], None], cell: str, place: str
) -> None:
    with pytest.raises(BadFormCell) as raised:
        filled(form_of(change))
    assert str(raised.value) == (
        f"Sheet “Report”, cell {cell}: this cannot be filled in, because only cells are filled, and a name stands in"
        f" {place}. Mend it in the form."
    )


def test_a_name_that_is_split_into_runs_is_told_in_a_text_box_and_in_an_answer_to_a_note() -> None:
    split = f"<a {XMLNS}><p><r><t>{{</t></r><r><t>{{ day }}}}</t></r></p></a>".encode()
    with pytest.raises(NameOutsideCells, match="in a text box or shape"):
        filled(form_with("", {DRAWING: split}, **{DRAWING: f"{RELATED}/drawing"}))
    answer = f'<a {XMLNS_THREADED}><threadedComment ref="A1"><text>{{{{ day }}}}</text></threadedComment></a>'.encode()
    with pytest.raises(
        BadFormCell,
        match="cell A1: this cannot be filled in, because only cells are filled, and a name stands in its note",
    ):
        filled(form_with("", {THREADED: answer}, **{THREADED: f"{MICROSOFT}/2017/10/relationships/threadedComment"}))


def test_what_a_text_box_shows_of_a_cell_is_no_name_of_its_own() -> None:
    shown = f'<a {XMLNS}><p><fld type="TxLink"><t>{{{{ day }}}}</t></fld></p></a>'.encode()
    assert parts_of(filled(form_with("", {DRAWING: shown}, **{DRAWING: f"{RELATED}/drawing"})))[DRAWING]


def test_parts_that_are_related_in_a_circle_are_each_looked_at_once() -> None:
    parts = parts_of(form_of(lambda book: book.get_worksheet_by_name("Report").insert_textbox("D1", "date")))
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/chart" Target="/{DRAWING}"/></Relationships>'
    )
    assert filled(packed(parts | {"xl/drawings/_rels/drawing1.xml.rels": rels.encode()}))
