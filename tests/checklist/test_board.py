from dataclasses import replace
from typing import Any

import pytest

from tests.checklist.model import FEB_19, FEB_20, FEB_21, companies_of, company, notebook, page, park, seal
from worklist.checklist.board import By, Cell, Fold, Row, State, blanks, board, folded, worst_first, worst_folds_first
from worklist.checklist.items import Dealt, Draft, Item, Kind, Link, Status, Waiver, new_item
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Blank, Page
from worklist.checklist.tally import Tally

SUPPLIES, MEASURES, DOSES, ISSUES = Kind
YUHUAN = company(1, "宇环数控机床", zone="Grid 01", liaison="联络员01", caretaker="保姆员01", other_names=("Yuhuan",))
QITAI = company(2, "启泰传感科技", zone="Grid 02", liaison="联络员01", resumed=False)
LANSI = company(3, "蓝思科技", zone="Grid 01", removed=FEB_19)


def line(id: int, kind: Kind, whose: str | None, status: Status = Status.OPEN, **fields: object) -> Item:
    item = new_item(Draft(text="something", kind=kind, company=whose), id)
    return replace(item, status=status, **fields)  # type: ignore[arg-type]


def on(*items: Item) -> tuple[Notebook, Page]:
    book = park(YUHUAN, QITAI, LANSI, before=notebook(page(FEB_20, *items)))
    return book, book.page(FEB_20)


def states(rows: list[Row]) -> dict[str, str]:
    """Give the states of each company by kind, by their first letters."""
    return {row.name: "".join(cell.state[0] for cell in row.cells.values()) for row in rows}


def test_a_company_at_work_of_which_nothing_is_written_is_blank_in_every_kind() -> None:
    [yuhuan, qitai] = board(*on())
    assert yuhuan == Row(
        name="宇环数控机床",
        company=YUHUAN,
        cells={kind: Cell(state=State.BLANK, counts=Tally(), expected=True) for kind in Kind},
    )
    assert qitai == Row(
        name="启泰传感科技",
        company=QITAI,
        cells={kind: Cell(state=State.SETTLED, counts=Tally(), expected=False) for kind in Kind},
    )
    assert (yuhuan.blanks, yuhuan.open, yuhuan.is_settled) == (
        tuple(Blank("宇环数控机床", kind) for kind in Kind),
        0,
        False,
    )
    assert (qitai.blanks, qitai.open, qitai.is_settled) == ((), 0, True)


def test_a_kind_is_open_while_anything_of_it_is_and_settled_when_nothing_is() -> None:
    rows = board(
        *on(
            line(1, SUPPLIES, "宇环数控机床"),
            line(2, SUPPLIES, "宇环数控机床", Status.DONE),
            line(3, MEASURES, "宇环数控机床", Status.WAIVED),
            line(4, DOSES, "宇环数控机床", Status.CARRIED, carried_to=Link(day=FEB_20, id=1)),
            line(5, ISSUES, "启泰传感科技"),
            line(6, ISSUES, None),
        )
    )
    assert states(rows) == {"宇环数控机床": "ossb", "启泰传感科技": "ssso"}
    assert rows[0].cells[SUPPLIES].counts == Tally(open=1, done=1)
    assert (rows[0].open, rows[1].open, rows[1].is_settled) == (1, 1, False)
    assert blanks(rows) == (Blank("宇环数控机床", ISSUES),)


def test_an_answer_that_nothing_is_outstanding_is_not_silence() -> None:
    answer = replace(new_item(Draft(company="宇环数控机床", nothing=True), 1), id=1)
    assert states(board(*on(answer)))["宇环数控机床"] == "bbbs"


def test_items_under_any_name_of_a_company_are_its_own() -> None:
    rows = board(*on(line(1, SUPPLIES, "YUHUAN"), line(2, SUPPLIES, "宇环 数控机床"), line(3, DOSES, "Ｙｕｈｕａｎ")))
    assert states(rows) == {"宇环数控机床": "obob", "启泰传感科技": "ssss"}
    assert rows[0].cells[SUPPLIES].counts.open == 2


