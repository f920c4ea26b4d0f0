"""The notebook as a plain dictionary, written from DESIGN and not from the code: small enough to be seen to be right.

`items` holds every item that there is, on closed pages too, by its place: its day and id. What a command makes of
items is put in their place as new dictionaries, so a copy of the model needs to copy no item.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from worklist import errors
from worklist.checklist.items import Item, Stamp
from worklist.checklist.notebook import Entry

Place = tuple[date, int]
Fields = dict[str, Any]
BLANK: Fields = {
    **dict.fromkeys(["company", "who", "due", "count", "need", "unit", "reason", "carried_from", "carried_to"]),
    "status": "open",
    "times_carried": 0,
    "notes": (),
    "waived": (),
    "dealt": None,
    "nothing": False,
    "origin": None,
}
ONE_DAY = timedelta(days=1)


class Refusal(Exception):
    """What the command must be refused with."""

    def __init__(self, error: type[errors.WorklistError]) -> None:
        super().__init__(error.__name__)
        self.error = error


def refuse_if(refused: bool, error: type[errors.WorklistError]) -> None:
    if refused:
        raise Refusal(error)


@dataclass
class Model:
    """Items by place; when each page was begun and the last id it gave; the log; the seals in the order of closing."""

    items: dict[Place, Fields] = field(default_factory=dict)
    begun: dict[date, datetime] = field(default_factory=dict)
    last_id: dict[date, int] = field(default_factory=dict)
    log: list[Fields] = field(default_factory=list)
    seals: dict[date, Fields] = field(default_factory=dict)
    can_be_undone: list[Fields] = field(default_factory=list)

    def copy(self) -> "Model":
        return Model(**{name: value.copy() for name, value in vars(self).items()})

    # What is read

    def open_days(self) -> set[date]:
        return self.begun.keys() - self.seals.keys()

    def page(self, day: date) -> dict[int, Fields]:
        return {id: fields for (its_day, id), fields in self.items.items() if its_day == day}

    def history(self, *days: date) -> Iterator[Fields]:
        """Give what the log says of some days, the newest first."""
        for entry in reversed(self.log):
            if changes := [change for change in entry["changes"] if change[0][0] in days]:
                yield {**entry, "changes": changes}

    def working_day(self, now: datetime) -> date:
        if now.hour < 4 and now.date() - ONE_DAY in self.open_days():
            return now.date() - ONE_DAY
        return self.not_closed(now.date())

    def not_closed(self, day: date) -> date:
        while day in self.seals:
            day += ONE_DAY
        return day

    def open_places(self) -> list[Place]:
        return [place for place in self.items if place[0] not in self.seals]

    def holds(self, day: date, text: str) -> bool:
        """Whether an item of a day says a text anywhere, in whatever case."""
        said = [
            words
            for item in self.page(day).values()
            for words in (
                item["text"],
                item["company"],
                item["who"],
                item["reason"],
                *(note[2] for note in item["notes"]),
            )
        ]
        return any(text.casefold() in words.casefold() for words in said if words)

    # What is written

    def write(self, command: str, stamp: Stamp, new: dict[Place, Fields | None], undoes: int | None = None) -> None:
        """Put new fields in their places, none where an item is taken away, and write it in the log."""
        changes = [(place, self.items.get(place), fields) for place, fields in new.items()]
        entry = {"number": len(self.log) + 1, "command": command, "at": stamp.at, "by": stamp.by, "undoes": undoes}
        self.log.append({**entry, "changes": changes})
        if undoes is None:
            self.can_be_undone.append(self.log[-1])
        for (day, id), item in new.items():
            self.items.pop((day, id), None)
            if item is not None:
                self.items[day, id] = item
                self.begun.setdefault(day, stamp.at)
                self.last_id[day] = max(id, self.last_id.get(day, 0))

    def add(self, drafts: list[Fields], day: date | None, stamp: Stamp) -> None:
        day = day or self.working_day(stamp.at)
        refuse_if(day in self.seals, errors.DayClosed)
        first = self.last_id.get(day, 0) + 1
        new = [{**BLANK, **draft, "count": None if draft["need"] is None else 0} for draft in drafts]
        self.write("add", stamp, {(day, id): fields for id, fields in enumerate(new, first)})

    def chosen(self, day: date, ids: list[int]) -> dict[Place, Fields]:
        """Give the items that a command is about, in the order of their ids."""
        refuse_if(day in self.seals, errors.DayClosed)
        refuse_if(not self.page(day).keys() >= set(ids), errors.NoSuchItem)
        return {(day, id): self.items[day, id] for id in sorted(ids)}

    def chosen_open(self, day: date, ids: list[int]) -> dict[Place, Fields]:
        chosen = self.chosen(day, ids)
        refuse_if(any(item["status"] != "open" for item in chosen.values()), errors.AlreadySettled)
        return chosen

    def done(self, day: date, ids: list[int], stamp: Stamp) -> None:
        settled = {"status": "done", "reason": None}
        chosen = self.chosen_open(day, ids)
        self.write("done", stamp, {place: {**item, **settled, "count": item["need"]} for place, item in chosen.items()})

    def count(self, day: date, id: int, amount: int, further: bool, stamp: Stamp) -> None:
        ((place, item),) = self.chosen_open(day, [id]).items()
        refuse_if(item["need"] is None, errors.NoNeed)
        total = item["count"] + amount if further else amount
        met = {"status": "done", "reason": None} if total >= item["need"] else {}
        self.write("done", stamp, {place: {**item, **met, "count": total}})

    def waive(self, day: date, ids: list[int], why: str, stamp: Stamp) -> None:
        waived = {"status": "waived", "reason": why}
        self.write("waive", stamp, {place: {**item, **waived} for place, item in self.chosen_open(day, ids).items()})

    def carry(self, day: date, ids: list[int], to: date | None, why: str | None, stamp: Stamp) -> None:
        chosen = self.chosen_open(day, ids)
        to = to or self.not_closed(max(day + ONE_DAY, self.working_day(stamp.at)))
        refuse_if(to in self.seals, errors.DayClosed)
        refuse_if(to <= day, errors.CarryBackwards)
        new: dict[Place, Fields | None] = {}
        for id, (place, item) in enumerate(chosen.items(), self.last_id.get(to, 0) + 1):
            new[place] = {**item, "status": "carried", "reason": why, "carried_to": (to, id)}
            new[to, id] = {
                **item,
                "need": None if item["need"] is None else item["need"] - item["count"],
                "count": None if item["need"] is None else 0,
                "reason": why or item["reason"],
                "carried_from": place,
                "times_carried": item["times_carried"] + 1,
            }
        self.write("carry", stamp, new)

    def reopen(self, day: date, ids: list[int], stamp: Stamp) -> None:
        new: dict[Place, Fields | None] = {}
        for place, item in self.chosen(day, ids).items():
            refuse_if(item["status"] == "open", errors.NotSettled)
            was = self.before_it_was_settled(place)
            if item["status"] != "carried":
                new[place] = {**item, "status": "open", "count": was["count"], "reason": was["reason"]}
                continue
            refuse_if(item["carried_to"][0] in self.seals, errors.DayClosed)
            later = self.items[item["carried_to"]]
            refuse_if(later["status"] != "open", errors.CarriedOn)
            origin = {name: was[name] for name in ("reason", "carried_from", "times_carried")}
            new[place] = {**later, **origin}
            if item["need"] is not None and later["need"] is not None:
                new[place] = {**later, **origin, **{name: item["count"] + later[name] for name in ("count", "need")}}
            new[item["carried_to"]] = None
        self.write("reopen", stamp, new)

    def before_it_was_settled(self, place: Place) -> Fields:
        return next(
            before
            for entry in reversed(self.log)
            for where, before, after in entry["changes"]
            if where == place and before and after and before["status"] == "open" != after["status"]
        )

    def note(self, day: date, ids: list[int], text: str, stamp: Stamp) -> None:
        chosen = self.chosen(day, ids)
        refuse_if(any(item["status"] == "carried" for item in chosen.values()), errors.NoteOnCarried)
        note = (stamp.at, stamp.by, text)
        self.write("note", stamp, {place: {**item, "notes": (*item["notes"], note)} for place, item in chosen.items()})

    def edit(self, day: date, ids: list[int], wish: Fields, stamp: Stamp) -> None:
        """`wish` holds what is to change, `None` for what is to be emptied."""
        new: dict[Place, Fields | None] = {}
        for place, item in self.chosen_open(day, ids).items():
            new[place] = edited = {**item, **wish}
            if "need" in wish:
                edited["count"] = None if wish["need"] is None else item["count"] or 0
                refuse_if(wish["need"] is not None and edited["count"] >= wish["need"], errors.NeedIsMet)
        self.write("edit", stamp, new)

    def undo(self, stamp: Stamp) -> None:
        refuse_if(not self.can_be_undone, errors.SealedSince if self.seals else errors.NothingToUndo)
        last = self.can_be_undone.pop()
        self.write("undo", stamp, {place: before for place, before, _ in reversed(last["changes"])}, last["number"])

    def close(self, day: date, carry_rest: bool, why: str | None, stamp: Stamp) -> None:
        refuse_if(day > stamp.at.date(), errors.FutureDay)
        refuse_if(day in self.seals, errors.DayClosed)
        left = [id for id, item in self.page(day).items() if item["status"] == "open"]
        refuse_if(bool(left) and not carry_rest, errors.NotAtZero)
        if left:
            self.carry(day, left, None, why, stamp)
        self.begun.setdefault(day, stamp.at)
        self.write("close-day", stamp, {})
        self.seals[day] = self.log[-1]
        self.can_be_undone.clear()


# What the store gives, as the model has it


def plain(item: Item | None) -> Fields | None:
    if item is None:
        return None
    found = {one.name: getattr(item, one.name) for one in fields(Item) if one.name != "id"}
    for name in ("carried_from", "carried_to"):
        found[name] = found[name] and (found[name].day, found[name].id)
    return found | {"notes": tuple((note.at, note.by, note.text) for note in item.notes)}


def plain_entry(entry: Entry) -> Fields:
    changes = [((change.day, change.id), plain(change.before), plain(change.after)) for change in entry.changes]
    names = ("number", "command", "at", "by", "undoes")
    return {**{name: getattr(entry, name) for name in names}, "changes": changes}
