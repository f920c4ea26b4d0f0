"""The night of 20 February on a real terminal: the walk, broken off and taken up again, and what comes after it."""

from pathlib import Path

import pytest

from tests.cli.terminal import COLUMNS, Terminal
from tests.conftest import Answer, Program

KEYS = "? keys > "


@pytest.fixture
def evening(worklist: Program) -> Program:
    """Four items of 20 February; the last was carried here from the day before yesterday."""
    worklist("add", "gate 2 has no thermometer", "@蓝思科技", now="2020-02-18 09:00:00")
    for day in ("2020-02-18", "2020-02-19"):
        worklist("close-day", "--carry-rest", "--why", "none to be had", now=f"{day} 23:00:00")
    worklist("add", "+supplies", "2000 masks", "@宇环数控机床", "--due", "18:00", now="2020-02-20 09:00:00")
    worklist("add", "+doses", "herbal dose", "@启泰传感科技", "--need", "50", now="2020-02-20 09:00:00")
    worklist("done", "3", "--count", "48", now="2020-02-20 21:00:00")
    worklist("add", "+measures", "disinfect hall 3", "@博大科工", now="2020-02-20 09:00:00")
    return worklist


def test_the_night_of_the_director(evening: Program, folder: Path) -> None:
    assert (
        evening("today", now="2020-02-21 01:30:00").out
        == """\
Thu 2020-02-20 · open since 2020-02-19 23:00 · 4 of 4 left
supplies  0 of 1 settled
measures  0 of 1 settled
doses     0 of 1 settled  48 of 50 drunk
issues    0 of 1 settled

id  due     kind      company       text                       counted   carried
────────────────────────────────────────────────────────────────────────────────
2   18:00!  supplies  宇环数控机床  2000 masks
1           issues    蓝思科技      gate 2 has no thermometer            3rd day
3           doses     启泰传感科技  herbal dose                48 of 50
4           measures  博大科工      disinfect hall 3
"""
    )
    walk = Terminal(folder, ["close-day"], "2020-02-21 01:31:00")
    walk.wait_for(KEYS)
    walk.send("d")
    walk.wait_for(KEYS)
    walk.send("n")
    walk.wait_for("note: ")
    walk.send("供应商周五到货\r")
    walk.wait_for(KEYS)
    walk.send("q")
    assert walk.finish() == 3
    rule = "─" * 55
    assert (
        walk.text()
        == f"""\
{rule} 4 left on Thu 2020-02-20
2  +supplies  @宇环数控机床  due 18:00
2000 masks
d done  c carry  w waive  n note  s leave  b back  q stop  {KEYS}d
Done 2: 2000 masks  +supplies  @宇环数控机床  due 18:00
{rule} 3 left on Thu 2020-02-20
1  +issues  @蓝思科技
gate 2 has no thermometer
3rd day, carried 2 times; last because: none to be had
d done  c carry  w waive  n note  s leave  b back  q stop  {KEYS}n
note: 供应商周五到货
Noted 1: gate 2 has no thermometer  +issues  @蓝思科技 — 供应商周五到货
{rule} 3 left on Thu 2020-02-20
1  +issues  @蓝思科技
gate 2 has no thermometer
3rd day, carried 2 times; last because: none to be had
2020-02-21 01:31 联络员01: 供应商周五到货
d done  c carry  w waive  n note  s leave  b back  q stop  {KEYS}q
worklist: 2020-02-20 is not at zero: 3 open. `worklist close-day` on a terminal
walks through what is open, `worklist close-day --carry-rest` carries it.
"""
    )
    walk = Terminal(folder, ["close-day"], "2020-02-21 01:40:00")
    walk.wait_for(KEYS)
    walk.send("c")
    walk.wait_for(KEYS)
    walk.send("w")
    walk.wait_for("why? ")
    walk.send("two on leave\r")
    walk.wait_for(KEYS)
    walk.send("d")
    assert walk.finish() == 0
    assert walk.lines()[0] == f"{rule} 3 left on Thu 2020-02-20"
    text = walk.text()
    certificate = text[text.index("Certificate") :]
    digest, previous = (line.split()[1] for line in certificate.splitlines()[-2:])
    assert (
        certificate
        == f"""\
Certificate 3: Thu 2020-02-20 is closed
closed 2020-02-21 01:40 by 联络员01
kind      items  done  waived  carried  counted
────────────────────────────────────────────────────────────────
supplies      1     1       0        0
measures      1     1       0        0
doses         1     0       1        0  48 of 50 drunk, 2 waived
issues        1     0       0        1
all           4     2       1        1
carried 1 to Fri 2020-02-21 as 1: gate 2 has no thermometer  +issues  @蓝思科技
digest   {digest}
previous {previous}
"""
    )
    assert evening("add", "after closing", now="2020-02-21 01:45:00") == Answer(
        "Added 2 on Fri 2020-02-21: after closing  +issues\n", "", 0
    )
    assert evening("today", "--day", "2020-02-20", now="2020-02-21 09:00:00").out.splitlines()[0] == (
        "Thu 2020-02-20 · closed 2020-02-21 01:40, number 3 · 0 of 4 left"
    )
    assert evening("today", now="2020-02-21 09:00:00").out.splitlines()[-2:] == [
        "1   issues  蓝思科技  gate 2 has no thermometer  4th day",
        "2   issues            after closing",
    ]


