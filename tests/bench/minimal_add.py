"""The least that a Typer program on TinyDB does: insert one document."""

from typing import Annotated

import typer
from tinydb import TinyDB


def add(file: str, text: Annotated[list[str], typer.Argument()]) -> None:
    """Insert one document."""
    with TinyDB(file) as database:
        database.insert({"text": " ".join(text), "kind": "issues", "status": "open"})


if __name__ == "__main__":
    typer.run(add)
