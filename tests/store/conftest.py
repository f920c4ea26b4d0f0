"""Commands given to a store, notebooks to try it on, and what is compared afterwards."""

import hashlib
import os
import pickle
import resource
import shutil
import stat
import warnings
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import at
from worklist.checklist import adding, closing, importing, park, transitions
from worklist.checklist.checks import Check
from worklist.checklist.choosing import Choice
from worklist.checklist.companies import Company, CompanyWish
from worklist.checklist.counting import Count
from worklist.checklist.importing import Incoming
from worklist.checklist.items import Draft, Item, Kind, Stamp
from worklist.checklist.notebook import Entry
from worklist.checklist.page import Blank, Page, Seal
from worklist.checklist.wishes import CLEAR
from worklist.errors import Damaged, WorklistError
from worklist.selection import Selection
from worklist.store import codec
from worklist.store.codec import Document
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import SealedPage

WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (date(2020, 2, day) for day in (19, 20, 21, 22))
NIGHT = at(21)
EVERYTHING = closing.Everything()
MASKS = Draft(
    text="2000 个口罩",
    kind=Kind.SUPPLIES,
    company="宇环数控机床",
    who="联络员02",
    due=time(21, 30),
    need=2000,
    unit="个",
)


@pytest.fixture
def store(folder: Path) -> NotebookStore:
    """The store of a notebook that does not exist yet."""
    return NotebookStore(folder)


# Commands


def add(store: NotebookStore, *lines: str | Draft, day: date | None = None, stamp: Stamp = NIGHT) -> Entry:
    drafts = [line if isinstance(line, Draft) else Draft(text=line) for line in lines]
    return store.change(lambda notebook: adding.add(notebook, drafts, day, stamp))


def take_in(store: NotebookStore, *lines: str | Draft, day: date, stamp: Stamp = NIGHT) -> Entry:
    """Import items, the first with the origin 1 in 32 digits, and so on."""
    drafts = [line if isinstance(line, Draft) else Draft(text=line) for line in lines]
    placed = [
        (
            day,
            Incoming(
                origin=f"{number:032x}",
                text=draft.text,
                kind=draft.kind or Kind.ISSUES,
                company=draft.company,
                who=draft.who,
                due=draft.due,
                counted=None if draft.need is None else 0,
                need=draft.need,
                unit=draft.unit,
            ),
        )
        for number, draft in enumerate(drafts, 1)
    ]
    return store.change(lambda notebook: importing.take_in(notebook, placed, stamp))


def choice(*ids: int, day: date | None = None) -> Choice:
    return Choice(selection=Selection(ranges=tuple((id, id) for id in ids)), day=day)


def done(
    store: NotebookStore, *ids: int, day: date | None = None, stamp: Stamp = NIGHT, count: int | None = None
) -> Entry:
    counted = None if count is None else Count(amount=count)
    return store.change(lambda notebook: transitions.done(notebook, choice(*ids, day=day), stamp, counted))


def waive(
    store: NotebookStore,
    *ids: int,
    why: str = "停产",
    day: date | None = None,
    stamp: Stamp = NIGHT,
    count: int | None = None,
) -> Entry:
    return store.change(lambda notebook: transitions.waive(notebook, choice(*ids, day=day), why, stamp, count))


def carry(store: NotebookStore, *ids: int, to: date, day: date | None = None, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: transitions.carry(notebook, choice(*ids, day=day), stamp, to, "等货"))


def reopen(store: NotebookStore, *ids: int, day: date | None = None, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: transitions.reopen(notebook, choice(*ids, day=day), stamp))


def note(store: NotebookStore, *ids: int, text: str, day: date | None = None, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: transitions.note(notebook, choice(*ids, day=day), text, stamp))


def undo(store: NotebookStore, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: transitions.undo(notebook, stamp))


def close(
    store: NotebookStore,
    day: date,
    *,
    stamp: Stamp = NIGHT,
    carry_rest: bool = False,
    why: str | None = None,
    accepted: Container[Blank] = EVERYTHING,
) -> SealedPage:
    return store.close(
        lambda notebook: closing.close(notebook, day, stamp, carry_rest=carry_rest, why=why, accepted=accepted)
    )


ROSTER = (
    CompanyWish(
        name="宇环数控机床",
        headcount=25,
        zone="一网格",
        above_scale=True,
        resumed_since=date(2020, 2, 10),
        liaison="联络员01",
        caretaker="保姆员01",
        other_names=("宇环", "Yuhuan CNC"),
    ),
    CompanyWish(name="启泰传感科技", headcount=50, zone="二网格", resumed=False, liaison="联络员02"),
    CompanyWish(name="蓝思科技", zone="一网格", resumed=False),
)
TEMPERATURE = Check(number=0, kind=Kind.MEASURES, text="量体温", zone="一网格", only_resumed=True, on=(0, 1, 2, 3, 4))
DOSE = Check(number=0, kind=Kind.DOSES, text="送药", due=time(21), per_head=True, unit="人")


def put_roster(store: NotebookStore, *wishes: CompanyWish, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: park.import_roster(notebook, wishes or ROSTER, stamp))


