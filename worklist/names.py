"""Names as people type them: without case, full width or half, any part, by pinyin or its initials."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from worklist.errors import AmbiguousName, NoSuchName

Names = Callable[[], Iterable[tuple[int, str]]]
"""Gives names, each with the number of what bears it; several names may have one number."""
LISTED = 10
"""So many names are listed where a name could be any of them."""


def fold(name: str) -> str:
    """Give a name as names are compared: without case, width (NFKC) and blanks."""
    if name.isascii():
        return "".join(name.casefold().split())
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def match_name(text: str, names: Sequence[str]) -> set[str]:
    """Give those of `names` that `text` means: the same without case, else the only one it is a part of.

    Names that differ in case or width alone are one name. Raises `AmbiguousName` with the candidates, or
    `NoSuchName` with the nearest.
    """
    folded = {name: fold(name) for name in names}
    wanted = fold(text)
    exact = {name for name in names if folded[name] == wanted}
    candidates = exact or {name for name in names if wanted in folded[name]}
    if not candidates and any(not name.isascii() for name in names):
        numbered = list(enumerate(names))
        spelled = find_spelled(text, lambda: ((number, said) for number, name in numbered for said in spell(name)))
        candidates = {names[number] for number in spelled}
    if len({folded[name] for name in candidates}) == 1:
        return candidates
    if candidates:
        raise AmbiguousName(text, listed(name for name in names if name in candidates))
    raise NoSuchName(text, listed(nearest(text, names)))


def nearest(text: str, names: Iterable[str]) -> list[str]:
    """Give the three names most like `text`."""
    from difflib import get_close_matches  # only a wrong name pays for it

    return get_close_matches(text, list(names), n=3, cutoff=0)


def listed(names: Iterable[str]) -> str:
    """Give names in one line for a person; of very many, the first."""
    given = list(names)
    shown = ", ".join(given[:LISTED])
    return f"{shown}, … ({len(given)})" if len(given) > LISTED else shown or "—"


def find_name(text: str, names: Names) -> set[int]:
    """Give the numbers of what `text` names: exactly, else of all that have it as a part of a name."""
    wanted = fold(text)
    same: set[int] = set()
    parts: set[int] = set()
    for number, name in names():
        if name == text:
            return {number}
        folded = fold(name)
        if wanted == folded:
            same.add(number)
        elif wanted in folded:
            parts.add(number)
    return same or parts


def find_spelled(text: str, spellings: Names) -> set[int]:
    """Give the numbers of what `text` spells in pinyin or initials, whole if any is; else of all that have a part so.

    `spellings` are as `spell` gives them. A part begins with a syllable.
    """
    wanted = fold(text).replace("ü", "v")
    if not wanted.isascii():
        return set()
    whole: set[int] = set()
    parts: set[int] = set()
    for number, spelling in spellings():
        syllables = spelling.split()
        initials = "".join(syllable[0] for syllable in syllables)
        letters = "".join(syllables)
        if wanted in (initials, letters):
            whole.add(number)
        elif wanted in initials or (wanted in letters and _begins_a_syllable(wanted, syllables)):
            parts.add(number)
    return whole or parts


def _begins_a_syllable(wanted: str, syllables: Sequence[str]) -> bool:
    return any("".join(syllables[place:]).startswith(wanted) for place in range(len(syllables)))


def spell(name: str) -> tuple[str, ...]:
    """Give a name with Chinese characters in pinyin without tones, its syllables parted by blanks: `qi tai chuan gan`.

    Where the reading within the whole name is another than that of the characters alone, both are given (重庆 is
    chong qing, 重 alone is zhong). A name without Chinese characters has no spelling.
    """
    if name.isascii():
        return ()
    from pypinyin import lazy_pinyin  # a large dictionary; only for whoever adds a name

    if not lazy_pinyin(name, errors="ignore"):
        return ()
    readings = (
        lazy_pinyin(name, errors=" ".join),  # what is no Chinese character stands for itself, sign by sign
        [syllable for sign in name for syllable in lazy_pinyin(sign)],
    )
    return tuple(dict.fromkeys(said for reading in readings if (said := " ".join(_letters(reading)))))


def _letters(syllables: Iterable[str]) -> Iterator[str]:
    """Give syllables, letters and digits, without punctuation."""
    for syllable in " ".join(syllables).split():
        if letters := "".join(sign for sign in fold(syllable) if sign.isalnum()):
            yield letters
