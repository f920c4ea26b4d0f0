"""What is written between braces in a cell of a form: a name, or one `a if b else c`, and nothing else.

A name that is not in the list, a sum, a call or a loop is an error before a cell is filled.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeAlias

from worklist.checklist.items import Kind
from worklist.errors.forms import BadFormCell, KindNotNamed, UnknownName
from worklist.i18n import _, mark
from worklist.report.form.fields import LOOPS, NAMES, Value, Values
from worklist.report.parts import Rate

_Take: TypeAlias = Callable[[Values], Value]

_KNOWN = frozenset(NAMES)
_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_NAME_OR_TEXT = rf"""{_NAME}|"[^"]*"|'[^']*'"""
_BETWEEN = re.compile(
    rf"""
    \{{\{{ \s* (?:
        (?P<name>{_NAME})
      | (?P<then>{_NAME_OR_TEXT}) \s* \b if \s+ (?P<condition>{_NAME}) \s+ else \b \s* (?P<otherwise>{_NAME_OR_TEXT})
    ) \s* \}}\}}
    """,
    re.VERBOSE,
)
_HEAD = rf"(?:{'|'.join(sorted({name.partition('.')[0] for name in NAMES}))})"
_OTHER_BRACES = re.compile(
    rf"""
      ｛\s*｛ | ｝\s*｝
    | [{{｛]\s*[{{｛]\s*{_HEAD}\b
    | (?<![A-Za-z0-9_.]){_HEAD}(?:\.\w+)*\s*[}}｝]\s*[}}｝]
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Braces that are meant for those of a name: of full width, with a blank between them, or without their fellows."""
_LONGEST = 100
"""The most letters of a name that can be meant for one of the list."""
_NOT_CLOSED = mark("a {{ has no }} behind it")
_NOT_ALLOWED = mark("a form takes a name or one “a if b else c” between {{ and }}, nothing else")
_ONE_KIND = Kind.ISSUES
_OTHERWISE = mark("a name has to stand between {{ and }}, with both braces of half width and no blank between them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A text of a form with names in it; `loops` are those of them that make its row repeat.

    `alone` says that it is one name or one choice and nothing besides, whose value can stand in the cell as it is.
    """

    cell: str
    parts: tuple[str | _Take, ...]
    loops: frozenset[str]
    alone: bool

    @property
    def count(self) -> int:
        """How many names and choices stand in it."""
        return sum(not isinstance(part, str) for part in self.parts)

    def value(self, values: Values) -> Value:
        """Work it out."""
        found = [part if isinstance(part, str) else part(values) for part in self.parts]
        return found[0] if self.alone else "".join(map(shown, found))


def is_template(text: str) -> bool:
    """Whether a text of a form is to be filled in, or is written as if it were."""
    return "{{" in text or "{%" in text or _OTHER_BRACES.search(text) is not None


def read(text: str, sheet: str, cell: str, *, whole: bool = True) -> Template:
    """Read a text of a form, all of a cell or a part of it; raises `UnknownName`, `KindNotNamed` or `BadFormCell`."""
    if "{%" in text:
        raise BadFormCell(sheet, cell, _NOT_ALLOWED)
    parts: list[str | _Take] = []
    loops: set[str] = set()
    read_to = 0
    while (begun := text.find("{{", read_to)) >= 0:
        match = _BETWEEN.match(text, begun)
        if match is None:
            raise BadFormCell(sheet, cell, _problem(text[begun:]))
        for name in (name for name in match.groups() if name is not None and not _is_text(name)):
            _require_known(name, sheet, cell)
            loops |= {name.partition(".")[0]} & LOOPS
        parts += text[read_to:begun], _taken(match)
        read_to = match.end()
    parts.append(text[read_to:])
    if any(isinstance(part, str) and _OTHER_BRACES.search(part) for part in parts):
        raise BadFormCell(sheet, cell, _OTHERWISE)
    inside = [part for part in parts if not isinstance(part, str) or part.strip()]
    alone = whole and len(inside) == 1
    return Template(cell=cell, parts=tuple(inside if alone else parts), loops=frozenset(loops), alone=alone)


def _problem(text: str) -> str:
    """Say what is wrong with a text that begins with braces."""
    if "}}" in text:
        return _NOT_ALLOWED
    return _OTHERWISE if re.search(r"[}｝]\s*[}｝]", text) else _NOT_CLOSED


def _require_known(name: str, sheet: str, cell: str) -> None:
    if len(name) > _LONGEST:
        raise BadFormCell(sheet, cell, _NOT_ALLOWED)
    if name in _KNOWN:
        return
    if _is_of_any_kind(name.lower()):
        raise KindNotNamed(sheet, cell, name, ", ".join(Kind))
    (nearest,) = get_close_matches(name.lower(), NAMES, 1, 0.0)
    raise UnknownName(sheet, cell, name, nearest)


def _is_of_any_kind(name: str) -> bool:
    """Whether a name is as the list of names writes it, with KIND for each kind."""
    first, *rest = name.split(".")
    one = [_ONE_KIND if part == "kind" else part for part in rest]
    return rest != one and ".".join([first, *one]) in _KNOWN


def _taken(match: re.Match[str]) -> _Take:
    """Give what takes the value of what stands between braces."""
    if match["name"] is not None:
        return _of(match["name"])
    condition, then, otherwise = (_of(match[group]) for group in ("condition", "then", "otherwise"))
    return lambda values: then(values) if condition(values) else otherwise(values)


def _of(written: str) -> _Take:
    if _is_text(written):
        return lambda _values: written[1:-1]
    return lambda values: values[written]


def _is_text(written: str) -> bool:
    return written[0] in "\"'"


def shown(value: Value) -> str:
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
            return str(value)
