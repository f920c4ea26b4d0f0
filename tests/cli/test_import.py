"""`import`: what other programs have, and a whole notebook."""

import json
from pathlib import Path

import pytest

from tests.conftest import Answer, Program
from tests.store.conftest import files

THURSDAY, FRIDAY = "2020-02-20 09:00:00", "2020-02-21 09:00:00"
SATURDAY, SUNDAY = "2020-02-22 09:00:00", "2020-02-23 09:00:00"
FORMATS = ["todotxt", "taskwarrior", "csv"]


DRY = "Nothing is put in; without --dry-run it would be:\n"
GATE = "Thu 2020-02-20: gate  +issues"


def here(count: int) -> str:
    return f"{count} is here already.\n" if count == 1 else f"{count} are here already.\n"


def read_in(program: Program, format: str, data: str, now: str, *options: str) -> Answer:
    return program("import", "--format", format, "-", *options, stdin=data.encode(), now=now)


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_exported_from_here_is_here_already_on_closed_pages_too(worklist: Program, format: str) -> None:
    worklist("add", "gate", "--day", "sun", now=THURSDAY)  # its page is begun days before
    worklist("add", "herbal dose", "@宇环", "+doses", "--due", "21:00", now=FRIDAY)
    exported = worklist("export", "--format", format, "--from", "2-20", now=FRIDAY).out
    assert read_in(worklist, format, exported, FRIDAY) == Answer("", here(2), 0)
    worklist("close-day", "--carry-rest", now="2020-02-21 23:00:00")
    worklist("close-day", "--carry-rest", "--day", "2020-02-22", now=SATURDAY)
    worklist("close-day", "--carry-rest", "--day", "2020-02-23", now="2020-02-24 09:00:00")
    assert read_in(worklist, format, exported, "2020-02-24 09:00:00") == Answer("", here(2), 0)


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_imported_into_another_notebook_is_put_in_once(worklist: Program, tmp_path: Path, format: str) -> None:
    worklist("add", "herbal dose", "@宇环", "+doses", "--due", "21:00", now=THURSDAY)
    worklist("add", "gate", now=THURSDAY)
    worklist("done", "2", now=THURSDAY)
    exported = worklist("export", "--format", format, now=THURSDAY).out
    other = f"--notebook={tmp_path / 'other'}"
    command = (other, "import", "--format", format, "-")
    said = worklist(*command, stdin=exported.encode(), now=THURSDAY)
    assert said == Answer(
        "Added 1 on Thu 2020-02-20: herbal dose  +doses  @宇环  due 21:00\nAdded 2 on Thu 2020-02-20: gate  +issues\n",
        "",
        0,
    )
    assert worklist(*command, stdin=exported.encode(), now=SUNDAY) == Answer("", here(2), 0)
    listed = json.loads(worklist(other, "today", "--all", "--json", now=THURSDAY).out)["items"]
    assert [(item["text"], item["status"]) for item in listed] == [("herbal dose", "open"), ("gate", "done")]


def test_a_changed_copy_above_what_is_on_a_closed_page_is_put_in(worklist: Program) -> None:
    line = "2020-02-20 +issues check the {} uuid:308ca3da-0eb8-5201-b913-05a358435527\n"
    read_in(worklist, "todotxt", line.format("boiler"), THURSDAY)
    worklist("done", "1", now=THURSDAY)
    worklist("close-day", now="2020-02-20 23:00:00")
    copied = line.format("pump") + line.format("boiler")
    said = Answer("Added 1 on Fri 2020-02-21: check the pump  +issues\n", here(1), 0)
    assert read_in(worklist, "todotxt", copied, FRIDAY) == said
    assert read_in(worklist, "todotxt", copied, FRIDAY) == Answer("", here(2), 0)


@pytest.mark.parametrize("format", ["todotxt", "csv"])
def test_one_that_was_changed_elsewhere_is_here_already(worklist: Program, format: str) -> None:
    worklist("add", "gate", now=THURSDAY)
    exported = worklist("export", "--format", format, now=THURSDAY).out
    changed = exported.replace("gate", "north gate").replace("2020-02-20", "2020-02-25")
    worklist("close-day", "--carry-rest", now="2020-02-20 23:00:00")
    assert read_in(worklist, format, changed, FRIDAY) == Answer("", here(1), 0)


