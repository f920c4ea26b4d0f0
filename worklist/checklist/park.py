"""What can be done to the roster, the standing checks and the settings, and what it puts on today's page at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from worklist.checklist.checks import Check
from worklist.checklist.companies import Company, CompanyWish, changed
from worklist.checklist.counting import change_need
from worklist.checklist.dealing import deal, draft_of
from worklist.checklist.items import Item, Stamp, finish
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.records import Record, RecordChange, Settings, settings_of
from worklist.errors import NameTaken, NeedIsMet, NoSuchCheck, NoSuchCompany, NoSuchZone, NothingToEditInRecord
from worklist.names import fold, listed, nearest


def _entry(
    notebook: Notebook,
    stamp: Stamp,
    command: str,
    records: Iterable[tuple[Record | None, Record | None]],
    today: Callable[[Notebook, date], list[Change]] | None = None,
) -> Entry:
    """Give the entry of these changes of records; `today` changes today's items, then what is missing is dealt."""
    day = notebook.working_day(stamp.at)
    changed = [(before, after) for before, after in records if before != after]
    changes = tuple(RecordChange(day=day, before=before, after=after) for before, after in changed)
    entry = replace(notebook.entry(stamp, command, ()), records=changes)
    if today is not None:
        entry = replace(entry, changes=tuple(today(notebook.after(entry), day)))
    return replace(entry, changes=(*entry.changes, *deal(notebook.after(entry), day)))


def _require_change(entry: Entry, name: str) -> Entry:
    """Raise `NothingToEditInRecord` if nothing has changed."""
    if not (entry.records or entry.changes):
        raise NothingToEditInRecord(name)
    return entry


# Companies


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPlan:
    """What an import would do: the companies that are new, those that change, with what they were, and the others."""

    new: tuple[Company, ...]
    changed: tuple[tuple[Company, Company], ...]
    unchanged: tuple[Company, ...]
    missing: tuple[Company, ...]


def plan_roster(notebook: Notebook, wishes: Sequence[CompanyWish]) -> RosterPlan:
    """Compare a roster with that of the notebook: a company is the one that bears its name, be it an other name.

    It keeps its own name and all others that it has. One that was removed comes back by its own name. Those that are
    `missing` in the new roster stay as they are. Raises `NameTaken` where two
    companies would bear one name, or one company is named twice.
    """
    bearing = _bearing(notebook)
    number = max(notebook.roster.companies, default=0) if notebook.roster else 0
    new, different, same = [], [], []
    named: set[int] = set()
    for wish in wishes:
        company = bearing.get(fold(wish.name or ""))
        if company is None:
            number += 1
            new.append(changed(Company(number=number, name=""), wish))
            continue
        if company.number in named:
            raise NameTaken(wish.name or "", company.name)
        named.add(company.number)
        others = None if wish.other_names is None else (*company.other_names, *wish.other_names)
        then = changed(replace(company, removed=None), replace(wish, name=None, other_names=others))
        if then == company:
            same.append(company)
        else:
            different.append((company, then))
    present = notebook.roster.present() if notebook.roster else []
    missing = [company for company in present if company.number not in named]
    _require_own_names([*same, *missing, *(after for _before, after in different), *new])
    return RosterPlan(new=tuple(new), changed=tuple(different), unchanged=tuple(same), missing=tuple(missing))


def _bearing(notebook: Notebook) -> dict[str, Company]:
    """Give the companies by all their names, folded; those that were removed by their own name alone."""
    companies = notebook.roster.companies.values() if notebook.roster else ()
    gone = {fold(company.name): company for company in companies if company.removed is not None}
    there = {fold(name): company for company in companies if company.removed is None for name in company.names}
    return gone | there


def import_roster(notebook: Notebook, wishes: Sequence[CompanyWish], stamp: Stamp) -> Entry:
    """Put a roster in; see `plan_roster`."""
    plan = plan_roster(notebook, wishes)
    return _entry(notebook, stamp, "company import", [*((None, company) for company in plan.new), *plan.changed])


def add_company(notebook: Notebook, wish: CompanyWish, stamp: Stamp) -> Entry:
    """Put one company on the roster, or back on it; raises `NameTaken` if one that is on it bears the name."""
    plan = plan_roster(notebook, [wish])
    known = [*(before for before, _after in plan.changed), *plan.unchanged]
    if known and known[0].removed is None:
        raise NameTaken(wish.name or "", known[0].name)
    return _entry(notebook, stamp, "company add", [*((None, company) for company in plan.new), *plan.changed])


def find_company(notebook: Notebook, text: str) -> Company:
    """Give the company that `text` means; raises `AmbiguousName` or `NoSuchCompany`."""
    if notebook.roster is None:
        raise NoSuchCompany(text, "—")
    return notebook.roster.find(text)


def edit_company(notebook: Notebook, name: str, wish: CompanyWish, stamp: Stamp, *, today: bool = False) -> Entry:
    """Change a company; with `today`, today's open items that were dealt to it follow, else only later ones.

    Raises `NothingToEditInRecord` if nothing would change, `NameTaken` for a name that another bears.
    """
    company = find_company(notebook, name)
    then = changed(company, wish)
    others = [other for other in notebook.roster.present() if other.number != company.number] if notebook.roster else []
    _require_own_names([*others, then])

    def follow(_later: Notebook, day: date) -> list[Change]:
        return [
            change
            for item in _dealt(notebook, day)
            if item.dealt is not None and item.dealt.company == company.number
            if (change := _followed(item, day, (company, then), (notebook.checks[item.dealt.check],) * 2)) is not None
        ]

    return _require_change(
        _entry(notebook, stamp, "company edit", [(company, then)], follow if today else None), company.name
    )


