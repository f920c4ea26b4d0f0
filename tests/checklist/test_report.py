from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date

import pytest

from tests.checklist.model import FEB_19, FEB_20, FEB_21, FEB_22, company, notebook, page, park, seal
from tests.conftest import at
from worklist.checklist.items import Draft, Item, Kind, Link, Note, Status, new_item
from worklist.checklist.page import Blank
from worklist.checklist.report import DayReport, Figures, RangeReport, first_days, rate, report_day

SUPPLIES, MEASURES, DOSES, ISSUES = Kind
YUHUAN = company(1, "宇环数控机床", zone="Grid 01", liaison="联络员01", headcount=25, above_scale=True)
QITAI = company(2, "启泰传感科技", zone="Grid 02", liaison="联络员01", headcount=50, other_names=("Qitai",))
BODA = company(3, "博大科工", zone="Grid 01", headcount=612, above_scale=True, resumed=False)
LATER = company(4, "中湘住宅", resumed_since=FEB_21)
GONE = company(5, "蓝思科技", removed=FEB_19)

FEB_17 = date(2020, 2, 17)
SINCE = {3: FEB_17, 4: FEB_20}


def line(id: int, kind: Kind, whose: str | None, status: Status = Status.OPEN, **fields: object) -> Item:
    item = new_item(Draft(text="something", kind=kind, company=whose), id)
    return replace(item, status=status, **fields)  # type: ignore[arg-type]


def report(*items: Item) -> DayReport:
    """Put together 20 February in a park of five companies, of which one is gone and one at work from tomorrow."""
    book = park(YUHUAN, QITAI, BODA, LATER, GONE, before=notebook(page(FEB_20, *items)))
    return report_day(book, book.page(FEB_20), SINCE)


NOTE = Note(at=at(10).at, by="联络员01", text="called")
DAY = (
    line(1, DOSES, "宇环数控机床", Status.DONE, count=25, need=25, unit="heads"),
    line(2, DOSES, "Qitai", need=50, count=48, unit="heads"),
    line(3, ISSUES, "qitai", notes=(NOTE, replace(NOTE, text="called again")), times_carried=1),
    line(4, ISSUES, None, Status.CARRIED, reason="no answer", carried_to=Link(day=FEB_21, id=1)),
    line(5, ISSUES, "宇环数控机床", Status.DONE),
    line(6, SUPPLIES, "宇环数控机床", Status.WAIVED, need=3, count=1, unit="boxes"),
    line(7, SUPPLIES, None, need=5, count=0, unit="masks"),
)


def test_the_figures_of_a_day_are_of_the_companies_that_were_on_the_roster_and_at_work_on_it() -> None:
    figures = report(*DAY).figures
    assert figures == Figures(
        companies=4,
        headcount=687,
        resumed=2,
        above_scale=2,
        above_scale_resumed=1,
        items=7,
        open=3,
        done=2,
        waived=1,
        carried=1,
        doses_needed=75,
        doses_drunk=73,
        blanks=3,
    )
    assert (figures.resumed_rate, figures.above_scale_rate) == (50.0, 50.0)


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(137, 141, 97.2), (197, 212, 92.9), (1, 2000, 0.1), (1, 3, 33.3), (7, 7, 100.0)]
)
def test_a_rate_is_in_percent_to_one_decimal_half_up(part: int, whole: int, percent: float) -> None:
    assert rate(part, whole) == percent


def test_of_nothing_there_is_no_rate() -> None:
    empty = report_day(notebook(), page(FEB_20)).figures
    assert (empty.resumed_rate, empty.above_scale_rate) == (None, None)
    assert set(asdict(empty).values()) == {0}


def test_kinds_add_up_what_was_counted_only_where_it_is_of_one_unit() -> None:
    kinds = report(*DAY).kinds
    assert [(kind.value, each.counts.items, each.is_counted, each.blanks) for kind, each in kinds.items()] == [
        ("supplies", 2, False, 1),
        ("measures", 0, False, 2),
        ("doses", 2, True, 0),
        ("issues", 3, False, 0),
    ]


def test_zones_and_liaisons_have_all_companies_and_all_items_once() -> None:
    made = report(*DAY)
    assert [
        (
            share.name,
            share.companies,
            share.resumed,
            share.counts.items,
            share.doses.count,
            share.doses.need,
            share.blanks,
        )
        for share in made.zones
    ] == [("Grid 01", 2, 1, 3, 25, 25, 1), ("Grid 02", 1, 1, 2, 48, 50, 2), (None, 1, 0, 2, 0, 0, 0)]
    assert [(share.name, share.companies, share.counts.items) for share in made.liaisons] == [
        ("联络员01", 2, 5),
        (None, 2, 2),
    ]
    assert [share.name for share in report_day(notebook(), page(FEB_20, DAY[3])).zones] == [None]
    assert report_day(notebook(), page(FEB_20)).zones == ()


