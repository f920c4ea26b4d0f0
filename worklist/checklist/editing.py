"""Changing the fields of open items."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING

from worklist.checklist.choosing import Choice
from worklist.checklist.counting import change_need
from worklist.checklist.items import Item, Kind, Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.transitions import each
from worklist.checklist.wishes import CLEAR, Clear, wished
from worklist.names import fold

if TYPE_CHECKING:
    from worklist.checklist.roster import Roster


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
    """Change the fields of open items.

    Raises `NeedIsMet` if a new need is counted already; a company is found on the roster where there is one, and
    raises as `Roster.find`.
    """
    page = choice.page(notebook, stamp)
    chosen = choice.open_items(notebook, page)
    if notebook.roster is None or not isinstance(wish.company, str):
        return notebook.entry(stamp, "edit", each(page, chosen, lambda item: _edited(item, wish)))
    moving = _moving(notebook.roster, wish, wish.company)
    return notebook.entry(stamp, "edit", each(page, chosen, lambda item: _edited(item, moving(item))))


def _moving(roster: "Roster", wish: Edit, name: str) -> Callable[[Item], Edit]:
    """Give what is wished for each item that moves to another company: if it was its caretaker's, so it is there."""
    company, by_name = roster.find(name), roster.by_name()

    def wish_for(item: Item) -> Edit:
        before = by_name.get(fold(item.company)) if item.company is not None else None
        is_caretakers = item.who is None or (before is not None and item.who == before.caretaker)
        who = (company.caretaker or CLEAR) if wish.who is None and is_caretakers else wish.who
        return replace(wish, company=company.name, who=who)

    return wish_for


def _edited(item: Item, wish: Edit) -> Item:
    edited = replace(
        item,
        text=wish.text or item.text,
        kind=wish.kind or item.kind,
        company=wished(wish.company, item.company),
        who=wished(wish.who, item.who),
        due=wished(wish.due, item.due),
        unit=wished(wish.unit, item.unit),
    )
    return edited if wish.need is None else change_need(edited, wished(wish.need, None))
