"""The notebook as files: what stands in the folder, and what happens when a file is not as it was written."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from tests.conftest import at
from tests.store.conftest import (
    EMPTY,
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    Refusal,
    add,
    as_ordinary_user,
    carry,
    close,
    done,
    facts_of,
    file_size_limit,
    files,
    fill,
    give_away,
    modes,
    places,
    put,
    read_sealed,
    replaced,
    snapshot,
    tables_of,
    umask,
    undo,
    vouched,
)
from worklist.errors import CannotWrite, Damaged, DiskFull, HalfClosed, NoSuchItem, SealedSince
from worklist.store import chain, doctor, storage
from worklist.store.codec import JSON, Tables, decode, encode
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore, items_table, page_number

IMPORTED = (storage,)
"""Loaded before a child becomes nobody, who may not read where it is installed."""


def damage(act: Callable[[], object]) -> tuple[Path, str]:
    """Give the file that is damaged, and how."""
    with pytest.raises(Damaged) as caught:
        act()
    path, problem = caught.value.facts["path"], caught.value.facts["problem"]
    assert isinstance(path, Path)
    return path, str(problem)


# What stands where


def test_the_names_of_files_and_tables_are_those_of_the_design(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert [folder.lock, folder.live, folder.previous, folder.closed, folder.sealed(THURSDAY)] == [
        tmp_path / "lock",
        tmp_path / "worklist.json",
        tmp_path / "worklist.prev.json",
        tmp_path / "closed",
        tmp_path / "closed/2020/2020-02-20.json",
    ]
    assert folder.sealed(date(987, 1, 2)) == tmp_path / "closed/0987/0987-01-02.json"
    assert (items_table(THURSDAY), page_number(THURSDAY)) == ("items 2020-02-20", 20200220)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_everything_is_its_owners_alone_and_sealed_pages_read_only_whatever_the_umask(
    store: NotebookStore, mask: int
) -> None:
    with umask(mask):
        add(store, "通风", day=THURSDAY)
        close(store, THURSDAY, carry_rest=True)
    assert modes(store.folder.path) == {
        ".": "700",
        "closed": "700",
        "closed/2020": "700",
        "closed/2020/2020-02-20.json": "400",
        "lock": "600",
        "worklist.json": "600",
        "worklist.prev.json": "600",
    }


def test_folders_above_the_notebook_are_made_as_the_umask_says(tmp_path: Path) -> None:
    with umask(0o027):
        add(NotebookStore(tmp_path / "above" / "notebook"), "通风")
    found = modes(tmp_path / "above")
    assert (found["."], found["notebook"]) == ("750", "700")


def test_the_previous_generation_is_kept(store: NotebookStore) -> None:
    add(store, "通风")
    first = files(store.folder.path)
    assert list(first) == ["worklist.json"]
    add(store, "消毒")
    second = files(store.folder.path)
    assert second["worklist.prev.json"] == first["worklist.json"]
    done(store, 1)
    assert files(store.folder.path)["worklist.prev.json"] == second["worklist.json"]


def test_every_command_that_writes_is_one_generation(store: NotebookStore) -> None:
    fill(store)
    generation = decode(store.folder.live.read_bytes()).generation
    carry(store, 4, 5, to=SATURDAY, day=FRIDAY, stamp=at(9, day=21))
    close(store, FRIDAY, stamp=at(9, day=22))
    assert decode(store.folder.live.read_bytes()).generation == generation + 2


def test_what_a_killed_writer_left_behind_is_swept_by_the_next(store: NotebookStore) -> None:
    add(store, "通风")
    stale = [store.folder.path / "worklist.json.tmp", store.folder.closed / "2020" / "2020-02-20.json.tmp"]
    stale[1].parent.mkdir(parents=True)
    for path in stale:
        path.write_bytes(b'{"_meta')
    close(store, THURSDAY, carry_rest=True)
    assert list(files(store.folder.path)) == ["closed/2020/2020-02-20.json", "worklist.json", "worklist.prev.json"]


def test_the_live_file_holds_open_work_only(store: NotebookStore) -> None:
    add(store, "通风", day=WEDNESDAY)
    close(store, WEDNESDAY, carry_rest=True)
    done(store, 1, day=THURSDAY)
    close(store, THURSDAY)
    assert tables_of(store.folder.live) == {
        "notebook": {
            "1": {
                "rollover": "04:00",
                "last_entry": 5,
                "last_seal": {
                    "number": 2,
                    "day": "2020-02-20",
                    "closed_at": "2020-02-20T21:00:00+08:00",
                    "closed_by": "联络员01",
                    "entry": 5,
                    "previous": decode(store.folder.sealed(WEDNESDAY).read_bytes()).digest,
                    "digest": decode(store.folder.sealed(THURSDAY).read_bytes()).digest,
                },
            }
        },
        "pages": {},
        "log": {},
    }


def test_a_sealed_page_is_a_file_of_its_own_tables(store: NotebookStore) -> None:
    add(store, "通风")
    done(store, 1, stamp=at(22))
    close(store, THURSDAY, stamp=at(23))

    def logged(hour: int, command: str, changes: list[JSON]) -> JSON:
        return {"at": f"2020-02-20T{hour}:00:00+08:00", "by": "联络员01", "command": command, "changes": changes}

    content = decode(store.folder.sealed(THURSDAY).read_bytes())
    assert (content.schema, content.generation) == (1, 1)
    assert content.tables == {
        "seal": {
            "1": {
                "number": 1,
                "day": "2020-02-20",
                "closed_at": "2020-02-20T23:00:00+08:00",
                "closed_by": "联络员01",
                "entry": 3,
            }
        },
        "page": {"1": {"day": "2020-02-20", "opened_at": "2020-02-20T21:00:00+08:00", "last_id": 1}},
        "items": {"1": {"kind": "issues", "text": "通风", "status": "done"}},
        "log": {
            "1": logged(21, "add", [{"day": "2020-02-20", "id": 1}]),
            "2": logged(22, "done", [{"day": "2020-02-20", "id": 1, "was": {"status": "open"}}]),
            "3": logged(23, "close-day", []),
        },
    }


def test_a_sealed_page_lists_items_and_log_in_the_order_of_their_numbers(store: NotebookStore) -> None:
    add(store, *[f"第{number}项" for number in range(1, 13)])
    for id in (12, 3, 1, 11, 2, 10):
        done(store, id)
    close(store, THURSDAY, carry_rest=True)
    tables = tables_of(store.folder.sealed(THURSDAY))
    assert list(tables["items"]) == [str(id) for id in range(1, 13)]
    assert list(tables["log"]) == [str(number) for number in range(1, 10)]


def test_nothing_is_on_the_disk_after_a_decision_that_raised_on_no_notebook(
    store: NotebookStore, tmp_path: Path
) -> None:
    for command in (lambda: done(store, 1), lambda: undo(store), lambda: close(store, date(2020, 2, 23))):
        assert facts_of(command) is not None
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_already_becomes_a_notebook(store: NotebookStore) -> None:
    store.folder.path.mkdir()
    (store.folder.path / "notes.txt").write_text("mine")
    assert snapshot(store) == EMPTY
    add(store, "通风")
    assert list(files(store.folder.path)) == ["notes.txt", "worklist.json"]


def test_a_notebook_may_be_reached_through_a_link_to_its_folder(store: NotebookStore, tmp_path: Path) -> None:
    add(store, "通风")
    (tmp_path / "link").symlink_to(store.folder.path)
    through = NotebookStore(tmp_path / "link")
    done(through, 1)
    assert snapshot(through) == snapshot(store)


# Closed days


def test_files_by_other_names_are_no_closed_days(filled: NotebookStore) -> None:
    year = filled.folder.closed / "2020"
    for name in ("2020-02-30.json", "20200221.json", "2019-02-21.json", "2020-W08-5.json", "notes.json", "x.txt"):
        (year / name).write_text("mine")
    (filled.folder.closed / "2019").mkdir()
    (filled.folder.closed / "2019" / "2020-02-21.json").write_text("mine")
    assert filled.folder.closed_days() == [THURSDAY, WEDNESDAY]
    assert chain.verify(filled).is_sound
    assert [day for day in (WEDNESDAY, THURSDAY, FRIDAY) if day in filled.folder] == [WEDNESDAY, THURSDAY]


def test_nothing_but_a_day_is_a_closed_day(filled: NotebookStore) -> None:
    assert "2020-02-20" not in filled.folder


def test_closed_pages_are_found_by_a_text_in_any_case_the_newest_first(store: NotebookStore) -> None:
    for day, text in ((WEDNESDAY, "Masks for the gate"), (THURSDAY, "gloves"), (FRIDAY, "MASKS again")):
        add(store, text, day=day)
        done(store, 1, day=day)
        close(store, day, stamp=at(9, day=22))

    def found(text: str) -> list[date]:
        days = store.folder.closed_days()
        return [page.day for day in days if (page := store.closed_page_with(day, text))]

    assert found("masks") == [FRIDAY, WEDNESDAY]
    assert found("GATE") == [WEDNESDAY]
    assert found("体温") == []


@pytest.mark.parametrize("text", ['口罩 "大"', "C:\\药", "第一行\n第二行", "tab\tbell\a", "ΣΑΣ", "straße"])
def test_closed_pages_are_found_by_any_text_as_it_was_typed(store: NotebookStore, text: str) -> None:
    add(store, f"前{text}后")
    close(store, THURSDAY, carry_rest=True)
    page = store.closed_page_with(THURSDAY, text)
    assert page is not None
    assert [item.text for item in page.items.values()] == [f"前{text}后"]


def test_a_damaged_closed_page_is_told_although_it_does_not_hold_the_text_any_more(filled: NotebookStore) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    put(path, path.read_bytes().replace("口罩".encode(), "口墨".encode()))
    problem = "its checksum does not fit its content"
    assert damage(lambda: filled.closed_page_with(WEDNESDAY, "口罩")) == (path, problem)
    assert filled.closed_page_with(date(2020, 2, 1), "口罩") is None


# Damage


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


def flips(data: bytes) -> Iterator[bytes]:
    """Give the data with each byte in turn flipped, in its lowest bit and in all."""
    for place in range(len(data)):
        for flip in (0x01, 0xFF):
            yield data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]


def test_every_flipped_byte_of_the_live_file_is_noticed(small: NotebookStore) -> None:
    for flipped in flips(small.folder.live.read_bytes()):
        put(small.folder.live, flipped)
        assert damage(small.read)[0] == small.folder.live


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


def test_every_truncation_of_the_live_file_is_noticed(small: NotebookStore) -> None:
    data = small.folder.live.read_bytes()
    for length in range(len(data)):
        put(small.folder.live, data[:length])
        assert damage(small.read)[0] == small.folder.live


# What a document may leave out, and a change say null of
OPTIONAL: dict[str, type] = {
    **dict.fromkeys(("company", "who", "unit", "reason", "due", "opened_at", "previous"), str),
    **dict.fromkeys(("count", "need", "undoes", "times_carried"), int),
    "notes": list,
    **dict.fromkeys(("carried_from", "carried_to", "last_seal", "was"), dict),
}
ONE_OF_EACH: list[JSON] = [None, True, 7, 1.5, "x", [], {}]


def wrong_types(tables: Tables) -> Iterator[tuple[str, Tables]]:
    """Give the tables with each value in turn replaced by one of every type that it may not have."""
    root = cast("JSON", tables)
    for place, value in places(root):
        allowed = {type(value)}
        if len(place) > 1 and place[-2] == "was" and place[-1] in OPTIONAL:
            allowed = {type(None), OPTIONAL[str(place[-1])]}
        for new in ONE_OF_EACH:
            if type(new) not in allowed:
                changed = replaced(root, place, new)
                assert isinstance(changed, dict)
                yield f"{new!r} at {place}", changed  # type: ignore[misc] # wrong tables are the point of it


def other_fields(tables: Tables) -> Iterator[tuple[str, Tables]]:
    """Give the tables with each field of each document in turn left out, and with one more in each object."""
    root = cast("JSON", tables)
    for place, value in places(root):
        if not isinstance(value, dict) or len(place) < 2:
            continue
        partial = place[-1] == "was"
        for field in () if partial else value.keys() - OPTIONAL:
            changed = replaced(root, place, {name: inner for name, inner in value.items() if name != field})
            assert isinstance(changed, dict)
            yield f"no {field} at {place}", changed  # type: ignore[misc] # wrong tables are the point of it
        changed = replaced(root, place, {**value, "colour": "red"})
        assert isinstance(changed, dict)
        yield f"one more at {place}", changed  # type: ignore[misc] # wrong tables are the point of it


def error_of(act: Callable[[], object]) -> str:
    """Give the name of the error that `act` ends in, whatever it is."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - which one it is is what is tested
        return type(error).__name__
    return "nothing"


