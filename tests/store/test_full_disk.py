"""A disk on which nothing more goes: what was there stays, it is said in a sentence, and work goes on with space."""

import errno
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Answer, Program, at
from tests.store.conftest import (
    EMPTY,
    FRIDAY,
    THURSDAY,
    Refusal,
    add,
    close,
    facts_of,
    file_size_limit,
    files,
    snapshot,
)
from worklist.errors import DiskFull
from worklist.store.notebook import NotebookStore


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


# A disk that is really full

FULL = "worklist: Nothing was saved: the disk that holds {} is full. Free some space, then try again.\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB, with 64 kB of something else on it."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    try:
        (disk / "ballast").write_bytes(b"\0" * 65536)
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S607 - where it stands is the machine's affair


def fill_up(store: NotebookStore) -> list[str]:
    """Add one long text after the other until one is refused, and give those that were not."""
    added: list[str] = []
    while len(added) < 100:
        text = f"{len(added)} " + "口罩" * 400
        if facts_of(lambda: add(store, text)) is not None:  # noqa: B023 - called at once
            return added
        added.append(text)
    pytest.fail("the disk takes more than there is room for")


def texts(said: Answer) -> list[str]:
    return [item["text"] for item in json.loads(said.out)["items"]]


def test_a_small_disk_that_fills_up_keeps_all_that_was_acknowledged(small_disk: Path, worklist: Program) -> None:
    store = NotebookStore(small_disk / "notebook")
    here = {"WORKLIST_NOTEBOOK": str(store.folder.path)}
    added = fill_up(store)
    assert len(added) > 10
    before = files(small_disk)
    assert [name for name in before if name.endswith(".tmp")] == []
    assert worklist("add", "口罩" * 1000, **here) == Answer("", FULL.format(store.folder.live), 1)
    assert files(small_disk) == before
    assert texts(worklist("today", "--json", "--day", "2020-02-20", **here)) == added
    assert worklist("doctor", **here) == Answer("The notebook is sound.\n", "", 0)

    closing = ("close-day", "--carry-rest", "--day", "2020-02-20")
    assert worklist(*closing, **here) == Answer("", FULL.format(store.folder.sealed(THURSDAY)), 1)
    assert files(small_disk) == before

    (small_disk / "ballast").unlink()
    assert worklist("add", "值班", "--day", "2020-02-20", **here).code == 0
    assert worklist("doctor", **here) == Answer("The notebook is sound.\n", "", 0)
    sealed_only = worklist(*closing, **here)
    assert (sealed_only.out, sealed_only.code) == ("", 1)
    live = small_disk / "notebook" / "worklist.json"
    assert sealed_only.err == (
        f"worklist: 2020-02-20 is sealed, but {live} could not be written (the disk is full);"
        " mend that, and the next command that writes finishes the closing.\n"
    )
    assert [name for name in files(small_disk) if name.endswith(".tmp")] == []

    subprocess.run(["mount", "-o", "remount,size=1m", str(small_disk)], check=True)  # noqa: S607 - as above
    assert worklist("add", "巡查", **here).code == 0
    verified = worklist("verify", **here)
    assert (verified.err, verified.code) == ("1 closed day, sound.\n", 0)
    assert worklist("doctor", **here) == Answer("The notebook is sound.\n", "", 0)
    assert texts(worklist("today", "--all", "--json", "--day", "2020-02-20", **here)) == [*added, "值班"]
    assert texts(worklist("today", "--json", **here)) == [*added, "值班", "巡查"]
