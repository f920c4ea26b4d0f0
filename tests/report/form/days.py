"""A closed day of a small park, to fill forms with: names, texts and notes are made to hurt."""

from dataclasses import replace

from tests.checklist.model import FEB_20, company, notebook, page, park, seal
from tests.conftest import at
from worklist.checklist.items import Draft, Item, Kind, Note, Status, new_item
from worklist.checklist.page import Blank
from worklist.checklist.report import DayReport, first_days, report_day

COMPANIES = (
    company(1, "宇环数控机床", headcount=25, zone="Grid 01", liaison="联络员01", caretaker="保姆员01"),
    company(2, '=HYPERLINK("http://example.org";"a")', headcount=50, zone="@SUM(1+9)*cmd|' /C calc'!A0"),
    company(3, "{{ figures.items }}", headcount=612, zone="Grid 01", resumed=False, above_scale=True),
)
TEXTS = (
    '=HYPERLINK("http://example.org";"a")',
    "@SUM(1+9)",
    "+86 -1",
    "{{ 7*7 }}{% for x in y %}",
    "\x1b[31m a\r\nb \u202e rtl \x9b1m",
    "口" * 9_998 + "👩‍👧",
    "_x001B_ \ufffe \"quoted\" 'too' <b>&amp;",
)
VISIBLE = (
    *TEXTS[:4],
    r"\x1b[31m a\r\nb \u202e rtl \x9b1m",
    TEXTS[5],
    "_x001B_ \\ufffe \"quoted\" 'too' <b>&amp;",
)
"""The same as they may be shown."""


def _item(id: int, kind: Kind, whose: str | None, text: str = "something", **fields: object) -> Item:
    return replace(new_item(Draft(text=text, kind=kind, company=whose), id), **fields)  # type: ignore[arg-type]


def day_of_park(texts: tuple[str, ...] = TEXTS) -> DayReport:
    """Give 20 February 2020, closed at 23:00, with an issue for each of `texts`."""
    first, second, third = (each.name for each in COMPANIES)
    doses = (
        _item(1, Kind.DOSES, first, status=Status.DONE, count=25, need=25, unit="heads"),
        _item(2, Kind.DOSES, second, status=Status.CARRIED, count=48, need=50, unit="heads"),
    )
    issues = (
        _item(
            id,
            Kind.ISSUES,
            third,
            text,
            status=Status.CARRIED,
            reason=text,
            notes=(Note(at=at(10).at, by="x", text=text),),
        )
        for id, text in enumerate(texts, 3)
    )
    written = page(FEB_20, *doses, *issues)
    blanks = (Blank(first, Kind.ISSUES), Blank(second, Kind.SUPPLIES))
    closed = replace(written, seal=seal(FEB_20, entry=9, number=7), blanks=blanks)
    return report_day(park(*COMPANIES, before=notebook(written)), closed, first_days(closed, lambda _day, _ids: {}))
