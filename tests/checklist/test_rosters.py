"""What the rows of an office's sheet say of each company, and everything that is wrong with them at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from worklist.checklist.companies import HEADCOUNT_LIMIT, CompanyWish
from worklist.checklist.items import NAME_LIMIT
from worklist.checklist.rosters import HEADING_ROWS, Cell, RosterFile, read_roster
from worklist.checklist.wishes import CLEAR
from worklist.errors.sheets import BadCells, HeadingTwice, NoHeading

FEB_10, FEB_20 = date(2020, 2, 10), date(2020, 2, 20)
NOON = datetime.fromisoformat("2020-02-10T12:00")

UNSEEN = "not plain: there are signs in it that cannot be seen; write it anew"
NO_HEADCOUNT = f"no headcount; write a whole number from 0 to {HEADCOUNT_LIMIT}"
NO_DAY = "no day; write it as 2020-02-10"


def numbered(*rows: Sequence[Cell]) -> list[tuple[int, Sequence[Cell]]]:
    return list(enumerate(rows, 1))


def read(*rows: Sequence[Cell]) -> RosterFile:
    return read_roster(numbered(*rows), FEB_20)


def wish(heading: str, cell: Cell) -> CompanyWish:
    """Give what is said of 宇环 by one cell under a heading."""
    return read(("企业", heading), ("宇环", cell)).wishes[0][1]


def wrong(*rows: Sequence[Cell]) -> list[str]:
    """Give what is said about each bad cell."""
    with pytest.raises(BadCells) as caught:
        read(*rows)
    assert caught.value.facts == {"count": len(caught.value.cells)}
    return [str(cell) for cell in caught.value.cells]


def problem(heading: str, cell: Cell) -> str:
    """Give what is wrong with one cell under a heading."""
    with pytest.raises(BadCells) as caught:
        read(("企业", heading), ("宇环", cell))
    (bad,) = caught.value.cells
    assert (bad.facts["row"], bad.facts["column"]) == (2, heading)
    return str(bad.facts["problem"])


# Headings


def test_a_roster_with_every_column_says_everything() -> None:
    headings = ("网格", "企业名称", "在岗人数", "是否规上", "是否复工", "复工时间", "联络员", "保姆员", "别名")
    assert read(headings, ("Grid 01", "宇环", 25, "是", "是", FEB_10, "联络员01", "保姆员01", "YH")) == RosterFile(
        wishes=(
            (
                2,
                CompanyWish(
                    name="宇环",
                    headcount=25,
                    zone="Grid 01",
                    above_scale=True,
                    resumed=True,
                    resumed_since=FEB_10,
                    liaison="联络员01",
                    caretaker="保姆员01",
                    other_names=("YH",),
                ),
            ),
        ),
        ignored=(),
    )


def test_what_has_no_column_is_not_spoken_of_and_what_is_blank_is_emptied() -> None:
    headings = ("Name", "Heads", "Grid", "Above scale", "Resumed", "Resumed since", "Liaison", "Caretaker", "Aliases")
    emptied = CompanyWish(
        name="宇环",
        headcount=CLEAR,
        zone=CLEAR,
        above_scale=False,
        resumed=False,
        resumed_since=CLEAR,
        liaison=CLEAR,
        caretaker=CLEAR,
        other_names=(),
    )
    assert read(("企业",), ("宇环",)).wishes == ((2, CompanyWish(name="宇环")),)
    assert read(headings, ("宇环", None, "", " ", "\t", "\u3000", None, None, None)).wishes == ((2, emptied),)
    assert read(headings, ("宇环",)).wishes == ((2, emptied),)


@pytest.mark.parametrize(
    "heading",
    ["name", "company", "company name", "企业名称", "企业", "公司", "公司名称", "单位名称", "名称"],
)
def test_the_names_are_known_by_every_heading(heading: str) -> None:
    assert read((heading,), ("宇环",)).wishes == ((2, CompanyWish(name="宇环")),)


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (("headcount", "heads", "employees", "在岗人数", "员工人数", "人数", "员工数"), {"headcount": 3}),
        (("zone", "grid", "网格", "所属网格", "片区", "区域"), {"zone": "3"}),
        (("liaison", "liaison officer", "联络员"), {"liaison": "3"}),
        (("caretaker", "保姆员", "保姆"), {"caretaker": "3"}),
        (("other names", "aliases", "别名", "简称", "曾用名"), {"other_names": ("3",)}),
    ],
)
def test_a_column_is_known_by_every_heading(headings: Sequence[str], said: dict[str, Any]) -> None:
    for heading in headings:
        assert wish(heading, 3) == replace(CompanyWish(name="宇环"), **said)


@pytest.mark.parametrize("heading", ["above scale", "规上", "规上企业", "是否规上"])
def test_a_company_above_scale_is_known_by_every_heading(heading: str) -> None:
    assert wish(heading, "是") == CompanyWish(name="宇环", above_scale=True)


@pytest.mark.parametrize("heading", ["resumed", "复工", "是否复工", "已复工"])
def test_a_company_at_work_is_known_by_every_heading(heading: str) -> None:
    assert wish(heading, "是") == CompanyWish(name="宇环", resumed=True)


@pytest.mark.parametrize("heading", ["resumed since", "复工时间", "复工日期"])
def test_the_day_of_return_is_known_by_every_heading(heading: str) -> None:
    assert wish(heading, FEB_10) == CompanyWish(name="宇环", resumed_since=FEB_10)


@pytest.mark.parametrize(
    "heading",
    [
        " LIAISON_officer ",
        "Liaison-Officer",
        "ＬＩＡＩＳＯＮ officer",
        "liaison\nofficer",
        "（联络员）",
        "联 络 员",
        "【联络员】",
    ],
)
def test_headings_are_known_whatever_their_case_width_blanks_and_brackets(heading: str) -> None:
    assert wish(heading, "联络员01") == CompanyWish(name="宇环", liaison="联络员01")


def test_titles_above_the_headings_are_passed_over() -> None:
    rows = ((), ("园区企业名册", None), ("2020年2月", FEB_20), (" ", None), ("序号", "企业"), (1, "宇环"))
    assert read(*rows) == RosterFile(wishes=((6, CompanyWish(name="宇环")),), ignored=("序号",))


def test_the_headings_may_be_in_the_twentieth_row_that_is_not_blank_and_no_later() -> None:
    titles = [("园区",), ()] * (HEADING_ROWS - 1)
    assert read(*titles, ("企业",), ("宇环",)).wishes == ((40, CompanyWish(name="宇环")),)
    with pytest.raises(NoHeading):
        read(*titles, ("园区",), ("企业",), ("宇环",))


@pytest.mark.parametrize("rows", [[], [()], [("人数", "网格"), (25, "Grid 01")]])
def test_without_a_heading_for_names_the_headings_that_are_understood_are_listed(rows: list[Sequence[Cell]]) -> None:
    with pytest.raises(NoHeading) as caught:
        read(*rows)
    assert str(caught.value) == (
        "No row has a heading for the names of companies. These headings are understood: name, company, company name,"
        " 企业名称, 企业, 公司, 公司名称, 单位名称, 名称,"
        " headcount, heads, employees, 在岗人数, 员工人数, 人数, 员工数, zone, grid, 网格, 所属网格, 片区, 区域,"
        " above scale, 规上, 规上企业, 是否规上, resumed, 复工, 是否复工, 已复工, resumed since, 复工时间, 复工日期,"
        " liaison, liaison officer, 联络员, caretaker, 保姆员, 保姆, other names, aliases, 别名, 简称, 曾用名."
    )


@pytest.mark.parametrize(("first", "second"), [("复工", "Resumed"), ("复工", "复工"), ("企业", "公司名称")])
def test_two_columns_that_mean_the_same_are_refused(first: str, second: str) -> None:
    with pytest.raises(HeadingTwice) as caught:
        read(("名称" if first != "企业" else "序号", first, second))
    assert caught.value.facts == {"first": first, "second": second}


def test_headings_that_are_not_understood_are_told_and_their_cells_left_alone() -> None:
    rows = (("序号", "企业", None, 2020, "备注\n（电话）"), (1, "宇环", "x", "\x1b", "y", "behind the last heading"))
    assert read(*rows) == RosterFile(wishes=((2, CompanyWish(name="宇环")),), ignored=("序号", "2020", "备注 （电话）"))


def test_rows_that_are_blank_are_left_out_and_the_others_keep_their_numbers() -> None:
    rows = (("企业", "人数"), (), ("宇环", 25), (None, " "), ("启泰", 50))
    assert read(*rows).wishes == (
        (3, CompanyWish(name="宇环", headcount=25)),
        (5, CompanyWish(name="启泰", headcount=50)),
    )


def test_a_roster_may_be_empty() -> None:
    assert read(("企业", "备注")) == RosterFile(wishes=(), ignored=("备注",))


# Flags and days


@pytest.mark.parametrize(
    "cell",
    ["是", "yes", "Y", "TRUE", "1", "1.0", "√", "✓", "已复工", "ＹＥＳ", " y\n", True, 1, 1.0],
    ids=repr,
)
def test_what_means_yes(cell: Cell) -> None:
    assert wish("规上", cell) == CompanyWish(name="宇环", above_scale=True)
    assert wish("复工", cell) == CompanyWish(name="宇环", resumed=True)


@pytest.mark.parametrize("cell", ["否", "no", "N", "False", "0", "0.0", "×", "未复工", False, 0, 0.0], ids=repr)
def test_what_means_no(cell: Cell) -> None:
    assert wish("规上", cell) == CompanyWish(name="宇环", above_scale=False)
    assert wish("复工", cell) == CompanyWish(name="宇环", resumed=False)


@pytest.mark.parametrize("cell", ["也许", "是的", 2, 0.5, float("nan"), "-"], ids=repr)
def test_what_means_neither_is_refused(cell: Cell) -> None:
    assert problem("规上", cell) == "neither yes nor no"
    assert problem("复工", cell) == "neither yes nor no, nor a day like 2020-02-10"


def test_a_day_is_no_answer_to_whether_a_company_is_above_scale() -> None:
    assert problem("规上", FEB_10) == "neither yes nor no"


DAYS: list[Cell] = [
    FEB_10,
    NOON,
    datetime.fromisoformat("2020-02-10T23:59:59.991000"),
    "2020-02-10",
    "2020-2-10",
    "2020/2/10",
    "2020/02/10 0:00",
    "2020-02-10T00:00:00",
    "2020.2.10",
    "2020年2月10日",
    "2020 年 2 月 10 日",
    "２０２０年２月１０号",
    "2月10日",
    "2-10",
    "2/10",
    " 2020-02-10\n",
]


@pytest.mark.parametrize("cell", DAYS, ids=repr)
def test_a_day_is_read_as_offices_write_it(cell: Cell) -> None:
    assert wish("复工时间", cell) == CompanyWish(name="宇环", resumed_since=FEB_10)
    assert wish("复工", cell) == CompanyWish(name="宇环", resumed=True, resumed_since=FEB_10)


@pytest.mark.parametrize(
    ("today", "day"), [(date(2020, 1, 3), date(2019, 12, 30)), (date(2020, 12, 3), date(2020, 12, 30))]
)
def test_a_day_without_a_year_is_the_one_nearest_to_today(today: date, day: date) -> None:
    rows = numbered(("企业", "复工日期"), ("宇环", "12月30日"))
    assert read_roster(rows, today).wishes == ((2, CompanyWish(name="宇环", resumed_since=day)),)


@pytest.mark.parametrize(
    "cell",
    ["today", "fri", "+1d", "soon", "2020-02-30", "2020-13-1", "13-1", "2.10", "20-02-10", 43871.0, True, "0:00"],
    ids=repr,
)
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    assert problem("复工时间", cell) == NO_DAY


def test_a_day_beyond_the_last_year_is_refused() -> None:
    assert problem("复工时间", date(9999, 12, 31)) == NO_DAY


@pytest.mark.parametrize(
    ("resumed", "since", "said"),
    [
        ("是", FEB_10, CompanyWish(resumed=True, resumed_since=FEB_10)),
        ("是", None, CompanyWish(resumed=True, resumed_since=CLEAR)),
        ("否", FEB_10, CompanyWish(resumed=False, resumed_since=CLEAR)),
        ("否", None, CompanyWish(resumed=False, resumed_since=CLEAR)),
        (None, FEB_10, CompanyWish(resumed=False, resumed_since=CLEAR)),
        (FEB_10, None, CompanyWish(resumed=True, resumed_since=FEB_10)),
        (FEB_10, "2月10日", CompanyWish(resumed=True, resumed_since=FEB_10)),
    ],
)
def test_whether_and_since_when_are_read_together(resumed: Cell, since: Cell, said: CompanyWish) -> None:
    assert read(("企业", "复工", "复工时间"), ("宇环", resumed, since)).wishes == ((2, replace(said, name="宇环")),)


def test_two_days_of_return_in_one_row_are_refused() -> None:
    assert wrong(("企业", "复工", "复工时间"), ("宇环", FEB_10, "2-11")) == [
        "Row 2, 复工时间: “2-11” is another day than the one in this row that says when it resumed."
    ]


# Headcounts


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (25, 25),
        (25.0, 25),
        ("25", 25),
        ("25.0", 25),
        ("25人", 25),
        ("25 人", 25),
        ("1,234", 1234),
        ("１，２３４ 人", 1234),
        ("1,234,567", 1_234_567),
        (0, 0),
        ("0", 0),
        (HEADCOUNT_LIMIT, HEADCOUNT_LIMIT),
        ("007", 7),
    ],
)
def test_a_headcount_is_a_whole_number_however_it_is_written(cell: Cell, count: int) -> None:
    assert wish("人数", cell) == CompanyWish(name="宇环", headcount=count)


@pytest.mark.parametrize(
    "cell",
    [
        12.5,
        "12.5",
        -3,
        "-3",
        "abc",
        "约25",
        "12,34",
        "1e3",
        "人",
        "9" * 5000,
        HEADCOUNT_LIMIT + 1,
        str(HEADCOUNT_LIMIT + 1),
        float("inf"),
        float("nan"),
        True,
        FEB_10,
        "٣",
    ],
    ids=lambda cell: repr(cell)[:12],
)
def test_what_is_no_headcount_is_refused(cell: Cell) -> None:
    assert problem("人数", cell) == NO_HEADCOUNT


# Texts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (3, "3"),
        (3.5, "3.5"),
        ("3.0", "3.0"),
        ("  Grid 01\u3000", "Grid 01"),
        ("Grid\n01", "Grid 01"),
        ("Grid \r\n\t 01\n", "Grid 01"),
        ("东\u3000区", "东\u3000区"),
        ("[bold] 👩‍🏭", "[bold] 👩‍🏭"),
        ("区" * NAME_LIMIT, "区" * NAME_LIMIT),
    ],
)
def test_a_text_is_one_line(cell: Cell, text: str) -> None:
    assert wish("网格", cell) == CompanyWish(name="宇环", zone=text)
    assert read(("企业",), (cell,)).wishes == ((2, CompanyWish(name=text)),)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9f", "\u200b", "\u202e", "\u2066", "\ufeff", "\udcff"])
@pytest.mark.parametrize("heading", ["网格", "联络员", "保姆员", "别名"])
def test_a_text_with_signs_that_cannot_be_seen_is_refused(heading: str, sign: str) -> None:
    assert problem(heading, f"宇{sign}环") == UNSEEN
    assert problem(heading, f"\n{sign}宇") == UNSEEN


@pytest.mark.parametrize("cell", [True, FEB_10, NOON])
@pytest.mark.parametrize("heading", ["网格", "联络员", "保姆员", "别名"])
def test_a_flag_or_a_day_is_no_text(heading: str, cell: Cell) -> None:
    assert problem(heading, cell) == "no text"


@pytest.mark.parametrize(
    "cell", ["区" * (NAME_LIMIT + 1), 1e300, f"宇、{'区' * (NAME_LIMIT + 1)}"], ids=["text", "float", "part"]
)
def test_a_text_over_the_limit_is_refused(cell: Cell) -> None:
    assert problem("别名", cell) == f"longer than {NAME_LIMIT} characters; shorten it"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("宇环数控、YH", ("宇环数控", "YH")),
        ("a,b，c;d；e/f|g", ("a", "b", "c", "d", "e", "f", "g")),
        (" a 、\nb,,c , ", ("a", "b", "c")),
        ("YH, b, ｙｈ, B", ("YH", "b")),
        ("、", ()),
        (3.0, ("3",)),
    ],
)
def test_other_names_are_parted_and_each_is_taken_once(cell: Cell, names: tuple[str, ...]) -> None:
    assert wish("别名", cell) == CompanyWish(name="宇环", other_names=names)


# What is wrong, all at once


def test_all_bad_cells_of_a_file_are_told_together() -> None:
    rows = (
        ("序号", "企业 名称", "人数", "复工", "别名"),
        (1, "宇环", "12.5", "也许", "a"),
        (2, "启泰", 50, "是", "b"),
        (3, None, "许多" * 30, "否", "c\x1b"),
        (4, True, 7, "是", "d"),
    )
    assert wrong(*rows) == [
        f"Row 2, 人数: “12.5” is {NO_HEADCOUNT}.",
        "Row 2, 复工: “也许” is neither yes nor no, nor a day like 2020-02-10.",
        "Row 4, 企业 名称: “” is no name; name the company, or empty the whole row.",
        f"Row 4, 人数: “{'许多' * 20}…” is {NO_HEADCOUNT}.",
        f"Row 4, 别名: “c\x1b” is {UNSEEN}.",
        "Row 5, 企业 名称: “True” is no text.",
    ]


def test_the_error_says_how_many_cells_are_bad() -> None:
    with pytest.raises(BadCells) as caught:
        read(("企业", "人数", "规上"), ("宇环", "x", "y"), ("启泰", 50, "z"))
    assert (str(caught.value), caught.value.exit_code) == (
        "Cells that cannot be read: 2. Mend them in the file and import it again; nothing was changed.",
        2,
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("YH", None), ("ｙ h", None)), "Row 3, 企业: “ｙ h” is a name in row 2 already"),
        ((("宇环", "YH"), ("启泰", "qt, yh")), "Row 3, 别名: “yh” is a name in row 2 already"),
        ((("宇环", "YH"), ("yh", None)), "Row 3, 企业: “yh” is a name in row 2 already"),
        ((("宇环", None), ("启泰", "宇环")), "Row 3, 别名: “宇环” is a name in row 2 already"),
    ],
)
def test_a_name_in_two_rows_is_refused_with_both(rows: Sequence[Sequence[Cell]], told: str) -> None:
    assert wrong(("企业", "别名"), *rows) == [f"{told}; leave it out of one of them."]


def test_every_row_that_repeats_a_name_is_told_with_the_first() -> None:
    assert wrong(("企业", "人数"), ("宇环", 25), ("启泰", "x"), ("宇环", "y"), ("宇环", 25)) == [
        f"Row 3, 人数: “x” is {NO_HEADCOUNT}.",
        f"Row 4, 人数: “y” is {NO_HEADCOUNT}.",
        "Row 4, 企业: “宇环” is a name in row 2 already; leave it out of one of them.",
        "Row 5, 企业: “宇环” is a name in row 2 already; leave it out of one of them.",
    ]


def test_a_company_may_repeat_its_own_name_among_its_others() -> None:
    assert wish("别名", "宇环、YH") == CompanyWish(name="宇环", other_names=("宇环", "YH"))


def test_rows_may_come_one_by_one() -> None:
    rows = numbered(("企业",), ("宇环",), ("启泰",))
    assert read_roster(iter(rows), FEB_20) == read_roster(rows, FEB_20)


def test_a_heading_with_something_in_brackets_beside_it_is_understood() -> None:
    rows: list[tuple[int, Sequence[Cell]]] = [
        (1, ["企业名称（全称）", "在岗人数(人)", "复工"]),
        (2, ["启泰传感科技", 50, "复工"]),
        (3, ["博大科工", 612, "停工"]),
    ]
    wishes = [wish for _row, wish in read_roster(rows, date(2020, 2, 20)).wishes]
    assert [(wish.name, wish.headcount, wish.resumed) for wish in wishes] == [
        ("启泰传感科技", 50, True),
        ("博大科工", 612, False),
    ]


def test_a_row_of_totals_is_no_company() -> None:
    with pytest.raises(BadCells) as error:
        read_roster([(1, ["企业名称"]), (2, ["启泰传感科技"]), (3, ["合 计"])], date(2020, 2, 20))
    assert [str(cell) for cell in error.value.cells] == [
        "Row 3, 企业名称: “合 计” is a total and no company; leave the row out."
    ]
