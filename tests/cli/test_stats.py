"""`stats`: the last weeks at a glance, compared whole."""

import json
from pathlib import Path

import pytest

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
        "carried_by_kind": {"doses": 2},
        "carried_by_company": [{"company": "博大科工", "carried": 1}, {"company": "宇环数控机床", "carried": 1}],
        "doses_needed": 1374,
        "doses_drunk": 50,
    }


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
