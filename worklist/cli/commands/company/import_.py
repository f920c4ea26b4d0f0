"""`worklist company import`: a roster from a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer

from worklist.checklist.park import import_roster, plan_roster
from worklist.checklist.rosters import read_roster
from worklist.cli.session import session_of
from worklist.cli.speech import say, tell
from worklist.errors.sheets import BadCells
from worklist.i18n import _
from worklist.interchange.sheets import read_sheet
from worklist.render.park import missing_line, plan_lines
from worklist.render.sentences import sentence_of
from worklist.signs import visible

DETAILS = _(
    "It reads .csv (UTF-8 or GB18030; comma, semicolon or tab), .xlsx, .xls and .ods, with headings in English or"
    " Chinese in any order:\n\n"
    "\b\n"
    "name 企业名称, headcount 在岗人数, zone 网格, above scale 规上,\n"
    "resumed 复工, resumed since 复工时间, liaison 联络员,\n"
    "caretaker 保姆员, other names 别名\n\n"
    "All is put in or nothing; the same file again changes nothing. Companies that the file does not have stay as"
    " they are."
    "\n\nExample: worklist company import park.xlsx --dry-run"
)


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=_("The file."), show_default=False)],
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help=_("The sheet. Without it, the first that is shown."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would change."))] = False,
) -> None:
    """Put a roster in from a spreadsheet."""
    session = session_of(context)
    stamp = session.stamp()
    rows = [(row.number, row.cells) for row in read_sheet(file, sheet).rows]
    try:
        roster = read_roster(rows, stamp.at.date())
    except BadCells as error:
        tell(*(sentence_of(cell) for cell in error.cells))
        raise
    if roster.ignored:
        tell(
            _("Columns that are not understood are left out: {headings}").format(
                headings=visible(", ".join(roster.ignored))
            )
        )
    wishes = [wish for _row, wish in roster.wishes]
    if not wishes:
        tell(_("There is no company below the headings."))
    plan = plan_roster(session.store.read(), wishes)
    if dry_run or not (plan.new or plan.changed):
        say(*plan_lines(plan))
        return
    session.change_park(lambda notebook: import_roster(notebook, wishes, stamp))
    if plan.missing:
        tell(missing_line(plan.missing))
