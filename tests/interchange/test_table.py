"""CSV for a spreadsheet, and from one."""

import csv
from dataclasses import replace
from datetime import date, time
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checklist.model import company, park
from tests.conftest import DIRECTOR, at
from tests.interchange.pages import (
    ANY_COMPANY,
    FEB_20,
    FEB_21,
    FILE,
    HOSTILE,
    PARK,
    ROLLOVER,
    every_sort,
    hostile,
    item,
    page_of,
    places,
)
from tests.store.conftest import facts_of
from worklist.checklist.importing import Companies, Incoming
from worklist.checklist.items import TEXT_LIMIT, Kind, Note, Status, Waiver
from worklist.checklist.page import Page
from worklist.interchange.moments import identity
from worklist.interchange.table.reading import read_table
from worklist.interchange.table.writing import HEADINGS, table
from worklist.signs import visible

HEAD = (
    '"day","id","kind","text","company","who","due","count","need","unit","waived","status","reason",'
    '"carried_from","carried_to","times_carried","notes","uuid"\r\n'
)


def quoted(row: str) -> str:
    """Give a row with its cells between quotation marks."""
    return ",".join(f'"{cell}"' for cell in row.split(",")) + "\r\n"


UUID = "de8b602e-5e8e-5728-ba8e-15bcf67e099f"
"""What the first item of a page is named."""


def names(page: Page) -> list[str]:
    """Give the name of each item of a page."""
    return [identity(page, each, None).hex for each in page.items.values()]


def test_each_item_is_a_row() -> None:
    rows = [
        (
            "2020-02-20,1,doses,herbal dose,宇环 数控:A,联络员 01,2020-02-20 21:00,20,50,heads a,2,open,late; on leave,"
            f"2020-02-19,,1,a: first | b: second\\nline,{UUID}"
        ),
        "2020-02-20,2,issues,night round,,,2020-02-21 01:30,,,,,done,,,,0,,11cdb2c9-3e5f-5466-970b-ae94056e312c",
        "2020-02-20,3,measures,gate,,,,,,,,waived,half holiday,,,0,,9b3ce85c-3a85-5a8c-afb4-ee64d430fc26",
        "2020-02-20,4,supplies,masks,,,,0,5,,0,carried,,,2020-02-21,0,,fc57a075-d79a-5e87-a4c9-239358afa105",
        "2020-02-20,5,supplies,,启泰,,,,,,,done,,,,0,,dd14d83d-7446-5dd5-a203-a5a4a183640e",
    ]
    assert table([every_sort()], ROLLOVER, None) == HEAD + "".join(map(quoted, rows))


def test_a_formula_behind_a_sign_that_others_part_cells_with_stands_between_quotation_marks() -> None:
    row = table([page_of(item("a;=1+1"))], ROLLOVER, None).removeprefix(HEAD)
    assert row == quoted(f"2020-02-20,1,issues,a;=1+1,,,,,,,,open,,,,0,,{UUID}")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_begins_with_an_apostrophe(sign: str) -> None:
    row = table([page_of(item(f"{sign}1"))], ROLLOVER, None).removeprefix(HEAD)
    shown = sign if sign.isprintable() else sign.encode("unicode_escape").decode()
    assert row == quoted(f"2020-02-20,1,issues,'{shown}1,,,,,,,,open,,,,0,,{UUID}")


def test_texts_that_hurt_stay_within_their_cell_and_steer_nothing() -> None:
    data = table([hostile()], ROLLOVER, None)
    assert data.count("\r\n") == data.count("\n") == data.count("\r") == len(HOSTILE) + 1
    rows = list(csv.DictReader(StringIO(data, newline="")))
    for row in rows:
        assert set(row) == set(HEADINGS)
        for text in row.values():
            assert not text.startswith(("=", "+", "-", "@", "＝"))
            assert text.isprintable() or "\u200d" in text
    assert [row["text"].removeprefix("'") for row in rows if row["text"].removeprefix("'") in HOSTILE] == [
        text for text in HOSTILE if text.isprintable() or "\u200d" in text
    ]


