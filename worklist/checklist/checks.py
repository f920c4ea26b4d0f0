"""Standing checks: what is dealt to every company that it is for, each day that it is for."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from worklist.checklist.companies import Company
from worklist.checklist.items import Kind
from worklist.errors import BadWeekdays
from worklist.names import fold

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = tuple(range(7))
_NAME_LENGTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A standing check.

    Its items need `need`, or if `per_head` as many as the company has employees. It is for the companies of `zone`
    (all if `None`) and with `only_resumed` for those at work again, on the weekdays of `on` (0 is Monday), unless it
    is `paused`; one that was `removed` is only remembered.
    """

    number: int
    kind: Kind
    text: str
    due: time | None = None
    need: int | None = None
    per_head: bool = False
    unit: str | None = None
    zone: str | None = None
    only_resumed: bool = False
    on: tuple[int, ...] = EVERY_DAY
    paused: bool = False
    removed: date | None = None

    def is_dealt_on(self, day: date) -> bool:
        """Whether it is dealt on `day` at all."""
        return not self.paused and self.removed is None and day.weekday() in self.on

    def is_for(self, company: Company, day: date) -> bool:
        """Whether it is for this company on `day`."""
        if not company.is_on_roster(day) or (self.only_resumed and not company.is_at_work(day)):
            return False
        return self.zone is None or (company.zone is not None and fold(company.zone) == fold(self.zone))

    def need_of(self, company: Company) -> int | None:
        """Give how many it needs of a company; `None` if it does not count, or the headcount is not known or zero."""
        return (company.headcount or None) if self.per_head else self.need


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read weekdays like `mon-fri`, `sat,sun` or `fri-mon`, 0 for Monday, in order; raises `BadWeekdays`."""
    found: set[int] = set()
    for part in re.split(r"[,，、\s]+", text.strip().casefold()):
        first, dash, last = part.partition("-")
        ends = [_weekday(first, text), _weekday(last if dash else first, text)]
        length = (ends[1] - ends[0]) % len(WEEKDAYS)
        found |= {(ends[0] + offset) % len(WEEKDAYS) for offset in range(length + 1)}
    return tuple(sorted(found))


def _weekday(word: str, text: str) -> int:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for number, name in enumerate(names):
        if len(word) >= _NAME_LENGTH and name.startswith(word):
            return number
    raise BadWeekdays(text)


def weekdays_text(on: Collection[int]) -> str:
    """Write weekdays as one types them: `mon-fri`, `mon,wed`."""
    runs: list[list[int]] = []
    for day in sorted(on):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" for run in runs)
