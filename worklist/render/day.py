"""A day as one looks at it: title, progress by kind, and the table of what is open."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from rich import box
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from worklist.checklist.items import Item, Status
from worklist.checklist.page import Page, is_overdue
from worklist.checklist.tally import Tally, tally, tally_by_kind
from worklist.i18n import _, ngettext
from worklist.render.console import PLENTY
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

    `filtered` says that a filter has left items out, `everything` that settled ones were asked for too, `closable`
    that closing takes this day next.
    """

    page: Page
    items: Sequence[Item]
    unclosed: Sequence[Page]
    now: datetime
    rollover: time
    filtered: bool
    everything: bool
    closable: bool


def draw_day(view: DayView, *, width: int, height: int | None, bars: bool) -> list[RenderableType]:
    """Give what to print: with `height`, no more rows than fit on a screen of so many lines.

    `bars` draws the progress as bars; without it, and in a pipe, it is in words.
    """
    head: list[RenderableType] = [*_warnings(view), _title(view), *_progress(view.page, bars=bars)]
    foot = _foot(view)
    if not view.items:
        return [*head, *foot]
    if height is None:
        return [*head, Text(), _draw_items(view, view.items, width), *foot]
    blank_and_prompt = 2
    fitting = _fitting(view, width, height - _lines([*head, *foot], width) - blank_and_prompt)
    rows: list[RenderableType] = [Text(), _draw_items(view, view.items[:fitting], width)]
    folded = len(view.items) - fitting
    if folded:
        more = ngettext(
            "… and {number} more row folded; pipe it through less to see all",
            "… and {number} more rows folded; pipe it through less to see all",
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
    if most == len(view.items) and _lines([_draw_items(view, view.items, width)], width) <= lines:
        return most
    fitting = bisect_right(
        range(1, most + 1), lines - 1, key=lambda count: _lines([_draw_items(view, view.items[:count], width)], width)
    )
    return max(fitting, 1)


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
        zero = _("At zero: nothing is open.")
        closing = _(" `worklist close-day` closes the day.") if view.closable else ""
        return [Text(f"{zero}{closing}", style="bold green")]
    if view.filtered and not view.items:
        return [Text(_("Nothing of what you asked for; other items are open."))]
    return []


def _draw_items(view: DayView, items: Sequence[Item], width: int) -> Table:
    """Draw the items: a column for each fact, or where that is too wide, the lesser facts below the text."""
    table = _table(items, [*_facts(view), *_lesser_facts(), *_status(view)])
    console = Console(width=PLENTY, color_system=None)
    if width >= PLENTY or Measurement.get(console, console.options, table).maximum <= width:
        return table
    return _table(items, [*_facts(view, _with_lesser_facts), *_status(view)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    title: str
    cell: Callable[[Item], Text]
    whole: bool = True


def _table(items: Sequence[Item], columns: Iterable[_Column]) -> Table:
    """Draw the items; a column that would be empty is left out."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    cells = {column.title: [column.cell(item) for item in items] for column in columns}
    shown = [column for column in columns if any(cells[column.title])]
    for column in shown:
        table.add_column(column.title, no_wrap=column.whole, overflow="fold")
    for row in range(len(items)):
        table.add_row(*(cells[column.title][row] for column in shown))
    return table


def _text(item: Item) -> Text:
    return Text(visible(item.text))


def _facts(view: DayView, text: Callable[[Item], Text] = _text) -> list[_Column]:
    def due(item: Item) -> Text:
        if item.due is None:
            return Text()
        late = is_overdue(item, view.page.day, view.now, view.rollover)
        return Text(f"{time_name(item.due)}!", style="bold red") if late else Text(time_name(item.due))

    return [
        _Column(title=_("id"), cell=lambda item: Text(str(item.id), style="bold")),
        _Column(title=_("due"), cell=due),
        _Column(title=_("kind"), cell=lambda item: Text(kind_name(item.kind))),
        _Column(title=_("company"), cell=lambda item: Text(visible(item.company or "")), whole=False),
        _Column(title=_("text"), cell=text, whole=False),
    ]


def _nth(item: Item) -> Text:
    return Text(nth_day(item) if item.times_carried else "", style="yellow")


def _lesser_facts() -> list[_Column]:
    return [
        _Column(title=_("counted"), cell=lambda item: Text(progress(item))),
        _Column(title=_("who"), cell=lambda item: Text(visible(item.who or ""))),
        _Column(title=_("carried"), cell=_nth),
    ]


def _with_lesser_facts(item: Item) -> Text:
    """Give the text, and below it the count, the person and how long it was carried."""
    facts = [fact for fact in (Text(progress(item)), Text(visible(item.who or "")), _nth(item)) if fact]
    below = Text(" · ", style="dim").join(facts)
    return Text("\n").join([_text(item), below]) if facts else _text(item)


def _status(view: DayView) -> list[_Column]:
    def status(item: Item) -> Text:
        return Text(status_name(item.status), style=_STATUS_STYLES[item.status])

    return [_Column(title=_("status"), cell=status)] if view.everything else []
