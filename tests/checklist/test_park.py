from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from tests.checklist.model import (
    DOOR,
    FEB_19,
    FEB_20,
    FEB_21,
    check,
    choose,
    companies_of,
    company,
    notebook,
    page,
    park,
)
from tests.conftest import DIRECTOR, at
from worklist.checklist.checks import Check
from worklist.checklist.companies import Company, CompanyWish
from worklist.checklist.counting import Count
from worklist.checklist.dealing import begin_day
from worklist.checklist.editing import Edit, edit
from worklist.checklist.items import Dealt, Item, Kind, Link, Stamp, Status
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.park import (
    RosterPlan,
    add_check,
    add_company,
    change_check,
    change_settings,
    edit_company,
    find_check,
    find_company,
    import_roster,
    plan_roster,
    remove_check,
    remove_company,
)
from worklist.checklist.records import RecordChange, Settings
from worklist.checklist.transitions import carry, done, note, undo, waive
from worklist.checklist.wishes import CLEAR
from worklist.errors import AmbiguousName, NameTaken, NoSuchCheck, NoSuchCompany, NoSuchZone, NothingToEditInRecord

YUHUAN = company(1, "宇环数控机床", headcount=25, zone="Grid 01", caretaker="保姆员01")
QITAI = company(2, "启泰传感科技", headcount=50, other_names=("启泰",), caretaker="保姆员02")
LANSI = company(3, "蓝思科技", removed=FEB_19)
GATE = check(1, "temperature at the gate")
DOSE = check(2, "herbal dose", Kind.DOSES, per_head=True, unit="heads")
BOOK = park(YUHUAN, QITAI, LANSI, GATE, DOSE, before=notebook(last_entry=5))


def begun(book: Notebook = BOOK) -> Notebook:
    """Give the notebook with the day begun: items 1 and 2 are of 宇环, 3 and 4 of 启泰."""
    dealt = begin_day(book, at(8))
    assert dealt is not None
    return book.after(dealt)


def dealt_on(book: Notebook, day: date = FEB_20) -> list[tuple[int, Dealt | None]]:
    return [(item.id, item.dealt) for item in book.page(day).items.values()]


def record(before: Company | Check | None, after: Company | Check | None, day: date = FEB_20) -> RecordChange:
    return RecordChange(day=day, before=before, after=after)


# Comparing rosters


def test_in_an_empty_notebook_all_companies_are_new_and_numbered_in_their_order() -> None:
    wishes = [CompanyWish(name="宇环", resumed=True), CompanyWish(name="启泰", headcount=50)]
    assert plan_roster(notebook(), wishes) == RosterPlan(
        new=(
            company(1, "宇环"),
            company(2, "启泰", headcount=50, resumed=False),
        ),
        changed=(),
        unchanged=(),
        missing=(),
    )


def test_a_roster_is_compared_company_by_company() -> None:
    wishes = [
        CompanyWish(name="远航机械", resumed=True),
        CompanyWish(name="宇环数控机床", headcount=26),
        CompanyWish(name="启泰传感科技", headcount=50),
    ]
    more = company(7, "博大科工")
    assert plan_roster(park(YUHUAN, QITAI, LANSI, more), wishes) == RosterPlan(
        new=(company(8, "远航机械"),),
        changed=((YUHUAN, replace(YUHUAN, headcount=26)),),
        unchanged=(QITAI,),
        missing=(more,),
    )


def test_a_company_in_a_list_under_another_of_its_names_keeps_its_own() -> None:
    plan = plan_roster(BOOK, [CompanyWish(name="启 泰", headcount=60)])
    assert plan.changed == ((QITAI, replace(QITAI, headcount=60)),)


def test_one_that_was_removed_comes_back_with_its_number() -> None:
    assert plan_roster(BOOK, [CompanyWish(name="蓝思科技")]).changed == ((LANSI, replace(LANSI, removed=None)),)


