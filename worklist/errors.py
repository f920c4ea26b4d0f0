"""What can go wrong, as data: each error knows its facts, its exit code and the sentence that says what to do.

The sentences stand here untranslated; the command line's error boundary translates them and puts the facts in.
"""

from datetime import date
from pathlib import Path
from typing import ClassVar


def _(sentence: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown."""
    return sentence


class WorklistError(Exception):
    """The command could not do what was asked; nothing has changed."""

    exit_code: ClassVar[int] = 1
    sentence: ClassVar[str]
    words: ClassVar[tuple[str, ...]] = ()
    """The facts that are words of the program, such as a status, and are translated too."""

    def __init__(self, **facts: object) -> None:
        super().__init__(*facts.values())
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


class UsageError(WorklistError):
    """What was typed cannot be understood."""

    exit_code = 2


# What was typed


class NoSuchCommand(UsageError):
    """A command that does not exist."""

    sentence = _("There is no command “{name}”{nearest}; `worklist --help` lists them.")

    def __init__(self, name: str, nearest: str) -> None:
        super().__init__(name=name, nearest=nearest)


class BadDay(UsageError):
    """A day that cannot be read."""

    sentence = _("Cannot read the day “{text}”; write today, tomorrow, yesterday, fri, +2d, 2-21 or 2020-02-21.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class BadTime(UsageError):
    """A time of day that cannot be read."""

    sentence = _("Cannot read the time “{text}”; write it as 21:00.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class BadCount(UsageError):
    """A count that is not a whole number in range."""

    sentence = _("“{text}” is not a count; write a whole number from {least} to 1000000000.")

    def __init__(self, text: str, least: int) -> None:
        super().__init__(text=text, least=least)


class BadKind(UsageError):
    """A kind that does not exist."""

    sentence = _(
        "There is no kind “{text}”; the kinds are supplies, measures, doses and issues."
        " (A word that begins with + is a kind; write ++ for a plain +.)"
    )

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class TwoOfOne(UsageError):
    """Two companies or two kinds for one item."""

    sentence = _("“{first}” and “{second}” cannot both be said of one item; give one of them.")

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first=first, second=second)


class EmptyText(UsageError):
    """A text with nothing in it that can be seen."""

    sentence = _("There is nothing to read in “{text}”; write what is to be done.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class TextTooLong(UsageError):
    """A text over the limit."""

    sentence = _("The text has {length} characters; {limit} is the most. Shorten it, or split it into items.")

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length=length, limit=limit)


class NotUtf8(UsageError):
    """Bytes that are no text."""

    sentence = _("The text “{text}” is not UTF-8; set the terminal or the file to UTF-8 and try again.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class BadLine(UsageError):
    """One line of standard input that cannot become an item; none of the lines was added."""

    sentence = _("Line {line}: {problem} Nothing was added.")

    def __init__(self, line: int, problem: UsageError) -> None:
        super().__init__(line=line, problem=problem)


class NothingToAdd(UsageError):
    """No text was given where nobody can be asked for one."""

    sentence = _("There is no text to add; write it after `worklist add`, or `worklist add -` to read lines.")


class BadSelection(UsageError):
    """A selection that cannot be read."""

    sentence = _("Cannot read the selection “{text}”; write ids and ranges like 3-7,12, or @company or +kind.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class CountNeedsOneItem(UsageError):
    """A count given for several items at once."""

    sentence = _("--count is for one item, and the selection holds {found}; name one id.")

    def __init__(self, found: int) -> None:
        super().__init__(found=found)


class NothingToEdit(UsageError):
    """An edit that says nothing to change."""

    sentence = _("There is nothing to change; give --text, --kind, --company, --who, --due, --need or --unit.")


class WhyNeedsCarryRest(UsageError):
    """A reason for carrying where nothing is to be carried."""

    sentence = _("--why says why the rest is carried; give --carry-rest with it.")


class TakeOrRestore(UsageError):
    """Two ways of mending at once."""

    sentence = _("--take and --restore do not go together; leave one of them out.")


# What the notebook holds


class NoSuchItem(WorklistError):
    """An id that the page does not have."""

    sentence = _("There is no item {id} on {day}; `worklist today --day {day} --all` lists what there is.")

    def __init__(self, id: int, day: date) -> None:
        super().__init__(id=id, day=day)


class NothingSelected(WorklistError):
    """A selection by company or kind that no item answers to."""

    words = ("wanted",)
    sentence = _("Nothing {wanted} on {day} matches “{selection}”; `worklist today --day {day} --all` lists it.")

    def __init__(self, selection: str, wanted: str, day: date) -> None:
        super().__init__(selection=selection, wanted=wanted, day=day)


class NoSuchName(WorklistError):
    """A company or person that nobody on the page has."""

    sentence = _("Nobody on this page is called “{text}”; the nearest: {nearest}.")

    def __init__(self, text: str, nearest: str) -> None:
        super().__init__(text=text, nearest=nearest)


class AmbiguousName(WorklistError):
    """A name that several answer to."""

    sentence = _("“{text}” could be any of {candidates}; write more of the name.")

    def __init__(self, text: str, candidates: str) -> None:
        super().__init__(text=text, candidates=candidates)


class AlreadySettled(WorklistError):
    """An item that is not open any more."""

    words = ("status",)
    sentence = _("Item {id} is {status} already; `worklist reopen {id} --day {day}` opens it again.")

    def __init__(self, id: int, status: str, day: date) -> None:
        super().__init__(id=id, status=status, day=day)


class NotSettled(WorklistError):
    """An item that cannot be reopened because it is open."""

    sentence = _("Item {id} is open; only an item that is done, waived or carried can be reopened.")

    def __init__(self, id: int) -> None:
        super().__init__(id=id)


class CarriedOn(WorklistError):
    """A carried item whose successor has a fate of its own."""

    sentence = _(
        "Item {id} was carried to {day} as item {successor}, which is settled there;"
        " `worklist reopen {successor} --day {day}` first."
    )

    def __init__(self, id: int, successor: int, day: date) -> None:
        super().__init__(id=id, successor=successor, day=day)


class NoteOnCarried(WorklistError):
    """A note for an item that lives on another day now."""

    sentence = _(
        "Item {id} was carried to {day} as item {successor}; note it there: `worklist note {successor} --day {day} …`."
    )

    def __init__(self, id: int, successor: int, day: date) -> None:
        super().__init__(id=id, successor=successor, day=day)


class NoNeed(WorklistError):
    """A count for an item that needs none."""

    sentence = _("Item {id} has no need to count towards; `worklist edit {id} --need N` gives it one.")

    def __init__(self, id: int) -> None:
        super().__init__(id=id)


class NeedIsMet(WorklistError):
    """A need at or below what has been counted."""

    sentence = _("Item {id} has {count} already, which meets a need of {need}; `worklist done {id}` instead.")

    def __init__(self, id: int, count: int, need: int) -> None:
        super().__init__(id=id, count=count, need=need)


class CarryBackwards(WorklistError):
    """A target that is not later than the page."""

    sentence = _("An item of {day} cannot be carried to {to}; name a later day.")

    def __init__(self, day: date, to: date) -> None:
        super().__init__(day=day, to=to)


class DayClosed(WorklistError):
    """A change on a sealed page."""

    sentence = _("{day} is closed and takes no change; `worklist today --day {day}` reads it.")

    def __init__(self, day: date) -> None:
        super().__init__(day=day)


class NoPage(WorklistError):
    """A day on which nothing was ever written."""

    sentence = _("Nothing is written on {day}; `worklist add --day {day}` begins its page.")

    def __init__(self, day: date) -> None:
        super().__init__(day=day)


class FutureDay(WorklistError):
    """A day that has not begun."""

    sentence = _("{day} has not begun and cannot be closed; close it when its work is done.")

    def __init__(self, day: date) -> None:
        super().__init__(day=day)


class NothingToClose(WorklistError):
    """A notebook without a page to close."""

    sentence = _("There is no page to close; `worklist add` begins one, or name an empty day with --day.")


class JustBegun(WorklistError):
    """A day that began a moment ago, before the night of the day before is over."""

    sentence = _(
        "{day} has only just begun and waits for its own night; `worklist close-day --day {day}` closes it now."
    )

    def __init__(self, day: date) -> None:
        super().__init__(day=day)


class NotAtZero(WorklistError):
    """A day that cannot close because items are open."""

    exit_code = 3
    sentence = _(
        "{day} is not at zero: {left} open. `worklist close-day` on a terminal walks through what is open,"
        " `worklist close-day --carry-rest` carries it."
    )

    def __init__(self, day: date, left: int) -> None:
        super().__init__(day=day, left=left)


class NothingToUndo(WorklistError):
    """No command is left to take back."""

    sentence = _("There is no command to take back.")


class SealedSince(WorklistError):
    """The last command closed a day."""

    sentence = _("The last command closed {day}, and a closed page takes no change; nothing was taken back.")

    def __init__(self, day: date) -> None:
        super().__init__(day=day)


# What the folder allows


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
