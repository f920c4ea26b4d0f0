"""The one place that makes consoles, and knows whether somebody is looking at a terminal."""

import os
import sys
from collections.abc import Iterable
from io import StringIO
from typing import TextIO

from rich.console import Console, RenderableType
from rich.text import Text

PLENTY = 100_000
"""Columns of a pipe: a line is never broken there."""


def is_plain(stream: TextIO) -> bool:
    """Whether only plain text should be written: a pipe, `TERM=dumb`, or `NO_COLOR`."""
    return not stream.isatty() or os.environ.get("TERM") == "dumb" or bool(os.environ.get("NO_COLOR"))


def make_console(stream: TextIO, *, width: int | None = None) -> Console:
    """Give a console that adds nothing of its own: no markup, no emoji, no highlighting."""
    return Console(
        file=stream,
        width=width,
        color_system=None if is_plain(stream) else "auto",
        force_terminal=False if is_plain(stream) else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def screen_size(stream: TextIO | None = None) -> tuple[int, int | None]:
    """Give the columns and rows to draw on; without a terminal, plenty of columns and no end of rows."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return PLENTY, None
    size = make_console(stream).size
    return size.width, size.height


def draw(renderables: Iterable[RenderableType], stream: TextIO | None = None) -> None:
    """Write to standard output, or to `stream`; plain text carries no blanks at the end of a line."""
    stream = stream or sys.stdout
    width, _ = screen_size(stream)
    if not is_plain(stream):
        console = make_console(stream)
        for renderable in renderables:
            console.print(renderable)
        return
    buffer = StringIO()
    console = make_console(buffer, width=width)
    for renderable in renderables:
        console.print(renderable)
    for line in buffer.getvalue().splitlines():
        stream.write(f"{line.rstrip()}\n")


def fold(line: str, columns: int) -> list[str]:
    """Break a line of plain text between words, so that every part fits into so many columns."""
    console = Console(width=columns, color_system=None)
    return [part.plain.rstrip() for part in Text(line).wrap(console, columns, overflow="fold")]
