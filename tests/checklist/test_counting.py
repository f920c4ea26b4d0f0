from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.model import DOOR, MASKS
from worklist.checklist.counting import COUNT_LIMIT, Count, change_need, parse_count, parse_need, record, waive_part
from worklist.checklist.items import Status, Waiver
from worklist.errors import BadCount, NeedIsMet, NoNeed, TooManyWaived

COUNTS = st.integers(0, COUNT_LIMIT)


def test_a_count_below_the_need_leaves_the_item_open() -> None:
    assert record(MASKS, Count(amount=482)) == replace(MASKS, count=482)


def test_a_count_is_in_all_unless_it_is_further() -> None:
    counted = replace(MASKS, count=482)
    assert record(counted, Count(amount=500)) == replace(MASKS, count=500)
    assert record(counted, Count(amount=500, further=True)) == replace(MASKS, count=982)


def test_a_count_may_be_corrected_downwards() -> None:
    assert record(replace(MASKS, count=482), Count(amount=0)) == MASKS


@pytest.mark.parametrize(
    ("count", "total"),
    [(Count(amount=2000), 2000), (Count(amount=2500), 2500), (Count(amount=1518, further=True), 2000)],
)
def test_the_need_reached_is_done(count: Count, total: int) -> None:
    carried_here = replace(MASKS, count=482, reason="no truck", times_carried=1)
    assert record(carried_here, count) == replace(carried_here, status=Status.DONE, count=total, reason=None)


def test_one_below_the_need_is_still_open() -> None:
    assert record(MASKS, Count(amount=1999)).is_open


def test_nothing_is_counted_of_an_item_without_a_need() -> None:
    with pytest.raises(NoNeed) as error:
        record(DOOR, Count(amount=1))
    assert error.value.facts == {"id": 2}


def test_a_sum_over_the_limit_is_refused() -> None:
    assert record(MASKS, Count(amount=COUNT_LIMIT)).count == COUNT_LIMIT
    with pytest.raises(BadCount) as error:
        record(replace(MASKS, count=1), Count(amount=COUNT_LIMIT, further=True))
    assert error.value.facts == {"text": "1000000001", "least": 0, "most": COUNT_LIMIT}


@given(need=st.integers(1, COUNT_LIMIT), before=COUNTS, amount=COUNTS, further=st.booleans())
def test_a_recorded_item_is_open_exactly_while_it_has_counted_less_than_its_need(
    *, need: int, before: int, amount: int, further: bool
) -> None:
    item = replace(MASKS, need=need, count=before % need)
    total = amount + before % need if further else amount
    try:
        found = record(item, Count(amount=amount, further=further))
    except BadCount:
        assert total > COUNT_LIMIT
    else:
        assert found == replace(item, count=total, status=Status.OPEN if total < need else Status.DONE)


# What does not apply of a need

ON_LEAVE = Waiver(120, "on leave")


def test_a_part_of_a_need_is_waived_and_the_rest_is_open() -> None:
    counted = replace(MASKS, count=482)
    assert waive_part(counted, 120, "on leave") == replace(counted, waived=(ON_LEAVE,))
    twice = waive_part(waive_part(counted, 120, "on leave"), 3, "ill")
    assert (twice.waived, twice.waived_count, twice.left) == ((ON_LEAVE, Waiver(3, "ill")), 123, 1395)


def test_what_is_left_waived_settles_the_item() -> None:
    counted = replace(MASKS, count=482, reason="no truck", waived=(ON_LEAVE,))
    assert waive_part(counted, 1398, "ill") == replace(
        counted, status=Status.DONE, reason=None, waived=(ON_LEAVE, Waiver(1398, "ill"))
    )


def test_a_need_that_is_waived_part_by_part_is_waived() -> None:
    assert waive_part(replace(MASKS, waived=(Waiver(600, "x"),)), 1400, "ill") == replace(
        MASKS, status=Status.WAIVED, reason="ill", waived=(Waiver(600, "x"), Waiver(1400, "ill"))
    )


def test_no_more_is_waived_than_is_left() -> None:
    with pytest.raises(TooManyWaived) as error:
        waive_part(replace(MASKS, count=482, waived=(ON_LEAVE,)), 1399, "ill")
    assert error.value.facts == {"id": 1, "left": 1398}


