"""The board from the command line: on a terminal, in a pipe, as JSON, and kept up to date."""

import json
from datetime import time
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Answer, Program, at
from worklist.checklist.checks import Check
from worklist.checklist.companies import CompanyWish
from worklist.checklist.items import Kind
from worklist.checklist.park import add_check, import_roster
from worklist.store.notebook import NotebookStore

MORNING = "2020-02-20 09:00:00"
FRIDAY = "2020-02-21 09:00:00"


@pytest.fixture
def park(folder: Path, worklist: Program) -> Program:
    """Five companies, and a standing check of doses and one of measures for those at work again."""
    companies = (
        ("启泰传感科技", 50, "Grid 02", True),
        ("宇环数控机床", 25, "Grid 01", True),
        ("博大科工", 612, "Grid 02", True),
        ("蓝思科技", 1036, "Grid 01", True),
        ("远航光电", 31, None, False),
    )
    wishes = [
        CompanyWish(
            name=name,
            headcount=headcount,
            zone=zone,
            resumed=resumed,
            liaison=f"联络员{number:02}",
            caretaker=f"保姆员{number:02}",
        )
        for number, (name, headcount, zone, resumed) in enumerate(companies, 2)
    ]
    dose = Check(number=0, kind=Kind.DOSES, text="herbal dose", due=time(21), per_head=True, only_resumed=True)
    gate = Check(number=0, kind=Kind.MEASURES, text="temperature check at the gate", only_resumed=True)
    store = NotebookStore(folder)
    store.change(lambda notebook: import_roster(notebook, wishes, at(7, 30)))
    store.change(lambda notebook: add_check(notebook, dose, at(7, 30)))
    store.change(lambda notebook: add_check(notebook, gate, at(7, 30)))
    return worklist


@pytest.fixture
def busy(park: Program) -> Program:
    """The park in the middle of a day: 启泰 and 蓝思 have something open, 宇环 is settled."""
    lines = [
        "+supplies masks @启泰传感科技",
        "+supplies masks @宇环数控机床",
        "+supplies masks @蓝思科技",
        "+issues workers wait for rooms @蓝思科技",
        "+issues no canteen yet @蓝思科技",
    ]
    park("add", "-", stdin="\n".join(lines).encode(), now=MORNING)
    park("add", "+issues", "--none", "@宇环数控机床", now=MORNING)
    park("done", "@宇环数控机床", "--yes", now=MORNING)
    park("done", "+measures", "--yes", now=MORNING)
    park("done", "+doses", "@启泰传感科技", "--count", "48", now=MORNING)
    park("done", "+supplies", "@启泰传感科技", now=MORNING)
    return park


def said(out: str) -> Answer:
    """Give an answer without a word on standard error."""
    return Answer(out.removeprefix("\n"), "", 0)


def test_a_pipe_gets_every_company_with_something_open_or_blank_the_worst_first(busy: Program) -> None:
    assert busy("board", now=MORNING) == said("""
Thu 2020-02-20 · 5 companies: 2 blank, 1 open, 2 settled
supplies  2 of 3 settled                     1 blank
measures  4 of 4 settled
doses     1 of 4 settled  73 of 1,723 drunk
issues    1 of 3 settled                     2 blank

company       supplies  measures  doses    issues  zone     liaison   caretaker
───────────────────────────────────────────────────────────────────────────────
博大科工      blank     ✓         0/612    blank   Grid 02  联络员04  保姆员04
启泰传感科技  ✓         ✓         48/50    blank   Grid 02  联络员02  保姆员02
蓝思科技      1 open    ✓         0/1,036  2 open  Grid 01  联络员05  保姆员05
""")


