"""A day of the park from the roster that an office sent to the certificate, and the morning after."""

from pathlib import Path

from tests.cli.terminal import Terminal
from tests.conftest import Answer, Program, program_on
from worklist.store.codec import decode

PARK = Path(__file__).parent.parent / "interchange" / "park"
ROSTER = str(PARK / "park.xlsx")
KEYS = "? keys > "
WAITING = "@yhsk,@qtcg,@bdkg,@lskj,@ssxcl,@ktfh,@zxzz,@flzj"


def said(out: str, err: str = "") -> Answer:
    return Answer(out.removeprefix("\n"), err, 0)


def begin(worklist: Program) -> None:
    """Put the roster in and four checks, at half past seven."""
    now = "2020-02-20 07:30:00"
    assert worklist("company", "import", ROSTER, now=now) == said(
        "Added 212 companies: 宇环数控机床, 启泰传感科技, 博大科工, 蓝思科技, 盛士新材料, 康特防护科技,"
        " 依乐得服装设计, 中湘住宅, 富丽真金, 大力神, … (212)\n"
    )
    assert worklist("check", "add", "supplies", "supplies have come", "--only-resumed", now=now) == said("""
Added check 1: supplies have come  +supplies  resumed companies
Dealt 197 items on Thu 2020-02-20: 1-197
""")
    assert worklist("check", "add", "measures", "measures are in place", "--only-resumed", now=now) == said("""
Added check 2: measures are in place  +measures  resumed companies
Dealt 197 items on Thu 2020-02-20: 198-394
""")
    doses = ["check", "add", "doses", "herbal dose", "--per-head", "--due", "21:00", "--only-resumed"]
    assert worklist(*doses, now=now) == said("""
Added check 3: herbal dose  +doses  due 21:00  one per head  resumed companies
Dealt 197 items on Thu 2020-02-20: 395-591
""")
    assert worklist("check", "add", "issues", "anything outstanding?", "--only-resumed", now=now) == said("""
Added check 4: anything outstanding?  +issues  resumed companies
Dealt 197 items on Thu 2020-02-20: 592-788
""")


def work(worklist: Program) -> None:
    """Work through the day, by exception and by count, until a dozen is left."""
    noon, evening = "2020-02-20 11:00:00", "2020-02-20 21:10:00"
    assert worklist("done", "+supplies", "--except", "@yhsk,@lskj", now=noon) == said("Done 195 items: 2-3,5-197\n")
    assert worklist("done", "+measures", "--except", "@bdkg", now=noon) == said("Done 196 items: 198-199,201-394\n")
    assert worklist("waive", "@bdkg", "+measures", "--why", "hall 3 is shut", now=noon) == said(
        "Waived 200: measures are in place  +measures  @博大科工  for 保姆员03 — hall 3 is shut\n"
    )
    assert worklist("done", "+doses", "--except", "@qtcg,@bdkg", now=evening) == said("Done 195 items: 395,398-591\n")
    assert worklist("done", "@qtcg", "+doses", "--count", "48", now=evening) == said(
        "Counted 396: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (48 of 50), 2 left\n"
    )
    assert worklist("waive", "@qtcg", "+doses", "--count", "1", "--why", "on leave", now=evening) == said(
        "Waived part of 396: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (48 of 50, 1 waived), 1 left"
        " — on leave\n"
    )
    assert worklist("done", "@qtcg", "+doses", "--count", "+1", now=evening) == said(
        "Done 396: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (49 of 50, 1 waived)\n"
    )
    assert worklist("done", "@bdkg", "+doses", "--count", "600", now=evening) == said(
        "Counted 397: herbal dose  +doses  @博大科工  for 保姆员03  due 21:00  (600 of 612), 12 left\n"
    )
    assert worklist("done", "+issues", "--except", WAITING, now=evening) == said("Done 189 items: 598,601-788\n")
    assert worklist("add", "workers wait for rooms", "@lskj", now=evening) == said(
        "Added 789 on Thu 2020-02-20: workers wait for rooms  +issues  @蓝思科技  for 保姆员04\n"
    )


