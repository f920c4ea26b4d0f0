"""Names as people type them."""

import subprocess
import sys
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklist.errors import AmbiguousName, NoSuchName
from worklist.names import Names, find_name, find_spelled, fold, listed, match_name, nearest, spell

COMPANIES = ["宇环数控机床", "启泰传感科技", "Yuhuan CNC", "Qitai Sensing", "Yuhuan Tools"]


def numbered(*names: str) -> Names:
    """Give names with their numbers; those that are parted by a stroke have one number."""
    return lambda: ((number, name) for number, said in enumerate(names, 1) for name in said.split("|"))


def spelled(*names: str) -> Names:
    """Give what names are in pinyin, with their numbers."""
    return lambda: ((number, said) for number, name in enumerate(names, 1) for said in spell(name))


def not_asked() -> Iterable[tuple[int, str]]:
    pytest.fail("nothing was to be looked for")


# Folding


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Yuhuan CNC", "yuhuancnc"),
        (" Yuhuan\tCNC\n", "yuhuancnc"),
        ("Ｙｕｈｕａｎ　ＣＮＣ", "yuhuancnc"),
        ("ﾕｳｶﾝ", "ユウカン"),
        ("Straße", "strasse"),
        ("远航（江苏）公司", "远航(江苏)公司"),
        ("㈱宇环", "(株)宇环"),
        ("宇 环\u00a0数控", "宇环数控"),
        ("", ""),
        (" 　", ""),
    ],
)
def test_names_are_compared_without_case_width_and_blanks(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_the_same_in_full_width(name: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name)
    assert fold(name) == fold(wide)


# Names among those of a page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宇环数控机床", "宇环数控机床"),
        ("宇环", "宇环数控机床"),
        ("传感", "启泰传感科技"),
        ("cnc", "Yuhuan CNC"),
        ("QITAI", "Qitai Sensing"),
        ("yuhuan cnc", "Yuhuan CNC"),
        ("n t", "Yuhuan Tools"),
    ],
)
def test_a_name_is_found_by_any_part_without_case(text: str, expected: str) -> None:
    assert match_name(text, COMPANIES) == {expected}


def test_the_whole_name_beats_a_longer_one_that_holds_it() -> None:
    assert match_name("yuhuan", ["Yuhuan Tools", "Yuhuan", "New Yuhuan"]) == {"Yuhuan"}


def test_names_that_differ_in_case_alone_are_one_name() -> None:
    assert match_name("yuhuan", ["Yuhuan", "yuhuan", "YUHUAN CNC"]) == {"Yuhuan", "yuhuan"}
    assert match_name("yuh", ["Yuhuan", "yuhuan"]) == {"Yuhuan", "yuhuan"}


def test_case_is_folded_and_not_only_lowered() -> None:
    assert match_name("STRASSE", ["Straße", "Gasse"]) == {"Straße"}


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("yuhuan", "Yuhuan CNC, Yuhuan Tools"),
        ("n", "Yuhuan CNC, Qitai Sensing, Yuhuan Tools"),
        ("", "宇环数控机床, 启泰传感科技, Yuhuan CNC, Qitai Sensing, Yuhuan Tools"),
    ],
)
def test_a_name_that_several_answer_to_lists_them(text: str, candidates: str) -> None:
    with pytest.raises(AmbiguousName) as error:
        match_name(text, COMPANIES)
    assert error.value.facts == {"text": text, "candidates": candidates}


@pytest.mark.parametrize(
    ("text", "names", "nearest"),
    [
        ("yuhaun tools", COMPANIES, "Yuhuan Tools, Yuhuan CNC, Qitai Sensing"),
        ("宇还数控", ["启泰传感科技", "宇环数控机床"], "宇环数控机床, 启泰传感科技"),
        ("xyz", ["宇环数控机床"], "宇环数控机床"),
        ("anyone", [], "—"),
    ],
)
def test_a_name_that_nobody_has_lists_the_nearest(text: str, names: list[str], nearest: str) -> None:
    with pytest.raises(NoSuchName) as error:
        match_name(text, names)
    assert error.value.facts == {"text": text, "nearest": nearest}


