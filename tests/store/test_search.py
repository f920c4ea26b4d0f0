import json
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.store.conftest import (
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    add,
    close,
    damage,
    done,
    note,
    put,
    take_in,
    undo,
)
from worklist.store.notebook import NotebookStore
from worklist.store.search import _BECOME_ASCII, closed_origins, is_without_case, json_text, may_hold

SIGNS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
TEXTS = st.text(st.sampled_from("kKsStTfi ßſKﬁﬆıİ℃“，口罩Σσς\"\\\n'é"), max_size=4)


def test_a_text_stands_in_a_file_as_json_writes_it() -> None:
    assert json_text('口"\\\n') == '口\\"\\\\\\n'


def test_every_letter_that_becomes_an_ascii_one_is_known_by_its_bytes() -> None:
    letters = [sign for sign in SIGNS if not sign.isascii() and any(part.isascii() for part in sign.casefold())]
    assert letters
    assert [letter for letter in letters if not any(known in letter.encode() for known in _BECOME_ASCII)] == []
    assert [known for known in _BECOME_ASCII if not any(known in letter.encode() for letter in letters)] == []


def test_no_other_sign_becomes_one_that_is_without_case() -> None:
    changed = {part for sign in SIGNS if sign.casefold() != sign for part in sign.casefold()}
    assert [sign for sign in changed if is_without_case(sign)] == []
    assert all(map(is_without_case, "口罩，（）。"))
    assert not any(map(is_without_case, "aé“Ａ"))


@given(before=TEXTS, text=TEXTS, after=TEXTS, wanted=TEXTS)
@example(before="", text="maſk", after="", wanted="MASK")
@example(before="", text="straße", after="", wanted="SS")
@example(before="", text="37 ℃", after="", wanted="k")
@example(before="口罩", text="MASKS", after="口罩", wanted="masks")
@example(before="\n", text="N", after="", wanted="n")
def test_a_file_that_holds_a_text_in_any_case_is_never_left_out(
    before: str, text: str, after: str, wanted: str
) -> None:
    held = before + text + after
    data = json.dumps({"text": held}, ensure_ascii=False).encode()
    assert may_hold(data, text)
    if wanted.casefold() in held.casefold():
        assert may_hold(data, wanted)


@pytest.mark.parametrize("text", ["masks", "停电", "é", "7"])
def test_a_file_without_it_is_left_out(text: str) -> None:
    assert not may_hold('{"text":"GLOVES ß 口罩"}'.encode(), text)


def test_a_closed_page_is_given_with_the_items_that_may_hold_the_text(store: NotebookStore) -> None:
    add(store, "Masks for the gate", "gloves", "停电", "noted", day=WEDNESDAY)
    note(store, 4, text="no MASKS left", day=WEDNESDAY)
    done(store, 1, 2, 3, 4, day=WEDNESDAY)
    close(store, WEDNESDAY)
    page = store.closed_page_with(WEDNESDAY, "masks")
    assert page is not None
    assert list(page.items) == [1, 4]
    assert store.closed_page_with(WEDNESDAY, "gown") is None
    assert store.closed_page_with(THURSDAY, "masks") is None


def test_the_origins_of_closed_days_are_found_but_not_of_items_that_were_taken_back(store: NotebookStore) -> None:
    take_in(store, "通风", "消毒", day=WEDNESDAY)
    undo(store)
    take_in(store, f'"origin":"{9:032x}"', day=WEDNESDAY)
    close(store, WEDNESDAY, carry_rest=True)
    take_in(store, "通风", "消毒", day=THURSDAY)
    assert closed_origins(store.folder) == {f"{1:032x}"}


def test_a_damaged_day_is_not_searched_for_origins(filled: NotebookStore) -> None:
    path = filled.folder.sealed(WEDNESDAY)
    put(path, b"")
    assert damage(lambda: closed_origins(filled.folder)) == (path, "it is empty")


def test_a_day_taken_away_while_origins_are_searched_has_none(
    filled: NotebookStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(filled.folder), "closed_days", lambda _folder: [FRIDAY])
    assert closed_origins(filled.folder) == set()
