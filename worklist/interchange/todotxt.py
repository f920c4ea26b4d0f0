"""todo.txt: a line an item, by the description of the format at https://github.com/todotxt/todo.txt.

After the dates a line goes on with the kind, so that no text stands where a mark, a priority or a date would be read.
In a text, signs that would mean something are written in full width: `＠` and `＋` at the beginning of a word, `：`
between other signs, but for web addresses; in a name `＿` for `_`, which stands for a blank there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from pathlib import Path

from worklist.checklist.importing import Companies, Incoming, Namesakes
from worklist.checklist.items import Item, Kind, Status, Waiver
from worklist.checklist.page import Page
from worklist.interchange.moments import due_day, identity, may_be_given_here, page_day
from worklist.interchange.places import (
    ELSEWHERE,
    LONG_AGO,
    NO_COUNT_LEFT,
    NO_DAY,
    Places,
    Unfit,
    cleaned,
    decoded,
    given_origin,
)
from worklist.interchange.prose import one_line, title
from worklist.workday import LAST_YEAR

_WIDE = {"@": "＠", "+": "＋"}
_ADDRESS = ("http://", "https://")


def todo_txt(pages: Iterable[Page], rollover: time, notebook_id: str | None) -> str:
    """Give the items of `pages` as todo.txt; what is settled is done, on the page's day."""
    items = ((page, item) for page in pages for item in page.items.values())
    return "".join(f"{' '.join(_words(page, item, rollover, notebook_id))}\n" for page, item in items)


def _words(page: Page, item: Item, rollover: time, notebook_id: str | None) -> Iterator[str]:
    if not item.is_open:
        yield f"x {page.day}"
    yield str(page.day)
    yield f"+{item.kind}"
    yield from map(_plain, title(item).split(" "))
    if item.company is not None:
        yield f"@{_value(item.company)}"
    for key, value in _values(page, item, rollover, notebook_id).items():
        if value is not None:
            yield f"{key}:{value}"


def _values(page: Page, item: Item, rollover: time, notebook_id: str | None) -> dict[str, object]:
    due = item.due
    return {
        "due": None if due is None else due_day(page, due, rollover),
        "time": None if due is None else f"{due:%H%M}",  # a value may hold no colon
        "who": None if item.who is None else _value(item.who),
        "count": item.count,
        "need": item.need,
        "unit": None if item.unit is None else _value(item.unit),
        "waived": item.waived_count or None,
        "status": item.status if item.status in (Status.WAIVED, Status.CARRIED) else None,
        "id": item.id,
        "uuid": identity(page, item, notebook_id),
    }


def _plain(word: str) -> str:
    """Give a word of a text so that it is a word and nothing else."""
    word = _WIDE.get(word[:1], word[:1]) + word[1:]
    return word if word.startswith(_ADDRESS) else re.sub(r"(?<=.):(?=.)", "：", word)


def _value(name: str) -> str:
    """Give a name as one word without a colon."""
    return one_line(name).replace("_", "＿").replace(" ", "_").replace(":", "：")


# Reading

_DATE = r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2}) )?"
_LINE = re.compile(rf"(x )?(?:\(([A-Z])\) )?{_DATE}{_DATE}(.*)", re.DOTALL)
_VALUES = {
    "due": re.compile(r".+"),
    "time": re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]"),
    "who": re.compile(r"(?=.*[^\s_]).{1,200}"),
    "unit": re.compile(r"(?=.*[^\s_]).{1,200}"),
    "count": re.compile(r"[0-9]{1,9}"),
    "need": re.compile(r"[1-9][0-9]{0,8}"),
    "waived": re.compile(r"[1-9][0-9]{0,8}"),
    "status": re.compile(r"waived|carried"),
    "id": re.compile(r"[0-9]+"),
    "uuid": re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
}
_PRIORITY = re.compile(r"pri:[A-Z]")
_OURS = re.compile(rf".* uuid:{_VALUES['uuid'].pattern}(?: .*)?", re.DOTALL)
_KINDS = {f"+{kind}": kind for kind in Kind}


