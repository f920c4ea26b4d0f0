"""The whole notebook as JSON, and back."""

import errno
import itertools
import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import at
from tests.store.conftest import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    Refusal,
    add,
    close,
    facts_of,
    files,
    modes,
    put,
    snapshot,
    vouched,
)
from tests.store.golden import golden, unpack
from worklist.store import chain
from worklist.store.backup import Backup
from worklist.store.codec import SCHEMA, decode
from worklist.store.doctor import diagnose
from worklist.store.notebook import NotebookStore
from worklist.store.whole import bring_in, read_whole, whole_text

SOURCE = Path("whole.json")
SEALED = ("closed/2020/2020-02-19.json", "closed/2020/2020-02-20.json")


@pytest.fixture
def other(tmp_path: Path) -> NotebookStore:
    """The store of another notebook that does not exist yet."""
    return NotebookStore(tmp_path / "other")


def read(data: bytes, store: NotebookStore) -> Backup:
    return read_whole(data, SOURCE, store)[0]


def bring(data: bytes, store: NotebookStore, *, dry_run: bool = False) -> bool:
    return bring_in(store, read(data, store), dry_run=dry_run)


def said(store: NotebookStore) -> Any:  # noqa: ANN401 - JSON
    """Give the whole notebook as JSON says it, to change it."""
    return json.loads(whole_text(store))


def refusal(text: object, store: NotebookStore) -> str:
    """Say why this is not taken for a whole notebook."""
    data = text if isinstance(text, bytes) else json.dumps(text).encode()
    name, facts = facts_of(lambda: read(data, store)) or ("", {})
    assert (name, facts["path"]) == ("NotAnExport", SOURCE)
    return str(facts["problem"])


# There and back


def test_a_whole_notebook_comes_back_byte_for_byte_with_its_chain(filled: NotebookStore, other: NotebookStore) -> None:
    data = whole_text(filled)
    assert bring(data, other)
    assert files(other.folder.path) == {
        name: content for name, content in files(filled.folder.path).items() if name != "worklist.prev.json"
    }
    assert snapshot(other) == snapshot(filled)
    assert chain.verify(other) == chain.verify(filled)
    assert whole_text(other) == data


def test_what_comes_back_is_for_its_owner_alone_and_closed_pages_are_read_only(
    filled: NotebookStore, other: NotebookStore
) -> None:
    bring(whole_text(filled), other)
    assert modes(other.folder.path) == {
        ".": "700",
        "closed": "700",
        "closed/2020": "700",
        "closed/2020/2020-02-19.json": "400",
        "closed/2020/2020-02-20.json": "400",
        "lock": "600",
        "worklist.json": "600",
    }


def test_it_is_one_json_object_with_each_closed_day_by_its_date(filled: NotebookStore) -> None:
    text = said(filled)
    assert list(text) == ["worklist", "live", "closed"]
    assert list(text["closed"]) == ["2020-02-19", "2020-02-20"]
    assert text["closed"]["2020-02-19"]["items"]["1"]["text"] == "2000 个口罩"


def test_no_sign_in_it_is_one_that_a_terminal_obeys(store: NotebookStore, other: NotebookStore) -> None:
    add(store, "a\x1b[2J\x9b\u202e\u2028b")
    data = whole_text(store)
    assert {sign for sign in data.decode() if not sign.isprintable()} == {"\n"}
    bring(data, other)
    assert other.folder.live.read_bytes() == store.folder.live.read_bytes()


@pytest.mark.parametrize("layout", [{"indent": 2}, {"ensure_ascii": True, "separators": (" ,", " : ")}], ids=str)
def test_another_layout_of_the_same_json_brings_the_same_bytes(
    filled: NotebookStore, other: NotebookStore, layout: dict[str, Any]
) -> None:
    bring(json.dumps(said(filled), **layout).encode(), other)
    assert whole_text(other) == whole_text(filled)


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_notebook_of_every_schema_comes_back_as_it_was(
    store: NotebookStore, other: NotebookStore, schema: int
) -> None:
    unpack(schema, store.folder.path)
    data = whole_text(store)
    assert bring(data, other)
    assert decode(other.folder.live.read_bytes()).schema == schema
    assert whole_text(other) == data
    assert golden(schema).exists()


def test_a_half_closed_day_comes_back_half_closed_and_is_finished_there(
    filled: NotebookStore, other: NotebookStore
) -> None:
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled)
    put(filled.folder.live, filled.folder.previous.read_bytes())
    data = whole_text(filled)
    assert bring(data, other)
    assert whole_text(other) == data
    assert snapshot(other) == whole
    add(other, "值班", day=SATURDAY, stamp=at(9, day=22))
    assert chain.verify(other).is_sound


