"""A form, filled: read, looked at as a whole, filled, and everything that rows have moved put right."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from worklist.checklist.report import DayReport
from worklist.errors.forms import NameOutsideCells, NotAForm, NothingToFill
from worklist.errors.sheets import SheetTooLarge
from worklist.i18n import mark
from worklist.report.form.fields import each_of, values_of
from worklist.report.form.package import Package
from worklist.report.form.references import ROW_LIMIT, Rows
from worklist.report.form.sense import NoSense
from worklist.report.form.templates import is_template

if TYPE_CHECKING:
    from lxml.etree import _Element

    from worklist.report.form.fields import Value
    from worklist.report.form.sheet import Sheet

CELL_LIMIT = 1_000_000
"""The cells of a filled form."""
_CELLS, _ROWS = mark("cells"), mark("rows")
_ITS_NAME = mark("the name of the sheet")
_NO_SENSE = mark("damaged, as something in it stands where a number, a cell or a text should")


def fill(path: Path, data: bytes, report: DayReport) -> tuple[bytes, str]:
    """Give the form at `path`, whose bytes are `data`, filled, and the ending of the names of such workbooks.

    Raises `NotAForm`, `NothingToFill`, `UnknownName`, `KindNotNamed`, `BadFormCell`, `LoneReference`,
    `NameOutsideCells`, `TwoLoops`, `SheetTooLarge`, and `LacksExtra` without lxml.
    """
    package = Package(path, data)
    try:
        return _filled(package, report), package.ending
    except NoSense:
        raise NotAForm(path, _NO_SENSE) from None


def _filled(package: Package, report: DayReport) -> bytes:
    from worklist.report.form.surroundings import move_pivots

    workbook = package.tree(package.workbook)
    sheets = _sheets(package, workbook)
    repeating = {sheet.name.casefold(): sheet.loops.keys() for sheet in sheets}
    for sheet in sheets:
        sheet.require_clear_formulas(repeating)
    if not any(sheet.has_names for sheet in sheets):
        raise NothingToFill(package.path)
    _fill(package, workbook, sheets, report)
    moved = {sheet.name.casefold(): sheet.rows for sheet in sheets if sheet.rows}
    if moved:
        _move(package, workbook, sheets, moved)
    move_pivots(package, moved)
    _work_out_again(package, workbook, sheets)
    return package.packed()


def _sheets(package: Package, workbook: "_Element") -> list["Sheet"]:
    from worklist.report.form.elements import child, word
    from worklist.report.form.elsewhere import require_names_in_cells
    from worklist.report.form.sheet import Sheet

    relations = {relation.id: relation for relation in package.relations(package.workbook)}
    strings = [relation.part for relation in relations.values() if relation.kind == "sharedStrings"]
    shared = [item for part in strings for item in package.tree(part) if word(item) == "si"]
    found = []
    listed = child(workbook, "sheets")
    for each in () if listed is None else listed:
        if is_template(each.get("name", "")):
            raise NameOutsideCells(each.get("name", ""), _ITS_NAME)
        id = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
        relation = relations.get(str(id))
        if relation is None or relation.kind not in ("worksheet", "chartsheet"):
            continue
        require_names_in_cells(package, each.get("name", ""), relation.part)
        if relation.kind == "chartsheet":
            continue
        pivots = [place for root in _related(package, relation.part, "pivotTable") for place in root]
        places = [place.get("ref", "") for place in pivots if word(place) == "location"]
        sheet = Sheet(each.get("name", ""), relation.part, package.tree(relation.part), shared, places)
        for table in _related(package, relation.part, "table"):
            sheet.require_plain_headings(table)
        found.append(sheet)
    return found


def _related(package: Package, part: str, kind: str) -> list["_Element"]:
    """Give the roots of what is of a kind to a part."""
    related = (relation for relation in package.relations(part) if relation.kind == kind)
    return [package.tree(relation.part) for relation in related if relation.part in package]


def _fill(package: Package, workbook: "_Element", sheets: list["Sheet"], report: DayReport) -> None:
    from worklist.report.form.cells import put
    from worklist.report.form.elements import child
    from worklist.report.form.styles import Styles

    styled = [relation.part for relation in package.relations(package.workbook) if relation.kind == "styles"]
    styles = Styles(package, styled[0] if styled else None)
    about = child(workbook, "workbookPr")
    since_1904 = about is not None and about.get("date1904") in ("1", "true")

    def put_value(cell: "_Element", value: "Value") -> None:
        put(cell, value, styles, since_1904=since_1904)

    each = {loop: each_of(report, loop) for sheet in sheets for loop in sheet.loops.values()}
    _require_within_limits(package.path, [(sheet, sheet.rows_for(each)) for sheet in sheets])
    values = values_of(report)
    for sheet in sheets:
        if sheet.has_names:
            sheet.fill(values, each, put_value)
            package.touch(sheet.part)


def _require_within_limits(path: Path, sheets: list[tuple["Sheet", Rows]]) -> None:
    from worklist.report.form.sheet import is_blank

    cells = 0
    for sheet, rows in sheets:
        for row in sheet.each_row():
            number = int(row.get("r", "0"))
            cells += len(row) * max(rows.times.get(number, 1), 1)
            if number + rows.added > ROW_LIMIT and not is_blank(row):
                raise SheetTooLarge(path, ROW_LIMIT, _ROWS)
    if cells > CELL_LIMIT:
        raise SheetTooLarge(path, CELL_LIMIT, _CELLS)


def _move(package: Package, workbook: "_Element", sheets: list["Sheet"], moved: Mapping[str, Rows]) -> None:
    from worklist.report.form.surroundings import (
        move_around,
        move_charts,
        move_links,
        move_names,
        move_related,
    )

    for sheet in sheets:
        sheet.move(moved)
        move_around(sheet, moved)
        package.touch(sheet.part)
        move_links(package, sheet, moved)
        if sheet.rows:
            move_related(package, sheet)
    move_names(workbook, moved)
    move_charts(package, moved)
    package.touch(package.workbook)


def _work_out_again(package: Package, workbook: "_Element", sheets: list["Sheet"]) -> None:
    """Let whoever opens the workbook work out its formulas, as no result from before is right any more."""
    from lxml import etree

    from worklist.report.form.elements import beside, child, word

    found = False
    for sheet in sheets:
        if sheet.forget_results():
            package.touch(sheet.part)
            found = True
    chains = [relation.part for relation in package.relations(package.workbook) if relation.kind == "calcChain"]
    for part in chains:
        package.drop(part, package.workbook)
    if not found and not chains:
        return
    how = child(workbook, "calcPr")
    if how is None:
        how = etree.Element(beside(workbook, "calcPr"))
        before = [each for each in workbook if word(each) in _BEFORE_CALCULATION]
        before[-1].addnext(how)
    how.set("fullCalcOnLoad", "1")
    package.touch(package.workbook)


_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
