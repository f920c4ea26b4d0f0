"""What a closed day certifies: that it was at zero, and what became of its items."""

from dataclasses import dataclass

from worklist.checklist.items import Item, Kind, Status
from worklist.checklist.page import Blank, Page, Seal
from worklist.checklist.tally import Tally, adds_up, tally, tally_by_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A closed day in figures: its seal, its counts, the items that went on to a later day, and what was left blank.

    `counted` are the kinds whose items have needs of one unit, so that what was counted of them can be added.
    """

    seal: Seal
    total: Tally
    kinds: dict[Kind, Tally]
    carried: tuple[Item, ...]
    counted: frozenset[Kind] = frozenset()
    blanks: tuple[Blank, ...] = ()


def certify(page: Page, seal: Seal) -> Certificate:
    """Give the certificate of a page that `seal` has closed."""
    return Certificate(
        seal=seal,
        total=tally(page.items.values()),
        kinds=tally_by_kind(page.items.values()),
        carried=tuple(item for item in page.items.values() if item.status is Status.CARRIED),
        counted=frozenset(kind for kind in Kind if adds_up(item for item in page.items.values() if item.kind is kind)),
        blanks=page.blanks,
    )
