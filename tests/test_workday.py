from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklist.errors import BadDay, BadTime
from worklist.workday import first_not_closed, parse_day, parse_time, working_day

THURSDAY = date(2020, 2, 20)
WEDNESDAY = date(2020, 2, 19)
FRIDAY = date(2020, 2, 21)
NOBODY: frozenset[date] = frozenset()

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")

DAYS = st.dates(date(2, 1, 1), date(9997, 1, 1))
NEAR_DAYS = st.dates(date(2020, 2, 10), date(2020, 3, 10))
NEAR_MOMENTS = st.datetimes(datetime(2020, 2, 10), datetime(2020, 3, 10))  # noqa: DTZ001 - the wall clock alone


def on(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - the wall clock alone


# The working day


def test_noon_belongs_to_the_calendar_date() -> None:
    assert working_day(on(THURSDAY, 12), unclosed={WEDNESDAY}, closed=NOBODY) == THURSDAY


def test_0130_is_still_last_night_while_its_page_is_open() -> None:
    assert working_day(on(THURSDAY, 1, 30), unclosed={WEDNESDAY}, closed=NOBODY) == WEDNESDAY


def test_0130_is_today_once_last_night_is_closed() -> None:
    assert working_day(on(THURSDAY, 1, 30), unclosed=NOBODY, closed={WEDNESDAY}) == THURSDAY


def test_0130_is_today_if_nobody_wrote_last_night() -> None:
    assert working_day(on(THURSDAY, 1, 30), unclosed=NOBODY, closed=NOBODY) == THURSDAY


def test_0130_is_today_if_only_an_earlier_night_is_open() -> None:
    assert working_day(on(THURSDAY, 1, 30), unclosed={date(2020, 2, 18)}, closed=NOBODY) == THURSDAY


def test_0130_is_last_night_even_if_today_is_begun_already() -> None:
    assert working_day(on(THURSDAY, 1, 30), unclosed={WEDNESDAY, THURSDAY}, closed=NOBODY) == WEDNESDAY


def test_midnight_itself_is_still_last_night() -> None:
    assert working_day(on(THURSDAY, 0), unclosed={WEDNESDAY}, closed=NOBODY) == WEDNESDAY


def test_one_second_before_midnight_is_today() -> None:
    assert working_day(on(THURSDAY, 23, 59, 59), unclosed={WEDNESDAY, THURSDAY}, closed=NOBODY) == THURSDAY


@pytest.mark.parametrize(
    ("hour", "minute", "second", "expected"), [(3, 59, 0, WEDNESDAY), (3, 59, 59, WEDNESDAY), (4, 0, 0, THURSDAY)]
)
def test_the_night_ends_at_0400_exactly(hour: int, minute: int, second: int, expected: date) -> None:
    now = on(THURSDAY, hour, minute, second)
    assert working_day(now, unclosed={WEDNESDAY}, closed=NOBODY) == expected


@pytest.mark.parametrize(
    ("rollover", "hour", "minute", "expected"),
    [
        (time(6, 30), 6, 29, WEDNESDAY),
        (time(6, 30), 6, 30, THURSDAY),
        (time(2), 1, 59, WEDNESDAY),
        (time(2), 2, 0, THURSDAY),
        (time(0), 0, 0, THURSDAY),
    ],
)
def test_the_night_ends_at_the_hour_configured(rollover: time, hour: int, minute: int, expected: date) -> None:
    now = on(THURSDAY, hour, minute)
    assert working_day(now, unclosed={WEDNESDAY}, closed=NOBODY, rollover=rollover) == expected


def test_what_is_added_after_closing_at_2200_lands_on_the_next_date() -> None:
    assert working_day(on(THURSDAY, 22), unclosed={THURSDAY}, closed=NOBODY) == THURSDAY
    assert working_day(on(THURSDAY, 22, 1), unclosed=NOBODY, closed={THURSDAY}) == FRIDAY


def test_the_night_after_an_early_close_belongs_to_the_next_date() -> None:
    assert working_day(on(FRIDAY, 1, 30), unclosed={FRIDAY}, closed={THURSDAY}) == FRIDAY


def test_several_days_closed_ahead_are_passed_over() -> None:
    ahead = {THURSDAY, FRIDAY, date(2020, 2, 22)}
    assert working_day(on(THURSDAY, 9), unclosed=NOBODY, closed=ahead) == date(2020, 2, 23)


def test_a_gap_between_closed_days_is_found() -> None:
    assert working_day(on(THURSDAY, 9), unclosed=NOBODY, closed={THURSDAY, date(2020, 2, 22)}) == FRIDAY


def test_at_0130_with_both_nights_closed_the_next_date_is_written() -> None:
    assert working_day(on(THURSDAY, 1, 30), unclosed=NOBODY, closed={WEDNESDAY, THURSDAY}) == FRIDAY


def test_days_left_unclosed_do_not_hold_the_calendar_back() -> None:
    left = {date(2020, 2, 17), date(2020, 2, 18), WEDNESDAY}
    assert working_day(on(THURSDAY, 9), unclosed=left, closed=NOBODY) == THURSDAY


def test_a_clock_set_back_a_day_writes_on_that_day_again() -> None:
    assert working_day(on(WEDNESDAY, 9), unclosed={WEDNESDAY, THURSDAY}, closed=NOBODY) == WEDNESDAY


def test_a_clock_set_back_a_day_does_not_open_what_is_closed() -> None:
    assert working_day(on(WEDNESDAY, 9), unclosed={THURSDAY}, closed={WEDNESDAY}) == THURSDAY


def test_new_years_night_belongs_to_the_old_year() -> None:
    now = on(date(2021, 1, 1), 1, 30)
    assert working_day(now, unclosed={date(2020, 12, 31)}, closed=NOBODY) == date(2020, 12, 31)
    assert working_day(now, unclosed=NOBODY, closed={date(2020, 12, 31)}) == date(2021, 1, 1)


def test_new_years_eve_closed_early_leads_into_the_new_year() -> None:
    assert working_day(on(date(2020, 12, 31), 22), unclosed=NOBODY, closed={date(2020, 12, 31)}) == date(2021, 1, 1)


def test_the_night_of_29_february_lasts_into_march() -> None:
    assert working_day(on(date(2020, 3, 1), 1, 30), unclosed={date(2020, 2, 29)}, closed=NOBODY) == date(2020, 2, 29)


def test_28_february_closed_early_leads_to_29_february_in_a_leap_year_only() -> None:
    assert working_day(on(date(2020, 2, 28), 22), unclosed=NOBODY, closed={date(2020, 2, 28)}) == date(2020, 2, 29)
    assert working_day(on(date(2021, 2, 28), 22), unclosed=NOBODY, closed={date(2021, 2, 28)}) == date(2021, 3, 1)


@pytest.mark.parametrize(
    ("zone", "night", "clock", "is_last_night"),
    [
        # Spring forward: 02:00 becomes 03:00, and the night is an hour shorter.
        (BERLIN, date(2020, 3, 29), time(1, 59), True),
        (BERLIN, date(2020, 3, 29), time(3), True),
        (BERLIN, date(2020, 3, 29), time(3, 59), True),
        (BERLIN, date(2020, 3, 29), time(4), False),
        (NEW_YORK, date(2020, 3, 8), time(1, 59), True),
        (NEW_YORK, date(2020, 3, 8), time(3, 59), True),
        (NEW_YORK, date(2020, 3, 8), time(4), False),
        # Fall back: an hour comes twice, and the night is an hour longer.
        (BERLIN, date(2020, 10, 25), time(2, 30), True),
        (BERLIN, date(2020, 10, 25), time(2, 30, fold=1), True),
        (BERLIN, date(2020, 10, 25), time(3, 59), True),
        (BERLIN, date(2020, 10, 25), time(4), False),
        (NEW_YORK, date(2020, 11, 1), time(1, 30), True),
        (NEW_YORK, date(2020, 11, 1), time(1, 30, fold=1), True),
        (NEW_YORK, date(2020, 11, 1), time(3, 59), True),
        (NEW_YORK, date(2020, 11, 1), time(4), False),
        # A midnight that does not exist, and one that comes twice.
        (SAO_PAULO, date(2018, 11, 4), time(1), True),
        (SAO_PAULO, date(2018, 11, 4), time(4), False),
        (SAO_PAULO, date(2018, 2, 18), time(0), True),
        (SAO_PAULO, date(2018, 2, 18), time(4), False),
    ],
)
def test_a_night_on_which_the_clocks_change_moves_no_page(
    *, zone: ZoneInfo, night: date, clock: time, is_last_night: bool
) -> None:
    now = datetime.combine(night, clock, zone)
    last_night = night - timedelta(days=1)
    expected = last_night if is_last_night else night
    assert working_day(now, unclosed={last_night, night}, closed=NOBODY) == expected


def test_the_evening_hour_that_comes_twice_stays_on_its_date() -> None:
    first, again = (datetime(2018, 2, 17, 23, 30, tzinfo=SAO_PAULO, fold=fold) for fold in (0, 1))
    assert working_day(first, unclosed=NOBODY, closed=NOBODY) == date(2018, 2, 17)
    assert working_day(again, unclosed=NOBODY, closed=NOBODY) == date(2018, 2, 17)


@given(now=NEAR_MOMENTS, unclosed=st.frozensets(NEAR_DAYS), closed=st.frozensets(NEAR_DAYS))
def test_the_working_day_is_never_closed(now: datetime, unclosed: frozenset[date], closed: frozenset[date]) -> None:
    assert working_day(now, unclosed=unclosed - closed, closed=closed) not in closed


@given(now=NEAR_MOMENTS, unclosed=st.frozensets(NEAR_DAYS), closed=st.frozensets(NEAR_DAYS), rollover=st.times())
def test_no_open_day_lies_between_the_clock_and_the_working_day(
    now: datetime, unclosed: frozenset[date], closed: frozenset[date], rollover: time
) -> None:
    day = working_day(now, unclosed=unclosed - closed, closed=closed, rollover=rollover)
    passed_over = {now.date() + timedelta(days=ahead) for ahead in range((day - now.date()).days)}
    assert day >= now.date() - timedelta(days=1)
    assert passed_over <= closed


@given(now=NEAR_MOMENTS, unclosed=st.frozensets(NEAR_DAYS), zone=st.sampled_from([BERLIN, NEW_YORK, SAO_PAULO]))
def test_the_zone_changes_nothing(now: datetime, unclosed: frozenset[date], zone: ZoneInfo) -> None:
    by_the_wall = working_day(now, unclosed=unclosed, closed=NOBODY)
    assert working_day(now.replace(tzinfo=zone), unclosed=unclosed, closed=NOBODY) == by_the_wall


def test_the_first_day_not_closed_is_the_day_itself_if_it_is_open() -> None:
    assert first_not_closed(THURSDAY, {WEDNESDAY, FRIDAY}) == THURSDAY


def test_the_first_day_not_closed_comes_after_every_closed_one_in_a_row() -> None:
    assert first_not_closed(THURSDAY, {THURSDAY, FRIDAY, date(2020, 2, 23)}) == date(2020, 2, 22)


# Days as people write them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", THURSDAY),
        ("tomorrow", FRIDAY),
        ("yesterday", WEDNESDAY),
        ("fri", FRIDAY),
        ("friday", FRIDAY),
        ("Fri", FRIDAY),
        ("sat", date(2020, 2, 22)),
        ("sunday", date(2020, 2, 23)),
        ("mond", date(2020, 2, 24)),
        ("tues", date(2020, 2, 25)),
        ("wed", date(2020, 2, 26)),
        ("thursday", date(2020, 2, 27)),
        ("+2d", date(2020, 2, 22)),
        ("-2d", date(2020, 2, 18)),
        ("+0d", THURSDAY),
        ("+1w", date(2020, 2, 27)),
        ("-1w", date(2020, 2, 13)),
        ("+2W", date(2020, 3, 5)),
        ("2-21", FRIDAY),
        ("02-21", FRIDAY),
        ("2-29", date(2020, 2, 29)),
        ("2020-02-21", FRIDAY),
        ("2020-2-1", date(2020, 2, 1)),
        ("0001-01-01", date.min),
        ("9998-12-31", date(9998, 12, 31)),
        ("  Today ", THURSDAY),
    ],
)
def test_days_are_read_as_people_write_them(text: str, expected: date) -> None:
    assert parse_day(text, THURSDAY) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("1-2", date(2020, 12, 30), date(2021, 1, 2)),
        ("12-30", date(2021, 1, 2), date(2020, 12, 30)),
        ("12-31", date(2020, 1, 1), date(2019, 12, 31)),
        ("8-20", THURSDAY, date(2020, 8, 20)),
        ("8-22", THURSDAY, date(2019, 8, 22)),
        ("2-29", date(2021, 6, 1), date(2020, 2, 29)),
        ("2-29", date(2023, 1, 1), date(2024, 2, 29)),
        ("2-29", date(1900, 2, 28), date(1896, 2, 29)),
        ("2-29", date(1900, 3, 1), date(1904, 2, 29)),
        ("12-31", date.min, date(1, 12, 31)),
    ],
)
def test_a_month_and_day_without_a_year_is_the_nearest(text: str, today: date, expected: date) -> None:
    assert parse_day(text, today) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "t",
        "th",
        "tod",
        "fridays",
        "next fri",
        "soon",
        "2",
        "2-30",
        "13-1",
        "0-1",
        "2-0",
        "2-21-2020",
        "2/21",
        "20200221",
        "2020-02-21x",
        "2020-02-30",
        "2020-13-01",
        "0000-01-01",
        "21-2-3",
        "2d",
        "+2",
        "+d",
        "+2m",
        "+ 2d",
        "++2d",
        "+10000d",
    ],
)
def test_what_is_no_day_is_refused_as_it_was_typed(text: str) -> None:
    with pytest.raises(BadDay) as refused:
        parse_day(text, THURSDAY)
    assert refused.value.facts == {"text": text}


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("tomorrow", date.max),
        ("fri", date.max),
        ("+1d", date.max),
        ("+9999w", date(9900, 1, 1)),
        ("yesterday", date.min),
        ("-1w", date(1, 1, 7)),
    ],
)
def test_a_day_beyond_the_calendar_is_refused(text: str, today: date) -> None:
    with pytest.raises(BadDay) as refused:
        parse_day(text, today)
    assert refused.value.facts == {"text": text}


