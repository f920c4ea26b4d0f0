"""The whole notebook as one JSON text, and back: the files of its folder, each in its place.

    {"worklist":1,
    "live":{"_meta":{…}, "companies":{…}, "pages":{…}, "items 2020-02-21":{…}, …},
    "closed":{
    "2020-02-19":{"_meta":{…}, "seal":{…}, "page":{…}, "items":{…}, "log":{…}},
    "2020-02-20":{…}}}

However another program lays that out, the files come back from it byte for byte, or not at all: each carries its own
checksum, and the closed days their chain.
"""

from datetime import date
from pathlib import Path

from worklist.checklist.notebook import Notebook
from worklist.errors import Damaged, NotAnExport, NotebookThere
from worklist.i18n import _
from worklist.signs import escaped
from worklist.store import disk
from worklist.store.backup import Backup, collect, write_sealed
from worklist.store.chain import follow
from worklist.store.codec import JSON, DamagedBytes, decode, parse, rejoin
from worklist.store.documents import day_from
from worklist.store.fields import Fields
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import open_sealed

FORMAT = 1
"""The layout of the text; what stands in it has schemas of its own."""
MEGABYTES_LIMIT = 1_000


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
    try:
        files = _files(parse(data))
        notebook = store.examine(decode(files.live))
        sealed = {day: open_sealed(source, page, day) for day, page in files.closed.items()}
        for page in sealed.values():
            page.examine()
    except DamagedBytes as error:
        raise NotAnExport(source, str(error)) from None
    except Damaged as error:
        raise NotAnExport(source, str(error.facts["problem"])) from None
    # A page that the live file still holds was half closed; the next command that writes finishes that.
    ended = follow((page.seal for day, page in sealed.items() if day not in notebook.pages), notebook.last_seal)
    for problem in (*(link.problem for link in ended.links), *ended.problems):
        if problem is not None:
            raise NotAnExport(source, problem)
    return files, notebook


def _files(text: JSON) -> Backup:
    fields = Fields(text, _("it"))
    if fields.number("worklist") != FORMAT:
        raise DamagedBytes(_("a newer worklist wrote it"))
    live, closed = fields.document("live"), fields.document("closed")
    fields.done()
    return Backup(live=rejoin(live), closed={_day(text): rejoin(page) for text, page in closed.items()})


def _day(text: str) -> date:
    try:
        return day_from(text)
    except ValueError:
        raise DamagedBytes(_("“{text}” is no day").format(text=text)) from None


def bring_in(store: NotebookStore, files: Backup, *, dry_run: bool) -> bool:
    """Make the files those of the notebook, where there is none yet; `False` if they are already.

    With `dry_run`, only see whether that can be.

    The live file comes last: until then there is no notebook, and the same again takes up where this one ended.
    Raises `NotebookThere` with nothing changed, and as all that writes.
    """
    if _is_there(store.folder, files):
        return False
    if dry_run:
        return True
    with store.mending():
        if _is_there(store.folder, files):
            return False
        for day, page in files.closed.items():
            if day not in store.folder:
                write_sealed(store.folder, day, page)
        disk.write_whole(store.folder.live, files.live)
    return True


def _is_there(folder: Folder, files: Backup) -> bool:
    """Whether the folder holds all of this; raises `NotebookThere` if it holds anything else."""
    live = disk.read(folder.live)
    closed = {day: disk.read(folder.sealed(day)) for day in folder.closed_days()}
    is_part = closed.items() <= files.closed.items()
    if not is_part or live not in (None, files.live) or (live is None and disk.exists(folder.previous)):
        raise NotebookThere(folder.path)
    return live is not None and len(closed) == len(files.closed)
