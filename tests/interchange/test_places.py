"""Where something stands in a file, and by which names items of ours come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.pages import FEB_20, every_sort, item, page_of
from worklist.interchange.moments import identity
from worklist.interchange.places import own_name, own_names, place_in


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (3, (1, 4)), (4, (2, 1)), (5, (3, 1)), (8, (3, 4)), (None, (3, 4))],
)
def test_a_place_is_a_line_and_a_column_from_1(offset: int | None, place: tuple[int, int]) -> None:
    assert place_in("口\r2\n\nend", offset) == place


@given(st.text(st.sampled_from("ab\r\n\u2028"), min_size=1))
def test_at_every_place_stands_its_character(text: str) -> None:
    for offset, sign in enumerate(text):
        line, column = place_in(text, offset)
        assert f"{text}\n".split("\n")[line - 1][column - 1 :][:1] == sign.strip("\n")


def test_an_item_has_a_name_of_its_own_however_its_text_was_written() -> None:
    page = every_sort()
    assert len(set(own_names(page))) == 11  # where nothing is outstanding, a sentence says so
    lines = page_of(item("see:\r\n@home"))
    as_lines, as_signs = own_name(FEB_20, 1, "see： ＠home", ""), own_name(FEB_20, "1", r"see:\r\n@home", "")
    assert list(own_names(lines)) == [identity(lines, lines.item(1)).hex, as_lines, as_signs]
    others = [own_name(FEB_20, 2, "see home", ""), own_name(None, 1, "see home", "")]
    others += [own_name(FEB_20, 1, "sees home", ""), own_name(FEB_20, 1, "see home", "启泰")]
    assert len({as_lines, as_signs, *others}) == 6
