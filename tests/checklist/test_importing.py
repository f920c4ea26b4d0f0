"""Where things from other programs land, and which companies their words mean."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checklist.model import DOOR, FEB_19, FEB_20, FEB_21, FEB_22, MASKS, company, notebook, page, park
from tests.conftest import DIRECTOR, at
from worklist.checklist.importing import (
    Companies,
    Incoming,
    Intake,
    Namesakes,
    Said,
    as_notes,
    origin_of,
    origins,
    plan_intake,
    take_in,
)
from worklist.checklist.items import TEXT_LIMIT, Item, Kind, Note, Status, Waiver
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.roster import Roster
from worklist.errors import AmbiguousName, DayClosed, NoSuchCompany
from worklist.errors.imports import AllHere
from worklist.interchange.moments import may_be_given_here

YUHUAN = company(1, "宇环数控机床", caretaker="保姆员01", other_names=("YH-1",))
QITAI = company(2, "启泰传感科技")
GONE = company(3, "远航精密机械", removed=FEB_19)
SIGNS = company(4, "***")
ROSTER = park(YUHUAN, QITAI, GONE, SIGNS).roster
LATER = date(2020, 3, 1)


def name(sign: str) -> str:
    """Give an origin."""
    return sign * 32


def one(text: str = "masks", sign: str = "a", **fields: object) -> Incoming:
    return Incoming(origin=name(sign), text=text)._replace(**fields)  # type: ignore[arg-type]


def planned(book: Notebook, *incoming: Incoming, known: Iterable[str] = ()) -> Intake:
    return plan_intake(book, incoming, dict.fromkeys(known), at(9))


# Companies


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("宇环数控机床", "宇环数控机床"),
        ("宇环_数控，机床", "宇环数控机床"),
        ("ｙｈ１", "宇环数控机床"),
        ("yh_1", "宇环数控机床"),
        ("***", "***"),
        ("!!!", None),
        ("宇环", None),
        ("远航精密机械", None),
        ("phone", None),
    ],
)
def test_a_word_is_a_company_by_all_its_letters_alone(word: str, meant: str | None) -> None:
    companies = Companies(ROSTER, new=False)
    assert (companies.tagged(word), companies.tagged(word)) == (meant, meant)


def test_letters_that_two_companies_have_are_neither() -> None:
    roster = park(company(1, "A-B"), company(2, "AB!")).roster
    assert Companies(roster, new=False).tagged("a_b") is None


@pytest.mark.parametrize("companies", [Companies(ROSTER, new=True), Companies(None, new=True)])
def test_where_new_companies_may_come_every_word_is_one_that_can_be_a_name(companies: Companies) -> None:
    words = ["phone", "x" * 200, "x" * 201, " ", "\u200b", "\ud800"]
    assert [companies.tagged(word) for word in words] == [None] * 6
    assert [companies.added(word) for word in words] == ["phone", "x" * 200, None, None, None, None]


@pytest.mark.parametrize("roster", [ROSTER, None])
def test_without_leave_only_what_is_ours_has_a_new_company_where_there_is_no_roster(roster: Roster | None) -> None:
    companies = Companies(roster, new=False)
    assert companies.added("phone") is None
    assert companies.added("phone", ours=True) == (None if roster else "phone")


@pytest.mark.parametrize("word", ["supplies", "Doses", "ＩＳＳＵＥＳ"])
def test_a_kind_is_no_company(word: str) -> None:
    companies = Companies(park(company(1, "Doses"), company(2, "supplies"), company(3, "issues")).roster, new=True)
    assert (companies.tagged(word), companies.added(word), companies.added(word, ours=True)) == (None, None, None)


def test_a_name_is_found_as_add_finds_it() -> None:
    companies = Companies(ROSTER, new=False)
    names = ["宇环数控机床", "ＹＨ-1", "宇环", "qitai"]
    assert [companies.named(name) for name in names] == ["宇环数控机床", "宇环数控机床", "宇环数控机床", "启泰传感科技"]


def test_a_name_that_no_company_has_is_new_or_wrong() -> None:
    assert Companies(ROSTER, new=True).named("新来的") == "新来的"
    assert Companies(None, new=False).named("新来的") == "新来的"
    with pytest.raises(NoSuchCompany):
        Companies(ROSTER, new=False).named("新来的")


@pytest.mark.parametrize("new", [False, True])
def test_a_name_that_could_be_several_is_never_new(new: bool) -> None:
    with pytest.raises(AmbiguousName):
        Companies(park(company(1, "东门一厂"), company(2, "东门二厂")).roster, new=new).named("东门")


# The plan


BOOK = notebook(page(FEB_19, MASKS), closed=frozenset({FEB_21}))


@pytest.mark.parametrize(
    ("day", "lands"),
    [
        (None, FEB_20),
        (FEB_20, FEB_20),
        (date(2020, 2, 18), FEB_20),
        (FEB_19, FEB_19),
        (FEB_21, FEB_20),
        (FEB_22, FEB_22),
        (LATER, LATER),
    ],
    ids=["no day", "today", "over", "over but not closed", "closed", "tomorrow", "later"],
)
def test_what_is_open_lands_on_its_day_or_if_that_is_over_on_the_working_day(day: date | None, lands: date) -> None:
    assert planned(BOOK, one(day=day)) == Intake(placed=((lands, one(day=day)),), here=0, settled=0, carried=0)


@pytest.mark.parametrize("status", [Status.DONE, Status.WAIVED])
def test_what_is_settled_stays_on_its_day_if_there_is_a_page_for_it(status: Status) -> None:
    days = [None, FEB_19, FEB_20, date(2020, 2, 18), FEB_21, FEB_22]
    incoming = [one(sign=str(sign), day=day, status=status) for sign, day in enumerate(days)]
    assert planned(BOOK, *incoming) == Intake(
        placed=((FEB_20, incoming[0]), (FEB_19, incoming[1]), (FEB_20, incoming[2]), (FEB_22, incoming[5])),
        here=0,
        settled=2,
        carried=0,
    )


@pytest.mark.parametrize("hour", [(9, 0), (1, 30)], ids=["at 9", "at 1:30"])
def test_the_pages_that_an_import_begins_do_not_change_where_the_same_lands(hour: tuple[int, int]) -> None:
    stamp = at(*hour)
    days = [FEB_19, FEB_20, FEB_21, FEB_22, LATER]
    incoming = [one(sign=f"{n}", day=day, status=Status.DONE) for n, day in enumerate(days)]
    incoming += [one(sign=sign, day=day) for sign, day in zip("abcde", days, strict=True)]
    first = plan_intake(BOOK, incoming, {}, stamp)
    pages = {day: BOOK.pages.get(day) or page(day, MASKS) for day, _one in first.placed}
    begun = replace(BOOK, pages={**BOOK.pages, **pages})
    known = dict.fromkeys(each.origin for _day, each in first.placed)
    assert plan_intake(begun, incoming, known, stamp) == Intake(
        placed=(), here=len(first.placed), settled=first.settled, carried=0
    )


def test_what_was_carried_is_left_out_for_it_stands_on_the_later_day_too() -> None:
    assert planned(BOOK, one(day=FEB_20, status=Status.CARRIED)) == Intake(placed=(), here=0, settled=0, carried=1)


def test_a_template_is_nothing_to_do_and_is_counted() -> None:
    template = Incoming(origin="", text="", is_template=True)
    assert planned(BOOK, template, one(), template) == Intake(placed=((FEB_20, one()),), templates=2)


def test_what_is_known_and_what_comes_twice_is_here_already() -> None:
    done = one(sign="b", status=Status.DONE)
    incoming = (one(), one(), done, done, one(sign="c"), one(sign="c", status=Status.DONE, day=LATER))
    assert planned(BOOK, *incoming, known=[name("c")]) == Intake(
        placed=((FEB_20, one()), (FEB_20, done)), here=4, settled=0, carried=0
    )


LINES = [
    one(text, sign, company=company, kind=kind, day=day)
    for text in ("masks", "gloves")
    for sign in "ab"
    for company in (None, QITAI.name)
    for kind in (Kind.ISSUES, Kind.SUPPLIES)
    for day in (None, FEB_22, LATER)
]


@given(st.lists(st.sampled_from(LINES)), st.randoms(use_true_random=False))
def test_what_was_put_in_is_here_already_in_whatever_order_it_comes(incoming: list[Incoming], random: Random) -> None:
    first = planned(BOOK, *incoming)
    assert sorted(map(str, (each._replace(origin="") for _day, each in first.placed))) == sorted(
        map(str, {each: each._replace(origin="") for each in incoming}.values())
    )
    here = {each.origin: Said(each.text, each.company, each.kind, day) for day, each in first.placed}
    random.shuffle(incoming)
    for known in (here, dict.fromkeys(here)):
        assert plan_intake(BOOK, incoming, known, at(9)) == Intake(placed=(), here=len(incoming))


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "changed",
    [{"text": "gloves"}, {"company": QITAI.name}, {"kind": Kind.MEASURES}, {"day": LATER}],
    ids=["text", "company", "kind", "day"],
)
def test_the_changed_copy_of_a_line_is_another_wherever_it_stands(changed: dict[str, object], order: int) -> None:
    line = one("masks", day=FEB_22)
    copy = line._replace(**changed)  # type: ignore[arg-type]
    plan = plan_intake(BOOK, [line, copy][::order], {name("a"): Said("masks", None, Kind.ISSUES, FEB_22)}, at(9))
    assert [each._replace(origin=name("a")) for _day, each in plan.placed] == [copy]
    assert plan.here == 1


def test_what_is_settled_is_no_copy_of_what_it_was_while_it_was_open() -> None:
    line, copy = one(day=FEB_22), one(day=LATER)
    first = planned(BOOK, line, copy)
    known = {each.origin: Said(each.text, each.company, each.kind, day) for day, each in first.placed}
    assert len(known) == 2
    settled = [each._replace(status=Status.DONE, day=FEB_20) for each in (line, copy)]
    for again in ([line, settled[1]], [settled[0], copy], settled, [settled[1], line, copy]):
        assert plan_intake(BOOK, again, known, at(9)) == Intake(placed=(), here=len(again))


def test_what_is_open_is_another_than_what_was_settled_on_an_earlier_day() -> None:
    first, second, third = (one(day=day) for day in (FEB_19, FEB_22, LATER))
    done = first._replace(status=Status.DONE)
    fresh = planned(BOOK, done, second)
    assert [each._replace(origin=name("a")) for _day, each in fresh.placed] == [done, second]

    known: dict[str, Said | None] = {name("a"): Said("masks", None, Kind.ISSUES, FEB_19)}
    for new in (second, third):
        lines = [done, second, third][: 2 + (new is third)]
        plan = plan_intake(BOOK, lines, known, at(9))
        assert [each._replace(origin=name("a")) for _day, each in plan.placed] == [new]
        known |= {each.origin: Said(each.text, each.company, each.kind, day) for day, each in plan.placed}
    for again in itertools.permutations([done, second, third]):
        assert plan_intake(BOOK, again, known, at(9)) == Intake(placed=(), here=3)


def test_the_second_that_says_the_same_is_a_second_one() -> None:
    first, again = Namesakes(), Namesakes()
    names = [first.origin(said) for said in ("masks", "gloves", "masks")]
    assert [again.origin(said) for said in ("gloves", "masks", "masks")] == [names[1], names[0], names[2]]
    assert len(set(names)) == 3


def test_no_name_of_ours_is_one_that_a_worklist_gives() -> None:
    uuids = [UUID(origin_of(f"gate {number}")) for number in range(300)]
    assert {(uuid.version, uuid.variant) for uuid in uuids} == {(8, RFC_4122)}
    assert not any(may_be_given_here(uuid.hex) for uuid in uuids)


def test_at_0130_things_land_on_last_night() -> None:
    assert plan_intake(BOOK, [one()], {}, at(1, 30)) == Intake(placed=((FEB_19, one()),), here=0, settled=0, carried=0)


# Taking in

WHOLE = Incoming(
    origin=name("a"),
    text="herbal dose",
    kind=Kind.DOSES,
    company="启泰传感科技",
    who="联络员02",
    day=date(2020, 2, 18),
    due=time(21),
    counted=20,
    need=482,
    unit="cups",
    waived=(Waiver(2, "on leave"),),
    notes=(Note(at=at(8).at, by="somebody", text="ask again"),),
    written=date(2020, 2, 17),
    remarks=("priority: A", "tags: urgent"),
)
ITEM = Item(
    id=1,
    kind=Kind.DOSES,
    text="herbal dose",
    company="启泰传感科技",
    who="联络员02",
    due=None,
    count=20,
    need=482,
    unit="cups",
    waived=(Waiver(2, "on leave"),),
    notes=(
        Note(at=at(8).at, by="somebody", text="ask again"),
        Note(at=at(9).at, by=DIRECTOR, text="priority: A; tags: urgent; written: 2020-02-17; day: 2020-02-18 21:00"),
    ),
    origin=name("a"),
)


def taken(book: Notebook, *placed: tuple[date, Incoming]) -> Entry:
    return take_in(book, placed, at(9))


def test_each_becomes_an_item_and_what_has_no_place_in_it_a_note() -> None:
    assert taken(notebook(last_entry=7), (FEB_20, WHOLE)) == Entry(
        number=8, at=at(9).at, by=DIRECTOR, command="import", changes=(Change(day=FEB_20, before=None, after=ITEM),)
    )


def test_one_that_lands_on_its_day_keeps_the_time_at_which_it_is_due() -> None:
    entry = taken(notebook(), (FEB_22, one(day=FEB_22, due=time(21), written=FEB_20)))
    (item,) = (change.item for change in entry.changes)
    assert (item.due, [note.text for note in item.notes]) == (time(21), ["written: 2020-02-20"])


def test_a_settled_one_keeps_its_status_and_its_reason() -> None:
    waived = one(status=Status.WAIVED, reason="half holiday")
    nothing = one("", "b", company="启泰传感科技", status=Status.DONE, nothing=True)
    entry = taken(notebook(), (FEB_20, waived), (FEB_20, nothing))
    plain = Item(
        id=1,
        kind=Kind.ISSUES,
        text="masks",
        company=None,
        who=None,
        due=None,
        count=None,
        need=None,
        unit=None,
        status=Status.WAIVED,
        reason="half holiday",
        origin=name("a"),
    )
    answer = replace(
        plain,
        id=2,
        text="",
        company="启泰传感科技",
        status=Status.DONE,
        reason=None,
        nothing=True,
        origin=name("b"),
    )
    assert [change.after for change in entry.changes] == [plain, answer]


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({}, None),
        ({"day": FEB_20, "written": FEB_20}, None),
        ({"day": FEB_20, "written": FEB_19}, "written: 2020-02-19"),
        ({"day": FEB_19}, "day: 2020-02-19"),
        ({"day": FEB_19, "written": FEB_19}, "day: 2020-02-19"),
        ({"remarks": ("priority: A",), "written": FEB_19}, "priority: A; written: 2020-02-19"),
    ],
)
def test_only_days_that_differ_from_the_page_are_noted(fields: dict[str, Any], note: str | None) -> None:
    [change] = taken(notebook(), (FEB_20, one(**fields))).changes
    assert change.item.notes == (() if note is None else (Note(at=at(9).at, by=DIRECTOR, text=note),))


@given(st.lists(st.sampled_from(["口" * 9_998, "a" * 10_000, "b" * 25_000, "c", " ", "\n" * 12_000, "; "]), max_size=6))
def test_notes_of_a_long_text_lose_nothing_and_are_none_too_long(parts: list[str]) -> None:
    text = "".join(["x", *parts, "y"])
    notes = [note.text for note in as_notes(text, at(9))]
    assert all(len(note) <= TEXT_LIMIT for note in notes)
    assert "".join("".join(notes).split()) == "".join(text.split())
    assert notes == [text] if len(text) <= TEXT_LIMIT else notes == [note.strip() for note in notes]


def test_remarks_that_are_too_long_for_a_note_become_several() -> None:
    [change] = taken(notebook(), (FEB_20, one(remarks=("a" * 9_999, "b" * 20_001)))).changes
    assert [note.text for note in change.item.notes] == [f"{'a' * 9_999};", "b" * 10_000, "b" * 10_000, "b"]


def test_items_take_the_next_ids_of_their_pages() -> None:
    book = notebook(page(FEB_20, MASKS, DOOR, last_id=7))
    entry = taken(book, (FEB_20, one()), (FEB_21, one(sign="b")), (FEB_20, one(sign="c")))
    assert [(change.day, change.id, change.item.origin) for change in entry.changes] == [
        (FEB_20, 8, name("a")),
        (FEB_21, 1, name("b")),
        (FEB_20, 9, name("c")),
    ]


def test_what_names_nobody_falls_to_the_companys_caretaker() -> None:
    placed = [(FEB_20, one(sign=sign, company=company)) for sign, company in (("a", YUHUAN.name), ("b", QITAI.name))]
    placed += [(FEB_20, one(sign="c", company=YUHUAN.name, who="联络员02")), (FEB_20, one(sign="d"))]
    entry = taken(park(YUHUAN, QITAI), *placed)
    assert [change.item.who for change in entry.changes] == ["保姆员01", None, "联络员02", None]


def test_what_has_come_in_the_meantime_is_left_out() -> None:
    book = notebook(page(FEB_19, replace(DOOR, origin=name("a"))), page(FEB_20, MASKS))
    assert origins(book) == {name("a"): Said(DOOR.text, DOOR.company, DOOR.kind, FEB_19)}
    [change] = taken(book, (FEB_20, one()), (FEB_20, one(sign="b"))).changes
    assert (change.id, change.item.origin) == (2, name("b"))


def test_where_all_has_come_in_the_meantime_nothing_is_written() -> None:
    book = notebook(page(FEB_19, replace(DOOR, origin=name("a"))))
    with pytest.raises(AllHere):
        taken(book, (FEB_20, one()))


def test_a_page_that_was_closed_in_the_meantime_takes_nothing() -> None:
    with pytest.raises(DayClosed) as error:
        taken(notebook(closed=frozenset({FEB_20})), (FEB_20, one()))
    assert error.value.facts == {"day": FEB_20}
