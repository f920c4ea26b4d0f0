"""Notebooks of every schema open as they were, and work goes on in them."""

import re
from pathlib import Path

import pytest

from tests.program import answer
from tests.store.conftest import files
from tests.store.golden import golden, said, says, unpack
from worklist.store.codec import JSON, SCHEMA, decode
from worklist.store.folder import Folder

SCHEMAS = range(1, SCHEMA + 1)


def holds(now: JSON, then: JSON) -> bool:
    """Whether an answer says all that it said: fields are added to it, never removed."""
    if isinstance(now, dict) and isinstance(then, dict):
        return now.keys() >= then.keys() and all(holds(now[field], value) for field, value in then.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(holds, now, then))
    return type(now) is type(then) and now == then


def test_there_is_a_notebook_of_every_schema_and_it_is_of_that_schema() -> None:
    assert sorted(path.name for path in golden(1).parent.glob("schema-*")) == [
        golden(schema).name for schema in SCHEMAS
    ]
    for schema in SCHEMAS:
        contents = [decode(path.read_bytes()) for path in (golden(schema) / "notebook").rglob("*.json")]
        assert {content.schema for content in contents} == {schema}
        assert len(contents) == 4


@pytest.mark.parametrize("schema", SCHEMAS)
def test_an_old_notebook_says_what_it_always_said_and_stays_as_it_is(folder: Path, schema: int) -> None:
    unpack(schema, folder)
    before = files(folder)
    then = said(schema)
    now = says(folder, then)
    assert [line for line in then if not holds(now[line], then[line])] == []
    assert files(folder) == before


@pytest.mark.parametrize("schema", SCHEMAS)
def test_work_goes_on_in_an_old_notebook(folder: Path, schema: int) -> None:
    unpack(schema, folder)
    old = files(folder)
    assert answer(folder, "add", "+measures", "通风", "--day", "2020-02-22").code == 0
    assert answer(folder, "done", "3", "--day", "2020-02-22").code == 0
    assert answer(folder, "close-day", "--carry-rest", "--day", "2020-02-21").code == 0
    verified = answer(folder, "verify")
    assert (verified.code, verified.err) == (0, "3 closed days, all sound.\n")
    assert re.findall(r"2020-02-\d\d", verified.out) == ["2020-02-19", "2020-02-20", "2020-02-21"]
    assert answer(folder, "doctor").out == "The notebook is sound.\n"
    assert decode(Folder(folder).live.read_bytes()).schema == SCHEMA
    now = files(folder)
    assert {name: now[name] for name in old if name.startswith("closed")} == {
        name: data for name, data in old.items() if name.startswith("closed")
    }
