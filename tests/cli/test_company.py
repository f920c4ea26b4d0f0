"""The roster at the command line, beside the sessions: what files change on the disk, whole lists, and one that goes.

Most of what `company` says stands in `sessions/company.txt` and `sessions/import.txt`.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.cli.transcript import played
from tests.conftest import Answer, Program, program_on
from tests.store.conftest import files, tables_of

EARLY, MORNING = "2020-02-20 08:00:00", "2020-02-20 09:00:00"
PARK = Path(__file__).parent.parent / "interchange" / "park"
GIVEN = sorted(path.name for path in PARK.iterdir())


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with the roster of the park."""
    folder = tmp_path_factory.mktemp("park") / "notebook"
    assert program_on(folder)("company", "import", str(PARK / "park.xlsx"), now=EARLY).code == 0
    return folder


@pytest.fixture
def park(imported: Path, folder: Path) -> Program:
    """The roster of the park, and its five files beside the notebook."""
    shutil.copytree(imported, folder)
    for file in PARK.iterdir():
        shutil.copy(file, folder.parent)
    return program_on(folder)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with two companies to which a dose by headcount is dealt."""
    folder = tmp_path_factory.mktemp("small") / "notebook"
    program = program_on(folder)
    facts = ["--resumed", "--zone"]
    program(
        "company", "add", "启泰传感科技", *facts, "Grid 02", "--headcount", "50", "--caretaker", "保姆员02", now=EARLY
    )
    program("company", "add", "博大科工", *facts, "Grid 03", "--headcount", "612", "--caretaker", "保姆员03", now=EARLY)
    program("check", "add", "doses", "herbal dose", "--per-head", "--due", "21:00", "--only-resumed", now=EARLY)
    program("settings", "--expected", "doses,issues", now=EARLY)
    return folder


@pytest.fixture
def small(begun: Path, folder: Path) -> Program:
    """The two companies."""
    shutil.copytree(begun, folder)
    return program_on(folder)


def test_alone_it_shows_its_commands(worklist: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company
Usage: worklist company [OPTIONS] COMMAND [ARGS]...

  The roster: import, add, list, show, edit and remove companies.

  A company is found by its name, by any part of it, by another of its names,
  and by pinyin or its initials.

  Example: worklist company import park.xlsx

Options:
  --help  Show this message and exit.

Commands:
  import  Put a roster in from a spreadsheet: .csv, .xlsx, .xls or .ods.
  add     Put a company on the roster.
  list    List the companies.
  show    Show a company and its record over the last days.
  edit    Change what is known of a company.
  remove  Take a company off the roster; its history stays.
"""
    assert played(worklist, written) == written
    assert worklist("company", "--help") == worklist("company")


# Files


@pytest.mark.parametrize("name", GIVEN)
def test_every_file_gives_the_same_companies_document_for_document(
    worklist: Program, folder: Path, imported: Path, name: str
) -> None:
    ignored = "Columns that are not understood are left out: 序号\n" if name == "gb18030.csv" else ""
    answer = worklist("company", "import", str(PARK / name), now=EARLY)
    assert (answer.err, answer.code) == (ignored, 0)
    assert tables_of(folder / "worklist.json")["companies"] == tables_of(imported / "worklist.json")["companies"]


def test_what_changes_nothing_leaves_the_disk_byte_for_byte(park: Program, folder: Path) -> None:
    (folder.parent / "bad.csv").write_text("企业名称,在岗人数\n启泰传感科技,52\n新企业,十\n", encoding="utf-8")
    (folder.parent / "twice.csv").write_text("企业名称,公司\n启泰传感科技,博大科工\n", encoding="utf-8")
    (folder.parent / "more.csv").write_text("企业名称\n新企业\n", encoding="utf-8")
    before = files(folder)
    for arguments, code in (
        *(([name], 0) for name in GIVEN),
        (["park.xlsx", "--sheet", "企业名册"], 0),
        (["park.csv", "--sheet", "企业名册"], 1),
        (["more.csv", "--dry-run"], 0),
        (["bad.csv"], 2),
        (["bad.csv", "--dry-run"], 2),
        (["twice.csv"], 2),
        (["gone.csv"], 1),
        (["notebook"], 1),
    ):
        assert park("company", "import", *arguments, now=MORNING).code == code, arguments
        assert files(folder) == before, arguments


