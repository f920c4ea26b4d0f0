from dataclasses import replace

import pytest

from tests.checklist.model import FEB_19, FEB_20, FEB_21, choose, notebook, page
from tests.conftest import at
from worklist.checklist.choosing import Choice, select
from worklist.checklist.items import Draft, Item, Kind, Status, new_item
from worklist.errors import AlreadySettled, AmbiguousName, BadKind, DayClosed, NoSuchItem, NoSuchName, NothingSelected
from worklist.selection import Selection, parse_selection

YUHUAN = "宇环数控机床"
QITAI = "启泰传感科技"


def line(id: int, kind: Kind, company: str | None, status: Status = Status.OPEN) -> Item:
    return replace(new_item(Draft(text=f"item {id}", kind=kind, company=company), id), status=status)


PAGE = page(
    FEB_20,
    line(1, Kind.SUPPLIES, YUHUAN),
    line(2, Kind.DOSES, YUHUAN),
    line(3, Kind.DOSES, QITAI),
    line(4, Kind.DOSES, QITAI, Status.DONE),
    line(5, Kind.ISSUES, None),
    line(7, Kind.SUPPLIES, QITAI, Status.WAIVED),
)


def ids(words: str, left_out: str | None = None, *, settled: bool = False) -> list[int]:
    chosen = select(
        PAGE,
        parse_selection(words.split()),
        parse_selection(left_out.split()) if left_out is not None else None,
        settled=settled,
    )
    assert chosen == [PAGE.items[item.id] for item in chosen]
    return [item.id for item in chosen]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3", [3]),
        ("5 1-2", [1, 2, 5]),
        ("1-3,2-5,2", [1, 2, 3, 4, 5]),
        ("4", [4]),
        ("@宇环", [1, 2]),
        ("@启泰", [3]),
        ("+doses", [2, 3]),
        ("+i", [5]),
        ("@启泰 +doses", [3]),
        ("@宇环 @启泰 +doses", [2, 3]),
        ("+doses +supplies @宇环", [1, 2]),
        ("5 @启泰", [3, 5]),
        ("4 @启泰", [3, 4]),
    ],
)
def test_items_are_chosen_by_id_whatever_their_status_and_by_filter_if_open(words: str, expected: list[int]) -> None:
    assert ids(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("+doses", [4]), ("@启泰", [4, 7]), ("@启泰 +s", [7]), ("3 +doses", [3, 4])]
)
def test_a_filter_takes_the_settled_items_where_they_are_wanted(words: str, expected: list[int]) -> None:
    assert ids(words, settled=True) == expected


@pytest.mark.parametrize(
    ("words", "left_out", "expected"),
    [
        ("1-5", "2-4", [1, 5]),
        ("+doses", "3", [2]),
        ("+doses", "@启泰", [2]),
        ("1-5", "+doses", [1, 5]),
        ("1-5", "5 @宇环 +doses", [1, 3, 4]),
        ("1-5", "@启泰 +doses", [1, 2, 5]),
        ("1-2", "7", [1, 2]),
    ],
)
def test_what_is_left_out_is_not_chosen(words: str, left_out: str, expected: list[int]) -> None:
    assert ids(words, left_out) == expected


@pytest.mark.parametrize(
    ("words", "left_out", "missing"),
    [("6", None, 6), ("5-7", None, 6), ("8", None, 8), ("0", None, 0), ("7-999999999", None, 8), ("1-5", "6", 6)],
)
def test_an_id_that_the_page_does_not_have_is_an_error(words: str, left_out: str | None, missing: int) -> None:
    with pytest.raises(NoSuchItem) as error:
        ids(words, left_out)
    assert error.value.facts == {"id": missing, "day": FEB_20}


@pytest.mark.parametrize(
    ("words", "left_out", "settled", "shown"),
    [
        ("+measures", None, False, "+measures"),
        ("@宇环 +issues", None, False, "@宇环 +issues"),
        ("@宇环", None, True, "@宇环"),
        ("1-2 3", "1-3", False, "1-2 3"),
        ("+doses", "+doses", False, "+doses"),
    ],
)
def test_a_selection_that_means_nothing_is_an_error(
    *, words: str, left_out: str | None, settled: bool, shown: str
) -> None:
    with pytest.raises(NothingSelected) as error:
        ids(words, left_out, settled=settled)
    wanted = "settled" if settled else "open"
    assert error.value.facts == {"selection": shown, "wanted": wanted, "day": FEB_20}


def test_a_company_that_is_not_on_the_page_is_an_error() -> None:
    with pytest.raises(NoSuchName) as error:
        ids("@宇坏")
    assert error.value.facts == {"text": "宇坏", "nearest": f"{YUHUAN}, {QITAI}"}


def test_a_company_that_could_be_either_is_an_error() -> None:
    twins = page(FEB_20, line(1, Kind.DOSES, "宇环数控机床"), line(2, Kind.DOSES, "宇环传感科技"))
    with pytest.raises(AmbiguousName) as error:
        select(twins, parse_selection(["@宇环"]))
    assert error.value.facts == {"text": "宇环", "candidates": "宇环传感科技, 宇环数控机床"}


def test_a_kind_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(BadKind) as error:
        ids("+food")
    assert error.value.facts == {"text": "food"}


def test_a_choice_is_of_the_working_day() -> None:
    book = notebook(page(FEB_19, line(1, Kind.DOSES, None)), PAGE)
    assert choose("1").page(book, at(9)) == PAGE
    assert choose("1").page(book, at(1, 30)) == book.pages[FEB_19]


def test_a_choice_is_of_the_day_that_is_named() -> None:
    book = notebook(page(FEB_19, line(1, Kind.DOSES, None)), PAGE)
    assert choose("1", day=FEB_19).page(book, at(9)) == book.pages[FEB_19]


def test_a_choice_of_a_closed_day_is_an_error() -> None:
    with pytest.raises(DayClosed) as error:
        choose("1", day=FEB_21).page(notebook(closed=frozenset({FEB_21})), at(9))
    assert error.value.facts == {"day": FEB_21}


def test_open_items_are_the_chosen_ones_less_those_left_out() -> None:
    assert choose("1-3", left_out="2").open_items(notebook(PAGE), PAGE) == [PAGE.items[1], PAGE.items[3]]


def test_one_settled_item_among_the_chosen_is_an_error() -> None:
    with pytest.raises(AlreadySettled) as error:
        choose("3-5").open_items(notebook(PAGE), PAGE)
    assert error.value.facts == {"id": 4, "status": "done", "day": FEB_20}


def test_a_choice_leaves_nothing_out_unless_told() -> None:
    assert choose("3") == Choice(selection=Selection(ranges=((3, 3),)), left_out=None, day=None)
