"""The last weeks on screens of different size: no figure is ever shortened."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.checklist.model import FEB_20, FEB_21, FEB_22, page, seal
from tests.conftest import at
from worklist.checklist.items import Draft, Item, Kind, Link, Status, new_item
from worklist.checklist.stats import stats
from worklist.render.stats import draw_stats
from worklist.workday import ROLLOVER

ITEMS = [new_item(Draft(text="dose", kind=Kind.DOSES, need=50), id) for id in range(1, 1281)]
CARRIED: list[Item] = [
    replace(item, status=Status.CARRIED, count=20, carried_to=Link(day=FEB_22, id=item.id)) for item in ITEMS
]
WEEKS = stats(
    [
        replace(page(FEB_20, *CARRIED), seal=replace(seal(FEB_20, entry=1), closed_at=at(9, 5, day=22).at)),
        page(FEB_21, *ITEMS[:128]),
    ],
    None,
)
FIGURES = ("Thu 2020-02-20", "09:05, 2 days on", "1,280", "40 %", "Fri 2020-02-21", "open", "128", "0 %")


def drawn(width: int) -> list[str]:
    """Give what a screen of this width shows, without colours, above the sentences."""
    buffer = StringIO()
    console = Console(file=buffer, width=width, color_system=None, legacy_windows=False)
    for renderable in draw_stats(WEEKS, ROLLOVER, width)[:-4]:
        console.print(renderable)
    return [line.rstrip() for line in buffer.getvalue().splitlines()]


def test_the_bar_has_the_room_that_the_figures_leave_it() -> None:
    assert drawn(80) == [
        "day             zero at                              items  left  carried  doses",
        "────────────────────────────────────────────────────────────────────────────────",
        "Thu 2020-02-20  09:05, 2 days on  █████████████████  1,280          1,280   40 %",
        "Fri 2020-02-21  open              ░░                   128   128             0 %",
    ]
    assert [drawn(width)[2][34:].count("█") for width in (120, 87, 86, 67, 66, 61)] == [24, 24, 23, 4, 0, 0]


def test_where_the_figures_alone_do_not_fit_the_table_goes_on_below_itself() -> None:
    assert drawn(60) == [
        "day             zero at           items  left  carried",
        "──────────────────────────────────────────────────────",
        "Thu 2020-02-20  09:05, 2 days on  1,280          1,280",
        "Fri 2020-02-21  open                128   128",
        "",
        "day             doses",
        "─────────────────────",
        "Thu 2020-02-20   40 %",
        "Fri 2020-02-21    0 %",
    ]


@pytest.mark.parametrize("width", [32, 33, 40, 41, 60, 61, 77, 78, 80, 120])
def test_no_figure_is_shortened(width: int) -> None:
    lines = drawn(width)
    assert [line for line in lines if cell_len(line) > width] == []
    shown = "\n".join(lines)
    assert [figure for figure in FIGURES if figure not in shown] == []


def test_where_not_even_two_columns_fit_they_are_broken_and_nothing_is_cut_off() -> None:
    assert drawn(24)[:10] == [
        "day      zero at",
        "────────────────────────",
        "Thu      09:05, 2 days",
        "2020-02  on",
        "-20",
        "Fri      open",
        "2020-02",
        "-21",
        "",
        "day             items",
    ]
