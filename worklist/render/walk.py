"""One item of the nightly walk, with its history and the keys that answer it."""

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from worklist.checklist.items import Item
from worklist.checklist.page import Page
from worklist.i18n import _, ngettext
from worklist.render.history import note_lines
from worklist.render.text import day_name, kind_name, nth_day, progress, text_of, time_name
from worklist.signs import visible

ANSWERS = tuple("dcwnsbq")
"""The keys that answer; `?` asks what they mean."""


def draw_step(page: Page, item: Item, left: int) -> list[RenderableType]:
    """Give an item as the walk shows it: how many are left, the item, and what has been said of it."""
    count = ngettext("{left} left on {day}", "{left} left on {day}", left)
    facts = [str(item.id), f"+{kind_name(item.kind)}"]
    if item.company is not None:
        facts.append(f"@{visible(item.company)}")
    if item.who is not None:
        facts.append(visible(item.who))
    if item.due is not None:
        facts.append(_("due {time}").format(time=time_name(item.due)))
    if item.need is not None:
        facts.append(progress(item))
    lines: list[RenderableType] = [
        Rule(Text(count.format(left=left, day=day_name(page.day))), align="right", style="dim"),
        Text("  ".join(facts), style="cyan"),
        Text(text_of(item), style="bold"),
    ]
    if item.times_carried:
        carried = ngettext("{nth}, carried once", "{nth}, carried {times} times", item.times_carried)
        line = carried.format(nth=nth_day(item), times=item.times_carried)
        if item.reason:
            line += _("; last because: {why}").format(why=visible(item.reason))
        lines.append(Text(line, style="yellow"))
    lines += [Text(line, style="dim") for line in note_lines(item, page.day)]
    return lines


def key_line() -> str:
    """Give the keys in one line, for the prompt."""
    return _("d done  c carry  w waive  n note  s leave  b back  q stop  ? keys > ")


def key_help() -> str:
    """Say what each key does."""
    return _(
        "  d  done: settled; what it needs is counted whole\n"
        "  c  carry to the next day, where it shows how often it was carried\n"
        "  w  waive: it does not apply today; you are asked why\n"
        "  n  write a note beside it\n"
        "  s  leave it open and look at the next\n"
        "  b  back to the one before; if it was answered, it is open again\n"
        "  q  stop here; every answer so far is saved\n"
        "  ?  these keys"
    )
