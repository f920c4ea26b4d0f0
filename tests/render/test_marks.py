"""A company's record as it is drawn, and as JSON gives it."""

from datetime import date, timedelta

from worklist.checklist.items import Kind
from worklist.checklist.marks import DayMarks, Mark
from worklist.render import machine
from worklist.render.columns import cells
from worklist.render.marks import mark_lines

FIRST = date(2020, 2, 26)
DAYS = [
    DayMarks(day=FIRST + timedelta(days=later), kinds=dict(zip(Kind, marks, strict=True)))
    for later, marks in enumerate(
        [
            (Mark.DONE, Mark.WAIVED, Mark.DONE, None),
            (Mark.CARRIED, Mark.DONE, Mark.DONE, None),
            (Mark.DONE, Mark.DONE, Mark.DONE, Mark.DONE),
            (Mark.DONE, Mark.DONE, Mark.WAIVED, Mark.BLANK),
            (Mark.BLANK, Mark.DONE, Mark.OPEN, Mark.OPEN),
        ]
    )
]


def test_a_record_is_a_row_a_kind_and_a_column_a_day_with_what_its_signs_mean() -> None:
    assert "\n".join(mark_lines(DAYS)) == (
        """\
          26  27  28  29   1
supplies   ✓   →   ✓   ✓   ?
measures   –   ✓   ✓   ✓   ✓
doses      ✓   ✓   ✓   –   ○
issues     ·   ·   ✓   ?   ○
✓ done   ○ open   → carried   – waived   ? blank   · nothing expected"""
    )


def test_only_signs_that_occur_are_explained() -> None:
    assert mark_lines(DAYS[2:3])[-1] == "✓ done"


def test_fourteen_days_fit_into_80_columns() -> None:
    fortnight = [DayMarks(day=FIRST + timedelta(days=later), kinds=DAYS[0].kinds) for later in range(14)]
    assert max(map(cells, mark_lines(fortnight))) <= 80


def test_no_days_are_no_record() -> None:
    assert mark_lines([]) == []


def test_json_gives_a_mark_for_each_kind_and_null_where_nothing_was_expected() -> None:
    assert machine.marks(DAYS[:1]) == [
        {"day": "2020-02-26", "supplies": "done", "measures": "waived", "doses": "done", "issues": None}
    ]
    assert machine.as_json(machine.marks(DAYS[-1:])).count('"blank"') == 1
