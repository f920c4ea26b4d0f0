"""The whole notebook in one zip file, and back."""

import hashlib
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from worklist.errors import (
    Busy,
    Damaged,
    FileExists,
    NoNotebook,
    NotABackup,
    NothingToMend,
    OtherNotebook,
)
from worklist.i18n import _
from worklist.store import disk
from worklist.store.codec import DamagedBytes, decode
from worklist.store.notebook import NotebookStore, open_sealed

LIVE_NAME = "worklist.json"
_CLOSED_NAME = r"closed/(\d{4})/(\1-\d{2}-\d{2})\.json"
_FILE_LIMIT = 512 * 1024 * 1024
_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """The files of a notebook, each read and checked."""

    live: bytes
    closed: dict[date, bytes]


def back_up(store: NotebookStore, target: Path) -> int:
    """Write the whole notebook to `target`, a zip file that must not exist, and give how many closed days it holds.

    The live file is read again at the end: if a command has come between, all is read anew, so that the files
    belong together. Raises `FileExists`, `Busy`, and as `NotebookStore.read`.
    """
    if target.exists() or target.is_symlink():
        raise FileExists(target)
    packed = io.BytesIO()
    collected = _collect(store)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(LIVE_NAME, collected.live)
        for day, data in sorted(collected.closed.items()):
            archive.writestr(str(store.folder.sealed(day).relative_to(store.folder.path)), data)
    disk.write_whole(target, packed.getvalue())
    return len(collected.closed)


def _collect(store: NotebookStore) -> Backup:
    for _attempt in range(_TRIES):
        store.read()
        live = disk.read(store.folder.live)
        if live is None:
            raise NoNotebook(store.folder.path)
        closed = {}
        for day in store.folder.closed_days():
            path = store.folder.sealed(day)
            data = disk.read(path)
            if data is not None:
                open_sealed(path, data, day)
                closed[day] = data
        if disk.read(store.folder.live) == live:
            return Backup(live=live, closed=closed)
    raise Busy(_("another writer"), 0)


def read_backup(source: Path) -> Backup:
    """Read what `back_up` wrote, and check every file in it.

    Raises `NotABackup` for anything else, however it came about.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            files = {info.filename: _unpack(archive, info, source) for info in archive.infolist()}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        raise NotABackup(source, str(error)) from error
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
    return Backup(live=live, closed=closed)


def _closed_page(source: Path, name: str, data: bytes) -> tuple[date, bytes]:
    match = re.fullmatch(_CLOSED_NAME, name)
    try:
        day = date.fromisoformat(match[2] if match else "")
    except ValueError:
        raise DamagedBytes(_("{name} does not belong in it").format(name=name)) from None
    open_sealed(source, data, day)
    return day, data


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Path) -> bytes:
    if info.file_size > _FILE_LIMIT:
        raise NotABackup(source, _("{name} in it is too large").format(name=info.filename))
    return archive.read(info)


def restore(store: NotebookStore, source: Path) -> list[Path]:
    """Put back from a backup what is missing or damaged, and give the paths; what is sound stays as it is.

    A damaged file is set aside first. Raises `NothingToMend` if all is sound, `OtherNotebook` if a closed day here
    is sound and not the one of the backup, and as `read_backup`.
    """
    backup = read_backup(source)
    mended: list[Path] = []
    with store.mending():
        for day, data in sorted(backup.closed.items()):
            path = store.folder.sealed(day)
            if _is_sound(store, day, data, source):
                continue
            set_aside(store, path)
            disk.make_folder(store.folder.closed)
            disk.make_folder(path.parent)
            disk.write_whole(path, data, mode=disk.SEALED_MODE)
            mended.append(path)
        try:
            sound = disk.read(store.folder.live) is not None and store.read() is not None
        except Damaged:
            sound = False
        if not sound:
            set_aside(store, store.folder.live)
            store.replace_live(decode(backup.live))
            mended.append(store.folder.live)
    if not mended:
        raise NothingToMend(store.folder.path)
    return mended


def _is_sound(store: NotebookStore, day: date, data: bytes, source: Path) -> bool:
    """Whether the page of `day` is there and whole; raises `OtherNotebook` if it is whole and another."""
    try:
        if store.closed_page(day) is None:
            return False
    except Damaged:
        return False
    if disk.read(store.folder.sealed(day)) != data:
        raise OtherNotebook(source, day)
    return True


def set_aside(store: NotebookStore, path: Path) -> None:
    """Keep a copy of a damaged file in the folder `damaged`, under the digest of its bytes."""
    data = disk.read(path)
    if data is None:
        return
    folder = store.folder.path / "damaged"
    disk.make_folder(folder)
    name = f"{path.stem}-{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
    disk.write_whole(folder / name, data)
