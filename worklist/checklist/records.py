"""What stands in the notebook besides its pages: companies, standing checks and settings, and what becomes of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeAlias

from worklist.checklist.checks import Check
from worklist.checklist.companies import Company
from worklist.checklist.items import Kind
from worklist.checklist.notebook import Notebook
from worklist.checklist.roster import roster_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The hour at which the working day ends, and the kinds that are expected of each company at work."""

    rollover: time
    expected: tuple[Kind, ...]


Record: TypeAlias = Company | Check | Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What became of one company, check or the settings, on the working day `day`: `None` before it was there."""

    day: date
    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record, as it is now or as it was last; raises `ValueError` for a change of nothing."""
        record = self.after or self.before
        if record is None:
            raise ValueError(self)
        return record


def settings_of(notebook: Notebook) -> Settings:
    """Give a notebook's settings."""
    return Settings(rollover=notebook.rollover, expected=notebook.expected)


def without_records(notebook: Notebook, changes: Iterable[RecordChange]) -> Notebook:
    """Give the notebook as it was before these changes of its records, of which the newest come first."""
    back = [replace(change, before=change.after, after=change.before) for change in changes]
    return with_records(notebook, back) if back else notebook


def with_records(notebook: Notebook, changes: Iterable[RecordChange]) -> Notebook:
    """Give the notebook once these changes of its records have been written."""
    companies = dict(notebook.roster.companies) if notebook.roster else {}
    checks = dict(notebook.checks)
    settings = settings_of(notebook)
    for change in changes:
        match change.record:
            case Company(number=number):
                companies.pop(number, None)
            case Check(number=number):
                checks.pop(number, None)
        match change.after:
            case Company() as company:
                companies[company.number] = company
            case Check() as check:
                checks[check.number] = check
            case Settings():
                settings = change.after
    return replace(
        notebook,
        roster=roster_of(companies) if companies else None,
        checks=checks,
        rollover=settings.rollover,
        expected=settings.expected,
    )
