"""Pages to export: one with an item of each sort, and one with the texts that hurt; and what is read from files."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from tests.checklist.model import company, park
from tests.conftest import at
from worklist.checklist.importing import Companies, Incoming
from worklist.checklist.items import Dealt, Draft, Item, Kind, Link, Note, Status, Waiver, new_item
from worklist.checklist.page import Page, Seal
from worklist.errors.imports import UnreadableFile

FEB_20, FEB_21 = date(2020, 2, 20), date(2020, 2, 21)
ROLLOVER = time(4)
FILE = Path("from elsewhere")
ROSTER = park(company(1, "宇环数控机床"), company(2, "启泰传感科技", other_names=("Yuhuan",))).roster
PARK = Companies(ROSTER, new=False)
PARK_AND_NEW = Companies(ROSTER, new=True)
ANY_COMPANY = Companies(None, new=True)
NO_ROSTER = Companies(None, new=False)
HOSTILE = [
    '=HYPERLINK("x")',
    "@SUM",
    "<script>",
    "[/bold]",
    "{{ 7*7 }}",
    "\x1b[31mred\x1b[0m \x9b1m",
    "\u202eright to left\u200f",
    "口" * 10_000,
    "👩\u200d👩\u200d👧 🇨🇳",
    "\"quotes\", 'commas'; b",
    "one\r\ntwo\nthree\tfour\u2028five",
    "x done",
    "(A) first",
    "2020-01-01 dated",
    "due:2021-01-01 a::b +plus see @home https://example.org:80/a?b:c 21:00 end:",
    "-1+1",
    "＝1+1",
]


def item(text: str, id: int = 1, kind: Kind = Kind.ISSUES) -> Item:
    """Give an open item."""
    return new_item(Draft(text=text, kind=kind), id)


def page_of(*items: Item) -> Page:
    """Give an open page of 20 February 2020, first written on at 9 in China."""
    return Page(day=FEB_20, opened_at=at(9).at, items={each.id: each for each in items})


def every_sort() -> Page:
    """Give a page with an item of each sort."""
    drafted = Draft(
        text="herbal dose",
        kind=Kind.DOSES,
        company="宇环 数控:A",
        who="联络员 01",
        due=time(21),
        need=50,
        unit="heads a",
    )
    noted = (Note(at=at(10).at, by="a", text="first"), Note(at=at(10).at, by="b", text="second\nline"))
    dose = replace(
        new_item(drafted, 1),
        count=20,
        waived=(Waiver(2, "on leave"),),
        notes=noted,
        carried_from=Link(day=date(2020, 2, 19), id=7),
        reason="late",
        times_carried=1,
        dealt=Dealt(1, 1),
    )
    return page_of(
        dose,
        replace(item("night round", 2), due=time(1, 30), status=Status.DONE),
        replace(item("gate", 3, Kind.MEASURES), status=Status.WAIVED, reason="half holiday"),
        replace(
            item("masks", 4, Kind.SUPPLIES), need=5, count=0, status=Status.CARRIED, carried_to=Link(day=FEB_21, id=1)
        ),
        new_item(Draft(kind=Kind.SUPPLIES, company="启泰", nothing=True), 5),
    )


def closed(page: Page) -> Page:
    """Give a page as it is once it was closed at 1:10 of the night after."""
    seal = Seal(
        number=1, day=page.day, closed_at=at(1, 10, day=21).at, closed_by="a", entry=1, previous=None, digest=""
    )
    return replace(page, seal=seal)


def hostile() -> Page:
    """Give a page with the texts that hurt, in every place where a person writes."""
    return page_of(
        *(
            replace(
                item(text, id),
                company=text[:200],
                who=text[:200],
                need=2,
                count=1,
                unit=text[:200],
                waived=(Waiver(1, text),),
                reason=text,
                notes=(Note(at=at(9).at, by=text[:200], text=text),),
            )
            for id, text in enumerate(HOSTILE, 1)
        )
    )


def places(read: Callable[[], Iterable[Incoming]]) -> list[tuple[object, ...]]:
    """Give the line, the column, the part and the problem of the places that are shown, up to 20 of them all."""
    with pytest.raises(UnreadableFile) as caught:
        list(read())
    path, count = caught.value.facts["path"], caught.value.facts["count"]
    assert isinstance(count, int)
    assert (path, len(caught.value.places)) == (FILE, min(count, 20))
    return [tuple(place.facts.values()) for place in caught.value.places]
