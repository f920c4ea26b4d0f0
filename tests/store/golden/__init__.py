"""A notebook of every schema there has been, as the program of its time wrote it, and what that program said of it.

`schema-N/notebook` holds the files, `schema-N/says.json` the answer to each command line. They are written once, when
a schema is new, by `python -m tests.store.golden`, and never again.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.program import answer
from worklist.store.codec import JSON

DAYS = [f"2020-02-{day}" for day in (19, 20, 21, 22)]
COMMANDS = [
    *(f"today --all --json --day {day}" for day in DAYS),
    *(f"log --json --day {day}" for day in DAYS),
    "show 4 --json --day 2020-02-21",
    "find 口罩 --json",
    "verify --json",
    "doctor --json",
    "company list --all --json",
    "check list --all --json",
    "settings --json",
    *(f"board --all --json --day {day}" for day in DAYS),
]


def golden(schema: int) -> Path:
    """Give the folder of a schema's notebook."""
    return Path(__file__).parent / f"schema-{schema}"


def unpack(schema: int, folder: Path) -> None:
    """Copy a schema's notebook to `folder`, with the rights that git does not keep."""
    shutil.copytree(golden(schema) / "notebook", folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o400 if "closed" in path.parts else 0o600)


def says(folder: Path, lines: Iterable[str] = COMMANDS) -> dict[str, JSON]:
    """Give what the program of now says of the notebook in `folder`."""
    return {line: json.loads(answer(folder, *line.split()).out) for line in lines}


def said(schema: int) -> dict[str, JSON]:
    """Give what the program of its time said of a schema's notebook."""
    then: dict[str, JSON] = json.loads((golden(schema) / "says.json").read_text())
    return then
