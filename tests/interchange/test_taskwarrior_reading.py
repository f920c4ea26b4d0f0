"""What Taskwarrior exports, read."""

import json
import tracemalloc
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CHINA, DIRECTOR, at
from tests.interchange.pages import (
    ANY_COMPANY,
    FEB_20,
    FEB_21,
    FILE,
    HOSTILE,
    NO_ROSTER,
    PARK,
    PARK_AND_NEW,
    ROLLOVER,
    every_sort,
    item,
    page_of,
    places,
)
from worklist.checklist.importing import Companies, Incoming
from worklist.checklist.items import Kind, Note, Status
from worklist.checklist.page import Page
from worklist.errors.imports import UnreadableFile
from worklist.interchange.moments import identity
from worklist.interchange.prose import one_line
from worklist.interchange.taskwarrior.reading import read_tasks
from worklist.interchange.taskwarrior.writing import tasks


def written(*pages: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tasks(pages, ROLLOVER, None))
    return found


NO_JSON = "no JSON"
NO_TASK = "no task"
TOO_DEEP = "nested too deeply"
TOO_MANY = "a number with too many digits"
HALF = "half a character; write it anew"
OTHER = "not what Taskwarrior writes there"
NO_MOMENT = "no moment; write it as 20200221T130000Z"
NO_TEXT = "nothing that can be read; say what is to be done"
TOO_LONG = "too long; a text may have 10000 characters, a name 200"
LONG_AGO = date(1, 1, 1)
FEB_22 = date(2020, 2, 22)
FEB_18 = date(2020, 2, 18)


def read(text: str | bytes, companies: Companies = PARK) -> list[Incoming]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_tasks(data, FILE, companies, ROLLOVER, at(9), lambda moment: moment.astimezone(CHINA)))


def one(**fields: object) -> Incoming:
    """Read one task, but for its origin."""
    [incoming] = read(json.dumps([{"description": "masks"} | fields]))
    return incoming._replace(origin="", may_be_ours=False)


def said(text: str = "masks", **fields: object) -> Incoming:
    return Incoming(origin="", text=text)._replace(**fields)  # type: ignore[arg-type]


def note(text: str, hour: int, minute: int) -> Note:
    return Note(at=datetime(2020, 2, 18, hour, minute, tzinfo=CHINA), by=DIRECTOR, text=text)


