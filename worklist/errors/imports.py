"""What comes from other programs, and what cannot be read in it."""

from pathlib import Path
from typing import ClassVar

from worklist.errors.base import UsageError, WorklistError
from worklist.errors.base import mark as _


class Unreadable(UsageError):
    """A place in a file that cannot be read.

    `column` counts the characters of its line; in a table it is the heading, or the number of a cell without one.
    """

    words: ClassVar[tuple[str, ...]] = ("problem",)
    sentence = _("Line {line}, column {column}: “{part}” is {problem}.")

    def __init__(self, line: int, column: int | str, part: str, problem: str) -> None:
        super().__init__(line=line, column=column, part=part, problem=problem)


class EndsTooSoon(Unreadable):
    """The end of a file whose JSON goes on."""

    words = ()
    sentence = _("Line {line}, column {column}: the file ends here, and its JSON does not.")

    def __init__(self, line: int, column: int) -> None:
        UsageError.__init__(self, line=line, column=column)


class UnreadableFile(UsageError):
    """A file with places that cannot be read: the first of them are in `places`, each with a sentence of its own."""

    sentence = _("Places in {path} that cannot be read: {count}. Mend them and import it again; nothing was changed.")

    def __init__(self, path: Path, places: tuple[Unreadable, ...], count: int) -> None:
        super().__init__(path=path, count=count)
        self.places = places


class NoTextHeading(UsageError):
    """A table without a column for what is to be done."""

    sentence = _("{path} has no column for what is to be done; give that one of these headings: {known}.")

    def __init__(self, path: Path, known: str) -> None:
        super().__init__(path=path, known=known)


class NotATable(WorklistError):
    """A file in which no rows of things to do can be found."""

    words = ("problem",)
    sentence = _("{path} cannot be read: it is {problem}. Open it in an office program and save it as CSV.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class AllHere(WorklistError):
    """Items of which none is left to put in: another import brought them in the meantime."""

    sentence = _("All of it is here already: another import was quicker, and nothing was changed.")


class NewNeedsItems(UsageError):
    """Leave to take companies that are not on the roster, with a notebook that brings its own."""

    sentence = _("--new is for items; a whole notebook in json has its own roster. Leave --new out.")
