"""The board on screens of different size: a line a company, a blank unlike anything else, and nothing left unsaid."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.render.pictures import make_item, park_in_the_afternoon
from worklist.checklist.board import By, board, folded, worst_first
from worklist.checklist.companies import Company
from worklist.checklist.items import Item, Kind, Status, Waiver
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.checklist.roster import roster_of
from worklist.render.board import BoardView, draw_board

PARK = park_in_the_afternoon()
EVERYTHING = replace(PARK, shown=worst_first(PARK.rows))


def drawn(view: BoardView, width: int, height: int | None = None) -> str:
    """Give what a screen of this size shows, without colours."""
    buffer = StringIO()
    console = Console(file=buffer, width=width, color_system=None, legacy_windows=False)
    for line in draw_board(view, width=width, height=height):
        console.print(line)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def by(part: By) -> BoardView:
    """Give the board of the park by zone, liaison or caretaker, in the order of these."""
    return replace(PARK, shown=(), by=part, folds=folded(PARK.rows, part))


def cell(*items: Item) -> str:
    """Give what the board says of a company's doses."""
    company = Company(number=1, name="启泰", headcount=50, resumed=True)
    page = Page(day=PARK.page.day, items={item.id: item for item in items})
    notebook = Notebook(pages={page.day: page}, closed=(), roster=roster_of({1: company}), expected=(Kind.DOSES,))
    rows = board(notebook, page)
    text = drawn(BoardView(page=page, kinds=(Kind.DOSES,), rows=rows, shown=rows), 80)
    return next(line for line in text.splitlines() if line.startswith("启泰")).removeprefix("启泰").strip()


def dose(id: int, **fields: object) -> Item:
    """Give an item of the company."""
    return make_item(id, Kind.DOSES, "herbal dose", "启泰", **fields)


def test_with_room_every_fact_has_its_column() -> None:
    assert (
        drawn(EVERYTHING, 200)
        == """\
Thu 2020-02-20 · 10 companies: 3 blank, 4 open, 3 settled
supplies  7 of 8 settled  482 of 2,000 counted  1 blank
measures  7 of 8 settled                        1 blank
doses     6 of 9 settled  1,363 of 1,988 drunk
issues    5 of 9 settled                        2 blank

company         supplies   measures  doses      issues  zone     liaison   caretaker
────────────────────────────────────────────────────────────────────────────────────
鼎盛医药        ✓          blank     ✓          blank   Grid 01  联络员02  保姆员09
蓝思科技        blank      ✓         560/1,036  2 open  Grid 02  联络员01  保姆员04
科瑞机械        ✓          ✓         ✓          blank   Grid 03  联络员01  保姆员08
盛士新材料      ✓          ✓         0/147      2 open  Grid 03  联络员02  保姆员05
启泰传感科技    ✓          ✓         48/50      ✓       Grid 02  联络员02  保姆员01
宇环数控机床    482/2,000  ✓         ✓          ✓       Grid 03  联络员03  保姆员02
博大科工        ✓          1 open    ✓          ✓       Grid 01  联络员04  保姆员03
康特防护科技    ✓          ✓         ✓          ✓       Grid 01  联络员03  保姆员06
依乐得服装设计  ✓          ✓         ✓          ✓       Grid 02  联络员04  保姆员07
远航光电        ·          ·         ·          ·       Grid 02  联络员03  保姆员10"""
    )


def test_on_eighty_columns_there_is_room_for_the_figures() -> None:
    assert (
        drawn(PARK, 80)
        == """\
Thu 2020-02-20 · 10 companies: 3 blank, 4 open, 3 settled
supplies  7 of 8 settled  482 of 2,000 counted  1 blank
measures  7 of 8 settled                        1 blank
doses     6 of 9 settled  1,363 of 1,988 drunk
issues    5 of 9 settled                        2 blank

company       supplies   measures  doses      issues
────────────────────────────────────────────────────
鼎盛医药      ✓          blank     ✓          blank
蓝思科技      blank      ✓         560/1,036  2 open
科瑞机械      ✓          ✓         ✓          blank
盛士新材料    ✓          ✓         0/147      2 open
启泰传感科技  ✓          ✓         48/50      ✓
宇环数控机床  482/2,000  ✓         ✓          ✓
博大科工      ✓          1 open    ✓          ✓"""
    )


def test_on_forty_columns_what_is_blank_and_open_is_still_there() -> None:
    assert (
        drawn(PARK, 40)
        == """\
Thu 2020-02-20 · 10 companies: 3 blank,
4 open, 3 settled
supplies  7 of 8 settled  482 of 2,000
counted  1 blank
measures  7 of 8 settled
1 blank
doses     6 of 9 settled  1,363 of 1,988
drunk
issues    5 of 9 settled
2 blank

company      suppl… measu… doses  issues
────────────────────────────────────────
鼎盛医药     ✓      blank  ✓      blank
蓝思科技     blank  ✓      1 open 2 open
科瑞机械     ✓      ✓      ✓      blank
盛士新材料   ✓      ✓      1 open 2 open
启泰传感科技 ✓      ✓      1 open ✓
宇环数控机床 1 open ✓      ✓      ✓
博大科工     ✓      1 open ✓      ✓"""
    )


