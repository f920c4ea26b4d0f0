"""Every system call that a command makes on the notebook may fail, or be the last one that it makes.

strace lets each call fail in turn with each of several errors, or kills the process there. Whatever happens, the
notebook is as it was or as it should become, a command that said it was fine has been saved, nobody sees a traceback,
and no temporary file is left by a command that has ended by itself.

In every run a sample of the points is tried; `python -m tests.campaign faults` tries all.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.campaign import tries
from tests.conftest import environment
from tests.store.conftest import files

NOW = "2020-02-20 23:00:00"
DAY = "closed/2020/2020-02-20.json"
CALLS = "openat,write,pwrite64,fsync,link,linkat,rename,unlink,flock,ftruncate,close,fchmod,mkdir"
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


def run(folder: Path, *arguments: str, strace: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program on `folder`, under strace if its options are given."""
    program = [sys.executable, "-m", "worklist", *arguments]
    variables = environment(folder, NOW) | {"PYTHONDONTWRITEBYTECODE": "1"}
    if strace is None:
        command = program
    else:
        preload = variables.pop("LD_PRELOAD")
        command = ["strace", "-f", "-E", f"LD_PRELOAD={preload}", *strace, *program]
    return subprocess.run(command, env=variables, cwd=folder.parent, capture_output=True, text=True, check=False)


def watched(folder: Path) -> list[str]:
    """Name the files whose calls are counted and made to fail: those of the notebook and the backup."""
    names = [
        "lock",
        "worklist.json",
        "worklist.json.tmp",
        "worklist.prev.json",
        "closed",
        "closed/2020",
        DAY,
        f"{DAY}.tmp",
    ]
    paths = [folder, folder.parent / "park.zip", *(folder / name for name in names)]
    return [word for path in paths for word in ("-P", str(path))]


def points(folder: Path, case: Case) -> list[tuple[str, int, str]]:
    """Give every call that the command makes, which one of its name it is, and what may happen at it."""
    trace = folder.parent / "trace"
    run(folder, *case.arguments, strace=["-o", str(trace), "-e", f"trace={CALLS}", *watched(folder)])
    called = Counter(re.findall(r"^\d+ +(\w+)\(", trace.read_text(), flags=re.MULTILINE))
    return [(call, which, fault) for call, times in called.items() for which in range(1, times + 1) for fault in FAULTS]


def seen(folder: Path) -> tuple[object, ...]:
    """Give what a reader sees: today's and the next day's items, and the certificate of the day if it is closed."""
    shown = [run(folder, "today", "--all", "--json", "--day", day) for day in ("2020-02-20", "2020-02-21")]
    return tuple((answer.returncode, answer.stdout) for answer in shown)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A notebook of three items, two of them done."""
    if shutil.which("strace") is None:
        if os.environ.get("CI"):
            pytest.fail("strace is missing; .ci/run should have installed it")
        pytest.skip("strace is not installed")
    folder = tmp_path / "notebook"
    for text in ("a", "b", "c"):
        run(folder, "add", text)
    run(folder, "done", "1-2")
    return folder


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
    every = points(folder, case)
    after = seen(folder)
    step = max(1, len(every) // tries("faults"))
    wrong = []
    for call, which, fault in every[::step]:
        restore()
        rule = ["-o", os.devnull, "-e", f"inject={call}:{fault}:when={which}", *watched(folder)]
        answer = run(folder, *case.arguments, strace=rule)
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