def test_with_all_settled_companies_come_too(busy: Program) -> None:
    assert busy("board", "--all", now=MORNING) == said("""
Thu 2020-02-20 · 5 companies: 2 blank, 1 open, 2 settled
supplies  2 of 3 settled                     1 blank
measures  4 of 4 settled
doses     1 of 4 settled  73 of 1,723 drunk
issues    1 of 3 settled                     2 blank

company       supplies  measures  doses    issues  zone     liaison   caretaker
───────────────────────────────────────────────────────────────────────────────
博大科工      blank     ✓         0/612    blank   Grid 02  联络员04  保姆员04
启泰传感科技  ✓         ✓         48/50    blank   Grid 02  联络员02  保姆员02
蓝思科技      1 open    ✓         0/1,036  2 open  Grid 01  联络员05  保姆员05
宇环数控机床  ✓         ✓         ✓        ✓       Grid 01  联络员03  保姆员03
远航光电      ·         ·         ·        ·                联络员06  保姆员06
""")


def test_of_one_kind_only_its_column_and_the_companies_behind_in_it(busy: Program) -> None:
    assert busy("board", "-k", "doses", now=MORNING) == said("""
Thu 2020-02-20 · 5 companies: 0 blank, 3 open, 2 settled
doses  1 of 4 settled  73 of 1,723 drunk

company       doses    zone     liaison   caretaker
───────────────────────────────────────────────────
启泰传感科技  48/50    Grid 02  联络员02  保姆员02
博大科工      0/612    Grid 02  联络员04  保姆员04
蓝思科技      0/1,036  Grid 01  联络员05  保姆员05
""")


def test_by_zone(busy: Program) -> None:
    assert busy("board", "--by", "zone", now=MORNING) == said("""
Thu 2020-02-20 · 5 companies: 2 blank, 1 open, 2 settled
supplies  2 of 3 settled                     1 blank
measures  4 of 4 settled
doses     1 of 4 settled  73 of 1,723 drunk
issues    1 of 3 settled                     2 blank

                 supplies      measures         doses        issues
zone    all  blank open ✓  blank open ✓  blank open ✓  blank open ✓
───────────────────────────────────────────────────────────────────
Grid 02   2      1    · 1      ·    · 2      ·    2 ·      2    · ·
Grid 01   2      ·    1 1      ·    · 2      ·    1 1      ·    1 1
none      1      ·    · 1      ·    · 1      ·    · 1      ·    · 1
""")


@pytest.mark.usefixtures("busy")
def test_on_a_terminal_of_eighty_columns(folder: Path) -> None:
    terminal = Terminal(folder, ["board", "--all"], MORNING)
    assert terminal.finish() == 0
    assert (
        terminal.text()
        == """\
Thu 2020-02-20 · 5 companies: 2 blank, 1 open, 2 settled
supplies  2 of 3 settled                     1 blank
measures  4 of 4 settled
doses     1 of 4 settled  73 of 1,723 drunk
issues    1 of 3 settled                     2 blank

company       supplies  measures  doses    issues  zone     liaison   caretaker
───────────────────────────────────────────────────────────────────────────────
博大科工      blank     ✓         0/612    blank   Grid 02  联络员04  保姆员04
启泰传感科技  ✓         ✓         48/50    blank   Grid 02  联络员02  保姆员02
蓝思科技      1 open    ✓         0/1,036  2 open  Grid 01  联络员05  保姆员05
宇环数控机床  ✓         ✓         ✓        ✓       Grid 01  联络员03  保姆员03
远航光电      ·         ·         ·        ·                联络员06  保姆员06
"""
    )


@pytest.mark.usefixtures("busy")
def test_without_colours_a_terminal_shows_the_same(folder: Path) -> None:
    coloured = Terminal(folder, ["board"], MORNING)
    plain = Terminal(folder, ["board"], MORNING, NO_COLOR="1")
    dumb = Terminal(folder, ["board"], MORNING, TERM="dumb")
    assert [terminal.finish() for terminal in (coloured, plain, dumb)] == [0, 0, 0]
    assert coloured.text() == plain.text() == dumb.text()


def test_without_companies_it_says_how_to_begin(worklist: Program) -> None:
    assert worklist("board", now=MORNING) == said("""
Thu 2020-02-20
There are no companies yet; `worklist company import` puts them on the roster.
""")


