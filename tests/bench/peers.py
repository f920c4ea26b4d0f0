"""Other programs that keep such a list, where they are installed: each with the same items in its own format.

Each is measured as it comes, and as quiet as it can be told to be. They are started by their own path, not through a
version manager.
"""

import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from tests.bench.notebooks import Line, Size, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program: how to write its files, and its command lines by what they do.

    `{folder}` in a command line stands for the folder with its files, `{id}` for an open item, `{text}` and
    `{company}` for those of a new one. `largest` is the most items that it is given: topydo 0.14 ends in an error at a
    year's done.txt, because its ids do not go so far, and todoman would need 292,000 files.
    """

    name: str
    program: str
    write: Callable[[Path, Iterable[Line]], None]
    commands: Mapping[str, list[str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    largest: int = 10**9

    def path(self) -> str | None:
        """Give where the program is installed; `None` if it is not."""
        found = [Path(folder) / self.program for folder in os.environ.get("PATH", "").split(":")]
        real = [path for path in found if os.access(path, os.X_OK) and "shims" not in path.parts]
        return str(real[0]) if real else None

    def build(self, folder: Path, size: Size, today: date) -> None:
        """Write the files."""
        folder.mkdir()
        self.write(folder, lines(size, today))


# Taskwarrior 2.6: a line a task, in square brackets; settled ones in a file of their own.


def _write_taskwarrior(folder: Path, items: Iterable[Line]) -> None:
    (folder / "taskrc").write_text(f"data.location={folder}\n")
    with (folder / "pending.data").open("w") as pending, (folder / "completed.data").open("w") as completed:
        for number, line in enumerate(items, 1):
            moment = int(datetime.combine(line.day, time(9)).timestamp())
            status, end = ("pending", "") if line.is_open else ("completed", f'end:"{moment}" ')
            (pending if line.is_open else completed).write(
                f'[description:"{line.text}" {end}entry:"{moment}" modified:"{moment}" project:"{line.company}"'
                f' status:"{status}" uuid:"{uuid.UUID(int=number)}"]\n'
            )
    for name in ("undo.data", "backlog.data"):
        (folder / name).touch()


def _taskwarrior(*options: str) -> dict[str, list[str]]:
    return {
        "add": [*options, "add", "{text}", "project:{company}"],
        "done": [*options, "rc.confirmation=off", "{id}", "done"],
        "today": [*options, "list"],
        "find": [*options, "all", "description.contains:{wanted}"],
    }


# The format of todo.txt: a line a task, settled ones archived in done.txt.


def _write_todo_txt(folder: Path, items: Iterable[Line]) -> None:
    with (folder / "todo.txt").open("w") as todo, (folder / "done.txt").open("w") as done:
        for line in items:
            task = f"{line.day} {line.text} @{line.company}\n"
            _ = todo.write(task) if line.is_open else done.write(f"x {line.day} {task}")
    (folder / "config").write_text(
        f'export TODO_DIR="{folder}"\nexport TODO_FILE="$TODO_DIR/todo.txt"\n'
        'export DONE_FILE="$TODO_DIR/done.txt"\nexport REPORT_FILE="$TODO_DIR/report.txt"\n'
    )
    for name, quiet in (("topydo.conf", ""), ("quiet.conf", "backup_count = 0\ncolors = 0\n")):
        (folder / name).write_text(
            f"[topydo]\nfilename = {folder}/todo.txt\narchive_filename = {folder}/done.txt\n{quiet}"
        )


def _todo_txt(*options: str) -> dict[str, list[str]]:
    config = ["-d", "{folder}/config", *options]
    return {
        "add": [*config, "add", "{text} @{company}"],
        "done": [*config, "do", "{id}"],
        "today": [*config, "list"],
        "find": [*config, "listall", "{wanted}"],
    }


def _topydo(config: str) -> dict[str, list[str]]:
    options = ["-c", f"{{folder}}/{config}"]
    return {
        "add": [*options, "add", "{text} @{company}"],
        "done": [*options, "do", "{id}"],
        "today": [*options, "ls"],  # it does not look into done.txt
    }


# todoman: a file a task, in iCalendar's format, and a cache of them all in SQLite.


def _write_todoman(folder: Path, items: Iterable[Line]) -> None:
    (folder / "park").mkdir()
    (folder / "config.py").write_text(
        f'path = "{folder}/*"\ncache_path = "{folder}/cache.sqlite3"\ndefault_list = "park"\n'
    )
    for number, line in enumerate(items, 1):
        stamp = f"{line.day:%Y%m%d}T010000Z"
        settled = "STATUS:NEEDS-ACTION" if line.is_open else f"STATUS:COMPLETED\r\nCOMPLETED:{stamp}"
        uid = f"{uuid.UUID(int=number)}"
        (folder / "park" / f"{uid}.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//worklist//bench//EN\r\nBEGIN:VTODO\r\n"
            f"UID:{uid}\r\nDTSTAMP:{stamp}\r\nCREATED:{stamp}\r\nSUMMARY:{line.text}\r\nCATEGORIES:{line.company}\r\n"
            f"{settled}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
        )


def _todoman(*options: str) -> dict[str, list[str]]:
    config = ["-c", "{folder}/config.py", *options]
    priority = ["--priority", "5"] if "--porcelain" in options else []  # without one, 4.1 ends in an error there
    return {
        "add": [*config, "new", "--list", "park", *priority, "{text}"],
        "done": [*config, "done", "{id}"],
        "today": [*config, "list"],
        "find": [*config, "list", "--status", "ANY", "--grep", "{wanted}"],
    }


def peers() -> list[Peer]:
    """Give every program that is installed."""
    task = {"TASKRC": "{folder}/taskrc", "TASKDATA": "{folder}"}
    known = [
        Peer(
            name="Taskwarrior",
            program="task",
            write=_write_taskwarrior,
            commands=_taskwarrior(),
            environment=task,
        ),
        Peer(
            name="Taskwarrior, `rc.verbose=nothing`",
            program="task",
            write=_write_taskwarrior,
            commands=_taskwarrior("rc.verbose=nothing"),
            environment=task,
        ),
        Peer(name="todo.txt-cli", program="todo-txt", write=_write_todo_txt, commands=_todo_txt()),
        Peer(name="todo.txt-cli, `-p`", program="todo-txt", write=_write_todo_txt, commands=_todo_txt("-p")),
        Peer(name="topydo", program="topydo", write=_write_todo_txt, commands=_topydo("topydo.conf"), largest=30_000),
        Peer(
            name="topydo, no backups or colours",
            program="topydo",
            write=_write_todo_txt,
            commands=_topydo("quiet.conf"),
            largest=30_000,
        ),
        Peer(name="todoman", program="todoman", write=_write_todoman, commands=_todoman(), largest=30_000),
        Peer(
            name="todoman, `--porcelain`",
            program="todoman",
            write=_write_todoman,
            commands=_todoman("--porcelain"),
            largest=30_000,
        ),
    ]
    return [peer for peer in known if peer.path() is not None]
