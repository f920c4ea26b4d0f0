"""What the notebook holds, and what cannot be done with it."""

from datetime import date

from worklist.errors.base import WorklistError
from worklist.errors.base import mark as _


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


class NoSuchCompany(WorklistError):
    """A company that is not on the roster."""

    sentence = _(
        "No company on the roster is called “{text}”; the nearest: {nearest}."
        " `worklist company add` puts one on it, `worklist add --new` takes one that is not."
    )

    def __init__(self, text: str, nearest: str) -> None:
        super().__init__(text=text, nearest=nearest)


class NameTaken(WorklistError):
    """A name that another company bears."""

    sentence = _("“{name}” is a name of {company} already; `worklist company show {company}` shows it.")

    def __init__(self, name: str, company: str) -> None:
        super().__init__(name=name, company=company)


class NoSuchCheck(WorklistError):
    """A number that no standing check has."""

    sentence = _("There is no standing check {number}; `worklist check list` lists them.")

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class NoSuchZone(WorklistError):
    """A zone that no company of the roster is in."""

    sentence = _("No company on the roster is in the zone “{text}”; the nearest: {nearest}.")

    def __init__(self, text: str, nearest: str) -> None:
        super().__init__(text=text, nearest=nearest)


class OutstandingStill(WorklistError):
    """The answer that nothing is outstanding, where something is open."""

    sentence = _("{company} has {left} open of {kind}; settle that first, or `worklist today -c {company}` shows it.")

    def __init__(self, company: str, left: int, kind: str) -> None:
        super().__init__(company=company, left=left, kind=kind)


class DealtSince(WorklistError):
    """The last command changed the roster, the checks or the settings, and a day has begun with them since."""

    sentence = _("{day} has begun since “{command}”, with what that changed; nothing was taken back. Change it anew.")

    def __init__(self, day: date, command: str) -> None:
        super().__init__(day=day, command=command)


class BlanksLeft(WorklistError):
    """A day at zero on which nothing is written about some companies."""

    exit_code = 3
    sentence = _(
        "Blanks left on {day}: {left}; write about them (`worklist add +issues --none @company` says that nothing is"
        " outstanding), or `worklist close-day --accept-blanks` closes the day and records them."
    )

    def __init__(self, day: date, left: int) -> None:
        super().__init__(day=day, left=left)


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


class NothingToReopen(WorklistError):
    """An answer that nothing is outstanding, which cannot be opened."""

    sentence = _("Item {id} says that nothing is outstanding; `worklist add` what is.")

    def __init__(self, id: int) -> None:
        super().__init__(id=id)


class TooManyWaived(WorklistError):
    """A part to waive that is larger than what is left of the need."""

    sentence = _("Item {id} has only {left} left to waive; `worklist show {id}` tells what was counted of it.")

    def __init__(self, id: int, left: int) -> None:
        super().__init__(id=id, left=left)


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
