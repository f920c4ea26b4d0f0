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
from worklist.checklist.board import board as rows_of
from worklist.checklist.board import worst_first
from worklist.checklist.companies import Company
from worklist.checklist.items import Item, Kind, Link, Status
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page, in_order
from worklist.checklist.roster import roster_of
from worklist.render.board import BoardView, draw_board
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


def park_in_the_afternoon() -> BoardView:
    """Give the board of a park of ten companies, on the same day."""
    names = (
        "启泰传感科技", "宇环数控机床", "博大科工", "蓝思科技", "盛士新材料",
        "康特防护科技", "依乐得服装设计", "科瑞机械", "鼎盛医药", "远航光电",
    )  # fmt: skip
    heads = (50, 25, 612, 1036, 147, 36, 26, 8, 48, 31)
    drunk = (48, 25, 612, 560, 0, 36, 26, 8, 48, 31)
    companies = {
        number: Company(
            number=number,
            name=name,
            headcount=headcount,
            zone=f"Grid {number % 3 + 1:02}",
            resumed=name != "远航光电",
            liaison=f"联络员{number % 4 + 1:02}",
            caretaker=f"保姆员{number:02}",
        )
        for number, (name, headcount) in enumerate(zip(names, heads, strict=True), 1)
    }
    items: list[tuple[Kind, str, str, dict[str, object]]] = []
    for name, headcount, count in list(zip(names, heads, drunk, strict=True))[:9]:
        status = Status.DONE if count == headcount else Status.OPEN
        items.append((Kind.DOSES, "herbal dose", name, {"count": count, "need": headcount, "status": status}))
    for name in names[:8]:
        status = Status.OPEN if name == "博大科工" else Status.DONE
        items.append((Kind.MEASURES, "temperature check at the gate", name, {"status": status}))
    for name in (*names[:3], *names[4:9]):
        masks: dict[str, object] = {"status": Status.DONE}
        if name == "宇环数控机床":
            masks = {"count": 482, "need": 2000, "unit": "只"}
        items.append((Kind.SUPPLIES, "masks", name, masks))
    for name in names[:7]:
        if name in ("蓝思科技", "盛士新材料"):
            items += [(Kind.ISSUES, "workers wait for rooms", name, {}), (Kind.ISSUES, "no canteen yet", name, {})]
        else:
            items.append((Kind.ISSUES, "", name, {"status": Status.DONE, "nothing": True}))
    made = {n: make_item(n, kind, text, name, **more) for n, (kind, text, name, more) in enumerate(items, 1)}
    page = Page(day=_DAY, opened_at=at(7, 30).at, last_id=len(made), items=made)
    rows = rows_of(Notebook(pages={_DAY: page}, closed=(), roster=roster_of(companies)), page)
    shown = worst_first(row for row in rows if not row.is_settled)
    return BoardView(page=page, kinds=tuple(Kind), rows=rows, shown=shown)


def board() -> str:
    """Give the picture of `worklist board`."""
    return picture([*draw_board(park_in_the_afternoon(), width=COLUMNS, height=ROWS)], "worklist board")


if __name__ == "__main__":
    (FOLDER / "today.svg").write_text(today(), encoding="utf-8")
    (FOLDER / "board.svg").write_text(board(), encoding="utf-8")
