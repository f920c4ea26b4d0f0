"""What a form may use: each name once, with its meaning and where it comes from.

The day, its certificate, its figures and those of its kinds go by the names that the report in JSON has for them; what
makes a row repeat has names of its own. What people have written comes with its control characters made visible.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeAlias, TypeVar

from worklist.checklist.board import Cell, Row, State
from worklist.checklist.companies import Company
from worklist.checklist.items import Kind
from worklist.checklist.missing import Missing
from worklist.checklist.page import Seal
from worklist.checklist.report import DayReport, Figures, KindFigures, Outstanding, Share
from worklist.checklist.tally import Tally
from worklist.i18n import _, mark
from worklist.render.columns import in_columns
from worklist.render.text import kind_name, status_name, text_of
from worklist.report.parts import Rate
from worklist.signs import visible

Value: TypeAlias = str | int | float | date | None
"""What a name stands for: text, a number, yes or no (`bool`), a `Rate`, a day or a moment (`datetime`), or nothing."""

Values: TypeAlias = Mapping[str, Value]
"""Values by the whole names that stand for them: `figures.resumed`."""

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Field(Generic[Of]):
    """A name, the sentence that says what it means, and how it is taken from what the group is about."""

    name: str
    meaning: str
    take: Callable[[Of], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[Of]):
    """Fields under one name; a row that uses one of a group that `repeats` is written for each of them."""

    name: str
    about: str
    repeats: bool
    each: Callable[[DayReport], Iterable[Of]]
    fields: tuple[Field[Of], ...]

    def named(self) -> list[tuple[str, Field[Of]]]:
        """Give the fields with their whole names."""
        return [(f"{self.name}.{field.name}" if self.name else field.name, field) for field in self.fields]

    def values(self, report: DayReport) -> list[Values]:
        """Give the values of each that the group is about."""
        named = self.named()
        return [{name: field.take(one) for name, field in named} for one in self.each(report)]


def text(written: str | None) -> str | None:
    """Give what people have written as it may be shown."""
    return None if written is None else visible(written)


def _rate(value: float | None) -> Rate | None:
    return None if value is None else Rate(value)


def _moment(value: datetime) -> datetime:
    """Give a moment as the clock on the wall showed it, as a workbook has no time zones."""
    return value.replace(tzinfo=None)


def _state(state: State) -> str:
    return {State.BLANK: _("blank"), State.OPEN: _("open"), State.SETTLED: _("settled")}[state]


def _counts(of: Callable[[Any], Tally | Figures], prefix: str = "") -> tuple[Field[Any], ...]:
    return (
        Field(f"{prefix}items", mark("items"), lambda one: of(one).items),
        Field(f"{prefix}open", mark("items that are open"), lambda one: of(one).open),
        Field(f"{prefix}done", mark("items that are done"), lambda one: of(one).done),
        Field(f"{prefix}waived", mark("items that do not apply that day"), lambda one: of(one).waived),
        Field(f"{prefix}carried", mark("items moved to a later day"), lambda one: of(one).carried),
    )


def _of_kind(of: Callable[[Any], KindFigures], prefix: str = "") -> tuple[Field[Any], ...]:
    def counted(amount: Callable[[Tally], int]) -> Callable[[Any], int | None]:
        return lambda one: amount(of(one).counts) if of(one).is_counted else None

    return (
        *_counts(lambda one: of(one).counts, prefix),
        Field(
            f"{prefix}count",
            mark("counted of what is needed, if it can be added"),
            counted(lambda counts: counts.count),
        ),
        Field(f"{prefix}need", mark("needed, if it can be added"), counted(lambda counts: counts.need)),
        Field(f"{prefix}blanks", mark("companies at work of which nothing is written"), lambda one: of(one).blanks),
    )


def _of_company(kind: Kind) -> tuple[Field[Row], ...]:
    def cell(row: Row) -> Cell:
        return row.cells[kind]

    prefix = f"{kind.value}."
    return (
        Field(f"{prefix}state", mark("blank, open or settled"), lambda row: _state(cell(row).state)),
        *_counts(lambda row: cell(row).counts, prefix),
        Field(f"{prefix}count", mark("counted of what is needed"), lambda row: cell(row).counts.count),
        Field(f"{prefix}need", mark("needed"), lambda row: cell(row).counts.need),
    )


def _sum(row: Row) -> Tally:
    return sum((cell.counts for cell in row.cells.values()), start=Tally())


def _shares() -> tuple[Field[Share], ...]:
    return (
        Field("name", mark("its name; empty for what has none"), lambda share: text(share.name)),
        Field("companies", mark("companies on the roster"), lambda share: share.companies),
        Field("resumed", mark("companies at work again"), lambda share: share.resumed),
        *_counts(lambda share: share.counts),
        Field("doses_needed", mark("doses needed"), lambda share: share.doses.need),
        Field("doses_drunk", mark("doses drunk"), lambda share: share.doses.count),
        Field("blanks", mark("blanks, of a company and a kind each"), lambda share: share.blanks),
    )


def _its(take: Callable[[Company], Value]) -> Callable[[Row | Outstanding | Missing], Value]:
    """Take something from the company that something is about; of one that no roster knows, nothing."""
    return lambda one: None if one.company is None else take(one.company)


def _last_note(issue: Outstanding) -> Value:
    return None if issue.last_note is None else visible(issue.last_note.text)


def _when_closed(take: Callable[[Seal], Value]) -> Callable[[DayReport], Value]:
    return lambda report: None if report.seal is None else take(report.seal)


_DAY: Group[DayReport] = Group(
    name="",
    about=mark("The day"),
    repeats=False,
    each=lambda report: [report],
    fields=(
        Field("day", mark("the working day"), lambda report: report.day),
        Field(
            "certificate.number", mark("its number; empty until the day is closed"), _when_closed(lambda s: s.number)
        ),
        Field("certificate.digest", mark("SHA-256 of the sealed page"), _when_closed(lambda s: s.digest)),
        Field("certificate.closed_at", mark("when it was closed"), _when_closed(lambda s: _moment(s.closed_at))),
        Field("certificate.closed_by", mark("who closed it"), _when_closed(lambda s: text(s.closed_by))),
    ),
)
_FIGURES: Group[Figures] = Group(
    name="figures",
    about=mark("Figures of the day; a rate is in percent"),
    repeats=False,
    each=lambda report: [report.figures],
    fields=(
        Field("companies", mark("companies on the roster"), lambda figures: figures.companies),
        Field("headcount", mark("people in them"), lambda figures: figures.headcount),
        Field("resumed", mark("companies at work again"), lambda figures: figures.resumed),
        Field("resumed_rate", mark("of all companies, in percent"), lambda figures: _rate(figures.resumed_rate)),
        Field("above_scale", mark("companies above scale"), lambda figures: figures.above_scale),
        Field("above_scale_resumed", mark("of these, at work again"), lambda figures: figures.above_scale_resumed),
        Field("above_scale_rate", mark("the same in percent"), lambda figures: _rate(figures.above_scale_rate)),
        *_counts(lambda figures: figures),
        Field("doses_needed", mark("doses needed"), lambda figures: figures.doses_needed),
        Field("doses_drunk", mark("doses drunk"), lambda figures: figures.doses_drunk),
        Field("blanks", mark("blanks, of a company and a kind each"), lambda figures: figures.blanks),
    ),
)
_KINDS: Group[DayReport] = Group(
    name="kinds",
    about=mark("Each kind by its name"),
    repeats=False,
    each=lambda report: [report],
    fields=tuple(
        field
        for kind in Kind
        for field in _of_kind(lambda report, kind=kind: report.kinds[kind], f"{kind.value}.")  # type: ignore[misc]
    ),
)
_KIND: Group[tuple[Kind, KindFigures]] = Group(
    name="kind",
    about=mark("A row for each kind"),
    repeats=True,
    each=lambda report: report.kinds.items(),
    fields=(Field("name", mark("its name"), lambda one: kind_name(one[0])), *_of_kind(lambda one: one[1])),
)
_ZONE = Group(
    name="zone", about=mark("A row for each zone"), repeats=True, each=lambda report: report.zones, fields=_shares()
)
_LIAISON = Group(
    name="liaison",
    about=mark("A row for each liaison"),
    repeats=True,
    each=lambda report: report.liaisons,
    fields=_shares(),
)
_COMPANY: Group[Row] = Group(
    name="company",
    about=mark("A row for each company of the roster, and for each other that is written about"),
    repeats=True,
    each=lambda report: report.companies,
    fields=(
        Field("name", mark("its name"), lambda row: text(row.name)),
        Field("headcount", mark("people in it"), _its(lambda company: company.headcount)),
        Field("zone", mark("its zone"), _its(lambda company: text(company.zone))),
        Field("liaison", mark("its liaison"), _its(lambda company: text(company.liaison))),
        Field("caretaker", mark("its caretaker"), _its(lambda company: text(company.caretaker))),
        Field("resumed", mark("whether it is at work again"), _its(lambda company: company.resumed)),
        Field("resumed_since", mark("since when, if that is known"), _its(lambda company: company.resumed_since)),
        Field("above_scale", mark("whether it is above scale"), _its(lambda company: company.above_scale)),
        *_counts(_sum),
        Field("blanks", mark("kinds of which nothing is written"), lambda row: len(row.blanks)),
        *(field for kind in Kind for field in _of_company(kind)),
    ),
)
_ISSUE: Group[Outstanding] = Group(
    name="issue",
    about=mark("A row for each issue that is outstanding"),
    repeats=True,
    each=lambda report: report.issues,
    fields=(
        Field("id", mark("its id"), lambda issue: issue.item.id),
        Field("company", mark("the company"), lambda issue: text(issue.item.company)),
        Field("zone", mark("the company's zone"), _its(lambda company: text(company.zone))),
        Field("text", mark("what it is"), lambda issue: text_of(issue.item)),
        Field("who", mark("the person"), lambda issue: text(issue.item.who)),
        Field("status", mark("open or carried"), lambda issue: status_name(issue.item.status)),
        Field(
            "days_open", mark("for how many days it is outstanding, the first one counted"), lambda issue: issue.days
        ),
        Field(
            "last_note",
            mark("what was written beside it last"),
            _last_note,
        ),
        Field("reason", mark("why it was carried"), lambda issue: text(issue.item.reason)),
    ),
)
_BLANK: Group[Missing] = Group(
    name="blank",
    about=mark("A row for each company at work of which something is blank"),
    repeats=True,
    each=lambda report: report.blanks,
    fields=(
        Field("company", mark("the company"), lambda each: text(each.name)),
        Field(
            "kinds", mark("the kinds of which nothing is written"), lambda each: ", ".join(map(kind_name, each.kinds))
        ),
        Field("zone", mark("its zone"), _its(lambda company: text(company.zone))),
        Field("liaison", mark("its liaison"), _its(lambda company: text(company.liaison))),
        Field("caretaker", mark("its caretaker"), _its(lambda company: text(company.caretaker))),
    ),
)
GROUPS: tuple[Group[Any], ...] = (_DAY, _FIGURES, _KINDS, _KIND, _ZONE, _LIAISON, _COMPANY, _ISSUE, _BLANK)
LOOPS = frozenset(group.name for group in GROUPS if group.repeats)
"""The names that make a row repeat."""
NAMES = tuple(name for group in GROUPS for name, _field in group.named())
"""Every name that a form may use."""


def values_of(report: DayReport) -> Values:
    """Give what the names stand for that are the same in the whole form."""
    (day,), (figures,), (kinds,) = (group.values(report) for group in (_DAY, _FIGURES, _KINDS))
    return {**day, **figures, **kinds}


def each_of(report: DayReport, loop: str) -> list[Values]:
    """Give what the names of a loop stand for, in each row."""
    (group,) = (group for group in GROUPS if group.name == loop)
    return group.values(report)


def lines() -> list[str]:
    """Give the names with their meanings, group by group, as lines of at most 80 columns."""
    told: list[str] = []
    for group in GROUPS:
        shown: dict[str, str] = {}
        for name, field in group.named():
            shown.setdefault(_of_any_kind(name), _(field.meaning))
        told += ["", _(group.about), *(f"  {line}" for line in in_columns(list(shown.items())))]
    kinds = ", ".join(kind.value for kind in Kind)
    choice = _('A cell takes {{ NAME }}, or a choice: {{ "yes" if company.resumed else "no" }}.')
    return [*told[1:], "", _("KIND is one of {kinds}.").format(kinds=kinds), choice]


def _of_any_kind(name: str) -> str:
    """Give a name with `KIND` for the name of a kind in it."""
    kinds = {kind.value for kind in Kind}
    return ".".join("KIND" if part in kinds else part for part in name.split("."))
