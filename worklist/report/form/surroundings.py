"""What speaks of rows besides cells: areas and formulas around them, names, tables, notes, pictures and charts."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from worklist.report.form.elements import child, word
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

if TYPE_CHECKING:
    from lxml.etree import _Element

    from worklist.report.form.package import Package
    from worklist.report.form.sheet import Sheet

_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})


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
            if word(element) == "cfvo" and element.get("type") == "formula":
                element.set("val", moved_formula(element.get("val", ""), Place(sheet=sheet.name), sheets))
            if element.get("location") and word(element) == "hyperlink":
                element.set("location", moved_formula(element.get("location", ""), Place(sheet=sheet.name), sheets))


def _top(formula: "_Element") -> int | None:
    """Give the first row of the area that a formula of a condition or a validation is for, as it was."""
    for above in formula.iterancestors():
        beneath = child(above, "sqref")
        areas = above.get("sqref") or ("" if beneath is None else beneath.text)
        if areas:
            rows = area_rows(areas.split()[0])
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
            if frozen.isdecimal() and int(frozen):
                element.set("ySplit", str(rows.last(int(frozen))))
        case "brk" if _is_of_rows(element):
            element.set("id", str(rows.last(int(element.get("id", "0")))))
        case "inputCells" | "cellWatch" if "r" in element.attrib:
            element.set("r", moved_cell(element.get("r", ""), rows))
        case "from" | "to":
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


def _move_anchor(corner: "_Element", rows: Rows) -> None:
    """Move a corner of a picture, whose rows are counted from 0; what is not to grow with the rows keeps its height."""
    row, anchor = child(corner, "row"), corner.getparent()
    if row is None or anchor is None or not (row.text or "").isdecimal() or anchor.get("editAs") == "absolute":
        return
    number = int(row.text or "0") + 1
    now = rows.first(number)
    if word(corner) == "to" and anchor.get("editAs") == "oneCell":
        start = child(anchor, "from")
        begins = None if start is None else child(start, "row")
        if begins is not None:  # which has moved already
            begun = _before(int(begins.text or "0") + 1, rows)
            now = number + rows.first(begun) - begun
    row.text = str(now - 1)


def _before(now: int, rows: Rows) -> int:
    """Give the row of the form that begins at a row of what it has become."""
    low, high = 1, now
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if rows.first(middle) <= now else (low, middle - 1)
    return low


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
    """Move the boxes of notes; what Excel writes here is not always XML."""

    def row(match: re.Match[bytes]) -> bytes:
        return b"%s%d%s" % (match[1], rows.first(int(match[2]) + 1) - 1, match[3])

    def anchor(match: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in match[2].split(b",")]
        down = rows.first(numbers[2] + 1) - 1 - numbers[2]
        numbers[2], numbers[6] = numbers[2] + down, numbers[6] + down  # its top and its bottom
        return match[1] + b", ".join(b"%d" % number for number in numbers) + match[3]

    data = re.sub(rb"(<x:Row>\s*)(\d{1,7})(\s*</x:Row>)", row, data)
    return re.sub(rb"(<x:Anchor>)(\s*\d{1,7}\s*(?:,\s*\d{1,7}\s*){7})(</x:Anchor>)", anchor, data)


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
    """Let pivot tables take all rows of what they took one row of, when the workbook is opened."""
    for part in package.parts("pivotCacheDefinition+xml"):
        root = package.tree(part)
        for source in (element for element in root.iter() if word(element) == "worksheetSource"):
            rows = sheets.get(sheet_name(source.get("sheet", "")).casefold())
            if rows and "ref" in source.attrib:
                source.set("ref", moved_area(source.get("ref", ""), rows))
                root.set("refreshOnLoad", "1")
                package.touch(part)