def test_the_number_of_one_that_was_removed_is_not_given_again() -> None:
    book = park(YUHUAN, company(9, "远航", removed=FEB_19))
    assert [new.number for new in plan_roster(book, [CompanyWish(name="博大科工")]).new] == [10]


@pytest.mark.parametrize(
    ("wishes", "facts"),
    [
        ([CompanyWish(name="博大"), CompanyWish(name="Ｂoda"), CompanyWish(name="boda")], ("boda", "Ｂoda")),
        ([CompanyWish(name="博大", other_names=("启泰",))], ("启泰", "启泰传感科技")),
        ([CompanyWish(name="宇环数控机床", other_names=("启泰",))], ("启泰", "启泰传感科技")),
        ([CompanyWish(name="博大", other_names=("宇环数控机床",))], ("宇环数控机床", "宇环数控机床")),
    ],
)
def test_two_companies_do_not_bear_one_name_and_the_one_that_bears_it_is_told(
    wishes: list[CompanyWish], facts: tuple[str, str]
) -> None:
    with pytest.raises(NameTaken) as error:
        plan_roster(BOOK, wishes)
    assert error.value.facts == {"name": facts[0], "company": facts[1]}


def test_a_company_that_is_named_twice_in_a_list_by_two_of_its_names_is_refused() -> None:
    """Each row speaks of the whole company: of two that differ, one would be lost."""
    for wishes in (
        [CompanyWish(name="启泰", headcount=60), CompanyWish(name="启泰传感科技", zone="Grid 02")],
        [CompanyWish(name="启泰"), CompanyWish(name="启泰传感科技")],
    ):
        with pytest.raises(NameTaken) as error:
            import_roster(BOOK, wishes, at(9))
        assert error.value.facts == {"name": "启泰传感科技", "company": "启泰传感科技"}


def test_a_name_of_one_that_was_removed_may_be_borne_by_another_and_then_it_does_not_come_back() -> None:
    heir = replace(QITAI, other_names=("启泰", "蓝思"))
    book = park(heir, replace(LANSI, other_names=("蓝思",)))
    assert plan_roster(book, [CompanyWish(name="启泰")]).unchanged == (heir,)
    with pytest.raises(NameTaken) as error:
        plan_roster(book, [CompanyWish(name="蓝思科技")])
    assert error.value.facts == {"name": "蓝思", "company": "启泰传感科技"}


# Putting a roster in


def test_a_roster_is_put_in_with_one_entry() -> None:
    book = park(YUHUAN, QITAI, before=notebook(last_entry=5))
    wishes = [CompanyWish(name="远航", resumed=True), CompanyWish(name="宇环数控机床", headcount=26)]
    assert import_roster(book, wishes, at(9)) == Entry(
        number=6,
        at=at(9).at,
        by=DIRECTOR,
        command="company import",
        changes=(),
        records=(record(None, company(3, "远航")), record(YUHUAN, replace(YUHUAN, headcount=26))),
    )


def test_importing_the_same_roster_again_changes_nothing() -> None:
    wishes = [CompanyWish(name="宇环", headcount=25, other_names=("YH",)), CompanyWish(name="启泰", zone="Grid 02")]
    book = notebook().after(import_roster(notebook(), wishes, at(9)))
    again = import_roster(book, wishes, at(10))
    assert (again.records, again.changes) == ((), ())


def test_what_is_new_on_the_roster_is_dealt_today_and_what_changed_only_from_tomorrow() -> None:
    book = begun()
    wishes = [CompanyWish(name="宇环数控机床", headcount=26), CompanyWish(name="蓝思科技"), CompanyWish(name="远航")]
    then = book.after(import_roster(book, wishes, at(9)))
    assert dealt_on(then)[4:] == [(5, Dealt(1, 3)), (6, Dealt(2, 3)), (7, Dealt(1, 4)), (8, Dealt(2, 4))]
    assert then.page(FEB_20).items[2].need == 25
    tomorrow = begin_day(then, at(8, day=21))
    assert tomorrow is not None
    assert [change.item.need for change in tomorrow.changes if change.item.dealt == Dealt(2, 1)] == [26]


