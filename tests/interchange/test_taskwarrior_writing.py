"""Tasks for `task import`, and of `task export`."""

import json
from dataclasses import replace
from typing import Any

from tests.conftest import at
from tests.interchange.pages import (
    HOSTILE,
    ROLLOVER,
    closed,
    every_sort,
    hostile,
    item,
    page_of,
)
from worklist.checklist.page import Page
from worklist.interchange.taskwarrior.writing import tasks


def written(*pages: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tasks(pages, ROLLOVER, None))
    return found


def test_each_item_is_a_task_with_its_notes_each_at_a_second_of_its_own() -> None:
    assert written(every_sort()) == [
        {
            "uuid": "de8b602e-5e8e-5728-ba8e-15bcf67e099f",
            "description": "herbal dose",
            "entry": "20200220T010000Z",
            "status": "pending",
            "project": "doses",
            "due": "20200220T130000Z",
            "tags": ["宇环_数控_A"],
            "annotations": [
                {"entry": "20200220T010000Z", "description": "宇环 数控:A"},
                {"entry": "20200220T010001Z", "description": "who: 联络员 01"},
                {"entry": "20200220T010002Z", "description": "counted: 20 of 50 heads a"},
                {"entry": "20200220T010003Z", "description": "2 waived: on leave"},
                {"entry": "20200220T010004Z", "description": "carried from 2020-02-19, id 7"},
                {"entry": "20200220T010005Z", "description": "why it was carried: late"},
                {"entry": "20200220T020000Z", "description": "a: first"},
                {"entry": "20200220T020001Z", "description": "b: second line"},
            ],
        },
        {
            "uuid": "11cdb2c9-3e5f-5466-970b-ae94056e312c",
            "description": "night round",
            "entry": "20200220T010000Z",
            "status": "completed",
            "project": "issues",
            "end": "20200220T010000Z",
            "due": "20200220T173000Z",
        },
        {
            "uuid": "9b3ce85c-3a85-5a8c-afb4-ee64d430fc26",
            "description": "gate",
            "entry": "20200220T010000Z",
            "status": "deleted",
            "project": "measures",
            "end": "20200220T010000Z",
            "annotations": [{"entry": "20200220T010000Z", "description": "waived: half holiday"}],
        },
        {
            "uuid": "fc57a075-d79a-5e87-a4c9-239358afa105",
            "description": "masks",
            "entry": "20200220T010000Z",
            "status": "completed",
            "project": "supplies",
            "end": "20200220T010000Z",
            "annotations": [
                {"entry": "20200220T010000Z", "description": "counted: 0 of 5"},
                {"entry": "20200220T010001Z", "description": "carried to 2020-02-21, id 1"},
            ],
        },
        {
            "uuid": "dd14d83d-7446-5dd5-a203-a5a4a183640e",
            "description": "nothing outstanding",
            "entry": "20200220T010000Z",
            "status": "completed",
            "project": "supplies",
            "end": "20200220T010000Z",
            "tags": ["启泰"],
        },
    ]


def test_on_a_closed_page_a_task_ends_when_that_was_closed_and_is_the_same_task() -> None:
    was, now = written(every_sort()), written(closed(every_sort()))
    assert [task.get("end") for task in now] == [None, *["20200220T171000Z"] * 4]
    assert [task["uuid"] for task in now] == [task["uuid"] for task in was]


def test_pages_that_were_opened_at_other_moments_have_other_tasks() -> None:
    page = page_of(item("a"), item("b", 2))
    found = written(page, replace(page, opened_at=at(10).at))
    assert len({task["uuid"] for task in found}) == 4


def test_a_tag_does_not_begin_with_a_digit() -> None:
    (task,) = written(page_of(replace(item("a"), company="3M")))
    assert task["tags"] == ["_3M"]


def test_texts_that_hurt_stay_within_their_task_and_steer_nothing() -> None:
    found = written(hostile())
    assert len(found) == len(HOSTILE)
    for task in found:
        (tag,) = task["tags"]
        assert tag.replace("_", "a").isalnum()
        moments = [each["entry"] for each in task["annotations"]]
        assert len(set(moments)) == len(moments)
        for text in (task["description"], *(each["description"] for each in task["annotations"])):
            assert text.isprintable() or "\u200d" in text
    plain = {text for text in HOSTILE if text.isprintable()}
    assert {task["description"] for task in found} >= plain


def test_no_pages_are_no_tasks() -> None:
    assert written() == []
