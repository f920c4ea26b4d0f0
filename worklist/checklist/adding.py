"""Putting items on a page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from worklist.checklist.items import Draft, Kind, Stamp, new_item
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.errors import BadLine, NoSuchCompany, OutstandingStill, WorklistError


def add(notebook: Notebook, drafts: Sequence[Draft], day: date | None, stamp: Stamp, *, new: bool = False) -> Entry:
    """Put items on the page, with the next ids.

    Where there is a roster, a company is found on it, and its caretaker is the item's person unless another is named.
    Raises `AmbiguousName` and `NoSuchCompany`, and `OutstandingStill` where nothing is said to be outstanding and
    something is; with `new`, a name that is not on the roster is taken as it is. For a
    draft that came from a line of standard input, `BadLine` says which.
    """
    page = notebook.page(day or notebook.working_day(stamp.at))
    if notebook.roster is not None:
        drafts = [_placed(notebook, draft, new=new) for draft in drafts]
    for draft in drafts:
        if draft.nothing and draft.company is not None:
            _require_nothing_open(page, draft.company, draft.kind or Kind.ISSUES)
    changes = [
        Change(day=page.day, before=None, after=new_item(draft, page.last_id + offset))
        for offset, draft in enumerate(drafts, 1)
    ]
    return notebook.entry(stamp, "add", changes)


def _require_nothing_open(page: Page, company: str, kind: Kind) -> None:
    """Raise `OutstandingStill` if a company has items of a kind open."""
    left = sum(item.is_open and item.company == company and item.kind is kind for item in page.items.values())
    if left:
        raise OutstandingStill(company, left, kind.value)


def _placed(notebook: Notebook, draft: Draft, *, new: bool) -> Draft:
    if draft.company is None or notebook.roster is None:
        return draft
    try:
        company = notebook.roster.find(draft.company)
    except WorklistError as error:
        if new and isinstance(error, NoSuchCompany):
            return draft
        if draft.line is not None:
            raise BadLine(draft.line, error) from None
        raise
    return replace(draft, company=company.name, who=draft.who or company.caretaker)