def test_issues_that_are_open_or_carried_are_outstanding_the_longest_first() -> None:
    first, second = report(*DAY).issues
    assert (first.item.id, first.company, first.days) == (3, QITAI, 4)
    assert first.last_note == replace(NOTE, text="called again")
    assert (second.item.id, second.company, second.days, second.last_note) == (4, None, 1, None)
    assert report_day(notebook(), page(FEB_20, DAY[2]), SINCE).issues[0].company is None


def carried_here(id: int, day: date, there: int) -> Item:
    return line(id, ISSUES, None, carried_from=Link(day=day, id=there), times_carried=1)


def followed(pages: dict[date, list[Item]], *items: Item) -> tuple[dict[int, date], list[tuple[date, list[int]]]]:
    """Give the first days of what is on 22 February, and which items of which day were asked for."""
    asked = []

    def items_of(day: date, ids: Collection[int]) -> dict[int, Item]:
        asked.append((day, sorted(ids)))
        return {item.id: item for item in pages.get(day, []) if item.id in ids}

    return first_days(page(FEB_22, *items), items_of), asked


def test_what_was_carried_is_followed_back_to_its_first_day_and_each_page_asked_for_once() -> None:
    pages = {
        FEB_17: [line(1, ISSUES, None, Status.CARRIED)],
        FEB_19: [carried_here(5, FEB_17, 1), line(6, ISSUES, None)],
        FEB_21: [carried_here(2, FEB_19, 5)],
    }
    first, asked = followed(
        pages,
        carried_here(1, FEB_21, 2),
        carried_here(2, FEB_19, 6),
        line(3, ISSUES, None),
        replace(carried_here(4, FEB_21, 9), status=Status.DONE),
        replace(carried_here(5, FEB_21, 9), kind=DOSES),
    )
    assert first == {1: FEB_17, 2: FEB_19, 3: FEB_22}
    assert asked == [(FEB_21, [2]), (FEB_19, [5, 6]), (FEB_17, [1])]


def test_where_a_page_does_not_tell_an_item_counts_from_the_earliest_day_that_is_known() -> None:
    assert followed({}, carried_here(1, FEB_21, 2)) == ({1: FEB_21}, [(FEB_21, [2])])
    loop = {FEB_21: [carried_here(2, FEB_22, 1)]}
    assert followed(loop, carried_here(1, FEB_21, 2)) == ({1: FEB_21}, [(FEB_21, [2])])


def test_without_first_days_no_issue_is_told_of() -> None:
    assert report_day(notebook(), page(FEB_20, *DAY)).issues == ()


def test_a_closed_day_reports_the_blanks_of_its_certificate() -> None:
    closed = replace(page(FEB_20, DAY[0]), seal=seal(FEB_20, entry=1), blanks=(Blank("宇环数控机床", ISSUES),))
    made = report_day(park(YUHUAN, QITAI), closed)
    assert (made.seal, made.figures.blanks, [each.name for each in made.blanks]) == (closed.seal, 1, ["宇环数控机床"])


def test_a_range_tells_how_each_figure_moved_from_its_first_day_to_its_last() -> None:
    moved = RangeReport(days=(report(*DAY), report(DAY[0]), report(*DAY[:3]))).moved()
    assert (moved["items"], moved["doses_needed"], moved["companies"]) == ((7, 3), (75, 75), (4, 4))


def test_a_range_tells_how_the_rates_moved_and_nothing_of_one_that_there_was_not() -> None:
    without = report_day(notebook(), page(FEB_19))
    tomorrow = replace(report().figures, resumed=3)
    moved = RangeReport(days=(report(), replace(report(), figures=tomorrow))).moved()
    assert [(name, *moved[name], moved[name].change) for name in ("resumed", "resumed_rate", "above_scale_rate")] == [
        ("resumed", 2, 3, 1),
        ("resumed_rate", 50.0, 75.0, 25.0),
        ("above_scale_rate", 50.0, 50.0, 0.0),
    ]
    assert RangeReport(days=(without, report())).moved()["resumed_rate"] == (None, 50.0)
    assert RangeReport(days=(without, report())).moved()["resumed_rate"].change is None
    third = replace(report().figures, companies=3, resumed=1)
    assert RangeReport(days=(report(), replace(report(), figures=third))).moved()["resumed_rate"].change == -16.7
