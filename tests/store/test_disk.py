"""What is done to files: all of it or nothing, whatever the system refuses."""

import errno
import os
import socket
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.store.conftest import (
    Refusal,
    as_ordinary_user,
    facts_of,
    file_size_limit,
    files,
    give_away,
    modes,
    umask,
)
from worklist.errors import CannotRead, CannotWrite, DiskFull, NotANotebook, NotVouchedFor
from worklist.store import disk

OLD, NEW = "旧".encode() * 100, "新".encode() * 100


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with the old content."""
    path = tmp_path / "file.json"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in another folder that must stay as it is."""
    path = tmp_path_factory.mktemp("elsewhere") / "precious.txt"
    path.write_text("precious")
    return path


# Folders


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_a_folder_is_its_owners_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        disk.make_folder(tmp_path / "new")
    assert modes(tmp_path / "new") == {".": "700"}


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(0o755)
    there.chmod(0o755)
    (there / "note").write_text("mine")
    disk.make_folder(there)
    assert (modes(there)["."], files(there)) == ("755", {"note": b"mine"})


def test_a_file_where_a_folder_should_be_is_no_notebook(path: Path) -> None:
    assert facts_of(lambda: disk.make_folder(path)) == ("NotANotebook", {"path": path, "problem": "not a folder"})


def test_a_link_to_a_folder_is_not_one_that_was_made(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert facts_of(lambda: disk.make_folder(tmp_path / "link")) == (
        "NotANotebook",
        {"path": tmp_path / "link", "problem": "not a folder"},
    )


def test_a_folder_within_a_file_is_no_notebook(path: Path) -> None:
    inside = path / "folder"
    assert facts_of(lambda: disk.make_folder(inside)) == (
        "NotANotebook",
        {"path": inside, "problem": "not inside a folder"},
    )


def test_a_folder_whose_parent_is_missing_cannot_be_made(tmp_path: Path) -> None:
    inside = tmp_path / "missing" / "folder"
    assert facts_of(lambda: disk.make_folder(inside)) == (
        "CannotWrite",
        {"path": inside, "problem": "No such file or directory"},
    )


@pytest.mark.parametrize(
    ("make", "is_there"), [(disk.make_folder, False), (disk.make_folder, True), (disk.make_folders, True)]
)
def test_a_folder_that_the_disk_does_not_confirm_cannot_be_relied_on(
    tmp_path: Path, refuse: Refusal, make: Callable[[Path], None], *, is_there: bool
) -> None:
    folder = tmp_path / "folder"
    if is_there:
        folder.mkdir()
    refuse("fsync", errno.EIO)
    assert facts_of(lambda: make(folder)) == ("CannotWrite", {"path": folder, "problem": "Input/output error"})


@pytest.mark.parametrize("number", [errno.EACCES, errno.EINVAL, errno.EROFS])
def test_a_folder_that_others_made_may_be_in_one_that_cannot_be_synced(
    tmp_path: Path, refuse: Refusal, number: int
) -> None:
    refuse("fsync", number)
    disk.make_folders(tmp_path)


def test_each_folder_above_is_on_the_disk_before_there_is_one_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, bool]] = []
    monkeypatch.setattr(disk, "sync_folder", lambda path: synced.append((path, any(path.glob("*/*")))))
    disk.make_folders(tmp_path / "a" / "b" / "notebook")
    assert synced == [
        (tmp_path.parent, True),
        (tmp_path, False),
        (tmp_path / "a", False),
        (tmp_path / "a" / "b", False),
    ]


def test_a_folder_may_be_within_one_that_nobody_may_look_into(common_place: Path) -> None:
    folder = common_place / "closed to others" / "notebook"
    folder.mkdir(parents=True)
    give_away(common_place)
    folder.parent.chmod(0o300)
    assert as_ordinary_user(lambda: facts_of(lambda: disk.make_folders(folder))) is None


