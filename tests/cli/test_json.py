"""The contract with other programs, field for field."""

import json

import pytest

from tests.conftest import DIRECTOR, Program

MORNING = "2020-02-20 09:00:00"
LATE = "2020-02-20 23:00:00"


def plain(id: int, text: str, **fields: object) -> dict[str, object]:
    """Give an item's fields with null where nothing was said."""
    return {
        "id": id,
        "day": "2020-02-20",
        "kind": "issues",
        "text": text,
        "company": None,
        "who": None,
        "due": None,
        "count": None,
        "need": None,
        "unit": None,
        "status": "open",
        "reason": None,
        "carried_from": None,
        "carried_from_id": None,
        "carried_to": None,
        "carried_to_id": None,
        "times_carried": 0,
        "notes": [],
        "waived": [],
        "check": None,
        "nothing": False,
    } | fields


def test_today(worklist: Program) -> None:
    worklist("add", "left from Wednesday", now="2020-02-19 09:00:00")
    worklist("add", "2000 masks", "-c", "宇环数控机床", "--need", "2000", "--unit", "只", "--due", "21:00", now=MORNING)
    worklist("add", "b", now=MORNING)
    worklist("note", "1", "rang", now=MORNING)
    worklist("done", "2", now=MORNING)
    masks = plain(
        1,
        "2000 masks",
        company="宇环数控机床",
        due="21:00",
        count=0,
        need=2000,
        unit="只",
        notes=[{"at": "2020-02-20T09:00:00+08:00", "by": DIRECTOR, "text": "rang"}],
    )
    expected = {
        "day": "2020-02-20",
        "closed": False,
        "open": 1,
        "done": 1,
        "waived": 0,
        "carried": 0,
        "unclosed": [{"day": "2020-02-19", "open": 1}],
        "items": [masks],
        "blanks": [],
    }
    assert json.loads(worklist("today", "--json", now=MORNING).out) == expected
    everything = expected | {"items": [masks, plain(2, "b", status="done")]}
    assert json.loads(worklist("today", "--json", "--all", now=MORNING).out) == everything


def test_close_day_is_the_certificate(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    worklist("add", "b", now=MORNING)
    worklist("done", "1", now=MORNING)
    first = json.loads(worklist("close-day", "--carry-rest", "--json", now=LATE).out)
    digest = first.pop("digest")
    assert len(digest) == 64
    assert first == {
        "day": "2020-02-20",
        "number": 1,
        "closed_at": "2020-02-20T23:00:00+08:00",
        "closed_by": DIRECTOR,
        "items": 2,
        "done": 1,
        "waived": 0,
        "carried": 1,
        "previous": None,
        "kinds": {
            "issues": {
                "items": 2,
                "done": 1,
                "waived": 0,
                "carried": 1,
                "count": None,
                "need": None,
                "waived_count": None,
            }
        },
        "blanks": [],
    }
    second = json.loads(worklist("close-day", "--carry-rest", "--json", now="2020-02-21 23:00:00").out)
    assert (second["number"], second["previous"]) == (2, digest)
    assert json.loads(worklist("verify", "--json").out) == {
        "sound": True,
        "pages": [
            {"day": "2020-02-20", "number": 1, "digest": digest, "problem": None},
            {"day": "2020-02-21", "number": 2, "digest": second["digest"], "problem": None},
        ],
        "problems": [],
    }


def test_show_and_log_give_what_changed(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    worklist("done", "1", now=MORNING)
    entry = {"at": "2020-02-20T09:00:00+08:00", "by": DIRECTOR, "undoes": None}
    added = {"id": 1, "was": None, "now": plain(1, "a")}
    settled = {"id": 1, "was": {"status": "open"}, "now": {"status": "done"}}
    assert json.loads(worklist("show", "1", "--json", now=MORNING).out) == plain(1, "a", status="done") | {
        "history": [
            {**entry, "number": 1, "command": "add", "day": "2020-02-20", **added},
            {**entry, "number": 2, "command": "done", "day": "2020-02-20", **settled},
        ]
    }
    assert json.loads(worklist("log", "--json", now=MORNING).out) == {
        "day": "2020-02-20",
        "closed": False,
        "entries": [
            {**entry, "number": 1, "command": "add", "changes": [added], "records": []},
            {**entry, "number": 2, "command": "done", "changes": [settled], "records": []},
        ],
    }


def test_find_reads_closed_days_too(worklist: Program) -> None:
    worklist("add", "masks", now=MORNING)
    worklist("close-day", "--carry-rest", "--why", "truck", now=LATE)
    assert json.loads(worklist("find", "MASK", "--json", now=LATE).out) == {
        "text": "MASK",
        "items": [
            plain(
                1,
                "masks",
                day="2020-02-21",
                carried_from="2020-02-20",
                carried_from_id=1,
                times_carried=1,
                reason="truck",
            ),
            plain(1, "masks", status="carried", carried_to="2020-02-21", carried_to_id=1, reason="truck"),
        ],
    }


def test_doctor(worklist: Program) -> None:
    worklist("add", "masks", now=MORNING)
    assert json.loads(worklist("doctor", "--json").out) == {"sound": True, "findings": []}


def test_a_text_made_to_hurt_is_whole_in_json(worklist: Program) -> None:
    hurt = 'a\x1b[31m\x07\x9b\u202e[/bold]\x7f"\\\u2028z'
    worklist("add", hurt, now=MORNING)
    assert json.loads(worklist("today", "--json", now=MORNING).out)["items"] == [plain(1, hurt)]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_json_is_utf8_whatever_the_terminal_is(started: Program, encoding: str) -> None:
    text = "é 口罩 👩\u200d👧 Ω"
    started("add", text, now=MORNING)
    answer = started("today", "--json", now=MORNING, PYTHONIOENCODING=encoding)
    assert json.loads(answer.out)["items"] == [plain(1, text)]


def test_with_items_open_and_json_asked_for_nothing_is_printed_for_a_program_to_misread(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    answer = worklist("close-day", "--json", now=LATE)
    assert (answer.out, answer.code) == ("", 3)


def test_the_log_tells_what_was_done_to_the_roster_the_checks_and_the_settings(worklist: Program) -> None:
    now = "2020-02-20 09:00:00"
    worklist("company", "add", "启泰传感科技", now=now)
    worklist("company", "edit", "启泰", "--headcount", "50", now=now)
    worklist("check", "add", "doses", "herbal dose", "--only-resumed", now=now)
    worklist("settings", "--rollover", "05:00", now=now)
    entries = json.loads(worklist("log", "--json", now=now).out)["entries"]
    assert [entry["command"] for entry in entries] == ["company add", "company edit", "check add", "settings"]
    added, edited, check, settings = (entry["records"] for entry in entries)
    assert [(change["what"], change["number"], change["was"]) for change in (*added, *check)] == [
        ("company", 1, None),
        ("check", 1, None),
    ]
    assert added[0]["now"]["name"] == "启泰传感科技"
    assert edited == [{"what": "company", "number": 1, "was": {"headcount": None}, "now": {"headcount": 50}}]
    assert check[0]["now"]["text"] == "herbal dose"
    assert settings == [
        {"what": "settings", "number": None, "was": {"rollover": "04:00"}, "now": {"rollover": "05:00"}}
    ]