def test_no_pages_are_headings() -> None:
    assert table([], ROLLOVER, None) == HEAD


# Reading

NO_DAY = "no day; write it as 2020-02-21"
NO_DUE = "no time; write it as 21:00 or 2020-02-21 21:00"
NO_KIND = "no kind; write supplies, measures, doses or issues"
NO_STATUS = "no status; write open, done, waived or carried"
NO_NUMBER = "no count; write a whole number"
NO_COMPANY = "no company of the roster; `worklist company list` has them, and --new takes it"
SEVERAL = "a name that several companies have a part of; write the whole name"
NO_HEADING = "under no heading; give its column one"
NO_COUNT_LEFT = "met by what is counted; write a smaller count, or that it is done"
NO_TEXT = "nothing that can be read; say what is to be done"
TOO_LONG = "too long; a text may have 10000 characters, a name 200"
LONG_AGO = date(1, 1, 1)
FEB_18 = date(2020, 2, 18)


def read(text: str | bytes, companies: Companies = PARK) -> list[Incoming]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_table(data, FILE, companies, ROLLOVER, at(9)))


def one(**cells: str) -> Incoming:
    """Read one row with these cells and a text, but for its origin."""
    held = StringIO()
    csv.writer(held).writerows([("text", *cells), ("masks", *cells.values())])
    [incoming] = read(held.getvalue())
    return incoming._replace(origin="", may_be_ours=False)


def said(text: str = "masks", **fields: object) -> Incoming:
    return Incoming(origin="", text=text)._replace(**fields)  # type: ignore[arg-type]


def note(text: str, by: str = DIRECTOR) -> tuple[Note, ...]:
    return (Note(at=at(9).at, by=by, text=text),)


