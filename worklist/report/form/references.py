"""Where cells go when rows above them repeat, and formulas that speak of them (ECMA-376, part 1, 18.17)."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from worklist.report.form.sense import NoSense

ROW_LIMIT, COLUMN_LIMIT = 1_048_576, 16_384
"""The rows and columns that a sheet has."""

_COLUMN = "(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
_IN_NAMES = r"\w.\x80-\U0010ffff"
"""What the names of sheets have in them without quotation marks: also signs that are no letters, as in `日报·汇总`."""
_CELL = rf"\$?{_COLUMN}\$?[1-9]\d{{0,6}}"
"""Of `A1` to `$XFD$9999999`; beyond the last row it may be a name."""
_IN_FORMULA = re.compile(
    rf"""
      "(?:[^"]|"")*"                                                             # a text
    | (?<![{_IN_NAMES}$!'\\]) (?P<function>[A-Za-z_][\w.]*) \s* \(               # a function, `LOG10 (` too
    | (?P<prefix>
        (?<![{_IN_NAMES}'\]]) (?:'(?:[^']|'')+'|(?:\[\d+\])?[{_IN_NAMES}]+(?::[{_IN_NAMES}]+)?)!
      | (?<![{_IN_NAMES}$!'\\])
      )
      (?:
        (?P<start>{_CELL}) (?: :(?P<end>{_CELL}))?
      | (?P<rows>\$?[1-9]\d{{0,6}}:\$?[1-9]\d{{0,6}})
      | (?P<columns>\$?{_COLUMN}:\$?{_COLUMN})
      ) (?![{_IN_NAMES}(!\[]) (?P<ends>(?=\s*[,)]))?
    | '(?:[^']|'')*'!?                                                           # a sheet, of what is no cell
    | \[[^\[\]]*\]                                                               # a column of a table, another file
    | (?P<sign>[(),])
    """,
    re.VERBOSE,
)
"""Whatever in a formula speaks of cells, or has to be known so that nothing else is taken for that."""
_OF_ALL = frozenset(
    [
        *("SUM", "SUMSQ", "SUMPRODUCT", "PRODUCT", "SUBTOTAL", "COUNT", "COUNTA", "COUNTBLANK", "AND", "OR"),
        *("AVERAGE", "AVERAGEA", "MEDIAN", "GEOMEAN", "MAX", "MAXA", "MIN", "MINA"),
        *("STDEV", "STDEV.S", "STDEV.P", "STDEVP", "VAR", "VAR.S", "VAR.P", "VARP"),
    ]
)
"""The functions that take an area for each argument, and come to something of all cells in it."""
_AREA = re.compile(rf"{_CELL}(?::{_CELL})?")
"""`A1` or `A1:B2`."""
_CORNER = re.compile(rf"((?:\$?{_COLUMN})?)(\$?)([1-9]\d{{0,6}})")
"""An end of a range, taken apart: of cells `$A$1`, of whole rows `$1`."""


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

    @property
    def added(self) -> int:
        """How many more rows there are."""
        return self._added[-1]

    def first(self, row: int) -> int:
        """Give where a row is now; of one that repeats, where it begins."""
        return min(row + self._added[bisect_left(self._repeated, row)], ROW_LIMIT)

    def last(self, row: int) -> int:
        """Give where a row is now; of one that repeats, where it ends."""
        return min(self.first(row) + max(self.times.get(row, 1), 1) - 1, ROW_LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a formula stands: its sheet, and in which row it was written and is now.

    What it says without a `$` of its own row, or of the one above it, is said of that of where it is now.
    """

    sheet: str
    row: int | None = None
    now: int = 0


class _Corner(NamedTuple):
    """An end of a range: its column, none of a whole row, and its row, each with the dollar that keeps it, or without.

    `$C$5` is `("$C", "$", 5)`, and `5` is `("", "", 5)`.
    """

    column: str
    fixed: str
    row: int


def moved_formula(formula: str, place: Place, sheets: Mapping[str, Rows], *, grows: bool = False) -> str:
    """Give a formula that speaks of the same cells, when those of `sheets` (by their folded names) have moved.

    A range that ends in a row that repeats ends in the last of them now. So does a single cell, seen from another row
    or with a `$` before its own, if it is what a function such as SUM is of, or if all of the formula `grows`.
    """
    written: list[str] = []
    done = 0
    for match, function in _references(formula):
        name = _sheet_of(match, place)
        moved = sheets.get(name.casefold())
        if moved:
            own = place if name.casefold() == place.sheet.casefold() else Place(sheet=place.sheet)
            written += formula[done : match.start()], _moved_reference(match, moved, own, grows or function in _OF_ALL)
            done = match.end()
    return "".join([*written, formula[done:]])


def lone_references(formula: str, place: Place, repeating: Mapping[str, Collection[int]]) -> Iterator[str]:
    """Give the single cells in rows that repeat that a formula speaks of neither as all of them nor as of its own row.

    `repeating` are the rows by the folded names of the sheets.
    """
    for match, function in _references(formula):
        if match["start"] is not None and match["end"] is None and function not in _OF_ALL:
            name, corner = _sheet_of(match, place).casefold(), _corner(match["start"])
            own = not corner.fixed and (name, corner.row) == (place.sheet.casefold(), place.row)
            if corner.row in repeating.get(name, ()) and not own:
                yield match[0]


def across_sheets(formula: str) -> Iterator[str]:
    """Give what speaks of cells on several sheets of the workbook, `S:T!B2`, which would have to move on each alike."""
    for match, _function in _references(formula):
        if ":" in match["prefix"] and "[" not in match["prefix"]:
            yield match[0]


def _references(formula: str) -> Iterator[tuple[re.Match[str], str]]:
    """Give what speaks of cells, each with the function that it is a whole argument of, or nothing."""
    functions: list[str] = []
    begins = -1
    for match in _IN_FORMULA.finditer(formula):
        if match["start"] is not None or match["rows"] is not None:
            begun = begins >= 0 and not formula[begins : match.start()].strip()
            whole = begun and match["ends"] is not None and len(functions) > 0
            yield match, functions[-1] if whole else ""
            begins = -1
        elif match["function"] is not None or match["sign"] == "(":
            functions.append((match["function"] or "").upper().removeprefix("_XLFN."))
            begins = match.end()
        elif match["sign"] == ")":
            del functions[-1:]
            begins = -1
        else:
            begins = match.end() if match["sign"] == "," else -1


def _sheet_of(match: re.Match[str], place: Place) -> str:
    return sheet_name(match["prefix"][:-1]) if match["prefix"] else place.sheet


def _moved_reference(match: re.Match[str], moved: Rows, own: Place, grows: bool) -> str:
    """Give where a cell, a range or whole rows are now.

    In a formula elsewhere than in row 5, which is 5 to 7 now: `C5` is `C5`, or `C5:C7` if it `grows`; `5:5` is `5:7`.
    """
    prefix, start, end = match["prefix"], match["start"], match["end"]
    if start is None:
        start, end = match["rows"].split(":")
    if end is not None:
        return f"{prefix}{_moved_range(_corner(start), _corner(end), moved, own)}"
    corner = _corner(start)
    begun = _moved(corner, moved, own)
    if not grows or (own.row == corner.row and not corner.fixed):
        return f"{prefix}{begun}"
    ended = _moved(corner, moved, own, ends=True)
    return f"{prefix}{begun}" if ended == begun else f"{prefix}{begun}:{ended}"


def sheet_name(quoted: str) -> str:
    """Give a sheet's name as it is written before a cell, without its quotation marks."""
    return quoted[1:-1].replace("''", "'") if quoted.startswith("'") else quoted


def _moved_range(start: _Corner, end: _Corner, moved: Rows, own: Place) -> str:
    """Give where a range is now: all rows of `B5:B5`, also in one of them.

    The row above its formula's own is that of each of them only if the other end is there, in its own, or has a `$`.
    In the formula of row 5, which is 5 to 7 now, as it stands in row 7:

    - `E5:E5` is `E$5:E$7`, all of them; `B5:E5` is `B7:E7`, its own row;
    - `E$4:E4` is `E$4:E6`, and `E4:E5` is `E6:E7`, running totals;
    - `E1:E4` is `E1:E4`, a range that begins higher up; `C2:C5` is `C2:C7`, and `C5:C9` is `C7:C11`.
    """
    if own.row in moved.times and _is_cell_of(own, start, end):
        start, end = start._replace(fixed="$"), end._replace(fixed="$")
    near = own.row is not None and {start.row, end.row} <= {own.row - 1, own.row}
    rolls = near or start.fixed != "" or end.fixed != ""
    return f"{_moved(start, moved, own, rolls=rolls)}:{_moved(end, moved, own, ends=True, rolls=rolls)}"


def _is_cell_of(own: Place, start: _Corner, end: _Corner) -> bool:
    """Whether a range is a single cell of its formula's own row; one of several columns is that row's own."""
    column, other = (corner.column.lstrip("$") for corner in (start, end))
    return own.row == start.row == end.row and not start.fixed and not end.fixed and column == other != ""


def _moved(corner: _Corner, moved: Rows, own: Place, *, ends: bool = False, rolls: bool = True) -> str:
    """Give where a cell is now, or one of the two ends of a range.

    In the formula of row 5, which is 5 to 7 now, as it stands in row 7: `C5` is `C7`; `C4` is `C6` if it `rolls`, else
    `C4`; `C$5` is `C$5`, or `C$7` if a range `ends` there; `C6` is `C8`.
    """
    row = corner.row
    if not corner.fixed and own.row == row:
        row = own.now
    elif not corner.fixed and rolls and own.row == row + 1 and row not in moved.times:
        row = own.now - 1
    elif row <= ROW_LIMIT:  # otherwise it is a name
        row = moved.last(row) if ends else moved.first(row)
    return f"{corner.column}{corner.fixed}{row}"


def _corner(reference: str) -> _Corner:
    match = _CORNER.fullmatch(reference)
    if match is None:
        raise NoSense(reference)
    return _Corner(match[1], match[2], int(match[3]))


def row_of(cell: str) -> int:
    """Give the row of `A1`; raises `NoSense` for what is no cell."""
    corner = _corner(cell)
    if not corner.column:
        raise NoSense(cell)
    return corner.row


def area_rows(area: str) -> tuple[int, int] | None:
    """Give the first and the last row of `A1` or `A1:B2`; `None` for whole columns."""
    if _AREA.fullmatch(area) is None:
        return None
    first, _colon, last = area.partition(":")
    return row_of(first), row_of(last or first)


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
        if match["columns"] is not None:
            shifted = [_shifted_column(column, right) for column in match["columns"].split(":")]
        else:
            parts = match["rows"].split(":") if match["rows"] is not None else [match["start"], match["end"]]
            shifted = [_shifted(part, down, right) for part in parts if part is not None]
        return match["prefix"] + ":".join(shifted) if shifted else match[0]

    return _IN_FORMULA.sub(replaced, formula)


def _shifted(reference: str, down: int, right: int) -> str:
    column, fixed, row = _corner(reference)
    return f"{_shifted_column(column, right)}{fixed}{row if fixed else row + down}"


def _shifted_column(column: str, right: int) -> str:
    return column if column == "" or column.startswith("$") else column_name(column_number(column) + right)


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
