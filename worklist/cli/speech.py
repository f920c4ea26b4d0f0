"""What the commands say: data and outcomes on standard output, messages on standard error."""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TextIO


class Saved:
    """What a run has saved so far: it stands, be it printed or not. The log tells only what it did to the notebook."""

    in_log = False
    elsewhere = False


def give(data: str) -> None:
    """Print JSON for another program as it is, in UTF-8 whatever the terminal speaks.

    Bytes of a path that are no text come out as JSON writes halves of characters.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(f"{data}\n")


def give_bytes(data: bytes) -> None:
    """Write what another program reads as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def say(*lines: str) -> None:
    """Print lines for a person: what there is, or what has been done."""
    _print(lines, sys.stdout)


def tell(*lines: str) -> None:
    """Print messages that are not data; where they cannot be printed, the exit code still says how it went."""
    try:
        _print(lines, sys.stderr)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _print(lines: Iterable[str], stream: TextIO) -> None:
    """Print lines; on a terminal, one that is too long for it is broken between words."""
    columns = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    for line in lines:
        if columns and 2 * len(line) > columns:  # a Chinese character takes two columns
            from worklist.render.console import fold

            stream.writelines(f"{part}\n" for part in fold(line, columns))
        else:
            stream.write(f"{line}\n")
    stream.flush()
