"""Items of a closed day by their ids, found without reading the rest of its file."""

from pathlib import Path

import pytest

from tests.store.conftest import FRIDAY, THURSDAY, WEDNESDAY, add, close, damage, put, vouched
from tests.store.golden import unpack
from worklist.store.codec import SCHEMA
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import closed_items


@pytest.mark.parametrize("day", [WEDNESDAY, THURSDAY])
def test_an_item_of_a_closed_day_is_what_its_page_says(filled: NotebookStore, day: object) -> None:
    sealed = filled.closed_page(WEDNESDAY if day == WEDNESDAY else THURSDAY)
    assert sealed is not None
    items = dict(sealed.page.items)
    assert items
    assert closed_items(filled.folder, sealed.page.day, items.keys()) == items
    assert closed_items(filled.folder, sealed.page.day, [*items][-1:]) == {id: items[id] for id in [*items][-1:]}


def test_what_a_text_says_is_no_item_and_an_id_that_nothing_bears_is_left_out(store: NotebookStore) -> None:
    add(store, '"2":{"kind":"issues"}', '},"log":{"3":{', '"items":{"1":{', day=WEDNESDAY)
    sealed = close(store, WEDNESDAY, carry_rest=True)
    assert closed_items(store.folder, WEDNESDAY, range(9)) == dict(sealed.page.items)
    assert closed_items(store.folder, FRIDAY, [1]) == {}


def test_a_page_of_a_day_without_items_has_none(store: NotebookStore) -> None:
    close(store, WEDNESDAY)
    assert closed_items(store.folder, WEDNESDAY, [1]) == {}


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_an_old_page_is_read_as_a_whole(folder: Path, schema: int) -> None:
    unpack(schema, folder)
    store = NotebookStore(folder)
    sealed = store.closed_page(WEDNESDAY)
    assert sealed is not None
    assert closed_items(store.folder, WEDNESDAY, range(99)) == dict(sealed.page.items)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it is empty"),
        (vouched(b'"items":{"1":{"kind":\xff}},"log":{}}'), "it is not written as worklist writes it"),
        (vouched(b'"items":{"1":{"kind":}},"log":{}}'), "it is not written as worklist writes it"),
        (vouched(b'"items":{"1":{"kind":"issues"}},"log":{}}'), "item 1 has no “text”"),
        (vouched(b'"items":{"1":{"a":%b1' % (b"[" * 200_000)), "it is not written as worklist writes it"),
    ],
    ids=["empty", "no text", "no JSON", "no item", "nested deeply"],
)
def test_damage_is_told(filled: NotebookStore, data: bytes, problem: str) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    put(path, data)
    assert damage(lambda: closed_items(filled.folder, WEDNESDAY, [1])) == (path, problem)
