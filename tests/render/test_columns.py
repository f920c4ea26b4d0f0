"""Columns of plain text line up on a terminal, whatever is written in them."""

from worklist.render.columns import cells, in_columns


def test_a_chinese_character_takes_two_columns_and_a_combining_sign_none() -> None:
    assert [cells(text) for text in ("ab", "启泰", "＋", "e\u0301", "")] == [2, 4, 2, 1, 0]


def test_columns_stand_side_by_side_to_the_left_or_the_right_and_a_row_may_end_early() -> None:
    rows = [["日期", "items", "x"], ["Thu", "7"], ["启泰传感", "1,023", "y"]]
    assert in_columns(rows, right={1}) == [
        "日期      items  x",
        "Thu           7",
        "启泰传感  1,023  y",
    ]
