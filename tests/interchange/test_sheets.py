"""Rows and cells from files that offices send, whole and broken; the nasty ones are made here."""

import json
import os
import resource
import socket
import struct
import zipfile
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineError

from tests.store.conftest import facts_of
from worklist.checklist.companies import CompanyWish
from worklist.checklist.rosters import RosterFile, read_roster
from worklist.interchange import sheets
from worklist.interchange.delimited import decode
from worklist.interchange.sheets import COLUMN_LIMIT, MEGABYTES_LIMIT, ROW_LIMIT, Cell, Row, Sheet, read_sheet

PARK = Path(__file__).parent / "park"
FEB_20 = date(2020, 2, 20)

DAMAGED = "damaged, protected by a password, or no workbook"
PROTECTED = "protected by a password"
TOO_MUCH = "damaged, or far larger when unpacked than a sheet may be"
NO_TEXT = "neither a workbook nor a text in UTF-8, UTF-16 or GB18030"
WEB_PAGE = "a web page or XML, whatever its name says"


def rows(*numbered: tuple[int, tuple[Cell, ...]]) -> tuple[Row, ...]:
    return tuple(Row(number=number, cells=cells) for number, cells in numbered)


# Workbooks made by hand, of the fewest parts that a reader asks for

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
DATE, MOMENT, SPAN = 1, 2, 3
STYLES = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 46))


