from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.model import DOOR, FEB_20, FEB_21, MASKS, page
from tests.conftest import at
from worklist.checklist.items import Item, Note, Stamp, Status
from worklist.checklist.page import Page, in_order, is_overdue
from worklist.errors import NoSuchItem
from worklist.workday import ROLLOVER

DUE_ITEMS = st.lists(
    st.builds(
        lambda number, moment, times: replace(DOOR, id=number, due=moment, times_carried=times),
        st.integers(1, 99),
        st.none() | st.times(),
        st.integers(0, 3),
    )
)


def test_a_page_gives_its_items_by_id() -> None:
    assert page(FEB_20, MASKS, DOOR).item(2) == DOOR


def test_a_page_has_no_item_that_was_taken_back() -> None:
    with pytest.raises(NoSuchItem) as error:
        page(FEB_20, MASKS, last_id=2).item(2)
    assert error.value.facts == {"id": 2, "day": FEB_20}


def test_a_page_that_nobody_has_written_on_is_empty() -> None:
    assert Page(day=FEB_20) == Page(day=FEB_20, opened_at=None, last_id=0, items={}, seal=None)


def test_a_page_knows_its_companies_and_people_once_each_in_order() -> None:
    written = page(
        FEB_20,
        replace(DOOR, id=1, company="宇环数控机床", who="联络员03"),
        replace(DOOR, id=2, company="启泰传感科技", who="联络员02"),
        replace(DOOR, id=3, company="宇环数控机床", who="联络员03"),
        replace(DOOR, id=4),
    )
    assert written.companies() == ["启泰传感科技", "宇环数控机床"]
    assert written.people() == ["联络员02", "联络员03"]


# In which order to look at them


def test_what_is_due_comes_first_then_what_was_carried_longest_then_by_id() -> None:
    ordered = [
        replace(DOOR, id=9, due=time(8)),
        replace(DOOR, id=7, due=time(17), times_carried=2),
        replace(DOOR, id=8, due=time(17), times_carried=1),
        replace(DOOR, id=1, due=time(17)),
        replace(DOOR, id=2, due=time(17)),
        replace(DOOR, id=6, times_carried=5),
        replace(DOOR, id=3),
        replace(DOOR, id=4),
    ]
    assert in_order(sorted(ordered, key=lambda item: item.id), ROLLOVER) == ordered


@pytest.mark.parametrize(
    ("rollover", "ordered"),
    [
        (time(4), [time(4), time(23, 59), time(0), time(1, 30), time(3, 59), None]),
        (time(1), [time(1, 30), time(3, 59), time(4), time(23, 59), time(0), None]),
        (time(0), [time(0), time(1, 30), time(3, 59), time(4), time(23, 59), None]),
    ],
)
def test_the_small_hours_come_after_the_day(rollover: time, ordered: list[time | None]) -> None:
    items = [replace(DOOR, id=id, due=due) for id, due in enumerate(reversed(ordered), 1)]
    assert [item.due for item in in_order(items, rollover)] == ordered


@given(DUE_ITEMS, st.times())
def test_ordering_keeps_every_item_and_ordering_again_changes_nothing(items: list[Item], rollover: time) -> None:
    ordered = in_order(items, rollover)
    assert sorted(map(repr, ordered)) == sorted(map(repr, items))
    assert in_order(ordered, rollover) == ordered


# What should have been done by now


def due(hour: int, minute: int = 0) -> Item:
    return replace(DOOR, due=time(hour, minute))


@pytest.mark.parametrize(
    ("item", "now", "expected"),
    [
        (due(21), at(20, 59), False),
        (due(21), at(21), False),
        (due(21), at(21, 1), True),
        (due(21), at(9, day=19), False),
        (due(21), at(22, day=19), False),
        (due(21), at(1, 30, day=21), True),
        (due(1, 30), at(23, 59), False),
        (due(1, 30), at(1, 30, day=21), False),
        (due(1, 30), at(1, 31, day=21), True),
        (due(1, 30), at(9, day=22), True),
        (due(3, 59), at(5), False),
        (due(4), at(5), True),
        (DOOR, at(23), False),
    ],
)
def test_an_open_item_is_overdue_once_the_clock_has_passed_it(*, item: Item, now: Stamp, expected: bool) -> None:
    assert is_overdue(item, FEB_20, now.at, ROLLOVER) is expected


@pytest.mark.parametrize("status", [Status.DONE, Status.WAIVED, Status.CARRIED])
def test_a_settled_item_is_never_overdue(status: Status) -> None:
    assert not is_overdue(replace(due(9), status=status), FEB_20, at(23).at, ROLLOVER)


def test_the_small_hours_are_those_before_the_hour_configured() -> None:
    assert not is_overdue(due(5), FEB_20, at(23).at, time(6))
    assert is_overdue(due(5), FEB_20, at(5, 30, day=21).at, time(6))


@given(
    moment=st.times(),
    first=st.datetimes(datetime(2020, 2, 18), datetime(2020, 2, 24)),  # noqa: DTZ001 - the wall clock alone
    second=st.datetimes(datetime(2020, 2, 18), datetime(2020, 2, 24)),  # noqa: DTZ001 - the wall clock alone
    day=st.sampled_from([FEB_20, FEB_21]),
)
def test_what_is_overdue_stays_overdue(moment: time, first: datetime, second: datetime, day: date) -> None:
    earlier, later = sorted([first, second])
    item = replace(DOOR, due=moment)
    assert is_overdue(item, day, earlier, ROLLOVER) <= is_overdue(item, day, later, ROLLOVER)


@pytest.mark.parametrize(
    ("text", "ids"), [("MASKS", [1, 3]), ("宇环", [1]), ("late", [2]), ("联络员02", [2]), ("x", [])]
)
def test_a_text_is_found_in_all_that_people_wrote_in_any_case(text: str, ids: list[int]) -> None:
    noted = replace(DOOR, id=3, notes=(Note(at=at(9).at, by="联络员09", text="no Masks yet"),))
    written = page(FEB_20, MASKS, replace(DOOR, reason="the smith is late", who="联络员02"), noted)
    assert [item.id for item in written.holding(text)] == ids
