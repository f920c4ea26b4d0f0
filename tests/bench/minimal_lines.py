"""The least that a Typer program on TinyDB does with many lines: one document each, inserted together."""

import sys

import typer
from tinydb import TinyDB


def add(file: str) -> None:
    """Insert a document for each line of standard input."""
    with TinyDB(file) as database:
        database.insert_multiple({"text": line.rstrip("\n"), "kind": "issues", "status": "open"} for line in sys.stdin)


if __name__ == "__main__":
    typer.run(add)
