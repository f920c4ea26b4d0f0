"""The standing checks at the command line, beside the sessions: every option, what settled items keep, and the morning.

Most of what `check` says stands in `sessions/checks.txt` and `sessions/undo_after_dealing.txt`.
"""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.transcript import played
from tests.conftest import Answer, Program, program_on
from tests.store.conftest import files

EARLY, MORNING, FRIDAY = "2020-02-20 08:00:00", "2020-02-20 09:00:00", "2020-02-21 08:00:00"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with three companies, two of them at work, of which nothing is expected."""
    folder = tmp_path_factory.mktemp("small") / "notebook"
    program = program_on(folder)
    for name, *facts in (
        ("启泰传感科技", "--zone", "Grid 02", "--resumed", "--headcount", "50", "--caretaker", "保姆员02"),
        ("博大科工", "--zone", "Grid 03", "--resumed", "--headcount", "612", "--caretaker", "保姆员03"),
        ("蓝思科技", "--zone", "Grid 02"),
    ):
        program("company", "add", name, *facts, now=EARLY)
    program("settings", "--expected", "none", now=EARLY)
    return folder


@pytest.fixture
def park(begun: Path, folder: Path) -> Program:
    """The three companies."""
    shutil.copytree(begun, folder)
    return program_on(folder)


def test_alone_it_shows_its_commands(worklist: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ check
Usage: worklist check [OPTIONS] COMMAND [ARGS]...

  The standing checks, dealt to every company each day.

  A standing check is dealt as an item to every company that it is for, once,
  when the working day begins with the first command that writes.

  Example: worklist check add doses herbal dose --per-head --only-resumed

Options:
  --help  Show this message and exit.

Commands:
  add     Add a standing check, and deal it at once.
  list    List the standing checks.
  edit    Change a standing check.
  pause   Deal a standing check no more, until it is resumed.
  resume  Deal a paused check again.
  remove  Take a standing check away; what it dealt stays.
"""
    assert played(worklist, written) == written
    assert worklist("check", "--help") == worklist("check")


