"""What the folder and its files allow."""

from datetime import date
from pathlib import Path

from worklist.errors.base import WorklistError
from worklist.errors.base import mark as _


class Busy(WorklistError):
    """Another writer holds the lock too long."""

    sentence = _("The notebook is busy: {holder} has held it for more than {seconds:g} s; try again when that is done.")

    def __init__(self, holder: str, seconds: float) -> None:
        super().__init__(holder=holder, seconds=seconds)


class NotANotebook(WorklistError):
    """A path that cannot be a notebook, or a file of one that is not a plain file."""

    sentence = _("{path} is {problem}; name a folder for the notebook with --notebook or WORKLIST_NOTEBOOK.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class CannotRead(WorklistError):
    """A file of the notebook that the system does not let us read."""

    sentence = _("Cannot read {path}: {problem}. Check who owns it and its permissions.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class CannotWrite(WorklistError):
    """The system does not let us write; nothing was saved."""

    sentence = _("Nothing was saved: cannot write {path}: {problem}. Mend that, then try again.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class NotVouchedFor(WorklistError):
    """What was written stands, but the disk would not confirm it."""

    sentence = _(
        "{path} was written, but the disk did not confirm it ({problem});"
        " see with `worklist log` what stands before you repeat the command."
    )

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class HalfClosed(WorklistError):
    """A page that is sealed while the live file could not be written."""

    sentence = _(
        "{day} is sealed, but {path} could not be written ({problem});"
        " mend that, and the next command that writes finishes the closing."
    )

    def __init__(self, day: date, path: Path, problem: str) -> None:
        super().__init__(day=day, path=path, problem=problem)


class DiskFull(WorklistError):
    """No space is left; nothing was saved."""

    sentence = _("Nothing was saved: the disk that holds {path} is full. Free some space, then try again.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class FileExists(WorklistError):
    """A file in the way of one we would write."""

    sentence = _("{path} exists already; name another file.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class FileInTheWay(WorklistError):
    """A file in the way of one that may be written over, if one says so."""

    sentence = _("{path} exists already; name another file, or write over it with --force.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class InsideNotebook(WorklistError):
    """A file for another program in the place of the notebook's own."""

    sentence = _("{path} is in the notebook's own folder; name a file elsewhere.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class Damaged(WorklistError):
    """A file of the notebook that is not what the program wrote."""

    sentence = _("{path} is damaged ({problem}). It is left as it is; `worklist doctor` says how to mend it.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class NewerSchema(WorklistError):
    """A file that a newer worklist has written."""

    sentence = _("{path} was written by a newer worklist (schema {found}, this one knows {known}); upgrade.")

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path=path, found=found, known=known)


class NotABackup(WorklistError):
    """A file that `backup` has not written."""

    sentence = _("{path} is not a backup of worklist ({problem}); name a file that `worklist backup` wrote.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class NotAnExport(WorklistError):
    """A file that `export --format json` has not written."""

    sentence = _("{path} is not a whole notebook ({problem}); name a file that `worklist export --format json` wrote.")

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class NotebookThere(WorklistError):
    """A notebook where another should come whole."""

    sentence = _(
        "There is a notebook in {path} already; bring this one into a folder of its own with"
        " `worklist --notebook FOLDER import`."
    )

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class OtherNotebook(WorklistError):
    """A backup whose closed days are not those of this notebook."""

    sentence = _(
        "{path} is a backup of another notebook: its {day} is not the one here. Restore it into a folder of its"
        " own: `worklist --notebook FOLDER doctor --restore {path}`."
    )

    def __init__(self, path: Path, day: date) -> None:
        super().__init__(path=path, day=day)


class NotInBackup(WorklistError):
    """A backup without the closed days that are missing or damaged."""

    sentence = _(
        "{path} does not hold what is missing or damaged here;"
        " name another backup, or see what `worklist doctor` offers."
    )

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NoNotebook(WorklistError):
    """A folder without a notebook."""

    sentence = _("There is no notebook in {path} yet; `worklist add` begins one.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class NothingToMend(WorklistError):
    """A repair of what is sound."""

    sentence = _("{path} is sound; there is nothing to mend.")

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)
