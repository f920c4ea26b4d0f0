"""A file system in memory that promises no more than POSIX: what was not synced may be gone after a power cut.

python -m tests.store.forgetful FOLDER     mounts it there until it is unmounted

A file keeps its data from its last fsync, a folder its names from its own last fsync; neither says anything for the
other, and nothing is ever synced by itself. Of the writes since, each may be there, missing, torn, or only its length;
of the changes of names since, see `Loss`. Data and permissions belong to the file, not to one of its names.

Somebody with the folder commands it through extended attributes of its root, which `Mounted` sets.
"""

import errno
import itertools
import os
import random
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeAlias

ROOT = Path(__file__).parent.parent.parent
FAILS_AT, CHANGES, RETURNS = "user.fails_at", "user.changes", "user.returns"
NEVER = 10**9


class Loss(StrEnum):
    """What a power cut takes of the changes that were not synced."""

    NOTHING = "nothing"  # it was no power cut: the programs were killed
    ALL = "all"
    DATA = "data"  # every name is there, with nothing new in the files
    LATEST = "latest"  # each folder loses the last changes of its names, as where a journal keeps their order
    ANY = "any"  # and here any of them; a rename is lost or kept whole


@dataclass(eq=False, kw_only=True)
class File:
    """What a program reads from it, what is on the disk, and the writes between the two."""

    mode: int
    synced_mode: int
    content: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    writes: list[tuple[int, bytes]] = field(default_factory=list)
    """Where and what; bytes at -1 are none: the file was emptied."""

    def write(self, offset: int, data: bytes) -> None:
        """Put `data` at `offset`, or if that is -1, empty the file."""
        self.writes.append((offset, data))
        _put(self.content, offset, data)

    def sync(self) -> None:
        """Put all that was written on the disk."""
        self.synced, self.synced_mode, self.writes = bytes(self.content), self.mode, []

    def forget(self, loss: Loss, chance: random.Random) -> None:
        """Lose what was not synced."""
        self.content = bytearray(self.synced)
        self.mode = chance.choice([self.mode, self.synced_mode])
        for offset, data in self.writes if loss in (Loss.LATEST, Loss.ANY) else []:
            torn = chance.randint(0, len(data))
            there = chance.choice([data, data[:torn], data[:torn] + bytes(len(data) - torn), bytes(len(data)), None])
            if there is not None:
                _put(self.content, offset, there)
        self.sync()


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if offset == -1:
        content.clear()
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


@dataclass(eq=False, kw_only=True)
class Folder:
    """The names that a program sees, those on the disk, and the changes between the two."""

    mode: int
    names: "Names" = field(default_factory=dict)
    synced: "Names" = field(default_factory=dict)
    changes: list["dict[str, Node | None]"] = field(default_factory=list)

    def change(self, names: "dict[str, Node | None]") -> None:
        """Give names to files or folders, and take away those with `None`, all in one."""
        self.changes.append(names)
        self.names = _changed(self.names, names)

    def sync(self) -> None:
        """Put the names on the disk."""
        self.synced, self.changes = self.names, []

    def forget(self, loss: Loss, chance: random.Random) -> None:
        """Lose what was not synced."""
        left = {
            Loss.ALL: [],
            Loss.DATA: self.changes,
            Loss.LATEST: self.changes[: chance.randint(0, len(self.changes))],
            Loss.ANY: [change for change in self.changes if chance.random() < 0.5],
        }[loss]
        self.names = self.synced
        for names in left:
            self.names = _changed(self.names, names)
        self.sync()


Node: TypeAlias = File | Folder
Names: TypeAlias = dict[str, Node]


def _changed(names: Names, change: dict[str, Node | None]) -> Names:
    return {name: node for name, node in {**names, **change}.items() if node is not None}


