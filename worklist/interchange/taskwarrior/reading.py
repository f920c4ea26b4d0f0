"""What `task export` of Taskwarrior 2.6 and 3 writes, read task by task."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from worklist.checklist.importing import Companies, Incoming, Namesakes
from worklist.checklist.items import Kind, Note, Stamp, Status
from worklist.i18n import mark
from worklist.interchange.moments import may_be_given_here, page_day
from worklist.interchange.places import (
    ELSEWHERE,
    LONG_AGO,
    PLACES_SHOWN,
    Places,
    Unfit,
    cleaned,
    decoded,
    given_origin,
)
from worklist.workday import LAST_YEAR

Value = TypeVar("Value")

_STATUSES = {"completed": Status.DONE, "deleted": Status.WAIVED}
_UNSETTLED = frozenset({"pending", "waiting"})
_TEMPLATE = Incoming(origin="", text="", is_template=True)
_KINDS = {kind.value: kind for kind in Kind}
_IN_PLACE = frozenset({"description", "status", "tags", "annotations", "due", "end", "entry"}) | frozenset(
    {"id", "uuid", "modified", "urgency", "mask", "imask", "parent"}
)
"""What has a place in an item, and what Taskwarrior knows a task by or reckons anew."""
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z")
_HALF_OF_PAIR = re.compile(r"\\(?:\\|u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..))")
"""What looks like half a character, in the group what is one."""
_BEFORE_FIRST = re.compile(r"\s*\[?[\s,]*")
_BETWEEN = re.compile(r"[\s,:]*")
_HALF = mark("half a character; write it anew")
_NO_JSON = mark("no JSON")
_UNENDED = mark("a text that goes on where the file ends")
_TOO_DEEP = mark("nested too deeply")
_TOO_MANY_DIGITS = mark("a number with too many digits")
_NO_TASK = mark("no task")
_OTHER = mark("not what Taskwarrior writes there")
_NO_MOMENT = mark("no moment; write it as 20200221T130000Z")


_Way: TypeAlias = tuple[str | int, ...]
"""The way to something in a task: the names of fields, and numbers in lists."""


class _Bad(Exception):
    """What cannot be read in a task, and the way there."""

    def __init__(self, way: _Way, problem: str) -> None:
        super().__init__(way, problem)
        self.way = way
        self.problem = problem


def read_tasks(
    data: bytes,
    path: Path,
    companies: Companies,
    rollover: time,
    stamp: Stamp,
    local: Callable[[datetime], datetime],
) -> Iterator[Incoming]:
    """Read what `task export` writes, an array or a task a line; raises `UnreadableFile` at the end.

    The first tag that is a company (one of the roster before any that is new) and a project, or else a tag, that is a
    kind go where an item has a place for them; what has none becomes a remark. `local` puts a moment on the clock
    of who reads it.
    """
    places = Places(path)
    text = decoded(data, places)
    reader = _Reader(companies=companies, rollover=rollover, stamp=stamp, local=local)
    bad: dict[int, tuple[_Way, str]] = {}
    count = 0
    for number, task in enumerate(_parsed(text, places)):
        try:
            yield _TEMPLATE if _is_template(task) else reader.read(task)
        except (_Bad, RecursionError) as error:
            count += 1
            if count <= PLACES_SHOWN:  # without the error itself, which holds the whole way to it
                bad[number] = (error.way, error.problem) if isinstance(error, _Bad) else ((), _TOO_DEEP)
    if bad:
        _locate(text, bad, places)
        places.count = count
        raise places.error()


def _parsed(text: str, places: Places) -> list[Any]:
    """Give the tasks; raises `UnreadableFile` for what is no JSON, nothing too, and for halves of characters."""
    for match in _HALF_OF_PAIR.finditer(text):
        if match[1]:
            places.add_in(text, match.start(), match.end(), _HALF)
    if places.count:
        raise places.error()
    try:
        if _is_array(text):
            return list(json.loads(text, strict=False))
        found = [task for task, _start, _end in _one_by_one(text)]
        if found:
            return found
        at, problem = len(text), _NO_JSON  # a program that could not export writes nothing
    except json.JSONDecodeError as error:
        at, problem = error.pos, _UNENDED if error.msg.startswith("Unterminated string") else _NO_JSON
    except RecursionError:
        at, problem = _first_unread(text), _TOO_DEEP
    except ValueError:
        numbers = re.compile(r"[0-9]+").finditer(text, _first_unread(text))
        at, problem = max(numbers, key=lambda match: len(match[0])).start(), _TOO_MANY_DIGITS
    if text[at:].strip():
        places.add_in(text, at, len(text), problem)
    else:
        places.add_end(text)
    raise places.error()


def _is_array(text: str) -> bool:
    return text.lstrip().startswith("[")


_decode = json.JSONDecoder(strict=False).raw_decode  # Taskwarrior writes control characters as they are


def _one_by_one(text: str) -> Iterator[tuple[Any, int, int]]:
    """Give the tasks with where each begins and ends."""
    last = "]" if _is_array(text) else ""
    at = _end(_BEFORE_FIRST, text, 0)
    while at < len(text) and text[at] != last:
        task, end = _decode(text, at)
        yield task, at, end
        at = _end(_BETWEEN, text, end)


def _first_unread(text: str) -> int:
    """Give where the first task begins that cannot be read."""
    at = _end(_BEFORE_FIRST, text, 0)
    with suppress(ValueError, RecursionError):
        for _task, _start, end in _one_by_one(text):
            at = _end(_BETWEEN, text, end)
    return at


def _end(gap: re.Pattern[str], text: str, at: int) -> int:
    match = gap.match(text, at)
    return match.end() if match else at


def _is_template(task: object) -> bool:
    if not isinstance(task, dict):
        raise _Bad((), _NO_TASK)
    return task.get("status") == "recurring"


def _locate(text: str, bad: dict[int, tuple[_Way, str]], places: Places) -> None:
    """Say where in the text that stands which cannot be read."""
    for number, (_task, start, end) in zip(range(max(bad) + 1), _one_by_one(text), strict=False):
        if number in bad:
            at = start
            way, problem = bad[number]
            for step in way:
                at = _within(text, at, step)
            places.add_in(text, at, end, problem)


def _within(text: str, at: int, step: str | int) -> int:
    """Give where a value of an object or a list stands; of several by one name it is the last that counts."""
    found, number = at, 0
    at = _end(_BETWEEN, text, at + 1)
    while text[at] not in "]}":
        name: object = number
        if isinstance(step, str):
            name, at = _decode(text, at)
            at = _end(_BETWEEN, text, at)
        if name == step:
            found = at
        _value, at = _decode(text, at)
        at = _end(_BETWEEN, text, at)
        number += 1
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads task after task."""

    companies: Companies
    rollover: time
    stamp: Stamp
    local: Callable[[datetime], datetime]
    namesakes: Namesakes = field(default_factory=Namesakes)

    def read(self, task: dict[str, Any]) -> Incoming:
        status = _text(task, "status") or "pending"
        if status not in _STATUSES and status not in _UNSETTLED:
            raise _Bad(("status",), _OTHER)
        settled = _STATUSES.get(status, Status.OPEN)
        text = _cleaned(task, "description")
        origin = self._origin(task, text)
        ours = may_be_given_here(origin)
        at = self._planned(task, "due")
        day, due = self._when(task, at, ours=ours)
        beside = {"end"} if at else {"end", "due"}
        if settled is not Status.OPEN:
            planned, day = day, self._ended(task)
            if planned == day:
                beside = set()
            else:
                beside, due = {"due"}, None
        kind, company, remarks = self._sorted(task, beside, ours=ours)
        written = self._moment(task, "entry")
        return Incoming(
            origin=origin,
            may_be_ours=ours,
            text=text,
            kind=kind,
            company=company,
            day=day,
            due=due,
            status=settled,
            reason=ELSEWHERE if settled is Status.WAIVED else None,
            notes=self._notes(task),
            written=None if written is None else written.date(),
            remarks=remarks,
        )

    def _when(self, task: dict[str, Any], at: datetime | None, *, ours: bool) -> tuple[date | None, time | None]:
        """Give the page and the time of a task that is due then; midnight stands for a whole day, but in `ours`."""
        if at is None:
            later = self._planned(task, "wait") or self._planned(task, "scheduled")
            return (None if later is None else later.date()), None
        due = at.time().replace(second=0)
        if due == time() and not ours:
            return at.date(), None
        return page_day(at.date(), due, self.rollover), due

    def _planned(self, task: dict[str, Any], name: str) -> datetime | None:
        """Give a moment that lies ahead; Taskwarrior's `someday`, which is in 9999, is none."""
        at = self._moment(task, name)
        return None if at is None or at.year > LAST_YEAR else at

    def _ended(self, task: dict[str, Any]) -> date:
        """Give the page of what was settled."""
        at = self._moment(task, "end")
        if at is None:
            return LONG_AGO
        if at.year > LAST_YEAR:
            raise _Bad(("end",), _NO_MOMENT)
        return page_day(at.date(), at.time(), self.rollover)

    def _moment(self, fields: dict[str, Any], name: str) -> datetime | None:
        text = _text(fields, name)
        if not text:
            return None
        match = _MOMENT.fullmatch(text)
        try:
            parts = [int(part) for part in match.groups()] if match else []
            return self.local(datetime(*parts, tzinfo=UTC))  # type: ignore[arg-type,misc]
        except (TypeError, ValueError, OverflowError):
            raise _Bad((name,), _NO_MOMENT) from None

    def _sorted(
        self, task: dict[str, Any], beside: set[str], *, ours: bool
    ) -> tuple[Kind, str | None, tuple[str, ...]]:
        """Give the kind, the company, and what else a task says; the fields `beside` have no place in the item."""
        rest = {name: value for name, value in task.items() if name not in _IN_PLACE or (name in beside and value)}
        kind = _KINDS.get(_text(rest, "project") or "")
        if kind is not None:
            del rest["project"]
        tags = _list(task, "tags", str)
        if kind is None:
            word = next(filter(_KINDS.get, tags), "")
            kind = _KINDS.get(word)
            tags = [tag for tag in tags if tag != word]
        find = self.companies.tagged
        if not any(map(find, tags)):
            find = partial(self.companies.added, ours=ours)
        company = next(filter(None, map(find, tags)), None)
        others = [tag for tag in tags if company is None or find(tag) != company]
        if others:
            rest["tags"] = others
        return kind or Kind.ISSUES, company, tuple(f"{name}: {self._said(value)}" for name, value in rest.items())

    def _said(self, value: object) -> str:
        """Give a value for a person to read."""
        if isinstance(value, list):
            return ", ".join(map(self._said, value))
        if not isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        if _MOMENT.fullmatch(value):
            with suppress(_Bad):
                return f"{self._moment({'': value}, ''):%Y-%m-%d %H:%M}"
        return value

    def _notes(self, task: dict[str, Any]) -> tuple[Note, ...]:
        notes = []
        for number, annotation in enumerate(_list(task, "annotations", dict)):
            try:
                at = self._moment(annotation, "entry") or self.stamp.at
                if at.year > LAST_YEAR:
                    raise _Bad(("entry",), _NO_MOMENT)  # noqa: TRY301 - it is told where the note stands
                notes.append(Note(at=at, by=self.stamp.by, text=_cleaned(annotation, "description")))
            except _Bad as bad:
                raise _Bad(("annotations", number, *bad.way), bad.problem) from None
        return tuple(notes)

    def _origin(self, task: dict[str, Any], text: str) -> str:
        """Give a task's own name, or one of what it says if it has none."""
        given = given_origin(_text(task, "uuid") or "")
        if given is not None:
            return given
        return self.namesakes.origin(f"taskwarrior {task.get('entry')} {text}")


def _cleaned(fields: dict[str, Any], name: str) -> str:
    try:
        return cleaned(_text(fields, name) or "")
    except Unfit as unfit:
        raise _Bad((name,), str(unfit)) from None


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise _Bad((name,), _OTHER)
    return value


def _list(task: dict[str, Any], name: str, of: type[Value]) -> list[Value]:
    values = task.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, of) for value in values):
        raise _Bad((name,), _OTHER)
    return values
