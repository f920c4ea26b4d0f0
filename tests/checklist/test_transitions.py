from dataclasses import replace
from datetime import date, time

import pytest

from tests.checklist.model import (
    DOOR,
    FEB_19,
    FEB_20,
    FEB_21,
    FEB_22,
    MASKS,
    check,
    choose,
    companies_of,
    company,
    notebook,
    page,
    park,
    sealed,
)
from tests.conftest import DIRECTOR, at
from worklist.checklist.adding import add
from worklist.checklist.closing import close
from worklist.checklist.companies import CompanyWish
from worklist.checklist.counting import Count
from worklist.checklist.dealing import begin_day
from worklist.checklist.editing import Edit, edit
from worklist.checklist.items import Dealt, Draft, Item, Kind, Link, Note, Stamp, Status, Waiver
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.park import add_check, add_company, edit_company, import_roster, remove_company
from worklist.checklist.transitions import carry, done, note, reopen, undo, waive
from worklist.checklist.wishes import CLEAR, Clear
from worklist.errors import (
    AlreadySettled,
    CarriedOn,
    CarryBackwards,
    CountNeedsOneItem,
    DayClosed,
    DealtSince,
    NeedIsMet,
    NoNeed,
    NoSuchCompany,
    NoSuchItem,
    NoteOnCarried,
    NothingSelected,
    NothingToUndo,
    NotSettled,
    SealedSince,
    TooManyWaived,
)

BOTH = notebook(page(FEB_20, MASKS, DOOR), last_entry=2)
MASKS_CARRIED = replace(MASKS, status=Status.CARRIED, reason="no truck", carried_to=Link(day=FEB_21, id=1))
MASKS_LATER = replace(MASKS, reason="no truck", carried_from=Link(day=FEB_20, id=1), times_carried=1)


def entry(command: str, *changes: Change, number: int = 3, stamp: Stamp | None = None) -> Entry:
    made = stamp or at(12)
    return Entry(number=number, at=made.at, by=DIRECTOR, command=command, changes=changes)


def turned(before: Item | None, after: Item | None, day: date = FEB_20) -> Change:
    return Change(day=day, before=before, after=after)


# Done


def test_items_are_done_in_one_entry() -> None:
    assert done(BOTH, choose("1-2"), at(12)) == entry(
        "done",
        turned(MASKS, replace(MASKS, status=Status.DONE, count=2000)),
        turned(DOOR, replace(DOOR, status=Status.DONE)),
    )


def test_a_count_is_recorded_of_one_item() -> None:
    assert done(BOTH, choose("1"), at(12), Count(amount=482)) == entry("done", turned(MASKS, replace(MASKS, count=482)))


def test_a_count_that_reaches_the_need_is_done() -> None:
    book = notebook(page(FEB_20, replace(MASKS, count=1999)), last_entry=2)
    assert done(book, choose("1"), at(12), Count(amount=1, further=True)) == entry(
        "done", turned(replace(MASKS, count=1999), replace(MASKS, status=Status.DONE, count=2000))
    )


def test_a_count_of_nothing_is_a_count() -> None:
    book = notebook(page(FEB_20, replace(MASKS, count=482)), last_entry=2)
    assert done(book, choose("1"), at(12), Count(amount=0)) == entry("done", turned(replace(MASKS, count=482), MASKS))


def test_a_count_is_not_for_several_items() -> None:
    with pytest.raises(CountNeedsOneItem) as error:
        done(BOTH, choose("1-2"), at(12), Count(amount=3))
    assert error.value.facts == {"found": "1, 2"}


def test_a_count_is_not_for_an_item_without_a_need() -> None:
    with pytest.raises(NoNeed) as error:
        done(BOTH, choose("2"), at(12), Count(amount=3))
    assert error.value.facts == {"id": 2}


# Waived in part


def test_a_part_of_the_need_of_one_item_is_waived() -> None:
    assert waive(BOTH, choose("1"), "on leave", at(12), 20) == entry(
        "waive", turned(MASKS, replace(MASKS, waived=(Waiver(20, "on leave"),)))
    )


