"""What is wrong with the notebook, and how it is mended."""

import hashlib
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import at
from tests.store.conftest import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    as_ordinary_user,
    close,
    facts_of,
    files,
    give_away,
    modes,
    put,
    read_sealed,
    snapshot,
    tables_of,
    undo,
)
from worklist.checklist.health import Finding
from worklist.store import chain
from worklist.store.codec import decode, encode
from worklist.store.doctor import Source, diagnose, take
from worklist.store.notebook import NotebookStore

EDIT = "worklist doctor --take edit      (what stands in the file now, as somebody edited it: {items} items, entry {entry} the last)"  # noqa: E501
PREVIOUS = "worklist doctor --take previous  (the generation before: {items} items, entry {entry} the last)"
LIVE = "worklist doctor --take live      (what the live file has of that day)"
RESTORE = "worklist doctor --restore BACKUP (a file that `worklist backup` wrote)"


def damaged(path: Path, problem: str, *remedies: str) -> Finding:
    return Finding(place=str(path), problem=problem, remedies=remedies, is_damage=True)


def aside(path: Path, data: bytes) -> str:
    """Give the name under which a copy of damaged bytes is kept."""
    return f"damaged/{path.stem}-{hashlib.sha256(data).hexdigest()[:12]}.json"


# Diagnosis


def test_a_sound_notebook_has_nothing_to_say_and_is_not_touched(filled: NotebookStore) -> None:
    before = files(filled.folder.path)
    assert diagnose(filled) == []
    assert files(filled.folder.path) == before


def test_a_notebook_that_does_not_exist_is_sound_and_is_not_made(store: NotebookStore, tmp_path: Path) -> None:
    assert diagnose(store) == []
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_sound(store: NotebookStore) -> None:
    store.folder.path.mkdir(0o700)
    assert diagnose(store) == []


def test_a_file_in_the_place_of_the_folder_is_no_notebook(store: NotebookStore) -> None:
    store.folder.path.write_text("mine")
    assert facts_of(lambda: diagnose(store)) == (
        "NotANotebook",
        {"path": store.folder.path, "problem": "a file"},
    )


def test_a_folder_that_cannot_be_looked_into_is_told(common_place: Path) -> None:
    store = NotebookStore(common_place / "notebook")
    add(store, "通风")
    store.folder.path.chmod(0o000)
    give_away(common_place)
    error = as_ordinary_user(lambda: facts_of(lambda: diagnose(store)))
    store.folder.path.chmod(0o700)
    assert error == ("CannotRead", {"path": store.folder.live, "problem": "Permission denied"})


def test_a_live_file_that_is_gone_can_be_taken_from_the_generation_before(filled: NotebookStore) -> None:
    filled.folder.live.unlink()
    previous = PREVIOUS.format(items=10, entry=37)
    assert diagnose(filled) == [damaged(filled.folder.live, "it is missing", previous, RESTORE)]


def test_a_hand_edit_that_makes_sense_is_offered_first(filled: NotebookStore) -> None:
    live = filled.folder.live
    put(live, live.read_bytes().replace("量体温".encode(), "测体温".encode()))
    assert diagnose(filled) == [
        damaged(
            live,
            "its checksum does not fit its content",
            EDIT.format(items=11, entry=38),
            PREVIOUS.format(items=10, entry=37),
            RESTORE,
        )
    ]


@pytest.mark.parametrize("plant", ["nothing", "broken", "a link"])
def test_only_a_backup_helps_where_nothing_else_is_left(filled: NotebookStore, plant: str) -> None:
    live, previous = filled.folder.live, filled.folder.previous
    live.write_bytes(b"")
    previous.unlink()
    if plant == "broken":
        previous.write_bytes(b"{}")
        previous.chmod(0o600)
    elif plant == "a link":
        previous.symlink_to("missing")
    findings = {
        "nothing": [],
        "broken": [
            Finding(
                place=str(previous),
                problem="the generation before cannot be read: its first line is not what worklist writes",
                remedies=("the next command that writes replaces it",),
                is_damage=False,
            )
        ],
        "a link": [
            Finding(
                place=str(previous),
                problem=(
                    f"the generation before cannot be read: {previous} is a symbolic link; name a folder for the"
                    " notebook with --notebook or WORKLIST_NOTEBOOK."
                ),
                remedies=("the next command that writes replaces it",),
                is_damage=False,
            )
        ],
    }
    assert diagnose(filled) == [damaged(live, "it is empty", RESTORE), *findings[plant]]


