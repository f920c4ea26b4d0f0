"""Closing a day with blanks on a real terminal: each company wants an answer before the day is sealed."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Program

NIGHT = "2020-02-21 01:10:00"
KEYS = "z nothing outstanding  a add  l leave blank  s skip  q stop  ? keys > "
NAMES = ["启泰传感科技", "博大科工", "蓝思科技"]


@pytest.fixture
def park(worklist: Program) -> Program:
    """Three companies at work, of which measures and issues are expected; of the first, measures are written."""
    now = "2020-02-20 09:00:00"
    for number, name in enumerate(NAMES, 2):
        worklist("company", "add", name, "--resumed", "--caretaker", f"保姆员{number:02}", now=now)
    worklist("settings", "--expected", "measures,issues", now=now)
    worklist("add", "--none", "+measures", "@qtcg", now=now)
    return worklist


def walked(folder: Path, *keys: str) -> tuple[str, int]:
    """Give what a walk over the blanks shows, and the exit code."""
    terminal = Terminal(folder, ["close-day"], NIGHT)
    for key in keys:
        terminal.wait_for("item: " if key.endswith("\r") else "> ")
        terminal.send(key)
    code = terminal.finish()
    return terminal.text(), code


def test_each_company_is_answered_for_and_the_certificate_says_what_was_left_blank(park: Program, folder: Path) -> None:
    shown, code = walked(folder, "z", "l", "a", "+i 停电\r", "z", "d")
    head, rest = shown.split("digest   ")
    assert (code, rest[64:]) == (0, "\nprevious none, this is the first\n")
    assert (
        head
        == f"""\

3 companies with blanks on Thu 2020-02-20
@启泰传感科技: nothing is written on issues
caretaker 保姆员02
{KEYS}z
Added 2 on Thu 2020-02-20: nothing outstanding  +issues  @启泰传感科技  for
保姆员02

2 companies with blanks on Thu 2020-02-20
@博大科工: nothing is written on measures, issues
caretaker 保姆员03
{KEYS}l

1 company with blanks on Thu 2020-02-20
@蓝思科技: nothing is written on measures, issues
caretaker 保姆员04
{KEYS}a
item: +i 停电
Added 3 on Thu 2020-02-20: 停电  +issues  @蓝思科技  for 保姆员04

1 company with blanks on Thu 2020-02-20
@蓝思科技: nothing is written on measures
caretaker 保姆员04
{KEYS}z
Added 4 on Thu 2020-02-20: nothing outstanding  +measures  @蓝思科技  for
保姆员04
─────────────────────────────────────────────────────── 1 left on Thu 2020-02-20
3  +issues  @蓝思科技  保姆员04
停电
d done  c carry  w waive  n note  s leave  b back  q stop  ? keys > d
Done 3: 停电  +issues  @蓝思科技  for 保姆员04
Certificate 1: Thu 2020-02-20 is closed
closed 2020-02-21 01:10 by 联络员01
kind      items  done  waived  carried
──────────────────────────────────────
measures      2     2       0        0
issues        2     2       0        0
all           4     4       0        0
left blank: measures of 1 company: 博大科工
left blank: issues of 1 company: 博大科工
"""
    )
    assert park("verify", now=NIGHT).code == 0


def test_one_key_answers_for_all_that_are_left(park: Program, folder: Path) -> None:
    shown, code = walked(folder, "Z")
    assert code == 0
    assert shown.count(": nothing outstanding  +") == 5
    assert "left blank" not in shown
    assert (
        park("days", now=NIGHT).out.splitlines()[1]
        == "Thu 2020-02-20  1, 01:10 next day      6     0     6       0        0"
    )


@pytest.mark.usefixtures("park")
def test_one_key_leaves_all_that_are_left_blank(folder: Path) -> None:
    shown, code = walked(folder, "L")
    assert code == 0
    assert [line for line in shown.splitlines() if line.startswith("left blank")] == [
        "left blank: measures of 2 companies: 博大科工, 蓝思科技",
        "left blank: issues of 3 companies: 启泰传感科技, 博大科工, 蓝思科技",
    ]


@pytest.mark.parametrize(("keys", "left"), [("lsl", 2), ("zq", 4), ("q", 5)])
@pytest.mark.usefixtures("park")
def test_what_is_skipped_keeps_the_day_open(folder: Path, keys: str, left: int) -> None:
    shown, code = walked(folder, *keys)
    assert code == 3
    assert (
        shown.split(f"{KEYS}{keys[-1]}\n")[-1]
        == f"""\
worklist: Blanks left on 2020-02-20: {left}; write about them (`worklist add +issues
--none @company` says that nothing is outstanding), or `worklist close-day
--accept-blanks` closes the day and records them.
"""
    )


@pytest.mark.usefixtures("park")
def test_a_bad_answer_is_asked_for_again_and_the_keys_are_explained(folder: Path) -> None:
    shown, code = walked(folder, "?", "a", "+x y\r", "a", "\r", "q")
    assert code == 3
    assert "  l  leave it blank; the certificate records that\n" in shown
    assert shown.count("\nThere is no kind “x”; the kinds are supplies, measures, doses and issues. (A\n") == 1


@pytest.mark.usefixtures("park")
def test_ctrl_c_at_the_question_leaves_the_page_as_it_was(folder: Path) -> None:
    before = (folder / "worklist.json").read_bytes()
    terminal = Terminal(folder, ["close-day"], NIGHT)
    terminal.wait_for("? keys > ")
    assert terminal.interrupt() == 130
    assert terminal.is_as_it_was()
    assert (folder / "worklist.json").read_bytes() == before


def test_a_company_is_taken_off_the_roster_only_by_a_yes(park: Program, folder: Path) -> None:
    for answer, code in (("n", 1), ("y", 0)):
        terminal = Terminal(folder, ["company", "remove", "lskj"], NIGHT)
        terminal.wait_for("Take 蓝思科技 off the roster? [y/N] ")
        terminal.send(f"{answer}\r")
        assert terminal.finish() == code
    assert [line.split()[0] for line in park("company", "list", now=NIGHT).out.splitlines()[2:4]] == NAMES[:2]
