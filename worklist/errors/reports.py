"""Reports and files for others, and why one cannot be made."""

from datetime import date
from pathlib import Path

from worklist.errors.base import UsageError, WorklistError
from worklist.errors.base import mark as _


class LacksExtra(WorklistError):
    """A library that is not installed, because few need it."""

    sentence = _("This needs {library}, which is not installed; pip install 'worklist[{extra}]' installs it.")

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(extra=extra, library=library)


class WouldOverwrite(WorklistError):
    """A file in the way of one that was asked for."""

    sentence = _("{path} exists already; --force writes over it, or name another file.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NeedsFile(UsageError):
    """A format that is no text, without a file to go to."""

    sentence = _("A report in {format} is no text; say with -o FILE where to write it.")

    def __init__(self, format: str) -> None:
        super().__init__(format=format)


class DayOrRange(UsageError):
    """A day and a range at once."""

    sentence = _("--day is for one day, --from and --to are for several; leave one of them out.")


class EndsBeforeItBegins(UsageError):
    """A range whose last day is before its first."""

    sentence = _("{first} is after {last}; give the earlier day with --from and the later with --to.")

    def __init__(self, first: date, last: date) -> None:
        super().__init__(first=first, last=last)


class NothingWritten(WorklistError):
    """A range without a page."""

    sentence = _("Nothing is written from {first} to {last}; `worklist days` lists the days.")

    def __init__(self, first: date, last: date) -> None:
        super().__init__(first=first, last=last)


class ForceNeedsFile(UsageError):
    """Leave to write over a file, and no file."""

    sentence = _("--force is for -o FILE; name the file, or leave --force out.")
