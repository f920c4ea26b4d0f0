"""Start-up is the whole cost: what each command imports, held in a process of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Program, environment
from worklist.cli.commands import SUMMARIES, check, company, module_name

ALWAYS = {
    "worklist",
    "worklist.__main__",
    "worklist.cli",
    "worklist.cli.app",
    "worklist.cli.commands",
    "worklist.cli.speech",
    "worklist.errors",
    "worklist.errors.base",
    "worklist.errors.folder",
    "worklist.errors.held",
    "worklist.errors.typed",
    "worklist.i18n",
    "worklist.render",
    "worklist.render.sentences",
    "worklist.signs",
}
WRITES = {"settings", "add", "done", "waive", "carry", "reopen", "note", "edit", "undo", "close-day"}
HEAVY = {
    "rich",
    "tinydb",
    "platformdirs",
    "zipfile",
    "pexpect",
    "readline",
    "pypinyin",
    "python_calamine",
    "jinja2",
    "xlsxwriter",
    "lxml",
    "icalendar",
    "worklist.interchange.sheets",
    "worklist.interchange.table.reading",
    "worklist.interchange.table.writing",
    "worklist.interchange.todotxt",
    "worklist.interchange.taskwarrior.writing",
    "worklist.interchange.taskwarrior.reading",
    "worklist.interchange.calendar",
    "worklist.store.doctor",
    "worklist.store.backup",
    "worklist.store.chain",
    "worklist.render.machine",
    "worklist.render.figures",
    "worklist.cli.walk",
}

CALLS = {
    "add": ["x"],
    "today": [],
    "close-day": ["--carry-rest"],
    "done": ["1"],
    "waive": ["1", "--why", "x"],
    "carry": ["1"],
    "reopen": ["2"],
    "note": ["1", "x"],
    "edit": ["1", "--text", "x"],
    "undo": [],
    "board": [],
    "chase": ["-w", "联络员01"],
    "days": [],
    "stats": [],
    "show": ["1"],
    "log": [],
    "find": ["x"],
    "verify": [],
    "doctor": [],
    "backup": [],
    "export": ["--format", "csv"],
    "import": ["todo.txt", "--format", "todotxt"],
    "company": [],
    "check": [],
    "report": ["--format", "md"],
    "settings": ["--expected", "doses"],
}
GROUPS = {"company": company, "check": check}
OF_GROUPS = {
    "company import": ["roster.csv"],
    "company add": ["新企业"],
    "company list": [],
    "company show": ["启泰传感科技"],
    "company edit": ["启泰传感科技", "--zone", "Grid 03"],
    "company remove": ["启泰传感科技"],
    "check add": ["doses", "x"],
    "check list": [],
    "check edit": ["1", "--due", "21:00"],
    "check pause": ["1"],
    "check resume": ["2"],
    "check remove": ["1"],
}
WORKBOOK = Path(__file__).parent.parent / "interchange" / "park" / "park.xlsx"
FORM = Path(__file__).parent.parent / "report" / "form" / "form.xlsx"
OF_ROSTERS = {
    "import park.xlsx": {"tinydb", "worklist.interchange.sheets", "pypinyin"},
    "import park.xlsx --dry-run": {"worklist.interchange.sheets", "pypinyin"},
    "edit qtcg --name 启泰新科技": {"tinydb", "pypinyin"},
    "edit qtcg --other-name 启泰": {"tinydb", "pypinyin"},
    "edit qtcg --headcount 51 --today": {"tinydb"},
    "show qtcg": set[str](),
    "list --json": {"worklist.render.machine"},
}
READS = {"company list", "company show", "check list"}
EXPECTED_OF_GROUPS = {
    "company import": {"tinydb", "worklist.interchange.sheets", "pypinyin"},
    "company add": {"tinydb", "pypinyin"},
    "company list": {"rich"},
}
EXPECTED = {
    "today": {"rich"},
    "board": {"rich"},
    "stats": {"rich"},
    "close-day": {"rich", "tinydb"},
    "verify": {"worklist.store.chain"},
    "doctor": {"worklist.store.chain", "worklist.store.doctor", "worklist.store.backup", "zipfile"},
    "backup": {"worklist.store.backup", "zipfile"},
    "export": {"worklist.interchange.table.writing"},
    "import": {"tinydb", "worklist.interchange.todotxt"},
}
OF_FORMATS = {
    "todotxt": {"worklist.interchange.todotxt"},
    "taskwarrior": {"worklist.interchange.taskwarrior.writing"},
}


RUN = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, sep="\\n", file=open(sys.argv[0], "w")))
from worklist.__main__ import main
main()
"""


def imported(folder: Path, *arguments: str, now: str = "2020-02-20 09:00:00", **variables: str) -> set[str]:
    """Give the modules that one run of the program imports."""
    listing = folder.parent / "modules"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.argv[0] = {str(listing)!r}\n{RUN}", *arguments],
        env=environment(folder, now) | variables,
        cwd=folder.parent,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0
    return set(listing.read_text().split())


@pytest.fixture
def used(worklist: Program, folder: Path) -> Program:
    """An open item and a settled one, of one person."""
    worklist("add", "-", "-w", "联络员01", stdin=b"a\nb\n", now="2020-02-20 09:00:00")
    worklist("done", "2", now="2020-02-20 09:00:00")
    (folder.parent / "todo.txt").write_text("gate\n", encoding="utf-8")
    return worklist


