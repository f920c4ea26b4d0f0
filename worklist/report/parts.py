"""A report as parts that every format draws: a title, headings and rows of typed cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from worklist.checklist.items import Kind
from worklist.checklist.report import (
    RATES,
    DayReport,
    Figures,
    KindFigures,
    Outstanding,
    RangeReport,
    Share,
    rate,
)
from worklist.checklist.tally import Tally
from worklist.i18n import _, ngettext
from worklist.render.text import day_name, kind_name, moment_name, status_name, text_of
from worklist.signs import visible


class Rate(float):
    """A rate in percent, to one decimal."""


_ON_A_PHONE = 4
"""So many columns, none of them wide, have room on a screen of 320 pixels."""
Cell: TypeAlias = str | int | Rate | date | None
"""Text with no control character in it, a count, a rate, a day, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table of a report.

    Columns whose place is in `wide` hold what people have written, of any length. The first `about` columns say what
    a row is about.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: frozenset[int] = frozenset()
    about: int = 1

    @property
    def figures(self) -> tuple[bool, ...]:
        """Of each column, whether it holds numbers, which stand at its right."""
        return tuple(self._is_figures(place) for place in range(len(self.headings)))

    @property
    def is_broad(self) -> bool:
        """Whether the columns may have no room beside one another on a phone."""
        return bool(self.wide) or len(self.headings) > _ON_A_PHONE

    def _is_figures(self, place: int) -> bool:
        cells = [row[place] for row in self.rows if row[place] is not None]
        return bool(cells) and all(isinstance(cell, int | Rate) for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report: what it is about, its certificate, its parts and its charts."""

    title: str
    subtitle: tuple[str, ...]
    parts: tuple[Part, ...]
    charts: tuple["Chart", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars: each has a name and the amounts that it is put together from, which `legend` names in their order."""

    title: str
    legend: tuple[str, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def longest(self) -> int:
        """The sum of the longest bar; 1 if all are empty."""
        return max((sum(amounts) for _name, amounts in self.bars), default=0) or 1


def cell_text(cell: Cell) -> str:
    """Give a cell as a person reads it: `1,234`, `97.2 %`."""
    match cell:
        case None:
            return ""
        case Rate():
            return f"{cell:.1f} %"
        case int():
            return f"{cell:,}"
        case date():
            return cell.isoformat()
        case _:
            return cell


def document_of(report: DayReport | RangeReport) -> Document:
    """Give a report as a document."""
    return _of_range(report) if isinstance(report, RangeReport) else _of_day(report)


def _of_day(report: DayReport) -> Document:
    parts = [
        _headline(report),
        _kinds(report),
        _shares(_("By zone"), _("zone"), report.zones),
        _shares(_("By liaison"), _("liaison"), report.liaisons),
        _issues(report.issues),
        _blanks(report),
    ]
    statuses = tuple((kind_name(kind), _amounts(each.counts)) for kind, each in report.kinds.items())
    doses = tuple(
        (_name(share.name), (share.doses.count, share.doses.need - share.doses.count))
        for share in report.zones
        if share.doses.need
    )
    return Document(
        title=_("Daily report, {day}").format(day=day_name(report.day)),
        subtitle=_certificate(report),
        parts=tuple(parts),
        charts=(
            Chart(title=_("Items by kind"), legend=(_("done"), _("waived"), _("carried"), _("open")), bars=statuses),
            *([Chart(title=_("Doses by zone"), legend=(_("drunk"), _("left")), bars=doses)] if doses else []),
        ),
    )


def _amounts(counts: Tally | Figures) -> tuple[int, ...]:
    return counts.done, counts.waived, counts.carried, counts.open


def _certificate(report: DayReport) -> tuple[str, ...]:
    seal = report.seal
    if seal is None:
        return (_("This day is not closed yet."),)
    closed = _("Certificate {number}, closed {moment} by {who}")
    return (
        closed.format(number=seal.number, moment=moment_name(seal.closed_at, seal.day), who=visible(seal.closed_by)),
        _("digest {digest}").format(digest=seal.digest),
    )


def _headline(report: DayReport) -> Part:
    figures = report.figures
    rows = [
        ("companies", figures.companies, None),
        ("resumed", figures.resumed, figures.companies),
        ("above_scale_resumed", figures.above_scale_resumed, figures.above_scale),
        ("headcount", figures.headcount, None),
        ("doses_drunk", figures.doses_drunk, figures.doses_needed),
        ("items", figures.items, None),
        ("open", figures.open, figures.items),
        ("done", figures.done, figures.items),
        ("waived", figures.waived, figures.items),
        ("carried", figures.carried, figures.items),
        ("blanks", figures.blanks, None),
    ]
    return Part(
        title=_("Figures"),
        headings=(_("figure"), _("count"), _("of"), _("rate")),
        rows=tuple((_figure_name(name), count, of, _rate(count, of)) for name, count, of in rows),
    )


def _rate(part: int, whole: int | None) -> Rate | None:
    value = rate(part, whole or 0)
    return None if value is None else Rate(value)


def _kinds(report: DayReport) -> Part:
    headings = (_("items"), _("open"), _("done"), _("waived"), _("carried"), _("counted"), _("needed"), _("blank"))
    return Part(
        title=_("By kind"),
        headings=(_("kind"), *headings),
        rows=tuple(_kind(kind, each) for kind, each in report.kinds.items()),
    )


def _kind(kind: Kind, each: KindFigures) -> tuple[Cell, ...]:
    counts = each.counts
    counted = (counts.count, counts.need) if each.is_counted else (None, None)
    return (
        kind_name(kind),
        *(counts.items, counts.open, counts.done, counts.waived, counts.carried),
        *counted,
        each.blanks,
    )


def _shares(title: str, heading: str, shares: Iterable[Share]) -> Part:
    headings = (_("companies"), _("resumed"), _("items"), _("open"), _("settled"), _("drunk"), _("needed"), _("blank"))
    return Part(
        title=title,
        headings=(heading, *headings),
        rows=tuple(
            (
                _name(share.name),
                *(share.companies, share.resumed, share.counts.items, share.counts.open, share.counts.settled),
                *(share.doses.count, share.doses.need, share.blanks),
            )
            for share in shares
        ),
        wide=frozenset({0}),
    )


def _name(name: str | None) -> str:
    return _("none") if name is None else visible(name)


def _issues(issues: Sequence[Outstanding]) -> Part:
    def row(issue: Outstanding) -> tuple[Cell, ...]:
        item, note = issue.item, issue.last_note
        return (
            item.id,
            visible(item.company or ""),
            text_of(item),
            status_name(item.status),
            issue.days,
            "" if note is None else visible(note.text),
            visible(item.reason or ""),
        )

    return Part(
        title=_("Outstanding issues"),
        headings=(_("id"), _("company"), _("text"), _("status"), _("days"), _("last note"), _("reason")),
        rows=tuple(map(row, issues)),
        wide=frozenset({1, 2, 5, 6}),
        about=2,
    )


def _blanks(report: DayReport) -> Part:
    return Part(
        title=_("Blank"),
        headings=(_("company"), _("kinds"), _("liaison"), _("caretaker")),
        rows=tuple(
            (
                visible(each.name),
                ", ".join(map(kind_name, each.kinds)),
                visible((each.company and each.company.liaison) or ""),
                visible((each.company and each.company.caretaker) or ""),
            )
            for each in report.blanks
        ),
        wide=frozenset({0, 1, 2, 3}),
    )


def _figure_name(name: str) -> str:
    """Give a figure's name in the user's language."""
    names = {
        "companies": _("companies"),
        "headcount": _("people"),
        "resumed": _("companies resumed"),
        "above_scale": _("above scale"),
        "resumed_rate": _("companies resumed, rate"),
        "above_scale_resumed": _("above scale resumed"),
        "above_scale_rate": _("above scale resumed, rate"),
        "items": _("items"),
        "open": _("open"),
        "done": _("done"),
        "waived": _("waived"),
        "carried": _("carried"),
        "doses_needed": _("doses needed"),
        "doses_drunk": _("doses drunk"),
        "blanks": _("blank"),
    }
    return names[name]


def _of_range(report: RangeReport) -> Document:
    first, last = report.days[0].day, report.days[-1].day
    closed = ngettext("{closed} of {days} day is closed", "{closed} of {days} days are closed", len(report.days))
    headings = (_("items"), _("open"), _("done"), _("waived"), _("carried"), _("drunk"), _("needed"), _("blank"))
    days = Part(
        title=_("Day by day"),
        headings=(_("day"), _("closed"), *headings),
        rows=tuple(_day_row(each) for each in report.days),
    )
    moved = Part(
        title=_("What moved"),
        headings=(_("figure"), _("first day"), _("last day"), _("change")),
        rows=tuple(
            (_figure_name(name), *(_moved(name, amount) for amount in (each.first, each.last, each.change)))
            for name, each in report.moved().items()
        ),
    )
    bars = tuple((each.day.isoformat(), _amounts(each.figures)) for each in report.days)
    doses = tuple(
        (each.day.isoformat(), (each.figures.doses_drunk, each.figures.doses_needed - each.figures.doses_drunk))
        for each in report.days
        if each.figures.doses_needed
    )
    return Document(
        title=_("Report, {first} to {last}").format(first=day_name(first), last=day_name(last)),
        subtitle=(closed.format(closed=sum(each.seal is not None for each in report.days), days=len(report.days)),),
        parts=(days, *([_companies(report)] if any(each.figures.companies for each in report.days) else []), moved),
        charts=(
            Chart(title=_("Items by day"), legend=(_("done"), _("waived"), _("carried"), _("open")), bars=bars),
            *([Chart(title=_("Doses by day"), legend=(_("drunk"), _("left")), bars=doses)] if doses else []),
        ),
    )


def _moved(name: str, amount: float | None) -> Cell:
    if amount is None:
        return None
    return Rate(amount) if name in RATES.values() else int(amount)


def _companies(report: RangeReport) -> Part:
    """Give how many companies had resumed on each day."""
    headings = (_("companies"), _("resumed"), _("rate"), _("above scale"), _("of them resumed"), _("rate"))

    def row(day: date, figures: Figures) -> tuple[Cell, ...]:
        above, resumed = figures.above_scale, figures.above_scale_resumed
        all_resumed = (figures.resumed, _rate(figures.resumed, figures.companies))
        return (day, figures.companies, *all_resumed, above, resumed, _rate(resumed, above))

    return Part(
        title=_("Resumed by day"),
        headings=(_("day"), *headings),
        rows=tuple(row(each.day, each.figures) for each in report.days),
    )


def _day_row(report: DayReport) -> tuple[Cell, ...]:
    figures = report.figures
    return (
        report.day,
        None if report.seal is None else report.seal.number,
        *(figures.items, figures.open, figures.done, figures.waived, figures.carried),
        *(figures.doses_drunk, figures.doses_needed, figures.blanks),
    )
