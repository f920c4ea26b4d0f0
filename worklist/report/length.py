"""How long a text may be that stands in a cell of a workbook."""

_LIMIT = 32_767
"""The most characters of a cell (Microsoft, "Excel specifications and limits"), as UTF-16 counts them."""


def cut(text: str) -> str:
    """Give a text that fits into a cell, with an ellipsis for what does not."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _LIMIT:
        return text
    return f"{units[: 2 * (_LIMIT - 1)].decode('utf-16-le', 'ignore')}…"
