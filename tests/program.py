"""The program within this process, for what is tried too often to start one each time."""

import io
import sys
from pathlib import Path

import pytest

from tests.conftest import DIRECTOR, Answer
from worklist.cli import app


def answer(folder: Path, *arguments: str) -> Answer:
    """Run the program on the notebook in `folder` and give what it said; whatever it does not catch is raised."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKLIST_NOTEBOOK", str(folder))
        patch.setenv("WORKLIST_USER", DIRECTOR)
        patch.setattr(sys, "argv", ["worklist", *arguments])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            app.run()
    code = ended.value.code
    assert isinstance(code, int)
    return Answer(text_of(out), text_of(err), code)


def text_of(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
