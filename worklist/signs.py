"""Signs that a terminal would obey, or that change how what follows is read: how they are made harmless."""

import re

# C0 and C1 controls, DEL, the signs that change the direction of what follows, and halves of characters.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
# JSON escapes C0 itself; these would still reach a terminal raw.
_RAW_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"


def visible(text: str) -> str:
    r"""Give `text` with every control character written out, like `\x1b` and `\u202e`."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda match: match[0].encode("unicode_escape").decode(), text)


def escaped(json: str) -> str:
    """Give JSON that says the same with every control character escaped."""
    return re.sub(_RAW_IN_JSON, lambda match: f"\\u{ord(match[0]):04x}", json)
