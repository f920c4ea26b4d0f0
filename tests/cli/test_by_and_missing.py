"""`today` by company, zone or person, what is missing from it, and what the certificate says of both."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Answer, Program
from tests.small_park import small_park

MORNING = "2020-02-20 10:00:00"
HEAD = """\
Thu 2020-02-20 · open since 08:00 · 7 of 8 left
measures  1 of 3 settled
doses     0 of 3 settled  0 of 687 drunk
issues    0 of 2 settled
"""
BLANKS = "5 blanks at 3 companies; `worklist today --missing` lists them\n"


@pytest.fixture
def park(worklist: Program, folder: Path) -> Program:
    """The small park, with two issues more and one item done."""
    small_park(folder)
    worklist("add", "gate 2 is shut", "@启泰科技", now=MORNING)
    worklist("add", "call the bureau", "-w", "联络员01", now=MORNING)
    worklist("done", "1", now=MORNING)
    return worklist


def test_by_company_each_has_a_heading_and_the_most_open_come_first(park: Program) -> None:
    assert park("today", "--by", "company", now=MORNING) == Answer(
        HEAD
        + BLANKS
        + """
id  due    kind      text                           counted         who
────────────────────────────────────────────────────────────────────────────
启泰传感科技 · 3 open
5   21:00  doses     herbal dose, evening           0 of 50 heads   保姆员02
2          measures  temperature check at the gate                  保姆员02
7          issues    gate 2 is shut                                 保姆员02
博大科工 · 2 open
6   21:00  doses     herbal dose, evening           0 of 612 heads  保姆员03
3          measures  temperature check at the gate                  保姆员03
宇环数控机床 · 1 open
4   21:00  doses     herbal dose, evening           0 of 25 heads   保姆员01
— · 1 open
8          issues    call the bureau                                联络员01
""",
        "",
        0,
    )


def test_by_zone_with_all_items_a_heading_says_how_many_of_them_are_open(park: Program) -> None:
    assert park("today", "--by", "zone", "--all", "-k", "measures", now=MORNING).out == (
        HEAD
        + BLANKS
        + """
id  kind      company       text                           who       status
───────────────────────────────────────────────────────────────────────────
Grid 01 · 1 of 2 open
1   measures  宇环数控机床  temperature check at the gate  保姆员01  done
3   measures  博大科工      temperature check at the gate  保姆员03  open
Grid 02 · 1 of 1 open
2   measures  启泰传感科技  temperature check at the gate  保姆员02  open
"""
    )


def test_by_who_the_items_are_those_of_the_person_on_them(park: Program) -> None:
    assert park("today", "--by", "who", "-k", "issues", now=MORNING).out == (
        HEAD
        + BLANKS
        + """
id  kind    company       text
─────────────────────────────────────────
保姆员02 · 1 open
7   issues  启泰传感科技  gate 2 is shut
联络员01 · 1 open
8   issues                call the bureau
"""
    )


def test_json_gives_the_items_in_the_order_of_their_groups(park: Program) -> None:
    answer = json.loads(park("today", "--by", "company", "--json", now=MORNING).out)
    assert [item["id"] for item in answer["items"]] == [5, 2, 7, 6, 3, 4, 8]


def test_on_a_terminal_headings_count_among_the_lines_that_fit(park: Program, folder: Path) -> None:
    for number in range(12):
        park("add", f"issue {number}", "@宇环数控机床", now=MORNING)
    terminal = Terminal(folder, ["today", "--by", "company"], MORNING, NO_COLOR="1")
    assert terminal.finish() == 0
    assert terminal.text() == (
        """\
Thu 2020-02-20 · open since 08:00 · 19 of 20 left
measures  1 of 3 settled
doses     0 of 3 settled   0 of 687 drunk
issues    0 of 14 settled
4 blanks at 3 companies; `worklist today --missing` lists them

