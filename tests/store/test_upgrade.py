"""From an older schema to this one."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from tests.store.conftest import (
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    close,
    damage,
    facts_of,
    files,
    fill,
    put,
    read_sealed,
    snapshot,
    tables_of,
    vouched,
)
from worklist.errors import NewerSchema
from worklist.store import backup, chain, doctor
from worklist.store.codec import SCHEMA, Content, Document, Table, Tables, decode
from worklist.store.notebook import NotebookStore
from worklist.store.upgrade import UPGRADES, Upgrade, upgrade

PATH = Path("worklist.json")


def content(schema: int) -> Content:
    return Content(tables={"log": {"1": {"was": "0"}}}, schema=schema, generation=7, digest="ab")


def adding(word: str) -> Upgrade:
    """Give an upgrade that says it has been here."""

    def add_word(tables: Tables) -> Tables:
        return {"log": {"1": {"was": f"{tables['log']['1']['was']} {word}"}}}

    return add_word


def test_content_of_this_schema_stays_as_it_is() -> None:
    assert upgrade(content(SCHEMA), PATH) == content(SCHEMA)


def test_older_tables_are_upgraded_a_version_at_a_time_and_say_what_they_were() -> None:
    steps = {2: adding("2→3"), 1: adding("1→2"), 3: adding("3→4")}
    assert upgrade(content(1), PATH, steps, 3) == Content(
        tables={"log": {"1": {"was": "0 1→2 2→3"}}}, schema=1, generation=7, digest="ab"
    )
    assert upgrade(content(2), PATH, steps, 3).tables == {"log": {"1": {"was": "0 2→3"}}}


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(NewerSchema) as caught:
        upgrade(content(SCHEMA + 1), PATH)
    assert caught.value.facts == {"path": PATH, "found": SCHEMA + 1, "known": SCHEMA}


def upgraded(tables: Tables) -> Tables:
    return upgrade(Content(tables=tables, schema=1, generation=7, digest="ab"), PATH).tables


def test_from_schema_1_the_hour_that_nothing_could_change_is_left_out() -> None:
    rest: Table = {"20200220": {"day": "2020-02-20", "last_id": 0}}
    assert upgraded({"notebook": {"1": {"rollover": "04:00", "last_entry": 9}}, "pages": rest}) == {
        "notebook": {"1": {"last_entry": 9}},
        "pages": rest,
    }


@pytest.mark.parametrize("state", [{"rollover": "05:30", "last_entry": 9}, {"last_entry": 9}])
def test_from_schema_1_any_other_hour_becomes_a_setting_which_is_read_as_one(state: Document) -> None:
    """An hour that is missing is for the reading of the settings to find wrong."""
    assert upgraded({"notebook": {"1": state}}) == {
        "notebook": {"1": {"last_entry": 9}},
        "settings": {"1": {"rollover": state.get("rollover"), "expected": ["supplies", "measures", "doses", "issues"]}},
    }


def test_from_schema_1_a_sealed_page_stays_as_it_is() -> None:
    assert upgraded({"seal": {"1": {"number": 1}}, "items": {}}) == {"seal": {"1": {"number": 1}}, "items": {}}


def test_a_notebook_of_schema_1_whose_hour_was_changed_keeps_it(plain: NotebookStore) -> None:
    before = snapshot(plain)
    tables = tables_of(plain.folder.live)
    tables["notebook"]["1"]["rollover"] = "05:30"
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    put(plain.folder.live, vouched(body, schema=1))
    assert snapshot(plain) == replace(before, rollover=time(5, 30))
    add(plain, "送药", day=THURSDAY)
    assert snapshot(plain).rollover == time(5, 30)
    assert decode(plain.folder.live.read_bytes()).schema == SCHEMA


@pytest.mark.parametrize("hour", ["5:30", "", "05:30+08:00"])
def test_an_hour_of_schema_1_that_is_none_is_damage(plain: NotebookStore, hour: str) -> None:
    tables = tables_of(plain.folder.live)
    tables["notebook"]["1"]["rollover"] = hour
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    put(plain.folder.live, vouched(body, schema=1))
    assert damage(plain.read) == (plain.folder.live, "the settings has a wrong “rollover”")


def older(path: Path) -> bytes:
    """Make a file one of schema 0, whose items had their text under “line”; give its bytes."""
    tables = tables_of(path)
    for state in tables.get("notebook", {}).values():
        state["rollover"] = "04:00"
    for name, table in tables.items():
        for document in table.values() if name.startswith("items") else ():
            document["line"] = document.pop("text")
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    data = vouched(body, schema=0, generation=decode(path.read_bytes()).generation)
    put(path, data)
    return data


def lines_to_texts(tables: Tables) -> Tables:
    """Upgrade from schema 0."""
    return {
        name: {
            number: {("text" if field == "line" else field): value for field, value in document.items()}
            for number, document in table.items()
        }
        for name, table in tables.items()
    }


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this version know how to upgrade from schema 0."""
    monkeypatch.setitem(dict_of(UPGRADES), 0, lines_to_texts)


def dict_of(upgrades: object) -> dict[int, Upgrade]:
    assert isinstance(upgrades, dict)
    return upgrades


