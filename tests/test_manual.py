"""What a wheel installs beside the program, the manual page and the completions, is that of the program as it is."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.manual import ROOT, SHARE, commands_of, shared_files
from worklist.cli import app

FILES = shared_files()
COMMANDS = dict(commands_of(app.program()))


def test_the_files_in_worklist_share_are_those_that_python_m_tests_manual_writes() -> None:
    files = [file for file in SHARE.rglob("*") if file.is_file()]
    assert {str(file.relative_to(SHARE)): file.read_text(encoding="utf-8") for file in files} == FILES


def test_a_wheel_puts_them_where_man_and_the_shells_look_and_nowhere_else() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    folder = str(SHARE.relative_to(ROOT))
    assert (wheel["shared-data"], wheel["exclude"]) == ({folder: "share"}, [folder])


@pytest.mark.parametrize(
    ("shell", "written", "kept"),
    [
        ("bash", ".bash_completions/worklist.sh", "bash-completion/completions/worklist"),
        ("zsh", ".zfunc/_worklist", "zsh/site-functions/_worklist"),
        ("fish", ".config/fish/completions/worklist.fish", "fish/vendor_completions.d/worklist.fish"),
    ],
)
def test_install_completion_writes_what_a_wheel_installs(
    worklist: Program, tmp_path: Path, shell: str, written: str, kept: str
) -> None:
    told = worklist("--install-completion", shell, HOME=str(tmp_path), _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert told.code == 0
    assert (tmp_path / written).read_text().strip() == FILES[kept].strip()


@pytest.mark.parametrize("path", COMMANDS)
def test_the_page_has_every_option_of_every_command(path: str) -> None:
    page = FILES["man/man1/worklist.1"].replace(r"\-", "-")
    heading = rf"SS \\fB{path.removeprefix('worklist ')}\\fR" if path != "worklist" else "SH OPTIONS"
    (section,) = re.findall(rf"^\.{heading}.*\n((?:(?!\.S[HS]).*\n)*)", page, flags=re.MULTILINE)
    told = {
        name
        for tag in re.findall(r"^\.TP\n(.*)", section, flags=re.MULTILINE)
        for name in re.findall(r"B(-.+?)\\", tag)
    }
    taken = {name for each in COMMANDS[path].params for name in (*each.opts, *each.secondary_opts) if name[0] == "-"}
    assert told - {"--help"} == taken


def test_the_page_is_plain_ascii_and_begins_no_line_with_what_troff_would_take_for_a_request() -> None:
    page = FILES["man/man1/worklist.1"]
    requests = set(re.findall(r"^[.'](.*?)(?: .*)?$", page, flags=re.MULTILINE))
    assert page.isascii()
    assert requests == {r"\"", "TH", "nr", "ad", "SH", "SS", "PP", "TP", "nf", "fi", "EX", "EE"}