def test_a_part_that_was_left_settles_the_item_and_it_can_be_reopened() -> None:
    part = replace(MASKS, count=482, waived=(Waiver(20, "on leave"),))
    book = notebook(page(FEB_20, part), last_entry=2)
    made = waive(book, choose("1"), "ill", at(12), 1498)
    settled = replace(part, status=Status.DONE, waived=(Waiver(20, "on leave"), Waiver(1498, "ill")))
    assert made == entry("waive", turned(part, settled))
    assert reopen(book.after(made), choose("1"), at(13)).changes == (turned(settled, part),)


def test_a_part_is_not_waived_of_several_items_or_of_what_needs_none_or_has_less() -> None:
    with pytest.raises(CountNeedsOneItem) as several:
        waive(BOTH, choose("1-2"), "on leave", at(12), 20)
    assert several.value.facts == {"found": "1, 2"}
    with pytest.raises(NoNeed):
        waive(BOTH, choose("2"), "on leave", at(12), 20)
    with pytest.raises(TooManyWaived):
        waive(BOTH, choose("1"), "on leave", at(12), 2001)


# What holds for every command that settles


@pytest.mark.parametrize("command", ["done", "waive", "carry", "edit"])
def test_only_open_items_are_settled_or_edited(command: str) -> None:
    book = notebook(page(FEB_20, MASKS, replace(DOOR, status=Status.WAIVED)))
    with pytest.raises(AlreadySettled) as error:
        settle(book, command, "1-2", FEB_20)
    assert error.value.facts == {"id": 2, "status": "waived", "day": FEB_20}


@pytest.mark.parametrize("command", ["done", "waive", "carry", "edit", "note", "reopen"])
def test_nothing_is_done_to_an_item_that_does_not_exist(command: str) -> None:
    with pytest.raises(NoSuchItem) as error:
        settle(BOTH, command, "3", FEB_20)
    assert error.value.facts == {"id": 3, "day": FEB_20}


@pytest.mark.parametrize("command", ["done", "waive", "carry", "edit", "note", "reopen"])
def test_nothing_is_done_to_a_closed_day(command: str) -> None:
    with pytest.raises(DayClosed) as error:
        settle(notebook(closed=frozenset({FEB_20})), command, "1", FEB_20)
    assert error.value.facts == {"day": FEB_20}


@pytest.mark.parametrize("command", ["done", "waive", "carry", "edit", "note"])
def test_at_0130_it_is_done_to_last_night(command: str) -> None:
    book = notebook(page(FEB_20, MASKS), page(FEB_21, DOOR))
    made = settle(book, command, "1", None, at(1, 30, day=21))
    assert made.changes[0].day == FEB_20
    assert made.changes[0].before == MASKS


def settle(book: Notebook, command: str, ids: str, day: date | None, stamp: Stamp | None = None) -> Entry:
    choice = choose(ids, day=day)
    made = stamp or at(12)
    given = {
        "done": lambda: done(book, choice, made),
        "waive": lambda: waive(book, choice, "half holiday", made),
        "carry": lambda: carry(book, choice, made),
        "edit": lambda: edit(book, choice, Edit(text="other"), made),
        "note": lambda: note(book, choice, "see the door", made),
        "reopen": lambda: reopen(book, choice, made),
    }
    return given[command]()


# Waived


def test_items_are_waived_with_a_reason() -> None:
    assert waive(BOTH, choose("1-2"), "half holiday", at(12)) == entry(
        "waive",
        turned(MASKS, replace(MASKS, status=Status.WAIVED, reason="half holiday")),
        turned(DOOR, replace(DOOR, status=Status.WAIVED, reason="half holiday")),
    )


# Carried