def test_a_link_to_a_folder_will_do_for_the_notebook_itself(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    disk.make_folders(tmp_path / "link")
    assert modes(tmp_path).keys() == {".", "link"}


# Reading


def test_a_plain_file_is_read_whole(path: Path) -> None:
    assert disk.read(path) == OLD


def test_a_file_that_is_not_there_reads_as_none(tmp_path: Path) -> None:
    assert disk.read(tmp_path / "missing") is None
    assert disk.read(tmp_path / "missing" / "deeper") is None


def test_no_symbolic_link_is_read_wherever_it_leads(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "link"
    for target in (path, tmp_path, tmp_path / "missing", link):
        link.symlink_to(target)
        assert facts_of(lambda: disk.read(link)) == ("NotANotebook", {"path": link, "problem": "a symbolic link"})
        link.unlink()


def test_a_folder_is_no_plain_file(tmp_path: Path) -> None:
    assert facts_of(lambda: disk.read(tmp_path)) == (
        "NotANotebook",
        {"path": tmp_path, "problem": "not a plain file"},
    )


def test_a_fifo_is_no_plain_file_and_is_not_waited_for(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert facts_of(lambda: disk.read(fifo)) == ("NotANotebook", {"path": fifo, "problem": "not a plain file"})


def test_a_device_is_no_plain_file() -> None:
    null = Path("/dev/null")
    assert facts_of(lambda: disk.read(null)) == ("NotANotebook", {"path": null, "problem": "not a plain file"})


def test_a_socket_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        path = tmp_path / "socket"
        assert facts_of(lambda: disk.read(path)) == (
            "CannotRead",
            {"path": path, "problem": "No such device or address"},
        )


def test_what_lies_within_a_file_is_no_notebook(path: Path) -> None:
    assert facts_of(lambda: disk.read(path / "inside")) == ("NotANotebook", {"path": path, "problem": "a file"})


def test_a_file_that_its_permissions_close_cannot_be_read(common_place: Path) -> None:
    path = common_place / "file.json"
    path.write_bytes(OLD)
    path.chmod(0o000)
    give_away(common_place)
    assert as_ordinary_user(lambda: facts_of(lambda: disk.read(path))) == (
        "CannotRead",
        {"path": path, "problem": "Permission denied"},
    )


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="the file that fails when read is Linux's")
def test_a_file_that_fails_while_it_is_read_cannot_be_read() -> None:
    memory = Path("/proc/self/mem")
    assert facts_of(lambda: disk.read(memory)) == (
        "CannotRead",
        {"path": memory, "problem": "Input/output error"},
    )


def test_nothing_stays_open_after_reading(tmp_path: Path, path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    before = os.dup(0)
    os.close(before)
    for name in (path, tmp_path, tmp_path / "missing", tmp_path / "link", Path("/dev/null")):
        facts_of(partial(disk.read, name))
    after = os.dup(0)
    os.close(after)
    assert after == before


def test_a_name_is_there_even_if_it_is_a_link_to_nothing(tmp_path: Path, path: Path) -> None:
    (tmp_path / "link").symlink_to("missing")
    names = [path, tmp_path, tmp_path / "link", tmp_path / "missing", tmp_path / "missing" / "x", path / "inside"]
    assert [disk.exists(name) for name in names] == [True, True, True, False, False, False]


def test_a_name_that_cannot_be_looked_for_is_not_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    inside = tmp_path / "loop" / "file"
    assert facts_of(lambda: disk.exists(inside)) == (
        "CannotRead",
        {"path": inside, "problem": "Too many levels of symbolic links"},
    )


# Writing


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_a_file_is_its_owners_alone_and_a_sealed_one_read_only_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        disk.write_whole(tmp_path / "live", NEW)
        disk.write_whole(tmp_path / "sealed", NEW, mode=disk.SEALED_MODE)
    found = modes(tmp_path)
    assert (found["live"], found["sealed"]) == ("600", "400")


def test_a_file_is_replaced_whole_and_the_old_one_kept(path: Path) -> None:
    disk.write_whole(path, NEW, keep_as=path.with_name("previous"))
    assert files(path.parent) == {"file.json": NEW, "previous": OLD}


def test_without_a_name_for_it_the_old_one_is_not_kept(path: Path) -> None:
    disk.write_whole(path, NEW)
    assert files(path.parent) == {"file.json": NEW}


def test_the_generation_before_replaces_the_one_before_it(path: Path) -> None:
    for content in (b"1", b"2", b"3"):
        disk.write_whole(path, content, keep_as=path.with_name("previous"))
    assert files(path.parent) == {"file.json": b"3", "previous": b"2"}


def test_the_first_file_of_its_name_has_nothing_to_keep(tmp_path: Path) -> None:
    disk.write_whole(tmp_path / "file.json", NEW, keep_as=tmp_path / "previous")
    assert files(tmp_path) == {"file.json": NEW}


def test_an_empty_file_can_be_written(tmp_path: Path) -> None:
    disk.write_whole(tmp_path / "file.json", b"")
    assert files(tmp_path) == {"file.json": b""}


def test_a_file_that_was_read_only_is_replaced_by_one_that_is_not(path: Path) -> None:
    path.chmod(0o400)
    disk.write_whole(path, NEW)
    assert (files(path.parent), modes(path)) == ({"file.json": NEW}, {".": "600"})


def test_what_a_killed_writer_left_behind_is_swept(path: Path) -> None:
    disk.temporary_name(path).write_bytes(b"half a no")
    disk.write_whole(path, NEW)
    assert files(path.parent) == {"file.json": NEW}


def test_a_write_through_a_planted_link_touches_nothing_else(path: Path, elsewhere: Path) -> None:
    previous = path.with_name("previous")
    for planted in (path, disk.temporary_name(path), previous):
        planted.unlink(missing_ok=True)
        planted.symlink_to(elsewhere)
        disk.write_whole(path, NEW, keep_as=previous)
        assert (path.read_bytes(), path.is_symlink()) == (NEW, False)
    assert elsewhere.read_text() == "precious"
    assert modes(elsewhere.parent) == {".": "700", "precious.txt": f"{stat.S_IMODE(elsewhere.stat().st_mode):o}"}


@pytest.mark.parametrize("plant", [os.link, os.symlink])
def test_a_link_planted_just_before_the_write_stops_it_and_touches_nothing_else(
    path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, plant: Callable[[Path, Path], None]
) -> None:
    works = os.open

    def too_late(name: Path, *how: int) -> int:
        plant(elsewhere, name)
        monkeypatch.setattr(os, "open", works)
        return works(name, *how)

    monkeypatch.setattr(os, "open", too_late)
    assert facts_of(lambda: disk.write_whole(path, NEW)) == ("CannotWrite", {"path": path, "problem": "File exists"})
    assert elsewhere.read_text() == "precious"
    assert files(path.parent) == {"file.json": OLD}


def test_a_planted_fifo_is_swept_and_not_waited_for(path: Path) -> None:
    os.mkfifo(disk.temporary_name(path))
    disk.write_whole(path, NEW)
    assert files(path.parent) == {"file.json": NEW}


@pytest.mark.parametrize("planted", ["file.json.tmp", "previous"])
def test_a_folder_in_the_way_stops_the_write_before_anything_has_changed(path: Path, planted: str) -> None:
    path.with_name(planted).mkdir()
    error = facts_of(lambda: disk.write_whole(path, NEW, keep_as=path.with_name("previous")))
    assert error == ("CannotWrite", {"path": path, "problem": "Is a directory"})
    assert files(path.parent) == {"file.json": OLD}


def test_a_folder_by_the_name_of_the_file_stops_the_write(tmp_path: Path) -> None:
    (tmp_path / "file.json").mkdir()
    error = facts_of(lambda: disk.write_whole(tmp_path / "file.json", NEW))
    assert error == ("CannotWrite", {"path": tmp_path / "file.json", "problem": "Is a directory"})
    assert files(tmp_path) == {}


def test_a_folder_that_is_missing_cannot_be_written_to(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "file.json"
    assert facts_of(lambda: disk.write_whole(path, NEW)) == (
        "CannotWrite",
        {"path": path, "problem": "No such file or directory"},
    )


def test_a_file_over_the_limit_leaves_the_old_one(path: Path) -> None:
    with file_size_limit(len(NEW) - 1):
        error = facts_of(lambda: disk.write_whole(path, NEW, keep_as=path.with_name("previous")))
    assert error == ("CannotWrite", {"path": path, "problem": "File too large"})
    assert files(path.parent) == {"file.json": OLD}


@pytest.mark.parametrize("function", ["open", "write", "fsync", "link", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_file(path: Path, refuse: Refusal, function: str, number: int) -> None:
    refuse(function, number)
    error = facts_of(lambda: disk.write_whole(path, NEW, keep_as=path.with_name("previous")))
    assert error == ("DiskFull", {"path": path})
    assert path.read_bytes() == OLD
    assert not disk.temporary_name(path).exists()


@pytest.mark.parametrize(
    "function", ["open", "write", "fchmod", "fsync", "fstat", "close", "link", "replace", "unlink"]
)
def test_a_failing_disk_leaves_the_old_file(path: Path, refuse: Refusal, function: str) -> None:
    refuse(function, errno.EIO)
    error = facts_of(lambda: disk.write_whole(path, NEW, keep_as=path.with_name("previous")))
    assert error == ("CannotWrite", {"path": path, "problem": "Input/output error"})
    assert path.read_bytes() == OLD
    assert not disk.temporary_name(path).exists()


def test_a_leftover_that_cannot_be_looked_for_does_not_undo_what_was_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep, swept = disk.sweep, []

    def failing(temporary: Path) -> None:
        swept.append(temporary)
        if len(swept) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sweep(temporary)

    monkeypatch.setattr(disk, "sweep", failing)
    disk.write_whole(path, NEW)
    assert (path.read_bytes(), len(swept)) == (NEW, 2)


def test_a_failed_fsync_is_not_tried_again(path: Path, refuse: Refusal) -> None:
    refuse("fsync", errno.EIO)  # a second call would succeed, and prove nothing
    with pytest.raises(CannotWrite):
        disk.write_whole(path, NEW)
    assert files(path.parent) == {"file.json": OLD}


def test_a_name_that_the_disk_does_not_confirm_is_not_vouched_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        works(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    with pytest.raises(NotVouchedFor) as caught:
        disk.write_whole(path, NEW, keep_as=path.with_name("previous"))
    assert caught.value.facts == {"path": path, "problem": "Input/output error"}
    assert files(path.parent) == {"file.json": NEW, "previous": OLD}


def test_a_disk_that_takes_a_little_at_a_time_gets_it_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: works(descriptor, data[:7]))
    disk.write_whole(path, NEW)
    assert path.read_bytes() == NEW


def test_a_disk_that_says_it_took_more_than_it_did_is_not_believed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = os.write

    def lie(descriptor: int, data: memoryview) -> int:
        works(descriptor, data[:-1])
        return len(data)

    monkeypatch.setattr(os, "write", lie)
    error = facts_of(lambda: disk.write_whole(path, NEW))
    assert error == ("CannotWrite", {"path": path, "problem": "Input/output error"})
    assert files(path.parent) == {"file.json": OLD}


def test_an_interruption_leaves_the_old_file_and_nothing_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int, _data: memoryview) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        disk.write_whole(path, NEW)
    assert files(path.parent) == {"file.json": OLD}


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS])
def test_where_there_are_no_hard_links_the_old_file_is_copied(path: Path, refuse: Refusal, number: int) -> None:
    refuse("link", number)
    previous = path.with_name("previous")
    previous.write_bytes(b"the one before")
    disk.write_whole(path, NEW, keep_as=previous)
    assert files(path.parent) == {"file.json": NEW, "previous": OLD}
    assert modes(previous) == {".": "600"}


def test_the_bytes_are_on_the_disk_before_their_name_and_the_name_before_it_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, link, replace = os.fsync, os.link, os.replace

    def note_fsync(descriptor: int) -> None:
        fsync(descriptor)
        synced = os.fstat(descriptor)
        if os.path.samestat(synced, path.parent.stat()):
            done.append("fsync of the folder")
        elif os.path.samestat(synced, disk.temporary_name(path).stat()):
            done.append(f"fsync of {synced.st_size} new bytes")

    def note_link(source: Path, target: Path, *, follow_symlinks: bool) -> None:
        link(source, target, follow_symlinks=follow_symlinks)
        done.append(f"{source.name} is {target.name} too")

    def note_replace(source: Path, target: Path) -> None:
        replace(source, target)
        done.append(f"{source.name} becomes {target.name}")

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "link", note_link)
    monkeypatch.setattr(os, "replace", note_replace)
    disk.write_whole(path, NEW, keep_as=path.with_name("previous"))
    assert done == [
        "fsync of 300 new bytes",
        "file.json is previous too",
        "file.json.tmp becomes file.json",
        "fsync of the folder",
    ]


# A file that must not exist yet


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The path of a file that does not exist."""
    return tmp_path / "new.zip"


def test_a_new_file_is_written_whole_and_is_its_owners_alone(new: Path) -> None:
    with umask(0):
        disk.write_new(new, NEW)
    assert (files(new.parent), modes(new)) == ({"new.zip": NEW}, {".": "600"})


@pytest.mark.parametrize("plant", ["a file", "a folder", "a link to nothing"])
def test_a_new_file_takes_the_place_of_nothing(new: Path, plant: str) -> None:
    if plant == "a file":
        new.write_bytes(OLD)
    elif plant == "a folder":
        new.mkdir()
    else:
        new.symlink_to("missing")
    before = files(new.parent)
    assert facts_of(lambda: disk.write_new(new, NEW)) == ("FileExists", {"path": new})
    assert files(new.parent) == before


def test_a_new_file_takes_the_place_of_none_that_came_while_it_was_written(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = os.fsync

    def somebody_writes(descriptor: int) -> None:
        works(descriptor)
        new.write_bytes(OLD)

    monkeypatch.setattr(os, "fsync", somebody_writes)
    assert facts_of(lambda: disk.write_new(new, NEW)) == ("FileExists", {"path": new})
    assert files(new.parent) == {"new.zip": OLD}


def test_what_a_killed_process_of_the_same_number_left_is_swept(new: Path) -> None:
    new.with_name(f".new.zip.{os.getpid()}.tmp").write_bytes(b"half a no")
    disk.write_new(new, NEW)
    assert files(new.parent) == {"new.zip": NEW}


def test_a_new_file_can_be_written_where_there_are_no_hard_links(new: Path, refuse: Refusal) -> None:
    refuse("link", errno.EPERM)
    disk.write_new(new, NEW)
    assert files(new.parent) == {"new.zip": NEW}


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, ("DiskFull", {})), (errno.EIO, ("CannotWrite", {"problem": "Input/output error"}))],
)
@pytest.mark.parametrize("function", ["open", "write", "fsync", "link"])
def test_a_new_file_that_fails_leaves_nothing(
    new: Path, refuse: Refusal, function: str, number: int, error: tuple[str, dict[str, object]]
) -> None:
    refuse(function, number)
    assert facts_of(lambda: disk.write_new(new, NEW)) == (error[0], {"path": new, **error[1]})
    assert files(new.parent) == {}


def test_what_the_system_refuses_is_told_in_our_words(tmp_path: Path) -> None:
    told = {
        errno.ENOSPC: DiskFull,
        errno.EDQUOT: DiskFull,
        errno.ENOTDIR: NotANotebook,
        errno.EACCES: CannotWrite,
        errno.EROFS: CannotWrite,
        errno.EIO: CannotWrite,
    }
    for number, error in told.items():
        with pytest.raises(error), disk.writing(tmp_path):
            raise OSError(number, os.strerror(number))


def test_an_error_without_a_text_of_the_system_is_told_by_its_own(tmp_path: Path) -> None:
    def fail() -> None:
        with disk.writing(tmp_path):
            raise OSError("odd")  # noqa: EM101 - what a library may raise

    assert facts_of(fail) == ("CannotWrite", {"path": tmp_path, "problem": "odd"})


def test_reading_and_writing_fail_with_errors_of_their_own() -> None:
    assert not issubclass(CannotRead, CannotWrite)
    assert not issubclass(CannotWrite, CannotRead)


# A file that may be written over


@pytest.mark.parametrize("there", [True, False])
def test_a_file_is_written_over_whole_and_becomes_its_owners_alone(new: Path, *, there: bool) -> None:
    if there:
        new.write_bytes(OLD)
        new.chmod(0o644)
    disk.write_over(new, NEW)
    assert (files(new.parent), modes(new)) == ({"new.zip": NEW}, {".": "600"})


@pytest.mark.parametrize("plant", ["a folder", "a link", "a fifo"])
def test_nothing_but_a_plain_file_is_written_over(new: Path, elsewhere: Path, plant: str) -> None:
    if plant == "a folder":
        new.mkdir()
    elif plant == "a link":
        new.symlink_to(elsewhere)
    else:
        os.mkfifo(new)
    assert facts_of(lambda: disk.write_over(new, NEW)) == ("CannotWrite", {"path": new, "problem": "not a plain file"})
    assert (elsewhere.read_text(), list(new.parent.iterdir())) == ("precious", [new])


@pytest.mark.parametrize("function", ["open", "write", "fsync"])
def test_a_write_over_that_fails_leaves_the_old_file(new: Path, refuse: Refusal, function: str) -> None:
    new.write_bytes(OLD)
    refuse(function, errno.ENOSPC)
    assert facts_of(lambda: disk.write_over(new, NEW)) == ("DiskFull", {"path": new})
    assert files(new.parent) == {"new.zip": OLD}


def test_a_path_without_a_name_is_refused() -> None:
    assert facts_of(lambda: disk.write_over(Path("/"), NEW)) == (
        "CannotWrite",
        {"path": Path("/"), "problem": "not a plain file"},
    )
    assert facts_of(lambda: disk.write_new(Path(), NEW)) == ("FileExists", {"path": Path()})
