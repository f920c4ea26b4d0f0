"""Sessions with the whole program, compared whole: standard output, standard error and exit code."""

from pathlib import Path

from tests.conftest import Answer, Program

MORNING = "2020-02-20 09:00:00"


def said(out: str = "", err: str = "", code: int = 0) -> Answer:
    """Give an answer, its texts written without the first line end."""
    return Answer(out.removeprefix("\n"), err.removeprefix("\n"), code)


def test_an_item_is_added_with_everything_that_can_be_said_of_it(worklist: Program) -> None:
    arguments = ["add", "+supplies", "2000 masks", "@宇环数控机床", "-w", "联络员02", "--due", "21:00"]
    assert worklist(*arguments, "--need", "2000", "--unit", "只", now=MORNING) == said(
        "Added 1 on Thu 2020-02-20: 2000 masks  +supplies  @宇环数控机床  for 联络员02  due 21:00  (0 of 2,000 只)\n"
    )


def test_full_width_marks_are_what_a_chinese_keyboard_types(worklist: Program) -> None:
    assert worklist("add", "＋doses", "中药汤剂", "＠启泰传感科技", now=MORNING) == said(
        "Added 1 on Thu 2020-02-20: 中药汤剂  +doses  @启泰传感科技\n"
    )


def test_a_day_from_the_first_item_to_the_certificate(worklist: Program) -> None:
    worklist("add", "+supplies", "2000 masks", "@宇环数控机床", "--need", "2000", "--due", "18:00", now=MORNING)
    worklist("add", "+doses", "herbal dose, evening", "@启泰传感科技", "--due", "21:00", now=MORNING)
    worklist("add", "thermometer at gate 2 is broken", "@蓝思科技", now=MORNING)
    assert worklist("done", "1", "--count", "482", now="2020-02-20 10:30:00") == said(
        "Counted 1: 2000 masks  +supplies  @宇环数控机床  due 18:00  (482 of 2,000), 1,518 left\n"
    )
    assert worklist("done", "+doses", now="2020-02-20 21:05:00") == said(
        "Done 2: herbal dose, evening  +doses  @启泰传感科技  due 21:00\n"
    )
    assert worklist("today", now="2020-02-21 01:30:00") == said("""
Thu 2020-02-20 · open since 09:00 · 2 of 3 left
supplies  0 of 1 settled  482 of 2,000 counted
doses     1 of 1 settled
issues    0 of 1 settled

id  due     kind      company       text                             counted
─────────────────────────────────────────────────────────────────────────────────
1   18:00!  supplies  宇环数控机床  2000 masks                       482 of 2,000
3           issues    蓝思科技      thermometer at gate 2 is broken
""")
    assert worklist("close-day", now="2020-02-21 01:31:00") == said(
        err="""
    1  2000 masks  +supplies  @宇环数控机床  due 18:00  (482 of 2,000)
    3  thermometer at gate 2 is broken  +issues  @蓝思科技
worklist: 2020-02-20 is not at zero: 2 open. `worklist close-day` on a terminal walks through what is open, \
`worklist close-day --carry-rest` carries it.
""",
        code=3,
    )
    assert worklist("waive", "3", "--why", "gate 2 is shut", now="2020-02-21 01:32:00") == said(
        "Waived 3: thermometer at gate 2 is broken  +issues  @蓝思科技 — gate 2 is shut\n"
    )
    assert worklist("carry", "1", "--why", "the truck is late", now="2020-02-21 01:33:00") == said(
        "Carried 1 to Fri 2020-02-21 as 1: 2000 masks  +supplies  @宇环数控机床  due 18:00  (482 of 2,000)"
        " — the truck is late\n"
    )
    assert worklist("today", now="2020-02-21 01:34:00") == said("""
Thu 2020-02-20 · open since 09:00 · 0 of 3 left
supplies  1 of 1 settled  482 of 2,000 counted
doses     1 of 1 settled
issues    1 of 1 settled
At zero: nothing is open. `worklist close-day` closes the day.
""")
    closed = worklist("close-day", now="2020-02-21 01:40:00")
    digest = closed.out.split("digest   ")[1][:64]
    assert closed == said(f"""
Certificate 1: Thu 2020-02-20 is closed
closed 2020-02-21 01:40 by 联络员01
kind      items  done  waived  carried  counted
────────────────────────────────────────────────────────────
supplies      1     0       0        1  482 of 2,000 counted
doses         1     1       0        0
issues        1     0       1        0
all           3     1       1        1
carried 1 to Fri 2020-02-21 as 1: 2000 masks  +supplies  @宇环数控机床  due 18:00  (482 of 2,000)
    why: the truck is late
digest   {digest}
previous none, this is the first
""")
    assert worklist("verify", now="2020-02-21 01:41:00") == said(
        f"    1  Thu 2020-02-20  {digest[:16]}  sound\n", "1 closed day, sound.\n"
    )


