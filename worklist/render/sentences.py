"""Sentences for a terminal: what every command needs, and nothing that only some do."""

import re

from worklist.errors import WorklistError
from worklist.i18n import _

# C0 and C1 controls, DEL, the signs that change the direction of what follows, and halves of characters.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def visible(text: str) -> str:
    r"""Give `text` with every control character written out, like `\x1b` and `\u202e`."""
    return (
        text if text.isprintable() else re.sub(_UNSEEN, lambda match: match[0].encode("unicode_escape").decode(), text)
    )


def sentence_of(error: WorklistError) -> str:
    """Give an error's sentence in the user's language, safe for a terminal."""
    facts = {name: _(str(value)) if name in error.words else _fact(value) for name, value in error.facts.items()}
    return _(error.sentence).format(**facts)


def _fact(value: object) -> object:
    if isinstance(value, WorklistError):
        return sentence_of(value)
    return value if isinstance(value, int | float) else visible(str(value))
