"""Forms to fill, made here or with LibreOffice, and what is in a workbook, as openpyxl and as a zip have it."""

import warnings
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.report.form.days import day_of_park
from worklist.checklist.report import DayReport
from worklist.report.form.filling import fill

FORM = Path(__file__).parent / "form.xlsx"
"""Made with LibreOffice 7.4: merged cells, styles, formulas, a second sheet, two rows that repeat, print settings."""
REPORT = day_of_park()


def filled(form: bytes, report: DayReport = REPORT) -> bytes:
    """Fill a form."""
    return fill(Path("form.xlsx"), form, report)[0]


def sheets_of(data: bytes) -> list[Worksheet]:
    """Give the sheets of a workbook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep, and this has kept
        return cast("list[Worksheet]", load_workbook(BytesIO(data)).worksheets)


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Give what is in the cells of a sheet, a formula as such."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def parts_of(data: bytes) -> dict[str, bytes]:
    """Give the parts of a workbook by their names."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def form_of(*rows: Iterable[object], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """Make a form with these rows on a sheet called Report."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Report"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """Make a workbook of its parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return written.getvalue()
