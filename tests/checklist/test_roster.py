from datetime import date

import pytest

from tests.checklist.model import company
from worklist.checklist.companies import Company
from worklist.checklist.roster import Roster, roster_of
from worklist.errors import AmbiguousName, NoSuchCompany, WorklistError

GONE = date(2020, 2, 19)
YUHUAN = company(1, "宇环数控机床", other_names=("Yuhuan CNC", "宇环"))
QITAI = company(2, "启泰传感科技", other_names=("Qitai",))
YUANHANG = company(10, "远航精密机械")
LANSI = company(4, "蓝思科技", removed=GONE)


def roster(*companies: Company) -> Roster:
    return roster_of({company.number: company for company in companies})


PARK = roster(YUANHANG, LANSI, QITAI, YUHUAN)


def test_those_that_are_not_removed_come_in_the_order_of_their_numbers() -> None:
    assert PARK.present() == [YUHUAN, QITAI, YUANHANG]


# By name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("宇环数控机床", YUHUAN),
        ("宇环", YUHUAN),
        ("数控", YUHUAN),
        ("yuhuan cnc", YUHUAN),
        ("ＹＵＨＵＡＮ", YUHUAN),
        ("YuhuanCNC", YUHUAN),
        ("qitai", QITAI),
        ("传感科技", QITAI),
        ("yhjm", YUANHANG),
        ("yuanhang", YUANHANG),
        ("jixie", YUANHANG),
        ("ｑｔｃｇ", QITAI),
    ],
)
def test_a_company_is_found_by_any_of_its_names_a_part_or_what_they_are_in_pinyin(text: str, found: Company) -> None:
    assert PARK.find(text) == found


def test_two_names_of_one_company_that_have_a_part_in_common_are_no_doubt() -> None:
    assert roster(QITAI, company(3, "泰", other_names=("泰科", "泰机"))).find("泰机") == company(
        3, "泰", other_names=("泰科", "泰机")
    )
    assert roster(company(3, "泰科", other_names=("泰机",)), YUHUAN).find("泰").number == 3


def test_a_part_of_a_name_comes_before_what_another_spells() -> None:
    other = company(7, "Yh Tools")
    assert roster(YUHUAN, YUANHANG, other).find("yh") == other


@pytest.mark.parametrize(
    ("text", "candidates"),
    [("机", "宇环数控机床, 远航精密机械"), ("yh", "宇环数控机床, 远航精密机械")],
)
def test_a_name_that_several_answer_to_lists_their_own_names_in_order(text: str, candidates: str) -> None:
    with pytest.raises(AmbiguousName) as error:
        PARK.find(text)
    assert error.value.facts == {"text": text, "candidates": candidates}


def test_a_company_that_was_removed_is_not_found() -> None:
    with pytest.raises(NoSuchCompany):
        PARK.find("蓝思科技")
    with pytest.raises(NoSuchCompany):
        PARK.find("lskj")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("宇换数控", "宇环数控机床"),
        ("qitia", "启泰传感科技"),
        ("yuanghang", "远航精密机械"),
        ("yhjmx", "远航精密机械"),
    ],
)
def test_a_name_that_no_company_has_lists_the_nearest_of_those_that_are_there(text: str, nearest: str) -> None:
    with pytest.raises(NoSuchCompany) as error:
        PARK.find(text)
    assert error.value.facts["text"] == text
    assert str(error.value.facts["nearest"]).split(", ")[0] == nearest
    assert "蓝思" not in str(error.value.facts["nearest"])


def test_where_all_are_removed_none_is_near() -> None:
    with pytest.raises(NoSuchCompany) as error:
        roster(LANSI).find("蓝思")
    assert error.value.facts == {"text": "蓝思", "nearest": "—"}


def test_every_name_is_its_companys_and_one_that_is_there_comes_before_one_that_is_not() -> None:
    heir = company(20, "新蓝思", other_names=("蓝思科技",))
    assert roster(LANSI, heir, YUHUAN).by_name() == {
        "新蓝思": heir,
        "蓝思科技": heir,
        "宇环数控机床": YUHUAN,
        "yuhuancnc": YUHUAN,
        "宇环": YUHUAN,
    }
    assert roster(LANSI).by_name() == {"蓝思科技": LANSI}


# Among the names on a page


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["宇环数控机床", "启泰传感科技"], "宇环", {"宇环数控机床"}),
        (["YUHUAN CNC", "宇环数控机床", "启泰传感科技"], "宇环数控机床", {"YUHUAN CNC", "宇环数控机床"}),
        (["Yuhuan CNC", "启泰传感科技"], "数控机床", {"Yuhuan CNC"}),
        (["宇环数控机床", "启泰传感科技"], "机", {"宇环数控机床"}),
        (["宇环数控机床", "启泰传感科技"], "yh", {"宇环数控机床"}),
        (["启泰传感科技"], "qt", {"启泰传感科技"}),
        (["启泰传感科技"], "ｑｔ", {"启泰传感科技"}),
        (["启泰传感科技"], "yuanhang", {"远航精密机械"}),
        ([], "宇环", {"宇环数控机床"}),
        (["the old mill", "启泰传感科技"], "mill", {"the old mill"}),
        (["蓝思科技"], "蓝思", {"蓝思科技"}),
    ],
)
def test_a_company_on_a_page_is_meant_before_the_rest_of_the_roster(
    names: list[str], text: str, found: set[str]
) -> None:
    assert PARK.meant_on(names, text) == found


@pytest.mark.parametrize(
    ("names", "text", "error"),
    [
        (["宇环数控机床", "远航精密机械"], "yh", AmbiguousName("yh", "宇环数控机床, 远航精密机械")),
        (["宇环数控机床", "the old mill", "机修"], "机", AmbiguousName("机", "机修, 宇环数控机床")),
        (["the old mill"], "yh", AmbiguousName("yh", "宇环数控机床, 远航精密机械")),
        (["the old mill"], "远航机械", NoSuchCompany("远航机械", "远航精密机械, 宇环数控机床")),
    ],
)
def test_a_name_that_means_none_or_several_of_a_page_is_an_error(
    names: list[str], text: str, error: WorklistError
) -> None:
    with pytest.raises(type(error)) as raised:
        PARK.meant_on(names, text)
    assert raised.value.facts == error.facts


def test_a_whole_name_means_its_own_company_though_it_is_a_part_of_one_on_the_page() -> None:
    both = roster(company(1, "蓝思"), company(2, "蓝思科技"))
    assert both.meant_on(["蓝思科技"], "蓝思") == {"蓝思"}
    assert both.meant_on(["蓝思科技", "蓝思"], "蓝思") == {"蓝思"}
