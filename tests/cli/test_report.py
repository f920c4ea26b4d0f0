"""`report`: a day and a range in figures, compared whole."""

import json
from pathlib import Path

import pytest

from tests.conftest import Answer, Program
from tests.small_park import small_park

MORNING = "2020-02-20 10:00:00"
NIGHT = "2020-02-21 01:10:00"
FRIDAY = "2020-02-21 09:00:00"

THURSDAY = """\
Daily report, Thu 2020-02-20
This day is not closed yet.

Figures
"""


@pytest.fixture
def park(worklist: Program, folder: Path) -> Program:
    """The small park on a Thursday on which an issue was written down."""
    small_park(folder)
    worklist("done", "1-3", "5", now=MORNING)
    worklist("add", "=1+1 <b> 工人等房间", "-c", "博大科工", now=MORNING)
    worklist("note", "7", "asked the bureau", now=MORNING)
    return worklist


def test_a_day_is_told_in_eighty_columns(park: Program) -> None:
    assert park("report", now=MORNING) == Answer(
        (Path(__file__).parent / "report_of_a_day.txt").read_text(encoding="utf-8"), "", 0
    )


def test_a_program_gets_the_figures_in_json_and_a_range_says_how_they_moved(park: Program) -> None:
    assert park("close-day", "--carry-rest", "--why", "tomorrow", "--accept-blanks", now=NIGHT).code == 0
    day = json.loads(park("report", "--day", "2020-02-20", "--format", "json", now=FRIDAY).out)
    assert day["figures"] == {
        "companies": 4,
        "resumed": 3,
        "resumed_rate": 75.0,
        "above_scale": 0,
        "above_scale_resumed": 0,
        "above_scale_rate": None,
        "items": 7,
        "open": 0,
        "done": 4,
        "waived": 0,
        "carried": 3,
        "doses_needed": 687,
        "doses_drunk": 50,
        "blanks": 5,
        "headcount": 723,
    }
    assert set(day) == {"day", "certificate", "figures", "kinds", "zones", "liaisons", "issues", "blanks"}
    assert (day["certificate"]["number"], len(day["certificate"]["digest"])) == (1, 64)
    assert [(issue["id"], issue["status"], issue["days_open"], issue["reason"]) for issue in day["issues"]] == [
        (7, "carried", 1, "tomorrow")
    ]
    assert sum(zone["items"] for zone in day["zones"]) == 7
    moved = json.loads(park("report", "--from", "2020-02-20", "--format", "json", now=FRIDAY).out)
    assert [each["day"] for each in moved["days"]] == ["2020-02-20", "2020-02-21"]
    assert moved["moved"]["done"] == {"first": 4, "last": 0, "change": -4}
    assert moved["moved"]["resumed_rate"] == {"first": 75.0, "last": 75.0, "change": 0.0}
    assert moved["moved"]["above_scale_rate"] == {"first": None, "last": None, "change": None}
    assert set(moved["moved"]) == set(day["figures"])
    assert park("report", "--from", "2020-02-20", now=FRIDAY) == Answer(
        (Path(__file__).parent / "report_of_a_range.txt").read_text(encoding="utf-8"), "", 0
    )


@pytest.mark.parametrize("format", [[], ["--format", "json"]])
def test_a_dash_is_standard_output(park: Program, folder: Path, format: list[str]) -> None:
    assert park("report", *format, "-o", "-", now=MORNING) == park("report", *format, now=MORNING)
    assert [each.name for each in folder.parent.iterdir()] == ["notebook"]


def test_a_range_without_an_end_ends_with_the_working_day_unless_it_begins_later(park: Program) -> None:
    park("add", "the audit", "--day", "2020-02-25", now=MORNING)
    park("add", "the bill", "--day", "2020-02-27", now=MORNING)

    def days(*asked: str) -> list[str]:
        found = json.loads(park("report", "--format", "json", *asked, now=MORNING).out)
        return [day["day"] for day in found["days"]]

    assert days("--from", "2020-02-01") == ["2020-02-20"]
    assert days("--from", "2020-02-25") == ["2020-02-25", "2020-02-27"]
    assert days("--from", "2020-02-01", "--to", "2020-02-26") == ["2020-02-20", "2020-02-25"]


