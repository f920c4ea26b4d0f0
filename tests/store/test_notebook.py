"""What every store of a notebook does, whatever it is made of: a second one runs through the same tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import at
from tests.store.conftest import (
    DOSE,
    EMPTY,
    FRIDAY,
    MASKS,
    NIGHT,
    SATURDAY,
    TEMPERATURE,
    THURSDAY,
    WEDNESDAY,
    Snapshot,
    add,
    add_check,
    carry,
    close,
    done,
    edit_company,
    expect,
    files,
    fill,
    note,
    pause_check,
    put_roster,
    read_sealed,
    remove_check,
    remove_company,
    reopen,
    snapshot,
    undo,
    waive,
    whole,
)
from tests.store.test_documents import items, texts
from worklist.checklist import adding, park
from worklist.checklist.closing import Closing
from worklist.checklist.companies import CompanyWish
from worklist.checklist.dealing import begin_day
from worklist.checklist.items import Dealt, Draft, Item, Kind, Link, Note, Stamp, Status
from worklist.checklist.notebook import DEAL, Change, Entry, Notebook
from worklist.checklist.page import Blank, Page, Seal
from worklist.checklist.wishes import CLEAR
from worklist.errors import (
    AlreadySettled,
    BlanksLeft,
    CarriedOn,
    CarryBackwards,
    DayClosed,
    NoNeed,
    NoSuchItem,
    NotAtZero,
    NoteOnCarried,
    NothingToUndo,
    NotSettled,
    SealedSince,
)
from worklist.store.codec import decode
from worklist.store.notebook import NotebookStore

Begin = Callable[[Notebook], Entry | None]
Open = Callable[[], NotebookStore]
OpenIn = Callable[[Path], NotebookStore]


@pytest.fixture(params=[NotebookStore], ids=["files"], scope="module")
def open_in(request: pytest.FixtureRequest) -> OpenIn:
    """Opens the notebook of a folder; one parameter a kind of store."""
    return cast("OpenIn", request.param)


@pytest.fixture
def open_again(open_in: OpenIn, folder: Path) -> Open:
    """Opens the notebook under test, as the next command does."""
    return lambda: open_in(folder)


@pytest.fixture
def store(open_again: Open) -> NotebookStore:
    """The store of a notebook that does not exist yet."""
    return open_again()


def plain(id: int, text: str, **fields: object) -> Item:
    """Give an open issue with nothing but its text."""
    item = Item(id=id, kind=Kind.ISSUES, text=text, company=None, who=None, due=None, count=None, need=None, unit=None)
    return replace(item, **fields)  # type: ignore[arg-type]


# The first command


def test_a_notebook_that_does_not_exist_reads_as_an_empty_one(store: NotebookStore) -> None:
    assert snapshot(store) == EMPTY
    assert store.closed_page(THURSDAY) is None
    assert THURSDAY not in store.read().closed


def test_a_decision_that_raises_leaves_no_notebook_behind(store: NotebookStore, open_again: Open) -> None:

    def refuse(_notebook: Notebook) -> Closing:
        raise NotAtZero(THURSDAY, 1)

    with pytest.raises(NoSuchItem):
        done(store, 1)
    with pytest.raises(NothingToUndo):
        undo(store)
    with pytest.raises(NotAtZero):
        store.close(refuse)
    assert snapshot(open_again()) == EMPTY


def test_the_first_item_opens_the_page_and_is_there_for_the_next_command(
    store: NotebookStore, open_again: Open
) -> None:
    entry = add(store, "门岗测温")
    item = plain(1, "门岗测温")
    change = Change(day=THURSDAY, before=None, after=item)
    assert entry == Entry(number=1, at=NIGHT.at, by="联络员01", command="add", changes=(change,))
    assert snapshot(open_again()) == Snapshot(
        pages={THURSDAY: Page(day=THURSDAY, opened_at=NIGHT.at, last_id=1, items={1: item})},
        last_seal=None,
        last_entry=1,
        rollover=time(4),
        history=(entry,),
    )


# Changing


def test_one_command_may_change_many_items_of_several_days(store: NotebookStore, open_again: Open) -> None:
    add(store, MASKS, "送药", "通风")
    add(store, "值班", day=SATURDAY)
    entry = carry(store, 3, 1, to=SATURDAY)
    pages = snapshot(open_again()).pages
    moved = [change.after for change in entry.changes]
    assert [(change.day, change.id) for change in entry.changes] == [
        (THURSDAY, 1),
        (SATURDAY, 2),
        (THURSDAY, 3),
        (SATURDAY, 3),
    ]
    assert pages[THURSDAY].items == {1: moved[0], 2: plain(2, "送药"), 3: moved[2]}
    assert pages[SATURDAY].items == {1: plain(1, "值班"), 2: moved[1], 3: moved[3]}
    assert pages[SATURDAY].last_id == 3


def test_a_page_keeps_the_moment_of_its_first_item(store: NotebookStore) -> None:
    add(store, "通风", stamp=at(9))
    add(store, "消毒", stamp=at(21))
    done(store, 1, stamp=at(22))
    assert snapshot(store).pages[THURSDAY].opened_at == at(9).at


def test_an_id_is_never_given_twice(store: NotebookStore, open_again: Open) -> None:
    add(store, "通风", "消毒")
    undo(store)
    entry = add(open_again(), "送药")
    assert [change.id for change in entry.changes] == [3]
    assert snapshot(open_again()).pages == {
        THURSDAY: Page(day=THURSDAY, opened_at=NIGHT.at, last_id=3, items={3: plain(3, "送药")})
    }


def test_a_decision_that_raises_changes_nothing(store: NotebookStore, open_again: Open) -> None:
    add(store, "通风", "消毒")
    done(store, 1)
    before = snapshot(store)
    with pytest.raises(AlreadySettled):
        waive(store, 2, 1)
    with pytest.raises(NoSuchItem):
        done(store, 2, 3)
    assert snapshot(open_again()) == before


def test_what_is_not_an_error_of_ours_passes_through_a_decision_too(store: NotebookStore, open_again: Open) -> None:
    add(store, "通风")
    before = snapshot(store)

    def stumble(_notebook: Notebook) -> Entry:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.change(stumble)
    assert snapshot(open_again()) == before


def test_a_decision_sees_what_another_command_has_written_since(store: NotebookStore, open_again: Open) -> None:
    add(store, "通风")
    other = open_again()
    before = store.read()
    add(other, "消毒")
    entry = add(store, "送药")
    assert ([change.id for change in entry.changes], entry.number) == ([3], 3)
    assert list(before.pages[THURSDAY].items) == [1]


def test_a_notebook_that_was_read_stays_as_it_was(store: NotebookStore) -> None:
    add(store, "通风")
    notebook = store.read()
    entries = list(notebook.history())
    done(store, 1)
    close(store, THURSDAY)
    assert notebook.pages[THURSDAY].items == {1: plain(1, "通风")}
    assert list(notebook.history()) == entries


def test_items_come_in_the_order_of_their_ids(store: NotebookStore) -> None:
    add(store, *[f"第{number}项" for number in range(1, 13)])
    done(store, 2, 11)
    assert list(store.read().pages[THURSDAY].items) == list(range(1, 13))


@settings(deadline=None, max_examples=60)
@given(item=items())
def test_every_item_comes_back_as_it_was(open_in: OpenIn, tmp_path_factory: pytest.TempPathFactory, item: Item) -> None:
    folder = tmp_path_factory.mktemp("notebook")
    change = Change(day=THURSDAY, before=None, after=item)
    entry = Entry(number=1, at=NIGHT.at, by="联络员01", command="add", changes=(change,))
    assert open_in(folder).change(lambda _: entry) == entry
    found = snapshot(open_in(folder))
    assert found.pages[THURSDAY].items == {item.id: item}
    assert found.history == (entry,)


@settings(deadline=None, max_examples=60)
@given(text=texts, by=texts)
def test_every_text_comes_back_as_it_was(
    open_in: OpenIn, tmp_path_factory: pytest.TempPathFactory, text: str, by: str
) -> None:
    store = open_in(tmp_path_factory.mktemp("notebook"))
    add(store, text, stamp=at(21, by=by))
    entry = note(store, 1, text=text, stamp=at(22, by=by))
    found = snapshot(store)
    assert found.pages[THURSDAY].items == {
        1: plain(1, text, notes=(Note(at=at(22).at, by=by, text=text),)),
    }
    assert found.history[0] == entry


# The log


def test_the_log_says_of_each_command_what_was_before_and_after(store: NotebookStore, open_again: Open) -> None:
    entries = [
        add(store, MASKS, "通风"),
        done(store, 1, count=482),
        note(store, 1, 2, text="还差一车"),
        waive(store, 2),
        carry(store, 1, to=FRIDAY),
        reopen(store, 1, 2),
        undo(store),
        undo(store),
        add(store, "值班", day=SATURDAY),
    ]
    assert snapshot(open_again()).history == tuple(reversed(entries))


def test_undo_takes_back_one_command_after_another_to_the_first(store: NotebookStore, open_again: Open) -> None:
    states = [EMPTY]
    commands: list[Callable[[], Entry]] = [
        lambda: add(store, MASKS, "通风"),
        lambda: done(store, 1, count=482),
        lambda: carry(store, 1, 2, to=FRIDAY),
        lambda: waive(store, 1, day=FRIDAY),
    ]
    for command in commands:
        command()
        states.append(snapshot(store))
    for before in reversed(states[:-1]):
        undo(open_again())
        found = snapshot(open_again()).pages
        assert {day: page.items for day, page in found.items() if page.items} == {
            day: page.items for day, page in before.pages.items() if page.items
        }
    with pytest.raises(NothingToUndo):
        undo(open_again())


# Closing


def test_closing_seals_the_page_and_takes_it_out_of_the_open_ones(store: NotebookStore, open_again: Open) -> None:
    entries = [add(store, "通风"), done(store, 1)]
    other = add(store, "值班", day=SATURDAY)
    stamp = at(1, 30, day=21)
    sealed = close(store, THURSDAY, stamp=stamp)
    seal = Seal(
        number=1,
        day=THURSDAY,
        closed_at=stamp.at,
        closed_by="联络员01",
        entry=4,
        previous=None,
        digest=sealed.seal.digest,
    )
    page = Page(
        day=THURSDAY,
        opened_at=NIGHT.at,
        last_id=1,
        items={1: plain(1, "通风", status=Status.DONE)},
        seal=seal,
    )
    closing = Entry(number=4, at=stamp.at, by="联络员01", command="close-day", changes=())
    history = (closing, entries[1], entries[0])
    assert (sealed.seal, whole(sealed.page), tuple(sealed.history())) == (seal, page, history)
    assert read_sealed(open_again(), THURSDAY) == (page, history)
    assert snapshot(open_again()) == Snapshot(
        pages={SATURDAY: Page(day=SATURDAY, opened_at=NIGHT.at, last_id=1, items={1: plain(1, "值班")})},
        last_seal=seal,
        last_entry=4,
        rollover=time(4),
        history=(other,),
    )


def test_a_closed_day_is_closed_and_takes_no_change(store: NotebookStore, open_again: Open) -> None:
    add(store, "通风")
    done(store, 1)
    close(store, THURSDAY)
    before = snapshot(store), read_sealed(store, THURSDAY)
    notebook = open_again().read()
    assert (THURSDAY in notebook.closed, FRIDAY in notebook.closed) == (True, False)
    for command in (
        lambda: add(store, "消毒", day=THURSDAY),
        lambda: done(store, 1, day=THURSDAY),
        lambda: close(store, THURSDAY),
        lambda: close(store, THURSDAY, carry_rest=True),
    ):
        with pytest.raises(DayClosed) as caught:
            command()
        assert caught.value.facts == {"day": THURSDAY}
    assert (snapshot(open_again()), read_sealed(open_again(), THURSDAY)) == before


def test_a_day_that_is_not_at_zero_is_not_closed(store: NotebookStore, open_again: Open) -> None:
    add(store, "通风", "消毒")
    done(store, 1)
    before = snapshot(store)
    with pytest.raises(NotAtZero) as caught:
        close(store, THURSDAY)
    assert caught.value.facts == {"day": THURSDAY, "left": 1}
    assert snapshot(open_again()) == before
    assert open_again().closed_page(THURSDAY) is None


def test_every_seal_names_the_one_before_it_in_the_order_of_closing(store: NotebookStore) -> None:
    for day in (WEDNESDAY, THURSDAY, FRIDAY):
        add(store, "通风", day=day)
    saturday = at(9, day=22)
    seals = [close(store, day, stamp=saturday, carry_rest=True).seal for day in (FRIDAY, WEDNESDAY, THURSDAY)]
    assert [(seal.number, seal.day, seal.previous) for seal in seals] == [
        (1, FRIDAY, None),
        (2, WEDNESDAY, seals[0].digest),
        (3, THURSDAY, seals[1].digest),
    ]
    assert len({seal.digest for seal in seals}) == 3
    assert store.read().last_seal == seals[2]


def test_closing_carries_the_rest_to_a_later_day_with_its_trace(store: NotebookStore, open_again: Open) -> None:
    first = add(store, MASKS, "通风", "消毒", stamp=at(9))
    counted = done(store, 1, count=482)
    settled = done(store, 2)
    friday = add(store, "值班", day=FRIDAY)
    stamp = at(1, 30, day=21)
    sealed = close(store, THURSDAY, stamp=stamp, carry_rest=True, why="等货")
    masks = counted.changes[0].after
    assert masks is not None
    carried = replace(masks, status=Status.CARRIED, reason="等货", carried_to=Link(day=FRIDAY, id=2))
    later = replace(
        masks, id=2, count=0, need=1518, reason="等货", carried_from=Link(day=THURSDAY, id=1), times_carried=1
    )
    carried_3 = plain(3, "消毒", status=Status.CARRIED, reason="等货", carried_to=Link(day=FRIDAY, id=3))
    later_3 = plain(3, "消毒", reason="等货", carried_from=Link(day=THURSDAY, id=3), times_carried=1)
    carrying = Entry(
        number=5,
        at=stamp.at,
        by="联络员01",
        command="carry",
        changes=(
            Change(day=THURSDAY, before=masks, after=carried),
            Change(day=FRIDAY, before=None, after=later),
            Change(day=THURSDAY, before=plain(3, "消毒"), after=carried_3),
            Change(day=FRIDAY, before=None, after=later_3),
        ),
    )
    here, there = carrying.changes[::2], carrying.changes[1::2]
    closing = Entry(number=6, at=stamp.at, by="联络员01", command="close-day", changes=())
    assert sealed.seal.entry == 6
    assert whole(sealed.page).items == {1: carried, 2: plain(2, "通风", status=Status.DONE), 3: carried_3}
    assert tuple(sealed.history()) == (closing, replace(carrying, changes=here), settled, counted, first)
    found = snapshot(open_again())
    assert found.pages == {
        FRIDAY: Page(day=FRIDAY, opened_at=NIGHT.at, last_id=3, items={1: plain(1, "值班"), 2: later, 3: later_3})
    }
    assert found.history == (replace(carrying, changes=there), friday)
    assert (found.last_entry, found.last_seal) == (6, sealed.seal)


def test_an_empty_day_can_be_closed_as_the_first_thing_in_a_notebook(store: NotebookStore, open_again: Open) -> None:
    sealed = close(store, THURSDAY)
    closing = Entry(number=1, at=NIGHT.at, by="联络员01", command="close-day", changes=())
    assert sealed.seal == Seal(
        number=1,
        day=THURSDAY,
        closed_at=NIGHT.at,
        closed_by="联络员01",
        entry=1,
        previous=None,
        digest=sealed.seal.digest,
    )
    assert read_sealed(open_again(), THURSDAY) == (
        Page(day=THURSDAY, opened_at=NIGHT.at, seal=sealed.seal),
        (closing,),
    )
    assert snapshot(open_again()) == replace(EMPTY, last_seal=sealed.seal, last_entry=1)


def test_what_a_closing_has_sealed_cannot_be_undone_but_what_follows_can(
    store: NotebookStore, open_again: Open
) -> None:
    add(store, "通风")
    close(store, THURSDAY, carry_rest=True)
    with pytest.raises(SealedSince) as caught:
        undo(open_again())
    assert caught.value.facts == {"day": THURSDAY}
    before = snapshot(store).pages
    done(store, 1, day=FRIDAY)
    undo(store)
    assert snapshot(store).pages == before
    with pytest.raises(SealedSince):
        undo(open_again())


def test_what_was_taken_back_before_closing_stays_in_the_log_of_the_day(store: NotebookStore) -> None:
    entries = [add(store, "通风"), add(store, "消毒"), undo(store), done(store, 1)]
    close(store, THURSDAY)
    page, history = read_sealed(store, THURSDAY) or (None, ())
    assert page is not None
    assert (page.last_id, list(page.items)) == (2, [1])
    assert history[1:] == tuple(reversed(entries))


def test_the_same_page_has_the_same_digest_wherever_and_however_it_is_stored(open_in: OpenIn, tmp_path: Path) -> None:
    once, twice = open_in(tmp_path / "once"), open_in(tmp_path / "twice")
    for store in (once, twice):
        add(store, "通风", "消毒", "送药")
        done(store, 2)
    undo(once)
    undo(twice)
    for id in (1, 3):
        done(once, id)
    for id in (1, 3):
        done(twice, id)
    waive(once, 2)
    waive(twice, 2)
    assert close(once, THURSDAY).seal == close(twice, THURSDAY).seal


def test_another_page_has_another_digest(open_in: OpenIn, tmp_path: Path) -> None:
    digests = set()
    for place, text in enumerate(["通风", "通风 ", "消毒"]):
        store = open_in(tmp_path / str(place))
        add(store, text)
        done(store, 1)
        digests.add(close(store, THURSDAY).seal.digest)
    assert len(digests) == 3


def test_days_that_were_not_closed_have_no_page_to_read(store: NotebookStore) -> None:
    fill(store)
    assert [day for day in (WEDNESDAY, THURSDAY, FRIDAY, SATURDAY) if store.closed_page(day)] == [
        WEDNESDAY,
        THURSDAY,
    ]


# A day that begins


def begin_at(stamp: Stamp) -> Begin:
    return lambda notebook: begin_day(notebook, stamp)


@pytest.fixture
def dealing(open_in: OpenIn, folder: Path) -> Callable[..., NotebookStore]:
    """Opens the notebook of a park with two checks, whose day begins with the first command: by default THURSDAY."""
    evening = at(20, day=19)
    store = open_in(folder)
    put_roster(store, stamp=evening)
    add_check(store, TEMPERATURE, stamp=evening)
    add_check(store, DOSE, stamp=evening)
    for id in (1, 2, 3, 4):
        done(store, id, day=WEDNESDAY, stamp=evening)
    return lambda stamp=NIGHT: NotebookStore(folder, begin=begin_at(stamp))


DEALT = (Dealt(1, 1), Dealt(2, 1), Dealt(2, 2), Dealt(2, 3))


def dealt_on(page: Page) -> tuple[Dealt | None, ...]:
    return tuple(item.dealt for item in page.items.values())


def test_whoever_reads_sees_the_day_begun_and_nothing_is_written(
    dealing: Callable[..., NotebookStore], folder: Path
) -> None:
    before = files(folder)
    found = snapshot(dealing())
    assert dealt_on(found.pages[THURSDAY]) == DEALT
    assert found.pages[THURSDAY].is_dealt
    assert (found.history[0].command, found.history[0].number) == (DEAL, found.last_entry)
    assert files(folder) == before
    assert THURSDAY not in snapshot(NotebookStore(folder)).pages


def test_what_a_day_begins_with_is_written_with_the_first_command_in_one_replacement(
    dealing: Callable[..., NotebookStore], folder: Path
) -> None:
    store = dealing()
    seen = snapshot(store)
    generation = decode(store.folder.live.read_bytes()).generation
    entry = add(store, "通风")
    assert [change.id for change in entry.changes] == [5]
    assert decode(store.folder.live.read_bytes()).generation == generation + 1
    found = snapshot(NotebookStore(folder))
    assert found.history == (entry, *seen.history)
    assert found.pages[THURSDAY].items == {**seen.pages[THURSDAY].items, 5: plain(5, "通风")}
    assert found == snapshot(dealing())


def test_a_command_may_be_about_what_the_day_has_just_begun_with(dealing: Callable[..., NotebookStore]) -> None:
    done(dealing(), 1, 2)
    statuses = [item.status for item in snapshot(dealing()).pages[THURSDAY].items.values()]
    assert statuses == [Status.DONE, Status.DONE, Status.OPEN, Status.OPEN]


def test_a_decision_that_raises_writes_nothing_of_the_day_either(
    dealing: Callable[..., NotebookStore], folder: Path
) -> None:
    before = files(folder)
    with pytest.raises(NoSuchItem):
        done(dealing(), 99)
    with pytest.raises(NotAtZero):
        close(dealing(), THURSDAY)
    assert files(folder) == before


def test_two_that_begin_the_same_day_deal_once(dealing: Callable[..., NotebookStore], folder: Path) -> None:
    one, other = dealing(), dealing()
    one.read()
    other.read()
    add(one, "通风")
    add(other, "消毒")
    found = snapshot(NotebookStore(folder))
    assert dealt_on(found.pages[THURSDAY]) == (*DEALT, None, None)
    assert [entry.command for entry in found.history[:3]] == ["add", "add", DEAL]


def test_undo_passes_over_what_the_day_began_with(dealing: Callable[..., NotebookStore]) -> None:
    entry = add(dealing(), "通风")
    assert undo(dealing()).undoes == entry.number
    assert dealt_on(snapshot(dealing()).pages[THURSDAY]) == DEALT


def test_a_day_that_is_closed_first_thing_begins_before_it_closes(
    dealing: Callable[..., NotebookStore], folder: Path
) -> None:
    sealed = close(dealing(), THURSDAY, carry_rest=True)
    assert dealt_on(whole(sealed.page)) == DEALT
    assert sealed.page.is_dealt
    assert [entry.command for entry in sealed.history()][:3] == ["close-day", "carry", DEAL]
    assert snapshot(NotebookStore(folder)).pages[FRIDAY].is_dealt is False
    next_day = dealing(at(9, day=21))
    assert dealt_on(snapshot(next_day).pages[FRIDAY]) == (None, None, None, None, *DEALT)


def test_the_first_command_of_a_notebook_may_begin_a_day(open_in: OpenIn, tmp_path: Path) -> None:
    def begin(notebook: Notebook) -> Entry | None:
        return None if notebook.pages else adding.add(notebook, [Draft(text="送药")], None, NIGHT)

    store = NotebookStore(tmp_path / "notebook", begin=begin)
    assert list(store.read().page(THURSDAY).items) == [1]
    assert not store.folder.path.exists()
    add(store, "通风")
    assert [item.text for item in open_in(tmp_path / "notebook").read().page(THURSDAY).items.values()] == [
        "送药",
        "通风",
    ]


# The park


def test_what_was_done_to_the_park_is_there_for_the_next_command(store: NotebookStore, open_again: Open) -> None:
    entries = [
        put_roster(store),
        edit_company(store, "宇环", CompanyWish(headcount=26, resumed_since=CLEAR)),
        add_check(store, TEMPERATURE),
        add_check(store, DOSE),
        remove_company(store, "蓝思"),
        pause_check(store, 1, today=True),
        expect(store, Kind.SUPPLIES, Kind.DOSES),
    ]
    book = Notebook(pages={}, closed=frozenset())
    for entry in entries:
        book = book.after(entry)
    assert book.roster is not None
    found = snapshot(open_again())
    assert found.companies == dict(book.roster.companies)
    assert (found.checks, found.expected, found.rollover) == (dict(book.checks), book.expected, book.rollover)
    assert found.pages == {THURSDAY: book.page(THURSDAY)}
    assert found.history == tuple(reversed(entries))
    roster = open_again().read().roster
    assert roster is not None
    assert list(roster.names()) == list(book.roster.names())
    assert sorted(roster.spellings()) == sorted(book.roster.spellings())
    assert roster.find("yhsk").headcount == 26


def test_undo_takes_the_park_back_to_nothing(store: NotebookStore, open_again: Open) -> None:
    states = [EMPTY]
    commands: list[Callable[[], Entry]] = [
        lambda: put_roster(store),
        lambda: add_check(store, DOSE),
        lambda: edit_company(store, "宇环", CompanyWish(name="环宇", headcount=26), today=True),
        lambda: remove_check(store, 1, today=True),
        lambda: expect(store),
        lambda: remove_company(store, "qt"),
    ]
    for command in commands:
        command()
        states.append(snapshot(store))
    for before in reversed(states[:-1]):
        undo(open_again())
        found = snapshot(open_again())
        assert (found.companies, found.checks, found.expected) == (before.companies, before.checks, before.expected)
        assert {day: page.items for day, page in found.pages.items() if page.items} == {
            day: page.items for day, page in before.pages.items() if page.items
        }
    assert open_again().read().roster is None
    with pytest.raises(NothingToUndo):
        undo(open_again())


def test_a_company_that_is_removed_and_added_again_keeps_its_number(store: NotebookStore, open_again: Open) -> None:
    put_roster(store)
    remove_company(store, "启泰")
    store.change(lambda notebook: park.add_company(notebook, CompanyWish(name="远航"), NIGHT))
    store.change(lambda notebook: park.add_company(notebook, CompanyWish(name="启泰传感科技", zone=CLEAR), NIGHT))
    found = snapshot(open_again()).companies
    assert {number: company.name for number, company in found.items()} == {
        1: "宇环数控机床",
        2: "启泰传感科技",
        3: "蓝思科技",
        4: "远航",
    }
    assert (found[2].zone, found[2].headcount, found[2].removed) == (None, 50, None)


def test_what_was_done_to_the_park_up_to_a_day_is_sealed_with_it_and_leaves_the_open_log(
    store: NotebookStore, open_again: Open
) -> None:
    wednesday, friday = at(9, day=19), at(9, day=21)
    on_wednesday = put_roster(store, stamp=wednesday)
    on_thursday = add_check(store, DOSE)
    on_friday = edit_company(store, "qt", CompanyWish(headcount=60), stamp=friday)
    expected = expect(store, Kind.DOSES, stamp=friday)
    before = snapshot(store)
    sealed = close(store, THURSDAY, stamp=friday, carry_rest=True)
    history = list(sealed.history())
    assert [entry.command for entry in history] == ["close-day", "carry", "check add", "company import"]
    assert history[2:] == [on_thursday, on_wednesday]
    found = snapshot(open_again())
    assert [entry.command for entry in found.history] == ["carry", "settings", "company edit"]
    assert found.history[1:] == (expected, on_friday)
    assert (found.companies, found.checks, found.expected) == (before.companies, before.checks, before.expected)
    with pytest.raises(SealedSince):
        undo(open_again())


def test_a_page_is_closed_with_what_was_left_blank_on_it(store: NotebookStore, open_again: Open) -> None:
    put_roster(store)
    add(store, Draft(text="口罩", kind=Kind.SUPPLIES, company="宇环"), Draft(company="yhsk", nothing=True))
    done(store, 1)
    blank = (Blank("宇环数控机床", Kind.MEASURES), Blank("宇环数控机床", Kind.DOSES))
    with pytest.raises(BlanksLeft) as refused:
        close(store, THURSDAY, accepted=blank[:1])
    assert refused.value.facts == {"day": THURSDAY, "left": 1}
    close(store, THURSDAY, accepted=blank)
    page, _history = read_sealed(open_again(), THURSDAY) or (None, ())
    assert page is not None
    assert page.blanks == blank


# Any commands in any order

Command = Callable[[NotebookStore], Entry]
LINES: list[str | Draft] = [MASKS, "通风", "消毒"]
DAYS = (WEDNESDAY, THURSDAY, FRIDAY)
ids = st.lists(st.integers(min_value=1, max_value=4), min_size=1, max_size=3, unique=True)
some_days = st.sampled_from(DAYS)
commands: st.SearchStrategy[Command] = st.one_of(
    st.tuples(st.integers(min_value=1, max_value=3), some_days).map(
        lambda given: lambda store: add(store, *LINES[: given[0]], day=given[1])
    ),
    st.tuples(ids, some_days).map(lambda given: lambda store: done(store, *given[0], day=given[1])),
    st.tuples(ids, some_days).map(lambda given: lambda store: done(store, given[0][0], day=given[1], count=482)),
    st.tuples(ids, some_days).map(lambda given: lambda store: waive(store, *given[0], day=given[1])),
    st.tuples(ids, some_days, some_days).map(
        lambda given: lambda store: carry(store, *given[0], day=given[1], to=given[2])
    ),
    st.tuples(ids, some_days).map(lambda given: lambda store: reopen(store, *given[0], day=given[1])),
    st.tuples(ids, some_days).map(lambda given: lambda store: note(store, *given[0], day=given[1], text="催")),
    st.just(undo),
)
closings: st.SearchStrategy[date] = some_days
REFUSALS = (
    AlreadySettled,
    CarriedOn,
    CarryBackwards,
    DayClosed,
    NoNeed,
    NoSuchItem,
    NoteOnCarried,
    NothingToUndo,
    NotSettled,
    SealedSince,
)


def about(entries: list[Entry], wanted: Callable[[date], bool]) -> tuple[Entry, ...]:
    """Give what a log says of some days: their changes, the newest entry first."""
    halves = [
        replace(entry, changes=tuple(change for change in entry.changes if wanted(change.day)))
        for entry in reversed(entries)
    ]
    return tuple(entry for entry in halves if entry.changes)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(commands | closings, max_size=25))
def test_after_any_commands_the_log_and_the_pages_are_what_the_commands_said(
    open_in: OpenIn, tmp_path_factory: pytest.TempPathFactory, steps: list[Command | date]
) -> None:
    folder = tmp_path_factory.mktemp("notebook")
    said: list[Entry] = []
    pages: dict[tuple[date, int], Item] = {}
    closed: list[Seal] = []

    def remember(entry: Entry) -> None:
        said.append(entry)
        for change in entry.changes:
            assert pages.get((change.day, change.id)) == change.before
            if change.after is None:
                del pages[change.day, change.id]
            else:
                pages[change.day, change.id] = change.after

    for step in steps:
        store = open_in(folder)
        try:
            if isinstance(step, date):
                sealed = close(store, step, stamp=at(23, day=22), carry_rest=True)
                arrived = snapshot(store).history
                whole_entry = [entry for entry in sealed.history() if entry.number > (said[-1].number if said else 0)]
                carried = [entry for entry in whole_entry if entry.command == "carry"]
                for entry in carried:
                    there = [other.changes for other in arrived if other.number == entry.number]
                    remember(replace(entry, changes=(*entry.changes, *(change for part in there for change in part))))
                said.append(whole_entry[0])
                closed.append(sealed.seal)
            else:
                remember(step(store))
        except REFUSALS:
            continue
    found = snapshot(open_in(folder))
    closed_days = {seal.day for seal in closed}
    assert found.history == about(said, lambda day: day not in closed_days)
    assert {(day, id): item for day, page in found.pages.items() for id, item in page.items.items()} == {
        place: item for place, item in pages.items() if place[0] not in closed_days
    }
    assert found.last_seal == (closed[-1] if closed else None)
    assert found.last_entry == (said[-1].number if said else 0)
    for seal in closed:
        page, history = read_sealed(open_in(folder), seal.day) or (None, ())
        assert page is not None
        assert page.seal == seal
        assert page.items == {id: item for (day, id), item in pages.items() if day == seal.day}
        assert history[0].command == "close-day"
        assert history[1:] == about(said, seal.day.__eq__)
