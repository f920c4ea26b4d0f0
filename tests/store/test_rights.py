"""A notebook that the system keeps from a user: who is not root reads what he may, and is told the rest."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import Answer, at
from tests.program import answer
from tests.store.conftest import (
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    as_ordinary_user,
    close,
    facts_of,
    files,
    fill,
    give_away,
    read_sealed,
    snapshot,
)
from worklist.store import chain, storage
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore

IMPORTED = (storage,)
"""Loaded before a child becomes nobody, who may not read where it is installed."""


def test_a_folder_that_cannot_be_written_to_can_be_read_and_stays_as_it_is(common_place: Path) -> None:
    store = NotebookStore(common_place / "notebook")
    fill(store)
    before = files(store.folder.path), snapshot(store), read_sealed(store, WEDNESDAY)
    folders = [store.folder.path, store.folder.closed, store.folder.closed / "2020"]
    for folder in folders:
        folder.chmod(0o500)
    give_away(common_place)

    def look_and_write() -> list[object]:
        return [
            snapshot(store),
            read_sealed(store, WEDNESDAY),
            facts_of(lambda: add(store, "通风")),
            facts_of(lambda: close(store, FRIDAY, stamp=at(9, day=22), carry_rest=True)),
            chain.verify(store).is_sound,
        ]

    assert as_ordinary_user(look_and_write) == [
        before[1],
        before[2],
        ("CannotWrite", {"path": store.folder.live, "problem": "Permission denied"}),
        ("CannotWrite", {"path": store.folder.sealed(FRIDAY), "problem": "Permission denied"}),
        True,
    ]
    for folder in folders:
        folder.chmod(0o700)
    assert files(store.folder.path) == before[0]


def test_a_notebook_of_somebody_else_that_is_open_to_read_can_be_read(common_place: Path) -> None:
    store = NotebookStore(common_place / "notebook")
    fill(store)
    before = snapshot(store)
    folders = [store.folder.path, store.folder.closed, store.folder.closed / "2020"]
    for path in [*store.folder.path.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    store.folder.path.chmod(0o555)

    def look_and_write() -> list[object]:
        return [snapshot(store), facts_of(lambda: add(store, "通风"))]

    assert as_ordinary_user(look_and_write) == [
        before,
        ("CannotWrite", {"path": store.folder.lock, "problem": "Permission denied"}),
    ]
    for folder in folders:
        folder.chmod(0o700)


def test_a_live_file_that_its_permissions_close_cannot_be_read(common_place: Path) -> None:
    store = NotebookStore(common_place / "notebook")
    add(store, "通风")
    store.folder.live.chmod(0o000)
    give_away(common_place)
    error = ("CannotRead", {"path": store.folder.live, "problem": "Permission denied"})
    assert as_ordinary_user(lambda: [facts_of(store.read), facts_of(lambda: add(store, "消毒"))]) == [error, error]


def test_a_closed_day_does_not_open_again_where_the_closed_days_cannot_be_looked_into(common_place: Path) -> None:
    store = NotebookStore(common_place / "notebook")
    fill(store)
    store.folder.closed.chmod(0o000)
    give_away(common_place)
    error = as_ordinary_user(lambda: facts_of(lambda: add(store, "通风", day=THURSDAY)))
    store.folder.closed.chmod(0o700)
    assert isinstance(error, tuple)
    assert error[0] == "CannotRead"


# Through the whole program

READING = [
    "today --day 2020-02-21 --all",
    "today --day 2020-02-20 --json",
    "show 4 --day 2020-02-21",
    "log --day 2020-02-21",
    "find 口罩",
    "verify",
    "doctor",
]
WRITING = [
    "add 通风 --day 2020-02-21",
    "done 4 --day 2020-02-21",
    "note 4 催过 --day 2020-02-21",
    "undo",
    "close-day --carry-rest --day 2020-02-21",
]


def answers(folder: Path, lines: list[str]) -> list[Answer]:
    return [answer(folder, *line.split()) for line in lines]


def stamps(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Give what can be seen of a shut file too: which one it is, how long, and when written; not of the lock."""
    found = {path: path.lstat() for path in [folder, *folder.rglob("*")] if path.name != "lock"}
    return {path: (status.st_ino, status.st_size, status.st_mtime_ns) for path, status in found.items()}


