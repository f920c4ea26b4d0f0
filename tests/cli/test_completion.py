"""What the shell offers after Tab, through the program as the shell calls it."""

import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.conftest import Program, environment
from worklist.checklist.items import Kind
from worklist.cli.commands import SUMMARIES

KINDS = [kind.value for kind in Kind]


def offered(worklist: Program, line: str, **variables: str) -> list[str]:
    """Give what bash is offered for a line whose last word is still being written."""
    words = line.split(" ")
    answer = worklist(
        now="2020-02-20 09:30:00",
        _WORKLIST_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(words) - 1),
        **variables,
    )
    assert (answer.err, answer.code) == ("", 0)
    return answer.out.split()


@pytest.fixture
def used(worklist: Program) -> Program:
    """Three items, the second settled."""
    worklist("add", "-", stdin="a @宇环数控机床\nb\nc @yuhuan\n".encode(), now="2020-02-20 09:00:00")
    worklist("edit", "3", "-w", "联络员02", now="2020-02-20 09:00:00")
    worklist("done", "2", now="2020-02-20 09:00:00")
    return worklist


def test_commands_are_offered_in_the_order_of_the_help(worklist: Program) -> None:
    assert offered(worklist, "worklist ") == list(SUMMARIES)
    assert offered(worklist, "worklist c") == ["close-day", "carry", "company", "check", "chase"]
    assert offered(worklist, "worklist company ") == ["import", "add", "list", "show", "edit", "remove"]
    assert offered(worklist, "worklist check re") == ["resume", "remove"]


def test_what_the_roster_and_the_checks_hold_is_offered(worklist: Program) -> None:
    now = "2020-02-20 09:00:00"
    worklist(
        "company",
        "add",
        "宇环数控机床",
        "--zone",
        "Grid-01",
        "--liaison",
        "联络员01",
        "--caretaker",
        "保姆员01",
        now=now,
    )
    worklist("company", "add", "启泰传感科技", "--zone", "Grid-02", now=now)
    worklist("check", "add", "doses", "herbal dose", "--only-resumed", now=now)
    worklist("check", "add", "measures", "gate", "--only-resumed", now=now)
    worklist("check", "remove", "2", now=now)
    assert offered(worklist, "worklist company show ") == ["宇环数控机床", "启泰传感科技"]
    assert offered(worklist, "worklist add -c 启") == ["启泰传感科技"]
    assert offered(worklist, "worklist company list --zone ") == ["Grid-01", "Grid-02"]
    assert offered(worklist, "worklist check pause ") == ["1"]
    assert offered(worklist, "worklist today -w ") == ["保姆员01", "联络员01"]
    assert offered(worklist, "worklist check add d") == ["doses"]
    assert offered(worklist, "worklist check resume ") == ["1"]
    assert offered(worklist, "worklist chase -w 联") == ["联络员01"]
    assert offered(worklist, "worklist company list -w ") == ["保姆员01", "联络员01"]
    options = ["--zone", "--who", "--resumed", "--not-resumed", "--all", "--json", "--help"]
    assert offered(worklist, "worklist company list --") == options
    assert offered(worklist, "worklist settings --") == ["--expected", "--rollover", "--json", "--help"]


def test_a_text_is_offered_the_companies_of_the_roster_that_it_can_hold(worklist: Program) -> None:
    now = "2020-02-20 09:00:00"
    for name in ("启泰传感科技", "Blue Sky (Suzhou)", "远航精密机械（江苏）", "a，b", "@c"):
        worklist("company", "add", "--", name, now=now)
        worklist("add", "x", "-c", name, now=now)
    worklist("company", "edit", "启泰传感科技", "--other-name", "qitai", now=now)
    assert offered(worklist, "worklist add masks @") == ["@启泰传感科技", "@远航精密机械\\（江苏\\）", "@qitai"]
    assert offered(worklist, "worklist add masks @q") == ["@qitai"]
    assert offered(worklist, "worklist add masks +d") == ["+doses"]
    assert offered(worklist, "worklist done @B") == ["@Blue\\", "Sky\\", "\\(Suzhou\\)"]


def test_options_are_offered(worklist: Program) -> None:
    assert offered(worklist, "worklist done --") == ["--except", "--count", "--day", "--yes", "--help"]
    assert offered(worklist, "worklist --n") == ["--notebook"]


def test_open_ids_companies_and_kinds_are_offered_for_a_selection(used: Program) -> None:
    marks = [f"+{kind}" for kind in KINDS]
    assert offered(used, "worklist done ") == ["1", "3", "@yuhuan", "@宇环数控机床", *marks]
    assert offered(used, "worklist done @宇") == ["@宇环数控机床"]
    assert offered(used, "worklist done 1 +s") == ["+supplies"]
    assert offered(used, "worklist show ") == ["1", "3"]


