"""The last weeks at a glance, within so many columns."""

from datetime import timedelta

from rich.console import RenderableType
from rich.text import Text

from worklist.checklist.stats import DayStats, Stats
from worklist.i18n import _, ngettext
from worklist.render.tables import Column, draw_table, widths_for
from worklist.render.text import day_name, kind_name, moment_name, time_name
from worklist.signs import visible

_BAR = 24
_PARTS = " ▏▎▍▌▋▊▉█"
_PALE = "░"


def draw_stats(given: Stats, width: int) -> list[RenderableType]:
    """Give a line a day, how often zero was reached and when, and which kinds and companies carried most."""
    most = max(each.counts.items for each in given.days) or 1

    figures = {
        _("items"): lambda each: f"{each.counts.items:,}",
        _("left"): lambda each: f"{each.counts.open:,}" if each.counts.open else "",
        _("carried"): lambda each: f"{each.counts.carried:,}" if each.counts.carried else "",
        _("doses"): lambda each: _doses(each.doses.count, each.doses.need),
    }
    columns: list[Column[DayStats]] = [
        Column(title=_("day"), cell=lambda each: Text(day_name(each.day))),
        Column(title=_("zero at"), cell=_zero),
        Column(title="", cell=lambda each: _bars(each, most)),
    ]
    columns += [
        Column(title=title, cell=lambda each, figure=figure: Text(figure(each)), right=True)  # type: ignore[misc]
        for title, figure in figures.items()
    ]
    return [draw_table(given.days, columns, widths_for(given.days, columns, width)), Text(""), *_lines(given)]


def _bars(each: DayStats, most: int) -> Text:
    """Give what is settled as a bar, and what is left as its pale end."""
    settled, whole = _bar(each.counts.settled, most), _bar(each.counts.items, most)
    bar = Text(settled, style="green")
    bar.append(_PALE * (len(whole) - len(settled)), style="red")
    return bar


def _bar(amount: int, most: int) -> str:
    eighths = amount * _BAR * 8 // most or min(amount, 1)
    return _PARTS[-1] * (eighths // 8) + _PARTS[eighths % 8].strip()


def _zero(each: DayStats) -> Text:
    if each.closed_at is None:
        return Text(_("open"), style="red")
    night = each.closed_at.date() <= each.day + timedelta(days=1)
    return Text(time_name(each.closed_at) if night else moment_name(each.closed_at, each.day))


def _doses(count: int, need: int) -> str:
    return "" if need == 0 else f"{count * 100 // need} %"


def _lines(given: Stats) -> list[Text]:
    days = len(given.days)
    closed = ngettext("{closed} of {days} day closed at zero", "{closed} of {days} days closed at zero", days)
    line = closed.format(closed=given.closed, days=days)
    if given.zero is not None:
        line += _(", half of them by {time}").format(time=time_name(given.zero))
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
