"""What holds of the park whatever is done to its roster, its checks and their items, in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.checklist.model import companies_of, sealed
from tests.conftest import CHINA, DIRECTOR
from worklist.checklist.adding import add
from worklist.checklist.board import State, blanks, board
from worklist.checklist.checks import EVERY_DAY, Check
from worklist.checklist.choosing import Choice
from worklist.checklist.closing import Closing, Everything, blanks_on, close, day_to_close
from worklist.checklist.companies import Company, CompanyWish
from worklist.checklist.counting import Count
from worklist.checklist.dealing import begin_day, deal
from worklist.checklist.items import Dealt, Draft, Item, Kind, Link, Stamp, Status
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.page import Blank, Page
from worklist.checklist.park import (
    add_check,
    add_company,
    change_check,
    change_settings,
    edit_company,
    import_roster,
    remove_check,
    remove_company,
)
from worklist.checklist.transitions import carry, done, note, reopen, undo, waive
from worklist.checklist.wishes import CLEAR
from worklist.errors import BlanksLeft, DealtSince, NothingToUndo, SealedSince, WorklistError
from worklist.names import fold
from worklist.selection import Selection

pytestmark = pytest.mark.no_cover  # what is tried so often is slow to trace; plainer tests reach every line

NAMES = ["宇环", "启泰", "远航", "Yuhuan", "ＹＵＨＵＡＮ"]
WISHES = st.builds(
    CompanyWish,
    name=st.sampled_from(NAMES),
    headcount=st.none() | st.integers(0, 4),
    zone=st.none() | st.just(CLEAR) | st.sampled_from(["Grid 01", "Grid 02"]),
    resumed=st.none() | st.booleans() | st.just(value=True),
    caretaker=st.none() | st.just("保姆员01"),
    other_names=st.none() | st.none() | st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
)
EDITS = WISHES.flatmap(
    lambda wish: st.sampled_from([replace(wish, name=None), replace(wish, name=None), wish, CompanyWish()])
)
CHECKS = st.builds(
    Check,
    number=st.just(0),
    kind=st.sampled_from([Kind.MEASURES, Kind.DOSES]),
    text=st.sampled_from(["temperature", "herbal dose"]),
    per_head=st.booleans(),
    need=st.none() | st.integers(1, 4),
    zone=st.none() | st.none() | st.just("Grid 01"),
    only_resumed=st.booleans(),
    on=st.just(EVERY_DAY) | st.just(EVERY_DAY) | st.just((3, 5)),
)
ANY = st.integers(0, 20)
TODAY = st.booleans()


@dataclass(frozen=True)
class Standing:
    """What stood before a command: the items by place, the companies, the checks, the kinds that are expected."""

    items: dict[Link, Item]
    companies: dict[int, Company]
    checks: dict[int, Check]
    expected: tuple[Kind, ...]


def items_of(book: Notebook) -> dict[Link, Item]:
    return {Link(day=page.day, id=id): item for page in book.pages.values() for id, item in page.items.items()}


def standing(book: Notebook) -> Standing:
    return Standing(items_of(book), companies_of(book), dict(book.checks), book.expected)


@dataclass
class Frame:
    """A command that can be undone, what stood before it, and whether a day has begun since."""

    entry: Entry
    before: Standing
    has_begun: bool = False


def present(book: Notebook) -> list[Company]:
    return [company for company in companies_of(book).values() if company.removed is None]


class KeepingThePark(RuleBasedStateMachine):
    """A park through some days, its day begun before every command, with all that was ever sealed or put on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.book = Notebook(pages={}, closed=frozenset())
        self.closed: dict[object, Page] = {}
        self.now = datetime(2020, 2, 20, 20, tzinfo=CHINA)
        self.frames: list[Frame] = []
        self.given: set[Link] = set()
        self.taken_back: set[Link] = set()

    @property
    def stamp(self) -> Stamp:
        return Stamp(at=self.now, by=DIRECTOR)

    def begin_the_day(self) -> None:
        """Whatever was missing is dealt, once; a day that has begun begins no more."""
        begun = begin_day(self.book, self.stamp)
        if begun is not None:
            assert begun.records == ()
            self.save(begun)
            for frame in self.frames:
                new = {Link(day=change.day, id=change.id): change.item for change in begun.changes}
                frame.before = replace(frame.before, items=frame.before.items | new)
                frame.has_begun = True
        assert begin_day(self.book, self.stamp) is None
        assert deal(self.book, self.book.working_day(self.now)) == []

    def command(self, decide: Callable[[], Entry], *, may_take_back: bool = False) -> None:
        """Do what a command does, if it can be done; neither deciding nor failing changes anything."""
        self.begin_the_day()
        before = standing(self.book)
        try:
            entry = decide()
        except WorklistError:
            assert standing(self.book) == before
            return
        assert standing(self.book) == before
        assert may_take_back or all(change.after is not None for change in entry.changes)
        self.frames.append(Frame(entry, before))
        self.save(entry)
        self.begin_the_day()

    def save(self, entry: Entry) -> None:
        items, companies, checks = items_of(self.book), companies_of(self.book), dict(self.book.checks)
        for change in entry.changes:
            link = Link(day=change.day, id=change.id)
            assert items.get(link) == change.before
            if change.before is None and entry.undoes is None:
                assert link not in self.given
                self.given.add(link)
            if change.before is None:
                self.taken_back.discard(link)
            if change.after is None:
                self.taken_back.add(link)
        for record in entry.records:
            match record.record:
                case Company(number=number):
                    assert companies.pop(number, None) == record.before
                case Check(number=number):
                    assert checks.pop(number, None) == record.before
            match record.after:
                case Company(number=number) as company:
                    companies[number] = company
                case Check(number=number) as check:
                    checks[number] = check
        assert entry.number == self.book.last_entry + 1
        self.book = self.book.after(entry)
        assert (companies_of(self.book), dict(self.book.checks)) == (companies, checks)

    def choice(self, which: int, *, settled: bool = False) -> Choice:
        """Give the choice of one item that can be settled, or reopened, on whatever open page."""
        fit = [link for link, item in items_of(self.book).items() if item.is_open != settled]
        link = fit[which % len(fit)] if fit else Link(day=self.now.date(), id=999)
        return Choice(selection=Selection(ranges=((link.id, link.id),)), day=link.day)

    # The clock

    @rule(hours=st.sampled_from([1, 2, 5, 5, 12, 24, 24, 48]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    # The park

    @initialize(wishes=st.lists(WISHES, min_size=2, max_size=3), checks=st.lists(CHECKS, max_size=2))
    def begin(self, wishes: list[CompanyWish], checks: list[Check]) -> None:
        self.import_roster(wishes)
        for check in checks:
            self.add_check(check)

    @rule(wishes=st.lists(WISHES, max_size=3, unique_by=lambda wish: fold(wish.name or "")))
    def import_roster(self, wishes: list[CompanyWish]) -> None:
        before = {company.number for company in present(self.book)}
        self.command(lambda: import_roster(self.book, wishes, self.stamp))
        assert before <= {company.number for company in present(self.book)}

    @rule(wish=WISHES)
    def add_company(self, wish: CompanyWish) -> None:
        self.command(lambda: add_company(self.book, wish, self.stamp))

    @rule(name=st.sampled_from(NAMES), wish=EDITS, today=TODAY)
    def edit_company(self, *, name: str, wish: CompanyWish, today: bool) -> None:
        self.command(lambda: edit_company(self.book, name, wish, self.stamp, today=today), may_take_back=today)

    @rule(name=st.sampled_from(NAMES))
    def remove_company(self, name: str) -> None:
        self.command(lambda: remove_company(self.book, name, self.stamp))

    @rule(check=CHECKS)
    def add_check(self, check: Check) -> None:
        self.command(lambda: add_check(self.book, check, self.stamp))

    @rule(number=st.integers(1, 3), check=CHECKS, today=TODAY)
    def edit_check(self, *, number: int, check: Check, today: bool) -> None:
        self.change_check(number, lambda old: replace(check, number=old.number, paused=old.paused), today=today)

    @rule(number=st.integers(1, 3), paused=st.booleans(), today=TODAY)
    def pause_or_resume_check(self, *, number: int, paused: bool, today: bool) -> None:
        self.change_check(number, lambda old: replace(old, paused=paused), today=today)

    @rule(number=st.integers(1, 3), today=TODAY)
    def remove_check(self, *, number: int, today: bool) -> None:
        self.command(lambda: remove_check(self.book, number, self.stamp, today=today), may_take_back=today)

    def change_check(self, number: int, becomes: Callable[[Check], Check], *, today: bool) -> None:
        self.command(
            lambda: change_check(self.book, number, becomes, "check edit", self.stamp, today=today),
            may_take_back=today,
        )

    @rule(expected=st.lists(st.sampled_from(Kind), unique=True).map(lambda kinds: tuple(k for k in Kind if k in kinds)))
    def expect(self, expected: tuple[Kind, ...]) -> None:
        self.command(lambda: change_settings(self.book, lambda old: replace(old, expected=expected), self.stamp))

    # Items

    @rule(company=st.sampled_from([*NAMES, "the old mill"]), kind=st.sampled_from(Kind), nothing=st.booleans())
    def add(self, *, company: str, kind: Kind, nothing: bool) -> None:
        draft = Draft(text="" if nothing else "tea", kind=kind, company=company, nothing=nothing)
        self.command(lambda: add(self.book, [draft], None, self.stamp, new=True))

    @rule(which=ANY, amount=st.none() | st.integers(0, 3))
    def done(self, which: int, amount: int | None) -> None:
        counted = None if amount is None else Count(amount=amount)
        self.command(lambda: done(self.book, self.choice(which), self.stamp, counted))

    @rule(which=ANY, part=st.none() | st.integers(1, 3))
    def waive(self, which: int, part: int | None) -> None:
        self.command(lambda: waive(self.book, self.choice(which), "holiday", self.stamp, part))

    @rule(which=ANY)
    def carry(self, which: int) -> None:
        self.command(lambda: carry(self.book, self.choice(which), self.stamp))

    @rule(which=ANY)
    def reopen(self, which: int) -> None:
        self.command(lambda: reopen(self.book, self.choice(which, settled=True), self.stamp), may_take_back=True)

    @rule(which=ANY)
    def note(self, which: int) -> None:
        self.command(lambda: note(self.book, self.choice(which), "asked twice", self.stamp))

    # Undo and closing

    @precondition(lambda self: self.frames)
    @rule()
    def undo(self) -> None:
        """Undo puts back exactly what stood before, but for what was dealt when a day began."""
        self.begin_the_day()
        frame = self.frames[-1]
        if frame.entry.records and frame.has_begun:
            with pytest.raises(DealtSince):
                undo(self.book, self.stamp)
            return
        entry = undo(self.book, self.stamp)
        assert entry.undoes == frame.entry.number
        self.save(entry)
        assert standing(self.book) == frame.before
        self.frames.pop()
        self.begin_the_day()

    @precondition(lambda self: not self.frames)
    @rule()
    def undo_with_nothing_left(self) -> None:
        self.begin_the_day()
        with pytest.raises(SealedSince if self.closed else NothingToUndo):
            undo(self.book, self.stamp)

    @rule(accept=st.booleans(), whole=st.booleans())
    def close_the_oldest(self, *, accept: bool, whole: bool) -> None:
        """A day closes with exactly the blanks that a recount finds, if all of them were accepted."""
        self.begin_the_day()
        day = day_to_close(self.book, self.stamp)
        if day is None:
            return
        page = self.book.page(day)
        blank = [place for place, state in recount(self.book, page) if state is State.BLANK]
        if blank and not accept:
            with pytest.raises(BlanksLeft) as refused:
                close(self.book, day, self.stamp, carry_rest=True, accepted=blank[1:])
            assert refused.value.facts == {"day": day, "left": 1}
            return
        accepted = Everything() if whole else frozenset(blank)
        self.seal(close(self.book, day, self.stamp, carry_rest=True, accepted=accepted))
        assert list(self.closed[day].blanks) == blank

    def seal(self, closing: Closing) -> None:
        if closing.carried is not None:
            self.save(closing.carried)
        page = self.book.page(closing.day)
        self.book = sealed(self.book, replace(closing, carried=None))
        self.closed[closing.day] = replace(page, blanks=closing.blanks, seal=self.book.last_seal)
        self.frames.clear()

    # What holds

    def pages(self) -> Iterator[Page]:
        yield from self.book.pages.values()
        yield from self.closed.values()

    @invariant()
    def nothing_is_dealt_twice_on_a_page(self) -> None:
        for page in self.pages():
            dealt: Counter[Dealt] = Counter(item.dealt for item in page.items.values() if item.dealt is not None)
            assert all(times == 1 for times in dealt.values())
            assert page.is_dealt == bool(dealt)

    @invariant()
    def no_item_vanishes(self) -> None:
        there = {Link(day=page.day, id=id) for page in self.pages() for id in page.items}
        assert there == self.given - self.taken_back
        for page in self.pages():
            assert {link.id for link in self.given if link.day == page.day} == set(range(1, page.last_id + 1))

    @invariant()
    def what_was_dealt_is_for_a_company_and_a_check_that_there_are(self) -> None:
        for page in self.pages():
            for item in page.items.values():
                if item.dealt is not None:
                    assert item.dealt.check in self.book.checks
                    assert item.dealt.company in companies_of(self.book)

    @invariant()
    def every_item_is_whole(self) -> None:
        for page in self.pages():
            for item in page.items.values():
                assert (item.need is None) == (item.count is None)
                assert item.need is not None or not item.waived
                assert not item.is_open or item.need is None or item.left > 0
                assert not item.nothing or item.status is Status.DONE

    @invariant()
    def no_name_is_borne_by_two_companies(self) -> None:
        names = [fold(name) for company in present(self.book) for name in company.names]
        assert len(names) == len(set(names))
        assert [company.number for company in companies_of(self.book).values()] == list(companies_of(self.book))

    @invariant()
    def the_board_is_what_a_recount_gives(self) -> None:
        for page in self.book.pages.values():
            rows = board(self.book, page)
            of_roster = [row for row in rows if row.company is not None and row.company.is_on_roster(page.day)]
            assert [
                (Blank(row.name, kind), cell.state) for row in of_roster for kind, cell in row.cells.items()
            ] == list(recount(self.book, page))
            assert blanks(rows) == blanks_on(self.book, page)
            assert sum(cell.counts.items for row in rows for cell in row.cells.values()) == sum(
                item.company is not None for item in page.items.values()
            )

    @invariant()
    def the_board_of_a_closed_day_shows_what_was_left_blank(self) -> None:
        for page in self.closed.values():
            assert {kind for _company, kind in page.blanks} <= set(Kind)
            assert len(set(page.blanks)) == len(page.blanks)
            assert blanks_on(self.book, page) == page.blanks


def recount(book: Notebook, page: Page) -> Iterator[tuple[Blank, State]]:
    """Give for each company of that day's roster and each kind how it stands, counted anew each time."""
    companies = sorted(companies_of(book).values(), key=lambda company: company.number)
    on_roster = [company for company in companies if company.removed is None or company.removed > page.day]
    for company in on_roster:
        is_at_work = company.resumed and (company.resumed_since is None or company.resumed_since <= page.day)
        for kind in Kind:
            mine = [item for item in page.items.values() if item.kind is kind and bearer(book, item) == company.number]
            if any(item.is_open for item in mine):
                state = State.OPEN
            elif mine or not is_at_work or kind not in book.expected:
                state = State.SETTLED
            else:
                state = State.BLANK
            yield Blank(company.name, kind), state


def bearer(book: Notebook, item: Item) -> int | None:
    """Give the number of the company that an item is about: the one that it was dealt to, or that bears its name."""
    if item.dealt is not None or item.company is None:
        return item.dealt.company if item.dealt is not None else None
    companies = sorted(companies_of(book).values(), key=lambda company: (company.removed is not None, company.number))
    return next((each.number for each in companies if fold(item.company) in map(fold, each.names)), None)


KeepingThePark.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestKeepingThePark = KeepingThePark.TestCase
