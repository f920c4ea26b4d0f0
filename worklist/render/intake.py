"""What an import does, or would do, in lines."""

from collections.abc import Iterable
from datetime import date

from worklist.checklist.importing import Intake
from worklist.checklist.notebook import Notebook
from worklist.i18n import _, ngettext


def left_out_lines(intake: Intake) -> list[str]:
    """Say how much is left out, and why."""
    here, settled, carried, templates = intake.here, intake.settled, intake.carried, intake.templates
    said = {
        ngettext("{count:,} is here already.", "{count:,} are here already.", here): here,
        ngettext(
            "{count:,} was settled on a day that is over, and is left out.",
            "{count:,} were settled on days that are over, and are left out.",
            settled,
        ): settled,
        ngettext(
            "{count:,} was carried to a later day, and is left out.",
            "{count:,} were carried to later days, and are left out.",
            carried,
        ): carried,
        ngettext(
            "{count:,} template of a recurring task is left out; what is daily can be a check (`worklist check add`).",
            "{count:,} templates of recurring tasks are left out; what is daily can be a check (`worklist check add`).",
            templates,
        ): templates,
    }
    lines = [sentence.format(count=count) for sentence, count in said.items() if count]
    return lines or ([] if intake.placed else [_("There is nothing to do in it.")])


def whole_line(notebook: Notebook, closed: Iterable[date], *, done: bool) -> str:
    """Say what a whole notebook brings, or would bring."""
    days = len(list(closed))
    items = sum(len(page.items) for page in notebook.pages.values())
    said = [
        ngettext("{count:,} closed day", "{count:,} closed days", days).format(count=days),
        ngettext("{count:,} open page", "{count:,} open pages", len(notebook.pages)).format(count=len(notebook.pages)),
        ngettext("{count:,} item on them", "{count:,} items on them", items).format(count=items),
    ]
    sentence = _("Brought in the whole notebook: {parts}") if done else _("Would bring in the whole notebook: {parts}")
    return sentence.format(parts=", ".join(said))
