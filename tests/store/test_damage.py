"""Damage of every kind to every file: it is told, nothing is written over it, and doctor mends it from what is left.

Each number is a notebook damaged in its own way, the same whenever it is tried; in every run a sample of the kinds
is tried, `python -m tests.campaign damage` tries each of them on each file.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.campaign import tries
from tests.conftest import Answer, Program, at
from tests.program import answer
from tests.store.conftest import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    Snapshot,
    add,
    close,
    damage,
    facts_of,
    files,
    put,
    read_sealed,
    snapshot,
    vouched,
)
from tests.store.mutations import DEEP, KINDS
from tests.store.test_doctor import aside
from worklist.checklist.health import Finding
from worklist.store import backup, chain, disk, doctor
from worklist.store.codec import COMPANIES, DamagedBytes, decode
from worklist.store.notebook import NotebookStore

pytestmark = pytest.mark.no_cover  # what is tried so often is slow to trace; plainer tests reach every line

LIVE, PREVIOUS = "worklist.json", "worklist.prev.json"
SEALED = {f"closed/2020/{day}.json": day for day in (WEDNESDAY, THURSDAY, FRIDAY)}
GONE, ANOTHERS = "gone", "the bytes of a closed day"
SEEN_LATE = {f"{kind}, under a right checksum" for kind in ("a wrong type", "a field too few or too many")}
"""What a command sees only in the documents that it reads."""


@dataclass(frozen=True)
class Ground:
    """A notebook to damage, a backup of it, and all that it may say once it is mended."""

    folder: Path
    backup: Path
    says: list[Snapshot]


@pytest.fixture(scope="session")
def grounds(template: Path, memory: Path) -> dict[str, Ground]:
    """A notebook with two closed days, backed up two commands ago; and one whose third was half closed."""
    rested = NotebookStore(shutil.copytree(template, memory / "rested"))
    backup.back_up(rested, memory / "rested.zip")
    says = [snapshot(rested)]
    for text in ("值班", "巡查"):
        add(rested, text, day=SATURDAY, stamp=at(9, day=21))
        says.append(snapshot(rested))
    half = NotebookStore(shutil.copytree(rested.folder.path, memory / "half"))
    close(half, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    backup.back_up(half, memory / "half.zip")
    put(half.folder.live, half.folder.previous.read_bytes())
    return {
        "rested": Ground(rested.folder.path, memory / "rested.zip", says),
        "half closed": Ground(half.folder.path, memory / "half.zip", [says[-1], snapshot(half)]),
    }


@pytest.fixture
def folder(quick_folder: Path) -> Path:
    """A folder in memory: what a disk keeps is not the question here."""
    return quick_folder


CASES = [
    (ground, name, kind)
    for ground, names in {"rested": [LIVE, PREVIOUS, *SEALED][:-1], "half closed": [LIVE, PREVIOUS, *SEALED]}.items()
    for name in names
    for kind in (*KINDS, GONE, ANOTHERS)
    if kind != GONE or name not in (PREVIOUS, list(SEALED)[-1])  # which a notebook may be without
]
Random(20200220).shuffle(CASES)  # noqa: S311 - an order, no secret


def spoil(path: Path, kind: str, chance: Random, others: list[Path]) -> None:
    """Damage a file; `others` are closed days that may stand in for it."""
    if kind == GONE:
        path.unlink()
    elif kind == ANOTHERS:
        put(path, chance.choice([other for other in others if other != path]).read_bytes())
    else:
        put(path, KINDS[kind](path.read_bytes(), chance))


def refused(store: NotebookStore, path: Path, act: Callable[[], object]) -> None:
    """Make sure that `act` names the damaged file, and changes nothing."""
    before = files(store.folder.path)
    assert damage(act)[0] == path
    assert files(store.folder.path) == before


def is_in_companies(path: Path) -> bool:
    """Whether the companies alone cannot be read, which a command that asks for none of them does not see."""
    try:
        companies = decode(disk.read(path) or b"").tables.get(COMPANIES, {})
    except DamagedBytes:
        return False
    try:
        _ = len(companies)
    except DamagedBytes:
        return True
    return False


def told(store: NotebookStore, path: Path, kind: str) -> None:
    """Make sure that damage to a file is told by all that read it, and that no command writes over it."""
    if path == store.folder.previous:
        [finding] = doctor.diagnose(store)
        assert (finding.place, finding.is_damage) == (str(path), False)
        return
    day = SEALED.get(str(path.relative_to(store.folder.path)))
    if day in (None, FRIDAY):
        refused(store, path, lambda: snapshot(store))
        open_day = SATURDAY if day or FRIDAY in store.folder else FRIDAY
        refused(store, path, lambda: close(store, open_day, stamp=at(9, day=23), carry_rest=True))
        if kind not in SEEN_LATE and not is_in_companies(path):
            refused(store, path, lambda: add(store, "通风", day=SATURDAY))
        assert [finding.place for finding in harm(store)] == [str(path)]
        return
    assert not chain.verify(store).is_sound
    if kind != GONE:
        assert day is not None
        refused(store, path, lambda: read_sealed(store, day))
        assert day in [link.day for link in chain.verify(store).links if link.problem]
        assert str(path) in [finding.place for finding in harm(store)]


def harm(store: NotebookStore) -> list[Finding]:
    return [finding for finding in doctor.diagnose(store) if finding.is_damage]


def follow(store: NotebookStore, remedy: str, source: Path) -> None:
    """Do what a remedy says."""
    match remedy.split():
        case ["worklist", "doctor", "--take", what, *_]:
            doctor.take(store, doctor.Source(what))
        case ["worklist", "doctor", "--restore", *_]:
            backup.restore(store, source)
        case _:
            pytest.fail(remedy)


def is_whole(store: NotebookStore) -> None:
    """Make sure that a notebook can be worked with, and that nothing is found with it."""
    assert add(store, "通风", day=SATURDAY).number == snapshot(store).last_entry
    close(store, SATURDAY, stamp=at(9, day=23), carry_rest=True)
    assert chain.verify(store).is_sound
    assert doctor.diagnose(store) == []


@pytest.mark.parametrize("number", range(tries("damage")))
def test_damage_is_told_and_each_remedy_mends_it(grounds: dict[str, Ground], folder: Path, number: int) -> None:
    place, name, kind = CASES[number % len(CASES)]
    ground, chance = grounds[place], Random(number)  # noqa: S311 - a place in a file, no secret
    store = NotebookStore(shutil.copytree(ground.folder, folder))
    closed = [store.folder.sealed(day) for day in store.folder.closed_days()]
    spoilt = [folder / name]
    spoil(spoilt[0], kind, chance, closed)
    told(store, spoilt[0], kind)
    if number % 3 == 0:
        spoilt.append(chance.choice(sorted({store.folder.live, store.folder.previous, *closed} - {*spoilt})))
        spoil(spoilt[1], chance.choice(list(KINDS)), chance, closed)
    found = [path for path in spoilt if path.exists() and path != store.folder.previous]
    kept = {aside(path, path.read_bytes()): path.read_bytes() for path in found}
    findings = harm(store)
    assert (findings == []) == (spoilt == [store.folder.previous])
    mended = findings == []
    for remedy in findings[0].remedies if findings else ():
        copy = NotebookStore(shutil.copytree(folder, folder.with_name(remedy.split()[3])))
        error = facts_of(lambda: follow(copy, remedy, ground.backup))  # noqa: B023 - called at once
        if error is not None:  # what it takes does not go with the other damaged file; a backup goes with any
            assert (error[0], len(spoilt), "--take" in remedy) == ("Damaged", 2, True)
            assert {path: data for path, data in files(copy.folder.path).items() if path not in kept} == files(folder)
            continue
        while left := harm(copy):
            before = files(copy.folder.path)
            follow(copy, left[0].remedies[-1], ground.backup)
            assert files(copy.folder.path) != before
        assert "edit" in remedy or snapshot(copy) in ground.says
        assert kept.items() <= files(copy.folder.path).items()
        is_whole(copy)
        mended = True
    assert mended


# What a person does to a file on purpose


def test_an_edit_whose_checksum_was_made_right_is_as_good_as_what_worklist_wrote(filled: NotebookStore) -> None:
    live = filled.folder.live
    edited = live.read_bytes().replace("量体温".encode(), "测体温".encode())
    put(live, edited)
    refused(filled, live, filled.read)
    put(live, vouched(edited.partition(b"\n")[2], generation=99))
    assert snapshot(filled).pages[FRIDAY].items[7].text == "测体温"
    is_whole(filled)


# What the program says


def cannot(said: Answer, path: Path) -> None:
    assert (said.out, said.code) == ("", 1)
    assert re.fullmatch(rf"worklist: {re.escape(str(path))} is damaged \(.+\)\. It is left as it is; .+\.\n", said.err)


@pytest.mark.parametrize("kind", [*KINDS, GONE, ANOTHERS])
def test_a_damaged_live_file_is_one_sentence_until_it_is_mended(
    grounds: dict[str, Ground], folder: Path, kind: str
) -> None:
    store = NotebookStore(shutil.copytree(grounds["rested"].folder, folder))
    live = store.folder.live
    spoil(live, kind, Random(7), [store.folder.sealed(day) for day in SEALED.values() if day != FRIDAY])  # noqa: S311
    before = files(folder)
    cannot(answer(folder, "close-day", "--carry-rest", "--day", "2020-02-21"), live)
    cannot(answer(folder, "log", "--day", "2020-02-22"), live)
    if kind not in SEEN_LATE:
        cannot(answer(folder, "today"), live)
        cannot(answer(folder, "add", "通风"), live)
    found = answer(folder, "doctor")
    assert (found.code, found.err, found.out.startswith(f"{live}: ")) == (1, "", True)
    assert files(folder) == before
    assert answer(folder, "doctor", "--take", "previous") == Answer(f"Mended {live}\n", "", 0)
    assert answer(folder, "doctor") == Answer("The notebook is sound.\n", "", 0)


@pytest.mark.parametrize("kind", [*KINDS, GONE, ANOTHERS])
def test_a_damaged_closed_day_is_named_by_verify_until_it_is_put_back(
    grounds: dict[str, Ground], folder: Path, kind: str
) -> None:
    ground = grounds["rested"]
    store = NotebookStore(shutil.copytree(ground.folder, folder))
    path = store.folder.sealed(THURSDAY)
    spoil(path, kind, Random(7), [store.folder.sealed(WEDNESDAY)])  # noqa: S311
    found = answer(folder, "verify")
    assert (found.code, found.err) == (1, "The chain is not sound; `worklist doctor` says how to mend it.\n")
    assert re.search(r"2020-02-20 .*NOT SOUND: |2020-02-20, closed last as number 2, is missing", found.out)
    assert answer(folder, "doctor").code == 1
    assert answer(folder, "doctor", "--restore", str(ground.backup)) == Answer(f"Restored {path}\n", "", 0)
    assert answer(folder, "verify").code == 0


def test_the_program_itself_says_so_too(grounds: dict[str, Ground], folder: Path, worklist: Program) -> None:
    live = NotebookStore(shutil.copytree(grounds["rested"].folder, folder)).folder.live
    put(live, DEEP)
    cannot(worklist("today"), live)
    cannot(worklist("add", "通风"), live)
    assert worklist("doctor", "--take", "previous") == Answer(f"Mended {live}\n", "", 0)
    assert worklist("doctor").code == 0