# One company


def test_a_company_is_added_and_dealt_to_at_once() -> None:
    book = begun()
    made = add_company(book, CompanyWish(name="远航", headcount=612, resumed=True, caretaker="保姆员03"), at(9))
    new = company(4, "远航", headcount=612, caretaker="保姆员03")
    assert (made.command, made.records) == ("company add", (record(None, new),))
    assert [(change.id, change.item.dealt, change.item.who, change.item.need) for change in made.changes] == [
        (5, Dealt(1, 4), "保姆员03", None),
        (6, Dealt(2, 4), "保姆员03", 612),
    ]


def test_a_company_that_is_on_the_roster_is_not_added_by_any_of_its_names() -> None:
    with pytest.raises(NameTaken) as error:
        add_company(BOOK, CompanyWish(name="启泰"), at(9))
    assert error.value.facts == {"name": "启泰", "company": "启泰传感科技"}
    with pytest.raises(NameTaken) as error:
        add_company(BOOK, CompanyWish(name="宇环数控机床", headcount=25), at(9))
    assert error.value.facts == {"name": "宇环数控机床", "company": "宇环数控机床"}


def test_a_company_that_comes_back_is_not_dealt_to_again_on_the_same_day() -> None:
    book = begun()
    book = book.after(remove_company(book, "启泰", at(9)))
    assert companies_of(book)[2] == replace(QITAI, removed=FEB_20)
    back = add_company(book, CompanyWish(name="启泰传感科技", headcount=51), at(10))
    assert back.records == (record(replace(QITAI, removed=FEB_20), replace(QITAI, headcount=51)),)
    assert back.changes == ()
    assert dealt_on(book.after(back)) == dealt_on(begun())


def test_a_company_is_found_on_the_roster_or_there_is_none() -> None:
    assert find_company(BOOK, "qt") == QITAI
    with pytest.raises(NoSuchCompany) as error:
        find_company(notebook(), "qt")
    assert error.value.facts == {"text": "qt", "nearest": "—"}


def test_one_that_is_removed_keeps_its_items_and_gets_no_more() -> None:
    book = begun()
    made = remove_company(book, "qt", at(1, 30, day=21))
    assert (made.command, made.changes) == ("company remove", ())
    assert made.records == (record(QITAI, replace(QITAI, removed=FEB_20)),)
    tomorrow = begin_day(book.after(made), at(8, day=21))
    assert tomorrow is not None
    assert [change.item.dealt for change in tomorrow.changes] == [Dealt(1, 1), Dealt(2, 1)]


def test_an_edit_counts_from_tomorrow() -> None:
    book = begun()
    made = edit_company(book, "qt", CompanyWish(headcount=60, caretaker=CLEAR), at(9))
    assert (made.command, made.changes) == ("company edit", ())
    assert made.records == (record(QITAI, replace(QITAI, headcount=60, caretaker=None)),)


def test_an_edit_for_today_too_changes_the_open_items_that_were_dealt_to_the_company() -> None:
    book = begun()
    book = book.after(done(book, choose("3"), at(9)))
    book = book.after(done(book, choose("4"), at(9), Count(amount=20)))
    made = edit_company(
        book, "qt", CompanyWish(name="华泰传感", headcount=60, caretaker="保姆员09"), at(10), today=True
    )
    before = book.page(FEB_20).items[4]
    assert made.changes == (
        Change(day=FEB_20, before=before, after=replace(before, company="华泰传感", who="保姆员09", need=60)),
    )


