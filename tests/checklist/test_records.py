from dataclasses import replace
from datetime import date, time

import pytest

from tests.checklist.model import FEB_19, FEB_20, check, companies_of, company, notebook, park
from worklist.checklist.items import Kind
from worklist.checklist.notebook import Notebook
from worklist.checklist.records import Record, RecordChange, Settings, settings_of, with_records, without_records

YUHUAN = company(1, "宇环数控机床", other_names=("Yuhuan",))
GATE = check(1, "temperature at the gate")


def change(before: Record | None, after: Record | None, day: date = FEB_20) -> RecordChange:
    return RecordChange(day=day, before=before, after=after)


def test_a_change_is_of_the_record_as_it_is_or_was_last() -> None:
    assert change(None, YUHUAN).record == YUHUAN
    assert change(YUHUAN, replace(YUHUAN, headcount=9)).record == replace(YUHUAN, headcount=9)
    assert change(GATE, None).record == GATE


def test_a_change_of_nothing_has_no_record() -> None:
    with pytest.raises(ValueError, match="before=None, after=None"):
        _ = change(None, None).record


def test_the_first_company_makes_a_roster_and_the_last_one_that_goes_ends_it() -> None:
    book = with_records(notebook(), [change(None, YUHUAN)])
    assert companies_of(book) == {1: YUHUAN}
    assert book.roster is not None
    assert (list(book.roster.names()), list(book.roster.spellings())) == (
        [(1, "宇环数控机床"), (1, "Yuhuan")],
        [(1, "yu huan shu kong ji chuang")],
    )
    assert with_records(book, [change(YUHUAN, None)]).roster is None


def test_a_company_that_was_removed_is_on_the_roster_without_its_names() -> None:
    book = with_records(park(YUHUAN), [change(YUHUAN, replace(YUHUAN, removed=FEB_19))])
    assert book.roster is not None
    assert companies_of(book) == {1: replace(YUHUAN, removed=FEB_19)}
    assert (list(book.roster.names()), list(book.roster.spellings())) == ([], [])


def test_changes_are_made_one_after_another() -> None:
    edited, qitai = replace(YUHUAN, headcount=9), company(2, "启泰")
    paused = replace(GATE, paused=True)
    book = with_records(
        park(YUHUAN, GATE),
        [
            change(None, qitai),
            change(YUHUAN, edited),
            change(None, check(2)),
            change(GATE, paused),
            change(check(2), None),
            change(settings_of(notebook()), Settings(rollover=time(5), expected=())),
        ],
    )
    assert companies_of(book) == {1: edited, 2: qitai}
    assert book.checks == {1: paused}
    assert settings_of(book) == Settings(rollover=time(5), expected=())


def test_what_is_not_changed_stays() -> None:
    before = replace(park(YUHUAN, GATE), rollover=time(5), expected=(Kind.DOSES,))
    after: Notebook = with_records(before, [change(None, check(2))])
    assert companies_of(after) == {1: YUHUAN}
    assert after.checks == {1: GATE, 2: check(2)}
    assert settings_of(after) == Settings(rollover=time(5), expected=(Kind.DOSES,))


def test_changes_are_taken_back_the_newest_first() -> None:
    edited, renamed = replace(YUHUAN, headcount=9), replace(YUHUAN, headcount=9, name="宇环")
    book = park(renamed, company(2, "启泰"))
    back = without_records(book, [change(edited, renamed), change(None, company(2, "启泰")), change(YUHUAN, edited)])
    assert companies_of(back) == {1: YUHUAN}
    assert without_records(book, []) is book
