"""What was measured, as Markdown tables and as a chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import log10

from tests.bench.cases import Sizes
from tests.bench.measure import Medians
from tests.bench.notebooks import Size

Key = tuple[str, str, str]
NAMES = {
    "complete": "Tab after `worklist done `",
    "find": "`worklist find`, a text that no day holds,",
    "add -": "`worklist add -`, 10,000 lines,",
    "import": "`worklist import` of todo.txt, 100,000 lines,",
}
COMMANDS = ("add", "done", "today", "find")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A ratio of two medians, and what it may be at most."""

    what: str
    of: str
    ratio: float
    at_most: float

    @property
    def is_kept(self) -> bool:
        """Whether the ratio is within it."""
        return self.ratio <= self.at_most


def limits(medians: Medians, sizes: Sizes) -> list[Limit]:
    """Give every ratio that has a limit."""
    day, year, full = sizes.day.name, sizes.year.name, sizes.full.name
    morning, begun, roster = sizes.morning.name, sizes.begun.name, sizes.roster.name
    typer = ("`import typer`", "start", "")

    def limit(key: Key, other: Key, of: str, at_most: float) -> Limit:
        who, what, size = key
        return Limit(
            what=f"{NAMES.get(what, f'`{who} {what}`')}{f' at {size}' if size else ''}",
            of=of,
            ratio=medians[key] / medians[other],
            at_most=at_most,
        )

    return [
        limit(("worklist", "add", day), ("least", "add", day), "a minimal Typer + TinyDB insert", 1.25),
        limit(("worklist", "done", day), ("least", "add", day), "a minimal Typer + TinyDB insert", 1.25),
        limit(("worklist", "today", day), ("least", "today", day), "a minimal Typer + TinyDB + Rich table", 1.3),
        *(
            limit(("worklist", what, year), ("worklist", what, day), f"the same at {day}", 1.05)
            for what in ("add", "done", "today", "close-day")
        ),
        limit(("worklist", "add", full), ("worklist", "add", day), f"the same at {day}", 2.5),
        limit(("worklist", "add", morning), ("worklist", "add", day), f"the same at {day}, which deals nothing", 1.5),
        limit(("worklist", "board", begun), ("least", "board", begun), "the same table through Rich alone", 1.6),
        limit(("worklist", "add", roster), ("worklist", "add", day), f"the same at {day}, without a roster", 1.5),
        limit(("worklist", "find", year), ("least", "find", year), "`json.loads` of the same files", 0.5),
        limit(("worklist", "--help", day), typer, "`import typer`", 1.5),
        limit(("worklist", "complete", day), typer, "`import typer`", 1.5),
        limit(("worklist", "add -", day), ("least", "add -", day), "TinyDB's `insert_multiple` of bare lines", 1.0),
        limit(
            ("worklist", "import", day), ("least", "import", day), "reading them and TinyDB's `insert_multiple`", 1.5
        ),
    ]


