"""The manual page and the completions that a wheel installs, made from the program and from README.

python -m tests.manual     writes them to worklist/share, from where a wheel takes them

They are kept beside the program because what builds a wheel has nothing to run the program with; a test compares them.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from textwrap import wrap
from typing import Any

import typer
from typer._completion_classes import FishComplete

from worklist import __version__
from worklist.cli import app
from worklist.cli.shells import Bash, Zsh

ROOT = Path(__file__).parent.parent
SHARE = ROOT / "worklist" / "share"

_SPECIAL = {"\\": r"\e", "-": r"\-", "'": r"\(aq", '"': r"\(dq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", "…": "..."}
_EXAMPLES = re.compile(r"^(Examples?:)\s+(.*)", flags=re.MULTILINE | re.DOTALL)
_ENVIRONMENT = {
    "WORKLIST_NOTEBOOK": "The notebook's folder, where `--notebook` does not name it.",
    "WORKLIST_USER": "The name in the log, instead of your login name.",
    "NO_COLOR": "If it is not empty, nothing is coloured.",
}


def commands_of(group: Any, path: str = "worklist") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer's own
    """Give every command of the program by what one types, groups before their own."""
    yield path, group
    context = typer.Context(group, info_name=path)
    for name in group.list_commands(context) if hasattr(group, "list_commands") else ():
        yield from commands_of(group.get_command(context, name), f"{path} {name}")


def shared_files() -> dict[str, str]:
    """Give what stands below a machine's folder `share`, by path."""
    bash, zsh, fish = (
        f"{shell(app.program(), {}, 'worklist', '_WORKLIST_COMPLETE').source().strip()}\n"
        for shell in (Bash, Zsh, FishComplete)
    )
    return {
        "man/man1/worklist.1": manual_page(),
        "bash-completion/completions/worklist": bash,
        "zsh/site-functions/_worklist": zsh,
        "fish/vendor_completions.d/worklist.fish": fish,
    }


def manual_page() -> str:
    """Give the page in man(7): what every `--help` says, and of README what all commands share."""
    program = app.program()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    about = program.help.split("\n\n")[0].rstrip(".")
    lines = [
        r".\" Made by `python -m tests.manual`.",
        f'.TH WORKLIST 1 "{_released()}" "worklist {__version__}" "User Commands"',
        ".nr HY 0",
        ".ad l",
        ".SH NAME",
        f"worklist \\- {_prose(about[0].lower() + about[1:])}",
        ".SH SYNOPSIS",
        _synopsis("worklist", program),
        ".SH DESCRIPTION",
        *_told(readme, "The staff worklist"),
        ".SH OPTIONS",
        *_parameters(program),
    ]
    commands = list(commands_of(program))[1:]
    for panel, summaries in program.panels.items():
        lines.append(f".SH {_escaped(panel.upper())}")
        for path, command in commands:
            if path.split()[1] in summaries:
                lines += _command(path, command)
    lines += [
        ".SH WORDS",
        *_entries(_table(readme, "word")),
        *_told(readme, "A **selection** is"),
        *_told(readme, "**Days** are"),
        *_told(readme, "In a text `@company`"),
        ".SH EXIT STATUS",
        *_entries(_table(readme, "exit code")),
        ".SH ENVIRONMENT",
        *_entries(_ENVIRONMENT.items()),
        ".SH FILES",
        *_told(readme, "In one folder:"),
        *_entries(re.findall(r"^    (\S+) {2,}(.*)$", _block(readme, "    lock "), flags=re.MULTILINE)),
        ".SH EXAMPLES",
        ".EX",
        *map(_escaped, re.findall(r"^\$ (.*)", readme.split("```console\n")[1], flags=re.MULTILINE)),
        ".EE",
    ]
    headed = (".SH", ".SS")  # after which the first paragraph needs no mark
    return "".join(f"{line}\n" for last, line in pairwise(["", *lines]) if line != ".PP" or not last.startswith(headed))