def test_a_company_that_goes_to_work_is_dealt_to_at_once() -> None:
    at_home = replace(YUHUAN, resumed=False)
    book = begun(park(at_home, QITAI, replace(GATE, only_resumed=True)))
    made = edit_company(book, "宇环", CompanyWish(resumed=True), at(9))
    assert [(change.id, change.item.dealt) for change in made.changes] == [(2, Dealt(1, 1))]


def test_items_of_a_company_that_a_check_is_for_no_longer_are_taken_back_unless_somebody_has_worked_on_them() -> None:
    book = begun(park(YUHUAN, QITAI, replace(GATE, zone="Grid 01")))
    moved = CompanyWish(zone="Grid 02", caretaker="保姆员09")
    before = book.page(FEB_20).items[1]
    assert edit_company(book, "宇环", moved, at(9), today=True).changes == (
        Change(day=FEB_20, before=before, after=None),
    )
    book = book.after(note(book, choose("1"), "asked", at(9)))
    assert edit_company(book, "宇环", moved, at(9), today=True).changes == ()


def test_what_was_changed_by_hand_stays_when_something_else_follows() -> None:
    book = begun(park(YUHUAN, GATE))
    book = book.after(edit(book, choose("1"), Edit(text="by hand", who="联络员07"), at(9)))
    made = edit_company(book, "宇环", CompanyWish(name="宇环机床"), at(9), today=True)
    assert [(change.item.text, change.item.who, change.item.company) for change in made.changes] == [
        ("by hand", "联络员07", "宇环机床")
    ]


def test_a_headcount_that_is_counted_already_settles_the_item() -> None:
    book = begun()
    book = book.after(done(book, choose("4"), at(9), Count(amount=20)))
    book = book.after(waive(book, choose("4"), "on leave", at(9), 5))
    made = edit_company(book, "qt", CompanyWish(headcount=25, caretaker="保姆员09"), at(10), today=True)
    counted = book.page(FEB_20).items[4]
    dealt = book.page(FEB_20).items[3]
    assert [change.after for change in made.changes] == [
        replace(dealt, who="保姆员09"),
        replace(counted, who="保姆员09", need=25, status=Status.DONE),
    ]
    made = edit_company(book, "qt", CompanyWish(headcount=26), at(10), today=True)
    assert [change.after for change in made.changes] == [replace(counted, need=26)]


def test_an_edit_that_changes_nothing_is_refused_unless_todays_items_are_to_follow() -> None:
    book = begun(park(replace(YUHUAN, headcount=24), DOSE))
    book = book.after(edit_company(book, "宇环", CompanyWish(headcount=25), at(9)))
    with pytest.raises(NothingToEditInRecord) as error:
        edit_company(book, "宇环", CompanyWish(headcount=25), at(9))
    assert error.value.facts == {"name": "宇环数控机床"}
    made = edit_company(book, "宇环", CompanyWish(headcount=25), at(9), today=True)
    assert [change.item.need for change in made.changes] == [25]


@pytest.mark.parametrize("wish", [CompanyWish(name="启 泰"), CompanyWish(other_names=("启泰传感科技",))])
def test_an_edit_gives_no_name_that_another_bears(wish: CompanyWish) -> None:
    with pytest.raises(NameTaken) as error:
        edit_company(BOOK, "宇环", wish, at(9))
    assert error.value.facts["company"] == "启泰传感科技"


def test_an_edit_may_give_the_name_of_one_that_was_removed() -> None:
    made = edit_company(BOOK, "宇环", CompanyWish(name="蓝思科技"), at(9))
    then = BOOK.after(made)
    assert find_company(then, "蓝思科技").number == 1


def test_nobody_is_edited_or_removed_by_a_name_that_means_several_or_none() -> None:
    book = park(YUHUAN, company(4, "远航机械"))
    edits: list[Callable[[str], Entry]] = [
        lambda name: edit_company(book, name, CompanyWish(headcount=1), at(9)),
        lambda name: remove_company(book, name, at(9)),
    ]
    for attempt in edits:
        with pytest.raises(AmbiguousName):
            attempt("yh")
        with pytest.raises(NoSuchCompany):
            attempt("启泰")


