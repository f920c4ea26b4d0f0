"""`find`, where the transcripts do not reach."""

from pathlib import Path

import pytest

from tests.store.conftest import THURSDAY, add, close
from worklist.checklist.items import Item
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page
from worklist.cli.commands.find import _find
from worklist.store.notebook import NotebookStore


def test_a_day_that_is_closed_meanwhile_is_found_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = NotebookStore(folder)
    add(store, "2000 masks", day=THURSDAY)
    read = store.read

    def and_then_closed() -> Notebook:
        notebook = read()
        close(NotebookStore(folder), THURSDAY, carry_rest=True)
        return notebook

    monkeypatch.setattr(store, "read", and_then_closed)
    found: list[tuple[Page, Item]] = []
    assert _find(store, "masks", found) is None
    assert [(page.day, item.text) for page, item in found] == [(THURSDAY, "2000 masks")]
