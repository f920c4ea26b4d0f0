"""`stats`: the last weeks at a glance, compared whole."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Answer, Program
from tests.small_park import small_park

FRIDAY = "2020-02-21 09:00:00"


@pytest.fixture
def weeks(worklist: Program, folder: Path) -> Program:
    """Three days of the small park, of which the first two are closed."""
    worklist("add", "the east door", now="2020-02-19 09:00:00")
    worklist("done", "1", now="2020-02-19 10:00:00")
    assert worklist("close-day", now="2020-02-19 22:30:00").code == 0
    small_park(folder)
    worklist("done", "1-3", "5", now="2020-02-20 10:00:00")
    assert worklist("close-day", "--carry-rest", "--accept-blanks", now="2020-02-21 01:10:00").code == 0
    return worklist


def test_days_are_bars_with_the_hour_of_zero_and_below_is_what_carries_most(weeks: Program) -> None:
    assert weeks("stats", now=FRIDAY) == Answer(
        """\
day             zero at                            items  left  carried  doses
──────────────────────────────────────────────────────────────────────────────
Wed 2020-02-19  22:30    ███                           1
Thu 2020-02-20  01:10    ██████████████████            6              2    7 %
Fri 2020-02-21  open     ░░░░░░░░░░░░░░░░░░░░░░░░      8     8             0 %

2 of 3 days closed at zero, half of them by 22:30
doses drunk: 50 of 1,374
carried most: doses 2
carried most by: 博大科工 1, 宇环数控机床 1
""",
        "",
        0,
    )


def test_a_program_gets_the_same_in_json(weeks: Program) -> None:
    found = json.loads(weeks("stats", "--json", "--last", "2", now=FRIDAY).out)
    assert [(day["day"], day["items"], day["closed_at"]) for day in found["days"]] == [
        ("2020-02-20", 6, "2020-02-21T01:10:00+08:00"),
        ("2020-02-21", 8, None),
    ]
    assert {name: value for name, value in found.items() if name != "days"} == {
        "closed": 1,
        "zero": "01:10",
        "zero_days_later": 1,
        "carried_by_kind": {"doses": 2},
        "carried_by_company": [{"company": "博大科工", "carried": 1}, {"company": "宇环数控机床", "carried": 1}],
        "doses_needed": 1374,
        "doses_drunk": 50,
    }


def test_an_hour_that_is_not_of_the_days_own_night_says_of_which_day_it_is(worklist: Program) -> None:
    closings = {
        "16": "16 23:30",
        "17": "18 03:59",
        "18": "19 04:00",
        "19": "20 21:00",
        "20": "22 20:00",
        "21": "25 14:00",
    }
    for day, closed in closings.items():
        worklist("add", "a", "--day", f"2020-02-{day}", now=f"2020-02-{day} 12:00:00")
        answer = worklist("close-day", "--day", f"2020-02-{day}", "--carry-rest", now=f"2020-02-{closed}:00")
        assert answer.code == 0
    lines = worklist("stats", now="2020-02-25 15:00:00").out.splitlines()
    assert [line[16:32].rstrip() for line in lines[2:8]] == [
        "23:30",
        "03:59",
        "04:00 next day",
        "21:00 next day",
        "20:00, 2 days on",
        "14:00, 4 days on",
    ]
    assert "6 of 8 days closed at zero, half of them by 04:00 next day" in lines
    found = json.loads(worklist("stats", "--last", "3", "--json", now="2020-02-25 15:00:00").out)
    assert (found["closed"], found["zero"], found["zero_days_later"]) == (1, "14:00", 4)


def test_days_to_come_are_no_last_days(weeks: Program) -> None:
    now = weeks("stats", now=FRIDAY)
    weeks("add", "a", "--day", "2020-02-25", now=FRIDAY)
    assert weeks("stats", now=FRIDAY) == now
    last = json.loads(weeks("stats", "--last", "1", "--json", now=FRIDAY).out)
    assert [day["day"] for day in last["days"]] == ["2020-02-21"]


def test_where_only_days_to_come_have_something_it_says_so(worklist: Program) -> None:
    worklist("add", "a", "--day", "2020-02-25", now=FRIDAY)
    left_out = "1 day to come is left out; `worklist days --all` lists it too.\n"
    assert worklist("stats", now=FRIDAY) == Answer("", left_out, 0)


def test_on_a_terminal_of_eighty_columns_every_figure_is_whole(worklist: Program, folder: Path) -> None:
    lines = "\n".join(["+doses dose"] * 128).encode()
    worklist("add", "-", "--need", "50", stdin=lines, now="2020-02-19 09:00:00")
    assert worklist("close-day", "--carry-rest", now="2020-02-21 08:00:00").code == 0
    terminal = Terminal(folder, ["stats"], FRIDAY)
    assert terminal.finish() == 0
    assert terminal.lines()[:4] == [
        "day             zero at                              items  left  carried  doses",
        "────────────────────────────────────────────────────────────────────────────────",
        "Wed 2020-02-19  08:00, 2 days on  █████████████████    128            128    0 %",
        "Fri 2020-02-21  open              ░░░░░░░░░░░░░░░░░    128   128             0 %",
    ]


def test_before_the_first_item_and_beside_a_damaged_day_it_says_so(worklist: Program, folder: Path) -> None:
    nothing = "Nothing is written down yet; `worklist add` begins the first day.\n"
    assert worklist("stats", now=FRIDAY) == Answer("", nothing, 0)
    worklist("add", "a", now="2020-02-20 09:00:00")
    worklist("close-day", "--carry-rest", now="2020-02-20 23:00:00")
    path = folder / "closed" / "2020" / "2020-02-20.json"
    path.chmod(0o600)
    path.write_text("{", encoding="utf-8")
    answer = worklist("stats", now=FRIDAY)
    assert (answer.code, len(answer.out.splitlines())) == (1, 5)
    assert f"{path} is damaged" in answer.err
