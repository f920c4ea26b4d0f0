"""What gets a clear answer: one sentence on standard error, an exit code, and nothing changed on disk."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Answer, Program, environment, program_on
from worklist.store import codec

MORNING = "2020-02-20 09:00:00"


def contents(folder: Path) -> dict[str, str]:
    """Give every file of a notebook by its digest, but for the lock, which says who wrote last."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with a closed day, and four items on the next: open, done, counted, carried."""
    folder = tmp_path_factory.mktemp("template") / "notebook"
    worklist = program_on(folder)
    worklist("add", "a", now="2020-02-19 09:00:00")
    worklist("close-day", "--carry-rest", now="2020-02-19 23:00:00")
    worklist("add", "-", stdin="b @宇环数控机床\nc @宇环重工\nd\n".encode(), now=MORNING)
    worklist("edit", "3", "--need", "50", now=MORNING)
    worklist("done", "2", now=MORNING)
    worklist("done", "3", "--count", "48", now=MORNING)
    worklist("carry", "4", now=MORNING)
    return folder


@pytest.fixture
def used(worklist: Program, folder: Path, template: Path) -> Program:
    """The program on that notebook."""
    shutil.copytree(template, folder)
    return worklist


WRONG_USAGE = {
    "an empty text": (["add", " "], "There is nothing to read in “ ”; write what is to be done."),
    "a text of control characters": (
        ["add", "\x1b\u202e\t"],
        "There is nothing to read in “\\x1b\\u202e\\t”; write what is to be done.",
    ),
    "only marks": (["add", "+doses @a"], "There is nothing to read in “+doses @a”; write what is to be done."),
    "bytes that are not UTF-8": (
        ["add", os.fsdecode(b"\xff\xfe")],
        "The text “\\udcff\\udcfe” is not UTF-8; set the terminal or the file to UTF-8 and try again.",
    ),
    "a text over 10,000 characters": (
        ["add", "x" * 10_001],
        "The text has 10001 characters; 10000 is the most. Shorten it, or split it into items.",
    ),
    "a bad day": (
        ["add", "x", "--day", "2020-02-30"],
        "Cannot read the day “2020-02-30”; write today, tomorrow, yesterday, fri, +2d, 2-21 or 2020-02-21.",
    ),
    "a bad time": (["add", "x", "--due", "25:00"], "Cannot read the time “25:00”; write it as 21:00."),
    "a bad need": (
        ["add", "x", "--need", "0"],
        "“0” is not a count; write a whole number from 1 to 1000000000.",
    ),
    "a bad count": (
        ["done", "1", "--count", "ten"],
        "“ten” is not a count; write a whole number from 0 to 1000000000.",
    ),
    "a bad kind": (
        ["add", "x", "-k", "food"],
        (
            "There is no kind “food”; the kinds are supplies, measures, doses and issues."
            " (A word that begins with + is a kind; write ++ for a plain +.)"
        ),
    ),
    "two companies": (
        ["add", "x", "@a", "@b"],
        "“a” and “b” cannot both be said of one item; give one of them.",
    ),
    "a bad selection": (
        ["done", "7-3"],
        "Cannot read the selection “7-3”; write ids and ranges like 3-7,12, or @company or +kind.",
    ),
    "a count for many": (
        ["done", "1,3", "--count", "5"],
        "--count is for one item, and the selection holds several (1, 3); name one id.",
    ),
    "an edit of nothing": (
        ["edit", "1"],
        "There is nothing to change; give --text, --kind, --company, --who, --due, --need or --unit.",
    ),
    "no text without a terminal": (
        ["add"],
        "There is no text to add; write it after `worklist add`, or `worklist add -` to read lines.",
    ),
    "a reason for nothing": (
        ["close-day", "--why", "x"],
        "--why says why the rest is carried; give --carry-rest with it.",
    ),
    "an unknown command": (
        ["tody"],
        "There is no command “tody” (did you mean today?); `worklist --help` lists them.",
    ),
    "an unknown option": (
        ["done", "1", "--foo"],
        "No such option: --foo; `worklist done --help` shows how it goes.",
    ),
    "a missing reason": (
        ["waive", "1"],
        "Missing option '--why'; `worklist waive --help` shows how it goes.",
    ),
}

