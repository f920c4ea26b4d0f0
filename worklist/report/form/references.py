"""Where cells go when rows above them repeat, and formulas that speak of them (ECMA-376, part 1, 18.17)."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

ROW_LIMIT, COLUMN_LIMIT = 1_048_576, 16_384
"""The rows and columns that a sheet has."""

_CELL = r"(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})"
_ROW = r"(\$?)([1-9]\d{0,6})"
_IN_FORMULA = re.compile(
    r"""
      "(?:[^"]|"")*"                                                             # a text
    | (?P<prefix>(?:(?<![\w.'\]])(?:'(?:[^']|'')+'|(?:\[\d+\])?[\w.]+(?::[\w.]+)?)!)|(?<![\w.$!'\\]))
      (?:
        (?P<start>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}) (?: :(?P<end>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}))?
      | (?P<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})
      ) (?![\w(.!\[])
    | '(?:[^']|'')*'!?                                                           # a sheet, of what is no cell
    | \[[^\[\]]*\]                                                               # a column of a table, another file
    """,
    re.VERBOSE,
)
_AREA = re.compile(rf"{_CELL}(?::{_CELL})?")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a form that are written several times, with how often; those below go down."""

    times: Mapping[int, int] = field(default_factory=dict)
    _repeated: list[int] = field(init=False, repr=False)
    _added: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        repeated = sorted(row for row, times in self.times.items() if times > 1)
        object.__setattr__(self, "_repeated", repeated)
        object.__setattr__(self, "_added", [0, *accumulate(self.times[row] - 1 for row in repeated)])

    def __bool__(self) -> bool:
        return bool(self._repeated)

    def first(self, row: int) -> int:
        """Give where a row is now; of one that repeats, where it begins."""
        return min(row + self._added[bisect_left(self._repeated, row)], ROW_LIMIT)

    def last(self, row: int) -> int:
        """Give where a row is now; of one that repeats, where it ends."""
        return min(self.first(row) + max(self.times.get(row, 1), 1) - 1, ROW_LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a formula stands: its sheet, and in which row it was written and is now.

    What it says of its own row, without a `$`, stays with its row.
    """

    sheet: str
    row: int | None = None
    now: int = 0


def moved_formula(formula: str, place: Place, sheets: Mapping[str, Rows], *, grows: bool = False) -> str:
    """Give a formula that speaks of the same cells, when those of `sheets` (by their folded names) have moved.

    A range that ends in a row that repeats ends in the last of them now. If it `grows`, so does a single cell.
    """

    def replaced(match: re.Match[str]) -> str:
        prefix, start, end, rows = match["prefix"], match["start"], match["end"], match["rows"]
        if start is None and rows is None:
            return match[0]
        name = sheet_name(prefix[:-1]) if prefix else place.sheet
        moved = sheets.get(name.casefold())
        if not moved:
            return match[0]
        own = place if name.casefold() == place.sheet.casefold() else Place(sheet=place.sheet)
        if rows is not None:
            first, last = rows.split(":")
            return f"{prefix}{_row(first, moved, own)}:{_row(last, moved, own, ends=True)}"
        if end is None:
            begun, ended = _cell(start, moved, own), _cell(start, moved, own, ends=True)
            return f"{prefix}{begun}:{ended}" if grows and begun != ended else f"{prefix}{begun}"
        return f"{prefix}{_cell(start, moved, own)}:{_cell(end, moved, own, ends=True)}"

    return _IN_FORMULA.sub(replaced, formula)


def sheet_name(quoted: str) -> str:
    """Give a sheet's name as it is written before a cell, without its quotation marks."""
    return quoted[1:-1].replace("''", "'") if quoted.startswith("'") else quoted


def _cell(reference: str, moved: Rows, own: Place, *, ends: bool = False) -> str:
    dollar, column, fixed, row = split(reference)
    return f"{dollar}{column}{fixed}{_moved(row, moved, None if fixed else own, ends=ends)}"


def _row(reference: str, moved: Rows, own: Place, *, ends: bool = False) -> str:
    fixed = "$" if reference.startswith("$") else ""
    return f"{fixed}{_moved(int(reference.lstrip('$')), moved, None if fixed else own, ends=ends)}"


def _moved(row: int, moved: Rows, own: Place | None, *, ends: bool) -> int:
    if own is not None and own.row == row:
        return own.now
    return moved.last(row) if ends else moved.first(row)


def split(reference: str) -> tuple[str, str, str, int]:
    """Give the parts of `$A$1`: a dollar or nothing, the column, a dollar or nothing, and the row."""
    match = re.fullmatch(_CELL, reference)
    if match is None:
        raise ValueError(reference)
    return match[1], match[2], match[3], int(match[4])


def area_rows(area: str) -> tuple[int, int] | None:
    """Give the first and the last row of `A1` or `A1:B2`; `None` for whole columns."""
    match = _AREA.fullmatch(area)
    return None if match is None else (int(match[4]), int(match[8] or match[4]))


def moved_area(area: str, moved: Rows) -> str:
    """Give where `A1:B2` is now; one that touches a row that repeats holds all of them, a single cell too."""
    return moved_formula(area, Place(sheet=""), {"": moved}, grows=True)


def moved_areas(areas: str, moved: Rows) -> str:
    """Give where several areas are, which blanks separate."""
    return " ".join(moved_area(area, moved) for area in areas.split())


def moved_cell(cell: str, moved: Rows) -> str:
    """Give where a cell is now; of a row that repeats, in the first of them."""
    return moved_formula(cell, Place(sheet=""), {"": moved})


def shifted_formula(formula: str, down: int, right: int) -> str:
    """Give a formula as it reads in a cell so much further down and right, as a formula that cells share does."""

    def replaced(match: re.Match[str]) -> str:
        prefix, start, end, rows = match["prefix"], match["start"], match["end"], match["rows"]
        if rows is not None:
            parts = [part if part.startswith("$") else str(int(part) + down) for part in rows.split(":")]
            return f"{prefix}{':'.join(parts)}"
        if start is None:
            return match[0]
        return prefix + ":".join(_shifted(part, down, right) for part in (start, end) if part is not None)

    return _IN_FORMULA.sub(replaced, formula)


def _shifted(reference: str, down: int, right: int) -> str:
    dollar, column, fixed, row = split(reference)
    place = column if dollar else column_name(column_number(column) + right)
    return f"{dollar}{place}{fixed}{row if fixed else row + down}"


def column_number(name: str) -> int:
    """Give the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_name(number: int) -> str:
    """Give the name of a column by its number."""
    name = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
