"""Names where a form is not filled: in headers, notes, messages, text boxes and charts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from worklist.errors.forms import BadFormCell, NameOutsideCells
from worklist.i18n import mark
from worklist.report.form.elements import areas, word
from worklist.report.form.templates import is_template

if TYPE_CHECKING:
    from lxml.etree import _Element

    from worklist.report.form.package import Package

_AROUND = mark("the header or footer of its pages")
_NOTE = mark("only cells are filled, and a name stands in its note")
_MESSAGE = mark("only cells are filled, and a name stands in the message of its validation")
_MESSAGES = ("promptTitle", "prompt", "errorTitle", "error")
_DRAWN = {
    "drawing": mark("a text box or shape"),
    "diagramData": mark("a text box or shape"),
    "chart": mark("a chart"),
    "chartEx": mark("a chart"),
    "chartUserShapes": mark("a chart"),
}
"""What is drawn over a sheet, by the kinds of its parts, and how it is called."""


def require_names_in_cells(package: "Package", sheet: str, part: str) -> None:
    """Raise `NameOutsideCells` or `BadFormCell` for a name elsewhere than in a cell of a sheet, or of one of charts."""
    for element in package.tree(part).iter():
        if word(element) == "headerFooter" and any(is_template(each.text or "") for each in element):
            raise NameOutsideCells(sheet, _AROUND)
        if word(element) == "dataValidation" and any(is_template(element.get(name, "")) for name in _MESSAGES):
            raise BadFormCell(sheet, " ".join(areas(element)), _MESSAGE)
    for kind, root in _around(package, part):
        for element in root.iter():
            if word(element) in ("comment", "threadedComment") and is_template("".join(map(str, element.itertext()))):
                raise BadFormCell(sheet, element.get("ref", ""), _NOTE)
            if kind in _DRAWN and word(element) == "p" and is_template(_text_of(element)):
                raise NameOutsideCells(sheet, _DRAWN[kind])


def _around(package: "Package", part: str) -> Iterator[tuple[str, "_Element"]]:
    """Give the parts with notes, drawings and charts, with what kind each is."""
    waiting, seen = [part], {part}
    while waiting:
        for relation in package.relations(waiting.pop()):
            known = relation.kind in ("comments", "threadedComment") or relation.kind in _DRAWN
            if known and relation.part in package and relation.part not in seen:
                seen.add(relation.part)
                waiting.append(relation.part)
                yield relation.kind, package.tree(relation.part)


def _text_of(paragraph: "_Element") -> str:
    """Give what is written in a paragraph, without what it shows of a cell."""
    return "".join(str(text) for run in paragraph if word(run) == "r" for text in run.itertext())
