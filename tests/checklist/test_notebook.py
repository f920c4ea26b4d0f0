from dataclasses import replace
from datetime import time

import pytest

from tests.checklist.model import DOOR, FEB_19, FEB_20, FEB_21, MASKS, notebook, page
from tests.conftest import at
from worklist.checklist.items import Stamp
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.errors import DayClosed
from worklist.workday import ROLLOVER


def test_an_empty_notebook_has_no_history() -> None:
    empty = Notebook(pages={}, closed=frozenset())
    assert list(empty.history()) == []
    assert (empty.last_seal, empty.last_entry, empty.rollover) == (None, 0, ROLLOVER)


def test_a_change_has_the_id_of_the_item_before_and_after() -> None:
    assert Change(day=FEB_20, before=None, after=MASKS).id == 1
    assert Change(day=FEB_20, before=DOOR, after=None).id == 2
    assert Change(day=FEB_20, before=DOOR, after=replace(DOOR, who="联络员02")).id == 2


def test_a_change_of_nothing_has_no_item() -> None:
    with pytest.raises(ValueError, match="before=None, after=None"):
        _ = Change(day=FEB_20, before=None, after=None).id


def test_an_entry_takes_the_next_number_and_the_stamp() -> None:
    change = Change(day=FEB_20, before=None, after=MASKS)
    assert notebook(last_entry=41).entry(at(9, 30), "add", iter([change])) == Entry(
        number=42, at=at(9, 30).at, by="联络员01", command="add", changes=(change,), undoes=None
    )


@pytest.mark.parametrize(
    ("stamp", "expected"), [(at(1, 30), FEB_19), (at(3, 59), FEB_19), (at(4), FEB_20), (at(12, day=19), FEB_19)]
)
def test_the_working_day_is_that_of_the_pages_that_are_open(stamp: Stamp, expected: object) -> None:
    assert notebook(page(FEB_19, MASKS)).working_day(stamp.at) == expected


def test_the_working_day_passes_over_closed_days() -> None:
    assert notebook(closed=frozenset({FEB_19, FEB_20})).working_day(at(1, 30).at) == FEB_21


def test_the_working_day_changes_at_the_hour_of_the_notebook() -> None:
    early = replace(notebook(page(FEB_19, MASKS)), rollover=time(1))
    assert early.working_day(at(0, 59).at) == FEB_19
    assert early.working_day(at(1).at) == FEB_20


def test_an_open_page_is_given_as_it_is() -> None:
    assert notebook(page(FEB_19, DOOR), page(FEB_20, MASKS)).page(FEB_20) == page(FEB_20, MASKS)


def test_a_page_that_nobody_has_written_on_is_given_empty() -> None:
    assert notebook(page(FEB_19, DOOR)).page(FEB_20) == Page(day=FEB_20)


def test_a_closed_page_is_not_given() -> None:
    with pytest.raises(DayClosed) as error:
        notebook(closed=frozenset({FEB_19})).page(FEB_19)
    assert error.value.facts == {"day": FEB_19}


def test_the_days_left_unclosed_come_oldest_first() -> None:
    book = notebook(page(FEB_21), page(FEB_20, MASKS), page(FEB_19, DOOR))
    assert book.unclosed_before(FEB_21) == [page(FEB_19, DOOR), page(FEB_20, MASKS)]
    assert book.unclosed_before(FEB_19) == []