def relation(id: str, part: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{OFFICE}/{part}" Target="{target}"/>'


def workbook(*sheet_rows: str, states: tuple[str, ...] = ("visible",), shared: str = "") -> bytes:
    """Give an .xlsx file with the sheets Sheet1, Sheet2 and so on."""
    numbers = range(1, len(sheet_rows) + 1)
    listed = "".join(
        f'<sheet name="Sheet{number}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, state in zip(numbers, states, strict=True)
    )
    relations = [relation(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    relations += [relation("rIdX", "styles", "styles.xml"), relation("rIdY", "sharedStrings", "sharedStrings.xml")]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": OFFICE_RELATIONS.format(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": OFFICE_RELATIONS.format("".join(relations)),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{STYLES}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }
    for number, held in zip(numbers, sheet_rows, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{held}</sheetData></worksheet>'
        )
    held_together = BytesIO()
    with zipfile.ZipFile(held_together, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return held_together.getvalue()


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def text(place: str, held: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{held}</t></is></c>'


def number(place: str, held: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{held}</v></c>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file whose name says nothing about it."""
    return tmp_path / "from the office"


def read(path: Path, data: bytes, sheet: str | None = None) -> Sheet:
    path.write_bytes(data)
    return read_sheet(path, sheet)


# The park's own roster


def park(name: str) -> RosterFile:
    return read_roster(((row.number, row.cells) for row in read_sheet(PARK / name).rows), FEB_20)


def test_the_park_is_the_same_in_every_format_and_arrangement() -> None:
    wishes = park("park.csv").wishes
    assert {name: park(name) for name in ("park.csv", "park.xlsx", "park.xls", "park.ods", "gb18030.csv")} == {
        "park.csv": RosterFile(wishes=wishes, ignored=()),
        "park.xlsx": RosterFile(wishes=wishes, ignored=()),
        "park.xls": RosterFile(wishes=wishes, ignored=()),
        "park.ods": RosterFile(wishes=wishes, ignored=()),
        "gb18030.csv": RosterFile(wishes=wishes, ignored=("序号",)),
    }
    assert [number for number, _ in wishes] == list(range(2, 214))
    assert wishes[0][1] == CompanyWish(
        name="宇环数控机床",
        headcount=25,
        zone="Grid 01",
        above_scale=True,
        resumed=True,
        liaison="联络员01",
        caretaker="保姆员01",
    )
    assert sum(wish.headcount for _, wish in wishes if isinstance(wish.headcount, int)) == 10_307


# Text

COMPANIES = "企业,人数\n宇环,25\n"
TWO_ROWS = Sheet(name=None, rows=rows((1, ("企业", "人数")), (2, ("宇环", "25"))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_text_is_read_in_every_encoding_that_offices_write(path: Path, encoding: str) -> None:
    assert read(path, COMPANIES.encode(encoding)) == TWO_ROWS


def test_utf_16_is_read_from_either_end(path: Path) -> None:
    assert read(path, b"\xfe\xff" + COMPANIES.encode("utf-16-be")) == TWO_ROWS


@pytest.mark.parametrize(
    "data",
    [
        b"name\n\xff\xff\n",
        b"\xef\xbb\xbfname\n" + "企业".encode("gb18030"),
        b"\xff\xfen\x00a",
        COMPANIES.encode("utf-16-le"),
        COMPANIES.encode("utf-32"),
        b"name\nYu\x00huan\n",
    ],
    ids=["no encoding", "not what its mark says", "half a character", "UTF-16 without a mark", "UTF-32", "a NUL"],
)
def test_bytes_that_are_no_text_are_refused(path: Path, data: bytes) -> None:
    assert facts_of(lambda: read(path, data)) == ("NotASheet", {"path": path, "problem": NO_TEXT})


def test_a_text_that_begins_as_utf_8_is_not_taken_for_another_encoding(path: Path) -> None:
    data = "企业,人数\n宇环数控,25\n".encode() + "启泰传感,50\n".encode("gb18030")
    assert facts_of(lambda: read(path, data)) == (
        "BrokenText",
        {"path": path, "line": 3, "column": 1, "part": "\\xc6"},
    )


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=40))
def test_chinese_in_the_encoding_of_windows_is_not_taken_for_broken_utf_8(name: str) -> None:
    data = f"企业,人数\n{name},25\n".encode("gb18030")
    assert decode(Path("companies.csv"), data) == f"企业,人数\n{name},25\n"


@pytest.mark.parametrize("page", ["<html>", "\n <TABLE border=1>", "<!DOCTYPE html>", '<?xml version="1.0"?>'])
def test_a_web_page_that_is_called_a_workbook_is_refused(path: Path, page: str) -> None:
    assert facts_of(lambda: read(path, page.encode())) == ("NotASheet", {"path": path, "problem": WEB_PAGE})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(path: Path, delimiter: str) -> None:
    assert read(path, COMPANIES.replace(",", delimiter).encode()) == TWO_ROWS


def test_a_delimiter_that_is_part_of_the_cells_is_not_taken(path: Path) -> None:
    data = "园区企业名册, 2020\n企业;人数;别名\n宇环;1,234;宇环数控,YH\n启泰;50;启泰\n"
    assert read(path, data.encode()).rows == rows(
        (1, ("园区企业名册, 2020",)),
        (2, ("企业", "人数", "别名")),
        (3, ("宇环", "1,234", "宇环数控,YH")),
        (4, ("启泰", "50", "启泰")),
    )


def test_a_text_of_one_column_needs_no_delimiter(path: Path) -> None:
    assert read(path, "企业\n宇环\n".encode()).rows == rows((1, ("企业",)), (2, ("宇环",)))


def test_a_cell_may_hold_lines_and_its_row_is_counted_from_the_first(path: Path) -> None:
    data = '企业,"在岗\r\n人数"\r\n\r\n"宇环 ""数控""",25\r\n启泰,50\r\n'
    assert read(path, data.encode()).rows == rows(
        (1, ("企业", "在岗\r\n人数")), (4, ('宇环 "数控"', "25")), (5, ("启泰", "50"))
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(path: Path, end: str) -> None:
    assert read(path, COMPANIES.replace("\n", end).encode()) == TWO_ROWS


def test_what_is_blank_is_left_out(path: Path) -> None:
    data = "企业,,人数,,\n,,,\n \t,　\n宇环,,25,  ,\n"
    assert read(path, data.encode()).rows == rows((1, ("企业", None, "人数")), (4, ("宇环", None, "25")))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n"])
def test_a_text_with_nothing_in_it_is_a_sheet_without_rows(path: Path, data: bytes) -> None:
    assert read(path, data) == Sheet(name=None, rows=())


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ('企业,人数\n"宇环,25\n启泰,50\n', 2),
        ('企业,"在岗\n人数"\n"宇环"数控,25\n', 3),
    ],
    ids=["not closed", "closed too early"],
)
def test_a_row_whose_quotation_marks_do_not_match_is_refused(path: Path, data: str, line: int) -> None:
    assert facts_of(lambda: read(path, data.encode())) == ("BadQuotes", {"path": path, "line": line})


def test_a_text_has_no_sheets_to_name(path: Path) -> None:
    assert facts_of(lambda: read(path, COMPANIES.encode(), "企业")) == (
        "NoSuchSheet",
        {"path": path, "text": "企业", "sheets": "—"},
    )


# Workbooks


def test_cells_come_as_what_they_are_with_the_numbers_of_their_rows(path: Path) -> None:
    data = workbook(
        row(
            text("C3", "企业"),
            number("D3", "25"),
            number("E3", "43871", DATE),
            number("F3", "43871.5", MOMENT),
            number("G3", "0.5", MOMENT),
            number("H3", "1.5", SPAN),
            '<c r="I3" t="b"><v>1</v></c>',
            number("J3", "1e999"),
            text("K3", " "),
        )
        + row(text("A7", "宇环"), number("L7", "12.5"))
    )
    noon = (
        None,
        None,
        "企业",
        25.0,
        date(2020, 2, 10),
        datetime.fromisoformat("2020-02-10T12:00"),
        "12:00:00",
        "1 day, 12:00:00",
    )
    assert read(path, data) == Sheet(
        name="Sheet1",
        rows=rows(
            (3, (*noon, True, float("inf"))),
            (7, ("宇环", *[None] * 10, 12.5)),
        ),
    )


def test_a_sheet_that_begins_below_and_to_the_right_keeps_its_places(path: Path) -> None:
    assert read(path, workbook(row(text("C3", "企业")) + row(text("C5", "宇环")))).rows == rows(
        (3, (None, None, "企业")), (5, (None, None, "宇环"))
    )


def test_the_first_sheet_that_is_shown_is_read_or_the_one_that_is_named(path: Path) -> None:
    three = [row(text("A1", name)) for name in ("hidden", "shown", "last")]
    data = workbook(*three, states=("hidden", "visible", "visible"))
    assert [read(path, data, sheet) for sheet in (None, "Sheet1", "Sheet3")] == [
        Sheet(name="Sheet2", rows=rows((1, ("shown",)))),
        Sheet(name="Sheet1", rows=rows((1, ("hidden",)))),
        Sheet(name="Sheet3", rows=rows((1, ("last",)))),
    ]


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(path: Path) -> None:
    data = workbook("", "", states=("hidden", "visible"))
    assert facts_of(lambda: read(path, data, "sheet1")) == (
        "NoSuchSheet",
        {"path": path, "text": "sheet1", "sheets": "Sheet1, Sheet2"},
    )


def test_a_workbook_that_hides_all_its_sheets_is_refused(path: Path) -> None:
    assert facts_of(lambda: read(path, workbook("", states=("veryHidden",)))) == (
        "NotASheet",
        {"path": path, "problem": "a workbook without a sheet that is shown"},
    )


def test_a_sheet_with_nothing_in_it_has_no_rows(path: Path) -> None:
    assert read(path, workbook("")) == Sheet(name="Sheet1", rows=())


def test_two_rows_as_far_apart_as_can_be_are_two_rows(path: Path) -> None:
    assert read(path, workbook(row(text("A1", "x")) + row(text("A1048576", "y")))).rows == rows(
        (1, ("x",)), (1048576, ("y",))
    )


def test_the_folder_and_the_environment_do_not_meddle_with_the_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "sitecustomize.py", "python_calamine.py"):
        path.with_name(name).write_text("raise SystemExit(0)")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("PYTHONPATH", str(path.parent))
    assert read(path, workbook(row(text("A1", "x")))) == Sheet(name="Sheet1", rows=rows((1, ("x",))))


# Workbooks that would do harm


def ole(stream: str) -> bytes:
    """Give the head of an OLE file whose folder names one stream."""
    return struct.pack("<8s504x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + stream.encode("utf-16-le").ljust(512, b"\0")


def test_a_workbook_that_a_password_protects_is_refused(path: Path) -> None:
    assert facts_of(lambda: read(path, ole("EncryptedPackage"))) == (
        "NotASheet",
        {"path": path, "problem": PROTECTED},
    )


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        ole("Workbook"),
        (PARK / "park.xlsx").read_bytes()[:9000],
        (PARK / "park.ods").read_bytes()[:9000],
        (PARK / "park.xls").read_bytes()[:9000],
        (PARK / "park.xls").read_bytes()[:1024] + bytes(30_000),
        workbook(row('<c r="A0"><v>1</v></c>')),
        workbook("<row><c>"),
    ],
    ids=["no zip", "no OLE", "half an xlsx", "half an ods", "half an xls", "zeroes", "row 0", "bad XML"],
)
def test_a_workbook_that_is_damaged_is_refused(path: Path, data: bytes) -> None:
    assert facts_of(lambda: read(path, data)) == ("NotASheet", {"path": path, "problem": DAMAGED})


def test_a_sheet_with_one_cell_at_each_end_is_refused(path: Path) -> None:
    data = workbook(row(text("A1", "x")) + row(text("XFD1048576", "y")))
    assert facts_of(lambda: read(path, data)) == ("NotASheet", {"path": path, "problem": TOO_MUCH})


def test_a_small_file_that_unpacks_to_more_than_memory_holds_is_refused(path: Path) -> None:
    """4 KB for 600 MB of text: one long text in 20,000 cells."""
    cells = row(*['<c t="s"><v>0</v></c>'] * 20) * 1000
    data = workbook(cells, shared=f"<si><t>{'x' * 30_000}</t></si>")
    assert len(data) < 10_000
    assert facts_of(lambda: read(path, data)) == ("NotASheet", {"path": path, "problem": TOO_MUCH})


# Limits


def test_a_file_over_the_limit_is_not_even_looked_at(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MEGABYTES_LIMIT * 1_000_000 + 1)
    assert facts_of(lambda: read_sheet(path)) == (
        "SheetTooLarge",
        {"path": path, "limit": MEGABYTES_LIMIT, "what": "megabytes"},
    )


def test_as_many_rows_as_the_limit_allows_and_no_more(path: Path) -> None:
    most = "x\n" * ROW_LIMIT
    assert len(read(path, most.encode()).rows) == ROW_LIMIT
    assert len(read(path, f"{most}\n \n".encode()).rows) == ROW_LIMIT
    too_many = ("SheetTooLarge", {"path": path, "limit": ROW_LIMIT, "what": "rows"})
    assert facts_of(lambda: read(path, f"{most}\nx".encode())) == too_many
    cells = "".join(row(text(f"A{number}", "x")) for number in range(1, ROW_LIMIT + 3))
    assert facts_of(lambda: read(path, workbook(cells))) == too_many


def test_as_many_columns_as_the_limit_allows_and_no_more(path: Path) -> None:
    most = "x," * COLUMN_LIMIT
    assert read(path, f"{most},,,".encode()).rows == rows((1, ("x",) * COLUMN_LIMIT))
    too_many = ("SheetTooLarge", {"path": path, "limit": COLUMN_LIMIT, "what": "columns"})
    assert facts_of(lambda: read(path, f"{most}x".encode())) == too_many
    assert read(path, workbook(row(text("GR1", "x")))).rows == rows((1, (*[None] * 199, "x")))
    assert facts_of(lambda: read(path, workbook(row(text("GS1", "x"))))) == too_many


# What the system gives


def test_a_link_to_a_file_is_followed(path: Path) -> None:
    path.with_name("file").write_text(COMPANIES)
    path.symlink_to("file")
    assert read_sheet(path) == TWO_ROWS


def test_a_file_that_is_not_there_is_said_to_be_missing(path: Path) -> None:
    assert facts_of(lambda: read_sheet(path)) == ("NoSuchFile", {"path": path})
    path.write_text(COMPANIES)
    assert facts_of(lambda: read_sheet(path / "deeper")) == ("NoSuchFile", {"path": path / "deeper"})


def test_what_is_no_plain_file_is_refused_and_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    for other in (path, path.parent, Path("/dev/zero")):
        assert facts_of(partial(read_sheet, other)) == ("NotAPlainFile", {"path": other})


def test_what_the_system_does_not_open_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.symlink_to(path.name)
    assert facts_of(lambda: read_sheet(path)) == (
        "CannotRead",
        {"path": path, "problem": "Too many levels of symbolic links"},
    )
    monkeypatch.chdir(path.parent)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        assert facts_of(lambda: read_sheet(Path("socket"))) == (
            "CannotRead",
            {"path": Path("socket"), "problem": "No such device or address"},
        )


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="the file that fails when read is Linux's")
def test_a_file_that_fails_while_it_is_read_cannot_be_read() -> None:
    memory = Path("/proc/self/mem")
    assert facts_of(lambda: read_sheet(memory)) == ("CannotRead", {"path": memory, "problem": "Input/output error"})


# What runs in the process that unpacks, here in ours


def test_a_sheet_is_told_as_json_with_its_dates_marked() -> None:
    data = workbook(row(text("A2", "企业"), number("B2", "43871", DATE), number("C2", "43871.5", MOMENT)))
    assert json.loads(sheets.unpack(data, "null")) == {
        "name": "Sheet1",
        "rows": [[2, ["企业", {"date": "2020-02-10"}, {"datetime": "2020-02-10T12:00:00"}]]],
    }


def test_where_there_is_no_such_sheet_those_that_are_there_are_told() -> None:
    data = workbook("", "", states=("hidden", "hidden"))
    answer = {"sheets": ["Sheet1", "Sheet2"]}
    assert [json.loads(sheets.unpack(data, wanted)) for wanted in ("null", '"x"')] == [answer, answer]
    assert json.loads(sheets.unpack(data, '"Sheet2"')) == {"name": "Sheet2", "rows": []}


def test_no_more_is_told_of_a_sheet_than_shows_that_it_is_over_a_limit() -> None:
    wide = row(text("A1", "x"), text("XFD1", "x")) + row(text("A2", "x"))
    assert json.loads(sheets.unpack(workbook(wide), "null"))["rows"] == [[1, ["x", *[None] * COLUMN_LIMIT]], [2, ["x"]]]
    long = "".join(row(text(f"A{line}", "x")) for line in range(1, ROW_LIMIT + 9))
    told = json.loads(sheets.unpack(workbook(long), "null"))["rows"]
    assert told == [[line, ["x"]] for line in range(1, ROW_LIMIT + 2)]


def test_what_is_no_workbook_fails_there() -> None:
    with pytest.raises(CalamineError):
        sheets.unpack(b"PK\x03\x04", "null")


def test_more_text_than_a_file_may_hold_fails_there() -> None:
    cells = row(*['<c t="s"><v>0</v></c>'] * 7) * 100
    with pytest.raises(MemoryError):
        sheets.unpack(workbook(cells, shared=f"<si><t>{'x' * 30_000}</t></si>"), "null")


def test_the_process_has_little_memory_and_time_and_writes_nothing() -> None:
    assert sheets.process_limits() == {
        resource.RLIMIT_AS: 1 << 30,
        resource.RLIMIT_CPU: 20,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }


def test_a_limit_is_lowered_and_a_stricter_one_stays() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, before[1]))
        sheets.hold_within({resource.RLIMIT_CORE: before[0], resource.RLIMIT_NOFILE: 1 << 62})
        assert resource.getrlimit(resource.RLIMIT_CORE) == before
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