@given(day=DAYS, today=DAYS)
def test_a_day_written_out_in_full_is_that_day(day: date, today: date) -> None:
    assert parse_day(day.isoformat(), today) == day


@given(today=DAYS, days=st.integers(-300, 300), weeks=st.integers(-50, 50))
def test_an_offset_counts_days_or_weeks(today: date, days: int, weeks: int) -> None:
    assert parse_day(f"{days:+}d", today) == today + timedelta(days=days)
    assert parse_day(f"{weeks:+}w", today) == today + timedelta(weeks=weeks)


@given(today=DAYS, wanted=DAYS, letters=st.integers(3, 9))
def test_a_weekday_is_the_next_of_its_name_and_never_today(today: date, wanted: date, letters: int) -> None:
    found = parse_day(f"{wanted:%A}"[:letters], today)
    assert found.weekday() == wanted.weekday()
    assert 1 <= (found - today).days <= 7


@given(today=DAYS, wanted=DAYS.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_a_month_and_day_is_never_more_than_half_a_year_away(today: date, wanted: date) -> None:
    found = parse_day(f"{wanted.month}-{wanted.day}", today)
    assert (found.month, found.day) == (wanted.month, wanted.day)
    assert abs((found - today).days) <= 183


@given(text=st.text(alphabet="0123456789+-dwtodayfri ２－"), today=st.dates())
def test_any_text_is_a_day_or_refused(text: str, today: date) -> None:
    try:
        found: date | str = parse_day(text, today)
    except BadDay as error:
        found = str(error.facts["text"])
    assert isinstance(found, date) or found == text


# Times of day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21:00", time(21)),
        ("9:05", time(9, 5)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        ("21：30", time(21, 30)),
        (" 8:15 ", time(8, 15)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "21", "2100", "21:0", "21:000", "121:00", "24:00", "12:60", "21:00:00", "-1:00", "noon", "21;00"]
)
def test_what_is_no_time_is_refused_as_it_was_typed(text: str) -> None:
    with pytest.raises(BadTime) as refused:
        parse_time(text)
    assert refused.value.facts == {"text": text}


@given(st.times())
def test_a_time_shown_in_hours_and_minutes_is_read_back(moment: time) -> None:
    assert parse_time(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)
