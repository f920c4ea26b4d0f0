"""What one person has open, as a message: plain text, company by company."""

from collections.abc import Sequence

from worklist.checklist.grouping import Group
from worklist.checklist.items import Item
from worklist.checklist.missing import Missing, count_blanks
from worklist.checklist.page import Page
from worklist.checklist.people import Person
from worklist.i18n import _, ngettext
from worklist.render.park import kinds_text
from worklist.render.text import day_name, nth_day, progress, text_of, time_name
from worklist.signs import visible


def chase_lines(person: Person, page: Page, groups: Sequence[Group], missing: Sequence[Missing]) -> list[str]:
    """Give the message: a line in all, then each company with what is open and what is blank.

    What belongs to no company comes first, then companies as `groups` has them, then those that are only blank.
    """
    left = sum(group.open for group in groups)
    facts = [ngettext("{count:,} open", "{count:,} open", left).format(count=left)]
    if blanks := count_blanks(missing):
        facts.append(ngettext("{count:,} blank", "{count:,} blanks", blanks).format(count=blanks))
    said = {each.name: _blank_line(each) for each in missing}
    companies: dict[str | None, list[str]] = {}
    for group in sorted(groups, key=lambda group: group.name is not None):
        companies[group.name] = [_item_line(item) for item in group.items]
    for name, line in said.items():
        companies.setdefault(name, []).append(line)
    lines = [f"{visible(person.name)}, {day_name(page.day)}: {', '.join(facts)}"]
    for company, listed in companies.items():
        lines += ([] if company is None else ["", visible(company)]) + listed
    return lines


def nothing_line(person: Person, page: Page) -> str:
    """Say that there is nothing to send."""
    said = _("{who} has nothing open on {day}.")
    return said.format(who=visible(person.name), day=day_name(page.day))


def _item_line(item: Item) -> str:
    facts = []
    if item.due is not None:
        facts.append(_("due {time}").format(time=time_name(item.due)))
    if item.need is not None:
        facts.append(progress(item))
    if item.count or item.waived:
        facts.append(_("{left:,} left").format(left=item.left))
    if item.times_carried:
        facts.append(nth_day(item))
    return f"- {text_of(item)} ({', '.join(facts)})" if facts else f"- {text_of(item)}"


def _blank_line(missing: Missing) -> str:
    return _("- nothing yet on: {kinds}").format(kinds=kinds_text(missing.kinds))
