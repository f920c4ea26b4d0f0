"""The pictures in README: drawn by the program's own rendering, exported by Rich.

python -m tests.render.pictures    draws them anew, after a change that is meant
"""

import re
from datetime import date, time
from io import StringIO
from pathlib import Path

# Rich's own frame around a picture; only exported here.
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType

from tests.conftest import at
from worklist.checklist.items import Item, Kind, Link, Status
from worklist.checklist.page import Page, in_order
from worklist.render.day import DayView, draw_day
from worklist.workday import ROLLOVER

FOLDER = Path(__file__).parent
COLUMNS, ROWS = 80, 24
_DAY = date(2020, 2, 20)


def make_item(id: int, kind: Kind, text: str, company: str, **fields: object) -> Item:
    """Give an item, with what matters to a test."""
    given: dict[str, object] = {
        "id": id, "kind": kind, "text": text, "company": company,
        "who": None, "due": None, "count": None, "need": None, "unit": None,
    }  # fmt: skip
    return Item(**{**given, **fields})  # type: ignore[arg-type]


def park_at_half_past_one() -> DayView:
    """Give the page of 20 February as it stands at 01:30 in the night."""
    dose, gate = "herbal dose, evening", "temperature check at the gate"
    carried = {"times_carried": 2, "carried_from": Link(day=date(2020, 2, 19), id=4), "reason": "none to be had"}
    items = [
        make_item(1, Kind.SUPPLIES, "2000 masks", "宇环数控机床", due=time(18), count=482, need=2000, unit="只"),
        make_item(2, Kind.SUPPLIES, "84 disinfectant", "蓝思科技", status=Status.DONE),
        make_item(3, Kind.MEASURES, gate, "博大科工", who="保姆员03", due=time(0, 30)),
        make_item(4, Kind.MEASURES, gate, "启泰传感科技", status=Status.DONE),
        make_item(5, Kind.MEASURES, gate, "蓝思科技", status=Status.DONE),
        make_item(6, Kind.DOSES, dose, "启泰传感科技", who="保姆员02", due=time(21), count=48, need=50),
        make_item(7, Kind.DOSES, dose, "宇环数控机床", due=time(21), count=25, need=25, status=Status.DONE),
        make_item(8, Kind.DOSES, dose, "博大科工", due=time(21), count=612, need=612, status=Status.DONE),
        make_item(9, Kind.ISSUES, "workers from other provinces wait for rooms", "蓝思科技", who="联络员04", **carried),
    ]
    page = Page(day=_DAY, opened_at=at(7, 30).at, last_id=9, items={item.id: item for item in items})
    return DayView(
        page=page,
        items=in_order([item for item in items if item.is_open], ROLLOVER),
        unclosed=[],
        now=at(1, 30, day=21).at,
        rollover=ROLLOVER,
        filtered=False,
        everything=False,
        closable=True,
    )


def picture(renderables: list[RenderableType], title: str) -> str:
    """Give what a terminal of 80 columns shows, as SVG that fetches nothing from elsewhere."""
    console = Console(
        file=StringIO(), record=True, width=COLUMNS, force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    for renderable in renderables:
        console.print(renderable)
    frame = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    svg = console.export_svg(title=title, unique_id="worklist", code_format=frame)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def today() -> str:
    """Give the picture of `worklist today`."""
    return picture(draw_day(park_at_half_past_one(), width=COLUMNS, height=ROWS, bars=True), "worklist today")


if __name__ == "__main__":
    (FOLDER / "today.svg").write_text(today(), encoding="utf-8")