def _released() -> str:
    """Give the day on which this version was released, as far as it has been."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return "".join(re.findall(rf"^## \[{re.escape(__version__)}\] - (\S+)$", changelog, flags=re.MULTILINE))


def _command(path: str, command: Any) -> list[str]:  # noqa: ANN401 - Typer's own
    told, *examples = _EXAMPLES.split(command.help.replace("\b\nExample", "Example"), maxsplit=1)
    return [
        f".SS {_synopsis(path.removeprefix('worklist '), command)}",
        *(line for text in told.split("\n\n") for line in _paragraph(text)),
        *_parameters(command, ("--help",)),
        *(_examples(*examples[:2]) if examples else ()),
    ]


def _synopsis(path: str, command: Any) -> str:  # noqa: ANN401 - Typer's own
    pieces = command.collect_usage_pieces(typer.Context(command, info_name=path))
    return f"{_bold(path)} {' '.join(_escaped(piece.strip('{}')) for piece in pieces)}"


def _parameters(command: Any, told_already: Iterable[str] = ()) -> list[str]:  # noqa: ANN401 - Typer's own
    """Give the arguments and options with their help."""
    context = typer.Context(command, info_name="worklist")
    shown = [each for each in command.get_params(context) if set(each.opts).isdisjoint(told_already)]
    records = [each.get_help_record(context) for each in shown]
    return list(_entries((re.sub(r"(?<!\S)-[\w-]+", r"`\g<0>`", name), help) for name, help in records))


def _entries(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give what is explained, each with its explanation."""
    for name, told in entries:
        yield from (".TP", _prose(name if "`" in name else f"`{name}`"), *_lines(told))


def _examples(heading: str, lines: str) -> list[str]:
    return [".PP", heading, ".EX", *(_escaped(line.strip()) for line in lines.splitlines()), ".EE"]


def _told(readme: str, start: str) -> list[str]:
    """Give the paragraph of README that begins so."""
    return _paragraph(_block(readme, start))


def _table(readme: str, heading: str) -> list[tuple[str, str]]:
    """Give the rows of the table of README whose first column is called so."""
    return re.findall(r"^\| (.+?) \| (.+) \|$", _block(readme, f"| {heading} |"), flags=re.MULTILINE)[2:]


def _block(readme: str, start: str) -> str:
    """Give the one paragraph, table or listing of README that begins so."""
    (block,) = (text for text in readme.split("\n\n") if text.startswith(start))
    return block


def _paragraph(text: str) -> list[str]:
    """Give a paragraph, line by line where it is marked as one that is not to be filled."""
    if text.startswith("\b\n"):
        return [".PP", ".nf", *map(_prose, text.splitlines()[1:]), ".fi"]
    return [".PP", *_lines(text)] if text.strip() else []


def _lines(text: str) -> list[str]:
    """Give text with every sentence on a line of its own, after which troff leaves room."""
    sentences = re.split(r"(?<=\.) ", " ".join(text.split()))
    return [
        _line(line)
        for each in sentences
        for line in wrap(_prose(each), 79, break_long_words=False, break_on_hyphens=False)
    ]


def _line(text: str) -> str:
    """Give a line that is no request, whatever it begins with."""
    return f"\\&{text}" if text.startswith(".") else text


def _prose(text: str) -> str:
    """Give text with what is marked in it, and with options, in bold."""
    parts = re.split(r"`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w-])(--[a-z][a-z-]*)", text)
    return "".join(_bold(part) if place % 4 else _escaped(part) for place, part in enumerate(parts) if part is not None)


def _bold(text: str) -> str:
    return rf"\fB{_escaped(text)}\fR"


def _escaped(text: str) -> str:
    """Give text in ASCII, with hyphens that can be copied and break no line."""
    return "".join(_SPECIAL.get(sign, sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in text)


def main() -> None:
    """Write each file."""
    for path, text in shared_files().items():
        file = SHARE / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
