from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.model import FEB_20, check, company
from worklist.checklist.checks import EVERY_DAY, Check, parse_weekdays, weekdays_text
from worklist.checklist.companies import Company
from worklist.errors import BadWeekdays

GONE = date(2020, 2, 19)


# When, for whom, and how many


def test_a_check_is_for_every_day_unless_it_says_which() -> None:
    week = [date(2020, 2, 17) + timedelta(days=offset) for offset in range(7)]
    assert [check(1).is_dealt_on(day) for day in week] == [True] * 7
    assert [check(1, on=(0, 3, 6)).is_dealt_on(day) for day in week] == [True, False, False, True, False, False, True]


@pytest.mark.parametrize("resting", [check(1, paused=True), check(1, removed=GONE), check(1, on=())])
def test_a_check_that_is_paused_or_removed_is_not_dealt(resting: Check) -> None:
    assert not resting.is_dealt_on(FEB_20)


@pytest.mark.parametrize(
    ("standing", "whose", "is_for"),
    [
        (check(1), company(1, "宇环"), True),
        (check(1), company(1, "宇环", resumed=False), True),
        (check(1), company(1, "宇环", removed=GONE), False),
        (check(1, only_resumed=True), company(1, "宇环"), True),
        (check(1, only_resumed=True), company(1, "宇环", resumed=False), False),
        (check(1, only_resumed=True), company(1, "宇环", removed=GONE), False),
        (check(1, zone="Grid 01"), company(1, "宇环", zone="Grid 01"), True),
        (check(1, zone="grid01"), company(1, "宇环", zone="Ｇrid 01"), True),
        (check(1, zone="Grid 01"), company(1, "宇环", zone="Grid 02"), False),
        (check(1, zone="Grid 01"), company(1, "宇环"), False),
        (check(1, zone="Grid 01", only_resumed=True), company(1, "宇环", zone="Grid 01", resumed=False), False),
    ],
)
def test_a_check_is_for_the_companies_of_its_zone_and_if_it_says_so_at_work(
    *, standing: Check, whose: Company, is_for: bool
) -> None:
    assert standing.is_for(whose, date(2020, 2, 20)) is is_for


@pytest.mark.parametrize(
    ("standing", "headcount", "need"),
    [
        (check(1), 25, None),
        (check(1, need=40), 25, 40),
        (check(1, need=40), None, 40),
        (check(1, per_head=True), 25, 25),
        (check(1, per_head=True), 0, None),
        (check(1, per_head=True), None, None),
    ],
)
def test_a_check_needs_what_it_says_or_one_a_head(standing: Check, headcount: int | None, need: int | None) -> None:
    assert standing.need_of(company(1, "宇环", headcount=headcount)) == need


# Weekdays


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("mon", (0,)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("MON, Wed,friday", (0, 2, 4)),
        ("sat，sun、 mon", (0, 5, 6)),
        (" fri-mon ", (0, 4, 5, 6)),
        ("tues-thurs", (1, 2, 3)),
        ("wednesday-wed", (2,)),
        ("mon-sun", EVERY_DAY),
        ("sun-sat", EVERY_DAY),
        ("mon-wed,tue-thu", (0, 1, 2, 3)),
    ],
)
def test_weekdays_are_read_in_order_and_once_each(text: str, on: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == on


@pytest.mark.parametrize(
    "text", ["", " ", "mo", "mon-", "-fri", "mon--fri", "mon-fri-sat", "mondays", "1", "周一", "mon,", ",mon", "mon,x"]
)
def test_what_is_no_weekday_is_refused_whole(text: str) -> None:
    with pytest.raises(BadWeekdays) as error:
        parse_weekdays(text)
    assert error.value.facts == {"text": text}


@pytest.mark.parametrize(
    ("on", "text"),
    [
        ((0,), "mon"),
        ((0, 1, 2, 3, 4), "mon-fri"),
        ((0, 2, 4), "mon,wed,fri"),
        ((5, 6, 0), "mon,sat-sun"),
        (EVERY_DAY, "mon-sun"),
        ((), ""),
    ],
)
def test_weekdays_are_written_as_one_types_them(on: tuple[int, ...], text: str) -> None:
    assert weekdays_text(on) == text


@given(st.sets(st.integers(0, 6), min_size=1))
def test_weekdays_as_written_are_read_back(on: set[int]) -> None:
    assert parse_weekdays(weekdays_text(on)) == tuple(sorted(on))
