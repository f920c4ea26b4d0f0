"""What is not installed with the program unless one asks for it."""

from worklist.errors.base import WorklistError
from worklist.errors.base import mark as _


class LacksExtra(WorklistError):
    """A library that only one extra brings."""

    sentence = _("This needs {library}, which is not installed; `pip install 'worklist[{extra}]'` installs it.")

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(extra=extra, library=library)
