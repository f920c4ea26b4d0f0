"""What a form says that makes no sense, such as a word in place of a number."""

_LONGEST = 100
"""The most digits of a number that can be meant."""


class NoSense(Exception):
    """Something in a form stands where a number, a cell or a text should."""


def whole_number(text: str) -> int:
    """Read a whole number; raises `NoSense` for what is none."""
    if len(text) > _LONGEST:
        raise NoSense(text)
    try:
        return int(text)
    except ValueError:
        raise NoSense(text) from None
