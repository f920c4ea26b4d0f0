import re
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklist.checklist.drafting import read_draft, read_drafts, take_marks
from worklist.checklist.items import NAME_LIMIT, TEXT_LIMIT, Draft, Kind
from worklist.errors import BadKind, BadLine, EmptyText, NoneNeedsCompany, NotUtf8, TextTooLong, TwoOfOne

MARKABLE = st.text(alphabet="@+＠＋ab8宇\n\t 　")
PLAIN_WORDS = st.from_regex(r"[a-z宇环0-9.]+(@[a-z]+)?", fullmatch=True)
MARKED_WORDS = st.tuples(st.sampled_from("@+＠＋"), st.from_regex(r"[a-z宇环]+", fullmatch=True)).map("".join)

NOTHING = Draft()


# Marks within a text


@pytest.mark.parametrize(
    ("text", "left", "companies", "kinds"),
    [
        ("2000 masks", "2000 masks", [], []),
        ("2000 masks @yuhuan", "2000 masks ", ["yuhuan"], []),
        ("+supplies 2000 masks @yuhuan", "2000 masks ", ["yuhuan"], ["supplies"]),
        ("＋supplies ＠宇环 口罩", "口罩", ["宇环"], ["supplies"]),
        ("a @x b @y c", "a b c", ["x", "y"], []),
        ("@x @y +d", "", ["x", "y"], ["d"]),
        ("a  @x  b", "a   b", ["x"], []),
        ("first\n@x\nsecond", "first\nsecond", ["x"], []),
        ("masks for @yuhuan, by truck", "masks for, by truck", ["yuhuan"], []),
        ("报名表 @远航精密（江苏）公司", "报名表 ", ["远航精密（江苏）公司"], []),
        ("form of @Yuhuan(Suzhou) today", "form of today", ["Yuhuan(Suzhou)"], []),
        ("(ask @yuhuan) today", "(ask) today", ["yuhuan"], []),
        ("送口罩 @启泰，明天", "送口罩，明天", ["启泰"], []),
        ("call +86 731 5555", "call +86 731 5555", [], []),
        ("拨打 ＋86 731", "拨打 ＋86 731", [], []),
        ("office@park.cn, C++ and 1+1", "office@park.cn, C++ and 1+1", [], []),
        ("@ + ＠ ＋", "@ + ＠ ＋", [], []),
        ("@@home ++plus", "@home +plus", [], []),
        ("＠＠home ＋＋plus", "＠home ＋plus", [], []),
        ("@＠home", "＠home", [], []),
        ("++86", "+86", [], []),
        ("@@  ++", "@  +", [], []),
        ("@+x +@y", "", ["+x"], ["@y"]),
        ("@@x @y z", "@x z", ["y"], []),
        ("@8", "", ["8"], []),
        ("", "", [], []),
    ],
)
def test_marks_are_taken_out_and_the_rest_kept(text: str, left: str, companies: list[str], kinds: list[str]) -> None:
    assert take_marks(text) == (left, companies, kinds)


@given(MARKABLE)
def test_a_text_whose_marks_are_doubled_stays_itself(text: str) -> None:
    doubled = re.sub(r"(?<!\S)([@+＠＋])", r"\1\1", text)
    assert take_marks(doubled) == (text, [], [])


@given(st.text())
def test_a_text_without_marks_stays_itself(text: str) -> None:
    unmarked = re.sub(r"(?<!\S)[@+＠＋]+", "", text)
    assert take_marks(unmarked) == (unmarked, [], [])


@given(st.lists(PLAIN_WORDS | MARKED_WORDS))
def test_every_word_goes_to_its_place_in_its_order(words: list[str]) -> None:
    left, companies, kinds = take_marks(" ".join(words))
    assert companies == [word[1:] for word in words if word[0] in "@＠"]
    assert kinds == [word[1:] for word in words if word[0] in "+＋"]
    assert left.split() == [word for word in words if word[0] not in "@+＠＋"]


# One line


def test_a_line_is_a_text_with_its_company_and_kind() -> None:
    assert read_draft("+supplies 2000 masks @宇环数控机床", NOTHING) == Draft(
        text="2000 masks", kind=Kind.SUPPLIES, company="宇环数控机床"
    )


def test_a_line_without_marks_is_a_text_and_nothing_else() -> None:
    assert read_draft("  the east door does not close ", NOTHING) == Draft(text="the east door does not close")


def test_the_options_speak_where_the_line_does_not() -> None:
    given_all = Draft(
        kind=Kind.DOSES, company="启泰传感科技", who="联络员02", due=time(21), need=482, unit="cups"
    )  # fmt: skip
    assert read_draft("herbal dose", given_all) == Draft(
        text="herbal dose",
        kind=Kind.DOSES,
        company="启泰传感科技",
        who="联络员02",
        due=time(21),
        need=482,
        unit="cups",
    )


