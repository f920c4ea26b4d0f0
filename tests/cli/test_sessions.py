"""Sessions of the park, written down in `sessions` and played again: whole outputs, streams and exit codes."""

import shutil
from pathlib import Path

import pytest

from tests.cli.transcript import played
from tests.conftest import Program

SESSIONS = Path(__file__).parent / "sessions"
PARK = Path(__file__).parent.parent / "interchange" / "park"


@pytest.mark.parametrize("session", sorted(SESSIONS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_session_goes_as_it_is_written_down(worklist: Program, folder: Path, session: Path) -> None:
    for file in (*PARK.iterdir(), *(path for path in SESSIONS.iterdir() if path.suffix != ".txt")):
        shutil.copy(file, folder.parent)
    written = session.read_text(encoding="utf-8")
    assert played(worklist, written) == written
