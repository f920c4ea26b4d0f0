"""The settings at the command line, beside `sessions/settings.txt`: what changes nothing, and when a night ends."""

from pathlib import Path

import pytest

from tests.cli.transcript import played
from tests.conftest import Answer, Program
from tests.program import answer
from tests.store.conftest import files

MORNING = "2020-02-20 09:00:00"


def test_settings_that_are_so_already_are_no_command(worklist: Program, folder: Path) -> None:
    written = """\
# 2020-02-20 09:00
$ settings --rollover 04:00
! worklist: There is nothing to change about settings; it is like that already, or no option was given.
[2]
$ settings --expected "＋d，m" --rollover 04:00
Changed settings: expected: supplies, measures, doses, issues → measures, doses
$ settings --expected +m,+d --rollover 04:00
! worklist: There is nothing to change about settings; it is like that already, or no option was given.
[2]
$ settings --expected "" --rollover 00:00
Changed settings: expected: measures, doses → none, rollover: 04:00 → 00:00
$ settings --json
{
  "expected": [],
  "rollover": "00:00"
}
$ settings --rollover ""
! worklist: Cannot read the time “”; write it as 21:00.
[2]
$ settings --expected m,none
! worklist: There is no kind “none”; the kinds are supplies, measures, doses and issues. (A word that begins with + is \
a kind; write ++ for a plain +.)
[2]
$ log
   1  09:00  联络员01  settings
      Changed settings: expected: supplies, measures, doses, issues → measures, doses
   2  09:00  联络员01  settings
      Changed settings: expected: measures, doses → none, rollover: 04:00 → 00:00
"""
    assert played(worklist, written) == written
    before = files(folder)
    assert answer(folder, "settings", "--rollover", "0:00") == Answer(
        "",
        "worklist: There is nothing to change about settings; it is like that already, or no option was given.\n",
        2,
    )
    assert files(folder) == before


@pytest.mark.parametrize(
    ("rollover", "now", "day"),
    [
        ("04:00", "03:59:59", "Thu 2020-02-20"),
        ("04:00", "04:00:00", "Fri 2020-02-21"),
        ("05:30", "01:30:00", "Thu 2020-02-20"),
        ("05:30", "05:29:59", "Thu 2020-02-20"),
        ("05:30", "05:30:00", "Fri 2020-02-21"),
        ("00:00", "00:00:00", "Fri 2020-02-21"),
        ("12:00", "11:59:59", "Thu 2020-02-20"),
    ],
)
def test_the_night_ends_at_the_rollover(worklist: Program, rollover: str, now: str, day: str) -> None:
    worklist("settings", "--rollover", rollover, now=MORNING)
    worklist("add", "a", now=MORNING)
    number = 2 if day == "Thu 2020-02-20" else 1
    assert worklist("add", "b", now=f"2020-02-21 {now}") == Answer(f"Added {number} on {day}: b  +issues\n", "", 0)


def test_a_rollover_that_moves_in_the_night_moves_the_page_from_then_on(worklist: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ add a
Added 1 on Thu 2020-02-20: a  +issues
# 2020-02-21 01:30
$ settings --rollover 01:00
Changed settings: rollover: 04:00 → 01:00
$ add b
Added 1 on Fri 2020-02-21: b  +issues
$ undo
Taken back 1 on Fri 2020-02-21: b  +issues
$ undo
Changed settings: rollover: 01:00 → 04:00
$ add c
Added 2 on Thu 2020-02-20: c  +issues
"""
    assert played(worklist, written) == written


def test_what_is_expected_decides_what_is_blank(worklist: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company add 启泰传感科技 --resumed
Added company 1: 启泰传感科技  resumed
$ company add 蓝思科技
Added company 2: 蓝思科技  not resumed
$ today
Thu 2020-02-20
4 blanks at 1 company; `worklist today --missing` lists them
Nothing is written down yet; `worklist add` begins the day.
$ settings --expected doses
Changed settings: expected: supplies, measures, doses, issues → doses
$ today --missing
Thu 2020-02-20
1 blank at 1 company

company       nothing yet on
────────────────────────────
启泰传感科技  doses
$ settings --expected none
Changed settings: expected: doses → none
$ today
Thu 2020-02-20
Nothing is written down yet; `worklist add` begins the day.
"""
    assert played(worklist, written) == written
