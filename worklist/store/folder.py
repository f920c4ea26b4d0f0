"""Where things are in a notebook folder."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from worklist.store import disk


class Folder:
    """The paths of a notebook's files; a day is in the folder if it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = path / "lock"
        self.live = path / "worklist.json"
        self.previous = path / "worklist.prev.json"
        self.closed = path / "closed"

    def sealed(self, day: date) -> Path:
        """Give the path of a closed day's page."""
        return self.closed / f"{day.year:04}" / f"{day.isoformat()}.json"

    def __contains__(self, day: object) -> bool:
        """Whether `day` is closed; raises `CannotRead` if that cannot be seen."""
        return isinstance(day, date) and disk.exists(self.sealed(day))

    def closed_days(self) -> list[date]:
        """Give all closed days, the newest first; a file by any other name is not ours."""
        days = []
        for path in self.closed.glob("*/*.json"):
            with suppress(ValueError):
                day = date.fromisoformat(path.stem)
                if path == self.sealed(day):
                    days.append(day)
        return sorted(days, reverse=True)
