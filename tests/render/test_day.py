"""The day on screens of different size: whole at 80 columns and at 40, a column for each fact where there is room."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.render.pictures import make_item, park_at_half_past_one
from worklist.checklist.grouping import GroupBy, grouped
from worklist.checklist.items import Kind
from worklist.checklist.missing import Missing
from worklist.checklist.page import Page
from worklist.render.day import DayView, draw_day
from worklist.render.missing import draw_missing


def drawn(view: DayView, width: int, height: int | None = None) -> str:
    """Give what a screen of this size shows, without colours."""
    buffer = StringIO()
    console = Console(file=buffer, width=width, color_system=None, legacy_windows=False)
    for renderable in draw_day(view, width=width, height=height, bars=True):
        console.print(renderable)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def test_with_room_every_fact_has_its_column() -> None:
    assert (
        drawn(park_at_half_past_one(), 120)
        == """\
Thu 2020-02-20 · open since 07:30 · 4 of 9 left
supplies  ████████████░░░░░░░░░░░░  1 of 2 settled  482 of 2,000 counted
measures  ████████████████░░░░░░░░  2 of 3 settled
doses     ████████████████░░░░░░░░  2 of 3 settled  685 of 687 drunk
issues    ░░░░░░░░░░░░░░░░░░░░░░░░  0 of 1 settled

id  due     kind      company       text                                         counted          who       carried
───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
1   18:00!  supplies  宇环数控机床  2000 masks                                   482 of 2,000 只
6   21:00!  doses     启泰传感科技  herbal dose, evening                         48 of 50         保姆员02
3   00:30!  measures  博大科工      temperature check at the gate                                 保姆员03
9           issues    蓝思科技      workers from other provinces wait for rooms                   联络员04  3rd day"""
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(width: int) -> None:
    view = park_at_half_past_one()
    lines = drawn(view, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    signs = "".join("".join(lines).split())
    for item in view.items:
        assert all(sign in signs for sign in item.text if not sign.isspace())
    assert "685of687drunk" in signs


@pytest.mark.parametrize("height", [10, 12, 14, 16, 24, 60])
def test_a_screen_is_never_overfull_and_says_what_it_folds(height: int) -> None:
    items = [make_item(id, Kind.DOSES, f"herbal dose {id}", "启泰传感科技", who="保姆员02") for id in range(1, 41)]
    page = Page(day=park_at_half_past_one().page.day, last_id=40, items={item.id: item for item in items})
    lines = drawn(replace(park_at_half_past_one(), page=page, items=items), 80, height).splitlines()
    assert len(lines) <= height - 1
    shown = sum(line.split()[:1] == [str(id)] for id, line in zip(range(1, 41), lines[5:], strict=False))
    if shown < 40:
        assert lines[-1] == f"… and {40 - shown} more rows folded; pipe it through less to see all"


def test_a_filter_that_leaves_nothing_says_that_other_items_are_open() -> None:
    view = replace(park_at_half_past_one(), items=[], filtered=True)
    assert drawn(view, 80).splitlines()[-1] == "Nothing of what you asked for; other items are open."


def by_company() -> DayView:
    """Give the page at half past one by company."""
    view = park_at_half_past_one()
    groups = grouped(view.items, GroupBy.COMPANY, None)
    return replace(view, by=GroupBy.COMPANY, groups=groups, items=[item for group in groups for item in group.items])


def test_by_company_the_columns_go_through_all_groups_and_lesser_facts_stand_below_where_it_is_narrow() -> None:
    assert (
        drawn(by_company(), 62)
        == """\
Thu 2020-02-20 · open since 07:30 · 4 of 9 left
supplies  ███████░░░░░░░  1 of 2 settled  482 of 2,000 counted
measures  █████████░░░░░  2 of 3 settled
doses     █████████░░░░░  2 of 3 settled  685 of 687 drunk
issues    ░░░░░░░░░░░░░░  0 of 1 settled

id  due     kind      text
──────────────────────────────────────────────────────────────
博大科工 · 1 open
3   00:30!  measures  temperature check at the gate
                      保姆员03
启泰传感科技 · 1 open
6   21:00!  doses     herbal dose, evening
                      48 of 50 · 保姆员02
宇环数控机床 · 1 open
1   18:00!  supplies  2000 masks
                      482 of 2,000 只
蓝思科技 · 1 open
9           issues    workers from other provinces wait for
                      rooms
                      联络员04 · 3rd day"""
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("by", GroupBy)
def test_in_groups_too_no_line_is_wider_than_the_screen_and_no_word_is_lost(width: int, by: GroupBy) -> None:
    view = replace(by_company(), by=by)
    lines = drawn(view, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    signs = "".join("".join(lines).split())
    for item in view.items:
        assert all(sign in signs for sign in item.text if not sign.isspace())


@pytest.mark.parametrize("height", [10, 12, 16, 24, 60])
def test_headings_are_counted_and_items_are_folded_in_the_order_of_their_groups(height: int) -> None:
    items = [make_item(id, Kind.DOSES, f"herbal dose {id}", f"company {id % 4}") for id in range(1, 41)]
    groups = grouped(items, GroupBy.COMPANY, None)
    page = Page(day=park_at_half_past_one().page.day, last_id=40, items={item.id: item for item in items})
    in_groups = [item for group in groups for item in group.items]
    view = replace(by_company(), page=page, items=in_groups, groups=groups)
    lines = drawn(view, 80, height).splitlines()
    assert len(lines) <= height - 1
    shown = [int(line.split()[0]) for line in lines if "herbal dose" in line]
    assert shown == [item.id for item in in_groups[: len(shown)]]
    if len(shown) < 40:
        assert lines[-1] == f"… and {40 - len(shown)} more rows folded; pipe it through less to see all"


@pytest.mark.parametrize("height", [12, 24, None])
def test_what_is_missing_fits_on_the_screen_and_says_what_it_folds(height: int | None) -> None:
    missing = [Missing(name=f"公司{number:02}", kinds=tuple(Kind), company=None) for number in range(30)]
    view = replace(park_at_half_past_one(), missing=missing)
    renderables = draw_missing(view, missing, has_roster=True, width=60, height=height, bars=False)
    buffer = StringIO()
    console = Console(file=buffer, width=60, color_system=None, legacy_windows=False)
    for renderable in renderables:
        console.print(renderable)
    lines = buffer.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= 60
    shown = sum(line.startswith("公司") for line in lines)
    if height is None:
        assert shown == 30
    else:
        assert len(lines) <= height - 1
        assert lines[-1] == f"… and {30 - shown} more rows folded; pipe it through less to see all"