# What Debian's Taskwarrior 2.6.2 exported at 10:00 of 20 February 2020 in China
EXPORT = r"""[
{"id":1,"description":"masks for the gate","due":"20200220T130000Z","entry":"20200218T010000Z","estimate":4.5,"modified":"20200218T013100Z","priority":"H","project":"supplies","status":"pending","uuid":"308ca3da-0eb8-4201-b913-05a358435527","annotations":[{"entry":"20200218T013000Z","description":"see https:\/\/example.org\/?a=b"},{"entry":"20200218T013100Z","description":"口罩 [\/bold]"}],"tags":["urgent","yuhuan"],"urgency":25.4014},
{"id":2,"description":"dose, night","due":"20200220T173000Z","entry":"20200218T020000Z","modified":"20200218T020000Z","project":"doses.night","status":"pending","uuid":"2e3867f2-778b-4477-8782-91d3c69ae541","depends":["308ca3da-0eb8-4201-b913-05a358435527"],"urgency":4.51572},
{"id":3,"description":"call the fire brigade","entry":"20200218T020100Z","modified":"20200218T020100Z","reviewed":"20200219T040000Z","scheduled":"20200301T160000Z","span":"PT3H","status":"pending","until":"20200331T160000Z","uuid":"729e25e8-61eb-4fa5-841e-b13df89235aa","wait":"20200229T160000Z","urgency":-2.99452},
{"id":4,"description":"weekly \"report\"","due":"20200223T160000Z","entry":"20200218T020200Z","mask":"-","modified":"20200219T172000Z","recur":"weekly","rtype":"periodic","status":"recurring","uuid":"c9806a04-ee3b-48ae-a4b5-c95fbc541280","urgency":7.16738},
{"id":5,"description":"night round","entry":"20200218T020500Z","modified":"20200218T020600Z","project":"issues","start":"20200218T020600Z","status":"pending","uuid":"eb8ffb51-d47b-4c52-a7d2-8609514e90e1","urgency":5.00548},
{"id":6,"description":"weekly \"report\"","due":"20200223T160000Z","entry":"20200219T172000Z","imask":0,"modified":"20200218T020200Z","parent":"c9806a04-ee3b-48ae-a4b5-c95fbc541280","recur":"weekly","rtype":"periodic","status":"pending","uuid":"58c0f23a-6375-46c0-9ee4-9cf7cd3947b7","urgency":7.16191},
{"id":0,"description":"count the beds","end":"20200219T172000Z","entry":"20200218T020300Z","modified":"20200219T172000Z","project":"measures","status":"completed","uuid":"00913fc2-b3f1-4270-af67-f9e9a03e0700","urgency":1.00548},
{"id":0,"description":"paint the door","end":"20200220T013000Z","entry":"20200218T020400Z","modified":"20200220T013000Z","priority":"L","status":"deleted","uuid":"65b3f6e7-b0a9-4501-a12d-ccb953080502","urgency":1.80548}
]
"""  # noqa: E501 - as it is written
EXPORTED = [
    Incoming(
        origin="308ca3da0eb84201b91305a358435527",
        text="masks for the gate",
        kind=Kind.SUPPLIES,
        company="启泰传感科技",
        day=FEB_20,
        due=time(21),
        notes=(note("see https://example.org/?a=b", 9, 30), note("口罩 [/bold]", 9, 31)),
        written=FEB_18,
        remarks=("estimate: 4.5", "priority: H", "tags: urgent"),
    ),
    Incoming(
        origin="2e3867f2778b4477878291d3c69ae541",
        text="dose, night",
        day=FEB_20,
        due=time(1, 30),
        written=FEB_18,
        remarks=("project: doses.night", "depends: 308ca3da-0eb8-4201-b913-05a358435527"),
    ),
    Incoming(
        origin="729e25e861eb4fa5841eb13df89235aa",
        text="call the fire brigade",
        day=date(2020, 3, 1),
        written=FEB_18,
        remarks=(
            "reviewed: 2020-02-19 12:00",
            "scheduled: 2020-03-02 00:00",
            "span: PT3H",
            "until: 2020-04-01 00:00",
            "wait: 2020-03-01 00:00",
        ),
    ),
    Incoming(
        origin="eb8ffb51d47b4c52a7d28609514e90e1",
        text="night round",
        written=FEB_18,
        remarks=("start: 2020-02-18 10:06",),
    ),
    Incoming(
        origin="58c0f23a637546c09ee49cf7cd3947b7",
        text='weekly "report"',
        day=date(2020, 2, 24),
        written=FEB_20,
        remarks=("recur: weekly", "rtype: periodic"),
    ),
    Incoming(
        origin="00913fc2b3f14270af67f9e9a03e0700",
        text="count the beds",
        kind=Kind.MEASURES,
        day=date(2020, 2, 19),
        status=Status.DONE,
        written=FEB_18,
    ),
    Incoming(
        origin="65b3f6e7b0a94501a12dccb953080502",
        text="paint the door",
        day=FEB_20,
        status=Status.WAIVED,
        reason="waived elsewhere",
        written=FEB_18,
        remarks=("priority: L",),
    ),
]


@pytest.mark.parametrize(
    "export",
    [
        EXPORT,
        EXPORT.replace("\n", "\r\n"),
        "\ufeff" + EXPORT.replace("\n", ""),
        EXPORT.strip("[]\n").replace("},\n", "}\n"),
        EXPORT.strip("[]\n"),
        json.dumps(json.loads(EXPORT), indent=1),
    ],
    ids=["an array", "of Windows", "in one line", "a task a line", "with commas", "laid out, in ASCII"],
)
def test_all_that_taskwarrior_exports_is_read_and_templates_are_told_apart(export: str) -> None:
    assert [one for one in read(export) if not one.is_template] == EXPORTED
    assert len(read(export)) == len(EXPORTED) + 1


def test_what_other_versions_write_is_read() -> None:
    depends = "308ca3da-0eb8-4201-b913-05a358435527,2e3867f2-778b-4477-8782-91d3c69ae541"
    assert one(status="waiting", wait="20200229T160000Z", depends=depends, imask="0", tags=[], recur=None) == said(
        day=date(2020, 3, 1),
        remarks=("wait: 2020-03-01 00:00", f"depends: {depends}", "recur: null"),
    )
    assert one(entry="2020-02-18T01:00:00Z", due="") == said(written=FEB_18)
    of_3_0_2 = (  # as it stands in Taskwarrior's issue 3527
        '[\n{"id":0,"description":"asdf","end":"20240626T032134Z","entry":"20240614T044317Z",'
        '"modified":"20240626T032137Z","status":"deleted","uuid":"ecc565bb-b102-4e27-b940-ce1018051f4b",'
        '"urgency":0.0876712}\n]\n'
    )
    assert read(of_3_0_2) == [
        Incoming(
            origin="ecc565bbb1024e27b940ce1018051f4b",
            text="asdf",
            day=date(2024, 6, 26),
            written=date(2024, 6, 14),
            status=Status.WAIVED,
            reason="waived elsewhere",
        )
    ]
    [incoming] = read('{"description":"\x1b[1m\ttab"}')  # it does not escape control characters
    assert incoming.text == "\x1b[1m\ttab"


