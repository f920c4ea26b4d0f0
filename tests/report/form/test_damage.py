"""Forms damaged at random: each is filled or told in a sentence."""

import re
from random import Random

import pytest

from tests.report.form.test_filling import rich_form
from tests.report.form.workbooks import FORM, filled, packed, parts_of
from worklist.errors import WorklistError

FORMS = [parts_of(FORM.read_bytes()), parts_of(rich_form())]
WRONG = (
    b"",
    b"x",
    b"-1",
    b"1e9",
    b"9" * 20,
    b"A1:B",
    b"$A$1",
    b"{{ day }}",
    "²".encode(),
    "９".encode(),
    b"A0",
    b"1:1",
)
PLACES = {
    "attribute": rb'="([^"]*)"',
    "text": rb">([^<]+)<",
    "attribute that is not there": rb'( [\w:]+="[^"]*")',
    "element": rb"(<[^<>/]*/>)",
    "element's name": rb"<([\w:]+)[^<>]*/>",
}


@pytest.mark.parametrize("place", [*PLACES, "byte", "comment"])
def test_whatever_is_damaged_in_a_form_comes_to_a_filled_one_or_to_a_sentence(place: str) -> None:
    chance = Random(place)  # noqa: S311 - to be the same in each run
    for _ in range(40):
        parts = dict(chance.choice(FORMS))
        name = chance.choice([name for name in parts if name.endswith(("xml", "rels", "vml"))])
        parts[name] = damaged(parts[name], place, chance)
        try:
            filled(packed(parts))
        except WorklistError:
            continue


def damaged(data: bytes, place: str, chance: Random) -> bytes:
    """Give the bytes of a part with one thing in them that is wrong."""
    if place == "byte":
        start = chance.randrange(len(data))
        return data[:start] + chance.randbytes(1) + data[start + 1 :]
    if place == "comment":
        start = chance.choice([match.end() for match in re.finditer(b">", data)])
        return data[:start] + chance.choice((b"<!-- -->", b"<?x y?>", b"<![CDATA[x]]>")) + data[start:]
    found = [match.span(1) for match in re.finditer(PLACES[place], data)]
    start, end = chance.choice(found) if found else (0, 0)
    return data[:start] + (chance.choice(WRONG) if place in ("attribute", "text") else b"") + data[end:]
