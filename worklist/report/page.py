"""A report as one page of HTML that needs nothing else: for a phone, a screen, and A4 paper.

Jinja2 escapes whatever people have written; the page has no script, and its policy lets none run.
"""

from itertools import accumulate
from typing import Any

from worklist.i18n import _
from worklist.report.parts import Chart, Document, cell_text

WIDTH = 700
LABEL, BARS, STEP = 120, 500, 26
"""Units of a chart: its width, that of the names and that of the longest bar, and how far bars are apart."""


def as_html(document: Document) -> str:
    """Give the page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("worklist.report", "."),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = cell_text
    return environment.get_template("page.html.j2").render(
        document=document,
        charts=[_drawn(chart) for chart in document.charts],
        none=_("none"),
        width=WIDTH,
        label=LABEL,
    )


def _drawn(chart: Chart) -> dict[str, Any]:
    """Give where each piece of a chart's bars begins and how long it is."""
    bars = []
    for place, (name, amounts) in enumerate(chart.bars):
        lengths = [amount * BARS / chart.longest for amount in amounts]
        starts = [LABEL + start for start in accumulate(lengths[:-1], initial=0.0)]
        pieces = [
            {"x": round(start, 2), "width": round(length, 2), "colour": colour, "amount": amount}
            for colour, (start, length, amount) in enumerate(zip(starts, lengths, amounts, strict=True))
            if amount
        ]
        bars.append(
            {
                "name": name,
                "y": place * STEP,
                "pieces": pieces,
                "end": round(LABEL + sum(lengths) + 6, 2),
                "sum": f"{sum(amounts):,}",
            }
        )
    return {"title": chart.title, "legend": chart.legend, "bars": bars, "height": max(len(bars), 1) * STEP}
