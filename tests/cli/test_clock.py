"""The clock, through the whole program: nights on which it changes, 29 February, year's end, a clock set back.

Each step is a moment, what is typed then, and the first line that is said; the hour that comes twice is told apart by
its offset. No item may land on another page than DESIGN's working day.
"""

import re
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.store.conftest import read_sealed, snapshot
from worklist.checklist.notebook import Entry
from worklist.store import doctor
from worklist.store.notebook import NotebookStore

Steps = list[tuple[str, str, str]]

NIGHTS: dict[str, tuple[str, Steps]] = {
    "an hour is left out": (
        "Europe/Berlin",
        [
            ("2020-03-28T23:59+01:00", "add a", "Added 1 on Sat 2020-03-28: a  +issues"),
            ("2020-03-29T00:30+01:00", "add b", "Added 2 on Sat 2020-03-28: b  +issues"),
            ("2020-03-29T01:59+01:00", "add c", "Added 3 on Sat 2020-03-28: c  +issues"),
            ("2020-03-29T03:00+02:00", "add d", "Added 4 on Sat 2020-03-28: d  +issues"),
            ("2020-03-29T03:59+02:00", "add e", "Added 5 on Sat 2020-03-28: e  +issues"),
            ("2020-03-29T03:59+02:00", "today", "Sat 2020-03-28 · open since 23:59 · 5 of 5 left"),
            ("2020-03-29T04:00+02:00", "add f", "Added 1 on Sun 2020-03-29: f  +issues"),
        ],
    ),
    "an hour is left out after closing": (
        "Europe/Berlin",
        [
            ("2020-03-28T23:59+01:00", "add a", "Added 1 on Sat 2020-03-28: a  +issues"),
            ("2020-03-29T01:59+01:00", "close-day --carry-rest", "Certificate 1: Sat 2020-03-28 is closed"),
            ("2020-03-29T03:00+02:00", "add b", "Added 2 on Sun 2020-03-29: b  +issues"),
            ("2020-03-30T00:30+02:00", "add c", "Added 3 on Sun 2020-03-29: c  +issues"),
        ],
    ),
    "an hour comes twice": (
        "Europe/Berlin",
        [
            ("2020-10-24T23:59+02:00", "add a", "Added 1 on Sat 2020-10-24: a  +issues"),
            ("2020-10-25T02:30+02:00", "add b", "Added 2 on Sat 2020-10-24: b  +issues"),
            ("2020-10-25T02:30+01:00", "add c", "Added 3 on Sat 2020-10-24: c  +issues"),
            ("2020-10-25T03:59+01:00", "add d", "Added 4 on Sat 2020-10-24: d  +issues"),
            ("2020-10-25T04:00+01:00", "add e", "Added 1 on Sun 2020-10-25: e  +issues"),
        ],
    ),
    "an hour comes again after closing": (
        "Europe/Berlin",
        [
            ("2020-10-24T23:59+02:00", "add a", "Added 1 on Sat 2020-10-24: a  +issues"),
            ("2020-10-25T02:50+02:00", "close-day --carry-rest", "Certificate 1: Sat 2020-10-24 is closed"),
            ("2020-10-25T02:10+01:00", "add b", "Added 2 on Sun 2020-10-25: b  +issues"),
            ("2020-10-25T23:00+01:00", "close-day --carry-rest", "Certificate 2: Sun 2020-10-25 is closed"),
            ("2020-10-25T23:30+01:00", "add c", "Added 3 on Mon 2020-10-26: c  +issues"),
        ],
    ),
    "midnight is left out": (
        "America/Sao_Paulo",
        [
            ("2018-11-03T23:59-03:00", "add a", "Added 1 on Sat 2018-11-03: a  +issues"),
            ("2018-11-04T01:00-02:00", "add b", "Added 2 on Sat 2018-11-03: b  +issues"),
            ("2018-11-04T03:59-02:00", "add c", "Added 3 on Sat 2018-11-03: c  +issues"),
            ("2018-11-04T04:00-02:00", "add d", "Added 1 on Sun 2018-11-04: d  +issues"),
        ],
    ),
    "midnight comes an hour late": (
        "America/Sao_Paulo",
        [
            ("2018-02-17T23:30-02:00", "add a", "Added 1 on Sat 2018-02-17: a  +issues"),
            ("2018-02-17T23:10-03:00", "add b", "Added 2 on Sat 2018-02-17: b  +issues"),
            ("2018-02-17T23:50-03:00", "close-day --carry-rest", "Certificate 1: Sat 2018-02-17 is closed"),
            ("2018-02-17T23:55-03:00", "add c", "Added 3 on Sun 2018-02-18: c  +issues"),
            ("2018-02-18T00:00-03:00", "add d", "Added 4 on Sun 2018-02-18: d  +issues"),
        ],
    ),
    "the clocks do not change": (
        "Asia/Shanghai",
        [
            ("2020-03-28T23:59+08:00", "add a", "Added 1 on Sat 2020-03-28: a  +issues"),
            ("2020-03-29T02:30+08:00", "add b", "Added 2 on Sat 2020-03-28: b  +issues"),
            ("2020-03-29T04:00+08:00", "add c", "Added 1 on Sun 2020-03-29: c  +issues"),
        ],
    ),
}
LEAP_DAY: Steps = [
    ("2020-02-28T20:00+08:00", "add a", "Added 1 on Fri 2020-02-28: a  +issues"),
    ("2020-02-28T20:01+08:00", "add b --day tomorrow", "Added 1 on Sat 2020-02-29: b  +issues"),
    ("2020-02-28T20:02+08:00", "add c --day 2-29", "Added 2 on Sat 2020-02-29: c  +issues"),
    ("2020-02-28T20:03+08:00", "add d --day +2d", "Added 1 on Sun 2020-03-01: d  +issues"),
    ("2020-02-29T01:30+08:00", "add e --day +1d", "Added 3 on Sat 2020-02-29: e  +issues"),
    ("2020-02-29T01:40+08:00", "close-day --carry-rest", "Certificate 1: Fri 2020-02-28 is closed"),
    ("2020-02-29T23:00+08:00", "carry 1", "Carried 1 to Sun 2020-03-01 as 2: b  +issues"),
    ("2020-03-01T03:59+08:00", "add f", "Added 5 on Sat 2020-02-29: f  +issues"),
    ("2020-03-01T04:00+08:00", "add g", "Added 3 on Sun 2020-03-01: g  +issues"),
    ("2020-03-01T04:10+08:00", "close-day --carry-rest", "Certificate 2: Sat 2020-02-29 is closed"),
    ("2021-02-28T20:00+08:00", "add h --day tomorrow", "Added 1 on Mon 2021-03-01: h  +issues"),
    (
        "2021-02-28T20:01+08:00",
        "add i --day 2-29",
        "worklist: 2020-02-29 is closed and takes no change; `worklist today --day 2020-02-29` reads it.",
    ),
]
YEARS_END: Steps = [
    ("2019-12-31T23:00+08:00", "add a", "Added 1 on Tue 2019-12-31: a  +issues"),
    ("2019-12-31T23:10+08:00", "add b --day tomorrow", "Added 1 on Wed 2020-01-01: b  +issues"),
    ("2020-01-01T01:30+08:00", "add c", "Added 2 on Tue 2019-12-31: c  +issues"),
    ("2020-01-01T01:35+08:00", "add d --day 1-1", "Added 2 on Wed 2020-01-01: d  +issues"),
    ("2020-01-01T01:40+08:00", "close-day --carry-rest", "Certificate 1: Tue 2019-12-31 is closed"),
    ("2020-01-01T01:50+08:00", "add e", "Added 5 on Wed 2020-01-01: e  +issues"),
    (
        "2020-01-01T09:00+08:00",
        "add f --day 12-31",
        "worklist: 2019-12-31 is closed and takes no change; `worklist today --day 2019-12-31` reads it.",
    ),
    ("2020-01-01T23:00+08:00", "close-day --carry-rest", "Certificate 2: Wed 2020-01-01 is closed"),
]
SET_BACK: dict[str, Steps] = {
    "by a day": [
        ("2020-02-20T20:00+08:00", "add a", "Added 1 on Thu 2020-02-20: a  +issues"),
        ("2020-02-20T20:05+08:00", "add b", "Added 2 on Thu 2020-02-20: b  +issues"),
        ("2020-02-19T20:10+08:00", "add c", "Added 1 on Wed 2020-02-19: c  +issues"),
        ("2020-02-19T20:11+08:00", "done 2 --day 2020-02-20", "Done 2 on Thu 2020-02-20: b  +issues"),
        ("2020-02-19T20:12+08:00", "add x", "Added 2 on Wed 2020-02-19: x  +issues"),
        ("2020-02-19T20:13+08:00", "undo", "Taken back 2 on Wed 2020-02-19: x  +issues"),
        ("2020-02-19T20:14+08:00", "add y", "Added 3 on Wed 2020-02-19: y  +issues"),
        ("2020-02-19T23:00+08:00", "close-day --carry-rest", "Certificate 1: Wed 2020-02-19 is closed"),
        ("2020-02-19T23:30+08:00", "add d", "Added 5 on Thu 2020-02-20: d  +issues"),
        (
            "2020-02-19T23:40+08:00",
            "close-day --day 2020-02-20",
            "worklist: 2020-02-20 has not begun and cannot be closed; close it when its work is done.",
        ),
        ("2020-02-20T20:10+08:00", "add e", "Added 6 on Thu 2020-02-20: e  +issues"),
        ("2020-02-20T23:00+08:00", "close-day --carry-rest", "Certificate 2: Thu 2020-02-20 is closed"),
    ],
    "by a day after closing": [
        ("2020-02-20T23:00+08:00", "add a", "Added 1 on Thu 2020-02-20: a  +issues"),
        ("2020-02-20T23:10+08:00", "close-day --carry-rest", "Certificate 1: Thu 2020-02-20 is closed"),
        ("2020-02-19T23:15+08:00", "add b", "Added 1 on Wed 2020-02-19: b  +issues"),
        ("2020-02-19T23:20+08:00", "close-day --carry-rest", "Certificate 2: Wed 2020-02-19 is closed"),
        ("2020-02-19T23:25+08:00", "add c", "Added 3 on Fri 2020-02-21: c  +issues"),
        ("2020-02-20T23:30+08:00", "add d", "Added 4 on Fri 2020-02-21: d  +issues"),
    ],
    "by an hour, over midnight": [
        ("2020-02-20T23:50+08:00", "add a", "Added 1 on Thu 2020-02-20: a  +issues"),
        ("2020-02-21T00:20+08:00", "add b", "Added 2 on Thu 2020-02-20: b  +issues"),
        ("2020-02-20T23:20+08:00", "add c", "Added 3 on Thu 2020-02-20: c  +issues"),
        ("2020-02-21T00:30+08:00", "close-day --carry-rest", "Certificate 1: Thu 2020-02-20 is closed"),
        ("2020-02-20T23:30+08:00", "add d", "Added 4 on Fri 2020-02-21: d  +issues"),
        ("2020-02-21T04:00+08:00", "add e", "Added 5 on Fri 2020-02-21: e  +issues"),
    ],
}


