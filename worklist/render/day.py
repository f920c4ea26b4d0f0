"""A day as one looks at it: title, progress by kind, and the table of what is open."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from worklist.checklist.items import Item, Status
from worklist.checklist.page import Page, is_overdue
from worklist.checklist.tally import Tally, tally, tally_by_kind
from worklist.i18n import _, ngettext
from worklist.render.sentences import visible
from worklist.render.text import day_name, kind_name, moment_name, nth_day, progress, status_name, time_name

BAR_WIDTH = 24
_STATUS_STYLES = {
    Status.OPEN: "bold",
    Status.DONE: "green",
    Status.WAIVED: "dim",
    Status.CARRIED: "yellow",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """What `today` shows: a page, the items of it that were asked for, and the earlier days left unclosed.

    `filtered` says that a filter has left items out, `everything` that settled ones were asked for too.
    """

    page: Page
    items: Sequence[Item]
    unclosed: Sequence[Page]
    now: datetime
    rollover: time
    filtered: bool
    everything: bool


def draw_day(view: DayView, *, width: int, height: int | None, bars: bool) -> list[RenderableType]:
    """Give what to print: with `height`, no more rows than fit on a screen of so many lines.

    `bars` draws the progress as bars; without it, and in a pipe, it is in words.
    """
    head: list[RenderableType] = [*_warnings(view), _title(view), *_progress(view.page, bars=bars)]
    foot = _foot(view)
    if not view.items:
        return [*head, *foot]
    if height is None:
        return [*head, Text(), _table(view, view.items), *foot]
    blank_and_prompt = 2
    fitting = _fitting(view, width, height - _lines([*head, *foot], width) - blank_and_prompt)
    rows: list[RenderableType] = [Text(), _table(view, view.items[:fitting])]
    folded = len(view.items) - fitting
    if folded:
        more = ngettext(
            "… and {number} more row folded; `worklist today | less` shows all",
            "… and {number} more rows folded; `worklist today | less` shows all",
            folded,
        )
        rows.append(Text(more.format(number=folded), style="bold"))
    return [*head, *rows, *foot]


def _lines(renderables: Iterable[RenderableType], width: int) -> int:
    """Count the lines these take on a screen of so many columns."""
    console = Console(width=width, color_system=None)
    return sum(len(console.render_lines(renderable, pad=False)) for renderable in renderables)


def _fitting(view: DayView, width: int, lines: int) -> int:
    """Give how many of the items fit into so many lines, with one to say that there are more; at least one."""
    most = min(len(view.items), max(lines, 1))
    if most == len(view.items) and _lines([_table(view, view.items)], width) <= lines:
        return most
    too_many = bisect_right(
        range(1, most + 1), lines - 1, key=lambda count: _lines([_table(view, view.items[:count])], width)
    )
    return max(too_many, 1)


def _warnings(view: DayView) -> list[Text]:
    warnings = []
    for earlier in view.unclosed:
        left = tally(earlier.items.values()).open
        sentence = ngettext(
            "{day} is not closed: {left} item open. `worklist close-day` takes it first.",
            "{day} is not closed: {left} items open. `worklist close-day` takes it first.",
            left,
        )
        warnings.append(Text(sentence.format(day=day_name(earlier.day), left=left), style="bold red"))
    return warnings


def _title(view: DayView) -> Text:
    page, counts = view.page, tally(view.page.items.values())
    title = Text(day_name(page.day), style="bold")
    if page.seal is not None:
        closed = _("closed {moment}, number {number}")
        moment = moment_name(page.seal.closed_at, page.day)
        title.append(f" · {closed.format(moment=moment, number=page.seal.number)}", style="not bold")
    elif page.opened_at is not None:
        since = _("open since {moment}").format(moment=moment_name(page.opened_at, page.day))
        title.append(f" · {since}", style="not bold")
    if counts.items:
        left = _("{left} of {items} left").format(left=counts.open, items=counts.items)
        title.append(" · ", style="not bold").append(left)
    return title


def _progress(page: Page, *, bars: bool) -> list[RenderableType]:
    kinds = tally_by_kind(page.items.values())
    if not kinds:
        return []
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _column in range(4 if bars else 3):
        grid.add_column(no_wrap=True)
    for kind, counts in kinds.items():
        counted = ""
        if len({item.unit for item in page.items.values() if item.kind is kind and item.need is not None}) == 1:
            counted = _("{count:,} of {need:,} counted").format(count=counts.count, need=counts.need)
        settled = _("{settled} of {items} settled").format(settled=counts.settled, items=counts.items)
        row = [Text(kind_name(kind)), Text(settled), Text(counted, style="dim")]
        if bars:
            row.insert(1, _bar(counts))
        grid.add_row(*row)
    return [grid]


def _bar(counts: Tally) -> Text:
    """Draw how much is settled; a bar is full only at zero."""
    full = counts.settled * BAR_WIDTH // counts.items
    bar = Text("█" * full, style="green" if counts.open == 0 else "cyan")
    return bar.append("░" * (BAR_WIDTH - full), style="dim")


def _foot(view: DayView) -> list[Text]:
    page, counts = view.page, tally(view.page.items.values())
    if page.seal is not None:
        return []
    if not counts.items:
        return [Text(_("Nothing is written down yet; `worklist add` begins the day."))]
    if counts.open == 0:
        return [Text(_("At zero: nothing is open. `worklist close-day` closes the day."), style="bold green")]
    if view.filtered and not view.items:
        return [Text(_("Nothing of what you asked for; other items are open."))]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    title: str
    cell: Callable[[Item], str]
    style: Callable[[Item], str] = lambda _: ""
    whole: bool = True
    widest: int | None = None


def _columns(view: DayView) -> list[_Column]:
    def due_style(item: Item) -> str:
        return "bold red" if is_overdue(item, view.page.day, view.now, view.rollover) else ""

    def due(item: Item) -> str:
        if item.due is None:
            return ""
        late = is_overdue(item, view.page.day, view.now, view.rollover)
        return f"{time_name(item.due)}!" if late else time_name(item.due)

    columns = [
        _Column(title=_("id"), cell=lambda item: str(item.id), style=lambda _: "bold"),
        _Column(title=_("due"), cell=due, style=due_style),
        _Column(title=_("kind"), cell=lambda item: kind_name(item.kind)),
        _Column(title=_("company"), cell=lambda item: visible(item.company or ""), whole=False, widest=16),
        _Column(title=_("text"), cell=lambda item: visible(item.text), whole=False),
        _Column(title=_("counted"), cell=progress, whole=False, widest=14),
        _Column(title=_("who"), cell=lambda item: visible(item.who or ""), whole=False, widest=10),
        _Column(
            title=_("carried"),
            cell=lambda item: nth_day(item) if item.times_carried else "",
            style=lambda _: "yellow",
        ),
    ]
    if view.everything:
        columns.append(
            _Column(
                title=_("status"),
                cell=lambda item: status_name(item.status),
                style=lambda item: _STATUS_STYLES[item.status],
            )
        )
    return columns


def _table(view: DayView, items: Sequence[Item]) -> Table:
    """Draw the items; a column that would be empty is left out."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    shown = [column for column in _columns(view) if any(column.cell(item) for item in items)]
    for column in shown:
        table.add_column(column.title, no_wrap=column.whole, overflow="fold", max_width=column.widest)
    for item in items:
        table.add_row(*(Text(column.cell(item), style=column.style(item)) for column in shown))
    return table
