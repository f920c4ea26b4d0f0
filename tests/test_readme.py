"""What README shows is what the program does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len

from tests.conftest import Program
from tests.manual import commands_of
from worklist.cli import app
from worklist.cli.commands import SUMMARIES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


PROSE = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
SESSIONS = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
PARK = Path(__file__).parent / "interchange" / "park" / "park.xlsx"


def test_there_are_two_sessions_in_readme() -> None:
    assert len(SESSIONS) == 2


@pytest.mark.parametrize("session", SESSIONS, ids=["a day", "a park"])
def test_a_session_in_readme_gives_what_readme_shows(worklist: Program, folder: Path, session: str) -> None:
    shutil.copy(PARK, folder.parent)
    said = []
    for command in re.findall(r"^\$ worklist (.*)$", session, flags=re.MULTILINE):
        answer = worklist(*shlex.split(command), now="2020-02-20 09:00:00")
        assert (answer.err, answer.code) == ("", 0)
        said.append(f"$ worklist {command}\n{answer.out}")
    assert "".join(said) == session


def test_readme_names_every_command() -> None:
    assert [name for name in SUMMARIES if f"`{name}" not in README] == []


EVERY_COMMAND = dict(commands_of(app.program()))


def test_every_option_in_readme_is_one_of_the_program() -> None:
    options = {option for command in EVERY_COMMAND.values() for each in command.params for option in each.opts}
    own = {"--help", "--install-completion"}
    others = {"--readme", "--porcelain"}  # of the benchmark and of another program
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)) - others <= options | own


def test_every_command_in_readme_is_one_of_the_program() -> None:
    called = re.findall(r"(?:^\$ |`)worklist ([a-z][a-z-]+)(?: ([a-z]+))?", README, flags=re.MULTILINE)
    assert [name for name, _ in called if f"worklist {name}" not in EVERY_COMMAND] == []
    groups = {"company", "check"}
    assert [
        (name, own) for name, own in called if name in groups and f"worklist {name} {own}" not in EVERY_COMMAND
    ] == []


def called(words: str, path: str = "worklist") -> str:
    """Give the command that these words call, or `path` where they call none."""
    for word in words.removeprefix("worklist ").split():
        if f"{path} {word}" not in EVERY_COMMAND:
            break
        path = f"{path} {word}"
    return path


def options_in(text: str) -> set[str]:
    """Give what looks like an option in a text, but in no quotation within it."""
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", re.sub(r'"[^"]*"', "", text)))


def options_of(path: str) -> set[str]:
    """Give the options of a command."""
    return {"--help"}.union(*([*each.opts, *each.secondary_opts] for each in EVERY_COMMAND[path].params))


def test_a_command_in_readme_has_the_options_that_are_written_after_it() -> None:
    calls = [*re.findall(r"`([^`\n]+)`", PROSE), *re.findall(r"^\$ (.*)$", README, flags=re.MULTILINE)]
    given = {call: options_in(call) - options_of("worklist") for call in calls if called(call) != "worklist"}
    assert {call: options for call, options in given.items() if not options <= options_of(called(call))} == {}


def test_a_command_in_a_table_of_readme_has_the_options_of_its_row() -> None:
    for names, does in re.findall(r"^\| (`.*?) \| (.*) \|$", PROSE, flags=re.MULTILINE):
        first, *others = re.findall(r"`([^`]+)`", names)
        group = called(first).rpartition(" ")[0] or "worklist"
        commands = {called(first), *(called(other, group) for other in others)} - {"worklist"}
        assert not commands or options_in(does) <= set().union(*map(options_of, commands)), names


@pytest.mark.parametrize("path", EVERY_COMMAND)
def test_the_help_of_every_command_has_an_example_that_calls_it(path: str) -> None:
    command = EVERY_COMMAND[path]
    told = f"{command.help}\n{command.epilog or ''}"
    example = re.search(r"^Examples?:\s+(.*)$", told, flags=re.MULTILINE)
    assert example is not None
    assert path in example[1]


@pytest.mark.parametrize("path", EVERY_COMMAND)
def test_the_help_of_every_command_fits_into_80_columns_and_breaks_no_option_and_no_example(path: str) -> None:
    command = EVERY_COMMAND[path]
    examples = re.findall(
        r"^(?:Example:)? *(worklist .+)$", f"{command.help}\n{command.epilog or ''}", flags=re.MULTILINE
    )
    lines = command.get_help(typer.Context(command, info_name=path, terminal_width=78)).splitlines()
    assert [line for line in lines if cell_len(line) > 80 or line.endswith("-")] == []
    assert [example for example in examples if not any(example in line for line in lines)] == []


def test_the_exit_codes_in_readme_are_those_of_the_help(worklist: Program) -> None:
    told = worklist("--help").out.split("Exit codes: ")[1].split("\n\n")[0]
    documented = re.findall(r"^\| (\d+) \| ([^:|]+?)(?::[^|]*)? \|$", README, flags=re.MULTILINE)
    assert ", ".join(f"{code} {meaning}" for code, meaning in documented) + "." == " ".join(told.split())
