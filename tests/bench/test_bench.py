import os
import subprocess
import sys
from pathlib import Path

from tests.bench.cases import ROOT


def test_the_benchmark_runs_whole_on_tiny_notebooks() -> None:
    command = [sys.executable, "-m", "tests.bench", "--small", "--rounds", "1"]
    alone = {**os.environ, "PATH": str(Path(sys.executable).parent)}  # other programs are no concern of the tests
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=False)
    assert (done.returncode, "| `worklist add` at a day |" in done.stdout) == (0, True), done.stderr
