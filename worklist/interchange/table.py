"""CSV for a spreadsheet, in which no text becomes a formula."""

import csv
from collections.abc import Iterable
from datetime import time
from io import StringIO

from worklist.checklist.items import Item
from worklist.checklist.page import Page
from worklist.interchange.moments import due_day
from worklist.interchange.prose import harmless, visible

HEADINGS = (
    "day",
    "id",
    "kind",
    "text",
    "company",
    "who",
    "due",
    "count",
    "need",
    "unit",
    "waived",
    "status",
    "reason",
    "carried_from",
    "carried_to",
    "times_carried",
    "notes",
)


def table(pages: Iterable[Page], rollover: time) -> str:
    r"""Give the items of `pages` as rows below `HEADINGS`, with lines that end in `\r\n`."""
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(HEADINGS)
    writer.writerows(_row(page, item, rollover) for page in pages for item in page.items.values())
    return held.getvalue()


def _row(page: Page, item: Item, rollover: time) -> tuple[object, ...]:
    due = item.due
    return (
        page.day,
        item.id,
        item.kind,
        _cell(item.text),
        _cell(item.company),
        _cell(item.who),
        None if due is None else f"{due_day(page, due, rollover)} {due:%H:%M}",
        item.count,
        item.need,
        _cell(item.unit),
        item.waived_count if item.need is not None else None,
        item.status,
        _cell("; ".join([*([] if item.reason is None else [item.reason]), *(each.why for each in item.waived)])),
        item.carried_from and item.carried_from.day,
        item.carried_to and item.carried_to.day,
        item.times_carried,
        _cell(" | ".join(f"{note.by}: {note.text}" for note in item.notes)),
    )


def _cell(text: str | None) -> str | None:
    return None if text is None else visible(harmless(text))
