from dataclasses import replace

from tests.checklist.model import DOOR, FEB_20, FEB_21, MASKS, page, seal
from worklist.checklist.certificate import Certificate, certify
from worklist.checklist.items import Kind, Link, Status
from worklist.checklist.page import Blank
from worklist.checklist.tally import Tally

CARRIED = replace(DOOR, status=Status.CARRIED, reason="no locksmith", carried_to=Link(day=FEB_21, id=1))


def test_a_certificate_gives_the_figures_of_the_day_and_what_went_on() -> None:
    counted = replace(MASKS, kind=Kind.SUPPLIES, status=Status.DONE, count=2000)
    waived = replace(DOOR, id=3, status=Status.WAIVED, reason="half holiday")
    last = replace(CARRIED, id=4, kind=Kind.MEASURES)
    given = seal(FEB_20, entry=9)
    assert certify(page(FEB_20, counted, CARRIED, waived, last), given) == Certificate(
        seal=given,
        total=Tally(done=1, waived=1, carried=2, count=2000, need=2000),
        kinds={
            Kind.SUPPLIES: Tally(done=1, count=2000, need=2000),
            Kind.MEASURES: Tally(carried=1),
            Kind.ISSUES: Tally(waived=1, carried=1),
        },
        carried=(CARRIED, last),
        counted=frozenset({Kind.SUPPLIES}),
    )


def test_a_certificate_says_what_was_left_blank() -> None:
    left = (Blank("宇环数控机床", Kind.DOSES), Blank("启泰传感科技", Kind.ISSUES))
    assert certify(replace(page(FEB_20), blanks=left), seal(FEB_20, entry=9)).blanks == left


def test_counts_are_certified_only_where_they_can_be_added() -> None:
    boxes = replace(MASKS, id=2, unit="boxes")
    assert certify(page(FEB_20, MASKS, boxes), seal(FEB_20, entry=1)).counted == frozenset()


def test_the_certificate_of_an_empty_day_is_at_zero() -> None:
    given = seal(FEB_20, entry=1)
    assert certify(page(FEB_20), given) == Certificate(seal=given, total=Tally(), kinds={}, carried=())
