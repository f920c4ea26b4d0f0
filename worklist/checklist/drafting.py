"""From a line as it was typed to what it puts on the page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from worklist.checklist.items import Draft, clean_name, clean_text, parse_kind
from worklist.errors import BadLine, EmptyText, NoneNeedsCompany, TwoOfOne, UsageError

Name = TypeVar("Name", bound=str)

# A name may hold brackets, as in 远航精密机械（江苏）股份有限公司; other punctuation ends it. The sign is looked
# for before what may stand in front of it: that takes half the time.
_MARKED_WORD = r"([@+＠＋])(?<!\S.)((?:[（(][^\s()（）]*[）)]|[^\s,，、;；。:：!！?？)）])+)"
_SIGNS = {"@": "@", "＠": "@", "+": "+", "＋": "+"}


def take_marks(text: str) -> tuple[str, list[str], list[str]]:
    """Take the words `@company` and `+kind` out of `text`, and give what is left, the companies and the kinds.

    What is around them stays as it is; punctuation ends a word. A plus before a digit is a number, and a doubled
    sign (`@@`, `++`) stands for itself.
    """
    found: dict[str, list[str]] = {"@": [], "+": []}
    pieces: list[str] = []
    end = 0
    for match in re.finditer(_MARKED_WORD, text):
        mark, name = _SIGNS[match[1]], match[2]
        if mark == "+" and name[0].isdigit():
            continue
        pieces.append(text[end : match.start()])
        end = match.end()
        if _SIGNS.get(name[0]) == mark:
            pieces.append(name)
        else:
            found[mark].append(name)
            if text[end : end + 1].isspace():
                end += 1
            elif text[end:]:  # punctuation, which follows the word before
                pieces[-1] = pieces[-1].rstrip()
    pieces.append(text[end:])
    return "".join(pieces), found["@"], found["+"]


def read_draft(line: str, given: Draft) -> Draft:
    """Read one line with its `@company` and `+kind`; `given` is what the options say of it.

    Where `given` says that nothing is outstanding, no text is needed. Raises `TwoOfOne` if the line names two of
    either, or another than the options do, and as `clean_text` and `parse_kind`.
    """
    text, companies, kinds = take_marks(clean_text(line) if line.strip() or not given.nothing else "")
    company = _one([*([given.company] if given.company else []), *map(clean_name, companies)])
    kind = _one([*([given.kind] if given.kind else []), *map(parse_kind, kinds)])
    if given.nothing and company is None:
        raise NoneNeedsCompany
    if given.nothing and not text.strip():
        return replace(given, kind=kind, company=company)
    if not text.strip():
        raise EmptyText(line)
    return replace(given, text=clean_text(text), kind=kind, company=company)


def _one(names: Sequence[Name]) -> Name | None:
    for other in names[1:]:
        if other != names[0]:
            raise TwoOfOne(names[0], other)
    return names[0] if names else None


def read_drafts(lines: Sequence[str], given: Draft) -> list[Draft]:
    """Read many lines, leaving out empty ones; raises `BadLine` for the first that cannot be read."""
    drafts = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            drafts.append(replace(read_draft(line, given), line=number))
        except UsageError as error:
            raise BadLine(number, error) from None
    return drafts
