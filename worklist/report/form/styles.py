"""The styles of a form: how a cell shows its number, and such a style for days where there was none."""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from worklist.report.form.elements import beside, child
from worklist.report.form.sense import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

    from worklist.report.form.package import Package

_DAYS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""The formats of days and times that have a number of their own (ECMA-376, part 1, 18.8.30)."""
_OF_DAYS = re.compile("[ymdhsa]|e(?![+-])|g(?!/)")
"""The signs of days and times: weekdays (`aaaa`) and years of an era too, neither `0.00E+00` nor `G/通用格式`."""
_PERCENT = frozenset([9, 10])
_FIRST_OWN = 164
_NO_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What in a format is no sign of it: texts, signs after a backslash, blanks as wide as one, colours."""


class Styles:
    """The part of the form that holds its styles; without one, every cell is of the general kind."""

    def __init__(self, package: "Package", part: str | None) -> None:
        self._package = package
        self._part = part
        self._made: dict[tuple[str, str], str] = {}

    def of_day(self, style: str, *, with_time: bool) -> str:
        """Give a style of cells that shows a day as such: this one if it does, or else one made from it."""
        if self._number(style) in _DAYS or _OF_DAYS.search(self._code(style)):
            return style
        code = "yyyy-mm-dd hh:mm" if with_time else "yyyy-mm-dd"
        if (style, code) not in self._made:
            self._made[style, code] = self._make(style, code)
        return self._made[style, code]

    def is_percent(self, style: str) -> bool:
        """Whether a style of cells shows a fraction in percent."""
        return self._number(style) in _PERCENT or "%" in self._code(style)

    def _all(self, name: str) -> "_Element | None":
        if self._part is None:
            return None
        return self._package.tree(self._part).find(f"{{*}}{name}")

    def _format(self, style: str) -> "_Element | None":
        formats = self._all("cellXfs")
        place = whole_number(style) if style.isdecimal() else -1
        return formats[place] if formats is not None and 0 <= place < len(formats) else None

    def _number(self, style: str) -> int:
        format = self._format(style)
        number = "0" if format is None else format.get("numFmtId", "0")
        return whole_number(number) if number.isdecimal() else 0

    def _code(self, style: str) -> str:
        """Give the signs of a format that the form has made itself, in small letters."""
        number = str(self._number(style))
        own = self._all("numFmts")
        codes = [] if own is None else [each.get("formatCode", "") for each in own if each.get("numFmtId") == number]
        signs = _NO_SIGNS.sub("", codes[0]).lower() if codes else ""
        return signs.replace("general", "")

    def _make(self, style: str, code: str) -> str:
        formats, format = self._all("cellXfs"), self._format(style)
        if self._part is None or formats is None or format is None:
            return style
        made = deepcopy(format)
        made.set("numFmtId", _number_of(code, self._package.tree(self._part)))
        made.set("applyNumberFormat", "1")
        formats.append(made)
        formats.set("count", str(len(formats)))
        self._package.touch(self._part)
        return str(len(formats) - 1)


def _number_of(code: str, root: "_Element") -> str:
    """Give the number of a format of the form's own, which is made if there is none yet."""
    own = child(root, "numFmts")
    if own is None:
        own = etree.Element(beside(root, "numFmts"))
        root.insert(0, own)
    numbers = {whole_number(each.get("numFmtId", "")): each.get("formatCode") for each in own if _has_number(each)}
    found = [number for number, its_code in numbers.items() if its_code == code]
    number = found[0] if found else max([_FIRST_OWN - 1, *numbers]) + 1
    if not found:
        etree.SubElement(own, beside(own, "numFmt"), numFmtId=str(number), formatCode=code)
        own.set("count", str(len(own)))
    return str(number)


def _has_number(format: "_Element") -> bool:
    return format.get("numFmtId", "").isdecimal()
