"""What the options of `company` say, read into a wish: an empty value clears a field."""

from datetime import date
from typing import Annotated, NamedTuple, TypeAlias

import typer

from worklist.checklist.companies import HEADCOUNT_LIMIT, CompanyWish
from worklist.checklist.counting import parse_whole_number
from worklist.checklist.items import clean_name
from worklist.cli.completion import complete_person, complete_roster, complete_zone
from worklist.cli.options import wish_of
from worklist.i18n import _
from worklist.workday import parse_day

RosterNameArgument: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="COMPANY…",
        help=_("The company: its name, a part of it, another of its names, or pinyin or its initials."),
        autocompletion=complete_roster,
        show_default=False,
    ),
]
HeadcountOption: TypeAlias = Annotated[
    str | None, typer.Option("--headcount", metavar="N", help=_("How many people are at work in it."))
]
ZoneOption: TypeAlias = Annotated[
    str | None, typer.Option("--zone", metavar="ZONE", help=_("The zone."), autocompletion=complete_zone)
]
AboveScaleOption: TypeAlias = Annotated[
    bool | None, typer.Option("--above-scale/--not-above-scale", help=_("Whether it is above scale."))
]
ResumedOption: TypeAlias = Annotated[
    bool | None, typer.Option("--resumed/--not-resumed", help=_("Whether it is at work again."))
]
ResumedSinceOption: TypeAlias = Annotated[
    str | None, typer.Option("--resumed-since", metavar="DAY", help=_("Since when it is at work again."))
]
LiaisonOption: TypeAlias = Annotated[
    str | None, typer.Option("--liaison", metavar="WHO", help=_("The liaison."), autocompletion=complete_person)
]
CaretakerOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--caretaker",
        metavar="WHO",
        help=_("The caretaker, who is the person of its items unless another is named."),
        autocompletion=complete_person,
    ),
]
OtherNameOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--other-name", metavar="NAME", help=_("Another name of it; give it again for each.")),
]
FollowTodayOption: TypeAlias = Annotated[
    bool, typer.Option("--today", help=_("Change today's open items too; else they stay as they were dealt."))
]


class CompanyAsked(NamedTuple):
    """What the options say of a company."""

    headcount: str | None
    zone: str | None
    above_scale: bool | None
    resumed: bool | None
    resumed_since: str | None
    liaison: str | None
    caretaker: str | None
    other_names: list[str] | None


def company_wish(asked: CompanyAsked, today: date, name: str | None) -> CompanyWish:
    """Read what the options say of a company; `today` is the working day that a day is relative to."""
    others = None if asked.other_names is None else tuple(clean_name(other) for other in asked.other_names if other)
    return CompanyWish(
        name=None if name is None else clean_name(name),
        headcount=wish_of(asked.headcount, parse_headcount),
        zone=wish_of(asked.zone, clean_name),
        above_scale=asked.above_scale,
        resumed=asked.resumed,
        resumed_since=wish_of(asked.resumed_since, lambda text: parse_day(text, today)),
        liaison=wish_of(asked.liaison, clean_name),
        caretaker=wish_of(asked.caretaker, clean_name),
        other_names=others,
    )


def parse_headcount(text: str) -> int:
    """Read a headcount, 0 or more; raises `BadCount`."""
    return parse_whole_number(text, least=0, most=HEADCOUNT_LIMIT)
