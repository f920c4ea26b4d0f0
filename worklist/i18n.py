"""Every sentence a person reads passes through `_`, so that a catalogue can put it into another language."""

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "worklist"


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, Path(__file__).parent / "locale", fallback=True)


def _(message: str) -> str:
    """Give `message` in the user's language, or as it stands where no catalogue has it."""
    return _catalogue().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form of a message that fits `count` things."""
    return _catalogue().ngettext(one, many, count)


def mark(message: str) -> str:
    """Mark a message for the catalogue that is translated later, if it is shown at all."""
    return message
