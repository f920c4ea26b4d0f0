"""What is measured: the commands of worklist, the least programs that do such a thing, and the peers."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tinydb import TinyDB

from tests.bench.measure import Case
from tests.bench.notebooks import DIRECTOR, Kept, Line, Park, Size, build, build_park, lines
from tests.bench.peers import Peer, peers

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PROGRAM = [sys.executable, str(Path(sys.executable).with_name("worklist"))]
WANTED = "停电"
"""What is looked for; no item holds it, so that all have to be looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The notebooks that are measured: the first in detail, the others against it."""

    day: Size
    month: Size
    year: Size
    full: Size
    lines: int
    imported: int
    morning: Park
    begun: Park
    roster: Park

    def all(self) -> list[Size]:
        """Give the notebooks."""
        return [self.day, self.month, self.year, self.full]


REAL = Sizes(
    day=Size(name="a day", days=1, items=800, open=100),
    month=Size(name="a month", days=30, items=800, open=100),
    year=Size(name="a year", days=365, items=800, open=100),
    full=Size(name="10,000 open", days=1, items=10_000, open=10_000),
    lines=10_000,
    imported=100_000,
    morning=Park(name="a park's morning", companies=212, checks=4, has_begun=False),
    begun=Park(name="a park's day", companies=212, checks=4, has_begun=True),
    roster=Park(name="10,000 companies", companies=10_000, checks=0, has_begun=False),
)
SMALL = Sizes(
    day=Size(name="a day", days=1, items=8, open=4),
    month=Size(name="a month", days=2, items=8, open=4),
    year=Size(name="a year", days=3, items=8, open=4),
    full=Size(name="10,000 open", days=1, items=20, open=20),
    lines=20,
    imported=20,
    morning=Park(name="a park's morning", companies=8, checks=4, has_begun=False),
    begun=Park(name="a park's day", companies=8, checks=4, has_begun=True),
    roster=Park(name="10,000 companies", companies=20, checks=0, has_begun=False),
)


def cases(folder: Path, sizes: Sizes, today: date) -> list[Case]:
    """Write all files below `folder`, and give all cases."""
    found = [*_bare(), *_least(folder, sizes, today)]
    for number, size in enumerate(sizes.all()):
        notebook = folder / f"notebook{number}"
        build(notebook, size, today)
        found += _worklist(notebook, Kept(notebook), size, sizes, today)
    found += _parks(folder, sizes, today)
    for peer in peers():
        for size in (sizes.day, sizes.year):
            if size.days * size.items <= peer.largest:
                found += _peer(peer, folder / f"peer{len(found)}", size, today)
    return found


def _bare() -> Iterator[Case]:
    for name, program in (("bare Python", "pass"), ("`import typer`", "import typer")):
        yield Case(who=name, what="start", size="", command=[sys.executable, "-c", program])


def _least(folder: Path, sizes: Sizes, today: date) -> Iterator[Case]:
    """Give the least programs, on a TinyDB file with the items of a day; that for `find` reads the year's files."""
    (folder / "plain").mkdir()
    plain = folder / "plain" / "plain.json"
    with TinyDB(plain, ensure_ascii=False, encoding="utf-8") as database:
        database.insert_multiple(
            {
                "kind": "doses",
                "text": line.text,
                "company": line.company,
                "status": "open" if line.is_open else "done",
            }
            for line in lines(sizes.day, today)
        )
    kept = Kept(plain.parent)
    many = "".join(f"{line.text}\n" for line in _many(sizes, today)).encode()
    for what, program, arguments, stdin in (
        ("add", "minimal_add.py", [str(plain), "x"], b""),
        ("today", "minimal_today.py", [str(plain)], b""),
        ("add -", "minimal_lines.py", [str(plain)], many),
    ):
        command = [sys.executable, str(HERE / program), *arguments]
        yield Case(who="least", what=what, size=sizes.day.name, command=command, restore=kept.restore, stdin=stdin)
    yield Case(
        who="least",
        what="import",
        size=sizes.day.name,
        command=[sys.executable, str(HERE / "minimal_import.py"), str(plain), str(_todo_txt(folder, sizes, today))],
        environment={"PYTHONPATH": str(ROOT)},
        restore=kept.restore,
    )
    yield Case(
        who="least", what="board", size=sizes.begun.name, command=[sys.executable, str(HERE / "minimal_board.py")]
    )
    year = [sys.executable, str(HERE / "minimal_find.py"), str(folder / f"notebook{sizes.all().index(sizes.year)}")]
    yield Case(who="least", what="find", size=sizes.year.name, command=year)


