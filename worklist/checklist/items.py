"""One line of the checklist, and what may become of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from worklist.errors import (
    AlreadySettled,
    BadKind,
    EmptyText,
    NothingToReopen,
    NotSettled,
    NotUtf8,
    TextTooLong,
)

TEXT_LIMIT = 10_000
"""The most characters of a text, a note or a reason."""
NAME_LIMIT = 200
"""The most characters of a company, a person or a unit."""


class Kind(StrEnum):
    """What an item is about."""

    SUPPLIES = "supplies"
    MEASURES = "measures"
    DOSES = "doses"
    ISSUES = "issues"


class Status(StrEnum):
    """What has become of an item; all but `OPEN` are settled."""

    OPEN = "open"
    DONE = "done"
    WAIVED = "waived"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who does something, and when (with the zone of the clock that was read)."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something written beside an item."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An item on another day's page."""

    day: date
    id: int


class Dealt(NamedTuple):
    """Which standing check an item was dealt for, and to which company, by their numbers."""

    check: int
    company: int


class Waiver(NamedTuple):
    """So many of what an item needs do not apply, and why."""

    amount: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is written down before the page gives it an id; without a kind it is an issue.

    With `nothing` it says that nothing is outstanding. `line` is the line of standard input that it came from.
    """

    text: str = ""
    kind: Kind | None = None
    company: str | None = None
    who: str | None = None
    due: time | None = None
    need: int | None = None
    unit: str | None = None
    nothing: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the checklist.

    `count` is what has been recorded of `need`, both `None` for an item that is simply done or not; `waived` are
    the parts of the need that do not apply. An open item with a need has something left. `reason` is why it was
    waived or carried; on an open item, why it was last carried here. One that was `dealt` came from a standing
    check. With `nothing` it is a company's answer that nothing is outstanding, and done from the beginning. `origin`
    is the name that it has in the program from which it was imported, 32 hex digits.
    """

    id: int
    kind: Kind
    text: str
    company: str | None
    who: str | None
    due: time | None
    count: int | None
    need: int | None
    unit: str | None
    status: Status = Status.OPEN
    reason: str | None = None
    carried_from: Link | None = None
    carried_to: Link | None = None
    times_carried: int = 0
    notes: tuple[Note, ...] = ()
    waived: tuple[Waiver, ...] = ()
    dealt: Dealt | None = None
    nothing: bool = False
    origin: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be settled before the day can close."""
        return self.status is Status.OPEN

    @property
    def waived_count(self) -> int:
        """How many of its need do not apply."""
        return sum(waiver.amount for waiver in self.waived)

    @property
    def left(self) -> int:
        """How many of its need are neither counted nor waived; nothing for an item without a need."""
        return 0 if self.need is None else max(self.need - (self.count or 0) - self.waived_count, 0)

    def prose(self) -> list[str]:
        """Give all that people have written on it and beside it."""
        reasons = (waiver.why for waiver in self.waived)
        held = (self.text, self.company, self.who, self.reason, *reasons, *(note.text for note in self.notes))
        return [text for text in held if text]


def new_item(draft: Draft, id: int) -> Item:
    """Give a draft its place on a page."""
    return Item(
        id=id,
        kind=draft.kind or Kind.ISSUES,
        text=draft.text,
        company=draft.company,
        who=draft.who,
        due=draft.due,
        count=None if draft.need is None else 0,
        need=draft.need,
        unit=draft.unit,
        status=Status.DONE if draft.nothing else Status.OPEN,
        nothing=draft.nothing,
    )


def require_open(item: Item, day: date) -> None:
    """Raise `AlreadySettled` unless `item` of `day` is open."""
    if not item.is_open:
        raise AlreadySettled(item.id, item.status, day)


def finish(item: Item) -> Item:
    """Give the item as done, all that applies of its need counted."""
    count = None if item.count is None else item.count + item.left
    return replace(item, status=Status.DONE, count=count, reason=None)


def waive(item: Item, why: str) -> Item:
    """Give the item as not applying today."""
    return replace(item, status=Status.WAIVED, reason=why)


def carry(item: Item, to: Link, why: str | None) -> Item:
    """Give the item as moved to `to`."""
    return replace(item, status=Status.CARRIED, reason=why, carried_to=to)


def successor(carried: Item, before: Item, day: date, to: Link) -> Item:
    """Give the open item at `to` that takes the place of one `carried` from `day`: what is left of its need.

    A reason that was given when it was carried `before` stays until another is given. The standing check that it was
    dealt for deals its own item on the later day.
    """
    rest = None if carried.need is None else carried.left
    return replace(
        carried,
        id=to.id,
        status=Status.OPEN,
        count=None if rest is None else 0,
        need=rest,
        reason=carried.reason or before.reason,
        carried_from=Link(day=day, id=carried.id),
        carried_to=None,
        times_carried=carried.times_carried + 1,
        waived=(),
        dealt=None,
    )


def reopen(item: Item, before: Item) -> Item:
    """Give a done or waived item open again, with the count and the reason that it had `before` it was settled.

    A count that meets the need starts from nothing. Raises `NotSettled` if it is open already, `NothingToReopen` if
    it only says that nothing is outstanding.
    """
    if item.is_open:
        raise NotSettled(item.id)
    if item.nothing:
        raise NothingToReopen(item.id)
    met = item.need is not None and before.left == 0
    waived = () if met else before.waived
    return replace(item, status=Status.OPEN, count=0 if met else before.count, reason=before.reason, waived=waived)


def bring_back(carried: Item, later: Item, before: Item) -> Item:
    """Give a carried item open again, with what was written and counted on its successor `later`."""
    counted = carried.count
    return replace(
        later,
        id=carried.id,
        status=Status.OPEN,
        count=later.count if counted is None or later.count is None else counted + later.count,
        need=later.need if counted is None or later.need is None else counted + carried.waived_count + later.need,
        waived=() if later.need is None else (*carried.waived, *later.waived),
        reason=before.reason,
        carried_from=carried.carried_from,
        carried_to=None,
        times_carried=carried.times_carried,
        dealt=carried.dealt,
    )


# What people type


def clean_text(raw: str, limit: int = TEXT_LIMIT) -> str:
    """Give a text, note, reason or name without the blanks around it.

    Raises `NotUtf8` if it holds bytes that are no text, `EmptyText` if nothing in it can be seen, `TextTooLong`
    if it is over `limit` characters.
    """
    text = raw.strip()
    if not text.isprintable() or not text:
        _require_readable(text, raw)
    if len(text) > limit:
        raise TextTooLong(len(text), limit)
    return text


def _require_readable(text: str, raw: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotUtf8(raw) from None
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise EmptyText(raw)


def clean_name(raw: str) -> str:
    """Give a company, a person or a unit without the blanks around it; raises as `clean_text`."""
    return clean_text(raw, NAME_LIMIT)


_KINDS = {kind[0]: kind for kind in Kind}


def parse_kind(text: str) -> Kind:
    """Read a kind, or the beginning of one (every kind begins with another letter); raises `BadKind`."""
    word = text.strip().casefold()
    kind = _KINDS.get(word[:1])
    if kind is None or not kind.startswith(word):
        raise BadKind(text)
    return kind