def test_a_range_of_one_day_speaks_of_one(park: Program) -> None:
    lines = park("report", "--from", "2020-02-20", "--to", "2020-02-20", now=MORNING).out.splitlines()
    assert lines[1] == "0 of 1 day is closed"


def test_a_file_is_written_whole_and_over_another_only_by_force(park: Program, folder: Path) -> None:
    target = folder.parent / "report.html"
    assert park("report", "-o", "report.html", now=MORNING) == Answer("Written: report.html\n", "", 0)
    written = target.read_bytes()
    assert written.startswith(b"<!DOCTYPE html>")
    refused = "worklist: report.html exists already; name another file, or write over it with --force.\n"
    assert park("report", "-o", "report.html", "--format", "csv", now=MORNING) == Answer("", refused, 1)
    assert target.read_bytes() == written
    forced = park("report", "-o", "report.html", "--format", "text", "--force", now=MORNING)
    assert forced == Answer("Written: report.html\n", "", 0)
    assert target.read_text(encoding="utf-8").startswith(THURSDAY)
    assert park("report", "-o", "report.TXT", now=MORNING).code == 0
    assert (folder.parent / "report.TXT").read_bytes() == target.read_bytes()
    assert park("report", "-o", "REPORT.XLSX", now=MORNING).code == 0
    assert (folder.parent / "REPORT.XLSX").read_bytes()[:2] == b"PK"
    there = sorted(path.name for path in folder.parent.iterdir())
    assert there == ["REPORT.XLSX", "notebook", "report.TXT", "report.html"]


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (["--format", "xlsx"], "A report in xlsx is no text; say with -o FILE where to write it.", 2),
        (["--format", "xlsx", "-o", "-"], "A report in xlsx is no text; say with -o FILE where to write it.", 2),
        (["--force", "-o", "-"], "--force is for -o FILE; name the file, or leave --force out.", 2),
        (["--force"], "--force is for -o FILE; name the file, or leave --force out.", 2),
        (
            ["--day", "fri", "--from", "thu"],
            "--day does not go with --from and --to; give one or the other.",
            2,
        ),
        (
            ["--from", "2020-02-21", "--to", "2020-02-20"],
            "“2020-02-20” is before “2020-02-21”; give the earlier day with --from.",
            2,
        ),
        (
            ["--from", "2020-02-01", "--to", "2020-02-02"],
            "Nothing is written on these days; `worklist days --all` lists those that there are.",
            1,
        ),
        (
            ["-o", "nowhere/report.md"],
            "Nothing was saved: cannot write nowhere/report.md: No such file or directory. Mend that, then try again.",
            1,
        ),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    worklist: Program, folder: Path, arguments: list[str], sentence: str, code: int
) -> None:
    answer = worklist("report", *arguments, now=MORNING)
    assert (answer.out, answer.code) == ("", code)
    assert answer.err == f"worklist: {sentence}\n"
    assert list(folder.parent.iterdir()) == []


def issue(worklist: Program, day: str, now: str) -> tuple[int, str]:
    """Give how long the only issue of a day is outstanding, and what is told beside the report."""
    said = worklist("report", "--day", day, "--format", "json", now=now)
    (found,) = json.loads(said.out)["issues"]
    return found["days_open"], said.err


