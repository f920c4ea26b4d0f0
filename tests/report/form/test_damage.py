"""Forms that are damaged: each is filled or told in a sentence, and a fault of the program is neither."""

import re
from random import Random

import pytest

from tests.report.form.test_filling import rich_form
from tests.report.form.test_surroundings import RELATED, SHEET, VML, form_with
from tests.report.form.workbooks import FORM, filled, form_of, packed, parts_of
from worklist.errors import WorklistError
from worklist.errors.forms import NotAForm
from worklist.report.form import cells, filling, sheet, surroundings
from worklist.report.form.package import Package

FORMS = [parts_of(FORM.read_bytes()), parts_of(rich_form())]
WRONG = (
    b"",
    b"x",
    b"-1",
    b"1e9",
    b"9" * 20,
    b"9" * 5_000,
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
    for _ in range(100):
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


LINK = b"<xml><x:FmlaLink>$B$3</x:FmlaLink></xml>"
LINKED = parts_of(form_with("", {VML: LINK}, **{VML: f"{RELATED}/vmlDrawing"}))
BROKEN = parts_of(form_with('<rowBreaks><brk id="2"/></rowBreaks>'))
PLAIN = parts_of(form_of(["{{ day }}"], ["{{ company.name }}", "=A1"]))
RICH = FORMS[1]
TWO_RUNS = b"<r><t>{{ day }}</t></r><r><t>.</t></r>"


@pytest.mark.parametrize(
    ("parts", "part", "was", "now"),
    [
        (PLAIN, SHEET, b'<row r="2"', b'<row r="two"'),
        (PLAIN, SHEET, b'<row r="2"', b'<row r="1"'),
        (PLAIN, SHEET, b'<row r="2"', b'<row r="1048577"'),
        (PLAIN, SHEET, b'r="B2"', b'r="2"'),
        (PLAIN, SHEET, b'r="B2"', b'r="B1"'),
        (PLAIN, SHEET, b'r="B2"', b'r="ZZZ2"'),
        (PLAIN, SHEET, b'r="A1"', b'r="A1" s="%b"' % (b"9" * 5_000)),
        (PLAIN, SHEET, b"<f>A1</f>", b"<f>%b</f>" % (b"A1+" * 3_000)),
        (PLAIN, SHEET, b"<is><t>{{ day }}</t></is>", b"<is><x>" + TWO_RUNS + b"</x></is>"),
        (PLAIN, "xl/styles.xml", b"<numFmts ", b'<numFmts><numFmt numFmtId="%b"/></numFmts><x ' % (b"9" * 5_000)),
        (RICH, SHEET, b't="s"><v>0</v>', b't="s"><v>none</v>'),
        (RICH, SHEET, b'ySplit="2"', b'ySplit="%b"' % (b"9" * 5_000)),
        (RICH, "xl/drawings/drawing1.xml", b"<xdr:row>5<", b"<xdr:row>%b<" % (b"9" * 5_000)),
        (BROKEN, SHEET, b'<brk id="2"/>', b'<brk id="two"/>'),
        (LINKED, VML, b"$B$3", b"\xff"),
    ],
    ids=lambda value: value.decode(errors="replace")[:30] if isinstance(value, bytes) else "",
)
def test_what_stands_where_a_number_a_cell_or_a_text_should_is_told(
    parts: dict[str, bytes], part: str, was: bytes, now: bytes
) -> None:
    assert was in parts[part]
    with pytest.raises(NotAForm, match="damaged, as something in it stands where a number, a cell or a text should"):
        filled(packed(parts | {part: parts[part].replace(was, now, 1)}))


@pytest.mark.parametrize(
    ("where", "step"),
    [
        (sheet, "string_of"),
        (sheet, "lone_references"),
        (filling, "values_of"),
        (cells, "cut"),
        (sheet, "moved_formula"),
        (surroundings, "move_names"),
        (Package, "packed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_the_program_is_not_told_as_damage_of_the_form(
    where: object, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_given: object) -> None:
        raise ValueError(step)

    monkeypatch.setattr(where, step, faulty)
    with pytest.raises(ValueError, match=step):
        filled(FORM.read_bytes())
