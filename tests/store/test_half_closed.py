"""A closing that was cut short between the sealed page and the live file."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import at
from tests.store.conftest import (
    EMPTY,
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    Refusal,
    add,
    carry,
    close,
    damage,
    done,
    facts_of,
    files,
    put,
    read_sealed,
    snapshot,
    tables_of,
    undo,
)
from worklist.errors import HalfClosed, NoSuchItem, SealedSince
from worklist.store import chain, doctor
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore


def cut_short(store: NotebookStore) -> None:
    """Put back the live file as it was when the page was sealed."""
    put(store.folder.live, store.folder.previous.read_bytes())


@pytest.fixture(params=[False, True], ids=["at zero", "carrying the rest"])
def half_closed(request: pytest.FixtureRequest, filled: NotebookStore) -> tuple[NotebookStore, object, object]:
    """A store whose page of Friday is sealed while the live file still holds it; and what it should say."""
    if not request.param:
        done(filled, 4, 5, day=FRIDAY, stamp=at(20, day=21))
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=request.param)
    whole = snapshot(filled), read_sealed(filled, FRIDAY)
    cut_short(filled)
    return filled, *whole


def test_a_reader_sees_a_half_closed_day_as_closed_and_changes_nothing(
    half_closed: tuple[NotebookStore, object, object],
) -> None:
    store, open_pages, sealed = half_closed
    before = files(store.folder.path)
    assert snapshot(store) == open_pages
    assert snapshot(store) == open_pages
    assert read_sealed(store, FRIDAY) == sealed
    assert chain.verify(store).is_sound
    assert [finding for finding in doctor.diagnose(store) if finding.is_damage] == []
    assert files(store.folder.path) == before


def test_the_next_command_that_writes_finishes_the_closing_once(
    half_closed: tuple[NotebookStore, object, object],
) -> None:
    store, open_pages, sealed = half_closed
    assert isinstance(open_pages, type(EMPTY))
    assert facts_of(lambda: undo(store)) == ("SealedSince", {"day": FRIDAY})
    entry = add(store, "值班", day=SATURDAY, stamp=at(9, day=22))
    item = entry.changes[0].after
    assert item is not None
    assert entry.number == open_pages.last_entry + 1
    page = open_pages.pages[SATURDAY]
    assert item.id == page.last_id + 1
    assert snapshot(store) == replace(
        open_pages,
        pages={SATURDAY: replace(page, last_id=item.id, items={**page.items, item.id: item})},
        last_entry=entry.number,
        history=(entry, *open_pages.history),
    )
    assert read_sealed(store, FRIDAY) == sealed
    assert set(tables_of(store.folder.live)) == {
        *("notebook", "pages", "log", "items 2020-02-22"),
        *("companies", "checks", "settings"),
    }
    undo(store)
    with pytest.raises(SealedSince):
        undo(store)
    close(store, SATURDAY, stamp=at(1, day=23), carry_rest=True)
    assert chain.verify(store).is_sound


def test_a_half_closed_day_cannot_be_closed_twice(half_closed: tuple[NotebookStore, object, object]) -> None:
    store, _, sealed = half_closed
    error = facts_of(lambda: close(store, FRIDAY, stamp=at(2, day=22), carry_rest=True))
    assert error == ("DayClosed", {"day": FRIDAY})
    assert read_sealed(store, FRIDAY) == sealed


def test_a_decision_that_raises_leaves_a_half_closed_day_to_the_next_command(
    half_closed: tuple[NotebookStore, object, object],
) -> None:
    store, open_pages, _ = half_closed
    before = files(store.folder.path)
    with pytest.raises(NoSuchItem):
        done(store, 99, day=SATURDAY)
    assert (files(store.folder.path), snapshot(store)) == (before, open_pages)


def test_a_sealed_page_that_the_disk_does_not_confirm_stays_half_closed(
    half_closed: tuple[NotebookStore, object, object], refuse: Refusal
) -> None:
    store, open_pages, _ = half_closed
    before = files(store.folder.path)
    refuse("fsync", errno.EIO)
    assert facts_of(lambda: add(store, "值班", day=SATURDAY, stamp=at(9, day=22))) == (
        "CannotWrite",
        {"path": store.folder.sealed(FRIDAY).parent, "problem": "Input/output error"},
    )
    assert (files(store.folder.path), snapshot(store)) == (before, open_pages)


def test_a_half_closed_empty_day_is_finished_too(filled: NotebookStore) -> None:
    close(filled, date(2020, 2, 18), stamp=at(9, day=22))
    whole = snapshot(filled)
    cut_short(filled)
    assert snapshot(filled) == whole
    close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    assert chain.verify(filled).is_sound


def test_the_first_closing_of_a_notebook_may_be_cut_short_too(store: NotebookStore) -> None:
    close(store, THURSDAY)
    whole = snapshot(store)
    cut_short(store)
    assert snapshot(store) == whole
    add(store, "通风", day=FRIDAY)
    close(store, FRIDAY, stamp=at(22, day=21), carry_rest=True)
    assert chain.verify(store).is_sound


def test_a_day_that_closes_while_the_one_before_is_half_closed_may_be_cut_short_too(store: NotebookStore) -> None:
    """What arrives on the second day is on the disk before that day is sealed, so that its closing can be seen."""
    add(store, "通风", "消毒", day=WEDNESDAY)
    for day in (WEDNESDAY, THURSDAY):
        close(store, day, carry_rest=True)
        cut_short(store)
        assert store.read().last_seal == store.closed_page(day).seal  # type: ignore[union-attr]
    assert [item.text for item in snapshot(store).pages[FRIDAY].items.values()] == ["通风", "消毒"]
    close(store, FRIDAY, stamp=at(21, day=21), carry_rest=True)
    assert chain.verify(store).is_sound
    assert doctor.diagnose(store) == []


def test_two_days_half_closed_are_finished_in_the_order_of_their_seals(filled: NotebookStore) -> None:
    live = filled.folder.live.read_bytes()
    close(filled, SATURDAY, stamp=at(9, day=23), carry_rest=True)
    close(filled, FRIDAY, stamp=at(9, day=23), carry_rest=True)
    whole = snapshot(filled)
    filled.folder.live.write_bytes(live)
    assert snapshot(filled) == whole


class Overtaken(Folder):
    """A folder in which somebody else acts beside one of the questions whether a day is closed."""

    def __init__(self, path: Path, act: Callable[[], object], moment: float) -> None:
        super().__init__(path)
        self._act = act
        self._left = int(2 * moment)

    def _pass(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._act()

    def __contains__(self, day: object) -> bool:
        self._pass()
        answer = super().__contains__(day)
        self._pass()
        return answer


MOMENTS = [half / 2 for half in range(1, 12)]
"""Before and after each of the first questions."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_reader_that_is_overtaken_by_a_closing_sees_the_notebook_before_it_or_after(
    store: NotebookStore, moment: float
) -> None:
    add(store, "通风", day=THURSDAY)
    close(store, THURSDAY, carry_rest=True)
    before = snapshot(store)
    cut_short(store)
    reader, other = NotebookStore(store.folder.path), NotebookStore(store.folder.path)
    reader.folder = Overtaken(
        store.folder.path, lambda: close(other, FRIDAY, stamp=at(9, day=22), carry_rest=True), moment
    )
    seen = snapshot(reader)
    assert seen in (before, snapshot(other))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_reader_that_is_overtaken_by_two_closings_sees_the_notebook_as_it_was_at_some_time(
    store: NotebookStore, moment: float
) -> None:
    add(store, "通风", day=THURSDAY)
    reader, other = NotebookStore(store.folder.path), NotebookStore(store.folder.path)
    states = [snapshot(other)]

    def overtake() -> None:
        for day in (WEDNESDAY, THURSDAY):
            close(other, day, stamp=at(9, day=22), carry_rest=True)
            states.append(snapshot(other))

    reader.folder = Overtaken(store.folder.path, overtake, moment)
    assert snapshot(reader) in states