def test_a_row_in_chinese_is_an_item() -> None:
    data = (
        "序号,事项,类别,企业,责任人,截止时间,数量,已完成数,计量单位,状态,备注,日期\r\n"
        "1,测温,measures,宇环,保姆员01,2020/2/21 1:30,25,5,人,进行中,下午再去,2020年2月20日\r\n"
    )
    [incoming] = read(data)
    assert incoming._replace(origin="", may_be_ours=False) == said(
        "测温",
        kind=Kind.MEASURES,
        company="宇环数控机床",
        who="保姆员01",
        day=FEB_20,
        due=time(1, 30),
        counted=5,
        need=25,
        unit="人",
        notes=note("下午再去"),
        written=FEB_20,
        remarks=("序号: 1",),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_as_offices_write_it(encoding: str, delimiter: str) -> None:
    data = "\n\n任务,企业\n\n口罩,启泰\n,\n酒精,\n".replace(",", delimiter).encode(encoding)
    assert [(each.text, each.company) for each in read(data)] == [("口罩", "启泰传感科技"), ("酒精", None)]


def test_cells_may_hold_lines_and_a_row_may_be_short() -> None:
    assert [
        each._replace(origin="", may_be_ours=False) for each in read('who,text,notes\na,"one\r\ntwo"\nb,three, four ')
    ] == [
        said("one\r\ntwo", who="a"),
        said("three", who="b", notes=note("four")),
    ]


@pytest.mark.parametrize(
    ("cells", "incoming"),
    [
        ({"due": "21:00"}, said(due=time(21))),
        ({"due": "9:05:59"}, said(due=time(9, 5))),
        ({"due": "2020-02-21"}, said(day=FEB_21)),
        ({"due": "2020/2/21 0:00"}, said(day=FEB_21)),
        ({"due": "2020-02-21 00:00:00"}, said(day=FEB_21)),
        ({"due": "0:00"}, said(due=time(0))),
        ({"day": "2020/2/21 0:00"}, said(day=FEB_21, written=FEB_21)),
        ({"day": "2020-02-21T00:00:00", "status": "done"}, said(day=FEB_21, written=FEB_21, status=Status.DONE)),
        ({"due": "２０２０年２月２１日 １：３０"}, said(day=FEB_20, due=time(1, 30))),
        ({"due": "2020-02-21T21:00:00"}, said(day=FEB_21, due=time(21))),
        ({"day": "2020/2/21"}, said(day=FEB_21, written=FEB_21)),
        ({"day": "2020.2.18", "due": "2020-02-21 1:30"}, said(day=FEB_20, due=time(1, 30), written=FEB_18)),
        (
            {"day": "2020-02-18", "due": "2020-02-21 21:00", "status": "done"},
            said(day=FEB_18, written=FEB_18, status=Status.DONE, remarks=("due: 2020-02-21 21:00",)),
        ),
        ({"status": "已完成", "due": "2020-02-21"}, said(day=FEB_21, status=Status.DONE)),
        ({"status": "DONE", "due": "21:00"}, said(day=LONG_AGO, due=time(21), status=Status.DONE)),
    ],
)
def test_what_is_due_is_on_the_page_of_that_day(cells: dict[str, str], incoming: Incoming) -> None:
    assert one(**cells) == incoming


@pytest.mark.parametrize(
    ("cells", "incoming"),
    [
        ({"need": "5"}, said(need=5, counted=0)),
        ({"need": "2,000", "count": "1，999"}, said(need=2000, counted=1999)),
        ({"need": "123,456,789", "count": "０１２"}, said(need=123_456_789, counted=12)),
        ({"need": "5", "count": "2", "waived": "1"}, said(need=5, counted=2, waived=(Waiver(1, "waived elsewhere"),))),
        ({"need": "5", "waived": "1", "reason": "ill"}, said(need=5, counted=0, waived=(Waiver(1, "ill"),))),
        ({"need": "5", "count": "5", "status": "done"}, said(need=5, counted=5, day=LONG_AGO, status=Status.DONE)),
        ({"count": "5", "waived": "1"}, said(remarks=("count: 5", "waived: 1"))),
        ({"reason": "no truck"}, said(reason="no truck")),
        ({"status": "done", "原因": "no truck"}, said(day=LONG_AGO, status=Status.DONE, remarks=("原因: no truck",))),
        (
            {"status": "waived", "reason": "half holiday"},
            said(day=LONG_AGO, status=Status.WAIVED, reason="half holiday"),
        ),
        ({"status": "waived"}, said(day=LONG_AGO, status=Status.WAIVED, reason="waived elsewhere")),
        ({"status": "carried", "reason": "late"}, said(day=LONG_AGO, status=Status.CARRIED, reason="late")),
        ({"id": "7", "Zone": "north", "carried_to": "x"}, said(remarks=("id: 7", "Zone: north", "carried_to: x"))),
        ({"who": "'=cmd", "unit": "'", "notes": "''@"}, said(who="=cmd", unit="'", notes=note("'@"))),
        ({"kind": "D"}, said(kind=Kind.DOSES)),
    ],
)
def test_counts_and_reasons_go_where_they_belong_and_nothing_is_lost(cells: dict[str, str], incoming: Incoming) -> None:
    assert one(**cells) == incoming


def test_a_company_without_a_text_has_nothing_outstanding_once_that_is_done() -> None:
    [incoming] = read("company,text,status\n启泰,,done\n")
    assert incoming._replace(origin="", may_be_ours=False) == said(
        "", company="启泰传感科技", day=LONG_AGO, status=Status.DONE, nothing=True
    )


def test_what_we_wrote_is_read_back() -> None:
    read_back = read(table([every_sort()], ROLLOVER, None), ANY_COMPANY)
    settled = {"day": FEB_20, "written": FEB_20, "status": Status.DONE}
    assert [each._replace(origin="", may_be_ours=False) for each in read_back] == [
        said(
            "herbal dose",
            kind=Kind.DOSES,
            company="宇环 数控:A",
            who="联络员 01",
            day=FEB_20,
            due=time(21),
            counted=20,
            need=50,
            unit="heads a",
            waived=(Waiver(2, "late; on leave"),),
            notes=note("first", by="a") + note("second\\nline", by="b"),
            written=FEB_20,
        ),
        said("night round", due=time(1, 30), **settled),
        said("gate", kind=Kind.MEASURES, **(settled | {"status": Status.WAIVED, "reason": "half holiday"})),
        said("masks", kind=Kind.SUPPLIES, counted=0, need=5, **(settled | {"status": Status.CARRIED})),
        said("", kind=Kind.SUPPLIES, company="启泰", nothing=True, **settled),
    ]
    assert [each.origin for each in read_back] == names(every_sort())


def test_of_two_notebooks_the_same_text_in_the_same_place_is_another_item() -> None:
    ours = page_of(item("herbal dose"))
    theirs = replace(ours, opened_at=at(9, 1).at)
    [known], [other] = (read(table([page], ROLLOVER, None)) for page in (ours, theirs))
    assert ([known.origin], [other.origin]) == (names(ours), names(theirs))
    assert known.origin != other.origin


@pytest.mark.parametrize("text", ["=1", "'=1", "''＝1", "'", "'a"])
def test_a_text_that_begins_like_a_formula_is_told_from_one_that_begins_with_an_apostrophe(text: str) -> None:
    written = table([page_of(item(text))], ROLLOVER, None)
    assert next(csv.DictReader(StringIO(written)))["text"].startswith("'")
    assert [each.text for each in read(written)] == [text]


def test_one_of_ours_is_known_by_its_name_alone_whatever_was_changed_in_the_row() -> None:
    page = page_of(item("gate"))
    text = table([page], ROLLOVER, None)
    changed = [text.replace("gate", "north gate"), text.replace("2020-02-20", ""), f"text,uuid\ngate,{UUID.upper()}\n"]
    assert [[each.origin for each in read(each)] for each in changed] == [names(page)] * 3
    assert [each.remarks for each in read(f"text,uuid,id\na,{UUID},7\nb,7,8\n")] == [("id: 7",), ("uuid: 7", "id: 8")]


def test_a_row_has_the_same_name_whatever_becomes_of_it_and_again_another() -> None:
    rows = ["a,,", "a,done,", "a,,b", "a,,", "b,,"]
    first, done, noted, again, other = (read(f"text,status,notes\n{row}\n")[0].origin for row in rows)
    assert first == done == noted == again != other
    names = [each.origin for each in read("text,status,notes\n" + "\n".join(rows))]
    assert (names[0], names[4], len(set(names))) == (first, other, 5)
    assert [each.origin for each in read("text,status,notes\n" + "\n".join(rows))] == names


@pytest.mark.parametrize(
    "data",
    [
        "事项,企业,截止,类别,数量\n口罩,宇环数控,2020/2/21 18:00:00,SUPPLIES,1000\n",
        "数量,类别,事项,企业,截止\n1000,supplies,口罩,宇环数控,2020-02-21 18:00\n",
        "事项,企业,截止,类别,数量,备注,状态\n口罩,宇环数控,2020-2-21 18:00,supplies,1000,到了,已完成\n",
    ],
    ids=["by an office program", "columns moved", "noted and done"],
)
def test_a_row_that_is_written_in_another_way_has_the_same_name(data: str) -> None:
    row = '事项,企业,截止,类别,数量\n口罩,宇环数控,2020-02-21 18:00,supplies,"1,000"\n'
    assert [each.origin for each in read(data, ANY_COMPANY)] == [each.origin for each in read(row, ANY_COMPANY)]


def test_rows_that_differ_in_a_column_that_an_item_has_not_are_several() -> None:
    rows = {place: read(f"事项,楼栋,层\n检查灭火器,{place},2\n")[0].origin for place in ("1栋", "2栋", "3栋")}
    assert len(set(rows.values())) == 3
    together = read("层,楼栋,事项\n" + "".join(f"2,{place},检查灭火器\n" for place in ("3栋", "1栋")))
    assert [each.origin for each in together] == [rows["3栋"], rows["1栋"]]


def test_a_note_is_of_nobody_whose_name_cannot_be_one() -> None:
    cells = f'a,"a: b |  : c | {"x" * 201}: d",11111111-1111-5111-8111-111111111111\n'
    [found] = read(f"text,notes,uuid\n{cells}")
    assert found.notes == note("b", by="a") + note(f" : c | {'x' * 201}: d")


def test_notes_that_are_too_long_for_one_are_several() -> None:
    assert one(notes=f"{'a ' * 5_000}b").notes == note(f"{'a ' * 4_999}a") + note("b")


def test_every_cell_that_cannot_be_read_is_said_with_its_line_and_heading() -> None:
    data = (
        "事项,,kind,company,due,day,need,count,waived,status,who\n"
        "fine,,,,,,,,,,\n"
        '"two\nlines",,x,新,25:00,2020-02-30,0,-1,1.5,lost,' + "a" * 201 + "\n"
        ",bare,,厂,:30,tomorrow,3,2,1,,,,beyond\n"
        "ok,,,,2020-02-30,20-2-3,1234567890,x,,,\n"
        f"{'口' * 10_001},,,,T,,,,,,\n"
        "ok,,,,2020-02-21 :30,2020-2,,,,,\n"
    )
    roster = park(company(1, "东一厂"), company(2, "东二厂")).roster
    assert places(lambda: read(data, Companies(roster, new=False))) == [
        (3, "status", "lost", NO_STATUS),
        (3, "company", "新", NO_COMPANY),
        (3, "due", "25:00", NO_DUE),
        (3, "day", "2020-02-30", NO_DAY),
        (3, "need", "0", NO_NUMBER),
        (3, "count", "-1", NO_NUMBER),
        (3, "waived", "1.5", NO_NUMBER),
        (3, "kind", "x", NO_KIND),
        (3, "who", f"{'a' * 40}…", TOO_LONG),
        (5, "company", "厂", SEVERAL),
        (5, "事项", "", NO_TEXT),
        (5, "due", ":30", NO_DUE),
        (5, "day", "tomorrow", NO_DAY),
        (5, 2, "bare", NO_HEADING),
        (5, 13, "beyond", NO_HEADING),
        (5, "need", "3", NO_COUNT_LEFT),
        (6, "due", "2020-02-30", NO_DAY),
        (6, "day", "20-2-3", NO_DAY),
        (6, "need", "1234567890", NO_NUMBER),
        (6, "count", "x", NO_NUMBER),
    ]
    assert places(lambda: read("text,due,day\n" + f"{'口' * 10_001},T,2020-2\n,2020-02-21 :30,9999-01-01\n")) == [
        (2, "text", f"{'口' * 40}…", TOO_LONG),
        (2, "due", "T", NO_DUE),
        (2, "day", "2020-2", NO_DAY),
        (3, "text", "", NO_TEXT),
        (3, "due", "2020-02-21 :30", NO_DUE),
        (3, "day", "9999-01-01", NO_DAY),
    ]


def test_titles_may_stand_above_the_headings() -> None:
    title = "东湖园区 督办事项,,\n截至 2020-02-20,,说明,说明\n\n"
    assert [(each.text, each.who) for each in read(f"{title}序号,事项,责任人\n,口罩,保姆员01\n")] == [
        ("口罩", "保姆员01")
    ]
    assert [each.text for each in read("above\n" * 19 + "text\nmasks\n")] == ["masks"]
    assert places(lambda: read(f"{title}事项,数量\n口罩,many\n")) == [(5, "数量", "many", NO_NUMBER)]


@pytest.mark.parametrize("number", ["1,00", "1,0000", "1,000,000,000", ",100", "1.5", "二"])
def test_what_is_no_count_is_none(number: str) -> None:
    assert places(lambda: read(f'text,need\na,"{number}"\n')) == [(2, "need", number, NO_NUMBER)]


def test_in_a_row_of_ours_midnight_is_a_time() -> None:
    page = page_of(replace(item("gate"), due=time(0)))
    [incoming] = read(table([page], ROLLOVER, None))
    assert (incoming.day, incoming.due) == (FEB_20, time(0))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", "NoTextHeading"),
        ("above\n" * 20 + "text\nmasks\n", "NoTextHeading"),
        ("who,day\na,2020-02-20\n", "NoTextHeading"),
        ("task,text\na,b\n", "HeadingTwice"),
        ("text,x,x\na,b,c\n", "HeadingTwice"),
        ('text,who\n"a,b\n', "BadQuotes"),
        ("text\0\n", "NotATable"),
        ("<html>", "NotATable"),
        ("PK\x03\x04", "NotATable"),
    ],
)
def test_what_is_no_table_of_things_to_do_is_refused(data: str, error: str) -> None:
    facts = facts_of(lambda: read(data))
    assert facts is not None
    assert facts[0] == error