COULD_NOT = {
    "an unknown id anywhere": (
        ["done", "1,9"],
        "There is no item 9 on 2020-02-20; `worklist today --day 2020-02-20 --all` lists what there is.",
    ),
    "an item that is settled": (
        ["done", "1-2"],
        "Item 2 is done already; `worklist reopen 2 --day 2020-02-20` opens it again.",
    ),
    "an item that is open": (
        ["reopen", "1"],
        "Item 1 is open; only an item that is done, waived or carried can be reopened.",
    ),
    "a note on a carried item": (
        ["note", "4", "x"],
        "Item 4 was carried to 2020-02-21 as item 1; note it there: `worklist note 1 --day 2020-02-21 …`.",
    ),
    "a count where none is needed": (
        ["done", "1", "--count", "5"],
        "Item 1 has no need to count towards; `worklist edit 1 --need N` gives it one.",
    ),
    "a need that is met": (
        ["edit", "3", "--need", "40"],
        "Item 3 has 48 already, which meets a need of 40; `worklist done 3` instead.",
    ),
    "a carry to an earlier day": (
        ["carry", "1", "--to", "today"],
        "An item of 2020-02-20 cannot be carried to 2020-02-20; name a later day.",
    ),
    "a change on a closed page": (
        ["done", "1", "--day", "2020-02-19"],
        "2020-02-19 is closed and takes no change; `worklist today --day 2020-02-19` reads it.",
    ),
    "an item for a closed page": (
        ["add", "x", "--day", "yesterday"],
        "2020-02-19 is closed and takes no change; `worklist today --day 2020-02-19` reads it.",
    ),
    "a day without a page": (
        ["today", "--day", "2020-02-01"],
        "Nothing is written on 2020-02-01; `worklist add --day 2020-02-01` begins its page.",
    ),
    "a future day": (
        ["close-day", "--day", "tomorrow"],
        "2020-02-21 has not begun and cannot be closed; close it when its work is done.",
    ),
    "a name that several have": (
        ["done", "@宇环"],
        "“宇环” could be any of 宇环数控机床, 宇环重工; write more of the name.",
    ),
    "a name that nobody has": (
        ["today", "-c", "宇环数控公司"],
        "Nobody on this page is called “宇环数控公司”; the nearest: 宇环数控机床, 宇环重工.",
    ),
    "a filter that nothing answers to": (
        ["done", "+supplies"],
        "Nothing open on 2020-02-20 matches “+supplies”; `worklist today --day 2020-02-20 --all` lists it.",
    ),
}


@pytest.mark.parametrize("case", WRONG_USAGE)
def test_wrong_usage_is_told_in_a_sentence_with_exit_code_2(used: Program, folder: Path, case: str) -> None:
    arguments, sentence = WRONG_USAGE[case]
    before = contents(folder)
    assert used(*arguments, now=MORNING) == Answer("", f"worklist: {sentence}\n", 2)
    assert contents(folder) == before


@pytest.mark.parametrize("case", COULD_NOT)
def test_what_cannot_be_done_is_told_in_a_sentence_with_exit_code_1(used: Program, folder: Path, case: str) -> None:
    arguments, sentence = COULD_NOT[case]
    before = contents(folder)
    assert used(*arguments, now=MORNING) == Answer("", f"worklist: {sentence}\n", 1)
    assert contents(folder) == before


def test_one_bad_line_of_many_adds_nothing_and_is_named(used: Program, folder: Path) -> None:
    before = contents(folder)
    assert used("add", "-", stdin=b"fine\n\n+food x\n", now=MORNING) == Answer(
        "",
        "worklist: Line 3: There is no kind “food”; the kinds are supplies, measures, doses and issues."
        " (A word that begins with + is a kind; write ++ for a plain +.) Nothing was added.\n",
        2,
    )
    assert used("add", "-", stdin=b"fine\n\xff\xfe\n", now=MORNING) == Answer(
        "",
        "worklist: Line 2: The text “\\xff\\xfe” is not UTF-8;"
        " set the terminal or the file to UTF-8 and try again. Nothing was added.\n",
        2,
    )
    assert contents(folder) == before