# Standing checks


def test_a_check_is_added_with_the_next_number_and_dealt_at_once() -> None:
    book = begun()
    made = add_check(book, check(99, "lights out", zone="Grid 01"), at(9))
    assert (made.command, made.records) == ("check add", (record(None, check(3, "lights out", zone="Grid 01")),))
    assert [(change.id, change.item.dealt) for change in made.changes] == [(5, Dealt(3, 1))]


def test_the_number_of_a_check_that_was_removed_is_not_given_again() -> None:
    made = add_check(park(GATE, replace(DOSE, removed=FEB_19)), check(0), at(9))
    assert [change.record for change in made.records] == [check(3)]


def test_a_check_may_be_added_before_there_is_a_roster() -> None:
    made = add_check(notebook(), check(0), at(9))
    assert (made.records, made.changes) == ((record(None, check(1)),), ())


@pytest.mark.parametrize("number", [0, 3, 4])
def test_a_check_that_is_not_there_or_was_removed_is_not_found(number: int) -> None:
    book = park(GATE, DOSE, check(3, removed=FEB_19))
    assert find_check(book, 2) == DOSE
    for look in (lambda: find_check(book, number), lambda: change_check(book, number, resting, "check pause", at(9))):
        with pytest.raises(NoSuchCheck) as error:
            look()
        assert error.value.facts == {"number": number}


def resting(standing: Check) -> Check:
    return replace(standing, paused=True)


def at_work(standing: Check) -> Check:
    return replace(standing, paused=False)


def at_nine(standing: Check) -> Check:
    return replace(standing, due=time(21), text="herbal dose, evening", kind=Kind.MEASURES, unit="cups")


def test_a_check_that_is_paused_counts_from_tomorrow() -> None:
    book = begun()
    made = change_check(book, 2, resting, "check pause", at(9))
    assert made == Entry(
        number=7, at=at(9).at, by=DIRECTOR, command="check pause", changes=(), records=(record(DOSE, resting(DOSE)),)
    )
    tomorrow = begin_day(book.after(made), at(8, day=21))
    assert tomorrow is not None
    assert [change.item.dealt for change in tomorrow.changes] == [Dealt(1, 1), Dealt(1, 2)]


@pytest.mark.parametrize(
    "becomes",
    [
        resting,
        lambda standing: replace(standing, removed=FEB_20),
        lambda standing: replace(standing, on=(0,)),
        lambda standing: replace(standing, zone="Grid 01"),
    ],
    ids=["paused", "removed", "not today", "for others"],
)
def test_a_check_that_is_not_for_today_takes_its_open_items_back_if_so_wished(
    becomes: Callable[[Check], Check],
) -> None:
    book = begun()
    book = book.after(done(book, choose("2"), at(9)))
    made = change_check(book, 2, becomes, "check edit", at(10), today=True)
    assert made.changes == (Change(day=FEB_20, before=book.page(FEB_20).items[4], after=None),)
    assert begin_day(book.after(made), at(11)) is None


def test_what_was_taken_back_is_dealt_again_with_new_ids_when_the_check_goes_on() -> None:
    book = begun(park(YUHUAN, DOSE))
    book = book.after(change_check(book, 2, resting, "check pause", at(9), today=True))
    assert dealt_on(book) == []
    assert begin_day(book, at(10)) is None
    book = book.after(change_check(book, 2, at_work, "check resume", at(10)))
    assert dealt_on(book) == [(2, Dealt(2, 1))]


def test_a_check_that_is_edited_for_today_too_changes_its_open_items() -> None:
    book = begun()
    book = book.after(carry(book, choose("2"), at(9)))
    made = change_check(book, 2, at_nine, "check edit", at(10), today=True)
    before = book.page(FEB_20).items[4]
    after = replace(before, text="herbal dose, evening", kind=Kind.MEASURES, due=time(21), unit="cups")
    assert made.changes == (Change(day=FEB_20, before=before, after=after),)


