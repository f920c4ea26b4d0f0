"""The roster: all companies of the park, and which of them a name means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from worklist.checklist.companies import Company
from worklist.errors import AmbiguousName, NoSuchCompany
from worklist.names import Names, find_name, find_spelled, fold, listed, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The companies by number, removed ones too.

    `names` and `spellings` give the names of those that are not removed and what they are in pinyin, each with the
    company's number: finding a company among ten thousand need not read the others.
    """

    companies: Mapping[int, Company]
    names: Names
    spellings: Names

    def present(self) -> list[Company]:
        """Give the companies that are not removed, in the order of their numbers."""
        return [company for _number, company in sorted(self.companies.items()) if company.removed is None]

    def find(self, text: str) -> Company:
        """Give the company that `text` means: a whole name, a part of one, or pinyin or its initials.

        Raises `AmbiguousName` with the candidates, `NoSuchCompany` with the nearest.
        """
        found = find_name(text, self.names) or find_spelled(text, self.spellings)
        if len(found) == 1:
            return self.companies[found.pop()]
        if found:
            raise AmbiguousName(text, listed(self.companies[number].name for number in sorted(found)))
        raise NoSuchCompany(text, self._nearest(text))

    def _nearest(self, text: str) -> str:
        said: dict[str, int] = {}
        for number, name in (*self.names(), *self.spellings()):
            syllables = name.split() if name.isascii() else []
            for word in (name, "".join(syllables), "".join(syllable[0] for syllable in syllables)):
                said.setdefault(word, number)
        words = nearest(text, said)
        return listed(dict.fromkeys(self.companies[said[word]].name for word in words))

    def by_name(self) -> dict[str, Company]:
        """Give every company by each of its names, folded; one that is not removed comes before one that is."""
        found: dict[str, Company] = {}
        for company in sorted(
            self.companies.values(), key=lambda company: (company.removed is not None, company.number)
        ):
            for name in company.names:
                found.setdefault(fold(name), company)
        return found

    def meant_on(self, names: Iterable[str], text: str) -> set[str]:
        """Give those of the `names` on a page that belong to the company that `text` means there.

        A whole name means its own company, be it on the page or not; for a part of one, a company of the page comes
        before the rest of the roster. Where it has nothing on the page, this is its name. A name that is not on the
        roster is a company of its own. Raises as `find`.
        """
        numbers = {fold(name): number for number, name in self.names()}
        bearing: dict[int, list[str]] = {}
        for place, name in enumerate(names, 1):
            bearing.setdefault(numbers.get(fold(name), -place), []).append(name)
        whole = numbers.get(fold(text))
        if whole is not None:
            return set(bearing.get(whole, [self.companies[whole].name]))
        found = find_name(text, lambda: self._said_on(bearing))
        if not found:
            found = find_spelled(text, lambda: (said for said in self.spellings() if said[0] in bearing))
        if not found:
            return {self.find(text).name}
        if len(found) > 1:
            raise AmbiguousName(text, listed(bearing[number][0] for number in sorted(found)))
        return set(bearing[found.pop()])

    def _said_on(self, bearing: Mapping[int, list[str]]) -> Iterator[tuple[int, str]]:
        for number, names in bearing.items():
            known = self.companies[number].names if number > 0 else ()
            yield from ((number, name) for name in dict.fromkeys((*names, *known)))


def roster_of(companies: Mapping[int, Company]) -> Roster:
    """Give the roster of these companies."""

    def names() -> Iterator[tuple[int, str]]:
        return (
            (number, name) for number, company in companies.items() if company.removed is None for name in company.names
        )

    def spellings() -> Iterator[tuple[int, str]]:
        return (
            (number, spelling)
            for number, company in companies.items()
            if company.removed is None
            for spelling in company.spellings
        )

    return Roster(companies=companies, names=names, spellings=spellings)
