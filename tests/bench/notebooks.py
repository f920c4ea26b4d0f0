"""Notebooks of a size, built by the store itself, and the same items for programs that have another format."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from worklist.checklist import transitions
from worklist.checklist.adding import add
from worklist.checklist.checks import Check
from worklist.checklist.choosing import Choice
from worklist.checklist.closing import Everything, close
from worklist.checklist.companies import CompanyWish
from worklist.checklist.dealing import begin_day
from worklist.checklist.items import Draft, Kind, Stamp
from worklist.checklist.park import add_check, import_roster
from worklist.selection import Selection
from worklist.store.notebook import NotebookStore

COMPANIES = 212
DIRECTOR = "联络员01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """So many days, the last of them today and not closed, of so many items; `open` of today's are not settled."""

    name: str
    days: int
    items: int
    open: int

    @property
    def settled(self) -> int:
        """How many items of all days are settled."""
        return self.days * self.items - self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item, as every program gets it."""

    day: date
    text: str
    company: str
    is_open: bool


def lines(size: Size, today: date) -> Iterator[Line]:
    """Give every item, the oldest day first; on the last day the open ones come last."""
    for back in range(size.days - 1, -1, -1):
        for number in range(1, size.items + 1):
            yield Line(
                day=today - timedelta(days=back),
                text=f"herbal dose, evening, number {number}",
                company=f"公司{number % COMPANIES:03}",
                is_open=back == 0 and number > size.items - size.open,
            )


def build(folder: Path, size: Size, today: date) -> None:
    """Write the notebook: every day but the last is closed, in a chain."""
    store = NotebookStore(folder, holder=DIRECTOR)
    drafts = [
        Draft(text=line.text, kind=Kind.DOSES, company=line.company)
        for line in lines(Size(name="", days=1, items=size.items, open=0), today)
    ]
    for back in range(size.days - 1, -1, -1):
        _write_day(store, drafts, today - timedelta(days=back), settled=size.items if back else size.items - size.open)


def _write_day(store: NotebookStore, drafts: list[Draft], day: date, *, settled: int) -> None:
    """Add a day's items, settle some, and close the day if those are all."""
    stamp = Stamp(at=datetime.combine(day, time(9)).astimezone(), by=DIRECTOR)
    store.change(lambda notebook: add(notebook, drafts, day, stamp))
    if settled:
        choice = Choice(selection=Selection(ranges=((1, settled),)), day=day)
        store.change(lambda notebook: transitions.done(notebook, choice, stamp))
    if settled == len(drafts):
        store.close(lambda notebook: close(notebook, day, stamp))


@dataclass(frozen=True, slots=True, kw_only=True)
class Park:
    """A roster of so many companies; each is dealt so many standing checks, today too if that `has_begun`."""

    name: str
    companies: int
    checks: int
    has_begun: bool


def build_park(folder: Path, park: Park, size: Size, today: date) -> None:
    """Write a park's notebook: its roster and checks are from the day before, which is closed.

    Without checks, the items of a day of this size are written, as in a notebook without a park.
    """
    store = NotebookStore(folder, holder=DIRECTOR)
    yesterday, morning = (
        Stamp(at=datetime.combine(day, time(9)).astimezone(), by=DIRECTOR) for day in (today - timedelta(days=1), today)
    )
    wishes = [
        CompanyWish(
            name=f"公司{number:03}",
            headcount=number % 300,
            zone=f"Grid {number % 10:02}",
            liaison=f"联络员{number % 8:02}",
            caretaker=f"保姆员{number % 40:02}",
        )
        for number in range(park.companies)
    ]
    store.change(lambda notebook: import_roster(notebook, wishes, yesterday))
    for kind in list(Kind)[: park.checks]:
        check = Check(number=0, kind=kind, text=f"{kind} of the day", per_head=kind is Kind.DOSES, due=time(21))
        store.change(partial(add_check, check=check, stamp=yesterday))
    if dealt := park.companies * park.checks:
        choice = Choice(selection=Selection(ranges=((1, dealt),)), day=yesterday.at.date())
        store.change(lambda notebook: transitions.done(notebook, choice, yesterday))
    store.close(lambda notebook: close(notebook, yesterday.at.date(), yesterday, accepted=Everything()))
    if park.has_begun:
        begun = NotebookStore(folder, holder=DIRECTOR, begin=lambda notebook: begin_day(notebook, morning))
        begun.change(lambda notebook: add(notebook, [Draft(text="x")], today, morning))
    if not park.checks:
        drafts = [Draft(text=line.text, kind=Kind.DOSES, company=line.company) for line in lines(size, today)]
        _write_day(store, drafts, today, settled=size.items - size.open)


class Kept:
    """A folder that is put back as it was before every run; only what a run has changed is written again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = folder.with_name(f"{folder.name}.kept")
        shutil.copytree(folder, self._kept)
        self._seen = self._stats()

    def _stats(self) -> dict[str, tuple[int, int, int]]:
        found = {}
        for path in self._folder.rglob("*"):
            if not path.is_dir():
                stat = path.stat()
                found[str(path.relative_to(self._folder))] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        return found

    def restore(self) -> None:
        """Put back what was changed or taken away, take away what is new, and wait until that is on the disk."""
        now = self._stats()
        for name in {name for name, _ in self._seen.items() ^ now.items()}:
            path = self._folder / name
            path.unlink(missing_ok=True)
            if name in self._seen:
                shutil.copy(self._kept / name, path)
                descriptor = os.open(path, os.O_RDONLY)
                os.fsync(descriptor)
                os.close(descriptor)
        self._seen = self._stats()
