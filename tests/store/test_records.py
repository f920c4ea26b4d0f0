"""Companies, standing checks and settings as documents, and what the log says of them."""

import json
from datetime import date, time
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import at
from tests.store.conftest import WEDNESDAY, add, close, damage, edit_company, put_roster
from tests.store.test_documents import MOMENT, days, texts
from worklist.checklist.checks import Check
from worklist.checklist.companies import Company, CompanyWish
from worklist.checklist.items import Kind
from worklist.checklist.notebook import Entry
from worklist.checklist.records import Record, RecordChange, Settings
from worklist.checklist.roster import roster_of
from worklist.store.codec import JSON, Document, Table, UnreadTable, decode, encode
from worklist.store.fields import BadDocument
from worklist.store.log import entries_from, entry_document
from worklist.store.notebook import NotebookStore
from worklist.store.records import (
    check_from,
    place_of,
    record_change_document,
    record_change_from,
    record_document,
    settings_from,
)
from worklist.store.roster import company_from, roster_from

COMPANY = Company(
    number=7,
    name="宇环数控机床",
    headcount=0,
    zone="一网格",
    above_scale=True,
    resumed=True,
    resumed_since=date(2020, 2, 10),
    liaison="联络员01",
    caretaker="保姆员01",
    other_names=("宇环", "Yuhuan CNC"),
    spellings=("yu huan shu kong ji chuang", "yu huan"),
    removed=date(2020, 2, 20),
)
COMPANY_DOCUMENT: Document = {
    "name": "宇环数控机床",
    "headcount": 0,
    "zone": "一网格",
    "above_scale": True,
    "resumed": True,
    "resumed_since": "2020-02-10",
    "liaison": "联络员01",
    "caretaker": "保姆员01",
    "other_names": ["宇环", "Yuhuan CNC"],
    "spellings": ["yu huan shu kong ji chuang", "yu huan"],
    "removed": "2020-02-20",
}
CHECK = Check(
    number=3,
    kind=Kind.DOSES,
    text="送药",
    due=time(21),
    need=4,
    per_head=True,
    unit="人",
    zone="一网格",
    only_resumed=True,
    on=(0, 5),
    paused=True,
    removed=date(2020, 2, 20),
)
CHECK_DOCUMENT: Document = {
    "kind": "doses",
    "text": "送药",
    "due": "21:00",
    "need": 4,
    "per_head": True,
    "unit": "人",
    "zone": "一网格",
    "only_resumed": True,
    "on": ["mon", "sat"],
    "paused": True,
    "removed": "2020-02-20",
}
SETTINGS = Settings(rollover=time(5, 30), expected=(Kind.SUPPLIES, Kind.DOSES))
SETTINGS_DOCUMENT: Document = {"rollover": "05:30", "expected": ["supplies", "doses"]}

heads = st.none() | st.integers(0, 10**7)
some_days = st.none() | days
positive = st.integers(1, 10**6)
companies = st.builds(
    Company,
    number=positive,
    name=texts,
    headcount=heads,
    zone=st.none() | texts,
    above_scale=st.booleans(),
    resumed=st.booleans(),
    resumed_since=some_days,
    liaison=st.none() | texts,
    caretaker=st.none() | texts,
    other_names=st.lists(texts, max_size=3).map(tuple),
    spellings=st.lists(texts, max_size=2).map(tuple),
    removed=some_days,
)
checks = st.builds(
    Check,
    number=positive,
    kind=st.sampled_from(Kind),
    text=texts,
    due=st.none() | st.times().map(lambda due: due.replace(second=0, microsecond=0)),
    need=st.none() | positive,
    per_head=st.booleans(),
    unit=st.none() | texts,
    zone=st.none() | texts,
    only_resumed=st.booleans(),
    on=st.sets(st.integers(0, 6), min_size=1).map(lambda on: tuple(sorted(on))),
    paused=st.booleans(),
    removed=some_days,
)
settings = st.builds(
    Settings,
    rollover=st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    expected=st.sets(st.sampled_from(Kind)).map(lambda kinds: tuple(kind for kind in Kind if kind in kinds)),
)
records = companies | checks | settings


def problem_of(read: object, *given: object) -> str:
    """Give what is said of a wrong document."""
    assert callable(read)
    with pytest.raises(BadDocument) as caught:
        read(*given)
    return str(caught.value)


# Each record as a document


