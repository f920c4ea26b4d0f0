"""What is found when the notebook itself is examined."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One closed day in the chain, and what is wrong with it; `number` and `digest` are `None` if unreadable."""

    day: date
    number: int | None
    digest: str | None
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The chain of closed days in the order of their numbers, unreadable ones last, and what is wrong as a whole."""

    links: tuple[ChainLink, ...]
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every page is as it was sealed, and none is missing."""
        return not self.problems and all(link.problem is None for link in self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the notebook: the file or folder, what is the matter, and what mends it, one remedy a line.

    `is_damage` is `False` for what is only worth knowing.
    """

    place: str
    problem: str
    remedies: tuple[str, ...]
    is_damage: bool
