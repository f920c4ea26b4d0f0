"""What other programs hand over, put on the pages where it belongs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from hashlib import blake2b
from operator import eq
from typing import NamedTuple, TypeAlias

from worklist.checklist.items import TEXT_LIMIT, Item, Kind, Note, Stamp, Status, Waiver, clean_name
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.roster import Roster
from worklist.errors import NoSuchCompany, UsageError
from worklist.errors.imports import AllHere
from worklist.names import fold


class Incoming(NamedTuple):
    """One thing to do as another program has it; `origin` names it for ever, and what is here already by its name.

    `day` is when it is to be done, or when it was settled, `written` when it was written down. `remarks` is what an
    item has no place for. One that `may_be_ours` has an origin that an item of this notebook could have. One that
    `is_template` is nothing to do itself: another program makes such from it.
    """

    origin: str
    text: str
    kind: Kind = Kind.ISSUES
    company: str | None = None
    who: str | None = None
    day: date | None = None
    due: time | None = None
    counted: int | None = None
    need: int | None = None
    unit: str | None = None
    waived: tuple[Waiver, ...] = ()
    status: Status = Status.OPEN
    reason: str | None = None
    nothing: bool = False
    notes: tuple[Note, ...] = ()
    written: date | None = None
    remarks: tuple[str, ...] = ()
    may_be_ours: bool = False
    is_template: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an import puts on which day's page, and how much of the rest it leaves out.

    `here` are in the notebook already, `settled` were settled on a day that is closed, or over without a page,
    `carried` were moved to a later day, on whose page they are to be looked for, `templates` are what another program
    makes its recurring tasks from.
    """

    placed: tuple[tuple[date, Incoming], ...]
    here: int = 0
    settled: int = 0
    carried: int = 0
    templates: int = 0


class Companies:
    """Which companies words from elsewhere mean; with `new` also such as the roster does not have.

    A word that is a kind is none.
    """

    def __init__(self, roster: Roster | None, *, new: bool) -> None:
        self._roster = roster
        companies = roster.by_name() if roster else {}
        self._by_name = {name: company.name for name, company in companies.items() if company.removed is None}
        self._by_letters: dict[str, set[str]] = {}
        for name, company in self._by_name.items():
            self._by_letters.setdefault(_letters(name), set()).add(company)
        self._by_word: dict[str, str | None] = {}
        self.new = new

    def tagged(self, word: str) -> str | None:
        """Give the one company that has this name, whatever signs but letters are in it; else it is none."""
        if word not in self._by_word:
            known = set() if fold(word) in _KINDS else self._by_letters.get(_letters(fold(word)), set())
            self._by_word[word] = next(iter(known)) if len(known) == 1 else None
        return self._by_word[word]

    def added(self, word: str, *, ours: bool = False) -> str | None:
        """Give a company that the roster does not have, if one may come; without a roster one of `ours` may."""
        may_come = self.new or (ours and self._roster is None)
        try:
            return clean_name(word) if may_come and fold(word) not in _KINDS else None
        except UsageError:
            return None

    def named(self, name: str) -> str:
        """Give the company of this name as `add` finds it, where there is no roster any.

        Raises `AmbiguousName` and `NoSuchCompany`.
        """
        known = self._by_name.get(fold(name))
        if known is not None or self._roster is None:
            return known or name
        try:
            return self._roster.find(name).name
        except NoSuchCompany:
            if self.new:
                return name
            raise


_KINDS = frozenset(Kind)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name) or name


class Said(NamedTuple):
    """What tells a thing from the copy of it that somebody has changed."""

    text: str
    company: str | None
    kind: Kind
    day: date | None


Known: TypeAlias = Mapping[str, Said | None]
"""What is in the notebook already, by its origin; `None` for what is only known to be there."""


def plan_intake(notebook: Notebook, incoming: Sequence[Incoming], known: Known, stamp: Stamp) -> Intake:
    """Choose the page of each; those whose origin is among the `known` are here already, and so are doubles.

    What is open goes on the page of its day, or on the working day's if that is over or closed; what is settled stays
    on the page of its day, if that may still take something; which pages this begins changes nothing.
    """
    working_day = notebook.working_day(stamp.at)
    placed: list[tuple[date, Incoming]] = []
    taken: set[str] = set()
    here = settled = carried = templates = 0
    for one in _told_apart(incoming, known):
        day = one.day or working_day
        if one.is_template:
            templates += 1
        elif one.origin in known or one.origin in taken:
            here += 1
        elif one.status is Status.CARRIED:
            carried += 1
        elif (can_take := _can_take(notebook, day, working_day)) or one.status is Status.OPEN:
            taken.add(one.origin)
            placed.append((day if can_take else working_day, one))
        else:
            settled += 1
    return Intake(placed=tuple(placed), here=here, settled=settled, carried=carried, templates=templates)


def _told_apart(incoming: Sequence[Incoming], known: Known) -> Iterator[Incoming]:
    """Give changed copies of a thing, which have its origin, origins of their own.

    In whatever order they come, each has the origin that it had when it was put in.
    """
    first: dict[str, Incoming] = {}
    several: dict[str, list[Incoming]] = {}
    for one in incoming:
        if first.setdefault(one.origin, one) is not one:
            several.setdefault(one.origin, [first[one.origin]]).append(one)
    copies = {origin: _Copies(origin, together, known) for origin, together in several.items()}
    for one in incoming:
        yield copies[one.origin].named(one) if one.origin in copies else one