def test_what_is_only_looked_at_makes_no_notebook(worklist: Program, folder: Path) -> None:
    path = str(PARK / "park.xlsx")
    for arguments in (["import", path, "--dry-run"], ["list"], ["show", "qtcg"], ["remove", "qtcg"]):
        worklist("company", *arguments, now=MORNING)
        assert not folder.exists(), arguments


def test_a_company_that_was_removed_comes_back_by_import_under_its_old_number(park: Program, folder: Path) -> None:
    park("company", "remove", "启泰传感科技", now=MORNING)
    assert park("company", "import", "park.ods", now=MORNING) == Answer(
        "Added again company 2: 启泰传感科技  Grid 02  50 heads  above scale  resumed  liaison 联络员02"
        "  caretaker 保姆员02\n",
        "",
        0,
    )
    assert tables_of(folder / "worklist.json")["companies"]["2"]["name"] == "启泰传感科技"


def test_undo_of_an_import_takes_the_whole_roster_back(park: Program) -> None:
    assert park("undo", now=MORNING) == Answer(
        "Taken back 212 companies: 恒通化工, 鼎盛环保, 永安化工, 远航生物, 明辉医药, 晨光仪表, 美迪精密, 德力医药,"
        " 美迪环保, 明辉新能源, … (212)\n",
        "",
        0,
    )
    assert park("company", "list", now=MORNING) == Answer(
        "",
        "There is no company to show; `worklist company import FILE` or `worklist company add` puts one in.\n",
        0,
    )


# Lists


