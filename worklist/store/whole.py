"""The whole notebook as one JSON text, and back: the files of its folder, each in its place.

    {"worklist":1,
    "live":{"_meta":{…}, "companies":{…}, "pages":{…}, "items 2020-02-21":{…}, …},
    "closed":{
    "2020-02-19":{"_meta":{…}, "seal":{…}, "page":{…}, "items":{…}, "log":{…}},
    "2020-02-20":{…}}}

However another program lays that out, with the keys in their order, the files come back from it byte for byte, or not
at all: each carries its own checksum, and the closed days their chain.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from worklist.checklist.notebook import Notebook
from worklist.errors import Damaged, NotAnExport, NotebookThere
from worklist.i18n import _
from worklist.signs import escaped
from worklist.store import disk
from worklist.store.backup import Backup, collect, write_sealed
from worklist.store.chain import follow
from worklist.store.codec import DamagedBytes, Packed, decode, parse_packed
from worklist.store.documents import day_from
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import open_sealed

FORMAT = 1
"""The layout of the text; what stands in it has schemas of its own."""
MEGABYTES_LIMIT = 500
"""Some years of a park; reading it takes four times as much memory."""


def whole_text(store: NotebookStore) -> bytes:
    """Give the notebook as JSON in UTF-8.

    Raises `NoNotebook`, `Busy`, and as `NotebookStore.read`; `Damaged` for any closed day that is.
    """
    files = collect(store)
    for damage in files.left_out.values():
        raise damage
    closed = b",".join(b'\n"%b":%b' % (str(day).encode(), files.closed[day]) for day in sorted(files.closed))
    text = b'{"worklist":%d,\n"live":%b,\n"closed":{%b}}\n' % (FORMAT, files.live, closed)
    return escaped(text.decode()).encode()


def read_whole(data: bytes, source: Path, store: NotebookStore) -> tuple[Backup, Notebook]:
    """Read what `whole_text` gave: the files and, when every document in them has been read, the notebook.

    Raises `NotAnExport` for anything else, and `NewerSchema`.
    """
    with _told_of(source):
        live, pages = _parts(parse_packed(data))
        notebook = store.examine(decode(live))
        by_day = {_day(text): page for text, page in pages.items()}
    closed, seals = {}, {}
    for day, page in by_day.items():
        with _told_of(source, day):
            closed[day] = page.unpack()
            sealed = open_sealed(source, closed[day], day)
            sealed.examine()
            seals[day] = sealed.seal
    # A page that the live file still holds was half closed; the next command that writes finishes that.
    ended = follow((seal for day, seal in seals.items() if day not in notebook.pages), notebook.last_seal)
    for link in ended.links:
        if link.problem is not None:
            raise NotAnExport(source, f"{link.day}: {link.problem}")
    for problem in ended.problems:
        raise NotAnExport(source, problem)
    return Backup(live=live, closed=closed), notebook


def _parts(whole: object) -> tuple[bytes, dict[str, Packed]]:
    """Give the live file and the closed days' files of what was read; raises `DamagedBytes`."""
    match whole:
        case {"worklist": int(format), "live": Packed() as live, "closed": dict(closed), **rest} if not rest:
            if format != FORMAT:
                raise DamagedBytes(_("a newer worklist wrote it"))
            for day, page in closed.items():
                if not isinstance(page, Packed):
                    raise DamagedBytes(_("“{day}” in it is not a page").format(day=day))
            return live.unpack(), closed
    raise DamagedBytes(_("it has not the parts of one"))


@contextmanager
def _told_of(source: Path, day: date | None = None) -> Iterator[None]:
    """Say of what is damaged that it is no whole notebook, and in which closed day; raises `NotAnExport`."""
    try:
        yield
    except (Damaged, DamagedBytes) as error:
        problem = str(error.facts["problem"] if isinstance(error, Damaged) else error)
        raise NotAnExport(source, problem if day is None else f"{day}: {problem}") from None


def _day(text: str) -> date:
    try:
        return day_from(text)
    except ValueError:
        raise DamagedBytes(_("“{text}” is no day").format(text=text)) from None


def bring_in(store: NotebookStore, files: Backup, *, dry_run: bool) -> bool:
    """Make the files those of the notebook, where there is none yet; `False` if they are already.

    With `dry_run`, only see whether that can be.

    The live file comes last; where the disk does not take it, the pages that were written go again, and their folders:
    closed days without a live file are a damaged notebook. One that was killed leaves them, and the same again takes up
    there. Raises `NotebookThere`, and as all that writes.
    """
    if _is_there(store.folder, files):
        return False
    if dry_run:
        return True
    with store.mending():
        if _is_there(store.folder, files):
            return False
        written = []
        try:
            for day, page in files.closed.items():
                if day not in store.folder:
                    written.append(store.folder.sealed(day))
                    write_sealed(store.folder, day, page)
            disk.write_whole(store.folder.live, files.live)
        finally:
            if not disk.exists(store.folder.live):
                for path in written:
                    _take_back(path)
    return True


def _take_back(page: Path) -> None:
    """Remove a closed day's file, and the folders that it leaves empty."""
    for take_away in (page.unlink, page.parent.rmdir, page.parent.parent.rmdir):
        with suppress(OSError):  # it is not there yet, or holds other pages; what is told is why they had to go
            take_away()


def _is_there(folder: Folder, files: Backup) -> bool:
    """Whether the folder holds all of this; raises `NotebookThere` if it holds anything else."""
    live = disk.read(folder.live)
    closed = {day: disk.read(folder.sealed(day)) for day in folder.closed_days()}
    is_part = closed.items() <= files.closed.items()
    if not is_part or live not in (None, files.live) or (live is None and disk.exists(folder.previous)):
        raise NotebookThere(folder.path)
    return live is not None and len(closed) == len(files.closed)
