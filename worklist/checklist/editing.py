"""Changing the fields of open items."""

from dataclasses import dataclass, replace
from datetime import time
from typing import TypeVar

from worklist.checklist.choosing import Choice
from worklist.checklist.counting import change_need
from worklist.checklist.items import Item, Kind, Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.transitions import each

Value = TypeVar("Value")


class Clear:
    """The wish to empty a field."""


CLEAR = Clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New values for an item's fields; `None` leaves a field as it is, `CLEAR` empties it."""

    text: str | None = None
    kind: Kind | None = None
    company: str | Clear | None = None
    who: str | Clear | None = None
    due: time | Clear | None = None
    need: int | Clear | None = None
    unit: str | Clear | None = None


def edit(notebook: Notebook, choice: Choice, wish: Edit, stamp: Stamp) -> Entry:
    """Change the fields of open items; raises `NeedIsMet` if a new need is counted already."""
    page = choice.page(notebook, stamp)
    return notebook.entry(stamp, "edit", each(page, choice.open_items(page), lambda item: _edited(item, wish)))


def _wished(new: Value | Clear | None, old: Value | None) -> Value | None:
    if isinstance(new, Clear):
        return None
    return old if new is None else new


def _edited(item: Item, wish: Edit) -> Item:
    edited = replace(
        item,
        text=wish.text or item.text,
        kind=wish.kind or item.kind,
        company=_wished(wish.company, item.company),
        who=_wished(wish.who, item.who),
        due=_wished(wish.due, item.due),
        unit=_wished(wish.unit, item.unit),
    )
    return edited if wish.need is None else change_need(edited, _wished(wish.need, None))
