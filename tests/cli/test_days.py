"""`days`: the days in figures, compared whole."""

import json
from pathlib import Path

from tests.conftest import Answer, Program
from tests.small_park import small_park

MORNING = "2020-02-20 10:00:00"
NIGHT = "2020-02-21 01:10:00"
FRIDAY = "2020-02-21 09:00:00"


def test_each_day_has_a_line_and_today_stands_last_beside_the_prompt(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("waive", "4", "--why", "half holiday", now=MORNING)
    worklist("done", "1-3", "5", now=MORNING)
    assert worklist("close-day", "--carry-rest", "--accept-blanks", now=NIGHT).code == 0
    assert worklist("days", now=FRIDAY) == Answer(
        """\
day             closed             items  open  done  waived  carried  blank
Thu 2020-02-20  1, 01:10 next day      6     0     4       1        1      6
Fri 2020-02-21  open                   7     7     0       0        0
""",
        "",
        0,
    )
    assert json.loads(worklist("days", "--json", now=FRIDAY).out) == [
        {
            "day": "2020-02-20",
            "closed": True,
            "number": 1,
            "closed_at": "2020-02-21T01:10:00+08:00",
            "items": 6,
            "open": 0,
            "done": 4,
            "waived": 1,
            "carried": 1,
            "blanks": 6,
        },
        {
            "day": "2020-02-21",
            "closed": False,
            "number": None,
            "closed_at": None,
            "items": 7,
            "open": 7,
            "done": 0,
            "waived": 0,
            "carried": 0,
            "blanks": 0,
        },
    ]


def test_the_hour_of_zero_is_told_as_that_of_the_day_the_night_after_or_a_later_date(worklist: Program) -> None:
    for day, closed in (("17", "17 22:30"), ("18", "19 00:05"), ("19", "21 08:00")):
        worklist("add", "a", now=f"2020-02-{day} 09:00:00")
        worklist("done", "1", now=f"2020-02-{day} 10:00:00")
        assert worklist("close-day", "--day", f"2020-02-{day}", now=f"2020-02-{closed}:00").code == 0
    assert worklist("days", now=FRIDAY).out == (
        """\
day             closed               items  open  done  waived  carried
Mon 2020-02-17  1, 22:30                 1     0     1       0        0
Tue 2020-02-18  2, 00:05 next day        1     0     1       0        0
Wed 2020-02-19  3, 2020-02-21 08:00      1     0     1       0        0
"""
    )


def test_fourteen_days_are_listed_unless_more_or_all_are_asked_for(worklist: Program) -> None:
    for day in range(1, 17):
        worklist("add", "a", "--day", f"2020-02-{day:02}", now="2020-02-01 09:00:00")
    answer = worklist("days", now=MORNING)
    lines = answer.out.splitlines()
    assert (len(lines), lines[1].split()[1], lines[-1].split()[1]) == (15, "2020-02-03", "2020-02-16")
    assert answer.err == "2 earlier days are left out; `worklist days --all` lists them too.\n"
    fifteen = worklist("days", "--last", "15", now=MORNING)
    assert len(fifteen.out.splitlines()) == 16
    assert fifteen.err == "1 earlier day is left out; `worklist days --all` lists it too.\n"
    everything = worklist("days", "--all", now=MORNING)
    assert (len(everything.out.splitlines()), everything.err) == (17, "")


def test_days_to_come_are_no_last_days_and_all_lists_them(worklist: Program) -> None:
    worklist("add", "a", "--day", "2020-02-24", now=MORNING)
    left_out = "1 day to come is left out; `worklist days --all` lists it too.\n"
    assert worklist("days", now=MORNING) == Answer("", left_out, 0)
    worklist("add", "a", "--day", "2020-02-25", now=MORNING)
    worklist("add", "a", now="2020-02-19 09:00:00")
    worklist("add", "a", now=MORNING)
    assert worklist("days", "--last", "1", now=MORNING) == Answer(
        """\
day             closed  items  open  done  waived  carried
Thu 2020-02-20  open        1     1     0       0        0
""",
        "1 earlier day is left out; `worklist days --all` lists it too.\n"
        "2 days to come are left out; `worklist days --all` lists them too.\n",
        0,
    )
    listed = json.loads(worklist("days", "--json", now=MORNING).out)
    assert [day["day"] for day in listed] == ["2020-02-19", "2020-02-20"]
    everything = worklist("days", "--all", now=MORNING)
    assert (len(everything.out.splitlines()), everything.err) == (5, "")


def test_a_damaged_day_is_a_line_that_says_so_and_the_others_are_listed(worklist: Program, folder: Path) -> None:
    worklist("add", "a", now=MORNING)
    worklist("close-day", "--carry-rest", now=NIGHT)
    path = folder / "closed" / "2020" / "2020-02-20.json"
    path.chmod(0o600)
    path.write_text("{", encoding="utf-8")
    problem = (
        f"worklist: {path} is damaged (its first line is not what worklist writes)."
        " It is left as it is; `worklist doctor` says how to mend it.\n"
    )
    assert worklist("days", now=FRIDAY) == Answer(
        """\
day             closed  items  open  done  waived  carried
Thu 2020-02-20  is damaged; `worklist doctor` says what can be done
Fri 2020-02-21  open        1     1     0       0        0
""",
        problem,
        1,
    )
    answer = worklist("days", "--json", now=FRIDAY)
    assert ([day["day"] for day in json.loads(answer.out)], answer.err, answer.code) == (["2020-02-21"], problem, 1)


def test_before_the_first_item_there_are_no_days(worklist: Program) -> None:
    nothing = "Nothing is written down yet; `worklist add` begins the first day.\n"
    assert worklist("days", now=MORNING) == Answer("", nothing, 0)
    assert worklist("days", "--json", now=MORNING) == Answer("[]\n", "", 0)


def test_all_days_and_the_last_of_them_do_not_go_together(worklist: Program) -> None:
    sentence = "worklist: --last and --all do not go together; leave one of them out.\n"
    assert worklist("days", "--all", "--last", "3") == Answer("", sentence, 2)
