from dataclasses import replace

from tests.checklist.model import DOOR
from worklist.checklist.companies import Company
from worklist.checklist.grouping import GroupBy, grouped
from worklist.checklist.items import Item, Status
from worklist.checklist.roster import Roster, roster_of

YUHUAN = Company(number=1, name="宇环数控机床", zone="Grid 01", other_names=("宇环",))
LANSI = Company(number=2, name="蓝思科技")
ROSTER = roster_of({company.number: company for company in (YUHUAN, LANSI)})


def item(id: int, company: str | None = None, who: str | None = None, status: Status = Status.OPEN) -> Item:
    return replace(DOOR, id=id, company=company, who=who, status=status)


def groups(items: list[Item], by: GroupBy, roster: Roster | None = ROSTER) -> list[tuple[str | None, list[int], int]]:
    return [(group.name, [each.id for each in group.items], group.open) for group in grouped(items, by, roster)]


def test_the_group_with_the_most_open_comes_first_then_the_name_then_those_without() -> None:
    items = [
        item(1),
        item(2, who="b", status=Status.DONE),
        item(3, who="c"),
        item(4, who="a"),
        item(5, who="b"),
        item(6, who="d"),
        item(7, who="d"),
    ]
    assert groups(items, GroupBy.WHO) == [
        ("d", [6, 7], 2),
        ("a", [4], 1),
        ("b", [2, 5], 1),
        ("c", [3], 1),
        (None, [1], 1),
    ]


def test_a_company_is_one_by_all_its_names() -> None:
    items = [item(1, "宇环"), item(2, "elsewhere"), item(3, "宇环数控机床"), item(4), item(5, "ELSEWHERE")]
    assert groups(items, GroupBy.COMPANY) == [("elsewhere", [2, 5], 2), ("宇环数控机床", [1, 3], 2), (None, [4], 1)]
    assert groups(items[:2], GroupBy.COMPANY, None) == [("elsewhere", [2], 1), ("宇环", [1], 1)]


def test_a_zone_is_that_of_the_company() -> None:
    items = [item(1, "宇环"), item(2, "蓝思科技"), item(3, "elsewhere"), item(4)]
    assert groups(items, GroupBy.ZONE) == [(None, [2, 3, 4], 3), ("Grid 01", [1], 1)]