@pytest.fixture
def plain(store: NotebookStore) -> NotebookStore:
    """A store with an open page whose log says nothing of texts, and a closed one."""
    add(store, "通风", day=WEDNESDAY)
    close(store, WEDNESDAY, carry_rest=True)
    add(store, "消毒", day=FRIDAY)
    return store


@pytest.mark.usefixtures("known")
def test_an_older_notebook_is_read_and_left_as_it_is(plain: NotebookStore) -> None:
    before = snapshot(plain), read_sealed(plain, WEDNESDAY)
    older(plain.folder.live)
    older(plain.folder.sealed(WEDNESDAY))
    on_disk = files(plain.folder.path)
    page, history = read_sealed(plain, WEDNESDAY) or (None, None)
    assert before[1] is not None
    assert snapshot(plain) == before[0]
    assert page is not None
    assert (page.items, history) == (before[1][0].items, before[1][1])
    assert files(plain.folder.path) == on_disk


@pytest.mark.usefixtures("known")
def test_the_first_command_on_an_older_notebook_keeps_a_copy_and_writes_this_schema(plain: NotebookStore) -> None:
    before = snapshot(plain)
    old = older(plain.folder.live)
    entry = add(plain, "送药", day=THURSDAY)
    found = files(plain.folder.path)
    assert found["worklist.schema-0.json"] == old
    assert found["worklist.prev.json"] == old
    assert decode(found["worklist.json"]).schema == SCHEMA
    assert snapshot(plain).history == (entry, *before.history)
    add(plain, "登记返岗", day=THURSDAY)
    assert files(plain.folder.path)["worklist.schema-0.json"] == old


@pytest.mark.usefixtures("known")
def test_a_copy_that_cannot_be_kept_stops_the_command(plain: NotebookStore) -> None:
    older(plain.folder.live)
    kept = plain.folder.path / "worklist.schema-0.json"
    kept.mkdir()
    before = files(plain.folder.path)
    assert facts_of(lambda: add(plain, "送药")) == ("CannotWrite", {"path": kept, "problem": "Is a directory"})
    assert files(plain.folder.path) == before


@pytest.mark.usefixtures("known")
def test_a_sealed_page_of_an_older_schema_is_never_rewritten(plain: NotebookStore) -> None:
    old = older(plain.folder.sealed(WEDNESDAY))
    add(plain, "送药", day=THURSDAY)
    close(plain, THURSDAY, carry_rest=True)
    assert files(plain.folder.path)["closed/2020/2020-02-19.json"] == old


@pytest.mark.usefixtures("known")
def test_doctor_takes_an_older_generation(plain: NotebookStore) -> None:
    before = snapshot(plain)
    old = older(plain.folder.live)
    plain.folder.previous.write_bytes(old)
    plain.folder.live.write_bytes(b"")
    doctor.take(plain, doctor.Source.PREVIOUS)
    assert snapshot(plain) == before
    assert decode(plain.folder.live.read_bytes()).schema == SCHEMA


def test_a_schema_that_never_was_is_damage(plain: NotebookStore) -> None:
    older(plain.folder.live)
    error = facts_of(plain.read)
    assert error is not None
    assert error[0] == "Damaged"


# A newer worklist has been here


def newer(path: Path) -> None:
    """Make a file one of the schema after this."""
    data = path.read_bytes()
    put(path, vouched(data[data.index(b"\n") + 1 :], schema=SCHEMA + 1, generation=decode(data).generation))


@pytest.mark.parametrize(
    "command",
    [
        lambda store: store.read(),
        lambda store: add(store, "通风"),
        lambda store: close(store, FRIDAY, carry_rest=True),
        chain.verify,
        lambda store: backup.back_up(store, store.folder.path / "backup.zip"),
        lambda store: doctor.take(store, doctor.Source.EDIT),
    ],
    ids=["read", "change", "close", "verify", "back up", "take the edit"],
)
def test_a_newer_live_file_is_refused_and_left_as_it_is(
    store: NotebookStore, command: Callable[[NotebookStore], object]
) -> None:
    fill(store)
    newer(store.folder.live)
    before = files(store.folder.path)
    assert facts_of(lambda: command(store)) == (
        "NewerSchema",
        {"path": store.folder.live, "found": SCHEMA + 1, "known": SCHEMA},
    )
    assert files(store.folder.path) == before


def test_a_newer_sealed_page_is_refused(plain: NotebookStore) -> None:
    path = plain.folder.sealed(WEDNESDAY)
    newer(path)
    assert facts_of(lambda: plain.closed_page(WEDNESDAY)) == (
        "NewerSchema",
        {"path": path, "found": SCHEMA + 1, "known": SCHEMA},
    )


def test_doctor_says_that_a_newer_worklist_was_here_and_offers_nothing(plain: NotebookStore) -> None:
    newer(plain.folder.live)
    live, *rest = doctor.diagnose(plain)
    assert rest == []
    assert (live.place, live.problem, live.remedies, live.is_damage) == (
        str(plain.folder.live),
        f"a newer worklist wrote it (schema {SCHEMA + 1})",
        ("upgrade worklist",),
        True,
    )
