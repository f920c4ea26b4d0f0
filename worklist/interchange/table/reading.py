"""Tables of things to do, by the headings of their columns: those that `table` wrote, and those of others."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from worklist.checklist.importing import Companies, Incoming, Namesakes, as_notes
from worklist.checklist.items import NAME_LIMIT, Kind, Note, Stamp, Status, Waiver, clean_name, parse_kind
from worklist.errors import AmbiguousName, BadKind, BadTime, NoSuchCompany, UsageError
from worklist.errors.imports import NotATable, NoTextHeading
from worklist.errors.sheets import HeadingTwice, NotASheet
from worklist.i18n import mark
from worklist.interchange.delimited import decode, rows_of
from worklist.interchange.files import WORKBOOKS
from worklist.interchange.moments import may_be_given_here, page_day
from worklist.interchange.places import (
    ELSEWHERE,
    LONG_AGO,
    NO_COUNT_LEFT,
    NO_DAY,
    Places,
    Unfit,
    cleaned,
    given_origin,
)
from worklist.interchange.prose import plain_again
from worklist.names import fold
from worklist.workday import LAST_YEAR, parse_time

Value = TypeVar("Value")

_HEADINGS = {
    "text": ("text", "task", "description", "title", "item", "事项", "内容", "任务", "问题", "描述"),
    "kind": ("kind", "类别", "类型", "种类"),
    "company": ("company", "企业", "企业名称", "公司", "单位"),
    "who": ("who", "person", "责任人", "负责人", "经办人", "保姆员"),
    "day": ("day", "date", "日期"),
    "due": ("due", "deadline", "截止", "截止时间", "期限"),
    "count": ("count", "已完成数", "完成数"),
    "need": ("need", "数量", "应完成数"),
    "unit": ("unit", "单位名", "计量单位"),
    "waived": ("waived",),
    "status": ("status", "状态"),
    "reason": ("reason", "why", "原因"),
    "notes": ("notes", "note", "备注", "说明"),
}
_FIELDS = {heading: name for name, said in _HEADINGS.items() for heading in said}
_HEADING_ROWS = 20
"""So many rows that are not blank may be looked at for the headings."""
_OF_OURS = frozenset({"id", "carried_from", "carried_to", "times_carried", "uuid"})
"""Headings that only `table` writes, of what means something in the notebook they come from alone."""
_STATUSES = {
    **{status.value: status for status in Status},
    **dict.fromkeys(("未完成", "进行中", "pending"), Status.OPEN),
    **dict.fromkeys(("已完成", "完成", "completed"), Status.DONE),
}
_DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+0{1,2}:00(?::00)?)?"
_DUE = r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?(?:[ T]*(\d{1,2}:\d{2})(?::\d{2})?)?"
_BETWEEN_NOTES = r" \| (?=[^:|]{1,200}: )"
_NO_DUE = mark("no time; write it as 21:00 or 2020-02-21 21:00")
_NO_KIND = mark("no kind; write supplies, measures, doses or issues")
_NO_STATUS = mark("no status; write open, done, waived or carried")
_NO_NUMBER = mark("no count; write a whole number")
_NO_COMPANY = mark("no company of the roster; `worklist company list` has them, and --new takes it")
_SEVERAL = mark("a name that several companies have a part of; write the whole name")
_WORKBOOK = mark("a workbook")
_NO_HEADING = mark("under no heading; give its column one")


def read_table(data: bytes, path: Path, companies: Companies, rollover: time, stamp: Stamp) -> Iterator[Incoming]:
    """Read rows below headings; raises `UnreadableFile` at the end, with all cells that cannot be read.

    Headings are those that `table` writes, in any order, or Chinese ones, and titles may stand above them; a column
    with another heading becomes a remark. Raises `NoTextHeading` without a column for what is to be done,
    `HeadingTwice`, `NotATable` and `BadQuotes`.
    """
    places = Places(path)
    rows = ((line, cells) for line, cells in rows_of(path, _text(data, path)) if any(map(str.strip, cells)))
    columns = _find_columns(path, rows)
    reader = _Reader(columns=columns, companies=companies, places=places, rollover=rollover, stamp=stamp)
    for line, cells in rows:
        yield reader.read(line, cells)
    if places.count:
        raise places.error()


def _text(data: bytes, path: Path) -> str:
    if data.startswith(WORKBOOKS):
        raise NotATable(path, _WORKBOOK)
    try:
        return decode(path, data)
    except NotASheet as error:
        raise NotATable(path, str(error.facts["problem"])) from None


def _find_columns(path: Path, rows: Iterator[tuple[int, list[str]]]) -> dict[str, tuple[int, str]]:
    """Give the columns; `rows` goes on behind the headings."""
    for _line, cells in islice(rows, _HEADING_ROWS):
        if any(_FIELDS.get(fold(cell)) == "text" for cell in cells):
            return _columns(cells)
    raise NoTextHeading(path, ", ".join(_HEADINGS["text"]))


def _columns(headings: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Give the place and the heading of each field, and of each other column by its heading."""
    columns: dict[str, tuple[int, str]] = {}
    for place, heading in enumerate(map(str.strip, headings)):
        if heading:
            name = _FIELDS.get(fold(heading), heading)
            if name in columns:
                raise HeadingTwice(columns[name][1], heading)
            columns[name] = place, heading
    return columns


