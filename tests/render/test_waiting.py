"""What a person sees who has to wait, on a real pseudo-terminal."""

import os
import pty
import select
import termios
import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from worklist.render import waiting as module
from worklist.render.waiting import Waiting


class Screen:
    """A terminal in the place of standard error."""

    def __init__(self) -> None:
        self._end, end = pty.openpty()
        termios.tcsetwinsize(end, (24, 80))
        self.stream = os.fdopen(end, "w")

    def said(self, wanted: str = "") -> str:
        """Give what was written until `wanted` was, or until now."""
        said = b""
        patience = 10 if wanted else 0
        while not (wanted and wanted.encode() in said) and select.select([self._end], [], [], patience)[0]:
            said += os.read(self._end, 4096)
        return said.decode()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """The terminal that standard error is."""
    shown = Screen()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield shown
    shown.stream.close()


def test_it_is_shown_how_many_were_read_and_taken_away_at_the_end(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    waiting = Waiting(1_002)
    with redirect_stderr(screen.stream), waiting:
        values = waiting.reading(iter(range(1_002)))
        for _value in range(1_001):
            next(values)
        assert "reading: 1,001 of 1,002" in screen.said("1,002")
        assert list(values) == [1_001]
        waiting.checking()
        assert "checking: 1,002" in screen.said("checking: 1,002")
        waiting.saving()
        assert "saving: 1,002" in screen.said("saving: 1,002")
    assert screen.said().endswith("\x1b[2K")  # the line is empty again


def test_without_a_total_no_total_is_shown_and_without_a_count_none(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    waiting = Waiting(0)
    with redirect_stderr(screen.stream), waiting:
        assert "reading:" not in screen.said("reading")
        waiting.checking()
        assert "checking" in screen.said("checking")
        waiting.saving()
        assert "saving" in screen.said("saving")
        waiting = Waiting(0)
    with redirect_stderr(screen.stream), waiting:
        assert list(waiting.reading([1])) == [1]
        assert "reading: 1" in screen.said("reading: 1")


def test_who_need_not_wait_sees_nothing(screen: Screen) -> None:
    with redirect_stderr(screen.stream), Waiting(3):
        pass
    assert screen.said() == ""


def test_patience_goes_on_where_it_is_entered_again(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    waiting = Waiting(0)
    monkeypatch.setattr(module, "monotonic", lambda: 100.0)
    with redirect_stderr(screen.stream), waiting:
        pass
    assert screen.said() == ""
    monkeypatch.setattr(module, "monotonic", lambda: 160.0)
    with redirect_stderr(screen.stream), waiting:
        assert "reading" in screen.said("reading")


def test_without_a_terminal_nothing_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    with (tmp_path / "err").open("w+") as plain, redirect_stderr(plain), Waiting(0):
        time.sleep(0.05)
    assert (tmp_path / "err").read_text() == ""


def test_a_plain_terminal_shows_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setenv("NO_COLOR", "1")
    with redirect_stderr(screen.stream), Waiting(0):
        time.sleep(0.3)
    assert screen.said() == ""
