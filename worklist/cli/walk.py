"""The nightly walk: one open item at a time, one key an answer, each saved before the next is shown."""

from collections.abc import Container
from datetime import date

from worklist.checklist import transitions
from worklist.checklist.choosing import Choice
from worklist.checklist.items import Item, clean_text
from worklist.checklist.page import Page, in_order
from worklist.cli.keyboard import read_key
from worklist.cli.session import Session
from worklist.cli.speech import say, tell
from worklist.errors import WorklistError
from worklist.i18n import _
from worklist.render.console import draw
from worklist.render.sentences import sentence_of
from worklist.render.walk import ANSWERS, draw_step, key_help, key_line
from worklist.selection import Selection


class _Walk:
    """Where a walk is: what was looked at, in order, and what was left open on purpose."""

    def __init__(self, session: Session, day: date) -> None:
        self.session = session
        self.day = day
        self.looked_at: list[int] = []
        self.left_alone: set[int] = set()
        self.again: int | None = None

    def next(self) -> tuple[Page, Item, int] | None:
        """Give the page, the item to look at and how many are open; `None` when all have been looked at."""
        notebook = self.session.store.read()
        page = notebook.page(self.day)
        left = [item for item in page.items.values() if item.is_open]
        again = [item for item in left if item.id == self.again]  # unless somebody else has settled it meanwhile
        waiting = again or in_order((item for item in left if item.id not in self.left_alone), notebook.rollover)
        return (page, waiting[0], len(left)) if waiting else None

    def answer(self, key: str, item: Item) -> bool:
        """Do what a key says; whether the walk goes on to another item."""
        session, stamp = self.session, self.session.stamp()
        choice = Choice(selection=Selection(ranges=((item.id, item.id),)), day=self.day)
        if key == "d":
            session.change(lambda notebook: transitions.done(notebook, choice, stamp))
        elif key == "c":
            session.change(lambda notebook: transitions.carry(notebook, choice, stamp))
        elif key == "w":
            why = ask_line(_("why? "))
            if why is None:
                return False
            session.change(lambda notebook: transitions.waive(notebook, choice, why, stamp))
        elif key == "n":
            text = ask_line(_("note: "))
            if text is not None:
                session.change(lambda notebook: transitions.note(notebook, choice, text, stamp))
            return False
        else:
            self.left_alone.add(item.id)
        self.looked_at.append(item.id)
        return True

    def back(self) -> None:
        """Look again at the item before; if it was settled, it is open again."""
        if not self.looked_at:
            say(_("This is where the walk began."))
            return
        before = self.looked_at.pop()
        self.left_alone.discard(before)
        page = self.session.store.read().page(self.day)
        if before in page.items and not page.items[before].is_open:
            choice = Choice(selection=Selection(ranges=((before, before),)), day=self.day)
            stamp = self.session.stamp()
            self.session.change(lambda notebook: transitions.reopen(notebook, choice, stamp))
        self.again = before


def walk(session: Session, day: date) -> None:
    """Walk through the open items of `day` until all were looked at or somebody stops.

    What goes wrong with one answer is said, and the item is shown again.
    """
    steps = _Walk(session, day)
    while (step := steps.next()) is not None:
        page, item, left = step
        draw(draw_step(page, item, left))
        key = ask_key(key_line(), key_help(), ANSWERS)
        if key == "q":
            return
        try:
            if key == "b":
                steps.back()
            elif steps.answer(key, item):
                steps.again = None
            else:
                steps.again = item.id
        except WorklistError as error:
            tell(sentence_of(error))


def ask_key(line: str, help: str, answers: Container[str]) -> str:
    """Wait for one of the keys that answer, shown as `line`; `?` says what they mean, the end of input is a `q`."""
    while True:
        print(line, end="", flush=True)
        try:
            key = read_key()
        except EOFError:
            key = "q"
        print(key if key.isprintable() else "")
        if key == "?":
            say(help)
        elif key in answers:
            return key
        elif key.lower() in answers:
            return key.lower()


def ask_line(question: str) -> str | None:
    """Ask for a line of text; nothing typed takes the key back."""
    import readline  # noqa: F401 - input() edits the line with it, wide characters too

    while True:
        try:
            typed = input(question)
        except EOFError:
            print()
            return None
        if not typed.strip():
            return None
        try:
            return clean_text(typed)
        except WorklistError as error:
            tell(sentence_of(error))
