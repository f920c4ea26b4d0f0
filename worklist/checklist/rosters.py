"""From the rows of a sheet that an office sent to what it says of each company."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import TypeAlias, TypeVar

from worklist.checklist.companies import HEADCOUNT_LIMIT, CompanyWish
from worklist.checklist.items import NAME_LIMIT
from worklist.checklist.wishes import CLEAR
from worklist.errors import BadDay
from worklist.errors.sheets import BadCell, BadCells, HeadingTwice, NoHeading, SameName
from worklist.i18n import mark
from worklist.names import fold
from worklist.workday import parse_day

Cell: TypeAlias = str | int | float | date | None
"""What a cell holds; a flag is an `int` (`bool`), a moment a `date` (`datetime`)."""
Value = TypeVar("Value")
Blank = TypeVar("Blank")

HEADING_ROWS = 20
"""So many rows that are not blank may be looked at for the headings; titles stand above them."""

_HEADINGS = {
    "name": ("name", "company", "company name", "企业名称", "企业", "公司", "公司名称", "单位名称", "名称"),
    "headcount": ("headcount", "heads", "employees", "在岗人数", "员工人数", "人数", "员工数"),
    "zone": ("zone", "grid", "网格", "所属网格", "片区", "区域"),
    "above_scale": ("above scale", "规上", "规上企业", "是否规上"),
    "resumed": ("resumed", "复工", "是否复工", "已复工"),
    "resumed_since": ("resumed since", "复工时间", "复工日期"),
    "liaison": ("liaison", "liaison officer", "联络员"),
    "caretaker": ("caretaker", "保姆员", "保姆"),
    "other_names": ("other names", "aliases", "别名", "简称", "曾用名"),
}
_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "totals", "sum"})
_BESIDE_HEADINGS = r"[(（].*?[)）]"
_NOT_IN_HEADINGS = r"[-_‐-―()\[\]{}【】〔〕「」『』〈〉《》]"

_FLAGS = {
    **dict.fromkeys(("是", "yes", "y", "true", "1", "1.0", "√", "✓", "已复工", "复工"), True),
    **dict.fromkeys(("否", "no", "n", "false", "0", "0.0", "×", "未复工", "停工"), False),
}
_HEADCOUNT = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.0+)?人?"
_TIME_OF_DAY = r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$"
_YEAR_MONTH_DAY = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?"
_MONTH_DAY = r"([0-9]{1,2})[-/月]([0-9]{1,2})[日号]?"
_BETWEEN_NAMES = r"[、,，;；/|]"
_LINE_ENDS = "[\t\n\v\f\r\x85\u2028\u2029]+"
# Controls, the signs that change the direction of what follows, blanks of no width, and halves of characters.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
_SHOWN = 40

_NO_NAME = mark("no name; name the company, or empty the whole row")
_TOTAL = mark("a total and no company; leave the row out")
_NO_TEXT = mark("no text")
_UNSEEN_SIGNS = mark("not plain: there are signs in it that cannot be seen; write it anew")
_TOO_LONG = mark("longer than 200 characters; shorten it")
_NO_HEADCOUNT = mark("no headcount; write a whole number from 0 to 10000000")
_NO_FLAG = mark("neither yes nor no")
_NO_FLAG_OR_DAY = mark("neither yes nor no, nor a day like 2020-02-10")
_NO_DAY = mark("no day; write it as 2020-02-10")
_ANOTHER_DAY = mark("another day than the one in this row that says when it resumed")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFile:
    """What a file says of the companies, each with the number of its row, and the headings that say nothing to us.

    Every wish has a name. A field without a column is `None`; a blank cell empties its field.
    """

    wishes: tuple[tuple[int, CompanyWish], ...]
    ignored: tuple[str, ...]


def read_roster(rows: Iterable[tuple[int, Sequence[Cell]]], today: date) -> RosterFile:
    """Read a roster from rows with their numbers; a day without a year is the one nearest to `today`.

    Raises `NoHeading` if no row has a heading for names, `HeadingTwice` for two columns that mean the same, and
    `BadCells` with all cells that cannot be read, after all have been looked at.
    """
    filled = ((number, cells) for number, cells in rows if not all(map(_is_blank, cells)))
    columns, ignored = _find_columns(filled)
    bad: list[BadCell] = []
    named: dict[str, int] = {}
    wishes: list[tuple[int, CompanyWish]] = []
    for number, cells in filled:
        row = _Row(number=number, cells=cells, columns=columns)
        wish = _read_wish(row, today)
        bad += row.bad
        bad += _names_of_others(row, wish, named)
        wishes.append((number, wish))
    if bad:
        raise BadCells(tuple(bad))
    return RosterFile(wishes=tuple(wishes), ignored=ignored)


# Headings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Where a field stands in a row, and its heading as it is written."""

    place: int
    heading: str


