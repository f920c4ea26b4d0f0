from dataclasses import replace
from pathlib import Path

from tests.checklist.model import DOOR, FEB_20, page
from tests.conftest import at
from tests.small_park import small_park
from worklist.checklist.asking import Asking, asking
from worklist.checklist.items import Item, Kind
from worklist.checklist.missing import Missing, count_blanks, missing
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Blank, Page

BOTH = (Kind.SUPPLIES, Kind.ISSUES)


def names(found: list[Missing]) -> list[tuple[str, tuple[Kind, ...]]]:
    return [(each.name, each.kinds) for each in found]


def asked(notebook: Notebook, **words: str) -> tuple[list[tuple[str | None, Kind]], list[tuple[str, tuple[Kind, ...]]]]:
    """Give company and kind of the items, and the blanks, that `words` ask for."""
    given = notebook.page(FEB_20)
    wanted = asking(notebook, given, **words)
    items: list[Item] = wanted.items(given.items.values())
    return [(item.company, item.kind) for item in items], names(wanted.missing(missing(notebook, given)))


def test_whoever_asks_for_nothing_in_particular_gets_all(folder: Path) -> None:
    notebook = small_park(folder)
    given = notebook.page(FEB_20)
    assert asking(notebook, given).is_all
    assert Asking().items(given.items.values()) == list(given.items.values())
    assert asked(notebook)[1] == [("宇环数控机床", BOTH), ("启泰传感科技", BOTH), ("博大科工", BOTH)]


def test_a_kind_leaves_the_others_out(folder: Path) -> None:
    notebook = small_park(folder)
    doses, none = asked(notebook, kind="d")
    assert ({kind for _company, kind in doses}, len(doses), none) == ({Kind.DOSES}, 3, [])
    nothing, blanks = asked(notebook, kind="issues")
    assert nothing == []
    assert blanks == [(name, (Kind.ISSUES,)) for name in ("宇环数控机床", "启泰传感科技", "博大科工")]


def test_a_company_is_meant_by_any_of_its_names(folder: Path) -> None:
    notebook = small_park(folder)
    own = [("启泰传感科技", Kind.MEASURES), ("启泰传感科技", Kind.DOSES)]
    assert asked(notebook, company="启泰科技") == (own, [("启泰传感科技", BOTH)])
    assert asked(notebook, company="蓝思") == ([], [])


def test_a_persons_are_the_blanks_of_the_companies_that_the_person_looks_after(folder: Path) -> None:
    notebook = small_park(folder)
    assert asked(notebook, who="联络员01")[1] == [("宇环数控机床", BOTH), ("博大科工", BOTH)]
    items, blanks = asked(notebook, who="保姆员03")
    assert items == [("博大科工", Kind.MEASURES), ("博大科工", Kind.DOSES)]
    assert blanks == [("博大科工", BOTH)]


def test_blanks_are_counted_over_companies(folder: Path) -> None:
    notebook = small_park(folder)
    assert count_blanks(missing(notebook, notebook.page(FEB_20))) == 6


def test_without_a_roster_nothing_is_missing() -> None:
    assert missing(Notebook(pages={}, closed=frozenset()), page(FEB_20, DOOR)) == []


def test_what_was_blank_on_a_closed_page_is_found_though_no_roster_knows_it() -> None:
    blanks = (Blank("宇环数控机床", Kind.ISSUES),)
    closed = replace(Page(day=FEB_20, blanks=blanks), opened_at=at(8).at)
    found = missing(Notebook(pages={}, closed=frozenset()), closed)
    assert found == [Missing(name="宇环数控机床", kinds=(Kind.ISSUES,), company=None)]
    by_name = Asking(companies=frozenset({"宇环数控机床"}))
    assert by_name.missing(found) == found
