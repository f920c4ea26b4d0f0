"""Sentences for a terminal: what every command needs, and nothing that only some do."""

from worklist.errors import WorklistError
from worklist.i18n import _
from worklist.signs import visible


def sentence_of(error: WorklistError) -> str:
    """Give an error's sentence in the user's language, safe for a terminal."""
    facts = {name: _(str(value)) if name in error.words else _fact(value) for name, value in error.facts.items()}
    return _(error.sentence).format(**facts)


def _fact(value: object) -> object:
    if isinstance(value, WorklistError):
        return sentence_of(value)
    return value if isinstance(value, int | float) else visible(str(value))
