"""The pages that a command reads, open and closed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from worklist.checklist.items import Item, Stamp
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.cli.session import day_of, page_to_read
from worklist.cli.speech import tell
from worklist.errors import CannotRead, Damaged, NewerSchema, NotANotebook, RangeBackwards
from worklist.errors.reports import RosterUnknown
from worklist.i18n import _, ngettext
from worklist.render.text import day_name

if TYPE_CHECKING:
    from worklist.checklist.records import RecordChange
    from worklist.store.notebook import NotebookStore

LAST = 14
"""So many days are shown where nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPages:
    """Pages, the oldest first; the days among them whose file is damaged.

    `earlier` and `later` are how many days before and after them were not read.
    """

    pages: tuple[Page, ...]
    damaged: dict[date, Damaged]
    earlier: int
    later: int

    def require_sound(self) -> None:
        """Raise the first damage that was met, for once the rest has been shown."""
        for damage in self.damaged.values():
            raise damage

    def later_line(self) -> str:
        """Say that days to come were not read."""
        left_out = ngettext(
            "{count:,} day to come is left out; `worklist days --all` lists it too.",
            "{count:,} days to come are left out; `worklist days --all` lists them too.",
            self.later,
        )
        return left_out.format(count=self.later)


def last_pages(
    store: "NotebookStore",
    notebook: Notebook,
    count: int | None = LAST,
    *,
    since: date | None = None,
    until: date | None = None,
) -> LastPages:
    """Read the last `count` pages, open and closed (all if `None`), not earlier than `since` nor later than `until`.

    It costs a file for each closed day. A closed day whose file is damaged is counted and passed over.
    """
    begun = (day for day, page in notebook.pages.items() if page.items)  # not one whose items were all taken back
    every_day = sorted({*store.folder.closed_days(), *begun})
    days = [day for day in every_day if (since or date.min) <= day <= (until or date.max)]
    later = sum(day > (until or date.max) for day in every_day)
    wanted = days if count is None else days[-count:]
    pages, damaged = [], {}
    for day in wanted:
        try:
            page, _sealed = page_to_read(store, notebook, day)
            tuple(page.items.values())  # all are asked for next, and damage in one should be met here
        except Damaged as error:
            damaged[day] = error
        else:
            pages.append(page)
    return LastPages(pages=tuple(pages), damaged=damaged, earlier=len(days) - len(wanted), later=later)


def pages_asked(
    store: "NotebookStore", notebook: Notebook, stamp: Stamp, since: str | None, until: str | None, *, to_come: bool
) -> tuple[Page, ...]:
    """Give the pages of the days that two options name, the oldest first.

    Without a first day they are all up to the last; without a last day they end with the working day unless they begin
    later, or go on with all that are `to_come`.

    Raises `RangeBackwards`, and `Damaged` for the first that is.
    """
    first, last = day_of(since, notebook, stamp), day_of(until, notebook, stamp)
    working_day = notebook.working_day(stamp.at)
    if last is None and not to_come and (first or date.min) <= working_day:
        last = working_day
    if (first or date.min) > (last or date.max):
        raise RangeBackwards(str(since), str(until))
    read = last_pages(store, notebook, None, since=first, until=last)
    read.require_sound()
    return read.pages


def page_asked(store: "NotebookStore", notebook: Notebook, day: str | None, stamp: Stamp) -> Page:
    """Give the page of the day that an option names, or of the working day, on which nothing need be written yet.

    Raises `NoPage` for another day on which nothing was ever written.
    """
    working_day = notebook.working_day(stamp.at)
    wanted = day_of(day, notebook, stamp) or working_day
    if wanted == working_day and wanted not in notebook.pages:
        return Page(day=wanted)
    return page_to_read(store, notebook, wanted)[0]


def as_they_were(
    store: "NotebookStore", notebook: Notebook, pages: Sequence[Page], working_day: date
) -> list[Notebook]:
    """Give for each page the notebook with the roster, the checks and the settings as they were when it was closed.

    For an open page that is as they were at the end of its day, and for one of the working day or later as they are.
    It costs reading every page that was closed after the first of these or is of a later day; raises `RosterUnknown`
    where one is damaged.
    """
    from worklist.checklist.records import without_records

    def is_over(page: Page) -> bool:
        return page.seal is not None or page.day < working_day

    over = [page for page in pages if is_over(page)]
    changes = _record_changes(store, notebook, over) if over else []

    def since(page: Page) -> "Iterator[RecordChange]":
        for number, records in changes if is_over(page) else ():
            for change in records[::-1]:
                if number > page.seal.entry if page.seal is not None else change.day > page.day:
                    yield change

    return [without_records(notebook, since(page)) for page in pages]


def issues_since(store: "NotebookStore", notebook: Notebook, page: Page) -> dict[int, date]:
    """Give for each outstanding issue of a page on which day it was first written down.

    It costs a look into every page from which one was carried; where that cannot be read it says so, and the issue
    counts from that day.
    """
    from worklist.checklist.report import first_days
    from worklist.store.sealed import closed_items

    def items_of(day: date, ids: Collection[int]) -> dict[int, Item]:
        try:
            if day in notebook.pages:
                items = notebook.pages[day].items
                found = {id: items[id] for id in ids if id in items}
            else:
                found = closed_items(store.folder, day, ids)
        except (CannotRead, Damaged, NewerSchema, NotANotebook):
            found = {}
        if len(found) < len(ids):
            unknown = _(
                "The page of {day} cannot tell when what was carried on from it was first written down, which counts"
                " from there; `worklist doctor` says more."
            )
            tell(unknown.format(day=day_name(day)))
        return found

    return first_days(page, items_of)


def _record_changes(
    store: "NotebookStore", notebook: Notebook, pages: Sequence[Page]
) -> "list[tuple[int, tuple[RecordChange, ...]]]":
    """Give what has been done to records since pages were sealed, or after their day, the newest first.

    It is by the number of the entry. What was done on a day is sealed with the page of that day or of a later one.
    """
    found = [(entry.number, entry.records) for entry in notebook.history() if entry.records]
    last = notebook.last_seal.number if notebook.last_seal else 0
    first_seal = min((page.seal.number for page in pages if page.seal is not None), default=last)
    first_open = min((page.day for page in pages if page.seal is None), default=date.max)
    later = last - first_seal
    for day in store.folder.closed_days():
        if later == 0 and day < first_open:
            break
        try:
            sealed = store.closed_page(day)
            if sealed is not None and (sealed.seal.number > first_seal or day > first_open):
                later -= sealed.seal.number > first_seal
                found += sealed.record_changes()
        except Damaged as error:
            raise RosterUnknown(min(page.day for page in pages), Path(str(error.facts["path"]))) from None
    return sorted(found, key=lambda numbered: -numbered[0])
