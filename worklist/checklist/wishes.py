"""What a command wishes for a field: a new value, nothing at all, or that it stays as it is."""

from typing import TypeVar

Value = TypeVar("Value")


class Clear:
    """The wish to empty a field."""


CLEAR = Clear()


def wished(new: Value | Clear | None, old: Value | None) -> Value | None:
    """Give the value that a field has then; `None` leaves it as it is, `CLEAR` empties it."""
    if isinstance(new, Clear):
        return None
    return old if new is None else new
