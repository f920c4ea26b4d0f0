"""`worklist check`: the standing checks."""

from worklist.i18n import mark as _

DETAILS = _(
    "A standing check is dealt as an item to every company that it is for, once, when the working day begins with the"
    " first command that writes.\n\nExample: worklist check add doses herbal dose --per-head --only-resumed"
)
SUMMARIES: dict[str, str] = {
    "add": _("Add a standing check, and deal it at once."),
    "list": _("List the standing checks."),
    "edit": _("Change a standing check."),
    "pause": _("Deal a standing check no more, until it is resumed."),
    "resume": _("Deal a paused check again."),
    "remove": _("Take a standing check away; what it dealt stays."),
}
