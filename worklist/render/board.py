"""The board as one looks at it: companies by kinds, the worst first, or a row for each zone, liaison or caretaker."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from worklist.checklist.board import By, Cell, Fold, Row, State
from worklist.checklist.items import Kind
from worklist.checklist.page import Page
from worklist.checklist.tally import Tally
from worklist.i18n import _, ngettext
from worklist.render.text import counted_in_all, day_name, kind_name, moment_name
from worklist.signs import visible

_NAME_AT_LEAST = 16
"""Columns that a name keeps before figures are left out for it: eight Chinese characters."""
_NARROW, _NAME_SQUEEZED = 6, 4
"""Columns of a kind, and of a name, where there is hardly any room."""
_TICK, _NOTHING = "✓", "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """What `board` shows: a page, all its `rows`, those of them that were asked for, and the kinds that are.

    Each row has a cell for each of the `kinds`. With `by`, the rows are shown folded, as `folds`. A board that is
    watched stays on the screen.
    """

    page: Page
    kinds: Sequence[Kind]
    rows: Sequence[Row]
    shown: Sequence[Row]
    by: By | None = None
    folds: Sequence[Fold] = ()
    is_watched: bool = False


def draw_board(view: BoardView, *, width: int, height: int | None) -> list[Text]:
    """Give what to print, a line each: with `height`, no more rows than fit on a screen of so many lines."""
    head = [_title(view), *_totals(view)]
    foot = _foot(view)
    table = _by_company(view, width) if view.by is None else _by_fold(view, view.by, width)
    if not table.rows:
        return [*head, *foot]
    heading, lines = table.heading(), list(table.lines())
    if height is not None:
        blank_and_prompt = 2
        room = height - _height([*head, *heading, *foot], width) - blank_and_prompt
        lines_each = _height(lines[:1], width)
        if lines_each * len(lines) > room:
            fitting = max((room - _height([_more(view, len(lines))], width)) // lines_each, 1)
            lines = [*lines[:fitting], _more(view, len(lines) - fitting)]
    return [*head, Text(), *heading, *lines, *foot]


def _more(view: BoardView, folded: int) -> Text:
    sentence = ngettext("… and {number} more row folded", "… and {number} more rows folded", folded)
    hint = "" if view.is_watched else _("; pipe it through less to see all")
    return Text(sentence.format(number=folded) + hint, style="bold")


def _height(lines: Iterable[Text], width: int) -> int:
    """Count the lines these take on a screen of so many columns."""
    console = Console(width=width, color_system=None)
    return sum(1 if cell_len(line.plain) <= width else len(line.wrap(console, width)) for line in lines)


def _title(view: BoardView) -> Text:
    page = view.page
    title = Text(day_name(page.day), style="bold")
    if page.seal is not None:
        closed = _("closed {moment}, number {number}")
        moment = moment_name(page.seal.closed_at, page.day)
        title.append(f" · {closed.format(moment=moment, number=page.seal.number)}", style="not bold")
    if view.rows:
        blank = sum(bool(row.blanks) for row in view.rows)
        settled = sum(row.is_settled for row in view.rows)
        companies = ngettext("{number:,} company", "{number:,} companies", len(view.rows))
        title.append(" · ", style="not bold").append(companies.format(number=len(view.rows)))
        title.append(": ").append(_("{number:,} blank").format(number=blank), style="red" if blank else "")
        rest = _(", {open:,} open, {settled:,} settled")
        title.append(rest.format(open=len(view.rows) - blank - settled, settled=settled))
    return title


def _totals(view: BoardView) -> list[Text]:
    """Draw a line for each kind: what is settled, what was counted, and how many companies are blank.

    What was counted is summed where all of it is in one unit.
    """
    everything = Fold(name=None, rows=tuple(view.rows))
    units: dict[Kind, set[str | None]] = {kind: set() for kind in Kind}
    for item in view.page.items.values():
        if item.need is not None:
            units[item.kind].add(item.unit)
    parts: list[list[_Part]] = []
    for kind in view.kinds:
        counts, blanks = everything.counts(kind), everything.blanks(kind)
        if not counts.items and not blanks:
            continue
        settled = _("{settled:,} of {items:,} settled") if counts.items else ""
        settled = settled.format(settled=counts.settled, items=counts.items)
        blank = _("{number:,} blank").format(number=blanks) if blanks else ""
        counted = counted_in_all(kind, counts) if len(units[kind]) == 1 else ""
        parts.append([(kind_name(kind), ""), (settled, ""), (counted, "dim"), (blank, "bold red")])
    return list(_Table(rows=parts, right=frozenset()).lines())


def _foot(view: BoardView) -> list[Text]:
    page, foot = view.page, []
    if not view.rows:
        foot.append(Text(_("There are no companies yet; `worklist company import` puts them on the roster.")))
    elif page.seal is None and all(row.is_settled for row in view.rows):
        foot.append(Text(_("Every company is settled, and none is blank."), style="bold green"))
    elsewhere = sum(item.company is None and item.is_open and item.kind in view.kinds for item in page.items.values())
    if elsewhere:
        sentence = ngettext(
            "{number:,} open item names no company; `worklist today` shows it.",
            "{number:,} open items name no company; `worklist today` shows them.",
            elsewhere,
        )
        foot.append(Text(sentence.format(number=elsewhere)))
    return foot


# Tables of lines, because Rich's own take ten times as long to draw and this one is looked at all day.

_Part = tuple[str, str]
"""What a cell says, and its style."""
_BLANK, _OPEN, _SETTLED, _EMPTY = "bold red", "yellow", "green", "dim"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Rows of cells, as wide as the widest of each column, or as `widths` says; those in `right` end flush."""

    rows: Sequence[Sequence[_Part]]
    titles: Sequence[str] = ()
    above: str = ""
    right: frozenset[int]
    gap: int = 2
    widths: Sequence[int] = ()

    def natural(self) -> list[int]:
        """Give how wide each column would be."""
        columns = zip(*self.rows, strict=True)
        titles = self.titles or [""] * len(self.rows[0] if self.rows else ())
        return [
            max(cell_len(title), *map(cell_len, {text for text, _style in column}))
            for title, column in zip(titles, columns, strict=True)
        ]

    def heading(self) -> list[Text]:
        """Give the titles over a rule."""
        widths = self.widths or self.natural()
        titles = [_sized(title, width, right=n in self.right) for n, (title, width) in self._numbered(widths)]
        rule = "─" * (sum(widths) + self.gap * (len(widths) - 1))
        above = [Text(self.above.rstrip(), style="dim")] if self.above else []
        return [*above, Text((" " * self.gap).join(titles).rstrip(), style="dim"), Text(rule)]

    def _numbered(self, widths: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
        return enumerate(zip(self.titles, widths, strict=True))

    def lines(self) -> Iterator[Text]:
        """Give a line for each row."""
        widths = self.widths or self.natural()
        gap = " " * self.gap
        for row in self.rows:
            line = Text(end="\n")
            for number, ((text, style), width) in enumerate(zip(row, widths, strict=True)):
                line.append(_sized(text, width, right=number in self.right), style or None).append(gap)
            line.rstrip()
            yield line


def _sized(text: str, width: int, *, right: bool) -> str:
    """Give a text in exactly so many columns, one that is longer cut with … at the end."""
    length = cell_len(text)
    if length > width:
        return f"{set_cell_size(text, width - 1)}…"
    return " " * (width - length) + text if right else text + " " * (width - length)


# Companies by kinds


def _by_company(view: BoardView, width: int) -> _Table:
    """Draw a row for each company, with all figures and facts that there is room for."""
    names = [(visible(row.name), "") for row in view.shown]
    details = _details(view.shown)
    whole = _company_table(view, names, _at_length, details)
    natural = whole.natural() if names else []
    if not names or _across(natural, whole.gap) <= width:
        return whole
    for figures in (_at_length, _in_brief, _in_briefest):
        table = _company_table(view, names, figures, {})
        natural = table.natural()
        spare = width - _across(natural, table.gap) + natural[0]
        if spare >= min(natural[0], _NAME_AT_LEAST):
            return replace(table, widths=[min(natural[0], spare), *natural[1:]])
    return _squeezed(_company_table(view, names, _in_briefest, {}, gap=1), width)


def _across(widths: Sequence[int], gap: int) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _company_table(
    view: BoardView,
    names: Sequence[_Part],
    figures: Callable[[Tally], str],
    details: Mapping[str, Sequence[_Part]],
    gap: int = 2,
) -> _Table:
    rows = [
        [name, *(_cell(row.cells[kind], figures) for kind in view.kinds), *(column[n] for column in details.values())]
        for n, (name, row) in enumerate(zip(names, view.shown, strict=True))
    ]
    titles = [_("company"), *map(kind_name, view.kinds), *details]
    return _Table(rows=rows, titles=titles, right=frozenset(), gap=gap)


def _details(rows: Sequence[Row]) -> dict[str, list[_Part]]:
    """Give what is known of the companies, by title; what is known of none is left out."""
    columns = {
        _("zone"): [row.company.zone if row.company else None for row in rows],
        _("liaison"): [row.company.liaison if row.company else None for row in rows],
        _("caretaker"): [row.company.caretaker if row.company else None for row in rows],
    }
    return {
        title: [(visible(value or ""), "dim") for value in column] for title, column in columns.items() if any(column)
    }


def _cell(cell: Cell, figures: Callable[[Tally], str]) -> _Part:
    if cell.state is State.BLANK:
        return _("blank"), _BLANK
    if cell.state is State.OPEN:
        return figures(cell.counts), _OPEN
    return (_TICK, _SETTLED) if cell.counts.items else (_NOTHING, _EMPTY)


def _at_length(counts: Tally) -> str:
    """Say what is open: `48/50`, `2 open`, or `1 open 50/100` where there are more items than one."""
    due = counts.need - counts.waived_count
    if counts.items == 1 and counts.need:
        return f"{counts.count:,}/{due:,}"
    open = _("{number:,} open").format(number=counts.open)
    return f"{open} {counts.count:,}/{due:,}" if counts.count < due else open


def _in_brief(counts: Tally) -> str:
    return _at_length(counts) if counts.items == 1 else _in_briefest(counts)


def _in_briefest(counts: Tally) -> str:
    return _("{number:,} open").format(number=counts.open)


# Zones, liaisons or caretakers by kinds


def _by_fold(view: BoardView, by: By, width: int) -> _Table:
    """Draw a row for each fold: how many companies it has, and by kind how many are blank, open and settled."""
    names = {By.ZONE: _("zone"), By.LIAISON: _("liaison"), By.CARETAKER: _("caretaker")}
    rows = [_fold_row(view, fold) for fold in view.folds]
    titles = [names[by], _("all"), *(title for _kind in view.kinds for title in (_("blank"), _("open"), _TICK))]
    table = _Table(rows=rows, titles=titles, right=frozenset(range(1, len(titles))), gap=1)
    if not rows:
        return table
    widths = table.natural()
    if _across(widths, table.gap) + len(view.kinds) <= width:  # a little more room between the kinds
        for number in range(len(view.kinds)):
            widths[2 + 3 * number] += 1
    spare = width - _across(widths, table.gap) + widths[0]
    if spare < min(widths[0], _NAME_AT_LEAST):
        return _narrow_by_fold(view, names[by], width)
    widths[0] = min(widths[0], spare)
    above = " " * (widths[0] + widths[1] + 2 * table.gap)
    for number, kind in enumerate(view.kinds):
        three = widths[2 + 3 * number : 5 + 3 * number]
        above += _sized(kind_name(kind), _across(three, table.gap), right=True) + " "
    return replace(table, widths=widths, above=above)


def _fold_row(view: BoardView, fold: Fold) -> list[_Part]:
    three = chain.from_iterable(_three(fold, kind) for kind in view.kinds)
    return [_fold_name(fold), (f"{len(fold.rows):,}", ""), *three]


def _fold_name(fold: Fold) -> _Part:
    return (_("none"), _EMPTY) if fold.name is None else (visible(fold.name), "")


def _three(fold: Fold, kind: Kind) -> Iterator[_Part]:
    for number, style in zip(_numbers(fold, kind), (_BLANK, _OPEN, _SETTLED), strict=True):
        yield (f"{number:,}", style) if number else (_NOTHING, _EMPTY)


def _numbers(fold: Fold, kind: Kind) -> list[int]:
    states = [row.cells[kind].state for row in fold.rows]
    return [states.count(state) for state in (State.BLANK, State.OPEN, State.SETTLED)]


def _narrow_by_fold(view: BoardView, title: str, width: int) -> _Table:
    """Draw of each fold and kind only the worst: how many are blank, else how many are open."""
    rows = [[_fold_name(fold), *(_worst(fold, kind) for kind in view.kinds)] for fold in view.folds]
    return _squeezed(_Table(rows=rows, titles=[title, *map(kind_name, view.kinds)], right=frozenset(), gap=1), width)


def _worst(fold: Fold, kind: Kind) -> _Part:
    blank, open, _settled = _numbers(fold, kind)
    if blank:
        return _("{number:,} blank").format(number=blank), _BLANK
    return (_("{number:,} open").format(number=open), _OPEN) if open else (_TICK, _SETTLED)


def _squeezed(table: _Table, width: int) -> _Table:
    """Give the table with titles cut to what the cells below them need, and the names to what room is left."""
    natural = table.natural()
    kinds = [max(_NARROW, *(cell_len(row[number][0]) for row in table.rows)) for number in range(1, len(natural))]
    spare = width - _across(kinds, table.gap) - table.gap
    return replace(table, widths=[max(min(natural[0], spare), _NAME_SQUEEZED), *kinds])
