"""Links and other things planted at the names that the program writes: it touches nothing through them."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import at
from tests.program import answer
from tests.store.conftest import (
    FRIDAY,
    THURSDAY,
    add,
    close,
    facts_of,
    files,
    put,
    read_sealed,
    snapshot,
)
from worklist.errors import HalfClosed
from worklist.store.backup import back_up
from worklist.store.notebook import NotebookStore

pytestmark = pytest.mark.no_cover  # what is tried so often is slow to trace; plainer tests reach every line

HALF = b"half"
COPY = f"-{hashlib.sha256(HALF).hexdigest()[:12]}.json"
SEALED = "notebook/closed/2020/2020-02-21.json"
NAMES = [
    "notebook",
    "notebook/lock",
    "notebook/worklist.json",
    "notebook/worklist.json.tmp",
    "notebook/worklist.prev.json",
    "notebook/closed",
    "notebook/closed/2020",
    SEALED,
    f"{SEALED}.tmp",
    "notebook/damaged",
    f"notebook/damaged/worklist{COPY}",
    f"notebook/damaged/worklist{COPY}.tmp",
    f"notebook/damaged/2020-02-21{COPY}",
    f"notebook/damaged/2020-02-21{COPY}.tmp",
    "park.zip",
    ".park.zip.PROCESS.tmp",
]


def nothing(_store: NotebookStore) -> None:
    """Leave the notebook as it is."""


def half_live(store: NotebookStore) -> None:
    put(store.folder.live, HALF)


def half_page(store: NotebookStore) -> None:
    """Leave a page of Friday that a closing did not finish, as no closing of ours does."""
    (store.folder.sealed(FRIDAY)).write_bytes(HALF)


def half_of_both(store: NotebookStore) -> None:
    half_live(store)
    half_page(store)


@dataclass(frozen=True)
class Case:
    """A command line, and what is done to the notebook before it."""

    line: str
    prepare: Callable[[NotebookStore], None] = nothing


CASES = [
    Case("add x --day 2020-02-21"),
    Case("done 4 --day 2020-02-21"),
    Case("close-day --carry-rest --day 2020-02-21"),
    Case("doctor --take previous", half_live),
    Case("doctor --take live", half_page),
    Case("doctor --restore whole.zip", half_of_both),
    Case("backup park.zip"),
]


@pytest.fixture(scope="module")
def place(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a notebook, and a backup of it from after Friday was closed."""
    place = tmp_path_factory.mktemp("place")
    shutil.copytree(template, place / "notebook")
    later = NotebookStore(shutil.copytree(template, place / "later"))
    close(later, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    back_up(later, place / "whole.zip")
    shutil.rmtree(later.folder.path)
    return place


def everything(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Give each file and folder with its inode, its rights, when it was changed, and its bytes."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        held = path.read_bytes() if path.is_file() else b""
        found[str(path)] = status.st_ino, status.st_mode, status.st_mtime_ns, held
    return found


@pytest.fixture
def here(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, in which the program runs."""
    here = shutil.copytree(place, tmp_path / "here")
    monkeypatch.chdir(here)
    return here


@pytest.mark.parametrize("to", ["what stood there", "nothing"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.line)
def test_a_command_does_nothing_to_what_a_planted_link_names(here: Path, case: Case, name: str, to: str) -> None:
    elsewhere = here.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious.txt").write_text("precious")
    case.prepare(NotebookStore(here / "notebook"))
    path = here / name.replace("PROCESS", str(os.getpid()))
    if to == "nothing":
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        target = elsewhere / "missing"
    elif path.exists():
        target = path.rename(elsewhere / path.name)
    else:
        target = elsewhere / "precious.txt"
    path.parent.mkdir(0o700, exist_ok=True)
    path.symlink_to(target)
    before = everything(elsewhere)
    said = answer(here / "notebook", *case.line.split())
    assert said.code in (0, 1)
    assert said.err.count("\n") == said.code
    if (name, to) != ("notebook", "what stood there"):  # a folder of the user's own choice, by a name of his own
        assert everything(elsewhere) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.line)
def test_every_name_that_a_command_writes_is_tried(here: Path, case: Case) -> None:
    before = everything(here)
    case.prepare(NotebookStore(here / "notebook"))
    assert answer(here / "notebook", *case.line.split()).code == 0
    written = {
        str(Path(path).relative_to(here)).replace(str(os.getpid()), "PROCESS")
        for path, found in everything(here).items()
        if before.get(path) != found
    }
    assert written - {".", "notebook"} <= {*NAMES}
    assert written != set()


# Anything else by the name of a file

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
