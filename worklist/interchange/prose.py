"""What people wrote, made fit for other programs: nothing in it steers a terminal or ends a line."""

from worklist.checklist.items import Item, Status
from worklist.i18n import _
from worklist.signs import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """Give a text for a cell of a CSV file: one that begins like a formula begins with an apostrophe instead.

    So OWASP advises: https://owasp.org/www-community/attacks/CSV_Injection. A text that begins like a formula behind
    apostrophes has one more, so that it can be told from a formula.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def plain_again(cell: str) -> str:
    """Give the text that `harmless` has made a cell of."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(_FORMULA) else cell


def one_line(text: str) -> str:
    """Give `text` in one line: line ends and other blanks become single blanks, other control characters visible."""
    return visible(" ".join(text.split()))


def title(item: Item) -> str:
    """Give what an item says, in one line."""
    return one_line(item.text) or _("nothing outstanding")


def remarks(item: Item) -> list[str]:
    """Give a line each for the person, the count and what became of an item, but for its notes."""
    lines = []
    if item.who is not None:
        lines.append(_("who: {name}").format(name=one_line(item.who)))
    if item.need is not None:
        unit = "" if item.unit is None else f" {one_line(item.unit)}"
        lines.append(_("counted: {count:,} of {need:,}{unit}").format(count=item.count or 0, need=item.need, unit=unit))
    for amount, why in item.waived:
        lines.append(_("{amount:,} waived: {why}").format(amount=amount, why=one_line(why)))
    if item.carried_from is not None:
        lines.append(_("carried from {day}, id {id}").format(day=item.carried_from.day, id=item.carried_from.id))
    if item.carried_to is not None:
        lines.append(_("carried to {day}, id {id}").format(day=item.carried_to.day, id=item.carried_to.id))
    if item.reason is not None:
        waived = item.status is Status.WAIVED
        sentence = _("waived: {why}") if waived else _("why it was carried: {why}")
        lines.append(sentence.format(why=one_line(item.reason)))
    return lines
