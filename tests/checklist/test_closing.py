from dataclasses import replace
from datetime import date, time

import pytest

from tests.checklist.model import DOOR, FEB_19, FEB_20, FEB_21, FEB_22, MASKS, company, notebook, page, park, seal
from tests.conftest import DIRECTOR, at
from worklist.checklist.closing import Closing, Everything, blanks_on, close, day_to_close
from worklist.checklist.items import Kind, Link, Stamp, Status
from worklist.checklist.notebook import Change, Entry
from worklist.checklist.page import Blank, Page
from worklist.errors import BlanksLeft, DayClosed, FutureDay, NotAtZero

DONE = replace(DOOR, status=Status.DONE)


# Which day


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        (at(22), FEB_20),
        (at(4), FEB_20),
        (at(1, 30, day=21), FEB_20),
        (at(12, day=22), FEB_20),
    ],
)
def test_the_page_of_the_day_is_closed_in_its_night_or_later(stamp: Stamp, expected: date) -> None:
    assert day_to_close(notebook(page(FEB_20, DONE)), stamp) == expected


def test_close_at_0130_closes_yesterday() -> None:
    book = notebook(page(FEB_20, DONE), page(FEB_19, DONE))
    assert day_to_close(book, at(1, 30)) == FEB_19


def test_the_oldest_page_comes_first() -> None:
    book = notebook(page(FEB_20, DONE), page(date(2020, 2, 17), MASKS), page(FEB_19, DONE))
    assert day_to_close(book, at(22)) == date(2020, 2, 17)


@pytest.mark.parametrize("stamp", [at(0), at(1, 30), at(3, 59)])
def test_a_page_begun_after_midnight_waits_for_its_own_night(stamp: Stamp) -> None:
    assert day_to_close(notebook(page(FEB_20, DONE), closed=frozenset({FEB_19})), stamp) is None


def test_the_night_ends_at_the_hour_of_the_notebook() -> None:
    early = replace(notebook(page(FEB_20, DONE), closed=frozenset({FEB_19})), rollover=time(1))
    assert day_to_close(early, at(0, 59)) is None
    assert day_to_close(early, at(1)) == FEB_20


def test_pages_of_days_to_come_wait() -> None:
    assert day_to_close(notebook(page(FEB_21, MASKS), closed=frozenset({FEB_20})), at(22)) is None


@pytest.mark.parametrize("pages", [[], [page(FEB_21, MASKS)]])
def test_without_a_page_whose_day_is_over_there_is_none_to_close(pages: list[Page]) -> None:
    assert day_to_close(notebook(*pages), at(22)) is None


def test_a_page_from_which_everything_was_taken_back_is_passed_over() -> None:
    assert day_to_close(notebook(page(FEB_19, last_id=1), page(FEB_20, DONE)), at(22)) == FEB_20


# Whether it is at zero


def test_a_day_at_zero_closes() -> None:
    settled = [
        DONE,
        replace(DOOR, id=3, status=Status.WAIVED, reason="half holiday"),
        replace(DOOR, id=4, status=Status.CARRIED, carried_to=Link(day=FEB_21, id=1)),
    ]
    assert close(notebook(page(FEB_20, *settled)), FEB_20, at(23)) == Closing(day=FEB_20, stamp=at(23), carried=None)


def test_a_day_on_which_nobody_wrote_closes() -> None:
    assert close(notebook(), FEB_19, at(23)) == Closing(day=FEB_19, stamp=at(23), carried=None)


def test_a_day_at_zero_carries_nothing_even_if_it_may() -> None:
    book = notebook(page(FEB_20, DONE))
    assert close(book, FEB_20, at(23), carry_rest=True, why="stocktaking") == Closing(
        day=FEB_20, stamp=at(23), carried=None
    )


def test_a_day_with_open_items_does_not_close() -> None:
    book = notebook(page(FEB_20, MASKS, DONE, replace(DOOR, id=3)))
    with pytest.raises(NotAtZero) as error:
        close(book, FEB_20, at(23))
    assert error.value.facts == {"day": FEB_20, "left": 2}


def test_a_day_that_has_not_begun_does_not_close() -> None:
    with pytest.raises(FutureDay) as error:
        close(notebook(page(FEB_21, DONE)), FEB_21, at(23, 59))
    assert error.value.facts == {"day": FEB_21}
    assert close(notebook(page(FEB_21, DONE)), FEB_21, at(0, day=21)).day == FEB_21


def test_a_closed_day_does_not_close_again() -> None:
    with pytest.raises(DayClosed) as error:
        close(notebook(closed=frozenset({FEB_19})), FEB_19, at(23))
    assert error.value.facts == {"day": FEB_19}


