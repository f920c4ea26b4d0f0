"""A company's record as a small grid of plain text: a column a day, a row a kind."""

from collections.abc import Sequence

from worklist.checklist.items import Kind
from worklist.checklist.marks import DayMarks, Mark
from worklist.i18n import _
from worklist.render.columns import in_columns
from worklist.render.text import kind_name

_SIGNS = {Mark.DONE: "✓", Mark.OPEN: "○", Mark.CARRIED: "→", Mark.WAIVED: "–", Mark.BLANK: "?", None: "·"}


def mark_lines(marks: Sequence[DayMarks]) -> list[str]:
    """Give a company's marks: the days of the month, a line a kind, and below what the signs say that occur.

    Each day takes four columns; 14 days fit into 80. Nothing for no days.
    """
    if not marks:
        return []
    days = ["", *(f"{each.day.day:2}" for each in marks)]
    rows = [[kind_name(kind), *(f" {_SIGNS[each.kinds[kind]]}" for each in marks)] for kind in Kind]
    occurring = {mark for each in marks for mark in each.kinds.values()}
    legend = (f"{sign} {_meaning(mark)}" for mark, sign in _SIGNS.items() if mark in occurring)
    return [*in_columns([days, *rows]), "   ".join(legend)]


def _meaning(mark: Mark | None) -> str:
    meanings = {
        Mark.DONE: _("done"),
        Mark.OPEN: _("open"),
        Mark.CARRIED: _("carried"),
        Mark.WAIVED: _("waived"),
        Mark.BLANK: _("blank"),
        None: _("nothing expected"),
    }
    return meanings[mark]
