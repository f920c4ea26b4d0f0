"""The walk over what is blank: one company at a time, after all that is open has been settled."""

from collections.abc import Container, Sequence
from datetime import date

from worklist.checklist.adding import add
from worklist.checklist.closing import blanks_on
from worklist.checklist.drafting import read_draft
from worklist.checklist.items import Draft
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Blank, by_company
from worklist.cli.choosing import MANY, is_yes
from worklist.cli.session import Session
from worklist.cli.speech import say, tell
from worklist.cli.walk import ask_key, ask_line, walk
from worklist.errors import WorklistError
from worklist.i18n import _
from worklist.names import fold
from worklist.render.blanks import ANSWERS, key_help, key_line, step_lines
from worklist.render.sentences import sentence_of


class _Blanks:
    """Where the walk is: what may stay blank, and what was skipped."""

    def __init__(self, session: Session, day: date) -> None:
        self.session = session
        self.day = day
        self.accepted: set[Blank] = set()
        self.skipped: set[Blank] = set()

    def left(self, notebook: Notebook) -> dict[str, list[Blank]]:
        """Give what still wants an answer, by company."""
        found = blanks_on(notebook, notebook.page(self.day))
        return by_company(blank for blank in found if blank not in self.accepted and blank not in self.skipped)

    def nothing(self, blanks: Sequence[Blank]) -> None:
        """Record that nothing is outstanding."""
        self._add([Draft(kind=blank.kind, company=blank.company, nothing=True) for blank in blanks])

    def write(self, blanks: Sequence[Blank], text: str) -> None:
        """Put an item on the page: of the kind that the text names, else of the first that is blank."""
        draft = read_draft(text, Draft(company=blanks[0].company))
        self._add([draft if draft.kind else read_draft(text, Draft(company=blanks[0].company, kind=blanks[0].kind))])

    def _add(self, drafts: Sequence[Draft]) -> None:
        stamp = self.session.stamp()
        self.session.change(lambda notebook: add(notebook, drafts, self.day, stamp))


def answer_blanks(session: Session, day: date, *, carry_rest: bool) -> Container[Blank]:
    """Walk through the companies with blanks until each is answered or somebody stops; give what may stay blank.

    What was added on the way is walked through in the end, unless the rest is carried.
    """
    steps = _Blanks(session, day)
    while left := steps.left(notebook := session.store.read()):
        blanks = next(iter(left.values()))
        company = notebook.roster.by_name().get(fold(blanks[0].company)) if notebook.roster else None
        say(*step_lines(day, blanks, company, len(left)))
        key = ask_key(key_line(), key_help(), ANSWERS)
        if key == "q":
            return steps.accepted
        rest = [blank for each in left.values() for blank in each]
        if key in "ZL" and len(rest) >= MANY and not _is_meant(key, len(rest)):
            continue
        try:
            _answer(steps, key, blanks, rest)
        except WorklistError as error:
            tell(sentence_of(error))
    if not carry_rest and any(item.is_open for item in session.store.read().page(day).items.values()):
        walk(session, day)
    return steps.accepted


def _is_meant(key: str, count: int) -> bool:
    """Ask whether so many blanks are to be answered at once."""
    nothing = _("Record for {count:,} blanks that nothing is outstanding? [y/N] ")
    question = nothing if key == "Z" else _("Leave {count:,} blanks as they are, for the certificate? [y/N] ")
    try:
        return is_yes(input(question.format(count=count)))
    except EOFError:
        print()
        return False


def _answer(steps: _Blanks, key: str, blanks: Sequence[Blank], rest: Sequence[Blank]) -> None:
    """Do what a key says."""
    if key == "z":
        steps.nothing(blanks)
    elif key == "Z":
        steps.nothing(rest)
    elif key == "l":
        steps.accepted |= set(blanks)
    elif key == "L":
        steps.accepted |= set(rest)
    elif key == "s":
        steps.skipped |= set(blanks)
    else:
        text = ask_line(_("item: "))
        if text is not None:
            steps.write(blanks, text)