def edit_company(
    store: NotebookStore, name: str, wish: CompanyWish, *, stamp: Stamp = NIGHT, today: bool = False
) -> Entry:
    return store.change(lambda notebook: park.edit_company(notebook, name, wish, stamp, today=today))


def remove_company(store: NotebookStore, name: str, *, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: park.remove_company(notebook, name, stamp))


def add_check(store: NotebookStore, check: Check, *, stamp: Stamp = NIGHT) -> Entry:
    return store.change(lambda notebook: park.add_check(notebook, check, stamp))


def pause_check(store: NotebookStore, number: int, *, stamp: Stamp = NIGHT, today: bool = False) -> Entry:
    return store.change(
        lambda notebook: park.change_check(
            notebook, number, lambda check: replace(check, paused=True), "check pause", stamp, today=today
        )
    )


def remove_check(store: NotebookStore, number: int, *, stamp: Stamp = NIGHT, today: bool = False) -> Entry:
    return store.change(lambda notebook: park.remove_check(notebook, number, stamp, today=today))


def expect(store: NotebookStore, *kinds: Kind, stamp: Stamp = NIGHT) -> Entry:
    """Change which kinds are expected of every company at work."""
    return store.change(
        lambda notebook: park.change_settings(notebook, lambda settings: replace(settings, expected=kinds), stamp)
    )


# Notebooks


def fill(store: NotebookStore) -> None:
    """Write a notebook with every kind of document: two days closed in a chain, two open, a park, every command."""
    morning = at(9, day=19)
    add(store, MASKS, "门岗测温", "送药", day=WEDNESDAY, stamp=morning)
    done(store, 1, count=482, day=WEDNESDAY, stamp=morning)
    note(store, 1, text="还差一车", day=WEDNESDAY, stamp=morning)
    waive(store, 2, day=WEDNESDAY, stamp=morning)
    done(store, 3, day=WEDNESDAY, stamp=morning)
    close(store, WEDNESDAY, stamp=at(23, day=19), carry_rest=True, why="等货")
    add(store, "通风", "消毒", "多写的", day=THURSDAY)
    undo(store)
    add(store, "登记返岗", MASKS, day=THURSDAY)
    done(store, 6, count=20, day=THURSDAY)
    note(store, 6, text="已经催了", day=THURSDAY)
    carry(store, 1, 6, to=FRIDAY, day=THURSDAY)
    undo(store)
    carry(store, 6, to=FRIDAY, day=THURSDAY)
    reopen(store, 6, day=THURSDAY)
    done(store, 6, day=THURSDAY)
    put_roster(store)
    close(store, THURSDAY, stamp=at(1, 30, day=21), carry_rest=True)
    friday = at(9, day=21)
    take_in(store, MASKS, "量体温", "值班", day=FRIDAY, stamp=friday)
    note(store, 6, text="先送 500", day=FRIDAY, stamp=friday)
    done(store, 6, count=500, day=FRIDAY, stamp=friday)
    waive(store, 7, day=FRIDAY, stamp=friday)
    carry(store, 6, 8, to=SATURDAY, day=FRIDAY, stamp=friday)
    done(store, 5, day=FRIDAY, stamp=friday)
    undo(store, stamp=friday)
    keep_the_park(store, friday)


def keep_the_park(store: NotebookStore, stamp: Stamp) -> None:
    """Let the notebook have every kind of document of a park, with all that was dealt settled.

    Of the checks two are paused, one of them from the beginning, and one is removed: on no later day anything is dealt,
    whatever the clock of a command says.
    """
    expect(store, Kind.SUPPLIES, stamp=stamp)
    edit_company(store, "启泰", CompanyWish(headcount=CLEAR, name="华泰传感"), stamp=stamp)
    remove_company(store, "蓝思", stamp=stamp)
    add_check(store, TEMPERATURE, stamp=stamp)
    add_check(store, DOSE, stamp=stamp)
    add_check(store, replace(DOSE, zone="二网格", paused=True), stamp=stamp)
    waive(store, 10, count=5, why="居家隔离", day=FRIDAY, stamp=stamp)
    done(store, 9, 10, 11, day=FRIDAY, stamp=stamp)
    pause_check(store, 1, stamp=stamp)
    remove_check(store, 2, stamp=stamp)
    add(store, Draft(company="宇环", nothing=True), day=FRIDAY, stamp=stamp)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a notebook that was filled, to copy."""
    folder = tmp_path_factory.mktemp("template") / "notebook"
    fill(NotebookStore(folder))
    return folder


@pytest.fixture
def filled(store: NotebookStore, template: Path) -> NotebookStore:
    """The store of a notebook with two closed days and two open ones."""
    shutil.copytree(template, store.folder.path)
    return store


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory, where the machine has one."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    with TemporaryDirectory(dir=shared if shared.is_dir() else tmp_path_factory.getbasetemp()) as name:
        yield Path(name)


@pytest.fixture
def quick_folder(memory: Path) -> Iterator[Path]:
    """A folder that does not exist yet, for a notebook that is written so often that a disk would be too slow."""
    with TemporaryDirectory(dir=memory) as name:
        yield Path(name) / "notebook"


# What is compared


@dataclass(frozen=True)
class Snapshot:
    """All that a notebook says, read to the end."""

    pages: dict[date, Page]
    last_seal: Seal | None
    last_entry: int
    rollover: time
    history: tuple[Entry, ...]
    companies: dict[int, Company] = field(default_factory=dict)
    checks: dict[int, Check] = field(default_factory=dict)
    expected: tuple[Kind, ...] = tuple(Kind)


EMPTY = Snapshot(pages={}, last_seal=None, last_entry=0, rollover=time(4), history=())


def snapshot(store: NotebookStore) -> Snapshot:
    """Read the open part of a notebook to the end, every item and every log entry."""
    notebook = store.read()
    return Snapshot(
        pages={day: whole(page) for day, page in notebook.pages.items()},
        last_seal=notebook.last_seal,
        last_entry=notebook.last_entry,
        rollover=notebook.rollover,
        history=tuple(notebook.history()),
        companies=dict(notebook.roster.companies) if notebook.roster else {},
        checks=dict(notebook.checks),
        expected=notebook.expected,
    )


def whole(page: Page) -> Page:
    """Give a page with its items read."""
    return replace(page, items=dict(page.items))


def read_sealed(store: NotebookStore, day: date) -> tuple[Page, tuple[Entry, ...]] | None:
    """Read a closed day's page to the end, every item and every log entry."""
    sealed = store.closed_page(day)
    return None if sealed is None else (whole(sealed.page), tuple(sealed.history()))


