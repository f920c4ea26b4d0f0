"""What every error is: its facts, its exit code and the sentence that says what to do next."""

from typing import ClassVar


def mark(sentence: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown."""
    return sentence


class WorklistError(Exception):
    """The command could not do what was asked; nothing has changed."""

    exit_code: ClassVar[int] = 1
    sentence: ClassVar[str]
    words: ClassVar[tuple[str, ...]] = ()
    """The facts that are words of the program, such as a status, and are translated too."""

    def __init__(self, **facts: object) -> None:
        super().__init__(*facts.values())
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


class UsageError(WorklistError):
    """What was typed cannot be understood."""

    exit_code = 2