def test_items_are_carried_to_the_next_day_in_one_entry() -> None:
    book = notebook(page(FEB_20, replace(MASKS, count=482), DOOR), page(FEB_21, replace(DOOR, id=6)), last_entry=2)
    counted = replace(MASKS, count=482)
    assert carry(book, choose("1-2"), at(12), why="no truck") == entry(
        "carry",
        turned(counted, replace(MASKS_CARRIED, count=482, carried_to=Link(day=FEB_21, id=7))),
        turned(None, replace(MASKS_LATER, id=7, need=1518), FEB_21),
        turned(DOOR, replace(DOOR, status=Status.CARRIED, reason="no truck", carried_to=Link(day=FEB_21, id=8))),
        turned(
            None,
            replace(DOOR, id=8, reason="no truck", carried_from=Link(day=FEB_20, id=2), times_carried=1),
            FEB_21,
        ),
    )


def test_an_item_is_carried_to_the_day_that_is_named_without_a_reason_if_none_is_given() -> None:
    assert carry(BOTH, choose("2"), at(12), to=FEB_22) == entry(
        "carry",
        turned(DOOR, replace(DOOR, status=Status.CARRIED, carried_to=Link(day=FEB_22, id=1))),
        turned(None, replace(DOOR, id=1, carried_from=Link(day=FEB_20, id=2), times_carried=1), FEB_22),
    )


@pytest.mark.parametrize(
    ("stamp", "closed", "target"),
    [
        (at(12), frozenset(), FEB_21),
        (at(12, day=19), frozenset(), FEB_21),
        (at(1, 30, day=21), frozenset(), FEB_21),
        (at(12, day=22), frozenset(), FEB_22),
        (at(12), frozenset({FEB_21}), FEB_22),
        (at(23, day=22), frozenset({FEB_22}), date(2020, 2, 23)),
    ],
)
def test_an_item_is_carried_to_the_next_day_that_can_be_worked_on(
    stamp: Stamp, closed: frozenset[date], target: date
) -> None:
    made = carry(notebook(page(FEB_20, DOOR), closed=closed), choose("2", day=FEB_20), stamp)
    assert [change.day for change in made.changes] == [FEB_20, target]


@pytest.mark.parametrize("to", [FEB_20, FEB_19, date(2019, 2, 21)])
def test_nothing_is_carried_backwards(to: date) -> None:
    with pytest.raises(CarryBackwards) as error:
        carry(BOTH, choose("1"), at(12), to=to)
    assert error.value.facts == {"day": FEB_20, "to": to}


def test_nothing_is_carried_to_a_closed_day() -> None:
    book = notebook(page(FEB_20, DOOR), closed=frozenset({FEB_21}))
    with pytest.raises(DayClosed) as error:
        carry(book, choose("2"), at(12), to=FEB_21)
    assert error.value.facts == {"day": FEB_21}


# Reopened


def test_settled_items_are_opened_again_in_one_entry() -> None:
    finished = replace(MASKS, status=Status.DONE, count=2000)
    book = notebook(page(FEB_20, finished, replace(DOOR, status=Status.DONE)), last_entry=2)
    assert reopen(book, choose("+issues"), at(12)) == entry(
        "reopen", turned(finished, MASKS), turned(replace(DOOR, status=Status.DONE), DOOR)
    )


def test_a_carried_item_comes_back_with_what_was_added_where_it_went() -> None:
    carried = replace(MASKS_CARRIED, count=482, reason=None)
    later = replace(MASKS_LATER, need=1518, count=18, unit="boxes", reason=None)
    book = notebook(page(FEB_20, carried, DOOR), page(FEB_21, later), last_entry=2)
    assert reopen(book, choose("1"), at(12)) == entry(
        "reopen", turned(carried, replace(MASKS, count=500, unit="boxes")), turned(later, None, FEB_21)
    )


def test_a_carried_item_whose_successor_is_settled_does_not_come_back() -> None:
    finished = replace(MASKS_LATER, status=Status.DONE, count=2000)
    book = notebook(page(FEB_20, MASKS_CARRIED), page(FEB_21, finished))
    with pytest.raises(CarriedOn) as error:
        reopen(book, choose("1"), at(12))
    assert error.value.facts == {"id": 1, "successor": 1, "day": FEB_21}


