"""Commands that are killed at a chosen call to the system."""

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

from tests.store.conftest import fork

CALLS = ["open", "write", "pwrite", "ftruncate", "fsync", "link", "replace", "rename", "unlink", "mkdir", "fchmod"]


def die_at(call: int) -> None:
    """Let this process be killed at its n-th call to the system; of what it writes then, half is written."""
    calls = count(1)

    def counted(works: Callable[..., object]) -> Callable[..., object]:
        def instead(*arguments: Any, **named: object) -> object:  # noqa: ANN401 - whatever the call takes
            if next(calls) == call:
                if works is write:
                    write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return works(*arguments, **named)

        return instead

    write = os.write
    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))


def was_killed(act: Callable[[], object], call: int) -> bool:
    """Run `act` in a child that is killed at a call; `False` if it had done before."""
    child = fork()
    if child == 0:
        code = 1
        try:
            die_at(call)
            act()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0
