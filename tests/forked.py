"""The program as a process of its own for each run, without the cost of starting: a process that has loaded it forks.

What runs is `main`, with arguments, environment, folder and streams of its own, up to its exit code.
"""

import atexit
import os
import pickle
import select
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

COLUMNS, ROWS = 80, 24
PATIENCE = 60
"""Seconds that a run may take."""
AT_START = ("PYTHON", "LC_", "LANG")
"""How variables begin that Python reads as it starts: what depends on them is no matter for a fork."""
LOADED = """
import gc, os, pickle, pkgutil, sys, time, traceback
from importlib import import_module
import pypinyin, rich.rule, rich.table
import worklist
from worklist.__main__ import main

for module in pkgutil.walk_packages(worklist.__path__, "worklist."):
    import_module(module.name)
gc.freeze()
requests, answers = open(int(sys.argv[1]), "rb"), open(int(sys.argv[2]), "wb", buffering=0)
while True:
    try:
        arguments, variables, folder, streams = pickle.load(requests)
    except EOFError:
        sys.exit()
    child = os.fork()
    if child == 0:
        break
    answers.write(pickle.dumps(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
os.setsid()
os.chdir(folder)
for number, (path, flags) in enumerate(streams):
    os.dup2(os.open(path, flags), number)
sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)
os.environ.clear()
os.environ.update(variables)
time.tzset()
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
    """Starts the program as often as it is called; `variables` are those with which it is loaded."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._place = TemporaryDirectory()
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._loaded = subprocess.Popen(
            [sys.executable, "-c", LOADED, str(requests), str(answers)],
            pass_fds=[requests, answers],
            env={**variables, "FAKETIME_NO_CACHE": "1"},  # libfaketime takes each run's moment, and not the first one's
        )
        os.close(requests)
        os.close(answers)
        atexit.register(self._end)

    def _end(self) -> None:
        os.close(self._requests)
        self._loaded.wait()
        os.close(self._answers)
        self._place.cleanup()

    def run(self, arguments: Sequence[str], variables: Mapping[str, str], folder: Path, stdin: bytes = b"") -> Said:
        """Run it in a folder, away from any terminal."""
        given, out, err = (Path(self._place.name, name) for name in ("stdin", "stdout", "stderr"))
        given.write_bytes(stdin)
        new = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        self._ask(arguments, variables, folder, [(str(given), os.O_RDONLY), (str(out), new), (str(err), new)])
        self._ready([self._answers])
        code = self._code()
        return Said(out.read_bytes(), err.read_bytes(), code)

    def on_terminal(
        self, arguments: Sequence[str], variables: Mapping[str, str], folder: Path, keys: bytes = b""
    ) -> Said:
        """Run it on a terminal into which `keys` have been typed; all that it shows is in `out`."""
        ours, theirs = os.openpty()
        try:
            termios.tcsetwinsize(theirs, (ROWS, COLUMNS))
            os.write(ours, keys)
            self._ask(arguments, variables, folder, [(os.ttyname(theirs), os.O_RDWR)] * 3)
            shown = b""
            while ours in self._ready([ours, self._answers]):
                shown += os.read(ours, 65536)
            return Said(shown, b"", self._code())
        finally:
            os.close(ours)
            os.close(theirs)

    def _ask(
        self,
        arguments: Sequence[str],
        variables: Mapping[str, str],
        folder: Path,
        streams: Sequence[tuple[str, int]],
    ) -> None:
        at_start = {name for name in {*variables, *self._variables} if name.startswith(AT_START)}
        assert [name for name in at_start if variables.get(name) != self._variables.get(name)] == []
        os.write(self._requests, pickle.dumps((arguments, dict(variables), folder, streams)))

    def _ready(self, descriptors: list[int]) -> list[int]:
        """Wait until something can be read; one that takes too long is the last: its answer would be the next's."""
        ready = select.select(descriptors, [], [], PATIENCE)[0]
        if not ready:
            self._loaded.kill()
            raise TimeoutError(PATIENCE)
        return ready

    def _code(self) -> int:
        return int(pickle.loads(os.read(self._answers, 100)))  # noqa: S301 - from our own child