def _find_columns(rows: Iterator[tuple[int, Sequence[Cell]]]) -> tuple[dict[str, _Column], tuple[str, ...]]:
    """Give the columns by field, and the headings that are not understood; `rows` goes on behind the headings."""
    for _, cells in islice(rows, HEADING_ROWS):
        headings = ["" if cell is None else _one_line(str(cell)) for cell in cells]
        fields = [_field(heading) for heading in headings]
        if "name" in fields:
            return _columns(headings, fields)
    raise NoHeading(", ".join(heading for said in _HEADINGS.values() for heading in said))


def _columns(headings: list[str], fields: list[str | None]) -> tuple[dict[str, _Column], tuple[str, ...]]:
    columns: dict[str, _Column] = {}
    ignored = []
    for place, (heading, name) in enumerate(zip(headings, fields, strict=True)):
        if name is None:
            if heading:
                ignored.append(heading)
        elif name in columns:
            raise HeadingTwice(columns[name].heading, heading)
        else:
            columns[name] = _Column(place=place, heading=heading)
    return columns, tuple(ignored)


@cache
def _fields() -> dict[str, str]:
    return {_bare(heading): name for name, said in _HEADINGS.items() for heading in said}


def _field(heading: str) -> str | None:
    """Give which field a heading means, be it with something in brackets beside it."""
    return _fields().get(_bare(heading)) or _fields().get(_bare(re.sub(_BESIDE_HEADINGS, "", heading)))


def _bare(heading: str) -> str:
    return re.sub(_NOT_IN_HEADINGS, "", fold(heading))


# One row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The cells of one row by field, and what is wrong with them."""

    number: int
    cells: Sequence[Cell]
    columns: dict[str, _Column]
    bad: list[BadCell] = field(default_factory=list)

    def cell(self, name: str) -> Cell:
        place = self.columns[name].place
        return self.cells[place] if place < len(self.cells) else None

    def read(self, name: str, read: Callable[[Cell], Value], blank: Blank) -> Value | Blank | None:
        """Give what `read` makes of a cell, `blank` for a blank one, `None` without a column or for a bad cell."""
        if name not in self.columns:
            return None
        cell = self.cell(name)
        if _is_blank(cell):
            return blank
        try:
            return read(cell)
        except _Unreadable as problem:
            self.is_bad(name, str(problem))
            return None

    def is_bad(self, name: str, problem: str) -> None:
        self.bad.append(BadCell(self.number, self.columns[name].heading, _shown(self.cell(name)), problem))


class _Unreadable(Exception):
    """What is wrong with a cell, in words that end the sentence of `BadCell`."""


