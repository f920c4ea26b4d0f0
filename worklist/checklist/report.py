"""What the day's work hands to those who ask for figures: a day, or the days of a range, put together."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple, TypeAlias

from worklist.checklist.board import By, Row, board
from worklist.checklist.companies import Company
from worklist.checklist.items import Item, Kind, Note, Status
from worklist.checklist.missing import Missing, count_blanks, missing
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page, Seal
from worklist.checklist.tally import Tally, adds_up, tally
from worklist.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The headline figures of a day.

    `companies` are those on the roster on that day, `headcount` their people; `resumed` are at work again, the
    `above_scale` are counted for themselves. `doses_needed` and `doses_drunk` are over all items of doses that have a
    need; a dose drunk beyond its own item's need is not counted.
    """

    companies: int
    headcount: int
    resumed: int
    above_scale: int
    above_scale_resumed: int
    items: int
    open: int
    done: int
    waived: int
    carried: int
    doses_needed: int
    doses_drunk: int
    blanks: int

    @property
    def resumed_rate(self) -> float | None:
        """The companies at work again in percent of all, to one decimal; `None` without a company."""
        return rate(self.resumed, self.companies)

    @property
    def above_scale_rate(self) -> float | None:
        """The companies above scale at work again in percent of all above scale; `None` without one."""
        return rate(self.above_scale_resumed, self.above_scale)


RATES = {"resumed": "resumed_rate", "above_scale_resumed": "above_scale_rate"}
"""The rates, each by the figure that it follows."""
MOVING = tuple(name for field in fields(Figures) for name in (field.name, RATES.get(field.name)) if name is not None)
"""What a range tells of by the name that it has in `Figures`."""


def rate(part: int, whole: int) -> float | None:
    """Give a part in percent of the whole, rounded half up to one decimal; `None` of nothing."""
    return None if whole == 0 else (2000 * part + whole) // (2 * whole) / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFigures:
    """A kind on a day; `is_counted` if its needs are all of one unit, so that what was counted can be added."""

    counts: Tally
    is_counted: bool
    blanks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What belongs to one zone or liaison (`None` for what has none, items without a company among it)."""

    name: str | None
    companies: int
    resumed: int
    counts: Tally
    doses: Tally
    blanks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """An issue that is not settled for good: open, or carried to a later day.

    `company` is `None` where no roster knows it. `days` is how many days it has been since it was first written down,
    that day and this one among them.
    """

    item: Item
    company: Company | None
    days: int

    @property
    def last_note(self) -> Note | None:
        """What was written beside it last."""
        return self.item.notes[-1] if self.item.notes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """A day for those who ask for figures; `seal` once it is closed, `companies` as on the board."""

    day: date
    seal: Seal | None
    figures: Figures
    companies: tuple[Row, ...]
    kinds: Mapping[Kind, KindFigures]
    zones: tuple[Share, ...]
    liaisons: tuple[Share, ...]
    issues: tuple[Outstanding, ...]
    blanks: tuple[Missing, ...]


ItemsOf: TypeAlias = Callable[[date, Collection[int]], Mapping[int, Item]]
"""Gives items of a day's page by their ids, without those that are not known."""


def first_days(page: Page, items_of: ItemsOf) -> dict[int, date]:
    """Give for each outstanding issue of a page, by its id, on which day it was first written down.

    What was carried is followed back from page to page, each asked for once; where one does not tell, it is the
    earliest day that is known.
    """
    found: dict[int, date] = {}
    waiting: dict[date, dict[int, int]] = defaultdict(dict)  # by day and id there, which id it has on the page

    def follow(day: date, item: Item, id: int) -> None:
        found[id] = day
        if item.carried_from is not None and item.carried_from.day < day:
            found[id] = item.carried_from.day
            waiting[item.carried_from.day][item.carried_from.id] = id

    for item in _outstanding(page):
        follow(page.day, item, item.id)
    while waiting:
        day = max(waiting)
        ids = waiting.pop(day)
        for there, item in items_of(day, ids).items():
            follow(day, item, ids[there])
    return found


def _outstanding(page: Page) -> list[Item]:
    settled = (Status.DONE, Status.WAIVED)
    return [item for item in page.items.values() if item.kind is Kind.ISSUES and item.status not in settled]


