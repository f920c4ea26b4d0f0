"""The commands, by name: a command's module is imported only when it is called.

Each module has `command`, the function behind it, and `DETAILS`, what its help says after the line given here. A
package is a command with commands of its own, which its `SUMMARIES` name.
"""

from keyword import iskeyword

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
    _("The park"): {
        "company": _("The roster: import, add, list, show, edit and remove companies."),
        "check": _("The standing checks, dealt to every company each day."),
        "board": _("Show companies by kinds: who is behind, and what is blank."),
        "chase": _("Print what one person has open, to paste into a message."),
    },
    _("Looking back"): {
        "days": _("List the days: open, closed, and in figures."),
        "stats": _("Show the last weeks at a glance."),
        "show": _("Show one item with its history."),
        "log": _("Show what was done on a day, when and by whom."),
        "find": _("Find a text on all days, closed ones too."),
    },
    _("For others"): {
        "report": _("Hand over a day or a range in figures, in six formats."),
        "export": _("Give the items to other programs, or the whole notebook."),
        "import": _("Take in what stands in other programs, or a whole notebook."),
    },
    _("The notebook"): {
        "settings": _("Show and change the settings."),
        "verify": _("Check the chain of closed days."),
        "doctor": _("Say what is wrong with the notebook, and mend it."),
        "backup": _("Write the whole notebook to one file."),
    },
}

GROUP_PANEL = _("Commands")
"""What the commands of a command stand under in its help."""

SUMMARIES = {name: summary for panel in PANELS.values() for name, summary in panel.items()}


def module_name(command: str, package: str = __name__) -> str:
    """Give the module in which a command of `package` stands: `close_day`, or `import_` for a word of Python's own."""
    name = command.replace("-", "_")
    return f"{package}.{name}_" if iskeyword(name) else f"{package}.{name}"
