"""What the tests share: a folder for a notebook, moments of the night of 20 February 2020, and the program itself."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest

from tests.forked import Forked
from worklist.checklist.items import Stamp

CHINA = timezone(timedelta(hours=8))
DIRECTOR = "联络员01"


def at(hour: int, minute: int = 0, *, day: int = 20, month: int = 2, year: int = 2020, by: str = DIRECTOR) -> Stamp:
    """Give a stamp; without more, on 20 February 2020 in China."""
    return Stamp(at=datetime(year, month, day, hour, minute, tzinfo=CHINA), by=by)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet, for a notebook."""
    return tmp_path / "notebook"


@dataclass(frozen=True)
class Answer:
    """What the program said, by stream, and its exit code."""

    out: str
    err: str
    code: int


Program = Callable[..., Answer]


def environment(folder: Path, now: str | None = None) -> dict[str, str]:
    """Give the environment for the program: the notebook in `folder`, the clock of Shanghai, at `now` if given.

    `now` is an ISO moment; one without an offset is one of Shanghai. The clock goes on from there.
    """
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "COVERAGE_PROCESS_START")
    }
    given = {
        **kept,
        "LC_ALL": "C.UTF-8",
        "TZ": "Asia/Shanghai",
        "TERM": "xterm-256color",
        "WORKLIST_NOTEBOOK": str(folder),
        "WORKLIST_USER": DIRECTOR,
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    if now is not None:
        moment = datetime.fromisoformat(now)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=CHINA)
        given |= {"FAKETIME": f"{moment.timestamp() - time.time():+.6f}", **with_clock()}
    return given


def with_clock() -> dict[str, str]:
    """Give what lets a process have a clock of its own; skip the test where libfaketime is missing, but fail on CI."""
    library = libfaketime()
    if library is None:
        if os.environ.get("CI"):
            pytest.fail("libfaketime is missing; .ci/run should have installed it")
        pytest.skip("libfaketime is not installed (Debian: faketime)")
    return {"LD_PRELOAD": library, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def libfaketime() -> str | None:
    """Give the path of libfaketime."""
    return next((str(path) for path in sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


@pytest.fixture
def worklist(folder: Path) -> Program:
    """The program, as a process of its own: `worklist("today", "--all", now="2020-02-20 09:00:00")`."""
    return program_on(folder)


@pytest.fixture
def started(folder: Path) -> Program:
    """The same, with Python started for each run: where it is to be as a person starts it."""

    def run(*arguments: str, stdin: bytes = b"", now: str | None = None, **variables: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "worklist", *arguments],
            input=stdin,
            capture_output=True,
            cwd=folder.parent,
            env=environment(folder, now) | variables,
            timeout=60,
            check=False,
        )
        return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run


def program_on(folder: Path) -> Program:
    """Give the program on the notebook in `folder`."""

    def run(*arguments: str, stdin: bytes = b"", now: str | None = None, **variables: str) -> Answer:
        said = forked().run(arguments, environment(folder, now) | variables, folder.parent, stdin)
        return Answer(said.out.decode(), said.err.decode(), said.code)

    return run


@cache
def forked() -> Forked:
    """Give the process that has loaded the program, one for all tests: starting Python anew costs five times a run."""
    return Forked(environment(Path()) | (with_clock() if libfaketime() else {}))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Take away what libfaketime left of processes that were killed: it hurts the next ones by the same numbers."""
    if hasattr(session.config, "workerinput"):
        return
    for path in Path("/dev/shm").glob("*faketime_*"):  # noqa: S108 - libfaketime's own place
        number = path.name.rpartition("_")[2]
        if number.isdecimal() and not Path("/proc", number).exists():
            path.unlink(missing_ok=True)