def test_a_company_that_is_not_on_the_roster_is_on_the_board_with_what_is_written(worklist: Program) -> None:
    worklist("add", "+supplies", "masks", "@somebody", now=MORNING)
    assert worklist("board", now=MORNING) == said("""
Thu 2020-02-20 · 1 company: 0 blank, 1 open, 0 settled
supplies  0 of 1 settled

company   supplies  measures  doses  issues
───────────────────────────────────────────
somebody  1 open    ·         ·      ·
""")


def test_a_closed_day_shows_what_was_blank_when_it_was_closed(busy: Program) -> None:
    busy("close-day", "--carry-rest", "--accept-blanks", "--yes", now="2020-02-20 23:00:00")
    busy("add", "+supplies", "masks", "@博大科工", now=FRIDAY)
    assert busy("board", "--day", "2020-02-20", now=FRIDAY) == said("""
Thu 2020-02-20 · closed 23:00, number 1 · 5 companies: 2 blank, 0 open, 3 settled
supplies  3 of 3 settled                     1 blank
measures  4 of 4 settled
doses     4 of 4 settled  73 of 1,723 drunk
issues    3 of 3 settled                     2 blank

company       supplies  measures  doses  issues  zone     liaison   caretaker
─────────────────────────────────────────────────────────────────────────────
博大科工      blank     ✓         ✓      blank   Grid 02  联络员04  保姆员04
启泰传感科技  ✓         ✓         ✓      blank   Grid 02  联络员02  保姆员02
""")


@pytest.mark.parametrize("removed", ["2020-02-20 23:30:00", FRIDAY])
def test_a_closed_day_still_shows_a_company_that_was_blank_and_has_been_removed_since(
    busy: Program, removed: str
) -> None:
    busy("close-day", "--carry-rest", "--accept-blanks", "--yes", now="2020-02-20 23:00:00")
    busy("company", "remove", "启泰传感科技", "--yes", now=removed)
    answer = busy("board", "--day", "2020-02-20", "-k", "issues", now="2020-02-22 09:00:00")
    assert answer == said("""
Thu 2020-02-20 · closed 23:00, number 1 · 5 companies: 2 blank, 0 open, 3 settled
issues  3 of 3 settled    2 blank

company       issues  zone     liaison   caretaker
──────────────────────────────────────────────────
启泰传感科技  blank   Grid 02  联络员02  保姆员02
博大科工      blank   Grid 02  联络员04  保姆员04
""")
    later = json.loads(busy("board", "--json", "--all", now="2020-02-22 09:00:00").out)
    assert "启泰传感科技" not in [row["company"] for row in later["companies"]]


@pytest.mark.usefixtures("park")
def test_a_notebook_that_cannot_be_written_shows_what_would_be_dealt(folder: Path, park: Program) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    folder.chmod(0o500)
    try:
        answer = park("board", "-k", "doses", now=FRIDAY)
    finally:
        folder.chmod(0o700)
    assert answer == said("""
Fri 2020-02-21 · 5 companies: 0 blank, 4 open, 1 settled
doses  0 of 4 settled  0 of 1,723 drunk

company       doses    zone     liaison   caretaker
───────────────────────────────────────────────────
启泰传感科技  0/50     Grid 02  联络员02  保姆员02
宇环数控机床  0/25     Grid 01  联络员03  保姆员03
博大科工      0/612    Grid 02  联络员04  保姆员04
蓝思科技      0/1,036  Grid 01  联络员05  保姆员05
""")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_day_without_a_page_is_an_error(park: Program) -> None:
    assert park("board", "--day", "2020-02-01", now=MORNING) == Answer(
        "", "worklist: Nothing is written on 2020-02-01; `worklist add --day 2020-02-01` begins its page.\n", 1
    )


def figures(state: str, open: int = 0, settled: int = 0, count: int = 0, need: int = 0) -> dict[str, object]:
    """Give what JSON says of a company and a kind."""
    return {
        "state": state,
        "expected": True,
        "open": open,
        "settled": settled,
        "count": count,
        "need": need,
        "waived_count": 0,
    }


