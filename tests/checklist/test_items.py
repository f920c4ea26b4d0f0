from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.model import DOOR, FEB_20, FEB_21, MASKS
from tests.conftest import DIRECTOR, at
from worklist.checklist.items import (
    NAME_LIMIT,
    TEXT_LIMIT,
    Dealt,
    Draft,
    Item,
    Kind,
    Link,
    Note,
    Status,
    Waiver,
    bring_back,
    carry,
    clean_name,
    clean_text,
    finish,
    new_item,
    parse_kind,
    reopen,
    require_open,
    successor,
    waive,
)
from worklist.errors import AlreadySettled, BadKind, EmptyText, NothingToReopen, NotSettled, NotUtf8, TextTooLong

NOTE = Note(at=at(10).at, by=DIRECTOR, text="half of them are too small")
TO = Link(day=FEB_21, id=5)
SETTLED = [Status.DONE, Status.WAIVED, Status.CARRIED]
NEEDS = st.integers(1, 10_000)


# What becomes of an item


def test_a_new_item_is_open_with_what_its_draft_says_and_nothing_counted() -> None:
    draft = Draft(
        text="herbal dose", kind=Kind.DOSES, company="启泰传感科技", who="联络员02", due=time(21), need=482, unit="cups"
    )
    assert new_item(draft, 3) == Item(
        id=3,
        kind=Kind.DOSES,
        text="herbal dose",
        company="启泰传感科技",
        who="联络员02",
        due=time(21),
        count=0,
        need=482,
        unit="cups",
        status=Status.OPEN,
        reason=None,
        carried_from=None,
        carried_to=None,
        times_carried=0,
        notes=(),
    )


def test_a_new_item_without_a_need_counts_nothing_and_without_a_kind_is_an_issue() -> None:
    assert new_item(Draft(text="the east door"), 1) == Item(
        id=1,
        kind=Kind.ISSUES,
        text="the east door",
        company=None,
        who=None,
        due=None,
        count=None,
        need=None,
        unit=None,
    )


@pytest.mark.parametrize("status", Status)
def test_only_an_open_item_is_open(status: Status) -> None:
    assert replace(DOOR, status=status).is_open is (status is Status.OPEN)


@pytest.mark.parametrize("status", SETTLED)
def test_a_settled_item_is_not_open_any_more(status: Status) -> None:
    require_open(DOOR, FEB_20)
    with pytest.raises(AlreadySettled) as error:
        require_open(replace(DOOR, status=status), FEB_20)
    assert error.value.facts == {"id": 2, "status": status, "day": FEB_20}


def test_a_finished_item_is_done_and_counted_whole() -> None:
    carried_here = replace(MASKS, count=482, reason="no truck", times_carried=1, notes=(NOTE,))
    assert finish(carried_here) == replace(carried_here, status=Status.DONE, count=2000, reason=None)
    assert finish(DOOR) == replace(DOOR, status=Status.DONE)


def test_a_waived_item_keeps_its_count_and_says_why() -> None:
    counted = replace(MASKS, count=482)
    assert waive(counted, "half holiday") == replace(counted, status=Status.WAIVED, reason="half holiday")


def test_a_carried_item_says_where_to_and_why() -> None:
    assert carry(MASKS, TO, "no truck") == replace(MASKS, status=Status.CARRIED, reason="no truck", carried_to=TO)
    assert carry(MASKS, TO, None) == replace(MASKS, status=Status.CARRIED, reason=None, carried_to=TO)


def test_a_successor_needs_what_was_left_and_keeps_what_was_written() -> None:
    counted = replace(MASKS, count=482, who="联络员02", due=time(17), notes=(NOTE,))
    assert successor(carry(counted, TO, "no truck"), counted, FEB_20, TO) == replace(
        counted,
        id=5,
        count=0,
        need=1518,
        reason="no truck",
        carried_from=Link(day=FEB_20, id=1),
        times_carried=1,
    )


def test_a_successor_of_an_item_without_a_need_has_none() -> None:
    first = replace(DOOR, carried_from=Link(day=FEB_20, id=9), times_carried=3)
    assert successor(carry(first, TO, None), first, FEB_20, TO) == replace(
        DOOR, id=5, carried_from=Link(day=FEB_20, id=2), times_carried=4
    )


@given(need=NEEDS, counted=st.integers(0))
def test_carrying_loses_nothing_of_the_need(need: int, counted: int) -> None:
    old = replace(MASKS, need=need, count=counted % need)
    later = successor(carry(old, TO, None), old, FEB_20, TO)
    assert later.is_open
    assert later.count == 0
    assert (old.count or 0) + (later.need or 0) == need


