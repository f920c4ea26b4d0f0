"""Changing the fields of open items."""

from dataclasses import dataclass, replace
from datetime import time

from worklist.checklist.choosing import Choice
from worklist.checklist.counting import change_need
from worklist.checklist.items import Item, Kind, Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.transitions import each
from worklist.checklist.wishes import Clear, wished


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
    if notebook.roster is not None and isinstance(wish.company, str):
        wish = replace(wish, company=notebook.roster.find(wish.company).name)
    return notebook.entry(
        stamp, "edit", each(page, choice.open_items(notebook, page), lambda item: _edited(item, wish))
    )


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