@pytest.mark.parametrize("wrong", [wrong_types, other_fields])
def test_a_wrong_value_in_the_live_file_is_damage_although_its_checksum_is_right(
    filled: NotebookStore, wrong: Callable[[Tables], Iterator[tuple[str, Tables]]]
) -> None:
    tried, passed = 0, []
    for what, changed in wrong(tables_of(filled.folder.live)):
        tried += 1
        put(filled.folder.live, encode(changed, generation=99)[0])
        said = error_of(lambda: snapshot(filled))
        found = error_of(lambda: doctor.diagnose(filled)[0].is_damage or 1 / 0)
        if (said, found) != ("Damaged", "nothing"):
            passed.append((what, said, found))
    assert passed == []
    assert tried > 50


@pytest.mark.parametrize("wrong", [wrong_types, other_fields])
def test_a_hand_edit_with_a_wrong_value_is_refused_and_left_as_it_is(
    filled: NotebookStore, wrong: Callable[[Tables], Iterator[tuple[str, Tables]]]
) -> None:
    before = files(filled.folder.path)
    head, _, _ = before["worklist.json"].partition(b"\n")
    passed = []
    for what, changed in wrong(tables_of(filled.folder.live)):
        edited = head + b"\n" + encode(changed, generation=99)[0].partition(b"\n")[2] + b"\n"
        put(filled.folder.live, edited)
        said = error_of(lambda: doctor.take(filled, doctor.Source.EDIT))
        if said != "Damaged" or files(filled.folder.path) != {**before, "worklist.json": edited}:
            passed.append((what, said))
    assert passed == []


