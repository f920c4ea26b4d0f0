import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklist.errors import BadSelection
from worklist.selection import Selection, parse_id, parse_selection

NAMES = st.text(alphabet="aB宇環é7-@+＠", min_size=1)
IDS = st.integers(0, 999_999_999)
SELECTIONS = st.builds(
    Selection,
    ranges=st.lists(st.tuples(IDS, IDS).map(lambda pair: (min(pair), max(pair)))).map(tuple),
    companies=st.lists(NAMES).map(tuple),
    kinds=st.lists(NAMES).map(tuple),
)


# Selections


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["7"], Selection(ranges=((7, 7),))),
        (["3-7,12"], Selection(ranges=((3, 7), (12, 12)))),
        (["3-7", "12"], Selection(ranges=((3, 7), (12, 12)))),
        (["3-7, 12"], Selection(ranges=((3, 7), (12, 12)))),
        (["3 4"], Selection(ranges=((3, 3), (4, 4)))),
        (["3，4、5"], Selection(ranges=((3, 3), (4, 4), (5, 5)))),
        (["3,,4,"], Selection(ranges=((3, 3), (4, 4)))),
        (["5-5"], Selection(ranges=((5, 5),))),
        (["@yuhuan"], Selection(companies=("yuhuan",))),
        (["+doses"], Selection(kinds=("doses",))),
        (["@yuhuan", "+doses", "3"], Selection(ranges=((3, 3),), companies=("yuhuan",), kinds=("doses",))),
        (["@yuhuan,@qitai,+d,+s"], Selection(companies=("yuhuan", "qitai"), kinds=("d", "s"))),
        (["＠宇环", "＋doses"], Selection(companies=("宇环",), kinds=("doses",))),
        (["@Yuhuan CNC"], Selection(companies=("Yuhuan CNC",))),
        (["@@home"], Selection(companies=("@home",))),
        (["+3"], Selection(kinds=("3",))),
    ],
)
def test_a_selection_is_read_from_words(words: list[str], expected: Selection) -> None:
    assert parse_selection(words) == expected


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ([], ""),
        ([""], ""),
        ([" ", ","], "  ,"),
        (["7-3"], "7-3"),
        (["3-"], "3-"),
        (["-3"], "-3"),
        (["3", "-", "7"], "-"),
        (["3-5-7"], "3-5-7"),
        (["all"], "all"),
        (["3,x,y"], "x"),
        (["@"], "@"),
        (["3", "+"], "+"),
        (["＠"], "＠"),
        (["1234567890"], "1234567890"),
    ],
)
def test_what_is_no_selection_is_refused_by_its_first_bad_part(words: list[str], refused: str) -> None:
    with pytest.raises(BadSelection) as error:
        parse_selection(words)
    assert error.value.facts == {"text": refused}


@pytest.mark.parametrize(
    ("selection", "has_filter", "shown"),
    [
        (Selection(ranges=((3, 7), (12, 12))), False, "3-7 12"),
        (Selection(companies=("宇环",)), True, "@宇环"),
        (Selection(kinds=("doses",)), True, "+doses"),
        (Selection(ranges=((3, 3),), companies=("a", "b"), kinds=("d",)), True, "3 @a @b +d"),
    ],
)
def test_a_selection_shows_itself_as_it_is_typed(*, selection: Selection, has_filter: bool, shown: str) -> None:
    assert (selection.has_filter, str(selection)) == (has_filter, shown)


@given(SELECTIONS.filter(lambda selection: str(selection) != ""))
def test_a_selection_as_shown_is_read_back(selection: Selection) -> None:
    assert parse_selection(str(selection).split(" ")) == selection


@pytest.mark.parametrize(("text", "id"), [("7", 7), (" 12 ", 12), ("３", 3), ("5-5", 5)])
def test_an_id_is_one_number(text: str, id: int) -> None:
    assert parse_id(text) == id


@pytest.mark.parametrize("text", ["", "x", "3-7", "7-3", "-1", "1234567890", "@yuhuan"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(BadSelection) as error:
        parse_id(text)
    assert error.value.facts == {"text": text}
