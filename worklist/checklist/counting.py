"""Counting towards what is needed: 482 of 2,000 masks."""

from dataclasses import dataclass, replace

from worklist.checklist.items import Item, Status, Waiver
from worklist.errors import BadCount, NeedIsMet, NoNeed, TooManyWaived

COUNT_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A recorded count: `amount` in all, or `amount` more than before if `further`."""

    amount: int
    further: bool = False


def record(item: Item, count: Count) -> Item:
    """Give the item with a count recorded: done once nothing of its need is left, open until then.

    Raises `NoNeed` if there is nothing to count towards, `BadCount` if the sum is out of range.
    """
    if item.need is None or item.count is None:
        raise NoNeed(item.id)
    total = count.amount + (item.count if count.further else 0)
    if total > COUNT_LIMIT:
        raise BadCount(str(total), 0)
    counted = replace(item, count=total)
    return replace(counted, status=Status.DONE, reason=None) if counted.left == 0 else counted


def waive_part(item: Item, count: int, why: str) -> Item:
    """Give the item with `count` of its need waived: settled if nothing is left, as done if anything was counted.

    Raises `NoNeed` if there is nothing to count towards, `TooManyWaived` if fewer are left.
    """
    if item.need is None:
        raise NoNeed(item.id)
    if count > item.left:
        raise TooManyWaived(item.id, item.left)
    waived = replace(item, waived=(*item.waived, Waiver(count, why)))
    if waived.left:
        return waived
    if item.count:
        return replace(waived, status=Status.DONE, reason=None)
    return replace(waived, status=Status.WAIVED, reason=why)


def change_need(item: Item, need: int | None) -> Item:
    """Give the item with another need, or none.

    Raises `NeedIsMet` if what is counted already would meet it.
    """
    if need is None:
        return replace(item, need=None, count=None, waived=())
    count = item.count or 0
    if count + item.waived_count >= need:
        raise NeedIsMet(item.id, count + item.waived_count, need)
    return replace(item, need=need, count=count)


def parse_count(text: str) -> Count:
    """Read `482` (in all) or `+2` (more than before); raises `BadCount`."""
    word = text.strip().replace("＋", "+")
    return Count(amount=_whole_number(text, word.removeprefix("+"), 0, COUNT_LIMIT), further=word.startswith("+"))


def parse_need(text: str) -> int:
    """Read how many are needed, at least 1; raises `BadCount`."""
    return parse_whole_number(text, least=1)


def parse_whole_number(text: str, *, least: int, most: int = COUNT_LIMIT) -> int:
    """Read a whole number from `least` to `most`; raises `BadCount`."""
    return _whole_number(text, text.strip(), least, most)


def _whole_number(text: str, digits: str, least: int, most: int) -> int:
    if not digits.isdecimal() or len(digits) > len(str(most)):
        raise BadCount(text, least, most)
    number = int(digits)
    if not least <= number <= most:
        raise BadCount(text, least, most)
    return number
