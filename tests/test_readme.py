"""What README shows is what the program does."""

import re
import shlex
from pathlib import Path

from tests.conftest import Program
from worklist.cli.commands import SUMMARIES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_session_in_readme_gives_what_readme_shows(worklist: Program) -> None:
    match = re.search(r"```console\n(.*?)```", README, flags=re.DOTALL)
    assert match is not None
    said = []
    for command in re.findall(r"^\$ worklist (.*)$", match[1], flags=re.MULTILINE):
        answer = worklist(*shlex.split(command), now="2020-02-20 09:00:00")
        assert (answer.err, answer.code) == ("", 0)
        said.append(f"$ worklist {command}\n{answer.out}")
    assert "".join(said) == match[1]


def test_readme_names_every_command() -> None:
    assert [name for name in SUMMARIES if f"`{name}" not in README] == []


def test_the_exit_codes_in_readme_are_those_of_the_help(worklist: Program) -> None:
    told = worklist("--help").out.split("Exit codes: ")[1].split("\n\n")[0]
    documented = re.findall(r"^\| (\d+) \| ([^:|]+?)(?::[^|]*)? \|$", README, flags=re.MULTILINE)
    assert ", ".join(f"{code} {meaning}" for code, meaning in documented) + "." == " ".join(told.split())
