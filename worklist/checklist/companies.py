"""A company of the park, and what can be changed about it."""

from dataclasses import dataclass, replace
from datetime import date

from worklist.checklist.wishes import Clear, wished
from worklist.names import fold, spell

HEADCOUNT_LIMIT = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company on the roster.

    `number` is its own for ever, `headcount` the people at work in it, `resumed` whether it is at work again and
    `resumed_since` since when, if that is known. `other_names` are short, former and foreign ones; `spellings` what
    its names are in pinyin, as `worklist.names.spell` gives them. One that was `removed`
    keeps its history.
    """

    number: int
    name: str
    headcount: int | None = None
    zone: str | None = None
    above_scale: bool = False
    resumed: bool = False
    resumed_since: date | None = None
    liaison: str | None = None
    caretaker: str | None = None
    other_names: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    removed: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its own name first."""
        return (self.name, *self.other_names)

    def is_on_roster(self, day: date) -> bool:
        """Whether it was still on the roster on `day`."""
        return self.removed is None or self.removed > day

    def is_at_work(self, day: date) -> bool:
        """Whether it was at work again on `day`."""
        return self.resumed and (self.resumed_since is None or self.resumed_since <= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyWish:
    """What is said of a company; `None` says nothing, `CLEAR` empties a field.

    A date since when it has resumed says that it has.
    """

    name: str | None = None
    headcount: int | Clear | None = None
    zone: str | Clear | None = None
    above_scale: bool | None = None
    resumed: bool | None = None
    resumed_since: date | Clear | None = None
    liaison: str | Clear | None = None
    caretaker: str | Clear | None = None
    other_names: tuple[str, ...] | None = None


def changed(company: Company, wish: CompanyWish) -> Company:
    """Give the company as it is wished; one that is renamed keeps its former name among the others."""
    name = wish.name or company.name
    others = company.other_names if wish.other_names is None else wish.other_names
    if name != company.name and company.name:
        others = (*others, company.name)
    others = tuple({fold(other): other for other in others if fold(other) != fold(name)}.values())
    resumed = _flag(wish.resumed, old=company.resumed)
    since = wished(wish.resumed_since, company.resumed_since)
    if wish.resumed_since is not None and since is not None:
        resumed = True
    same_names = (name, *others) == company.names
    return replace(
        company,
        name=name,
        headcount=wished(wish.headcount, company.headcount),
        zone=wished(wish.zone, company.zone),
        above_scale=_flag(wish.above_scale, old=company.above_scale),
        resumed=resumed,
        resumed_since=since if resumed else None,
        liaison=wished(wish.liaison, company.liaison),
        caretaker=wished(wish.caretaker, company.caretaker),
        other_names=others,
        spellings=company.spellings if same_names else _spellings((name, *others)),
    )


def _flag(new: bool | None, *, old: bool) -> bool:
    return old if new is None else new


def _spellings(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelling for name in names for spelling in spell(name)))
