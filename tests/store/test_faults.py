"""Every system call that a command makes on the notebook may fail, or be the last one that it makes.

strace lets each call fail in turn with each of several errors, or kills the process there, or presses Ctrl-C.
Whatever happens, the notebook is as it was or as it should become; what a command has told, or ended well with, has
been saved; nobody sees a traceback; no temporary file is left by a command that has ended by itself; and one that was
interrupted says so with exit code 130, unless it had finished.

In every run a sample of the points is tried; `python -m tests.campaign faults` tries all.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from signal import SIGKILL
from typing import TypeVar

import pytest

from tests.campaign import tries
from tests.conftest import at
from tests.store.conftest import DOSE, WEDNESDAY, add_check, done, put_roster, snapshot
from tests.store.strace import (
    BACKUP,
    DAMAGED,
    HALF,
    INTERRUPT,
    KILL,
    OUT,
    TAKEN_IN,
    Call,
    calls,
    run,
    run_with_fault,
    three_items,
)
from worklist.checklist.items import Item
from worklist.errors import Damaged
from worklist.store.notebook import NotebookStore

FAULTS = ["error=EIO", "error=ENOSPC", "error=EACCES", "error=EMFILE", "error=EINTR", KILL, INTERRUPT]

Point = TypeVar("Point")


@dataclass(frozen=True)
class Case:
    """A command, what is done to a notebook of three items before it, and the file besides that it makes.

    Its calls are counted on the notebook's files, and everywhere from the first that is about `from_name` on. One that
    `takes_up` may be half done when it is killed, and is whole when it is given once more.
    """

    arguments: list[str]
    prepare: Callable[[Path], object] = lambda _: None
    makes: str | None = None
    from_name: str | None = None
    takes_up: bool = False


def park_since_yesterday(folder: Path) -> None:
    """Let the next command deal two checks to three companies; what was dealt yesterday is settled."""
    stamp, store = at(20, day=19), NotebookStore(folder)
    put_roster(store, stamp=stamp)
    add_check(store, DOSE, stamp=stamp)
    add_check(store, replace(DOSE, text="量体温"), stamp=stamp)
    done(store, *range(1, 7), day=WEDNESDAY, stamp=stamp)


def make_room(folder: Path) -> None:
    """Make the folder of what goes out of the notebook or comes into it."""
    (folder.parent / TAKEN_IN).parent.mkdir()


def todo_txt_beside(folder: Path) -> None:
    """Put a file of another program beside the notebook."""
    make_room(folder)
    (folder.parent / TAKEN_IN).write_text("(A) 给园区消毒 +issues\nx 2020-02-20 口罩\n", encoding="utf-8")


def whole_notebook_beside(folder: Path) -> None:
    """Put all that the notebook holds, a closed day too, in a file beside it, and take the notebook away."""
    make_room(folder)
    run(folder, "close-day", "--carry-rest")
    run(folder, "export", "--format", "json", "-o", TAKEN_IN)
    shutil.rmtree(folder)


CASES = {
    "add": Case(["add", "x"]),
    "add, which deals": Case(["add", "x"], park_since_yesterday),
    "done": Case(["done", "3"]),
    "close-day": Case(["close-day", "--carry-rest"]),
    "backup": Case(["backup", BACKUP], make_room, makes=BACKUP, from_name=".park.zip."),
    "report": Case(["report", "--format", "html", "-o", OUT], make_room, makes=OUT, from_name=".out.txt."),
    "export": Case(["export", "--format", "todotxt", "-o", OUT], make_room, makes=OUT, from_name=".out.txt."),
    "import": Case(["import", TAKEN_IN, "--format", "todotxt"], todo_txt_beside),
    "import, whole": Case(["import", TAKEN_IN, "--format", "json"], whole_notebook_beside, takes_up=True),
    "doctor": Case(
        ["doctor", "--take", "previous"],
        lambda folder: (folder / "worklist.json").write_bytes(HALF),
        makes=f"notebook/{DAMAGED}",
    ),
}


def seen(folder: Path) -> tuple[tuple[int, str], tuple[int, str], list[Item]]:
    """Give what a reader sees: today's and the next day's items, and the certificate of the day if it is closed.

    A reader sees a day begun, be it written or not; so this also gives the items that are written in the live file.
    """

    def shown(day: str) -> tuple[int, str]:
        answer = run(folder, "today", "--all", "--json", "--day", day)
        return answer.code, answer.out

    return shown("2020-02-20"), shown("2020-02-21"), written(folder)


def written(folder: Path) -> list[Item]:
    """Give the items of the live file; none while it is damaged."""
    try:
        return [item for page in snapshot(NotebookStore(folder)).pages.values() for item in page.items.values()]
    except Damaged:
        return []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    return three_items(place / "notebook")


def made(case: Case, folder: Path) -> bytes | None:
    """Give the file that a command makes besides; `None` if it is not there, or if it makes none."""
    path = folder.parent / case.makes if case.makes else None
    return path.read_bytes() if path is not None and path.exists() else None


def left_behind(folder: Path) -> list[str]:
    """Give the temporary files in the notebook and beside it."""
    return [str(path) for path in folder.parent.rglob("*.tmp")]


@pytest.fixture
def restore(folder: Path, tmp_path: Path) -> Callable[[], object]:
    """Puts the notebook and what is beside it back as they were when this was first called."""
    kept = tmp_path / "kept"

    def back() -> None:
        if not kept.exists():
            shutil.copytree(folder.parent, kept)
        shutil.rmtree(folder.parent)
        shutil.copytree(kept, folder.parent)

    return back


def own(made: Sequence[Call]) -> list[Call]:
    """Give the calls that are not libfaketime's, which makes some when Python has ended."""
    return [call for call in made if "faketime_" not in call.given]


