"""The blanks of a day: a line a company, with whom to ask."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from worklist.checklist.missing import Missing
from worklist.i18n import _
from worklist.render.day import BLANK_AND_PROMPT, DayView, blanks_text, draw_head
from worklist.render.park import kinds_text
from worklist.render.tables import Column, count_lines, draw_table, fitted
from worklist.signs import visible


def draw_missing(
    view: DayView, asked: Sequence[Missing], *, has_roster: bool, width: int, height: int | None, bars: bool
) -> list[RenderableType]:
    """Give what to print of the blanks that were asked for: with `height`, no more rows than fit on a screen."""
    head = draw_head(view, width=width, bars=bars)
    if not asked:
        return [*head, Text(_nothing(view, has_roster=has_roster))]
    head.append(Text(blanks_text(asked), style="yellow"))
    around = count_lines(head, width) + BLANK_AND_PROMPT
    rows = fitted(
        lambda count: [Text(), draw_table(asked[:count], _columns())],
        len(asked),
        width=width,
        lines=None if height is None else height - around + 1,
    )
    return [*head, *rows]


def _nothing(view: DayView, *, has_roster: bool) -> str:
    if view.missing:
        return _("Nothing of what you asked for is blank; other kinds or companies are.")
    if not has_roster:
        return _("There is no roster to compare with; `worklist company import` makes one.")
    return _("Nothing is blank.")


def _columns() -> list[Column[Missing]]:
    def caretaker(missing: Missing) -> Text:
        return Text(visible((missing.company and missing.company.caretaker) or ""))

    def liaison(missing: Missing) -> Text:
        return Text(visible((missing.company and missing.company.liaison) or ""))

    return [
        Column(title=_("company"), cell=lambda missing: Text(visible(missing.name)), whole=False),
        Column(title=_("nothing yet on"), cell=lambda missing: Text(kinds_text(missing.kinds)), whole=False),
        Column(title=_("caretaker"), cell=caretaker),
        Column(title=_("liaison"), cell=liaison),
    ]
