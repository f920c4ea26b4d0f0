"""What was typed and cannot be understood or does not go together."""

from worklist.errors.base import UsageError, WorklistError
from worklist.errors.base import mark as _


class NoSuchCommand(UsageError):
    """A command that does not exist."""

    sentence = _("There is no command “{name}”{nearest}; `{group} --help` lists them.")

    def __init__(self, name: str, nearest: str, group: str = "worklist") -> None:
        super().__init__(name=name, nearest=nearest, group=group)


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

    sentence = _("“{text}” is not a count; write a whole number from {least} to {most}.")

    def __init__(self, text: str, least: int, most: int = 1_000_000_000) -> None:
        super().__init__(text=text, least=least, most=most)


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

    def __init__(self, line: int, problem: WorklistError) -> None:
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

    sentence = _("--count is for one item, and the selection holds several ({found}); name one id.")

    def __init__(self, found: str) -> None:
        super().__init__(found=found)


class NothingToEdit(UsageError):
    """An edit that says nothing to change."""

    sentence = _("There is nothing to change; give --text, --kind, --company, --who, --due, --need or --unit.")


class NothingToEditInRecord(UsageError):
    """An edit of a company or a check that changes nothing."""

    sentence = _("There is nothing to change about {name}; it is like that already, or no option was given.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class NeedOrPerHead(UsageError):
    """A fixed need and one per head at once."""

    sentence = _("--need and --per-head do not go together; leave one of them out.")


class BadRollover(UsageError):
    """An hour at which no night ends."""

    sentence = _("The working day cannot end at {text}; write a time of the night or the morning, to 12:00.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class BadWeekdays(UsageError):
    """Weekdays that cannot be read."""

    sentence = _("Cannot read the weekdays “{text}”; write mon-fri, or mon,wed,fri.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class NoneNeedsCompany(UsageError):
    """The answer that nothing is outstanding, without whose answer it is."""

    sentence = _("--none says that a company has nothing outstanding; name it: worklist add +issues --none @company.")


class NoneNeedsNothing(UsageError):
    """The answer that nothing is outstanding, with something that is due or needed."""

    sentence = _("--none says that nothing is outstanding, so there is no --due and no --need; leave them out.")


class WhyNeedsCarryRest(UsageError):
    """A reason for carrying where nothing is to be carried."""

    sentence = _("--why says why the rest is carried; give --carry-rest with it.")


class MissingHasNoItems(UsageError):
    """What is missing, together with an option about items."""

    sentence = _("--missing shows what is blank instead of items; leave out --all and --by.")


class LastOrAll(UsageError):
    """All days, and only the last of them."""

    sentence = _("--last and --all do not go together; leave one of them out.")


class DayOrRange(UsageError):
    """One day, and several."""

    sentence = _("--day does not go with --from and --to; give one or the other.")


class RangeBackwards(UsageError):
    """Days that end before they begin."""

    sentence = _("“{last}” is before “{first}”; give the earlier day with --from.")

    def __init__(self, first: str, last: str) -> None:
        super().__init__(first=first, last=last)


class TakeOrRestore(UsageError):
    """Two ways of mending at once."""

    sentence = _("--take and --restore do not go together; leave one of them out.")


class WatchNeedsTerminal(UsageError):
    """A watch where nobody can look at it."""

    sentence = _("--watch needs a terminal that can be drawn over; leave it out, and `worklist board` prints once.")


class WatchAndJson(UsageError):
    """A watch for a program."""

    sentence = _("--watch is for a person and --json for a program; leave one of them out.")
