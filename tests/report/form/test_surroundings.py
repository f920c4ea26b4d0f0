"""What speaks of cells outside of them, or lies over them, in parts as the standard and Excel write them."""

import re
from io import BytesIO

import pytest
from xlsxwriter import Workbook as Writer

from tests.report.form.workbooks import filled, form_of, packed, parts_of

MICROSOFT = "http://schemas.microsoft.com/office"
XMLNS_CONTROL = f'xmlns="{MICROSOFT}/spreadsheetml/2009/9/main"'
XMLNS_THREADED = f'xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments"'
SHEET = "xl/worksheets/sheet1.xml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTROL = "xl/ctrlProps/ctrlProp1.xml"
THREADED = "xl/threadedComments/threadedComment1.xml"
CHART = "xl/charts/chartEx1.xml"
PIVOT = "xl/pivotTables/pivotTable1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
VML = "xl/drawings/vmlDrawing1.vml"


def form_with(inside: str = "", parts: dict[str, bytes] | None = None, **kinds: str) -> bytes:
    """Make a form whose row 2 repeats three times, with something behind its cells and with other parts."""
    found = parts_of(form_of(["company"], ["{{ company.name }}"], ["end"])) | (parts or {})
    found[SHEET] = found[SHEET].replace(b"</sheetData>", b"</sheetData>" + inside.encode())
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{type}" Target="/{part}"/>'
        for number, (part, type) in enumerate(kinds.items(), 1)
    )
    found["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>'
    ).encode()
    return packed(found)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('<cellWatches><cellWatch r="A3"/></cellWatches>', '<cellWatches><cellWatch r="A5"/></cellWatches>'),
        (
            '<scenarios><scenario name="x"><inputCells r="A3" val="1"/></scenario></scenarios>',
            '<scenarios><scenario name="x"><inputCells r="A5" val="1"/></scenario></scenarios>',
        ),
        (
            '<conditionalFormatting sqref=" "><cfRule><formula>A3</formula></cfRule></conditionalFormatting>',
            "<formula>A5</formula>",
        ),
        (
            '<dataValidations><dataValidation sqref="A:A"><formula1>$A$3</formula1></dataValidation></dataValidations>',
            'sqref="A:A"><formula1>$A$5</formula1>',
        ),
        (
            '<extLst><ext><dataBar><cfvo type="formula"><f>$B$3</f></cfvo></dataBar></ext></extLst>',
            '<cfvo type="formula"><f>$B$5</f></cfvo>',
        ),
        ('<controlPr linkedCell="$B$3"/>', '<controlPr linkedCell="$B$5"/>'),
        ('<rowBreaks><brk id="2"/></rowBreaks>', '<rowBreaks><brk id="4"/></rowBreaks>'),
        ('<ignoredErrors><ignoredError sqref="A2 B3"/></ignoredErrors>', 'sqref="A2:A4 B5"'),
    ],
)
def test_what_a_sheet_says_of_cells_moves_with_them(was: str, now: str) -> None:
    assert now in parts_of(filled(form_with(was)))[SHEET].decode()


@pytest.mark.parametrize(
    ("part", "type", "was", "now"),
    [
        (
            CONTROL,
            f"{RELATED}/ctrlProp",
            f'<formControlPr {XMLNS_CONTROL} objectType="CheckBox" fmlaLink="$B$3"/>',
            'fmlaLink="$B$5"',
        ),
        (
            CONTROL,
            f"{RELATED}/ctrlProp",
            f'<formControlPr {XMLNS_CONTROL} objectType="Drop" fmlaRange="Report!$A$3:$A$9"/>',
            'fmlaRange="Report!$A$5:$A$11"',
        ),
        (
            VML,
            f"{RELATED}/vmlDrawing",
            "<xml><x:ClientData><x:FmlaLink>Report!$B$3</x:FmlaLink><x:Row>\n2</x:Row><br></x:ClientData></xml>",
            "<x:FmlaLink>Report!$B$5</x:FmlaLink><x:Row>\n4</x:Row><br>",
        ),
        (
            THREADED,
            f"{MICROSOFT}/2017/10/relationships/threadedComment",
            f'<ThreadedComments {XMLNS_THREADED}><threadedComment ref="A3"/></ThreadedComments>',
            '<threadedComment ref="A5"/>',
        ),
    ],
    ids=["link", "list", "vml", "threaded"],
)
def test_what_a_part_of_its_own_says_of_cells_moves_with_them(part: str, type: str, was: str, now: str) -> None:
    form = form_with("", {part: was.encode()}, **{part: type})
    assert now in parts_of(filled(form))[part].decode()


