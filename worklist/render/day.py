"""A day as one looks at it: title, progress by kind, and the table of what is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from worklist.checklist.grouping import Group, GroupBy
from worklist.checklist.items import Item, Status
from worklist.checklist.missing import Missing, count_blanks
from worklist.checklist.page import Page, is_overdue
from worklist.checklist.tally import Tally, adds_up, tally, tally_by_kind
from worklist.i18n import _, ngettext
from worklist.render.tables import BETWEEN, Column, count_lines, draw_table, filled, fits, fitted, widths_for
from worklist.render.text import (
    counted_in_all,
    day_name,
    kind_name,
    moment_name,
    nth_day,
    progress,
    status_name,
    text_of,
    time_name,
)
from worklist.signs import visible

BAR_WIDTH = 24
SHORTEST_BAR = 8
BLANK_AND_PROMPT = 2
"""Lines of a screen that are neither head, rows nor foot."""
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
    that closing takes this day next, `named` that the day was named. `missing` are all blanks of the page. The items
    stand in `groups` if they are put together `by` something.
    """

    page: Page
    items: Sequence[Item]
    unclosed: Sequence[Page]
    now: datetime
    rollover: time
    filtered: bool
    everything: bool
    closable: bool
    named: bool = False
    missing: Sequence[Missing] = ()
    by: GroupBy | None = None
    groups: Sequence[Group] = ()


def draw_day(view: DayView, *, width: int, height: int | None, bars: bool) -> list[RenderableType]:
    """Give what to print: with `height`, no more rows than fit on a screen of so many lines.

    `bars` draws the progress as bars; without it, and in a pipe, it is in words.
    """
    head = [*draw_head(view, width=width, bars=bars), *_missing_line(view)]
    foot = _foot(view)
    if not view.items:
        return [*head, *foot]
    around = count_lines([*head, *foot], width) + BLANK_AND_PROMPT
    rows = fitted(
        lambda count: [Text(), *_draw_items(view, count, width)],
        len(view.items),
        width=width,
        lines=None if height is None else height - around + 1,
    )
    return [*head, *rows, *foot]


def draw_head(view: DayView, *, width: int, bars: bool) -> list[RenderableType]:
    """Give what stands above a day's items: warnings, the title, and the progress by kind."""
    return [*_warnings(view), _title(view), *_progress(view.page, width=width, bars=bars)]


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


def _progress(page: Page, *, width: int, bars: bool) -> list[RenderableType]:
    """Draw the kinds, with bars as long as there is room for; what is counted goes on below where it is narrow."""
    kinds = tally_by_kind(page.items.values())
    if not kinds:
        return []
    rows = []
    for kind, counts in kinds.items():
        of_kind = (item for item in page.items.values() if item.kind is kind)
        settled = _("{settled} of {items} settled").format(settled=counts.settled, items=counts.items)
        counted = counted_in_all(kind, counts) if adds_up(of_kind) else ""
        rows.append([Text(kind_name(kind)), Text(settled), Text(counted, style="dim")])
    taken = sum(max(row[place].cell_len for row in rows) + BETWEEN for place in range(3))
    length = min(BAR_WIDTH, width - taken)
    if bars and length >= SHORTEST_BAR:
        for row, counts in zip(rows, kinds.values(), strict=True):
            row.insert(1, _bar(counts, length))
    grid = Table.grid(padding=(0, BETWEEN, 0, 0))
    for place in range(len(rows[0])):
        grid.add_column(no_wrap=place < len(rows[0]) - 1)
    for row in rows:
        grid.add_row(*row)
    return [grid]


def _bar(counts: Tally, length: int) -> Text:
    """Draw how much is settled; a bar is full only at zero."""
    full = counts.settled * length // counts.items
    bar = Text("█" * full, style="green" if counts.open == 0 else "cyan")
    return bar.append("░" * (length - full), style="dim")


def blanks_text(missing: Sequence[Missing]) -> str:
    """Say how many blanks there are: `12 blanks at 5 companies`."""
    blanks = count_blanks(missing)
    said = ngettext("{count:,} blank", "{count:,} blanks", blanks).format(count=blanks)
    companies = ngettext("at {count:,} company", "at {count:,} companies", len(missing)).format(count=len(missing))
    return f"{said} {companies}"


def _missing_line(view: DayView) -> list[Text]:
    if not view.missing:
        return []
    day = f" --day {view.page.day.isoformat()}" if view.named else ""
    line = _("{blanks}; `worklist today{day} --missing` lists them")
    return [Text(line.format(blanks=blanks_text(view.missing), day=day), style="yellow")]


