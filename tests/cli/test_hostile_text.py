"""Text made to hurt, through every command that prints: harmless on every stream, whole in JSON, or refused.

Texts full of control characters, marks of direction, markup, braces and quotes, some as long as can be, and bytes that
are no text, become texts, names, reasons, notes, the name of the user and the names of files.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.campaign import tries, variable
from tests.conftest import environment, forked
from tests.forked import Said
from tests.store.conftest import files
from worklist.checklist.items import NAME_LIMIT, TEXT_LIMIT
from worklist.names import fold

FORM = Path(__file__).parent.parent / "report" / "form" / "form.xlsx"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PIECES = [
    *(chr(sign) for sign in (*range(1, 0x20), *range(0x7F, 0xA0))),
    *BIDI,
    *("\x1b[31m", "\x1b[2J", "\x1b]0;a\x07", "\x1bPq\x1b\\", "\x9b1m", "\r\n", "\u2028", "\u2029", "\ufeff", "\u200b"),
    *("[bold]", "[/bold]", "[/]", "[link=https://example.org]", "[red on blue]", ":smile:", "\\[", "<b>", "&amp;"),
    *("{", "}", "{0}", "{day}", "{text!r}", "%", "%s", "%(name)s", "$HOME", "$(id)", "`id`", "~", "*", ";", "|", "#"),
    *('"', "'", "\\", "\\n", "\\u001b", "“", "”", "--", "-x", "@", "+", "@@", "++x", "＠", "＋", "+86", ",", "，"),
    *("e\u0301", "\u0301\u0302\u0303", "👩\u200d👩\u200d👧", "🇨🇳", "ＡＢＣ", "\u3000", " ", "口罩", "a", "ﬁ", "İ", "ß"),
]
ANY = st.lists(
    st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
).map("".join)
READABLE = ANY.filter(lambda text: any(sign.isprintable() and not sign.isspace() for sign in text)).filter(
    lambda text: len(text) < NAME_LIMIT
)
BYTES = st.sampled_from([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf5\x80"]).map(os.fsdecode)
NO_TEXT = st.tuples(ANY, BYTES, ANY).map("".join)
PATHS = (ANY | NO_TEXT).map(lambda text: os.fsdecode(b"n" + os.fsencode(text.replace("/", "|"))[:200]))


def or_long(limit: int) -> st.SearchStrategy[str]:
    """Give readable texts, and some that have as many characters as they may."""
    return READABLE | READABLE | READABLE.map(lambda text: ("口" + text * limit)[: limit - 1] + "口")


FEW = settings(
    deadline=None,
    max_examples=tries("texts"),
    database=None,
    derandomize=variable("texts") not in os.environ,  # a campaign looks somewhere else each time
    phases=[Phase.reuse, Phase.generate],  # a scene is a second's work, so what fails is told as it was drawn
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


MORNING = "2020-02-20 09:00:00"


def harmless(written: bytes) -> str:
    """Give what was written, if it is text without any sign that a terminal would obey."""
    text = written.decode()
    raw = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") or sign in BIDI}
    assert raw <= {"\n"}
    return text


class Scene:
    """A notebook in a folder of any name, written by a person of any name."""

    def __init__(self, place: Path, folder: str, person: str) -> None:
        self._person = person
        self.place = place
        self.folder = place / folder

    def _environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        return environment(self.folder, MORNING) | {"WORKLIST_USER": self._person, **variables}

    def _run(self, arguments: Sequence[str], variables: Mapping[str, str], stdin: bytes = b"") -> Said:
        return forked().run(arguments, self._environment(variables), self.place, stdin)

    def __call__(self, *arguments: str, code: int = 0, stdin: bytes = b"") -> str:
        """Run the program and give its standard output."""
        said = self._run(arguments, {}, stdin)
        harmless(said.err)
        assert said.code == code, (arguments, said)
        return harmless(said.out)

    def json(self, command: str, *arguments: str, code: int = 0) -> Any:  # noqa: ANN401 - whatever JSON there is
        """Run the program for its JSON."""
        return json.loads(self(command, "--json", *arguments, code=code))

    def on_terminal(self, *arguments: str, code: int = 0, keys: bytes = b"") -> None:
        """Run the program on a terminal, where colours are the only escapes."""
        said = forked().on_terminal(arguments, self._environment({}), self.place, keys)
        assert said.code == code, (arguments, said)
        harmless(re.sub(rb"\x1b\[(\d+(;\d+)*)?m", b"", said.out).replace(b"\r\n", b"\n"))

    def refused(self, *arguments: str, stdin: bytes = b"", **variables: str) -> None:
        """Run the program on what it cannot take: one sentence, nothing else, and nothing is changed."""
        before = files(self.place)
        said = self._run(arguments, variables, stdin)
        sentence = harmless(said.err)
        assert said.code in (1, 2), (arguments, said)
        assert said.out == b"", (arguments, said)
        assert re.fullmatch("worklist: .+[.)]\n", sentence), (arguments, said)
        assert files(self.place) == before

    def taken_over(self, *, whole: str, items: str) -> None:
        """Let another notebook take in the whole of this one, and one the items in every format."""
        all_of_it = self("export", "--format=json")
        self(whole, "import", "--format=json", "-", stdin=all_of_it.encode())
        assert self(whole, "export", "--format=json") == all_of_it
        for format in ("todotxt", "taskwarrior", "csv"):
            data = self._run(["export", f"--format={format}", "--from=2020-02-20"], {}).out
            assert harmless(data.replace(b"\r\n", b"\n"))
            for _again in range(2):
                said = self._run([items, "import", f"--format={format}", "-", "--new"], {}, data)
                harmless(said.out + said.err)
                assert said.code == 0 or b"is too long" in said.err  # written out, controls are four times as long
        self(items, "today", "--all")

    def offered(self, line: str) -> None:
        """Let every shell complete a line."""
        words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_TYPER_COMPLETE_ARGS": line}
        for shell in ("bash", "zsh", "fish"):
            asked = {"_WORKLIST_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
            said = self._run([], words | asked)
            assert (said.err, said.code) == (b"", 0), (shell, line, said)
            harmless(re.sub(rb"(?m)^([^\t\n]+)\t", rb"\1 ", said.out) if shell == "fish" else said.out)


@contextmanager
def begun(folder: str, person: str) -> Iterator[Scene]:
    """Begin a notebook in a place that is gone afterwards."""
    with TemporaryDirectory() as place:
        yield Scene(Path(place), folder, person)


def marked(text: str) -> str:
    """Give a text as one types it: @ and + at the beginning of a word doubled."""
    return re.sub(r"(?<!\S)([@+＠＋])(?=[^\s,，、;；。:：!！?？)）])", r"\1\1", text)


def said_of(item: dict[str, Any]) -> list[object]:
    """Give what people have said of an item, from its JSON."""
    texts = [item[field] for field in ("text", "company", "who", "unit", "reason")]
    return [*texts, *(note["text"] for note in item["notes"])]


def strings(value: object) -> set[str]:
    """Give every text within a value of JSON."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return set().union(*map(strings, inner))


