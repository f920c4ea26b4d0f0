"""Notebooks made by hand: snapshots to begin from, and what closing makes of one."""

from dataclasses import replace
from datetime import date

from tests.conftest import at
from worklist.checklist.checks import Check
from worklist.checklist.choosing import Choice
from worklist.checklist.closing import Closing
from worklist.checklist.companies import Company
from worklist.checklist.items import Draft, Item, Kind, new_item
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.page import Page, Seal
from worklist.checklist.roster import roster_of
from worklist.names import spell
from worklist.selection import parse_selection

FEB_19 = date(2020, 2, 19)
FEB_20 = date(2020, 2, 20)
FEB_21 = date(2020, 2, 21)
FEB_22 = date(2020, 2, 22)
MASKS = new_item(Draft(text="2000 masks", company="宇环数控机床", need=2000, unit="masks"), 1)
DOOR = new_item(Draft(text="the east door does not close"), 2)


def page(day: date, *items: Item, last_id: int | None = None) -> Page:
    """Give a page that has given out the ids of `items` and no more, unless `last_id` says so."""
    given = max((item.id for item in items), default=0) if last_id is None else last_id
    return Page(
        day=day,
        opened_at=at(8, day=day.day, month=day.month, year=day.year).at,
        last_id=given,
        items={item.id: item for item in items},
    )


def notebook(*pages: Page, closed: frozenset[date] = frozenset(), last_entry: int = 0) -> Notebook:
    """Give a notebook with these pages open and these days closed."""
    last_seal = seal(max(closed), entry=last_entry) if closed else None
    return Notebook(pages={page.day: page for page in pages}, closed=closed, last_seal=last_seal, last_entry=last_entry)


def seal(day: date, *, entry: int, number: int = 1) -> Seal:
    """Give the seal of a day that was closed at 23:00."""
    stamp = at(23, day=day.day, month=day.month, year=day.year)
    return Seal(
        number=number, day=day, closed_at=stamp.at, closed_by=stamp.by, entry=entry, previous=None, digest="0" * 64
    )


def company(number: int, name: str, **fields: object) -> Company:
    """Give a company at work, its name spelled."""
    return replace(Company(number=number, name=name, resumed=True, spellings=spell(name)), **fields)  # type: ignore[arg-type]


def check(number: int, text: str = "量体温", kind: Kind = Kind.MEASURES, **fields: object) -> Check:
    """Give a standing check for all companies on all days."""
    return replace(Check(number=number, kind=kind, text=text), **fields)  # type: ignore[arg-type]


def park(*records: Company | Check, before: Notebook | None = None) -> Notebook:
    """Give a notebook, an empty one or `before`, with these companies on its roster and these standing checks."""
    companies = {record.number: record for record in records if isinstance(record, Company)}
    checks = {record.number: record for record in records if isinstance(record, Check)}
    return replace(before or notebook(), roster=roster_of(companies) if companies else None, checks=checks)


def companies_of(book: Notebook) -> dict[int, Company]:
    """Give the companies of a notebook, removed ones too."""
    return dict(book.roster.companies) if book.roster else {}


def choose(words: str, *, left_out: str | None = None, day: date | None = None) -> Choice:
    """Give the choice that `words` make, as on the command line."""
    return Choice(
        selection=parse_selection(words.split()),
        left_out=parse_selection(left_out.split()) if left_out is not None else None,
        day=day,
    )


def sealed(before: Notebook, closing: Closing) -> Notebook:
    """Give the notebook once the day of `closing` has been closed."""
    carried = before if closing.carried is None else before.after(closing.carried)
    number = carried.last_entry + 1
    entry = Entry(number=number, at=closing.stamp.at, by=closing.stamp.by, command="close-day", changes=())
    log = (entry, *carried.history())
    assert isinstance(carried.closed, frozenset)
    return replace(
        carried,
        pages={day: page for day, page in carried.pages.items() if day != closing.day},
        closed=carried.closed | {closing.day},
        last_seal=seal(closing.day, entry=number),
        last_entry=number,
        history=lambda: iter(log),
    )
