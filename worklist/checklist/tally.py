"""How many items are open, and how many are settled in which way."""

from collections.abc import Iterable
from dataclasses import dataclass

from worklist.checklist.items import Item, Kind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many items have which status; and over the items with a need, what was counted and waived of it."""

    open: int = 0
    done: int = 0
    waived: int = 0
    carried: int = 0
    count: int = 0
    need: int = 0
    waived_count: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            open=self.open + other.open,
            done=self.done + other.done,
            waived=self.waived + other.waived,
            carried=self.carried + other.carried,
            count=self.count + other.count,
            need=self.need + other.need,
            waived_count=self.waived_count + other.waived_count,
        )

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
    count = need = waived = 0
    for item in items:
        statuses[item.status] += 1
        count += min(item.count or 0, (item.need or 0) - item.waived_count)  # more in one place is not enough elsewhere
        need += item.need or 0
        waived += item.waived_count + (item.left if item.status is Status.WAIVED else 0)
    return Tally(
        open=statuses[Status.OPEN],
        done=statuses[Status.DONE],
        waived=statuses[Status.WAIVED],
        carried=statuses[Status.CARRIED],
        count=count,
        need=need,
        waived_count=waived,
    )


def tally_by_kind(items: Iterable[Item]) -> dict[Kind, Tally]:
    """Count `items` by status for each kind that has any, in the order of `Kind`."""
    by_kind: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in items:
        by_kind[item.kind].append(item)
    return {kind: tally(members) for kind, members in by_kind.items() if members}


def adds_up(items: Iterable[Item]) -> bool:
    """Whether some of `items` have a need, and all those the same unit, so that their counts can be added."""
    return len({item.unit for item in items if item.need is not None}) == 1