def test_items_of_a_company_that_was_removed_are_not_those_of_the_heir_of_its_name() -> None:
    gone = replace(LANSI, other_names=("老蓝思",))
    heir = replace(QITAI, name="蓝思科技", other_names=())
    today = page(FEB_20, line(1, ISSUES, "老蓝思"), line(2, DOSES, "蓝思科技"))
    rows = board(park(heir, gone), today)
    assert [(row.company, [cell.counts.open for cell in row.cells.values()]) for row in rows] == [
        (heir, [0, 0, 1, 0]),
        (gone, [0, 0, 0, 1]),
    ]


def test_names_that_are_not_on_the_roster_come_after_it_and_are_never_blank() -> None:
    rows = board(*on(line(1, ISSUES, "the old mill"), line(2, DOSES, "The Old Mill"), line(3, ISSUES, "蓝思科技")))
    assert list(states(rows).items())[2:] == [("the old mill", "ssoo"), ("蓝思科技", "ssso")]
    assert [row.company for row in rows] == [YUHUAN, QITAI, None, LANSI]
    assert blanks(rows) == rows[0].blanks


def test_only_what_is_expected_can_be_blank() -> None:
    book, today = on(line(1, DOSES, "宇环数控机床", Status.DONE))
    rows = board(replace(book, expected=(DOSES, MEASURES)), today)
    assert states(rows)["宇环数控机床"] == "sbss"
    assert [cell.expected for cell in rows[0].cells.values()] == [False, True, True, False]


def test_without_a_roster_the_board_is_of_the_companies_that_are_named() -> None:
    today = page(FEB_20, line(1, ISSUES, "宇环"), line(2, ISSUES, None))
    assert states(board(notebook(today), today)) == {"宇环": "ssso"}
    assert board(notebook(), page(FEB_20)) == []


def test_on_a_closed_page_what_was_blank_is_what_was_found_so_when_it_was_closed() -> None:
    closed = replace(
        page(FEB_19, line(1, SUPPLIES, "宇环数控机床", Status.DONE)),
        seal=seal(FEB_19, entry=9),
        blanks=(Blank("Yuhuan", DOSES), Blank("the old mill", ISSUES), Blank("启泰传感科技", ISSUES)),
    )
    rows = board(park(YUHUAN, QITAI, replace(LANSI, other_names=("the old mill",))), closed)
    assert list(states(rows).items()) == [("宇环数控机床", "ssbs"), ("启泰传感科技", "sssb"), ("蓝思科技", "sssb")]
    assert [(row.name, row.company) for row in board(notebook(), closed)] == [
        ("宇环数控机床", None),
        ("Yuhuan", None),
        ("the old mill", None),
        ("启泰传感科技", None),
    ]


def test_a_closed_page_shows_what_was_blank_of_a_company_that_has_been_removed_since_and_an_open_one_does_not() -> None:
    for removed in (FEB_19, FEB_20, FEB_21):
        book = park(YUHUAN, replace(LANSI, removed=removed))
        found = replace(page(FEB_20), seal=seal(FEB_20, entry=9), blanks=(Blank("蓝思科技", MEASURES),))
        [_yuhuan, lansi] = board(book, found)
        assert (lansi.company, lansi.blanks) == (companies_of(book)[3], (Blank("蓝思科技", MEASURES),))
        names = ["宇环数控机床", "蓝思科技"] if removed == FEB_21 else ["宇环数控机床"]
        assert [row.name for row in board(book, page(FEB_20)) if row.blanks] == names


def test_of_a_company_that_went_to_work_later_nothing_was_expected_yet() -> None:
    later = park(replace(YUHUAN, resumed_since=FEB_20))
    assert [states(board(later, page(day)))["宇环数控机床"] for day in (FEB_19, FEB_20)] == ["ssss", "bbbb"]


def test_what_was_dealt_to_a_company_stays_its_own_whatever_it_is_called_since() -> None:
    renamed = replace(YUHUAN, name="新宇环", other_names=())
    heir = replace(QITAI, name="宇环数控机床")
    today = page(FEB_20, line(1, DOSES, "宇环数控机床", dealt=Dealt(2, 1)), line(2, ISSUES, "宇环数控机床"))
    rows = board(park(renamed, heir), today)
    assert states(rows) == {"新宇环": "bbob", "宇环数控机床": "ssso"}
    gone = board(park(heir), today)  # the roster of a notebook mended by hand
    assert [(row.company, row.open) for row in gone] == [(heir, 2)]


