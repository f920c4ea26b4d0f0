"""A park of four companies with two standing checks, on the morning of 20 February 2020."""

from datetime import time
from pathlib import Path

from tests.conftest import at
from worklist.checklist.checks import Check
from worklist.checklist.companies import CompanyWish
from worklist.checklist.items import Kind
from worklist.checklist.notebook import Notebook
from worklist.checklist.park import add_check, import_roster
from worklist.store.notebook import NotebookStore

YUHUAN = CompanyWish(
    name="宇环数控机床", headcount=25, zone="Grid 01", resumed=True, liaison="联络员01", caretaker="保姆员01"
)
QITAI = CompanyWish(
    name="启泰传感科技",
    headcount=50,
    zone="Grid 02",
    resumed=True,
    liaison="联络员02",
    caretaker="保姆员02",
    other_names=("启泰科技",),
)
BODA = CompanyWish(
    name="博大科工", headcount=612, zone="Grid 01", resumed=True, liaison="联络员01", caretaker="保姆员03"
)
LANSI = CompanyWish(name="蓝思科技", headcount=36, zone="Grid 02", resumed=False, liaison="联络员02")
GATE = Check(number=0, kind=Kind.MEASURES, text="temperature check at the gate", only_resumed=True)
DOSE = Check(
    number=0, kind=Kind.DOSES, text="herbal dose, evening", due=time(21), per_head=True, unit="heads", only_resumed=True
)


def small_park(folder: Path) -> Notebook:
    """Put the park into the notebook in `folder` and give it: six items are dealt, and six kinds are blank."""
    store = NotebookStore(folder)
    stamp = at(8)
    store.change(lambda notebook: import_roster(notebook, [YUHUAN, QITAI, BODA, LANSI], stamp))
    for check in (GATE, DOSE):
        store.change(lambda notebook, check=check: add_check(notebook, check, stamp))  # type: ignore[misc]
    return store.read()
