"""What is written between braces in a cell of a form: names, comparisons, `x if y else z`, and nothing else.

Jinja2 reads and works them out in its sandbox, but only after every part of them has been looked at: a name that is
not in the list, a call, a loop or anything else that a form does not need is an error before a cell is filled.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from math import isfinite
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from worklist.errors.forms import BadFormCell, UnknownName
from worklist.i18n import _, mark
from worklist.report.form.fields import LOOPS, NAMES, Rate, Value

_KNOWN = frozenset(NAMES)
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const),
    *(nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Add, nodes.Sub),
)
_NO_TEMPLATE = mark("what stands between {{ and }} cannot be read")
_NOT_ALLOWED = mark("a form takes names, comparisons, +, - and “a if b else c” between {{ and }}, nothing else")
_NO_VALUE = mark("the values do not go together, such as a text and a number, or a number and nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A text of a form with names in it; `loops` are those of them that make its row repeat.

    `alone` says that it is one name or expression and nothing besides, whose value can stand in the cell as it is.
    """

    sheet: str
    cell: str
    source: str
    loops: frozenset[str]
    alone: bool

    def value(self, values: Mapping[str, Any]) -> Value:
        """Work it out; raises `BadFormCell`."""
        try:
            found = _compiled(self.source, alone=self.alone)(values)
        except (TypeError, ValueError, ArithmeticError, TemplateError, NameError):  # Jinja writes inf as a name
            raise BadFormCell(self.sheet, self.cell, _NO_VALUE) from None
        if isinstance(found, float) and not isfinite(found):
            raise BadFormCell(self.sheet, self.cell, _NO_VALUE)
        if found is None or isinstance(found, str | int | float | date):
            return found
        raise BadFormCell(self.sheet, self.cell, _NO_VALUE)  # a span between two days


def is_template(text: str) -> bool:
    """Whether a text of a form is to be filled in."""
    return "{{" in text or "{%" in text


def read(text: str, sheet: str, cell: str, *, whole: bool = True) -> Template:
    """Read a text of a form, all of a cell or a part of it; raises `UnknownName` or `BadFormCell`."""
    try:
        parsed = _environment().parse(text)
        names = list(_names(parsed, sheet, cell))
        alone = whole and _is_alone(parsed, text)
        source = text.strip()[2:-2] if alone else text
        _compiled(source, alone=alone)
    except (TemplateError, RecursionError, MemoryError, ValueError, SyntaxError):
        raise BadFormCell(sheet, cell, _NO_TEMPLATE) from None
    loops = frozenset(name.partition(".")[0] for name in names) & LOOPS
    return Template(sheet=sheet, cell=cell, source=source, loops=loops, alone=alone)


def shown(value: object) -> object:
    """Give a value as it stands within a text."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Rate():
            return f"{value:.1f}"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case _:
            return value


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        finalize=shown,
        keep_trailing_newline=True,
        newline_sequence="\n",
        comment_start_string="\0#",  # which no cell holds, so that {# stands for itself
        comment_end_string="#\0",
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


@cache
def _compiled(source: str, *, alone: bool) -> Callable[[Mapping[str, Any]], Any]:
    """Give what works out an expression that stands alone, or a text."""
    environment = _environment()
    if alone:
        return environment.compile_expression(source, undefined_to_none=False)
    return environment.from_string(source).render


def _is_alone(parsed: nodes.Template, text: str) -> bool:
    """Whether a text is one expression; blanks around it do not count."""
    whole = text.strip()
    outputs = [node for output in parsed.body if isinstance(output, nodes.Output) for node in output.nodes]
    inside = [node for node in outputs if not (isinstance(node, nodes.TemplateData) and not node.data.strip())]
    return (
        len(inside) == 1
        and not isinstance(inside[0], nodes.TemplateData)
        and whole.startswith("{{")
        and whole.endswith("}}")
        and whole[2] not in "-+"
        and whole[-3] not in "-+"
    )


def _names(node: nodes.Node, sheet: str, cell: str) -> Iterator[str]:
    """Give the names below a node; raises `UnknownName`, or `BadFormCell` for what a form may not have."""
    if not isinstance(node, _ALLOWED):
        raise BadFormCell(sheet, cell, _NOT_ALLOWED)
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = _path(node)
        if name is None:
            raise BadFormCell(sheet, cell, _NOT_ALLOWED)
        if name not in _KNOWN:
            (nearest,) = get_close_matches(name, NAMES, 1, 0.0)
            raise UnknownName(sheet, cell, name, nearest)
        yield name
        return
    for child in node.iter_child_nodes():
        yield from _names(child, sheet, cell)


def _path(node: nodes.Node) -> str | None:
    """Give a name with what stands behind its dots."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _path(node.node)
        return None if before is None else f"{before}.{node.attr}"
    return None
