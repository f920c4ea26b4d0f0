"""Plain sentences: what is made visible, and how things are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.pictures import make_item
from worklist.checklist.items import Kind
from worklist.render.text import day_name, id_ranges, nth_day, progress
from worklist.signs import visible


def test_controls_and_signs_that_turn_the_text_are_written_out() -> None:
    assert visible("a\x00\t\n\x1b\x7f\x85\u202e\u2066\ufeff\udcff") == (
        r"a\x00\t\n\x1b\x7f\x85\u202e\u2066\ufeff\udcff"
    )


def test_what_people_write_stays_as_it_is() -> None:
    assert visible("宇环数控机床 é 👩‍🏭 [bold] \\") == "宇环数控机床 é 👩‍🏭 [bold] \\"


@given(st.text())
def test_nothing_that_moves_the_cursor_is_left(text: str) -> None:
    left = {sign for sign in visible(text) if not sign.isprintable()}
    assert all(sign.isspace() or ord(sign) > 0x9F for sign in left)
    assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) <= 0x9F for sign in visible(text))


@pytest.mark.parametrize(
    ("times", "name"),
    [(1, "2nd day"), (2, "3rd day"), (3, "4th day"), (10, "11th day"), (20, "21st day"), (110, "111th day")],
)
def test_the_day_of_a_carried_item(times: int, name: str) -> None:
    assert nth_day(make_item(1, Kind.ISSUES, "x", "y", times_carried=times)) == name


@given(st.sets(st.integers(1, 50)))
def test_id_ranges_are_read_back_as_the_same_ids(ids: set[int]) -> None:
    read = set()
    for part in filter(None, id_ranges(ids).split(",")):
        first, _, last = part.partition("-")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == ids


def test_progress_has_its_unit() -> None:
    assert progress(make_item(1, Kind.SUPPLIES, "x", "y", count=1482, need=20000, unit="只")) == "1,482 of 20,000 只"
    assert progress(make_item(1, Kind.SUPPLIES, "x", "y")) == ""


def test_a_day_has_its_weekday() -> None:
    assert day_name(date(2020, 2, 29)) == "Sat 2020-02-29"
