"""One writer at a time."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.store.conftest import Refusal, as_ordinary_user, facts_of, give_away, modes, umask
from worklist.errors import Busy
from worklist.store.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from worklist.store.lock import locked
with locked(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """The path of a lock that does not exist yet."""
    return tmp_path / "lock"


@contextmanager
def held_by_another(lock: Path, holder: str) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock), holder],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(lock.parent),
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            yield other
        finally:
            other.kill()


def take(lock: Path, patience: float = 0.0, holder: str = "联络员01") -> None:
    with locked(lock, holder, patience):
        pass


def test_a_second_writer_that_waits_too_long_is_told_who_holds_the_lock(lock: Path) -> None:
    with held_by_another(lock, "联络员01 (worklist add, process 7)"):
        assert facts_of(lambda: take(lock, 0.05)) == (
            "Busy",
            {"holder": "联络员01 (worklist add, process 7)", "seconds": 0.05},
        )


def test_a_holder_without_a_name_is_another_program(lock: Path) -> None:
    with held_by_another(lock, ""):
        assert facts_of(lambda: take(lock)) == ("Busy", {"holder": "another program", "seconds": 0.0})


def test_a_long_name_of_a_holder_is_cut(lock: Path) -> None:
    with held_by_another(lock, "a" * 1000):
        assert facts_of(lambda: take(lock)) == ("Busy", {"holder": "a" * 200, "seconds": 0.0})


def test_a_shorter_name_takes_the_place_of_a_longer_one(lock: Path) -> None:
    take(lock, holder="联络员01 (worklist close-day, process 12345)")
    take(lock, holder="联络员02")
    assert lock.read_bytes() == "联络员02".encode()


def test_a_name_that_is_no_text_is_told_as_well_as_it_can_be(lock: Path) -> None:
    take(lock, holder="\udcff")
    assert lock.read_bytes() == b"?"


def test_the_lock_of_a_killed_process_is_free(lock: Path) -> None:
    with held_by_another(lock, "联络员01") as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        take(lock)


def test_a_writer_waits_for_the_one_before(lock: Path) -> None:
    order: list[str] = []
    first_holds = threading.Event()

    def first() -> None:
        with locked(lock, "联络员01"):
            first_holds.set()
            time.sleep(0.1)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    first_holds.wait()
    with locked(lock, "联络员02", 10):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_the_lock_is_free_again_after_the_body_whatever_it_raised(lock: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(lock, "联络员01"):
        raise ZeroDivisionError
    take(lock)


def test_the_same_process_cannot_take_the_lock_twice(lock: Path) -> None:
    with locked(lock, "联络员01"), pytest.raises(Busy):
        take(lock)


def test_the_lock_is_never_replaced(lock: Path) -> None:
    take(lock)
    before = lock.stat().st_ino
    with held_by_another(lock, "联络员02"):
        facts_of(lambda: take(lock))
    take(lock)
    assert lock.stat().st_ino == before


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_the_lock_is_its_owners_alone_whatever_the_umask(lock: Path, mask: int) -> None:
    with umask(mask):
        take(lock)
    assert modes(lock) == {".": "600"}


def test_a_link_is_no_lock_and_is_not_followed(lock: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "precious", tmp_path, tmp_path / "missing"):
        (tmp_path / "precious").write_text("precious")
        lock.symlink_to(target)
        assert facts_of(lambda: take(lock)) == ("NotANotebook", {"path": lock, "problem": "not a plain file"})
        lock.unlink()
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_folder_is_no_lock(lock: Path) -> None:
    lock.mkdir()
    assert facts_of(lambda: take(lock)) == ("NotANotebook", {"path": lock, "problem": "not a plain file"})


def test_a_fifo_is_no_lock(lock: Path) -> None:
    os.mkfifo(lock)
    assert facts_of(lambda: take(lock)) == ("NotANotebook", {"path": lock, "problem": "not a plain file"})


def test_there_is_no_lock_in_a_folder_that_is_missing(tmp_path: Path) -> None:
    lock = tmp_path / "missing" / "lock"
    assert facts_of(lambda: take(lock)) == ("CannotWrite", {"path": lock, "problem": "No such file or directory"})


def test_a_lock_that_its_permissions_close_cannot_be_written(common_place: Path) -> None:
    lock = common_place / "lock"
    lock.touch()
    lock.chmod(0o400)
    give_away(common_place)
    assert as_ordinary_user(lambda: facts_of(lambda: take(lock))) == (
        "CannotWrite",
        {"path": lock, "problem": "Permission denied"},
    )


def test_a_file_system_that_knows_no_locks_cannot_be_written_to(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    assert facts_of(lambda: take(lock)) == ("CannotWrite", {"path": lock, "problem": "No locks available"})


@pytest.mark.parametrize("function", ["fchmod", "ftruncate", "pwrite"])
def test_work_goes_on_where_the_holder_cannot_be_written_down(lock: Path, refuse: Refusal, function: str) -> None:
    worked: list[Path] = []
    refuse(function, errno.ENOSPC)
    with locked(lock, "联络员01"):
        worked.append(lock)
    assert worked == [lock]


def test_the_lock_is_not_left_open(lock: Path) -> None:
    before = os.dup(0)
    os.close(before)
    take(lock)
    with held_by_another(lock, "联络员02"):
        facts_of(lambda: take(lock))
    after = os.dup(0)
    os.close(after)
    assert after == before
