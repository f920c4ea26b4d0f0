"""What holds of a notebook whatever is done to it, in whatever order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.checklist.model import sealed
from tests.conftest import CHINA, DIRECTOR
from worklist.checklist.adding import add
from worklist.checklist.choosing import Choice
from worklist.checklist.closing import Closing, close, day_to_close
from worklist.checklist.counting import Count
from worklist.checklist.editing import Edit, edit
from worklist.checklist.items import Draft, Item, Kind, Link, Stamp, Status
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.page import Page
from worklist.checklist.tally import tally
from worklist.checklist.transitions import carry, done, note, reopen, undo, waive
from worklist.checklist.wishes import CLEAR
from worklist.errors import DayClosed, FutureDay, NotAtZero, NothingToUndo, SealedSince, WorklistError
from worklist.selection import Selection
from worklist.workday import ROLLOVER

pytestmark = pytest.mark.no_cover  # what is tried so often is slow to trace; plainer tests reach every line

COMPANIES = ["宇环数控机床", "启泰传感科技"]
DAYS_AHEAD = st.none() | st.none() | st.integers(-1, 2)
IDS = st.tuples(st.integers(1, 4), st.integers(0, 1)).map(lambda pair: (pair[0], sum(pair)))
BY_ID = st.builds(Selection, ranges=st.lists(IDS, min_size=1, max_size=2).map(tuple))
BY_FILTER = st.builds(
    Selection,
    companies=st.lists(st.sampled_from(["宇环", "启泰"]), max_size=1).map(tuple),
    kinds=st.lists(st.sampled_from(["supplies", "doses"]), min_size=1, max_size=2).map(tuple),
)
ONE_THAT_FITS = st.integers(0, 20)
SELECTIONS = ONE_THAT_FITS | ONE_THAT_FITS | ONE_THAT_FITS | ONE_THAT_FITS | BY_ID | BY_FILTER
LEFT_OUT = st.none() | st.none() | st.none() | BY_ID | BY_FILTER
REASONS = st.none() | st.sampled_from(["no truck", "half holiday"])
DRAFTS = st.builds(
    Draft,
    text=st.sampled_from(["masks", "herbal dose", "the east door"]),
    kind=st.sampled_from([Kind.SUPPLIES, Kind.DOSES]),
    company=st.none() | st.sampled_from(COMPANIES),
    need=st.none() | st.integers(1, 6) | st.integers(4, 6),
)
COUNTS = st.builds(Count, amount=st.integers(0, 4), further=st.booleans())
EDITS = st.builds(
    Edit,
    text=st.none() | st.just("the west door"),
    company=st.none() | st.just(CLEAR) | st.sampled_from(COMPANIES),
    due=st.none() | st.just(time(17)),
    need=st.none() | st.just(CLEAR) | st.integers(1, 6),
)
SHOWN = dict[date, dict[int, Item]]


def shown(book: Notebook) -> SHOWN:
    """Give a copy of all that stands on the open pages."""
    return {day: dict(page.items) for day, page in book.pages.items() if page.items}


class WorkingOn(RuleBasedStateMachine):
    """A notebook through some days of work, with all that was ever sealed and every id ever given."""

    def __init__(self) -> None:
        super().__init__()
        self.closed: dict[date, Page] = {}
        self.book = Notebook(pages={}, closed=frozenset())
        self.now = datetime(2020, 2, 20, 20, tzinfo=CHINA)
        self.given: set[Link] = set()
        self.standing: list[tuple[int, SHOWN]] = []

    @property
    def stamp(self) -> Stamp:
        return Stamp(at=self.now, by=DIRECTOR)

    def day(self, ahead: int | None) -> date | None:
        return None if ahead is None else self.now.date() + timedelta(days=ahead)

    def fit(self, *, settled: bool) -> list[tuple[date, int]]:
        written = shown(self.book).items()
        return [(day, id) for day, items in written for id, item in items.items() if item.is_open != settled]

    def choice(
        self, selection: Selection | int, left_out: Selection | None, ahead: int | None, *, settled: bool = False
    ) -> Choice:
        """Give a choice of the day so far ahead, or of one item that can be settled or reopened, on whatever day."""
        if not isinstance(selection, int):
            return Choice(selection=selection, left_out=left_out, day=self.day(ahead))
        fit = self.fit(settled=settled)
        day, id = fit[selection % len(fit)]
        return Choice(selection=Selection(ranges=((id, id),)), day=day)

    def attempt(self, decide: Callable[[], Entry]) -> Entry | None:
        """Do what a command does, if it can be done; neither deciding nor failing changes anything."""
        before, standing = self.book, shown(self.book)
        try:
            entry = decide()
        except WorklistError:
            assert shown(before) == standing
            return None
        assert shown(before) == standing
        assert entry.number == before.last_entry + 1
        for change in entry.changes:
            assert standing.get(change.day, {}).get(change.id) == change.before
            assert change.day not in self.closed
        return entry

    def command(self, decide: Callable[[], Entry]) -> None:
        entry = self.attempt(decide)
        if entry is None:
            return
        self.standing.append((entry.number, shown(self.book)))
        self.save(entry)

    def save(self, entry: Entry) -> None:
        for change in entry.changes:
            if change.before is None:
                assert change.after is not None
                link = Link(day=change.day, id=change.id)
                assert link not in self.given
                self.given.add(link)
        if entry.command == "carry":
            for moved, arrived in zip(entry.changes[::2], entry.changes[1::2], strict=True):
                need_is_conserved(moved.before, moved.after, arrived.after)
        self.book = self.book.after(entry)

    @initialize(drafts=st.lists(DRAFTS, min_size=2, max_size=4))
    def begin(self, drafts: list[Draft]) -> None:
        self.command(lambda: add(self.book, drafts, None, self.stamp))

    @rule(hours=st.sampled_from([-24, 1, 2, 5, 5, 12, 12, 24]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(drafts=st.lists(DRAFTS, min_size=1, max_size=3), ahead=DAYS_AHEAD)
    def add(self, drafts: list[Draft], ahead: int | None) -> None:
        self.command(lambda: add(self.book, drafts, self.day(ahead), self.stamp))

    @precondition(lambda self: self.fit(settled=False))
    @rule(selection=SELECTIONS, left_out=LEFT_OUT, ahead=DAYS_AHEAD)
    def done(self, selection: Selection | int, left_out: Selection | None, ahead: int | None) -> None:
        choice = self.choice(selection, left_out, ahead)
        self.command(lambda: done(self.book, choice, self.stamp))

    @precondition(lambda self: self.fit(settled=False))
    @rule(selection=SELECTIONS, count=COUNTS)
    def count(self, selection: Selection | int, count: Count) -> None:
        choice = self.choice(selection, None, None)
        self.command(lambda: done(self.book, choice, self.stamp, count))

    @precondition(lambda self: self.fit(settled=False))
    @rule(selection=SELECTIONS, left_out=LEFT_OUT, ahead=DAYS_AHEAD)
    def waive(self, selection: Selection | int, left_out: Selection | None, ahead: int | None) -> None:
        choice = self.choice(selection, left_out, ahead)
        self.command(lambda: waive(self.book, choice, "half holiday", self.stamp))

    @precondition(lambda self: self.fit(settled=False))
    @rule(selection=SELECTIONS, ahead=DAYS_AHEAD, to=DAYS_AHEAD, why=REASONS)
    def carry(self, selection: Selection | int, ahead: int | None, to: int | None, why: str | None) -> None:
        choice = self.choice(selection, None, ahead)
        self.command(lambda: carry(self.book, choice, self.stamp, self.day(to), why))

    @precondition(lambda self: self.fit(settled=True))
    @rule(selection=SELECTIONS, left_out=LEFT_OUT, ahead=DAYS_AHEAD)
    def reopen(self, selection: Selection | int, left_out: Selection | None, ahead: int | None) -> None:
        choice = self.choice(selection, left_out, ahead, settled=True)
        self.command(lambda: reopen(self.book, choice, self.stamp))

    @precondition(lambda self: self.fit(settled=False))
    @rule(selection=SELECTIONS, ahead=DAYS_AHEAD)
    def note(self, selection: Selection | int, ahead: int | None) -> None:
        self.command(lambda: note(self.book, self.choice(selection, None, ahead), "asked twice", self.stamp))

    @precondition(lambda self: self.fit(settled=False))
    @rule(selection=SELECTIONS, ahead=DAYS_AHEAD, wish=EDITS)
    def edit(self, selection: Selection | int, ahead: int | None, wish: Edit) -> None:
        self.command(lambda: edit(self.book, self.choice(selection, None, ahead), wish, self.stamp))

    @precondition(lambda self: self.standing)
    @rule()
    def undo(self) -> None:
        """Undo puts back exactly what stood before the last command that still stands."""
        number, standing = self.standing.pop()
        entry = self.attempt(lambda: undo(self.book, self.stamp))
        assert entry is not None
        assert entry.undoes == number
        self.book = self.book.after(entry)
        assert shown(self.book) == standing

    @precondition(lambda self: not self.standing)
    @rule()
    def undo_with_nothing_left(self) -> None:
        with pytest.raises(SealedSince if self.closed else NothingToUndo):
            undo(self.book, self.stamp)

    @rule(ahead=st.integers(-1, 1), carry_rest=st.booleans(), why=REASONS)
    def close(self, *, ahead: int, carry_rest: bool, why: str | None) -> None:
        """A day that has begun closes exactly if it is at zero, or if what is left may be carried."""
        day = self.now.date() + timedelta(days=ahead)
        left = sum(item.is_open for item in shown(self.book).get(day, {}).values())
        refusal: type[WorklistError] | None = None
        if day > self.now.date():
            refusal = FutureDay
        elif day in self.closed:
            refusal = DayClosed
        elif left and not carry_rest:
            refusal = NotAtZero
        if refusal is None:
            self.seal(close(self.book, day, self.stamp, carry_rest=carry_rest, why=why), left)
            return
        with pytest.raises(refusal):
            close(self.book, day, self.stamp, carry_rest=carry_rest, why=why)

    @precondition(lambda self: self.closed)
    @rule(why=REASONS)
    def close_the_oldest(self, why: str | None) -> None:
        """The day that is to be closed first can be closed, and only then the next."""
        day = day_to_close(self.book, self.stamp)
        if day is None:
            assert all(later >= self.now.date() for later, page in self.book.pages.items() if page.items)
            return
        assert day == min(later for later, page in self.book.pages.items() if page.items)
        left = sum(item.is_open for item in self.book.pages[day].items.values())
        self.seal(close(self.book, day, self.stamp, carry_rest=True, why=why), left)

    def seal(self, closing: Closing, left: int) -> None:
        assert (0 if closing.carried is None else len(closing.carried.changes)) == 2 * left
        if closing.carried is not None:
            self.save(closing.carried)
        self.closed[closing.day] = self.book.page(closing.day)
        self.book = sealed(self.book, replace(closing, carried=None))
        self.standing.clear()

    def everything(self) -> Iterator[tuple[Link, Item]]:
        for page in (*self.book.pages.values(), *self.closed.values()):
            for id, item in page.items.items():
                yield Link(day=page.day, id=id), item

    @invariant()
    def every_item_is_whole(self) -> None:
        for link, item in self.everything():
            assert item.id == link.id
            assert (item.need is None) == (item.count is None)
            assert (item.carried_to is None) == (item.status is not Status.CARRIED)
            assert (item.carried_from is None) == (item.times_carried == 0)
            if item.is_open and item.need is not None and item.count is not None:
                assert 0 <= item.count < item.need

    @invariant()
    def a_reason_says_why_it_was_waived_or_carried_and_nothing_else(self) -> None:
        for _, item in self.everything():
            if item.status is Status.WAIVED:
                assert item.reason is not None
            if item.status is Status.DONE or (item.is_open and item.times_carried == 0):
                assert item.reason is None

    @invariant()
    def every_id_was_given_by_its_page(self) -> None:
        assert {link for link, _ in self.everything()} <= self.given
        for page in self.book.pages.values():
            assert {link.id for link in self.given if link.day == page.day} == set(range(1, page.last_id + 1))

    @invariant()
    def every_carried_item_is_found_where_it_went_and_every_arrival_where_it_came_from(self) -> None:
        everything = dict(self.everything())
        for link, item in everything.items():
            if item.carried_to is not None:
                later = everything[item.carried_to]
                assert item.carried_to.day > link.day
                assert later.carried_from == link
                assert later.times_carried == item.times_carried + 1
            if item.carried_from is not None:
                assert everything[item.carried_from].carried_to == link

    @invariant()
    def what_is_closed_is_at_zero_and_off_the_open_pages(self) -> None:
        assert not self.book.pages.keys() & self.closed.keys()
        assert all(tally(page.items.values()).open == 0 for page in self.closed.values())

    @invariant()
    def the_tally_counts_every_item(self) -> None:
        for page in self.book.pages.values():
            assert tally(page.items.values()).items == len(page.items)

    @invariant()
    def the_working_day_can_be_written_on(self) -> None:
        day = self.book.working_day(self.now)
        assert day not in self.closed
        assert self.book.page(day).day == day
        assert day >= self.now.date() or self.now.time() < ROLLOVER


def need_is_conserved(before: Item | None, moved: Item | None, arrived: Item | None) -> None:
    """What was counted on the old item and what the new one needs is what the old one needed."""
    assert before is not None
    assert moved is not None
    assert arrived is not None
    assert arrived.is_open
    assert (moved.count or 0) + (arrived.need or 0) == (before.need or 0)
    assert (moved.count, moved.need) == (before.count, before.need)


WorkingOn.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestWorkingOn = WorkingOn.TestCase
