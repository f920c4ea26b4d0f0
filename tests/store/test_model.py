"""The whole notebook against a plain dictionary: commands in any order, each of which may be killed on its way.

After every step the notebook says what the dictionary says, its closed days are the bytes that they were, and doctor
finds nothing damaged. A command that is killed has happened whole or not at all, and which of both is read.
"""

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.campaign import tries, variable
from tests.conftest import CHINA, DIRECTOR
from tests.store.conftest import choice, files
from tests.store.killing import was_killed
from tests.store.model import Fields, Model, Place, Refusal, plain, plain_entry
from worklist.checklist import adding, closing, editing, transitions
from worklist.checklist.counting import Count
from worklist.checklist.items import Draft, Kind, Stamp
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.page import Seal
from worklist.checklist.wishes import CLEAR
from worklist.errors import WorklistError
from worklist.store import disk, doctor
from worklist.store.notebook import NotebookStore

pytestmark = pytest.mark.no_cover  # what is tried so often is slow to trace; plainer tests reach every line

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder within it is ours alone
TEXTS = ["2000 个口罩", "Masks", "MASKS, “again”", "two\nlines\u2028\\", "\x1b[31m\u202e"]
COMPANIES = ["宇环数控机床", "masks & co"]
DRAFTS = st.fixed_dictionaries(
    {
        "text": st.sampled_from(TEXTS),
        "kind": st.sampled_from(Kind),
        "company": st.none() | st.sampled_from(COMPANIES),
        "who": st.none() | st.just("保姆员03"),
        "due": st.none() | st.just(time(21, 30)),
        "need": st.none() | st.integers(1, 6),
        "unit": st.none() | st.just("只"),
    }
)
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from(TEXTS),
        "kind": st.sampled_from(Kind),
        "company": st.none() | st.sampled_from(COMPANIES),
        "due": st.none() | st.just(time(1, 30)),
        "need": st.none() | st.integers(1, 6),
    },
)
AHEAD = st.none() | st.none() | st.integers(-1, 2)
REASONS = st.none() | st.sampled_from(["等货", "no masks"])
# The call at which a command is killed, if at all. A change makes 16; a closing from 27 to 38, and between its 14th and
# its 24th the page is mostly sealed while the live file is not yet replaced.
OF_A_CHANGE = st.none() | st.none() | st.integers(1, 16)
OF_A_CLOSING = st.none() | st.integers(1, 38) | st.integers(14, 24)

Rule = TypeVar("Rule", bound=Callable[..., None])


def where_there_is(*statuses: str) -> Callable[[Rule], Rule]:
    """Let a rule be tried only where there is an item that it can be about."""
    return precondition(lambda self: bool(self.fit(*statuses)))


