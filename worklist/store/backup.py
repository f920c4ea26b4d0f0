"""The whole notebook in one zip file, and back."""

import hashlib
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Seal
from worklist.errors import (
    Busy,
    CannotRead,
    Damaged,
    NewerSchema,
    NoNotebook,
    NotABackup,
    NotANotebook,
    NothingToMend,
    NotInBackup,
    OtherNotebook,
)
from worklist.i18n import _
from worklist.store import disk
from worklist.store.codec import DamagedBytes, decode, decode_edited
from worklist.store.folder import Folder
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import open_sealed

LIVE_NAME = "worklist.json"
CONTENTS_NAME = "SHA256SUMS"
_CLOSED_NAME = r"closed/(\d{4})/(\1-\d{2}-\d{2})\.json"
_FILE_LIMIT = 512 * 1024 * 1024
_TRIES = 20
# What zipfile raises for a file that is no zip, or no longer one; it promises no one exception.
_UNREADABLE = (EOFError, ValueError, RuntimeError, struct.error, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """The files of a notebook, each read and checked, and what is wrong with closed days that had to stay out."""

    live: bytes
    closed: dict[date, bytes]
    left_out: Mapping[date, Damaged] = field(default_factory=dict)


def back_up(store: NotebookStore, target: Path) -> Backup:
    """Write the whole notebook to `target`, a zip file that must not exist, and give what it holds.

    Raises `FileExists`, and as `collect`.
    """
    packed = io.BytesIO()
    collected = collect(store)
    files = {
        str(store.folder.sealed(day).relative_to(store.folder.path)): data for day, data in collected.closed.items()
    }
    files[LIVE_NAME] = collected.live
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(name, data)
        archive.writestr(CONTENTS_NAME, _contents(files))
    disk.write_new(target, packed.getvalue())
    return collected


def _contents(files: dict[str, bytes]) -> str:
    """List the files, so that one that goes missing from the zip is missed; lines as `sha256sum --check` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))


def collect(store: NotebookStore) -> Backup:
    """Read and check the files of a notebook.

    The live file is read again at the end: if a command has come between, all is read anew, so that the files
    belong together. Raises `NoNotebook`, `Busy`, and as `NotebookStore.read`.
    """
    for _attempt in range(_TRIES):
        store.read()
        live = disk.read(store.folder.live)
        if live is None:
            raise NoNotebook(store.folder.path)
        closed: dict[date, bytes] = {}
        left_out = {}
        for day in store.folder.closed_days():
            path = store.folder.sealed(day)
            data = disk.read(path)
            if data is None:
                continue
            try:
                open_sealed(path, data, day).examine()
                closed[day] = data
            except Damaged as error:
                left_out[day] = error
        if disk.read(store.folder.live) == live:
            return Backup(live=live, closed=closed, left_out=left_out)
    raise Busy(_("another writer"), 0)


def read_backup(source: Path) -> Backup:
    """Read what `back_up` wrote, and check every file in it.

    Raises `NotABackup` for anything else, however it came about.
    """
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise NotABackup(source, _("it is not a file"))
        with zipfile.ZipFile(source) as archive:
            files = {info.filename: _unpack(archive, info, source) for info in archive.infolist()}
    except OSError as error:
        raise NotABackup(source, error.strerror or str(error)) from error
    except _UNREADABLE as error:
        raise NotABackup(source, str(error)) from error
    contents = files.pop(CONTENTS_NAME, None)
    listed = _contents(files).encode()
    live = files.pop(LIVE_NAME, None)
    if live is None:
        raise NotABackup(source, _("it has no {name}").format(name=LIVE_NAME))
    try:
        decode(live)
        closed = dict(_closed_page(source, name, data) for name, data in files.items())
    except DamagedBytes as error:
        raise NotABackup(source, str(error)) from None
    except Damaged as error:
        raise NotABackup(source, str(error.facts["problem"])) from None
    if contents != listed:
        raise NotABackup(source, _("its files are not those that its {name} lists").format(name=CONTENTS_NAME))
    return Backup(live=live, closed=closed)


def _closed_page(source: Path, name: str, data: bytes) -> tuple[date, bytes]:
    match = re.fullmatch(_CLOSED_NAME, name)
    try:
        day = date.fromisoformat(match[2] if match else "")
    except ValueError:
        raise DamagedBytes(_("{name} does not belong in it").format(name=name)) from None
    open_sealed(source, data, day).examine()
    return day, data


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Path) -> bytes:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotABackup(source, _("{name} in it is packed in another way").format(name=info.filename))
    if info.file_size > _FILE_LIMIT:
        raise NotABackup(source, _("{name} in it is too large").format(name=info.filename))
    return archive.read(info)


def restore(store: NotebookStore, source: Path) -> list[Path]:
    """Put back from a backup what is missing or damaged, and give the paths; what is sound stays as it is.

    A damaged file is set aside first. Raises `NothingToMend` if all is sound, `NotInBackup` if only days are damaged
    that the backup does not hold, `OtherNotebook` if its closed days are not those of this notebook, `NewerSchema`,
    and as `read_backup`; then nothing is changed.
    """
    backup = read_backup(source)
    live = decode(backup.live)
    try:
        store.examine(live)
    except Damaged as error:
        raise NotABackup(source, str(error.facts["problem"])) from None
    if disk.exists(store.folder.path):
        _to_mend(store, backup, source)  # raises before the lock is made
    with store.mending():
        missing, live_is_sound = _to_mend(store, backup, source)
        mended = [store.folder.sealed(day) for day in missing]
        for day, path in zip(missing, mended, strict=True):
            set_aside(store, path)
            write_sealed(store.folder, day, backup.closed[day])
        if not live_is_sound:
            set_aside(store, store.folder.live)
            store.replace_live(live, backup.live)
            mended.append(store.folder.live)
    return mended


def write_sealed(folder: Folder, day: date, data: bytes) -> None:
    """Write a closed day's file."""
    path = folder.sealed(day)
    disk.make_folder(folder.closed)
    disk.make_folder(path.parent)
    disk.write_whole(path, data, mode=disk.SEALED_MODE)


def _sound(store: NotebookStore) -> Notebook | None:
    """Give what the live file says if it is there and sound, whatever the sealed pages are like."""
    data = disk.read(store.folder.live)
    try:
        return None if data is None else store.examine(decode(data))
    except (Damaged, DamagedBytes):
        return None


def _said_last(store: NotebookStore) -> Seal | None:
    """Give the page closed last as a live file says that somebody has edited, or else the generation before."""
    for path, read in ((store.folder.live, decode_edited), (store.folder.previous, decode)):
        with suppress(CannotRead, Damaged, DamagedBytes, NewerSchema, NotANotebook):
            data = disk.read(path)
            if data is not None:
                return store.examine(read(data)).last_seal
    return None


def _to_mend(store: NotebookStore, backup: Backup, source: Path) -> tuple[list[date], bool]:
    """Give the closed days of the backup that are missing or damaged here, and whether the live file is sound."""
    here = seals(store, examined=True)
    there = {day: open_sealed(source, data, day).seal for day, data in backup.closed.items()}
    live = _sound(store)
    last = live.last_seal if live else _said_last(store)
    named = {seal.previous for seal in here.values()} | ({last.digest} if last else set())
    same = []
    for day in sorted(here.keys() & there.keys()):
        if here[day] == there[day]:
            same.append(here[day])
        elif here[day].digest in named or there[day].digest not in named:
            raise OtherNotebook(source, day)
        else:  # rewritten: the chain here knows the page of the backup, and not the one that stands here
            del here[day]
    missing = _missing(store.folder, live, here, there, source)
    live_is_sound = live is not None and not contradicts(last, same)
    if live_is_sound and not missing:
        if len(here) < len(store.folder.closed_days()) or (last and len(here) < last.number):
            raise NotInBackup(source)
        raise NothingToMend(store.folder.path)
    return missing, live_is_sound


def _missing(
    folder: Folder, live: Notebook | None, here: dict[date, Seal], there: dict[date, Seal], source: Path
) -> list[date]:
    """Give the closed days that are there and not here.

    Raises `OtherNotebook` for one that the chain here has no place for: a live file knows the end of its chain, and
    every sound page the page before it.
    """
    missing = sorted(there.keys() - here.keys())
    known = {digest for seal in here.values() for digest in (seal.digest, seal.previous)} - {None}
    if live is None:
        if known and missing and not any({seal.digest, seal.previous} & known for seal in there.values()):
            raise OtherNotebook(source, missing[0])
        return missing
    # What the live file holds open is not missing, unless a damaged file says that it was just being closed.
    missing = [day for day in missing if day not in live.pages or day in folder]
    last = live.last_seal.digest if live.last_seal else None
    known |= {last, *(there[day].digest for day in missing if day in live.pages and there[day].previous == last)}
    for day in sorted(there, key=lambda day: there[day].number, reverse=True):
        if there[day].digest in known:
            known.add(there[day].previous)
        elif day in missing:
            raise OtherNotebook(source, day)
    return missing


def seals(store: NotebookStore, *, examined: bool = False) -> dict[date, Seal]:
    """Give the seals of the closed days whose pages can be read; if `examined`, to their last document."""
    found = {}
    for day in store.folder.closed_days():
        with suppress(CannotRead, Damaged, NotANotebook):
            sealed = store.closed_page(day)
            if sealed is not None:
                if examined:
                    sealed.examine()
                found[day] = sealed.seal
    return found


def contradicts(last: Seal | None, seals: Iterable[Seal]) -> bool:
    """Whether a live file says of the page closed last, by its day or number, what the page itself does not say."""
    return last is not None and any(
        seal != last and (seal.day == last.day or seal.number == last.number) for seal in seals
    )


def set_aside(store: NotebookStore, path: Path) -> None:
    """Keep a copy of a damaged file in the folder `damaged`, under the digest of its bytes."""
    data = disk.read(path)
    if data is None:
        return
    folder = store.folder.path / "damaged"
    disk.make_folder(folder)
    name = f"{path.stem}-{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
    disk.write_whole(folder / name, data)
