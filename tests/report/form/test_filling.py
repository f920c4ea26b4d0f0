"""Forms, filled: read again with openpyxl and as XML, so by something else than what filled them."""

import re
from datetime import datetime
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook as Writer

from tests.report.form.days import VISIBLE, day_of_park
from tests.report.form.workbooks import FORM, filled, form_of, packed, parts_of, rows_of, sheets_of

NAMES = ("宇环数控机床", '=HYPERLINK("http://example.org";"a")', "{{ figures.items }}")


def test_a_form_made_with_libreoffice_is_filled_and_its_formulas_speak_of_all_rows() -> None:
    first, second = sheets_of(filled(FORM.read_bytes()))
    rows = rows_of(first)
    assert rows[:10] == [
        ["复工复产日报 2020-02-20", *[None] * 6],
        ["证书第 7 号，2020-02-20 23:00 由 联络员01 结清", None, None, "日期", datetime(2020, 2, 20), None, None],  # noqa: DTZ001
        ["复工企业（家）", 2, "企业总数", 3, "复工率", 0.667, None],
        ["企业", "网格", "人数", "应服", "已服", "完成率", "复工"],
        [NAMES[0], "Grid 01", 25, 25, 25, '=IF(D5=0,"",E5/D5)', "是"],
        [NAMES[1], "@SUM(1+9)*cmd|' /C calc'!A0", 50, 50, 48, '=IF(D6=0,"",E6/D6)', "是"],
        [NAMES[2], "Grid 01", 612, 0, 0, '=IF(D7=0,"",E7/D7)', "否"],
        ["合计", None, "=SUM(C5:C7)", "=SUM(D5:D7)", "=SUM(E5:E7)", "=IF(D8=0,0,E8/D8)", "占 66.7 %"],
        [None] * 7,
        ["未结事项（7 件转次日）", *[None] * 6],
    ]
    issues = rows[10:17]
    texts = [text.replace("_x001B_", "_x005F_x001B_") for text in VISIBLE]  # as it is in the file, to openpyxl
    assert [row[2] for row in issues] == [row[5] for row in issues] == texts
    assert rows[17:] == [[None] * 7, [f"摘要 {'0' * 64}", *[None] * 6]]
    assert [row[1] for row in rows_of(second)] == [
        "=日报!C8",
        "=COUNTA(日报!A5:A7)",
        "=MAX(日报!$C$5:$C$7)",
        "=SUM(NEEDED)",
        "=2+3",
    ]


def test_of_a_form_made_with_libreoffice_nothing_else_moves() -> None:
    form, data = FORM.read_bytes(), filled(FORM.read_bytes())
    before, after = parts_of(form), parts_of(data)
    assert list(after) == list(before)
    changed = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"}
    assert {name for name in before if before[name] != after[name]} == changed
    (was, _), (now, _) = sheets_of(form), sheets_of(data)
    rows = [1, 2, 3, 4, 5, 5, 5, 6, 7, 8, *[9] * 7, 10, 11]  # those of the form that the rows were
    for (row, origin), column in product(enumerate(rows, 1), range(1, 8)):
        assert now.cell(row, column).style_id == was.cell(origin, column).style_id
    assert [now.row_dimensions[row].height for row in range(1, 20)] == [was.row_dimensions[row].height for row in rows]
    merged = {"A1:G1", "A2:C2", "E2:F2", "A8:B8", "A10:G10"}
    merged |= {f"{area[0]}{row}:{area[1]}{row}" for row in range(11, 18) for area in ("CE", "FG")}
    assert {str(area) for area in now.merged_cells.ranges} == merged
    assert (now.print_area, now.print_title_rows) == ("'日报'!$A$1:$G$19", "$4:$4")
    for kept in ("page_setup", "page_margins", "print_options", "sheet_format"):
        assert getattr(now, kept) == getattr(was, kept)
    around = [each and each.center.text for each in (now.oddHeader, now.oddFooter)]
    assert around == ["园区企业局 · 内部", "第 &P 页"]
    assert [(str(each.sqref), each.formula1) for each in now.data_validations.dataValidation] == [("G5:G7", '"是,否"')]
    assert [(str(area.sqref), area.rules[0].formula) for area in now.conditional_formatting] == [("F5:F7", ["$E5<$D5"])]
    assert now.column_dimensions["A"].width == was.column_dimensions["A"].width
    names = re.findall(r"<definedName [^>]*>([^<]*)<", after["xl/workbook.xml"].decode())
    assert names == ["日报!$A$1:$G$19", "日报!$4:$4", "日报!$D$5:$D$7"]


