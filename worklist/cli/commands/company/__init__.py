"""`worklist company`: the roster."""

from worklist.i18n import mark as _

DETAILS = _(
    "A company is found by its name, by any part of it, by another of its names, and by pinyin or its initials."
    "\n\nExample: worklist company import park.xlsx"
)
SUMMARIES: dict[str, str] = {
    "import": _("Put a roster in from a spreadsheet: .csv, .xlsx, .xls or .ods."),
    "add": _("Put a company on the roster."),
    "list": _("List the companies."),
    "show": _("Show a company and its record over the last days."),
    "edit": _("Change what is known of a company."),
    "remove": _("Take a company off the roster; its history stays."),
}
