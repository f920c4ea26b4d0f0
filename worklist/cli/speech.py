"""What the commands say: data and outcomes on standard output, messages on standard error."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO


def give(data: str) -> None:
    """Print data for another program as it is."""
    sys.stdout.write(f"{data}\n")


def say(*lines: str) -> None:
    """Print lines for a person: what there is, or what has been done."""
    _print(lines, sys.stdout)


def tell(*lines: str) -> None:
    """Print messages that are not data."""
    _print(lines, sys.stderr)


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
