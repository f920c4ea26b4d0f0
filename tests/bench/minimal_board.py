"""The least that a program on Rich alone does: a table of 212 companies by kinds, from figures that it makes up."""

from rich.console import Console
from rich.table import Table
from rich.text import Text


def board() -> None:
    """Print the table."""
    table = Table("company", "supplies", "measures", "doses", "issues", "zone", "liaison", "caretaker")
    for number in range(1, 213):
        table.add_row(
            f"公司{number:03}",
            Text("1 open", style="yellow") if number % 2 else Text("✓", style="green"),
            Text("1 open", style="yellow") if number % 3 else Text("✓", style="green"),
            Text(f"{number * 3:,}/{number * 7:,}", style="yellow"),
            Text("blank", style="bold red") if number % 4 else Text("2 open", style="yellow"),
            f"Grid {number % 10:02}",
            f"联络员{number % 20:02}",
            f"保姆员{number % 40:02}",
        )
    Console().print(table)


if __name__ == "__main__":
    board()
