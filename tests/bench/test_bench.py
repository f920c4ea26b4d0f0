import subprocess
import sys

from tests.bench.cases import ROOT


def test_the_benchmark_runs_whole_on_tiny_notebooks() -> None:
    command = [sys.executable, "-m", "tests.bench", "--small", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "| `worklist add` at a day |" in done.stdout) == (0, True), done.stderr