@pytest.mark.parametrize(
    ("record", "table", "number", "document"),
    [
        (COMPANY, "companies", 7, COMPANY_DOCUMENT),
        (CHECK, "checks", 3, CHECK_DOCUMENT),
        (SETTINGS, "settings", 1, SETTINGS_DOCUMENT),
    ],
    ids=["company", "check", "settings"],
)
def test_a_record_is_a_document_of_all_its_fields_in_its_table(
    record: Record, table: str, number: int, document: Document
) -> None:
    assert (place_of(record), record_document(record)) == ((table, number), document)


def test_a_record_is_read_from_its_document() -> None:
    assert company_from(COMPANY_DOCUMENT, 7) == COMPANY
    assert check_from(CHECK_DOCUMENT, 3) == CHECK
    assert settings_from(SETTINGS_DOCUMENT) == SETTINGS


def test_what_a_company_or_a_check_does_not_have_is_left_out() -> None:
    assert record_document(Company(number=7, name="宇环")) == {"name": "宇环"}
    assert company_from({"name": "宇环"}, 7) == Company(number=7, name="宇环")
    plain = Check(number=3, kind=Kind.ISSUES, text="送药")
    assert record_document(plain) == {"kind": "issues", "text": "送药"}
    assert check_from({"kind": "issues", "text": "送药"}, 3) == plain


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": None}, "company 7 has a wrong “name”"),
        ({"headcount": -1}, "company 7 has a wrong “headcount”"),
        ({"headcount": "25"}, "company 7 has a wrong “headcount”"),
        ({"headcount": None}, "company 7 has a wrong “headcount”"),
        ({"zone": 1}, "company 7 has a wrong “zone”"),
        ({"above_scale": False}, "company 7 has a wrong “above_scale”"),
        ({"resumed": 1}, "company 7 has a wrong “resumed”"),
        ({"resumed_since": "2020-2-10"}, "company 7 has a wrong “resumed_since”"),
        ({"resumed_since": None}, "company 7 has a wrong “resumed_since”"),
        ({"liaison": []}, "company 7 has a wrong “liaison”"),
        ({"caretaker": {}}, "company 7 has a wrong “caretaker”"),
        ({"other_names": []}, "company 7 has a wrong “other_names”"),
        ({"other_names": ["宇环", 1]}, "company 7 has a wrong “other_names”"),
        ({"spellings": "yu huan"}, "company 7 has a wrong “spellings”"),
        ({"removed": True}, "company 7 has a wrong “removed”"),
        ({"number": 7}, "company 7 has fields that do not belong to it"),
    ],
)
def test_a_document_that_is_no_company_says_what_is_wrong(changed: Document, problem: str) -> None:
    assert problem_of(company_from, {**COMPANY_DOCUMENT, **changed}, 7) == problem


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"kind": "people"}, "check 3 has a wrong “kind”"),
        ({"text": None}, "check 3 has a wrong “text”"),
        ({"due": "9:00"}, "check 3 has a wrong “due”"),
        ({"need": 0}, "check 3 has a wrong “need”"),
        ({"per_head": False}, "check 3 has a wrong “per_head”"),
        ({"unit": 1}, "check 3 has a wrong “unit”"),
        ({"zone": None}, "check 3 has a wrong “zone”"),
        ({"only_resumed": "yes"}, "check 3 has a wrong “only_resumed”"),
        ({"on": []}, "check 3 has a wrong “on”"),
        ({"on": "mon"}, "check 3 has a wrong “on”"),
        ({"on": [0]}, "check 3 has a wrong “on”"),
        ({"on": ["monday"]}, "check 3 has a wrong “on”"),
        ({"on": ["sat", "mon"]}, "check 3 has a wrong “on”"),
        ({"on": ["mon", "mon"]}, "check 3 has a wrong “on”"),
        ({"on": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}, "check 3 has a wrong “on”"),
        ({"paused": None}, "check 3 has a wrong “paused”"),
        ({"removed": ""}, "check 3 has a wrong “removed”"),
        ({"colour": "red"}, "check 3 has fields that do not belong to it"),
    ],
)
def test_a_document_that_is_no_check_says_what_is_wrong(changed: Document, problem: str) -> None:
    assert problem_of(check_from, {**CHECK_DOCUMENT, **changed}, 3) == problem


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (None, "the settings is not an object"),
        ({"rollover": "05:30"}, "the settings has no “expected”"),
        ({"expected": []}, "the settings has no “rollover”"),
        ({"rollover": "5:30", "expected": []}, "the settings has a wrong “rollover”"),
        ({"rollover": "05:30", "expected": "doses"}, "the settings has a wrong “expected”"),
        ({"rollover": "05:30", "expected": ["people"]}, "the settings has a wrong “expected”"),
        ({"rollover": "05:30", "expected": [["doses"]]}, "the settings has a wrong “expected”"),
        ({"rollover": "05:30", "expected": ["doses", "supplies"]}, "the settings has a wrong “expected”"),
        ({"rollover": "05:30", "expected": ["doses", "doses"]}, "the settings has a wrong “expected”"),
        ({"rollover": "05:30", "expected": [], "x": 1}, "the settings has fields that do not belong to it"),
    ],
)
def test_settings_that_make_no_sense_say_what_is_wrong(document: JSON, problem: str) -> None:
    assert problem_of(settings_from, document) == problem


