"""The whole screen of a terminal, for what is looked at for a while; what stood there comes back afterwards."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeAlias

from rich.console import Console
from rich.control import Control
from rich.text import Text

from worklist.i18n import _
from worklist.render.console import is_plain
from worklist.render.text import time_name

Line: TypeAlias = Text


def can_redraw() -> bool:
    """Whether standard output is a terminal on which what was drawn can be drawn over."""
    return sys.stdout.isatty() and os.environ.get("TERM") not in (None, "", "dumb")


@contextmanager
def whole_screen() -> Iterator[Callable[[Sequence[Line], Line], None]]:
    """Take the whole screen of standard output; what this gives draws lines on it, and one at the bottom."""
    console = Console(
        color_system=None if is_plain(sys.stdout) else "auto",
        force_terminal=True,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    with console.screen() as screen:

        def show(lines: Sequence[Line], bottom: Line) -> None:
            width, height = console.size
            room = height - len(bottom.wrap(console, width))
            while lines and sum(len(line.wrap(console, width)) for line in lines) > room:
                lines = lines[:-1]
            taken = sum(len(line.wrap(console, width)) for line in lines)
            console.control(Control.home())
            screen.update(*lines, *[Text()] * (room - taken), bottom)

        yield show


def bottom_line(moment: datetime, problem: str) -> Line:
    """Say below a picture as of when it is and how to leave, or why there is no newer one."""
    if problem:
        return Text(problem, style="bold red")
    return Text(_("{time} · q or Ctrl-C ends the watch").format(time=time_name(moment)), style="dim")
