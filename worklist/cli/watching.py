"""Watching the notebook: what is drawn is drawn anew whenever somebody has written in it."""

import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from worklist.errors import WorklistError
from worklist.render.console import screen_size
from worklist.render.screen import bottom_line, whole_screen
from worklist.render.sentences import sentence_of
from worklist.signs import visible

if TYPE_CHECKING:
    from worklist.render.screen import Line

POLL = 0.5
"""Seconds between two looks at the file."""
_END_OF_INPUT = b"\x04"


def watch(live: Path, picture: Callable[[int, int], "list[Line]"], clock: Callable[[], datetime]) -> None:
    """Keep what `picture` draws for so many columns and lines on the screen, until q or Ctrl-C.

    It is drawn anew when the file `live` is another, the screen has another size, or a minute has passed. What goes
    wrong before the screen is taken is raised; later it is said below the last picture, and tried again.
    """
    lines = picture(*_size())
    with suppress(KeyboardInterrupt), _ended_by_a_signal(), _keys_at_once(), whole_screen() as show:
        drawn: object = None
        while True:
            minute = clock().replace(second=0)
            now = (_version(live), _size(), minute)
            if now != drawn:
                try:
                    lines, problem, drawn = picture(*_size()), "", now
                except WorklistError as error:
                    problem, drawn = sentence_of(error), None
                except OSError as error:
                    problem, drawn = visible(str(error)), None
                show(lines, bottom_line(minute, problem))
            if _is_to_end():
                return


def _size() -> tuple[int, int]:
    width, height = screen_size()
    return width, height or 0


def _version(path: Path) -> tuple[int, int, int] | None:
    """Give what is another as soon as the file has been replaced."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


@contextmanager
def _ended_by_a_signal() -> Iterator[None]:
    """Let a signal that would end the process give the screen back first."""

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _keys_at_once() -> Iterator[None]:
    """Let keys come without Enter, and unseen."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _is_to_end() -> bool:
    """Wait for a key as long as one look lasts, and give whether it ends the watch."""
    if not select.select([sys.stdin], [], [], POLL)[0]:
        return False
    keys = os.read(sys.stdin.fileno(), 1024)
    return not keys or any(key in b"qQ" + _END_OF_INPUT for key in keys)
