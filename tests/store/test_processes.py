"""Many programs at once on one notebook, and programs that are killed in the middle."""

import itertools
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.campaign import tries
from tests.conftest import environment
from tests.store.conftest import add, all_items, facts_of, files, snapshot
from worklist.checklist.items import Status
from worklist.store import chain, doctor
from worklist.store.notebook import NotebookStore

KILLS = tries("kills")

WRITER = """
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from worklist.checklist.adding import add
from worklist.checklist.closing import close
from worklist.checklist.items import Draft, Stamp
from worklist.errors import DayClosed
from worklist.store.notebook import NotebookStore

folder, name, count, every = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = NotebookStore(folder, holder=name, patience=60)
zone = timezone(timedelta(hours=8))

def oldest(notebook):
    return min(notebook.pages, default=date(2020, 2, 20))

def stamp_of(day):
    return Stamp(at=datetime(day.year, day.month, day.day, 21, tzinfo=zone), by="联络员01")

def one_more(notebook):
    day = oldest(notebook)
    return add(notebook, [Draft(text=text)], day, stamp_of(day))

def closing(notebook):
    day = oldest(notebook)
    return close(notebook, day, stamp_of(day), carry_rest=True)

for number in range(count):
    text = f"{name}-{number} " + "口罩" * (number % 40)
    store.change(one_more)
    print(text, flush=True)
    if every and number % every == every - 1:
        try:
            store.close(closing)
        except DayClosed:
            pass
"""

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Start:
    """Starts a writer that adds item after item; what it has on its standard output is in a file of its name."""

    def begin(name: str, count: int = 10**9, *, closes_every: int = 0) -> subprocess.Popen[bytes]:
        with (tmp_path / f"{name}.out").open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", WRITER, str(folder), name, str(count), str(closes_every)],
                stdout=out,
                env=environment(folder),
            )

        def end() -> None:
            process.kill()
            process.wait()

        request.addfinalizer(end)
        return process

    return begin


def acknowledged(folder: Path) -> list[str]:
    """Give the lines that the writers have put out whole."""
    return [line for path in sorted(folder.glob("*.out")) for line in path.read_text().split("\n")[:-1]]


def test_eight_processes_that_add_at_once_lose_nothing(store: NotebookStore, start: Start, tmp_path: Path) -> None:
    writers = [start(f"联络员0{number}", 25) for number in range(1, 9)]
    assert [writer.wait(60) for writer in writers] == [0] * 8
    notebook = snapshot(store)
    items = notebook.pages[date(2020, 2, 20)].items
    assert list(items) == list(range(1, 201))
    assert sorted(item.text for item in items.values()) == sorted(acknowledged(tmp_path))
    assert [entry.number for entry in notebook.history] == list(range(200, 0, -1))
    assert doctor.diagnose(store) == []


def test_eight_commands_that_add_at_once_lose_nothing(store: NotebookStore) -> None:
    commands = [
        subprocess.Popen(
            [sys.executable, "-m", "worklist", "add", f"第{number}项", "--day", "2020-02-20"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(store.folder.path),
        )
        for number in range(1, 9)
    ]
    said = [command.communicate(timeout=60) for command in commands]
    assert [command.returncode for command in commands] == [0] * 8
    assert [err for _, err in said] == [b""] * 8
    items = snapshot(store).pages[date(2020, 2, 20)].items
    assert list(items) == list(range(1, 9))
    assert {item.text for item in items.values()} == {f"第{number}项" for number in range(1, 9)}


def test_killed_writers_lose_nothing_that_was_acknowledged(store: NotebookStore, start: Start, tmp_path: Path) -> None:
    chance = random.Random(20200220)  # noqa: S311 - moments to kill at, not secrets
    names = itertools.count(1)

    def one() -> tuple[str, subprocess.Popen[bytes]]:
        name = f"写{next(names)}"
        return name, start(name, closes_every=chance.choice([0, 3, 7]))

    def is_writing(name: str) -> bool:
        return (tmp_path / f"{name}.out").stat().st_size > 0

    writers = [one() for _ in range(4)]
    for _ in range(KILLS):
        while not (ready := [writer for writer in writers if is_writing(writer[0])]):
            assert all(process.poll() is None for _, process in writers)
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        victim = chance.choice(ready)
        victim[1].send_signal(signal.SIGKILL)
        assert victim[1].wait() == -signal.SIGKILL
        writers.remove(victim)
        snapshot(store)  # whatever was going on, it can be read
        writers.append(one())
    for _, process in writers:
        process.kill()
        process.wait()

    items = all_items(store)
    living = Counter(item.text for _, item in items if item.status is not Status.CARRIED)
    assert {text: count for text, count in living.items() if count != 1} == {}
    assert [text for text in acknowledged(tmp_path) if text not in living] == []
    assert len(acknowledged(tmp_path)) >= KILLS
    assert len(living) - len(acknowledged(tmp_path)) <= KILLS + 4
    places = {(day, item.id): item for day, item in items}
    for day, item in items:
        if item.carried_to is not None:
            successor = places[item.carried_to.day, item.carried_to.id]
            assert successor.carried_from is not None
            assert (successor.carried_from.day, successor.carried_from.id) == (day, item.id)
    assert chain.verify(store).is_sound
    assert [finding for finding in doctor.diagnose(store) if finding.is_damage] == []
    number = snapshot(store).last_entry
    assert add(store, "最后一项").number == number + 1


def test_a_writer_that_waits_too_long_says_who_holds_the_notebook_and_changes_nothing(
    store: NotebookStore, folder: Path
) -> None:
    add(store, "通风")
    before = files(folder)
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from worklist.store.notebook import NotebookStore\n"
        "store = NotebookStore(Path(sys.argv[1]), holder='联络员02 (worklist walk, process 7)')\n"
        "def linger(notebook):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
        "store.change(linger)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, env=environment(folder)
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        impatient = NotebookStore(folder, holder="联络员01", patience=0.1)
        assert facts_of(lambda: add(impatient, "消毒")) == (
            "Busy",
            {"holder": "联络员02 (worklist walk, process 7)", "seconds": 0.1},
        )
        assert list(snapshot(impatient).pages) == [date(2020, 2, 20)]
        other.kill()
        other.wait()
    assert files(folder) == before
    add(impatient, "消毒")
