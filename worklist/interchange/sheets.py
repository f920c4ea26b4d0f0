"""Rows and cells from the files that offices send: `.xlsx`, `.ods`, the old `.xls`, and text with commas or the like.

What a file is, its content says and not its name. A workbook is unpacked by a process of its own with little memory
and time, so that whatever is wrong with it harms that process alone.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from worklist.errors.sheets import NoSuchSheet, NotASheet, SheetTooLarge
from worklist.i18n import mark
from worklist.interchange.delimited import decode, rows_of
from worklist.interchange.files import OLE, WORKBOOKS, read_file

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell: TypeAlias = str | int | float | date | None
"""What a cell holds; a flag is an `int` (`bool`), a moment a `date` (`datetime`), a time of day or a span text."""

MEGABYTES_LIMIT = 20
ROW_LIMIT = 20_000
COLUMN_LIMIT = 200
MEMORY_LIMIT = 1 << 30
"""The bytes of memory that unpacking a workbook may take."""
SECONDS_LIMIT = 20
"""The seconds of work that unpacking a workbook may take."""

_BYTES_LIMIT = MEGABYTES_LIMIT * 1_000_000
_ROWS, _COLUMNS = mark("rows"), mark("columns")

_DAMAGED = mark("damaged, protected by a password, or no workbook")
_PROTECTED = mark("protected by a password")
_TOO_MUCH = mark("damaged, or far larger when unpacked than a sheet may be")
_ALL_HIDDEN = mark("a workbook without a sheet that is shown")

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name within an OLE file under which office programs keep a workbook that a password protects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with something in it.

    `number` is what the office program shows beside it, or the line of a text on which it begins; the first of its
    `cells` is that of column A, the last is not blank.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a sheet that are not blank; a text is a sheet without a name."""

    name: str | None
    rows: tuple[Row, ...]


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """Read the sheet of this name, or the first that is shown.

    Raises `NoSuchFile`, `NotAPlainFile` or `CannotRead` for what the system does not give, `NotASheet` or `BadQuotes`
    for what is no sheet, `SheetTooLarge` for one over the limits, and `NoSuchSheet`.
    """
    data = read_file(path, MEGABYTES_LIMIT)
    if data.startswith(WORKBOOKS):
        return _read_workbook(path, data, sheet)
    if sheet is not None:
        raise NoSuchSheet(path, sheet, "—")
    return Sheet(name=None, rows=_within_limits(path, rows_of(path, decode(path, data))))


def _within_limits(path: Path, numbered: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[Row, ...]:
    """Give the rows that are not blank; raises `SheetTooLarge`."""
    rows: list[Row] = []
    for number, cells in _filled(numbered):
        if len(rows) == ROW_LIMIT:
            raise SheetTooLarge(path, ROW_LIMIT, _ROWS)
        if len(cells) > COLUMN_LIMIT:
            raise SheetTooLarge(path, COLUMN_LIMIT, _COLUMNS)
        rows.append(Row(number=number, cells=tuple(cells)))
    return tuple(rows)


def _filled(numbered: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    """Leave out what is blank: rows, and what stands behind the last cell of one."""
    for number, row in numbered:
        cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells


# Workbooks

_UNPACK = """\
import sys
sys.path[:] = sys.argv[2:]
from worklist.interchange import sheets
sheets.hold_within(sheets.process_limits())
try:
    sys.stdout.write(sheets.unpack(sys.stdin.buffer.read(), sys.argv[1]))
except MemoryError:
    sys.exit(2)
"""
"""The process that unpacks: apart from the folder it is called in, from the environment and from every site package
that is not imported from here."""


def _read_workbook(path: Path, data: bytes, sheet: str | None) -> Sheet:
    if data.startswith(OLE) and _ENCRYPTED in data:
        raise NotASheet(path, _PROTECTED)
    done = subprocess.run(  # noqa: S603 - our own code; the name of the sheet is an argument to it
        [sys.executable, "-I", "-S", "-c", _UNPACK, json.dumps(sheet), *sys.path],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise NotASheet(path, _DAMAGED if done.returncode == 1 else _TOO_MUCH)
    told = json.loads(done.stdout, object_hook=_untagged)
    if "sheets" in told:
        if sheet is None:
            raise NotASheet(path, _ALL_HIDDEN)
        raise NoSuchSheet(path, sheet, ", ".join(told["sheets"]))
    return Sheet(name=told["name"], rows=_within_limits(path, told["rows"]))


def _untagged(tagged: dict[str, object]) -> object:
    match tagged:
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
    return tagged


# In the process that unpacks


def process_limits() -> dict[int, int]:
    """Give what the process that unpacks may take, by what the system calls it."""
    import resource

    return {
        resource.RLIMIT_AS: MEMORY_LIMIT,
        resource.RLIMIT_CPU: SECONDS_LIMIT,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }


def hold_within(limits: Mapping[int, int]) -> None:
    """Let the system stop this process when it takes more."""
    import resource

    for what, limit in limits.items():
        with suppress(ValueError):  # a stricter limit holds already; or it is macOS, which knows none for addresses
            resource.setrlimit(what, (limit, resource.getrlimit(what)[1]))


def unpack(data: bytes, wanted: str) -> str:
    """Give a sheet of a workbook as JSON, no more of it than shows that it is over a limit.

    `wanted` is its name in JSON, or `null` for the first that is shown. Where there is none such, the answer is a list
    of the `sheets` instead.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    name = _choose(book, json.loads(wanted))
    if name is None:
        return json.dumps({"sheets": _sheets(book, shown=False)})
    filled = islice(_filled(_numbered(book.get_sheet_by_name(name))), ROW_LIMIT + 1)
    rows = [(number, cells[: COLUMN_LIMIT + 1]) for number, cells in filled]
    return json.dumps({"name": name, "rows": rows}, default=_tagged)


def _choose(book: "CalamineWorkbook", wanted: str | None) -> str | None:
    names = _sheets(book, shown=wanted is None)
    if wanted is None:
        return names[0] if names else None
    return wanted if wanted in names else None


def _sheets(book: "CalamineWorkbook", *, shown: bool) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and (not shown or sheet.visible == SheetVisibleEnum.Visible)
    ]


def _numbered(sheet: "CalamineSheet") -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows as the office program numbers them, from column A on; raises `MemoryError` for too much text."""
    before: list[Cell] = [None] * (sheet.start or (0, 0))[1]
    room = _BYTES_LIMIT
    for number, values in enumerate(sheet.iter_rows(), 1):
        room -= sum(len(value) for value in values if isinstance(value, str))
        if room < 0:
            raise MemoryError
        yield number, before + [str(value) if isinstance(value, time | timedelta) else value for value in values]


def _tagged(value: date) -> dict[str, str]:
    return {"datetime" if isinstance(value, datetime) else "date": value.isoformat()}
