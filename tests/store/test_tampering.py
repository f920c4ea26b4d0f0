"""Files that are not as they were written: nothing of it is taken for true, and nothing is written over it."""

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import cast

import pytest

from tests.conftest import at
from tests.program import answer
from tests.store.conftest import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    close,
    damage,
    files,
    put,
    read_sealed,
    snapshot,
    tables_of,
    vouched,
)
from tests.store.mutations import Mutant, flips, other_fields, replaced, wrong_types
from worklist.store import chain, doctor
from worklist.store.codec import JSON, Tables, encode
from worklist.store.notebook import NotebookStore

OFTEN = pytest.mark.no_cover  # what is tried so often is slow to trace; plainer tests reach every line
SOME = 10
"""What takes long is tried with one mutant of so many; `python -m tests.campaign damage` tries doctor with more."""


@pytest.fixture
def folder(quick_folder: Path) -> Path:
    """A folder in memory: what a disk keeps is not the question here."""
    return quick_folder


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it is empty"),
        (b"\0" * 4096, "it holds nothing but NUL bytes"),
        (b"{", "its first line is not what worklist writes"),
        (b"[" * 200_000, "its first line is not what worklist writes"),
        (vouched(b'"pages":{}}') + b"\n", "its checksum does not fit its content"),
        (vouched(b'"pages":{}}'), "the notebook's state is not an object"),
        (vouched(b'"notebook":[]}'), "“notebook” is not a table"),
    ],
    ids=["empty", "nul", "broken", "deep", "checksum", "no state", "no table"],
)
def test_a_damaged_live_file_stops_every_command_and_stays_as_it_is(
    filled: NotebookStore, data: bytes, problem: str
) -> None:
    live = filled.folder.live
    live.write_bytes(data)
    before = files(filled.folder.path)
    for command in (
        filled.read,
        lambda: add(filled, "通风"),
        lambda: close(filled, FRIDAY),
        lambda: chain.verify(filled),
    ):
        assert damage(command) == (live, problem)
    assert files(filled.folder.path) == before


@pytest.mark.parametrize("left", ["worklist.prev.json", "closed"])
def test_a_missing_live_file_is_damage_where_anything_says_that_there_was_one(filled: NotebookStore, left: str) -> None:
    gone = filled.folder.closed if left == "worklist.prev.json" else filled.folder.previous
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    filled.folder.live.unlink()
    before = files(filled.folder.path)
    for command in (filled.read, lambda: add(filled, "通风"), lambda: close(filled, SATURDAY)):
        assert damage(command) == (filled.folder.live, "it is missing")
    assert files(filled.folder.path) == before


@pytest.fixture
def small(store: NotebookStore) -> NotebookStore:
    """A store with a sealed page and an open one, as small as they can be."""
    add(store, "通风", day=WEDNESDAY)
    close(store, WEDNESDAY, stamp=at(23, day=19), carry_rest=True)
    return store


@OFTEN
def test_every_flipped_byte_of_the_live_file_is_noticed(small: NotebookStore) -> None:
    for flipped in flips(small.folder.live.read_bytes()):
        put(small.folder.live, flipped)
        assert damage(small.read)[0] == small.folder.live


@OFTEN
def test_every_flipped_byte_of_a_sealed_page_is_noticed_and_verify_names_the_day(small: NotebookStore) -> None:
    path = small.folder.sealed(WEDNESDAY)
    for flipped in flips(path.read_bytes()):
        put(path, flipped)
        damaged, problem = damage(lambda: small.closed_page(WEDNESDAY))
        assert damaged == path
        found = chain.verify(small)
        assert [(link.day, link.number, link.digest, link.problem) for link in found.links] == [
            (WEDNESDAY, None, None, problem)
        ]


@OFTEN
def test_the_program_names_the_day_of_a_flipped_byte(small: NotebookStore) -> None:
    path = small.folder.sealed(WEDNESDAY)
    for flipped in [*flips(path.read_bytes())][::7]:
        put(path, flipped)
        said = answer(small.folder.path, "verify")
        assert (said.code, said.err) == (1, "The chain is not sound; `worklist doctor` says how to mend it.\n")
        assert re.match(r"    —  Wed 2020-02-19  —                 NOT SOUND: its .+\n", said.out)


@OFTEN
def test_every_truncation_of_the_live_file_is_noticed(small: NotebookStore) -> None:
    data = small.folder.live.read_bytes()
    for length in range(len(data)):
        put(small.folder.live, data[:length])
        assert damage(small.read)[0] == small.folder.live


Wrong = Callable[[Tables], Iterator[Mutant]]


def each(wrong: Wrong, path: Path) -> Iterator[tuple[str, Tables]]:
    """Give the tables of a file with each mutant in turn, and what it is."""
    tables: Tables = {**tables_of(path)}
    for place, new in wrong(tables):
        changed = replaced(cast("JSON", tables), place, new)
        yield f"{new!r} at {place}", cast("Tables", changed)