def test_an_issue_is_open_since_the_day_on_which_it_was_first_written_down(worklist: Program, folder: Path) -> None:
    worklist("add", "the gate", now="2020-02-10 09:00:00")
    worklist("carry", "1", "--to", "2020-02-12", now="2020-02-10 22:00:00")
    assert worklist("close-day", now="2020-02-10 23:00:00").code == 0
    worklist("carry", "1", "--to", "2020-02-20", now="2020-02-12 22:00:00")
    assert issue(worklist, "2-20", "2020-02-12 22:30:00") == (11, "")
    assert worklist("close-day", now="2020-02-12 23:00:00").code == 0
    assert [issue(worklist, day, MORNING) for day in ("2-10", "2-12", "2-20")] == [(1, ""), (3, ""), (11, "")]
    sealed = folder / "closed" / "2020" / "2020-02-12.json"
    sealed.chmod(0o600)
    sealed.write_bytes(b"")
    untold = (
        "The page of Wed 2020-02-12 cannot tell when what was carried on from it was first written down, which counts"
        " from there; `worklist doctor` says more.\n"
    )
    assert issue(worklist, "2-20", MORNING) == (9, untold)


EDITS: tuple[tuple[str, ...], ...] = (
    ("company", "edit", "博大科工", "--headcount", "1", "--zone", "elsewhere", "--above-scale"),
    ("company", "edit", "启泰", "--name", "华泰传感", "--not-resumed"),
    ("company", "remove", "宇环", "--yes"),
    ("company", "add", "新企业", "--resumed", "--headcount", "5"),
    ("settings", "--expected", "doses"),
)


def test_a_closed_day_is_told_as_it_was_when_it_was_closed(park: Program) -> None:
    assert park("close-day", "--carry-rest", "--accept-blanks", now=NIGHT).code == 0
    days = ("--day", "2020-02-20")
    shows = (("report", "--format", "json", *days), ("report", *days))
    then = [park(*show, now=FRIDAY) for show in shows]
    for edit in EDITS[:3]:
        assert park(*edit, now=FRIDAY).code == 0
    assert [park(*show, now=FRIDAY) for show in shows] == then
    friday = park("report", "--format", "json", now=FRIDAY).out
    assert park("close-day", "--carry-rest", "--accept-blanks", now="2020-02-21 23:00:00").code == 0
    for edit in EDITS[3:]:
        assert park(*edit, now="2020-02-22 09:00:00").code == 0
    assert [park(*show, now="2020-02-22 09:00:00") for show in shows] == then
    assert json.loads(friday)["figures"]["companies"] == 3
    both = json.loads(park("report", "--from", "2-20", "--format", "json", now="2020-02-22 09:00:00").out)
    assert [day["figures"]["companies"] for day in both["days"]] == [4, 3, 4]
    assert both["days"][0]["figures"] == json.loads(then[0].out)["figures"]


@pytest.fixture
def left_open(worklist: Program) -> Program:
    """A day with two companies that stays open, and one of which four days later nothing is as it was."""
    worklist("company", "add", "Alpha", "--headcount", "10", "--resumed", "--above-scale", now="2020-02-10 09:00:00")
    worklist("company", "add", "Beta", "--headcount", "20", "--above-scale", now="2020-02-10 09:00:00")
    worklist("add", "the gate", now="2020-02-10 10:00:00")
    return worklist


CHANGES: tuple[tuple[str, ...], ...] = (
    ("company", "edit", "Beta", "--resumed", "--headcount", "300"),
    ("company", "add", "Gamma", "--headcount", "500", "--resumed"),
    ("check", "add", "doses", "herbal dose", "--only-resumed"),
    ("settings", "--expected", "doses"),
    ("company", "edit", "Alpha", "--zone", "Grid 07"),
)