QITAI = {
    "company": "启泰传感科技",
    "zone": "Grid 02",
    "liaison": "联络员02",
    "caretaker": "保姆员02",
    "supplies": figures("settled", settled=1),
    "measures": figures("settled", settled=1),
    "doses": figures("open", open=1, count=48, need=50),
    "issues": figures("blank"),
}
YUHUAN = {
    "company": "宇环数控机床",
    "zone": "Grid 01",
    "liaison": "联络员03",
    "caretaker": "保姆员03",
    "supplies": figures("settled", settled=1),
    "measures": figures("settled", settled=1),
    "doses": figures("settled", settled=1, count=25, need=25),
    "issues": figures("settled", settled=1),
}
BODA = {
    "company": "博大科工",
    "zone": "Grid 02",
    "liaison": "联络员04",
    "caretaker": "保姆员04",
    "supplies": figures("blank"),
    "measures": figures("settled", settled=1),
    "doses": figures("open", open=1, need=612),
    "issues": figures("blank"),
}
LANSI = {
    "company": "蓝思科技",
    "zone": "Grid 01",
    "liaison": "联络员05",
    "caretaker": "保姆员05",
    "supplies": figures("open", open=1),
    "measures": figures("settled", settled=1),
    "doses": figures("open", open=1, need=1036),
    "issues": figures("open", open=2),
}
YUANHANG = {
    "company": "远航光电",
    "zone": None,
    "liaison": "联络员06",
    "caretaker": "保姆员06",
    **{kind.value: figures("settled") | {"expected": False} for kind in Kind},
}


def test_json_gives_the_companies_with_something_open_or_blank(busy: Program) -> None:
    expected = {"day": "2020-02-20", "closed": False, "companies": [BODA, QITAI, LANSI]}
    assert json.loads(busy("board", "--json", now=MORNING).out) == expected
    assert json.loads(busy("board", "--json", "-k", "supplies", now=MORNING).out) == expected | {
        "companies": [BODA, LANSI]
    }
    assert json.loads(busy("board", "--json", "--all", now=MORNING).out) == expected | {
        "companies": [BODA, QITAI, LANSI, YUHUAN, YUANHANG]
    }


def test_json_by_something_has_the_groups_too(busy: Program) -> None:
    def states(blank: int, open: int, settled: int) -> dict[str, int]:
        return {"blank": blank, "open": open, "settled": settled}

    assert json.loads(busy("board", "--json", "--by", "zone", now=MORNING).out) == {
        "day": "2020-02-20",
        "closed": False,
        "companies": [BODA, QITAI, LANSI],
        "by": "zone",
        "groups": [
            {
                "name": "Grid 02",
                "companies": 2,
                "supplies": states(1, 0, 1),
                "measures": states(0, 0, 2),
                "doses": states(0, 2, 0),
                "issues": states(2, 0, 0),
            },
            {
                "name": "Grid 01",
                "companies": 2,
                "supplies": states(0, 1, 1),
                "measures": states(0, 0, 2),
                "doses": states(0, 1, 1),
                "issues": states(0, 1, 1),
            },
            {
                "name": None,
                "companies": 1,
                **{kind.value: states(0, 0, 1) for kind in Kind},
            },
        ],
    }