class _When(NamedTuple):
    """The page of a row and the time on it, and what its cells say of that: the day, and when it is due."""

    day: date | None
    due: time | None
    written: date | None
    due_on: date | None
    due_at: time | None
    remarks: tuple[str, ...] = ()


class _Amounts(NamedTuple):
    """What a row counts; without a need that is a remark."""

    counted: int | None = None
    need: int | None = None
    waived: tuple[Waiver, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads row after row."""

    columns: dict[str, tuple[int, str]]
    companies: Companies
    places: Places
    rollover: time
    stamp: Stamp
    namesakes: Namesakes = field(default_factory=Namesakes)

    def read(self, line: int, cells: Sequence[str]) -> Incoming:
        row = _Row(line=line, columns=self.columns, cells=cells, places=self.places)
        given = row.origin
        status = row.read("status", _status) or Status.OPEN
        company = row.read("company", self._company)
        nothing = status is Status.DONE and company is not None and not row.text("text")
        text = "" if nothing else row.read("text", cleaned, blank="")
        when = self._when(row, status, ours=given is not None)
        rest = row.rest()
        why = row.read("reason", cleaned)
        amounts = self._amounts(row, status, why)
        reason = why or (ELSEWHERE if status is Status.WAIVED else None)
        if status is Status.DONE or (amounts.waived and status is Status.OPEN):
            reason = None
        in_vain = [row.remark("reason")] if why and reason is None and not amounts.waived else []
        kind = row.read("kind", _kind) or Kind.ISSUES
        who, unit = row.read("who", _name), row.read("unit", _name)
        said = (text, kind, company, who, when.written, when.due_on, when.due_at, amounts.need, unit, *sorted(rest))
        return Incoming(
            origin=given or self.namesakes.origin(f"csv {said}"),
            may_be_ours=given is not None and may_be_given_here(given),
            text=text or "",
            kind=kind,
            company=company,
            who=who,
            day=when.day,
            due=when.due,
            counted=amounts.counted,
            need=amounts.need,
            unit=unit,
            waived=amounts.waived,
            status=status,
            reason=reason,
            nothing=nothing,
            notes=self._notes(row, ours=given is not None),
            written=when.written,
            remarks=(*rest, *when.remarks, *amounts.remarks, *in_vain),
        )

    def _when(self, row: "_Row", status: Status, *, ours: bool) -> "_When":
        """Give the page and the time; of what is settled, the page on which it was, and a due date besides if other."""
        due_on, due = row.read("due", _due) or (None, None)
        if due == time() and due_on is not None and not ours:
            due = None  # an office program writes a whole day so
        written = row.read("day", _day)
        planned = due_on and page_day(due_on, due, self.rollover)
        is_open = status is Status.OPEN
        when = _When(day=written or planned, due=due, written=written, due_on=due_on, due_at=due)
        if planned is not None and planned != when.day:
            when = when._replace(day=planned) if is_open else when._replace(due=None, remarks=(row.remark("due"),))
        return when if when.day is not None or is_open else when._replace(day=LONG_AGO)

    def _amounts(self, row: "_Row", status: Status, why: str | None) -> "_Amounts":
        need = row.read("need", _amount)
        counted, waived = (row.read(name, _count) or 0 for name in ("count", "waived"))
        if need is None:
            return _Amounts(remarks=tuple(map(row.remark, filter(row.text, ("count", "waived")))))
        if status is Status.OPEN and counted + waived >= need:
            row.is_bad("need", NO_COUNT_LEFT)
        return _Amounts(counted=counted, need=need, waived=(Waiver(waived, why or ELSEWHERE),) if waived else ())

    def _notes(self, row: "_Row", *, ours: bool) -> tuple[Note, ...]:
        """Give what stands beside an item; in a row of `ours` each note begins with who wrote it."""
        cell = row.read("notes", _long)
        if not cell:
            return ()
        if not ours:
            return as_notes(cell, self.stamp)
        found: list[Note] = []
        for note in re.split(_BETWEEN_NOTES, cell):
            by, _, text = note.partition(": ")
            found += as_notes(text, replace(self.stamp, by=by)) if text and _is_name(by) else as_notes(note, self.stamp)
        return tuple(found)

    def _company(self, cell: str) -> str:
        try:
            return self.companies.named(_name(cell))
        except NoSuchCompany:
            raise Unfit(_NO_COMPANY) from None
        except AmbiguousName:
            raise Unfit(_SEVERAL) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The cells of one row, and where to say what is wrong with them."""

    line: int
    columns: dict[str, tuple[int, str]]
    cells: Sequence[str]
    places: Places

    @property
    def origin(self) -> str | None:
        """The name that `table` gave the row."""
        return given_origin(self.text("uuid"))

    def text(self, name: str) -> str:
        """Give a cell's text, none where there is no cell or no such column."""
        place, _heading = self.columns.get(name, (len(self.cells), ""))
        return plain_again(self.cells[place].strip()) if place < len(self.cells) else ""

    def read(self, name: str, read: Callable[[str], Value], *, blank: str | None = None) -> Value | None:
        """Give what `read` makes of a cell, `None` for a bad one and for a blank one, unless `blank` is read for it."""
        text = self.text(name) or blank
        if text is None:
            return None
        try:
            return read(text)
        except Unfit as unfit:
            self.is_bad(name, str(unfit))
            return None

    def is_bad(self, name: str, problem: str) -> None:
        self.places.add(self.line, self.columns[name][1], self.text(name), problem)

    def remark(self, name: str) -> str:
        """Give a cell that an item has no place for, with its heading."""
        return f"{self.columns[name][1]}: {self.text(name)}"

    def rest(self) -> list[str]:
        """Give what stands under headings that say nothing to us; cells under no heading are bad."""
        headed = {place for place, _heading in self.columns.values()}
        for place, cell in enumerate(self.cells):
            if place not in headed and cell.strip():
                self.places.add(self.line, place + 1, cell.strip(), _NO_HEADING)
        known = set(_HEADINGS)
        if self.origin is not None:
            known |= _OF_OURS if self.columns.keys() >= _OF_OURS else {"uuid"}
        return [self.remark(name) for name in self.columns if name not in known and self.text(name)]


def _name(cell: str) -> str:
    return cleaned(cell, NAME_LIMIT)


def _is_name(text: str) -> bool:
    try:
        return clean_name(text) == text
    except UsageError:
        return False


def _long(cell: str) -> str:
    return cleaned(cell, len(cell))


def _status(cell: str) -> Status:
    status = _STATUSES.get(fold(cell))
    if status is None:
        raise Unfit(_NO_STATUS)
    return status


def _kind(cell: str) -> Kind:
    try:
        return parse_kind(cell)
    except BadKind:
        raise Unfit(_NO_KIND) from None


def _count(cell: str) -> int:
    number = unicodedata.normalize("NFKC", cell)
    if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}", number):
        raise Unfit(_NO_NUMBER)
    return int(number.replace(",", ""))


def _amount(cell: str) -> int:
    amount = _count(cell)
    if amount == 0:
        raise Unfit(_NO_NUMBER)
    return amount


def _day(cell: str) -> date:
    match = re.fullmatch(_DAY, unicodedata.normalize("NFKC", cell))
    try:
        day = date(*map(int, match.groups() if match else ()))  # none of them raises too
    except (TypeError, ValueError):
        raise Unfit(NO_DAY) from None
    if day.year > LAST_YEAR:
        raise Unfit(NO_DAY)
    return day


def _due(cell: str) -> tuple[date | None, time | None]:
    match = re.fullmatch(_DUE, unicodedata.normalize("NFKC", cell))
    if match is None:
        raise Unfit(_NO_DUE)
    try:
        return (None if match[1] is None else _day(match[1])), (None if match[2] is None else parse_time(match[2]))
    except BadTime:
        raise Unfit(_NO_DUE) from None
