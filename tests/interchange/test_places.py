"""Where something stands in a file, and what names things."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from time import tzset

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.pages import every_sort, item, page_of
from worklist.checklist.items import Status
from worklist.checklist.page import Page
from worklist.interchange.moments import due_moment, identity, may_be_given_here
from worklist.interchange.places import given_origin, place_in


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (3, (1, 4)), (4, (2, 1)), (5, (3, 1)), (8, (3, 4)), (None, (3, 4))],
)
def test_a_place_is_a_line_and_a_column_from_1(offset: int | None, place: tuple[int, int]) -> None:
    assert place_in("口\r2\n\nend", offset) == place


@given(st.text(st.sampled_from("ab\r\n\u2028"), min_size=1))
def test_at_every_place_stands_its_character(text: str) -> None:
    for offset, sign in enumerate(text):
        line, column = place_in(text, offset)
        assert f"{text}\n".split("\n")[line - 1][column - 1 :][:1] == sign.strip("\n")


@pytest.mark.parametrize("text", ["DE8B602E-5e8e-5728-ba8e-15bcf67e099f", "de8b602e5e8e5728ba8e15bcf67e099f"])
def test_a_uuid_is_an_origin_however_it_is_written(text: str) -> None:
    assert given_origin(text) == "de8b602e5e8e5728ba8e15bcf67e099f"


@pytest.mark.parametrize("text", ["", "7", "de8b602e-5e8e-5728-ba8e-15bcf67e099", "g" * 32])
def test_what_is_no_uuid_is_no_origin(text: str) -> None:
    assert given_origin(text) is None


def test_every_item_of_a_page_has_a_name_of_its_own_that_could_be_given_here() -> None:
    names = {identity(every_sort(), each, None).hex for each in every_sort().items.values()}
    assert (len(names), all(map(may_be_given_here, names))) == (5, True)
    assert not may_be_given_here("308ca3da0eb84201b91305a358435527")


def test_what_came_from_another_worklist_keeps_its_name_until_it_is_carried() -> None:
    came = replace(item("gate"), origin="308ca3da0eb85201b91305a358435527")
    carried = replace(came, status=Status.CARRIED)
    assert identity(page_of(came), came, None).hex == came.origin
    assert identity(page_of(carried), carried, None) == identity(page_of(item("gate")), item("gate"), None)


def test_what_came_from_another_program_has_a_name_of_its_own() -> None:
    came = replace(item("gate"), origin="308ca3da0eb84201b91305a358435527")
    assert identity(page_of(came), came, None) == identity(page_of(item("gate")), item("gate"), None)


def test_the_same_place_in_another_notebook_is_another_item() -> None:
    page = page_of(item("gate"))
    names = {identity(page, item("gate"), notebook) for notebook in (None, "a" * 32, "b" * 32)}
    assert len(names) == 3


@pytest.mark.parametrize(
    ("zone", "moment"),
    [("Europe/Berlin", "2020-03-29T19:00+00:00"), ("Asia/Shanghai", "2020-03-29T20:00+00:00")],
    ids=["that clock, an hour on since", "another clock"],
)
def test_what_is_due_is_due_by_the_clock_on_the_wall(zone: str, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    tzset()
    try:
        begun = datetime(2020, 3, 28, 23, tzinfo=timezone(timedelta(hours=1)))
        page = Page(day=date(2020, 3, 29), opened_at=begun)
        assert due_moment(page, time(21), time(6)).isoformat(timespec="minutes") == moment
    finally:
        monkeypatch.undo()
        tzset()


def test_the_first_day_of_all_has_its_moments_too() -> None:
    page = Page(day=date.min, opened_at=datetime(2020, 2, 20, 9, tzinfo=timezone(timedelta(hours=8))))
    assert due_moment(page, time(7), time(6)) == datetime(1, 1, 1, 7, tzinfo=UTC)