def test_a_damaged_generation_before_is_only_worth_knowing(filled: NotebookStore) -> None:
    filled.folder.previous.write_bytes(b"")
    assert diagnose(filled) == [
        Finding(
            place=str(filled.folder.previous),
            problem="the generation before cannot be read: it is empty",
            remedies=("the next command that writes replaces it",),
            is_damage=False,
        )
    ]
    add(filled, "通风")
    assert diagnose(filled) == []


def test_a_generation_before_that_makes_no_sense_is_worth_knowing_although_its_checksum_is_right(
    filled: NotebookStore,
) -> None:
    tables = tables_of(filled.folder.previous)
    tables["items 2020-02-21"]["4"]["text"] = 7
    put(filled.folder.previous, encode(tables, generation=25)[0])
    assert [(finding.problem, finding.is_damage) for finding in diagnose(filled)] == [
        ("the generation before cannot be read: item 4 has a wrong “text”", False)
    ]


def test_a_damaged_sealed_page_is_told_with_the_link_it_breaks(filled: NotebookStore) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    put(path, path.read_bytes()[:-1])
    assert diagnose(filled) == [
        damaged(filled.folder.sealed(THURSDAY), "number 1 before it is missing", RESTORE),
        damaged(path, "its checksum does not fit its content", RESTORE),
    ]


def test_a_last_sealed_page_that_is_gone_is_told(filled: NotebookStore) -> None:
    filled.folder.sealed(THURSDAY).unlink()
    assert diagnose(filled) == [
        damaged(filled.folder.closed, "2020-02-20, closed last as number 2, is missing or unreadable", RESTORE)
    ]


def test_an_unreadable_page_of_a_day_that_is_still_open_can_be_taken_from_the_live_file(
    filled: NotebookStore,
) -> None:
    path = filled.folder.sealed(FRIDAY)
    path.write_bytes(b"")
    assert diagnose(filled) == [damaged(path, "it is empty", LIVE, RESTORE)]


def test_what_others_may_look_into_is_told(filled: NotebookStore) -> None:
    folder = filled.folder
    found = []
    for path, wide, narrow in (
        (folder.path, 0o755, "700"),
        (folder.live, 0o644, "600"),
        (folder.previous, 0o604, "600"),
        (folder.closed, 0o750, "700"),
    ):
        path.chmod(wide)
        found.append(
            Finding(
                place=str(path),
                problem="others than its owner may look into it",
                remedies=(f"chmod {narrow} {path}",),
                is_damage=False,
            )
        )
    assert diagnose(filled) == found


def test_what_a_killed_command_left_behind_is_told(filled: NotebookStore) -> None:
    left = {
        filled.folder.path / "worklist.json.tmp": "the next command that writes clears it up",
        filled.folder.closed / "2020" / "2020-02-21.json.tmp": "closing its day clears it up",
    }
    for path in left:
        path.write_bytes(b'{"_meta')
    findings = [
        Finding(place=str(path), problem="a killed command left it behind", remedies=(remedy,), is_damage=False)
        for path, remedy in left.items()
    ]
    assert sorted(diagnose(filled), key=str) == sorted(findings, key=str)


def test_what_a_killed_command_left_behind_is_cleared_up_as_doctor_says(filled: NotebookStore) -> None:
    left = [filled.folder.path / "worklist.json.tmp", filled.folder.closed / "2020" / "2020-02-21.json.tmp"]
    for path in left:
        path.write_bytes(b'{"_meta')
    add(filled, "通风", day=SATURDAY)
    assert [finding.place for finding in diagnose(filled)] == [str(left[1])]
    close(filled, FRIDAY, stamp=at(9, day=22), carry_rest=True)
    assert diagnose(filled) == []


