"""Counting towards what is needed: 482 of 2,000 masks."""

from dataclasses import dataclass, replace

from worklist.checklist.items import Item, Status
from worklist.errors import BadCount, NeedIsMet, NoNeed

COUNT_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A recorded count: `amount` in all, or `amount` more than before if `further`."""

    amount: int
    further: bool = False


def record(item: Item, count: Count) -> Item:
    """Give the item with a count recorded: done once its need is reached, open until then.

    Raises `NoNeed` if there is nothing to count towards, `BadCount` if the sum is out of range.
    """
    if item.need is None or item.count is None:
        raise NoNeed(item.id)
    total = count.amount + (item.count if count.further else 0)
    if total > COUNT_LIMIT:
        raise BadCount(str(total), 0)
    if total >= item.need:
        return replace(item, status=Status.DONE, count=total, reason=None)
    return replace(item, count=total)


def change_need(item: Item, need: int | None) -> Item:
    """Give the item with another need, or none.

    Raises `NeedIsMet` if what is counted already would meet it.
    """
    if need is None:
        return replace(item, need=None, count=None)
    count = item.count or 0
    if count >= need:
        raise NeedIsMet(item.id, count, need)
    return replace(item, need=need, count=count)


def parse_count(text: str) -> Count:
    """Read `482` (in all) or `+2` (more than before); raises `BadCount`."""
    word = text.strip().replace("＋", "+")
    return Count(amount=_whole_number(text, word.removeprefix("+"), least=0), further=word.startswith("+"))


def parse_need(text: str) -> int:
    """Read how many are needed, at least 1; raises `BadCount`."""
    return _whole_number(text, text.strip(), least=1)


def _whole_number(text: str, digits: str, least: int) -> int:
    if not digits.isdecimal() or len(digits) > len(str(COUNT_LIMIT)):
        raise BadCount(text, least)
    number = int(digits)
    if not least <= number <= COUNT_LIMIT:
        raise BadCount(text, least)
    return number