class WholeNotebook(RuleBasedStateMachine):
    """A notebook in a folder, and the model of it."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self.store = NotebookStore(Path(self.place.name) / "notebook")
        self.model = Model()
        self.now = datetime(2020, 2, 28, 20, tzinfo=CHINA)
        self.sealed: dict[date, bytes] = {}

    def teardown(self) -> None:
        self.place.cleanup()

    @property
    def stamp(self) -> Stamp:
        return Stamp(at=self.now, by=DIRECTOR)

    def day(self, ahead: int | None) -> date | None:
        return None if ahead is None else self.now.date() + timedelta(days=ahead)

    def fit(self, *statuses: str) -> list[Place]:
        return [place for place in self.model.open_places() if self.model.items[place]["status"] in statuses]

    def some(self, data: st.DataObject, *statuses: str) -> tuple[date, list[int]]:
        """Draw a day and ids: mostly of items on an open page with one of these statuses, else any, there or not."""
        if data.draw(st.integers(0, 7)) == 7:
            day = self.now.date() + timedelta(days=data.draw(st.integers(-1, 1)))
            return day, data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=2, unique=True))
        day = data.draw(st.sampled_from(sorted({day for day, _ in self.fit(*statuses)})))
        ids = sorted(id for its_day, id in self.fit(*statuses) if its_day == day)
        return day, data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))

    def attempt(
        self,
        data: st.DataObject,
        expect: Callable[[Model], None],
        act: Callable[[], object],
        killed: st.SearchStrategy[int | None] = OF_A_CHANGE,
    ) -> None:
        """Do a command to the model and to the store; what the model refuses the store must refuse, touching nothing.

        Of those that are not refused some are killed.
        """
        after = self.model.copy()
        try:
            expect(after)
        except Refusal as refusal:
            self.refused(act, refusal.error)
            return
        killed_at = data.draw(killed, label="killed at")
        if killed_at is None:
            act()
        elif was_killed(act, killed_at):
            if self.store.read().last_entry == len(after.log):
                self.model = after
            return
        self.model = after
        assert not disk.exists(disk.temporary_name(self.store.folder.live))

    def refused(self, act: Callable[[], object], error: type[WorklistError]) -> None:
        before = files(self.store.folder.path)
        with pytest.raises(error) as raised:
            act()
        assert raised.type is error
        assert files(self.store.folder.path) == before

    def change(self, data: st.DataObject, expect: Callable[[Model], None], decide: Callable[[Notebook], Entry]) -> None:
        self.attempt(data, expect, lambda: self.store.change(decide))

    @rule(hours=st.sampled_from([-24, 1, 2, 5, 5, 12, 24]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def open_again(self) -> None:
        self.store = NotebookStore(self.store.folder.path)

    @initialize(data=st.data(), drafts=st.lists(DRAFTS, min_size=1, max_size=3))
    def begin(self, data: st.DataObject, drafts: list[Fields]) -> None:
        self.add(data, drafts, None)

    @rule(data=st.data(), drafts=st.lists(DRAFTS, min_size=1, max_size=3), ahead=AHEAD)
    def add(self, data: st.DataObject, drafts: list[Fields], ahead: int | None) -> None:
        day, stamp = self.day(ahead), self.stamp
        lines = [Draft(**draft) for draft in drafts]
        self.change(
            data,
            lambda model: model.add(drafts, day, stamp),
            lambda notebook: adding.add(notebook, lines, day, stamp),
        )

    @where_there_is("open")
    @rule(data=st.data())
    def done(self, data: st.DataObject) -> None:
        (day, ids), stamp = self.some(data, "open"), self.stamp
        self.change(
            data,
            lambda model: model.done(day, ids, stamp),
            lambda notebook: transitions.done(notebook, choice(*ids, day=day), stamp),
        )

    @where_there_is("open")
    @rule(data=st.data(), amount=st.integers(0, 4), further=st.booleans())
    def count(self, data: st.DataObject, *, amount: int, further: bool) -> None:
        (day, (id, *_)), stamp = self.some(data, "open"), self.stamp
        counted = Count(amount=amount, further=further)
        self.change(
            data,
            lambda model: model.count(day, id, amount, further, stamp),
            lambda notebook: transitions.done(notebook, choice(id, day=day), stamp, counted),
        )

    @where_there_is("open")
    @rule(data=st.data(), why=st.sampled_from(TEXTS))
    def waive(self, data: st.DataObject, why: str) -> None:
        (day, ids), stamp = self.some(data, "open"), self.stamp
        self.change(
            data,
            lambda model: model.waive(day, ids, why, stamp),
            lambda notebook: transitions.waive(notebook, choice(*ids, day=day), why, stamp),
        )

    @where_there_is("open")
    @rule(data=st.data(), ahead=AHEAD, why=REASONS)
    def carry(self, data: st.DataObject, ahead: int | None, why: str | None) -> None:
        (day, ids), stamp, to = self.some(data, "open"), self.stamp, self.day(ahead)
        self.change(
            data,
            lambda model: model.carry(day, ids, to, why, stamp),
            lambda notebook: transitions.carry(notebook, choice(*ids, day=day), stamp, to, why),
        )

    @where_there_is("done", "waived", "carried")
    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        (day, ids), stamp = self.some(data, "done", "waived", "carried"), self.stamp
        self.change(
            data,
            lambda model: model.reopen(day, ids, stamp),
            lambda notebook: transitions.reopen(notebook, choice(*ids, day=day), stamp),
        )

    @where_there_is("open", "done", "waived")
    @rule(data=st.data(), text=st.sampled_from(TEXTS))
    def note(self, data: st.DataObject, text: str) -> None:
        (day, ids), stamp = self.some(data, "open", "done", "waived"), self.stamp
        self.change(
            data,
            lambda model: model.note(day, ids, text, stamp),
            lambda notebook: transitions.note(notebook, choice(*ids, day=day), text, stamp),
        )

    @where_there_is("open")
    @rule(data=st.data(), wish=WISHES)
    def edit(self, data: st.DataObject, wish: Fields) -> None:
        (day, ids), stamp = self.some(data, "open"), self.stamp
        wanted: Fields = {name: CLEAR if value is None else value for name, value in wish.items()}
        self.change(
            data,
            lambda model: model.edit(day, ids, wish, stamp),
            lambda notebook: editing.edit(notebook, choice(*ids, day=day), editing.Edit(**wanted), stamp),
        )

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        stamp = self.stamp
        self.change(data, lambda model: model.undo(stamp), lambda notebook: transitions.undo(notebook, stamp))

    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        self.close_one(data, carry_rest=False, why=None)

    @rule(data=st.data(), why=REASONS)
    def close_and_carry_the_rest(self, data: st.DataObject, why: str | None) -> None:
        self.close_one(data, carry_rest=True, why=why)

    def close_one(self, data: st.DataObject, *, carry_rest: bool, why: str | None) -> None:
        near = [self.now.date() + timedelta(days=ahead) for ahead in (-1, 0, 1)]
        begun = sorted(day for day in self.model.open_days() if day <= self.now.date())
        day, stamp = data.draw(st.sampled_from(begun or near) | st.sampled_from(near)), self.stamp
        self.attempt(
            data,
            lambda model: model.close(day, carry_rest, why, stamp),
            lambda: self.store.close(
                lambda notebook: closing.close(notebook, day, stamp, carry_rest=carry_rest, why=why)
            ),
            killed=OF_A_CLOSING,
        )
        if day in self.store.read().pages:  # killed when it had begun an empty page to close it
            self.model.begun.setdefault(day, stamp.at)

    @rule(text=st.sampled_from([*TEXTS, *COMPANIES]), upper=st.booleans())
    def find(self, text: str, *, upper: bool) -> None:
        """No closed page that holds a text, in whatever case, is passed over."""
        held = {day for day in self.model.seals if self.model.holds(day, text)}
        wanted = text.upper() if upper else text
        given = {day for day in self.model.seals if self.store.closed_page_with(day, wanted)}
        assert given >= held

    @invariant()
    def the_open_pages_are_the_models(self) -> None:
        notebook, model = self.store.read(), self.model
        pages = {day: {id: plain(item) for id, item in page.items.items()} for day, page in notebook.pages.items()}
        assert pages == {day: model.page(day) for day in model.open_days()}
        for day, page in notebook.pages.items():
            assert (page.opened_at, page.last_id) == (model.begun[day], model.last_id.get(day, 0))
        assert list(map(plain_entry, notebook.history())) == list(model.history(*model.open_days()))
        assert notebook.last_entry == len(model.log)
        assert notebook.working_day(self.now) == model.working_day(self.now)

    @invariant()
    def the_closed_pages_are_the_models_and_never_change(self) -> None:
        last: Seal | None = None
        assert set(self.store.folder.closed_days()) == self.model.seals.keys()
        for number, (day, entry) in enumerate(self.model.seals.items(), 1):
            data = self.store.folder.sealed(day).read_bytes()
            assert self.sealed.setdefault(day, data) == data
            found = self.store.closed_page(day)
            assert found is not None
            assert {id: plain(item) for id, item in found.page.items.items()} == self.model.page(day)
            assert list(map(plain_entry, found.history())) == [entry, *self.model.history(day)]
            seal = found.seal
            assert (seal.number, seal.entry) == (number, entry["number"])
            assert (seal.closed_at, seal.closed_by) == (entry["at"], entry["by"])
            assert seal.previous == (last.digest if last else None)
            last = seal
        assert self.store.read().last_seal == last

    @invariant()
    def doctor_finds_nothing_damaged(self) -> None:
        assert [finding for finding in doctor.diagnose(self.store) if finding.is_damage] == []


TestWholeNotebook = WholeNotebook.TestCase
TestWholeNotebook.settings = settings(
    max_examples=tries("sequences"),
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=variable("sequences") not in os.environ,  # a campaign looks somewhere else each time
    print_blob=True,
)
