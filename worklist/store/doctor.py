"""What is wrong with the notebook, and how to mend it from what is left."""

import stat
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from worklist.checklist.health import Finding
from worklist.checklist.notebook import Notebook
from worklist.errors import CannotRead, Damaged, NewerSchema, NoNotebook, NotANotebook, NothingToMend
from worklist.i18n import _
from worklist.store import chain, disk
from worklist.store.backup import contradicts, seals, set_aside
from worklist.store.codec import Content, DamagedBytes, decode, decode_edited
from worklist.store.notebook import NotebookStore


class Source(StrEnum):
    """From what `take` mends."""

    EDIT = "edit"
    PREVIOUS = "previous"
    LIVE = "live"


def diagnose(store: NotebookStore) -> list[Finding]:
    """Examine everything in the notebook's folder, and change nothing.

    Raises `NotANotebook` if it is not a folder, `CannotRead` if it cannot be looked into.
    """
    if not disk.exists(store.folder.path):
        return []
    findings = [*_modes(store), *_leftovers(store)]
    live = _live_finding(store)
    if live is not None:
        return [live, *_previous_finding(store), *findings]
    return [*_closed_findings(store), *_previous_finding(store), *findings]


def _live_finding(store: NotebookStore) -> Finding | None:
    """Examine the live file, and find what could take its place."""
    path = store.folder.live
    try:
        store.read()
        data = disk.read(path)
        if data is not None:
            store.examine(decode(data))
    except NewerSchema as error:
        return Finding(place=str(path), problem=_newer(error), remedies=(_("upgrade worklist"),), is_damage=True)
    except Damaged as error:
        where = Path(str(error.facts["path"]))
        if where != path:
            remedies = [_("worklist doctor --take live      (what the live file has of that day)")]
        else:
            remedies = [
                *_offer(store, path, Source.EDIT, _("what stands in the file now, as somebody edited it")),
                *_offer(store, store.folder.previous, Source.PREVIOUS, _("the generation before")),
            ]
        remedies.append(_("worklist doctor --restore BACKUP (a file that `worklist backup` wrote)"))
        if not disk.exists(path) and not disk.exists(store.folder.previous):
            remedies.append(_("worklist import --format json FILE (again, if it was cut short)"))
        problem = str(error.facts["problem"])
        return Finding(place=str(where), problem=problem, remedies=tuple(remedies), is_damage=True)
    return None


def _newer(error: NewerSchema) -> str:
    return _("a newer worklist wrote it (schema {found})").format(found=error.facts["found"])


def _offer(store: NotebookStore, path: Path, source: Source, what: str) -> list[str]:
    try:
        notebook = _examined(store, path, source)[1]
    except (CannotRead, Damaged, NewerSchema, NotANotebook, NoNotebook):
        return []
    items = sum(len(page.items) for page in notebook.pages.values())
    command = f"worklist doctor --take {source.value}"
    return [
        _("{command:32} ({what}: {items} items, entry {entry} the last)").format(
            command=command, what=what, items=items, entry=notebook.last_entry
        )
    ]


def _examined(store: NotebookStore, path: Path, source: Source) -> tuple[Content, Notebook]:
    """Read what may become the live file; raises `Damaged` if it does not go with the closed days."""
    content = _content(path, source)
    notebook = store.examine(content)
    if contradicts(notebook.last_seal, seals(store).values()):
        raise Damaged(path, _("what it says of the page closed last is not what that page says"))
    return content, notebook


def _content(path: Path, source: Source) -> Content:
    data = disk.read(path)
    if data is None:
        raise NoNotebook(path)
    try:
        return decode_edited(data) if source is Source.EDIT else decode(data)
    except DamagedBytes as error:
        raise Damaged(path, str(error)) from None


def take(store: NotebookStore, source: Source) -> Path:
    """Mend the live file from `source`, after setting aside a copy of what is there; give the path mended.

    `EDIT` takes the file as somebody has edited it, if it makes sense; `PREVIOUS` the generation before; `LIVE`
    keeps the live file and sets aside the unreadable sealed page of a day that it still holds open.
    Raises `NewerSchema` if a newer worklist wrote the live file, `NothingToMend` if the notebook is sound, `Damaged`
    if the source is not, `NoNotebook` if it is missing.
    """
    if not disk.exists(store.folder.path):
        raise NoNotebook(store.folder.path)
    with suppress(Damaged):  # a newer worklist's file is not for this one to mend
        store.read()
    with store.mending():
        finding = _live_finding(store)
        if finding is None:
            raise NothingToMend(store.folder.live)
        place = Path(finding.place)
        if source is Source.LIVE:
            if place == store.folder.live:
                raise Damaged(place, finding.problem)
            for folder in (store.folder.closed, place.parent):
                disk.make_folder(folder)  # raises for a link, behind which nothing is ours to take away
            set_aside(store, place)
            with disk.writing(place):
                place.unlink()
                disk.sync_folder(place.parent)
            return place
        path = store.folder.previous if source is Source.PREVIOUS else store.folder.live
        content, _notebook = _examined(store, path, source)
        set_aside(store, store.folder.live)
        store.replace_live(content)
        return store.folder.live


def _previous_finding(store: NotebookStore) -> list[Finding]:
    path = store.folder.previous
    try:
        data = disk.read(path)
        if data is not None:
            store.examine(decode(data))
    except (CannotRead, Damaged, DamagedBytes, NewerSchema, NotANotebook) as error:
        reason: object = error
        if isinstance(error, Damaged):
            reason = error.facts["problem"]
        elif isinstance(error, NewerSchema):
            reason = _newer(error)
        problem = _("the generation before cannot be read: {problem}").format(problem=reason)
        remedy = _("the next command that writes replaces it")
        return [Finding(place=str(path), problem=problem, remedies=(remedy,), is_damage=False)]
    return []


def _closed_findings(store: NotebookStore) -> list[Finding]:
    """Examine the closed days, and the days that were half closed."""
    findings = []
    verification = chain.verify(store)
    restore = (_("worklist doctor --restore BACKUP (a file that `worklist backup` wrote)"),)
    for link in verification.links:
        if link.problem is not None:
            place = str(store.folder.sealed(link.day))
            findings.append(Finding(place=place, problem=link.problem, remedies=restore, is_damage=True))
    findings.extend(
        Finding(place=str(store.folder.closed), problem=problem, remedies=restore, is_damage=True)
        for problem in verification.problems
    )
    return findings


def _modes(store: NotebookStore) -> list[Finding]:
    """Find what others than the owner can read."""
    findings = []
    for path, mode in [
        (store.folder.path, disk.FOLDER_MODE),
        (store.folder.live, disk.FILE_MODE),
        (store.folder.previous, disk.FILE_MODE),
        (store.folder.closed, disk.FOLDER_MODE),
    ]:
        if disk.exists(path) and not path.is_symlink() and stat.S_IMODE(path.lstat().st_mode) & 0o077:
            findings.append(
                Finding(
                    place=str(path),
                    problem=_("others than its owner may look into it"),
                    remedies=(f"chmod {mode:o} {path}",),
                    is_damage=False,
                )
            )
    return findings


def _leftovers(store: NotebookStore) -> list[Finding]:
    """Find what a killed writer left behind."""
    left = {path: _("closing its day clears it up") for path in sorted(store.folder.closed.glob("*/*.tmp"))}
    live = disk.temporary_name(store.folder.live)
    if disk.exists(live):
        left[live] = _("the next command that writes clears it up")
    return [
        Finding(place=str(path), problem=_("a killed command left it behind"), remedies=(remedy,), is_damage=False)
        for path, remedy in left.items()
    ]