def report_day(notebook: Notebook, page: Page, since: Mapping[int, date] | None = None) -> DayReport:
    """Put together a day, open or closed.

    The roster of `notebook` is that of the day, or of the closing of its page. Issues have been outstanding `since`
    their `first_days`; without these, none is told of.
    """
    rows = board(notebook, page)
    items = list(page.items.values())
    alone = [item for item in items if item.company is None]
    blanks = missing(notebook, page)
    by_name = notebook.roster.by_name() if notebook.roster is not None else {}
    outstanding = [] if since is None else [(since[item.id], item) for item in _outstanding(page)]
    return DayReport(
        day=page.day,
        seal=page.seal,
        figures=_figures(rows, items, page.day, count_blanks(blanks)),
        companies=tuple(rows),
        kinds={kind: _kind_figures([item for item in items if item.kind is kind], kind, blanks) for kind in Kind},
        zones=_shares(rows, alone, By.ZONE, page.day),
        liaisons=_shares(rows, alone, By.LIAISON, page.day),
        issues=tuple(
            Outstanding(
                item=item,
                company=None if item.company is None else by_name.get(fold(item.company)),
                days=(page.day - first).days + 1,
            )
            for first, item in sorted(outstanding, key=lambda issue: (issue[0], issue[1].id))
        ),
        blanks=tuple(blanks),
    )


def _kind_figures(items: Sequence[Item], kind: Kind, blanks: Iterable[Missing]) -> KindFigures:
    return KindFigures(
        counts=tally(items), is_counted=adds_up(items), blanks=sum(kind in each.kinds for each in blanks)
    )


def _figures(rows: Iterable[Row], items: Sequence[Item], day: date, blanks: int) -> Figures:
    present = [row.company for row in rows if row.company is not None and row.company.is_on_roster(day)]
    above = [company for company in present if company.above_scale]
    counts = tally(items)
    doses = tally(item for item in items if item.kind is Kind.DOSES)
    return Figures(
        companies=len(present),
        headcount=sum(company.headcount or 0 for company in present),
        resumed=sum(company.is_at_work(day) for company in present),
        above_scale=len(above),
        above_scale_resumed=sum(company.is_at_work(day) for company in above),
        items=counts.items,
        open=counts.open,
        done=counts.done,
        waived=counts.waived,
        carried=counts.carried,
        doses_needed=doses.need,
        doses_drunk=doses.count,
        blanks=blanks,
    )


def _shares(rows: Iterable[Row], alone: Sequence[Item], by: By, day: date) -> tuple[Share, ...]:
    """Put rows together in the order of their names; items without a company are with those that have none."""
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row.company, by.value, None), []).append(row)
    if alone:
        groups.setdefault(None, [])
    names = sorted(groups, key=lambda name: (name is None, name or ""))
    return tuple(_share(name, groups[name], alone if name is None else [], day) for name in names)


def _share(name: str | None, rows: Sequence[Row], alone: Sequence[Item], day: date) -> Share:
    present = [row.company for row in rows if row.company is not None and row.company.is_on_roster(day)]
    cells = [cell.counts for row in rows for cell in row.cells.values()]
    return Share(
        name=name,
        companies=len(present),
        resumed=sum(company.is_at_work(day) for company in present),
        counts=sum(cells, start=tally(alone)),
        doses=sum(
            (row.cells[Kind.DOSES].counts for row in rows),
            start=tally(item for item in alone if item.kind is Kind.DOSES),
        ),
        blanks=sum(len(row.blanks) for row in rows),
    )


class Moved(NamedTuple):
    """A figure on the first and on the last day of a range; a rate is `None` where there is nothing to take it of."""

    first: float | None
    last: float | None

    @property
    def change(self) -> float | None:
        """By how much it moved, a rate by so many percent of the whole, to one decimal; `None` without both."""
        return None if self.first is None or self.last is None else round(self.last - self.first, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeReport:
    """The days of a range that have a page, the oldest first; there is at least one.

    It does not tell of their issues.
    """

    days: tuple[DayReport, ...]

    def moved(self) -> dict[str, Moved]:
        """Give each figure and each rate on the first and on the last day, a rate after the figure it is of."""
        first, last = self.days[0].figures, self.days[-1].figures
        return {name: Moved(getattr(first, name), getattr(last, name)) for name in MOVING}