@FEW
@given(
    paths=st.lists(PATHS, min_size=4, max_size=4, unique=True),
    names=st.lists(or_long(NAME_LIMIT), min_size=4, max_size=4),
    lines=st.lists(READABLE.map(lambda text: text.replace("\n", "\r")), min_size=2, max_size=2),
    texts=st.lists(or_long(TEXT_LIMIT), min_size=4, max_size=4),
)
def test_what_is_accepted_is_whole_in_json_and_harmless_everywhere(
    paths: list[str], names: list[str], lines: list[str], texts: list[str]
) -> None:
    with begun(paths[0], names[0]) as scene:
        scene(
            "add",
            f"--company={names[1]}",
            f"--who={names[2]}",
            f"--unit={names[3]}",
            "--need=7",
            "--",
            marked(lines[0]),
        )
        scene("add", "-", stdin=f"second\n{marked(lines[1])}\nfourth\n".encode())
        scene("edit", "4", f"--text={texts[0]}", f"--company={names[2]}", f"--who={names[1]}")
        scene("note", "1", "--", texts[1])
        scene("done", "1", "--count=3")
        for command in (["waive", "2", f"--why={texts[2]}"], ["carry", "3", f"--why={texts[3]}"]):
            scene(*command)
            scene("undo")
            scene(*command)
            scene("reopen", command[1])
            scene(*command)

        by, company, who, unit = (name.strip() for name in names)
        text, note, why, reason = (text.strip() for text in texts)
        written = {
            1: [lines[0].strip(), company, who, unit, None, note],
            2: ["second", None, None, None, why],
            3: [lines[1].strip(), None, None, None, reason],
            4: [text, who, company, None, None],
        }
        said = {held for fields in written.values() for held in fields if held is not None} - {unit}
        shown = scene.json("today", "--all")["items"]
        assert {item["id"]: said_of(item) for item in shown} == written
        assert {id: said_of(scene.json("show", str(id))) for id in written} == written
        assert strings(scene.json("log")) >= said | {unit, by}
        for show in (["today", "--all"], ["today", f"--company={company}", f"--who={who}"], ["show", "1"], ["log"]):
            scene(*show)
            scene.on_terminal(*show)
        for line in ("done ", "today -w ", "add x @"):
            scene.offered(f"worklist {line}")
        scene("close-day", "--no-walk", code=3)
        scene.on_terminal("close-day", keys=b"q", code=3)
        scene("close-day", "--carry-rest", f"--why={reason}")
        scene("close-day", "--carry-rest", "--json")
        scene.on_terminal("close-day", "--day=2020-02-20")

        scene("find", "--", text)
        for wanted in said:
            found = scene.json("find", "--", wanted)
            assert found["text"] == wanted
            assert wanted in strings(found["items"])
        assert strings(scene.json("log", "--day=2020-02-20")) >= said | {unit, by}
        backup, other, empty = (str(scene.place / path) for path in paths[1:])
        scene.taken_over(whole=f"--notebook={empty}", items=f"--notebook={empty}-2")
        scene("backup", backup)
        scene.on_terminal("doctor", f"--restore={backup}", keys=b"n\n", code=1)
        scene(f"--notebook={other}", "doctor", f"--restore={backup}")
        assert scene(f"--notebook={other}", "find", "--json", "--", text) == scene("find", "--json", "--", text)
        scene("verify")
        (scene.folder / "worklist.json").write_bytes(b"half")
        scene.refused("today")
        scene("doctor", code=1)
        assert scene.json("doctor", code=1)["findings"][0]["place"] == str(scene.folder / "worklist.json")
        scene("doctor", "--take=previous")
        scene.refused(f"--notebook={empty}-3", "backup")
        scene.refused(f"--notebook={backup}", "today")
        scene.refused("backup", backup)


