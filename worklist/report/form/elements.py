"""Elements of XML, found by their names without the namespace: workbooks of two standards differ in nothing else."""

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element


def word(element: "_Element") -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: "_Element", name: str) -> "_Element | None":
    """Give the first child of this name."""
    return next((each for each in element if word(each) == name), None)


def areas(element: "_Element") -> list[str]:
    """Give the areas that an element is for, which stand in an attribute or in an element of their own."""
    beneath = child(element, "sqref")
    return (element.get("sqref") or ("" if beneath is None else beneath.text) or "").split()


def beside(element: "_Element", name: str) -> str:
    """Give the tag of another name in an element's namespace."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def unset(element: "_Element", *names: str) -> None:
    """Take attributes away, if they are there."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]