def test_a_watch_draws_anew_when_somebody_writes_and_ends_by_ctrl_c(folder: Path, busy: Program) -> None:
    terminal = Terminal(folder, ["board", "--watch"], MORNING)
    terminal.wait_for("q or Ctrl-C ends the watch")
    assert terminal.lines()[0] == "Thu 2020-02-20 · 5 companies: 2 blank, 1 open, 2 settled"
    busy("add", "+issues", "the gate is broken", "@远航光电", now=MORNING)
    terminal.wait_for("q or Ctrl-C ends the watch")
    assert (
        "\n".join(terminal.lines())
        == """\
Thu 2020-02-20 · 5 companies: 2 blank, 2 open, 1 settled
supplies  2 of 3 settled                     1 blank
measures  4 of 4 settled
doses     1 of 4 settled  73 of 1,723 drunk
issues    1 of 4 settled                     2 blank

company       supplies  measures  doses    issues  zone     liaison   caretaker
───────────────────────────────────────────────────────────────────────────────
博大科工      blank     ✓         0/612    blank   Grid 02  联络员04  保姆员04
启泰传感科技  ✓         ✓         48/50    blank   Grid 02  联络员02  保姆员02
蓝思科技      1 open    ✓         0/1,036  2 open  Grid 01  联络员05  保姆员05
远航光电      ·         ·         ·        1 open           联络员06  保姆员06











09:00 · q or Ctrl-C ends the watch"""
    )
    assert terminal.interrupt() == 0
    assert terminal.has_its_screen_back()


def test_a_watch_lives_through_damage_and_ends_by_q(folder: Path, busy: Program) -> None:
    terminal = Terminal(folder, ["board", "--watch"], MORNING)
    terminal.wait_for("q or Ctrl-C ends the watch")
    live = folder / "worklist.json"
    whole = live.read_bytes()
    live.write_bytes(b"")
    terminal.wait_for("to mend it.")
    assert terminal.lines()[0] == "Thu 2020-02-20 · 5 companies: 2 blank, 1 open, 2 settled"
    live.write_bytes(whole)
    terminal.wait_for("q or Ctrl-C ends the watch")
    busy("done", "+doses", "@博大科工", "--yes", now=MORNING)
    terminal.wait_for("q or Ctrl-C ends the watch")
    assert terminal.lines()[3] == "doses     2 of 4 settled  685 of 1,723 drunk"
    terminal.send("q")
    assert terminal.finish() == 0
    assert terminal.has_its_screen_back()


def test_a_watch_says_how_many_rows_it_folds_and_advises_no_pipe(folder: Path, worklist: Program) -> None:
    lines = [f"+issues something @firm-{number:02}" for number in range(1, 31)]
    worklist("add", "-", stdin="\n".join(lines).encode(), now=MORNING)
    terminal = Terminal(folder, ["board", "--watch"], MORNING)
    terminal.wait_for("q or Ctrl-C ends the watch")
    shown = [line for line in terminal.lines() if line]
    rows = sum(line.startswith("firm-") for line in shown)
    assert rows > 10
    assert shown[-2:] == [f"… and {30 - rows} more rows folded", "09:00 · q or Ctrl-C ends the watch"]
    terminal.send("q")
    assert terminal.finish() == 0


@pytest.mark.usefixtures("busy")
def test_a_watch_that_is_terminated_gives_the_screen_back(folder: Path) -> None:
    terminal = Terminal(folder, ["board", "--watch"], MORNING)
    terminal.wait_for("q or Ctrl-C ends the watch")
    assert terminal.terminate() == 143
    assert terminal.has_its_screen_back()


@pytest.mark.usefixtures("busy")
def test_a_watch_of_what_is_damaged_from_the_beginning_is_an_error(folder: Path) -> None:
    (folder / "worklist.json").write_bytes(b"")
    terminal = Terminal(folder, ["board", "--watch"], MORNING)
    assert terminal.finish() == 1


@pytest.mark.usefixtures("busy")
def test_a_watch_needs_a_terminal_that_can_be_drawn_over(folder: Path, busy: Program) -> None:
    assert busy("board", "--watch", now=MORNING) == Answer(
        "",
        "worklist: --watch needs a terminal that can be drawn over; leave it out, and `worklist board` prints once.\n",
        2,
    )
    assert Terminal(folder, ["board", "--watch"], MORNING, TERM="dumb").finish() == 2


def test_a_watch_is_not_for_programs(park: Program) -> None:
    assert park("board", "--watch", "--json", now=MORNING) == Answer(
        "", "worklist: --watch is for a person and --json for a program; leave one of them out.\n", 2
    )