@given(st.lists(st.text(), min_size=1, unique_by=fold), st.data())
def test_every_whole_name_means_itself(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    assert match_name(name, names) == {name}


@pytest.mark.parametrize(
    "text", ["yhsk", "YHSK", "ｙｈｓｋ", "yuhuan", "shukong", "yhskjc", "yu huan shu kong", "hskj"]
)
def test_a_name_in_chinese_is_found_by_pinyin_or_initials(text: str) -> None:
    assert match_name(text, ["宇环数控机床", "启泰传感科技"]) == {"宇环数控机床"}


def test_a_part_of_a_name_beats_what_it_spells_in_another() -> None:
    assert match_name("yuhuan", ["宇环数控机床", "Yuhuan Tools"]) == {"Yuhuan Tools"}


def test_a_spelling_that_several_answer_to_lists_them_as_they_are_written() -> None:
    with pytest.raises(AmbiguousName) as error:
        match_name("yh", ["远航机械", "启泰传感", "宇环数控"])
    assert error.value.facts == {"text": "yh", "candidates": "远航机械, 宇环数控"}


def test_names_that_differ_in_width_alone_are_one_name() -> None:
    assert match_name("yuhuan", ["Ｙｕｈｕａｎ", "yuhuan", "Yu Huan"]) == {"Ｙｕｈｕａｎ", "yuhuan", "Yu Huan"}
    assert match_name("（江苏）", ["远航(江苏)公司"]) == {"远航(江苏)公司"}


# Names of a roster


def test_a_name_as_it_is_written_is_found_before_all_others() -> None:
    assert find_name("Yuhuan", numbered("Yuhuan Tools", "YUHUAN|宇环", "Yuhuan")) == {3}


def test_a_whole_name_is_found_before_those_that_hold_it() -> None:
    assert find_name("ｙｕｈｕａｎ", numbered("Yuhuan Tools", "YU HUAN|宇环", "New Yuhuan")) == {2}


def test_a_part_finds_all_that_have_it_in_any_of_their_names() -> None:
    assert find_name("huan", numbered("Yuhuan|Tools of Yuhuan", "启泰|Huanan", "远航")) == {1, 2}
    assert find_name("xyz", numbered("Yuhuan", "启泰")) == set()


# Pinyin


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("宇环数控机床", ("yu huan shu kong ji chuang",)),
        ("重庆绿叶", ("chong qing lv ye", "zhong qing lv ye")),
        ("远航（江苏）公司", ("yuan hang jiang su gong si",)),
        ("三一 2号·A+b", ("san yi 2 hao a b",)),
        ("宇环Ｂ", ("yu huan b",)),
        ("Yuhuan CNC", ()),
        ("Café München", ()),
        ("株式カイシャ", ("zhu shi カ イ シ ャ",)),
        ("", ()),
    ],
)
def test_a_name_is_spelled_syllable_by_syllable_in_each_of_its_readings(name: str, spellings: tuple[str, ...]) -> None:
    assert spell(name) == spellings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qtcg", {2}),
        ("qitai", {2}),
        ("QI TAI", {2}),
        ("ｑｔ", {2}),
        ("chuan", {1, 2}),
        ("chuang", {1, 2}),
        ("chuangan", {2}),
        ("jichuan", {1}),
        ("huan", {1}),
        ("uan", set()),
        ("hangan", set()),
        ("cqly", {3}),
        ("zqly", {3}),
        ("lvye", {3}),
        ("lüye", {3}),
        ("chongqing", {3}),
        ("zhongqing", {3}),
        ("启泰", set()),
        ("é", set()),
    ],
)
def test_what_is_spelled_is_found_by_initials_or_from_the_beginning_of_a_syllable(text: str, found: set[int]) -> None:
    assert find_spelled(text, spelled("宇环数控机床", "启泰传感科技", "重庆绿叶")) == found


def test_a_whole_spelling_is_found_before_those_that_hold_it() -> None:
    names = spelled("宇环数控", "宇环", "新宇环")
    assert find_spelled("yuhuan", names) == {2}
    assert find_spelled("yh", names) == {2}
    assert find_spelled("yhs", names) == {1}


def test_what_cannot_be_pinyin_is_not_looked_for() -> None:
    assert find_spelled("宇环", not_asked) == set()


@given(st.sampled_from(["宇环数控机床", "启泰传感科技", "远航精密机械", "重庆绿叶"]), st.data())
def test_every_run_of_initials_or_syllables_finds_its_name(name: str, data: st.DataObject) -> None:
    syllables = data.draw(st.sampled_from(spell(name))).split()
    first = data.draw(st.integers(0, len(syllables) - 1))
    some = syllables[first : data.draw(st.integers(first + 1, len(syllables)))]
    assert 1 in find_spelled("".join(some), spelled(name))
    assert 1 in find_spelled("".join(syllable[0] for syllable in some), spelled(name))


def test_only_who_spells_a_name_pays_for_the_dictionary() -> None:
    program = "import sys; from worklist.names import spell; spell('Yuhuan CNC'); print('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"False\n"


# Names that a person is told


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], "—"),
        (["宇环"], "宇环"),
        ([str(number) for number in range(1, 11)], "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        ([str(number) for number in range(1, 213)], "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … (212)"),
    ],
)
def test_of_very_many_names_the_first_are_listed_and_how_many_there_are(names: list[str], shown: str) -> None:
    assert listed(names) == listed(iter(names)) == shown


def test_the_nearest_are_three_the_most_like_first() -> None:
    assert nearest("yuhaun", ["qitai", "yuhuan", "yuhang", "yonghuan"]) == ["yuhuan", "yuhang", "yonghuan"]
    assert nearest("yuhaun", []) == []
