"""What a command hands to others in a file."""

import os
from pathlib import Path

from worklist.cli.session import Session
from worklist.errors import FileExists, FileInTheWay, InsideNotebook
from worklist.store import disk


def put_file(session: Session, file: Path, data: bytes, *, force: bool) -> None:
    """Write `data` whole or not at all.

    Raises `InsideNotebook`, `FileInTheWay` if the file is there and `force` does not allow to write over it, and as
    `worklist.store.disk.write_new`.
    """
    if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(session.folder)):
        raise InsideNotebook(file)
    if force:
        disk.write_over(file, data)
    else:
        try:
            disk.write_new(file, data)
        except FileExists:
            raise FileInTheWay(file) from None
    session.saved.elsewhere = True
