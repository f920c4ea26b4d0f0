"""The rows of a text with commas, semicolons or tabs, in the encodings and with the signs that offices use."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from worklist.errors.sheets import BadQuotes, BrokenText, NotASheet
from worklist.i18n import mark
from worklist.interchange.places import place_in

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MARKUP = r"\s*<(?:!|\?xml|html|head|meta|table)"
_DELIMITERS = ",;\t"
_CHINESE = r"[\u4e00-\u9fff]"
_NO_CHANCE = 4
"""Chinese characters that bytes of another encoding do not make in UTF-8 by chance."""
_FIRST_LINES = 20
_NO_TEXT = mark("neither a workbook nor a text in UTF-8, UTF-16 or GB18030")
_WEB_PAGE = mark("a web page or XML, whatever its name says")


def decode(path: Path, data: bytes) -> str:
    """Read the bytes as UTF-8, as UTF-16 if a mark says so, or else as the Excel of a Chinese Windows writes CSV.

    Raises `NotASheet`, and `BrokenText` for what begins as UTF-8 and goes on otherwise.
    """
    marked = [encoding for signs, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(signs)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError as error:
            if encoding == "utf-8":
                _require_other_encoding(path, data, error.start)
    else:
        raise NotASheet(path, _NO_TEXT)
    if "\0" in text:
        raise NotASheet(path, _NO_TEXT)
    if re.match(_MARKUP, text, re.IGNORECASE):
        raise NotASheet(path, _WEB_PAGE)
    return text


def _require_other_encoding(path: Path, data: bytes, bad: int) -> None:
    """Raise `BrokenText` if what stands before a byte that is not UTF-8 is."""
    before = data[:bad].decode()
    if len(re.findall(_CHINESE, before)) >= _NO_CHANCE:
        raise BrokenText(path, *place_in(before, None), ascii(data[bad : bad + 1])[2:-1])


def rows_of(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a text with the lines on which they begin; raises `BadQuotes`."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # all notes of an item stand in one cell
    rows = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in rows:
            yield line, cells
            line = rows.line_num + 1
    except csv.Error:
        raise BadQuotes(path, line) from None


def _delimiter(text: str) -> str:
    """Give the sign that cuts most of the first rows into the same number of cells, and into most cells then."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """Give how many of the first rows have the same number of cells, and that number."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # it is not this sign, or the file is read no further than here
        for cells in islice(csv.reader(_lines(text), delimiter=delimiter), _FIRST_LINES):
            widths[len(cells)] += 1
    return max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))


def _lines(text: str) -> io.StringIO:
    """Give the lines with their ends as they are: within a cell they belong to it."""
    return io.StringIO(text, newline="")
