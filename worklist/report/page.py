"""A report as one page of HTML that needs nothing else: for a phone, a screen, and A4 paper.

Jinja2 escapes whatever people have written; the page has no script, and its policy lets none run.
"""

from itertools import accumulate
from typing import Any

from worklist.i18n import _
from worklist.report.parts import Chart, Document, cell_text

LONGEST = 10_000
"""Units of the longest bar of a chart."""


def as_html(document: Document) -> str:
    """Give the page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("worklist.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = cell_text
    return environment.get_template("page.html.j2").render(
        document=document,
        charts=[_drawn(chart) for chart in document.charts],
        none=_("none"),
    )


def _drawn(chart: Chart) -> dict[str, Any]:
    """Give how long each bar is beside the longest, and where each piece of it begins; and the room for its sum."""
    bars = []
    for name, amounts in chart.bars:
        lengths = [round(amount * LONGEST / chart.longest, 2) for amount in amounts]
        starts = accumulate(lengths[:-1], initial=0.0)
        pieces = [
            {"x": round(start, 2), "width": length, "colour": colour, "amount": f"{amount:,}"}
            for colour, (start, length, amount) in enumerate(zip(starts, lengths, amounts, strict=True))
            if amount
        ]
        total = sum(amounts)
        bars.append(
            {
                "name": name,
                "pieces": pieces,
                "length": round(sum(lengths), 2),
                "share": round(total / chart.longest, 4),
                "sum": f"{total:,}",
            }
        )
    return {"title": chart.title, "legend": chart.legend, "bars": bars, "room": len(f"{chart.longest:,}") + 1}
