"""The least that a Typer program on TinyDB and Rich does: a table of the documents that are open."""

import typer
from rich.console import Console
from rich.table import Table
from tinydb import TinyDB, where


def today(file: str) -> None:
    """Print the open documents."""
    table = Table("id", "kind", "company", "text")
    with TinyDB(file) as database:
        for document in database.search(where("status") == "open"):
            table.add_row(str(document.doc_id), document["kind"], document["company"], document["text"])
    Console().print(table)


if __name__ == "__main__":
    typer.run(today)
