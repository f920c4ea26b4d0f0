"""`report --template` and `--fields`, from the command line."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import Answer, Program
from tests.program import answer
from tests.report.form.test_fields import dotted
from tests.report.form.workbooks import form_of, rows_of, sheets_of
from tests.small_park import small_park
from worklist.report.form.fields import LOOPS, NAMES, lines

FORM = Path(__file__).parent.parent / "report" / "form" / "form.xlsx"
DAY = ("--day", "2020-02-20")


@pytest.fixture
def place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the small park's notebook and a form that may not be written to."""
    small_park(folder)
    monkeypatch.chdir(folder.parent)
    shutil.copy(FORM, "form.xlsx")
    Path("form.xlsx").chmod(0o400)
    return folder.parent


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_form_is_filled_into_a_file_of_its_own_and_over_another_only_by_force(folder: Path, place: Path) -> None:
    fill = ("report", *DAY, "--template", "form.xlsx", "-o", "filled.xlsx")
    assert answer(folder, *fill) == Answer("Written: filled.xlsx\n", "", 0)
    written = (place / "filled.xlsx").read_bytes()
    refused = "worklist: filled.xlsx exists already; name another file, or write over it with --force.\n"
    assert answer(folder, *fill) == Answer("", refused, 1)
    assert answer(folder, *fill, "--force") == Answer("Written: filled.xlsx\n", "", 0)
    assert (place / "filled.xlsx").read_bytes() == written
    assert (place / "form.xlsx").read_bytes() == FORM.read_bytes()
    assert names(place) == ["filled.xlsx", "form.xlsx", "notebook"]


def test_a_form_of_a_closed_day_says_what_its_report_says(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("done", "1-3", "5", now="2020-02-20 10:00:00")
    worklist("add", "工人等房间", "-c", "博大科工", now="2020-02-20 10:00:00")
    night = "2020-02-21 01:10:00"
    assert worklist("close-day", "--carry-rest", "--accept-blanks", now=night).code == 0
    names = [name for name in NAMES if name.partition(".")[0] not in LOOPS]
    of_zones = ("name", "companies", "resumed", "items", "done", "carried", "doses_needed", "doses_drunk", "blanks")
    form, filled = folder.parent / "form.xlsx", folder.parent / "filled.xlsx"
    form.write_bytes(
        form_of(*([f"{{{{ {name} }}}}"] for name in names), [f"{{{{ zone.{name} }}}}" for name in of_zones])
    )
    assert worklist("report", *DAY, "--template", str(form), "-o", str(filled), now=night).code == 0
    told = json.loads(worklist("report", *DAY, "--format", "json", now=night).out)
    rows = rows_of(sheets_of(filled.read_bytes())[0])
    figures = dotted({name: each for name, each in told.items() if not isinstance(each, list)})
    moments = {"day": datetime(2020, 2, 20), "certificate.closed_at": datetime(2020, 2, 21, 1, 10)}  # noqa: DTZ001
    assert dict(zip(names, (row[0] for row in rows), strict=False)) == figures | moments
    zones = [{"name": each["zone"], **each} for each in told["zones"]]
    assert rows[len(names) :] == [[zone[name] for name in of_zones] for zone in zones]


def test_the_list_of_what_a_form_may_use_needs_no_notebook(tmp_path: Path) -> None:
    assert answer(tmp_path / "none", "report", "--fields") == Answer("\n".join([*lines(), ""]), "", 0)


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        ([], "--template fills a copy of the form; say with -o FILE where to write it.", 2),
        (
            ["-o", "filled.xlsx", "--format", "html"],
            "--format does not go with --template: a form is filled for one day, and is a workbook.",
            2,
        ),
        (
            ["-o", "filled.xlsx", "--to", "fri"],
            "--to does not go with --template: a form is filled for one day, and is a workbook.",
            2,
        ),
        (["-o", "./form.xlsx", "--force"], "form.xlsx is the form itself; name another file with -o.", 2),
        (["-o", "filled.ods"], "The form is a .xlsx workbook; give filled.ods that ending.", 2),
        (
            ["-o", "notebook/filled.xlsx"],
            "notebook/filled.xlsx is in the notebook's own folder; name a file elsewhere.",
            1,
        ),
        (
            ["-o", "nowhere/filled.xlsx"],
            (
                "Nothing was saved: cannot write nowhere/filled.xlsx: No such file or directory."
                " Mend that, then try again."
            ),
            1,
        ),
        (["--fields"], "--fields only lists what a form may use; give it alone.", 2),
    ],
)
def test_what_does_not_go_with_a_form_is_one_sentence(
    folder: Path, place: Path, arguments: list[str], sentence: str, code: int
) -> None:
    said = answer(folder, "report", "--template", "form.xlsx", *arguments)
    assert said == Answer("", f"worklist: {sentence}\n", code)
    assert names(place) == ["form.xlsx", "notebook"]
    assert (place / "form.xlsx").read_bytes() == FORM.read_bytes()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "There is no file other.xlsx; see how its name is written, and in which folder it is."),
        (
            b"company,people\n",
            (
                "other.xlsx cannot be filled: it is damaged, or no workbook. Open it in an office program and save it"
                " as .xlsx without a password."
            ),
        ),
        (
            FORM.read_bytes() + bytes(20_000_001),
            "other.xlsx has more than 20 megabytes; leave out what is not needed, or split it.",
        ),
    ],
    ids=["none", "csv", "large"],
)
def test_what_is_no_form_is_told_and_nothing_is_written(
    folder: Path, place: Path, data: bytes | None, sentence: str
) -> None:
    if data is not None:
        (place / "other.xlsx").write_bytes(data)
    before = names(place)
    said = answer(folder, "report", *DAY, "--template", "other.xlsx", "-o", "filled.xlsx")
    assert said == Answer("", f"worklist: {sentence}\n", 1)
    assert names(place) == before


def test_a_form_that_is_a_link_to_the_output_is_the_output(folder: Path, place: Path) -> None:
    (place / "link.xlsx").symlink_to("form.xlsx")
    said = answer(folder, "report", *DAY, "--template", "link.xlsx", "-o", "form.xlsx", "--force")
    assert said == Answer("", "worklist: link.xlsx is the form itself; name another file with -o.\n", 2)
