"""Every system call that a command makes on the notebook may fail, or be the last one that it makes.

strace lets each call fail in turn with each of several errors, or kills the process there. Whatever happens, the
notebook is as it was or as it should become, a command that said it was fine has been saved, nobody sees a traceback,
and no temporary file is left by a command that has ended by itself.

In every run a sample of the points is tried; `python -m tests.campaign faults` tries all.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.campaign import tries
from tests.store.conftest import files
from tests.store.strace import calls, run, run_with_fault, three_items

FAULTS = ["error=EIO", "error=ENOSPC", "error=EACCES", "error=EMFILE", "error=EINTR", "signal=KILL", "signal=INT"]


@dataclass(frozen=True)
class Case:
    """A command, what is done to a notebook of three items before it, and the file that it writes elsewhere."""

    arguments: list[str]
    prepare: Callable[[Path], object] = lambda _: None
    writes: str | None = None


CASES = {
    "add": Case(["add", "x"]),
    "done": Case(["done", "3"]),
    "close-day": Case(["close-day", "--carry-rest"]),
    "backup": Case(["backup", "park.zip"], writes="park.zip"),
    "doctor": Case(["doctor", "--take", "previous"], lambda folder: (folder / "worklist.json").write_bytes(b"half")),
}


def seen(folder: Path) -> tuple[object, ...]:
    """Give what a reader sees: today's and the next day's items, and the certificate of the day if it is closed."""
    shown = [run(folder, "today", "--all", "--json", "--day", day) for day in ("2020-02-20", "2020-02-21")]
    return tuple((answer.returncode, answer.stdout) for answer in shown)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return three_items(tmp_path / "notebook")


@pytest.mark.parametrize("name", CASES)
def test_a_call_that_fails_leaves_the_old_or_the_new(folder: Path, name: str) -> None:
    case = CASES[name]
    case.prepare(folder)
    kept = shutil.copytree(folder, folder.parent / "kept")
    written = None if case.writes is None else folder.parent / case.writes

    def restore() -> None:
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        if written is not None:
            written.unlink(missing_ok=True)

    before = seen(folder)
    every = [(*call, fault) for call in calls(folder, *case.arguments) for fault in FAULTS]
    after = seen(folder)
    step = max(1, len(every) // tries("faults"))
    wrong = []
    for call, which, fault in every[::step]:
        restore()
        answer = run_with_fault(folder, *case.arguments, call=call, which=which, fault=fault)
        found = seen(folder)
        left = [
            path for path in [*files(folder), *(path.name for path in folder.parent.iterdir())] if path.endswith(".tmp")
        ]
        was_fine = answer.returncode == 0
        if (
            found not in ([after] if was_fine else [before, after])
            or (written is not None and was_fine and not written.exists())
            or (left and "KILL" not in fault)
            or "Traceback" in answer.stderr
        ):
            wrong.append((call, which, fault, answer.returncode, answer.stderr, left, found))
    assert wrong == []
    assert before != after or written is not None