@FEW
@given(bad=(ANY | NO_TEXT).map("¿{}".format), no_text=NO_TEXT, long=or_long(TEXT_LIMIT))
def test_what_is_refused_gets_one_sentence_and_changes_nothing(bad: str, no_text: str, long: str) -> None:
    with begun("notebook", "联络员01") as scene:
        scene("add", "x", "@y")
        for arguments in (
            [bad],
            [f"--{bad}"],
            ["today", f"--{bad}"],
            ["today", f"-{bad}"],
            ["today", f"--day={bad}"],
            ["today", f"--company={bad}"],
            ["today", f"--who={bad}"],
            ["log", "--", bad],
            ["undo", bad],
            ["show", bad],
            ["done", bad],
            ["done", f"@{bad}"],
            ["done", f"+{bad}"],
            ["done", "1", f"--except=@{bad}"],
            ["done", "1", f"--count={bad}"],
            ["carry", "1", f"--to={bad}"],
            ["add", "x", f"--kind={bad}"],
            ["add", "x", f"--due={bad}"],
            ["add", "x", f"--need={bad}"],
            ["add", f"+{bad}"],
            ["close-day", f"--day={bad}"],
            ["close-day", f"--why={bad}"],
            ["doctor", f"--take={bad}"],
            ["doctor", f"--restore={bad}"],
            ["backup", f"{bad}/{bad}"],
            ["report", f"--template={bad}", "-o", "filled.xlsx"],
            ["company", bad],
            ["company", "import", bad],
            ["company", "add", "z", f"--headcount={bad}"],
            ["company", "add", "z", f"--resumed-since={bad}"],
            ["company", "list", f"--zone={bad}"],
            ["company", "show", bad],
            ["company", "edit", bad, "--resumed"],
            ["company", "remove", bad],
            ["check", "add", bad, "x"],
            ["check", "add", "doses", "x", f"--on={bad}"],
            ["check", "pause", bad],
            ["settings", f"--expected={bad}"],
            ["settings", f"--rollover={bad}"],
        ):
            scene.refused(*arguments)
        for text in (no_text, f"口{long * TEXT_LIMIT}"[:TEXT_LIMIT] + "口"):
            for arguments in (
                ["add", "--", text],
                ["add", "x", f"--company={text}"],
                ["add", "x", f"--who={text}"],
                ["add", "x", f"--unit={text}"],
                ["edit", "1", f"--text={text}"],
                ["note", "1", "--", text],
                ["waive", "1", f"--why={text}"],
                ["carry", "1", f"--why={text}"],
                ["close-day", "--carry-rest", f"--why={text}"],
                ["find", "--", text],
            ):
                scene.refused(*arguments)
            scene.refused("add", "-", stdin=b"x\n" + os.fsencode(text).replace(b"\n", b" "))
            scene.refused("done", "1", WORKLIST_USER=text)


