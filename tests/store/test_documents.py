"""Documents and what they stand for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHINA
from tests.store.conftest import THURSDAY
from worklist.checklist.items import Dealt, Draft, Item, Kind, Link, Note, Status, Waiver, new_item
from worklist.checklist.page import Blank, Page, Seal
from worklist.errors import Damaged
from worklist.store.codec import JSON, DamagedBytes, Document, Table
from worklist.store.documents import (
    ItemsOnDemand,
    State,
    item_document,
    item_from,
    page_document,
    page_from,
    seal_document,
    seal_from,
    state_document,
    state_from,
)
from worklist.store.fields import BadDocument, Fields, damage_of

MOMENT = datetime(2020, 2, 20, 21, tzinfo=CHINA)
WRITTEN = "2020-02-20T21:00:00+08:00"
ITEM = Item(
    id=7,
    kind=Kind.SUPPLIES,
    text="2000 个口罩",
    company="宇环数控机床",
    who="联络员01",
    due=time(21, 30),
    count=482,
    need=2000,
    unit="个",
    status=Status.CARRIED,
    reason="等货",
    carried_from=Link(day=date(2020, 2, 19), id=3),
    carried_to=Link(day=date(2020, 2, 21), id=1),
    times_carried=2,
    notes=(Note(at=MOMENT, by="联络员02", text="还差一车"),),
    waived=(Waiver(18, "停产"), Waiver(2, "多领了")),
    dealt=Dealt(check=2, company=9),
    origin="6a0e1b6237b54c0c9b3e2f6f5a1c7d20",
)
DOCUMENT: Document = {
    "kind": "supplies",
    "text": "2000 个口罩",
    "company": "宇环数控机床",
    "who": "联络员01",
    "due": "21:30",
    "count": 482,
    "need": 2000,
    "unit": "个",
    "status": "carried",
    "reason": "等货",
    "carried_from": {"day": "2020-02-19", "id": 3},
    "carried_to": {"day": "2020-02-21", "id": 1},
    "times_carried": 2,
    "notes": [{"at": WRITTEN, "by": "联络员02", "text": "还差一车"}],
    "waived": [{"amount": 18, "why": "停产"}, {"amount": 2, "why": "多领了"}],
    "dealt": {"check": 2, "company": 9},
    "origin": "6a0e1b6237b54c0c9b3e2f6f5a1c7d20",
}
ID = "308ca3da0eb84201b91305a358435527"
SEAL = Seal(number=2, day=THURSDAY, closed_at=MOMENT, closed_by="联络员01", entry=9, previous="ab", digest="cd")
SEAL_DOCUMENT: Document = {
    "number": 2,
    "day": "2020-02-20",
    "closed_at": WRITTEN,
    "closed_by": "联络员01",
    "entry": 9,
    "previous": "ab",
}

texts = st.text(max_size=20)
days = st.dates(min_value=date(1000, 1, 1))
zones = st.integers(min_value=-23 * 60, max_value=23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=zones).map(lambda moment: moment.replace(microsecond=0))
links = st.builds(Link, day=days, id=st.integers(min_value=1))
notes = st.builds(Note, at=moments, by=texts, text=texts)
numbers = st.integers(min_value=0, max_value=10**9)
positive = st.integers(min_value=1, max_value=10**9)
waivers = st.builds(Waiver, amount=positive, why=texts)


@st.composite
def items(draw: st.DrawFn) -> Item:
    status = draw(st.sampled_from(Status))
    need = draw(st.none() | numbers)
    return Item(
        id=draw(st.integers(min_value=1, max_value=10**6)),
        kind=draw(st.sampled_from(Kind)),
        text=draw(texts),
        company=draw(st.none() | texts),
        who=draw(st.none() | texts),
        due=draw(st.none() | st.times().map(lambda due: due.replace(second=0, microsecond=0))),
        count=None if need is None else draw(numbers),
        need=need,
        unit=draw(st.none() | texts),
        status=status,
        reason=draw(st.none() | texts),
        carried_from=draw(st.none() | links),
        carried_to=draw(links) if status is Status.CARRIED else None,
        times_carried=draw(numbers),
        notes=tuple(draw(st.lists(notes, max_size=3))),
        waived=() if need is None else tuple(draw(st.lists(waivers, max_size=2))),
        dealt=draw(st.none() | st.builds(Dealt, check=positive, company=positive)),
        nothing=status is Status.DONE and draw(st.booleans()),
        origin=draw(st.none() | st.text("0123456789abcdef", min_size=32, max_size=32)),
    )


def test_an_item_is_a_document_of_all_its_fields() -> None:
    assert item_document(ITEM) == DOCUMENT


def test_an_item_is_read_from_its_document() -> None:
    assert item_from(DOCUMENT, 7) == ITEM


def test_what_an_item_does_not_have_is_left_out() -> None:
    plain = Item(
        id=1, kind=Kind.ISSUES, text="门岗测温", company=None, who=None, due=None, count=None, need=None, unit=None
    )
    document: Document = {"kind": "issues", "text": "门岗测温", "status": "open"}
    assert item_document(plain) == document
    assert item_from(document, 1) == plain


@given(item=items())
def test_every_item_comes_back_as_it_was(item: Item) -> None:
    assert item_from(item_document(item), item.id) == item


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"kind": "people"}, "item 7 has a wrong “kind”"),
        ({"status": "lost"}, "item 7 has a wrong “status”"),
        ({"status": ["open"]}, "item 7 has a wrong “status”"),
        ({"text": None}, "item 7 has a wrong “text”"),
        ({"company": 1}, "item 7 has a wrong “company”"),
        ({"due": "24:00"}, "item 7 has a wrong “due”"),
        ({"due": "9:30"}, "item 7 has a wrong “due”"),
        ({"due": "21:30:00"}, "item 7 has a wrong “due”"),
        ({"due": "21:30+08:00"}, "item 7 has a wrong “due”"),
        ({"due": 2130}, "item 7 has a wrong “due”"),
        ({"count": -1}, "item 7 has a wrong “count”"),
        ({"count": True}, "item 7 has a wrong “count”"),
        ({"count": 482.0}, "item 7 has a wrong “count”"),
        ({"notes": "还差一车"}, "item 7 has a wrong “notes”"),
        ({"notes": []}, "item 7 has a wrong “notes”"),
        ({"times_carried": 0}, "item 7 has a wrong “times_carried”"),
        ({"notes": ["还差一车"]}, "a note of item 7 is not an object"),
        ({"notes": [{"at": WRITTEN, "by": "联络员02"}]}, "a note of item 7 has no “text”"),
        ({"notes": [{"at": "2020-02-20", "by": "", "text": ""}]}, "a note of item 7 has a wrong “at”"),
        ({"notes": [{"at": "2020-02-20T21:00:00", "by": "", "text": ""}]}, "a note of item 7 has a wrong “at”"),
        ({"notes": [{"at": "2020-02-20T21:00:00Z", "by": "", "text": ""}]}, "a note of item 7 has a wrong “at”"),
        (
            {"notes": [{"at": WRITTEN, "by": "", "text": "", "to": 1}]},
            "a note of item 7 has fields that do not belong to it",
        ),
        ({"carried_to": "2020-02-21"}, "“carried_to” of item 7 is not an object"),
        ({"carried_to": {"day": "2020-02-21"}}, "“carried_to” of item 7 has no “id”"),
        ({"carried_to": {"day": "2020-02-30", "id": 1}}, "“carried_to” of item 7 has a wrong “day”"),
        ({"carried_to": {"day": "20200221", "id": 1}}, "“carried_to” of item 7 has a wrong “day”"),
        ({"carried_to": {"day": "2020-W08-5", "id": 1}}, "“carried_to” of item 7 has a wrong “day”"),
        (
            {"carried_to": {"day": "2020-02-21", "id": 1, "x": 1}},
            "“carried_to” of item 7 has fields that do not belong to it",
        ),
        ({"waived": []}, "item 7 has a wrong “waived”"),
        ({"waived": 2}, "item 7 has a wrong “waived”"),
        ({"waived": [2]}, "a waived part of item 7 is not an object"),
        ({"waived": [{"amount": 2}]}, "a waived part of item 7 has no “why”"),
        ({"waived": [{"amount": 0, "why": ""}]}, "a waived part of item 7 has a wrong “amount”"),
        ({"waived": [{"amount": 2, "why": None}]}, "a waived part of item 7 has a wrong “why”"),
        (
            {"waived": [{"amount": 2, "why": "", "by": ""}]},
            "a waived part of item 7 has fields that do not belong to it",
        ),
        ({"dealt": [2, 9]}, "“dealt” of item 7 is not an object"),
        ({"dealt": {"check": 2}}, "“dealt” of item 7 has no “company”"),
        ({"dealt": {"check": 0, "company": 9}}, "“dealt” of item 7 has a wrong “check”"),
        ({"dealt": {"check": 2, "company": "9"}}, "“dealt” of item 7 has a wrong “company”"),
        ({"dealt": {"check": 2, "company": 9, "day": ""}}, "“dealt” of item 7 has fields that do not belong to it"),
        ({"nothing": False}, "item 7 has a wrong “nothing”"),
        ({"nothing": 1}, "item 7 has a wrong “nothing”"),
        ({"nothing": True}, "item 7 contradicts itself"),
        ({"origin": "6a0e1b62-37b5-4c0c-9b3e-2f6f5a1c7d20"}, "item 7 has a wrong “origin”"),
        ({"origin": "6A0E1B6237B54C0C9B3E2F6F5A1C7D20"}, "item 7 has a wrong “origin”"),
        ({"origin": ""}, "item 7 has a wrong “origin”"),
        ({"colour": "red"}, "item 7 has fields that do not belong to it"),
        ({"company": None}, "item 7 has a wrong “company”"),
        ({"status": "open"}, "item 7 contradicts itself"),
    ],
)  # fmt: skip
def test_a_document_that_is_no_item_says_what_is_wrong(changed: Document, problem: str) -> None:
    with pytest.raises(BadDocument) as caught:
        item_from({**DOCUMENT, **changed}, 7)
    assert str(caught.value) == problem


@pytest.mark.parametrize("field", ["kind", "text", "status"])
def test_what_every_item_has_must_be_there(field: str) -> None:
    with pytest.raises(BadDocument) as caught:
        item_from({name: value for name, value in DOCUMENT.items() if name != field}, 7)
    assert str(caught.value) == f"item 7 has no “{field}”"


@pytest.mark.parametrize("field", ["count", "need", "carried_to"])
def test_an_item_does_not_have_one_of_two_fields_that_belong_together(field: str) -> None:
    with pytest.raises(BadDocument) as caught:
        item_from({name: value for name, value in DOCUMENT.items() if name != field}, 7)
    assert str(caught.value) == "item 7 contradicts itself"


def test_an_answer_that_nothing_is_outstanding_is_read_and_written() -> None:
    answer = new_item(Draft(company="宇环数控机床", nothing=True), 3)
    document: Document = {
        "kind": "issues",
        "text": "",
        "company": "宇环数控机床",
        "status": "done",
        "nothing": True,
    }
    assert item_document(answer) == document
    assert item_from(document, 3) == answer


def test_a_part_of_no_need_is_not_waived() -> None:
    document: Document = {"kind": "issues", "text": "送药", "status": "open", "waived": [{"amount": 2, "why": ""}]}
    with pytest.raises(BadDocument) as caught:
        item_from(document, 7)
    assert str(caught.value) == "item 7 contradicts itself"


def test_a_bad_document_is_damage_of_the_file_it_stands_in(tmp_path: Path) -> None:
    with pytest.raises(Damaged) as caught, damage_of(tmp_path):
        raise BadDocument("item 7 contradicts itself")  # noqa: EM101, TRY003 - as the reading of it would
    assert caught.value.facts == {"path": tmp_path, "problem": "item 7 contradicts itself"}
    assert issubclass(BadDocument, DamagedBytes)


READERS: list[tuple[str, Callable[[Fields], object], list[JSON]]] = [
    ("text", lambda fields: fields.text("x"), [None, 1, True, 1.5, [], {}]),
    ("number", lambda fields: fields.number("x"), [None, "1", True, 1.0, -1, [], {}]),
    ("parsed", lambda fields: fields.parsed("x", int), [None, 1, True, 1.5, [], {}, "one"]),
    ("values", lambda fields: fields.values("x"), [None, 1, True, 1.5, "x", {}]),
    ("document", lambda fields: fields.document("x"), [None, 1, True, 1.5, "x", []]),
    ("object", lambda fields: fields.object("x"), []),
    ("positive", lambda fields: fields.positive("x"), [None, "1", True, 1.0, -1, 0, [], {}]),
    ("some", lambda fields: fields.some("x"), [None, 1, True, 1.5, "x", [], {}]),
    ("flag", lambda fields: fields.flag("x"), [None, 1, False, 1.0, "true", [], {}]),
    ("texts", lambda fields: fields.texts("x"), [None, 1, True, "x", {}, [], ["x", 1], [None]]),
]


@pytest.mark.parametrize(("read", "wrong"), [(read, value) for _, read, wrong in READERS for value in wrong])
def test_a_value_of_another_type_is_wrong(read: Callable[[Fields], object], wrong: JSON) -> None:
    with pytest.raises(BadDocument) as caught:
        read(Fields({"x": wrong}, "it"))
    assert str(caught.value) == "it has a wrong “x”"


@pytest.mark.parametrize("read", [read for _, read, _ in READERS])
def test_a_field_that_is_not_there_is_missed(read: Callable[[Fields], object]) -> None:
    with pytest.raises(BadDocument) as caught:
        read(Fields({"y": 1}, "it"))
    assert str(caught.value) == "it has no “x”"


def test_a_field_that_may_be_left_out_is_read_where_it_is_there() -> None:
    fields = Fields({"x": "there"}, "it")
    assert (fields.optional("x", fields.text), fields.optional("y", fields.text)) == ("there", None)
    fields.done()
    others: list[JSON] = [None, 1, True, 1.5, [], {}]
    for wrong in others:
        values: Document = {"x": wrong}
        with pytest.raises(BadDocument) as caught:
            Fields(values, "it").optional("x", Fields(values, "it").text)
        assert str(caught.value) == "it has a wrong “x”"


def test_fields_are_those_of_an_object_and_of_nothing_else() -> None:
    others: list[JSON] = [None, 1, True, "x", []]
    for value in others:
        with pytest.raises(BadDocument) as caught:
            Fields(value, "it")
        assert str(caught.value) == "it is not an object"


# Items on demand


def test_items_come_in_the_order_of_their_ids_not_of_their_names(tmp_path: Path) -> None:
    found = ItemsOnDemand({"10": DOCUMENT, "9": DOCUMENT, "100": DOCUMENT}, tmp_path)
    assert (list(found), len(found)) == ([9, 10, 100], 3)


def test_an_item_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    found = ItemsOnDemand({"7": DOCUMENT, "8": {}}, tmp_path)
    assert found[7] == ITEM
    with pytest.raises(Damaged) as caught:
        found[8]
    assert caught.value.facts == {"path": tmp_path, "problem": "item 8 has no “kind”"}


def test_an_item_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    found = ItemsOnDemand({"7": DOCUMENT}, tmp_path)
    assert (7 in found, 8 in found) == (True, False)
    with pytest.raises(KeyError):
        found[8]


# Pages and seals


def none_of(day: date) -> ItemsOnDemand:
    assert day == THURSDAY
    return ItemsOnDemand({}, Path("worklist.json"))


def holding(id: int) -> Callable[[date], ItemsOnDemand]:
    return lambda _day: ItemsOnDemand({str(id): DOCUMENT}, Path("worklist.json"))


def read_whole(document: Document, items_of: Callable[[date], ItemsOnDemand]) -> Page:
    page = page_from(document, items_of)
    return replace(page, items=dict(page.items))


def test_a_page_is_a_document_without_its_items() -> None:
    page = Page(day=THURSDAY, opened_at=MOMENT, last_id=7, items={7: ITEM}, is_dealt=True)
    document: Document = {"day": "2020-02-20", "opened_at": WRITTEN, "last_id": 7}
    assert page_document(page) == document
    assert read_whole(document, holding(7)) == page


def test_a_page_that_nobody_has_written_on_has_no_moment_of_opening() -> None:
    document: Document = {"day": "2020-02-20", "last_id": 0}
    assert page_document(Page(day=THURSDAY)) == document
    assert read_whole(document, none_of) == Page(day=THURSDAY)


def test_a_page_with_items_of_standing_checks_says_so_without_reading_any() -> None:
    document: Document = {"day": "2020-02-20", "opened_at": WRITTEN, "last_id": 7}
    plain: Document = {"kind": "people", "text": "", "status": ""}
    wrong: Table = {"3": plain, "7": {**plain, "dealt": {"check": 2, "company": 9}}}
    assert page_from(document, lambda _: ItemsOnDemand(wrong, Path("worklist.json"))).is_dealt
    assert not page_from(document, lambda _: ItemsOnDemand({"3": plain}, Path("worklist.json"))).is_dealt


def test_a_page_holds_what_was_left_blank_on_it() -> None:
    blanks = (Blank("宇环数控机床", Kind.DOSES), Blank("启泰传感科技", Kind.ISSUES))
    document: Document = {
        "day": "2020-02-20",
        "last_id": 0,
        "blanks": [{"company": "宇环数控机床", "kind": "doses"}, {"company": "启泰传感科技", "kind": "issues"}],
    }
    assert page_document(Page(day=THURSDAY, blanks=blanks)) == document
    assert read_whole(document, none_of) == Page(day=THURSDAY, blanks=blanks)


@pytest.mark.parametrize(
    ("blanks", "problem"),
    [
        ([], "a page has a wrong “blanks”"),
        ({}, "a page has a wrong “blanks”"),
        (None, "a page has a wrong “blanks”"),
        (["宇环数控机床"], "a blank is not an object"),
        ([{"company": "宇环数控机床"}], "a blank has no “kind”"),
        ([{"company": None, "kind": "doses"}], "a blank has a wrong “company”"),
        ([{"company": "宇环数控机床", "kind": "people"}], "a blank has a wrong “kind”"),
        ([{"company": "宇环数控机床", "kind": "doses", "x": 1}], "a blank has fields that do not belong to it"),
    ],
)
def test_blanks_that_make_no_sense_say_what_is_wrong(blanks: JSON, problem: str) -> None:
    with pytest.raises(BadDocument) as caught:
        page_from({"day": "2020-02-20", "last_id": 0, "blanks": blanks}, none_of)
    assert str(caught.value) == problem


@pytest.mark.parametrize("id", [0, 8])
def test_a_page_has_no_item_that_it_never_gave_an_id_to(id: int) -> None:
    document: Document = {"day": "2020-02-20", "opened_at": WRITTEN, "last_id": 7}
    with pytest.raises(BadDocument) as caught:
        page_from(document, holding(id))
    assert str(caught.value) == "the page of 2020-02-20 has an item that it never gave an id to"


def test_a_page_has_no_other_fields() -> None:
    with pytest.raises(BadDocument) as caught:
        page_from({"day": "2020-02-20", "last_id": 0, "seal": {}}, none_of)
    assert str(caught.value) == "a page has fields that do not belong to it"


def test_a_seal_is_written_without_the_digest_of_the_file_it_stands_in() -> None:
    assert seal_document(SEAL) == SEAL_DOCUMENT
    assert seal_from(SEAL_DOCUMENT, "cd") == SEAL


def test_a_seal_has_no_other_fields() -> None:
    with pytest.raises(BadDocument) as caught:
        seal_from({**SEAL_DOCUMENT, "digest": "cd"}, "cd")
    assert str(caught.value) == "a seal has fields that do not belong to it"


def test_the_state_holds_the_last_seal_with_its_digest() -> None:
    document: Document = {"notebook": ID, "last_entry": 9, "last_seal": {**SEAL_DOCUMENT, "digest": "cd"}}
    assert state_document(State(SEAL, 9, ID)) == document
    assert state_from(document) == State(SEAL, 9, ID)


def test_the_state_of_a_notebook_without_a_closed_day_has_no_seal() -> None:
    document: Document = {"last_entry": 0}
    assert state_document(State(None, 0, None)) == document
    assert state_from(document) == State(None, 0, None)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (None, "the notebook's state is not an object"),
        ({}, "the notebook's state has no “last_entry”"),
        ({"last_entry": "0"}, "the notebook's state has a wrong “last_entry”"),
        ({"last_entry": 0, "rollover": "04:00"}, "the notebook's state has fields that do not belong to it"),
        ({"last_entry": 0, "last_seal": SEAL_DOCUMENT}, "“last_seal” of the notebook's state has no “digest”"),
        (
            {"last_entry": 0, "last_seal": {**SEAL_DOCUMENT, "digest": "", "x": 1}},
            "“last_seal” of the notebook's state has fields that do not belong to it",
        ),
    ],
)
def test_a_state_that_makes_no_sense_says_what_is_wrong(document: JSON, problem: str) -> None:
    with pytest.raises(BadDocument) as caught:
        state_from(document)
    assert str(caught.value) == problem
