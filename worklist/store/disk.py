"""What is done to files, so that a kill, a full disk or a power cut at any moment leaves the old or the new.

No write follows a symbolic link, and a failed fsync is never tried again: its pages may be gone although a second
call succeeds (A. Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from worklist.errors import CannotRead, CannotWrite, DiskFull, FileExists, NotANotebook, NotVouchedFor
from worklist.i18n import _

FOLDER_MODE = 0o700
FILE_MODE = 0o600
SEALED_MODE = 0o400
_NO_HARD_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system refuses into `DiskFull`, `NotANotebook` or `CannotWrite`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(path) from error
        if error.errno == errno.ENOTDIR:
            raise NotANotebook(path, _("not inside a folder")) from error
        raise CannotWrite(path, error.strerror or str(error)) from error


def make_folder(path: Path, *, private: bool = True) -> None:
    """Make a folder, if `private` for its owner alone whatever the umask, and make sure that it stays.

    One may be there, and not on the disk yet: whoever made it may have been killed. Raises `NotANotebook` if a file
    or a link is in its place.
    """
    with writing(path):
        try:
            path.mkdir(FOLDER_MODE if private else 0o777)
        except FileExistsError:
            if path.is_symlink() or not path.is_dir():
                raise NotANotebook(path, _("not a folder")) from None
        else:
            if private:
                path.chmod(FOLDER_MODE)
        sync_folder(path.parent)


def make_folders(path: Path, *, private: bool = True) -> None:
    """Make a folder as `make_folder` does, and those above it as the umask says; a link to a folder will do."""
    with writing(path):
        if path.is_dir():
            _sync_what_others_made(path.parent)
            return
    make_folders(path.parent, private=False)
    make_folder(path, private=private)


def _sync_what_others_made(path: Path) -> None:
    """Make sure of a folder's names where that can be done; where it cannot, we have not made them."""
    try:
        sync_folder(path)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EINVAL, errno.EROFS):
            raise


def sync_folder(path: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exists(path: Path) -> bool:
    """Whether there is anything by this name, be it a link to nothing; raises `CannotRead` if that cannot be seen."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise CannotRead(path, error.strerror or str(error)) from error
    return True


def read(path: Path) -> bytes | None:
    """Give the bytes of a plain file, or `None` if there is none by this name.

    Raises `NotANotebook` for a link, a folder or anything else, `CannotRead` for what the system refuses.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotANotebook(path, _("a symbolic link")) from error
        if error.errno == errno.ENOTDIR:
            raise NotANotebook(path.parent, _("a file")) from error
        raise CannotRead(path, error.strerror or str(error)) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotANotebook(path, _("not a plain file"))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise CannotRead(path, error.strerror or str(error)) from error
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes, *, keep_as: Path | None = None, mode: int = FILE_MODE) -> None:
    """Put `data` in place of the file at `path`, all of it or nothing; the old one stays as `keep_as`.

    The caller holds the lock. When this returns, the bytes and the name are on the disk. When it raises `DiskFull`
    or `CannotWrite`, the old file is as it was; after `NotVouchedFor` the new one is there, until the power fails.
    """
    temporary = temporary_name(path)
    with writing(path):
        sweep(temporary)
        try:
            _write_new(temporary, data, mode)
            if keep_as is not None:
                keep(path, keep_as)
            temporary.replace(path)
        finally:
            _discard(temporary)
    _vouch_for(path)


def _vouch_for(path: Path) -> None:
    """Make sure that a name stays; raises `NotVouchedFor`."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise NotVouchedFor(path, error.strerror or str(error)) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist, all of it or nothing; raises `FileExists`, `DiskFull` or `CannotWrite`."""
    temporary = _private_name(path)
    with writing(path):
        if os.path.lexists(path):
            raise FileExists(path)
        sweep(temporary)  # after a restart a process may have the number of one that was killed
        try:
            _write_new(temporary, data, FILE_MODE)
            _name(temporary, path)
        finally:
            _discard(temporary)
    _vouch_for(path)


def write_over(path: Path, data: bytes) -> None:
    """Put `data` in place of a plain file, or where there is none, all of it or nothing.

    A link, a folder and anything else stays: `CannotWrite`. The file becomes its owner's alone. Otherwise as
    `write_new`.
    """
    temporary = _private_name(path)
    with writing(path):
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            raise CannotWrite(path, _("not a plain file"))
        sweep(temporary)
        try:
            _write_new(temporary, data, FILE_MODE)
            temporary.replace(path)
        finally:
            _discard(temporary)
    _vouch_for(path)


def _private_name(path: Path) -> Path:
    """Give a name beside `path` that no other process writes to, for who holds no lock."""
    return path.parent / f".{path.name}.{os.getpid()}.tmp"  # a path like / has no name to put another for


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name unless the name is taken."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise FileExists(path) from None
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        temporary.rename(path)


def temporary_name(path: Path) -> Path:
    """Give the fixed name beside `path` under which its next content is written."""
    return path.with_name(f"{path.name}.tmp")


def sweep(temporary: Path) -> None:
    """Remove what a killed writer left behind, if anything."""
    with suppress(FileNotFoundError):
        temporary.unlink()


def _discard(temporary: Path) -> None:
    """Remove a file that is not needed, where that can be done: what it was for is done, or something else is told."""
    with suppress(OSError):
        sweep(temporary)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Make a file with `data` in it, safe on the disk; what cannot be finished is taken away again."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    with ExitStack() as unfinished:
        unfinished.callback(_discard, path)
        try:
            os.fchmod(descriptor, mode)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
            _require_size(descriptor, len(data))
        finally:
            os.close(descriptor)
        unfinished.pop_all()


def _require_size(descriptor: int, size: int) -> None:
    if os.fstat(descriptor).st_size != size:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def keep(path: Path, keep_as: Path) -> None:
    """Let the file at `path` be found as `keep_as` too, where the file system knows hard links; else copy it."""
    sweep(keep_as)
    try:
        os.link(path, keep_as, follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _write_new(keep_as, path.read_bytes(), FILE_MODE)
