"""todo.txt: what is written, read by a reader of the format's description; and what is read."""

import re
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import at
from tests.interchange.pages import (
    ANY_COMPANY,
    FEB_20,
    FEB_21,
    FILE,
    HOSTILE,
    NO_ROSTER,
    PARK,
    PARK_AND_NEW,
    ROLLOVER,
    every_sort,
    hostile,
    item,
    page_of,
    places,
)
from worklist.checklist.importing import Companies, Incoming
from worklist.checklist.items import Kind, Status, Waiver
from worklist.checklist.page import Page
from worklist.errors.imports import UnreadableFile
from worklist.interchange.moments import identity
from worklist.interchange.prose import one_line
from worklist.interchange.todotxt import read_todo_txt, todo_txt

UUID = "de8b602e-5e8e-5728-ba8e-15bcf67e099f"
"""What the first item of a page is named."""


def names(page: Page) -> list[str]:
    """Give the name of each item of a page."""
    return [identity(page, each, None).hex for each in page.items.values()]


def test_each_item_is_a_line_with_its_dates_kind_company_and_values() -> None:
    assert todo_txt([every_sort()], ROLLOVER, None) == (
        "2020-02-20 +doses herbal dose @宇环_数控：A due:2020-02-20 time:2100 who:联络员_01 count:20 need:50"
        " unit:heads_a waived:2 id:1 uuid:de8b602e-5e8e-5728-ba8e-15bcf67e099f\n"
        "x 2020-02-20 2020-02-20 +issues night round due:2020-02-21 time:0130 id:2"
        " uuid:11cdb2c9-3e5f-5466-970b-ae94056e312c\n"
        "x 2020-02-20 2020-02-20 +measures gate status:waived id:3 uuid:9b3ce85c-3a85-5a8c-afb4-ee64d430fc26\n"
        "x 2020-02-20 2020-02-20 +supplies masks count:0 need:5 status:carried id:4"
        " uuid:fc57a075-d79a-5e87-a4c9-239358afa105\n"
        "x 2020-02-20 2020-02-20 +supplies nothing outstanding @启泰 id:5 uuid:dd14d83d-7446-5dd5-a203-a5a4a183640e\n"
    )


def test_signs_in_a_text_that_would_mean_something_are_in_full_width() -> None:
    text = "due:2021-01-01 a::b +plus see @home a@b https://example.org:80/a?b:c 21:00 end: :-)"
    plain = "due：2021-01-01 a：：b ＋plus see ＠home a@b https://example.org:80/a?b:c 21：00 end: :-)"
    assert todo_txt([page_of(item(text))], ROLLOVER, None) == f"2020-02-20 +issues {plain} id:1 uuid:{UUID}\n"


def test_no_text_becomes_a_mark_a_date_a_context_or_a_value() -> None:
    lines = todo_txt([hostile()], ROLLOVER, None).removesuffix("\n").split("\n")
    assert len(lines) == len(HOSTILE)
    for line in lines:
        assert line.isprintable() or "\u200d" in line  # the joiner within one emoji
        head, _, rest = line.partition(" ")
        words = rest.split(" ")
        assert (head, words[0]) == ("2020-02-20", "+issues")
        assert [word for word in words[1:] if word.startswith("+")] == []
        assert len([word for word in words if word.startswith("@")]) == 1
        keys = [word.partition(":")[0] for word in words if re.fullmatch(r"[^\s:]+:[^\s:]+", word)]
        assert keys == ["who", "count", "need", "unit", "waived", "id", "uuid"]


def test_no_pages_are_no_lines() -> None:
    assert todo_txt([], ROLLOVER, None) == ""


# Reading

NO_DAY = "no day; write it as 2020-02-21"
NO_TEXT = "nothing that can be read; say what is to be done"
LONG_AGO = date(1, 1, 1)


def read(text: str | bytes, companies: Companies = PARK) -> list[Incoming]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_todo_txt(data, FILE, companies, ROLLOVER))


def one(text: str, companies: Companies = PARK) -> Incoming:
    """Read one line, but for its origin."""
    [incoming] = read(text, companies)
    return incoming._replace(origin="", may_be_ours=False)


