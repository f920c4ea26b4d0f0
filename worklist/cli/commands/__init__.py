"""The commands, by name: a command's module is imported only when it is called.

Each module has `command`, the function behind it, and `DETAILS`, what its help says after the line given here.
"""

from worklist.i18n import mark as _

PANELS: dict[str, dict[str, str]] = {
    _("Every day"): {
        "add": _("Put an item on the page."),
        "today": _("Show what is still open."),
        "close-day": _("Walk through what is open, then seal the day at zero."),
    },
    _("Items"): {
        "done": _("Settle items as done, or record a count."),
        "waive": _("Settle items that do not apply today, with a reason."),
        "carry": _("Move items to a later day."),
        "reopen": _("Open settled items again."),
        "note": _("Write a note beside items."),
        "edit": _("Change the fields of open items."),
        "undo": _("Take back the last command, whole."),
    },
    _("Looking back"): {
        "show": _("Show one item with its history."),
        "log": _("Show what was done on a day, when and by whom."),
        "find": _("Find a text on all days, closed ones too."),
    },
    _("The notebook"): {
        "verify": _("Check the chain of closed days."),
        "doctor": _("Say what is wrong with the notebook, and mend it."),
        "backup": _("Write the whole notebook to one file."),
    },
}

SUMMARIES = {name: summary for panel in PANELS.values() for name, summary in panel.items()}


def module_name(command: str) -> str:
    """Give the module in which a command stands."""
    return f"{__name__}.{command.replace('-', '_')}"