def test_the_rest_is_carried_in_one_entry_before_the_day_closes() -> None:
    counted = replace(MASKS, count=482)
    third = replace(DOOR, id=3)
    book = notebook(page(FEB_20, counted, DONE, third), page(FEB_21, replace(DOOR, id=1)), last_entry=6)
    stamp = at(1, 30, day=21)
    assert close(book, FEB_20, stamp, carry_rest=True, why="stocktaking") == Closing(
        day=FEB_20,
        stamp=stamp,
        carried=Entry(
            number=7,
            at=stamp.at,
            by=DIRECTOR,
            command="carry",
            changes=(
                Change(
                    day=FEB_20,
                    before=counted,
                    after=replace(
                        counted, status=Status.CARRIED, reason="stocktaking", carried_to=Link(day=FEB_21, id=2)
                    ),
                ),
                Change(
                    day=FEB_21,
                    before=None,
                    after=replace(
                        counted,
                        id=2,
                        count=0,
                        need=1518,
                        reason="stocktaking",
                        carried_from=Link(day=FEB_20, id=1),
                        times_carried=1,
                    ),
                ),
                Change(
                    day=FEB_20,
                    before=third,
                    after=replace(
                        third, status=Status.CARRIED, reason="stocktaking", carried_to=Link(day=FEB_21, id=3)
                    ),
                ),
                Change(
                    day=FEB_21,
                    before=None,
                    after=replace(
                        third, id=3, reason="stocktaking", carried_from=Link(day=FEB_20, id=3), times_carried=1
                    ),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("stamp", "closed", "target"),
    [
        (at(23, day=19), frozenset(), FEB_20),
        (at(23, day=19), frozenset({FEB_20, FEB_21}), FEB_22),
        (at(12), frozenset(), FEB_20),
        (at(22), frozenset({FEB_20}), FEB_21),
        (at(12, day=22), frozenset(), FEB_22),
        (at(1, 30), frozenset(), FEB_20),
    ],
)
def test_the_rest_goes_to_the_next_day_that_can_be_worked_on(
    stamp: Stamp, closed: frozenset[date], target: date
) -> None:
    carried = close(notebook(page(FEB_19, DOOR), closed=closed), FEB_19, stamp, carry_rest=True).carried
    assert carried is not None
    assert [change.day for change in carried.changes] == [FEB_19, target]


# What was left blank

YUHUAN = company(1, "宇环数控机床")
QITAI = company(2, "启泰传感科技", resumed=False)
ANSWERED = replace(DONE, company="宇环数控机床", kind=Kind.SUPPLIES)
WITH_PARK = replace(
    park(YUHUAN, QITAI, before=notebook(page(FEB_20, ANSWERED), last_entry=6)),
    expected=(Kind.SUPPLIES, Kind.DOSES, Kind.ISSUES),
)
LEFT = (Blank("宇环数控机床", Kind.DOSES), Blank("宇环数控机床", Kind.ISSUES))


def test_a_day_with_blanks_does_not_close() -> None:
    with pytest.raises(BlanksLeft) as error:
        close(WITH_PARK, FEB_20, at(23))
    assert error.value.facts == {"day": FEB_20, "left": 2}


def test_open_items_are_told_before_blanks() -> None:
    book = replace(WITH_PARK, pages={FEB_20: page(FEB_20, MASKS)})
    with pytest.raises(NotAtZero):
        close(book, FEB_20, at(23), accepted=Everything())
    with pytest.raises(BlanksLeft):
        close(book, FEB_20, at(23), carry_rest=True)


def test_a_day_closes_with_the_blanks_that_were_accepted() -> None:
    assert close(WITH_PARK, FEB_20, at(23), accepted=LEFT) == Closing(
        day=FEB_20, stamp=at(23), carried=None, blanks=LEFT
    )
    assert close(WITH_PARK, FEB_20, at(23), accepted=Everything()).blanks == LEFT


def test_a_blank_that_nobody_has_accepted_stops_the_closing() -> None:
    with pytest.raises(BlanksLeft) as error:
        close(WITH_PARK, FEB_20, at(23), accepted=LEFT[:1])
    assert error.value.facts == {"day": FEB_20, "left": 1}


def test_what_was_accepted_and_is_blank_no_more_is_not_recorded() -> None:
    more = (*LEFT, Blank("宇环数控机床", Kind.SUPPLIES), Blank("蓝思科技", Kind.DOSES))
    assert close(WITH_PARK, FEB_20, at(23), accepted=more).blanks == LEFT


def test_what_is_carried_is_no_blank() -> None:
    doses = replace(MASKS, kind=Kind.DOSES, id=3)
    book = replace(WITH_PARK, pages={FEB_20: page(FEB_20, ANSWERED, doses)})
    closing = close(book, FEB_20, at(23), carry_rest=True, accepted=LEFT)
    assert closing.carried is not None
    assert closing.blanks == LEFT[1:]


def test_without_a_roster_nothing_is_blank() -> None:
    assert close(notebook(page(FEB_20, ANSWERED)), FEB_20, at(23)).blanks == ()


def test_the_blanks_of_a_closed_page_are_those_that_it_was_closed_with() -> None:
    closed = replace(page(FEB_20, ANSWERED), seal=seal(FEB_20, entry=9), blanks=LEFT[:1])
    assert blanks_on(WITH_PARK, closed) == LEFT[:1]
    assert blanks_on(WITH_PARK, WITH_PARK.page(FEB_20)) == LEFT


def test_a_day_on_which_nothing_is_written_is_to_be_closed_if_something_is_blank() -> None:
    book = park(company(1, "启泰传感科技"))
    assert day_to_close(book, at(23)) == FEB_20
    assert day_to_close(book, at(1)) is None
    assert day_to_close(replace(book, closed=frozenset({FEB_20})), at(23)) is None
    assert day_to_close(replace(book, expected=()), at(23)) is None
    with pytest.raises(BlanksLeft) as error:
        close(book, FEB_20, at(23))
    assert error.value.facts == {"day": FEB_20, "left": 4}
