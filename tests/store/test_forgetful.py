"""What the file system that forgets keeps when the power is cut, and what it may lose."""

import stat
from pathlib import PurePosixPath

import pytest

from tests.store.forgetful import FAILS_AT, RETURNS, Forgetful, Loss

OLD, NEW = b"old/" * 10, b"new/" * 10


@pytest.fixture
def disk() -> Forgetful:
    """A file system with a file that is safe on it."""
    disk = Forgetful()
    write(disk, "/file", OLD)
    sync(disk, "/file")
    disk.fsyncdir("/", 0, 0)
    return disk


def write(disk: Forgetful, path: str, data: bytes) -> None:
    """Write a file anew, in two pieces."""
    handle = disk.create(path, 0o600)
    for offset in (0, 20):
        disk.write(path, data[offset : offset + 20], offset, handle)
    disk.release(path, handle)


def sync(disk: Forgetful, path: str) -> None:
    disk.fsync(path, 0, disk.open(path, 0))


def seen(disk: Forgetful, path: str = "/") -> dict[str, bytes]:
    """Give the data of all files in a folder."""
    names = [name for name in disk.readdir(path, 0) if name not in (".", "..")]
    paths = {name: str(PurePosixPath(path, name)) for name in names}
    return {name: disk.read(path, 10**6, 0, disk.open(path, 0)) for name, path in paths.items()}


def after(disk: Forgetful, loss: Loss, seed: int = 0) -> dict[str, bytes]:
    """Cut the power, and give what is left."""
    disk.setxattr("/", RETURNS, f"{loss} {seed}".encode(), 0)
    return seen(disk)


def test_data_that_was_not_synced_is_lost_though_its_name_stays(disk: Forgetful) -> None:
    write(disk, "/new", NEW)
    disk.fsyncdir("/", 0, 0)
    assert seen(disk) == {"file": OLD, "new": NEW}
    assert after(disk, Loss.ALL) == {"file": OLD, "new": b""}


def test_a_name_that_was_not_synced_is_lost_though_its_data_was(disk: Forgetful) -> None:
    write(disk, "/new", NEW)
    sync(disk, "/new")
    assert after(disk, Loss.ALL) == {"file": OLD}


def test_a_file_that_is_replaced_before_it_is_synced_is_empty(disk: Forgetful) -> None:
    write(disk, "/new", NEW)
    disk.rename("/new", "/file")
    assert after(disk, Loss.DATA) == {"file": b""}


def test_what_was_synced_stays_whatever_is_lost(disk: Forgetful) -> None:
    write(disk, "/new", NEW)
    sync(disk, "/new")
    disk.rename("/new", "/file")
    disk.fsyncdir("/", 0, 0)
    for loss in set(Loss) - {Loss.NOTHING}:
        assert after(disk, loss) == {"file": NEW}


def test_data_belongs_to_the_file_and_not_to_one_of_its_names(disk: Forgetful) -> None:
    write(disk, "/new", NEW)
    disk.link("/other", "/new")
    sync(disk, "/other")
    disk.fsyncdir("/", 0, 0)
    disk.unlink("/new")
    assert seen(disk) == {"file": OLD, "other": NEW}
    assert after(disk, Loss.ALL) == {"file": OLD, "new": NEW, "other": NEW}


def test_a_folder_is_lost_with_all_in_it_until_the_one_above_is_synced(disk: Forgetful) -> None:
    disk.mkdir("/folder", 0o700)
    write(disk, "/folder/new", NEW)
    sync(disk, "/folder/new")
    disk.fsyncdir("/folder", 0, 0)
    assert after(disk, Loss.ALL) == {"file": OLD}
    disk.mkdir("/folder", 0o700)
    disk.fsyncdir("/", 0, 0)
    write(disk, "/folder/new", NEW)
    assert disk.getattr("/folder")["st_mode"] == stat.S_IFDIR | 0o700
    disk.setxattr("/", RETURNS, b"all 0", 0)
    assert seen(disk, "/folder") == {}


def test_emptying_a_file_is_a_write_too(disk: Forgetful) -> None:
    disk.truncate("/file", 0)
    assert seen(disk) == {"file": b""}
    assert after(disk, Loss.ALL) == {"file": OLD}


def test_the_latest_changes_of_names_are_lost_in_their_order(disk: Forgetful) -> None:
    left = set()
    for seed in range(50):
        for name in "abc":
            disk.create(f"/{name}", 0o600)
        left.add("".join(sorted(after(disk, Loss.LATEST, seed).keys() - {"file"})))
        for name in seen(disk).keys() - {"file"}:
            disk.unlink(f"/{name}")
        disk.fsyncdir("/", 0, 0)
    assert left == {"", "a", "ab", "abc"}


def test_any_change_of_names_may_be_lost_and_any_write_be_torn(disk: Forgetful) -> None:
    names, data = set(), set()
    for seed in range(200):
        write(disk, "/a", NEW)
        disk.rename("/a", "/b")
        disk.create("/c", 0o600)
        left = after(disk, Loss.ANY, seed)
        names.add("".join(sorted(left.keys() - {"file"})))
        data.add(left.get("b", b"?"))
        for name in left.keys() - {"file"}:
            disk.unlink(f"/{name}")
        disk.fsyncdir("/", 0, 0)
    assert names == {"", "a", "b", "c", "ac", "bc"}
    assert {b"", NEW, NEW[:20], bytes(20) + NEW[20:], bytes(40), NEW[:20] + bytes(20)} <= data
    assert any(NEW.startswith(torn) and len(torn) % 20 for torn in data)


def test_from_the_change_that_fails_on_nothing_is_done(disk: Forgetful) -> None:
    disk.setxattr("/", FAILS_AT, b"2", 0)
    disk.create("/a", 0o600)
    with pytest.raises(OSError, match="Input/output error"):
        disk.create("/b", 0o600)
    with pytest.raises(OSError, match="Input/output error"):
        disk.open("/file", 0)
    assert after(disk, Loss.NOTHING) == {"file": OLD, "a": b""}
