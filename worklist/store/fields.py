"""A document read field by field, so that nothing in it is overlooked or taken for something else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from worklist.errors import Damaged
from worklist.i18n import _, mark
from worklist.store.codec import JSON, DamagedBytes, Document

Value = TypeVar("Value")


class BadDocument(DamagedBytes):
    """A document that does not say what a document of its kind says."""


@contextmanager
def damage_of(path: Path) -> Iterator[None]:
    """Say of which file it is that bytes or documents are damaged: `Damaged` in place of `DamagedBytes`."""
    try:
        yield
    except DamagedBytes as error:
        raise Damaged(path, str(error)) from None


class Fields:
    """Reads one document's fields, each once; `done` makes sure that there are no others."""

    def __init__(self, document: JSON, name: str, **facts: object) -> None:
        self._name = name
        self._facts = facts
        self._read = 0
        if not isinstance(document, dict):
            raise BadDocument(_("{name} is not an object").format(name=self))
        self._document = document

    def __str__(self) -> str:
        """What the document is called, in the user's language."""
        return _(self._name).format(**self._facts)

    def _take(self, field: str) -> JSON:
        try:
            value = self._document[field]
        except KeyError:
            raise BadDocument(_("{name} has no “{field}”").format(name=self, field=field)) from None
        self._read += 1
        return value

    def _bad(self, field: str) -> BadDocument:
        return BadDocument(_("{name} has a wrong “{field}”").format(name=self, field=field))

    def text(self, field: str) -> str:
        """Give a string."""
        value = self._take(field)
        if type(value) is not str:
            raise self._bad(field)
        return value

    def number(self, field: str) -> int:
        """Give a whole number that is not negative."""
        value = self._take(field)
        if type(value) is not int or value < 0:
            raise self._bad(field)
        return value

    def parsed(self, field: str, parse: Callable[[str], Value]) -> Value:
        """Give a string put through `parse`, which raises `ValueError` for a wrong one."""
        value = self._take(field)
        if type(value) is not str:
            raise self._bad(field)
        try:
            return parse(value)
        except ValueError:
            raise self._bad(field) from None

    def optional(self, field: str, read: Callable[[str], Value]) -> Value | None:
        """Give `None` for a field that is left out, else what `read` (one of the other methods) gives."""
        return read(field) if field in self._document else None

    def values(self, field: str) -> list[JSON]:
        """Give a list."""
        value = self._take(field)
        if type(value) is not list:
            raise self._bad(field)
        return value

    def positive(self, field: str) -> int:
        """Give a whole number over zero; zero is left out."""
        value = self.number(field)
        if value == 0:
            raise self._bad(field)
        return value

    def some(self, field: str) -> list[JSON]:
        """Give a list with something in it; an empty one is left out."""
        value = self.values(field)
        if not value:
            raise self._bad(field)
        return value

    def flag(self, field: str) -> bool:
        """Give `True`; `False` is left out."""
        if self._take(field) is not True:
            raise self._bad(field)
        return True

    def texts(self, field: str) -> tuple[str, ...]:
        """Give strings, at least one; none at all are left out."""
        found: list[str] = []
        for value in self.some(field):
            if type(value) is not str:
                raise self._bad(field)
            found.append(value)
        return tuple(found)

    def names(self) -> list[str]:
        """Give the names of all fields, in their order."""
        return list(self._document)

    def document(self, field: str) -> Document:
        """Give an object within, unread."""
        value = self._take(field)
        if type(value) is not dict:
            raise self._bad(field)
        return value

    def object(self, field: str) -> "Fields":
        """Give the fields of an object within."""
        return Fields(self._take(field), mark("“{field}” of {whole}"), field=field, whole=self)

    def done(self) -> None:
        """Raise `BadDocument` if the document has fields that nobody reads."""
        if self._read != len(self._document):
            raise BadDocument(_("{name} has fields that do not belong to it").format(name=self))
