"""The roster as a table, and in figures."""

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from worklist.checklist.companies import Company
from worklist.i18n import _, ngettext
from worklist.render.park import heads
from worklist.signs import visible

_WIDE = 100
"""Columns from which on every fact has a column of its own."""


def draw_companies(companies: Sequence[Company], *, width: int) -> list[RenderableType]:
    """Give a row a company, and below them how many there are, their people, and how many are at work again."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column(_("company"), overflow="fold")
    table.add_column(_("heads"), justify="right", no_wrap=True)
    for title in (_("zone"), _("scale"), _("resumed"), _("liaison"), _("caretaker")):
        table.add_column(title, no_wrap=width >= _WIDE, overflow="fold")
    for company in companies:
        table.add_row(
            Text(_names(company, wide=width >= _WIDE)),
            Text("" if company.headcount is None else f"{company.headcount:,}"),
            Text(visible(company.zone or "")),
            Text(_("above") if company.above_scale else ""),
            _resumed(company),
            Text(visible(company.liaison or "")),
            Text(visible(company.caretaker or "")),
        )
    return [table, *(Text(line, style="bold") for line in figures(companies))]


def _names(company: Company, *, wide: bool) -> str:
    others = f" ({', '.join(company.other_names)})" if wide and company.other_names else ""
    return visible(f"{company.name}{others}")


def _resumed(company: Company) -> Text:
    if company.removed is not None:
        return Text(_("removed"), style="dim")
    if not company.resumed:
        return Text(_("no"), style="yellow")
    return Text(_("yes") if company.resumed_since is None else company.resumed_since.isoformat())


def figures(companies: Sequence[Company]) -> list[str]:
    """Say how many companies there are, with how many people, and how many are at work again."""
    companies = [company for company in companies if company.removed is None]
    above = [company for company in companies if company.above_scale]
    parts = [
        ngettext("{count:,} company", "{count:,} companies", len(companies)).format(count=len(companies)),
        heads(sum(company.headcount or 0 for company in companies)),
        _("{count:,} resumed").format(count=sum(company.resumed for company in companies)),
    ]
    if above:
        resumed = sum(company.resumed for company in above)
        rate = _("above scale {resumed:,} of {count:,} ({rate:.1f} %)")
        parts.append(rate.format(resumed=resumed, count=len(above), rate=100 * resumed / len(above)))
    return [" · ".join(parts)]