def test_formulas_are_worked_out_anew_by_whoever_opens_the_workbook() -> None:
    parts = parts_of(filled(FORM.read_bytes()))
    assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert b"<f" in parts[sheet]
        assert re.findall(rb"</f><v>", parts[sheet]) == []


def test_a_running_total_goes_on_in_each_row_and_a_sum_of_one_cell_is_of_all() -> None:
    form = form_of(["people", 0], ["{{ company.headcount }}", "=B1+A2"], ["=SUM(A2)", "=AVERAGE(A2)"])
    (sheet,) = sheets_of(filled(form))
    assert [row[1] for row in rows_of(sheet)] == [0, "=B1+A2", "=B2+A3", "=B3+A4", "=AVERAGE(A2:A4)"]
    assert sheet["A5"].value == "=SUM(A2:A4)"


def test_no_text_is_a_formula_or_a_template_and_none_has_a_control_character() -> None:
    form = form_of(["{{ issue.text }}", "{{ issue.text }}.", "{{ issue.reason }}"], ["end"])
    data = filled(form)
    (sheet,) = sheets_of(data)
    assert {cell.data_type for row in sheet.iter_rows(max_row=len(VISIBLE)) for cell in row} == {"s"}
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[: len(VISIBLE)]
    assert rows == [[text, f"{text}.", text] for text in VISIBLE]
    written = parts_of(data)["xl/worksheets/sheet1.xml"].decode()
    assert "<f" not in written
    assert (
        re.findall(
            "[\x00-\x1f\x7f-\x9f\u202e]",
            written.removeprefix("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"),
        )
        == []
    )
    assert "_x005F_x001B_" in written  # which would be ESC