# Mending


@pytest.mark.parametrize("source", Source)
def test_a_sound_notebook_is_not_mended(filled: NotebookStore, source: Source) -> None:
    before = files(filled.folder.path)
    assert facts_of(lambda: take(filled, source)) == ("NothingToMend", {"path": filled.folder.live})
    assert files(filled.folder.path) == before


def test_a_hand_edit_is_taken_and_what_stood_there_set_aside(filled: NotebookStore) -> None:
    live = filled.folder.live
    before = files(filled.folder.path)
    history = snapshot(filled).history
    tables = json.loads(live.read_text())
    tables["items 2020-02-21"]["4"]["text"] = "测体温"
    edited = json.dumps(tables, indent=2).encode()
    put(live, edited)
    generation = tables["_meta"]["1"]["generation"]
    assert take(filled, Source.EDIT) == live
    found = files(filled.folder.path)
    assert found == {**before, "worklist.json": found["worklist.json"], aside(live, edited): edited}
    assert decode(found["worklist.json"]).generation == generation + 1
    assert snapshot(filled).pages[FRIDAY].items[4].text == "测体温"
    assert [entry.number for entry in snapshot(filled).history] == [entry.number for entry in history]
    assert diagnose(filled) == []
    kept = modes(filled.folder.path)
    assert (kept["worklist.json"], kept["damaged"], kept[aside(live, edited)]) == ("600", "700", "600")


def test_the_generation_before_is_taken_and_the_damaged_one_set_aside(store: NotebookStore) -> None:
    add(store, "通风")
    before = snapshot(store)
    add(store, "消毒")
    previous = store.folder.previous.read_bytes()
    broken = store.folder.live.read_bytes()[:-5]
    store.folder.live.write_bytes(broken)
    assert take(store, Source.PREVIOUS) == store.folder.live
    assert snapshot(store) == before
    found = files(store.folder.path)
    assert found == {
        "worklist.json": found["worklist.json"],
        "worklist.prev.json": previous,
        aside(store.folder.live, broken): broken,
    }
    assert diagnose(store) == []


def test_the_generation_before_takes_the_place_of_a_live_file_that_is_gone(store: NotebookStore) -> None:
    add(store, "通风")
    before = snapshot(store)
    add(store, "消毒")
    store.folder.live.unlink()
    take(store, Source.PREVIOUS)
    assert snapshot(store) == before
    assert list(files(store.folder.path)) == ["worklist.json", "worklist.prev.json"]


def test_the_generation_before_a_closing_does_not_open_the_day_again(filled: NotebookStore) -> None:
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled), read_sealed(filled, FRIDAY)
    filled.folder.live.write_bytes(b"")
    take(filled, Source.PREVIOUS)
    assert (snapshot(filled), read_sealed(filled, FRIDAY)) == whole
    assert "items 2020-02-21" not in tables_of(filled.folder.live)
    assert chain.verify(filled).is_sound


def test_the_generation_before_an_empty_day_was_closed_learns_of_it(filled: NotebookStore) -> None:
    close(filled, date(2020, 2, 18), stamp=at(9, day=22))
    whole = snapshot(filled)
    filled.folder.live.write_bytes(b"")
    take(filled, Source.PREVIOUS)
    assert snapshot(filled) == whole
    assert chain.verify(filled).is_sound


def test_an_unreadable_page_is_set_aside_and_its_day_open_again(filled: NotebookStore) -> None:
    before = snapshot(filled)
    path = filled.folder.sealed(FRIDAY)
    path.write_bytes(b"half")
    assert take(filled, Source.LIVE) == path
    assert snapshot(filled) == before
    assert files(filled.folder.path)[aside(path, b"half")] == b"half"
    assert not path.exists()
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    assert chain.verify(filled).is_sound