def said(text: str, **fields: object) -> Incoming:
    return Incoming(origin="", text=text)._replace(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "incoming"),
    [
        ("(A) Call Mom", said("Call Mom", remarks=("priority: A",))),
        ("Really gotta call Mom (A) @phone", said("Really gotta call Mom (A) @phone")),
        ("(b) Get back to the boss", said("(b) Get back to the boss")),
        ("(B)->Submit TPS report", said("(B)->Submit TPS report")),
        ("2011-03-02 Document", said("Document", written=date(2011, 3, 2))),
        ("(A) 2011-03-02 Call", said("Call", written=date(2011, 3, 2), remarks=("priority: A",))),
        ("(A) Call Mom 2011-03-02", said("Call Mom 2011-03-02", remarks=("priority: A",))),
        ("2011-03-02 2011-03-01 two", said("2011-03-01 two", written=date(2011, 3, 2))),
        ("  (A) later", said("(A) later")),
        ("Email soandso@example.com about 2+2", said("Email soandso@example.com about 2+2")),
        ("call @phone +Family pri:A t:2020-03-01", said("call @phone +Family pri:A t:2020-03-01")),
        ("xylophone lesson", said("xylophone lesson")),
        ("X 2012-01-01 Make resolutions", said("X 2012-01-01 Make resolutions")),
        ("x", said("x")),
        ("(A) x Find tickets", said("x Find tickets", remarks=("priority: A",))),
        ("２０２０-02-20 wide", said("２０２０-02-20 wide")),
    ],
)
def test_the_rules_of_todo_txt(line: str, incoming: Incoming) -> None:
    assert one(line) == incoming


@pytest.mark.parametrize(
    ("line", "incoming"),
    [
        ("x 2020-02-20 Call", said("Call", day=FEB_20)),
        ("x 2020-02-21 2020-02-20 Call", said("Call", day=FEB_21, written=FEB_20)),
        ("x (A) 2020-02-21 2020-02-20 Call", said("Call", day=FEB_21, written=FEB_20, remarks=("priority: A",))),
        ("x (A) Call", said("Call", day=LONG_AGO, remarks=("priority: A",))),
        ("x 2020-02-20 Call pri:A due:2020-02-20", said("Call", day=FEB_20, remarks=("priority: A",))),
        ("x 2020-02-20 pri:A Call pri:B", said("Call pri:B", day=FEB_20, remarks=("priority: A",))),
        ("x (B) 2020-02-20 Call pri:A", said("Call pri:A", day=FEB_20, remarks=("priority: B",))),
        ("x 2020-02-20 Call pri:a xpri:A", said("Call pri:a xpri:A", day=FEB_20)),
        ("x 2020-02-20 pri:A", said("pri:A", day=FEB_20)),
        ("x 2020-02-20 Call due:2020-02-21", said("Call", day=FEB_20, remarks=("due: 2020-02-21",))),
    ],
)
def test_what_is_done_is_done_on_its_day(line: str, incoming: Incoming) -> None:
    assert one(line) == incoming._replace(status=Status.DONE)


@pytest.mark.parametrize(
    ("line", "incoming"),
    [
        ("2000 masks @宇环数控机床 +supplies", said("2000 masks", kind=Kind.SUPPLIES, company="宇环数控机床")),
        ("@yu-huan: @yu-huan masks", said("@yu-huan: masks", company="启泰传感科技")),
        ("+doses +supplies a @phone @宇环数控机床 @yuhuan", said("+supplies a @phone @yuhuan", kind=Kind.DOSES)),
        ("+doses @宇环数控机床", said("+doses @宇环数控机床", kind=Kind.DOSES)),
        ("+Doses @ + a", said("+Doses @ + a")),
        ("a due:2020-02-21 b", said("a b", day=FEB_21)),
        ("a due: due:2020-02-21 due:2020-02-22", said("a due: due:2020-02-22", day=FEB_21)),
        ("see  https://example.org:80/a?b:c  at 21:00", said("see  https://example.org:80/a?b:c  at 21:00")),
        ("a who:b count:1 need:2 unit:c time:2100 status:waived id:1", None),
        ("2020-02-20 a due:2020-02-21 time:2100 id:1", said("a time:2100 id:1", day=FEB_21, written=FEB_20)),
        (f"2020-02-20 uuid:{UUID[1:]} id:1", said(f"uuid:{UUID[1:]} id:1", written=FEB_20)),
        (f"2020-02-20 uuid:{UUID}x id:1", said(f"uuid:{UUID}x id:1", written=FEB_20)),
    ],
)
def test_a_company_a_kind_and_a_day_go_where_they_belong_and_all_else_stays(
    line: str, incoming: Incoming | None
) -> None:
    expected = said(line) if incoming is None else incoming
    company = "宇环数控机床" if "@宇环" in line else expected.company
    assert one(line) == expected._replace(company=company)