def test_a_text_beyond_what_a_cell_holds_ends_in_an_ellipsis() -> None:
    (sheet,) = sheets_of(filled(form_of(["{{ issue.text }}" * 4]), day_of_park(("👩" * 9_000,))))
    text = sheet["A1"].value
    assert isinstance(text, str)
    assert (len(text.encode("utf-16-le")) // 2, text[-2:]) == (32_767, "👩…")


def test_a_row_for_nothing_is_left_empty_and_formulas_stay_right() -> None:
    form = form_of(["{{ figures.open }}", "{{ issue.id }}", "issue", "=B1*2"], ["=SUM(B1:B1)", "below"])
    (sheet,) = sheets_of(filled(form, day_of_park(())))
    assert rows_of(sheet) == [[None] * 4, ["=SUM(B1:B1)", "below", None, None]]


def test_values_are_real_ones_in_the_formats_of_their_cells() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "d/m/yy"
        sheet["B2"].number_format = "0.00%"
        sheet["C2"].number_format = '"%" 0'

    names = ("day", "figures.resumed_rate", "figures.resumed_rate", "certificate.closed_at", "certificate.number")
    row = [f"{{{{ {name} }}}}" for name in names]
    repeated = ["{{ company.resumed }}", "{{ company.resumed_since }}"]
    (sheet,) = sheets_of(filled(form_of(row, row, repeated, change=change)))
    day, moment = datetime(2020, 2, 20), datetime(2020, 2, 20, 23)  # noqa: DTZ001
    assert rows_of(sheet)[:2] == [[day, 66.7, 66.7, moment, 7], [day, 0.667, 66.7, moment, 7]]
    assert [row[:2] for row in rows_of(sheet)[2:]] == [[True, None], [True, None], [False, None]]
    assert [cell.number_format for cell in sheet[1]][:4] == ["yyyy-mm-dd", "General", "General", "yyyy-mm-dd hh:mm"]
    assert [cell.number_format for cell in sheet[2]][:3] == ["d/m/yy", "0.00%", '"%" 0']


@pytest.mark.parametrize(
    ("formats", "style"),
    [
        (None, "1"),
        (
            '<numFmts count="2"><numFmt numFmtId="x" formatCode="0"/><numFmt numFmtId="170" formatCode="0"/></numFmts>',
            "1",
        ),
        ('<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>', "1"),
    ],
    ids=["none", "one without a number", "this one"],
)
def test_a_day_is_shown_as_one_whatever_formats_the_form_has_of_its_own(formats: str | None, style: str) -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    styles = re.sub("<numFmts[^>]*/>", formats or "", parts["xl/styles.xml"].decode())
    written = parts_of(filled(packed(parts | {"xl/styles.xml": styles.encode()})))
    assert f'<c r="A1" s="{style}"><v>43881</v></c>' in written["xl/worksheets/sheet1.xml"].decode()
    (number,) = re.findall('numFmtId="(\\d+)" formatCode="yyyy-mm-dd"', written["xl/styles.xml"].decode())
    assert re.findall("<cellXfs .*?</cellXfs>", written["xl/styles.xml"].decode())[0].count(f'numFmtId="{number}"') == 1
    assert written["xl/styles.xml"].index(b"<numFmts") < written["xl/styles.xml"].index(b"<fonts")


@pytest.mark.parametrize("code", ["[$-804]aaaa;@", "aaa", "[$-411]gg", "ee"])
def test_a_day_keeps_a_format_of_weekdays_or_years_alone(code: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"].number_format = code

    assert sheets_of(filled(form_of(["{{ day }}"], change=change)))[0]["A1"].number_format == code


@pytest.mark.parametrize("code", ["0.00E+00", "0E-0", "G/通用格式", '"day" 0', "[Magenta]0"])
def test_a_day_is_shown_as_one_in_place_of_a_format_of_numbers(code: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"].number_format = code

    assert sheets_of(filled(form_of(["{{ day }}"], change=change)))[0]["A1"].number_format == "yyyy-mm-dd"


def test_a_form_without_styles_gets_its_days_as_numbers() -> None:
    parts = parts_of(form_of(["{{ day }}", "{{ figures.resumed_rate }}"]))
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    relations = re.sub('<Relationship [^>]*styles.xml"[^>]*/>', "", relations)
    written = parts_of(filled(packed(parts | {"xl/_rels/workbook.xml.rels": relations.encode()})))
    assert re.findall('<c r="[^/]*</v>', written["xl/worksheets/sheet1.xml"].decode()) == [
        '<c r="A1" s="0"><v>43881</v>',
        '<c r="B1"><v>66.7</v>',
    ]


def test_how_a_text_is_read_aloud_is_no_part_of_it() -> None:
    parts = parts_of(form_of(["text"]))
    name = "xl/worksheets/sheet1.xml"
    aloud = (
        '<r><t>日</t></r><r><t> {{ figures.open }}</t></r><rPh sb="0" eb="1"><t>{{ x</t></rPh><phoneticPr fontId="0"/>'
    )
    sheet = parts[name].decode().replace("<t>text</t>", aloud)
    written = parts_of(filled(packed(parts | {name: sheet.encode()})))[name].decode()
    assert re.findall("<t[^>]*>([^<]*)</t>", written) == ["日", " 0"]


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300"
    "08fc02fe4eeb3f0b0000000049454e44ae426082"
)


def rich_form() -> bytes:
    """Make a form with all that may speak of rows: charts, pictures, notes, tables, links, panes, sparklines."""
    written = BytesIO()
    with Writer(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("It's a form")
        sheet.write_row(0, 0, ["company", "people", "doses", "trend"])
        sheet.write_row(1, 0, ["{{ company.name }}", "{{ company.headcount }}", "{{ company.doses.count }}"])
        sheet.add_sparkline("D2", {"range": "'It''s a form'!B2:C2"})
        sheet.write_formula("A3", "=SUM(B2:B2)", None, 1)
        sheet.write_formula("B3", "=INDEX(B2:B2,1)", None, 1)
        sheet.write_url("A4", "internal:'It''s a form'!A3", string="below")
        sheet.write_comment("C4", "a note")
        sheet.insert_image("B6", "dot.png", {"image_data": BytesIO(PNG), "object_position": 2})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": ["It's a form", 1, 1, 1, 1], "categories": ["It's a form", 1, 0, 1, 0]})
        sheet.insert_chart("E6", chart)
        sheet.freeze_panes(2, 0)
        sheet.set_h_pagebreaks([4])
        sheet.add_table("F1:G2", {"columns": [{"header": "a"}, {"header": "b"}]})
        sheet.conditional_format("B2:B2", {"type": "data_bar", "data_bar_2010": True})
        scale = {"type": "2_color_scale", "min_type": "formula", "min_value": "=$B$3"}
        sheet.conditional_format("B3", scale)
        sheet.protect()
        other = book.add_worksheet("Other")
        other.write_array_formula("A1:A1", "{=SUM('It''s a form'!B2:B2*2)}", None, 2)
        other.write("A2", "{{ figures.resumed }}")
    return written.getvalue()


def test_pictures_charts_notes_tables_links_panes_and_breaks_go_where_their_rows_go() -> None:
    form = rich_form()
    before, after = parts_of(form), parts_of(filled(form))
    assert after.keys() == before.keys()
    assert after["xl/media/image1.png"] == PNG

    def found(part: str, pattern: str) -> list[Any]:
        return re.findall(pattern, after[part].decode())

    sheet = "xl/worksheets/sheet1.xml"
    assert found(sheet, "<f>([^<]*)</f>") == ["SUM(B2:B4)", "INDEX(B2:B4,1)"]
    assert found(sheet, "<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)<") == [
        (f"'It''s a form'!B{row}:C{row}", f"D{row}") for row in (2, 3, 4)
    ]
    assert found(sheet, "</x14:cfRule><xm:sqref>([^<]*)<") == ["B2:B4"]
    assert found(sheet, '<conditionalFormatting sqref="([^"]*)"') == ["B2:B4", "B5"]
    assert found(sheet, '<cfvo type="formula" val="([^"]*)"') == ["$B$5"]
    assert found(sheet, '<hyperlink ref="([^"]*)" location="([^"]*)"') == [("A6", "'It''s a form'!A5")]
    assert found(sheet, '<pane ySplit="(\\d+)" topLeftCell="([^"]*)"') == [("4", "A5")]
    assert found(sheet, '<brk id="(\\d+)"') == ["6"]
    assert found(sheet, "<sheetProtection") == ["<sheetProtection"]
    assert found("xl/worksheets/sheet2.xml", "<f[^>]*>([^<]*)</f>") == ["SUM('It''s a form'!B2:B4*2)"]
    assert found("xl/tables/table1.xml", ' ref="([^"]*)"') == ["F1:G4", "F1:G4"]
    assert found("xl/comments1.xml", ' ref="([^"]*)"') == ["C6"]
    assert found("xl/drawings/vmlDrawing1.vml", "<x:Row>(\\d+)</x:Row>") == ["5"]
    assert found("xl/drawings/vmlDrawing1.vml", r"<x:Anchor>\s*([\d, ]+?)\s*<") == ["3, 15, 4, 10, 5, 15, 8, 4"]
    assert [int(row) for row in found("xl/drawings/drawing1.xml", "<xdr:row>(\\d+)</xdr:row>")] == [
        int(row) + 2 for row in re.findall("<xdr:row>(\\d+)</xdr:row>", before["xl/drawings/drawing1.xml"].decode())
    ]
    assert found("xl/charts/chart1.xml", "<c:f>([^<]*)</c:f>") == [
        "'It''s a form'!$A$2:$A$4",
        "'It''s a form'!$B$2:$B$4",
    ]


def test_a_row_that_repeats_is_set_against_all_of_them() -> None:
    parts = parts_of(form_of(["{{ company.headcount }}", "=A1/SUM(A1:A1)", "=RANK(A1,A1:A1)", "=A1/MAX(A$1)", "=D1"]))
    name = "xl/worksheets/sheet1.xml"
    array = b'<f t="array" ref="E1:E1">SUM(A1:A1*2)</f>'
    condition = (
        b'<conditionalFormatting sqref="A1"><cfRule><formula>A1=MAX(A1:A1)</formula></cfRule></conditionalFormatting>'
    )
    sheet = parts[name].replace(b"<f>D1</f>", array).replace(b"</sheetData>", b"</sheetData>" + condition)
    written = parts_of(filled(packed(parts | {name: sheet})))[name].decode()
    assert re.findall("<f>([^<]*)</f>", written) == [
        formula
        for row in (1, 2, 3)
        for formula in (f"A{row}/SUM(A$1:A$3)", f"RANK(A{row},A$1:A$3)", f"A{row}/MAX(A$1:A$3)")
    ]
    assert re.findall('ref="(E[^"]*)">([^<]*)<', written) == [(f"E{row}:E{row}", "SUM(A$1:A$3*2)") for row in (1, 2, 3)]
    assert re.findall('sqref="(A[^"]*)">.*<formula>([^<]*)<', written) == [("A1:A3", "A1=MAX(A$1:A$3)")]


def test_what_a_formula_of_several_cells_came_to_is_neither_filled_nor_kept() -> None:
    written = BytesIO()
    with Writer(written, {"in_memory": True}) as book:
        book.add_worksheet("List").write_row(2, 0, ["{{ company.name }}", "{{ company.zone }}"])
        sheet = book.add_worksheet("Other")
        sheet.write_array_formula("B2:C3", "{=List!A3:B3}", None, "{{ company.name }}")
        sheet.write_column("C2", ["{{ company.zone }}", "{{ figures.nosuch }}"])
        sheet.write_row("A4", ["{{ figures.resumed }}", "{{ figures.open }}"])
        sheet.write("D3", "{{ figures.companies }}")
    other = "xl/worksheets/sheet2.xml"
    cells = re.findall("<c [^>]*/>|<c .*?</c>", parts_of(filled(written.getvalue()))[other].decode())
    assert cells == [
        '<c r="B2"><f t="array" ref="B2:C3">List!A3:B5</f></c>',
        '<c r="C2"/>',
        '<c r="B3"/>',
        '<c r="C3"/>',
        '<c r="D3"><v>3</v></c>',
        '<c r="A4"><v>2</v></c>',
        '<c r="B4"><v>0</v></c>',
    ]


def test_a_form_whose_rows_stay_may_speak_of_several_sheets_at_once() -> None:
    (sheet,) = sheets_of(filled(form_of(["{{ figures.resumed }}", "=SUM(Report:Other!A2)"])))
    assert sheet["B1"].value == "=SUM(Report:Other!A2)"


def test_formulas_that_share_their_text_are_each_their_own_when_rows_have_moved() -> None:
    parts = parts_of(form_of(["{{ company.name }}"], [2, "=A2*2"], [3, "=A3*2"]))
    shared = '<c r="B{}"><f t="shared" {}si="0">{}</f><v></v></c>'
    name = "xl/worksheets/sheet1.xml"
    sheet = parts[name].decode()
    sheet = sheet.replace('<c r="B2"><f>A2*2</f><v></v></c>', shared.format(2, 'ref="B2:B3" ', "A2*2+SUM(A$1)"))
    sheet = sheet.replace('<c r="B3"><f>A3*2</f><v></v></c>', shared.format(3, "", ""))
    form = packed(parts | {name: sheet.encode()})
    (now,) = sheets_of(filled(form))
    assert [row[1] for row in rows_of(now)] == [None, None, None, "=A4*2+SUM(A$1:A$3)", "=A5*2+SUM(A$1:A$3)"]


def test_a_formula_shared_from_a_row_that_is_left_empty_is_still_read_where_it_is_shared() -> None:
    parts = parts_of(form_of(["{{ issue.id }}", "=A1*2"], [3, "=A2*2"]))
    name, form = "xl/worksheets/sheet1.xml", ""
    for row, about in ((1, 'ref="B1:B2" si="0">A1*2'), (2, 'si="0">')):
        form = form or parts[name].decode()
        form = form.replace(f"<f>A{row}*2</f>", f'<f t="shared" {about}</f>')
    (sheet,) = sheets_of(filled(packed(parts | {name: form.encode()}), day_of_park(())))
    assert rows_of(sheet) == [[None, None], [3, "=A2*2"]]


def test_days_are_counted_from_where_the_workbook_counts_them_and_cells_without_a_place_are_counted_too() -> None:
    parts = parts_of(form_of([1, "{{ day }}"], [2, "{{ day }}"]))
    sheet, book = parts["xl/worksheets/sheet1.xml"].decode(), parts["xl/workbook.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub(' r="[AB]?[12]"', "", sheet).encode()
    parts["xl/workbook.xml"] = book.replace("<workbookPr/>", '<workbookPr date1904="1"/>').encode()
    data = filled(packed(parts))
    assert b'<c r="B2" s="1"><v>42419</v></c>' in parts_of(data)["xl/worksheets/sheet1.xml"]
    assert [row[1] for row in rows_of(sheets_of(data)[0])] == [datetime(2020, 2, 20)] * 2  # noqa: DTZ001


def test_runs_that_are_too_long_together_are_cut_as_one_text() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("{{ issue.text }}", TextBlock(InlineFont(b=True), "{{ issue.text }}"))

    (sheet,) = sheets_of(filled(form_of([], change=change), day_of_park(("口" * 20_000,))))
    assert sheet["A1"].value == "口" * 32_766 + "…"


def test_codes_of_signs_in_the_form_stay_such_codes_and_are_not_doubled() -> None:
    texts = ["a_x000D_\nb {{ figures.open }}", "_x005F_x000D_ _xD83D_ _x0000_ {{ figures.open }}"]
    parts = parts_of(form_of(["one"], ["two"]))
    name = "xl/worksheets/sheet1.xml"
    sheet = parts[name].decode()
    for text, word in zip(texts, ("one", "two"), strict=True):
        sheet = sheet.replace(f"<t>{word}</t>", f"<t>{text}</t>")
    written = parts_of(filled(packed(parts | {name: sheet.encode()})))[name].decode()
    assert re.findall("<t[^>]*>([^<]*)</t>", written) == [text.replace("{{ figures.open }}", "0") for text in texts]


def test_runs_that_look_different_stay_so_unless_a_name_is_broken_by_one() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("resumed: ", TextBlock(InlineFont(b=True), "{{ figures.resumed }}"), " companies")
        sheet["B1"] = CellRichText(TextBlock(InlineFont(b=True), "{{ figures.open }} items"))
        sheet["A2"] = CellRichText("{{ figures", TextBlock(InlineFont(b=True), ".resumed }}"))
        sheet["A3"] = CellRichText("{{ day }}", TextBlock(InlineFont(b=True), ": {"), "{ figures.resumed }} companies")
        sheet["A4"] = CellRichText("open: {{ figures.open }", TextBlock(InlineFont(b=True), "}"))

    written = parts_of(filled(form_of([], change=change)))["xl/worksheets/sheet1.xml"].decode()
    runs = re.findall("<r>(<rPr>.*?</rPr>)?<t[^>]*>([^<]*)</t></r>", written)
    assert [(bool(bold), text) for bold, text in runs] == [
        (False, "resumed: "),
        (True, "2"),
        (False, " companies"),
        (True, "0 items"),
    ]
    assert '<c r="A2"><v>2</v></c>' in written
    assert re.findall('<c r="A[34]" t="inlineStr"><is><t [^>]*>([^<]*)<', written) == [
        "2020-02-20: 2 companies",
        "open: 0",
    ]