def _foot(view: DayView) -> list[Text]:
    page, counts = view.page, tally(view.page.items.values())
    if page.seal is not None:
        return []
    if not counts.items:
        return [Text(_("Nothing is written down yet; `worklist add` begins the day."))]
    if counts.open == 0 and view.missing:
        zero = _("At zero but for {blanks}.").format(blanks=blanks_text(view.missing))
        closing = _(" `worklist close-day` asks about each company.") if view.closable else ""
        return [Text(f"{zero}{closing}", style="bold yellow")]
    if counts.open == 0:
        zero = _("At zero: nothing is open.")
        closing = _(" `worklist close-day` closes the day.") if view.closable else ""
        return [Text(f"{zero}{closing}", style="bold green")]
    if view.filtered and not view.items:
        return [Text(_("Nothing of what you asked for; other items are open."))]
    return []


def _draw_items(view: DayView, count: int, width: int) -> list[RenderableType]:
    """Draw the first items: a column for each fact, or where that is too wide, the lesser facts below the text."""
    items = view.items[:count]
    columns = [*_facts(view), *_lesser_facts(view), *_status(view)]
    if not fits(draw_table(items, columns), width):
        columns = [*_facts(view, lambda item: _with_lesser_facts(view, item)), *_status(view)]
    return [draw_table(items, columns)] if view.by is None else _draw_groups(view, items, columns, width)


def _draw_groups(
    view: DayView, items: Sequence[Item], columns: Sequence[Column[Item]], width: int
) -> list[RenderableType]:
    """Draw the items below the headings of their groups, in columns that go through them all."""
    shown = filled(items, columns)
    widths = widths_for(items, shown, width)
    drawn: list[RenderableType] = [draw_table([], shown, widths)]
    left = len(items)
    for group in view.groups:
        if left <= 0:
            break
        drawn += [_heading(view, group), draw_table(group.items[:left], shown, widths, header=False)]
        left -= len(group.items)
    return drawn


def _heading(view: DayView, group: Group) -> Text:
    """Name a group, and say how many of its items are open."""
    heading = Text(visible(group.name) if group.name is not None else "—", style="bold cyan")
    left = ngettext("{left} open", "{left} open", group.open)
    if view.everything:
        left = ngettext("{left} of {items} open", "{left} of {items} open", group.open)
    return heading.append(f" · {left.format(left=group.open, items=len(group.items))}", style="not bold")


def _text(item: Item) -> Text:
    return Text(text_of(item))


def _facts(view: DayView, text: Callable[[Item], Text] = _text) -> list[Column[Item]]:
    def due(item: Item) -> Text:
        if item.due is None:
            return Text()
        late = is_overdue(item, view.page.day, view.now, view.rollover)
        return Text(f"{time_name(item.due)}!", style="bold red") if late else Text(time_name(item.due))

    company: Column[Item] = Column(title=_("company"), cell=lambda item: Text(visible(item.company or "")), whole=False)
    return [
        Column(title=_("id"), cell=lambda item: Text(str(item.id), style="bold")),
        Column(title=_("due"), cell=due),
        Column(title=_("kind"), cell=lambda item: Text(kind_name(item.kind))),
        *([] if view.by is GroupBy.COMPANY else [company]),
        Column(title=_("text"), cell=text, whole=False),
    ]


def _nth(item: Item) -> Text:
    return Text(nth_day(item) if item.times_carried else "", style="yellow")


def _lesser_facts(view: DayView) -> list[Column[Item]]:
    return [
        Column(title=_("counted"), cell=lambda item: Text(progress(item))),
        *([] if view.by is GroupBy.WHO else [Column(title=_("who"), cell=_who)]),
        Column(title=_("carried"), cell=_nth),
    ]


def _who(item: Item) -> Text:
    return Text(visible(item.who or ""))


def _with_lesser_facts(view: DayView, item: Item) -> Text:
    """Give the text, and below it the count, the person and how long it was carried."""
    facts = [fact for column in _lesser_facts(view) if (fact := column.cell(item))]
    below = Text(" · ", style="dim").join(facts)
    return Text("\n").join([_text(item), below]) if facts else _text(item)


def _status(view: DayView) -> list[Column[Item]]:
    def status(item: Item) -> Text:
        return Text(status_name(item.status), style=_STATUS_STYLES[item.status])

    return [Column(title=_("status"), cell=status)] if view.everything else []