def all_items(store: NotebookStore) -> list[tuple[date, Item]]:
    """Give every item of every page, closed ones too."""
    pages = list(snapshot(store).pages.values())
    for day in store.folder.closed_days():
        page, _history = read_sealed(store, day) or (None, None)
        assert page is not None
        pages.append(page)
    return [(page.day, item) for page in pages for item in page.items.values()]


def files(folder: Path) -> dict[str, bytes]:
    """Give all files in a folder by their paths within it, but for the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def modes(folder: Path) -> dict[str, str]:
    """Give the permissions of a folder and of all in it, by their paths within it."""
    return {
        str(path.relative_to(folder)): f"{stat.S_IMODE(path.lstat().st_mode):o}"
        for path in [folder, *sorted(folder.rglob("*"))]
    }


def facts_of(act: Callable[[], object]) -> tuple[str, dict[str, object]] | None:
    """Give the name and the facts of the error that `act` ends in, `None` if it ends in none."""
    try:
        act()
    except WorklistError as error:
        return type(error).__name__, error.facts
    return None


def damage(act: Callable[[], object]) -> tuple[Path, str]:
    """Give the file that is damaged, and how."""
    with pytest.raises(Damaged) as caught:
        act()
    path, problem = caught.value.facts["path"], caught.value.facts["problem"]
    assert isinstance(path, Path)
    return path, str(problem)


def vouched(body: bytes, *, schema: int = codec.SCHEMA, generation: int = 1) -> bytes:
    """Give bytes under a first line with the right checksum, as somebody with a shell can make them."""
    digest = hashlib.sha256(b"%d %d\n%b" % (schema, generation, body)).hexdigest()
    head = f'{{"_meta":{{"1":{{"schema":{schema},"generation":{generation},"sha256":"{digest}"}}}},\n'
    return head.encode() + body


def put(path: Path, data: bytes) -> None:
    """Put a file with these bytes in the place of one, sealed or not."""
    path.unlink()
    path.touch()
    path.chmod(0o600)
    path.write_bytes(data)


def plain_tables(data: bytes) -> dict[str, dict[str, Document]]:
    """Give the tables of a file, each read, to change them."""
    return {name: dict(table) for name, table in codec.decode(data).tables.items()}


def tables_of(path: Path) -> dict[str, dict[str, Document]]:
    return plain_tables(path.read_bytes())


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Run the body under a umask."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


Refusal = Callable[[str, int], None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refusal:
    """Let a function of the system fail with an error number, once; then it does its work again."""

    def once(name: str, number: int) -> None:
        works = getattr(os, name)

        def fail(*_arguments: object, **_named: object) -> object:
            monkeypatch.setattr(os, name, works)
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, name, fail)

    return once


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Let no file of this process grow over `size` bytes while the body runs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def common_place() -> Iterator[Path]:
    """A folder that every user of the machine can reach, for a notebook of the user below."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside the threads of pytest-xdist
        return os.fork()


NOBODY = 65534


def give_away(folder: Path) -> None:
    """Make the user below the owner of a folder and all in it; who is not root is that user already."""
    if os.getuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)


def as_ordinary_user(act: Callable[[], object]) -> object:
    """Give what `act` gives to a user whom the system can refuse something: root does it in a child that is nobody."""
    if os.getuid() != 0:
        return act()
    reading, writing = os.pipe()
    child = fork()
    if child == 0:
        said = b""
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            said = pickle.dumps(act())
        finally:
            os.write(writing, said)
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return pickle.loads(said)  # noqa: S301 - from our own child