def test_a_day_that_was_left_open_is_told_as_it_was_on_its_evening(left_open: Program) -> None:
    show = ("report", "--day", "2020-02-10", "--format", "json")
    then = left_open(*show, now="2020-02-10 22:00:00")
    assert then.code == 0
    for change in CHANGES:
        assert left_open(*change, now="2020-02-13 09:00:00").code == 0
        assert left_open(*show, now="2020-02-13 22:00:00") == then
    both = json.loads(left_open("report", "--from", "2-10", "--format", "json", now="2020-02-13 22:00:00").out)
    assert [(day["day"], day["figures"]["resumed"], day["figures"]["headcount"]) for day in both["days"]] == [
        ("2020-02-10", 1, 30),
        ("2020-02-13", 3, 810),
    ]
    closing = ("close-day", "--day", "2020-02-13", "--carry-rest", "--accept-blanks")
    assert left_open(*closing, now="2020-02-13 23:00:00").code == 0
    assert left_open("company", "remove", "Alpha", "--yes", now="2020-02-14 09:00:00").code == 0
    assert left_open(*show, now="2020-02-14 10:00:00") == then
    assert left_open("close-day", "--carry-rest", "--accept-blanks", now="2020-02-14 11:00:00").code == 0
    assert json.loads(left_open(*show, now="2020-02-14 12:00:00").out)["figures"]["companies"] == 3


def test_what_is_undone_on_a_later_day_was_there_on_the_evening(left_open: Program) -> None:
    show = ("report", "--day", "2020-02-10", "--format", "json")
    left_open("company", "add", "Gamma", "--headcount", "500", "--resumed", now="2020-02-10 11:00:00")
    then = left_open(*show, now="2020-02-10 22:00:00")
    assert left_open("undo", now="2020-02-13 09:00:00").code == 0
    assert left_open(*show, now="2020-02-13 22:00:00") == then


def test_of_an_open_day_before_a_damaged_one_nobody_knows_who_was_on_the_roster(
    left_open: Program, folder: Path
) -> None:
    left_open("add", "the gate", now="2020-02-13 09:00:00")
    assert (
        left_open("close-day", "--day", "2-13", "--carry-rest", "--accept-blanks", now="2020-02-13 23:00:00").code == 0
    )
    damaged = folder / "closed" / "2020" / "2020-02-13.json"
    damaged.chmod(0o600)
    damaged.write_bytes(b"")
    said = left_open("report", "--day", "2020-02-10", now="2020-02-14 09:00:00")
    assert said == Answer(
        "",
        f"worklist: {damaged} is damaged, and with it what was done to the roster after 2020-02-10, so that its report"
        " cannot be made; `worklist doctor` says how to mend it.\n",
        1,
    )


def test_of_a_day_before_a_damaged_one_nobody_knows_who_was_on_the_roster(park: Program, folder: Path) -> None:
    assert park("close-day", "--carry-rest", "--accept-blanks", now=NIGHT).code == 0
    assert park("close-day", "--carry-rest", "--accept-blanks", now="2020-02-21 23:00:00").code == 0
    (folder / "closed" / "2020" / "2020-02-21.json").chmod(0o600)
    (folder / "closed" / "2020" / "2020-02-21.json").write_bytes(b"")
    said = park("report", "--day", "2020-02-20", now="2020-02-22 09:00:00")
    assert said == Answer(
        "",
        f"worklist: {folder}/closed/2020/2020-02-21.json is damaged, and with it what was done to the roster after"
        " 2020-02-20, so that its report cannot be made; `worklist doctor` says how to mend it.\n",
        1,
    )


@pytest.mark.parametrize("path", ["a.pdf", "a.htm", "noend", ".md", "a.md."])
def test_an_ending_that_says_no_format_is_refused_and_with_a_format_any_will_do(
    worklist: Program, folder: Path, path: str
) -> None:
    sentence = (
        f"worklist: {path} has none of the endings that say how to write it: .txt, .md, .html, .xlsx, .csv, .json."
        " Give it one, or say it with --format.\n"
    )
    assert worklist("report", "-o", path, now=MORNING) == Answer("", sentence, 2)
    assert list(folder.parent.iterdir()) == []
    assert worklist("report", "-o", path, "--format", "csv", now=MORNING) == Answer(f"Written: {path}\n", "", 0)
    assert [each.name for each in folder.parent.iterdir()] == [path]
