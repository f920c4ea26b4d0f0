"""The bytes of files from elsewhere."""

import os
import stat
from pathlib import Path

from worklist.errors import CannotRead
from worklist.errors.sheets import NoSuchFile, NotAPlainFile, SheetTooLarge
from worklist.i18n import mark

MEGABYTES = mark("megabytes")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old workbooks begin with, and encrypted ones."""
WORKBOOKS = (b"PK\x03\x04", OLE)
"""What all workbooks begin with."""


def read_file(path: Path, megabytes: int) -> bytes:
    """Read a plain file, no more of it than shows that it is over the limit.

    Raises `NoSuchFile`, `NotAPlainFile`, `CannotRead` or `SheetTooLarge`.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchFile(path) from None
    except OSError as error:
        raise CannotRead(path, error.strerror or str(error)) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotAPlainFile(path)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(megabytes * 1_000_000 + 1)
    except OSError as error:
        raise CannotRead(path, error.strerror or str(error)) from error
    finally:
        os.close(descriptor)
    require_within(path, data, megabytes)
    return data


def require_within(path: Path, data: bytes, megabytes: int) -> None:
    """Raise `SheetTooLarge` for more than so many megabytes."""
    if len(data) > megabytes * 1_000_000:
        raise SheetTooLarge(path, megabytes, MEGABYTES)