def test_a_name_for_a_cell_of_a_row_that_repeats_stands_for_all_of_them() -> None:
    parts = parts_of(form_of(["company"], ["{{ company.headcount }}"], ["=SUM(PEOPLE)"]))
    names = b"</sheets><definedNames><definedName name='PEOPLE'>Report!$A$2</definedName></definedNames>"
    book = re.sub(b"</sheets>(<definedNames ?/>)?", names, parts["xl/workbook.xml"])
    written = parts_of(filled(packed(parts | {"xl/workbook.xml": book})))["xl/workbook.xml"]
    assert b">Report!$A$2:$A$4</definedName>" in written


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("#Report!A3", "#Report!A5"),
        ("#'Report'!$A$2", "#'Report'!$A$2"),
        ("#A3", "#A5"),
        ("#%27Report%27!A3:B%33", "#'Report'!A5:B5"),
        ("#'My%20Sheet'!A3", "#'My%20Sheet'!A3"),
        ("other.xlsx#Report!A3", "other.xlsx#Report!A3"),
    ],
)
def test_links_of_cells_and_pictures_lead_to_the_same_cell(was: str, now: str) -> None:
    link = f'<Relationship Id="rId9" Type="{RELATED}/hyperlink" Target="{was}" TargetMode="External"/></Relationships>'
    name, drawing = "xl/drawings/drawing1.xml", b'<a xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    rels = ["xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/_rels/drawing1.xml.rels"]
    parts = parts_of(form_with("", {name: drawing}, **{name: f"{RELATED}/drawing"}))
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts |= {name: parts.get(name, none).replace(b"</Relationships>", link.encode()) for name in rels}
    after = parts_of(filled(packed(parts)))
    assert [re.findall('Target="([^"/]*)" TargetMode', after[name].decode()) for name in rels] == [[now]] * 2


