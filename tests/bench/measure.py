"""Whole processes, timed in turn within one run, so that whatever else the machine does falls on all of them."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LONG = 0.25
"""Seconds; a case that takes longer runs in every so many rounds only, but five times at least."""
FEWEST = 5


class ProgramFailed(Exception):
    """A program that did not do what it was to be timed at: its command line and its standard error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A process to time: `who` does `what` on a notebook of `size`; `restore` puts its files back before every run.

    `fine` are the exit codes of a run that did what it should.
    """

    who: str
    what: str
    size: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    restore: Callable[[], object] = lambda: None
    stdin: bytes = b""
    fine: frozenset[int] = frozenset({0})

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by."""
        return self.who, self.what, self.size

    def seconds(self) -> float:
        """Run it, and give the seconds on the wall's clock."""
        self.restore()
        environment = {**os.environ, "LC_ALL": "C.UTF-8", **self.environment}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begun = time.perf_counter()
        done = subprocess.run(self.command, env=environment, input=self.stdin, capture_output=True, check=False)
        taken = time.perf_counter() - begun
        if done.returncode not in self.fine:
            raise ProgramFailed(self.command, done.stderr)
        return taken


Medians = Mapping[tuple[str, str, str], float]


def measure(cases: list[Case], rounds: int, progress: Callable[[str], object]) -> Medians:
    """Give the median seconds of each case; in every round each runs once, a long one in fewer rounds."""
    times: dict[tuple[str, str, str], list[float]] = {}
    every: dict[tuple[str, str, str], int] = {}
    for case in cases:
        progress(f"once: {' '.join(case.key)}")
        every[case.key] = min(1 + int(case.seconds() / LONG), max(1, rounds // FEWEST))  # and its caches are full
        times[case.key] = []
    for number in range(rounds):
        progress(f"round {number + 1} of {rounds}")
        for case in cases:
            if number % every[case.key] == 0:
                times[case.key].append(case.seconds())
    return {key: statistics.median(taken) for key, taken in times.items()}
