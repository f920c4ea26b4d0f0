from dataclasses import replace
from datetime import date, time

from tests.checklist.model import FEB_19, FEB_20, FEB_21, FEB_22, company, page, seal
from tests.conftest import at
from worklist.checklist.items import Draft, Item, Kind, Link, Status, Waiver, carry, finish, new_item
from worklist.checklist.page import Page
from worklist.checklist.roster import roster_of
from worklist.checklist.stats import Stats, Zero, stats
from worklist.checklist.tally import Tally

ROSTER = roster_of({1: company(1, "宇环数控机床", other_names=("Yuhuan",))})


def carried(id: int, kind: Kind, whose: str | None) -> Item:
    item = new_item(Draft(text="something", kind=kind, company=whose), id)
    return replace(item, status=Status.CARRIED, carried_to=Link(day=FEB_22, id=id))


def closed(day: date, hour: int, minute: int, *items: Item, later: int = 0) -> Page:
    moment = at(hour, minute, day=day.day + later).at
    return replace(page(day, *items), seal=replace(seal(day, entry=1), closed_at=moment))


def test_without_days_there_is_nothing_to_tell() -> None:
    empty = stats([], None)
    assert empty == Stats(days=(), zero=None, kinds=(), companies=())
    assert (empty.closed, empty.doses) == (0, Tally())


def test_half_of_the_days_were_at_zero_by_an_hour_and_the_small_hours_come_after_midnight() -> None:
    days = [closed(FEB_19, 23, 50), closed(FEB_20, 0, 10, later=1), closed(FEB_21, 1, 30, later=1)]
    found = stats([*days, page(FEB_22)], None)
    assert (found.zero, found.closed) == (Zero(1, time(0, 10)), 3)
    assert stats(days[:2], None).zero == Zero(0, time(23, 50))
    assert [each.closed_at for each in found.days[2:]] == [at(1, 30, day=22).at, None]


def test_a_day_that_was_closed_days_later_was_at_zero_after_one_that_was_closed_the_same_evening() -> None:
    days = [closed(FEB_19, 23, 30), closed(FEB_20, 20, 0, later=2), closed(FEB_21, 14, 0, later=4)]
    assert stats(days, None).zero == Zero(2, time(20))
    assert stats(days[:2], None).zero == Zero(0, time(23, 30))


def test_the_kinds_and_the_five_companies_that_carry_most_come_first() -> None:
    names = ["c", "b", "a", "d", "e", "f"]
    items = [
        *(carried(id, Kind.ISSUES, name) for id, name in enumerate(names, 1)),
        carried(7, Kind.DOSES, "YUHUAN"),
        carried(8, Kind.ISSUES, "宇环数控机床"),
        carried(9, Kind.SUPPLIES, None),
        replace(carried(10, Kind.MEASURES, "b"), status=Status.DONE),
    ]
    found = stats([page(FEB_20, *items)], ROSTER)
    assert found.kinds == ((Kind.ISSUES, 7), (Kind.SUPPLIES, 1), (Kind.DOSES, 1))
    assert found.companies == (("宇环数控机床", 2), ("a", 1), ("b", 1), ("c", 1), ("d", 1))
    assert stats([page(FEB_20, items[6], items[7])], None).companies == (("YUHUAN", 1), ("宇环数控机床", 1))


def test_doses_are_added_over_the_days() -> None:
    dose = new_item(Draft(text="dose", kind=Kind.DOSES, need=50), 1)
    mask = new_item(Draft(text="masks", kind=Kind.SUPPLIES, need=9), 2)
    found = stats([page(FEB_19, replace(dose, count=48), mask), page(FEB_20, dose)], None)
    assert [(each.doses.count, each.doses.need) for each in found.days] == [(48, 50), (0, 50)]
    assert (found.doses.count, found.doses.need) == (48, 100)


def test_a_dose_that_is_carried_night_after_night_is_needed_once() -> None:
    link = Link(day=FEB_22, id=1)
    dose = new_item(Draft(text="dose", kind=Kind.DOSES, need=50), 1)
    nights = [
        carry(replace(dose, count=10), link, None),
        carry(replace(dose, need=40, count=5, waived=(Waiver(2, "on leave"),)), link, None),
        finish(replace(dose, need=33)),
    ]
    found = stats([page(day, item) for day, item in zip((FEB_19, FEB_20, FEB_21), nights, strict=True)], None)
    assert [(each.doses.count, each.doses.need) for each in found.days] == [(10, 50), (5, 40), (33, 33)]
    assert (found.doses.count, found.doses.need, found.doses.waived_count) == (48, 50, 2)
