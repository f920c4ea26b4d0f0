"""The bytes of a notebook's file: TinyDB's tables as JSON, under a first line that vouches for the rest.

    {"_meta":{"1":{"schema":3,"generation":12,"sha256":"…"}},
    "companies":{"1":{…},"2":{…}},
    "items 2020-02-20":{"1":{…},"2":{…}}, …}

The whole is one JSON object as TinyDB reads it. A table of companies stands on a line of its own, which is read only
when it is asked for: it may be large, and most commands ask for one company or none.

`sha256` is over `schema generation`, a line end, and everything after the first line, so that a shell can check it:
`(echo 3 12; tail -n +2 FILE) | sha256sum`.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from worklist.i18n import _

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Document: TypeAlias = dict[str, JSON]
Table: TypeAlias = Mapping[str, Document]
Tables: TypeAlias = dict[str, Table]

SCHEMA = 3
"""The schema that this version writes."""

META, COMPANIES = "_meta", "companies"
_DIGEST = r"[0-9a-f]{64}"
_LONGEST_NUMBER = 18
_NUMBER_LIMIT = 10**_LONGEST_NUMBER


class DamagedBytes(Exception):
    """Bytes that are not what the program wrote; the message says how one sees it."""


class UnreadTable(Mapping[str, Document]):
    """A table that is read when it is first asked for; `data` are its bytes.

    What asks for it may raise `DamagedBytes`.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._read: Table | None = None

    @property
    def is_read(self) -> bool:
        """Whether it has been read."""
        return self._read is not None

    def _table(self) -> Table:
        if self._read is None:
            self._read = _canonical(b'{"%b":%b}' % (COMPANIES.encode(), self.data))[COMPANIES]
        return self._read

    def __getitem__(self, number: str) -> Document:
        return self._table()[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file holds: its tables without `_meta`, and what `_meta` says of them."""

    tables: Tables
    schema: int
    generation: int
    digest: str


def encode(tables: Mapping[str, Table], *, generation: int) -> tuple[bytes, str]:
    """Give the bytes of a file that holds `tables` (at least one), and their digest in hex."""
    body = _body(tables)
    digest = _digest(SCHEMA, generation, body)
    return _head(SCHEMA, generation, digest) + body, digest


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False).encode


def _body(tables: Mapping[str, Table]) -> bytes:
    """Give all after the first line; raises `DamagedBytes` for what cannot be written or read back."""
    rest = {name: table for name, table in tables.items() if name != COMPANIES}
    if COMPANIES not in tables or not rest:
        return _bytes(tables)[1:]
    return b'"%b":%b,\n%b' % (COMPANIES.encode(), table_bytes(tables[COMPANIES]), _bytes(rest)[1:])


def table_bytes(table: Table) -> bytes:
    """Give the bytes of a table; raises `DamagedBytes` for what cannot be written."""
    return table.data if isinstance(table, UnreadTable) else _bytes(table)


def _bytes(value: object) -> bytes:
    try:
        return _compact(value).encode()
    except UnicodeEncodeError:
        raise DamagedBytes(_("it holds half a character")) from None
    except ValueError:
        raise DamagedBytes(_("it holds what is not a number of JSON")) from None


def _head(schema: int, generation: int, digest: str) -> bytes:
    return f'{{"{META}":{{"1":{{"schema":{schema},"generation":{generation},"sha256":"{digest}"}}}},\n'.encode()


def _digest(schema: int, generation: int, body: bytes | memoryview) -> str:
    digest = hashlib.sha256(b"%d %d\n" % (schema, generation))
    digest.update(body)
    return digest.hexdigest()


def decode(data: bytes) -> Content:
    """Read the bytes of a file; raises `DamagedBytes` unless they are as `encode` writes them."""
    schema, generation, digest = vouch(data)
    begin, tables = data.index(b"\n") + 1, Tables()
    prefix = b'"%b":' % COMPANIES.encode()
    if data.startswith(prefix, begin) and (end := data.find(b",\n", begin)) > 0:
        tables[COMPANIES] = UnreadTable(data[begin + len(prefix) : end])
        begin = end + 2
    try:
        rest = _canonical(b"{" + data[begin:])
    except DamagedBytes:
        _parse(data)  # says where in the file it cannot be read
        raise
    if META in rest or not rest or (COMPANIES in rest and len(tables) + len(rest) > 1):
        _parse(data, strictly=True)  # raises if it stands twice
        raise DamagedBytes(_("it is not written as worklist writes it"))
    return Content(tables={**tables, **rest}, schema=schema, generation=generation, digest=digest)


def _canonical(data: bytes) -> Tables:
    """Read tables that are written as we write them; raises `DamagedBytes`."""
    tables = _tables(_parse(data))
    if data != _bytes(tables):
        _parse(data, strictly=True)  # raises if something stands twice
        raise DamagedBytes(_("it is not written as worklist writes it"))
    return tables


def vouch(data: bytes) -> tuple[int, int, str]:
    """Check the first line against the rest without reading that; raises `DamagedBytes` if they do not fit.

    Gives the schema, the generation and the digest.
    """
    if not data:
        raise DamagedBytes(_("it is empty"))
    if not data.strip(b"\0"):
        raise DamagedBytes(_("it holds nothing but NUL bytes"))
    end = data.find(b"\n") + 1
    try:
        meta = json.loads(data[: end - 2] + b"}")[META]["1"]
        schema, generation, digest = meta["schema"], meta["generation"], meta["sha256"]
        is_ours = type(schema) is int and type(generation) is int and _head(schema, generation, digest) == data[:end]
    except (ValueError, LookupError, TypeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise DamagedBytes(_("its first line is not what worklist writes"))
    if _digest(schema, generation, memoryview(data)[end:]) != digest:
        raise DamagedBytes(_("its checksum does not fit its content"))
    return schema, generation, digest


def _rejoin(content: JSON) -> bytes:
    """Give the bytes of a file from what it says as JSON, however that has been laid out since.

    They are for `decode` to check. Raises `DamagedBytes` for what no file says.
    """
    tables, schema, generation, digest = _taken_apart(content)
    if not re.fullmatch(_DIGEST, digest):
        raise _unsaid()
    return _head(schema, generation, digest) + _body(tables)


def decode_edited(data: bytes) -> Content:
    """Read bytes that a person has edited: the same tables, whatever the checksum and the white space.

    Raises `DamagedBytes` for what is not UTF-8 or not JSON, for repeated keys, and for numbers and characters that
    cannot be written again.
    """
    tables, schema, generation, _said = _taken_apart(_parse(data, strictly=True))
    if schema < 0 or not 0 <= generation < _NUMBER_LIMIT:
        raise _unsaid()
    _body(tables)
    return Content(tables=tables, schema=schema, generation=generation, digest="")


def _taken_apart(content: JSON) -> tuple[Tables, int, int, str]:
    """Give the tables without `_meta`, and the schema, the generation and the digest that it says, whatever they are.

    Raises `DamagedBytes` for what is no tables, or says no schema or generation.
    """
    tables = _tables(content)
    meta = tables.pop(META, {}).get("1", {})
    schema, generation = meta.get("schema"), meta.get("generation")
    if type(schema) is not int or type(generation) is not int:
        raise _unsaid()
    return tables, schema, generation, str(meta.get("sha256"))


def _unsaid() -> DamagedBytes:
    return DamagedBytes(_("its {table} does not say which schema and generation it is").format(table=META))


class Packed:
    """A file within another JSON, as its bytes; `unpack` raises `DamagedBytes` if it is none."""

    def __init__(self, content: JSON) -> None:
        self._data: bytes | DamagedBytes
        try:
            self._data = _rejoin(content)
        except DamagedBytes as error:
            self._data = error

    def unpack(self) -> bytes:
        """Give the bytes, for `decode` to check."""
        if isinstance(self._data, DamagedBytes):
            raise self._data
        return self._data


def parse_packed(data: bytes) -> Any:  # noqa: ANN401 - JSON with files in it
    """Read JSON that holds files: each is made bytes as soon as it has been read, so that no two stand there unpacked.

    Raises `DamagedBytes`, with line and column for what is no JSON.
    """

    def packed(pairs: list[tuple[str, JSON]]) -> Any:  # noqa: ANN401
        found = _once(pairs)
        return Packed(found) if META in found else found

    return _parsed(data, object_pairs_hook=packed, parse_constant=_refuse)


def _parse(data: bytes, *, strictly: bool = False) -> JSON:
    """Read JSON in UTF-8; `strictly` looks at every key, which takes three times as long.

    Raises `DamagedBytes`, with line and column for what is no JSON.
    """
    hooks: dict[str, Any] = {"object_pairs_hook": _once, "parse_constant": _refuse} if strictly else {}
    parsed: JSON = _parsed(data, **hooks)
    return parsed


def _parsed(data: bytes, **hooks: Any) -> Any:  # noqa: ANN401 - what the hooks make of JSON
    try:
        return json.loads(data.decode(), **hooks)
    except UnicodeDecodeError as error:
        raise DamagedBytes(_("byte {byte} is not UTF-8").format(byte=error.start + 1)) from None
    except json.JSONDecodeError as error:
        where = _("line {line} column {column}: {problem}")
        raise DamagedBytes(where.format(line=error.lineno, column=error.colno, problem=error.msg)) from None
    except RecursionError:
        raise DamagedBytes(_("it is nested too deeply")) from None
    except ValueError:  # more digits than Python reads
        raise DamagedBytes(_("it holds a number that is too long")) from None


def _tables(parsed: JSON) -> Tables:
    """Check that this is tables of documents, and give them."""
    if not isinstance(parsed, dict):
        raise DamagedBytes(_("it is not an object of tables"))
    tables: Tables = {}
    for name, table in parsed.items():
        if not isinstance(table, dict):
            raise DamagedBytes(_("“{name}” is not a table").format(name=name))
        documents: dict[str, Document] = {}
        for key, document in table.items():
            if not isinstance(document, dict) or not _is_number(key):
                raise DamagedBytes(_("“{key}” in “{name}” is not a numbered document").format(key=key, name=name))
            documents[key] = document
        tables[name] = documents
    return tables


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) <= _LONGEST_NUMBER and (key == "0" or key[0] != "0")


def _once(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise DamagedBytes(_("“{repeated}” stands twice in one object").format(repeated=repeated))
    return found


def _refuse(name: str) -> NoReturn:
    raise DamagedBytes(_("{name} is not a number of JSON").format(name=name))
