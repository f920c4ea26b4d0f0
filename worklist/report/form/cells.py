"""The cells of a form: what is written in them, and how a value is put in place of it (ECMA-376, part 1, 18.3)."""

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lxml import etree

from worklist.report.form.elements import beside, child, unset, word
from worklist.report.form.fields import Value
from worklist.report.form.sense import NoSense, whole_number
from worklist.report.form.styles import Styles
from worklist.report.length import cut
from worklist.report.parts import Rate

if TYPE_CHECKING:
    from lxml.etree import _Element

_DAY_0, _DAY_0_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - workbooks know no zones
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def pieces(string: "_Element") -> list["_Element"]:
    """Give the elements with the text of a string: one, or one for each run that looks different."""
    return [part for part in string.iter() if word(part) in ("t", "v") and not _is_phonetic(part)]


def _is_phonetic(part: "_Element") -> bool:
    above = part.getparent()
    return above is not None and word(above) == "rPh"


def string_of(cell: "_Element", shared: Sequence["_Element"]) -> "_Element | None":
    """Give the element with the text that a cell holds, `None` for a formula, a number or nothing.

    Raises `NoSense` for a shared string that is not told by a number.
    """
    kind, value = cell.get("t"), child(cell, "v")
    if child(cell, "f") is not None:
        return None
    if kind == "inlineStr":
        return child(cell, "is")
    if kind == "s" and value is not None and value.text:
        place = whole_number(value.text)
        return shared[place] if 0 <= place < len(shared) else None
    return value if kind == "str" else None


def empty(cell: "_Element") -> None:
    """Take out of a cell whatever it holds; its style stays."""
    for each in [each for each in cell if word(each) in ("f", "v", "is")]:
        cell.remove(each)
    unset(cell, "t", "cm", "vm")


def put(cell: "_Element", value: Value, styles: Styles, *, since_1904: bool) -> None:
    """Put a value into a cell: text as text, never as a formula, a number, a day and yes or no as such.

    The cell's own format stays. A day in a cell that would show it as a number is formatted as a day; a rate stands as
    it is, or as a fraction where the cell's format is one of percent.
    """
    empty(cell)
    match value:
        case None | "":
            return
        case bool():
            _write(cell, "1" if value else "0", kind="b")
        case date():
            moment = value if isinstance(value, datetime) else datetime.combine(value, time.min)
            _write(cell, _serial(moment, _DAY_0_OF_1904 if since_1904 else _DAY_0))
            cell.set("s", styles.of_day(cell.get("s", "0"), with_time=isinstance(value, datetime)))
        case Rate():
            is_percent = styles.is_percent(cell.get("s", "0"))
            _write(cell, repr(round(value / 100, 3) if is_percent else float(value)))
        case int() | float():
            _write(cell, repr(value))
        case str():
            _write_text(cell, value)


def _write(cell: "_Element", written: str, *, kind: str | None = None) -> None:
    if kind is not None:
        cell.set("t", kind)
    value = etree.Element(beside(cell, "v"))
    value.text = written
    cell.insert(0, value)


def _write_text(cell: "_Element", text: str) -> None:
    cell.set("t", "inlineStr")
    inline = etree.Element(beside(cell, "is"))
    part = etree.SubElement(inline, beside(cell, "t"))
    part.text = escaped(cut(text))
    part.set(_SPACE, "preserve")
    cell.insert(0, inline)


def put_pieces(cell: "_Element", string: "_Element", texts: Sequence[str]) -> None:
    """Put a string into a cell that looks like another, its pieces with other texts.

    Raises `NoSense` if it has pieces where no string has them.
    """
    empty(cell)
    whole = "".join(texts)
    if cut(whole) != whole:
        _write_text(cell, whole)
        return
    inline = etree.SubElement(cell, beside(cell, "is"))
    inline.extend(deepcopy(each) for each in string if word(each) in ("r", "t"))
    found = pieces(inline)
    if len(found) != len(texts):
        raise NoSense(whole)
    for piece, text in zip(found, texts, strict=True):
        piece.text = escaped(text)
        piece.set(_SPACE, "preserve")
    cell.set("t", "inlineStr")


def unescaped(text: str) -> str:
    """Give a text of the form with signs in place of their codes, such as a carriage return for `_x000D_`."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def escaped(text: str) -> str:
    """Give a text with codes for the signs that XML does not take, in which nothing else is read as one.

    `_x001B_` is the code of a sign (ECMA-376, part 1, 22.9.2.19); readers do not know those of the last two.
    """
    whole = re.sub("[\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", text)
    whole = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", whole)
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff]", lambda match: f"_x{ord(match[0]):04X}_", whole)


def _serial(moment: datetime, day_0: datetime) -> str:
    span = moment - day_0
    seconds = span - timedelta(days=span.days)
    return repr(span.days + seconds / timedelta(days=1)) if seconds else str(span.days)