@pytest.mark.parametrize("wrong", [wrong_types, other_fields])
def test_a_wrong_value_in_a_sealed_page_is_damage_although_its_checksum_is_right(
    filled: NotebookStore, wrong: Callable[[Tables], Iterator[tuple[str, Tables]]]
) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    tried, passed = 0, []
    for what, changed in wrong(tables_of(path)):
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


# A closing that was cut short between the sealed page and the live file


def cut_short(store: NotebookStore) -> None:
    """Put back the live file as it was when the page was sealed."""
    put(store.folder.live, store.folder.previous.read_bytes())


@pytest.fixture(params=[False, True], ids=["at zero", "carrying the rest"])
def half_closed(request: pytest.FixtureRequest, filled: NotebookStore) -> tuple[NotebookStore, object, object]:
    """A store whose page of Friday is sealed while the live file still holds it; and what it should say."""
    if not request.param:
        done(filled, 4, 5, day=FRIDAY, stamp=at(20, day=21))
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=request.param)
    whole = snapshot(filled), read_sealed(filled, FRIDAY)
    cut_short(filled)
    return filled, *whole


def test_a_reader_sees_a_half_closed_day_as_closed_and_changes_nothing(
    half_closed: tuple[NotebookStore, object, object],
) -> None:
    store, open_pages, sealed = half_closed
    before = files(store.folder.path)
    assert snapshot(store) == open_pages
    assert snapshot(store) == open_pages
    assert read_sealed(store, FRIDAY) == sealed
    assert chain.verify(store).is_sound
    assert [finding for finding in doctor.diagnose(store) if finding.is_damage] == []
    assert files(store.folder.path) == before


