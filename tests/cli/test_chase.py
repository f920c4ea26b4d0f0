"""`chase`: a message to one person, compared whole."""

from pathlib import Path

from tests.conftest import Answer, Program
from tests.small_park import small_park

MORNING = "2020-02-20 10:00:00"


def test_a_liaison_is_sent_what_is_open_and_blank_company_by_company(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("add", "call the bureau", "-w", "联络员01", now=MORNING)
    worklist("done", "3", now=MORNING)
    worklist("done", "4", now=MORNING)
    assert worklist("chase", "-w", "联络员01", now=MORNING) == Answer(
        """\
联络员01, Thu 2020-02-20: 3 open, 4 blanks
- call the bureau

博大科工
- herbal dose, evening (due 21:00, 0 of 612 heads)
- nothing yet on: supplies, issues

宇环数控机床
- temperature check at the gate
- nothing yet on: supplies, issues
""",
        "",
        0,
    )


def test_what_is_counted_and_waived_leaves_the_rest_to_chase(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("done", "5", "--count", "40", now=MORNING)
    worklist("waive", "5", "--count", "2", "--why", "two are away", now=MORNING)
    assert worklist("chase", "-w", "保姆员02", "-k", "doses", now=MORNING).out == (
        """\
保姆员02, Thu 2020-02-20: 1 open

启泰传感科技
- herbal dose, evening (due 21:00, 40 of 50 heads, 2 waived, 8 left)
"""
    )


def test_a_company_at_zero_is_sent_only_its_blanks(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("done", "1-6", now=MORNING)
    worklist("add", "+issues", "--none", "@启泰传感科技", now=MORNING)
    assert worklist("chase", "-w", "联络员02", now=MORNING).out == (
        """\
联络员02, Thu 2020-02-20: 0 open, 1 blank

启泰传感科技
- nothing yet on: supplies
"""
    )


def test_what_was_carried_tells_for_how_long(worklist: Program) -> None:
    worklist("add", "thermometers", "-w", "联络员02", now=MORNING)
    worklist("carry", "1", now=MORNING)
    assert worklist("chase", "-w", "联络员", "--day", "tomorrow", now=MORNING).out == (
        """\
联络员02, Fri 2020-02-21: 1 open
- thermometers (2nd day)
"""
    )


def test_with_nothing_open_there_is_nothing_to_paste(worklist: Program) -> None:
    worklist("add", "thermometers", "-w", "联络员02", now=MORNING)
    worklist("done", "1", now=MORNING)
    nothing = "联络员02 has nothing open on Thu 2020-02-20.\n"
    assert worklist("chase", "-w", "联络员02", now=MORNING) == Answer("", nothing, 0)


def test_the_blanks_that_were_accepted_when_a_day_closed_are_chased_no_more(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("done", "1-6", now=MORNING)
    assert worklist("close-day", "--accept-blanks", now="2020-02-20 23:00:00").code == 0
    nothing = "联络员02 has nothing open on Thu 2020-02-20.\n"
    assert worklist("chase", "-w", "联络员02", "--day", "2-20", now="2020-02-21 09:00:00") == Answer("", nothing, 0)


def test_a_person_must_be_named_and_be_one(worklist: Program, folder: Path) -> None:
    small_park(folder)
    missing = "worklist: Missing option '--who' / '-w'; `worklist chase --help` shows how it goes.\n"
    assert worklist("chase", now=MORNING) == Answer("", missing, 2)
    several = "worklist: “01” could be any of 保姆员01, 联络员01; write more of the name.\n"
    assert worklist("chase", "-w", "01", now=MORNING) == Answer("", several, 1)


def test_a_text_made_to_hurt_cannot(worklist: Program) -> None:
    worklist("add", "a\x1b[31m", "-c", "b\u202e", "-w", "c\x07", now=MORNING)
    assert worklist("chase", "-w", "c", now=MORNING).out == (
        """\
c\\x07, Thu 2020-02-20: 1 open

b\\u202e
- a\\x1b[31m
"""
    )