@pytest.mark.parametrize("data", ["[]", "[\n]\n", "\ufeff[ ]"])
def test_no_tasks_are_nothing(data: str) -> None:
    assert read(data) == []


@pytest.mark.parametrize(
    ("due", "day", "at_time"),
    [
        ("20200220T130059Z", FEB_20, time(21)),
        ("20200219T160000Z", FEB_20, None),
        ("20200220T195900Z", FEB_20, time(3, 59)),
        ("20200220T200000Z", FEB_21, time(4)),
        ("00010101T000000Z", LONG_AGO, time(8)),
        ("00010101T170000Z", LONG_AGO, time(1)),
        ("99981231T155959Z", date(9998, 12, 31), time(23, 59)),
    ],
)
def test_a_moment_is_a_day_and_a_time_of_the_clock_on_the_wall(due: str, day: date, at_time: time | None) -> None:
    assert one(due=due) == said(day=day, due=at_time)


def test_someday_is_no_day() -> None:
    assert one(due="99991229T160000Z") == said(remarks=("due: 9999-12-30 00:00",))
    assert one(wait="99991229T160000Z", scheduled="20200220T160000Z") == said(
        day=FEB_21, remarks=("wait: 9999-12-30 00:00", "scheduled: 2020-02-21 00:00")
    )


def test_what_is_settled_keeps_when_it_was_due() -> None:
    ended = {"status": "completed", "end": "20200220T160000Z"}  # at midnight, on the page of the 20th
    done = said(day=FEB_20, status=Status.DONE)
    assert one(**ended) == done
    assert one(due="20200220T173000Z", **ended) == done._replace(due=time(1, 30))
    assert one(due="20200221T130000Z", **ended) == done._replace(remarks=("due: 2020-02-21 21:00",))
    assert one(status="deleted", due="20200221T130000Z") == said(
        day=LONG_AGO,
        status=Status.WAIVED,
        reason="waived elsewhere",
        remarks=("due: 2020-02-21 21:00",),
    )
    assert one(end="20200220T160000Z") == said(remarks=("end: 2020-02-21 00:00",))


def test_whatever_else_a_task_says_is_a_remark() -> None:
    assert one(
        project="Park", a=None, b=True, c={"d": ["é"]}, e=[1, [2.5, "f"]], g="20201399T000000Z", **{"": ""}
    ) == said(
        remarks=(
            "project: Park",
            "a: null",
            "b: true",
            'c: {"d": ["é"]}',
            "e: 1, 2.5, f",
            "g: 20201399T000000Z",
            ": ",
        )
    )


def test_the_first_tag_that_is_a_company_is_one() -> None:
    assert one(tags=["a", "宇环_数控机床", "yuhuan", "宇环数控机床"]) == said(
        company="宇环数控机床", remarks=("tags: a, yuhuan",)
    )
    new = '{"description":"masks","tags":["\u200b","a","yuhuan"]}'
    assert [(each.company, each.remarks) for each in read(new, PARK_AND_NEW)] == [
        ("启泰传感科技", ("tags: \u200b, a",))
    ]
    assert [(each.company, each.remarks) for each in read(new, ANY_COMPANY)] == [("a", ("tags: \u200b, yuhuan",))]
    assert read(new, NO_ROSTER) == [
        each._replace(company=None, remarks=("tags: \u200b, a, yuhuan",)) for each in read(new)
    ]
    many = [f"tag{number}" for number in range(10_000)]
    assert one(tags=many) == said(remarks=(f"tags: {', '.join(many)}",))


def test_a_task_of_ours_keeps_its_company_where_there_is_no_roster() -> None:
    tasks = '{"description":"masks","tags":["phone"],"uuid":"de8b602e-5e8e-5728-ba8e-15bcf67e099f"}'
    assert [(each.company, each.remarks) for each in read(tasks, NO_ROSTER)] == [("phone", ())]
    assert [(each.company, each.remarks) for each in read(tasks, PARK)] == [(None, ("tags: phone",))]


