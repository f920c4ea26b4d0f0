"""A day's page: its items, how many are left, and in which order to look at them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from worklist.checklist.items import Item, Kind, Status, parse_kind
from worklist.errors import DayClosed, NoSuchItem, NothingSelected
from worklist.selection import Selection, match_name


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The items of one working day, by id; closed once it has a `seal`.

    `opened_at` is `None` on a day that nobody has written on yet; `last_id` is the last id given out, whose item
    may have been taken back since.
    """

    day: date
    opened_at: datetime | None = None
    last_id: int = 0
    items: Mapping[int, Item] = field(default_factory=dict)
    seal: Seal | None = None

    def item(self, id: int) -> Item:
        """Give the item with this id; raises `NoSuchItem`."""
        try:
            return self.items[id]
        except KeyError:
            raise NoSuchItem(id, self.day) from None

    def require_unsealed(self) -> None:
        """Raise `DayClosed` if this page takes no change any more."""
        if self.seal is not None:
            raise DayClosed(self.day)

    def select(self, selection: Selection, left_out: Selection | None = None, *, settled: bool = False) -> list[Item]:
        """Give the items that `selection` means, in the order of their ids, less those `left_out` means.

        A filter takes the open items, or the settled ones if `settled`; ids are taken whatever their status.
        Raises `NoSuchItem` for an id that does not exist and `NothingSelected` if nothing is left.
        """
        chosen = self._ids(selection)
        chosen |= {id for id in self._filtered(selection) if self.items[id].is_open != settled}
        if left_out is not None:
            chosen -= self._ids(left_out) | self._filtered(left_out)
        if not chosen:
            wanted = "settled" if settled else "open"
            raise NothingSelected(str(selection), wanted, self.day)
        return [self.items[id] for id in sorted(chosen)]

    def _ids(self, selection: Selection) -> set[int]:
        ids: set[int] = set()
        for first, last in selection.ranges:
            for id in range(first, last + 1):
                ids.add(self.item(id).id)
        return ids

    def _filtered(self, selection: Selection) -> set[int]:
        if not selection.has_filter:
            return set()
        names = self.companies()
        companies = {match_name(name, names) for name in selection.companies}
        kinds = {parse_kind(kind) for kind in selection.kinds}
        return {
            item.id
            for item in self.items.values()
            if (not companies or item.company in companies) and (not kinds or item.kind in kinds)
        }

    def companies(self) -> list[str]:
        """Give the companies that its items name, sorted."""
        return sorted({item.company for item in self.items.values() if item.company is not None})

    def people(self) -> list[str]:
        """Give the people that its items name, sorted."""
        return sorted({item.who for item in self.items.values() if item.who is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many items have which status; and over the items with a need, what was counted of it."""

    open: int = 0
    done: int = 0
    waived: int = 0
    carried: int = 0
    count: int = 0
    need: int = 0

    @property
    def items(self) -> int:
        """All items."""
        return self.open + self.settled

    @property
    def settled(self) -> int:
        """The items that are not open."""
        return self.done + self.waived + self.carried


def tally(items: Iterable[Item]) -> Tally:
    """Count `items` by status."""
    statuses = dict.fromkeys(Status, 0)
    count = need = 0
    for item in items:
        statuses[item.status] += 1
        count += item.count or 0
        need += item.need or 0
    return Tally(
        open=statuses[Status.OPEN],
        done=statuses[Status.DONE],
        waived=statuses[Status.WAIVED],
        carried=statuses[Status.CARRIED],
        count=count,
        need=need,
    )


def tally_by_kind(items: Iterable[Item]) -> dict[Kind, Tally]:
    """Count `items` by status for each kind that has any, in the order of `Kind`."""
    by_kind: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in items:
        by_kind[item.kind].append(item)
    return {kind: tally(members) for kind, members in by_kind.items() if members}


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
