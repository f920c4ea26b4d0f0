"""Blanks at the command line: the answer that nothing is outstanding, and closing a day on which something is blank.

The walk over blanks, key by key, is in `test_blanks_walk.py`, and more of both in `sessions/blanks.txt`.
"""

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.cli.transcript import played
from tests.conftest import Answer, Program, program_on
from tests.store.conftest import files

EARLY, MORNING, NIGHT = "2020-02-20 08:00:00", "2020-02-20 09:00:00", "2020-02-20 23:00:00"
KEYS = "z nothing outstanding  a add  l leave blank  s skip  q stop  ? keys > "


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with two companies at work, of which measures and issues are expected."""
    folder = tmp_path_factory.mktemp("small") / "notebook"
    program = program_on(folder)
    program("company", "add", "启泰传感科技", "--resumed", "--caretaker", "保姆员02", now=EARLY)
    program("company", "add", "博大科工", "--resumed", "--liaison", "联络员01", now=EARLY)
    program("settings", "--expected", "measures,issues", now=EARLY)
    return folder


@pytest.fixture
def park(begun: Path, folder: Path) -> Program:
    """The two companies."""
    shutil.copytree(begun, folder)
    return program_on(folder)


def test_that_nothing_is_outstanding_is_settled_from_the_first_and_stays_so(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ add --none nothing at all @bdkg -w 联络员03
Added 1 on Thu 2020-02-20: nothing at all  +issues  @博大科工  for 联络员03
$ add --none ＋measures ＠qtcg
Added 2 on Thu 2020-02-20: nothing outstanding  +measures  @启泰传感科技  for 保姆员02
$ add --none --new @nobody
Added 3 on Thu 2020-02-20: nothing outstanding  +issues  @nobody
$ add --none +measures +issues @qtcg
! worklist: “measures” and “issues” cannot both be said of one item; give one of them.
[2]
$ add --none @qtcg --due 21:00
! worklist: --none says that nothing is outstanding, so there is no --due and no --need; leave them out.
[2]
$ add --none @nobody
! worklist: No company on the roster is called “nobody”; the nearest: 博大科工. `worklist company add` puts one on it, \
`worklist add --new` takes one that is not.
[1]
$ note 1 phoned
Noted 1: nothing at all  +issues  @博大科工  for 联络员03 — phoned
$ edit 1 --text y
! worklist: Item 1 is done already; `worklist reopen 1 --day 2020-02-20` opens it again.
[1]
$ reopen 1-3
! worklist: Item 1 says that nothing is outstanding; `worklist add` what is.
[1]
$ add hall 3 @bdkg
Added 4 on Thu 2020-02-20: hall 3  +issues  @博大科工
$ board
Thu 2020-02-20 · 3 companies: 2 blank, 0 open, 1 settled
measures  1 of 1 settled    1 blank
issues    2 of 3 settled    1 blank

company       supplies  measures  doses  issues  liaison   caretaker
────────────────────────────────────────────────────────────────────
博大科工      ·         blank     ·      1 open  联络员01
启泰传感科技  ·         ✓         ·      blank             保姆员02
"""
    assert played(park, written) == written


def test_many_companies_have_nothing_outstanding_in_one_go_all_or_none(park: Program, folder: Path) -> None:
    before = files(folder)
    for lines, sentence in {
        b"@qtcg\nx\n": """\
Line 2: --none says that a company has nothing outstanding; name it: worklist add +issues --none @company. \
Nothing was added.""",
        b"@qtcg\n@nobody\n": """\
Line 2: No company on the roster is called “nobody”; the nearest: 博大科工. `worklist company add` puts one on it, \
`worklist add --new` takes one that is not. Nothing was added.""",
        b"\n": "There is no text to add; write it after `worklist add`, or `worklist add -` to read lines.",
    }.items():
        assert park("add", "--none", "-", stdin=lines, now=MORNING) == Answer("", f"worklist: {sentence}\n", 2)
    assert files(folder) == before
    assert park("add", "--none", "-", stdin=b"@qtcg\n\n+measures @bdkg phoned\n", now=MORNING) == Answer(
        "Added 1 on Thu 2020-02-20: nothing outstanding  +issues  @启泰传感科技  for 保姆员02\n"
        "Added 2 on Thu 2020-02-20: phoned  +measures  @博大科工\n",
        "",
        0,
    )


