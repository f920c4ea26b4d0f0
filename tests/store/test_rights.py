"""What the system or somebody else has put in the way: links and other things by our names, rights, full disks."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import at
from tests.store.conftest import (
    EMPTY,
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    Refusal,
    add,
    as_ordinary_user,
    close,
    facts_of,
    file_size_limit,
    files,
    fill,
    give_away,
    read_sealed,
    snapshot,
)
from worklist.errors import DiskFull, HalfClosed
from worklist.store import chain, storage
from worklist.store.notebook import NotebookStore

IMPORTED = (storage,)
"""Loaded before a child becomes nobody, who may not read where it is installed."""

# Things planted by the names of our files

PLANTS: dict[str, Callable[[Path, Path], object]] = {
    "a link to a file": lambda path, elsewhere: path.symlink_to(elsewhere),
    "a link to a folder": lambda path, elsewhere: path.symlink_to(elsewhere.parent),
    "a link to nothing": lambda path, elsewhere: path.symlink_to(elsewhere / "missing"),
    "a fifo": lambda path, _: os.mkfifo(path),
    "a folder": lambda path, _: path.mkdir(),
}


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("name", ["worklist.json", "lock", "closed/2020/2020-02-20.json"])
def test_what_is_planted_by_the_name_of_a_file_is_refused_and_touches_nothing(
    filled: NotebookStore, tmp_path: Path, name: str, plant: str
) -> None:
    elsewhere = tmp_path / "elsewhere" / "precious.txt"
    elsewhere.parent.mkdir()
    elsewhere.write_text("precious")
    path = filled.folder.path / name
    path.unlink()
    PLANTS[plant](path, elsewhere)
    before = files(filled.folder.path)
    command = (lambda: filled.closed_page(THURSDAY)) if name.startswith("closed") else lambda: add(filled, "通风")
    error = facts_of(command)
    assert error is not None
    assert (error[0], error[1]["path"]) == ("NotANotebook", path)
    assert files(filled.folder.path) == before
    assert [found.name for found in elsewhere.parent.iterdir()] == ["precious.txt"]
    assert elsewhere.read_text() == "precious"


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("name", ["worklist.json.tmp", "worklist.prev.json", "closed/2020/2020-02-21.json.tmp"])
def test_what_is_planted_by_a_name_that_is_written_is_swept_or_stops_the_command(
    filled: NotebookStore, tmp_path: Path, name: str, plant: str
) -> None:
    elsewhere = tmp_path / "elsewhere" / "precious.txt"
    elsewhere.parent.mkdir()
    elsewhere.write_text("precious")
    path = filled.folder.path / name
    path.unlink(missing_ok=True)
    PLANTS[plant](path, elsewhere)
    before = snapshot(filled)

    def command() -> object:
        return close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True)

    if plant != "a folder":
        command()
        assert read_sealed(filled, FRIDAY) is not None
        assert not path.is_symlink()
        assert not path.is_fifo()
    elif name.startswith("closed"):
        assert facts_of(command) == (
            "CannotWrite",
            {"path": filled.folder.sealed(FRIDAY), "problem": "Is a directory"},
        )
        assert snapshot(filled) == before
    else:
        with pytest.raises(HalfClosed):
            command()
    assert [found.name for found in elsewhere.parent.iterdir()] == ["precious.txt"]
    assert elsewhere.read_text() == "precious"


def test_a_file_is_no_notebook(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("mine")
    store = NotebookStore(path)
    for command in (store.read, lambda: add(store, "通风")):
        assert facts_of(command) == ("NotANotebook", {"path": path, "problem": "a file"})
    assert path.read_text() == "mine"


def test_a_notebook_cannot_lie_within_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    store = NotebookStore(tmp_path / "file" / "notebook")
    error = facts_of(lambda: add(store, "通风"))
    assert error is not None
    assert error[0] == "NotANotebook"


def test_a_file_by_the_name_of_the_closed_days_stops_the_closing(store: NotebookStore) -> None:
    add(store, "通风")
    store.folder.closed.write_text("mine")
    before = files(store.folder.path)
    assert facts_of(lambda: close(store, THURSDAY, carry_rest=True)) == (
        "NotANotebook",
        {"path": store.folder.closed, "problem": "not a folder"},
    )
    assert files(store.folder.path) == before


# What the system refuses


def test_a_file_over_the_limit_leaves_the_notebook_as_it_was(filled: NotebookStore) -> None:
    before = files(filled.folder.path)
    with file_size_limit(2000):
        error = facts_of(lambda: add(filled, "通风"))
    assert error == ("CannotWrite", {"path": filled.folder.live, "problem": "File too large"})
    assert files(filled.folder.path) == before
    add(filled, "通风")


def test_a_full_disk_leaves_the_notebook_as_it_was(filled: NotebookStore, refuse: Refusal) -> None:
    before = files(filled.folder.path)
    refuse("fsync", errno.ENOSPC)
    assert facts_of(lambda: add(filled, "通风")) == ("DiskFull", {"path": filled.folder.live})
    assert files(filled.folder.path) == before


def test_a_disk_that_is_full_before_the_page_is_sealed_closes_nothing(filled: NotebookStore, refuse: Refusal) -> None:
    before = files(filled.folder.path), snapshot(filled)
    refuse("write", errno.ENOSPC)
    error = facts_of(lambda: close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True))
    assert error == ("DiskFull", {"path": filled.folder.sealed(FRIDAY)})
    assert (files(filled.folder.path), snapshot(filled)) == before
    assert FRIDAY not in filled.folder


def test_a_first_closing_that_fails_leaves_a_notebook_that_can_be_used(store: NotebookStore, refuse: Refusal) -> None:
    refuse("write", errno.ENOSPC)
    with pytest.raises(DiskFull):
        close(store, THURSDAY)
    assert snapshot(store) == EMPTY
    add(store, "通风")


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
    for path in store.folder.path.rglob("*"):
        path.chmod(0o444)
    for folder in folders:
        folder.chmod(0o555)

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