def test_midnight_is_a_time_in_a_task_of_ours_alone() -> None:
    task = '{"description":"masks","due":"20200220T160000Z"%s}'
    ours = ',"uuid":"de8b602e-5e8e-5728-ba8e-15bcf67e099f"'
    assert [(each.day, each.due) for each in read(task % ours)] == [(FEB_20, time(0))]
    assert [(each.day, each.due) for each in read(task % "")] == [(date(2020, 2, 21), None)]


def test_a_tag_that_is_a_kind_is_the_kind_where_the_project_is_none() -> None:
    assert one(tags=["a", "doses", "measures"]) == said(kind=Kind.DOSES, remarks=("tags: a, measures",))
    assert one(tags=["doses"], project="Park") == said(kind=Kind.DOSES, remarks=("project: Park",))
    assert one(tags=["doses"], project="supplies") == said(kind=Kind.SUPPLIES, remarks=("tags: doses",))
    [incoming] = read('{"description":"masks","tags":["doses","a"]}', ANY_COMPANY)
    assert (incoming.kind, incoming.company, incoming.remarks) == (Kind.DOSES, "a", ())


def test_a_note_without_a_moment_is_of_now() -> None:
    assert one(annotations=[{"description": " ask "}]) == said(notes=(Note(at=at(9).at, by=DIRECTOR, text="ask"),))


def test_a_task_without_a_name_of_its_own_is_named_by_what_it_says() -> None:
    tasks = [
        {"description": "a"},
        {"description": " a ", "status": "completed", "uuid": "1"},
        {"description": "a", "entry": "20200218T010000Z"},
        {"description": "b"},
        {"description": "b", "uuid": "308CA3DA0EB84201B91305A358435527"},
    ]
    found = [each.origin for each in read(json.dumps(tasks))]
    assert found == [each.origin for each in read("\n".join(map(json.dumps, tasks)))]
    assert (len(set(found)), found[-1]) == (5, "308ca3da0eb84201b91305a358435527")
    assert [found[0], found[2], found[3]] == [each.origin for at in (0, 2, 3) for each in read(json.dumps([tasks[at]]))]


@pytest.mark.parametrize(
    ("data", "line", "column", "part", "problem"),
    [
        ("null", 1, 1, "null", NO_TASK),
        ("\n 5", 2, 2, "5", NO_TASK),
        ('"text"', 1, 1, '"text"', NO_TASK),
        ("[[]]", 1, 2, "[]", NO_TASK),
        ("]", 1, 1, "]", NO_JSON),
        ("[]]", 1, 3, "]", NO_JSON),
        ("[] {}", 1, 4, "{}", NO_JSON),
        ('{"description":"a"}\n] lost', 2, 1, "] lost", NO_JSON),
        ('{"description":"a"}\nlost', 2, 1, "lost", NO_JSON),
        ('[{"description":"a\n}]', 1, 17, '"a\n}]', "a text that goes on where the file ends"),
        ('[{"description":"\\\\ud800 \\ud83d\\ude00",\n"b":"\\udC00"}]', 2, 6, "\\udC00", HALF),
        ('{"description":"\\ud83d and"}', 1, 17, "\\ud83d", HALF),
        ("{}", 1, 1, "{}", NO_TEXT),
        ('{"description":5,"annotations":[{"description":"a"}]}', 1, 16, None, OTHER),
        ('{"description":"a", "description" : " "}', 1, 37, '" "}', NO_TEXT),
        ('{"description":"a","status":"done"}', 1, 29, '"done"}', OTHER),
        ('{"description":"a","status":["done"]}', 1, 29, '["done"]}', OTHER),
        ('{"description":"a","uuid":1}', 1, 27, "1}", OTHER),
        ('{"description":"a","project":1}', 1, 30, "1}", OTHER),
        ('{"description":"a","tags":"b"}', 1, 27, '"b"}', OTHER),
        ('{"description":"a","tags":["b",1]}', 1, 27, '["b",1]}', OTHER),
        ('{"description":"a","annotations":{}}', 1, 34, "{}}", OTHER),
        ('{"description":"a","due":20200220}', 1, 26, "20200220}", OTHER),
        ('{"description":"a","due":"20200230T000000Z"}', 1, 26, '"20200230T000000Z"}', NO_MOMENT),
        ('{"description":"a","due":"99991231T160000Z"}', 1, 26, '"99991231T160000Z"}', NO_MOMENT),
        ('{"description":"a","status":"completed","end":"99991229T160000Z"}', 1, 47, None, NO_MOMENT),
        ('{"description":"a","entry":"tomorrow"}', 1, 28, '"tomorrow"}', NO_MOMENT),
        ('{"description":"a","status":"completed","end":"x"}', 1, 47, '"x"}', NO_MOMENT),
        ('{"description":"a","wait":"x"}', 1, 27, '"x"}', NO_MOMENT),
        (
            '[{"description":"a","annotations":[{"description":"due"},\n{"entry":"x","description":"b"}]}]',
            2,
            10,
            '"x","description":"b"}]}',
            NO_MOMENT,
        ),
        ('{"description":"a","annotations":[{"entry":"20200218T010000Z"}]}', 1, 35, None, NO_TEXT),
        ('{"description":"a","annotations":[{"entry":"99991229T160000Z"}]}', 1, 44, None, NO_MOMENT),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line_and_column(
    data: str, line: int, column: int, part: str | None, problem: str
) -> None:
    shown = data.split("\n")[line - 1][column - 1 :] if part is None else part
    assert places(lambda: read(data)) == [(line, column, shown, problem)]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("", 1, 1),
        ("\ufeff", 1, 1),
        ("\n \n", 3, 1),
        (",", 1, 2),
        ("[", 1, 2),
        ('[{"description":"a"},\n{"description"', 2, 15),
        ('[{"description":"a"},\n', 2, 1),
        ('{"description":"a"}\n{', 2, 2),
    ],
)
def test_where_the_file_ends_too_soon_that_is_said(data: str, line: int, column: int) -> None:
    assert places(lambda: read(data)) == [(line, column)]


