"""What README shows is what the program does."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.conftest import Program
from worklist.cli import app
from worklist.cli.commands import SUMMARIES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


SESSIONS = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
PARK = Path(__file__).parent / "interchange" / "park" / "park.xlsx"


def test_there_are_two_sessions_in_readme() -> None:
    assert len(SESSIONS) == 2


@pytest.mark.parametrize("session", SESSIONS, ids=["a day", "a park"])
def test_a_session_in_readme_gives_what_readme_shows(started: Program, folder: Path, session: str) -> None:
    shutil.copy(PARK, folder.parent)
    said = []
    for command in re.findall(r"^\$ worklist (.*)$", session, flags=re.MULTILINE):
        answer = started(*shlex.split(command), now="2020-02-20 09:00:00")
        assert (answer.err, answer.code) == ("", 0)
        said.append(f"$ worklist {command}\n{answer.out}")
    assert "".join(said) == session


def test_readme_names_every_command() -> None:
    assert [name for name in SUMMARIES if f"`{name}" not in README] == []


def commands_of(group: Any, path: str = "worklist") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer's own
    """Give every command of the program by what one types, groups before their own."""
    yield path, group
    context = typer.Context(group, info_name=path)
    for name in group.list_commands(context) if hasattr(group, "list_commands") else ():
        yield from commands_of(group.get_command(context, name), f"{path} {name}")


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


@pytest.mark.parametrize("path", EVERY_COMMAND)
def test_the_help_of_every_command_has_an_example_that_calls_it(path: str) -> None:
    command = EVERY_COMMAND[path]
    told = f"{command.help}\n{command.epilog or ''}"
    example = re.search(r"^Examples?:\s+(.*)$", told, flags=re.MULTILINE)
    assert example is not None
    assert path in example[1]


def test_the_exit_codes_in_readme_are_those_of_the_help(worklist: Program) -> None:
    told = worklist("--help").out.split("Exit codes: ")[1].split("\n\n")[0]
    documented = re.findall(r"^\| (\d+) \| ([^:|]+?)(?::[^|]*)? \|$", README, flags=re.MULTILINE)
    assert ", ".join(f"{code} {meaning}" for code, meaning in documented) + "." == " ".join(told.split())