def test_what_is_wrong_with_the_live_file_cannot_be_taken_from_it(filled: NotebookStore) -> None:
    put(filled.folder.live, b"")
    before = files(filled.folder.path)
    assert facts_of(lambda: take(filled, Source.LIVE)) == (
        "Damaged",
        {"path": filled.folder.live, "problem": "it is empty"},
    )
    assert files(filled.folder.path) == before


@pytest.mark.parametrize(
    ("edited", "problem"),
    [
        (b"", "line 1 column 1: Expecting value"),
        (b'{"_meta": {"1": {"schema": 1, "generation": 1}}}', "it holds no tables"),
        (b'{"_meta": {"1": {"schema": 1, "generation": 1}}, "x": {}}', "the notebook's state is not an object"),
        (b'{"_meta": {"1": {"schema": 1, "generation": 1}}, "x": {"1": NaN}}', "NaN is not a number of JSON"),
    ],
)
def test_a_hand_edit_that_makes_no_sense_is_refused(filled: NotebookStore, edited: bytes, problem: str) -> None:
    put(filled.folder.live, edited)
    before = files(filled.folder.path)
    assert facts_of(lambda: take(filled, Source.EDIT)) == (
        "Damaged",
        {"path": filled.folder.live, "problem": problem},
    )
    assert files(filled.folder.path) == before


@pytest.mark.parametrize(("field", "value"), [("closed_by", "联络员02"), ("day", "2020-02-18"), ("number", 3)])
def test_a_hand_edit_of_what_was_closed_last_is_neither_offered_nor_taken(
    filled: NotebookStore, field: str, value: str | int
) -> None:
    live = filled.folder.live
    tables = json.loads(live.read_text())
    tables["notebook"]["1"]["last_seal"][field] = value
    put(live, json.dumps(tables).encode())
    before = files(filled.folder.path)
    problem = "its first line is not what worklist writes"
    assert diagnose(filled) == [damaged(live, problem, PREVIOUS.format(items=10, entry=37), RESTORE)]
    assert facts_of(lambda: take(filled, Source.EDIT)) == (
        "Damaged",
        {"path": live, "problem": "what it says of the page closed last is not what that page says"},
    )
    assert files(filled.folder.path) == before


def test_a_hand_edit_that_opens_a_closed_day_again_is_refused(filled: NotebookStore) -> None:
    live = filled.folder.live
    tables = json.loads(live.read_text())
    tables["pages"]["20200219"] = {"day": "2020-02-19", "opened_at": None, "last_id": 0}
    put(live, json.dumps(tables).encode())
    before = files(filled.folder.path)
    error = facts_of(lambda: take(filled, Source.EDIT))
    assert error is not None
    assert (error[0], error[1]["path"]) == ("Damaged", live)
    assert files(filled.folder.path) == before


def test_a_generation_before_that_is_damaged_too_is_refused(filled: NotebookStore) -> None:
    put(filled.folder.live, b"")
    put(filled.folder.previous, b"\0\0")
    before = files(filled.folder.path)
    assert facts_of(lambda: take(filled, Source.PREVIOUS)) == (
        "Damaged",
        {"path": filled.folder.previous, "problem": "it holds nothing but NUL bytes"},
    )
    assert files(filled.folder.path) == before


def test_the_generation_before_is_taken_although_a_closed_page_is_a_link(filled: NotebookStore, tmp_path: Path) -> None:
    page = filled.folder.sealed(WEDNESDAY)
    page.rename(tmp_path / "elsewhere.json")
    page.symlink_to(tmp_path / "elsewhere.json")
    put(filled.folder.live, b"half")
    assert take(filled, Source.PREVIOUS) == filled.folder.live
    assert FRIDAY in snapshot(filled).pages


def test_a_generation_before_by_a_newer_worklist_is_worth_knowing(filled: NotebookStore) -> None:
    data = filled.folder.live.read_bytes().partition(b"\n")[2]
    digest = hashlib.sha256(b"9 3\n" + data).hexdigest()
    put(
        filled.folder.previous,
        f'{{"_meta":{{"1":{{"schema":9,"generation":3,"sha256":"{digest}"}}}},\n'.encode() + data,
    )
    assert [finding.problem for finding in diagnose(filled)] == [
        "the generation before cannot be read: a newer worklist wrote it (schema 9)"
    ]


