from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.model import DOOR, MASKS
from worklist.checklist.items import Item, Kind, Status
from worklist.checklist.tally import Tally, adds_up, tally, tally_by_kind

ITEMS = st.lists(
    st.builds(
        lambda kind, status, need, met: replace(
            DOOR, kind=kind, status=status, need=need, count=None if need is None else need // met
        ),
        st.sampled_from(Kind),
        st.sampled_from(Status),
        st.none() | st.integers(1, 2000),
        st.integers(1, 3),
    )
)


def test_no_items_tally_to_nothing() -> None:
    assert tally([]) == Tally()
    assert (Tally().items, Tally().settled) == (0, 0)


def test_items_are_tallied_by_status_with_what_was_counted() -> None:
    items = [
        replace(MASKS, count=482),
        replace(MASKS, status=Status.DONE, need=10, count=12),
        DOOR,
        DOOR,
        replace(DOOR, status=Status.WAIVED),
        replace(DOOR, status=Status.CARRIED),
        replace(DOOR, status=Status.CARRIED),
    ]
    found = tally(items)
    assert found == Tally(open=3, done=1, waived=1, carried=2, count=492, need=2010)
    assert (found.items, found.settled) == (7, 4)


def test_kinds_are_tallied_in_their_order_and_only_those_that_there_are() -> None:
    doses = replace(DOOR, kind=Kind.DOSES, status=Status.DONE)
    supplies = replace(MASKS, kind=Kind.SUPPLIES)
    assert list(tally_by_kind([DOOR, doses, supplies, doses]).items()) == [
        (Kind.SUPPLIES, Tally(open=1, count=0, need=2000)),
        (Kind.DOSES, Tally(done=2)),
        (Kind.ISSUES, Tally(open=1)),
    ]


@given(ITEMS)
def test_every_item_is_tallied_once(items: list[Item]) -> None:
    found = tally(items)
    counted = Counter(item.status for item in items)
    assert (found.open, found.done, found.waived, found.carried) == tuple(counted[status] for status in Status)
    assert found.items == len(items)
    assert found.settled == sum(not item.is_open for item in items)


@given(ITEMS)
def test_the_kinds_add_up_to_the_whole(items: list[Item]) -> None:
    kinds = tally_by_kind(items)
    total = tally(items)
    assert kinds.keys() == {item.kind for item in items}
    assert sum(part.items for part in kinds.values()) == total.items
    assert sum(part.count for part in kinds.values()) == total.count
    assert sum(part.need for part in kinds.values()) == total.need


def test_counts_of_one_unit_add_up_and_those_of_two_or_none_do_not() -> None:
    boxes = replace(MASKS, unit="boxes")
    assert adds_up([MASKS, MASKS, DOOR])
    assert not adds_up([MASKS, boxes])
    assert not adds_up([DOOR])


def test_tallies_add_up_to_that_of_all_their_items() -> None:
    doses = [replace(MASKS, count=482), replace(MASKS, status=Status.DONE, count=2000), DOOR]
    other = [replace(MASKS, status=Status.WAIVED, count=7), replace(DOOR, status=Status.CARRIED)]
    assert tally(doses) + tally(other) == tally([*doses, *other])