def test_nothing_is_made_where_there_was_nothing(worklist: Program, folder: Path) -> None:
    for arguments in (
        ["done", "1"],
        ["undo"],
        ["close-day"],
        ["today"],
        ["log"],
        ["find", "x"],
        ["verify"],
        ["doctor"],
    ):
        worklist(*arguments, now=MORNING)
    assert not folder.exists()


def test_a_notebook_that_is_a_file_is_refused(worklist: Program, folder: Path) -> None:
    folder.write_text("mine")
    sentence = f"worklist: {folder} is a file; name a folder for the notebook with --notebook or WORKLIST_NOTEBOOK.\n"
    assert worklist("add", "x") == Answer("", sentence, 1)
    assert worklist("today") == Answer("", sentence, 1)
    assert folder.read_text() == "mine"


def test_a_damaged_file_is_left_as_it_is_until_the_doctor_mends_it(used: Program, folder: Path) -> None:
    live = folder / "worklist.json"
    live.write_bytes(live.read_bytes().replace("宇环重工".encode(), "宇环重机".encode()))
    before = contents(folder)
    sentence = (
        f"worklist: {live} is damaged (its checksum does not fit its content)."
        " It is left as it is; `worklist doctor` says how to mend it.\n"
    )
    for arguments in (["add", "x"], ["today"], ["close-day"], ["undo"]):
        assert used(*arguments, now=MORNING) == Answer("", sentence, 1)
    assert contents(folder) == before
    assert used("doctor", now=MORNING) == Answer(
        f"{live}: its checksum does not fit its content\n"
        "    worklist doctor --take edit      (what stands in the file now, as somebody edited it: 5 items,"
        " entry 8 the last)\n"
        "    worklist doctor --take previous  (the generation before: 4 items, entry 7 the last)\n"
        "    worklist doctor --restore BACKUP (a file that `worklist backup` wrote)\n",
        "",
        1,
    )
    assert used("doctor", "--take", "edit", now=MORNING) == Answer(f"Mended {live}\n", "", 0)
    assert used("today", "--all", "-c", "重机", now=MORNING).out.splitlines()[-1] == (
        "3   issues  宇环重机  c     48 of 50  open"
    )
    assert used("doctor", now=MORNING) == Answer("The notebook is sound.\n", "", 0)


def test_a_newer_schema_is_refused(used: Program, folder: Path) -> None:
    live = folder / "worklist.json"
    content = codec.decode(live.read_bytes())
    data, _ = codec.encode(content.tables, generation=9)
    body = data.split(b"\n", 1)[1]
    digest = hashlib.sha256(b"9 9\n" + body).hexdigest()
    live.write_bytes(f'{{"_meta":{{"1":{{"schema":9,"generation":9,"sha256":"{digest}"}}}},\n'.encode() + body)
    assert used("add", "x", now=MORNING) == Answer(
        "", f"worklist: {live} was written by a newer worklist (schema 9, this one knows {codec.SCHEMA}); upgrade.\n", 1
    )


def test_the_terminal_never_gets_a_raw_control_character(worklist: Program) -> None:
    hurt = "a\x1b[31m\x07\x9b\u202e[/bold]\x7fz"
    for arguments in (
        ["add", hurt, "-c", hurt, "-w", hurt, "--unit", hurt, "--need", "2"],
        ["note", "1", hurt],
        ["today", "--all"],
        ["show", "1"],
        ["log"],
        ["find", "bold"],
        ["today", "-c", f"{hurt}?"],
        ["today", "--json"],
        ["close-day"],
        ["close-day", "--carry-rest", "--why", hurt],
    ):
        answer = worklist(*arguments, now=MORNING)
        seen = answer.out + answer.err
        assert "bold" in seen
        assert [sign for sign in seen if not sign.isprintable() and sign != "\n"] == []


def test_without_a_terminal_nothing_asks(used: Program) -> None:
    lines = "\n".join(f"+doses @公司{number} x" for number in range(12)).encode()
    used("add", "-", stdin=lines, now=MORNING)
    assert used("done", "+doses", now=MORNING) == Answer("Done 12 items: 5-16\n", "", 0)


