"""Items put together by company, zone or person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from worklist.checklist.items import Item
from worklist.names import fold

if TYPE_CHECKING:
    from worklist.checklist.companies import Company
    from worklist.checklist.roster import Roster


class GroupBy(StrEnum):
    """What items are put together by."""

    COMPANY = "company"
    ZONE = "zone"
    WHO = "who"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items of one company, zone or person; `name` is `None` for those that have none."""

    name: str | None
    items: tuple[Item, ...]

    @property
    def open(self) -> int:
        """How many of them are open."""
        return sum(item.is_open for item in self.items)


def grouped(items: Iterable[Item], by: GroupBy, roster: "Roster | None") -> list[Group]:
    """Put items together, the group with the most open first, then by name; within a group the order stays.

    A company that the `roster` knows by several names is one, by its own; only there has it a zone. Other names are
    one if they differ in case or width alone.
    """
    by_name = roster.by_name() if roster is not None else {}
    groups: dict[str | None, tuple[str | None, list[Item]]] = {}
    for item in items:
        name = _NAMES[by](item, by_name.get(fold(item.company)) if item.company is not None else None)
        groups.setdefault(None if name is None else fold(name), (name, []))[1].append(item)
    found = [Group(name=name, items=tuple(members)) for name, members in groups.values()]
    return sorted(found, key=lambda group: (-group.open, group.name is None, group.name or ""))


def _own_name(item: Item, company: "Company | None") -> str | None:
    return item.company if company is None else company.name


_NAMES: dict[GroupBy, "Callable[[Item, Company | None], str | None]"] = {
    GroupBy.COMPANY: _own_name,
    GroupBy.ZONE: lambda _item, company: None if company is None else company.zone,
    GroupBy.WHO: lambda item, _company: item.who,
}