id  due    kind    text                  counted        who
────────────────────────────────────────────────────────────────
宇环数控机床 · 13 open
4   21:00  doses   herbal dose, evening  0 of 25 heads  保姆员01
9          issues  issue 0                              保姆员01
10         issues  issue 1                              保姆员01
11         issues  issue 2                              保姆员01
12         issues  issue 3                              保姆员01
13         issues  issue 4                              保姆员01
14         issues  issue 5                              保姆员01
15         issues  issue 6                              保姆员01
16         issues  issue 7                              保姆员01
17         issues  issue 8                              保姆员01
18         issues  issue 9                              保姆员01
19         issues  issue 10                             保姆员01
20         issues  issue 11                             保姆员01
… and 6 more rows folded; pipe it through less to see all
"""
    )


def test_what_is_missing_is_a_line_a_company_with_whom_to_ask(park: Program) -> None:
    assert park("today", "--missing", now=MORNING) == Answer(
        HEAD
        + """\
5 blanks at 3 companies

company       nothing yet on    caretaker  liaison
───────────────────────────────────────────────────
宇环数控机床  supplies, issues  保姆员01   联络员01
启泰传感科技  supplies          保姆员02   联络员02
博大科工      supplies, issues  保姆员03   联络员01
""",
        "",
        0,
    )


def test_of_what_is_missing_a_kind_and_a_person_leave_the_rest_out(park: Program) -> None:
    assert park("today", "--missing", "-k", "issues", "-w", "联络员01", now=MORNING).out == (
        HEAD
        + """\
2 blanks at 2 companies

company       nothing yet on  caretaker  liaison
─────────────────────────────────────────────────
宇环数控机床  issues          保姆员01   联络员01
博大科工      issues          保姆员03   联络员01
"""
    )
    nothing = "Nothing of what you asked for is blank; other kinds or companies are.\n"
    assert park("today", "--missing", "-c", "蓝思", now=MORNING).out == HEAD + nothing
    answer = json.loads(park("today", "--json", "-k", "issues", "-w", "联络员01", now=MORNING).out)
    assert [item["id"] for item in answer["items"]] == [8]
    assert answer["blanks"] == [
        {"company": "宇环数控机床", "kinds": ["issues"]},
        {"company": "博大科工", "kinds": ["issues"]},
    ]


def test_without_a_roster_nobody_knows_what_is_missing(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    assert worklist("today", "--missing", now=MORNING).out == (
        """\
Thu 2020-02-20 · open since 10:00 · 1 of 1 left
issues  0 of 1 settled
There is no roster to compare with; `worklist company import` makes one.
"""
    )


def test_once_something_is_written_about_everything_nothing_is_missing(park: Program) -> None:
    for kind, company in (
        ("supplies", "宇环"),
        ("issues", "宇环"),
        ("supplies", "启泰"),
        ("supplies", "博大"),
        ("issues", "博大"),
    ):
        park("add", f"+{kind}", "--none", f"@{company}", now=MORNING)
    assert park("today", "--missing", now=MORNING).out == (
        """\
Thu 2020-02-20 · open since 08:00 · 7 of 13 left
supplies  3 of 3 settled
measures  1 of 3 settled
doses     0 of 3 settled  0 of 687 drunk
issues    2 of 4 settled
Nothing is blank.
"""
    )


def test_options_about_items_do_not_go_with_what_is_missing(park: Program) -> None:
    sentence = "worklist: --missing shows what is blank instead of items; leave out --all and --by.\n"
    assert park("today", "--missing", "--all", now=MORNING) == Answer("", sentence, 2)
    assert park("today", "--missing", "--by", "zone", now=MORNING) == Answer("", sentence, 2)


def test_a_person_is_a_liaison_or_a_caretaker_too(park: Program) -> None:
    def ids(who: str) -> list[int]:
        return [item["id"] for item in json.loads(park("today", "-w", who, "--json", now=MORNING).out)["items"]]

    assert ids("联络员02") == [5, 2, 7]
    assert ids("联络员01") == [4, 6, 3, 8]
    assert ids("保姆员03") == [6, 3]


def test_a_company_is_found_by_its_pinyin_and_its_other_names(park: Program) -> None:
    for name in ("qtcg", "启泰科技"):
        answer = json.loads(park("today", "-c", name, "--json", now=MORNING).out)
        assert [item["id"] for item in answer["items"]] == [5, 2, 7]


def test_a_day_with_blanks_from_zero_to_the_certificate(worklist: Program, folder: Path) -> None:
    small_park(folder)
    worklist("done", "5", "--count", "40", now=MORNING)
    worklist("waive", "5", "--count", "2", "--why", "two are away", now=MORNING)
    worklist("done", "1-6", now=MORNING)
    worklist("add", "+issues", "--none", "@博大", now=MORNING)
    assert worklist("today", now="2020-02-20 21:30:00").out == (
        """\
