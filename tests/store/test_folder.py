"""The notebook as files: what stands in the folder, under which names and with which rights."""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import at
from tests.store.conftest import (
    DOSE,
    EMPTY,
    FRIDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    add_check,
    carry,
    close,
    damage,
    done,
    expect,
    facts_of,
    files,
    fill,
    modes,
    put,
    put_roster,
    snapshot,
    tables_of,
    umask,
    undo,
)
from worklist.store import chain
from worklist.store.codec import JSON, SCHEMA, decode, encode
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore, items_table, page_number

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
                "notebook": store.read().id,
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
    assert (content.schema, content.generation) == (SCHEMA, 1)
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


# The park in the live file


@pytest.mark.parametrize(
    ("table", "number", "problem"),
    [
        ("checks", "0", "it has documents that do not belong to it"),
        ("companies", "0", "it has documents that do not belong to it"),
        ("settings", "2", "it has documents that do not belong to it"),
        ("rooms", "1", "it has tables that do not belong to it"),
    ],
)
def test_a_live_file_with_documents_of_a_park_that_cannot_be_is_damage(
    store: NotebookStore, table: str, number: str, problem: str
) -> None:
    put_roster(store)
    add_check(store, DOSE)
    expect(store)
    tables = tables_of(store.folder.live)
    document = next(iter(tables.get(table, {"1": {}}).values()))
    tables.setdefault(table, {})[number] = document
    put(store.folder.live, encode({**tables}, generation=99)[0])
    assert damage(lambda: snapshot(store)) == (store.folder.live, problem)


def test_an_empty_table_of_settings_is_damage_and_empty_ones_of_companies_and_checks_are_not(
    store: NotebookStore,
) -> None:
    put_roster(store)
    add_check(store, DOSE)
    undo(store)
    undo(store)
    tables = tables_of(store.folder.live)
    assert (tables["companies"], tables["checks"]) == ({}, {})
    assert (snapshot(store).companies, snapshot(store).checks) == ({}, {})
    put(store.folder.live, encode({**tables, "settings": {}}, generation=99)[0])
    assert damage(store.read) == (store.folder.live, "it has documents that do not belong to it")


def test_a_notebook_has_a_name_that_no_other_has_and_keeps_it(store: NotebookStore, tmp_path: Path) -> None:
    other = NotebookStore(tmp_path / "other")
    for each in (store, other):
        assert each.read().id is None
        add(each, "通风", day=WEDNESDAY)
    names = [store.read().id, other.read().id]
    assert None not in names
    assert names[0] != names[1]
    done(store, 1, day=WEDNESDAY)
    close(store, WEDNESDAY)
    close(other, WEDNESDAY, carry_rest=True)
    assert [store.read().id, other.read().id] == names


def test_a_notebook_that_begins_with_a_closed_day_has_a_name(store: NotebookStore) -> None:
    close(store, WEDNESDAY)
    assert store.read().id is not None