def test_back_opens_what_was_answered_and_leave_goes_on(evening: Program, folder: Path) -> None:
    walk = Terminal(folder, ["close-day"], "2020-02-20 23:00:00")
    for key in "bcbsbssss":
        walk.wait_for(KEYS)
        walk.send(key)
    assert walk.finish() == 3
    told = [line for line in walk.lines() if line.startswith(("This", "Carried", "Reopened"))]
    assert told == [
        "This is where the walk began.",
        "Carried 2 to Fri 2020-02-21 as 1: 2000 masks  +supplies  @宇环数控机床  due",
        "Reopened 2: 2000 masks  +supplies  @宇环数控机床  due 18:00",
    ]
    items = evening("today", "--day", "2020-02-21", now="2020-02-20 23:00:00").out
    assert (
        items
        == """\
Thu 2020-02-20 is not closed: 4 items open. `worklist close-day` takes it first.
Fri 2020-02-21 · open since 2020-02-20 23:00
Nothing is written down yet; `worklist add` begins the day.
"""
    )


def test_an_answer_that_is_no_answer_changes_nothing(evening: Program, folder: Path) -> None:
    before = evening("log", now="2020-02-20 23:00:00")
    walk = Terminal(folder, ["close-day"], "2020-02-20 23:00:00")
    walk.wait_for(KEYS)
    walk.send("x")
    walk.wait_for(KEYS)
    walk.send("\x1b[A")
    walk.wait_for(KEYS)
    walk.send("?")
    walk.wait_for(KEYS)
    walk.send("w")
    walk.wait_for("why? ")
    walk.send("\r")
    walk.wait_for(KEYS)
    walk.send("\x04")
    assert walk.finish() == 3
    assert evening("log", now="2020-02-20 23:00:00") == before


def test_add_without_text_takes_line_after_line_and_saves_each(worklist: Program, folder: Path) -> None:
    asked = Terminal(folder, ["add", "-k", "measures"], "2020-02-20 10:00:00")
    asked.wait_for("ends.\r\n+ ")
    asked.send("厂区消毒 @博大科工\r")
    asked.wait_for("Added 1")
    asked.wait_for("\n+ ")
    asked.send("+food x\r")
    asked.wait_for("plain +.)")
    asked.wait_for("\n+ ")
    asked.send("gates\r")
    asked.wait_for("Added 2")
    asked.wait_for("\n+ ")
    assert asked.interrupt() == 130
    assert (
        asked.text()
        == """\
One item a line, with @company and +kind; an empty line ends.
+ 厂区消毒 @博大科工
Added 1 on Thu 2020-02-20: 厂区消毒  +measures  @博大科工
+ +food x
There is no kind “food”; the kinds are supplies, measures, doses and issues. (A
word that begins with + is a kind; write ++ for a plain +.)
+ gates
Added 2 on Thu 2020-02-20: gates  +measures
+
"""
    )
    assert worklist("today", now="2020-02-20 11:00:00").out.splitlines()[0].endswith("2 of 2 left")


