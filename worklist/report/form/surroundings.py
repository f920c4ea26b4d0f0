"""What speaks of rows besides cells: areas and formulas around them, names, tables, notes, pictures and charts."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

from worklist.report.form.elements import areas, child, word
from worklist.report.form.references import (
    Place,
    Rows,
    area_rows,
    moved_area,
    moved_areas,
    moved_cell,
    moved_formula,
    sheet_name,
)
from worklist.report.form.sense import NoSense, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

    from worklist.report.form.package import Package
    from worklist.report.form.sheet import Sheet

_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_LINKS = ("textlink", "fmlaLink", "fmlaRange", "fmlaTxbx", "linkedCell", "listFillRange")


def move_around(sheet: "Sheet", sheets: Mapping[str, Rows]) -> None:
    """Move what a sheet says of its cells outside of them: conditions, validation, links, breaks, what is in view."""
    for part in sheet.root:
        if word(part) in ("sheetData", "mergeCells"):
            continue
        for sparkline in [element for element in part.iter() if word(element) == "sparkline"]:
            _repeat_sparkline(sparkline, sheet, sheets)
        for element in part.iter():
            if element.text and word(element) in _FORMULAS and not _is_of_sparkline(element):
                top = _top(element)
                now = 0 if top is None else sheet.rows.first(top)
                element.text = moved_formula(element.text, Place(sheet=sheet.name, row=top, now=now), sheets)
        for element in part.iter():
            _move_areas(element, sheet.rows)
            _move_links_of(element, Place(sheet=sheet.name), sheets)
            if word(element) == "cfvo" and element.get("type") == "formula" and "val" in element.attrib:
                element.set("val", moved_formula(element.get("val", ""), Place(sheet=sheet.name), sheets))
            if element.get("location") and word(element) == "hyperlink":
                element.set("location", moved_formula(element.get("location", ""), Place(sheet=sheet.name), sheets))


def _top(formula: "_Element") -> int | None:
    """Give the first row of the area that a formula of a condition or a validation is for, as it was."""
    for above in formula.iterancestors():
        found = areas(above)
        if found:
            rows = area_rows(found[0])
            return None if rows is None else rows[0]
    return None


def _move_areas(element: "_Element", rows: Rows) -> None:
    if word(element) == "sqref" and element.text and not _is_of_sparkline(element):
        element.text = moved_areas(element.text, rows)
    of_one_cell = word(element) in ("comment", "threadedComment")
    for name in ("ref", "sqref"):
        if name in element.attrib:
            element.set(name, (moved_cell if of_one_cell else moved_areas)(element.get(name, ""), rows))
    for name in ("topLeftCell", "activeCell"):
        if name in element.attrib:
            element.set(name, moved_cell(element.get(name, ""), rows))
    _move_rows(element, rows)


def _move_rows(element: "_Element", rows: Rows) -> None:
    """Move what an element says of rows in words of its own."""
    match word(element):
        case "pane" if element.get("state", "split").startswith("frozen"):
            frozen = element.get("ySplit", "0").partition(".")[0]
            if frozen.isdecimal() and whole_number(frozen):
                element.set("ySplit", str(rows.last(whole_number(frozen))))
        case "brk" if _is_of_rows(element):
            element.set("id", str(rows.last(whole_number(element.get("id", "0")))))
        case "inputCells" | "cellWatch" if "r" in element.attrib:
            element.set("r", moved_cell(element.get("r", ""), rows))
        case "from":
            _move_anchor(element, rows)


def _repeat_sparkline(sparkline: "_Element", sheet: "Sheet", sheets: Mapping[str, Rows]) -> None:
    """Draw the small chart of a cell in each of the rows that its row has become, each from its own."""
    where = child(sparkline, "sqref")
    rows = None if where is None else area_rows(where.text or "")
    if rows is None:
        return
    for now in range(sheet.rows.last(rows[0]), sheet.rows.first(rows[0]) - 1, -1):
        copy = deepcopy(sparkline) if now > sheet.rows.first(rows[0]) else sparkline
        source, where = child(copy, "f"), child(copy, "sqref")
        place = Place(sheet=sheet.name, row=rows[0], now=now)
        for text in (source, where):
            if text is not None and text.text:
                text.text = moved_formula(text.text, place, sheets)
        if copy is not sparkline:
            sparkline.addnext(copy)


def _is_of_sparkline(element: "_Element") -> bool:
    above = element.getparent()
    return above is not None and word(above) == "sparkline"


def _is_of_rows(element: "_Element") -> bool:
    above = element.getparent()
    return above is not None and word(above) == "rowBreaks"


def _move_anchor(start: "_Element", rows: Rows) -> None:
    """Move what lies over cells, whose rows are counted from 0: it goes with where it begins and keeps its height."""
    anchor, begins = start.getparent(), _row_of(start)
    if anchor is None or begins is None or anchor.get("editAs") == "absolute":
        return
    down = rows.first(begins + 1) - 1 - begins
    for corner in (start, child(anchor, "to")):
        number = None if corner is None else _row_of(corner)
        if corner is not None and number is not None:
            next(each for each in corner if word(each) == "row").text = str(number + down)


def _row_of(corner: "_Element") -> int | None:
    row = child(corner, "row")
    return whole_number(row.text) if row is not None and row.text and row.text.isdecimal() else None


def move_links(package: "Package", sheet: "Sheet", sheets: Mapping[str, Rows]) -> None:
    """Move the cells of which a sheet's links, text boxes, controls and tables speak."""
    place = Place(sheet=sheet.name)
    package.relink(sheet.part, lambda cell: moved_formula(cell, place, sheets))
    for relation in package.relations(sheet.part):
        if relation.part not in package:
            continue
        if relation.kind in ("drawing", "ctrlProp"):
            package.relink(relation.part, lambda cell: moved_formula(cell, place, sheets))
            for element in package.tree(relation.part).iter():
                if _move_links_of(element, place, sheets):
                    package.touch(relation.part)
        elif relation.kind == "table":
            if _move_columns(package.tree(relation.part), sheet, sheets):
                package.touch(relation.part)
        elif relation.kind == "vmlDrawing":
            package.put(relation.part, _relinked_vml(package.text(relation.part), place, sheets))