class _Copies:
    """Things under one origin, which is that of one of them.

    Those that differ in text, company or kind are several, and so are those to be done on several days. What is settled
    may stand on another day than the same while it was open: it is the one that is open on the day on which the
    notebook has it, or if the notebook does not, on its own; if none is, it is another.
    """

    def __init__(self, origin: str, together: Sequence[Incoming], known: Known) -> None:
        self._origin = origin
        self._here = known.get(origin)
        self._days: dict[Said, set[date | None]] = {}
        for one in together:
            days = self._days.setdefault(_undated(one), set())
            if one.status is Status.OPEN:
                days.add(one.day)
        undated = ((one, _undated(one)) for one in together)
        self._with_another = {said for one, said in undated if self._open_day(one) not in self._days[said]}
        said: dict[Said, Incoming] = {}
        for one in together:
            said.setdefault(self._said(one), one)
        unknown = [each for each in said if self._origin_of(each) not in known]
        self._bearer = max(unknown or said, key=lambda each: (self._likeness(said[each]), each.day is None))

    def named(self, one: Incoming) -> Incoming:
        said = self._said(one)
        return one if said == self._bearer else one._replace(origin=self._origin_of(said))

    def _said(self, one: Incoming) -> Said:
        said = _undated(one)
        days = self._days[said]
        if len(days) + (said in self._with_another) < 2:  # noqa: PLR2004 - several
            return said
        day = self._open_day(one)
        return said._replace(day=day if day in days else None)

    def _open_day(self, one: Incoming) -> date | None:
        """Give the day on which a thing is open, or was while it was."""
        return one.day if one.status is Status.OPEN or self._here is None else self._here.day

    def _likeness(self, one: Incoming) -> int:
        """Give in how many ways a thing is like that which the notebook has under this origin."""
        return 0 if self._here is None else sum(map(eq, (one.text, one.company, one.kind, one.day), self._here))

    def _origin_of(self, said: Said) -> str:
        return origin_of(f"{self._origin} {said.text} {said.company} {said.kind} {said.day}")


def _undated(one: Incoming) -> Said:
    return Said(one.text, one.company, one.kind, None)


class Namesakes:
    """Names for what has none of its own: what says the same has the same every time, the second a second one."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()

    def origin(self, said: str) -> str:
        """Give the origin of the next that says this."""
        self._said[said] += 1
        count = self._said[said]
        return origin_of(said if count == 1 else f"{count} {said}")


def origin_of(name: str) -> str:
    """Give what is named so elsewhere an origin: 32 hex digits, a UUID that no worklist gives its own items.

    It is of RFC 9562's version 8, made in a way of one's own; ours are of version 5.
    """
    digits = blake2b(name.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    return f"{digits[:12]}8{digits[13:16]}8{digits[17:]}"


def _can_take(notebook: Notebook, day: date, working_day: date) -> bool:
    return day == working_day or day in notebook.pages or (day > working_day and day not in notebook.closed)


def take_in(notebook: Notebook, placed: Sequence[tuple[date, Incoming]], stamp: Stamp) -> Entry:
    """Put items on their pages with the next ids, those that have come in the meantime left out.

    Raises `DayClosed` for a page that has been closed in the meantime, and `AllHere` where nothing is left to put in.
    """
    there = origins(notebook)
    caretakers = _caretakers(notebook.roster)
    last = {day: notebook.page(day).last_id for day in {day for day, _one in placed}}
    changes = []
    for day, one in placed:
        if one.origin not in there:
            last[day] += 1
            who = one.who or caretakers.get(one.company)
            changes.append(Change(day=day, before=None, after=_item(last[day], one, day, who, stamp)))
    if not changes:
        raise AllHere
    return notebook.entry(stamp, "import", changes)


def origins(notebook: Notebook) -> dict[str, Said]:
    """Give the origins of what stands on the open pages."""
    items = ((page.day, item) for page in notebook.pages.values() for item in page.items.values())
    return {item.origin: said_of(item, day) for day, item in items if item.origin is not None}


def said_of(item: Item, day: date) -> Said:
    """Give what tells an item of that day from a changed copy."""
    return Said(item.text, item.company, item.kind, day)


def _caretakers(roster: Roster | None) -> dict[str | None, str | None]:
    return {company.name: company.caretaker for company in (roster.companies.values() if roster else ())}


_PIECE = re.compile(rf"\S(?:.{{0,{TEXT_LIMIT - 2}}}\S)?(?!\S)|\S{{{TEXT_LIMIT}}}", re.DOTALL)
"""As much of a text as a note may have, up to a blank if there is one."""


def as_notes(text: str, stamp: Stamp) -> tuple[Note, ...]:
    """Give a text of any length as notes, each no longer than `note` takes."""
    pieces = [text] if len(text) <= TEXT_LIMIT else _PIECE.findall(text)
    return tuple(Note(at=stamp.at, by=stamp.by, text=piece) for piece in pieces)


def _item(id: int, one: Incoming, day: date, who: str | None, stamp: Stamp) -> Item:
    is_moved = one.day is not None and one.day != day
    remarks = list(one.remarks)
    if one.written is not None and one.written not in (day, one.day):
        remarks.append(f"written: {one.written}")
    if is_moved:
        remarks.append(f"day: {one.day}" if one.due is None else f"day: {one.day} {one.due:%H:%M}")
    notes = one.notes
    if remarks:
        notes = (*notes, *as_notes("; ".join(remarks), stamp))
    return Item(
        id=id,
        kind=one.kind,
        text=one.text,
        company=one.company,
        who=who,
        due=None if is_moved else one.due,  # that was the time of another day
        count=one.counted,
        need=one.need,
        unit=one.unit,
        status=one.status,
        reason=one.reason,
        notes=notes,
        waived=one.waived,
        nothing=one.nothing,
        origin=one.origin,
    )
