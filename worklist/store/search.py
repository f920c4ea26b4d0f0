"""Whether bytes or documents may hold a text in any case; a no is certain, and found without reading JSON.

A file is looked through as bytes wherever that is certain: to decode it and take its case away costs several times
as much.
"""

import json
import re

from worklist.store import disk
from worklist.store.codec import Document, Table, vouch
from worklist.store.fields import damage_of
from worklist.store.folder import Folder

_ORIGIN = b'"origin":"([0-9a-f]{32})"'
_FIRST_WITHOUT_CASE = "\u2e80"
_BECOME_ASCII = (
    b"\xc3\x9f",  # ß
    b"\xc4\xb0",  # İ
    b"\xc5",  # ŉ ſ and the other letters of their block
    b"\xc7\xb0",  # ǰ
    b"\xe1\xba",  # ẖ ẗ ẘ ẙ ẚ ẞ and their block
    b"\xe2\x84\xaa",  # the sign of the kelvin
    b"\xef\xac",  # the ligatures ff to st
)
"""What stands in the UTF-8 of every other letter that becomes an ASCII one when case is taken away."""


def may_hold(data: bytes, text: str) -> bool:
    """Whether a file may hold `text` in any case."""
    wanted = json_text(text)
    if not all(sign.isascii() or is_without_case(sign) for sign in wanted):
        return _holds_decoded(data, wanted)
    if wanted.lower() == wanted.upper():
        return wanted.encode() in data
    if any(sign[:1] in data and sign in data for sign in _BECOME_ASCII):
        return _holds_decoded(data, wanted)
    return wanted.encode().lower() in data.lower()


def _holds_decoded(data: bytes, wanted: str) -> bool:
    return wanted.casefold() in data.decode(errors="replace").casefold()


def is_without_case(sign: str) -> bool:
    """Whether a sign stands for itself alone in any case, as Chinese characters do; a no may be wrong."""
    return sign >= _FIRST_WITHOUT_CASE and sign.lower() == sign == sign.upper()


def json_text(text: str) -> str:
    """Give `text` as it stands within a file."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def holding(table: Table, text: str) -> Table:
    """Give the documents of a table that may hold `text` in any case."""
    wanted = text.casefold()
    return {number: document for number, document in table.items() if _document_may_hold(document, wanted)}


def closed_origins(folder: Folder) -> set[str]:
    """Give the origins of all imported items on closed days, found without reading JSON; raises `Damaged`.

    A page's log knows of items that were taken back, and is left out. Within a text a quotation mark stands behind a
    backslash, so what is found are fields.
    """
    found: set[str] = set()
    for day in folder.closed_days():
        path = folder.sealed(day)
        data = disk.read(path)
        if data is not None:
            with damage_of(path):
                vouch(data)
            items, _, _log = data.partition(b',"log":{')
            found |= {origin.decode() for origin in re.findall(_ORIGIN, items)}
    return found


def _document_may_hold(document: Document, wanted: str) -> bool:
    # Lists are notes, which are read to be sure.
    return any(
        wanted in value.casefold() if isinstance(value, str) else isinstance(value, list) for value in document.values()
    )
