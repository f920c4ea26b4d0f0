"""What a command costs: whole processes, run in turn within one run, as medians and ratios.

python -m tests.bench                    40 rounds; prints Markdown tables; 1 if a ratio is over its limit
python -m tests.bench --rounds 10        another number of rounds
python -m tests.bench --readme           writes them into README.md too, and the chart to tests/bench/cost.svg
python -m tests.bench --small            tiny notebooks: tries that all of it works, measures nothing

Notebooks of a day, a month and a year and one with 10,000 open items are built first. Every program is started by
its own interpreter, with bytecode cached; its files are put back before each run. Peers are measured where they are
installed: Taskwarrior, todo.txt-cli, topydo, todoman. Ratios are of wall-clock medians; the machine's name stands
beneath the tables, because absolute figures mean nothing without it.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

from tests.bench.cases import REAL, ROOT, SMALL, cases
from tests.bench.measure import measure
from tests.bench.report import chart, limits, tables

README = ROOT / "README.md"
CHART = ROOT / "tests" / "bench" / "cost.svg"
PLACE = re.compile(r"(?<=<!-- cost -->\n).*?(?=<!-- end of cost -->)", re.DOTALL)


def main() -> int:
    """Measure and print; 1 if a ratio is over what it may be."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="What a command costs.")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--readme", action="store_true", help="write the tables into README.md, and the chart")
    parser.add_argument("--small", action="store_true", help="try that all of it works, on tiny notebooks")
    asked = parser.parse_args()
    sizes = SMALL if asked.small else REAL
    with tempfile.TemporaryDirectory() as name:
        medians = measure(
            cases(Path(name), sizes, date.today()),  # noqa: DTZ011 - the day that worklist will see
            asked.rounds,
            lambda line: print(line, file=sys.stderr),
        )
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    text = f"{tables(medians, sizes)}\n\n{asked.rounds} rounds; {machine}."
    print(text)
    if asked.readme:
        readme = README.read_text()
        README.write_text(PLACE.sub(lambda _: f"{text}\n", readme))
        CHART.write_text(chart(medians, sizes))
    over = [limit.what for limit in limits(medians, sizes) if not limit.is_kept]
    if over:
        print(f"Over what it may be: {', '.join(over)}", file=sys.stderr)
    return 1 if over and not asked.small else 0


if __name__ == "__main__":
    sys.exit(main())
