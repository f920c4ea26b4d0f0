from dataclasses import replace
from datetime import date

import pytest

from tests.checklist.model import company
from worklist.checklist.companies import Company, CompanyWish, changed
from worklist.checklist.wishes import CLEAR

SINCE = date(2020, 2, 10)
QITAI = company(
    2,
    "启泰传感科技",
    headcount=50,
    zone="Grid 02",
    above_scale=True,
    resumed_since=SINCE,
    liaison="联络员02",
    caretaker="保姆员02",
)


def test_a_company_is_called_by_its_own_name_first() -> None:
    assert replace(QITAI, other_names=("启泰", "Qitai")).names == ("启泰传感科技", "启泰", "Qitai")


def test_a_new_company_is_what_is_wished_of_it_and_spelled() -> None:
    wish = CompanyWish(
        name="启泰传感科技",
        headcount=50,
        zone="Grid 02",
        above_scale=True,
        resumed_since=SINCE,
        liaison="联络员02",
        caretaker="保姆员02",
        other_names=("启泰", "Qitai"),
    )
    assert changed(Company(number=2, name=""), wish) == replace(
        QITAI, other_names=("启泰", "Qitai"), spellings=("qi tai chuan gan ke ji", "qi tai")
    )


def test_a_wish_for_nothing_changes_nothing() -> None:
    assert changed(QITAI, CompanyWish()) == QITAI


@pytest.mark.parametrize(
    ("wish", "fields"),
    [
        (CompanyWish(headcount=0), {"headcount": 0}),
        (CompanyWish(headcount=CLEAR), {"headcount": None}),
        (CompanyWish(zone="Grid 03"), {"zone": "Grid 03"}),
        (CompanyWish(zone=CLEAR), {"zone": None}),
        (CompanyWish(above_scale=False), {"above_scale": False}),
        (CompanyWish(liaison=CLEAR, caretaker="保姆员09"), {"liaison": None, "caretaker": "保姆员09"}),
        (CompanyWish(caretaker=CLEAR), {"caretaker": None}),
        (CompanyWish(resumed=True), {}),
        (CompanyWish(resumed=False), {"resumed": False, "resumed_since": None}),
        (CompanyWish(resumed_since=CLEAR), {"resumed_since": None}),
        (CompanyWish(resumed_since=date(2020, 2, 17)), {"resumed_since": date(2020, 2, 17)}),
        (CompanyWish(resumed=False, resumed_since=CLEAR), {"resumed": False, "resumed_since": None}),
        (CompanyWish(other_names=("启泰科技",)), {"other_names": ("启泰科技",)}),
    ],
)
def test_a_wish_changes_what_it_names_and_leaves_the_rest(wish: CompanyWish, fields: dict[str, object]) -> None:
    then = changed(QITAI, wish)
    assert replace(then, spellings=QITAI.spellings) == replace(QITAI, **fields)  # type: ignore[arg-type]


def test_a_company_that_is_said_to_have_resumed_on_a_day_has_resumed() -> None:
    closed = replace(QITAI, resumed=False, resumed_since=None)
    assert changed(closed, CompanyWish(resumed_since=SINCE)) == QITAI
    assert changed(closed, CompanyWish(resumed=False, resumed_since=SINCE)) == QITAI
    assert changed(closed, CompanyWish(resumed=True)) == replace(QITAI, resumed_since=None)


# Names


def test_a_renamed_company_keeps_its_former_name_among_the_others() -> None:
    then = changed(replace(QITAI, other_names=("启泰",)), CompanyWish(name="华泰传感"))
    assert then.names == ("华泰传感", "启泰", "启泰传感科技")
    assert then.spellings == ("hua tai chuan gan", "qi tai", "qi tai chuan gan ke ji")


def test_a_company_that_gets_its_former_name_back_bears_each_once() -> None:
    then = changed(changed(QITAI, CompanyWish(name="华泰传感")), CompanyWish(name="启泰传感科技"))
    assert then.names == ("启泰传感科技", "华泰传感")


def test_a_name_written_otherwise_is_no_other_name() -> None:
    yuhuan = Company(number=1, name="Yuhuan CNC")
    assert changed(yuhuan, CompanyWish(name="YUHUAN CNC")).names == ("YUHUAN CNC",)
    assert changed(yuhuan, CompanyWish(other_names=("ｙｕｈｕａｎ ｃｎｃ", "Yuhuan", "yu huan"))).names == (
        "Yuhuan CNC",
        "yu huan",
    )


def test_other_names_that_are_named_take_the_place_of_all_but_the_former() -> None:
    then = changed(replace(QITAI, other_names=("启泰",)), CompanyWish(name="华泰传感", other_names=("华泰",)))
    assert then.names == ("华泰传感", "华泰", "启泰传感科技")
    assert changed(then, CompanyWish(other_names=())).names == ("华泰传感",)


def test_a_name_that_stays_is_not_spelled_anew() -> None:
    said_otherwise = replace(QITAI, spellings=("as someone has corrected it",))
    assert changed(said_otherwise, CompanyWish(headcount=51)).spellings == said_otherwise.spellings
    assert changed(said_otherwise, CompanyWish(name="启泰")).spellings == ("qi tai", "qi tai chuan gan ke ji")


def test_a_company_is_at_work_from_the_day_on_that_it_has_resumed() -> None:
    assert [QITAI.is_at_work(date(2020, 2, day)) for day in (9, 10, 11)] == [False, True, True]
    assert replace(QITAI, resumed_since=None).is_at_work(date(2020, 2, 9))
    assert not replace(QITAI, resumed=False, resumed_since=None).is_at_work(date(2020, 2, 11))


def test_a_company_is_on_the_roster_until_the_day_it_is_removed() -> None:
    gone = replace(QITAI, removed=SINCE)
    assert [gone.is_on_roster(date(2020, 2, day)) for day in (9, 10)] == [True, False]
    assert QITAI.is_on_roster(SINCE)