def test_everything_that_can_be_said_of_a_check_can_be_changed_and_today_follows_if_so_wished(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ check add ＋d herbal dose, evening --per-head --due 21:00 --unit heads --zone "grid 02" --only-resumed --on mon-fri
Added check 1: herbal dose, evening  +doses  due 21:00  one per head  heads  resumed companies  of grid 02  mon-fri
Dealt 1 on Thu 2020-02-20: herbal dose, evening  +doses  @启泰传感科技  for 保姆员02  due 21:00  (0 of 50 heads)
$ check edit 1 --all-companies --zone "" --unit "" --due "" --need 2 --text tea --kind ＋supplies --today
Changed check 1: tea  +supplies  needs 2  all companies  mon-fri — kind: doses → supplies, text: herbal dose, evening \
→ tea, due: 21:00 → —, need: one per head → 2, unit: heads → —, companies: resumed companies → all companies, \
zone: grid 02 → —
Changed 1: tea  +supplies  @启泰传感科技  for 保姆员02  (0 of 2) — text: herbal dose, evening → tea, \
kind: doses → supplies, due: 21:00 → —, need: 50 → 2, unit: heads → —
Dealt 2 on Thu 2020-02-20: tea  +supplies  @博大科工  for 保姆员03  (0 of 2)
Dealt 3 on Thu 2020-02-20: tea  +supplies  @蓝思科技  (0 of 2)
$ check edit 1 --per-head --only-resumed --kind +d --today
Changed check 1: tea  +doses  one per head  resumed companies  mon-fri — kind: supplies → doses, need: 2 → one per \
head, companies: all companies → resumed companies
Changed 1: tea  +doses  @启泰传感科技  for 保姆员02  (0 of 50) — kind: supplies → doses, need: 2 → 50
Changed 2: tea  +doses  @博大科工  for 保姆员03  (0 of 612) — kind: supplies → doses, need: 2 → 612
Taken back 3: tea  +supplies  @蓝思科技  (0 of 2)
$ check edit 1 --on fri --today
Changed check 1: tea  +doses  one per head  resumed companies  fri — on: mon-fri → fri
Taken back 1: tea  +doses  @启泰传感科技  for 保姆员02  (0 of 50)
Taken back 2: tea  +doses  @博大科工  for 保姆员03  (0 of 612)
$ check edit 1 --on ""
Changed check 1: tea  +doses  one per head  resumed companies — on: fri → mon-sun
Dealt 4 on Thu 2020-02-20: tea  +doses  @启泰传感科技  for 保姆员02  (0 of 50)
Dealt 5 on Thu 2020-02-20: tea  +doses  @博大科工  for 保姆员03  (0 of 612)
$ undo
Changed check 1: tea  +doses  one per head  resumed companies  fri — on: mon-sun → fri
Taken back 5 on Thu 2020-02-20: tea  +doses  @博大科工  for 保姆员03  (0 of 612)
Taken back 4 on Thu 2020-02-20: tea  +doses  @启泰传感科技  for 保姆员02  (0 of 50)
$ undo
Changed check 1: tea  +doses  one per head  resumed companies  mon-fri — on: fri → mon-fri
Dealt 2 on Thu 2020-02-20: tea  +doses  @博大科工  for 保姆员03  (0 of 612)
Dealt 1 on Thu 2020-02-20: tea  +doses  @启泰传感科技  for 保姆员02  (0 of 50)
$ check edit 1 --per-head --need 3
! worklist: --need and --per-head do not go together; leave one of them out.
[2]
$ check edit 1 --on fri --due noon
! worklist: Cannot read the time “noon”; write it as 21:00.
[2]
$ check edit 1 --on ""
Changed check 1: tea  +doses  one per head  resumed companies — on: mon-fri → mon-sun
"""
    assert played(park, written) == written


def test_what_was_settled_or_counted_stays_when_a_check_changes(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ check add doses herbal dose --per-head --only-resumed
Added check 1: herbal dose  +doses  one per head  resumed companies
Dealt 1 on Thu 2020-02-20: herbal dose  +doses  @启泰传感科技  for 保姆员02  (0 of 50)
Dealt 2 on Thu 2020-02-20: herbal dose  +doses  @博大科工  for 保姆员03  (0 of 612)
$ done @qtcg
Done 1: herbal dose  +doses  @启泰传感科技  for 保姆员02  (50 of 50)
$ done @bdkg --count 600
Counted 2: herbal dose  +doses  @博大科工  for 保姆员03  (600 of 612), 12 left
$ check edit 1 --text tea --due 20:00 --today
Changed check 1: tea  +doses  due 20:00  one per head  resumed companies — text: herbal dose → tea, due: — → 20:00
Changed 2: tea  +doses  @博大科工  for 保姆员03  due 20:00  (600 of 612), 12 left — text: herbal dose → tea, \
due: — → 20:00
$ check edit 1 --need 601 --today
Changed check 1: tea  +doses  due 20:00  needs 601  resumed companies — need: one per head → 601
Changed 2: tea  +doses  @博大科工  for 保姆员03  due 20:00  (600 of 601), 1 left — need: 612 → 601
$ check pause 1 --today
Changed check 1: tea  +doses  due 20:00  needs 601  resumed companies  PAUSED — paused: no → yes
$ today --all
Thu 2020-02-20 · open since 09:00 · 1 of 2 left
doses  1 of 2 settled  650 of 651 drunk

id  due    kind   company       text         counted     who       status
─────────────────────────────────────────────────────────────────────────
2   20:00  doses  博大科工      tea          600 of 601  保姆员03  open
1          doses  启泰传感科技  herbal dose  50 of 50    保姆员02  done
$ undo
Changed check 1: tea  +doses  due 20:00  needs 601  resumed companies — paused: yes → no
$ check resume 1
! worklist: There is nothing to change about 1; it is like that already, or no option was given.
[2]
"""
    assert played(park, written) == written


def test_a_check_that_was_removed_is_dealt_no_more_and_what_it_dealt_stays(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ check add measures gate --only-resumed
Added check 1: gate  +measures  resumed companies
Dealt 1 on Thu 2020-02-20: gate  +measures  @启泰传感科技  for 保姆员02
Dealt 2 on Thu 2020-02-20: gate  +measures  @博大科工  for 保姆员03
$ check remove 1
Removed check 1: gate  +measures  resumed companies
$ check remove 1
! worklist: There is no standing check 1; `worklist check list` lists them.
[1]
$ check list
! There is no standing check yet; `worklist check add KIND TEXT` adds one.
$ check list --all
  1  gate  +measures  resumed companies  (removed 2020-02-20)
$ today
Thu 2020-02-20 · open since 09:00 · 2 of 2 left
measures  0 of 2 settled

id  kind      company       text  who
──────────────────────────────────────────
1   measures  启泰传感科技  gate  保姆员02
2   measures  博大科工      gate  保姆员03
# 2020-02-21 08:00
$ add x
Added 1 on Fri 2020-02-21: x  +issues
$ check add measures gate 2 --zone "Grid 03"
Added check 2: gate 2  +measures  all companies  of Grid 03
Dealt 2 on Fri 2020-02-21: gate 2  +measures  @博大科工  for 保姆员03
"""
    assert played(park, written) == written


def test_a_check_for_another_weekday_is_dealt_when_that_begins_and_undo_does_not_take_the_morning_back(
    park: Program,
) -> None:
    written = """\
# 2020-02-20 09:00
$ add x
Added 1 on Thu 2020-02-20: x  +issues
$ check add measures gate --on fri --only-resumed
Added check 1: gate  +measures  resumed companies  fri
# 2020-02-21 01:30
$ check add measures night --on thu --zone "Grid 03"
Added check 2: night  +measures  all companies  of Grid 03  thu
Dealt 2 on Thu 2020-02-20: night  +measures  @博大科工  for 保姆员03
# 2020-02-21 08:00
$ done 9
! worklist: There is no item 9 on 2020-02-21; `worklist today --day 2020-02-21 --all` lists what there is.
[1]
$ done @bdkg
Done 2: gate  +measures  @博大科工  for 保姆员03
! Fri 2020-02-21 begins: 2 items are dealt, to 2 companies.
$ undo
Reopened 2 on Fri 2020-02-21: gate  +measures  @博大科工  for 保姆员03
$ undo
! worklist: 2020-02-21 has begun since “check add”, with what that changed; nothing was taken back. Change it anew.
[1]
$ today
Thu 2020-02-20 is not closed: 2 items open. `worklist close-day` takes it first.
Fri 2020-02-21 · open since 08:00 · 2 of 2 left
measures  0 of 2 settled

id  kind      company       text  who
──────────────────────────────────────────
1   measures  启泰传感科技  gate  保姆员02
2   measures  博大科工      gate  保姆员03
"""
    assert played(park, written) == written


# The morning


@pytest.fixture
def morning(park: Program) -> Program:
    """Two companies to which a dose was dealt on Thursday, which is closed; Friday has not begun."""
    park("check", "add", "doses", "herbal dose", "--per-head", "--only-resumed", now=MORNING)
    park("done", "+doses", now=MORNING)
    assert park("close-day", now=MORNING).code == 0
    return park


def test_until_somebody_writes_what_would_be_dealt_is_shown_and_nothing_is_written(
    morning: Program, folder: Path
) -> None:
    before = files(folder)
    reading = (
        ["today"],
        ["today", "--json"],
        ["board", "--all"],
        ["check", "list"],
        ["company", "show", "qtcg"],
        ["show", "1"],
        ["find", "dose"],
        ["days"],
        ["report"],
        ["chase", "-w", "保姆员02"],
    )
    folder.chmod(0o500)
    try:
        shown = [morning(*arguments, now=FRIDAY) for arguments in reading]
    finally:
        folder.chmod(0o700)
    assert files(folder) == before
    assert shown[0] == Answer(
        """\
Fri 2020-02-21 · open since 08:00 · 2 of 2 left
doses  0 of 2 settled  0 of 662 drunk

id  kind   company       text         counted   who
────────────────────────────────────────────────────────
1   doses  启泰传感科技  herbal dose  0 of 50   保姆员02
2   doses  博大科工      herbal dose  0 of 612  保姆员03
""",
        "",
        0,
    )
    morning("add", "x", now=FRIDAY)
    morning("undo", now=FRIDAY)
    assert [morning(*arguments, now=FRIDAY) for arguments in reading] == shown


def test_two_commands_that_begin_a_day_at_once_deal_once(morning: Program) -> None:
    with ThreadPoolExecutor() as at_once:  # by the true clock: where time is frozen, nobody can sleep for the lock
        answers = list(at_once.map(lambda text: morning("add", text), ["a", "b"]))
    assert [answer.code for answer in answers] == [0, 0]
    assert sorted(answer.err.partition(" begins: ")[2] for answer in answers) == [
        "",
        "2 items are dealt, to 2 companies.\n",
    ]
    shown = json.loads(morning("today", "--json").out)["items"]
    assert [(item["id"], item["check"]) for item in shown] == [(1, 1), (2, 1), (3, None), (4, None)]


# Taking back, and what is refused


def test_undo_takes_a_new_check_back_with_what_it_dealt_and_pauses_a_resumed_one_again(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ check add +m gate --zone "Grid 02"
Added check 1: gate  +measures  all companies  of Grid 02
Dealt 1 on Thu 2020-02-20: gate  +measures  @启泰传感科技  for 保姆员02
Dealt 2 on Thu 2020-02-20: gate  +measures  @蓝思科技
$ undo
Taken back check 1: gate  +measures  all companies  of Grid 02
Taken back 2 on Thu 2020-02-20: gate  +measures  @蓝思科技
Taken back 1 on Thu 2020-02-20: gate  +measures  @启泰传感科技  for 保姆员02
$ check add +m gate --zone "Grid 03"
Added check 1: gate  +measures  all companies  of Grid 03
Dealt 3 on Thu 2020-02-20: gate  +measures  @博大科工  for 保姆员03
$ check pause 1
Changed check 1: gate  +measures  all companies  of Grid 03  PAUSED — paused: no → yes
$ check pause 1 --today
Taken back 3: gate  +measures  @博大科工  for 保姆员03
$ check resume 1
Changed check 1: gate  +measures  all companies  of Grid 03 — paused: yes → no
Dealt 4 on Thu 2020-02-20: gate  +measures  @博大科工  for 保姆员03
$ undo
Changed check 1: gate  +measures  all companies  of Grid 03  PAUSED — paused: no → yes
Taken back 4 on Thu 2020-02-20: gate  +measures  @博大科工  for 保姆员03
$ undo
Dealt 3 on Thu 2020-02-20: gate  +measures  @博大科工  for 保姆员03
$ undo
Changed check 1: gate  +measures  all companies  of Grid 03 — paused: yes → no
"""
    assert played(park, written) == written


def test_what_a_check_cannot_be_is_refused_and_nothing_is_changed(park: Program, folder: Path) -> None:
    before = files(folder)
    written = """\
# 2020-02-20 09:00
$ check add gates x
! worklist: There is no kind “gates”; the kinds are supplies, measures, doses and issues. \
(A word that begins with + is a kind; write ++ for a plain +.)
[2]
$ check add measures gate --zone "Grid 2"
! worklist: No company on the roster is in the zone “Grid 2”; the nearest: Grid 02, Grid 03.
[1]
$ check add measures gate --need 0
! worklist: “0” is not a count; write a whole number from 1 to 1000000000.
[2]
$ check add measures gate --due 25:00
! worklist: Cannot read the time “25:00”; write it as 21:00.
[2]
$ check add measures gate --on ""
! worklist: Cannot read the weekdays “”; write mon-fri, or mon,wed,fri.
[2]
$ check add measures
! worklist: Missing argument 'TEXT…'; `worklist check add --help` shows how it goes.
[2]
$ check edit 1 --text tea
! worklist: There is no standing check 1; `worklist check list` lists them.
[1]
$ check pause 1
! worklist: There is no standing check 1; `worklist check list` lists them.
[1]
$ check resume 1
! worklist: There is no standing check 1; `worklist check list` lists them.
[1]
"""
    assert played(park, written) == written
    assert files(folder) == before
