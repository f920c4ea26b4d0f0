"""Many programs at once on one notebook, and programs that are killed in the middle."""

import itertools
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.campaign import tries
from tests.conftest import at, environment
from tests.store.conftest import DOSE, WEDNESDAY, add, add_check, done, facts_of, files, put_roster, snapshot, whole
from worklist.checklist.items import Dealt, Draft, Item, Link
from worklist.checklist.notebook import DEAL, Change, Entry
from worklist.store import chain, doctor
from worklist.store.notebook import NotebookStore

KILLS = tries("kills")
THURSDAY = date(2020, 2, 20)

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Start:
    """Starts a writer; what it has on its standard output is in a file of its name."""

    def begin(name: str, *commands: str, times: int = 10**9) -> subprocess.Popen[bytes]:
        with (tmp_path / f"{name}.out").open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.store.writer", str(folder), name, str(times), *commands],
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


def assert_nothing_is_lost(store: NotebookStore, lines: list[str], *, unacknowledged: int = 0) -> None:
    """The notebook holds every acknowledged change word for word, and is what its log makes it from nothing.

    Each change in the log found its item as the change before had left it, so none was written over unseen; and at
    most so many changes are there that nobody has acknowledged.
    """
    notebook = snapshot(store)
    sealed = [page for day in store.folder.closed_days() if (page := store.closed_page(day))]
    log = put_together([notebook.history, *(tuple(page.history()) for page in sealed)])
    assert [entry.number for entry in log] == list(range(1, notebook.last_entry + 1))

    held = Counter(str(entry) for entry in log if entry.command not in ("carry", "close-day"))
    held.update(str(page.seal) for page in sealed)
    assert Counter(lines) - held == Counter()
    assert (held - Counter(lines)).total() <= unacknowledged

    pages = [*notebook.pages.values(), *(whole(page.page) for page in sealed)]
    assert replay(log) == {Link(day=page.day, id=id): item for page in pages for id, item in page.items.items()}
    assert chain.verify(store).is_sound
    assert [finding for finding in doctor.diagnose(store) if finding.is_damage] == []


def put_together(histories: list[tuple[Entry, ...]]) -> list[Entry]:
    """Give the log in order, each entry whole: a page has only what an entry did to it."""
    changes: defaultdict[Entry, list[Change]] = defaultdict(list)
    for entry in itertools.chain(*histories):
        changes[replace(entry, changes=())].extend(entry.changes)
    return [replace(entry, changes=tuple(changes[entry])) for entry in sorted(changes, key=lambda entry: entry.number)]


def replay(log: list[Entry]) -> dict[Link, Item]:
    """Do again all that was done, and give the items that there are then."""
    items: dict[Link, Item] = {}
    begun: list[Link] = []
    to_undo: list[Entry] = []
    for entry in log:
        for change in entry.changes:
            place = Link(day=change.day, id=change.id)
            assert items.pop(place, None) == change.before
            if change.before is None:
                begun.append(place)
            if change.after is not None:
                items[place] = change.after
        if entry.command == "close-day":
            to_undo.clear()
        elif entry.undoes is None:
            to_undo.append(entry)
        else:
            undone = to_undo.pop()
            back = tuple(replace(change, before=change.after, after=change.before) for change in undone.changes[::-1])
            assert (entry.undoes, entry.changes) == (undone.number, back)
    assert len(set(begun)) == len(begun), "an id is never given twice"
    gone = {item.carried_to: place for place, item in items.items() if item.carried_to is not None}
    assert gone == {place: item.carried_from for place, item in items.items() if item.carried_from is not None}
    return items


def test_eight_processes_that_add_at_once_lose_nothing(store: NotebookStore, start: Start, tmp_path: Path) -> None:
    writers = [start(f"联络员0{number}", "add", times=100) for number in range(1, 9)]
    assert [writer.wait(60) for writer in writers] == [0] * 8
    lines = acknowledged(tmp_path)
    assert len(lines) == 800
    assert_nothing_is_lost(store, lines)