# Laws

SIGNS = "ab ,;=+-@'\"x:|()0２口\u200d\x1b\n\t\u2028＝"
TEXTS = st.sampled_from([text.strip() for text in HOSTILE]) | st.text(st.sampled_from(SIGNS), max_size=12).map(
    str.strip
).filter(lambda text: any(sign.isprintable() and not sign.isspace() for sign in text))
NAMES = st.none() | TEXTS.filter(lambda text: len(visible(text)) <= 200)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, company=NAMES, who=NAMES, due=st.none() | st.times(), count=st.integers(-1, 4))
def test_what_is_written_is_read_back(
    text: str, company: str | None, who: str | None, due: time | None, count: int
) -> None:
    written = replace(
        item(text, 3, Kind.DOSES),
        company=company,
        who=who,
        due=None if due is None else due.replace(second=0, microsecond=0),
        need=None if count < 0 else 5,
        count=None if count < 0 else count,
    )
    page = page_of(written)
    [incoming] = read(table([page], ROLLOVER, None), ANY_COMPANY)
    assert [incoming.origin] == names(page)
    assert incoming._replace(origin="", may_be_ours=False) == said(
        visible(text),
        kind=Kind.DOSES,
        company=company and visible(company),
        who=who and visible(who),
        day=FEB_20,
        due=written.due,
        counted=written.count,
        need=written.need,
        written=FEB_20,
    )


