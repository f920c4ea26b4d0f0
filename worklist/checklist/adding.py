"""Putting items on a page."""

from collections.abc import Sequence
from datetime import date

from worklist.checklist.items import Draft, Stamp, new_item
from worklist.checklist.notebook import Change, Entry, Notebook


def add(notebook: Notebook, drafts: Sequence[Draft], day: date | None, stamp: Stamp) -> Entry:
    """Put items on the page, with the next ids."""
    page = notebook.page(day or notebook.working_day(stamp.at))
    changes = [
        Change(day=page.day, before=None, after=new_item(draft, page.last_id + offset))
        for offset, draft in enumerate(drafts, 1)
    ]
    return notebook.entry(stamp, "add", changes)
