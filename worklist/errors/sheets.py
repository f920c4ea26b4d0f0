"""Spreadsheets from elsewhere, and what cannot be read in them."""

from pathlib import Path

from worklist.errors.base import UsageError, WorklistError
from worklist.errors.base import mark as _


class NoSuchFile(WorklistError):
    """A file to read that is not there."""

    sentence = _("There is no file {path}; see how its name is written, and in which folder it is.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotAPlainFile(WorklistError):
    """A folder, a pipe or a device where a file should be."""

    sentence = _("{path} is not a plain file; name a file.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NotASheet(WorklistError):
    """A file in which no rows and cells can be found."""

    words = ("problem",)
    sentence = _(
        "{path} cannot be read: it is {problem}."
        " Open it in an office program and save it as .xlsx without a password, or as CSV."
    )

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class BrokenText(WorklistError):
    """A text in UTF-8 in which something is not: two files in different encodings, put together, or a damaged one."""

    sentence = _(
        "{path} cannot be read: line {line}, column {column}: “{part}” is not UTF-8, which all before it is."
        " Mend that line, or save the whole file as UTF-8."
    )

    def __init__(self, path: Path, line: int, column: int, part: str) -> None:
        super().__init__(path=path, line=line, column=column, part=part)


class BadQuotes(WorklistError):
    """A row of a CSV file whose end cannot be found."""

    sentence = _(
        "{path} cannot be read: the row that begins on line {line} has a quotation mark without its fellow."
        " Mend that line."
    )

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(path=path, line=line)


class SheetTooLarge(WorklistError):
    """A file or a sheet over a limit."""

    words = ("what",)
    sentence = _("{path} has more than {limit} {what}; leave out what is not needed, or split it.")

    def __init__(self, path: Path, limit: int, what: str) -> None:
        super().__init__(path=path, limit=limit, what=what)


class NoSuchSheet(WorklistError):
    """A sheet that the workbook does not have."""

    sentence = _("{path} has no sheet “{text}”; its sheets: {sheets}.")

    def __init__(self, path: Path, text: str, sheets: str) -> None:
        super().__init__(path=path, text=text, sheets=sheets)


class NoHeading(UsageError):
    """Rows without a heading for names of companies."""

    sentence = _("No row has a heading for the names of companies. These headings are understood: {known}.")

    def __init__(self, known: str) -> None:
        super().__init__(known=known)


class HeadingTwice(UsageError):
    """Two columns that mean the same."""

    sentence = _("The columns “{first}” and “{second}” mean the same; leave one of them out.")

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first=first, second=second)


class BadCell(UsageError):
    """A cell that cannot be read."""

    words = ("problem",)
    sentence = _("Row {row}, {column}: “{cell}” is {problem}.")

    def __init__(self, row: int, column: str, cell: str, problem: str) -> None:
        super().__init__(row=row, column=column, cell=cell, problem=problem)


class SameName(BadCell):
    """A name of a company that another row bears too."""

    sentence = _("Row {row}, {column}: “{name}” is a name in row {other} already; leave it out of one of them.")

    def __init__(self, row: int, column: str, name: str, other: int) -> None:
        UsageError.__init__(self, row=row, column=column, name=name, other=other)


class BadCells(UsageError):
    """All cells of a file that cannot be read; each of `cells` is an error with a sentence of its own."""

    sentence = _("Cells that cannot be read: {count}. Mend them in the file and import it again; nothing was changed.")

    def __init__(self, cells: tuple[BadCell, ...]) -> None:
        super().__init__(count=len(cells))
        self.cells = cells
