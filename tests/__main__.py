"""The whole check, as CI runs it: formatting, lint, types, layers, tests with coverage.

python -m tests            everything
python -m tests PATH …     the same, with only these tests and without the coverage bar
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORKERS = (os.cpu_count() or 1) + 1
"""One more than there are cores, since tests on a terminal and on a disk wait now and then."""


def main() -> int:
    """Run every step, each in its own words, and stop at the first that fails."""
    chosen = sys.argv[1:]
    python = [sys.executable, "-m"]
    coverage = ["--cov", "--cov-report=term"] if not chosen else []
    steps = [
        [*python, "ruff", "format", "--check", "."],
        [*python, "ruff", "check", "."],
        [*python, "mypy"],
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        # a worker that has nothing left takes tests from another, so that none idles at the end
        [*python, "pytest", "-n", f"{WORKERS}", "--dist", "worksteal", *coverage, *chosen],
    ]
    for step in steps:
        print("$", " ".join(step[1:]), flush=True)
        code = subprocess.run(step, cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
