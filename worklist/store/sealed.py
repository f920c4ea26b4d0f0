"""A closed day's file: a page, its seal and its log, read and checked."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from worklist.checklist.items import Item
from worklist.checklist.notebook import Entry
from worklist.checklist.page import Page
from worklist.i18n import _
from worklist.store import disk
from worklist.store.codec import SCHEMA, Content, DamagedBytes, Document, Table, decode, vouch
from worklist.store.documents import ItemsOnDemand, item_from, page_from, seal_from
from worklist.store.fields import damage_of
from worklist.store.folder import Folder
from worklist.store.log import entries_from
from worklist.store.search import holding
from worklist.store.upgrade import upgrade

if TYPE_CHECKING:
    from worklist.checklist.records import RecordChange

SEAL, PAGE, ITEMS, LOG = "seal", "page", "items", "log"


class SealedPage:
    """A closed day's file, read and checked."""

    def __init__(self, path: Path, content: Content) -> None:
        self._path = path
        self._tables = content.tables
        with damage_of(path):
            items = ItemsOnDemand(self._table(ITEMS), path)
            seal = seal_from(self._table(SEAL).get("1"), content.digest)
            page = page_from(self._table(PAGE).get("1"), lambda _: items)
            if set(self._tables) - {SEAL, PAGE, ITEMS, LOG} or seal.day != page.day:
                raise DamagedBytes(_("it contradicts itself"))
        self.seal = seal
        self.page = replace(page, seal=seal)

    def _table(self, name: str) -> Table:
        return self._tables.get(name, {})

    def examine(self) -> None:
        """Read every document; raises `Damaged` for the first that is wrong."""
        for _item in self.page.items.values():
            pass
        for _entry in self.history():
            pass

    def page_with(self, text: str) -> Page:
        """Give the page with those of its items that may hold `text` in any case."""
        return replace(self.page, items=ItemsOnDemand(holding(self._table(ITEMS), text), self._path))

    def record_changes(self) -> Iterator[tuple[int, tuple["RecordChange", ...]]]:
        """Give what was done to companies, checks and settings, by the number of the entry, the newest first."""
        from worklist.store.records import record_changes_from

        with damage_of(self._path):
            yield from record_changes_from(numbered(self._table(LOG)))

    def history(self) -> Iterator[Entry]:
        """Give the day's log entries, the newest first."""
        documents = {(self.page.day, int(id)): document for id, document in self._table(ITEMS).items()}
        with damage_of(self._path):
            yield from entries_from(numbered(self._table(LOG)), documents)


def numbered(table: Table) -> Iterator[tuple[int, Document]]:
    """Give documents with their numbers."""
    return ((int(number), document) for number, document in table.items())


def open_sealed(path: Path, data: bytes, day: date) -> SealedPage:
    """Read a closed day's file; raises `Damaged` if it is not the sealed page of `day`."""
    with damage_of(path):
        sealed = SealedPage(path, upgrade(decode(data), path))
        if sealed.seal.day != day:
            raise DamagedBytes(_("it holds the page of {day}").format(day=sealed.seal.day))
    return sealed


def closed_items(folder: Folder, day: date, ids: Collection[int]) -> dict[int, Item]:
    """Give those of a closed day's items that have one of these ids, and none if the day is not closed.

    Nothing else in the file is read, but for its checksum. Raises `Damaged`.
    """
    path = folder.sealed(day)
    data = disk.read(path)
    if data is None:
        return {}
    with damage_of(path):
        schema, _generation, _digest = vouch(data)
        if schema != SCHEMA:
            items = open_sealed(path, data, day).page.items
            return {id: items[id] for id in ids if id in items}
        try:
            documents = dict(_documents(data, ids))
        except (ValueError, RecursionError):
            raise DamagedBytes(_("it is not written as worklist writes it")) from None
        return {id: item_from(document, id) for id, document in documents.items()}


def _documents(data: bytes, ids: Collection[int]) -> Iterator[tuple[int, Document]]:
    """Find items in the bytes of a file; within a text a quotation mark stands behind a backslash."""
    _before, _name, items = data.partition(b'"%b":' % ITEMS.encode())
    text = items.partition(b',"%b":{' % LOG.encode())[0].decode()
    read = json.JSONDecoder().raw_decode
    end = 0
    for id in sorted(ids):
        name = f'"{id}":{{'
        begin = text.find(name, end)
        if begin < 0:
            begin = text.find(name)  # the items stand in another order
        if begin >= 0:
            document, end = read(text, begin + len(name) - 1)
            yield id, document
