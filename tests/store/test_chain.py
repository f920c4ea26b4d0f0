"""The chain of closed days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import at
from tests.store.conftest import (
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    close,
    facts_of,
    put,
    tables_of,
)
from worklist.checklist.health import ChainLink, Verification
from worklist.checklist.page import Seal
from worklist.store.chain import verify
from worklist.store.codec import decode, encode
from worklist.store.notebook import NotebookStore

LATER = at(9, day=22)
UNKNOWN_END = "the live file does not know the page that ends the chain"


@pytest.fixture
def seals(store: NotebookStore) -> list[Seal]:
    """The seals of three closed days, of which the last was not closed last."""
    for day in (WEDNESDAY, THURSDAY, FRIDAY):
        add(store, "通风", day=day)
    return [close(store, day, stamp=LATER, carry_rest=True).seal for day in (WEDNESDAY, FRIDAY, THURSDAY)]


def link(seal: Seal, problem: str | None = None) -> ChainLink:
    return ChainLink(day=seal.day, number=seal.number, digest=seal.digest, problem=problem)


def unreadable(day: date, problem: str) -> ChainLink:
    return ChainLink(day=day, number=None, digest=None, problem=problem)


def forge(path: Path, **fields: str | int | None) -> str:
    """Change a sealed page's seal and give it a right checksum; give its new digest."""
    tables = tables_of(path)
    tables["seal"]["1"].update(fields)
    data, digest = encode(tables, generation=decode(path.read_bytes()).generation)
    put(path, data)
    return digest


def test_a_notebook_without_closed_days_is_sound(store: NotebookStore) -> None:
    assert verify(store) == Verification(links=(), problems=())
    add(store, "通风")
    assert verify(store) == Verification(links=(), problems=())


def test_a_sound_chain_is_told_in_the_order_of_its_numbers(store: NotebookStore, seals: list[Seal]) -> None:
    found = verify(store)
    assert found == Verification(links=tuple(map(link, seals)), problems=())
    assert found.is_sound
    assert [each.day for each in found.links] == [WEDNESDAY, FRIDAY, THURSDAY]


def test_a_page_that_was_changed_is_named_with_the_gap_it_leaves(store: NotebookStore, seals: list[Seal]) -> None:
    path = store.folder.sealed(FRIDAY)
    put(path, path.read_bytes().replace("通风".encode(), "通气".encode()))
    problem = "its checksum does not fit its content"
    assert verify(store) == Verification(
        links=(link(seals[0]), link(seals[2], "number 2 before it is missing"), unreadable(FRIDAY, problem)),
        problems=(),
    )


def test_a_page_that_was_changed_and_given_a_right_checksum_breaks_the_next_link(
    store: NotebookStore, seals: list[Seal]
) -> None:
    digest = forge(store.folder.sealed(FRIDAY), closed_by="联络员02")
    changed = replace(seals[1], digest=digest)
    assert verify(store) == Verification(
        links=(
            link(seals[0]),
            link(changed),
            link(seals[2], "it does not name the digest of number 2 before it"),
        ),
        problems=(),
    )


def test_the_last_page_changed_and_given_a_right_checksum_is_not_the_one_that_was_closed_last(
    store: NotebookStore, seals: list[Seal]
) -> None:
    digest = forge(store.folder.sealed(THURSDAY), closed_by="联络员02")
    assert verify(store) == Verification(
        links=(link(seals[0]), link(seals[1]), link(replace(seals[2], digest=digest))),
        problems=("2020-02-20, number 3, is not the page that was closed",),
    )


def test_a_first_page_that_names_one_before_it_is_no_beginning(store: NotebookStore, seals: list[Seal]) -> None:
    digest = forge(store.folder.sealed(WEDNESDAY), previous="0" * 64)
    found = verify(store)
    assert found.links[0] == link(replace(seals[0], digest=digest), "it does not name the digest of number 0 before it")
    assert not found.is_sound


def test_a_page_that_was_taken_away_leaves_a_gap(store: NotebookStore, seals: list[Seal]) -> None:
    store.folder.sealed(FRIDAY).unlink()
    assert verify(store) == Verification(
        links=(link(seals[0]), link(seals[2], "number 2 before it is missing")), problems=()
    )