@pytest.fixture
def park(worklist: Program, folder: Path) -> Program:
    """A company and two checks, one of them paused."""
    now = "2020-02-20 09:00:00"
    worklist("company", "add", "启泰传感科技", "--resumed", now=now)
    worklist("check", "add", "doses", "herbal dose", now=now)
    worklist("check", "add", "measures", "gate", now=now)
    worklist("check", "pause", "2", now=now)
    (folder.parent / "roster.csv").write_text("企业名称\n博大科工\n", encoding="utf-8")
    return worklist


def test_the_calls_above_are_those_of_every_command() -> None:
    assert set(CALLS) == set(SUMMARIES)
    assert list(OF_GROUPS) == [f"{name} {command}" for name, group in GROUPS.items() for command in group.SUMMARIES]


@pytest.mark.usefixtures("park")
@pytest.mark.parametrize("command", OF_GROUPS)
def test_a_command_of_a_group_imports_its_own_module_and_nothing_heavy_it_does_not_use(
    folder: Path, command: str
) -> None:
    group, name = command.split()
    modules = imported(folder, group, name, *OF_GROUPS[command])
    package = module_name(group)
    assert {name for name in modules if name.startswith("worklist.cli.commands.")} == {
        package,
        module_name(name, package),
    }
    assert modules & HEAVY == EXPECTED_OF_GROUPS.get(command, set() if command in READS else {"tinydb"})


@pytest.mark.usefixtures("park")
@pytest.mark.parametrize("call", OF_ROSTERS)
def test_pinyin_is_asked_where_a_name_is_new_and_a_workbook_is_opened_by_a_process_of_its_own(
    folder: Path, call: str
) -> None:
    shutil.copy(WORKBOOK, folder.parent)
    assert imported(folder, "company", *call.split()) & HEAVY == OF_ROSTERS[call]


@pytest.mark.usefixtures("park")
@pytest.mark.parametrize(
    "arguments", [["add", "x", "@启泰传感科技"], ["add", "x", "@qtcg"], ["done", "@qtcg"]], ids=str
)
@pytest.mark.parametrize("now", ["2020-02-20 10:00:00", "2020-02-21 08:00:00"])
def test_in_a_park_adding_and_settling_import_no_pinyin_and_no_tables(
    folder: Path, arguments: list[str], now: str
) -> None:
    assert imported(folder, *arguments, now=now) & HEAVY == {"tinydb"}


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize("command", CALLS)
def test_a_command_imports_its_own_module_and_nothing_heavy_it_does_not_use(folder: Path, command: str) -> None:
    modules = imported(folder, command, *CALLS[command])
    commands = {name for name in modules if name.startswith("worklist.cli.commands.")}
    assert commands == {module_name(command)}
    assert modules & HEAVY == EXPECTED.get(command, {"tinydb"} if command in WRITES else set())
    assert not any(name.startswith("pydantic") for name in modules)


@pytest.mark.usefixtures("used")
def test_a_report_imports_what_its_format_needs_and_not_what_another_does(folder: Path) -> None:
    needs = {
        "text": {"rich"},
        "csv": set[str](),
        "json": {"worklist.render.machine", "worklist.render.figures"},
        "html": {"jinja2"},
    }
    for format, expected in needs.items():
        assert imported(folder, "report", "--format", format) & HEAVY == expected
    assert imported(folder, "report", "-o", "report.xlsx") & HEAVY >= {"xlsxwriter"}
    filled = imported(folder, "report", "--template", str(FORM), "-o", "filled.xlsx")
    assert filled & HEAVY == {"lxml", "zipfile", "worklist.interchange.sheets"}
    assert imported(folder, "report", "--fields") & HEAVY == set()


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize("format", OF_FORMATS)
def test_an_export_imports_the_module_of_its_format_alone(folder: Path, format: str) -> None:
    assert imported(folder, "export", "--format", format) & HEAVY == OF_FORMATS[format]


@pytest.mark.usefixtures("used")
def test_the_library_for_calendars_is_imported_for_a_calendar(folder: Path) -> None:
    wanted = {"icalendar", "worklist.interchange.calendar"}
    assert imported(folder, "export", "--format", "ics") & HEAVY >= wanted


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []], ids=str)
def test_help_and_version_import_no_command_and_no_store(folder: Path, arguments: list[str]) -> None:
    assert {name for name in imported(folder, *arguments) if name.startswith("worklist")} == ALWAYS


@pytest.mark.usefixtures("used")
def test_completion_of_a_command_builds_none_and_draws_nothing(folder: Path) -> None:
    modules = imported(
        folder,
        _WORKLIST_COMPLETE="complete_fish",
        _TYPER_COMPLETE_ARGS="worklist c",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert {name for name in modules if name.startswith("worklist")} == ALWAYS | {"worklist.cli.shells"}
    assert "rich" not in modules


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_of_an_id_reads_the_notebook_without_rich_or_tinydb(folder: Path, shell: str) -> None:
    modules = imported(
        folder,
        _WORKLIST_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS="worklist done 1",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        COMP_WORDS="worklist done 1",
        COMP_CWORD="2",
    )
    assert "worklist.store.notebook" in modules
    assert modules & HEAVY == set()
