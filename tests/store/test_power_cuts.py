"""The power goes at any moment, and what was not synced may be gone: nothing is unreadable, nothing acknowledged lost.

The notebook is on `tests.store.forgetful`. From the change on at which a program is cut off, every call that it makes
fails and does nothing: for the disk that is a program killed there. Then either the power was cut too, and what was
not synced is lost, or the file system goes on with all it has seen.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.campaign import tries
from tests.conftest import environment
from tests.store.conftest import THURSDAY, WEDNESDAY, add, all_items, close, done, tables_of
from tests.store.forgetful import NEVER, CannotMount, Loss, Mounted, mounted
from worklist.checklist.items import Status
from worklist.errors import DayClosed, FileExists, NothingToMend, WorklistError
from worklist.store import backup, disk, doctor
from worklist.store.notebook import NotebookStore, page_number

TRIES = tries("power")
CHANGES = 70
"""A writer is cut off within so many changes: they do for a first item, its folders and a day or two that close."""

POWER_CUTS = [loss for loss in Loss if loss is not Loss.NOTHING]

WRITER = """
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from worklist.checklist.adding import add
from worklist.checklist.choosing import Choice
from worklist.checklist.closing import close
from worklist.checklist.items import Draft, Stamp
from worklist.checklist.transitions import done
from worklist.selection import Selection
from worklist.store.notebook import NotebookStore

store, name, number = NotebookStore(Path(sys.argv[1])), sys.argv[2], 0
zone = timezone(timedelta(hours=8))

def day_and_stamp(notebook):
    day = min(notebook.pages, default=date(2020, 2, 20))
    return day, Stamp(at=datetime(day.year, day.month, day.day, 21, tzinfo=zone), by="联络员01")

def one_more(notebook):
    return add(notebook, [Draft(text=text)], *day_and_stamp(notebook))

def one_done(notebook):
    day, stamp = day_and_stamp(notebook)
    id = added.changes[0].id
    return done(notebook, Choice(selection=Selection(ranges=((id, id),)), day=day), stamp)

def closing(notebook):
    return close(notebook, *day_and_stamp(notebook), carry_rest=True)

while True:
    number += 1
    text = f"{name}-{number} " + "口罩" * (number * 70 % 600)
    added = store.change(one_more)
    print("added", text, sep=":", flush=True)
    if number % 3:
        store.change(one_done)
        print("done", text, sep=":", flush=True)
    if number % 2 == 0:
        print("closed", store.close(closing).page.day, sep=":", flush=True)
"""


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mounted]:
    """The file system that forgets, mounted."""
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))
    except OSError as error:
        pytest.skip(f"/dev/fuse: {error.strerror}")
    if find_library("fuse") is None and find_library("fuse3") is None:
        if os.environ.get("CI"):
            pytest.fail("libfuse is missing; .ci/run should have installed it")
        pytest.skip("libfuse is not installed (Debian: fuse)")
    try:
        with mounted(tmp_path_factory.mktemp("forgetful")) as power:
            yield power
    except CannotMount as error:
        if "Operation not permitted" not in str(error):
            raise
        pytest.skip("this machine lets nobody mount a file system")


@pytest.fixture
def power(forgetful: Mounted) -> Iterator[Mounted]:
    """The same, with the power on before and after the test."""
    forgetful.fail_at(NEVER)
    yield forgetful
    forgetful.come_back(Loss.NOTHING)


def damage(store: NotebookStore) -> list[str]:
    """Say what is damaged, and how."""
    return [f"{finding.place}: {finding.problem}" for finding in doctor.diagnose(store) if finding.is_damage]


def holds(text: str) -> Callable[[NotebookStore], bool]:
    """Whether the notebook holds an item of this text."""
    return lambda store: any(item.text == text for _, item in all_items(store))


# A writer, cut off again and again


def lost(store: NotebookStore, acknowledged: list[str]) -> list[str]:
    """Give the lines of writers that the notebook does not bear out; each item is there once."""
    items = [item for _, item in all_items(store) if item.status is not Status.CARRIED]
    held = Counter(f"added:{item.text}" for item in items)
    held.update(f"done:{item.text}" for item in items if item.status is Status.DONE)
    held.update(f"closed:{day}" for day in store.folder.closed_days())
    return [line for line in acknowledged if held[line] != 1]


def half_closed(store: NotebookStore) -> set[int]:
    """Give the days that the live file holds although their pages are sealed."""
    return {page_number(day) for day in store.folder.closed_days()} & set(
        map(int, tables_of(store.folder.live)["pages"])
    )


def test_what_writers_acknowledge_outlives_every_power_cut(power: Mounted) -> None:
    chance = random.Random(20200220)  # noqa: S311 - moments and losses, no secrets
    kinds: set[str] = set()
    for cut in range(TRIES):
        if cut % 6 == 0:
            store = NotebookStore(power.folder / "park" / f"{cut}" / "notebook")
            acknowledged: list[str] = []
        for loss in [*[Loss.NOTHING] * chance.randint(0, 1), chance.choice(POWER_CUTS)]:
            power.fail_at(chance.randint(1, CHANGES))
            writer = [sys.executable, "-c", WRITER, str(store.folder.path), f"写{cut}{loss}"]
            answer = subprocess.run(
                writer, capture_output=True, text=True, check=False, env=environment(store.folder.path)
            )
            acknowledged += answer.stdout.splitlines()
            assert (answer.returncode, "worklist.errors." in answer.stderr) == (1, True), answer.stderr
            power.come_back(loss, seed=cut)
        assert (cut, damage(store)) == (cut, [])
        assert (cut, lost(store, acknowledged)) == (cut, [])
        add(store, f"第{cut}次断电")
        acknowledged.append(f"added:第{cut}次断电")
        assert (cut, half_closed(store)) == (cut, set())
        kinds |= {line.partition(":")[0] for line in acknowledged}
    assert kinds == {"added", "done", "closed"}


# Every command, cut off at each of its changes


@dataclass(frozen=True)
class Case:
    """A command, what it is given, and whether its work is there; it has a folder elsewhere to itself."""

    prepare: Callable[[NotebookStore, Path], object]
    act: Callable[[NotebookStore, Path], object]
    is_done: Callable[[NotebookStore], bool]


def nothing(_store: NotebookStore, _elsewhere: Path) -> None:
    pass


def a_closed_day(store: NotebookStore, _elsewhere: Path) -> None:
    add(store, "量体温", "送药", day=WEDNESDAY)
    done(store, 1, day=WEDNESDAY)
    close(store, WEDNESDAY, carry_rest=True)


def a_damaged_file(store: NotebookStore, _elsewhere: Path) -> None:
    add(store, "通风")
    add(store, "消毒")
    disk.write_whole(store.folder.live, b"half a no")


def missing_files(store: NotebookStore, elsewhere: Path) -> None:
    a_closed_day(store, elsewhere)
    backup.back_up(store, archive(store, elsewhere))
    for path in (store.folder.sealed(WEDNESDAY), store.folder.live):
        path.unlink()
        disk.sync_folder(path.parent)


def archive(store: NotebookStore, folder: Path) -> Path:
    """Give the path of a notebook's backup."""
    return folder / f"{store.folder.path.parent.name}.zip"


