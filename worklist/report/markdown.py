"""A report in Markdown, with the tables of GitHub Flavored Markdown (https://github.github.com/gfm/).

What is looked for in the finished page is beyond any escape: cmark-gfm's e-mail addresses; GitHub's @names, #numbers
and :emoji:.
"""

import re
from collections.abc import Iterable

from worklist.i18n import _
from worklist.report.parts import Document, Part, cell_text

_MEANING = re.compile(r"([\\`*_{}\[\]#|<>~&@$]|:(?=//)|/(?=/)|\.(?=[^\W\d_])|(?<=[Ww]{3})\.)")


def as_markdown(document: Document) -> str:
    """Give the report; no sign that people have written has a meaning in it."""
    lines = [f"# {escaped(document.title)}", ""]
    for line in document.subtitle:
        lines += [escaped(line), ""]
    for part in document.parts:
        lines += [f"## {escaped(part.title)}", ""]
        lines += [*_table(part), ""] if part.rows else [_("none"), ""]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Give a text in which every sign that has a meaning in Markdown stands for itself."""
    return _MEANING.sub(r"\\\1", text)


def _table(part: Part) -> Iterable[str]:
    yield _row(escaped(heading) for heading in part.headings)
    yield _row("---:" if is_figures else "---" for is_figures in part.figures)
    for row in part.rows:
        yield _row(escaped(cell) if isinstance(cell, str) else cell_text(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