def error_of(act: Callable[[], object]) -> str:
    """Give the name of the error that `act` ends in, whatever it is."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - which one it is is what is tested
        return type(error).__name__
    return "nothing"


@OFTEN
@pytest.mark.parametrize("wrong", [wrong_types, other_fields])
def test_a_wrong_value_in_the_live_file_is_damage_although_its_checksum_is_right(
    filled: NotebookStore, wrong: Wrong
) -> None:
    tried, passed = 0, []
    step = 5 if wrong is wrong_types else 1  # of the six wrong types of a value another one each time
    for what, changed in islice(each(wrong, filled.folder.live), 0, None, step):
        tried += 1
        put(filled.folder.live, encode(changed, generation=99)[0])
        said = error_of(lambda: snapshot(filled))
        is_found = tried % SOME or doctor.diagnose(filled)[0].is_damage
        if said != "Damaged" or not is_found:
            passed.append((what, said, is_found))
    assert passed == []
    assert tried > 50


@OFTEN
@pytest.mark.parametrize("wrong", [wrong_types, other_fields])
def test_a_hand_edit_with_a_wrong_value_is_refused_and_left_as_it_is(filled: NotebookStore, wrong: Wrong) -> None:
    before = files(filled.folder.path)
    head, _, _ = before["worklist.json"].partition(b"\n")
    passed = []
    for what, changed in islice(each(wrong, filled.folder.live), 0, None, SOME):
        edited = head + b"\n" + encode(changed, generation=99)[0].partition(b"\n")[2] + b"\n"
        put(filled.folder.live, edited)
        said = error_of(lambda: doctor.take(filled, doctor.Source.EDIT))
        if said != "Damaged" or files(filled.folder.path) != {**before, "worklist.json": edited}:
            passed.append((what, said))
    assert passed == []


@OFTEN
@pytest.mark.parametrize("wrong", [wrong_types, other_fields])
def test_a_wrong_value_in_a_sealed_page_is_damage_although_its_checksum_is_right(
    filled: NotebookStore, wrong: Wrong
) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    tried, passed = 0, []
    for what, changed in each(wrong, path):
        tried += 1
        put(path, encode(changed, generation=1)[0])
        said = error_of(lambda: read_sealed(filled, WEDNESDAY))
        found = chain.verify(filled)
        if said != "Damaged" or WEDNESDAY not in [link.day for link in found.links if link.problem]:
            passed.append((what, said))
    assert passed == []
    assert tried > 50


def test_a_page_that_says_another_day_than_its_seal_is_damage(filled: NotebookStore) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    tables = tables_of(path)
    tables["page"]["1"]["day"] = "2020-02-21"
    put(path, encode(tables, generation=1)[0])
    assert damage(lambda: filled.closed_page(WEDNESDAY)) == (path, "it contradicts itself")


def test_tables_that_do_not_belong_to_a_file_are_damage(filled: NotebookStore) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    put(path, encode({**tables_of(path), "notes": {}}, generation=1)[0])
    assert damage(lambda: filled.closed_page(WEDNESDAY)) == (path, "it contradicts itself")
    live = filled.folder.live
    live.write_bytes(encode({**tables_of(live), "items 2020-02-29": {}}, generation=1)[0])
    assert damage(filled.read) == (live, "it has tables that do not belong to it")


@pytest.mark.parametrize("table", ["notebook", "pages"])
def test_documents_that_nobody_would_ever_read_are_damage(filled: NotebookStore, table: str) -> None:
    live = filled.folder.live
    tables = tables_of(live)
    tables[table]["5"] = dict(next(iter(tables[table].values())))
    live.write_bytes(encode(tables, generation=99)[0])
    assert damage(lambda: snapshot(filled))[0] == live


def test_a_page_under_the_number_of_another_day_is_damage(filled: NotebookStore) -> None:
    live = filled.folder.live
    tables = tables_of(live)
    tables["pages"]["20200229"] = tables["pages"].pop("20200221")
    live.write_bytes(encode(tables, generation=99)[0])
    assert damage(filled.read)[0] == live


def test_a_last_entry_before_the_end_of_the_log_is_damage(filled: NotebookStore) -> None:
    live = filled.folder.live
    tables = tables_of(live)
    tables["notebook"]["1"]["last_entry"] = 1
    live.write_bytes(encode(tables, generation=99)[0])
    assert damage(lambda: snapshot(filled))[0] == live


def test_a_page_of_another_day_in_the_place_of_a_sealed_one_is_damage(filled: NotebookStore) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    put(path, filled.folder.sealed(THURSDAY).read_bytes())
    assert damage(lambda: filled.closed_page(WEDNESDAY)) == (path, "it holds the page of 2020-02-20")
