"""Companies, standing checks and settings in plain lines, without Rich."""

from collections.abc import Iterable, Sequence

from worklist.checklist.checks import EVERY_DAY, Check, weekdays_text
from worklist.checklist.companies import Company
from worklist.checklist.items import Kind
from worklist.checklist.notebook import Entry
from worklist.checklist.park import RosterPlan
from worklist.checklist.records import RecordChange, Settings
from worklist.i18n import _, ngettext
from worklist.names import listed
from worklist.render.text import day_name, kind_name, time_name
from worklist.signs import visible

_LINES_AT_MOST = 9


def begun_line(entry: Entry) -> str:
    """Say what a day begins with: how many items were dealt, and to how many companies."""
    companies = len({change.item.company for change in entry.changes})
    items = len(entry.changes)
    begins = _("{day} begins: {items}, {companies}.")
    return begins.format(
        day=day_name(entry.changes[0].day),
        items=ngettext("{count:,} item is dealt", "{count:,} items are dealt", items).format(count=items),
        companies=ngettext("to {count:,} company", "to {count:,} companies", companies).format(count=companies),
    )


def company_line(company: Company) -> str:
    """Give a company in one line."""
    facts = [visible(company.name)]
    if company.other_names:
        facts.append(_("({names})").format(names=visible(", ".join(company.other_names))))
    if company.zone is not None:
        facts.append(visible(company.zone))
    if company.headcount is not None:
        facts.append(heads(company.headcount))
    if company.above_scale:
        facts.append(_("above scale"))
    facts.append(resumed_name(company))
    if company.liaison is not None:
        facts.append(_("liaison {name}").format(name=visible(company.liaison)))
    if company.caretaker is not None:
        facts.append(_("caretaker {name}").format(name=visible(company.caretaker)))
    return "  ".join(facts)


def heads(count: int) -> str:
    """Give a number of people."""
    return ngettext("{count:,} head", "{count:,} heads", count).format(count=count)


def resumed_name(company: Company) -> str:
    """Say whether a company is at work again."""
    if not company.resumed:
        return _("not resumed")
    if company.resumed_since is None:
        return _("resumed")
    return _("resumed since {day}").format(day=company.resumed_since.isoformat())


def _since(company: Company) -> str:
    if not company.resumed:
        return _("no")
    return _("yes") if company.resumed_since is None else _("since {day}").format(day=company.resumed_since.isoformat())


def check_line(check: Check) -> str:
    """Give a standing check in one line."""
    facts = [visible(check.text), f"+{kind_name(check.kind)}"]
    if check.due is not None:
        facts.append(_("due {time}").format(time=time_name(check.due)))
    if check.per_head:
        facts.append(_("one per head"))
    if check.need is not None:
        facts.append(_("needs {need:,}").format(need=check.need))
    if check.unit is not None:
        facts.append(visible(check.unit))
    facts.append(_("resumed companies") if check.only_resumed else _("all companies"))
    if check.zone is not None:
        facts.append(_("of {zone}").format(zone=visible(check.zone)))
    if check.on != EVERY_DAY:
        facts.append(weekdays_text(check.on))
    if check.paused:
        facts.append(_("PAUSED"))
    return "  ".join(facts)


def settings_lines(settings: Settings) -> list[str]:
    """Give the settings, a line each."""
    return [f"{name:9} {value}" for name, value in _settings(settings).items()]


def _settings(settings: Settings) -> dict[str, str]:
    expected = ", ".join(kind_name(kind) for kind in settings.expected) or _("none")
    return {_("expected"): expected, _("rollover"): time_name(settings.rollover)}


def kinds_text(kinds: Iterable[Kind]) -> str:
    """Give kinds in one line."""
    return ", ".join(kind_name(kind) for kind in kinds)


def record_lines(changes: Sequence[RecordChange]) -> list[str]:
    """Say what a command has changed on the roster, of the checks and the settings: of many, how many."""
    if len(changes) <= _LINES_AT_MOST:
        return [_line(change) for change in changes]
    groups: dict[str, list[Company | Check | Settings]] = {}
    for change in changes:
        groups.setdefault(_verb(change), []).append(change.record)
    return [_in_all(verb, records) for verb, records in groups.items()]


def _in_all(verb: str, records: Sequence[Company | Check | Settings]) -> str:
    count = len(records)
    companies = ngettext("{count:,} company", "{count:,} companies", count).format(count=count)
    names = listed(record.name for record in records if isinstance(record, Company))
    return f"{verb} {companies}: {visible(names)}"