def test_a_generation_before_that_is_gone_too_is_missed(filled: NotebookStore) -> None:
    put(filled.folder.live, b"")
    filled.folder.previous.unlink()
    assert facts_of(lambda: take(filled, Source.PREVIOUS)) == ("NoNotebook", {"path": filled.folder.previous})


def test_a_notebook_that_does_not_exist_is_not_made_by_mending_it(store: NotebookStore, tmp_path: Path) -> None:
    assert facts_of(lambda: take(store, Source.PREVIOUS)) is not None
    assert list(tmp_path.iterdir()) == []


def test_a_live_file_can_be_mended_although_an_old_sealed_page_is_damaged(filled: NotebookStore) -> None:
    put(filled.folder.sealed(WEDNESDAY), b"")
    put(filled.folder.live, b"")
    take(filled, Source.PREVIOUS)
    assert sorted(snapshot(filled).pages) == [FRIDAY, SATURDAY]


def test_a_live_file_is_not_mended_over_the_damaged_page_of_a_day_it_holds_open(filled: NotebookStore) -> None:
    path = filled.folder.sealed(FRIDAY)
    path.write_bytes(b"half")
    put(filled.folder.live, b"")
    error = facts_of(lambda: take(filled, Source.PREVIOUS))
    assert error == ("Damaged", {"path": path, "problem": "its first line is not what worklist writes"})
    assert filled.folder.live.read_bytes() == b""


def test_a_page_taken_away_while_the_live_file_is_mended_is_no_error(
    filled: NotebookStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(filled, "通风", day=SATURDAY)
    undo(filled)
    whole = snapshot(filled).pages
    days = filled.folder.closed_days()
    monkeypatch.setattr(filled.folder, "closed_days", lambda: [*days, date(2020, 2, 10)])
    put(filled.folder.live, b"")
    take(filled, Source.PREVIOUS)
    assert snapshot(filled).pages[FRIDAY] == whole[FRIDAY]


def test_mending_waits_for_no_writer_and_no_writer_for_it_longer_than_it_must(filled: NotebookStore) -> None:
    put(filled.folder.live, b"")
    impatient = NotebookStore(filled.folder.path, holder="联络员02", patience=0.0)
    with filled.mending():
        assert facts_of(lambda: take(impatient, Source.PREVIOUS)) == (
            "Busy",
            {"holder": "another program", "seconds": 0.0},
        )
    take(impatient, Source.PREVIOUS)
    assert diagnose(filled) == []


def test_a_lock_may_be_missing(filled: NotebookStore) -> None:
    filled.folder.lock.unlink()
    assert diagnose(filled) == []
    add(filled, "通风")
    assert os.path.lexists(filled.folder.lock)


def test_a_copy_set_aside_twice_is_kept_once(store: NotebookStore) -> None:
    add(store, "通风")
    for _attempt in range(2):
        add(store, "消毒")
        put(store.folder.live, b"half")
        take(store, Source.PREVIOUS)
    assert [name for name in files(store.folder.path) if name.startswith("damaged/")] == [
        aside(store.folder.live, b"half")
    ]


def test_closed_days_that_are_gone_are_told(filled: NotebookStore) -> None:
    shutil.rmtree(filled.folder.closed)
    assert diagnose(filled) == [
        damaged(filled.folder.closed, "2020-02-20, closed last as number 2, is missing or unreadable", RESTORE)
    ]


def test_an_item_that_makes_no_sense_is_told_although_most_commands_never_read_it(filled: NotebookStore) -> None:
    tables = tables_of(filled.folder.live)
    tables["items 2020-02-22"]["1"]["text"] = None
    put(filled.folder.live, encode(tables, generation=99)[0])
    assert diagnose(filled) == [
        damaged(filled.folder.live, "item 1 has a wrong “text”", PREVIOUS.format(items=10, entry=37), RESTORE)
    ]