def test_the_formulas_of_the_columns_of_a_table_move_with_those_in_its_cells() -> None:
    written = BytesIO()
    with Writer(written, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("Report"), book.add_worksheet("Other")
        share = {"header": "share", "formula": "=B2/$B$5"}
        columns = [{"header": "company"}, {"header": "people", "total_function": "sum"}, share]
        sheet.add_table("A1:C3", {"columns": columns, "total_row": True})
        sheet.write_row("A2", ["{{ company.name }}", "{{ company.headcount }}"])
        for number, formula in enumerate(("=Report!$B$5*A2", "=Report!$B$1*A2")):
            columns = [{"header": "a"}, {"header": "b", "formula": formula}]
            other.add_table(0, 3 * number, 1, 3 * number + 1, {"columns": columns})
    before, column = parts_of(written.getvalue()), b"</calculatedColumnFormula>"
    totals = column + b"<totalsRowFormula>SUM(C2:C2)/B3</totalsRowFormula>"
    before["xl/tables/table1.xml"] = before["xl/tables/table1.xml"].replace(column, totals)
    after = parts_of(filled(packed(before)))
    formulas = [
        re.findall("<(?:calc|totals)[^>]*Formula>([^<]*)<", after[f"xl/tables/table{number}.xml"].decode())
        for number in (1, 2)
    ]
    assert formulas == [["B2/$B$7", "SUM(C2:C4)/B5"], ["Report!$B$7*A2"]]
    assert before["xl/tables/table3.xml"] == after["xl/tables/table3.xml"]


def test_what_a_pivot_table_shows_is_not_filled() -> None:
    pivot = f'<pivotTableDefinition xmlns="{MAIN}"><location ref="A2:A3"/></pivotTableDefinition>'
    rows = ["{{ kind.name }}"], ["{{ company.name }}", "{{ figures.resumed }}"], ["{{ x }}"], ["{{ figures.open }}"]
    parts = parts_of(form_with("", {PIVOT: pivot.encode()}, **{PIVOT: f"{RELATED}/pivotTable"}))
    after = parts_of(filled(packed(parts | {SHEET: parts_of(form_of(*rows))[SHEET]})))
    assert re.findall('r="(A[567])"[^>]*><(?:is><t|v)>([^<]*)<', after[SHEET].decode()) == [
        ("A5", "{{ company.name }}"),
        ("A6", "{{ x }}"),
        ("A7", "0"),
    ]
    assert b'ref="A5:A6"' in after[PIVOT]


@pytest.mark.parametrize(
    ("source", "refreshed"),
    [('ref="A1:A2" sheet="Other"', True), ('name="SOURCE"', True), ('ref="A1" xmlns:r="r" r:id="rId1"', False)],
)
def test_pivot_tables_take_what_their_sheets_are_filled_with_though_no_row_has_moved(
    source: str, *, refreshed: bool
) -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    kind = f'<Override PartName="/{PIVOT}" ContentType="x.pivotCacheDefinition+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind.encode())
    parts[PIVOT] = f'<a xmlns="{MAIN}"><cacheSource><worksheetSource {source}/></cacheSource></a>'.encode()
    assert (b'refreshOnLoad="1"' in parts_of(filled(packed(parts)))[PIVOT]) == refreshed


def test_charts_of_the_newer_kind_show_all_rows() -> None:
    types = parts_of(form_of())["[Content_Types].xml"].decode()
    kind = f'<Override PartName="/{CHART}" ContentType="application/vnd.ms-office.chartex+xml"/></Types>'
    chart = f'<c:chartSpace xmlns:c="{MICROSOFT}/drawing/2014/chartex"><c:f>Report!$A$2</c:f></c:chartSpace>'
    parts = {"[Content_Types].xml": types.replace("</Types>", kind).encode(), CHART: chart.encode()}
    assert b"<c:f>Report!$A$2:$A$4</c:f>" in parts_of(filled(form_with("", parts)))[CHART]


def test_a_text_box_shows_the_cell_that_it_showed_and_what_lies_beside_the_rows_keeps_its_height() -> None:
    written = BytesIO()
    with Writer(written, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("Report"), book.add_worksheet("Other")
        sheet.write_column(0, 0, ["company", "{{ company.name }}", "end"])
        for place, position in enumerate((1, 2, 3)):
            sheet.insert_textbox(place, 3, "", {"object_position": position, "textlink": "=$A$3"})
        other.insert_textbox(0, 0, "", {"textlink": "=Report!$A$3"})
    before, after = parts_of(written.getvalue()), parts_of(filled(written.getvalue()))

    def rows(parts: dict[str, bytes]) -> list[tuple[str, ...]]:
        anchors = parts["xl/drawings/drawing1.xml"].decode().split("</xdr:twoCellAnchor>")[:-1]
        return [tuple(re.findall("<xdr:row>(\\d+)</xdr:row>", anchor)) for anchor in anchors]

    links = [re.findall('textlink="([^"]*)"', after[f"xl/drawings/drawing{number}.xml"].decode()) for number in (1, 2)]
    assert links == [["$A$5"] * 3, ["Report!$A$5"]]
    assert rows(before) == [("0", "6"), ("1", "7"), ("2", "8")]
    assert rows(after) == [("0", "6"), ("1", "7"), ("2", "8")]


def test_the_box_of_a_note_goes_with_its_cell_and_that_of_a_control_with_where_it_begins() -> None:
    boxes = (
        "<x:ClientData ObjectType='Note'><x:Anchor>2, 15, 1, 10, 4, 15, 5, 4</x:Anchor>\n<x:Row>2</x:Row>",
        "<x:ClientData ObjectType='Note'><x:Row>0</x:Row><x:Anchor>2, 15, 2, 10, 4, 15, 6, 4</x:Anchor>",
        "<x:ClientData ObjectType='Checkbox'><x:Anchor>2, 15, 2, 10, 4, 15, 3, 4</x:Anchor>",
    )
    vml = "</x:ClientData>".join(["", *boxes, ""])
    written = parts_of(filled(form_with("", {VML: vml.encode()}, **{VML: f"{RELATED}/vmlDrawing"})))[VML].decode()
    assert re.findall("<x:Row>(.*?)</x:Row>", written) == ["4", "0"]
    assert [each.split(", ")[2::4] for each in re.findall("<x:Anchor>(.*?)</x:Anchor>", written)] == [
        ["3", "7"],
        ["2", "6"],
        ["4", "5"],
    ]


@pytest.mark.parametrize(
    ("formula", "now"),
    [
        (
            '<f t="dataTable" ref="B3:B4" dt2D="0" dtr="0" r1="A3"/>',
            '<f t="dataTable" ref="B5:B6" dt2D="0" dtr="0" r1="A5"/>',
        ),
        ('<f t="dataTable" ref="B3:B4" dt2D="1" dtr="1" r1="A3" r2="C9"/>', 'r1="A5" r2="C11"'),
    ],
)
def test_a_table_of_what_if_keeps_the_cells_that_it_changes(formula: str, now: str) -> None:
    parts = parts_of(form_of(["company"], ["{{ company.name }}"], ["end", "=1"]))
    parts[SHEET] = parts[SHEET].replace(b"<f>1</f>", formula.encode())
    assert now in parts_of(filled(packed(parts)))[SHEET].decode()
