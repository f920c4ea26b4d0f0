"""The roster in the live file: companies as documents, found without reading those that are not asked for.

A company's document begins with its name, and holds no object; so in the bytes of the table a number, a colon and a
brace that a name follows can only be where a document begins: within a text, a quotation mark has a backslash.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from worklist.checklist.companies import Company
from worklist.checklist.roster import Roster
from worklist.errors import Damaged
from worklist.i18n import _, mark
from worklist.store.codec import JSON, DamagedBytes, Document, Table, UnreadTable, table_bytes
from worklist.store.documents import day_from, optional_day_text, without_none
from worklist.store.fields import BadDocument, Fields, damage_of

_BEGINS = b'":{"name":"'
_PIECE = 1024
"""Bytes that nearly every company's document fits into."""


def company_document(company: Company) -> Document:
    """Give a company as a document; its number is the document's."""
    return without_none(
        {
            "name": company.name,
            "headcount": company.headcount,
            "zone": company.zone,
            "above_scale": company.above_scale or None,
            "resumed": company.resumed or None,
            "resumed_since": optional_day_text(company.resumed_since),
            "liaison": company.liaison,
            "caretaker": company.caretaker,
            "other_names": list(company.other_names) or None,
            "spellings": list(company.spellings) or None,
            "removed": optional_day_text(company.removed),
        }
    )


def company_from(document: JSON, number: int) -> Company:
    """Read a company."""
    fields = Fields(document, mark("company {number}"), number=number)
    if next(iter(fields.names()), None) != "name":
        fields.text("name")
        raise BadDocument(_("{name} does not begin with its name").format(name=fields))
    company = Company(
        number=number,
        name=fields.text("name"),
        headcount=fields.optional("headcount", fields.number),
        zone=fields.optional("zone", fields.text),
        above_scale=fields.optional("above_scale", fields.flag) or False,
        resumed=fields.optional("resumed", fields.flag) or False,
        resumed_since=fields.optional("resumed_since", lambda field: fields.parsed(field, day_from)),
        liaison=fields.optional("liaison", fields.text),
        caretaker=fields.optional("caretaker", fields.text),
        other_names=fields.optional("other_names", fields.texts) or (),
        spellings=fields.optional("spellings", fields.texts) or (),
        removed=fields.optional("removed", lambda field: fields.parsed(field, day_from)),
    )
    fields.done()
    return company


class CompaniesOnDemand(Mapping[int, Company]):
    """The companies of a table of the file at `path`, each read when it is first asked for."""

    def __init__(self, table: Table, path: Path) -> None:
        self._table = table
        self._path = path

    def __getitem__(self, number: int) -> Company:
        with damage_of(self._path):
            return company_from(self._document(number), number)

    def _document(self, number: int) -> Document:
        if not isinstance(self._table, UnreadTable) or self._table.is_read:
            return self._table[str(number)]
        data = self._table.data
        match = re.search(rb'[{,]"%d":(?=\{"name":)' % number, data)
        if match is None:
            return self._table[str(number)]
        size = _PIECE
        while True:
            try:
                document: Document = json.JSONDecoder().raw_decode(
                    data[match.end() : match.end() + size].decode(errors="ignore")
                )[0]
            except ValueError:
                if size > len(data):
                    return self._table[str(number)]
                size *= 2
            except RecursionError:
                return self._table[str(number)]
            else:
                return document

    def __iter__(self) -> Iterator[int]:
        with damage_of(self._path):
            numbers = sorted(map(int, self._table))
            if numbers[:1] == [0]:
                raise DamagedBytes(_("it has documents that do not belong to it"))
            return iter(numbers)

    def __len__(self) -> int:
        with damage_of(self._path):
            return len(self._table)

    def names(self) -> Iterator[tuple[int, str]]:
        """Give the names of those that are not removed, with their numbers, without reading more of them."""
        with self._said_what_is_wrong():
            for number, name, beside in self._pieces():
                yield number, name
                if b'"other_names":[' in beside:
                    yield from ((number, other) for other in _texts(beside, "other_names"))

    def spellings(self) -> Iterator[tuple[int, str]]:
        """Give what their names are in pinyin, with their numbers."""
        with self._said_what_is_wrong():
            for number, _name, beside in self._pieces():
                if b'"spellings":[' in beside:
                    yield from ((number, spelling) for spelling in _texts(beside, "spellings"))

    @contextmanager
    def _said_what_is_wrong(self) -> Iterator[None]:
        """Raise `Damaged` where the bytes are not what they should be."""
        try:
            yield
        except (ValueError, RecursionError):
            raise Damaged(self._path, _("it is not written as worklist writes it")) from None

    def _pieces(self) -> Iterator[tuple[int, str, bytes]]:
        """Give the number, the name and the rest of the document of each that is not removed."""
        for piece in self._documents():
            number, _begins, document = piece.partition(_BEGINS)
            name, _end, beside = document.partition(b'"')
            if b'"removed":"' in beside:
                continue
            if b"\\" in name:
                name, beside = _quoted(document)
            yield int(number), name.decode(), beside

    def _documents(self) -> Iterator[bytes]:
        """Give each document's bytes with its number, without the braces around them.

        A text may hold what stands between two documents; then the piece after it does not begin as one does.
        """
        last, pieces = b"", 0
        for piece in table_bytes(self._table)[2:-2].split(b'},"'):
            number, begins, _document = piece.partition(_BEGINS)
            if begins and number.isdigit():
                if last:
                    yield _one(last, pieces)
                last, pieces = piece, 1
            else:
                last, pieces = last + b'},"' + piece, pieces + 1
        yield _one(last, pieces)


def _one(document: bytes, pieces: int) -> bytes:
    """Give a document's bytes; raises `ValueError` if their pieces are more than one document."""
    if pieces > 1 and len(json.loads(b'{"%b}}' % document)) > 1:
        raise ValueError(document)
    return document


def _quoted(data: bytes) -> tuple[bytes, bytes]:
    """Give the text that `data` begins with, without its backslashes, and what follows it."""
    text, end = json.JSONDecoder().raw_decode('"' + data.decode())
    return str(text).encode(), data.decode()[end - 1 :].encode()


def _texts(beside: bytes, field: str) -> list[str]:
    """Give the texts of a field that holds a list of them, from the bytes of a document after its name."""
    document = json.loads(b'{"":""' + beside + b"}")
    return [str(text) for text in document[field]]


def roster_from(table: Table, path: Path) -> Roster:
    """Give the roster of a table of companies of the file at `path`."""
    companies = CompaniesOnDemand(table, path)
    return Roster(companies=companies, names=companies.names, spellings=companies.spellings)