def test_the_next_command_that_writes_finishes_the_closing_once(
    half_closed: tuple[NotebookStore, object, object],
) -> None:
    store, open_pages, sealed = half_closed
    assert isinstance(open_pages, type(EMPTY))
    assert facts_of(lambda: undo(store)) == ("SealedSince", {"day": FRIDAY})
    entry = add(store, "值班", day=SATURDAY, stamp=at(9, day=22))
    item = entry.changes[0].after
    assert item is not None
    assert entry.number == open_pages.last_entry + 1
    page = open_pages.pages[SATURDAY]
    assert item.id == page.last_id + 1
    assert snapshot(store) == replace(
        open_pages,
        pages={SATURDAY: replace(page, last_id=item.id, items={**page.items, item.id: item})},
        last_entry=entry.number,
        history=(entry, *open_pages.history),
    )
    assert read_sealed(store, FRIDAY) == sealed
    assert set(tables_of(store.folder.live)) == {"notebook", "pages", "log", "items 2020-02-22"}
    undo(store)
    with pytest.raises(SealedSince):
        undo(store)
    close(store, SATURDAY, stamp=at(1, day=23), carry_rest=True)
    assert chain.verify(store).is_sound


def test_a_half_closed_day_cannot_be_closed_twice(half_closed: tuple[NotebookStore, object, object]) -> None:
    store, _, sealed = half_closed
    error = facts_of(lambda: close(store, FRIDAY, stamp=at(2, day=22), carry_rest=True))
    assert error == ("DayClosed", {"day": FRIDAY})
    assert read_sealed(store, FRIDAY) == sealed


