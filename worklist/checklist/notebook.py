"""The notebook as one looks at it: the pages that are not closed, and what was done to them."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from worklist.checklist.items import Item, Kind, Stamp
from worklist.checklist.page import Page, Seal
from worklist.errors import DayClosed
from worklist.workday import ROLLOVER, working_day

if TYPE_CHECKING:  # a notebook without a park does not pay for one
    from worklist.checklist.checks import Check
    from worklist.checklist.records import RecordChange
    from worklist.checklist.roster import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one item of `day`: `None` before it was written down, or after it was taken back."""

    day: date
    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """The item, as it is now or as it was last; raises `ValueError` for a change of nothing."""
        item = self.after or self.before
        if item is None:
            raise ValueError(self)
        return item

    @property
    def id(self) -> int:
        """The item's id."""
        return self.item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One command in the log: its number in the notebook, when and by whom, and all that it changed.

    `changes` are of items, `records` of the roster, the standing checks and the settings. `undoes` is the number of
    the entry that it took back.
    """

    number: int
    at: datetime
    by: str
    command: str
    changes: tuple[Change, ...]
    undoes: int | None = None
    records: tuple["RecordChange", ...] = ()


DEAL = "deal"
"""The command in the log that deals a day's standing checks; nobody types it, and nothing takes it back."""


def _no_history() -> Iterator[Entry]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A snapshot: the open `pages`, which days are `closed`, the `last_seal`, and the log of the open pages.

    `history` gives that log's entries, the newest first; `last_entry` is the number of the last entry written.
    There is no `roster` until a company is on it. `checks` are the standing checks by number, removed ones too.
    `expected` are the kinds that every company at work is to have something written about, each day. `id` is a name
    that no other notebook has, 32 hex digits; one that began before there were such names has none.
    """

    pages: Mapping[date, Page]
    closed: Container[date]
    last_seal: Seal | None = None
    last_entry: int = 0
    rollover: time = ROLLOVER
    history: Callable[[], Iterator[Entry]] = _no_history
    roster: "Roster | None" = None
    checks: Mapping[int, "Check"] = field(default_factory=dict)
    expected: tuple[Kind, ...] = tuple(Kind)
    id: str | None = None

    def working_day(self, now: datetime) -> date:
        """Give the day whose page is being written at `now`."""
        return working_day(now, unclosed=self.pages.keys(), closed=self.closed, rollover=self.rollover)

    def page(self, day: date) -> Page:
        """Give the open page of `day`, empty if nobody has written on it; raises `DayClosed`."""
        page = self.pages.get(day)
        if page is not None:
            return page
        if day in self.closed:
            raise DayClosed(day)
        return Page(day=day)

    def entry(self, stamp: Stamp, command: str, changes: Iterable[Change]) -> Entry:
        """Give the next log entry."""
        return Entry(number=self.last_entry + 1, at=stamp.at, by=stamp.by, command=command, changes=tuple(changes))

    def looking_at(self, day: date, now: datetime) -> "Notebook":
        """Give the notebook as `day` is looked at: of a day that has not begun at `now`, nothing is expected yet."""
        return replace(self, expected=()) if day > self.working_day(now) else self

    def unclosed_before(self, day: date) -> list[Page]:
        """Give the pages before `day` that are not closed and have items, the oldest first."""
        return [self.pages[earlier] for earlier in sorted(self.pages) if earlier < day and self.pages[earlier].items]

    def after(self, entry: Entry) -> "Notebook":
        """Give the notebook once `entry` has been written into it."""
        pages = dict(self.pages)
        for day in dict.fromkeys(change.day for change in entry.changes):
            pages[day] = self.page(day).after([change for change in entry.changes if change.day == day], entry.at)
        log = self.history

        def history() -> Iterator[Entry]:
            yield entry
            yield from log()

        then = replace(self, pages=pages, last_entry=entry.number, history=history)
        if not entry.records:
            return then
        from worklist.checklist.records import with_records

        return with_records(then, entry.records)