Thu 2020-02-20 · open since 08:00 · 0 of 7 left
measures  3 of 3 settled
doses     3 of 3 settled  685 of 687 drunk, 2 waived
issues    1 of 1 settled
5 blanks at 3 companies; `worklist today --missing` lists them
At zero but for 5 blanks at 3 companies. `worklist close-day` asks about each company.
"""
    )
    assert "text     nothing outstanding\n" in worklist("show", "7", now=MORNING).out
    closed = worklist("close-day", "--accept-blanks", now="2020-02-21 01:10:00")
    digest = closed.out.split("digest   ")[1][:64]
    assert closed.out == (
        f"""\
Certificate 1: Thu 2020-02-20 is closed
closed 2020-02-21 01:10 by 联络员01
kind      items  done  waived  carried  counted
──────────────────────────────────────────────────────────────────
measures      3     3       0        0
doses         3     3       0        0  685 of 687 drunk, 2 waived
issues        1     1       0        0
all           7     7       0        0
left blank: supplies of 3 companies: 宇环数控机床, 启泰传感科技, 博大科工
left blank: issues of 2 companies: 宇环数控机床, 启泰传感科技
digest   {digest}
previous none, this is the first
"""
    )
    again = json.loads(worklist("close-day", "--day", "2-20", "--json", now="2020-02-21 01:11:00").out)
    three = {"items": 3, "done": 3, "waived": 0, "carried": 0}
    assert again["kinds"] == {
        "measures": {**three, "count": None, "need": None, "waived_count": None},
        "doses": {**three, "count": 685, "need": 687, "waived_count": 2},
        "issues": {**three, "items": 1, "done": 1, "count": None, "need": None, "waived_count": None},
    }
    assert again["blanks"] == [
        {"company": "宇环数控机床", "kind": "supplies"},
        {"company": "宇环数控机床", "kind": "issues"},
        {"company": "启泰传感科技", "kind": "supplies"},
        {"company": "启泰传感科技", "kind": "issues"},
        {"company": "博大科工", "kind": "supplies"},
    ]
    assert worklist("today", "--day", "2-20", "--missing", now="2020-02-21 09:00:00").out == (
        """\
Thu 2020-02-20 · closed 2020-02-21 01:10, number 1 · 0 of 7 left
measures  3 of 3 settled
doses     3 of 3 settled  685 of 687 drunk, 2 waived
issues    1 of 1 settled
5 blanks at 3 companies

company       nothing yet on    caretaker  liaison
───────────────────────────────────────────────────
宇环数控机床  supplies, issues  保姆员01   联络员01
启泰传感科技  supplies, issues  保姆员02   联络员02
博大科工      supplies          保姆员03   联络员01
"""
    )


def test_json_says_of_an_item_what_was_waived_of_it_and_which_check_dealt_it(park: Program) -> None:
    park("waive", "5", "--count", "2", "--why", "two are away", now=MORNING)
    park("add", "+supplies", "--none", "@启泰", now=MORNING)
    dose, nothing = (json.loads(park("show", id, "--json", now=MORNING).out) for id in ("5", "9"))
    assert (dose["waived"], dose["check"], dose["nothing"]) == ([{"count": 2, "why": "two are away"}], 2, False)
    assert (nothing["waived"], nothing["check"], nothing["nothing"]) == ([], None, True)
