"""The last weeks in figures: how each day went, and which kinds and companies carry most."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from statistics import median_low
from typing import NamedTuple

from worklist.checklist.companies import Company
from worklist.checklist.items import Kind, Status
from worklist.checklist.page import Page
from worklist.checklist.roster import Roster
from worklist.checklist.tally import Tally, tally
from worklist.names import fold

MOST = 5
"""So many companies are told of."""


class Zero(NamedTuple):
    """When a day was closed: so many days after its own date, at which hour of the clock on the wall."""

    days_later: int
    hour: time


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStats:
    """A day: its items, its doses, and when it was closed (`None` while it is open).

    `moved_on` is what is needed of `doses` on a later page, where what was carried stands again.
    """

    day: date
    counts: Tally
    doses: Tally
    moved_on: int
    closed_at: datetime | None

    @property
    def zero(self) -> Zero | None:
        """When it was at zero; `None` while it is open."""
        moment = self.closed_at
        return None if moment is None else Zero((moment.date() - self.day).days, moment.time())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Days, the oldest first; how many items each kind carried to a later day, and which companies most, in order.

    `zero` is when half of the closed days were at zero, counted from each day's own date; `None` without a closed day.
    """

    days: tuple[DayStats, ...]
    zero: Zero | None
    kinds: tuple[tuple[Kind, int], ...]
    companies: tuple[tuple[str, int], ...]

    @property
    def closed(self) -> int:
        """How many of the days are closed, which they are at zero alone."""
        return sum(each.closed_at is not None for each in self.days)

    @property
    def doses(self) -> Tally:
        """The doses of all days; each is needed once, on the last page to which it was carried."""
        added = sum((each.doses for each in self.days), start=Tally())
        return replace(added, need=added.need - sum(each.moved_on for each in self.days))


def stats(pages: Sequence[Page], roster: Roster | None) -> Stats:
    """Put pages together; a company that the `roster` knows by several names is one."""
    days = tuple(map(_day, pages))
    by_name = roster.by_name() if roster is not None else {}
    kinds, companies = Counter[Kind](), Counter[str]()
    for page in pages:
        for item in page.items.values():
            if item.status is Status.CARRIED:
                kinds[item.kind] += 1
                if item.company is not None:
                    companies[_own_name(item.company, by_name.get(fold(item.company)))] += 1
    return Stats(
        days=days,
        zero=_usual(each.zero for each in days),
        kinds=tuple((kind, kinds[kind]) for kind in sorted(Kind, key=lambda kind: -kinds[kind]) if kinds[kind]),
        companies=tuple(sorted(companies.items(), key=lambda held: (-held[1], held[0]))[:MOST]),
    )


def _day(page: Page) -> DayStats:
    doses = [item for item in page.items.values() if item.kind is Kind.DOSES]
    return DayStats(
        day=page.day,
        counts=tally(page.items.values()),
        doses=tally(doses),
        moved_on=sum(item.left for item in doses if item.status is Status.CARRIED),
        closed_at=None if page.seal is None else page.seal.closed_at,
    )


def _own_name(name: str, company: Company | None) -> str:
    return name if company is None else company.name


def _usual(zeros: Iterable[Zero | None]) -> Zero | None:
    known = [zero for zero in zeros if zero is not None]
    return median_low(known) if known else None
