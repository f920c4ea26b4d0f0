"""What a command hands to others: to a file that is named, or to standard output."""

import sys
from pathlib import Path

from worklist.cli.speech import tell
from worklist.errors import FileExists
from worklist.errors.reports import ForceNeedsFile, WouldOverwrite
from worklist.i18n import _
from worklist.render.sentences import visible


def hand_over(data: bytes, file: Path | None, *, force: bool) -> None:
    """Write `data` whole, or not at all.

    Raises `WouldOverwrite` if the file is there and may not be written over, and as `worklist.store.disk.write_new`.
    """
    if file is None:
        if force:
            raise ForceNeedsFile
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    from worklist.store.disk import write_new

    try:
        write_new(file, data, over=force)
    except FileExists:
        raise WouldOverwrite(file) from None
    tell(_("Written: {path}").format(path=visible(str(file))))
