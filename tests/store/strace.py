"""The program under strace, which counts its system calls on a notebook and lets one fail or be the last."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import Answer, environment, forked

NOW = "2020-02-20 23:00:00"
DAY = "closed/2020/2020-02-20.json"
BACKUP = "stick/park.zip"
OUT = "stick/out.txt"
"""Where report and export write."""
TAKEN_IN = "stick/in.txt"
"""What import reads."""
KILL, INTERRUPT = "signal=KILL", "signal=INT"
HALF = b"half"
DAMAGED = f"damaged/worklist-{sha256(HALF).hexdigest()[:12]}.json"
"""Where doctor keeps a live file that holds no more than `HALF`."""
CALLS = (
    "openat,write,pwrite64,fsync,?link,linkat,?rename,?renameat,?renameat2,?unlink,?unlinkat,flock,ftruncate,close"
    ",fchmod,?mkdir,?mkdirat"
)
"""Those that a machine does not have are asked for with a question mark."""
QUICK = "--seccomp-bpf"
"""Lets the program stop only at the calls that are traced."""


def three_items(folder: Path) -> Path:
    """Write a notebook of three items, two of them done; skip the test where strace is missing, but fail on CI."""
    if shutil.which("strace") is None:
        if os.environ.get("CI"):
            pytest.fail("strace is missing; .ci/run should have installed it")
        pytest.skip("strace is not installed")
    for text in ("a", "b", "c"):
        run(folder, "add", text)
    run(folder, "done", "1-2")
    return folder


def frozen(folder: Path) -> dict[str, str]:
    """Give the environment for the program on `folder`, its clock standing still at `NOW`.

    The monotonic clock stands still too: libfaketime 0.9.10 cannot sleep by a real one, as who waits for the lock does.
    """
    still = {"FAKETIME": NOW, "FAKETIME_DONT_FAKE_MONOTONIC": "0"}
    return environment(folder, NOW) | still | {"PYTHONDONTWRITEBYTECODE": "1"}


def run(folder: Path, *arguments: str) -> Answer:
    """Run the program on `folder`, its clock standing still, but the monotonic one."""
    said = forked().run(arguments, environment(folder, NOW) | {"FAKETIME": NOW}, folder.parent)
    return Answer(said.out.decode(), said.err.decode(), said.code)


def traced(folder: Path, trace: Path, options: list[str], arguments: tuple[str, ...]) -> Answer:
    """Run the program on `folder` under strace, which writes to `trace`."""
    variables = frozen(folder)
    preload = variables.pop("LD_PRELOAD")
    strace = ["strace", "-f", "-o", str(trace), "-E", f"LD_PRELOAD={preload}", *options]
    command = [*strace, sys.executable, "-m", "worklist", *arguments]
    done = subprocess.run(command, env=variables, cwd=folder.parent, capture_output=True, text=True, check=False)
    return Answer(done.stdout, done.stderr, done.returncode)


@dataclass(frozen=True, slots=True)
class Call:
    """A system call: its name, which one of its name it is, and what it was given."""

    name: str
    which: int
    given: str


def calls(folder: Path, *arguments: str, everywhere: bool = False) -> list[Call]:
    """Run the program; give its system calls on the notebook and on what goes out or comes in, or all."""
    trace = folder.parent / "trace"
    traced(folder, trace, [QUICK, "-e", f"trace={CALLS}", *_watched(folder, everywhere)], arguments)
    made = re.findall(r"^\d+ +(\w+)\((.*)", trace.read_text(), flags=re.MULTILINE)
    trace.unlink()
    names = [name for name, _ in made]
    return [Call(name, names[: place + 1].count(name), given) for place, (name, given) in enumerate(made)]


def run_with_fault(folder: Path, *arguments: str, call: Call, fault: str, everywhere: bool = False) -> Answer:
    """Run the program with a fault at one of the system calls that `calls` has counted; it must hit."""
    trace = folder.parent / "trace"
    rules = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.which}"]
    if fault not in (KILL, INTERRUPT):  # of which strace 6.1 sends none in this way
        rules.append(QUICK)
    answer = traced(folder, trace, [*rules, *_watched(folder, everywhere)], arguments)
    told = trace.read_text()
    trace.unlink()
    assert "(INJECTED)" in told or "--- SIG" in told or "+++ killed by SIGKILL" in told, (call, fault)
    return answer


def _watched(folder: Path, everywhere: bool) -> list[str]:
    """Name the files whose calls are counted and made to fail: the notebook's, and what goes out of it or comes in.

    The latter are named as the program names them, and are not found otherwise.
    """
    if everywhere:
        return []
    names = [
        "lock",
        "worklist.json",
        "worklist.json.tmp",
        "worklist.prev.json",
        "closed",
        "closed/2020",
        DAY,
        f"{DAY}.tmp",
        "damaged",
        DAMAGED,
        f"{DAMAGED}.tmp",
    ]
    paths = [BACKUP, OUT, TAKEN_IN, Path(BACKUP).parent, folder, *(folder / name for name in names)]
    return [word for path in paths for word in ("-P", str(path))]