class JustMade(Folder):
    """A folder whose live file is written for the first time right after a reader has missed it."""

    def __init__(self, path: Path, make: Callable[[], object]) -> None:
        super().__init__(path)
        self._make = make

    @property
    def previous(self) -> Path:
        self._make()
        return self.path / "worklist.prev.json"

    @previous.setter
    def previous(self, path: Path) -> None:
        """Keep to the name above."""


def test_a_reader_that_is_overtaken_by_the_first_commands_of_all_sees_what_they_did(store: NotebookStore) -> None:
    def make() -> None:
        other = NotebookStore(store.folder.path)
        add(other, "通风")
        add(other, "消毒")

    reader = NotebookStore(store.folder.path)
    reader.folder = JustMade(store.folder.path, make)
    assert snapshot(reader) == snapshot(NotebookStore(store.folder.path))


def test_what_was_carried_away_again_since_does_not_come_back(filled: NotebookStore) -> None:
    carry(filled, 5, to=SATURDAY, day=FRIDAY, stamp=at(9, day=21))
    successor = max(filled.read().pages[SATURDAY].items)
    carry(filled, successor, to=date(2020, 2, 23), day=SATURDAY, stamp=at(9, day=21))
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled)
    cut_short(filled)
    assert snapshot(filled) == whole


def test_a_closing_whose_live_file_cannot_be_written_is_half_done_and_says_so(filled: NotebookStore) -> None:
    obstacle = filled.folder.path / "worklist.json.tmp"
    obstacle.mkdir()
    live = filled.folder.live.read_bytes()
    with pytest.raises(HalfClosed) as caught:
        close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    assert caught.value.facts == {"day": FRIDAY, "path": filled.folder.live, "problem": "Is a directory"}
    assert filled.folder.live.read_bytes() == live
    obstacle.rmdir()
    last = snapshot(filled)
    assert last.last_seal is not None
    assert last.last_seal.day == FRIDAY
    add(filled, "值班", day=SATURDAY, stamp=at(9, day=22))
    assert "items 2020-02-21" not in tables_of(filled.folder.live)


def test_a_sealed_page_that_does_not_follow_the_last_is_not_rolled_forward(
    filled: NotebookStore, tmp_path: Path
) -> None:
    other = NotebookStore(tmp_path / "other")
    add(other, "通风", day=FRIDAY)
    close(other, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    shutil.copy(other.folder.sealed(FRIDAY), filled.folder.sealed(FRIDAY))
    before = files(filled.folder.path)
    for command in (filled.read, lambda: add(filled, "通风", day=SATURDAY)):
        assert damage(command) == (
            filled.folder.sealed(FRIDAY),
            "it does not follow the page that was closed last",
        )
    assert files(filled.folder.path) == before