def test_a_carried_item_whose_successor_is_on_a_closed_day_does_not_come_back() -> None:
    book = notebook(page(FEB_20, MASKS_CARRIED), closed=frozenset({FEB_21}))
    with pytest.raises(DayClosed) as error:
        reopen(book, choose("1", day=FEB_20), at(12))
    assert error.value.facts == {"day": FEB_21}


def test_an_open_item_is_not_opened_again() -> None:
    book = notebook(page(FEB_20, replace(MASKS, status=Status.WAIVED), DOOR))
    with pytest.raises(NotSettled) as error:
        reopen(book, choose("1-2"), at(12))
    assert error.value.facts == {"id": 2}


def test_where_nothing_is_settled_a_filter_finds_nothing_to_reopen() -> None:
    with pytest.raises(NothingSelected) as error:
        reopen(BOTH, choose("+issues"), at(12))
    assert error.value.facts == {"selection": "+issues", "wanted": "settled", "day": FEB_20}


def test_what_is_left_out_stays_settled() -> None:
    waived = [replace(MASKS, status=Status.DONE, count=0), replace(DOOR, status=Status.DONE)]
    book = notebook(page(FEB_20, *waived), last_entry=2)
    assert reopen(book, choose("+issues", left_out="1"), at(12)) == entry("reopen", turned(waived[1], DOOR))


# Noted


def test_a_note_is_written_beside_open_and_settled_items() -> None:
    first = Note(at=at(9).at, by="联络员02", text="asked twice")
    finished = replace(DOOR, status=Status.DONE, notes=(first,))
    written = Note(at=at(12).at, by=DIRECTOR, text="the lock is old")
    book = notebook(page(FEB_20, MASKS, finished), last_entry=2)
    assert note(book, choose("1-2"), "the lock is old", at(12)) == entry(
        "note",
        turned(MASKS, replace(MASKS, notes=(written,))),
        turned(finished, replace(finished, notes=(first, written))),
    )


def test_a_carried_item_is_noted_where_it_went() -> None:
    book = notebook(page(FEB_20, MASKS_CARRIED, DOOR), page(FEB_21, MASKS_LATER))
    with pytest.raises(NoteOnCarried) as error:
        note(book, choose("1-2"), "the lock is old", at(12))
    assert error.value.facts == {"id": 1, "successor": 1, "day": FEB_21}


# Edited

FULL = replace(DOOR, company="启泰传感科技", who="联络员02", due=time(17), need=9, count=4, unit="keys")


def test_every_field_can_be_given_a_new_value() -> None:
    wish = Edit(
        text="the west door",
        kind=Kind.MEASURES,
        company="宇环数控机床",
        who="联络员03",
        due=time(9),
        need=5,
        unit="locks",
    )
    book = notebook(page(FEB_20, FULL), last_entry=2)
    changed = replace(
        FULL,
        text="the west door",
        kind=Kind.MEASURES,
        company="宇环数控机床",
        who="联络员03",
        due=time(9),
        need=5,
        unit="locks",
    )
    assert edit(book, choose("2"), wish, at(12)) == entry("edit", turned(FULL, changed))


def test_a_field_that_is_not_wished_otherwise_stays() -> None:
    book = notebook(page(FEB_20, FULL, replace(MASKS, id=3)), last_entry=2)
    assert edit(book, choose("2-3"), Edit(who="联络员03"), at(12)) == entry(
        "edit",
        turned(FULL, replace(FULL, who="联络员03")),
        turned(replace(MASKS, id=3), replace(MASKS, id=3, who="联络员03")),
    )


def test_fields_can_be_emptied() -> None:
    wish = Edit(company=CLEAR, who=CLEAR, due=CLEAR, need=CLEAR, unit=CLEAR)
    book = notebook(page(FEB_20, FULL), last_entry=2)
    assert edit(book, choose("2"), wish, at(12)) == entry("edit", turned(FULL, DOOR))