def test_what_is_brought_back_has_the_counts_of_both_and_what_was_written_later() -> None:
    original = replace(MASKS, count=482, carried_from=Link(day=FEB_20, id=7), times_carried=2)
    carried = carry(original, TO, None)
    later = successor(carried, original, FEB_20, TO)
    later = replace(later, text="1518 masks", due=time(9), count=18, notes=(NOTE,))
    assert bring_back(carried, later, original) == replace(
        original, text="1518 masks", due=time(9), count=500, need=2000, notes=(NOTE,)
    )


def test_what_is_brought_back_takes_the_need_that_its_successor_was_given_or_lost() -> None:
    door = carry(DOOR, TO, None)
    counted = replace(successor(door, DOOR, FEB_20, TO), need=4, count=1)
    assert bring_back(door, counted, DOOR) == replace(DOOR, need=4, count=1)
    masks = carry(replace(MASKS, count=482), TO, None)
    lost = replace(successor(masks, MASKS, FEB_20, TO), need=None, count=None)
    assert bring_back(masks, lost, MASKS) == replace(MASKS, need=None, count=None)


@given(need=st.none() | NEEDS, counted=st.integers(0), times=st.integers(0, 9))
def test_carrying_and_bringing_back_changes_nothing(need: int | None, counted: int, times: int) -> None:
    item = replace(MASKS, need=need, count=None if need is None else counted % need, times_carried=times)
    carried = carry(item, TO, None)
    assert bring_back(carried, successor(carried, item, FEB_20, TO), item) == item


def test_what_is_brought_back_has_the_reason_of_the_time_before() -> None:
    late = replace(DOOR, reason="no locksmith")
    carried = carry(late, TO, "no key either")
    assert bring_back(carried, successor(carried, late, FEB_20, TO), late) == late


def test_a_reason_stays_with_what_is_carried_on_without_another() -> None:
    late = replace(DOOR, reason="no locksmith")
    assert successor(carry(late, TO, None), late, FEB_20, TO).reason == "no locksmith"
    assert successor(carry(late, TO, "no key"), late, FEB_20, TO).reason == "no key"


@pytest.mark.parametrize("item", [MASKS, DOOR, replace(MASKS, count=482), replace(DOOR, reason="no locksmith")])
def test_a_settled_item_is_reopened_as_it_was(item: Item) -> None:
    assert reopen(waive(item, "half holiday"), item) == item
    assert reopen(finish(item), item) == item


def test_a_need_that_was_met_already_starts_from_nothing() -> None:
    met = replace(MASKS, status=Status.DONE, count=2500)
    assert reopen(met, met) == MASKS


def test_an_open_item_is_not_reopened() -> None:
    with pytest.raises(NotSettled) as error:
        reopen(DOOR, DOOR)
    assert error.value.facts == {"id": 2}


# Parts that were waived

PARTS = (Waiver(100, "on leave"), Waiver(20, "ill"))
PART = replace(MASKS, count=482, waived=PARTS)


def test_what_was_waived_of_a_need_is_not_left() -> None:
    assert (PART.waived_count, PART.left) == (120, 1398)
    assert (MASKS.left, DOOR.left, DOOR.waived_count) == (2000, 0, 0)
    assert replace(PART, count=2500).left == 0


def test_finishing_counts_what_was_not_waived() -> None:
    assert finish(PART) == replace(PART, status=Status.DONE, count=1880)


def test_a_successor_needs_what_was_neither_counted_nor_waived() -> None:
    later = successor(carry(PART, TO, None), PART, FEB_20, TO)
    assert (later.need, later.count, later.waived) == (1398, 0, ())


def test_what_is_brought_back_has_the_waived_parts_of_both() -> None:
    carried = carry(PART, TO, None)
    later = replace(successor(carried, PART, FEB_20, TO), count=18, waived=(Waiver(80, "half holiday"),))
    assert bring_back(carried, later, PART) == replace(PART, count=500, waived=(*PARTS, Waiver(80, "half holiday")))
    lost = replace(later, need=None, count=None, waived=())
    assert bring_back(carried, lost, PART) == replace(MASKS, need=None, count=None)


def test_a_reopened_item_has_the_waived_parts_that_it_had_before() -> None:
    assert reopen(finish(PART), PART) == PART
    settled = replace(PART, status=Status.WAIVED, reason="holiday", waived=(*PARTS, Waiver(1398, "holiday")))
    assert reopen(settled, PART) == PART


def test_a_need_that_was_met_with_waived_parts_starts_from_nothing() -> None:
    met = replace(PART, status=Status.DONE, count=1880)
    assert reopen(met, met) == MASKS


