"""A day's page: its items, how many are left, and in which order to look at them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from worklist.checklist.items import Item, Kind
from worklist.errors import NoSuchItem

if TYPE_CHECKING:
    from worklist.checklist.notebook import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What closing puts on a page: its place in the chain of closed days.

    `digest` and `previous` are SHA-256 in lower-case hex: of this page, and of the one closed before it (`None` on
    the first). `entry` is the number of the last log entry that the seal covers.
    """

    number: int
    day: date
    closed_at: datetime
    closed_by: str
    entry: int
    previous: str | None
    digest: str


class Blank(NamedTuple):
    """A company about which nothing of a kind is written, by the company's name."""

    company: str
    kind: Kind


def by_company(blanks: Iterable[Blank]) -> dict[str, list[Blank]]:
    """Put blanks together by company, in their order."""
    found: dict[str, list[Blank]] = {}
    for blank in blanks:
        found.setdefault(blank.company, []).append(blank)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The items of one working day, by id; closed once it has a `seal`.

    `opened_at` is `None` on a day that nobody has written on yet; `last_id` is the last id given out, whose item
    may have been taken back since. `is_dealt` says that it holds items of standing checks, `blanks` what was left
    blank when it was closed.
    """

    day: date
    opened_at: datetime | None = None
    last_id: int = 0
    items: Mapping[int, Item] = field(default_factory=dict)
    seal: Seal | None = None
    is_dealt: bool = False
    blanks: tuple[Blank, ...] = ()

    def after(self, changes: Iterable["Change"], moment: datetime) -> "Page":
        """Give the page once `changes` of its items have been written, at `moment`."""
        items = dict(self.items)
        last_id = self.last_id
        for change in changes:
            items.pop(change.id, None)
            if change.after is not None:
                items[change.id] = change.after
                last_id = max(last_id, change.id)
        return replace(
            self,
            opened_at=self.opened_at or moment,
            last_id=last_id,
            items=dict(sorted(items.items())),
            is_dealt=any(item.dealt for item in items.values()),
        )

    def item(self, id: int) -> Item:
        """Give the item with this id; raises `NoSuchItem`."""
        try:
            return self.items[id]
        except KeyError:
            raise NoSuchItem(id, self.day) from None

    def companies(self) -> list[str]:
        """Give the companies that its items name, sorted."""
        return sorted({item.company for item in self.items.values() if item.company is not None})

    def people(self) -> list[str]:
        """Give the people that its items name, sorted."""
        return sorted({item.who for item in self.items.values() if item.who is not None})

    def holding(self, text: str) -> list[Item]:
        """Give the items that hold `text` in any case: in their text, names, reason or notes."""
        wanted = text.casefold()
        return [item for item in self.items.values() if any(wanted in held.casefold() for held in item.prose())]


def in_order(items: Iterable[Item], rollover: time) -> list[Item]:
    """Sort as one looks at them: what is due first, then what was carried longest, then by id.

    A time before `rollover` is in the small hours, after every other time of the working day.
    """
    return sorted(
        items,
        key=lambda item: (
            item.due is None,
            item.due is not None and item.due < rollover,
            item.due or time.min,
            -item.times_carried,
            item.id,
        ),
    )


def is_overdue(item: Item, day: date, now: datetime, rollover: time) -> bool:
    """Whether an open item of `day` was due before `now`, by the clock on the wall."""
    if item.due is None or not item.is_open:
        return False
    nights_later = 1 if item.due < rollover else 0
    return ((now.date() - day).days, now.time()) > (nights_later, item.due)
