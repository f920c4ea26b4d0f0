"""What is not installed with the program unless one asks for it."""

import shlex
import sys

from worklist.errors.base import WorklistError
from worklist.errors.base import mark as _


class LacksExtra(WorklistError):
    """A library that only one extra brings; the line names the Python that runs, for `pip` alone may be another's."""

    sentence = _(
        "This needs {library}, which is not installed; `{python} -m pip install 'worklist[{extra}]'` installs it."
    )

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(extra=extra, library=library, python=shlex.quote(sys.executable))
