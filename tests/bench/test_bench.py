import os
import subprocess
import sys
from pathlib import Path

from tests.bench.cases import ROOT

NAMES = [
    "command",
    "---",
    "`worklist add` at a day",
    "`worklist done` at a day",
    "`worklist today` at a day",
    "`worklist add` at a year",
    "`worklist done` at a year",
    "`worklist today` at a year",
    "`worklist close-day` at a year",
    "`worklist add` at 10,000 open",
    "`worklist add` at a park's morning",
    "`worklist board` at a park's day",
    "`worklist add` at 10,000 companies",
    "`worklist find`, a text that no day holds, at a year",
    "`worklist --help` at a day",
    "Tab after `worklist done ` at a day",
    "`worklist add -`, 10,000 lines, at a day",
    "`worklist import` of todo.txt, 100,000 lines, at a day",
    "`worklist`",
    "---",
    "`add`",
    "`done`",
    "`today`",
    "`close-day`",
    "`find`",
    "`find, every day`",
    "`worklist` in a park",
    "---",
    "a park's morning",
    "a park's day",
    "10,000 companies",
    "the floor",
    "---",
    "bare Python",
    "`import typer`",
    "minimal Typer + TinyDB, one insert",
    "minimal Typer + TinyDB + Rich, a table",
    "program",
    "---",
    "worklist",
]


def test_the_benchmark_runs_whole_on_tiny_notebooks() -> None:
    command = [sys.executable, "-m", "tests.bench", "--small", "--rounds", "1"]
    alone = {**os.environ, "PATH": str(Path(sys.executable).parent)}  # other programs are no concern of the tests
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line.split(" | ")[0] for line in done.stdout.splitlines() if line.startswith("| ")] == [
        f"| {name}" for name in NAMES
    ]