def _verb(change: RecordChange) -> str:
    before, after = change.before, change.after
    if before is None:
        return _("Added")
    if after is None:
        return _("Taken back")
    if isinstance(before, Settings) or isinstance(after, Settings):
        return _("Changed")
    if before.removed is None and after.removed is not None:
        return _("Removed")
    if before.removed is not None and after.removed is None:
        return _("Added again")
    return _("Changed")


def _line(change: RecordChange) -> str:
    verb, before, record = _verb(change), change.before, change.record
    match record:
        case Company():
            line = _("{verb} company {number}: {company}")
            line = line.format(verb=verb, number=record.number, company=company_line(record))
            return f"{line}{_difference(before, record)}" if isinstance(before, Company) else line
        case Check():
            line = _("{verb} check {number}: {check}")
            line = line.format(verb=verb, number=record.number, check=check_line(record))
            return f"{line}{_difference(before, record)}" if isinstance(before, Check) else line
        case Settings():
            was = _settings(before) if isinstance(before, Settings) else {}
            now = _settings(record)
            said = ", ".join(f"{name}: {was.get(name)} → {now[name]}" for name in now if was.get(name) != now[name])
            return _("{verb} settings: {said}").format(verb=verb, said=said)


def _difference(before: Company | Check, after: Company | Check) -> str:
    """Say which fields became what, in the words of the record's line."""
    was, now = _facts(before), _facts(after)
    changed = [name for name in now if was[name] != now[name]]
    return " — " + ", ".join(f"{name}: {was[name]} → {now[name]}" for name in changed) if changed else ""


def _facts(record: Company | Check) -> dict[str, str]:
    if isinstance(record, Company):
        values: dict[str, object] = {
            _("name"): record.name,
            _("headcount"): record.headcount,
            _("zone"): record.zone,
            _("above scale"): _("yes") if record.above_scale else _("no"),
            _("resumed"): _since(record),
            _("liaison"): record.liaison,
            _("caretaker"): record.caretaker,
            _("other names"): ", ".join(record.other_names) or None,
        }
    else:
        values = {
            _("kind"): kind_name(record.kind),
            _("text"): record.text,
            _("due"): time_name(record.due) if record.due else None,
            _("need"): _("one per head") if record.per_head else record.need,
            _("unit"): record.unit,
            _("companies"): _("resumed companies") if record.only_resumed else _("all companies"),
            _("zone"): record.zone,
            _("on"): weekdays_text(record.on),
            _("paused"): _("yes") if record.paused else _("no"),
        }
    return {name: "—" if value is None else visible(str(value)) for name, value in values.items()}


def plan_lines(plan: RosterPlan) -> list[str]:
    """Say what an import would do: what is new, what changes and how, what stays, what the file does not have."""
    lines = []
    if plan.new:
        lines.append(_in_all(_("New:"), plan.new))
    lines += [
        _("Changed: {company}{difference}").format(
            company=visible(before.name), difference=_difference(before, after) or _(" — added again")
        )
        for before, after in plan.changed
    ]
    if plan.unchanged:
        count = len(plan.unchanged)
        unchanged = ngettext("Unchanged: {count:,} company", "Unchanged: {count:,} companies", count)
        lines.append(unchanged.format(count=count))
    return [*lines, missing_line(plan.missing)] if plan.missing else lines


def missing_line(companies: Sequence[Company]) -> str:
    """Say which companies a file does not have, and what becomes of them."""
    missing = _("Not in the file, and left as they are: {companies} (`worklist company remove` takes one away)")
    return missing.format(companies=visible(listed(company.name for company in companies)))


def company_lines(company: Company) -> list[str]:
    """Give a company with all that is known of it, a line a fact."""
    facts = {_("company"): f"{company.name} ({company.number})", **_facts(company)}
    del facts[_("name")]
    if company.removed is not None:
        facts[_("removed")] = company.removed.isoformat()
    width = max(map(len, facts)) + 2
    return [f"{name:{width}}{visible(value)}" for name, value in facts.items() if value != "—"]


def check_lines(counted: Sequence[tuple[Check, int]]) -> list[str]:
    """Give standing checks, a line each: the number, what it says, and how many companies it is for today."""
    lines = []
    for check, companies in counted:
        for_today = ngettext("today {count:,} company", "today {count:,} companies", companies).format(count=companies)
        state = _("removed {day}").format(day=check.removed.isoformat()) if check.removed else for_today
        lines.append(f"{check.number:3}  {check_line(check)}  ({state})")
    return lines