def test_the_list_of_the_park_ends_with_its_figures(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company list --zone "grid 10" --not-resumed
company   heads  zone     scale  resumed  liaison   caretaker
─────────────────────────────────────────────────────────────
嘉诚环保      9  Grid 10  above  no       联络员04  保姆员20
永安化工     25  Grid 10         no       联络员02  保姆员10
2 companies · 34 heads · 0 resumed · above scale 0 of 1 (0.0 %)
$ company list --zone 01 -w 保姆员31
company   heads  zone     scale  resumed  liaison   caretaker
─────────────────────────────────────────────────────────────
兴邦环保     13  Grid 01  above  yes      联络员07  保姆员31
丰源化工     39  Grid 01  above  yes      联络员07  保姆员31
华恒模具     27  Grid 01  above  yes      联络员07  保姆员31
联创环保     12  Grid 01         yes      联络员07  保姆员31
华恒精密     80  Grid 01         yes      联络员07  保姆员31
5 companies · 171 heads · 5 resumed · above scale 3 of 3 (100.0 %)
$ company list --zone grid
! worklist: “grid” could be any of Grid 01, Grid 02, Grid 03, Grid 04, Grid 05, Grid 06, Grid 07, Grid 08, Grid 09, \
Grid 10; write more of the name.
[1]
"""
    assert played(park, written) == written
    lines = park("company", "list", now=MORNING).out.splitlines()
    assert len(lines) == 2 + 212 + 1
    assert lines[-1] == "212 companies · 10,307 heads · 197 resumed · above scale 137 of 141 (97.2 %)"


def test_json_gives_every_company_of_the_file_whole(park: Program) -> None:
    with (PARK / "park.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert json.loads(park("company", "list", "--json", now=MORNING).out) == [
        {
            "name": row["name"],
            "headcount": int(row["headcount"]),
            "zone": row["zone"],
            "above_scale": row["above_scale"] == "yes",
            "resumed": row["resumed"] == "yes",
            "liaison": row["liaison"],
            "caretaker": row["caretaker"],
            "other_names": [],
            "number": number,
            "resumed_since": None,
            "removed": None,
        }
        for number, row in enumerate(rows, 1)
    ]


def test_on_a_terminal_of_eighty_columns_a_long_name_is_folded(small: Program, folder: Path) -> None:
    long = "中国（长沙）智能制造装备与新材料产业园区第三期"
    small("company", "add", long, "--zone", "the zone beyond the river", "--other-name", "三期", now=MORNING)
    terminal = Terminal(folder, ["company", "list"], MORNING)
    assert terminal.finish() == 0
    assert (
        terminal.text()
        == """\
company            heads  zone                scale  resumed  liaison  caretaker
────────────────────────────────────────────────────────────────────────────────
启泰传感科技          50  Grid 02                    yes               保姆员02
博大科工             612  Grid 03                    yes               保姆员03
中国（长沙）智能          the zone beyond            no
制造装备与新材料          the river
产业园区第三期
3 companies · 662 heads · 2 resumed
"""
    )


def test_a_name_that_means_several_lists_them_and_one_that_means_none_the_nearest(park: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company show k
! worklist: “k” could be any of 宇环数控机床, 启泰传感科技, 博大科工, 蓝思科技, 康特防护科技, 开元新能源, 开元化工, \
开元光电, 开元精密, 科瑞模具, … (18); write more of the name.
[1]
$ company edit 科技 --headcount 1
! worklist: “科技” could be any of 启泰传感科技, 蓝思科技, 康特防护科技; write more of the name.
[1]
$ company remove 大力人
! worklist: No company on the roster is called “大力人”; the nearest: 大力神, 正大食品, 正大电子. \
`worklist company add` puts one on it, `worklist add --new` takes one that is not.
[1]
$ company add 启泰传感科技
! worklist: “启泰传感科技” is a name of 启泰传感科技 already; `worklist company show 启泰传感科技` shows it.
[1]
"""
    assert played(park, written) == written


# One company


def test_a_company_keeps_its_record_when_it_is_renamed_and_when_it_goes(small: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ done @qtcg --count 48
Counted 1: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (48 of 50), 2 left
$ done @bdkg
Done 2: herbal dose  +doses  @博大科工  for 保姆员03  due 21:00  (612 of 612)
$ add --none @bdkg
Added 3 on Thu 2020-02-20: nothing outstanding  +issues  @博大科工  for 保姆员03
$ close-day --carry-rest --accept-blanks
Certificate 1: Thu 2020-02-20 is closed
closed 09:00 by 联络员01
kind    items  done  waived  carried  counted
──────────────────────────────────────────────────────
doses       2     1       0        1  660 of 662 drunk
issues      1     1       0        0
all         3     2       0        1
carried 1 to Fri 2020-02-21 as 1: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (48 of 50)
left blank: issues of 1 company: 启泰传感科技
digest   (a digest)
previous none, this is the first
! blank  @启泰传感科技: issues
# 2020-02-21 08:00
$ note 1 phoned
Noted 1: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (0 of 2) — phoned
! Fri 2020-02-21 begins: 2 items are dealt, to 2 companies.
$ company edit bdkg --name 博大智能
Changed company 2: 博大智能  (博大科工)  Grid 03  612 heads  resumed  caretaker 保姆员03 — name: 博大科工 → 博大智能, \
other names: — → 博大科工
$ company show 博大科工
company      博大智能 (2)
headcount    612
zone         Grid 03
above scale  no
resumed      yes
caretaker    保姆员03
other names  博大科工

          20  21
supplies   ·   ·
measures   ·   ·
doses      ✓   ○
issues     ✓   ?
✓ done   ○ open   ? blank   · nothing expected
$ company remove boda
Removed company 2: 博大智能  (博大科工)  Grid 03  612 heads  resumed  caretaker 保姆员03
$ company show boda
! worklist: No company on the roster is called “boda”; the nearest: 启泰传感科技. `worklist company add` puts one on \
it, `worklist add --new` takes one that is not.
[1]
$ today
Fri 2020-02-21 · open since 2020-02-20 09:00 · 3 of 3 left
doses  0 of 3 settled  0 of 664 drunk
1 blank at 1 company; `worklist today --missing` lists them

id  due    kind   company       text         counted   who       carried
────────────────────────────────────────────────────────────────────────
1   21:00  doses  启泰传感科技  herbal dose  0 of 2    保姆员02  2nd day
2   21:00  doses  启泰传感科技  herbal dose  0 of 50   保姆员02
3   21:00  doses  博大科工      herbal dose  0 of 612  保姆员03
# 2020-02-22 08:00
$ done 1
Done 1: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (50 of 50)
! Sat 2020-02-22 begins: 1 item is dealt, to 1 company.
$ company show 博大智能
company      博大智能 (2)
headcount    612
zone         Grid 03
above scale  no
resumed      yes
caretaker    保姆员03
other names  博大科工
removed      2020-02-21

          20  21  22
supplies   ·   ·   ·
measures   ·   ·   ·
doses      ✓   ○   ·
issues     ✓   ·   ·
✓ done   ○ open   · nothing expected
$ company add 博大智能 --headcount 620
Added again company 2: 博大智能  (博大科工)  Grid 03  620 heads  resumed  caretaker 保姆员03 — headcount: 612 → 620
Dealt 2 on Sat 2020-02-22: herbal dose  +doses  @博大智能  for 保姆员03  due 21:00  (0 of 620)
$ undo
Removed company 2: 博大智能  (博大科工)  Grid 03  612 heads  resumed  caretaker 保姆员03 — headcount: 620 → 612
Taken back 2 on Sat 2020-02-22: herbal dose  +doses  @博大智能  for 保姆员03  due 21:00  (0 of 620)
"""
    assert played(small, written) == written


def test_an_edit_changes_what_is_open_today_only_if_so_wished(small: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company edit qtcg --headcount 52
Changed company 1: 启泰传感科技  Grid 02  52 heads  resumed  caretaker 保姆员02 — headcount: 50 → 52
$ company edit bdkg --headcount 600 --caretaker 保姆员09 --name 博大智能 --today
Changed company 2: 博大智能  (博大科工)  Grid 03  600 heads  resumed  caretaker 保姆员09 — name: 博大科工 → 博大智能, \
headcount: 612 → 600, caretaker: 保姆员03 → 保姆员09, other names: — → 博大科工
Changed 2: herbal dose  +doses  @博大智能  for 保姆员09  due 21:00  (0 of 600) — company: 博大科工 → 博大智能, \
who: 保姆员03 → 保姆员09, need: 612 → 600
$ undo
Changed company 2: 博大科工  Grid 03  612 heads  resumed  caretaker 保姆员03 — name: 博大智能 → 博大科工, \
headcount: 600 → 612, caretaker: 保姆员09 → 保姆员03, other names: 博大科工 → —
Changed 2 on Thu 2020-02-20: herbal dose  +doses  @博大科工  for 保姆员03  due 21:00  (0 of 612) — company: \
博大智能 → 博大科工, who: 保姆员09 → 保姆员03, need: 600 → 612
$ done 1
Done 1: herbal dose  +doses  @启泰传感科技  for 保姆员02  due 21:00  (50 of 50)
$ company edit qtcg --headcount 51 --today
Changed company 1: 启泰传感科技  Grid 02  51 heads  resumed  caretaker 保姆员02 — headcount: 52 → 51
$ show 1
item     1 on Thu 2020-02-20
text     herbal dose
kind     doses
company  启泰传感科技
who      保姆员02
due      21:00
counted  50 of 50
status   done

History
  08:00 联络员01: check add
  09:00 联络员01: done, open → done, 50 of 50
$ company edit qtcg --headcount "" --zone "" --caretaker ""
Changed company 1: 启泰传感科技  resumed — headcount: 51 → —, zone: Grid 02 → —, caretaker: 保姆员02 → —
"""
    assert played(small, written) == written


def test_a_new_company_is_dealt_what_it_is_due_and_undo_takes_both_back(small: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company add 蓝思科技 --headcount 36
Added company 3: 蓝思科技  36 heads  not resumed
$ company edit lskj --resumed-since yesterday
Changed company 3: 蓝思科技  36 heads  resumed since 2020-02-19 — resumed: no → since 2020-02-19
Dealt 3 on Thu 2020-02-20: herbal dose  +doses  @蓝思科技  due 21:00  (0 of 36)
$ undo
Changed company 3: 蓝思科技  36 heads  not resumed — resumed: since 2020-02-19 → no
Taken back 3 on Thu 2020-02-20: herbal dose  +doses  @蓝思科技  due 21:00  (0 of 36)
$ undo
Taken back company 3: 蓝思科技  36 heads  not resumed
"""
    assert played(small, written) == written


def test_on_a_terminal_removing_asks_and_only_yes_means_it(small: Program, folder: Path) -> None:
    before = files(folder)
    for typed, shown in (("n\r", " n"), ("\r", ""), ("\x04", "")):
        no = Terminal(folder, ["company", "remove", "bdkg"], MORNING)
        no.wait_for("[y/N] ")
        no.send(typed)
        assert no.finish() == 1
        assert no.text() == f"Take 博大科工 off the roster? [y/N]{shown}\nNothing was changed.\n"
    assert files(folder) == before
    yes = Terminal(folder, ["company", "remove", "--yes", "bdkg"], MORNING)
    assert yes.finish() == 0
    assert (
        yes.text()
        == """\
Removed company 2: 博大科工  Grid 03  612 heads  resumed  caretaker 保姆员03
"""
    )
    assert small("company", "list", now=MORNING).out.splitlines()[2:] == [
        "启泰传感科技     50  Grid 02         yes               保姆员02",
        "1 company · 50 heads · 1 resumed",
    ]


def test_yes_typed_on_a_terminal_takes_a_company_off_the_roster(small: Program, folder: Path) -> None:
    terminal = Terminal(folder, ["company", "remove", "bdkg"], MORNING)
    terminal.wait_for("[y/N] ")
    terminal.send("y\r")
    assert terminal.finish() == 0
    assert (
        terminal.text()
        == """\
Take 博大科工 off the roster? [y/N] y
Removed company 2: 博大科工  Grid 03  612 heads  resumed  caretaker 保姆员03
"""
    )
    assert [company["name"] for company in json.loads(small("company", "list", "--json", now=MORNING).out)] == [
        "启泰传感科技"
    ]


def test_json_of_a_company_gives_a_word_for_each_kind_and_day(small: Program) -> None:
    small("done", "@bdkg", now=MORNING)
    small("close-day", "--carry-rest", "--accept-blanks", now=MORNING)
    assert json.loads(small("company", "show", "bdkg", "--json", now="2020-02-21 08:00:00").out)["days"] == [
        {"day": "2020-02-20", "supplies": None, "measures": None, "doses": "done", "issues": "blank"},
        {"day": "2020-02-21", "supplies": None, "measures": None, "doses": "open", "issues": "blank"},
    ]


def test_a_list_in_which_no_company_is_left_says_whether_there_are_others(small: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company list --not-resumed
! There is no such company; leave an option out to see others.
$ company list --not-resumed --json
[]
$ company list --zone 99
! worklist: No company on the roster is in the zone “99”; the nearest: Grid 03, Grid 02.
[1]
$ company remove qtcg
Removed company 1: 启泰传感科技  Grid 02  50 heads  resumed  caretaker 保姆员02
$ company remove bdkg
Removed company 2: 博大科工  Grid 03  612 heads  resumed  caretaker 保姆员03
$ company list
! There is no company to show; `worklist company import FILE` or `worklist company add` puts one in.
"""
    assert played(small, written) == written


def test_a_file_with_headings_alone_is_said_to_have_no_company_and_changes_nothing(
    small: Program, folder: Path
) -> None:
    (folder.parent / "headings.csv").write_text("企业名称,在岗人数\n", encoding="utf-8")
    before = files(folder)
    written = """\
# 2020-02-20 09:00
$ company import headings.csv
Not in the file, and left as they are: 启泰传感科技, 博大科工 (`worklist company remove` takes one away)
! There is no company below the headings.
"""
    assert played(small, written) == written
    assert files(folder) == before


def test_a_change_of_the_roster_is_not_undone_once_a_day_has_begun_with_it(small: Program) -> None:
    written = """\
# 2020-02-20 09:00
$ company edit bdkg --headcount 600
Changed company 2: 博大科工  Grid 03  600 heads  resumed  caretaker 保姆员03 — headcount: 612 → 600
# 2020-02-21 08:00
$ add masks
Added 3 on Fri 2020-02-21: masks  +issues
! Fri 2020-02-21 begins: 2 items are dealt, to 2 companies.
$ undo
Taken back 3 on Fri 2020-02-21: masks  +issues
$ undo
! worklist: 2020-02-21 has begun since “company edit”, with what that changed; nothing was taken back. Change it anew.
[1]
"""
    assert played(small, written) == written
