"""From a line as it was typed to what it puts on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from worklist.checklist.items import Draft, Kind, clean_name, clean_text, parse_kind
from worklist.errors import BadLine, TwoOfOne, UsageError
from worklist.selection import take_marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the options say of every line; `None` where they say nothing."""

    kind: Kind | None = None
    company: str | None = None
    who: str | None = None
    due: time | None = None
    need: int | None = None
    unit: str | None = None


def read_draft(line: str, given: Given) -> Draft:
    """Read one line with its `@company` and `+kind`.

    Raises `TwoOfOne` if the line names two of either, or another than the options do, and as `clean_text` and
    `parse_kind`.
    """
    marked = take_marks(clean_text(line))
    company = _one([*([given.company] if given.company else []), *map(clean_name, marked.companies)])
    kind = _one([*([given.kind] if given.kind else []), *map(parse_kind, marked.kinds)])
    return Draft(
        text=clean_text(marked.text),
        kind=Kind(kind) if kind else Kind.ISSUES,
        company=company,
        who=given.who,
        due=given.due,
        need=given.need,
        unit=given.unit,
    )


def _one(names: Sequence[str]) -> str | None:
    for other in names[1:]:
        if other != names[0]:
            raise TwoOfOne(names[0], other)
    return names[0] if names else None


def read_drafts(lines: Sequence[str], given: Given) -> list[Draft]:
    """Read many lines, leaving out empty ones; raises `BadLine` for the first that cannot be read."""
    drafts = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            drafts.append(read_draft(line, given))
        except UsageError as error:
            raise BadLine(number, error) from None
    return drafts
