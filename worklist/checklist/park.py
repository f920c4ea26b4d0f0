"""What can be done to the roster, the standing checks and the settings, and what it puts on today's page at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from worklist.checklist.checks import Check
from worklist.checklist.companies import Company, CompanyWish, changed
from worklist.checklist.counting import change_need
from worklist.checklist.dealing import deal, dealt_of
from worklist.checklist.items import Item, Stamp
from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.records import Record, RecordChange, Settings, settings_of
from worklist.errors import NameTaken, NeedIsMet, NoSuchCheck, NoSuchCompany, NothingToEditInRecord
from worklist.names import fold


def _entry(
    notebook: Notebook,
    stamp: Stamp,
    command: str,
    records: Iterable[tuple[Record | None, Record | None]],
    today: Callable[[Notebook, date], list[Change]] | None = None,
) -> Entry:
    """Give the entry of these changes of records; `today` changes today's items, then what is missing is dealt."""
    day = notebook.working_day(stamp.at)
    changes = tuple(RecordChange(day=day, before=before, after=after) for before, after in records)
    entry = replace(notebook.entry(stamp, command, ()), records=changes)
    if today is not None:
        entry = replace(entry, changes=tuple(today(notebook.after(entry), day)))
    return replace(entry, changes=(*entry.changes, *deal(notebook.after(entry), day)))


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

    One that was removed comes back. Those that are `missing` in the new one stay as they are. Raises `NameTaken`
    where two companies would bear one name, or one company is named twice.
    """
    bearing = notebook.roster.by_name() if notebook.roster else {}
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
        # In a list under another of its names it keeps its own.
        then = changed(replace(company, removed=None), replace(wish, name=None))
        if then == company:
            same.append(company)
        else:
            different.append((company, then))
    present = notebook.roster.present() if notebook.roster else []
    missing = [company for company in present if company.number not in named]
    _require_own_names([*new, *(after for _before, after in different), *same, *missing])
    return RosterPlan(new=tuple(new), changed=tuple(different), unchanged=tuple(same), missing=tuple(missing))


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
    if then == company and not today:
        raise NothingToEditInRecord(company.name)
    others = [other for other in notebook.roster.present() if other.number != company.number] if notebook.roster else []
    _require_own_names([*others, then])

    def follow(later: Notebook, day: date) -> list[Change]:
        open_items = [item for item in later.page(day).items.values() if item.is_open]
        own = [item for item in open_items if item.dealt is None or item.dealt.company == company.number]
        return [change for item in own if (change := _followed(later, day, item)) is not None]

    return _entry(notebook, stamp, "company edit", [(company, then)], follow if today else None)


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
    """Add a standing check, with the next number whatever its own."""
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

    Raises `NothingToEditInRecord` if nothing would change.
    """
    check = find_check(notebook, number)
    then = becomes(check)
    if then == check and not today:
        raise NothingToEditInRecord(str(number))

    def follow(later: Notebook, day: date) -> list[Change]:
        return [
            change
            for item in dealt_of(later, day, [number])
            if (change := _followed(later, day, item, taking_back=True)) is not None
        ]

    return _entry(notebook, stamp, command, [(check, then)], follow if today else None)


def remove_check(notebook: Notebook, number: int, stamp: Stamp, *, today: bool = False) -> Entry:
    """Take a standing check away, with `today` its open items of today too."""
    gone = notebook.working_day(stamp.at)
    return change_check(
        notebook, number, lambda check: replace(check, removed=gone), "check remove", stamp, today=today
    )


def _followed(notebook: Notebook, day: date, item: Item, *, taking_back: bool = False) -> Change | None:
    """Give the change by which a dealt item becomes what would be dealt now; `None` for others, and where it is that.

    What was counted and waived stays as long as there is a need to count towards; a need that it would meet is left
    as it is.
    """
    if item.dealt is None or notebook.roster is None:
        return None
    check, company = notebook.checks[item.dealt.check], notebook.roster.companies[item.dealt.company]
    if not (check.is_dealt_on(day) and check.is_for(company)):
        return Change(day=day, before=item, after=None) if taking_back else None
    then = replace(
        item,
        text=check.text,
        kind=check.kind,
        company=company.name,
        who=company.caretaker,
        due=check.due,
        unit=check.unit,
    )
    with suppress(NeedIsMet):
        then = change_need(then, check.need_of(company))
    return None if then == item else Change(day=day, before=item, after=then)


# Settings


def change_settings(notebook: Notebook, becomes: Callable[[Settings], Settings], stamp: Stamp) -> Entry:
    """Change the notebook's settings."""
    before = settings_of(notebook)
    return _entry(notebook, stamp, "settings", [(before, becomes(before))])
