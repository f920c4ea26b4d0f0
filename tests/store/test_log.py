"""The log as documents."""

from dataclasses import replace

import pytest

from tests.store.conftest import THURSDAY
from tests.store.test_documents import DOCUMENT, ITEM, MOMENT, WRITTEN
from worklist.checklist.items import Item, Kind, Status
from worklist.checklist.notebook import Change, Entry
from worklist.store.codec import JSON, Document
from worklist.store.documents import item_document
from worklist.store.fields import BadDocument
from worklist.store.log import entries_from, entry_document

OPEN = Item(id=1, kind=Kind.ISSUES, text="送药", company=None, who=None, due=None, count=None, need=None, unit=None)
DONE = replace(OPEN, status=Status.DONE)


def entry(number: int, *changes: Change, undoes: int | None = None) -> Entry:
    return Entry(number=number, at=MOMENT, by="联络员01", command="done", changes=changes, undoes=undoes)


def test_an_entry_keeps_of_each_change_what_was_other_before() -> None:
    written = Change(day=THURSDAY, before=None, after=OPEN)
    settled = Change(day=THURSDAY, before=OPEN, after=DONE)
    taken_back = Change(day=THURSDAY, before=OPEN, after=None)
    assert entry_document(entry(5, written, settled, taken_back, undoes=4)) == {
        "at": WRITTEN,
        "by": "联络员01",
        "command": "done",
        "undoes": 4,
        "changes": [
            {"day": "2020-02-20", "id": 1},
            {"day": "2020-02-20", "id": 1, "was": {"status": "open"}},
            {"day": "2020-02-20", "id": 1, "was": item_document(OPEN)},
        ],
    }


def test_an_entry_says_null_of_a_field_that_was_not_there_before() -> None:
    noted = replace(OPEN, company="宇环数控机床", notes=ITEM.notes)
    change = entry(5, Change(day=THURSDAY, before=OPEN, after=noted), Change(day=THURSDAY, before=noted, after=OPEN))
    assert entry_document(change)["changes"] == [
        {"day": "2020-02-20", "id": 1, "was": {"company": None, "notes": None}},
        {"day": "2020-02-20", "id": 1, "was": {"company": "宇环数控机床", "notes": DOCUMENT["notes"]}},
    ]


def test_entries_are_read_back_from_what_the_items_are_now() -> None:
    entries = [
        entry(1, Change(day=THURSDAY, before=None, after=OPEN)),
        entry(2, Change(day=THURSDAY, before=OPEN, after=DONE)),
        entry(10, Change(day=THURSDAY, before=DONE, after=OPEN), undoes=2),
        entry(11, Change(day=THURSDAY, before=OPEN, after=None)),
    ]
    documents = [(each.number, entry_document(each)) for each in entries]
    assert list(entries_from(documents, {})) == entries[::-1]
    assert list(entries_from(documents[:2], {(THURSDAY, 1): item_document(DONE)})) == [entries[1], entries[0]]


def test_several_changes_of_one_item_in_one_entry_keep_their_order() -> None:
    twice = entry(1, Change(day=THURSDAY, before=None, after=OPEN), Change(day=THURSDAY, before=OPEN, after=DONE))
    assert list(entries_from([(1, entry_document(twice))], {(THURSDAY, 1): item_document(DONE)})) == [twice]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("x", "a change of log entry 5 is not an object"),
        ({"day": "2020-02-20", "id": 1, "was": None}, "a change of log entry 5 has a wrong “was”"),
        ({"id": 1}, "a change of log entry 5 has no “day”"),
        ({"day": "2020-02-20", "id": 1, "x": 1}, "a change of log entry 5 has fields that do not belong to it"),
        ({"day": "2020-02-20", "id": 2}, "a change of log entry 5 is about an item that there never was"),
        ({"day": "2020-02-20", "id": 2, "was": {}}, "item 2 has no “kind”"),
        ({"day": "2020-02-20", "id": 1, "was": {"colour": None}}, "item 1 has fields that do not belong to it"),
        ({"day": "2020-02-20", "id": 1, "was": {"text": None}}, "item 1 has no “text”"),
        ({"day": "2020-02-20", "id": 1, "was": {"colour": "red"}}, "item 1 has fields that do not belong to it"),
        ({"day": "2020-02-20", "id": 1, "was": {"status": "carried"}}, "item 1 contradicts itself"),
        ({"day": "2020-02-20", "id": 1, "was": []}, "a change of log entry 5 has a wrong “was”"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_have_been_is_noticed(change: JSON, problem: str) -> None:
    document: Document = {**entry_document(entry(5)), "changes": [change]}
    with pytest.raises(BadDocument) as caught:
        list(entries_from([(5, document)], {(THURSDAY, 1): item_document(DONE)}))
    assert str(caught.value) == problem


def test_an_entry_has_no_other_fields() -> None:
    with pytest.raises(BadDocument) as caught:
        list(entries_from([(5, {**entry_document(entry(5)), "x": 1})], {}))
    assert str(caught.value) == "log entry 5 has fields that do not belong to it"
