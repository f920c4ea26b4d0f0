"""todo.txt, read back by a reader of the format's description."""

import re

from tests.interchange.pages import HOSTILE, ROLLOVER, every_sort, hostile, item, page_of
from worklist.interchange.todotxt import todo_txt


def test_each_item_is_a_line_with_its_dates_kind_company_and_values() -> None:
    assert todo_txt([every_sort()], ROLLOVER) == (
        "2020-02-20 +doses herbal dose @宇环_数控：A due:2020-02-20 time:2100 who:联络员_01 count:20 need:50"
        " unit:heads_a waived:2 id:1\n"
        "x 2020-02-20 2020-02-20 +issues night round due:2020-02-21 time:0130 id:2\n"
        "x 2020-02-20 2020-02-20 +measures gate status:waived id:3\n"
        "x 2020-02-20 2020-02-20 +supplies masks count:0 need:5 status:carried id:4\n"
        "x 2020-02-20 2020-02-20 +supplies nothing outstanding @启泰 id:5\n"
    )


def test_signs_in_a_text_that_would_mean_something_are_in_full_width() -> None:
    text = "due:2021-01-01 a::b +plus see @home a@b https://example.org:80/a?b:c 21:00 end: :-)"
    plain = "due：2021-01-01 a：：b ＋plus see ＠home a@b https://example.org:80/a?b:c 21：00 end: :-)"
    assert todo_txt([page_of(item(text))], ROLLOVER) == f"2020-02-20 +issues {plain} id:1\n"


def test_no_text_becomes_a_mark_a_date_a_context_or_a_value() -> None:
    lines = todo_txt([hostile()], ROLLOVER).removesuffix("\n").split("\n")
    assert len(lines) == len(HOSTILE)
    for line in lines:
        assert line.isprintable() or "\u200d" in line  # the joiner within one emoji
        head, _, rest = line.partition(" ")
        words = rest.split(" ")
        assert (head, words[0]) == ("2020-02-20", "+issues")
        assert [word for word in words[1:] if word.startswith("+")] == []
        assert len([word for word in words if word.startswith("@")]) == 1
        keys = [word.partition(":")[0] for word in words if re.fullmatch(r"[^\s:]+:[^\s:]+", word)]
        assert keys == ["who", "count", "need", "unit", "waived", "id"]


def test_no_pages_are_no_lines() -> None:
    assert todo_txt([], ROLLOVER) == ""