def test_a_decision_that_raises_leaves_a_half_closed_day_to_the_next_command(
    half_closed: tuple[NotebookStore, object, object],
) -> None:
    store, open_pages, _ = half_closed
    before = files(store.folder.path)
    with pytest.raises(NoSuchItem):
        done(store, 99, day=SATURDAY)
    assert (files(store.folder.path), snapshot(store)) == (before, open_pages)


def test_a_sealed_page_that_the_disk_does_not_confirm_stays_half_closed(
    half_closed: tuple[NotebookStore, object, object], refuse: Refusal
) -> None:
    store, open_pages, _ = half_closed
    before = files(store.folder.path)
    refuse("fsync", errno.EIO)
    assert facts_of(lambda: add(store, "值班", day=SATURDAY, stamp=at(9, day=22))) == (
        "CannotWrite",
        {"path": store.folder.sealed(FRIDAY).parent, "problem": "Input/output error"},
    )
    assert (files(store.folder.path), snapshot(store)) == (before, open_pages)


def test_a_half_closed_empty_day_is_finished_too(filled: NotebookStore) -> None:
    close(filled, date(2020, 2, 18), stamp=at(9, day=22))
    whole = snapshot(filled)
    cut_short(filled)
    assert snapshot(filled) == whole
    close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    assert chain.verify(filled).is_sound


def test_the_first_closing_of_a_notebook_may_be_cut_short_too(store: NotebookStore) -> None:
    close(store, THURSDAY)
    whole = snapshot(store)
    cut_short(store)
    assert snapshot(store) == whole
    add(store, "通风", day=FRIDAY)
    close(store, FRIDAY, stamp=at(22, day=21), carry_rest=True)
    assert chain.verify(store).is_sound


def test_two_days_half_closed_are_finished_in_the_order_of_their_seals(filled: NotebookStore) -> None:
    live = filled.folder.live.read_bytes()
    close(filled, SATURDAY, stamp=at(9, day=23), carry_rest=True)
    close(filled, FRIDAY, stamp=at(9, day=23), carry_rest=True)
    whole = snapshot(filled)
    filled.folder.live.write_bytes(live)
    assert snapshot(filled) == whole