def test_midnight_is_a_time_like_any_other() -> None:
    book = notebook(page(FEB_20, FULL), last_entry=2)
    made = edit(book, choose("2"), Edit(due=time(0)), at(12))
    assert made == entry("edit", turned(FULL, replace(FULL, due=time(0))))


def test_a_need_that_one_of_the_items_has_met_changes_none() -> None:
    book = notebook(page(FEB_20, MASKS, FULL))
    with pytest.raises(NeedIsMet) as error:
        edit(book, choose("1-2"), Edit(need=4), at(12))
    assert error.value.facts == {"id": 2, "count": 4, "need": 4}


# Undone


def written_on(*entries: Entry) -> Notebook:
    book = BOTH
    for made in entries:
        book = book.after(made)
    return book


FIRST = done(BOTH, choose("1"), at(12))
SECOND = carry(written_on(FIRST), choose("2"), at(13), why="no locksmith")


def test_the_last_command_is_taken_back_whole_and_backwards() -> None:
    book = written_on(FIRST, SECOND)
    back = [Change(day=change.day, before=change.after, after=change.before) for change in SECOND.changes]
    made = undo(book, at(14))
    assert made == replace(entry("undo", *reversed(back), number=5, stamp=at(14)), undoes=4)
    assert book.after(made).pages[FEB_20] == written_on(FIRST).pages[FEB_20]
    assert book.after(made).pages[FEB_21] == replace(page(FEB_21, last_id=1), opened_at=at(13).at)


def test_undoing_again_takes_back_the_command_before() -> None:
    book = written_on(FIRST, SECOND)
    book = book.after(undo(book, at(14)))
    made = undo(book, at(15))
    assert made == replace(
        entry("undo", turned(FIRST.changes[0].after, MASKS), number=6, stamp=at(15)),
        undoes=3,
    )
    assert book.after(made).pages[FEB_20] == BOTH.pages[FEB_20]


def test_a_command_after_an_undo_is_taken_back_first_and_what_was_taken_back_stays_so() -> None:
    book = written_on(FIRST, SECOND)
    book = book.after(undo(book, at(14)))
    book = book.after(waive(book, choose("2"), "half holiday", at(15)))
    book = book.after(undo(book, at(16)))
    assert undo(book, at(17)).undoes == 3


def test_with_no_command_left_there_is_nothing_to_undo() -> None:
    book = written_on(FIRST)
    with pytest.raises(NothingToUndo):
        undo(book.after(undo(book, at(14))), at(15))


def test_an_empty_notebook_has_nothing_to_undo() -> None:
    with pytest.raises(NothingToUndo):
        undo(notebook(), at(12))


def closed_on_20() -> Notebook:
    book = written_on(FIRST, SECOND)
    return sealed(book, close(book, FEB_20, at(23)))


def test_what_was_done_before_a_day_was_closed_is_not_taken_back() -> None:
    with pytest.raises(SealedSince) as error:
        undo(closed_on_20(), at(23, 30))
    assert error.value.facts == {"day": FEB_20}


def test_what_was_done_after_a_day_was_closed_is_taken_back_and_no_more() -> None:
    book = closed_on_20()
    book = book.after(add(book, [Draft(text="tea")], None, at(23, 10)))
    taken = undo(book, at(23, 20))
    assert taken.undoes == book.last_entry
    with pytest.raises(SealedSince) as error:
        undo(book.after(taken), at(23, 30))
    assert error.value.facts == {"day": FEB_20}


# Edited where there is a roster


@pytest.mark.parametrize(("wish", "name"), [("qt", "启泰传感科技"), (CLEAR, None), (None, "宇环数控机床")])
def test_a_company_of_an_edit_is_found_on_the_roster(wish: str | Clear | None, name: str | None) -> None:
    book = park(company(1, "宇环数控机床"), company(2, "启泰传感科技"), before=BOTH)
    [change] = edit(book, choose("1"), Edit(company=wish, text="masks"), at(12)).changes
    assert change.item.company == name