@pytest.mark.parametrize("format", FORMATS)
def test_what_the_same_check_dealt_in_another_notebook_is_another_item(
    worklist: Program, tmp_path: Path, format: str
) -> None:
    other = f"--notebook={tmp_path / 'other'}"
    for place in (), (other,):  # in the very same second
        worklist(*place, "company", "add", "宇环", now=THURSDAY)
        worklist(*place, "check", "add", "measures", "disinfect", now=THURSDAY)
        worklist(*place, "add", "gate", now=THURSDAY)
    exported = worklist(other, "export", "--format", format, now=THURSDAY).out
    assert exported.count("disinfect") == 1
    assert read_in(worklist, format, exported, THURSDAY).out == (
        "Added 3 on Thu 2020-02-20: disinfect  +measures  @宇环\nAdded 4 on Thu 2020-02-20: gate  +issues\n"
    )


@pytest.mark.parametrize(
    ("uuid", "is_kept"),
    [("308ca3da-0eb8-4201-b913-05a358435527", False), ("308ca3da-0eb8-5201-b913-05a358435527", True)],
)
def test_what_came_from_another_worklist_goes_back_as_the_same_and_a_task_of_taskwarrior_is_left_alone(
    worklist: Program, uuid: str, is_kept: bool
) -> None:
    read_in(worklist, "taskwarrior", f'{{"description":"gate","uuid":"{uuid}"}}', THURSDAY)
    worklist("carry", "1", now=THURSDAY)
    tasks = json.loads(worklist("export", "--format", "taskwarrior", "--from", "2-20", now=THURSDAY).out)
    assert [(task["status"], task["uuid"] == uuid) for task in tasks] == [
        ("completed", False),
        ("pending", is_kept),
    ]
    assert read_in(worklist, "taskwarrior", json.dumps(tasks), THURSDAY) == Answer("", here(2), 0)


def test_what_was_carried_is_named_as_such(worklist: Program, tmp_path: Path) -> None:
    worklist("add", "gate", now=THURSDAY)
    worklist("carry", "1", now=THURSDAY)
    exported = worklist("export", "--format", "todotxt", "--from", "2-20", now=THURSDAY).out
    said = worklist(
        f"--notebook={tmp_path / 'other'}", "import", "--format=todotxt", "-", stdin=exported.encode(), now=THURSDAY
    )
    assert said == Answer(
        "Added 1 on Fri 2020-02-21: gate  +issues\n", "1 was carried to a later day, and is left out.\n", 0
    )


def test_nothing_is_put_in_where_something_cannot_be_read(worklist: Program, folder: Path) -> None:
    worklist("add", "gate", now=THURSDAY)
    before = files(folder)
    assert read_in(worklist, "todotxt", "masks\n\nroom due:soon\n", THURSDAY) == Answer(
        "",
        "Line 3, column 10: “soon” is no day; write it as 2020-02-21.\n"
        "worklist: Places in standard input that cannot be read: 1. Mend them and import it again;"
        " nothing was changed.\n",
        2,
    )
    assert files(folder) == before


def test_where_there_is_nothing_to_put_in_no_notebook_is_begun(worklist: Program, folder: Path) -> None:
    assert read_in(worklist, "todotxt", "\n", THURSDAY) == Answer("", "There is nothing to do in it.\n", 0)
    assert read_in(worklist, "todotxt", "gate\n", THURSDAY, "--dry-run") == Answer(f"{DRY}Added 1 on {GATE}\n", "", 0)
    assert not folder.exists()


