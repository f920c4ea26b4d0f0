from dataclasses import replace

import pytest

from tests.checklist.model import DOOR, FEB_20, page
from worklist.checklist.companies import Company
from worklist.checklist.people import people, person_meant
from worklist.checklist.roster import roster_of
from worklist.errors import AmbiguousName, NoSuchName

YUHUAN = Company(number=1, name="宇环数控机床", liaison="联络员01", caretaker="保姆员01", other_names=("宇环",))
GONE = Company(number=2, name="博大科工", liaison="联络员02", caretaker="保姆员02", removed=FEB_20)
ALONE = Company(number=3, name="蓝思科技")
ROSTER = roster_of({company.number: company for company in (YUHUAN, GONE, ALONE)})
OF_YUHUAN = replace(DOOR, id=1, company="宇环")


def test_the_people_of_a_page_are_those_it_names_and_those_who_look_after_companies() -> None:
    given = page(FEB_20, replace(DOOR, who="门卫03"))
    assert people(given, ROSTER) == ["保姆员01", "联络员01", "门卫03"]
    assert people(given, None) == ["门卫03"]


def test_who_looked_after_a_removed_company_is_known_while_it_is_on_the_page() -> None:
    given = page(FEB_20, replace(DOOR, company="博大科工"), replace(DOOR, id=3, company="not on the roster"))
    assert people(given, ROSTER) == ["保姆员01", "保姆员02", "联络员01", "联络员02"]


def test_an_item_is_for_whom_it_names() -> None:
    item = replace(DOOR, who="门卫03")
    person = person_meant(page(FEB_20, item), "门卫", None)
    assert (person.name, person.sees_to(item)) == ("门卫03", True)
    assert not person.sees_to(DOOR)


def test_a_liaison_sees_to_all_items_of_the_companies_by_whichever_name() -> None:
    person = person_meant(page(FEB_20), "联络员01", ROSTER)
    assert person.sees_to(OF_YUHUAN)
    assert person.sees_to(replace(OF_YUHUAN, who="保姆员01"))
    assert not person.sees_to(replace(DOOR, company="蓝思科技"))
    assert not person.sees_to(replace(DOOR, company="not on the roster"))


def test_a_caretaker_sees_to_items_of_the_company_that_are_nobody_elses() -> None:
    person = person_meant(page(FEB_20), "保姆员01", ROSTER)
    assert person.sees_to(OF_YUHUAN)
    assert not person.sees_to(replace(OF_YUHUAN, who="门卫03"))


def test_liaison_and_caretaker_look_after_a_company_and_nobody_after_none() -> None:
    for name in ("联络员01", "保姆员01"):
        person = person_meant(page(FEB_20), name, ROSTER)
        assert person.looks_after(YUHUAN)
        assert not person.looks_after(ALONE)
        assert not person.looks_after(None)


def test_names_that_differ_in_width_alone_are_one_person() -> None:
    items = [replace(DOOR, who="联络员０１")]
    person = person_meant(page(FEB_20, *items), "联络员01", ROSTER)
    assert person.names == {"联络员01", "联络员０１"}
    assert person.sees_to(items[0])


def test_a_name_that_several_or_none_answer_to_is_an_error() -> None:
    with pytest.raises(AmbiguousName):
        person_meant(page(FEB_20), "01", ROSTER)
    with pytest.raises(NoSuchName):
        person_meant(page(FEB_20), "门卫", ROSTER)