def test_the_rest_is_carried_only_when_what_is_blank_has_an_answer(park: Program, folder: Path) -> None:
    park("add", "hall 3", "@bdkg", now=MORNING)
    before = files(folder)
    refused = Answer(
        "",
        """\
blank  @启泰传感科技: measures, issues
blank  @博大科工: measures
worklist: Blanks left on 2020-02-20: 3; write about them (`worklist add +issues --none @company` says that nothing is \
outstanding), or `worklist close-day --accept-blanks` closes the day and records them.
""",
        3,
    )
    assert park("close-day", "--carry-rest", now=NIGHT) == refused
    assert park("close-day", "--carry-rest", "--json", now=NIGHT) == refused
    assert files(folder) == before
    written = """\
# 2020-02-20 23:00
$ close-day --carry-rest --accept-blanks
Certificate 1: Thu 2020-02-20 is closed
closed 23:00 by 联络员01
kind    items  done  waived  carried
────────────────────────────────────
issues      1     0       0        1
all         1     0       0        1
carried 1 to Fri 2020-02-21 as 1: hall 3  +issues  @博大科工
left blank: measures of 2 companies: 启泰传感科技, 博大科工
left blank: issues of 1 company: 启泰传感科技
digest   (a digest)
previous none, this is the first
! blank  @启泰传感科技: measures, issues
! blank  @博大科工: measures
"""
    assert played(park, written) == written


def test_that_nothing_is_outstanding_is_not_said_while_something_is_open(park: Program, folder: Path) -> None:
    park("add", "-", stdin=b"hall 3 @bdkg\nhall 4 @bdkg\nlocks +m @qtcg\n", now=MORNING)
    before = files(folder)
    sentence = "worklist: 博大科工 has 2 open of issues; settle that first, or `worklist today -c 博大科工` shows it.\n"
    assert park("add", "--none", "@bdkg", now=MORNING) == Answer("", sentence, 1)
    assert park("add", "--none", "-", stdin=b"@qtcg\n@bdkg\n", now=MORNING) == Answer("", sentence, 1)
    assert files(folder) == before
    park("done", "1-2", now=MORNING)
    assert park("add", "--none", "@bdkg", now=MORNING) == Answer(
        "Added 4 on Thu 2020-02-20: nothing outstanding  +issues  @博大科工\n", "", 0
    )


def test_a_day_on_which_nothing_is_written_has_blanks_too(park: Program, folder: Path) -> None:
    before = files(folder)
    for arguments in ([], ["--yes"], ["--json"], ["--carry-rest"]):
        assert park("close-day", *arguments, now=NIGHT) == Answer(
            "",
            """\
blank  @启泰传感科技: measures, issues
blank  @博大科工: measures, issues
worklist: Blanks left on 2020-02-20: 4; write about them (`worklist add +issues --none @company` says that nothing is \
outstanding), or `worklist close-day --accept-blanks` closes the day and records them.
""",
            3,
        )
    assert files(folder) == before


# On a terminal


def walked(folder: Path, arguments: list[str], *keys: str) -> tuple[str, int]:
    """Give what closing the day shows up to the digest, and the exit code."""
    terminal = Terminal(folder, ["close-day", *arguments], NIGHT)
    for key in keys:
        terminal.wait_for("item: " if key.endswith("\r") else "? keys > ")
        terminal.send(key)
    code = terminal.finish()
    return terminal.text().split("digest   ")[0], code


def test_what_is_carried_anyway_is_not_walked_through_after_the_blanks(park: Program, folder: Path) -> None:
    park("add", "hall 3", "@bdkg", now=MORNING)
    park("add", "x", now=MORNING)
    assert walked(folder, ["--carry-rest"], "z", "a", "+m door 2\r") == (
        f"""\

2 companies with blanks on Thu 2020-02-20
@启泰传感科技: nothing is written on measures, issues
caretaker 保姆员02
{KEYS}z
Added 3 on Thu 2020-02-20: nothing outstanding  +measures  @启泰传感科技  for
保姆员02
Added 4 on Thu 2020-02-20: nothing outstanding  +issues  @启泰传感科技  for
保姆员02

1 company with blanks on Thu 2020-02-20
@博大科工: nothing is written on measures
liaison 联络员01
{KEYS}a
item: +m door 2
Added 5 on Thu 2020-02-20: door 2  +measures  @博大科工
Certificate 1: Thu 2020-02-20 is closed
closed 23:00 by 联络员01
kind      items  done  waived  carried
──────────────────────────────────────
measures      2     1       0        1
issues        3     1       0        2
all           5     2       0        3
carried 1 to Fri 2020-02-21 as 1: hall 3  +issues  @博大科工
carried 2 to Fri 2020-02-21 as 2: x  +issues
carried 5 to Fri 2020-02-21 as 3: door 2  +measures  @博大科工
""",
        0,
    )


