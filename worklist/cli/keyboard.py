"""One key at a time from a terminal, without waiting for Enter."""

import os
import select
import sys
import termios
import tty
from contextlib import suppress

_ESCAPE = b"\x1b"
_END_OF_INPUT = b"\x04"
_LONGEST = 4
"""Bytes of one character in UTF-8."""


def read_key() -> str:
    """Wait for a key and give its character; raises `EOFError` at the end of input, or if the terminal goes away.

    Keys typed ahead stay in the terminal's queue, where a prompt that follows finds them. Ctrl-C interrupts as
    ever. A key that sends several characters, such as an arrow, comes as one escape.
    """
    try:
        return _read_key()
    except termios.error:
        raise EOFError from None


def _read_key() -> str:
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        key = os.read(descriptor, 1)
        if key in (b"", _END_OF_INPUT):
            raise EOFError
        if key == _ESCAPE:
            while select.select([descriptor], [], [], 0)[0]:
                os.read(descriptor, 1)
            return key.decode()
        for _byte in range(_LONGEST - 1):
            with suppress(UnicodeDecodeError):
                return key.decode()
            key += os.read(descriptor, 1)
        return key.decode(errors="replace")
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