def test_the_first_page_taken_away_leaves_a_gap(store: NotebookStore, seals: list[Seal]) -> None:
    store.folder.sealed(WEDNESDAY).unlink()
    assert verify(store) == Verification(
        links=(link(seals[1], "number 1 before it is missing"), link(seals[2])), problems=()
    )


def test_the_last_page_taken_away_is_missed(store: NotebookStore, seals: list[Seal]) -> None:
    store.folder.sealed(THURSDAY).unlink()
    assert verify(store) == Verification(
        links=(link(seals[0]), link(seals[1])),
        problems=("2020-02-20, closed last as number 3, is missing or unreadable",),
    )


@pytest.mark.usefixtures("seals")
def test_all_pages_taken_away_are_missed(store: NotebookStore) -> None:
    for day in (WEDNESDAY, THURSDAY, FRIDAY):
        store.folder.sealed(day).unlink()
    assert verify(store) == Verification(
        links=(), problems=("2020-02-20, closed last as number 3, is missing or unreadable",)
    )


def test_a_page_that_the_live_file_does_not_know_is_told(
    store: NotebookStore, seals: list[Seal], tmp_path: Path
) -> None:
    other = NotebookStore(tmp_path / "other")
    stranger = close(other, date(2020, 2, 10), stamp=LATER).seal
    path = store.folder.sealed(stranger.day)
    path.write_bytes(other.folder.sealed(stranger.day).read_bytes())
    digest = forge(path, number=4, previous=seals[2].digest)
    added = replace(stranger, number=4, previous=seals[2].digest, digest=digest)
    assert verify(store) == Verification(links=(*map(link, seals), link(added)), problems=(UNKNOWN_END,))


def test_two_pages_of_one_number_do_not_make_a_chain(store: NotebookStore, seals: list[Seal], tmp_path: Path) -> None:
    other = NotebookStore(tmp_path / "other")
    twin = close(other, date(2020, 2, 10), stamp=LATER).seal
    store.folder.sealed(twin.day).write_bytes(other.folder.sealed(twin.day).read_bytes())
    found = verify(store)
    assert {each.day for each in found.links} == {twin.day, *(seal.day for seal in seals)}
    assert [each.problem for each in found.links if each.number == 1] == [None, "number 2 before it is missing"]
    assert not found.is_sound


def test_a_page_whose_log_makes_no_sense_is_named(store: NotebookStore, seals: list[Seal]) -> None:
    path = store.folder.sealed(FRIDAY)
    tables = tables_of(path)
    tables["items"].clear()
    put(path, encode(tables, generation=2)[0])
    found = verify(store)
    assert found.links[0] == link(seals[0])
    assert (found.links[-1].day, found.links[-1].number) == (FRIDAY, None)


def test_a_page_whose_items_make_no_sense_is_named_although_no_log_speaks_of_them(
    store: NotebookStore, seals: list[Seal]
) -> None:
    path = store.folder.sealed(THURSDAY)
    tables = tables_of(path)
    tables["items"]["1"]["text"] = 7
    tables["log"] = {}
    put(path, encode(tables, generation=3)[0])
    found = verify(store)
    assert found.links[:2] == (link(seals[0]), link(seals[1]))
    assert found.links[2:] == (unreadable(THURSDAY, "item 1 has a wrong “text”"),)


@pytest.mark.usefixtures("seals")
def test_a_page_that_is_no_plain_file_is_named(store: NotebookStore) -> None:
    path = store.folder.sealed(FRIDAY)
    path.unlink()
    path.symlink_to(store.folder.sealed(THURSDAY))
    assert unreadable(FRIDAY, "a symbolic link") in verify(store).links


def test_a_page_taken_away_while_the_chain_is_read_is_no_error(
    store: NotebookStore, seals: list[Seal], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = store.folder.closed_days()
    monkeypatch.setattr(store.folder, "closed_days", lambda: [*days, date(2020, 2, 10)])
    assert verify(store) == Verification(links=tuple(map(link, seals)), problems=())


@pytest.mark.usefixtures("seals")
def test_without_a_live_file_that_can_be_read_the_end_is_not_known(store: NotebookStore) -> None:
    store.folder.live.write_bytes(b"")
    assert facts_of(lambda: verify(store)) == ("Damaged", {"path": store.folder.live, "problem": "it is empty"})