def _todo_txt(folder: Path, sizes: Sizes, today: date) -> Path:
    """Give a file of todo.txt: every line has its date, kind, company and due date, every tenth a priority too."""
    file = folder / "todo.txt"
    if not file.exists():
        many = lines(Size(name="", days=1, items=sizes.imported, open=0), today)
        written = (
            f"{'' if number % 10 else '(B) '}{today} {line.text} @{line.company} +doses due:{today}\n"
            for number, line in enumerate(many)
        )
        file.write_text("".join(written), encoding="utf-8")
    return file


def _many(sizes: Sizes, today: date) -> Iterator[Line]:
    return lines(Size(name="", days=1, items=sizes.lines, open=0), today)


def _environment(notebook: Path) -> dict[str, str]:
    return {"WORKLIST_NOTEBOOK": str(notebook), "WORKLIST_USER": DIRECTOR, "PYTHONPATH": str(ROOT)}


def _worklist(notebook: Path, kept: Kept, size: Size, sizes: Sizes, today: date) -> Iterator[Case]:
    """Give the commands on one notebook."""
    environment = _environment(notebook)
    commands = {
        "add": ["add", "+doses", "herbal dose, noon", "@公司007"],
        "done": ["done", str(size.items)],
        "today": ["today"],
        "close-day": ["close-day", "--carry-rest", "--day", today.isoformat()],
        "find": ["find", WANTED],
    }
    if size == sizes.year:
        commands["find, every day"] = ["find", "公司007"]
    stdin = {}
    if size == sizes.day:
        todo_txt = str(_todo_txt(notebook.parent, sizes, today))
        commands |= {"add -": ["add", "-"], "--help": ["--help"], "complete": []}
        commands["import"] = ["import", "--new", "--format", "todotxt", todo_txt]
        many = (f"+doses {line.text} @{line.company}\n" for line in _many(sizes, today))
        stdin["add -"] = "".join(many).encode()
    complete = {"_WORKLIST_COMPLETE": "complete_bash", "COMP_WORDS": "worklist done ", "COMP_CWORD": "2"}
    for what, arguments in commands.items():
        yield Case(
            who="worklist",
            what=what,
            size=size.name,
            command=[*PROGRAM, *arguments],
            environment=environment | (complete if what == "complete" else {}),
            restore=kept.restore,
            stdin=stdin.get(what, b""),
        )


def _parks(folder: Path, sizes: Sizes, today: date) -> Iterator[Case]:
    """Give the commands on a park's notebooks; `add` names a company of the roster."""
    for number, (park, commands) in enumerate(
        (
            (sizes.morning, {"add": ["add", "x"]}),
            (sizes.begun, {"add": ["add", "x"], "done": ["done", "1"], "board": ["board", "--all"]}),
            (sizes.roster, {"add": ["add", "+doses", "herbal dose, noon", "@公司007"]}),
        )
    ):
        notebook = folder / f"park{number}"
        build_park(notebook, park, sizes.day, today)
        restore = Kept(notebook).restore
        for what, arguments in commands.items():
            yield Case(
                who="worklist",
                what=what,
                size=park.name,
                command=[*PROGRAM, *arguments],
                environment=_environment(notebook),
                restore=restore,
            )


def _peer(peer: Peer, folder: Path, size: Size, today: date) -> Iterator[Case]:
    """Give the commands of a peer on its own files of this size."""
    peer.build(folder, size, today)
    kept = Kept(folder)
    facts = {
        "folder": str(folder),
        "id": str(min(50, size.open)),
        "text": "herbal dose, noon",
        "company": "公司007",
        "wanted": WANTED,
    }
    environment = {name: value.format(**facts) for name, value in peer.environment.items()}
    for what, arguments in peer.commands.items():
        yield Case(
            who=peer.name,
            what=what,
            size=size.name,
            command=[str(peer.path()), *(argument.format(**facts) for argument in arguments)],
            environment={**environment, "HOME": str(folder)},
            restore=kept.restore,
            fine=frozenset({0, 1} if what == "find" else {0}),  # some answer so that nothing was found
        )