def test_values_of_options_are_offered(used: Program) -> None:
    assert offered(used, "worklist today -k ") == KINDS
    assert offered(used, "worklist today -c y") == ["yuhuan"]
    assert offered(used, "worklist today -w ") == ["联络员02"]
    assert offered(used, "worklist add masks @") == ["@yuhuan", "@宇环数控机床"]
    assert offered(used, "worklist add ma") == []


def test_fish_and_zsh_are_told_what_an_id_stands_for(used: Program) -> None:
    fish = used(
        now="2020-02-20 09:30:00",
        _WORKLIST_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="worklist done 1",
    )
    assert fish.out == "1\ta +issues @宇环数控机床\n"
    zsh = used(now="2020-02-20 09:30:00", _WORKLIST_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="worklist done 1")
    assert zsh.out == """_arguments '*: :(("1":"a +issues @宇环数控机床"))'\n"""


def test_what_zsh_evaluates_runs_nothing_that_a_text_says(worklist: Program, folder: Path) -> None:
    hurt = r"\$(>ran) \\$(>ran) \`>ran` \";>ran;\\"
    worklist("add", "--", hurt, now="2020-02-20 09:00:00")
    zsh = worklist(now="2020-02-20 09:30:00", _WORKLIST_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="worklist show ")
    offers = zsh.out.removeprefix("_arguments '*: :((").removesuffix("))'\n")
    evaluated = subprocess.run(
        ["/bin/sh", "-c", f"printf %s {offers}"], cwd=folder.parent, capture_output=True, text=True, check=True
    )
    assert evaluated.stdout == f"1:{hurt} +issues".replace('"', "")
    assert not (folder.parent / "ran").exists()


def test_a_name_that_a_line_cannot_hold_is_not_offered(worklist: Program) -> None:
    for name in ("a\nb", "a\x1b[2J", "a\u202e", "ab"):
        worklist("add", "x", "-c", name, "-w", name, now="2020-02-20 09:00:00")
    assert offered(worklist, "worklist done @") == ["@ab"]
    assert offered(worklist, "worklist today -w a") == ["ab"]


def test_a_damaged_notebook_offers_nothing_and_keeps_quiet(used: Program, folder: Path) -> None:
    (folder / "worklist.json").write_bytes(b"")
    assert offered(used, "worklist show ") == []


def test_completion_makes_no_notebook(worklist: Program, folder: Path) -> None:
    assert offered(worklist, "worklist show ") == []
    assert not folder.exists()


def test_bash_breaks_words_at_the_at_sign_and_takes_names_unquoted(used: Program) -> None:
    used("add", "d", "-c", "Blue Sky (Suzhou)", now="2020-02-20 09:00:00")
    assert offered(used, "worklist done @ yu") == ["@yuhuan"]
    assert offered(used, "worklist today -c Bl") == ["Blue\\", "Sky\\", "\\(Suzhou\\)"]


@pytest.mark.usefixtures("used")
def test_a_real_bash_completes_companies_ids_and_kinds(folder: Path) -> None:
    bash, program = shutil.which("bash"), Path(sys.executable).with_name("worklist")
    if bash is None or not program.exists():
        pytest.skip("bash is missing, or worklist is not installed as a program")
    variables = environment(folder, "2020-02-20 09:30:00")
    variables["PATH"] = f"{program.parent}:{variables['PATH']}"
    screen = pyte.Screen(120, 24)
    stream = pyte.Stream(screen)
    shell = pexpect.spawn(bash, ["--norc", "-i"], env=variables, encoding="utf-8", timeout=20, dimensions=(24, 120))
    shell.sendline('PS1="rea""dy> "; bind "set bell-style none"; eval "$(_WORKLIST_COMPLETE=source_bash worklist)"')
    shell.expect_exact("ready> ")
    for typed, completed in [
        ("worklist don\t", "worklist done "),
        ("worklist done @yu\t", "worklist done @yuhuan "),
        ("worklist done @y\t", "worklist done @yuhuan "),
        ("worklist add x @宇\t", "worklist add x @宇环数控机床 "),
        ("worklist today -c yu\t", "worklist today -c yuhuan "),
        ("worklist done +s\t", "worklist done +supplies "),
    ]:
        shell.send(f"\x15\x0c{typed}")
        wanted = f"ready> {completed}"
        deadline = time.monotonic() + 20
        while not "".join(screen.buffer[0][x].data for x in range(120)).startswith(wanted):
            assert time.monotonic() < deadline, screen.display[0]
            with suppress(pexpect.TIMEOUT):
                stream.feed(shell.read_nonblocking(4096, timeout=0.2))
    shell.close()