def test_a_check_that_needs_nothing_any_more_takes_the_need_away() -> None:
    book = begun()
    made = change_check(book, 2, lambda standing: replace(standing, per_head=False), "check edit", at(10), today=True)
    assert [(change.item.need, change.item.count) for change in made.changes] == [(None, None), (None, None)]


def test_a_check_for_more_companies_is_dealt_to_them_at_once() -> None:
    book = begun(park(YUHUAN, QITAI, replace(GATE, zone="Grid 01")))
    made = change_check(book, 1, lambda standing: replace(standing, zone=None), "check edit", at(9))
    assert [(change.id, change.item.dealt) for change in made.changes] == [(2, Dealt(1, 2))]


def test_a_change_of_a_check_that_changes_nothing_is_refused_unless_todays_items_are_to_follow() -> None:
    book = begun()
    with pytest.raises(NothingToEditInRecord) as error:
        change_check(book, 2, at_work, "check resume", at(9))
    assert error.value.facts == {"name": "2"}
    book = book.after(change_check(book, 2, at_nine, "check edit", at(9)))
    made = change_check(book, 2, at_nine, "check edit", at(9), today=True)
    assert [change.id for change in made.changes] == [2, 4]


def test_a_removed_check_is_remembered() -> None:
    book = BOOK.after(remove_check(BOOK, 1, at(9), today=True))
    assert book.checks[1] == replace(GATE, removed=FEB_20)
    assert dealt_on(book) == [(1, Dealt(2, 1)), (2, Dealt(2, 2))]


def test_what_a_person_wrote_in_by_hand_is_no_item_of_a_check() -> None:
    by_hand = replace(DOOR, company="启泰传感科技", kind=Kind.DOSES)
    book = begun(park(YUHUAN, QITAI, DOSE, before=notebook(page(FEB_20, by_hand))))
    made = change_check(book, 2, resting, "check pause", at(9), today=True)
    assert [change.id for change in made.changes] == [3, 4]
    made = edit_company(book, "qt", CompanyWish(caretaker="保姆员09"), at(9), today=True)
    assert [change.id for change in made.changes] == [4]


def test_an_item_that_was_carried_here_is_no_item_of_a_check_any_more() -> None:
    book = begun(park(YUHUAN, DOSE))
    book = book.after(carry(book, choose("1"), at(9), FEB_21))
    tomorrow = begin_day(book, at(8, day=21))
    assert tomorrow is not None
    assert dealt_on(book.after(tomorrow), FEB_21) == [(1, None), (2, Dealt(2, 1))]
    assert book.page(FEB_21).items[1].carried_from == Link(day=FEB_20, id=1)


# Settings


def test_settings_are_changed_from_what_they_were() -> None:
    before = Settings(rollover=time(4), expected=tuple(Kind))
    after = Settings(rollover=time(5), expected=(Kind.DOSES,))
    made = change_settings(BOOK, lambda settings: replace(settings, rollover=time(5), expected=(Kind.DOSES,)), at(9))
    assert (made.command, made.records) == ("settings", (RecordChange(day=FEB_20, before=before, after=after),))
    then = BOOK.after(made)
    assert (then.rollover, then.expected) == (time(5), (Kind.DOSES,))
    back = then.after(undo(then, at(10)))
    assert (back.rollover, back.expected) == (time(4), tuple(Kind))


# Everything lands on the working day