def test_by_zone_it_says_of_how_many_companies_how_many_are_blank_open_and_settled() -> None:
    assert (
        drawn(by(By.ZONE), 80)
        == """\
Thu 2020-02-20 · 10 companies: 3 blank, 4 open, 3 settled
supplies  7 of 8 settled  482 of 2,000 counted  1 blank
measures  7 of 8 settled                        1 blank
doses     6 of 9 settled  1,363 of 1,988 drunk
issues    5 of 9 settled                        2 blank

                 supplies      measures         doses        issues
zone    all  blank open ✓  blank open ✓  blank open ✓  blank open ✓
───────────────────────────────────────────────────────────────────
Grid 01   3      ·    · 3      1    1 1      ·    · 3      1    · 2
Grid 02   4      1    · 3      ·    · 4      ·    2 2      ·    1 3
Grid 03   3      ·    1 2      ·    · 3      ·    1 2      1    1 1"""
    )


def test_by_zone_on_forty_columns_it_says_the_worst_of_each() -> None:
    assert (
        drawn(by(By.ZONE), 40)
        == """\
Thu 2020-02-20 · 10 companies: 3 blank,
4 open, 3 settled
supplies  7 of 8 settled  482 of 2,000
counted  1 blank
measures  7 of 8 settled
1 blank
doses     6 of 9 settled  1,363 of 1,988
drunk
issues    5 of 9 settled
2 blank

zone    suppli… measur… doses  issues
──────────────────────────────────────
Grid 01 ✓       1 blank ✓      1 blank
Grid 02 1 blank ✓       2 open 1 open
Grid 03 1 open  ✓       1 open 1 blank"""
    )


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], "blank"),
        ([dose(1)], "1 open"),
        ([dose(1), dose(2), dose(3, status=Status.DONE)], "2 open"),
        ([dose(1, count=48, need=50)], "48/50"),
        ([dose(1, count=40, need=50, waived=(Waiver(5, "on leave"),))], "40/45"),
        ([dose(1, count=1200, need=10307)], "1,200/10,307"),
        ([dose(1, count=50, need=50, status=Status.DONE), dose(2, count=3, need=50)], "1 open 53/100"),
        ([dose(1, count=50, need=50, status=Status.DONE), dose(2)], "1 open"),
        ([dose(1, status=Status.WAIVED), dose(2, status=Status.CARRIED)], "✓"),
    ],
    ids=str,
)
def test_a_cell_says_what_is_left(items: list[Item], said: str) -> None:
    assert cell(*items) == said


@pytest.mark.parametrize("view", [PARK, EVERYTHING, by(By.ZONE), by(By.CARETAKER)], ids=range(4))
@pytest.mark.parametrize("width", [40, 50, 60, 66, 72, 80, 100, 200])
def test_no_line_is_wider_than_the_screen_and_every_row_is_one_line(view: BoardView, width: int) -> None:
    lines = drawn(view, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
    assert len(lines[rule + 1 :]) == len(view.shown or view.folds)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("height", [10, 12, 14, 17, 18, 19, 24])
def test_a_screen_is_never_overfull_and_says_what_it_folds(width: int, height: int) -> None:
    lines = drawn(EVERYTHING, width, height).splitlines()
    whole = drawn(EVERYTHING, width).splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
    assert lines[: rule + 2] == whole[: rule + 2]
    if lines == whole:
        assert len(lines) <= height - 1
        return
    more = next(number for number, line in enumerate(lines) if line.startswith("…"))
    rows = more - rule - 1
    left = len(EVERYTHING.shown) - rows
    assert " ".join(lines[more:]) == f"… and {left} more rows folded; pipe it through less to see all"
    assert len(lines) <= height - 1 or rows == 1


@pytest.mark.parametrize("height", [17, 18])
def test_what_is_watched_stays_on_the_screen_and_is_not_to_be_piped(height: int) -> None:
    once = drawn(EVERYTHING, 80, height).splitlines()
    watched = drawn(replace(EVERYTHING, is_watched=True), 80, height).splitlines()
    assert watched[:-1] == once[:-1]
    assert f"{watched[-1]}; pipe it through less to see all" == once[-1]
    left = len(EVERYTHING.shown) - (len(watched) - 9)
    assert watched[-1] == f"… and {left} more rows folded"


def test_a_long_name_is_cut_on_a_screen_and_whole_in_a_pipe() -> None:
    name = "湖南启泰传感科技股份有限公司长沙高新技术产业开发区第二分公司"
    row = replace(PARK.rows[0], name=name)
    view = replace(PARK, shown=[row])
    assert drawn(view, 60).splitlines()[-1] == "湖南启泰传感科技股份有限…  ✓         ✓         48/50  ✓"
    assert drawn(view, 1000).splitlines()[-1].startswith(f"{name}  ✓")


def test_what_names_no_company_is_not_forgotten() -> None:
    other = replace(make_item(99, Kind.ISSUES, "the gate of the park", ""), company=None)
    page = replace(PARK.page, items={**PARK.page.items, 99: other})
    assert drawn(replace(PARK, page=page), 80).splitlines()[-1] == (
        "1 open item names no company; `worklist today` shows it."
    )


def test_once_all_are_settled_it_says_so() -> None:
    settled = [row for row in PARK.rows if row.is_settled]
    assert drawn(replace(PARK, rows=settled, shown=[]), 80).splitlines()[-1] == (
        "Every company is settled, and none is blank."
    )


def test_control_signs_in_a_name_are_made_visible() -> None:
    row = replace(PARK.rows[0], name="a\x1b[31m\u202e[bold]")
    assert drawn(replace(PARK, shown=[row]), 200).splitlines()[-1].startswith("a\\x1b[31m\\u202e[bold]  ✓")