def is_backed_up(store: NotebookStore) -> bool:
    path = archive(store, store.folder.path.parent)
    return disk.exists(path) and list(backup.read_backup(path).closed) == [WEDNESDAY]


CASES = {
    "the first item": Case(nothing, lambda store, _: add(store, "通风"), holds("通风")),
    "one more item": Case(a_closed_day, lambda store, _: add(store, "通风"), holds("通风")),
    "the first closing": Case(
        nothing, lambda store, _: close(store, WEDNESDAY), lambda store: WEDNESDAY in store.folder
    ),
    "one more closing": Case(
        a_closed_day,
        lambda store, _: close(store, THURSDAY, carry_rest=True),
        lambda store: THURSDAY in store.folder,
    ),
    "a backup": Case(
        a_closed_day,
        lambda store, _: backup.back_up(store, archive(store, store.folder.path.parent)),
        is_backed_up,
    ),
    "the generation before": Case(
        a_damaged_file, lambda store, _: doctor.take(store, doctor.Source.PREVIOUS), holds("通风")
    ),
    "a restored backup": Case(
        missing_files,
        lambda store, elsewhere: backup.restore(store, archive(store, elsewhere)),
        lambda store: holds("送药")(store) and WEDNESDAY in store.folder,
    ),
}
FINISHED = (DayClosed, FileExists, NothingToMend)
"""What a command says that finds its work done."""


@dataclass
class Trial:
    """A case tried again and again, each time on a notebook of its own."""

    power: Mounted
    case: Case
    elsewhere: Path
    count: int = 0

    def begin(self, fail_at: int) -> NotebookStore:
        """Prepare one more notebook."""
        self.count += 1
        store = NotebookStore(self.power.folder / self.elsewhere.name / f"{self.count}" / "notebook")
        self.case.prepare(store, self.elsewhere)
        self.power.fail_at(fail_at)
        return store

    def act(self, store: NotebookStore) -> bool:
        """Give the command; whether it was acknowledged."""
        try:
            self.case.act(store, self.elsewhere)
        except (WorklistError, OSError):
            return False
        return True

    def act_again(self, store: NotebookStore) -> None:
        """Give the command that may have been given already."""
        with suppress(*FINISHED):
            self.case.act(store, self.elsewhere)

    def problems(self, store: NotebookStore) -> list[str]:
        """Say what is damaged, or else that the command has not happened."""
        return damage(store) or ([] if self.case.is_done(store) else ["it has not happened"])

    def changes(self) -> range:
        """Give the numbers of the changes that the command makes, and one after them."""
        assert self.act(self.begin(NEVER))
        return range(1, self.power.changes() + 2)


@pytest.fixture
def trial(power: Mounted, tmp_path: Path, request: pytest.FixtureRequest) -> Trial:
    return Trial(power, CASES[request.param], tmp_path)


@pytest.mark.parametrize("trial", CASES, indirect=True)
def test_a_command_has_happened_or_can_be_given_again_when_the_power_was_cut(trial: Trial) -> None:
    points = [(change, loss) for change in trial.changes() for loss in POWER_CUTS]
    wrong = []
    for change, loss in points[:: len(points) // TRIES | 1]:  # odd, so that each loss has its turn
        store = trial.begin(fail_at=change)
        acknowledged = trial.act(store)
        trial.power.come_back(loss, seed=change)
        if not acknowledged:
            trial.act_again(store)
        if problems := trial.problems(store):
            wrong.append((change, loss, acknowledged, problems))
    assert wrong == []


# No other command makes a backup safe that was killed; who finds it is told that it exists.
@pytest.mark.parametrize("trial", [name for name in CASES if name != "a backup"], indirect=True)
def test_the_next_command_makes_safe_what_a_killed_one_left(trial: Trial) -> None:
    points = trial.changes()
    wrong = []
    for change in points[:: max(1, len(points) // TRIES)]:
        store = trial.begin(fail_at=change)
        trial.act(store)
        trial.power.come_back(Loss.NOTHING)
        trial.act_again(store)
        add(store, "最后一项")
        trial.power.come_back(Loss.ALL)
        if (problems := trial.problems(store)) or not holds("最后一项")(store):
            wrong.append((change, problems))
    assert wrong == []
