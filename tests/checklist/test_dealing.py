from dataclasses import replace
from datetime import time

import pytest

from tests.checklist.model import DOOR, FEB_20, FEB_21, MASKS, check, company, notebook, page, park
from tests.conftest import DIRECTOR, at
from worklist.checklist.dealing import begin_day, deal
from worklist.checklist.items import Dealt, Item, Kind, Status
from worklist.checklist.notebook import DEAL, Change, Entry
from worklist.errors import DayClosed

YUHUAN = company(1, "宇环数控机床", headcount=25, caretaker="保姆员01")
QITAI = company(2, "启泰传感科技", headcount=None, resumed=False)
GATE = check(1, "temperature at the gate", only_resumed=True)
DOSE = check(2, "herbal dose", Kind.DOSES, due=time(21), per_head=True, unit="heads")
PARK = park(YUHUAN, QITAI, GATE, DOSE, before=notebook(page(FEB_20, MASKS, DOOR), last_entry=2))


def item(id: int, text: str, kind: Kind, whose: str, dealt: Dealt, **fields: object) -> Item:
    plain = Item(id=id, kind=kind, text=text, company=whose, who=None, due=None, count=None, need=None, unit=None)
    return replace(plain, dealt=dealt, **fields)  # type: ignore[arg-type]


GATE_1 = item(3, "temperature at the gate", Kind.MEASURES, "宇环数控机床", Dealt(1, 1), who="保姆员01")
DOSE_1 = item(
    4,
    "herbal dose",
    Kind.DOSES,
    "宇环数控机床",
    Dealt(2, 1),
    who="保姆员01",
    due=time(21),
    count=0,
    need=25,
    unit="heads",
)
DOSE_2 = item(5, "herbal dose", Kind.DOSES, "启泰传感科技", Dealt(2, 2), due=time(21), unit="heads")


def put(*items: Item) -> tuple[Change, ...]:
    return tuple(Change(day=FEB_20, before=None, after=each) for each in items)


def test_a_day_begins_with_an_item_for_each_check_and_company_that_it_is_for() -> None:
    assert begin_day(PARK, at(8)) == Entry(
        number=3, at=at(8).at, by=DIRECTOR, command=DEAL, changes=put(GATE_1, DOSE_1, DOSE_2)
    )


def test_a_day_begins_once() -> None:
    begun = begin_day(PARK, at(8))
    assert begun is not None
    assert begin_day(PARK.after(begun), at(9)) is None
    assert deal(PARK.after(begun), FEB_20) == []


def test_the_next_day_begins_anew_with_its_own_ids() -> None:
    begun = begin_day(PARK, at(8))
    assert begun is not None
    later = begin_day(PARK.after(begun), at(8, day=21))
    assert later is not None
    assert [(change.day, change.id) for change in later.changes] == [(FEB_21, 1), (FEB_21, 2), (FEB_21, 3)]


def test_in_the_small_hours_it_is_still_last_nights_page_that_begins() -> None:
    begun = begin_day(PARK, at(1, 30, day=21))
    assert begun is not None
    assert {change.day for change in begun.changes} == {FEB_20}


@pytest.mark.parametrize(
    "nothing",
    [
        notebook(),
        park(YUHUAN),
        park(GATE),
        park(replace(YUHUAN, removed=FEB_20), GATE),
        park(QITAI, GATE),
        park(YUHUAN, replace(GATE, paused=True), replace(DOSE, on=(0,))),
    ],
    ids=["no park", "no checks", "no companies", "removed", "not at work", "not today"],
)
def test_where_nothing_is_to_be_dealt_a_day_begins_with_nothing(nothing: object) -> None:
    assert begin_day(nothing, at(8)) is None  # type: ignore[arg-type]


def test_what_is_missing_is_dealt_and_nothing_twice_whatever_became_of_it() -> None:
    settled = replace(GATE_1, status=Status.WAIVED, reason="half holiday", text="edited", company="宇环")
    before = replace(page(FEB_20, settled, last_id=9), is_dealt=True)
    book = park(YUHUAN, QITAI, GATE, DOSE, before=notebook(before))
    assert deal(book, FEB_20) == list(put(replace(DOSE_1, id=10), replace(DOSE_2, id=11)))


def test_nothing_is_dealt_on_a_closed_day() -> None:
    with pytest.raises(DayClosed):
        deal(park(YUHUAN, GATE, before=notebook(closed=frozenset({FEB_20}))), FEB_20)
