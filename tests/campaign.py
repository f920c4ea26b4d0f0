"""How often the tests of robustness try: a little in every run of the tests, the full count on demand.

python -m tests.campaign                 lists the campaigns
python -m tests.campaign kills           runs the tests of one at its full count
python -m tests.campaign kills 5000      the same, at any count
python -m tests.campaign all             runs every one at its full count
"""

import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
EVERY = 10**6
"""A count that no test reaches: all there are are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Tests that take a count: `few` is tried in every run, `full` in the campaign."""

    what: str
    tests: str
    few: int
    full: int

    def full_count(self) -> str:
        """Give the full count for a person."""
        return "every one" if self.full == EVERY else f"{self.full:,}"


CAMPAIGNS = {
    "kills": Campaign(
        what="kill -9 at random moments, four writers, commands mixed",
        tests="tests/store/test_processes.py",
        few=50,
        full=1000,
    ),
    "faults": Campaign(
        what="system calls of each command that fail, or are the last that it makes",
        tests="tests/store/test_faults.py",
        few=6,
        full=EVERY,
    ),
    "seals": Campaign(
        what="points at which close-day is killed and run again",
        tests="tests/store/test_sealed_once.py",
        few=6,
        full=EVERY,
    ),
    "power": Campaign(
        what="power cuts on a file system that forgets what was not synced",
        tests="tests/store/test_power_cuts.py",
        few=10,
        full=300,
    ),
    "damage": Campaign(
        what="damaged files, each mended by doctor from what is left",
        tests="tests/store/test_damage.py",
        few=40,
        full=500,
    ),
    "sequences": Campaign(
        what="sequences of commands against a plain dictionary, with crashes between steps",
        tests="tests/store/test_model.py",
        few=14,
        full=2000,
    ),
    "texts": Campaign(
        what="hostile texts through every command that prints",
        tests="tests/cli/test_hostile_text.py",
        few=2,
        full=100,
    ),
}


def variable(name: str) -> str:
    """Give the environment variable that sets the count of a campaign."""
    return f"WORKLIST_{name.upper()}"


def tries(name: str) -> int:
    """Give how often a campaign's tests are to try in this run."""
    return int(os.environ.get(variable(name), CAMPAIGNS[name].few))


def run(name: str, count: int) -> int:
    """Run the tests of a campaign with `count` tries; give pytest's exit code."""
    campaign = CAMPAIGNS[name]
    begun = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", campaign.tests]
    given = {**os.environ, variable(name): str(count), "CI": "1"}  # what is missing to try it is a failure here
    code = subprocess.run(command, cwd=ROOT, env=given, check=False).returncode
    outcome = "passed" if code == 0 else "FAILED"
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    print(f"{name}: {outcome} in {time.monotonic() - begun:.0f} s at {count:,} ({machine})", flush=True)
    return code


def main() -> int:
    """Run what is named on the command line; 1 if any test fails."""
    chosen = sys.argv[1:]
    if not chosen:
        for name, campaign in CAMPAIGNS.items():
            print(f"{name:10} {campaign.full_count():>9}  {campaign.what}")
        return 0
    if chosen == ["all"]:
        return max([run(name, campaign.full) for name, campaign in CAMPAIGNS.items()])
    name, *counts = chosen
    if name not in CAMPAIGNS or len(counts) > 1 or not all(count.isdecimal() for count in counts):
        print(__doc__, file=sys.stderr)
        return 2
    return run(name, int(counts[0]) if counts else CAMPAIGNS[name].full)


if __name__ == "__main__":
    sys.exit(main())
