"""Columns of plain text, without Rich."""

import unicodedata
from collections.abc import Container, Sequence

BETWEEN = "  "


def cells(text: str) -> int:
    """Give how many columns of a terminal a text takes: two for a Chinese character, none for a combining sign."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def in_columns(rows: Sequence[Sequence[str]], right: Container[int] = ()) -> list[str]:
    """Give rows, of which any may end early, as lines in columns; those in `right` stand at the right of theirs."""
    widths = [max(cells(row[place]) for row in rows if place < len(row)) for place in range(max(map(len, rows)))]
    return [
        BETWEEN.join(
            f"{' ' * (width - cells(text))}{text}" if place in right else f"{text}{' ' * (width - cells(text))}"
            for place, (text, width) in enumerate(zip(row, widths, strict=False))
        ).rstrip()
        for row in rows
    ]