def table(header: str, rows: list[list[str]]) -> str:
    """Give a Markdown table; all columns but the first are figures."""
    columns = header.count("|") + 1
    lines = [f"| {header} |", f"| --- {'| ---: ' * (columns - 1)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def milliseconds(seconds: float | None) -> str:
    """Give a time for a cell; nothing for one that was not measured."""
    return "" if seconds is None else f"{1000 * seconds:,.0f} ms"


def tables(medians: Medians, sizes: Sizes) -> str:
    """Give the limits, the cost by the size of the notebook, and the cost beside other programs."""
    kept = [
        [limit.what, limit.of, f"{limit.ratio:.2f}", f"{limit.at_most}{'' if limit.is_kept else ' (not kept)'}"]
        for limit in limits(medians, sizes)
    ]
    by_size = [
        [f"`{what}`", *(milliseconds(medians.get(("worklist", what, size.name))) for size in sizes.all())]
        for what in ("add", "done", "today", "close-day", "find", "find, every day")
    ]
    parks = [
        [park.name, *(milliseconds(medians.get(("worklist", what, park.name))) for what in ("add", "done", "board"))]
        for park in (sizes.morning, sizes.begun, sizes.roster)
    ]
    floor = [
        [name, milliseconds(medians[key])]
        for name, key in (
            ("bare Python", ("bare Python", "start", "")),
            ("`import typer`", ("`import typer`", "start", "")),
            ("minimal Typer + TinyDB, one insert", ("least", "add", sizes.day.name)),
            ("minimal Typer + TinyDB + Rich, a table", ("least", "today", sizes.day.name)),
        )
    ]
    beside = [
        [who, *(milliseconds(medians.get((who, what, size))) for what in COMMANDS for size in _two(sizes))]
        for who in _programs(medians)
    ]
    return "\n\n".join(
        [
            table("command | of | ratio | at most", kept),
            table(" | ".join(["`worklist`", *(size.name for size in sizes.all())]), by_size),
            table("`worklist` in a park | `add` | `done` | `board --all`", parks),
            table("the floor | median", floor),
            table(
                " | ".join(["program", *(f"{what}, {size}" for what in COMMANDS for size in _two(sizes))]),
                beside,
            ),
        ]
    )


def _two(sizes: Sizes) -> tuple[str, str]:
    return sizes.day.name, sizes.year.name


def _programs(medians: Medians) -> list[str]:
    """Name worklist and its peers, in the order in which they were measured."""
    names = {who: None for who, what, _ in medians if what == "today" and who != "least"}
    return list(names)


# The chart: a panel a command, a row a program, a ring for a day and a dot for a year on a logarithmic scale.

LEFT, PANEL, ROW, TOP = 250, 520, 20, 46
LEAST, MOST = 0.004, 20.0
TICKS = (0.01, 0.1, 1.0, 10.0)
STYLE = (
    "text{font:13px sans-serif;fill:#24292f}.small{font-size:11px;fill:#57606a}.grid{stroke:#d0d7de}"
    ".link{stroke:#afb8c1;stroke-width:2}.ours{fill:#0969da;stroke:#0969da}.theirs{fill:#57606a;stroke:#57606a}"
    ".ring{fill:#fff;stroke-width:2}.title{font-weight:bold}"
)


def chart(medians: Medians, sizes: Sizes) -> str:
    """Give the chart as SVG."""
    programs = _programs(medians)
    parts: list[str] = []
    y = TOP
    for what in COMMANDS:
        rows = [who for who in programs if any((who, what, size) in medians for size in _two(sizes))]
        parts += _panel(what, rows, y, medians, _two(sizes))
        y += (len(rows) + 3) * ROW
    width = LEFT + PANEL + 30
    title = (
        f"Whole processes, medians: ○ a notebook of {_size(sizes.day)}, ● of {_size(sizes.year)}; a logarithmic scale"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y}" viewBox="0 0 {width} {y}">',
            f'<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>',
            f'<text x="14" y="24">{title}</text>',
            *parts,
            "</svg>\n",
        ]
    )


def _size(size: Size) -> str:
    return f"{size.name} ({size.days * size.items:,} items)"


def _x(seconds: float) -> float:
    share = (log10(seconds) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
    return round(LEFT + PANEL * share, 1)


def _panel(what: str, rows: list[str], top: int, medians: Medians, sizes: tuple[str, str]) -> Iterator[str]:
    bottom = top + (len(rows) + 1) * ROW
    yield f'<text class="title" x="14" y="{top + 12}">{what}</text>'
    for tick in TICKS:
        name = f"{1000 * tick:g} ms" if tick < 1 else f"{tick:g} s"
        yield f'<line class="grid" x1="{_x(tick)}" x2="{_x(tick)}" y1="{top}" y2="{bottom}"/>'
        yield f'<text class="small" x="{_x(tick) + 4}" y="{top + 10}">{name}</text>'
    for number, who in enumerate(rows, 1):
        y = top + number * ROW + 6
        style = "ours" if who == "worklist" else "theirs"
        yield f'<text x="14" y="{y + 4}">{escape(who.replace("`", ""))}</text>'
        points = [(size, seconds) for size in sizes if (seconds := medians.get((who, what, size)))]
        places = [_x(seconds) for _, seconds in points]
        yield f'<line class="link" x1="{min(places)}" x2="{max(places)}" y1="{y}" y2="{y}"/>'
        for size, seconds in reversed(points):
            ring = " ring" if size == sizes[0] else ""
            yield f'<circle class="{style}{ring}" cx="{_x(seconds)}" cy="{y}" r="5"/>'