def read_todo_txt(data: bytes, path: Path, companies: Companies, rollover: time) -> Iterator[Incoming]:
    """Read what is to be done, a line each; raises `UnreadableFile` at the end, with all that cannot be read.

    The first context that is a company (one of the roster before any that is new), the first project that is a kind,
    and `due:` go where an item has a place for them, in lines that `todo_txt` wrote the other values too. A priority
    and the day of writing become a remark; all other words stay in the text.
    """
    places = Places(path)
    reader = _Reader(companies=companies, places=places, rollover=rollover)
    text = decoded(data, places)
    for number, line in enumerate(text.split("\n" if "\n" in text else "\r"), 1):
        if line and not line.isspace():
            yield reader.read(number, line.rstrip("\r"))
    if places.count:
        raise places.error()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads line after line."""

    companies: Companies
    places: Places
    rollover: time
    namesakes: Namesakes = field(default_factory=Namesakes)

    def read(self, number: int, line: str) -> Incoming:
        parts = _LINE.match(line)  # fits any line
        done, priority, first, second, rest = parts.groups()  # type: ignore[union-attr]
        if second and not done:
            rest = f"{second} {rest}"
        ended, written = (first, second) if done else (None, first)
        ours = " uuid:" in rest and _OURS.fullmatch(rest) is not None
        bare, kept = _without_priority(rest) if "pri:" in rest else (rest, None)
        said = rest
        if done and kept and not priority:
            said, priority = bare, kept
        words, company, kind, values = self._sort(said, ours=ours)
        text = " ".join(words) if any(words) else said
        try:
            text = cleaned(text)
        except Unfit as unfit:
            self.places.add(number, len(line) - len(rest) + 1, text, str(unfit))
        ended_on = self._day(number, line, " ", ended)
        on = self._day(number, line, f" {ended} " if done else " ", written)
        due = self._day(number, line, " due:", values.get("due"))
        settled = ended_on or LONG_AGO if done else None
        day, due_at, remarks = self._when(due, values, planned=on if ours else None, settled=settled)
        if priority:
            remarks.insert(0, f"priority: {priority}")
        count, need, waived = (int(values[name]) if name in values else None for name in ("count", "need", "waived"))
        if need and not done and (count or 0) + (waived or 0) >= need:
            self.places.add(number, line.find(f" need:{need} ") + 2, f"need:{need}", NO_COUNT_LEFT)
        status = Status(values.get("status", "done")) if done else Status.OPEN
        if ours:
            remarks += _needless(values, is_due=due is not None, is_counted=need is not None, is_done=bool(done))
        origin = (given_origin(values["uuid"]) if ours else None) or self._name(written, bare)
        return Incoming(
            origin=origin,
            may_be_ours=ours and may_be_given_here(origin),
            text=text,
            kind=kind or Kind.ISSUES,
            company=company,
            who=_blanks(values.get("who")),
            day=day,
            due=due_at,
            counted=None if need is None else count or 0,
            need=need,
            unit=_blanks(values.get("unit")),
            waived=(Waiver(waived, ELSEWHERE),) if need and waived else (),
            status=status,
            reason=ELSEWHERE if status is Status.WAIVED else None,
            written=on,
            remarks=tuple(remarks),
        )

    def _when(
        self, due: date | None, values: dict[str, str], *, planned: date | None, settled: date | None
    ) -> tuple[date | None, time | None, list[str]]:
        """Give the page and the time; of what is settled, the page on which it was, and when it was due if not then."""
        at = _time(values["time"]) if due is not None and "time" in values else None
        if due is not None:
            planned = page_day(due, at, self.rollover)
        if settled is None:
            return planned, at, []
        if due is None or planned == settled:
            return settled, at, []
        return settled, None, [f"due: {due}" if at is None else f"due: {due} {at:%H:%M}"]

    def _sort(self, rest: str, *, ours: bool) -> tuple[list[str], str | None, Kind | None, dict[str, str]]:
        """Give the words that are the text, the company, the kind, and the values."""
        words: list[str] = []
        company: str | None = None
        kind: Kind | None = None
        values: dict[str, str] = {}
        for word in rest.split(" "):
            if ":" in word:
                key, _, value = word.partition(":")
                if key not in values and (ours or key == "due") and key in _VALUES and _VALUES[key].fullmatch(value):
                    values[key] = value
                    continue
            elif kind is None and word in _KINDS:
                kind = _KINDS[word]
                continue
            elif company is None and word[:1] == "@" and word[1:]:
                company = self.companies.tagged(word[1:])
                if company is not None:
                    continue
            words.append(word)
        if company is None and (ours or self.companies.new):
            company = self._added(words, ours=ours)
        return words, company, kind, values

    def _added(self, words: list[str], *, ours: bool) -> str | None:
        """Take the first context that may be a new company out of the words."""
        for place, word in enumerate(words):
            if word[:1] == "@" and ":" not in word:
                company = self.companies.added(word[1:].replace("_", " ") if ours else word[1:], ours=ours)
                if company is not None:
                    del words[place]
                    return company
        return None

    def _day(self, number: int, line: str, before: str, text: str | None) -> date | None:
        if text is None:
            return None
        day = _date(text)
        if day is None:
            self.places.add(number, f" {line}".find(f"{before}{text}") + len(before), text, NO_DAY)
        return day

    def _name(self, written: str | None, rest: str) -> str:
        """Name a line by what it says, whether it is done or not; the same line again is another.

        `rest` is without a priority: that stands in front of what is open, and among the words of what is done.
        """
        return self.namesakes.origin(f"todo.txt {written} {rest}")


def _needless(values: dict[str, str], *, is_due: bool, is_counted: bool, is_done: bool) -> list[str]:
    """Give the values that mean nothing without another that is not in the line."""
    goes = {"time": is_due, "count": is_counted, "waived": is_counted, "status": is_done}
    return [f"{name}: {values[name]}" for name, is_meant in goes.items() if name in values and not is_meant]


def _without_priority(rest: str) -> tuple[str, str | None]:
    """Take out the word by which what is done keeps its priority, and give that, if there are other words too."""
    words = rest.split(" ")
    for place, word in enumerate(words):
        if _PRIORITY.fullmatch(word):
            others = " ".join(words[:place] + words[place + 1 :])
            return (rest, None) if others.isspace() or not others else (others, word[-1])
    return rest, None


@lru_cache(maxsize=1024)
def _date(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year <= LAST_YEAR else None


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[2:]))


def _blanks(name: str | None) -> str | None:
    """Give a name with the blanks that stand as underscores in a value."""
    return None if name is None else name.replace("_", " ").strip()
