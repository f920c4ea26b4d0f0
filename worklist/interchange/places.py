"""What the readers of all formats share: where something stands that cannot be read, and what a thing is named."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from worklist.checklist.items import TEXT_LIMIT, clean_text
from worklist.errors import EmptyText, TextTooLong
from worklist.errors.imports import EndsTooSoon, Unreadable, UnreadableFile
from worklist.i18n import mark

MEGABYTES_LIMIT = 100
"""The megabytes that a text of items may have."""
PLACES_SHOWN = 20
_SHOWN = 40
_UUID = re.compile(r"[0-9a-f]{32}")

NO_DAY = mark("no day; write it as 2020-02-21")
NO_COUNT_LEFT = mark("met by what is counted; write a smaller count, or that it is done")
_NO_TEXT = mark("nothing that can be read; say what is to be done")
_NOT_UTF8 = mark("not UTF-8; save the file as UTF-8")
_TOO_LONG = mark("too long; a text may have 10000 characters, a name 200")


@dataclass(slots=True)
class Places:
    """What cannot be read in the text of a file: the first places, and how many there are."""

    path: Path
    first: list[Unreadable] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, column: int | str, part: str, problem: str) -> None:
        """Note a place."""
        self.count += 1
        if len(self.first) < PLACES_SHOWN:
            shown = part if len(part) <= _SHOWN else f"{part[:_SHOWN]}…"
            self.first.append(Unreadable(line, column, shown, problem))

    def add_in(self, text: str, start: int, end: int, problem: str) -> None:
        """Note a place by where it stands in the whole text; many cost no more than few."""
        if self.count < PLACES_SHOWN:
            self.add(*place_in(text, start), text[start:end], problem)
        else:
            self.count += 1

    def add_end(self, text: str) -> None:
        """Note that the whole text ends too soon."""
        self.count += 1
        self.first.append(EndsTooSoon(*place_in(text, None)))

    def error(self) -> UnreadableFile:
        """Give the error that says them all."""
        return UnreadableFile(self.path, tuple(self.first), self.count)


class Unfit(Exception):
    """What is wrong with a part, in words that end the sentence of `Unreadable`."""


def cleaned(raw: str, limit: int = TEXT_LIMIT) -> str:
    """Give a text without the blanks around it; raises `Unfit`, also for one over the limit."""
    try:
        return clean_text(raw, limit)
    except EmptyText:
        raise Unfit(_NO_TEXT) from None
    except TextTooLong:
        raise Unfit(_TOO_LONG) from None


def decoded(data: bytes, places: Places) -> str:
    """Give a text in UTF-8, with or without a byte order mark; raises `UnreadableFile`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(data) - len(error.object)  # Python counts from behind the mark
        line, column = place_in(data[:start].decode("utf-8-sig"), None)
        places.add(line, column, ascii(data[start : start + 1])[2:-1], _NOT_UTF8)
    raise places.error() from None


def place_in(text: str, offset: int | None) -> tuple[int, int]:
    """Give the line and the column, from 1, of a character in a text, or of its end."""
    before = text[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


LONG_AGO = date.min
"""The day of what was settled nobody knows when."""
ELSEWHERE = "waived elsewhere"
"""The reason of what was waived where nobody says why; it is stored, and not translated."""


def given_origin(text: str) -> str | None:
    """Give the origin that a UUID is, however it is written; `None` for what is none."""
    uuid = text.replace("-", "").lower()
    return uuid if _UUID.fullmatch(uuid) else None