def test_no_part_is_waived_of_an_item_without_a_need() -> None:
    with pytest.raises(NoNeed) as error:
        waive_part(DOOR, 1, "ill")
    assert error.value.facts == {"id": 2}


def test_what_is_counted_and_waived_together_meets_the_need() -> None:
    part = replace(MASKS, waived=(ON_LEAVE,))
    assert record(part, Count(amount=1879)) == replace(part, count=1879)
    assert record(part, Count(amount=1880)) == replace(part, count=1880, status=Status.DONE)
    assert record(part, Count(amount=2000)) == replace(part, count=2000, status=Status.DONE)


def test_a_need_is_met_by_what_is_counted_and_waived_together() -> None:
    part = replace(MASKS, count=482, waived=(ON_LEAVE,))
    assert change_need(part, 603) == replace(part, need=603)
    with pytest.raises(NeedIsMet) as error:
        change_need(part, 602)
    assert error.value.facts == {"id": 1, "count": 602, "need": 602}
    assert change_need(part, None) == replace(MASKS, need=None, count=None)


@given(need=st.integers(1, 100), steps=st.lists(st.tuples(st.booleans(), st.integers(1, 100)), max_size=5))
def test_an_open_item_has_something_left_and_what_is_counted_waived_and_left_is_its_need(
    need: int, steps: list[tuple[bool, int]]
) -> None:
    item = replace(MASKS, need=need)
    for is_waived, amount in steps:
        if not item.is_open:
            break
        if is_waived and amount > item.left:
            with pytest.raises(TooManyWaived):
                waive_part(item, amount, "ill")
            continue
        item = waive_part(item, amount, "ill") if is_waived else record(item, Count(amount=amount, further=True))
        assert item.is_open == (item.left > 0)
        assert (item.count or 0) + item.waived_count + item.left == max(need, (item.count or 0) + item.waived_count)


def test_another_need_keeps_the_count() -> None:
    counted = replace(MASKS, count=482)
    assert change_need(counted, 3000) == replace(counted, need=3000)
    assert change_need(counted, 483) == replace(counted, need=483)


def test_a_need_begins_at_nothing_counted() -> None:
    assert change_need(DOOR, 4) == replace(DOOR, need=4, count=0)


def test_a_need_taken_away_takes_the_count_with_it() -> None:
    assert change_need(replace(MASKS, count=482), None) == replace(MASKS, need=None, count=None)


@pytest.mark.parametrize("need", [482, 481, 1])
def test_a_need_that_is_met_already_is_refused(need: int) -> None:
    with pytest.raises(NeedIsMet) as error:
        change_need(replace(MASKS, count=482), need)
    assert error.value.facts == {"id": 1, "count": 482, "need": need}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("482", Count(amount=482)),
        ("0", Count(amount=0)),
        ("+2", Count(amount=2, further=True)),
        ("+0", Count(amount=0, further=True)),
        (" 7 ", Count(amount=7)),
        ("007", Count(amount=7)),
        ("４８２", Count(amount=482)),
        ("1000000000", Count(amount=COUNT_LIMIT)),
        ("+1000000000", Count(amount=COUNT_LIMIT, further=True)),
    ],
)
def test_counts_are_read(text: str, expected: Count) -> None:
    assert parse_count(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "+", "++2", "-1", "1.5", "1,000", "²", "many", "1000000001", "9999999999", "00000000001"]
)
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(BadCount) as error:
        parse_count(text)
    assert error.value.facts == {"text": text, "least": 0, "most": COUNT_LIMIT}


@pytest.mark.parametrize(("text", "expected"), [("1", 1), (" 2000 ", 2000), ("1000000000", COUNT_LIMIT)])
def test_needs_are_read(text: str, expected: int) -> None:
    assert parse_need(text) == expected


@pytest.mark.parametrize("text", ["", "0", "+1", "-1", "1000000001", "some"])
def test_what_is_no_need_is_refused(text: str) -> None:
    with pytest.raises(BadCount) as error:
        parse_need(text)
    assert error.value.facts == {"text": text, "least": 1, "most": COUNT_LIMIT}


@given(COUNTS)
def test_every_count_in_range_is_read_back(amount: int) -> None:
    assert parse_count(str(amount)) == Count(amount=amount)
    assert parse_count(f"+{amount}") == Count(amount=amount, further=True)