def test_the_first_context_is_a_new_company_only_where_none_is_of_the_roster() -> None:
    assert one("@ @a:b @\u200b call @phone @宇环", ANY_COMPANY) == said("@ @a:b @\u200b call @宇环", company="phone")
    assert one("call @phone @yuhuan", PARK_AND_NEW) == said("call @phone", company="启泰传感科技")
    assert one("call @phone", PARK_AND_NEW) == said("call", company="phone")
    assert one("call +issues", PARK_AND_NEW) == said("call")
    assert one("call @issues @phone", PARK_AND_NEW) == said("call @issues", company="phone")


def test_without_leave_a_context_stays_a_word_but_without_a_roster_in_a_line_of_ours() -> None:
    for companies in (PARK, NO_ROSTER):
        assert one("call @phone", companies) == said("call @phone")
    assert one(f"call @night_shift uuid:{UUID}", NO_ROSTER) == said("call", company="night shift")
    assert one(f"call @night_shift uuid:{UUID}", PARK) == said("call @night_shift")


def test_what_we_wrote_is_read_back() -> None:
    dose = said(
        "herbal dose",
        kind=Kind.DOSES,
        company="宇环 数控：A",
        who="联络员 01",
        day=FEB_20,
        due=time(21),
        counted=20,
        need=50,
        unit="heads a",
        waived=(Waiver(2, "waived elsewhere"),),
        written=FEB_20,
    )
    settled = {"day": FEB_20, "written": FEB_20, "status": Status.DONE}
    read_back = read(todo_txt([every_sort()], ROLLOVER, None), ANY_COMPANY)
    assert [each._replace(origin="", may_be_ours=False) for each in read_back] == [
        dose,
        said("night round", due=time(1, 30), **settled),
        said("gate", kind=Kind.MEASURES, **(settled | {"status": Status.WAIVED, "reason": "waived elsewhere"})),
        said("masks", kind=Kind.SUPPLIES, counted=0, need=5, **(settled | {"status": Status.CARRIED})),
        said("nothing outstanding", kind=Kind.SUPPLIES, company="启泰", **settled),
    ]
    assert [each.origin for each in read_back] == names(every_sort())


def test_one_of_ours_is_known_by_its_name_alone_whatever_was_changed_in_the_line() -> None:
    [first, *_rest] = read(todo_txt([page_of(item("gate"))], ROLLOVER, None))
    changed = [
        f"2020-02-20 +issues north gate id:1 uuid:{UUID}",
        f"(A) 2020-02-25 gate uuid:{UUID.upper()} +measures",
        f"x 2020-02-21 2020-02-20 +issues gate id:1 uuid:{UUID} rec:1w",
    ]
    assert [each.origin for line in changed for each in read(line)] == [first.origin] * 3


def test_of_two_notebooks_the_same_text_in_the_same_place_is_another_item() -> None:
    ours = page_of(item("herbal dose"))
    theirs = replace(ours, opened_at=at(9, 1).at)
    [known], [other] = (read(todo_txt([page], ROLLOVER, None)) for page in (ours, theirs))
    assert ([known.origin], [other.origin]) == (names(ours), names(theirs))
    assert known.origin != other.origin


def test_one_of_ours_that_was_done_elsewhere_on_another_day_keeps_when_it_was_due() -> None:
    line = f"x 2020-02-22 2020-02-20 +issues night round due:2020-02-21 time:0130 id:2 uuid:{UUID}"
    assert one(line) == said(
        "night round",
        day=date(2020, 2, 22),
        written=FEB_20,
        status=Status.DONE,
        remarks=("due: 2020-02-21 01:30",),
    )


