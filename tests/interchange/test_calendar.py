"""iCalendar, read back without the library that wrote it."""

import re
import sys

import pytest

from tests.interchange.pages import HOSTILE, ROLLOVER, closed, every_sort, hostile, page_of
from worklist.checklist.page import Page
from worklist.errors.extras import LacksExtra
from worklist.errors.reports import EmptyCalendar
from worklist.interchange.calendar import calendar


def todos(page: Page) -> list[dict[str, str]]:
    """Unfold the lines by RFC 5545, 3.1, and give the fields of each to-do, with texts as they were (3.3.11)."""
    data = calendar([page], ROLLOVER, None)
    assert data.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    lines = re.sub("\r\n[ \t]", "", data).removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines[2].startswith("PRODID:-//worklist//")
    found: list[dict[str, str]] = []
    for line in lines[3:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VTODO":
            found.append({})
        elif line != "END:VTODO":
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\(.)", lambda match: {"n": "\n", "N": "\n"}.get(match[1], match[1]), value)
    return found


def test_each_item_is_a_to_do_with_its_status_and_on_which_day_or_when_it_is_due() -> None:
    written = {"DTSTAMP": "20200220T010000Z", "CREATED": "20200220T010000Z"}
    found = todos(every_sort())
    assert len({todo.pop("UID") for todo in found}) == 5
    assert found == [
        written
        | {
            "SUMMARY": "herbal dose",
            "STATUS": "NEEDS-ACTION",
            "CATEGORIES": "doses",
            "DTSTAMP": "20200220T020000Z",
            "DUE": "20200220T130000Z",
            "DESCRIPTION": "宇环 数控:A\nwho: 联络员 01\ncounted: 20 of 50 heads a\n2 waived: on leave\n"
            "carried from 2020-02-19, id 7\nwhy it was carried: late\na: first\nb: second line",
        },
        written | {"SUMMARY": "night round", "STATUS": "COMPLETED", "CATEGORIES": "issues", "DUE": "20200220T173000Z"},
        written
        | {
            "SUMMARY": "gate",
            "STATUS": "CANCELLED",
            "DUE;VALUE=DATE": "20200220",
            "CATEGORIES": "measures",
            "DESCRIPTION": "waived: half holiday",
        },
        written
        | {
            "SUMMARY": "masks",
            "STATUS": "COMPLETED",
            "DUE;VALUE=DATE": "20200220",
            "CATEGORIES": "supplies",
            "DESCRIPTION": "counted: 0 of 5\ncarried to 2020-02-21, id 1",
        },
        written
        | {
            "SUMMARY": "nothing outstanding",
            "STATUS": "COMPLETED",
            "DUE;VALUE=DATE": "20200220",
            "CATEGORIES": "supplies",
            "DESCRIPTION": "启泰",
        },
    ]


def test_a_to_do_is_the_same_once_the_page_is_closed() -> None:
    assert todos(closed(every_sort())) == todos(every_sort())


def test_texts_that_hurt_stay_within_their_to_do_and_steer_nothing() -> None:
    found = todos(hostile())
    assert len(found) == len(HOSTILE)
    for todo in found:
        assert set(todo) == {
            "UID",
            "DTSTAMP",
            "CREATED",
            "SUMMARY",
            "STATUS",
            "CATEGORIES",
            "DESCRIPTION",
            "DUE;VALUE=DATE",
        }
        for text in (todo["SUMMARY"], *todo["DESCRIPTION"].split("\n")):
            assert text.isprintable() or "\u200d" in text
    assert {todo["SUMMARY"] for todo in found} >= {text for text in HOSTILE if text.isprintable()}


def test_without_the_library_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(LacksExtra) as caught:
        calendar([], ROLLOVER, None)
    assert str(caught.value) == (
        "This needs icalendar, which is not installed; "
        f"`{sys.executable} -m pip install 'worklist[calendar]'` installs it."
    )


def test_a_calendar_without_an_item_is_none() -> None:
    with pytest.raises(EmptyCalendar):
        calendar([page_of()], ROLLOVER, None)