def test_ten_by_a_filter_are_shown_and_asked_about(worklist: Program, folder: Path) -> None:
    lines = "\n".join(f"+doses herbal dose @公司{number}" for number in range(10)).encode()
    worklist("add", "-", stdin=lines, now="2020-02-20 10:00:00")
    for answer, code in (("n\r", 1), ("y\r", 0)):
        asked = Terminal(folder, ["done", "+doses"], "2020-02-20 21:00:00")
        asked.wait_for("These 10 items of Thu 2020-02-20? [y/N] ")
        assert asked.lines()[0] == "    1  herbal dose  +doses  @公司0"
        asked.send(answer)
        assert asked.finish() == code
    assert worklist("today", now="2020-02-20 21:00:00").out.splitlines()[0].endswith("0 of 10 left")


def test_a_screen_holds_no_more_rows_than_fit(worklist: Program, folder: Path) -> None:
    lines = "\n".join(f"+doses 午间中药汤剂，每人一份，班前发放 @启泰传感科技{number:02}" for number in range(60))
    worklist(
        "add", "-", "-w", "保姆员03", "--need", "50", "--due", "12:00", stdin=lines.encode(), now="2020-02-20 10:00:00"
    )
    shown = Terminal(folder, ["today"], "2020-02-20 11:00:00")
    assert shown.finish() == 0
    lines_shown = shown.text().splitlines()
    assert len(lines_shown) == 22
    assert lines_shown[0] == "Thu 2020-02-20 · open since 10:00 · 60 of 60 left"
    assert lines_shown[-1] == "… and 52 more rows folded; pipe it through less to see all"
    assert max(map(len, lines_shown)) <= COLUMNS
    assert len(worklist("today", now="2020-02-20 11:00:00").out.splitlines()) == 65


@pytest.mark.usefixtures("evening")
def test_bytes_that_are_no_key_are_no_answer(folder: Path) -> None:
    walk = Terminal(folder, ["close-day"], "2020-02-20 23:00:00")
    walk.wait_for(KEYS)
    walk.send_bytes(b"\xff\xff\xff\xff")
    walk.wait_for(KEYS)
    walk.send("q")
    assert walk.finish() == 3


def test_a_line_that_is_not_utf8_is_asked_for_again(worklist: Program, folder: Path) -> None:
    asked = Terminal(folder, ["add"], "2020-02-20 10:00:00", PYTHONIOENCODING="utf-8:strict")
    asked.wait_for("ends.\r\n+ ")
    asked.send_bytes(b"a\xffb\r")
    asked.wait_for("is not UTF-8")
    asked.wait_for("\n+ ")
    asked.send("gates\r")
    asked.wait_for("Added 1")
    asked.wait_for("\n+ ")
    asked.send("\r")
    assert asked.finish() == 0
    assert worklist("today", now="2020-02-20 11:00:00").out.splitlines()[0].endswith("1 of 1 left")


@pytest.mark.usefixtures("evening")
def test_an_empty_day_is_closed_only_after_a_yes(folder: Path) -> None:
    for answer, code in (("n\r", 1), ("y\r", 0)):
        asked = Terminal(folder, ["close-day", "--day", "2-1"], "2020-02-20 23:00:00")
        asked.wait_for("Close Sat 2020-02-01, on which nothing is written, for good? [y/N] ")
        asked.send(answer)
        assert asked.finish() == code


def test_what_somebody_else_settles_meanwhile_is_not_asked_about_again(evening: Program, folder: Path) -> None:
    walk = Terminal(folder, ["close-day"], "2020-02-20 23:00:00")
    walk.wait_for(KEYS)
    walk.send("n")
    walk.wait_for("note: ")
    evening("done", "2", now="2020-02-20 23:00:00")
    walk.send("the truck is here\r")
    walk.wait_for(KEYS)
    walk.send("q")
    assert walk.finish() == 3
    asked = [line.split("  ")[0] for line in walk.lines() if line[:1].isdigit() and "  +" in line]
    assert asked == ["2", "1"]