def test_values_without_what_they_go_with_are_remarks() -> None:
    line = f"2020-02-20 gate time:2100 count:5 waived:2 status:waived unit:heads uuid:{UUID}"
    assert one(line).remarks == ("time: 2100", "count: 5", "waived: 2", "status: waived")
    done = one(f"x 2020-02-20 2020-02-20 gate due:2020-02-20 time:2100 status:waived uuid:{UUID}")
    assert (done.remarks, done.due, done.status) == ((), time(21), Status.WAIVED)


def test_a_value_that_is_none_stays_a_word() -> None:
    values = "who:_ time:2460 count:-1 need:0 unit:__ waived:x status:done who:b who:c"
    line = f"2020-02-20 +issues a {values} id:1 uuid:{UUID}"
    assert one(line) == said(
        "a who:_ time:2460 count:-1 need:0 unit:__ waived:x status:done who:c", who="b", day=FEB_20, written=FEB_20
    )


def test_a_line_has_the_same_name_whether_it_is_done_or_not_and_again_another() -> None:
    lines = ["2020-02-20 call", "(A) 2020-02-20 call", "x 2020-02-21 2020-02-20 call", "2020-02-19 call", "call"]
    lines += ["x 2020-02-21 2020-02-20 call pri:A", "x 2020-02-21 pri:Z call"]
    found = [[each.origin for each in read(line)] for line in lines]
    assert [found.index(name) for name in found] == [0, 0, 0, 3, 4, 0, 4]
    first, second = (each.origin for each in read("call\ncall"))
    assert ([first], [second]) == (found[4], [second])
    assert first != second


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one_and_blank_lines_are_none(end: str) -> None:
    assert [each.text for each in read(f"\ufeffone{end}{end} \t {end}two\u2028three\x0bfour{end}")] == [
        "one",
        "two\u2028three\x0bfour",
    ]


def test_no_lines_are_nothing() -> None:
    assert read("") == read(b"\xef\xbb\xbf") == read("\n\n") == []


def test_every_place_that_cannot_be_read_is_said_with_its_line_and_column() -> None:
    data = (
        "fine\r\n"
        "x 2020-13-01 2020-13-01 both\r\n"
        "(A) 2020-02-30 tomorrow due:tomorrow\n"
        "(A) \n"
        "x  \n"
        "\u200b\n"
        f"(B) {'口' * 10_001}\n"
        "2020-02-20 +issues need: a count:2 need:3 waived:1 id:1 uuid:de8b602e-5e8e-5728-ba8e-15bcf67e099f\n"
        "due:2020-02-30 due:2020-02-30\n"
        "due:9999-01-01\n"
    )
    assert places(lambda: read(data)) == [
        (2, 3, "2020-13-01", NO_DAY),
        (2, 14, "2020-13-01", NO_DAY),
        (3, 5, "2020-02-30", NO_DAY),
        (3, 29, "tomorrow", NO_DAY),
        (4, 5, "", NO_TEXT),
        (5, 3, " ", NO_TEXT),
        (6, 1, "\u200b", NO_TEXT),
        (7, 5, f"{'口' * 40}…", "too long; a text may have 10000 characters, a name 200"),
        (8, 36, "need:3", "met by what is counted; write a smaller count, or that it is done"),
        (9, 5, "2020-02-30", NO_DAY),
        (10, 5, "9999-01-01", NO_DAY),
    ]


def test_a_text_may_be_as_long_as_any() -> None:
    assert one(f"(A) {'口' * 10_000} @yuhuan").text == "口" * 10_000


