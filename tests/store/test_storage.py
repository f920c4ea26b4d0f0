"""The live file as TinyDB tables."""

from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.conftest import files
from worklist.store.codec import Content, Tables, decode, encode
from worklist.store.storage import CheckedStorage, LiveTables


@pytest.fixture
def live(tmp_path: Path) -> LiveTables:
    """The tables of a file that does not exist yet."""
    return LiveTables(CheckedStorage(tmp_path / "live", tmp_path / "previous", None))


def test_there_are_no_tables_before_the_first_is_put(live: LiveTables) -> None:
    assert live.all() == {}


def test_documents_are_put_under_their_numbers(live: LiveTables) -> None:
    live.put("pages", {20200221: {"day": "2020-02-21"}, 20200220: {"day": "2020-02-20"}})
    live.put("log", {1: {}})
    assert live.all() == {
        "pages": {"20200221": {"day": "2020-02-21"}, "20200220": {"day": "2020-02-20"}},
        "log": {"1": {}},
    }


def test_documents_are_put_in_place_of_those_that_stand_there(live: LiveTables) -> None:
    live.put("pages", {1: {"a": 1, "b": 1}, 2: {"a": 2}})
    live.put("pages", {1: {"a": 3}, 3: {}})
    assert live.all() == {"pages": {"1": {"a": 3}, "2": {"a": 2}, "3": {}}}


def test_documents_are_taken_away_by_their_numbers(live: LiveTables) -> None:
    live.put("pages", {1: {}, 2: {}, 3: {}})
    live.remove("pages", [1, 3])
    assert live.all() == {"pages": {"2": {}}}


def test_a_table_is_dropped_whole_and_can_be_put_again(live: LiveTables) -> None:
    live.put("log", {1: {}, 2: {}})
    live.put("pages", {1: {}})
    live.drop("log")
    live.drop("items 2020-02-20")
    assert live.all() == {"pages": {"1": {}}}
    live.put("log", {7: {"by": "联络员01"}})
    assert live.all() == {"pages": {"1": {}}, "log": {"7": {"by": "联络员01"}}}


def test_nothing_is_on_the_disk_before_it_is_saved(live: LiveTables, tmp_path: Path) -> None:
    live.put("pages", {1: {}})
    live.remove("pages", [1])
    live.drop("pages")
    assert files(tmp_path) == {}


def test_the_first_generation_is_number_one(live: LiveTables, tmp_path: Path) -> None:
    tables: Tables = {"pages": {"1": {"day": "2020-02-20"}}}
    live.put("pages", {1: {"day": "2020-02-20"}})
    live.save()
    assert files(tmp_path) == {"live": encode(tables, generation=1)[0]}


def test_every_save_is_the_generation_after_the_one_read_and_keeps_that(tmp_path: Path) -> None:
    before, _ = encode({"pages": {"1": {}}}, generation=41)
    (tmp_path / "live").write_bytes(before)
    live = LiveTables(CheckedStorage(tmp_path / "live", tmp_path / "previous", decode(before)))
    live.put("pages", {2: {}})
    live.save()
    after, _ = encode({"pages": {"1": {}, "2": {}}}, generation=42)
    assert files(tmp_path) == {"live": after, "previous": before}


def test_what_mends_a_file_does_not_keep_the_damaged_one_as_the_generation_before(tmp_path: Path) -> None:
    (tmp_path / "live").write_bytes(b"damaged")
    (tmp_path / "previous").write_bytes(b"sound")
    content = Content(tables={"pages": {"1": {}}}, schema=1, generation=41, digest="")
    LiveTables(CheckedStorage(tmp_path / "live", tmp_path / "previous", content)).save(keep=False)
    assert files(tmp_path) == {"live": encode({"pages": {"1": {}}}, generation=42)[0], "previous": b"sound"}


def test_tinydb_itself_reads_what_was_saved(live: LiveTables, tmp_path: Path) -> None:
    live.put("pages", {20200220: {"day": "2020-02-20"}})
    live.save()
    with TinyDB(tmp_path / "live") as database:
        assert database.tables() == {"_meta", "pages"}
        assert [(found.doc_id, dict(found)) for found in database.table("pages")] == [(20200220, {"day": "2020-02-20"})]