def test_eight_processes_that_change_one_item_at_once_lose_nothing(
    store: NotebookStore, start: Start, tmp_path: Path
) -> None:
    first = add(store, Draft(text="口罩", need=1000))
    commands = ["count", "count", "count", "note", "note", "note", "edit", "edit"]
    writers = [start(f"联络员0{number}", command, times=25) for number, command in enumerate(commands)]
    assert [writer.wait(60) for writer in writers] == [0] * 8
    item = snapshot(store).pages[THURSDAY].items[1]
    assert item.count == 3 * 25
    assert Counter(note.by for note in item.notes) == dict.fromkeys(("联络员03", "联络员04", "联络员05"), 25)
    assert_nothing_is_lost(store, [str(first), *acknowledged(tmp_path)])


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
    items = snapshot(store).pages[THURSDAY].items
    assert list(items) == list(range(1, 9))
    assert {item.text for item in items.values()} == {f"第{number}项" for number in range(1, 9)}


def test_eight_processes_that_begin_the_same_morning_deal_it_once(store: NotebookStore) -> None:
    evening = at(20, day=19)
    put_roster(store, stamp=evening)
    add_check(store, DOSE, stamp=evening)
    add_check(store, replace(DOSE, text="量体温"), stamp=evening)
    done(store, *range(1, 7), day=WEDNESDAY, stamp=evening)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.conftest import at\n"
        "from tests.store.conftest import add\n"
        "from worklist.checklist.dealing import begin_day\n"
        "from worklist.store.notebook import NotebookStore\n"
        "store = NotebookStore(Path(sys.argv[1]), patience=60, begin=lambda notebook: begin_day(notebook, at(8)))\n"
        "add(store, sys.argv[2], stamp=at(8))\n"
    )
    folder = store.folder.path
    commands = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), f"第{number}项"], env=environment(folder))
        for number in range(1, 9)
    ]
    assert [command.wait(timeout=60) for command in commands] == [0] * 8
    assert [entry.command for entry in snapshot(store).history].count(DEAL) == 1
    items = snapshot(store).pages[THURSDAY].items
    assert [item.dealt for item in items.values()][:6] == [
        Dealt(check, company) for company in (1, 2, 3) for check in (1, 2)
    ]
    assert {item.text for item in items.values() if not item.dealt} == {f"第{number}项" for number in range(1, 9)}
    assert len(items) == 6 + 8


def test_killed_writers_lose_nothing_that_was_acknowledged(store: NotebookStore, start: Start, tmp_path: Path) -> None:
    chance = random.Random(20200220)  # noqa: S311 - moments to kill at, not secrets
    names = itertools.count(1)

    def one() -> tuple[str, subprocess.Popen[bytes]]:
        name = f"写{next(names)}"
        return name, start(name, "add", "add", "add", "done", "done", "edit", "edit", "undo", "close-day")

    def at_work() -> list[tuple[str, subprocess.Popen[bytes]]]:
        assert all(process.poll() is None for _, process in writers)
        return [writer for writer in writers if (tmp_path / f"{writer[0]}.out").stat().st_size > 0]

    writers = [one() for _ in range(4)]
    for _ in range(KILLS):
        while not (ready := at_work()):
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        victim = chance.choice(ready)
        victim[1].kill()
        assert victim[1].wait() == -signal.SIGKILL
        writers.remove(victim)
        snapshot(store)  # whatever was going on, it can be read
        writers.append(one())
    for _, process in writers:
        process.kill()
        process.wait()

    lines = acknowledged(tmp_path)
    assert len(lines) >= KILLS
    assert_nothing_is_lost(store, lines, unacknowledged=KILLS + 4)
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
        assert list(snapshot(impatient).pages) == [THURSDAY]
        other.kill()
        other.wait()
    assert files(folder) == before
    add(impatient, "消毒")