@pytest.mark.parametrize("deep", ["[", '{"a":'])
@pytest.mark.parametrize("begin", ["", "[", '{"description":"b","c":', '[{"description":"b","c":'])
def test_what_is_nested_too_deeply_is_said_with_the_task(deep: str, begin: str) -> None:
    [(line, column, _part, problem)] = places(lambda: read(f"{begin}{deep * 100_000}"))
    is_array = f"{begin}{deep}".startswith("[")
    assert (line, column, problem) == (1, 2 if is_array else 1, TOO_DEEP)


@pytest.mark.parametrize("depth", [700, 100_000])
def test_a_task_that_is_nested_too_deeply_is_found_behind_others(depth: int) -> None:
    data = f'{{"description":"a"}}\n{{"description":"b","c":{"[" * depth}{"]" * depth}}}'
    assert places(lambda: read(data)) == [(2, 1, f'{{"description":"b","c":{"[" * 17}…', TOO_DEEP)]


def test_numbers_and_texts_without_end_are_refused() -> None:
    assert places(lambda: read(f'[{{"description":"a1",\n"b":-{"9" * 5000}}}]')) == [(2, 6, f"{'9' * 40}…", TOO_MANY)]
    long = "口" * 10_001
    assert places(lambda: read(f'{{"description":"{long}"}}')) == [(1, 16, f'"{long[:39]}…', TOO_LONG)]
    annotations = f'{{"description":"a","annotations":[{{"description":"{long}"}}]}}'
    assert places(lambda: read(annotations)) == [(1, 50, f'"{long[:39]}…', TOO_LONG)]
    [incoming] = read(f'{{"description":"{long[1:]}","n":{"9" * 4000}}}')
    assert (incoming.text, incoming.remarks) == (long[1:], (f"n: {'9' * 4000}",))


def test_every_task_that_cannot_be_read_is_said() -> None:
    data = ",\n".join(['{"description":"due", "due":"x"}', '{"description":"a"}'] * 30)
    expected = [(line, 29, '"x"}', NO_MOMENT) for line in range(1, 41, 2)]
    assert places(lambda: read(f"[{data}]")) == [(1, 30, *expected[0][2:]), *expected[1:]]
    assert places(lambda: read(data)) == expected


def test_of_very_many_halves_of_characters_the_first_are_shown() -> None:
    data = '{"description":"\\udc00"}\n' * 30
    assert places(lambda: read(data)) == [(line, 17, "\\udc00", HALF) for line in range(1, 21)]


def test_very_many_tasks_that_cannot_be_read_cost_no_more_memory_than_others() -> None:
    data = f"[{'{},' * 20_000}{{}}]"
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile) as caught:
            read(data)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (caught.value.facts["count"], peak < 10_000_000) == (20_001, True)