@pytest.mark.parametrize("arguments", [[], ["--carry-rest"]], ids=str)
def test_who_stops_at_a_blank_is_asked_nothing_more(park: Program, folder: Path, arguments: list[str]) -> None:
    park("add", "--none", "+m", "@bdkg", now=MORNING)
    shown, code = walked(folder, arguments, "a", "+m new locks\r", "q")
    assert code == 3
    assert (
        shown
        == f"""\

2 companies with blanks on Thu 2020-02-20
@启泰传感科技: nothing is written on measures, issues
caretaker 保姆员02
{KEYS}a
item: +m new locks
Added 2 on Thu 2020-02-20: new locks  +measures  @启泰传感科技  for 保姆员02

2 companies with blanks on Thu 2020-02-20
@启泰传感科技: nothing is written on issues
caretaker 保姆员02
{KEYS}q
worklist: Blanks left on 2020-02-20: 2; write about them (`worklist add +issues
--none @company` says that nothing is outstanding), or `worklist close-day
--accept-blanks` closes the day and records them.
"""
    )


def test_what_becomes_blank_meanwhile_is_asked_about_too(park: Program, folder: Path) -> None:
    park("add", "--none", "-", stdin=b"+m @qtcg\n+i @qtcg\n+m @bdkg\n", now=MORNING)
    terminal = Terminal(folder, ["close-day"], NIGHT)
    terminal.wait_for(KEYS)
    park("company", "add", "蓝思科技", "--resumed", now=NIGHT)
    terminal.send("L")
    terminal.wait_for(KEYS)
    terminal.send("Z")
    assert terminal.finish() == 0
    assert (
        terminal.text().split("digest   ")[0]
        == f"""\

1 company with blanks on Thu 2020-02-20
@博大科工: nothing is written on issues
liaison 联络员01
{KEYS}L

1 company with blanks on Thu 2020-02-20
@蓝思科技: nothing is written on measures, issues
{KEYS}Z
Added 4 on Thu 2020-02-20: nothing outstanding  +measures  @蓝思科技
Added 5 on Thu 2020-02-20: nothing outstanding  +issues  @蓝思科技
Certificate 1: Thu 2020-02-20 is closed
closed 23:00 by 联络员01
kind      items  done  waived  carried
──────────────────────────────────────
measures      3     3       0        0
issues        2     2       0        0
all           5     5       0        0
left blank: issues of 1 company: 博大科工
"""
    )


def test_a_terminal_is_not_asked_where_no_question_is_wished(park: Program, folder: Path) -> None:
    park("add", "--none", "-", stdin=b"+m @qtcg\n+i @qtcg\n+m @bdkg\n", now=MORNING)
    refused = """\
blank  @博大科工: issues
worklist: Blanks left on 2020-02-20: 1; write about them (`worklist add +issues
--none @company` says that nothing is outstanding), or `worklist close-day
--accept-blanks` closes the day and records them.
"""
    assert walked(folder, ["--no-walk"]) == (refused, 3)
    assert walked(folder, ["--accept-blanks"]) == (
        """\
blank  @博大科工: issues
Certificate 1: Thu 2020-02-20 is closed
closed 23:00 by 联络员01
kind      items  done  waived  carried
──────────────────────────────────────
measures      2     2       0        0
issues        1     1       0        0
all           3     3       0        0
left blank: issues of 1 company: 博大科工
""",
        0,
    )


def test_ten_blanks_at_once_are_asked_about(park: Program, folder: Path) -> None:
    park("settings", "--expected", "all", now=MORNING)
    park("company", "add", "蓝思科技", "--resumed", now=MORNING)
    park("add", "--none", "-", stdin=b"+m @qtcg\n+s @qtcg\n", now=MORNING)
    terminal = Terminal(folder, ["close-day"], NIGHT)
    for key, answer in (("Z", "n\r"), ("L", "\x04"), ("Z", "y\r")):
        terminal.wait_for(KEYS)
        terminal.send(key)
        terminal.wait_for("[y/N] ")
        terminal.send(answer)
    assert terminal.finish() == 0
    step = f"""\

3 companies with blanks on Thu 2020-02-20
@启泰传感科技: nothing is written on doses, issues
caretaker 保姆员02
{KEYS}"""
    nothing = "Record for 10 blanks that nothing is outstanding? [y/N]"
    assert (
        terminal.text().split("Certificate 1")[0]
        == f"""\
{step}Z
{nothing} n
{step}L
Leave 10 blanks as they are, for the certificate? [y/N]
{step}Z
{nothing} y
Added 10 items on Thu 2020-02-20: 3-12
"""
    )


def test_ctrl_c_within_an_answer_keeps_the_answers_before_it(park: Program, folder: Path) -> None:
    park("add", "--none", "+m", "@qtcg", now=MORNING)
    terminal = Terminal(folder, ["close-day"], NIGHT)
    terminal.wait_for(KEYS)
    terminal.send("z")
    terminal.wait_for(KEYS)
    terminal.send("a")
    terminal.wait_for("item: ")
    assert terminal.interrupt() == 130
    assert terminal.is_as_it_was()
    assert park("close-day", now=NIGHT).err.splitlines()[0] == "blank  @博大科工: measures, issues"