@pytest.mark.usefixtures("used")
def test_a_broken_pipe_is_no_traceback(folder: Path) -> None:
    command = f"{sys.executable} -m worklist log --json | true"
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=environment(folder, MORNING), capture_output=True, check=False
    )
    assert (done.stderr, done.returncode) == (b"", 0)


def shell(folder: Path, line: str, now: str | None = MORNING) -> Answer:
    """Run a line of the shell in which `W` is the program."""
    command = line.replace("W", f"{sys.executable} -m worklist")
    done = subprocess.run(["/bin/sh", "-c", command], env=environment(folder, now), capture_output=True, check=False)
    return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)


def test_a_full_standard_output_does_not_hide_what_was_done(used: Program, folder: Path) -> None:
    assert shell(folder, "W add x > /dev/full") == Answer(
        "",
        "worklist: What was done stands, but it could not be printed (No space left on device);"
        " `worklist log` tells it.\n",
        1,
    )
    assert used("show", "5", now=MORNING).out.splitlines()[1] == "text     x"


@pytest.mark.parametrize("command", ["", "--help", "today", "report", "report --format json", "import --help"])
@pytest.mark.usefixtures("used")
def test_where_nothing_was_done_a_full_standard_output_says_nothing_of_it(folder: Path, command: str) -> None:
    said = "worklist: It could not be printed: No space left on device. Mend that, then try again.\n"
    assert shell(folder, f"W {command} > /dev/full") == Answer("", said, 1)


@pytest.mark.parametrize("command", ["report -o a.md", "export --format csv -o a.csv", "backup a.zip"])
@pytest.mark.usefixtures("used")
def test_a_file_that_was_written_stands_although_standard_output_is_full(folder: Path, command: str) -> None:
    (*_words, path) = command.split()
    said = "worklist: What was done stands, but it could not be printed (No space left on device).\n"
    assert shell(folder, f"cd {folder.parent}; W {command} > /dev/full") == Answer("", said, 1)
    assert (folder.parent / path).exists()


@pytest.mark.usefixtures("used")
def test_a_closed_standard_output_is_no_traceback(folder: Path) -> None:
    assert shell(folder, "W add x >&-") == Answer("", "", 0)
    assert shell(folder, "W today >&-") == Answer("", "", 0)


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
def test_a_standard_error_that_takes_nothing_changes_no_exit_code(folder: Path, stream: str) -> None:
    for command, code in (("W today -k food", 2), ("W done 9", 1), ("W close-day", 3), ("W verify > /dev/null", 0)):
        assert shell(folder, f"{command} {stream}") == Answer("", "", code)


def test_a_home_that_nobody_has_is_a_name_like_any_other(worklist: Program, folder: Path) -> None:
    assert worklist("--notebook", "~nosuchuser/x", "today", now=MORNING).code == 0
    assert not folder.exists()


def test_the_last_day_of_all_is_refused(worklist: Program) -> None:
    assert worklist("add", "x", "--day", "9999-12-31", now=MORNING) == Answer(
        "",
        "worklist: Cannot read the day “9999-12-31”; write today, tomorrow, yesterday, fri, +2d, 2-21 or 2020-02-21.\n",
        2,
    )


@pytest.mark.usefixtures("used")
def test_a_closed_standard_input_is_one_without_lines(folder: Path) -> None:
    nothing = "worklist: There is no text to add; write it after `worklist add`, or `worklist add -` to read lines.\n"
    for line in ("W add - <&-", "W add <&-"):  # without libfaketime, which would take the place that is free
        assert shell(folder, line, now=None) == Answer("", nothing, 2)


def test_a_day_that_has_only_just_begun_waits_for_its_night(worklist: Program) -> None:
    worklist("add", "x", now="2020-02-20 00:30:00")
    assert worklist("close-day", "--carry-rest", now="2020-02-20 00:31:00") == Answer(
        "",
        "worklist: 2020-02-20 has only just begun and waits for its own night;"
        " `worklist close-day --day 2020-02-20` closes it now.\n",
        1,
    )


def test_what_is_no_id_is_told_as_a_selection_is(used: Program) -> None:
    assert used("show", "abc", now=MORNING) == Answer(
        "",
        "worklist: Cannot read the selection “abc”; write ids and ranges like 3-7,12, or @company or +kind.\n",
        2,
    )
