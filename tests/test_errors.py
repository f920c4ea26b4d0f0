import inspect
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_type_hints

import pytest

from worklist import errors
from worklist.errors import (
    BadDay,
    BadKind,
    BadLine,
    BlanksLeft,
    Busy,
    DayClosed,
    EmptyText,
    HalfClosed,
    NoSuchItem,
    NotAtZero,
    NothingToUndo,
    OtherNotebook,
    UsageError,
    WorklistError,
    extras,
    forms,
    imports,
    reports,
    sheets,
)
from worklist.errors.imports import EndsTooSoon, Unreadable
from worklist.errors.sheets import BadCell

FEB_20 = date(2020, 2, 20)
EXAMPLES: dict[object, object] = {
    str: "宇环 {0} {text}",
    int: 12,
    float: 2.5,
    date: FEB_20,
    Path: Path("/home/park/notebook"),
    UsageError: EmptyText(" "),
    WorklistError: NothingToUndo(),
    tuple[BadCell, ...]: (BadCell(7, "人数", "many", "no headcount"),),
    tuple[Unreadable, ...]: (EndsTooSoon(2, 1),),
    int | str: "人数",
}


def every_error() -> Iterator[type[WorklistError]]:
    for _, error in [
        member
        for module in (errors, extras, forms, imports, reports, sheets)
        for member in inspect.getmembers(module, inspect.isclass)
    ]:
        if issubclass(error, WorklistError) and error not in (WorklistError, UsageError):
            yield error


EVERY_ERROR = list(every_error())


def example(error: type[WorklistError]) -> WorklistError:
    if error.__init__ is WorklistError.__init__:
        return error()
    hints = get_type_hints(error.__init__)
    return error(**{name: EXAMPLES[hint] for name, hint in hints.items() if name != "return"})


@pytest.mark.parametrize(
    ("error", "exit_code", "sentence"),
    [
        (
            BadDay("soon"),
            2,
            "Cannot read the day “soon”; write today, tomorrow, yesterday, fri, +2d, 2-21 or 2020-02-21.",
        ),
        (
            BadKind("food"),
            2,
            (
                "There is no kind “food”; the kinds are supplies, measures, doses and issues."
                " (A word that begins with + is a kind; write ++ for a plain +.)"
            ),
        ),
        (
            BadLine(3, EmptyText(" ")),
            2,
            "Line 3: There is nothing to read in “ ”; write what is to be done. Nothing was added.",
        ),
        (
            NoSuchItem(12, FEB_20),
            1,
            "There is no item 12 on 2020-02-20; `worklist today --day 2020-02-20 --all` lists what there is.",
        ),
        (
            DayClosed(FEB_20),
            1,
            "2020-02-20 is closed and takes no change; `worklist today --day 2020-02-20` reads it.",
        ),
        (
            NotAtZero(FEB_20, 5),
            3,
            (
                "2020-02-20 is not at zero: 5 open. `worklist close-day` on a terminal walks through what is open,"
                " `worklist close-day --carry-rest` carries it."
            ),
        ),
        (NothingToUndo(), 1, "There is no command to take back."),
        (
            Busy("联络员02 (worklist add, process 7)", 10.0),
            1,
            (
                "The notebook is busy: 联络员02 (worklist add, process 7) has held it for more than 10 s;"
                " try again when that is done."
            ),
        ),
        (
            HalfClosed(FEB_20, Path("/n/worklist.json"), "the disk is full"),
            1,
            (
                "2020-02-20 is sealed, but /n/worklist.json could not be written (the disk is full); mend that, and the"
                " next command that writes finishes the closing."
            ),
        ),
        (
            OtherNotebook(Path("/n/a.tar"), FEB_20),
            1,
            (
                "/n/a.tar is a backup of another notebook: its 2020-02-20 is not the one here. Restore it into a folder"
                " of its own: `worklist --notebook FOLDER doctor --restore /n/a.tar`."
            ),
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, WorklistError) else "",
)
def test_an_error_is_one_sentence_and_an_exit_code(error: WorklistError, exit_code: int, sentence: str) -> None:
    assert (str(error), error.exit_code) == (sentence, exit_code)


def test_braces_in_what_was_typed_stay_as_they_are() -> None:
    facts = BadDay("{text} {0} {").facts
    assert facts == {"text": "{text} {0} {"}
    assert str(BadDay("{text} {0} {")).startswith("Cannot read the day “{text} {0} {”;")


@pytest.mark.parametrize("error", EVERY_ERROR)
def test_the_sentence_of_every_error_tells_each_of_its_facts(error: type[WorklistError]) -> None:
    told = {name for _, name, _, _ in Formatter().parse(error.sentence) if name is not None}
    assert told == example(error).facts.keys()


@pytest.mark.parametrize("error", EVERY_ERROR)
def test_the_sentence_of_every_error_is_whole(error: type[WorklistError]) -> None:
    """Filled in, it begins with a fact or a capital, and ends as a sentence does."""
    shown = example(error)
    assert str(shown) == re.sub(r"\{(\w+)(?::g)?\}", lambda fact: str(shown.facts[fact[1]]), error.sentence)
    assert error.sentence[0] in "{“-" or error.sentence[0].isupper()
    assert error.sentence.endswith((".", ".)"))


@pytest.mark.parametrize("error", EVERY_ERROR)
def test_the_exit_code_of_every_error_is_the_documented_one(error: type[WorklistError]) -> None:
    """2 for what was typed, 3 for a day that is not at zero, 1 for all else."""
    documented = 2 if issubclass(error, UsageError) else 3 if error in (NotAtZero, BlanksLeft) else 1
    assert error.exit_code == documented
