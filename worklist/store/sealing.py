"""What sealing a day puts into its file, what it leaves in the live one, and what arrives on later days."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from worklist.checklist.items import Item, Link, successor
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Seal
from worklist.store.codec import Document, Tables, encode
from worklist.store.documents import item_document, page_document, seal_document
from worklist.store.log import entry_document
from worklist.store.sealed import ITEMS, LOG, PAGE, SEAL, SealedPage

if TYPE_CHECKING:
    from worklist.checklist.closing import Closing


def sealed_bytes(notebook: Notebook, closing: "Closing") -> bytes:
    """Give the file of the page that closes: the same page gives the same bytes, whatever stores it."""
    page = replace(notebook.page(closing.day), blanks=closing.blanks)
    number = notebook.last_entry + 1
    last = notebook.last_seal
    seal = Seal(
        number=last.number + 1 if last else 1,
        day=closing.day,
        closed_at=closing.stamp.at,
        closed_by=closing.stamp.by,
        entry=number,
        previous=last.digest if last else None,
        digest="",
    )
    stamp = closing.stamp
    entry = Entry(number=number, at=stamp.at, by=stamp.by, command="close-day", changes=())
    log = {**log_about(notebook, closing.day.__eq__, closing.day.__ge__), number: entry_document(entry)}
    sealed: Tables = {
        SEAL: {"1": seal_document(seal)},
        PAGE: {"1": page_document(page)},
        ITEMS: {str(id): item_document(page.items[id]) for id in page.items},
        LOG: {str(number): document for number, document in log.items()},
    }
    data, _ = encode(sealed, generation=seal.number)
    return data


def log_about(
    notebook: Notebook, of_items: Callable[[date], bool], of_records: Callable[[date], bool]
) -> dict[int, Document]:
    """Give the log in the order of its numbers, with the changes of items and records of the days that are wanted.

    What was done to records up to a day is sealed with its page: a day may have had no page of its own.
    """
    log: dict[int, Document] = {}
    for entry in reversed(list(notebook.history())):
        changes = tuple(change for change in entry.changes if of_items(change.day))
        records = tuple(change for change in entry.records if of_records(change.day))
        if changes or records:
            log[entry.number] = entry_document(replace(entry, changes=changes, records=records))
    return log


def arrivals(sealed: SealedPage, notebook: Notebook) -> Iterator[Entry]:
    """Give the log entries by which items of a sealed page arrive on later pages that have not got them.

    An id is never given twice, so an item has arrived if its page has given out its id, wherever it is now.
    """
    missing: dict[int, tuple[Item, Link]] = {}
    for item in sealed.page.items.values():
        to = item.carried_to
        if to is not None and to.day not in notebook.closed and to.id > notebook.page(to.day).last_id:
            missing[item.id] = item, to
    if not missing:
        return
    for entry in list(sealed.history()):
        arrived = []
        for change in entry.changes:
            if change.id in missing:
                item, to = missing.pop(change.id)
                later = successor(item, change.before or item, sealed.page.day, to)
                arrived.append(Change(day=to.day, before=None, after=later))
        if arrived:
            yield replace(entry, changes=tuple(arrived))
