"""CSV for a spreadsheet, in which no text becomes a formula."""

import csv
from collections.abc import Iterable
from datetime import time
from io import StringIO

from worklist.checklist.items import Item, Note
from worklist.checklist.page import Page
from worklist.interchange.moments import due_day, identity
from worklist.interchange.prose import harmless
from worklist.signs import visible

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
    "uuid",
)


def table(pages: Iterable[Page], rollover: time, notebook_id: str | None) -> str:
    r"""Give the items of `pages` as rows below `HEADINGS`, with lines that end in `\r\n`."""
    held = StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)  # a program that parts at `;` finds no formula behind one
    writer.writerow(HEADINGS)
    writer.writerows(_row(page, item, rollover, notebook_id) for page in pages for item in page.items.values())
    return held.getvalue()


def _row(page: Page, item: Item, rollover: time, notebook_id: str | None) -> tuple[object, ...]:
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
        _cell(" | ".join(map(_note, item.notes))),
        identity(page, item, notebook_id),
    )


def _note(note: Note) -> str:
    """Give who wrote a note, and what: no sign in it parts notes, or a name from a text, but in full width."""
    by = note.by.replace(": ", "： ").replace("|", "｜")
    return f"{by}: {note.text.replace(' | ', ' ｜ ')}"


def _cell(text: str | None) -> str | None:
    return None if text is None else visible(harmless(text))
