"""The whole check, as CI runs it: formatting, lint, types, layers, tests with coverage.

python -m tests            everything
python -m tests PATH …     the same, with only these tests and without the coverage bar
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


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
        [*python, "pytest", "-n", "auto", *coverage, *chosen],
    ]
    for step in steps:
        print("$", " ".join(step[1:]), flush=True)
        code = subprocess.run(step, cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
