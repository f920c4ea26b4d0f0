"""The program as a process of its own for each run, without the cost of starting: a process that has loaded it forks.

What runs is `main`, with arguments, environment and streams of its own, up to its exit code.
"""

import os
import pickle
import select
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import environment

COLUMNS, ROWS = 80, 24
LOADED = """
import gc, os, pickle, sys, traceback
from importlib import import_module
import rich.rule, rich.table
from worklist.__main__ import main
from worklist.cli import app, walk
from worklist.cli.commands import SUMMARIES, module_name
from worklist.render import certificate, console, health, history, machine
from worklist.store import storage

for name in SUMMARIES:
    module = import_module(module_name(name))
    for inner in getattr(module, "SUMMARIES", ()):
        import_module(module_name(inner, module.__name__))
gc.freeze()
requests, answers = open(int(sys.argv[1]), "rb"), open(int(sys.argv[2]), "wb", buffering=0)
while True:
    try:
        arguments, variables, streams = pickle.load(requests)
    except EOFError:
        sys.exit()
    child = os.fork()
    if child == 0:
        break
    answers.write(pickle.dumps(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
os.setsid()
for number, (path, flags) in enumerate(streams):
    os.dup2(os.open(path, flags), number)
sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)
os.environ.clear()
os.environ.update(variables)
sys.argv = ["worklist", *arguments]
code = 1
try:
    main()
except SystemExit as end:
    code = end.code
except BaseException:
    traceback.print_exc()
sys.stdout.flush()
os._exit(code)
"""


class Said(NamedTuple):
    """What the program wrote, byte for byte, and its exit code."""

    out: bytes
    err: bytes
    code: int


class Forked:
    """Starts the program at `now`, with `place` as its working folder, as often as it is called."""

    def __init__(self, place: Path, now: str) -> None:
        self._variables = environment(place / "notebook", now)
        self._place = place
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._loaded = subprocess.Popen(
            [sys.executable, "-c", LOADED, str(requests), str(answers)],
            pass_fds=[requests, answers],
            env=self._variables,
            cwd=place,
        )
        os.close(requests)
        os.close(answers)

    def end(self) -> None:
        """End the process that has loaded the program."""
        os.close(self._requests)
        self._loaded.wait()
        os.close(self._answers)

    def run(self, arguments: Sequence[str], variables: Mapping[str, str], stdin: bytes = b"") -> Said:
        """Run it away from any terminal."""
        given, out, err = (self._place / name for name in ("stdin", "stdout", "stderr"))
        given.write_bytes(stdin)
        new = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        self._ask(arguments, variables, [(str(given), os.O_RDONLY), (str(out), new), (str(err), new)])
        code = self._code()
        return Said(out.read_bytes(), err.read_bytes(), code)

    def on_terminal(self, arguments: Sequence[str], variables: Mapping[str, str], keys: bytes = b"") -> Said:
        """Run it on a terminal into which `keys` have been typed; all that it shows is in `out`."""
        ours, theirs = os.openpty()
        try:
            termios.tcsetwinsize(theirs, (ROWS, COLUMNS))
            os.write(ours, keys)
            self._ask(arguments, variables, [(os.ttyname(theirs), os.O_RDWR)] * 3)
            shown = b""
            while True:
                ready = select.select([ours, self._answers], [], [])[0]
                if ours in ready:
                    shown += os.read(ours, 65536)
                else:
                    return Said(shown, b"", self._code())
        finally:
            os.close(ours)
            os.close(theirs)

    def _ask(self, arguments: Sequence[str], variables: Mapping[str, str], streams: Sequence[tuple[str, int]]) -> None:
        os.write(self._requests, pickle.dumps((arguments, {**self._variables, **variables}, streams)))

    def _code(self) -> int:
        return int(pickle.loads(os.read(self._answers, 100)))  # noqa: S301 - from our own child