class Forgetful:
    """The calls of FUSE, as mfusepy passes them on; those that are missing here the kernel does without."""

    use_ns = True

    def __init__(self) -> None:
        self._root = Folder(mode=stat.S_IFDIR | 0o700)
        self._open: dict[int, File] = {}
        self._numbers = itertools.count(1)
        self._changes = 0
        self._fails_at = NEVER

    def setxattr(self, _path: str, name: str, value: bytes, _options: int) -> int:
        if name == FAILS_AT:
            self._changes, self._fails_at = 0, int(value)
        elif name == RETURNS:
            loss, seed = value.decode().split()
            self._fails_at = NEVER
            if loss != Loss.NOTHING:
                self._open.clear()
                self._forget(Loss(loss), random.Random(int(seed)))  # noqa: S311 - what to lose, no secret
        return 0

    def getxattr(self, _path: str, name: str) -> bytes:
        if name == CHANGES:
            return b"%d" % self._changes
        raise OSError(errno.ENODATA, os.strerror(errno.ENODATA))

    def _forget(self, loss: Loss, chance: random.Random) -> None:
        done: set[Node] = set()
        left: list[Node] = [self._root]
        while left:
            node = left.pop()
            if node not in done:
                done.add(node)
                node.forget(loss, chance)
                left.extend(node.names.values() if isinstance(node, Folder) else [])

    def _require_power(self) -> None:
        if self._changes >= self._fails_at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _begin_change(self) -> None:
        self._changes += 1
        self._require_power()

    def _find(self, path: str | PurePosixPath) -> Node:
        node: Node | None = self._root
        for name in PurePosixPath(path).parts[1:]:
            node = node.names.get(name) if isinstance(node, Folder) else None
        if node is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return node

    def _folder_of(self, path: str) -> tuple[Folder, str]:
        folder = self._find(PurePosixPath(path).parent)
        assert isinstance(folder, Folder)
        return folder, PurePosixPath(path).name

    def _file(self, path: str) -> File:
        file = self._find(path)
        assert isinstance(file, File)
        return file

    # Looking

    def getattr(self, path: str, handle: int | None = None) -> dict[str, int]:
        if path != "/":  # or nobody could reach the root to switch the power on
            self._require_power()
        node = self._find(path) if handle is None else self._open[handle]
        size = len(node.content) if isinstance(node, File) else 0
        return {"st_mode": node.mode, "st_size": size, "st_nlink": 1, "st_uid": os.getuid(), "st_gid": os.getgid()}

    def readdir(self, path: str, _handle: int) -> list[str]:
        self._require_power()
        folder = self._find(path)
        assert isinstance(folder, Folder)
        return [".", "..", *folder.names]

    def open(self, path: str, _flags: int) -> int:
        self._require_power()
        return self._handle(self._file(path))

    def _handle(self, file: File) -> int:
        handle = next(self._numbers)
        self._open[handle] = file
        return handle

    def read(self, _path: str, size: int, offset: int, handle: int) -> bytes:
        self._require_power()
        return bytes(self._open[handle].content[offset : offset + size])

    def release(self, _path: str, handle: int) -> int:
        self._open.pop(handle, None)
        return 0

    def statfs(self, _path: str) -> dict[str, int]:
        self._require_power()
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 10**6, "f_bfree": 10**6, "f_bavail": 10**6}

    # Changing

    def create(self, path: str, mode: int) -> int:
        self._begin_change()
        folder, name = self._folder_of(path)
        file = File(mode=stat.S_IFREG | stat.S_IMODE(mode), synced_mode=stat.S_IFREG | stat.S_IMODE(mode))
        folder.change({name: file})
        return self._handle(file)

    def write(self, _path: str, data: bytes, offset: int, handle: int) -> int:
        self._begin_change()
        self._open[handle].write(offset, data)
        return len(data)

    def truncate(self, path: str, length: int, handle: int | None = None) -> int:
        self._begin_change()
        if length != 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))  # nobody here asks for it
        file = self._file(path) if handle is None else self._open[handle]
        file.write(-1, b"")
        return 0

    def chmod(self, path: str, mode: int) -> int:
        self._begin_change()
        node = self._find(path)
        node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)
        return 0

    def fsync(self, _path: str, _data_only: int, handle: int) -> int:
        self._begin_change()
        self._open[handle].sync()
        return 0

    def fsyncdir(self, path: str, _data_only: int, _handle: int) -> int:
        self._begin_change()
        self._find(path).sync()
        return 0

    def mkdir(self, path: str, mode: int) -> int:
        self._begin_change()
        folder, name = self._folder_of(path)
        folder.change({name: Folder(mode=stat.S_IFDIR | stat.S_IMODE(mode))})
        return 0

    def unlink(self, path: str) -> int:
        self._begin_change()
        folder, name = self._folder_of(path)
        folder.change({name: None})
        return 0

    def rename(self, old: str, new: str) -> int:
        self._begin_change()
        folder, name = self._folder_of(old)
        target, new_name = self._folder_of(new)
        if folder is not target:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        folder.change({name: None, new_name: folder.names[name]})
        return 0

    def link(self, new: str, old: str) -> int:
        self._begin_change()
        folder, name = self._folder_of(new)
        folder.change({name: self._file(old)})
        return 0


# From the outside


@dataclass(frozen=True)
class Mounted:
    """The file system mounted on `folder`."""

    folder: Path

    def fail_at(self, change: int) -> None:
        """Let the `change`-th change from now, and every call after it, fail with EIO; none of them does anything."""
        os.setxattr(self.folder, FAILS_AT, b"%d" % change)

    def changes(self) -> int:
        """Give how many changes have been asked for since `fail_at`: writes, syncs, and changes of names."""
        return int(os.getxattr(self.folder, CHANGES))

    def come_back(self, loss: Loss, seed: int = 0) -> None:
        """Work again, after the loss."""
        os.setxattr(self.folder, RETURNS, f"{loss} {seed}".encode())


class CannotMount(Exception):
    """This machine does not let file systems be mounted; the message is what libfuse says."""


@contextmanager
def mounted(folder: Path) -> Iterator[Mounted]:
    """Mount an empty one on `folder`; raises `CannotMount`."""
    program = [sys.executable, "-m", "tests.store.forgetful", str(folder)]
    unmount = ["umount", "-l"] if os.getuid() == 0 else [shutil.which("fusermount3") or "fusermount", "-uz"]
    said = folder.with_name(f"{folder.name}.err")
    with said.open("w") as complaints, subprocess.Popen(program, cwd=ROOT, stderr=complaints) as process:
        try:
            deadline = time.monotonic() + 30
            while process.poll() is None and not folder.is_mount() and time.monotonic() < deadline:
                time.sleep(0.01)
            if not folder.is_mount():
                raise CannotMount(said.read_text())
            yield Mounted(folder)
        finally:
            with suppress(OSError):
                subprocess.run([*unmount, str(folder)], capture_output=True, check=False)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
    assert said.read_text() == ""


def main(folder: str) -> None:
    """Serve one file system until it is unmounted, asked about everything: the kernel keeps nothing in mind."""
    from mfusepy import FUSE  # fails where there is no libfuse

    FUSE(
        Forgetful(),
        folder,
        foreground=True,
        nothreads=True,
        hard_remove=True,
        direct_io=True,
        attr_timeout=0,
        entry_timeout=0,
        negative_timeout=0,
    )


if __name__ == "__main__":
    main(sys.argv[1])
