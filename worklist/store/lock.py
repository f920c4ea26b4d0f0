"""One writer at a time: an flock on a file that is never deleted and never replaced."""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from worklist.errors import Busy, NotANotebook
from worklist.i18n import _
from worklist.store.disk import FILE_MODE, writing

PATIENCE = 10.0
"""Seconds to wait for another writer before giving up."""
_PAUSE = 0.01
_HOLDER_LIMIT = 200


@contextmanager
def locked(path: Path, holder: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock at `path` while the body runs; `holder` is what others are told who wait in vain.

    Raises `Busy` after `patience` seconds, `NotANotebook` if the lock is a link, `CannotWrite` if the system
    refuses. The system lets go of the lock when the process dies, however it dies.
    """
    with writing(path):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, FILE_MODE)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
                raise NotANotebook(path, _("not a plain file")) from error
            raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotANotebook(path, _("not a plain file"))
        with writing(path):
            _acquire(descriptor, patience)
        with suppress(OSError):  # who holds it is told to others, not relied on: a full disk may not stop work
            os.fchmod(descriptor, FILE_MODE)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, holder.encode(errors="replace"), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() >= deadline:
            name = os.pread(descriptor, _HOLDER_LIMIT, 0).decode(errors="replace")
            raise Busy(name or _("another program"), patience)
        time.sleep(_PAUSE)
