"""Days in figures, a line each, without Rich."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from worklist.checklist.days import DayCount
from worklist.checklist.page import Seal
from worklist.i18n import _
from worklist.render.columns import in_columns
from worklist.render.text import day_name, moment_name, time_name


def day_lines(counted: Sequence[DayCount], damaged: Collection[date] = ()) -> list[str]:
    """Give days in figures, with those between them whose file is damaged; blanks only if any were accepted."""
    with_blanks = any(each.blanks for each in counted)
    figures = [_("items"), _("open"), _("done"), _("waived"), _("carried"), *([_("blank")] if with_blanks else [])]
    titles = [_("day"), _("closed"), *figures]
    rows = [_row(each, with_blanks=with_blanks) for each in counted]
    head, *lines = in_columns([titles, *rows], right=range(2, len(titles)))
    told = _("{day}  is damaged; `worklist doctor` says what can be done")
    by_day = dict(zip((each.day for each in counted), lines, strict=True))
    by_day |= {day: told.format(day=day_name(day)) for day in damaged}
    return [head, *(by_day[day] for day in sorted(by_day))]


def _row(each: DayCount, *, with_blanks: bool) -> list[str]:
    counts = each.counts
    figures = [counts.items, counts.open, counts.done, counts.waived, counts.carried]
    blanks = [f"{each.blanks:,}" if each.blanks else ""] if with_blanks else []
    return [day_name(each.day), _state(each.seal), *(f"{figure:,}" for figure in figures), *blanks]


def _state(seal: Seal | None) -> str:
    """Give a closed day's number and the hour of zero, which most often is in the night."""
    if seal is None:
        return _("open")
    moment = moment_name(seal.closed_at, seal.day)
    if seal.closed_at.date() == seal.day + timedelta(days=1):
        moment = _("{time} next day").format(time=time_name(seal.closed_at))
    return _("{number}, {moment}").format(number=seal.number, moment=moment)