def test_a_notebook_without_closed_days_comes_back(store: NotebookStore, other: NotebookStore) -> None:
    add(store, "通风")
    assert bring(whole_text(store), other)
    assert snapshot(other) == snapshot(store)


# Again, and where there is something already


def test_the_same_again_changes_nothing(filled: NotebookStore, other: NotebookStore) -> None:
    data = whole_text(filled)
    bring(data, other)
    before = files(other.folder.path)
    assert not bring(data, other)
    assert not bring(data, filled)
    assert files(other.folder.path) == before


def test_a_dry_run_writes_nothing(filled: NotebookStore, other: NotebookStore) -> None:
    assert bring(whole_text(filled), other, dry_run=True)
    assert not other.folder.path.exists()


def test_a_notebook_in_which_something_else_stands_stays_as_it_is(filled: NotebookStore, other: NotebookStore) -> None:
    data = whole_text(filled)
    there = ("NotebookThere", {"path": other.folder.path})
    add(other, "通风")
    before = files(other.folder.path)
    assert facts_of(lambda: bring(data, other)) == there
    assert facts_of(lambda: bring(data, other, dry_run=True)) == there
    assert files(other.folder.path) == before


def test_a_notebook_that_has_gone_on_since_stays_as_it_is(filled: NotebookStore, other: NotebookStore) -> None:
    data = whole_text(filled)
    bring(data, other)
    close(other, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    before = files(other.folder.path)
    assert facts_of(lambda: bring(data, other)) == ("NotebookThere", {"path": other.folder.path})
    assert files(other.folder.path) == before


def test_a_notebook_whose_live_file_is_gone_is_not_written_over(filled: NotebookStore) -> None:
    data = whole_text(filled)
    filled.folder.live.unlink()
    before = files(filled.folder.path)
    assert facts_of(lambda: bring(data, filled)) == ("NotebookThere", {"path": filled.folder.path})
    assert files(filled.folder.path) == before


def test_one_that_was_cut_short_is_taken_up_where_it_ended(filled: NotebookStore, other: NotebookStore) -> None:
    data = whole_text(filled)
    bring(data, other)
    other.folder.live.unlink()
    other.folder.sealed(THURSDAY).unlink()
    (finding,) = diagnose(other)
    assert finding.remedies[-1] == "worklist import --format json FILE (again, if it was cut short)"
    kept = other.folder.sealed(WEDNESDAY).stat().st_ino
    assert bring(data, other)
    assert whole_text(other) == data
    assert other.folder.sealed(WEDNESDAY).stat().st_ino == kept


def test_two_at_once_bring_it_once(
    filled: NotebookStore, other: NotebookStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = whole_text(filled)
    files_there = read(data, other)
    mending = NotebookStore.mending

    def late(store: NotebookStore) -> object:
        monkeypatch.setattr(NotebookStore, "mending", mending)
        assert bring(data, store)
        return mending(store)

    monkeypatch.setattr(NotebookStore, "mending", late)
    assert not bring_in(other, files_there, dry_run=False)
    assert whole_text(other) == data


def test_a_disk_that_is_full_leaves_no_notebook_and_the_same_again_brings_it(
    filled: NotebookStore, other: NotebookStore, refuse: Refusal
) -> None:
    data = whole_text(filled)
    refuse("fsync", 28)
    name, _facts = facts_of(lambda: bring(data, other)) or ("", {})
    assert name == "DiskFull"
    assert not other.folder.live.exists()
    assert bring(data, other)
    assert whole_text(other) == data


def test_there_is_no_notebook_before_all_its_closed_days_are_there(
    filled: NotebookStore, other: NotebookStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, placed = os.replace, []

    def noted(source: str, target: str, **named: int) -> None:
        placed.append(Path(target).name)
        replace(source, target, **named)

    monkeypatch.setattr(os, "replace", noted)
    bring(whole_text(filled), other)
    assert placed == ["2020-02-19.json", "2020-02-20.json", "worklist.json"]


# What is not a whole notebook


def test_there_is_nothing_to_give_where_there_is_no_notebook(store: NotebookStore) -> None:
    assert facts_of(lambda: whole_text(store)) == ("NoNotebook", {"path": store.folder.path})


def test_a_damaged_closed_day_is_not_left_out(filled: NotebookStore) -> None:
    path = filled.folder.sealed(THURSDAY)
    put(path, b"")
    assert facts_of(lambda: whole_text(filled)) == ("Damaged", {"path": path, "problem": "it is empty"})


def test_what_is_no_json_is_named_with_line_and_column(store: NotebookStore) -> None:
    assert refusal(b'{"worklist":1,\n"live" 5', store) == "line 2 column 8: Expecting ':' delimiter"
    assert refusal(b"\xff", store) == "byte 1 is not UTF-8"
    assert refusal(b"[" * 100_000, store) == "it is nested too deeply"
    assert refusal(b"", store) == "line 1 column 1: Expecting value"


def test_what_is_another_json_is_no_whole_notebook(filled: NotebookStore) -> None:
    whole = said(filled)
    parts = "it has not the parts of one"
    assert refusal([], filled) == parts
    assert refusal({}, filled) == parts
    assert refusal({**whole, "worklist": 2}, filled) == "a newer worklist wrote it"
    assert refusal({**whole, "more": 1}, filled) == parts
    assert refusal({**whole, "live": {}}, filled) == parts
    assert refusal({**whole, "closed": {"2020-02-19": {}}}, filled) == "“2020-02-19” in it is not a page"
    assert refusal(b'{"worklist":1,"worklist":1}', filled) == "“worklist” stands twice in one object"
    assert refusal(b'{"worklist":NaN}', filled) == "NaN is not a number of JSON"
    assert refusal({**whole, "live": {"_meta": 1}}, filled) == "“_meta” is not a table"
    whole["live"]["_meta"]["1"]["sha256"] = "\ud800"
    assert refusal(whole, filled) == "its _meta does not say which schema and generation it is"
    whole = said(filled)
    misnamed = {"20-02-20": whole["closed"]["2020-02-20"]}
    assert refusal({**whole, "closed": misnamed}, filled) == "“20-02-20” is no day"


def test_a_page_that_was_changed_is_refused(filled: NotebookStore) -> None:
    whole = said(filled)
    whole["closed"]["2020-02-19"]["items"]["1"]["text"] = "1000 个口罩"
    assert refusal(whole, filled) == "2020-02-19: its checksum does not fit its content"
    whole = said(filled)
    whole["live"]["notebook"]["1"]["last_entry"] = 1
    assert refusal(whole, filled) == "its checksum does not fit its content"


def test_a_page_that_is_missing_is_missed(filled: NotebookStore) -> None:
    whole = said(filled)
    first = whole["closed"].pop("2020-02-19")
    assert refusal(whole, filled) == "2020-02-20: number 1 before it is missing"
    whole["closed"] = {"2020-02-19": first}
    assert refusal(whole, filled) == "2020-02-20, closed last as number 2, is missing or unreadable"
    whole["closed"] = {"2020-02-20": first}
    assert refusal(whole, filled) == "2020-02-20: it holds the page of 2020-02-19"


def test_documents_that_make_no_sense_under_a_right_checksum_are_refused(
    filled: NotebookStore, store: NotebookStore
) -> None:
    whole = said(filled)
    page = b'"seal":{"1":{}},"page":{"1":{}}}'
    whole["closed"]["2020-02-19"] = json.loads(vouched(page))
    assert refusal(whole, store) == "2020-02-19: a seal has no “number”"


def test_a_notebook_of_a_newer_worklist_is_refused_as_such(filled: NotebookStore) -> None:
    whole = said(filled)
    body = filled.folder.live.read_bytes().partition(b"\n")[2]
    whole["live"] = json.loads(vouched(body, schema=SCHEMA + 1, generation=7))
    name, facts = facts_of(lambda: read(json.dumps(whole).encode(), filled)) or ("", {})
    assert (name, facts["found"]) == ("NewerSchema", SCHEMA + 1)


def test_wherever_the_disk_fails_the_same_again_brings_the_whole(
    filled: NotebookStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, fsync = whole_text(filled), os.fsync
    failures = []
    for number in itertools.count(1):
        store, descriptors = NotebookStore(tmp_path / str(number)), itertools.count(1)

        def failing(descriptor: int, at: int = number, calls: Iterator[int] = descriptors) -> None:
            if next(calls) == at:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", failing)
        name, _facts = facts_of(partial(bring, data, store)) or ("", {})
        monkeypatch.setattr(os, "fsync", fsync)
        if not name:
            break
        failures.append(name)
        is_there = store.folder.live.exists()
        assert files(store.folder.path).keys() - {"lock"} == ({"worklist.json", *SEALED} if is_there else set())
        assert store.folder.closed.exists() == is_there  # without the live file that would be a damaged notebook
        bring(data, store)
        assert not bring(data, store)
        assert whole_text(store) == data
    assert set(failures) == {"CannotWrite", "NotVouchedFor"}
    assert len(failures) > 8