# Sorting and folding


def row(name: str, marks: str, *, zone: str | None = None, open_items: int = 1) -> Row:
    """Give a row whose kinds have the states of these letters."""
    found = {"b": (State.BLANK, 0), "o": (State.OPEN, open_items), "s": (State.SETTLED, 0)}
    cells = {
        kind: Cell(state=found[mark][0], counts=Tally(open=found[mark][1]), expected=True)
        for kind, mark in zip(Kind, marks, strict=True)
    }
    return Row(name=name, company=None if zone == "?" else company(1, name, zone=zone), cells=cells)


def test_the_worst_come_first_by_blank_kinds_then_open_kinds_then_open_items() -> None:
    rows = [
        row("settled", "ssss"),
        row("one open", "osss"),
        row("three", "ooos"),
        row("blank and open", "bosb"),
        row("one with many", "osss", open_items=7),
        row("one blank", "bsss"),
        row("also one open", "soss"),
    ]
    assert [each.name for each in worst_first(rows)] == [
        "blank and open",
        "one blank",
        "three",
        "one with many",
        "one open",
        "also one open",
        "settled",
    ]


def test_rows_are_folded_by_zone_with_those_of_none_at_the_end() -> None:
    rows = [
        row("a", "bsss", zone="Grid 02"),
        row("b", "oooo"),
        row("c", "bbss", zone="Grid 01"),
        row("d", "ssss", zone="?"),
    ]
    rows.append(row("e", "boos", zone="Grid 02"))
    folds = folded(rows, By.ZONE)
    assert folds == [
        Fold(name="Grid 01", rows=(rows[2],)),
        Fold(name="Grid 02", rows=(rows[0], rows[4])),
        Fold(name=None, rows=(rows[1], rows[3])),
    ]
    assert [each.blanks(SUPPLIES) for each in folds] == [1, 2, 0]
    assert [each.counts(MEASURES).open for each in folds] == [0, 1, 1]


def test_the_worst_folds_come_first_by_blanks_of_the_kinds_that_are_asked_for_and_then_by_what_is_open() -> None:
    folds = [
        Fold(name="settled", rows=(row("a", "ssss"),)),
        Fold(name="two open", rows=(row("b", "osss"), row("c", "osss"))),
        Fold(name="one blank", rows=(row("d", "bsss"), row("e", "ssss"))),
        Fold(name="other kinds", rows=(row("f", "sbbb"),)),
        Fold(name="blank and open", rows=(row("g", "bsss"), row("h", "osss"))),
    ]
    assert [fold.name for fold in worst_folds_first(folds, [SUPPLIES])] == [
        "blank and open",
        "one blank",
        "two open",
        "settled",
        "other kinds",
    ]


@pytest.mark.parametrize(("by", "names"), [(By.LIAISON, ["联络员01"]), (By.CARETAKER, ["保姆员01", None])])
def test_rows_are_folded_by_people_too(by: By, names: list[str | None]) -> None:
    assert [fold.name for fold in folded(board(*on()), by)] == names


def test_a_fold_adds_up_all_figures_of_its_rows() -> None:
    counted: dict[str, Any] = {"need": 10, "count": 4, "waived": (Waiver(2, "on leave"),)}
    rows = board(
        *on(
            line(1, SUPPLIES, "宇环数控机床", **counted),
            line(2, SUPPLIES, "启泰传感科技", Status.WAIVED, **counted),
            line(3, SUPPLIES, "启泰传感科技", Status.DONE),
            line(4, SUPPLIES, "启泰传感科技", Status.CARRIED, carried_to=Link(day=FEB_20, id=9)),
        )
    )
    [both] = folded(rows, By.LIAISON)
    assert both.counts(SUPPLIES) == Tally(open=1, done=1, waived=1, carried=1, count=8, need=20, waived_count=8)
    assert both.counts(DOSES) == Tally()
