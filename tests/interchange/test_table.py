"""CSV for a spreadsheet."""

import csv
from io import StringIO

import pytest

from tests.interchange.pages import HOSTILE, ROLLOVER, every_sort, hostile, item, page_of
from worklist.interchange.table import HEADINGS, table

HEAD = (
    "day,id,kind,text,company,who,due,count,need,unit,waived,status,reason,"
    "carried_from,carried_to,times_carried,notes\r\n"
)


def test_each_item_is_a_row() -> None:
    assert table([every_sort()], ROLLOVER) == (
        f"{HEAD}"
        "2020-02-20,1,doses,herbal dose,宇环 数控:A,联络员 01,2020-02-20 21:00,20,50,heads a,2,open,late; on leave,"
        "2020-02-19,,1,a: first | b: second\\nline\r\n"
        "2020-02-20,2,issues,night round,,,2020-02-21 01:30,,,,,done,,,,0,\r\n"
        "2020-02-20,3,measures,gate,,,,,,,,waived,half holiday,,,0,\r\n"
        "2020-02-20,4,supplies,masks,,,,0,5,,0,carried,,,2020-02-21,0,\r\n"
        "2020-02-20,5,supplies,,启泰,,,,,,,done,,,,0,\r\n"
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_begins_with_an_apostrophe(sign: str) -> None:
    row = table([page_of(item(f"{sign}1"))], ROLLOVER).removeprefix(HEAD)
    shown = sign if sign.isprintable() else sign.encode("unicode_escape").decode()
    assert row == f"2020-02-20,1,issues,'{shown}1,,,,,,,,open,,,,0,\r\n"


def test_texts_that_hurt_stay_within_their_cell_and_steer_nothing() -> None:
    data = table([hostile()], ROLLOVER)
    assert data.count("\r\n") == data.count("\n") == data.count("\r") == len(HOSTILE) + 1
    rows = list(csv.DictReader(StringIO(data, newline="")))
    for row in rows:
        assert set(row) == set(HEADINGS)
        for text in row.values():
            assert not text.startswith(("=", "+", "-", "@", "＝"))
            assert text.isprintable() or "\u200d" in text
    assert [row["text"].removeprefix("'") for row in rows if row["text"].removeprefix("'") in HOSTILE] == [
        text for text in HOSTILE if text.isprintable() or "\u200d" in text
    ]


def test_no_pages_are_headings() -> None:
    assert table([], ROLLOVER) == HEAD