def told_an_ordinary_user(folder: Path, lines: list[str]) -> list[Answer]:
    """Give what the program answers somebody who is not root; root has it load before what it needs for that."""
    if os.getuid() == 0:
        with TemporaryDirectory() as name:
            rehearsed = shutil.copytree(folder, Path(name) / folder.name)
            answers(rehearsed, [line.replace(str(folder.parent), name) for line in lines])
    before = stamps(folder)
    told = as_ordinary_user(lambda: answers(folder, lines))
    assert stamps(folder) == before
    assert isinstance(told, list)
    return told


@pytest.fixture
def theirs(common_place: Path, template: Path) -> Iterator[Folder]:
    """A notebook that belongs to the ordinary user, whose rights are given back in the end."""
    folder = Folder(shutil.copytree(template, common_place / "notebook"))
    give_away(common_place)
    yield folder
    for path in [folder.path, *folder.path.rglob("*")]:
        path.chmod(0o700)


def test_a_notebook_in_a_read_only_folder_is_read_and_not_written(theirs: Folder) -> None:
    for path in (theirs.path, theirs.closed, theirs.closed / "2020"):
        path.chmod(0o500)
    assert told_an_ordinary_user(theirs.path, READING) == answers(theirs.path, READING)
    *others, closing = told_an_ordinary_user(theirs.path, WRITING)
    sentence = "worklist: Nothing was saved: cannot write {}: Permission denied. Mend that, then try again.\n"
    assert others == [Answer("", sentence.format(theirs.live), 1)] * 4
    assert closing == Answer("", sentence.format(theirs.sealed(FRIDAY)), 1)


def test_a_notebook_of_somebody_else_is_read_and_not_written(theirs: Folder) -> None:
    for path in [theirs.path, *theirs.path.rglob("*")]:
        os.chown(path, os.getuid(), os.getgid())
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert told_an_ordinary_user(theirs.path, READING) == answers(theirs.path, READING)
    sentence = "worklist: Nothing was saved: cannot write {}: Permission denied. Mend that, then try again.\n"
    told = told_an_ordinary_user(theirs.path, [*WRITING, "doctor --take previous"])
    assert told[:-1] == [Answer("", sentence.format(theirs.lock), 1)] * 5
    assert (told[-1].out, told[-1].code) == ("", 1)


def test_a_notebook_of_somebody_else_that_is_kept_private_is_said_to_be_so(theirs: Folder) -> None:
    os.chown(theirs.path, os.getuid(), os.getgid())
    theirs.path.chmod(0o700 if os.getuid() == 0 else 0o000)  # an owner shuts himself out in no other way
    sentence = f"worklist: Cannot read {theirs.live}: Permission denied. Check who owns it and its permissions.\n"
    lines = [
        *READING,
        *WRITING,
        "doctor --take previous",
        "doctor --take live",
        f"backup {theirs.path.with_name('park.zip')}",
    ]
    assert told_an_ordinary_user(theirs.path, lines) == [Answer("", sentence, 1)] * len(lines)


def test_a_closed_day_of_somebody_else_is_named_and_the_rest_is_read(theirs: Folder) -> None:
    path = theirs.sealed(THURSDAY)
    os.chown(path, os.getuid(), os.getgid())
    path.chmod(0o400 if os.getuid() == 0 else 0o000)
    sound = answer(theirs.path, *READING[0].split())
    open_page, closed_page, verified = told_an_ordinary_user(theirs.path, [*READING[:2], "verify"])
    assert open_page == sound
    assert closed_page == Answer(
        "", f"worklist: Cannot read {path}: Permission denied. Check who owns it and its permissions.\n", 1
    )
    assert verified.code == 1
    assert "Thu 2020-02-20  —                 NOT SOUND: Permission denied\n" in verified.out


def test_a_backup_goes_where_one_may_write_and_nowhere_else(theirs: Folder) -> None:
    for path in (theirs.path, theirs.closed, theirs.closed / "2020"):
        path.chmod(0o500)
    inside, beside = theirs.path / "park.zip", theirs.path.with_name("park.zip")
    sentence = f"worklist: Nothing was saved: cannot write {inside}: Permission denied. Mend that, then try again.\n"
    assert told_an_ordinary_user(theirs.path, [f"backup {inside}", f"backup {beside}"]) == [
        Answer("", sentence, 1),
        Answer(f"{beside}: 2 closed days and the open pages\n", "", 0),
    ]
