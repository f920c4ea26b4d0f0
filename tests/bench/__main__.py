"""What a command costs: whole processes, run in turn within one run, as medians and ratios.

    python -m tests.bench [ROUNDS]      writes a Markdown table; 40 rounds by default

Every program is started by the interpreter that runs this, with bytecode cached. The notebook holds a day of 800
items, 100 of them open; the minimal programs have the same items in TinyDB's own file. Ratios are of wall-clock
medians; the machine's name stands beneath the table, because absolute figures mean nothing without it.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tinydb import TinyDB

HERE = Path(__file__).parent
ITEMS, OPEN = 800, 100
ROUNDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command line, measured against another case by name."""

    name: str
    arguments: list[str]
    against: str | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The files that the programs work on, each restored before every run."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every program."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "WORKLIST_NOTEBOOK": str(self.folder / "notebook"), "WORKLIST_USER": "联络员01"}

    def build(self) -> None:
        """Write the notebook, and the same items as a plain TinyDB file."""
        lines = [f"+doses herbal dose, evening, number {number} @公司{number % 212:03}" for number in range(ITEMS)]
        self.worklist("add", "-", stdin="\n".join(lines).encode())
        self.worklist("done", f"1-{ITEMS - OPEN}")
        with TinyDB(self.folder / "plain.json", ensure_ascii=False, encoding="utf-8") as database:
            database.insert_multiple(
                {
                    "kind": "doses",
                    "text": f"herbal dose, evening, number {number}",
                    "company": f"公司{number % 212:03}",
                    "status": "open" if number >= ITEMS - OPEN else "done",
                }
                for number in range(ITEMS)
            )
        shutil.copytree(self.folder / "notebook", self.folder / "notebook.kept")
        shutil.copy(self.folder / "plain.json", self.folder / "plain.kept")

    def worklist(self, *arguments: str, stdin: bytes = b"") -> None:
        """Run worklist."""
        subprocess.run(
            [sys.executable, "-m", "worklist", *arguments],
            input=stdin,
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def restore(self) -> None:
        """Put the files back as they were built."""
        shutil.copytree(self.folder / "notebook.kept", self.folder / "notebook", dirs_exist_ok=True)
        shutil.copy(self.folder / "plain.kept", self.folder / "plain.json")

    def time(self, case: Case) -> float:
        """Give the wall-clock seconds of one run."""
        self.restore()
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, *case.arguments],
            env=self.environment,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - begun


def cases(folder: Path) -> list[Case]:
    """Give what is measured."""
    worklist = [str(Path(sys.executable).with_name("worklist"))]
    plain = str(folder / "plain.json")
    return [
        Case(name="bare Python", arguments=["-c", "pass"]),
        Case(name="`import typer`", arguments=["-c", "import typer"]),
        Case(name="minimal Typer + TinyDB, one insert", arguments=[str(HERE / "minimal_add.py"), plain, "x"]),
        Case(name="minimal Typer + TinyDB + Rich, a table", arguments=[str(HERE / "minimal_today.py"), plain]),
        Case(
            name="`worklist add`",
            arguments=[*worklist, "add", "x"],
            against="minimal Typer + TinyDB, one insert",
            at_most=1.3,
        ),
        Case(
            name="`worklist done`",
            arguments=[*worklist, "done", str(ITEMS)],
            against="minimal Typer + TinyDB, one insert",
            at_most=1.3,
        ),
        Case(
            name="`worklist today`",
            arguments=[*worklist, "today"],
            against="minimal Typer + TinyDB + Rich, a table",
        ),
        Case(name="`worklist --help`", arguments=[*worklist, "--help"], against="`import typer`"),
    ]


def measure(rounds: int, progress: Callable[[int], None]) -> list[tuple[Case, float]]:
    """Give each case with the median of its runs in seconds; in every round each case runs once."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(folder=Path(name))
        bench.build()
        measured = cases(bench.folder)
        times: dict[str, list[float]] = {case.name: [] for case in measured}
        for number in range(rounds + 1):
            progress(number)
            for case in measured:
                seconds = bench.time(case)
                if number:  # the first round fills the caches
                    times[case.name].append(seconds)
    return [(case, statistics.median(times[case.name])) for case in measured]


def table(results: list[tuple[Case, float]]) -> str:
    """Give the results as Markdown."""
    medians = {case.name: seconds for case, seconds in results}
    lines = ["| whole process | median | ratio | at most |", "| --- | ---: | --- | ---: |"]
    for case, seconds in results:
        ratio = f"{seconds / medians[case.against]:.2f} of {case.against}" if case.against else ""
        lines.append(f"| {case.name} | {1000 * seconds:.0f} ms | {ratio} | {case.at_most or ''} |")
    return "\n".join(lines)


def main() -> int:
    """Measure and print; 1 if a ratio is over what it may be."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    results = measure(rounds, lambda number: print(f"round {number} of {rounds}", file=sys.stderr))
    print(table(results))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    print(f"\n{rounds} rounds, a page of {ITEMS} items, {OPEN} of them open; {machine}.")
    medians = {case.name: seconds for case, seconds in results}
    over = [
        case.name
        for case, seconds in results
        if case.against and case.at_most and seconds > case.at_most * medians[case.against]
    ]
    if over:
        print(f"Over what it may be: {', '.join(over)}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