def type_in(worklist: Program, zone: str, steps: Steps) -> None:
    """Do the steps and compare what is said."""
    said = []
    for moment, line, _ in steps:
        answer = worklist(*line.split(), now=moment, TZ=zone)
        said.append((moment, line, (answer.out or answer.err).splitlines()[0]))
    assert said == steps


def check(folder: Path, steps: Steps) -> None:
    """Every item stands where it was said to be added, the log has the clock's times in the order of its numbers."""
    store = NotebookStore(folder)
    pages = dict(snapshot(store).pages)
    entries: list[Entry] = list(snapshot(store).history)
    for day in store.folder.closed_days():
        page, history = read_sealed(store, day) or pytest.fail(f"{day} is not closed")
        pages[day] = page
        entries += history
    added: dict[tuple[str, str], str] = {}
    for _, _, said in steps:
        if found := re.fullmatch(r"(Added|Taken back) (\d+) on \w+ (\S+): (\w)  \+issues", said):
            verb, id, of_day, text = found.groups()
            added[of_day, id] = text
            if verb == "Taken back":
                del added[of_day, id]
    stand = {(f"{day}", f"{id}"): item.text for day, page in pages.items() for id, item in page.items.items()}
    assert added.items() <= stand.items()
    moments = {entry.number: entry.at.isoformat(timespec="minutes") for entry in entries}
    assert sorted(moments) == list(range(1, len(moments) + 1))
    wrote = [moment for moment, line, said in steps if line != "today" and not said.startswith("worklist:")]
    assert list(dict.fromkeys(moments[number] for number in sorted(moments))) == wrote
    assert doctor.diagnose(store) == []


@pytest.mark.parametrize("night", NIGHTS)
def test_a_night_on_which_the_clocks_change_moves_no_item(worklist: Program, folder: Path, night: str) -> None:
    zone, steps = NIGHTS[night]
    type_in(worklist, zone, steps)
    check(folder, steps)


def test_29_february_is_a_day_like_any_other(worklist: Program, folder: Path) -> None:
    type_in(worklist, "Asia/Shanghai", LEAP_DAY)
    check(folder, LEAP_DAY)


def test_the_last_night_of_a_year_is_closed_in_that_year(worklist: Program, folder: Path) -> None:
    type_in(worklist, "Asia/Shanghai", YEARS_END)
    check(folder, YEARS_END)
    closed = [path.relative_to(folder).as_posix() for path in folder.glob("closed/*/*")]
    assert sorted(closed) == ["closed/2019/2019-12-31.json", "closed/2020/2020-01-01.json"]


@pytest.mark.parametrize("how", SET_BACK)
def test_a_clock_that_is_set_back_moves_nothing(worklist: Program, folder: Path, how: str) -> None:
    type_in(worklist, "Asia/Shanghai", SET_BACK[how])
    check(folder, SET_BACK[how])
