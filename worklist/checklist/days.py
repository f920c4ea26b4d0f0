"""A day in figures."""

from dataclasses import dataclass
from datetime import date

from worklist.checklist.page import Page, Seal
from worklist.checklist.tally import Tally, tally


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A day's page in figures; once it is closed, its seal and how many blanks were accepted then."""

    day: date
    seal: Seal | None
    counts: Tally
    blanks: int


def day_count(page: Page) -> DayCount:
    """Count a page."""
    return DayCount(day=page.day, seal=page.seal, counts=tally(page.items.values()), blanks=len(page.blanks))
