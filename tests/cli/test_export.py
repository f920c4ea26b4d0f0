"""`export`: the items for other programs, compared whole."""

import json
from pathlib import Path

import pytest

from tests.conftest import Answer, Program
from tests.store.conftest import files, modes, put, tables_of
from worklist.store.codec import encode

THURSDAY, FRIDAY = "2020-02-20 09:00:00", "2020-02-21 09:00:00"
GATE, DOSE, CARRIED = (
    "de8b602e-5e8e-5728-ba8e-15bcf67e099f",
    "11cdb2c9-3e5f-5466-970b-ae94056e312c",
    "c217d777-9ce3-5a7d-b008-bfa7c13d4be0",
)
THURSDAYS = f"""\
x 2020-02-20 2020-02-20 +issues gate id:1 uuid:{GATE}
x 2020-02-20 2020-02-20 +doses herbal dose @宇环 due:2020-02-20 time:2100 status:carried id:2 uuid:{DOSE}
"""
FRIDAYS = f"2020-02-21 +doses herbal dose @宇环 due:2020-02-21 time:2100 id:1 uuid:{CARRIED}\n"
HEAD = (
    '"day","id","kind","text","company","who","due","count","need","unit","waived","status","reason",'
    '"carried_from","carried_to","times_carried","notes","uuid"\r\n'
)
ROW = (
    '"2020-02-21","1","doses","herbal dose","宇环","","2020-02-21 21:00","","","","","open","","2020-02-20","","1","",'
    f'"{CARRIED}"\r\n'
)


@pytest.fixture
def two_days(worklist: Program, folder: Path) -> Program:
    """A closed day and an open one, in a notebook without a name of its own: its items always have the same names."""
    worklist("add", "gate", now=THURSDAY)
    worklist("add", "herbal dose", "@宇环", "+doses", "--due", "21:00", now=THURSDAY)
    worklist("done", "1", now=THURSDAY)
    assert worklist("close-day", "--carry-rest", now="2020-02-20 23:00:00").code == 0
    live = folder / "worklist.json"
    tables = tables_of(live)
    del tables["notebook"]["1"]["notebook"]
    put(live, encode(tables, generation=9)[0])
    return worklist


def refused(sentence: str, code: int = 1) -> Answer:
    return Answer("", f"worklist: {sentence}\n", code)


@pytest.mark.parametrize(
    ("days", "items"),
    [
        ([], FRIDAYS),
        (["--day", "yesterday"], THURSDAYS),
        (["--from", "yesterday"], THURSDAYS + FRIDAYS),
        (["--to", "2-20"], THURSDAYS),
        (["--from", "2-20", "--to", "2-21"], THURSDAYS + FRIDAYS),
        (["--from", "tomorrow"], ""),
    ],
    ids=" ".join,
)
def test_the_days_that_are_asked_for_go_to_standard_output(two_days: Program, days: list[str], items: str) -> None:
    assert two_days("export", "--format", "todotxt", *days, now=FRIDAY) == Answer(items, "", 0)


def test_a_range_without_an_end_has_what_is_planned_too(two_days: Program) -> None:
    two_days("add", "the audit", "--day", "2-25", now=FRIDAY)
    said = two_days("export", "--format", "todotxt", "--from", "2-21", now=FRIDAY)
    assert [line.split()[0] for line in said.out.splitlines()] == ["2020-02-21", "2020-02-25"]


def test_a_dash_is_standard_output(two_days: Program, tmp_path: Path) -> None:
    assert two_days("export", "--format", "csv", "-o", "-", now=FRIDAY) == Answer(HEAD + ROW, "", 0)
    assert [path.name for path in tmp_path.iterdir()] == ["notebook"]


