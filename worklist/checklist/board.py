"""The board: each company and kind, whether it is blank, open or settled, and who is behind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worklist.checklist.companies import Company
from worklist.checklist.items import Item, Kind
from worklist.checklist.notebook import Notebook
from worklist.checklist.page import Blank, Page
from worklist.checklist.tally import Tally, tally
from worklist.names import fold


class State(StrEnum):
    """How a company stands with a kind: nothing is written though it should be, something is open, or neither."""

    BLANK = "blank"
    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A company and a kind: its state, and its items in figures. `expected` says that something is to be written."""

    state: State
    counts: Tally
    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A company on the board, by kind; `company` is `None` for a name that is not on the roster."""

    name: str
    company: Company | None
    cells: Mapping[Kind, Cell]

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The kinds of which nothing is written."""
        return tuple(Blank(self.name, kind) for kind, cell in self.cells.items() if cell.state is State.BLANK)

    @property
    def open(self) -> int:
        """How many items are open."""
        return sum(cell.counts.open for cell in self.cells.values())

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open or blank."""
        return all(cell.state is State.SETTLED for cell in self.cells.values())


def board(notebook: Notebook, page: Page) -> list[Row]:
    """Give a row for each company of the roster, then for each other that has items on `page` or was blank there.

    Of a closed page, what was blank is what was found so when it was closed.
    """
    by_name = notebook.roster.by_name() if notebook.roster else {}
    companies = sorted(notebook.roster.companies.items()) if notebook.roster else []
    present = [company for _number, company in companies if company.is_on_roster(page.day)]
    rows: dict[int | str, tuple[str, Company | None]] = {company.number: (company.name, company) for company in present}
    items: dict[int | str, dict[Kind, list[Item]]] = {}

    def row_of(name: str, company: Company | None) -> int | str:
        key = fold(name) if company is None else company.number
        rows.setdefault(key, (name if company is None else company.name, company))
        return key

    by_number = dict(companies)
    for item in page.items.values():
        if item.company is not None:
            # What was dealt to a company stays its own, whatever it is called since.
            dealt_to = by_number.get(item.dealt.company) if item.dealt is not None else None
            key = row_of(item.company, dealt_to or by_name.get(fold(item.company)))
            items.setdefault(key, {}).setdefault(item.kind, []).append(item)
    for blank in page.blanks:
        row_of(blank.company, by_name.get(fold(blank.company)))
    is_blank = _blank_when_closed(page) if page.seal is not None else _blank_on(page.day, notebook)
    return [_row(name, company, items.get(key, {}), is_blank) for key, (name, company) in rows.items()]


def _blank_on(day: date, notebook: Notebook) -> Callable[[str, Company | None, Kind], bool]:
    def expected(_name: str, company: Company | None, kind: Kind) -> bool:
        if company is None or kind not in notebook.expected:
            return False
        return company.is_on_roster(day) and company.is_at_work(day)

    return expected


def _blank_when_closed(page: Page) -> Callable[[str, Company | None, Kind], bool]:
    blanks = {(fold(blank.company), blank.kind) for blank in page.blanks}

    def was_blank(name: str, company: Company | None, kind: Kind) -> bool:
        names = company.names if company is not None else (name,)
        return any((fold(each), kind) in blanks for each in names)

    return was_blank


def _row(
    name: str,
    company: Company | None,
    items: Mapping[Kind, Sequence[Item]],
    is_expected: Callable[[str, Company | None, Kind], bool],
) -> Row:
    cells = {}
    for kind in Kind:
        counts = tally(items.get(kind, ()))
        expected = is_expected(name, company, kind)
        cells[kind] = Cell(state=_state(counts, expected=expected), counts=counts, expected=expected)
    return Row(name=name, company=company, cells=cells)


def _state(counts: Tally, *, expected: bool) -> State:
    if counts.items == 0 and expected:
        return State.BLANK
    return State.OPEN if counts.open else State.SETTLED


def blanks(rows: Iterable[Row]) -> tuple[Blank, ...]:
    """Give all blanks of a board."""
    return tuple(blank for row in rows for blank in row.blanks)


def worst_first(rows: Iterable[Row]) -> list[Row]:
    """Sort by how many kinds are blank, then by how many are open, then by open items."""

    def badness(row: Row) -> tuple[int, int, int]:
        states = [cell.state for cell in row.cells.values()]
        return -states.count(State.BLANK), -states.count(State.OPEN), -row.open

    return sorted(rows, key=badness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Rows of a board put together: those of one zone, liaison or caretaker (`None` for those without)."""

    name: str | None
    rows: tuple[Row, ...]

    def counts(self, kind: Kind) -> Tally:
        """Give the items of a kind in figures."""
        return sum((row.cells[kind].counts for row in self.rows), start=Tally())

    def blanks(self, kind: Kind) -> int:
        """Give how many companies are blank in a kind."""
        return sum(row.cells[kind].state is State.BLANK for row in self.rows)


class By(StrEnum):
    """What a board can be folded by."""

    ZONE = "zone"
    LIAISON = "liaison"
    CARETAKER = "caretaker"


def folded(rows: Iterable[Row], by: By) -> list[Fold]:
    """Put rows together by zone, liaison or caretaker, in the order of these."""
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row.company, by.value, None), []).append(row)
    names = sorted(groups, key=lambda name: (name is None, name))
    return [Fold(name=name, rows=tuple(groups[name])) for name in names]


def worst_folds_first(folds: Iterable[Fold], kinds: Sequence[Kind]) -> list[Fold]:
    """Sort by how many companies and kinds of these are blank, then by how many are open."""

    def badness(fold: Fold) -> tuple[int, int]:
        states = [row.cells[kind].state for row in fold.rows for kind in kinds]
        return -states.count(State.BLANK), -states.count(State.OPEN)

    return sorted(folds, key=badness)
