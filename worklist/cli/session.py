"""What a command works with: the notebook that was named, the clock and the person at the keyboard."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from worklist.checklist.items import Stamp, clean_name
from worklist.checklist.notebook import Entry, Notebook
from worklist.checklist.page import Page
from worklist.cli.speech import Saved, say, tell
from worklist.errors import NoPage
from worklist.render.text import outcome
from worklist.workday import parse_day

if TYPE_CHECKING:
    from worklist.checklist.closing import Closing
    from worklist.store.notebook import NotebookStore
    from worklist.store.sealed import SealedPage


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program on the notebook in `folder`."""

    folder: Path
    command: str
    saved: Saved = field(default_factory=Saved)

    @property
    def store(self) -> "NotebookStore":
        """The notebook's store."""
        return self._store([])

    def _store(self, begun: list[Entry] | None) -> "NotebookStore":
        """Give the store; what the day begins with is put into `begun` too, and without that it does not begin."""
        from worklist.store.notebook import NotebookStore, nothing_begins

        holder = f"{person()} (worklist {self.command}, process {os.getpid()})"
        if begun is None:
            return NotebookStore(self.folder, holder=holder, begin=nothing_begins)

        def begin(notebook: Notebook) -> Entry | None:
            if not notebook.checks:
                return None
            from worklist.checklist.dealing import begin_day

            entry = begin_day(notebook, self.stamp())
            begun[:] = [entry] if entry else []
            return entry

        return NotebookStore(self.folder, holder=holder, begin=begin)

    def stamp(self) -> Stamp:
        """Give who acts, and when: the only reading of the clock and its zone."""
        return Stamp(at=datetime.now().astimezone().replace(microsecond=0), by=person())

    def change(
        self,
        decide: Callable[[Notebook], Entry],
        *,
        name_day: bool = False,
        meanwhile: AbstractContextManager[None] | None = None,
    ) -> Entry:
        """Save what `decide` makes of the notebook, and only then say what has changed; `meanwhile` goes on so long."""
        begun: list[Entry] = []
        return self._changed(self._store(begun), decide, begun, name_day=name_day, meanwhile=meanwhile)

    def _changed(
        self,
        store: "NotebookStore",
        decide: Callable[[Notebook], Entry],
        begun: Sequence[Entry] = (),
        *,
        name_day: bool,
        meanwhile: AbstractContextManager[None] | None = None,
    ) -> Entry:
        with meanwhile or nullcontext():
            entry = store.change(decide)
        self.saved.in_log = True
        _tell_begun(begun)
        for line in outcome(entry, name_day=name_day):
            say(line)
        return entry

    def change_park(self, decide: Callable[[Notebook], Entry]) -> Entry:
        """Save what `decide` makes of the roster, the checks or the settings.

        A day that has not begun begins with what it has made of them, and not with what was before.
        """
        return self._changed(self._store(None), decide, name_day=False)

    def close(self, decide: "Callable[[Notebook], Closing]") -> "SealedPage":
        """Close the day that `decide` chooses."""
        begun: list[Entry] = []
        sealed = self._store(begun).close(decide)
        self.saved.in_log = True
        _tell_begun(begun)
        return sealed


def _tell_begun(begun: Sequence[Entry]) -> None:
    for entry in begun:
        from worklist.render.park import begun_line

        tell(begun_line(entry))


def session_of(context: typer.Context) -> Session:
    """Give the session that the program began with."""
    return cast("Session", context.obj)


def person() -> str:
    """Give who is at the keyboard: `$WORKLIST_USER`, else the login name."""
    name = os.environ.get("WORKLIST_USER")
    if name:
        return clean_name(name)
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run as a user that it has no name for
        return str(os.getuid())


def begin_session(notebook: str | Path | None, command: str, saved: Saved | None = None) -> Session:
    """Begin with the notebook that was named, or with the one in the platform's place for a user's data.

    What is saved is noted in `saved`.
    """
    if notebook is None:
        from platformdirs import user_data_path

        notebook = user_data_path("worklist", appauthor=False)
    folder = Path(os.path.expanduser(notebook))  # noqa: PTH111 - which leaves a strange ~name alone
    return Session(folder, command, saved or Saved())


def is_interactive() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def day_of(text: str | None, notebook: Notebook, stamp: Stamp) -> date | None:
    """Read the day an option names, relative to the working day; `None` where it names none."""
    return None if text is None else parse_day(text, notebook.working_day(stamp.at))


def page_to_read(store: "NotebookStore", notebook: Notebook, day: date) -> "tuple[Page, SealedPage | None]":
    """Give a day's page, open or closed, with the sealed page if it is closed.

    Raises `NoPage` for a day on which nothing was ever written.
    """
    if day in notebook.pages:
        return notebook.pages[day], None
    sealed = store.closed_page(day)
    if sealed is None:
        raise NoPage(day)
    return sealed.page, sealed