@pytest.mark.parametrize(
    "change",
    [
        lambda book, stamp: import_roster(book, [CompanyWish(name="远航")], stamp),
        lambda book, stamp: add_company(book, CompanyWish(name="远航"), stamp),
        lambda book, stamp: edit_company(book, "qt", CompanyWish(headcount=1), stamp),
        lambda book, stamp: remove_company(book, "qt", stamp),
        lambda book, stamp: add_check(book, check(0), stamp),
        lambda book, stamp: change_check(book, 2, resting, "check pause", stamp),
        lambda book, stamp: change_settings(book, lambda settings: replace(settings, expected=()), stamp),
    ],
    ids=["import", "add", "edit", "remove", "add check", "change check", "settings"],
)
def test_at_0130_it_is_done_on_last_night(change: Callable[[Notebook, Stamp], Entry]) -> None:
    made = change(begun(), at(1, 30, day=21))
    assert {record.day for record in made.records} | {item.day for item in made.changes} == {FEB_20}


def test_items_of_other_days_are_left_alone() -> None:
    book = begun()
    tomorrow = begin_day(book, at(8, day=21))
    assert tomorrow is not None
    book = book.after(tomorrow)
    made = change_check(book, 2, resting, "check pause", at(9, day=21), today=True)
    assert [(change.day, change.id) for change in made.changes] == [(FEB_21, 2), (FEB_21, 4)]


def statuses(book: Notebook) -> list[Status]:
    items: list[Item] = list(book.page(FEB_20).items.values())
    return [item.status for item in items]


def test_undoing_a_change_for_today_brings_back_what_it_took() -> None:
    book = begun()
    paused = book.after(change_check(book, 2, resting, "check pause", at(9), today=True))
    back = paused.after(undo(paused, at(10)))
    assert (back.page(FEB_20).items, back.checks) == (book.page(FEB_20).items, book.checks)
    assert statuses(back) == [Status.OPEN] * 4


def test_a_check_is_for_a_zone_that_a_company_is_in() -> None:
    with pytest.raises(NoSuchZone) as error:
        add_check(BOOK, replace(GATE, zone="Grid 99"), at(9))
    assert error.value.facts == {"text": "Grid 99", "nearest": "Grid 01"}
    with pytest.raises(NoSuchZone):
        change_check(BOOK, 1, lambda standing: replace(standing, zone="Grid 99"), "check edit", at(9))


def test_the_same_list_again_changes_nothing_whatever_a_company_is_called_since() -> None:
    wishes = [CompanyWish(name="甲公司", other_names=())]
    book = BOOK.after(import_roster(BOOK, wishes, at(9)))
    book = book.after(edit_company(book, "甲公司", CompanyWish(name="丙公司"), at(9)))
    plan = plan_roster(book, wishes)
    assert (plan.new, plan.changed) == ((), ())


def test_a_removed_company_does_not_come_back_by_another_of_its_names() -> None:
    book = BOOK.after(add_company(BOOK, CompanyWish(name="丁公司", other_names=("丙公司",)), at(9)))
    book = book.after(remove_company(book, "丁公司", at(9)))
    made = add_company(book, CompanyWish(name="丙公司"), at(9))
    assert [change.before for change in made.records] == [None]


def test_settings_that_change_nothing_are_refused() -> None:
    with pytest.raises(NothingToEditInRecord) as error:
        change_settings(begun(), lambda settings: settings, at(9))
    assert error.value.facts == {"name": "settings"}


def test_an_item_that_moves_to_another_company_moves_to_its_caretaker() -> None:
    book = begun(park(YUHUAN, QITAI, GATE))
    moved = edit(book, choose("1"), Edit(company="qt"), at(9))
    assert [(change.item.company, change.item.who) for change in moved.changes] == [("启泰传感科技", QITAI.caretaker)]
    kept = edit(book, choose("1"), Edit(company="qt", who="联络员07"), at(9))
    assert [change.item.who for change in kept.changes] == ["联络员07"]
    book = book.after(edit(book, choose("1"), Edit(who="联络员07"), at(9)))
    assert [change.item.who for change in edit(book, choose("1"), Edit(company="qt"), at(9)).changes] == ["联络员07"]
