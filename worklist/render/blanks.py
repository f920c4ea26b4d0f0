"""What is blank: which companies, and of which kinds nothing is written."""

from collections.abc import Iterable, Sequence
from datetime import date

from worklist.checklist.companies import Company
from worklist.checklist.page import Blank, by_company
from worklist.i18n import _, ngettext
from worklist.render.text import day_name, kind_name
from worklist.signs import visible

ANSWERS = "zalZLsq"
"""The keys that answer; `?` asks what they mean."""


def blank_lines(blanks: Iterable[Blank]) -> list[str]:
    """Give a line a company: of which kinds nothing is written."""
    return [f"{_('blank')}  {_blank(company, found)}" for company, found in by_company(blanks).items()]


def _blank(company: str, blanks: Iterable[Blank]) -> str:
    return f"@{visible(company)}: {', '.join(kind_name(blank.kind) for blank in blanks)}"


def step_lines(day: date, blanks: Sequence[Blank], company: Company | None, left: int) -> list[str]:
    """Give a company as the walk over blanks shows it: how many are left, and whom to ask."""
    head = ngettext("{left} company with blanks on {day}", "{left} companies with blanks on {day}", left).format(
        left=left, day=day_name(day)
    )
    kinds = ", ".join(kind_name(blank.kind) for blank in blanks)
    lines = [
        "",
        head,
        _("@{company}: nothing is written on {kinds}").format(company=visible(blanks[0].company), kinds=kinds),
    ]
    if company is not None:
        people = [
            title.format(name=visible(name))
            for title, name in ((_("caretaker {name}"), company.caretaker), (_("liaison {name}"), company.liaison))
            if name
        ]
        lines += ["  ".join(people)] if people else []
    return lines


def key_line() -> str:
    """Give the keys in one line, for the prompt."""
    return _("z nothing outstanding  a add  l leave blank  s skip  q stop  ? keys > ")


def key_help() -> str:
    """Say what each key does."""
    return _(
        "  z  nothing is outstanding: recorded as the company's answer, for each of these kinds\n"
        "  a  add an item, with +kind where it is not of the first; what is open is walked through after\n"
        "  l  leave it blank; the certificate records that\n"
        "  Z  nothing is outstanding, for this company and all that follow\n"
        "  L  leave this company and all that follow blank\n"
        "  s  skip it without an answer; the day cannot be closed then\n"
        "  q  stop here; every answer so far is saved, but for what is to be left blank\n"
        "  ?  these keys"
    )