@pytest.mark.parametrize(
    ("data", "line", "column", "part"),
    [
        (b"\xff\xfea\x00", 1, 1, "\\xff"),
        (b"one\n\xe5\x8f\xa3 \xe5\x8f", 2, 3, "\\xe5"),
        (b"\xef\xbb\xbfone\r\ntwo \x80", 2, 5, "\\x80"),
        (b"\xed\xa0\x80", 1, 1, "\\xed"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused(data: bytes, line: int, column: int, part: str) -> None:
    assert places(lambda: read(data)) == [(line, column, part, "not UTF-8; save the file as UTF-8")]


def test_of_very_many_places_the_first_are_shown() -> None:
    assert places(lambda: read("due:x\n" * 30)) == [(line, 5, "x", NO_DAY) for line in range(1, 21)]


def test_texts_that_hurt_are_read_as_they_are() -> None:
    texts = [text for text in HOSTILE if not {"\n", "\r"} & set(text) and " due:" not in f" {text}"]
    lines = [f"2020-02-20 {text}" for text in texts]
    assert [each.text for each in read("\n".join(lines))] == texts


# Laws

WORDS = st.text(st.sampled_from("ab :@+x'_-()0２口\u200d\x1b\n\t\u2028="), max_size=12).filter(
    lambda text: any(sign.isprintable() and not sign.isspace() for sign in text)
)
NAMES = st.none() | WORDS.map(str.strip)
TEXTS = WORDS.map(str.strip) | st.sampled_from([text.strip() for text in HOSTILE])


def narrow(text: str | None) -> str | None:
    """Give a text with the signs that stand in full width in todo.txt as they were."""
    return text if text is None else text.translate(str.maketrans("＠＋：＿", "@+:_"))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, company=NAMES, who=NAMES, unit=NAMES, due=st.none() | st.times(), count=st.integers(-1, 4))
def test_what_is_written_is_read_back(
    text: str, company: str | None, who: str | None, unit: str | None, due: time | None, count: int
) -> None:
    written = replace(
        item(text, 3, Kind.DOSES),
        company=company,
        who=who,
        unit=unit,
        due=None if due is None else due.replace(second=0, microsecond=0),
        need=None if count < 0 else 5,
        count=None if count < 0 else count,
    )
    page = page_of(written)
    [incoming] = read(todo_txt([page], ROLLOVER, None), ANY_COMPANY)
    assert [incoming.origin] == names(page)
    texts = (incoming.text, incoming.company, incoming.who, incoming.unit)
    assert [narrow(each) for each in texts] == [
        None if each is None else narrow(one_line(each)) for each in (text, company, who, unit)
    ]
    assert incoming._replace(origin="", may_be_ours=False, text="", company=None, who=None, unit=None) == said(
        "", kind=Kind.DOSES, day=FEB_20, due=written.due, counted=written.count, need=written.need, written=FEB_20
    )


PARTS = ["x ", "(A) ", "2020-02-20 ", "2020-13-01 ", "due:", "due:9998-12-31 ", "due:0001-01-01 ", "+issues ", "@a "]
PARTS += [
    "\n",
    "\r",
    "time:0130 ",
    "need:1 ",
    "count:1 ",
    "status:carried ",
    "who:_ ",
    "\0",
    "\u200b",
    "口",
    "a ",
    "  ",
]
FILES = st.lists(st.sampled_from([*PARTS, f" uuid:{UUID}\n"]), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(FILES.map(str.encode) | st.binary(max_size=40))
def test_any_bytes_are_read_the_same_every_time_or_refused(data: bytes) -> None:
    try:
        found = read(data, ANY_COMPANY)
    except UnreadableFile:
        assert places(lambda: read(data, ANY_COMPANY))
    else:
        assert read(data, ANY_COMPANY) == found


@settings(max_examples=100, deadline=None)
@given(FILES)
def test_where_a_day_is_wrong_the_column_is_where_it_stands(data: str) -> None:
    try:
        read(data)
    except UnreadableFile as error:
        lines = data.split("\n" if "\n" in data else "\r")
        for line, column, part, problem in (place.facts.values() for place in error.places):
            assert isinstance(line, int)
            assert isinstance(column, int)
            assert problem != NO_DAY or lines[line - 1][column - 1 :].startswith(str(part))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["+issues", "@a", "due:2020-02-21", "due:", "id:1", "who:b", "a", "(A)", "x", ""])))
def test_no_word_is_lost(words: list[str]) -> None:
    for incoming in read(f"x (B) 2020-02-20 2020-02-19 b {' '.join(words)}", ANY_COMPANY):
        company = [] if incoming.company is None else [f"@{incoming.company}"]
        remarks = [remark.replace(": ", ":") for remark in incoming.remarks]
        kind = ["+issues"] if "+issues" in words else []
        said = [*incoming.text.split(), *company, *kind, *remarks]
        assert sorted(said) == sorted(["b", "priority:B", *filter(None, words)])


def test_a_line_may_be_ours_if_its_name_could_be_given_here() -> None:
    lines = f"gate uuid:{UUID}\ngate uuid:308ca3da-0eb8-4201-b913-05a358435527\n2020-02-20 +issues gate id:1\n"
    assert [each.may_be_ours for each in read(lines)] == [True, False, False]
