"""One key at a time from a terminal, without waiting for Enter."""

import os
import select
import sys
import termios
import tty

_ESCAPE = b"\x1b"
_END_OF_INPUT = b"\x04"


def read_key() -> str:
    """Wait for a key and give its character; raises `EOFError` at the end of input.

    Keys typed ahead stay in the terminal's queue, where a prompt that follows finds them. Ctrl-C interrupts as
    ever. A key that sends several characters, such as an arrow, comes as one escape.
    """
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
        while True:
            try:
                return key.decode()
            except UnicodeDecodeError:
                key += os.read(descriptor, 1)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
