"""Dealing: the standing checks' items, put on the page when a working day begins, once for each company."""

from dataclasses import replace
from datetime import date

from worklist.checklist.checks import Check
from worklist.checklist.companies import Company
from worklist.checklist.items import Dealt, Draft, Item, Stamp, new_item
from worklist.checklist.notebook import DEAL, Change, Entry, Notebook


def begin_day(notebook: Notebook, stamp: Stamp) -> Entry | None:
    """Give what is dealt when the working day of `stamp` begins; `None` if it has begun, or there is nothing to deal.

    Whatever changes the roster or the checks later in the day deals what it adds itself.
    """
    day = notebook.working_day(stamp.at)
    if notebook.page(day).is_dealt:
        return None
    changes = deal(notebook, day)
    return notebook.entry(stamp, DEAL, changes) if changes else None


def deal(notebook: Notebook, day: date) -> list[Change]:
    """Give the items that are still to be dealt on `day`: company by company, and each check in turn.

    What was dealt is known by day, company and check, so nothing is dealt twice.
    """
    checks = [check for _number, check in sorted(notebook.checks.items()) if check.is_dealt_on(day)]
    if not checks or notebook.roster is None:
        return []
    page = notebook.page(day)
    there = {item.dealt for item in page.items.values()} if page.is_dealt else set()
    due = (
        (company, check, Dealt(check.number, company.number))
        for company in notebook.roster.present()
        for check in checks
        if check.is_for(company, day)
    )
    missing = ((company, check, dealt) for company, check, dealt in due if dealt not in there)
    return [
        Change(day=day, before=None, after=_item(company, check, dealt, id))
        for id, (company, check, dealt) in enumerate(missing, page.last_id + 1)
    ]


def _item(company: Company, check: Check, dealt: Dealt, id: int) -> Item:
    return replace(new_item(draft_of(company, check), id), dealt=dealt)


def draft_of(company: Company, check: Check) -> Draft:
    """Give what a check deals to a company."""
    return Draft(
        text=check.text,
        kind=check.kind,
        company=company.name,
        who=company.caretaker,
        due=check.due,
        need=check.need_of(company),
        unit=check.unit,
    )
