"""A sheet of a form: which of its cells are to be filled, and its rows once they are."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, TypeAlias

from worklist.errors.forms import BadFormCell, KindNotNamed, LoneReference, TwoLoops, UnknownName
from worklist.i18n import mark
from worklist.report.form.cells import empty, pieces, put_pieces, string_of, unescaped
from worklist.report.form.elements import child, unset, word
from worklist.report.form.references import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    Place,
    Rows,
    across_sheets,
    area_rows,
    column_name,
    column_number,
    lone_references,
    moved_area,
    moved_formula,
    row_of,
    shifted_formula,
)
from worklist.report.form.sense import NoSense, whole_number
from worklist.report.form.templates import Template, is_template, read

if TYPE_CHECKING:
    from lxml.etree import _Element

    from worklist.report.form.fields import Value, Values

Put: TypeAlias = "Callable[[_Element, Value], None]"

_FORMULA_LIMIT = 8_192
"""The most characters of a formula (Microsoft, "Excel specifications and limits")."""
_MERGED = mark("its row repeats and the cell is merged with cells in other rows")
_OVER_ROWS = mark("its row repeats and its formula fills cells in other rows too")
_HEADING = mark("it is a heading of a table, which has to stay as it is")
_IN_FORMULA = mark("names stand for nothing in a formula; name the value in another cell, and that cell in the formula")
_ACROSS = mark("its formula speaks of several sheets at once, and rows of the form repeat; name each sheet for itself")


class Sheet:
    """A sheet, by its name and the part that holds it: read, then filled, then moved.

    `loops` are the names for which its rows repeat, by the row; `rows` says how often, once it is filled.
    """

    def __init__(
        self, name: str, part: str, root: "_Element", shared: Sequence["_Element"], pivots: Sequence[str] = ()
    ) -> None:
        """Find what is to be filled; `shared` are the strings of the workbook, `pivots` where its pivot tables are.

        Raises `UnknownName`, `KindNotNamed`, `BadFormCell`, `TwoLoops`, or `NoSense`.
        """
        self.name, self.part, self.root = name, part, root
        self.loops: dict[int, str] = {}
        self.rows = Rows()
        self._templates: dict[str, Template] = {}
        self._runs: dict[str, tuple[_Element, list[Template]]] = {}
        self._number()
        self._read(shared, pivots)

    def _number(self) -> None:
        """Write to each row and cell which it is, where that is to be counted; raises `NoSense` if it cannot."""
        last = 0
        for row in self.each_row():
            number = whole_number(row.get("r") or str(last + 1))
            if not last < number <= ROW_LIMIT:
                raise NoSense(number)
            row.set("r", str(number))
            last, column = number, 0
            for cell in each_cell(row):
                reference = cell.get("r") or f"{column_name(column + 1)}{number}"
                column = _column(reference)
                if row_of(reference) != number or column > COLUMN_LIMIT:
                    raise NoSense(reference)
                cell.set("r", reference)

    def each_row(self) -> Iterator["_Element"]:
        """Give the rows in which something is written."""
        data = child(self.root, "sheetData")
        yield from () if data is None else (row for row in data if word(row) == "row")

    @property
    def has_names(self) -> bool:
        """Whether a name stands in any of its cells."""
        return bool(self._templates)

    def _read(self, shared: Sequence["_Element"], pivots: Sequence[str]) -> None:
        results = {cell.get("r") for cell in self._results(pivots)}
        for row in self.each_row():
            for cell in each_cell(row):
                string = None if cell.get("r") in results else string_of(cell, shared)
                texts = [] if string is None else [unescaped(piece.text or "") for piece in pieces(string)]
                if string is not None and is_template("".join(texts)):
                    self._take(read("".join(texts), self.name, cell.get("r", "")), int(row.get("r", "0")))
                    self._take_runs(cell.get("r", ""), string, texts)
        for area, first, last in self._merged():
            template = self._templates.get(area.partition(":")[0])
            if first != last and template is not None and template.loops:
                raise BadFormCell(self.name, template.cell, _MERGED)

    def _take(self, template: Template, row: int) -> None:
        self._templates[template.cell] = template
        for loop in sorted(template.loops):
            other = self.loops.setdefault(row, loop)
            if other != loop:
                raise TwoLoops(self.name, template.cell, other, loop)

    def _take_runs(self, cell: str, string: "_Element", texts: Sequence[str]) -> None:
        """Keep runs with looks of their own, unless a name is broken by one."""
        template = self._templates[cell]
        has_looks = len(texts) > 1 or child(string, "r") is not None
        if has_looks and not template.alone:
            with suppress(BadFormCell, KindNotNamed, UnknownName):
                runs = [read(text, self.name, cell, whole=False) for text in texts]
                if sum(run.count for run in runs) == template.count:
                    self._runs[cell] = string, runs

    def require_plain_headings(self, table: "_Element") -> None:
        """Raise `BadFormCell` for a name in a heading of a table, which says it too and would differ."""
        corners = _corners(table.get("ref", ""))
        if corners is None or table.get("headerRowCount", "1") == "0":
            return
        top, _bottom, first, last = corners
        for cell in self._templates:
            if row_of(cell) == top and first <= _column(cell) <= last:
                raise BadFormCell(self.name, cell, _HEADING)

    def require_clear_formulas(self, repeating: Mapping[str, Collection[int]]) -> None:
        """Raise `BadFormCell` or `LoneReference` for a formula that would not be right in the filled form."""
        for cell, formula, text in self._formulas():
            reference = cell.get("r", "")
            corners = _filled_by(formula)
            if corners is not None and corners[0] != corners[1] and row_of(reference) in self.loops:
                raise BadFormCell(self.name, reference, _OVER_ROWS)
            if is_template(text):
                raise BadFormCell(self.name, reference, _IN_FORMULA)
            if any(repeating.values()) and any(across_sheets(text)):
                raise BadFormCell(self.name, reference, _ACROSS)
            for lone in lone_references(text, Place(sheet=self.name, row=row_of(reference)), repeating):
                raise LoneReference(self.name, reference, lone)

    def _merged(self) -> Iterator[tuple[str, int, int]]:
        """Give the areas of merged cells with their first and last rows."""
        merged = child(self.root, "mergeCells")
        for each in () if merged is None else merged:
            rows = area_rows(each.get("ref", ""))
            if rows is not None:
                yield each.get("ref", ""), *rows

    def rows_for(self, each: Mapping[str, Sequence["Values"]]) -> Rows:
        """Give the rows that are written for `each` of a kind, and how often."""
        return Rows({row: len(each[loop]) for row, loop in self.loops.items()})

    def fill(self, values: "Values", each: Mapping[str, Sequence["Values"]], put: Put) -> None:
        """Put the values into the cells, and a row that repeats in place of itself for each of its kind."""
        self.rows = self.rows_for(each)
        if self.loops:
            self._unshare()
        for row in [*self.each_row()]:
            number = int(row.get("r", "0"))
            loop = self.loops.get(number)
            if loop is None:
                self._fill_row(row, values, put)
            elif not each[loop]:
                for cell in each_cell(row):
                    empty(cell)
            else:
                copies = [row, *(deepcopy(row) for _ in each[loop][1:])]
                for one, copy in zip(each[loop], copies, strict=True):
                    self._fill_row(copy, {**values, **one}, put)
                for place, copy in enumerate(copies[1:], 1):
                    copies[place - 1].addnext(copy)

    def _fill_row(self, row: "_Element", values: "Values", put: Put) -> None:
        for cell in each_cell(row):
            reference = cell.get("r", "")
            if reference in self._runs:
                string, runs = self._runs[reference]
                put_pieces(cell, string, [str(run.value(values)) for run in runs])
            elif reference in self._templates:
                put(cell, self._templates[reference].value(values))

    def move(self, sheets: Mapping[str, Rows]) -> None:
        """Give rows and cells their new numbers, and let formulas speak of the cells that they spoke of.

        `sheets` are the rows of those that were filled, by their folded names.
        """
        self._unshare()
        self._drop_blank()
        before, again = 0, 0
        for row in self.each_row():
            number = int(row.get("r", "0"))
            again = again + 1 if number == before else 0
            before = number
            now = self.rows.first(number) + again
            place = Place(sheet=self.name, row=number, now=now)
            row.set("r", str(now))
            for cell in each_cell(row):
                self._renumber_cell(cell, place, sheets)
        self._repeat_merged()

    def _drop_blank(self) -> None:
        """Take out rows with nothing but a height or styles that would be moved beyond the last."""
        data = child(self.root, "sheetData")
        for row in [*self.each_row()]:
            if data is not None and int(row.get("r", "0")) + self.rows.added > ROW_LIMIT and is_blank(row):
                data.remove(row)

    def _renumber_cell(self, cell: "_Element", place: Place, sheets: Mapping[str, Rows]) -> None:
        formula = child(cell, "f")
        if formula is not None:
            if formula.text:
                formula.text = moved_formula(formula.text, place, sheets)
            for name in ("ref", "r1", "r2"):
                if name in formula.attrib:
                    area = formula.get(name, "")
                    within = area_rows(area) == (place.row, place.row)
                    own = {self.name.casefold(): self.rows}
                    formula.set(name, _in_row(area, place.now) if within else moved_formula(area, place, own))
        cell.set("r", f"{column_name(_column(cell.get('r', '')))}{place.now}")

    def _repeat_merged(self) -> None:
        """Merge cells anew: those within a row that repeats in each of them."""
        merged = child(self.root, "mergeCells")
        for each in [] if merged is None else [*merged]:
            area = each.get("ref", "")
            rows = area_rows(area)
            if rows is None or rows[0] != rows[1]:
                each.set("ref", moved_area(area, self.rows))
                continue
            first = self.rows.first(rows[0])
            for now in range(self.rows.last(rows[0]), first - 1, -1):
                copy = deepcopy(each) if now > first else each
                copy.set("ref", _in_row(area, now))
                if now > first:
                    each.addnext(copy)
        if merged is not None:
            merged.set("count", str(len(merged)))

    def _formulas(self) -> Iterator[tuple["_Element", "_Element", str]]:
        """Give the cells with formulas, their formulas, and how these read there, though cells share that of another.

        Raises `NoSense` for one that is longer than a formula can be.
        """
        shared: dict[str, tuple[str, int, int]] = {}
        for row in self.each_row():
            for cell in each_cell(row):
                formula = child(cell, "f")
                if formula is None:
                    continue
                text = formula.text or ""
                if len(text) > _FORMULA_LIMIT:
                    raise NoSense(cell.get("r"))
                if formula.get("t") == "shared":
                    text = _shared_text(text, formula.get("si", ""), cell.get("r", ""), shared)
                yield cell, formula, text

    def _results(self, pivots: Sequence[str] = ()) -> Iterator["_Element"]:
        """Give the cells that show what a formula in another cell comes to, as it fills several, or a pivot table."""
        areas = [*filter(None, map(_corners, pivots))]
        for row in self.each_row():
            number = int(row.get("r", "0"))
            areas = [area for area in areas if number <= area[1]]
            for cell in each_cell(row):
                formula = child(cell, "f")
                if formula is None:
                    column = _column(cell.get("r", ""))
                    if any(top <= number and first <= column <= last for top, _bottom, first, last in areas):
                        yield cell
                else:
                    areas += filter(None, [_filled_by(formula)])

    def _unshare(self) -> None:
        """Write out the formulas that cells share with the first of them, as each of them reads."""
        for _cell, formula, text in self._formulas():
            if formula.get("t") == "shared":
                formula.text = text or None
                unset(formula, "t", "si", "ref")

    def forget_results(self) -> bool:
        """Take out what formulas came to, so that whoever opens the workbook works them out; whether there were any."""
        found = False
        with_formulas = (cell for row in self.each_row() for cell in each_cell(row) if child(cell, "f") is not None)
        for cell in [*self._results(), *with_formulas]:
            value = child(cell, "v")
            if value is not None:
                found = True
                cell.remove(value)
                unset(cell, "t")
        return found


def each_cell(row: "_Element") -> Iterator["_Element"]:
    """Give the cells of a row."""
    return (cell for cell in row if word(cell) == "c")


def is_blank(row: "_Element") -> bool:
    """Whether nothing is in any cell of a row."""
    return not any(len(cell) for cell in each_cell(row))


def _shared_text(text: str, index: str, cell: str, shared: dict[str, tuple[str, int, int]]) -> str:
    """Give how a shared formula reads in a cell; of the first of its cells, keep it."""
    row, column = row_of(cell), _column(cell)
    if text:
        shared[index] = text, row, column
    elif index in shared:
        first, top, left = shared[index]
        return shifted_formula(first, row - top, column - left)
    return text


def _column(reference: str) -> int:
    return column_number(reference.rstrip("0123456789"))


def _corners(area: str) -> tuple[int, int, int, int] | None:
    """Give the first and the last row of `A1` or `A1:B2`, and the first and the last column."""
    rows = area_rows(area)
    first, _colon, last = area.partition(":")
    return None if rows is None else (*rows, _column(first), _column(last or first))


def _filled_by(formula: "_Element") -> tuple[int, int, int, int] | None:
    """Give the corners of the cells that an array formula or a table of what-if fills; `None` for any other."""
    return _corners(formula.get("ref", "")) if formula.get("t") in ("array", "dataTable") else None


def _in_row(area: str, row: int) -> str:
    return ":".join(f"{part.rstrip('0123456789')}{row}" for part in area.split(":"))