def test_an_edit_names_no_company_that_is_not_on_the_roster() -> None:
    book = park(company(1, "宇环数控机床"), before=BOTH)
    with pytest.raises(NoSuchCompany):
        edit(book, choose("1"), Edit(company="启泰"), at(12))


# Undone: the park


PARK = park(company(1, "宇环数控机床"), company(2, "启泰传感科技"), check(1))


def begun(book: Notebook, day: int = 20) -> Notebook:
    dealt = begin_day(book, at(8, day=day))
    assert dealt is not None
    return book.after(dealt)


def test_what_was_dealt_when_the_day_began_is_passed_over() -> None:
    book = notebook()
    book = book.after(add(book, [Draft(text="tea")], None, at(7)))
    book = begun(park(company(1, "宇环数控机床"), check(1), before=book))
    made = undo(book, at(9))
    assert (made.undoes, [change.id for change in made.changes]) == (1, [1])
    with pytest.raises(NothingToUndo):
        undo(book.after(made), at(10))


def test_a_roster_that_was_put_in_is_taken_back_whole() -> None:
    book = park(company(1, "宇环数控机床"), check(1))
    book = begun(book)
    wishes = [CompanyWish(name="远航"), CompanyWish(name="宇环数控机床", headcount=25)]
    made = import_roster(book, wishes, at(9))
    then = book.after(made)
    taken = undo(then, at(10))
    assert (taken.command, taken.undoes) == ("undo", made.number)
    assert taken.records == tuple(
        replace(change, before=change.after, after=change.before) for change in made.records[::-1]
    )
    assert taken.changes == tuple(
        replace(change, before=change.after, after=change.before) for change in made.changes[::-1]
    )
    back = then.after(taken)
    assert (companies_of(back), back.page(FEB_20).items) == (companies_of(book), book.page(FEB_20).items)


def test_the_first_company_is_taken_back_with_the_roster_and_what_was_dealt_to_it() -> None:
    book = notebook()
    book = book.after(add_check(book, check(0), at(8)))
    book = book.after(add_company(book, CompanyWish(name="宇环"), at(9)))
    assert [item.dealt for item in book.page(FEB_20).items.values()] == [Dealt(1, 1)]
    book = book.after(undo(book, at(10)))
    assert (book.roster, dict(book.page(FEB_20).items)) == (None, {})
    assert undo(book, at(11)).undoes == 1


def test_what_changed_the_park_is_not_taken_back_once_a_day_has_begun_with_it() -> None:
    book = begun(PARK)
    book = book.after(remove_company(book, "启泰", at(9)))
    book = begun(book, day=21)
    with pytest.raises(DealtSince) as error:
        undo(book, at(10, day=21))
    assert error.value.facts == {"day": FEB_21, "command": "company remove"}


def test_what_was_done_after_that_is_taken_back_and_no_more() -> None:
    book = begun(PARK)
    book = book.after(edit_company(book, "启泰", CompanyWish(headcount=1), at(9)))
    book = begun(book, day=21)
    book = book.after(done(book, choose("1"), at(9, day=21)))
    taken = undo(book, at(10, day=21))
    assert [change.id for change in taken.changes] == [1]
    with pytest.raises(DealtSince) as error:
        undo(book.after(taken), at(11, day=21))
    assert error.value.facts == {"day": FEB_21, "command": "company edit"}


def test_what_was_done_to_items_is_taken_back_though_a_day_has_begun_since() -> None:
    book = begun(PARK)
    book = book.after(done(book, choose("1"), at(9)))
    book = begun(book, day=21)
    assert undo(book, at(10, day=21)).changes[0].day == FEB_20


def test_what_changed_the_park_on_a_day_that_was_closed_since_is_not_taken_back() -> None:
    book = notebook(page(FEB_20, replace(DOOR, status=Status.DONE)))
    book = book.after(add_company(book, CompanyWish(name="宇环", resumed=False), at(9)))
    book = sealed(book, close(book, FEB_20, at(23)))
    with pytest.raises(SealedSince):
        undo(book, at(23, 30))
