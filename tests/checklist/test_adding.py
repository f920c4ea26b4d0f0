from dataclasses import replace
from datetime import time

import pytest

from tests.checklist.model import DOOR, FEB_19, FEB_20, FEB_21, MASKS, company, notebook, page, park
from tests.conftest import DIRECTOR, at
from worklist.checklist.adding import add
from worklist.checklist.items import Draft, Item, Kind
from worklist.checklist.notebook import Change, Entry
from worklist.errors import AmbiguousName, BadLine, DayClosed, NoSuchCompany, OutstandingStill

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


# Companies of the roster

PARK = park(
    company(1, "宇环数控机床", caretaker="保姆员01", other_names=("Yuhuan",)),
    company(2, "启泰传感科技"),
    company(3, "远航精密机械", caretaker="保姆员03"),
)


def placed(draft: Draft, *, new: bool = False) -> tuple[str | None, str | None]:
    """Give the company and the person of the item that a draft becomes."""
    [change] = add(PARK, [draft], None, at(9), new=new).changes
    return change.item.company, change.item.who


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("YUHUAN", ("宇环数控机床", "保姆员01")),
        ("yhsk", ("宇环数控机床", "保姆员01")),
        ("启泰", ("启泰传感科技", None)),
        (None, (None, None)),
    ],
)
@pytest.mark.parametrize("new", [True, False])
def test_a_company_is_found_on_the_roster_and_its_caretaker_is_the_items_person(
    *, said: str | None, found: tuple[str | None, str | None], new: bool
) -> None:
    assert placed(Draft(text="masks", company=said), new=new) == found


def test_a_person_that_is_named_comes_before_the_caretaker() -> None:
    assert placed(Draft(text="masks", company="yhsk", who="联络员02")) == ("宇环数控机床", "联络员02")


def test_a_company_that_is_not_on_the_roster_is_refused_unless_it_is_said_to_be_new() -> None:
    with pytest.raises(NoSuchCompany) as error:
        placed(Draft(text="masks", company="the old mill"))
    assert error.value.facts["text"] == "the old mill"
    assert placed(Draft(text="masks", company="the old mill"), new=True) == ("the old mill", None)


@pytest.mark.parametrize("new", [True, False])
def test_a_name_that_several_answer_to_is_not_new(*, new: bool) -> None:
    with pytest.raises(AmbiguousName):
        placed(Draft(text="masks", company="yh"), new=new)


def test_the_line_of_a_company_that_is_not_found_is_told_and_nothing_is_added() -> None:
    drafts = [Draft(text="masks", company="yhsk", line=1), Draft(text="tea", company="yh", line=4)]
    with pytest.raises(BadLine) as error:
        add(PARK, drafts, None, at(9))
    assert str(error.value) == (
        "Line 4: “yh” could be any of 宇环数控机床, 远航精密机械; write more of the name. Nothing was added."
    )


def test_without_a_roster_a_company_is_taken_as_it_is_written() -> None:
    [change] = add(notebook(), [Draft(text="masks", company="yh")], None, at(9)).changes
    assert change.item.company == "yh"


def test_nothing_is_outstanding_only_where_nothing_is_open() -> None:
    nothing = Draft(company="宇环数控机床", nothing=True)
    book = notebook(page(FEB_20, MASKS))
    with pytest.raises(OutstandingStill) as error:
        add(book, [nothing], FEB_20, at(9))
    assert error.value.facts == {"company": "宇环数控机床", "left": 1, "kind": "issues"}
    doses = add(book, [replace(nothing, kind=Kind.DOSES)], FEB_20, at(9))
    assert [change.item.is_open for change in doses.changes] == [False]
