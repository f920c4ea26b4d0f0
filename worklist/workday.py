"""The working day: which page a moment belongs to, and the days and times people write.

Wall-clock dates and times are compared as they stand on the clock; hours are never subtracted, so no night on
which the clocks change moves a page.
"""

import re
from collections.abc import Container
from datetime import date, datetime, time, timedelta

from worklist.errors import BadDay, BadTime

ROLLOVER = time(4)
"""Until this hour the night belongs to the day before, unless the notebook says otherwise."""

ONE_DAY = timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3
LAST_YEAR = 9998
"""So that a day after any day that people write is still a date."""
_NAMED_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_OFFSET = r"([+-]\d{1,4})([dw])"
_MONTH_DAY = r"(\d{1,2})-(\d{1,2})"
_YEAR_MONTH_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_TIME = r"(\d{1,2})[:：](\d{2})"


def working_day(
    now: datetime, *, unclosed: Container[date], closed: Container[date], rollover: time = ROLLOVER
) -> date:
    """Give the day whose page is being written at `now`.

    The calendar date, or before `rollover` the date before it while that day is in `unclosed` (has a page that is
    not sealed). A date in `closed` is passed over for the next that is not.
    """
    today = now.date()
    if now.time() < rollover and today - ONE_DAY in unclosed:
        return today - ONE_DAY
    return first_not_closed(today, closed)


def first_not_closed(day: date, closed: Container[date]) -> date:
    """Give `day`, or the first day after it whose page is not sealed."""
    while day in closed:
        day += ONE_DAY
    return day


def parse_day(text: str, today: date) -> date:
    """Read a day as people write it, relative to the working day `today`.

    `today`, `tomorrow`, `yesterday`; a weekday (the next one, never today itself); `+2d`, `-1w`; `2-21` (the one
    nearest to today, so that January is near in December); `2020-02-21`. Anything else raises `BadDay`.
    """
    try:
        day = _read_day(text.strip().lower(), today)
    except (ValueError, OverflowError):
        raise BadDay(text) from None
    if day is None or day.year > LAST_YEAR:
        raise BadDay(text)
    return day


def _read_day(word: str, today: date) -> date | None:
    """Give the day, `None` for a word of no known form; raises `ValueError` or `OverflowError` for no such day."""
    if word in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[word])
    if len(word) >= _SHORTEST_WEEKDAY:
        for weekday, name in enumerate(_WEEKDAYS):
            if name.startswith(word):
                return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if match := re.fullmatch(_OFFSET, word):
        return today + int(match[1]) * (ONE_DAY if match[2] == "d" else 7 * ONE_DAY)
    if match := re.fullmatch(_YEAR_MONTH_DAY, word):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(_MONTH_DAY, word):
        return _nearest(int(match[1]), int(match[2]), today)
    return None


def _nearest(month: int, day: int, today: date) -> date:
    """Give the date with this month and day nearest to today; 29 February may be four years away."""
    candidates = []
    for year in range(today.year - 4, today.year + 5):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # no 29 February that year
            continue
    return min(candidates, key=lambda candidate: abs(candidate - today))


def parse_time(text: str) -> time:
    """Read a time of day written as `21:00` (a full-width colon will do). Anything else raises `BadTime`."""
    match = re.fullmatch(_TIME, text.strip())
    if match is None:
        raise BadTime(text)
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise BadTime(text) from None
