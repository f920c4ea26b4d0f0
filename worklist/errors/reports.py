"""Reports and exports, and why one cannot be made."""

from datetime import date
from pathlib import Path

from worklist.errors.base import UsageError, WorklistError
from worklist.errors.base import mark as _


class NeedsFile(UsageError):
    """A format that is no text, without a file to go to."""

    sentence = _("A report in {format} is no text; say with -o FILE where to write it.")

    def __init__(self, format: str) -> None:
        super().__init__(format=format)


class UnknownEnding(UsageError):
    """A file whose name does not say how the report is to be written."""

    sentence = _(
        "{path} has none of the endings that say how to write it: {endings}. Give it one, or say it with --format."
    )

    def __init__(self, path: Path, endings: str) -> None:
        super().__init__(path=path, endings=endings)


class NothingWritten(WorklistError):
    """A range without a page."""

    sentence = _("Nothing is written on these days; `worklist days --all` lists those that there are.")


class ForceNeedsFile(UsageError):
    """Leave to write over a file, and no file."""

    sentence = _("--force is for -o FILE; name the file, or leave --force out.")


class WholeNotebook(UsageError):
    """Days, of what has them all."""

    sentence = _("--format json is the whole notebook; leave out --day, --from and --to.")


class EmptyCalendar(WorklistError):
    """A calendar of days without an item, which programs that read calendars do not take."""

    sentence = _("There is no item on these days, and no calendar is empty; `worklist days` lists the days.")


class RosterUnknown(WorklistError):
    """A day that is over, and a later page that is damaged: what it says of the roster is not known."""

    sentence = _(
        "{path} is damaged, and with it what was done to the roster after {day}, so that its report cannot be made;"
        " `worklist doctor` says how to mend it."
    )

    def __init__(self, day: date, path: Path) -> None:
        super().__init__(day=day, path=path)
