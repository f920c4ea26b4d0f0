"""The last weeks at a glance, within so many columns."""

from datetime import time

from rich.console import RenderableType
from rich.text import Text

from worklist.checklist.stats import DayStats, Stats, Zero
from worklist.i18n import _, ngettext
from worklist.render.tables import BETWEEN, Column, draw_tables, table_width, widths_for
from worklist.render.text import day_name, kind_name, time_name
from worklist.signs import visible

_BAR, _SHORTEST_BAR = 24, 4
_PARTS = " ▏▎▍▌▋▊▉█"
_PALE = "░"


def draw_stats(given: Stats, rollover: time, width: int) -> list[RenderableType]:
    """Give a line a day, how often zero was reached and when, and which kinds and companies carried most.

    Where the figures leave little room, the bar is shorter, or there is none; then the table goes on below itself.
    An hour that is not of the night that ends at `rollover` says of which day it is.
    """
    most = max(each.counts.items for each in given.days) or 1

    figures = {
        _("items"): lambda each: f"{each.counts.items:,}",
        _("left"): lambda each: f"{each.counts.open:,}" if each.counts.open else "",
        _("carried"): lambda each: f"{each.counts.carried:,}" if each.counts.carried else "",
        _("doses"): lambda each: _doses(each.doses.count, each.doses.need),
    }
    columns: list[Column[DayStats]] = [
        Column(title=_("day"), cell=lambda each: Text(day_name(each.day))),
        Column(title=_("zero at"), cell=lambda each: _zero(each, rollover)),
    ]
    columns += [
        Column(title=title, cell=lambda each, figure=figure: Text(figure(each)), right=True)  # type: ignore[misc]
        for title, figure in figures.items()
    ]
    bar = min(width - table_width(widths_for(given.days, columns, width)) - BETWEEN, _BAR)
    if bar >= _SHORTEST_BAR:
        columns.insert(2, Column(title="", cell=lambda each: _bars(each, most, bar)))
    return [*draw_tables(given.days, columns, width), Text(""), *_lines(given, rollover)]


def _bars(each: DayStats, most: int, longest: int) -> Text:
    """Give what is settled as a bar, and what is left as its pale end; a day with the `most` items has the longest."""
    settled, whole = _bar(each.counts.settled, most, longest), _bar(each.counts.items, most, longest)
    bar = Text(settled, style="green")
    bar.append(_PALE * (len(whole) - len(settled)), style="red")
    return bar


def _bar(amount: int, most: int, longest: int) -> str:
    eighths = amount * longest * 8 // most or min(amount, 1)
    return _PARTS[-1] * (eighths // 8) + _PARTS[eighths % 8].strip()


def _zero(each: DayStats, rollover: time) -> Text:
    return Text(_("open"), style="red") if each.zero is None else Text(_zero_name(each.zero, rollover))


def _zero_name(zero: Zero, rollover: time) -> str:
    """Give the hour of zero, with its day unless it is of the day's own night."""
    days, hour = zero
    if days == 0 or (days == 1 and hour < rollover):
        return time_name(hour)
    if days == 1:
        return _("{time} next day").format(time=time_name(hour))
    return ngettext("{time}, {days} day on", "{time}, {days} days on", days).format(time=time_name(hour), days=days)


def _doses(count: int, need: int) -> str:
    return "" if need == 0 else f"{count * 100 // need} %"


def _lines(given: Stats, rollover: time) -> list[Text]:
    days = len(given.days)
    closed = ngettext("{closed} of {days} day closed at zero", "{closed} of {days} days closed at zero", days)
    line = closed.format(closed=given.closed, days=days)
    if given.zero is not None:
        line += _(", half of them by {time}").format(time=_zero_name(given.zero, rollover))
    lines = [Text(line)]
    doses = given.doses
    if doses.need:
        lines.append(Text(_("doses drunk: {count:,} of {need:,}").format(count=doses.count, need=doses.need)))
    if given.kinds:
        told = ", ".join(f"{kind_name(kind)} {count:,}" for kind, count in given.kinds)
        lines.append(Text(_("carried most: {kinds}").format(kinds=told)))
    if given.companies:
        told = ", ".join(f"{visible(name)} {count:,}" for name, count in given.companies)
        lines.append(Text(_("carried most by: {companies}").format(companies=told)))
    return lines