def test_texts_that_hurt_are_read_as_they_are() -> None:
    texts = [text.strip() for text in HOSTILE]
    assert [each.text for each in read(json.dumps([{"description": text} for text in texts]))] == texts


# Laws

TEXTS = st.sampled_from([text.strip() for text in HOSTILE]) | st.text(
    st.sampled_from("ab :@+x'\"\\_()0２口\u200d\x1b\n\u2028"), max_size=12
).map(str.strip).filter(lambda text: any(sign.isprintable() and not sign.isspace() for sign in text))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, due=st.none() | st.times(time(0, 1)), company=st.sampled_from([None, "启泰传感科技"]))
def test_what_is_written_is_read_back(text: str, due: time | None, company: str | None) -> None:
    at_minute = None if due is None else due.replace(second=0, microsecond=0)
    page = page_of(replace(item(text, 3, Kind.DOSES), due=at_minute, company=company))
    [incoming] = read(tasks([page], ROLLOVER, None))
    assert incoming == Incoming(
        origin=identity(page, page.item(3), None).hex,
        text=one_line(text),
        kind=Kind.DOSES,
        company=company,
        day=None if due is None else FEB_20,
        due=at_minute,
        written=FEB_20,
        may_be_ours=True,
    )


def test_a_task_of_another_program_is_not_ours() -> None:
    uuid = "6a0e1b62-37b5-4c0c-9b3e-2f6f5a1c7d20"
    assert not any(each.may_be_ours for each in read(json.dumps([{"description": "a", "uuid": uuid}])))


def test_moments_are_put_on_the_clock_of_who_reads_them() -> None:
    def summer_time(moment: datetime) -> datetime:
        return moment.astimezone(timezone(timedelta(hours=1 if moment.month == 2 else 2)))

    tasks = json.dumps([{"description": "a", "due": due} for due in ("20200221T110000Z", "20200721T110000Z")])
    read = read_tasks(tasks.encode(), FILE, PARK, ROLLOVER, at(9), summer_time)
    assert [each.due for each in read] == [time(12), time(13)]


def test_what_is_open_without_a_time_on_a_page_that_was_begun_before_is_scheduled_and_read_back() -> None:
    page = replace(page_of(item("a"), replace(item("b", 2), status=Status.DONE)), day=FEB_22)
    timed = replace(page, items={3: replace(item("c", 3), due=time(21))})
    found = json.loads(tasks([page, timed, page_of(item("d"))], ROLLOVER, None))
    assert [task.get("scheduled") for task in found] == ["20200221T160000Z", None, None, None]
    assert [each.day for each in read(tasks([page], ROLLOVER, None))] == [FEB_22, FEB_20]


def test_all_sorts_are_read_back() -> None:
    found = [
        (each.text, each.status, each.day, each.due, each.company)
        for each in read(tasks([every_sort()], ROLLOVER, None), ANY_COMPANY)
    ]
    assert found == [
        ("herbal dose", Status.OPEN, FEB_20, time(21), "宇环_数控_A"),
        ("night round", Status.DONE, FEB_20, time(1, 30), None),
        ("gate", Status.WAIVED, FEB_20, None, None),
        ("masks", Status.DONE, FEB_20, None, None),
        ("nothing outstanding", Status.DONE, FEB_20, None, "启泰"),
    ]


VALUES: list[object] = [
    None,
    True,
    -1,
    1e999,
    "",
    "a",
    "done",
    "pending",
    "20200220T130000Z",
    "20209999T000000Z",
    ["a", 1],
    [],
    {},
]
VALUES += [[{"description": "a"}], [{"entry": 1}], {"entry": "a"}, "\ud800", "\0", "supplies", [["a"]]]
FIELDS = ["description", "status", "tags", "annotations", "due", "end", "entry", "uuid", "project", "wait", "x"]
TASK = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(VALUES), max_size=3)
FILES = st.lists(TASK.map(lambda task: {"description": "a"} | task) | st.sampled_from(VALUES), max_size=3).map(
    json.dumps
)


@settings(max_examples=150, deadline=None)
@given(FILES.map(str.encode) | st.binary(max_size=40) | st.text('[]{},":a\\ud8', max_size=20).map(str.encode))
def test_any_bytes_are_read_the_same_every_time_or_refused(data: bytes) -> None:
    try:
        found = read(data, ANY_COMPANY)
    except UnreadableFile:
        assert places(lambda: read(data, ANY_COMPANY))
    else:
        assert read(data, ANY_COMPANY) == found