def test_what_was_waived_is_looked_through_like_all_that_people_write() -> None:
    noted = replace(PART, who="联络员02", reason="no truck", notes=(NOTE,))
    assert noted.prose() == [
        "2000 masks",
        "宇环数控机床",
        "联络员02",
        "no truck",
        "on leave",
        "ill",
        "half of them are too small",
    ]


@given(need=NEEDS, counted=st.integers(0), waived=st.integers(0))
def test_carrying_and_bringing_back_loses_no_waived_part(need: int, counted: int, waived: int) -> None:
    count = counted % need
    part = waived % (need - count)
    item = replace(MASKS, need=need, count=count, waived=(Waiver(part, "ill"),) if part else ())
    carried = carry(item, TO, None)
    later = successor(carried, item, FEB_20, TO)
    assert later.left == item.left > 0
    assert bring_back(carried, later, item) == item


# Items of standing checks


def test_a_carried_item_of_a_check_stays_one_and_its_successor_is_none() -> None:
    dealt = replace(MASKS, dealt=Dealt(2, 9))
    carried = carry(dealt, TO, None)
    later = successor(carried, dealt, FEB_20, TO)
    assert (carried.dealt, later.dealt) == (Dealt(2, 9), None)
    assert bring_back(carried, later, dealt) == dealt


# The answer that nothing is outstanding


def test_an_answer_that_nothing_is_outstanding_is_done_from_the_beginning() -> None:
    answer = new_item(Draft(company="宇环数控机床", nothing=True), 3)
    assert (answer.kind, answer.status, answer.text, answer.nothing) == (Kind.ISSUES, Status.DONE, "", True)
    assert answer.prose() == ["宇环数控机床"]


def test_an_answer_that_nothing_is_outstanding_is_not_opened() -> None:
    answer = new_item(Draft(company="宇环数控机床", nothing=True), 3)
    with pytest.raises(NothingToReopen) as error:
        reopen(answer, answer)
    assert error.value.facts == {"id": 3}


# What people type


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("2000 masks", "2000 masks"),
        ("  口罩\n", "口罩"),
        ("　口罩　", "口罩"),
        ("first\nsecond", "first\nsecond"),
        ("\u200b.", "\u200b."),
        ("\x1b[31m", "\x1b[31m"),
    ],
)
def test_a_text_loses_the_blanks_around_it_and_nothing_else(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize("raw", ["", " \t\n", "　", "\u200b", "\u202e\u2066", "\x00\x1b", "\u00a0", "\u200b \u200b"])
def test_a_text_in_which_nothing_can_be_seen_is_refused(raw: str) -> None:
    with pytest.raises(EmptyText) as error:
        clean_text(raw)
    assert error.value.facts == {"text": raw}


@pytest.mark.parametrize("raw", ["\udcff", " masks \udce4"])
def test_bytes_that_are_no_text_are_refused(raw: str) -> None:
    with pytest.raises(NotUtf8) as error:
        clean_text(raw)
    assert error.value.facts == {"text": raw}


@pytest.mark.parametrize(("clean", "limit"), [(clean_text, TEXT_LIMIT), (clean_name, NAME_LIMIT)])
def test_a_text_or_name_may_be_as_long_as_its_limit(clean: Callable[[str], str], limit: int) -> None:
    assert clean(" " + "宇" * limit + " ") == "宇" * limit
    with pytest.raises(TextTooLong) as error:
        clean("宇" * (limit + 1))
    assert error.value.facts == {"length": limit + 1, "limit": limit}


@given(st.text())
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    try:
        clean = clean_text(raw)
    except EmptyText:
        assert not any(sign.isprintable() for sign in "".join(raw.split()))
    else:
        assert clean_text(clean) == clean == raw.strip()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("supplies", Kind.SUPPLIES),
        ("MEASURES", Kind.MEASURES),
        ("d", Kind.DOSES),
        ("iss", Kind.ISSUES),
        (" s ", Kind.SUPPLIES),
    ],
)
def test_a_kind_is_read_by_its_beginning(text: str, kind: Kind) -> None:
    assert parse_kind(text) is kind


@pytest.mark.parametrize("text", ["", " ", "x", "suppliesx", "oses", "s d"])
def test_what_is_no_kind_is_refused(text: str) -> None:
    with pytest.raises(BadKind) as error:
        parse_kind(text)
    assert error.value.facts == {"text": text}


@given(st.sampled_from(Kind), st.integers(1, 8))
def test_every_beginning_of_a_kind_means_it(kind: Kind, letters: int) -> None:
    assert parse_kind(kind[:letters].upper()) is kind