def test_closing_twice_shows_the_certificate_again_and_leaves_the_next_day_alone(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    first = worklist("close-day", "--carry-rest", now="2020-02-21 01:40:00")
    again = worklist("close-day", "--carry-rest", now="2020-02-21 01:41:00")
    assert again == said(
        first.out,
        "Thu 2020-02-20 is closed already; its certificate again. (`worklist close-day --day DAY` closes another.)\n",
    )
    assert worklist("today", now="2020-02-21 01:42:00").out.startswith(
        "Fri 2020-02-21 · open since 01:40 · 1 of 1 left\n"
    )


def test_what_is_added_after_an_early_close_goes_to_the_next_day_and_says_so(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    worklist("done", "1", now=MORNING)
    worklist("close-day", now="2020-02-20 22:00:00")
    assert worklist("add", "b", now="2020-02-20 22:30:00") == said(
        "Added 1 on Fri 2020-02-21: b  +issues\n", "Thu 2020-02-20 is closed; this is for Fri 2020-02-21.\n"
    )


def test_days_left_unclosed_are_announced_and_closed_oldest_first(worklist: Program) -> None:
    worklist("add", "a", now="2020-02-18 09:00:00")
    worklist("add", "b", now="2020-02-19 09:00:00")
    assert worklist("today", now="2020-02-20 09:00:00") == said("""
Tue 2020-02-18 is not closed: 1 item open. `worklist close-day` takes it first.
Wed 2020-02-19 is not closed: 1 item open. `worklist close-day` takes it first.
Thu 2020-02-20
Nothing is written down yet; `worklist add` begins the day.
""")
    closed = worklist("close-day", "--carry-rest", now="2020-02-20 09:01:00")
    assert closed.out.splitlines()[0] == "Certificate 1: Tue 2020-02-18 is closed"
    assert (
        worklist("today", now="2020-02-20 09:02:00").out
        == """\
Wed 2020-02-19 is not closed: 1 item open. `worklist close-day` takes it first.
Thu 2020-02-20 · open since 09:01 · 1 of 1 left
issues  0 of 1 settled

id  kind    text  carried
─────────────────────────
1   issues  a     2nd day
"""
    )


def test_undo_takes_back_a_whole_command_and_the_log_keeps_both(worklist: Program) -> None:
    worklist("add", "-", stdin="a\nb @宇环数控机床\n\nc +doses\n".encode(), now=MORNING)
    assert worklist("done", "1-2", now="2020-02-20 09:10:00") == said(
        "Done 1: a  +issues\nDone 2: b  +issues  @宇环数控机床\n"
    )
    assert worklist("undo", now="2020-02-20 09:11:00") == said(
        "Reopened 2 on Thu 2020-02-20: b  +issues  @宇环数控机床\nReopened 1 on Thu 2020-02-20: a  +issues\n"
    )
    assert worklist("log", now="2020-02-20 09:12:00") == said("""
   1  09:00  联络员01  add
      Added 1 on Thu 2020-02-20: a  +issues
      Added 2 on Thu 2020-02-20: b  +issues  @宇环数控机床
      Added 3 on Thu 2020-02-20: c  +doses
   2  09:10  联络员01  done
      Done 1: a  +issues
      Done 2: b  +issues  @宇环数控机床
   3  09:11  联络员01  undo of 2
      Reopened 2: b  +issues  @宇环数控机床
      Reopened 1: a  +issues
""")
    assert worklist("undo", now="2020-02-20 09:13:00").out.splitlines() == [
        "Taken back 3 on Thu 2020-02-20: c  +doses",
        "Taken back 2 on Thu 2020-02-20: b  +issues  @宇环数控机床",
        "Taken back 1 on Thu 2020-02-20: a  +issues",
    ]
    assert worklist("undo", now="2020-02-20 09:14:00") == said(
        err="worklist: There is no command to take back.\n", code=1
    )


def test_show_tells_the_whole_story_of_an_item_through_its_days(worklist: Program) -> None:
    worklist("add", "2000 masks", "--need", "2000", now=MORNING)
    worklist("done", "1", "--count", "482", now="2020-02-20 10:00:00")
    worklist("note", "1", "rang", "twice", now="2020-02-20 11:00:00")
    worklist("close-day", "--carry-rest", "--why", "truck", now="2020-02-20 23:00:00")
    worklist("edit", "1", "-c", "宇环数控机床", "--due", "12:00", now="2020-02-21 08:00:00")
    assert worklist("show", "1", now="2020-02-21 09:00:00") == said("""
item     1 on Fri 2020-02-21
text     2000 masks
kind     issues
company  宇环数控机床
due      12:00
counted  0 of 1,518
status   open
reason   truck
age      2nd day, carried from Thu 2020-02-20, where it was 1
note     2020-02-20 11:00 联络员01: rang twice

History
  2020-02-20 09:00 联络员01: add
  2020-02-20 10:00 联络员01: done, 482 of 2,000
  2020-02-20 11:00 联络员01: note — rang twice
  2020-02-20 23:00 联络员01: carry, open → carried — truck
  2020-02-20 23:00 联络员01: carry
  08:00 联络员01: edit — company: — → 宇环数控机床, due: — → 12:00
""")


def test_find_looks_on_all_days_in_texts_notes_and_reasons(worklist: Program) -> None:
    worklist("add", "Masks for gate 1", now=MORNING)
    worklist("add", "gate 2", now=MORNING)
    worklist("waive", "2", "--why", "no masks left", now=MORNING)
    worklist("done", "1", now=MORNING)
    worklist("close-day", now="2020-02-20 23:00:00")
    worklist("add", "order more MASKS", now="2020-02-21 09:00:00")
    assert worklist("find", "masks", now="2020-02-21 09:00:00") == said("""
2020-02-21     1  open    order more MASKS  +issues
2020-02-20     1  done    Masks for gate 1  +issues
2020-02-20     2  waived  gate 2  +issues
      no masks left
""")


def test_many_at_once_are_said_in_one_line(worklist: Program) -> None:
    lines = "\n".join(f"+doses herbal dose @公司{number:02}" for number in range(1, 13)).encode()
    assert worklist("add", "-", stdin=lines, now=MORNING) == said("Added 12 items on Thu 2020-02-20: 1-12\n")
    assert worklist("done", "+doses", "--except", "@公司03,@公司07", now=MORNING) == said(
        "Done 10 items: 1-2,4-6,8-12\n"
    )


def test_a_backup_comes_back_in_a_new_folder(worklist: Program, folder: Path) -> None:
    worklist("add", "a", now=MORNING)
    worklist("close-day", "--carry-rest", now="2020-02-20 23:00:00")
    target = folder.parent / "park.zip"
    assert worklist("backup", str(target)) == said(f"{target}: 1 closed day and the open pages\n")
    fresh = folder.parent / "fresh"
    assert worklist("--notebook", str(fresh), "doctor", "--restore", str(target)) == said(
        f"Restored {fresh}/closed/2020/2020-02-20.json\nRestored {fresh}/worklist.json\n"
    )
    assert worklist("--notebook", str(fresh), "doctor") == said("The notebook is sound.\n")
    for name in ("closed/2020/2020-02-20.json",):
        assert (fresh / name).read_bytes() == (folder / name).read_bytes()


def test_what_is_reopened_has_the_count_that_it_had(worklist: Program) -> None:
    worklist("add", "2000 masks", "--need", "2000", now=MORNING)
    worklist("done", "1", "--count", "482", now=MORNING)
    worklist("done", "1", now=MORNING)
    assert worklist("reopen", "1", now=MORNING) == said("Reopened 1: 2000 masks  +issues  (482 of 2,000), 1,518 left\n")


def test_many_that_are_carried_say_where_to(worklist: Program) -> None:
    worklist("add", "-", stdin=b"x\n" * 11, now=MORNING)
    assert worklist("carry", "1-11", "--to", "mon", now=MORNING) == said("Carried 11 items to Mon 2020-02-24: 1-11\n")


def test_punctuation_ends_a_name_in_a_text(worklist: Program) -> None:
    worklist("add", "masks for @宇环数控机床，by truck", now=MORNING)
    worklist("add", "gloves", "-c", "Yuhuan", now=MORNING)
    worklist("add", "soap @yuhuan.", now=MORNING)
    assert (
        worklist("today", now=MORNING).out
        == """\
Thu 2020-02-20 · open since 09:00 · 3 of 3 left
issues  0 of 3 settled

id  kind    company       text
─────────────────────────────────────────────
1   issues  宇环数控机床  masks for，by truck
2   issues  Yuhuan        gloves
3   issues  yuhuan.       soap
"""
    )
    assert worklist("done", "@宇环", now=MORNING).code == 0


def test_names_that_differ_in_case_alone_are_one_company(worklist: Program) -> None:
    worklist("add", "-", stdin=b"a @Yuhuan\nb @yuhuan\n", now=MORNING)
    assert worklist("done", "@yuhuan", now=MORNING) == said(
        "Done 1: a  +issues  @Yuhuan\nDone 2: b  +issues  @yuhuan\n"
    )


def test_at_zero_says_that_the_day_can_be_closed_only_where_it_can(worklist: Program) -> None:
    worklist("add", "a", now=MORNING)
    worklist("close-day", "--carry-rest", now="2020-02-21 01:40:00")
    worklist("done", "1", now="2020-02-21 01:41:00")
    zero = "At zero: nothing is open."
    assert worklist("today", now="2020-02-21 01:46:00").out.splitlines()[-1] == zero
    assert worklist("today", now="2020-02-21 04:00:00").out.splitlines()[-1] == (
        f"{zero} `worklist close-day` closes the day."
    )


def test_a_page_from_which_everything_was_taken_back_bothers_nobody(worklist: Program) -> None:
    worklist("add", "typo", "--day", "2-1", now=MORNING)
    worklist("undo", now=MORNING)
    worklist("add", "a", now=MORNING)
    assert worklist("today", now=MORNING).out.splitlines()[0] == "Thu 2020-02-20 · open since 09:00 · 1 of 1 left"
    assert worklist("close-day", "--carry-rest", now=MORNING).out.splitlines()[0] == (
        "Certificate 1: Thu 2020-02-20 is closed"
    )


def test_one_damaged_closed_day_hides_no_other(worklist: Program, folder: Path) -> None:
    for day in ("2020-02-18", "2020-02-19"):
        worklist("add", "masks", now=f"{day} 09:00:00")
        worklist("done", "+issues", now=f"{day} 09:00:00")
        worklist("close-day", now=f"{day} 23:00:00")
    sealed = folder / "closed/2020/2020-02-19.json"
    sealed.chmod(0o600)
    sealed.write_bytes(sealed.read_bytes().replace(b"masks", b"musks"))
    damaged = f"{sealed} is damaged (its checksum does not fit its content)."
    assert worklist("find", "masks", now=MORNING) == said(
        "2020-02-18     1  done    masks  +issues\n",
        f"worklist: {damaged} It is left as it is; `worklist doctor` says how to mend it.\n",
        1,
    )
    target = folder.parent / "park.zip"
    assert worklist("backup", str(target)) == said(
        f"{target}: 1 closed day and the open pages\n",
        "Wed 2020-02-19 is damaged and not in it; `worklist doctor` says more.\n",
        1,
    )


def test_nothing_found_is_told(worklist: Program) -> None:
    assert worklist("find", "masks", now=MORNING) == said(err="Nothing holds “masks”.\n")