def test_every_format_has_the_items_of_the_working_day(two_days: Program) -> None:
    assert two_days("export", "--format", "csv", now=FRIDAY) == Answer(HEAD + ROW, "", 0)
    (task,) = json.loads(two_days("export", "--format", "taskwarrior", now=FRIDAY).out)
    assert (task["description"], task["status"], task["due"]) == ("herbal dose", "pending", "20200221T130000Z")
    lines = two_days("export", "--format", "ics", now=FRIDAY).out.split("\r\n")
    assert [line for line in lines if line.startswith(("SUMMARY", "STATUS", "DUE"))] == [
        "DUE:20200221T130000Z",
        "STATUS:NEEDS-ACTION",
        "SUMMARY:herbal dose",
    ]


@pytest.mark.usefixtures("two_days")
def test_output_is_utf8_whatever_the_terminal_speaks(started: Program) -> None:
    said = started("export", "--format", "todotxt", now=FRIDAY, LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert said == Answer(FRIDAYS, "", 0)


def test_a_file_is_its_owners_alone_and_a_table_begins_with_a_byte_order_mark(
    two_days: Program, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    assert two_days("export", "--format", "csv", "-o", "out/a.csv", now=FRIDAY) == Answer("out/a.csv: 1 item\n", "", 0)
    said = two_days("export", "--format", "todotxt", "--from", "2-20", "-o", "out/todo.txt", now=FRIDAY)
    assert said == Answer("out/todo.txt: 3 items\n", "", 0)
    assert files(out) == {
        "a.csv": b"\xef\xbb\xbf" + (HEAD + ROW).encode(),
        "todo.txt": (THURSDAYS + FRIDAYS).encode(),
    }
    assert modes(out) == {".": "700", "a.csv": "600", "todo.txt": "600"}


def test_a_file_that_is_there_stays_unless_one_says_force(two_days: Program, tmp_path: Path) -> None:
    todo = tmp_path / "todo.txt"
    todo.write_bytes(b"mine")
    command = ("export", "--format", "todotxt", "-o", "todo.txt")
    assert two_days(*command, now=FRIDAY) == refused(
        "todo.txt exists already; name another file, or write over it with --force."
    )
    assert todo.read_bytes() == b"mine"
    assert two_days(*command, "--force", now=FRIDAY) == Answer("todo.txt: 1 item\n", "", 0)
    assert todo.read_bytes() == FRIDAYS.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebook", "todo.txt"]


def test_nothing_is_written_through_a_link_or_into_the_notebook(
    two_days: Program, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to("precious")
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / "way").symlink_to(folder)
    before = files(tmp_path)
    command = ("export", "--format", "csv", "--force", "-o")
    assert two_days(*command, "link", now=FRIDAY) == refused(
        "Nothing was saved: cannot write link: not a plain file. Mend that, then try again."
    )
    assert two_days(*command, "way/worklist.json", now=FRIDAY) == refused(
        "way/worklist.json is in the notebook's own folder; name a file elsewhere."
    )
    assert files(tmp_path) == before


def test_a_damaged_day_among_those_asked_for_leaves_nothing_written(
    two_days: Program, folder: Path, tmp_path: Path
) -> None:
    sealed = folder / "closed" / "2020" / "2020-02-20.json"
    sealed.chmod(0o600)
    sealed.write_bytes(sealed.read_bytes()[:-9])
    said = two_days("export", "--format", "csv", "--from", "2-20", "-o", "a.csv", now=FRIDAY)
    assert (said.out, said.code, list(tmp_path.iterdir())) == ("", 1, [folder])
    assert said.err.startswith(f"worklist: {sealed} is damaged (")


def test_days_that_do_not_go_together_are_refused(two_days: Program) -> None:
    command = ("export", "--format", "csv")
    assert two_days(*command, "--day", "today", "--to", "today", now=FRIDAY) == refused(
        "--day does not go with --from and --to; give one or the other.", 2
    )
    assert two_days(*command, "--from", "today", "--to", "yesterday", now=FRIDAY) == refused(
        "“yesterday” is before “today”; give the earlier day with --from.", 2
    )
    assert two_days(*command, "--day", "2-19", now=FRIDAY).code == 1