# The log


@given(record=records)
def test_every_record_comes_back_from_the_log_as_it_was(record: Record) -> None:
    for before, after in ((None, record), (record, None), (record, record)):
        change = RecordChange(day=date(2020, 2, 20), before=before, after=after)
        assert record_change_from(record_change_document(change), 5) == change


def test_an_entry_says_of_each_record_what_it_was_and_is_now() -> None:
    changes = (
        RecordChange(day=date(2020, 2, 20), before=None, after=COMPANY),
        RecordChange(day=date(2020, 2, 20), before=SETTINGS, after=Settings(rollover=time(4), expected=())),
    )
    entry = Entry(number=5, at=MOMENT, by="联络员01", command="settings", changes=(), records=changes)
    document = entry_document(entry)
    assert document["records"] == [
        {"day": "2020-02-20", "table": "companies", "number": 7, "now": COMPANY_DOCUMENT},
        {
            "day": "2020-02-20",
            "table": "settings",
            "number": 1,
            "was": SETTINGS_DOCUMENT,
            "now": {"rollover": "04:00", "expected": []},
        },
    ]
    assert list(entries_from([(5, document)], {})) == [entry]


CHANGE: Document = {"day": "2020-02-20", "table": "checks", "number": 3, "now": CHECK_DOCUMENT}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"day": "20.2.2020"}, "a change of log entry 5 has a wrong “day”"),
        ({"table": "pages"}, "a change of log entry 5 has a wrong “table”"),
        ({"table": 1}, "a change of log entry 5 has a wrong “table”"),
        ({"table": "settings", "now": SETTINGS_DOCUMENT}, "a change of log entry 5 has a wrong “table”"),
        ({"number": 0}, "a change of log entry 5 has a wrong “number”"),
        ({"was": None}, "a change of log entry 5 has a wrong “was”"),
        ({"now": []}, "a change of log entry 5 has a wrong “now”"),
        ({"was": {}}, "check 3 has no “kind”"),
        ({"now": COMPANY_DOCUMENT}, "check 3 has no “kind”"),
        ({"id": 1}, "a change of log entry 5 has fields that do not belong to it"),
    ],
)
def test_a_change_of_a_record_that_makes_no_sense_says_what_is_wrong(changed: Document, problem: str) -> None:
    assert problem_of(record_change_from, {**CHANGE, **changed}, 5) == problem


def test_a_change_of_nothing_is_none() -> None:
    assert (
        problem_of(record_change_from, {"day": "2020-02-20", "table": "checks", "number": 3}, 5)
        == "a change of log entry 5 is about an item that there never was"
    )


# The roster on demand


def table_of(*some: Company) -> Table:
    return {str(company.number): record_document(company) for company in some}


def unread(table: Table) -> Table:
    """Give a table as it is found in a file, not read yet."""
    return decode(encode({"companies": table, "log": {}}, generation=1)[0]).tables["companies"]


HOSTILE = [
    '"',
    "\\",
    '},"9":{"name":"x',
    '","removed":"2020-02-20',
    '"other_names":["',
    "\\u0022",
    "{",
    "}",
    ",\n",
    "é\u2028",
]
hostile = st.lists(st.sampled_from([*HOSTILE, "宇", "a"]), max_size=4).map("".join)
hostile_companies = companies.flatmap(
    lambda company: st.builds(
        Company,
        number=st.just(company.number),
        name=hostile,
        headcount=heads,
        zone=st.none() | hostile,
        liaison=st.none() | hostile,
        resumed=st.booleans(),
        other_names=st.lists(hostile, max_size=2).map(tuple),
        spellings=st.lists(hostile, max_size=2).map(tuple),
        removed=some_days,
    )
)