@FEW
@given(
    names=st.lists(or_long(NAME_LIMIT), min_size=6, max_size=6, unique_by=fold),
    texts=st.lists(or_long(TEXT_LIMIT), min_size=2, max_size=2),
)
def test_a_park_of_such_names_is_whole_in_json_and_harmless_everywhere(names: list[str], texts: list[str]) -> None:
    name, other, zone, liaison, caretaker, unit = names
    with begun("notebook", caretaker) as scene:
        facts = [f"--other-name={other}", f"--zone={zone}", f"--liaison={liaison}", f"--caretaker={caretaker}"]
        scene("company", "add", *facts, "--headcount=7", "--resumed", "--", name)
        scene("check", "add", "--per-head", f"--unit={unit}", f"--zone={zone}", "doses", "--", texts[0])
        scene("add", "--none", f"--company={other}", "+issues")
        scene("waive", "1", "--count=2", f"--why={texts[1]}")
        said = {each.strip() for each in names} - {unit.strip()}
        shown = json.loads(scene("company", "show", "--json", "--", name))
        assert strings(shown) >= said
        assert strings(json.loads(scene("board", "--json"))) >= said - {other.strip()}
        assert strings(json.loads(scene("check", "list", "--json"))) >= {texts[0].strip(), zone.strip(), unit.strip()}
        assert strings(json.loads(scene("report", "--format", "json"))) >= {name.strip(), zone.strip(), liaison.strip()}
        assert strings(scene.json("log")) >= said | {each.strip() for each in texts}
        for show in (
            ["company", "list"],
            ["company", "show", "--", other],
            ["check", "list"],
            ["board"],
            ["board", "--by=zone"],
            ["today", "--by=company"],
            ["today", "--missing"],
            ["days"],
            ["report"],
            ["stats"],
            ["report", "--format=md"],
            ["report", "--format=html"],
            ["log"],
            ["show", "1"],
            ["chase", f"--who={liaison}"],
        ):
            scene(*show)
            scene.on_terminal(*show)
        sheet = scene.place / "report.csv"
        scene("report", "-o", str(sheet))
        harmless(sheet.read_bytes().replace(b"\r\n", b"\n"))
        filled = scene.place / "filled.xlsx"
        scene("report", f"--template={FORM}", "-o", str(filled))
        with ZipFile(filled) as book:
            harmless(book.read("xl/worksheets/sheet1.xml"))
        for line in ("company show ", "company list --zone ", "check pause ", "today -w "):
            scene.offered(f"worklist {line}")
        scene("company", "edit", f"--name={zone}", "--", name)
        scene("company", "remove", "--", zone)
        scene("undo")
        scene("close-day", "--carry-rest", "--accept-blanks")
        scene.on_terminal("close-day", "--day=2020-02-20")