def test_the_same_may_be_said_twice() -> None:
    given_both = Draft(kind=Kind.DOSES, company="宇环")
    assert read_draft("+d tea @宇环 +doses @宇环", given_both) == Draft(text="tea", kind=Kind.DOSES, company="宇环")


@pytest.mark.parametrize(
    ("line", "options", "first", "second"),
    [
        ("tea @宇环 @启泰", NOTHING, "宇环", "启泰"),
        ("tea @宇环 @宇环 @启泰", NOTHING, "宇环", "启泰"),
        ("tea @启泰", Draft(company="宇环"), "宇环", "启泰"),
        ("tea +doses +supplies", NOTHING, "doses", "supplies"),
        ("tea +s", Draft(kind=Kind.DOSES), "doses", "supplies"),
    ],
)
def test_two_of_one_are_refused(line: str, options: Draft, first: str, second: str) -> None:
    with pytest.raises(TwoOfOne) as error:
        read_draft(line, options)
    assert str(error.value) == f"“{first}” and “{second}” cannot both be said of one item; give one of them."


def test_a_word_with_a_plus_that_is_no_kind_is_refused() -> None:
    with pytest.raises(BadKind) as error:
        read_draft("tea +hot", NOTHING)
    assert error.value.facts == {"text": "hot"}


@pytest.mark.parametrize("line", ["", "  ", "@宇环", "+doses @宇环", "\u200b"])
def test_a_line_with_no_text_is_refused(line: str) -> None:
    with pytest.raises(EmptyText):
        read_draft(line, NOTHING)


def test_a_line_that_is_no_text_is_refused() -> None:
    with pytest.raises(NotUtf8) as error:
        read_draft("tea \udcff", NOTHING)
    assert error.value.facts == {"text": "tea \udcff"}


def test_the_limits_hold_for_the_text_and_for_the_company() -> None:
    assert read_draft("茶" * TEXT_LIMIT, NOTHING).text == "茶" * TEXT_LIMIT
    with pytest.raises(TextTooLong) as text:
        read_draft("茶" * (TEXT_LIMIT + 1), NOTHING)
    assert text.value.facts == {"length": TEXT_LIMIT + 1, "limit": TEXT_LIMIT}
    assert read_draft(f"tea @{'宇' * NAME_LIMIT}", NOTHING).company == "宇" * NAME_LIMIT
    with pytest.raises(TextTooLong) as company:
        read_draft(f"tea @{'宇' * (NAME_LIMIT + 1)}", NOTHING)
    assert company.value.facts == {"length": NAME_LIMIT + 1, "limit": NAME_LIMIT}


# The answer that nothing is outstanding

NONE = Draft(nothing=True)


@pytest.mark.parametrize(
    ("line", "given", "draft"),
    [
        ("@宇环", NONE, Draft(nothing=True, company="宇环")),
        ("", replace(NONE, company="宇环"), Draft(nothing=True, company="宇环")),
        ("@宇环 +d", NONE, Draft(nothing=True, company="宇环", kind=Kind.DOSES)),
        ("checked by phone @宇环", NONE, Draft(nothing=True, company="宇环", text="checked by phone")),
    ],
)
def test_an_answer_that_nothing_is_outstanding_needs_no_text(line: str, given: Draft, draft: Draft) -> None:
    assert read_draft(line, given) == draft


@pytest.mark.parametrize("line", ["", " ", "all is well", "+d"])
def test_an_answer_that_nothing_is_outstanding_says_whose_it_is(line: str) -> None:
    with pytest.raises(NoneNeedsCompany):
        read_draft(line, NONE)


# Many lines


def test_every_line_that_is_not_empty_is_a_draft() -> None:
    lines = ["herbal dose @宇环", "", "  ", "+s 2000 masks", "\t"]
    assert read_drafts(lines, Draft(who="联络员02")) == [
        Draft(text="herbal dose", company="宇环", who="联络员02", line=1),
        Draft(text="2000 masks", kind=Kind.SUPPLIES, who="联络员02", line=4),
    ]


def test_no_lines_are_no_drafts() -> None:
    assert read_drafts(["", " "], NOTHING) == []


def test_the_first_bad_line_is_named_by_its_number_among_all() -> None:
    with pytest.raises(BadLine) as error:
        read_drafts(["tea", "", "tea +hot", "tea @a @b"], NOTHING)
    assert str(error.value) == (
        "Line 3: There is no kind “hot”; the kinds are supplies, measures, doses and issues."
        " (A word that begins with + is a kind; write ++ for a plain +.) Nothing was added."
    )