def _move_links_of(element: "_Element", place: Place, sheets: Mapping[str, Rows]) -> bool:
    """Move the cells that attributes of an element name; whether any have moved."""
    moved = {name: moved_formula(element.get(name, ""), place, sheets) for name in _LINKS if name in element.attrib}
    changed = {name: now for name, now in moved.items() if now != element.get(name)}
    for name, now in changed.items():
        element.set(name, now)
    return bool(changed)


def _move_columns(table: "_Element", sheet: "Sheet", sheets: Mapping[str, Rows]) -> bool:
    """Move the formulas of a table's columns, as in its first row, and of its totals; whether any have moved."""
    rows = area_rows(table.get("ref", ""))
    changed = False
    for element in table.iter():
        if rows is not None and element.text and word(element) in ("calculatedColumnFormula", "totalsRowFormula"):
            first = rows[0] + whole_number(table.get("headerRowCount", "1"))
            row = first if word(element) == "calculatedColumnFormula" else rows[1]
            now = moved_formula(element.text, Place(sheet=sheet.name, row=row, now=sheet.rows.first(row)), sheets)
            changed = changed or now != element.text
            element.text = now
    return changed


def _relinked_vml(data: bytes, place: Place, sheets: Mapping[str, Rows]) -> bytes:
    def link(match: re.Match[bytes]) -> bytes:
        try:
            formula = match[2].decode()
        except UnicodeDecodeError:
            raise NoSense(repr(match[2])) from None
        return match[1] + escape(moved_formula(unescape(formula), place, sheets)).encode()

    return re.sub(rb"(<x:Fmla(?:Link|Range|Txbx|Pict)>)([^<]*)", link, data)


def move_related(package: "Package", sheet: "Sheet") -> None:
    """Move what is in parts of their own and belongs to a sheet: tables, notes, pictures, pivot tables."""
    for relation in package.relations(sheet.part):
        if relation.part not in package:
            continue
        match relation.kind:
            case "table" | "comments" | "threadedComment" | "pivotTable" | "drawing":
                for element in package.tree(relation.part).iter():
                    _move_areas(element, sheet.rows)
                package.touch(relation.part)
            case "vmlDrawing":
                package.put(relation.part, _moved_vml(package.text(relation.part), sheet.rows))


def _moved_vml(data: bytes, rows: Rows) -> bytes:
    """Move boxes: of notes with their cells, others with where they begin; what Excel writes here is not always XML."""
    return b"".join(_moved_box(box, rows) for box in re.split(rb"(?=<x:ClientData)", data))


def _moved_box(data: bytes, rows: Rows) -> bytes:
    its_row = re.search(rb"(<x:Row>\s*)(\d{1,7})(?=\s*</x:Row>)", data)

    def anchor(match: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in match[2].split(b",")]
        row = numbers[2] if its_row is None else int(its_row[2])
        down = rows.first(row + 1) - 1 - row
        numbers[2], numbers[6] = numbers[2] + down, numbers[6] + down  # its top and its bottom
        return match[1] + b", ".join(b"%d" % number for number in numbers) + match[3]

    moved = re.sub(rb"(<x:Anchor>)(\s*\d{1,7}\s*(?:,\s*\d{1,7}\s*){7})(</x:Anchor>)", anchor, data)
    if its_row is None:
        return moved
    now = b"%b%d" % (its_row[1], rows.first(int(its_row[2]) + 1) - 1)
    return moved.replace(its_row[0], now, 1)


def move_names(workbook: "_Element", sheets: Mapping[str, Rows]) -> None:
    """Move the cells that names stand for, such as the area that is printed."""
    names = child(workbook, "definedNames")
    for name in () if names is None else names:
        if name.text:
            name.text = moved_formula(name.text, Place(sheet=""), sheets, grows=True)


def move_charts(package: "Package", sheets: Mapping[str, Rows]) -> None:
    """Let charts show all rows of what they showed one row of."""
    for part in package.parts("drawingml.chart+xml", "chartex+xml"):
        for element in package.tree(part).iter():
            if element.text and word(element) == "f":
                moved = moved_formula(element.text, Place(sheet=""), sheets, grows=True)
                if moved != element.text:
                    element.text = moved
                    package.touch(part)


def move_pivots(package: "Package", sheets: Mapping[str, Rows]) -> None:
    """Let pivot tables take what is there now, all rows of what they took one row of, when the workbook is opened."""
    for part in package.parts("pivotCacheDefinition+xml"):
        root = package.tree(part)
        for source in (element for element in root.iter() if word(element) == "worksheetSource"):
            if any(name.endswith("}id") for name in map(str, source.attrib)):  # of another workbook
                continue
            rows = sheets.get(sheet_name(source.get("sheet", "")).casefold())
            if rows and "ref" in source.attrib:
                source.set("ref", moved_area(source.get("ref", ""), rows))
            root.set("refreshOnLoad", "1")
            package.touch(part)
