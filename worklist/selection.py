"""Which items a command means: ids and ranges, `@company`, `+kind`, and what to leave out."""

from collections.abc import Iterable
from dataclasses import dataclass

from worklist.errors import BadSelection

_HALF_WIDTH = str.maketrans("＠＋", "@+")
_COMMAS = str.maketrans("，、", ",,")
_LONGEST_ID = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was asked for: `ranges` of ids (both ends in), and a filter of `companies` and `kinds` as typed.

    An item is meant if its id is in a range, or if it answers to the filter: any of the companies and any of the
    kinds, where either is given.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    companies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def has_filter(self) -> bool:
        """Whether anything but ids was given."""
        return bool(self.companies or self.kinds)

    def __str__(self) -> str:
        ids = [str(first) if first == last else f"{first}-{last}" for first, last in self.ranges]
        names = [f"@{name}" for name in self.companies] + [f"+{kind}" for kind in self.kinds]
        return " ".join([*ids, *names])


def parse_selection(words: Iterable[str]) -> Selection:
    """Read words like `3-7,12`, `@company` and `+kind`, with commas or spaces between.

    Raises `BadSelection` for anything else, for a range that runs backwards and for no words at all.
    """
    ranges: list[tuple[int, int]] = []
    companies: list[str] = []
    kinds: list[str] = []
    pieces = [piece.strip() for word in words for piece in word.translate(_COMMAS).split(",")]
    parts = [part for piece in pieces for part in _split_ids(piece)]
    for part in parts:
        mark, name = part[0].translate(_HALF_WIDTH), part[1:]
        if mark in "@+" and name:
            (companies if mark == "@" else kinds).append(name)
        else:
            ranges.append(_read_range(part))
    if not parts:
        raise BadSelection(" ".join(words))
    return Selection(ranges=tuple(ranges), companies=tuple(companies), kinds=tuple(kinds))


def parse_id(text: str) -> int:
    """Read one id; raises `BadSelection`."""
    first, last = _read_range(text.strip())
    if first != last:
        raise BadSelection(text)
    return first


def _read_range(part: str) -> tuple[int, int]:
    """Read `7` or `3-7`; raises `BadSelection`."""
    first, dash, last = part.partition("-")
    ends = [first, last] if dash else [first, first]
    if not all(end.isdecimal() and len(end) <= _LONGEST_ID for end in ends) or int(ends[0]) > int(ends[1]):
        raise BadSelection(part)
    return int(ends[0]), int(ends[1])


def _split_ids(piece: str) -> list[str]:
    """Split at blanks, but not inside a name."""
    return [piece] if piece[:1].translate(_HALF_WIDTH) in ("@", "+") else piece.split()
