"""What is missing from a page: the companies about which nothing is written, and whom to ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worklist.checklist.closing import blanks_on
from worklist.checklist.items import Kind
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Page, by_company
from worklist.names import fold

if TYPE_CHECKING:
    from worklist.checklist.companies import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A company and the kinds of which nothing is written about it; `company` is `None` if no roster knows it."""

    name: str
    kinds: tuple[Kind, ...]
    company: "Company | None"

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name,) if self.company is None else self.company.names


def missing(notebook: Notebook, page: Page) -> list[Missing]:
    """Give the companies that have blanks on a page, in the order of the roster."""
    found = by_company(blanks_on(notebook, page))
    by_name = notebook.roster.by_name() if notebook.roster and found else {}
    return [
        Missing(name=name, kinds=tuple(blank.kind for blank in blanks), company=by_name.get(fold(name)))
        for name, blanks in found.items()
    ]


def count_blanks(of: Iterable[Missing]) -> int:
    """Give how many blanks these companies have in all."""
    return sum(len(each.kinds) for each in of)
