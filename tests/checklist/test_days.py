from dataclasses import replace

from tests.checklist.model import DOOR, FEB_20, MASKS, page, seal
from worklist.checklist.days import DayCount, day_count
from worklist.checklist.items import Kind, Status
from worklist.checklist.page import Blank
from worklist.checklist.tally import Tally


def test_an_open_day_in_figures() -> None:
    given = page(FEB_20, MASKS, replace(DOOR, status=Status.WAIVED))
    counts = Tally(open=1, waived=1, need=2000)
    assert day_count(given) == DayCount(day=FEB_20, seal=None, counts=counts, blanks=0)


def test_a_closed_day_in_figures_has_its_seal_and_the_blanks_that_were_accepted() -> None:
    closed = seal(FEB_20, entry=3)
    blanks = (Blank("蓝思科技", Kind.ISSUES), Blank("蓝思科技", Kind.DOSES))
    given = replace(page(FEB_20), seal=closed, blanks=blanks)
    assert day_count(given) == DayCount(day=FEB_20, seal=closed, counts=Tally(), blanks=2)
