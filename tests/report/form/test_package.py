"""What is a form and what is none, and parts of the file that are not sheets."""

import re
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.report.form.workbooks import FORM, REPORT, filled, form_of, packed, parts_of, rows_of, sheets_of
from worklist.errors import WorklistError
from worklist.errors.extras import LacksExtra
from worklist.errors.forms import (
    BadFormCell,
    LoneReference,
    NameOutsideCells,
    NotAForm,
    NothingToFill,
    TwoLoops,
    UnknownName,
)
from worklist.errors.sheets import SheetTooLarge
from worklist.report.form import filling, package
from worklist.report.form.filling import fill


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:A2")


def footed(sheet: Worksheet) -> None:
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "{{ day }}"


def named(sheet: Worksheet) -> None:
    sheet.title = "{{ day }}"


def tabled(sheet: Worksheet) -> None:
    table = Table(displayName="Companies", ref="B1:B2")
    sheet.add_table(table)


def spread(sheet: Worksheet) -> None:
    sheet["B1"] = ArrayFormula("B1:B2", "=A1:A2*2")


@pytest.mark.parametrize(
    ("form", "error", "sentence"),
    [
        (
            form_of(["{{ figures.resumed"]),
            BadFormCell,
            "Sheet “Report”, cell A1: this cannot be filled in, because a {{ has no }} behind it",
        ),
        (form_of([], [1, "{{ figures.x }}"]), UnknownName, "Sheet “Report”, cell B2: there is no “figures.x”"),
        (
            form_of(["{{ company.name }}", "{{ zone.name }}"]),
            TwoLoops,
            "Sheet “Report”, cell B1: its row repeats for each company already and cannot for each zone too",
        ),
        (form_of(["{{ company.name }}"], change=merged), BadFormCell, "Sheet “Report”, cell A1: .* merged with cells"),
        (
            form_of(["{{ issue.id }}"], [1, "=A1*2"]),
            LoneReference,
            re.escape(
                "Sheet “Report”, cell B2: its formula speaks of A1, whose row repeats; write A1:A1 for all of them,"
                " or INDEX(A1:A1,1) for the first."
            ),
        ),
        (
            form_of(["{{ issue.id }}"], [1, "=SUM('Report:Other One'!A2)"]),
            BadFormCell,
            "cell B2: this cannot be filled in, because its formula speaks of several sheets at once",
        ),
        (
            form_of(["{{ issue.id }}"], change=spread),
            BadFormCell,
            "cell B1: this cannot be filled in, because its row repeats and its formula fills cells in other rows too",
        ),
        (form_of(['="{{ day }}"']), BadFormCell, "cell A1: .* names stand for nothing in a formula"),
        (
            form_of(["{{ day }}", "{{ day }}"], [1, 2], change=tabled),
            BadFormCell,
            "cell B1: .* because it is a heading of a table",
        ),
        (
            form_of(["{{ day }}"], change=footed),
            NameOutsideCells,
            re.escape(
                "Sheet “Report”: only cells are filled, and a name stands in the header or footer of its pages."
                " Take it out of there."
            ),
        ),
        (form_of(["{{ day }}"], change=named), NameOutsideCells, "Sheet “{{ day }}”: .* in the name of the sheet"),
        (form_of([f'="{"x" * 9_000}"']), NotAForm, "damaged"),
        (form_of(["{{ issue.id + 1 }}"]), BadFormCell, "A1: .* a form takes a name or one “a if b"),
        (form_of(["resumed"]), NothingToFill, "form.xlsx has no cell with a name to fill in"),
        (b"company,people\n", NotAForm, "form.xlsx cannot be filled: it is damaged, or no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotAForm, "a password, or a workbook of the old kind"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), NotAForm, "neither .xlsx nor .xlsm"),
        (FORM.read_bytes()[:-100], NotAForm, "damaged"),
    ],
    ids=[
        *(
            "braces",
            "unknown name",
            "two loops",
            "merged",
            "first row",
            "several sheets",
            "several rows",
            "formula",
            "heading",
            "footer",
            "sheet",
            "long formula",
            "a sum",
            "no name",
        ),
        *("csv", "old or protected", "OpenDocument", "cut short"),
    ],
)
def test_what_cannot_be_filled_is_one_sentence(form: bytes, error: type[WorklistError], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        filled(form)


@pytest.mark.parametrize(
    ("part", "was", "now"),
    [
        ("xl/worksheets/sheet1.xml", '<row r="1">', '<row r="x">'),
        ("xl/worksheets/sheet1.xml", '<row r="1">', '<row r="0">'),
        ("xl/worksheets/sheet1.xml", 'r="A1"', 'r="A2"'),
        ("xl/worksheets/sheet1.xml", 'r="A1"', 'r="１"'),
        ("xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData"),
        ("xl/worksheets/sheet1.xml", "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        ("[Content_Types].xml", "sheet.main+xml", "template.main+xml"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet9.xml"),
    ],
)
def test_a_workbook_that_makes_no_sense_is_not_filled(part: str, was: str, now: str) -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    assert was in parts[part].decode()
    with pytest.raises(NotAForm):
        filled(packed(parts | {part: parts[part].decode().replace(was, now, 1).encode()}))


def test_a_workbook_far_larger_when_unpacked_is_not_unpacked() -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    with pytest.raises(NotAForm, match="far larger"):
        filled(packed(parts | {"xl/media/zeros": bytes(package.UNPACKED_LIMIT)}))


@pytest.mark.parametrize(
    ("limit", "what"),
    [("XML_LIMIT", "bytes of cells and texts when unpacked"), ("ELEMENTS_LIMIT", "cells, values and texts")],
)
def test_a_form_with_very_much_in_it_is_told_as_large_and_not_as_damaged(
    limit: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, limit, 60)
    with pytest.raises(SheetTooLarge) as raised:
        filled(form_of(["{{ day }}"]))
    assert str(raised.value) == f"form.xlsx has more than 60 {what}; leave out what is not needed, or split it."


def test_a_sheet_of_very_many_small_cells_is_not_read() -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    name = "xl/worksheets/sheet1.xml"
    cells = b"<row>%b</row>" % (b"<c/>" * package.ELEMENTS_LIMIT)
    parts[name] = parts[name].replace(b"</sheetData>", cells + b"</sheetData>")
    with pytest.raises(SheetTooLarge, match="more than 500000 cells, values and texts"):
        filled(packed(parts))


@contextmanager
def memory_up_to(limit: int) -> Iterator[None]:
    """Hold what is done to a number of bytes."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_is_packed_in_a_way_without_a_limit_is_not_unpacked(way: int) -> None:
    written = BytesIO(packed(parts_of(form_of(["{{ day }}"]))))
    with zipfile.ZipFile(written, "a", way) as file:
        file.writestr("xl/media/zeros", bytes(1_000))
    with pytest.raises(NotAForm, match="cannot be filled: it is packed in another way than workbooks are"):
        filled(written.getvalue())


def test_a_part_that_is_larger_than_the_file_says_is_unpacked_no_further() -> None:
    form = packed(parts_of(form_of(["{{ day }}"])) | {"xl/media/zeros": bytes(20_000_000)})
    lying = form.replace((20_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != form
    with memory_up_to(2_000_000), pytest.raises(NotAForm, match="damaged"):
        filled(lying)


def test_parts_may_be_named_with_other_capitals_and_have_their_types_by_their_ending() -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = re.sub('<Override PartName="/xl/workbook.xml"[^>]*>', "", parts["[Content_Types].xml"].decode())
    parts["[Content_Types].xml"] = types.replace('"application/xml"', f'"{main}"').encode()
    shouted = {name.upper(): data for name, data in parts.items()}
    after = {name.casefold(): data for name, data in parts_of(filled(packed(shouted))).items()}
    again = packed({name: after[name.casefold()] for name in parts})
    assert rows_of(sheets_of(again)[0]) == [[datetime(2020, 2, 20)]]  # noqa: DTZ001
    with pytest.raises(NotAForm, match="damaged"):
        filled(packed(parts | shouted))


def test_a_form_whose_rows_would_have_too_many_cells_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "CELL_LIMIT", 5)
    with pytest.raises(SheetTooLarge, match="more than 5 cells"):
        filled(form_of(["{{ company.name }}", 1]))

    def deep(sheet: Worksheet) -> None:
        sheet.cell(1_048_575, 1, 1)

    low = form_of(["{{ company.name }}"], change=deep)
    with pytest.raises(SheetTooLarge, match="more than 1048576 rows"):
        filled(low)


def test_rows_at_the_end_of_a_sheet_with_nothing_but_a_height_or_styles_go_beyond_it() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(1_048_574, 1, 1)
        sheet.row_dimensions[1_048_575].height = 20
        sheet.cell(1_048_576, 1).number_format = "0.00"

    rows = re.findall(rb'<row [^>]*r="(\d+)"|<c r="A(1\d+)"', sheet_of(form_of(["{{ company.name }}"], change=change)))
    assert rows[-2:] == [(b"1048576", b""), (b"", b"1048576")]
    rows = re.findall(rb'<row [^>]*r="(\d+)"', sheet_of(form_of(["{{ day }}"], change=change)))
    assert rows[-3:] == [b"1048574", b"1048575", b"1048576"]


def test_without_its_library_filling_says_which_line_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(LacksExtra, match=r"This needs lxml, .* -m pip install 'worklist\[excel\]'`"):
        filled(FORM.read_bytes())


def sheet_of(form: bytes) -> bytes:
    return parts_of(filled(form))["xl/worksheets/sheet1.xml"]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_the_order_of_results_is_left_out_and_pivot_tables_take_in_all_rows() -> None:
    parts = parts_of(form_of(["company"], ["{{ company.name }}"], ["=COUNTA(A2:A2)"]))
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{TYPES}.{name}+xml"/>'
        for name in ("calcChain", "pivotCacheDefinition")
    )
    chain = f'<Relationship Id="rId9" Type="{RELATED}/calcChain" Target="calcChain.xml"/>'
    cache = f'<a xmlns="{MAIN}"><worksheetSource ref="A1:A2" sheet="Report"/></a>'
    changed = {
        "[Content_Types].xml": ("</Types>", f"{types}</Types>"),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", f"{chain}</Relationships>"),
    }
    parts |= {name: parts[name].decode().replace(was, now).encode() for name, (was, now) in changed.items()}
    form = packed(parts | {"xl/calcChain.xml": b"<calcChain/>", "xl/pivotCacheDefinition.xml": cache.encode()})
    after = parts_of(filled(form))
    assert parts_of(form).keys() - after.keys() == {"xl/calcChain.xml"}
    assert [name for name in changed if b"calcChain" in after[name]] == []
    pivot = after["xl/pivotCacheDefinition.xml"]
    assert b'<worksheetSource ref="A1:A4" sheet="Report"/>' in pivot
    assert b'refreshOnLoad="1"' in pivot
    assert rows_of(sheets_of(filled(form))[0])[-1] == ["=COUNTA(A2:A4)"]


def test_a_form_that_says_nothing_of_its_results_says_that_they_are_to_be_worked_out() -> None:
    parts = parts_of(form_of(["{{ day }}", "=1+1"]))
    name = "xl/workbook.xml"
    without = re.sub(b"<calcPr[^>]*/>", b"<oleSize ref='A1'/>", parts[name])
    results = parts["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    written = parts_of(filled(packed(parts | {name: without, "xl/worksheets/sheet1.xml": results})))
    assert re.findall(b'</sheets>.*?<calcPr fullCalcOnLoad="1"/><oleSize', written[name])
    assert b"<f>1+1</f></c>" in written["xl/worksheets/sheet1.xml"]


def test_a_table_without_headings_may_begin_with_a_name() -> None:
    def change(sheet: Worksheet) -> None:
        tabled(sheet)
        sheet.tables["Companies"].headerRowCount = 0

    assert rows_of(sheets_of(filled(form_of(["{{ day }}", "{{ figures.open }}"], change=change)))[0])[0][1] == 0


def test_macros_stay_and_the_ending_says_so() -> None:
    parts = parts_of(form_of(["{{ day }}"]))
    types = "[Content_Types].xml"
    macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    form = packed(parts | {types: parts[types].replace(plain.encode(), macros.encode()), "xl/vbaProject.bin": b"\0\1"})
    data, ending = fill(Path("form.xlsm"), form, REPORT)
    assert (parts_of(data)["xl/vbaProject.bin"], ending) == (b"\0\1", ".xlsm")
