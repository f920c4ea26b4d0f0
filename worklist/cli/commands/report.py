"""`worklist report`: a day, or the days of a range, in figures for those who ask for them."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worklist.checklist.report import DayReport, RangeReport, report_day
from worklist.cli.files import put_file
from worklist.cli.options import DayOption, FileOption, ForceOption, FromOption
from worklist.cli.pages import as_they_were, issues_since, page_asked, pages_asked
from worklist.cli.session import Session, session_of
from worklist.cli.speech import give_bytes, say
from worklist.errors import DayOrRange
from worklist.errors.forms import FieldsAlone, FormAlone, FormIsOutput, FormNeedsFile, OtherEnding
from worklist.errors.reports import ForceNeedsFile, NeedsFile, NothingWritten, UnknownEnding
from worklist.i18n import _
from worklist.signs import visible

if TYPE_CHECKING:
    from worklist.report.parts import Document

DETAILS = _(
    "Companies, what has resumed, items by kind, zone and liaison, doses, issues, blanks, and the certificate of"
    " a closed day; over a range a line a day, and how each figure moved. Without --format, the ending of FILE says"
    " which it is, .txt being text. xlsx and --template need worklist[excel].\n\n"
    "--template fills a copy of your own workbook: {{figures.resumed}} in a cell is replaced by that figure, and a"
    " row in which a cell says {{company.name}} is written once for each company. Everything else stays as it is."
    " --fields lists what can stand between the braces.\n\n"
    "Examples: worklist report --day yesterday -o report.html;"
    " worklist report --template form.xlsx -o filled.xlsx"
)


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


_ENDINGS = {".txt": Format.TEXT} | {f".{format}": format for format in Format if format is not Format.TEXT}


def command(
    context: typer.Context,
    day: DayOption = None,
    since: FromOption = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help=_("The last of several days; without it, the working day.")),
    ] = None,
    format: Annotated[
        Format | None, typer.Option("--format", help=_("How to write it; without it and -o, text."), show_default=False)
    ] = None,
    file: FileOption = None,
    force: ForceOption = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FORM", readable=False, help=_("Fill a copy of this workbook instead.")),
    ] = None,
    fields: Annotated[bool, typer.Option("--fields", help=_("List what a FORM may use."))] = False,
) -> None:
    """Hand over a report."""
    several = since is not None or until is not None
    if fields:
        if several or force or any(given is not None for given in (day, format, file, template)):
            raise FieldsAlone
        _list_fields()
        return
    if day is not None and several:
        raise DayOrRange
    if force and file is None:
        raise ForceNeedsFile
    if template is not None:
        if format is not None or several:
            raise FormAlone("--from" if since is not None else "--to" if until is not None else "--format")
        _fill(session_of(context), template, file, day, force=force)
        return
    format = format or _format_of(file)
    if format is Format.XLSX and file is None:
        raise NeedsFile(format.value)
    session = session_of(context)
    report = _range(session, since, until) if several else _day(session, day)
    if file is not None:
        put_file(session, file, _WRITTEN[format](report), force=force)
        say(_("Written: {path}").format(path=visible(str(file))))
    elif format is Format.TEXT:
        _show(report)
    else:
        give_bytes(_WRITTEN[format](report))


def _format_of(file: Path | None) -> Format:
    """Give what the ending of `file` says; raises `UnknownEnding`."""
    if file is None:
        return Format.TEXT
    try:
        return _ENDINGS[file.suffix.lower()]
    except KeyError:
        raise UnknownEnding(file, ", ".join(_ENDINGS)) from None


def _day(session: Session, day: str | None) -> DayReport:
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    page = page_asked(store, notebook, day, stamp)
    (then,) = as_they_were(store, notebook, [page], notebook.working_day(stamp.at))
    return report_day(then.looking_at(page.day, stamp.at), page, issues_since(store, notebook, page))


def _fill(session: Session, form: Path, file: Path | None, day: str | None, *, force: bool) -> None:
    """Write a form, filled, to `file`."""
    if file is None:
        raise FormNeedsFile
    if os.path.realpath(form) == os.path.realpath(file):
        raise FormIsOutput(form)
    from worklist.interchange.files import read_file
    from worklist.interchange.sheets import MEGABYTES_LIMIT
    from worklist.report.form.filling import fill

    filled, ending = fill(form, read_file(form, MEGABYTES_LIMIT), _day(session, day))
    if file.suffix.lower() != ending:
        raise OtherEnding(file, ending)
    put_file(session, file, filled, force=force)
    say(_("Written: {path}").format(path=visible(str(file))))


def _list_fields() -> None:
    from worklist.report.form.fields import lines

    say(*lines())


def _range(session: Session, since: str | None, until: str | None) -> RangeReport:
    store, stamp = session.store, session.stamp()
    notebook = store.read()
    pages = pages_asked(store, notebook, stamp, since, until, to_come=False)
    if not pages:
        raise NothingWritten
    books = as_they_were(store, notebook, pages, notebook.working_day(stamp.at))
    reports = (report_day(then.looking_at(page.day, stamp.at), page) for page, then in zip(pages, books, strict=True))
    return RangeReport(days=tuple(reports))


def _document(report: DayReport | RangeReport) -> "Document":
    from worklist.report.parts import document_of

    return document_of(report)


def _show(report: DayReport | RangeReport) -> None:
    from worklist.render.console import draw, screen_size
    from worklist.report.text import COLUMNS, draw_report

    width = screen_size()[0] if sys.stdout.isatty() else COLUMNS
    draw(draw_report(_document(report), width))


def _text(report: DayReport | RangeReport) -> bytes:
    from worklist.render.console import draw
    from worklist.report.text import draw_report

    written = StringIO()
    draw(draw_report(_document(report)), written)
    return written.getvalue().encode()


def _markdown(report: DayReport | RangeReport) -> bytes:
    from worklist.report.markdown import as_markdown

    return as_markdown(_document(report)).encode()


def _html(report: DayReport | RangeReport) -> bytes:
    from worklist.report.page import as_html

    return as_html(_document(report)).encode()


def _xlsx(report: DayReport | RangeReport) -> bytes:
    from worklist.report.workbook import as_workbook

    return as_workbook(_document(report))


def _csv(report: DayReport | RangeReport) -> bytes:
    from worklist.report.table import as_csv

    return as_csv(_document(report))


def _json(report: DayReport | RangeReport) -> bytes:
    from worklist.render import figures
    from worklist.render.machine import as_json

    fields = figures.range_report(report) if isinstance(report, RangeReport) else figures.report(report)
    return f"{as_json(fields)}\n".encode()


_WRITTEN: dict[Format, Callable[[DayReport | RangeReport], bytes]] = {
    Format.TEXT: _text,
    Format.MD: _markdown,
    Format.HTML: _html,
    Format.XLSX: _xlsx,
    Format.CSV: _csv,
    Format.JSON: _json,
}