def _read_wish(row: _Row, today: date) -> CompanyWish:
    """Read what a row says; what is wrong is left in `row.bad`."""
    name = row.read("name", _text, "")
    if name and fold(name) in _TOTALS:
        row.is_bad("name", _TOTAL)
    if name == "":
        row.is_bad("name", _NO_NAME)
    headcount = row.read("headcount", _headcount, CLEAR)
    zone = row.read("zone", _text, CLEAR)
    above_scale = row.read("above_scale", _flag, blank=False)
    resumed = row.read("resumed", lambda cell: _flag_or_day(cell, today), blank=False)
    since = row.read("resumed_since", lambda cell: _day(cell, today), CLEAR)
    if isinstance(resumed, date):
        if isinstance(since, date) and since != resumed:
            row.is_bad("resumed_since", _ANOTHER_DAY)
        since = resumed
        resumed = True
    elif resumed is False and since is not None:
        since = CLEAR
    return CompanyWish(
        name=name,
        headcount=headcount,
        zone=zone,
        above_scale=above_scale,
        resumed=resumed,
        resumed_since=since,
        liaison=row.read("liaison", _text, CLEAR),
        caretaker=row.read("caretaker", _text, CLEAR),
        other_names=row.read("other_names", _names, ()),
    )


def _names_of_others(row: _Row, wish: CompanyWish, named: dict[str, int]) -> Iterator[SameName]:
    """Give an error for each name that a row above bears; keep the others in `named` with the number of the row."""
    said = [("name", name) for name in (wish.name,) if name]
    said += [("other_names", name) for name in wish.other_names or ()]
    for column, name in said:
        other = named.setdefault(fold(name), row.number)
        if other != row.number:
            yield SameName(row.number, row.columns[column].heading, _shown(name), other)


# One cell


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _shown(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _one_line(text: str) -> str:
    return " ".join(part for piece in re.split(_LINE_ENDS, text) if (part := piece.strip()))


def _text(cell: Cell) -> str:
    if isinstance(cell, bool | date):
        raise _Unreadable(_NO_TEXT)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _plain(str(cell))


def _plain(raw: str) -> str:
    if re.search(_UNSEEN, re.sub(_LINE_ENDS, "", raw)):
        raise _Unreadable(_UNSEEN_SIGNS)
    text = _one_line(raw)
    if len(text) > NAME_LIMIT:
        raise _Unreadable(_TOO_LONG)
    return text


def _names(cell: Cell) -> tuple[str, ...]:
    """Read the names between the signs that part them, each once."""
    if not isinstance(cell, str):
        return (_text(cell),)
    names: dict[str, str] = {}
    for piece in re.split(_BETWEEN_NAMES, cell):
        if name := _plain(piece):
            names.setdefault(fold(name), name)
    return tuple(names.values())


def _headcount(cell: Cell) -> int:
    if isinstance(cell, str):
        match = re.fullmatch(_HEADCOUNT, _word(cell))
        count: float | None = int(match[1].replace(",", "")) if match else None
    else:
        count = cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None
    if count is None or not 0 <= count <= HEADCOUNT_LIMIT or count != int(count):
        raise _Unreadable(_NO_HEADCOUNT)
    return int(count)


def _flag(cell: Cell) -> bool:
    flag = _FLAGS.get(_word(cell))
    if flag is None:
        raise _Unreadable(_NO_FLAG)
    return flag


def _flag_or_day(cell: Cell, today: date) -> bool | date:
    flag = _FLAGS.get(_word(cell))
    if flag is not None:
        return flag
    try:
        return _day(cell, today)
    except _Unreadable:
        raise _Unreadable(_NO_FLAG_OR_DAY) from None


def _day(cell: Cell, today: date) -> date:
    text = unicodedata.normalize("NFKC", _one_line(str(cell))) if isinstance(cell, str | date) else ""
    text = fold(re.sub(_TIME_OF_DAY, "", text))
    match = re.fullmatch(_YEAR_MONTH_DAY, text) or re.fullmatch(_MONTH_DAY, text)
    try:
        return parse_day("-".join(match.groups()) if match else "", today)
    except BadDay:
        raise _Unreadable(_NO_DAY) from None


def _word(cell: Cell) -> str:
    return fold(_one_line(str(cell)))