class Overtaken(Folder):
    """A folder in which somebody else acts beside the so manieth question whether a day is closed."""

    def __init__(self, path: Path, act: Callable[[], object], moment: float) -> None:
        super().__init__(path)
        self._act = act
        self._left = int(2 * moment)

    def _pass(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._act()

    def __contains__(self, day: object) -> bool:
        self._pass()
        answer = super().__contains__(day)
        self._pass()
        return answer


MOMENTS = [half / 2 for half in range(1, 12)]
"""Before and after each of the first questions."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_reader_that_is_overtaken_by_a_closing_sees_the_notebook_before_it_or_after(
    store: NotebookStore, moment: float
) -> None:
    add(store, "通风", day=THURSDAY)
    close(store, THURSDAY, carry_rest=True)
    before = snapshot(store)
    cut_short(store)
    reader, other = NotebookStore(store.folder.path), NotebookStore(store.folder.path)
    reader.folder = Overtaken(
        store.folder.path, lambda: close(other, FRIDAY, stamp=at(9, day=22), carry_rest=True), moment
    )
    seen = snapshot(reader)
    assert seen in (before, snapshot(other))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_reader_that_is_overtaken_by_two_closings_sees_the_notebook_as_it_was_at_some_time(
    store: NotebookStore, moment: float
) -> None:
    add(store, "通风", day=THURSDAY)
    reader, other = NotebookStore(store.folder.path), NotebookStore(store.folder.path)
    states = [snapshot(other)]

    def overtake() -> None:
        for day in (WEDNESDAY, THURSDAY):
            close(other, day, stamp=at(9, day=22), carry_rest=True)
            states.append(snapshot(other))

    reader.folder = Overtaken(store.folder.path, overtake, moment)
    assert snapshot(reader) in states


class JustMade(Folder):
    """A folder whose live file is written for the first time right after a reader has missed it."""

    def __init__(self, path: Path, make: Callable[[], object]) -> None:
        super().__init__(path)
        self._make = make

    @property
    def previous(self) -> Path:
        self._make()
        return self.path / "worklist.prev.json"

    @previous.setter
    def previous(self, path: Path) -> None:
        """Keep to the name above."""


def test_a_reader_that_is_overtaken_by_the_first_commands_of_all_sees_what_they_did(store: NotebookStore) -> None:
    def make() -> None:
        other = NotebookStore(store.folder.path)
        add(other, "通风")
        add(other, "消毒")

    reader = NotebookStore(store.folder.path)
    reader.folder = JustMade(store.folder.path, make)
    assert snapshot(reader) == snapshot(NotebookStore(store.folder.path))


def test_what_was_carried_away_again_since_does_not_come_back(filled: NotebookStore) -> None:
    carry(filled, 5, to=SATURDAY, day=FRIDAY, stamp=at(9, day=21))
    successor = max(filled.read().pages[SATURDAY].items)
    carry(filled, successor, to=date(2020, 2, 23), day=SATURDAY, stamp=at(9, day=21))
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled)
    cut_short(filled)
    assert snapshot(filled) == whole


def test_a_closing_whose_live_file_cannot_be_written_is_half_done_and_says_so(filled: NotebookStore) -> None:
    obstacle = filled.folder.path / "worklist.json.tmp"
    obstacle.mkdir()
    live = filled.folder.live.read_bytes()
    with pytest.raises(HalfClosed) as caught:
        close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    problem = caught.value.facts["problem"]
    assert caught.value.facts["day"] == FRIDAY
    assert isinstance(problem, CannotWrite)
    assert problem.facts == {"path": filled.folder.live, "problem": "Is a directory"}
    assert filled.folder.live.read_bytes() == live
    obstacle.rmdir()
    last = snapshot(filled)
    assert last.last_seal is not None
    assert last.last_seal.day == FRIDAY
    add(filled, "值班", day=SATURDAY, stamp=at(9, day=22))
    assert "items 2020-02-21" not in tables_of(filled.folder.live)


def test_a_sealed_page_that_does_not_follow_the_last_is_not_rolled_forward(
    filled: NotebookStore, tmp_path: Path
) -> None:
    other = NotebookStore(tmp_path / "other")
    add(other, "通风", day=FRIDAY)
    close(other, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    shutil.copy(other.folder.sealed(FRIDAY), filled.folder.sealed(FRIDAY))
    before = files(filled.folder.path)
    for command in (filled.read, lambda: add(filled, "通风", day=SATURDAY)):
        assert damage(command) == (
            filled.folder.sealed(FRIDAY),
            "it does not follow the page that was closed last",
        )
    assert files(filled.folder.path) == before
