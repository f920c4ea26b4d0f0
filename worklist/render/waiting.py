"""What a person sees who has to wait: that something goes on, and how far it has come. Rich comes with it only then."""

import sys
from collections.abc import Iterable, Iterator
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from worklist.i18n import _

if TYPE_CHECKING:
    from rich.live import Live

Value = TypeVar("Value")

PATIENCE = 1.0
"""The seconds after which it is shown."""


class Waiting:
    """On a terminal, one line on standard error while the body runs, from a second after it was first entered.

    It reads first; what it does then is told it. `total` is how many values are to be read, 0 where nobody knows.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._read = 0
        self._said = self._reading
        self._begun: float | None = None
        self._timer: Timer | None = None
        self._live: Live | None = None

    def reading(self, values: Iterable[Value]) -> Iterator[Value]:
        """Give values on, and count them."""
        for value in values:
            self._read += 1
            yield value

    def checking(self) -> None:
        """Say from now on that what was read is being looked at."""
        self._said = self._checking

    def saving(self) -> None:
        """Say from now on that it is being saved."""
        self._said = self._saving

    def __enter__(self) -> None:
        if not sys.stderr.isatty():
            return
        self._begun = self._begun or monotonic()
        self._timer = Timer(max(0.0, self._begun + PATIENCE - monotonic()), self._show)
        self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _show(self) -> None:
        from rich.live import Live
        from rich.spinner import Spinner

        from worklist.render.console import is_plain, make_console

        if is_plain(sys.stderr):
            return
        spinner = Spinner("line")

        def drawn() -> Spinner:
            spinner.update(text=self._said())
            return spinner

        self._live = Live(console=make_console(sys.stderr), get_renderable=drawn, refresh_per_second=8, transient=True)
        self._live.start()

    def _reading(self) -> str:
        if self._total:
            return _("reading: {read:,} of {total:,}").format(read=self._read, total=self._total)
        return _("reading: {read:,}").format(read=self._read) if self._read else _("reading")

    def _checking(self) -> str:
        return _("checking: {read:,}").format(read=self._read) if self._read else _("checking")

    def _saving(self) -> str:
        return _("saving: {read:,}").format(read=self._read) if self._read else _("saving")
