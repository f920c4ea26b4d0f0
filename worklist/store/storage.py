"""The live file as TinyDB tables: read once, changed in memory, written once. TinyDB is imported here alone."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as NumberedDocument

from worklist.store.codec import Content, Document, Tables, encode
from worklist.store.disk import write_whole


class CheckedStorage(Storage):
    """TinyDB's storage of one file: `read` and `write` stay in memory, `save` puts it on the disk.

    `content` is what the file held when it was read, or `None` before it is first written.
    """

    def __init__(self, path: Path, previous: Path, content: Content | None) -> None:
        self._path = path
        self._previous = previous
        self._tables: Tables = content.tables if content else {}
        self._generation = content.generation if content else 0
        self.is_changed = False

    @property
    def tables(self) -> Tables:
        """All tables, to read."""
        return self._tables

    def read(self) -> dict[str, Any]:
        """Give all tables to TinyDB."""
        return self._tables

    def write(self, data: dict[str, Any]) -> None:
        """Take all tables from TinyDB."""
        self._tables = data
        self.is_changed = True

    def save(self, *, keep: bool = True) -> None:
        """Write the next generation of the file; if `keep`, the one on the disk becomes the previous."""
        self._generation += 1
        data, _ = encode(self._tables, generation=self._generation)
        write_whole(self._path, data, keep_as=self._previous if keep else None)
        self.is_changed = False


class LiveTables:
    """The tables of the live file."""

    def __init__(self, storage: CheckedStorage) -> None:
        self._storage = storage
        self._database = TinyDB(storage=lambda: storage)

    @property
    def is_changed(self) -> bool:
        """Whether they are not as on the disk."""
        return self._storage.is_changed

    def all(self) -> Tables:
        """Give all tables, to read."""
        return self._storage.tables

    def put(self, name: str, documents: Mapping[int, Document]) -> None:
        """Put documents under their numbers, in place of those that stand there."""
        table = self._database.table(name)
        there = self._storage.tables.get(name, {})
        if replaced := [number for number in documents if str(number) in there]:
            table.remove(doc_ids=replaced)
        table.insert_multiple(NumberedDocument(document, number) for number, document in documents.items())

    def remove(self, name: str, numbers: Iterable[int]) -> None:
        """Take documents away."""
        self._database.table(name).remove(doc_ids=list(numbers))

    def drop(self, name: str) -> None:
        """Take a whole table away."""
        self._database.drop_table(name)

    def save(self, *, keep: bool = True) -> None:
        """Write the next generation of the file; if `keep`, the one on the disk becomes the previous."""
        self._storage.save(keep=keep)
