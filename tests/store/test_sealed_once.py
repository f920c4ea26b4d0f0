"""A day is sealed once, however often it is closed, by however many, and wherever a closing was killed.

strace kills `close-day` at each of its system calls on the notebook in turn. Run again, it leaves the notebook that it
leaves where nobody was killed: the same bytes in the sealed page, and what was carried arrived once.

In every run a sample of the calls is tried; `python -m tests.campaign seals` tries all.
"""

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.campaign import tries
from tests.conftest import at
from tests.store.conftest import FRIDAY, Snapshot, add, close, done, files, snapshot
from tests.store.strace import DAY, KILL, Call, calls, frozen, run, run_with_fault, three_items
from worklist.checklist.health import Verification
from worklist.store import chain
from worklist.store.notebook import NotebookStore

CLOSE = ("close-day", "--carry-rest", "--json")
NEW_YEARS_EVE = date(2019, 12, 31)


@dataclass(frozen=True)
class Said:
    """What the program put out, and its exit code."""

    certificate: str
    code: int


@dataclass(frozen=True)
class Held:
    """What a notebook holds: its sealed pages byte for byte and nothing beside them, what is open, and the chain."""

    closed: dict[str, bytes]
    open: Snapshot
    chain: Verification


def held(folder: Path) -> Held:
    store = NotebookStore(folder)
    return Held(closed=files(store.folder.closed), open=snapshot(store), chain=chain.verify(store))


def close_day(folder: Path) -> Said:
    answer = run(folder, *CLOSE)
    return Said(answer.out, answer.code)


@dataclass(frozen=True)
class Undisturbed:
    """A notebook that is to be closed, calls that closing it makes, and what there is once that is done."""

    before: Path
    calls: list[Call]
    said: Said
    held: Held


@pytest.fixture(scope="module", params=["the first closing", "the second closing"])
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """A notebook of one item left; it has closed no day, or one that was in another year."""
    before = three_items(tmp_path_factory.mktemp("undisturbed") / "notebook")
    if request.param == "the second closing":
        store = NotebookStore(before)
        last_year = at(21, day=31, month=12, year=2019)
        add(store, "通风", day=NEW_YEARS_EVE, stamp=last_year)
        done(store, 1, day=NEW_YEARS_EVE, stamp=last_year)
        close(store, NEW_YEARS_EVE, stamp=last_year)
    traced, after = (shutil.copytree(before, before.parent / name / "notebook") for name in ("traced", "after"))
    every = calls(traced, *CLOSE)
    step = max(1, 2 * len(every) // tries("seals"))  # there are two such notebooks
    return Undisturbed(before, every[step - 1 :: step], close_day(after), held(after))


def test_a_closing_seals_the_day_and_carries_the_one_item_left(undisturbed: Undisturbed) -> None:
    assert undisturbed.said.code == 0
    assert DAY in {f"closed/{name}" for name in undisturbed.held.closed}
    assert [item.text for item in undisturbed.held.open.pages[FRIDAY].items.values()] == ["c"]
    assert undisturbed.held.chain.is_sound


def test_a_closing_killed_at_any_call_and_run_again_seals_one_page(undisturbed: Undisturbed, tmp_path: Path) -> None:
    wrong = []
    for call in undisturbed.calls:
        folder = shutil.copytree(undisturbed.before, tmp_path / f"{call.name} {call.which}" / "notebook")
        killed = run_with_fault(folder, *CLOSE, call=call, fault=KILL)
        assert killed.code == -signal.SIGKILL
        for _ in ("closes it if need be", "has nothing left to do"):
            said, holds = close_day(folder), held(folder)
            if (said, holds) != (undisturbed.said, undisturbed.held):
                wrong.append((call, said, holds))
    assert wrong == []


def test_four_who_close_at_once_seal_one_page_and_see_one_certificate(undisturbed: Undisturbed, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "worklist", *CLOSE]
    for turn in range(max(1, len(undisturbed.calls) // 3)):
        folder = shutil.copytree(undisturbed.before, tmp_path / str(turn) / "notebook")
        four = [
            subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=frozen(folder), text=True)
            for _ in range(4)
        ]
        said = [Said(one.communicate(timeout=60)[0], one.returncode) for one in four]
        assert said == [undisturbed.said] * 4
        assert held(folder) == undisturbed.held