@given(some=st.lists(companies | hostile_companies, min_size=1, max_size=5, unique_by=lambda company: company.number))
def test_a_roster_that_is_read_on_demand_is_the_roster(some: list[Company]) -> None:
    """Whatever stands in texts, nothing is taken for what it is not, and nothing is passed over."""
    whole = roster_of({company.number: company for company in some})
    for table in (table_of(*some), unread(table_of(*some))):
        found = roster_from(table, Path("worklist.json"))
        assert sorted(found.names()) == sorted(whole.names())
        assert sorted(found.spellings()) == sorted(whole.spellings())
        assert {company.number: found.companies[company.number] for company in some} == dict(whole.companies)
        assert dict(found.companies) == dict(whole.companies)
        assert len(found.companies) == len(some)
        assert found.companies.get(10**7) is None


def test_companies_come_in_the_order_of_their_numbers() -> None:
    some = [Company(number=number, name=f"第{number}家") for number in (10, 9, 100)]
    found = roster_from(unread(table_of(*some)), Path("worklist.json"))
    assert list(found.companies) == [9, 10, 100]
    assert [company.number for company in found.present()] == [9, 10, 100]


def test_a_company_is_read_when_it_is_asked_for() -> None:
    path = Path("worklist.json")
    table: Table = {"7": COMPANY_DOCUMENT, "8": {"name": "启泰", "colour": "red"}}
    found = roster_from(unread(table), path).companies
    assert found[7] == COMPANY
    assert damage(lambda: found[8]) == (path, "company 8 has fields that do not belong to it")
    with pytest.raises(KeyError):
        found[9]


def test_a_company_that_is_longer_than_most_is_read_whole() -> None:
    long = Company(number=1, name="宇" * 200, other_names=tuple("环" * 199 + str(digit) for digit in range(9)))
    found = roster_from(unread(table_of(long, COMPANY)), Path("worklist.json"))
    assert found.companies[1] == long


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"headcount": 50, "name": "启泰"}, "company 8 does not begin with its name"),
        ({"name": 7}, "company 8 has a wrong “name”"),
        ({}, "company 8 has no “name”"),
        ({"headcount": 50}, "company 8 has no “name”"),
        ({"name": "启泰", "other_names": [], "spellings": []}, "company 8 has a wrong “other_names”"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_company_that_is_not_written_as_worklist_writes_it_is_not_passed_over(
    *, wrong: Document, problem: str, first: bool
) -> None:
    """The names are found in the bytes: one that stands elsewhere than first would not be found there."""
    path = Path("worklist.json")
    table: Table = {"8": wrong, "7": COMPANY_DOCUMENT} if first else {"7": COMPANY_DOCUMENT, "8": wrong}
    found = roster_from(unread(table), path).companies
    assert damage(lambda: found[8]) == (path, problem)
    if "other_names" not in wrong:
        roster = roster_from(unread(table), path)
        for read in (roster.names, roster.spellings):
            assert damage(lambda: list(read())) == (path, "it is not written as worklist writes it")  # noqa: B023


def test_a_table_of_companies_that_is_no_json_is_damage_when_it_is_read() -> None:
    path = Path("worklist.json")
    for data in (b'{"7":{"name":"a","spellings":[NaN}}', b'{"7":{"name":"a","spellings":[' + b"[" * 200_000 + b"]}}"):
        roster = roster_from(UnreadTable(data), path)
        assert list(roster.names()) == [(7, "a")]
        assert damage(lambda: list(roster.spellings()))[0] == path  # noqa: B023 - called at once
        assert damage(lambda: roster.companies[7])[0] == path  # noqa: B023 - the same


def test_no_company_has_the_number_nothing() -> None:
    path = Path("worklist.json")
    table: Table = {"0": {"name": "宇环"}, "7": COMPANY_DOCUMENT}
    assert damage(lambda: list(roster_from(unread(table), path).companies)) == (
        path,
        "it has documents that do not belong to it",
    )


def test_a_table_of_companies_stands_on_a_line_of_its_own() -> None:
    data, _digest = encode(
        {"log": {}, "companies": table_of(Company(number=1, name="宇环")), "pages": {}}, generation=1
    )
    assert data.decode().split("\n")[1:] == ['"companies":{"1":{"name":"宇环"}},', '"log":{},"pages":{}}']
    assert cast("object", json.loads(data)["companies"]) == {"1": {"name": "宇环"}}


def test_a_sealed_page_gives_what_was_done_to_records_without_its_items(store: NotebookStore) -> None:
    added = put_roster(store, stamp=at(9, day=19))
    add(store, "通风", day=WEDNESDAY, stamp=at(9, day=19))
    edited = edit_company(store, "启泰", CompanyWish(headcount=51), stamp=at(10, day=19))
    sealed = close(store, WEDNESDAY, stamp=at(23, day=19), carry_rest=True)
    assert list(sealed.record_changes()) == [(edited.number, edited.records), (added.number, added.records)]