def sample(points: Sequence[Point], count: int) -> Sequence[Point]:
    """Give about so many of the points, evenly spread, and not always the same of the seven faults."""
    step = max(1, len(points) // count)
    return points[:: step + 1 if step > 1 and step % len(FAULTS) == 0 else step]


@pytest.mark.parametrize("name", CASES)
def test_a_call_that_fails_leaves_the_old_or_the_new(folder: Path, name: str, restore: Callable[[], object]) -> None:
    case = CASES[name]
    case.prepare(folder)
    restore()
    before = seen(folder)
    points = [(call, fault, False) for call in calls(folder, *case.arguments) for fault in FAULTS]
    if case.from_name is not None:
        restore()
        every = own(calls(folder, *case.arguments, everywhere=True))
        first = next(place for place, call in enumerate(every) if case.from_name in call.given)
        points += [(call, fault, True) for call in every[first:] for fault in FAULTS]
    after, whole = seen(folder), made(case, folder)
    wrong = []
    for call, fault, everywhere in sample(points, tries("faults")):
        restore()
        answer = run_with_fault(folder, *case.arguments, call=call, fault=fault, everywhere=everywhere)
        left = left_behind(folder)
        was_done = answer.code == 0 or answer.out != ""
        found, file = seen(folder), made(case, folder)
        if case.takes_up and fault == KILL and found != before:
            run(folder, *case.arguments)
            found = seen(folder)
        if (
            found not in ([after] if was_done else [before] if "Nothing was saved" in answer.err else [before, after])
            or file not in ([whole] if was_done else [None, whole])
            or (left and fault != KILL and "unlink" not in call.name)
            or (fault == KILL and answer.code != -SIGKILL)
            or (fault == INTERRUPT and answer.code not in (0, 130))
            or "Traceback" in answer.err
        ):
            wrong.append((call, fault, answer.code, answer.err, left, found, file))
    assert wrong == []
    assert before != after or whole is not None
    if "deals" in name:
        assert [len([item for item in state[-1] if item.dealt]) for state in (before, after)] == [6, 12]


def test_ctrl_c_at_any_moment_after_the_start_ends_with_130(folder: Path, restore: Callable[[], object]) -> None:
    """Loading the program's own modules and printing the answer are such moments too."""
    arguments = CASES["close-day"].arguments
    restore()
    before = seen(folder)
    every = own(calls(folder, *arguments, everywhere=True))
    after = seen(folder)
    start = next(place for place, call in enumerate(every) if "worklist/cli/" in call.given)
    wrong = []
    for call in sample(every[start:], tries("faults") // 3):
        restore()
        answer = run_with_fault(folder, *arguments, call=call, fault=INTERRUPT, everywhere=True)
        found, left = seen(folder), left_behind(folder)
        is_whole = found == after or (found == before and answer.code == 130)
        if answer.code not in (0, 130) or not is_whole or left or "Traceback" in answer.err:
            wrong.append((call, answer.code, answer.err, left, found))
    assert wrong == []