def test_a_dry_run_shows_what_the_real_run_says_all_on_standard_output(worklist: Program, folder: Path) -> None:
    worklist("company", "add", "宇环", now=THURSDAY)
    worklist("check", "add", "measures", "disinfect", now=THURSDAY)
    data = "gate due:2020-02-21\ngate due:2020-02-21\nx old\n"
    read_in(worklist, "todotxt", "gate due:2020-02-21\n", THURSDAY)
    before = files(folder)
    left_out = "1 is here already.\n1 was settled on a day that is over, and is left out.\n"
    dry = read_in(worklist, "todotxt", data, FRIDAY, "--dry-run")  # the day begins with what the check deals
    assert (dry, files(folder)) == (Answer(f"{DRY}Added 3 on Fri 2020-02-21: gate  +issues\n{left_out}", "", 0), before)
    real = read_in(worklist, "todotxt", data, FRIDAY)
    assert real.out == dry.out.removeprefix(DRY).removesuffix(left_out)
    assert real.err.endswith(left_out)
    assert read_in(worklist, "todotxt", data, FRIDAY, "--dry-run") == Answer(
        f"2 are here already.\n{left_out.splitlines()[1]}\n", "", 0
    )


def test_a_file_that_is_too_large_is_refused(worklist: Program, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_001)
    sentence = "more than 100 megabytes; leave out what is not needed, or split it."
    said = worklist("import", "--format", "todotxt", "large.txt", now=THURSDAY)
    assert said == Answer("", f"worklist: large.txt has {sentence}\n", 1)
    with large.open("rb") as file:
        said = worklist("import", "--format", "todotxt", "-", stdin=file.read(), now=THURSDAY)
    assert said == Answer("", f"worklist: standard input has {sentence}\n", 1)


def test_what_is_nested_too_deeply_is_refused(worklist: Program) -> None:
    said = read_in(worklist, "taskwarrior", "[" * 100_000, THURSDAY)
    assert (said.out, said.code) == ("", 2)
    assert said.err.startswith("Line 1, column 2: “[[[")
    assert "is nested too deeply." in said.err
    said = read_in(worklist, "json", "[" * 100_000, THURSDAY)
    assert said == Answer(
        "",
        "worklist: standard input is not a whole notebook (it is nested too deeply); name a file that"
        " `worklist export --format json` wrote.\n",
        1,
    )


def test_a_company_that_is_not_on_the_roster_stays_a_word_unless_it_may_be_new(worklist: Program) -> None:
    worklist("company", "add", "宇环", now=THURSDAY)
    assert read_in(worklist, "todotxt", "a @home\n", THURSDAY).out == "Added 1 on Thu 2020-02-20: a @home  +issues\n"
    assert read_in(worklist, "todotxt", "b @home\n", THURSDAY, "--new").out == (
        "Added 2 on Thu 2020-02-20: b  +issues  @home\n"
    )
    assert read_in(worklist, "todotxt", "c @宇环\n", THURSDAY).out == "Added 3 on Thu 2020-02-20: c  +issues  @宇环\n"
    said = read_in(worklist, "csv", "text,company\nd,home\n", THURSDAY)
    unknown = "is no company of the roster; `worklist company list` has them, and --new takes it."
    assert (said.err.splitlines()[0], said.code) == (f"Line 2, column company: “home” {unknown}", 2)


def test_a_whole_notebook_goes_into_an_empty_folder_and_comes_out_the_same(
    worklist: Program, folder: Path, tmp_path: Path
) -> None:
    worklist("add", "gate", now=THURSDAY)
    worklist("close-day", "--carry-rest", now="2020-02-20 23:00:00")
    assert worklist("export", "--format=json", "-o", "whole.json", now=FRIDAY) == Answer(
        "whole.json: the whole notebook\n", "", 0
    )
    other = f"--notebook={tmp_path / 'other'}"
    assert worklist(other, "import", "--format=json", "whole.json", now=SATURDAY).out == (
        "Brought in the whole notebook: 1 closed day, 1 open page, 1 item on them\n"
    )
    assert worklist(other, "verify", now=SATURDAY).err == "1 closed day, sound.\n"
    whole = (tmp_path / "whole.json").read_text(encoding="utf-8")
    assert worklist(other, "export", "--format=json", now=SATURDAY).out == whole
    assert files(tmp_path / "other") == {
        name: data for name, data in files(folder).items() if name != "worklist.prev.json"
    }
