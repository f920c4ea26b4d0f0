from dataclasses import replace
from pathlib import Path

import pytest

from tests.checklist.model import DOOR, FEB_19, FEB_20, page, seal
from tests.small_park import small_park
from worklist.checklist.companies import Company
from worklist.checklist.items import Item, Kind, Status
from worklist.checklist.marks import DayMarks, Mark, marks
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Blank, Page

QITAI = Company(number=1, name="启泰传感科技", other_names=("QiTai",))
EMPTY = Notebook(pages={}, closed=frozenset())


def closed(*items: Item, blanks: tuple[Blank, ...] = ()) -> Page:
    return replace(page(FEB_19, *items), seal=seal(FEB_19, entry=1), blanks=blanks)


def mark_of(given: Page, kind: Kind = Kind.ISSUES) -> Mark | None:
    [found] = marks(QITAI, EMPTY, [given])
    return found.kinds[kind]


@pytest.mark.parametrize(
    ("statuses", "mark"),
    [
        ([], None),
        ([Status.DONE, Status.DONE], Mark.DONE),
        ([Status.DONE, Status.WAIVED], Mark.WAIVED),
        ([Status.WAIVED, Status.CARRIED, Status.DONE], Mark.CARRIED),
        ([Status.CARRIED, Status.OPEN, Status.WAIVED], Mark.OPEN),
    ],
)
def test_the_worst_of_what_a_company_has_of_a_kind_is_its_mark(statuses: list[Status], mark: Mark | None) -> None:
    items = [replace(DOOR, id=id, company=QITAI.name, status=status) for id, status in enumerate(statuses, 1)]
    assert mark_of(closed(*items)) == mark


def test_a_company_is_marked_by_all_its_names_and_by_no_others() -> None:
    others = [replace(DOOR, id=1), replace(DOOR, id=2, company="蓝思科技")]
    assert mark_of(closed(*others)) is None
    assert mark_of(closed(*others, replace(DOOR, id=3, company="ＱＩＴＡＩ", status=Status.DONE))) is Mark.DONE


def test_a_closed_page_remembers_what_was_blank() -> None:
    blanks = (Blank("qitai", Kind.SUPPLIES), Blank("蓝思科技", Kind.ISSUES))
    assert mark_of(closed(blanks=blanks), Kind.SUPPLIES) is Mark.BLANK
    assert mark_of(closed(blanks=blanks)) is None


def test_an_open_page_is_compared_with_the_roster(folder: Path) -> None:
    notebook = small_park(folder)
    assert notebook.roster is not None
    given = [closed(), notebook.page(FEB_20)]
    nothing: dict[Kind, Mark | None] = dict.fromkeys(Kind)
    now = dict(zip(Kind, [Mark.BLANK, Mark.OPEN, Mark.OPEN, Mark.BLANK], strict=True))
    assert marks(notebook.roster.companies[2], notebook, given) == [
        DayMarks(day=FEB_19, kinds=nothing),
        DayMarks(day=FEB_20, kinds=now),
    ]
    assert marks(notebook.roster.companies[4], notebook, given[1:]) == [DayMarks(day=FEB_20, kinds=nothing)]
