"""A real terminal of 80 columns with the program in it: keys go in, and what a person would see comes out."""

import os
import signal
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte

from tests.conftest import environment

COLUMNS, ROWS = 80, 24


class Terminal:
    """One run of the program on a pseudo-terminal, with a screen that shows what it wrote."""

    def __init__(
        self, folder: Path, arguments: Sequence[str], now: str, *, ignore_hangup: bool = False, **variables: str
    ) -> None:
        self._screen = pyte.HistoryScreen(COLUMNS, ROWS, history=10_000, ratio=1)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "worklist", *arguments],
            env=environment(folder, now) | variables,
            cwd=str(folder.parent),
            dimensions=(ROWS, COLUMNS),
            encoding="utf-8",
            codec_errors="replace",
            timeout=20,
            ignore_sighup=ignore_hangup,
        )
        self._modes = self._modes_now = termios.tcgetattr(self._child.child_fd)

    def wait_for(self, text: str) -> None:
        """Wait until the program has written `text`."""
        self._child.expect_exact(text)
        self._stream.feed(str(self._child.before) + str(self._child.after))

    def send(self, keys: str) -> None:
        """Type keys."""
        self._child.send(keys)

    def send_bytes(self, data: bytes) -> None:
        """Type what is no text."""
        os.write(self._child.child_fd, data)

    def interrupt(self) -> int:
        """Press Ctrl-C, again only if the program does not end in a long while, and give its exit code.

        Once is not always enough: Python's input() misses an interrupt that comes between the moment it shows the
        prompt and the moment it begins to wait.
        """
        time.sleep(0.05)
        for _attempt in range(3):
            self._child.sendintr()
            if self._child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=10) == 0:
                break
        return self._end()

    def finish(self) -> int:
        """Wait for the program to end and give its exit code."""
        self._child.expect(pexpect.EOF)
        return self._end()

    def hang_up(self) -> int:
        """Take the terminal away, and give the program's exit code or the signal that ended it, negative."""
        process = self._child.ptyproc
        process.fileobj.close()
        process.wait()
        return -process.signalstatus if process.exitstatus is None else int(process.exitstatus)

    def terminate(self) -> int:
        """Send SIGTERM, and give the program's exit code."""
        self._child.kill(signal.SIGTERM)
        return self.finish()

    def is_as_it_was(self) -> bool:
        """Whether the program, which has ended, has left the terminal's modes as they were and a fresh line."""
        return self._modes_now == self._modes and self._screen.cursor.x == 0

    def has_its_screen_back(self) -> bool:
        """Whether the program, which has ended, has given back the whole screen, the cursor and the modes.

        (The screen of these tests does not keep what stood there before, as a real one does.)
        """
        alternate = 1049 << 5 in self._screen.mode
        return self._modes_now == self._modes and not alternate and not self._screen.cursor.hidden

    def _end(self) -> int:
        self._modes_now = termios.tcgetattr(self._child.child_fd)
        self._stream.feed(str(self._child.before))
        self._child.close()
        return int(self._child.exitstatus)

    def lines(self) -> list[str]:
        """Give all that was shown, scrolled away or not, without the blanks at the ends."""
        above = ["".join(row[x].data for x in range(COLUMNS)) for row in self._screen.history.top]
        return [line.rstrip() for line in [*above, *self._screen.display]]

    def text(self) -> str:
        """Give all that was shown, without blank lines at the end."""
        return "\n".join(self.lines()).rstrip() + "\n"