CELLS = st.sampled_from(
    ["a", "", '"', "'=", "2020-02-21", "9998-12-31 1:30", "0001-01-01 1:30", "done", "5", "\x00", "\r"]
)
ROWS = st.lists(st.lists(CELLS, max_size=5).map(",".join), max_size=4).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(ROWS.map(lambda rows: f"text,due,day,status,need\n{rows}".encode()) | st.binary(max_size=40))
def test_any_bytes_are_read_the_same_every_time_or_refused(data: bytes) -> None:
    refused = facts_of(lambda: read(data, ANY_COMPANY))
    assert facts_of(lambda: read(data, ANY_COMPANY)) == refused
    assert refused or read(data, ANY_COMPANY) == read(data, ANY_COMPANY)


def test_a_row_may_be_ours_if_its_name_could_be_given_here() -> None:
    assert [each.may_be_ours for each in read(table([every_sort()], ROLLOVER, None), ANY_COMPANY)] == [True] * 5
    data = "text,day,id,uuid\ngate,2020-02-20,1,\ngate,,,308ca3da-0eb8-4201-b913-05a358435527\n"
    assert [each.may_be_ours for each in read(data)] == [False, False]


def test_notes_of_ours_that_others_have_changed_stay_whole() -> None:
    page = page_of(replace(item("gate"), notes=(*note("first", by="a"), *note("b", by="c"))))
    cells = table([page], ROLLOVER, None).replace("a: first | c: b", "asked | again")
    assert read(cells)[0].notes == note("asked | again")


def test_no_note_is_of_somebody_who_is_named_in_its_text() -> None:
    notes = (*note("asked | director: approved", by="a"), *note("x", by="b: | c"))
    [found] = read(table([page_of(replace(item("gate"), notes=notes))], ROLLOVER, None))
    assert found.notes == note("asked ｜ director: approved", by="a") + note("x", by="b： ｜ c")


def test_all_the_notes_of_an_item_come_back_however_long_they_are() -> None:
    notes = tuple(each for number in range(20) for each in note(f"{number}".ljust(TEXT_LIMIT, "注"), by="a"))
    [found] = read(table([page_of(replace(item("gate"), notes=notes))], ROLLOVER, None))
    assert found.notes == notes