def _dealt(notebook: Notebook, day: date) -> list[Item]:
    """Give the open items of `day` that were dealt for checks and companies that there are."""
    known = notebook.roster.companies if notebook.roster else {}
    return [
        item
        for item in notebook.page(day).items.values()
        if item.is_open and item.dealt is not None
        if item.dealt.check in notebook.checks and item.dealt.company in known
    ]


def remove_company(notebook: Notebook, name: str, stamp: Stamp) -> Entry:
    """Take a company off the roster; its items and its history stay."""
    company = find_company(notebook, name)
    gone = replace(company, removed=notebook.working_day(stamp.at))
    return _entry(notebook, stamp, "company remove", [(company, gone)])


def _require_own_names(companies: Iterable[Company]) -> None:
    """Raise `NameTaken` if two companies bear one name."""
    bearing: dict[str, Company] = {}
    for company in companies:
        for name in company.names:
            other = bearing.setdefault(fold(name), company)
            if other.number != company.number:
                raise NameTaken(name, other.name)


# Standing checks


def find_check(notebook: Notebook, number: int) -> Check:
    """Give the standing check of this number; raises `NoSuchCheck`."""
    check = notebook.checks.get(number)
    if check is None or check.removed is not None:
        raise NoSuchCheck(number)
    return check


def add_check(notebook: Notebook, check: Check, stamp: Stamp) -> Entry:
    """Add a standing check, with the next number whatever its own; raises `NoSuchZone`."""
    _require_zone(notebook, check)
    return _entry(notebook, stamp, "check add", [(None, replace(check, number=max(notebook.checks, default=0) + 1))])


def change_check(
    notebook: Notebook,
    number: int,
    becomes: Callable[[Check], Check],
    command: str,
    stamp: Stamp,
    *,
    today: bool = False,
) -> Entry:
    """Change a standing check; with `today`, today's open items follow: they change, or are taken back.

    They are taken back where the check is for their company no longer, or not today.

    Raises `NothingToEditInRecord` if nothing would change, `NoSuchZone` for a zone that no company is in.
    """
    check = find_check(notebook, number)
    then = becomes(check)
    _require_zone(notebook, then)
    companies = notebook.roster.companies if notebook.roster else {}

    def follow(_later: Notebook, day: date) -> list[Change]:
        return [
            change
            for item in _dealt(notebook, day)
            if item.dealt is not None and item.dealt.check == number
            if (change := _followed(item, day, (companies[item.dealt.company],) * 2, (check, then))) is not None
        ]

    return _require_change(_entry(notebook, stamp, command, [(check, then)], follow if today else None), str(number))


def _require_zone(notebook: Notebook, check: Check) -> None:
    """Raise `NoSuchZone` if a check is for a zone that no company of the roster is in."""
    if check.zone is None or notebook.roster is None:
        return
    zones = sorted({company.zone for company in notebook.roster.present() if company.zone is not None})
    if fold(check.zone) not in map(fold, zones):
        raise NoSuchZone(check.zone, listed(nearest(check.zone, zones)))


def remove_check(notebook: Notebook, number: int, stamp: Stamp, *, today: bool = False) -> Entry:
    """Take a standing check away, with `today` its open items of today too."""
    gone = notebook.working_day(stamp.at)
    return change_check(
        notebook, number, lambda check: replace(check, removed=gone), "check remove", stamp, today=today
    )


def _followed(item: Item, day: date, company: tuple[Company, Company], check: tuple[Check, Check]) -> Change | None:
    """Give the change by which a dealt item follows its company and check, each as it was and is; `None` for none.

    What was changed by hand on the item stays, unless neither has changed and it is asked to follow all the same. What
    was counted stays too: where that meets the new need, the item is done. It is taken back where the check is for the
    company no longer, unless somebody has worked on it.
    """
    if not (check[1].is_dealt_on(day) and check[1].is_for(company[1], day)):
        return None if item.count or item.waived or item.notes else Change(day=day, before=item, after=None)
    was, now = draft_of(company[0], check[0]), draft_of(company[1], check[1])
    is_repeated = (company[0], check[0]) == (company[1], check[1])
    fields = ("text", "kind", "company", "who", "due", "unit")
    differing = [name for name in fields if is_repeated or getattr(was, name) != getattr(now, name)]
    then = replace(item, **{name: getattr(now, name) for name in differing})
    if was.need != now.need or (is_repeated and item.need != now.need):
        try:
            then = change_need(then, now.need)
        except NeedIsMet:
            then = finish(replace(then, need=now.need))
    return None if then == item else Change(day=day, before=item, after=then)


# Settings


def change_settings(notebook: Notebook, becomes: Callable[[Settings], Settings], stamp: Stamp) -> Entry:
    """Change the notebook's settings; raises `NothingToEditInRecord` if nothing would change."""
    before = settings_of(notebook)
    return _require_change(_entry(notebook, stamp, "settings", [(before, becomes(before))]), "settings")
