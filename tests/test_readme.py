"""What README shows is what the program does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import Program
from worklist.cli.commands import SUMMARIES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


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


def test_the_exit_codes_in_readme_are_those_of_the_help(worklist: Program) -> None:
    told = worklist("--help").out.split("Exit codes: ")[1].split("\n\n")[0]
    documented = re.findall(r"^\| (\d+) \| ([^:|]+?)(?::[^|]*)? \|$", README, flags=re.MULTILINE)
    assert ", ".join(f"{code} {meaning}" for code, meaning in documented) + "." == " ".join(told.split())
