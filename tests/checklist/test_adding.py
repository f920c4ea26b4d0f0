from dataclasses import replace
from datetime import time

import pytest

from tests.checklist.model import DOOR, FEB_19, FEB_20, FEB_21, MASKS, notebook, page
from tests.conftest import DIRECTOR, at
from worklist.checklist.adding import add
from worklist.checklist.items import Draft, Item, Kind
from worklist.checklist.notebook import Change, Entry
from worklist.errors import DayClosed

TEA = Draft(
    text="herbal dose", kind=Kind.DOSES, company="启泰传感科技", who="联络员02", due=time(21), need=482, unit="cups"
)


def item_of_tea(id: int) -> Item:
    return Item(
        id=id,
        kind=Kind.DOSES,
        text="herbal dose",
        company="启泰传感科技",
        who="联络员02",
        due=time(21),
        count=0,
        need=482,
        unit="cups",
    )


def test_the_first_item_of_a_notebook_is_item_1_of_entry_1() -> None:
    assert add(notebook(), [TEA], None, at(9)) == Entry(
        number=1,
        at=at(9).at,
        by=DIRECTOR,
        command="add",
        changes=(Change(day=FEB_20, before=None, after=item_of_tea(1)),),
    )


def test_items_are_numbered_on_from_the_last_id_in_their_order() -> None:
    book = notebook(page(FEB_20, MASKS, DOOR), last_entry=41)
    entry = add(book, [TEA, Draft(text=DOOR.text)], None, at(9))
    assert entry.number == 42
    assert entry.changes == (
        Change(day=FEB_20, before=None, after=item_of_tea(3)),
        Change(day=FEB_20, before=None, after=replace(DOOR, id=4)),
    )


def test_an_id_that_was_taken_back_is_not_given_again() -> None:
    entry = add(notebook(page(FEB_20, MASKS, last_id=7)), [TEA], None, at(9))
    assert entry.changes == (Change(day=FEB_20, before=None, after=item_of_tea(8)),)


def test_what_is_added_at_0130_lands_on_last_night() -> None:
    entry = add(notebook(page(FEB_19, MASKS)), [TEA], None, at(1, 30))
    assert entry.changes == (Change(day=FEB_19, before=None, after=item_of_tea(2)),)


def test_what_is_added_after_closing_lands_on_the_next_day() -> None:
    entry = add(notebook(closed=frozenset({FEB_20})), [TEA], None, at(22))
    assert entry.changes == (Change(day=FEB_21, before=None, after=item_of_tea(1)),)


def test_items_are_put_on_the_day_that_is_named() -> None:
    entry = add(notebook(page(FEB_20, MASKS)), [TEA], FEB_21, at(9))
    assert entry.changes == (Change(day=FEB_21, before=None, after=item_of_tea(1)),)


def test_nothing_is_added_to_a_closed_day() -> None:
    with pytest.raises(DayClosed) as error:
        add(notebook(closed=frozenset({FEB_19})), [TEA], FEB_19, at(9))
    assert error.value.facts == {"day": FEB_19}
