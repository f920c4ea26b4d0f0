"""The figures of the park's closed day, read back from every format of its report and compared cell by cell."""

import csv
import json
import re
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from tests.conftest import program_on
from tests.report.test_formats import Texts

ROSTER = Path(__file__).parent.parent / "interchange" / "park" / "park.xlsx"
EVENING, NIGHT, FRIDAY = "2020-02-20 21:00:00", "2020-02-21 01:10:00", "2020-02-21 09:00:00"
DOSES = ("check", "add", "doses", "herbal dose", "--per-head", "--only-resumed")
FIGURES = {
    "companies": ("companies", None, None),
    "companies resumed": ("resumed", "companies", "resumed_rate"),
    "above scale resumed": ("above_scale_resumed", "above_scale", "above_scale_rate"),
    "people": ("headcount", None, None),
    "doses drunk": ("doses_drunk", "doses_needed", None),
    "items": ("items", None, None),
    "open": ("open", "items", None),
    "done": ("done", "items", None),
    "waived": ("waived", "items", None),
    "carried": ("carried", "items", None),
    "blank": ("blanks", None, None),
}
"""The rows by their names: which field of JSON has the count, of what, and the rate where there is a field for it."""

Row: TypeAlias = tuple[str | float | None, ...]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report of the day in every format, `report.md` and so on."""
    place = tmp_path_factory.mktemp("park")
    worklist = program_on(place / "notebook")
    for arguments, now in (
        (["company", "import", str(ROSTER)], EVENING),
        (DOSES, EVENING),
        (["done", "+doses", "--except", "@qtcg,@bdkg", "--yes"], EVENING),
        (["done", "@qtcg", "+doses", "--count", "48"], EVENING),
        (["waive", "@bdkg", "+doses", "--why", "hall 3 is shut"], EVENING),
        (["close-day", "--carry-rest", "--accept-blanks"], NIGHT),
        *((["report", "--day", "2020-02-20", "-o", f"report.{format}"], FRIDAY) for format in READ),
        (["report", "--day", "2020-02-20", "-o", "report.json"], FRIDAY),
    ):
        assert worklist(*arguments, now=now).code == 0
    return place


def test_the_figures_of_the_parks_closed_day(reports: Path) -> None:
    figures = json.loads((reports / "report.json").read_bytes())["figures"]
    assert figures == {
        "companies": 212,
        "resumed": 197,
        "resumed_rate": 92.9,
        "above_scale": 141,
        "above_scale_resumed": 137,
        "above_scale_rate": 97.2,
        "items": 197,
        "open": 0,
        "done": 195,
        "waived": 1,
        "carried": 1,
        "doses_needed": 9851,
        "doses_drunk": 9237,
        "blanks": 591,
        "headcount": 10307,
    }


@pytest.mark.parametrize("format", ["csv", "xlsx", "html", "md", "txt"])
def test_every_format_has_the_figures_of_json_cell_by_cell(reports: Path, format: str) -> None:
    report = json.loads((reports / "report.json").read_bytes())
    expected = []
    for name, (count, of, rate) in FIGURES.items():
        amount, whole = report["figures"][count], of and report["figures"][of]
        percent = report["figures"][rate] if rate else whole and round(100 * amount / whole, 1)
        expected.append((name, amount, whole, percent))
    assert READ[format](reports / f"report.{format}") == expected


@pytest.mark.parametrize("format", ["csv", "html", "md", "txt"])
def test_every_format_has_the_digest_of_the_day(reports: Path, format: str) -> None:
    report = json.loads((reports / "report.json").read_bytes())
    written = (reports / f"report.{format}").read_text(encoding="utf-8")
    assert re.findall(r"digest ([0-9a-f]+)\b", written) == [report["certificate"]["digest"]]


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        return [amounts(row) for row in rows_below(rows, ["Figures"])]


def read_xlsx(path: Path) -> list[Row]:
    sheet = load_workbook(path)["Figures"]
    rows = sheet.iter_rows()
    next(row for row in rows if row[0].value == "figure")
    return [tuple(map(value_of, row)) for row in rows]


def value_of(cell: Cell | MergedCell) -> str | float | None:
    value = cell.value
    assert value is None or isinstance(value, str | int | float)
    return round(100 * value, 1) if isinstance(value, float | int) and cell.number_format == "0.0%" else value


def read_html(path: Path) -> list[Row]:
    cells = Texts(path.read_text(encoding="utf-8")).cells[: 4 * len(FIGURES)]
    return [amounts(cells[first : first + 4]) for first in range(0, len(cells), 4)]


def read_md(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.strip("|").split("|") if line else [] for line in lines)
    return [amounts(row) for row in list(rows_below(rows, ["## Figures"]))[2:]]


def read_txt(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (re.split(" {2,}", line) if line else [] for line in lines)
    return [amounts([*row, "", ""][:4]) for row in list(rows_below(rows, ["Figures"]))[1:]]


READ = {"csv": read_csv, "xlsx": read_xlsx, "html": read_html, "md": read_md, "txt": read_txt}


def rows_below(rows: Iterable[list[str]], title: list[str]) -> Iterable[list[str]]:
    rows = iter(rows)
    next(row for row in rows if row == title)
    next(rows)
    return takewhile(bool, rows)


def amounts(row: Iterable[str]) -> Row:
    """Give a row with its numbers as such, and nothing where a cell is empty."""
    name, *rest = (cell.strip() for cell in row)
    cells: list[float | None] = []
    for cell in rest:
        digits = cell.removesuffix("%").strip().replace(",", "")
        cells.append(None if not digits else float(digits) if "%" in cell else int(digits))
    return (name, *cells)