def test_a_day_of_the_park(worklist: Program, folder: Path) -> None:
    begin(worklist)
    work(worklist)
    assert worklist("today", now="2020-02-21 00:50:00") == said("""
Thu 2020-02-20 · open since 07:30 · 12 of 789 left
supplies  195 of 197 settled
measures  197 of 197 settled
doses     196 of 197 settled  9,838 of 9,851 drunk, 1 waived
issues    189 of 198 settled

id   due     kind      company       text                    counted     who
─────────────────────────────────────────────────────────────────────────────────
397  21:00!  doses     博大科工      herbal dose             600 of 612  保姆员03
1            supplies  宇环数控机床  supplies have come                  保姆员01
4            supplies  蓝思科技      supplies have come                  保姆员04
592          issues    宇环数控机床  anything outstanding?               保姆员01
593          issues    启泰传感科技  anything outstanding?               保姆员02
594          issues    博大科工      anything outstanding?               保姆员03
595          issues    蓝思科技      anything outstanding?               保姆员04
596          issues    盛士新材料    anything outstanding?               保姆员05
597          issues    康特防护科技  anything outstanding?               保姆员06
599          issues    中湘住宅      anything outstanding?               保姆员08
600          issues    富丽真金      anything outstanding?               保姆员09
789          issues    蓝思科技      workers wait for rooms              保姆员04
""")
    walk = Terminal(folder, ["close-day"], "2020-02-21 01:10:00")
    for key in "cdcddddddddc":
        walk.wait_for(KEYS)
        walk.send(key)
    assert walk.finish() == 0
    last_step, digest = walk.text().split("─ 1 left on Thu 2020-02-20\n")[1].split("digest   ")
    assert (
        last_step
        == """\
789  +issues  @蓝思科技  保姆员04
workers wait for rooms
d done  c carry  w waive  n note  s leave  b back  q stop  ? keys > c
Carried 789 to Fri 2020-02-21 as 3: workers wait for rooms  +issues  @蓝思科技
for 保姆员04
Certificate 1: Thu 2020-02-20 is closed
closed 2020-02-21 01:10 by 联络员01
kind      items  done  waived  carried  counted
──────────────────────────────────────────────────────────────────────
supplies    197   196       0        1
measures    197   196       1        0
doses       197   196       0        1  9,838 of 9,851 drunk, 1 waived
issues      198   197       0        1
all         789   785       1        3
carried 4 to Fri 2020-02-21 as 2: supplies have come  +supplies  @蓝思科技  for
保姆员04
carried 397 to Fri 2020-02-21 as 1: herbal dose  +doses  @博大科工  for 保姆员03
due 21:00  (600 of 612)
carried 789 to Fri 2020-02-21 as 3: workers wait for rooms  +issues  @蓝思科技
for 保姆员04
"""
    )
    assert worklist("verify", now="2020-02-21 01:12:00") == Answer(
        f"    1  Thu 2020-02-20  {digest[:16]}  sound\n", "1 closed day, sound.\n", 0
    )


def test_the_morning_after_deals_again_and_what_was_carried_shows_its_age(worklist: Program) -> None:
    begin(worklist)
    work(worklist)
    night, morning = "2020-02-21 01:10:00", "2020-02-21 08:00:00"
    worklist("done", "+supplies", "+issues", "--except", "4,789", now=night)
    worklist("close-day", "--carry-rest", now=night)
    assert worklist("add", "masks", "+supplies", "@qtcg", now=morning) == Answer(
        "Added 792 on Fri 2020-02-21: masks  +supplies  @启泰传感科技  for 保姆员02\n",
        "Fri 2020-02-21 begins: 788 items are dealt, to 197 companies.\n",
        0,
    )
    assert worklist("today", "-c", "bdkg", now=morning) == said("""
Fri 2020-02-21 · open since 01:10 · 792 of 792 left
supplies  0 of 199 settled
measures  0 of 197 settled
doses     0 of 198 settled  0 of 9,863 drunk
issues    0 of 198 settled

id  due    kind      company   text                   counted   who       carried
─────────────────────────────────────────────────────────────────────────────────
2   21:00  doses     博大科工  herbal dose            0 of 12   保姆员03  2nd day
14  21:00  doses     博大科工  herbal dose            0 of 612  保姆员03
12         supplies  博大科工  supplies have come               保姆员03
13         measures  博大科工  measures are in place            保姆员03
15         issues    博大科工  anything outstanding?            保姆员03
""")


def test_a_roster_in_any_format_makes_the_same_notebook_document_for_document(tmp_path: Path) -> None:
    tables = []
    for file in sorted(PARK.iterdir()):
        folder = tmp_path / file.name
        done = program_on(folder)("company", "import", str(file), now="2020-02-20 07:30:00")
        assert done.code == 0
        tables.append(dict(decode((folder / "worklist.json").read_bytes()).tables["companies"]))
    assert len(tables) == 5
    assert len(tables[0]) == 212
    assert tables[0]["2"] == {
        "name": "启泰传感科技",
        "headcount": 50,
        "zone": "Grid 02",
        "above_scale": True,
        "resumed": True,
        "liaison": "联络员02",
        "caretaker": "保姆员02",
        "spellings": ["qi tai chuan gan ke ji"],
    }
    assert all(table == tables[0] for table in tables)
