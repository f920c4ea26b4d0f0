"""Reports and the last weeks in figures as JSON, by the same contract as the rest of it in `machine`."""

from worklist.checklist.page import Seal
from worklist.checklist.report import DayReport, Figures, Outstanding, RangeReport, Share
from worklist.checklist.stats import Stats
from worklist.checklist.tally import Tally
from worklist.render.machine import Value, clock_time, moment, note_fields


def report(given: DayReport) -> dict[str, Value]:
    """Give a day's report; rates are in percent, to one decimal. `certificate` is null until the day is closed."""
    return {
        "day": given.day.isoformat(),
        "certificate": None if given.seal is None else _sealed(given.seal),
        "figures": _figures(given.figures),
        "kinds": {
            kind.value: {
                **_in_figures(each.counts),
                "count": each.counts.count if each.is_counted else None,
                "need": each.counts.need if each.is_counted else None,
                "blanks": each.blanks,
            }
            for kind, each in given.kinds.items()
        },
        "zones": [_share("zone", share) for share in given.zones],
        "liaisons": [_share("liaison", share) for share in given.liaisons],
        "issues": [_outstanding(issue) for issue in given.issues],
        "blanks": [{"company": each.name, "kinds": [kind.value for kind in each.kinds]} for each in given.blanks],
    }


def range_report(given: RangeReport) -> dict[str, Value]:
    """Give a range: its days in figures, and how each figure moved from the first to the last."""
    return {
        "from": given.days[0].day.isoformat(),
        "to": given.days[-1].day.isoformat(),
        "days": [
            {
                "day": each.day.isoformat(),
                "certificate": None if each.seal is None else _sealed(each.seal),
                "figures": _figures(each.figures),
            }
            for each in given.days
        ],
        "moved": {
            name: {"first": each.first, "last": each.last, "change": each.change}
            for name, each in given.moved().items()
        },
    }


def _sealed(seal: Seal) -> dict[str, Value]:
    return {
        "number": seal.number,
        "digest": seal.digest,
        "closed_at": moment(seal.closed_at),
        "closed_by": seal.closed_by,
    }


def _figures(figures: Figures) -> dict[str, Value]:
    return {
        "companies": figures.companies,
        "resumed": figures.resumed,
        "resumed_rate": figures.resumed_rate,
        "above_scale": figures.above_scale,
        "above_scale_resumed": figures.above_scale_resumed,
        "above_scale_rate": figures.above_scale_rate,
        "items": figures.items,
        "open": figures.open,
        "done": figures.done,
        "waived": figures.waived,
        "carried": figures.carried,
        "doses_needed": figures.doses_needed,
        "doses_drunk": figures.doses_drunk,
        "blanks": figures.blanks,
        "headcount": figures.headcount,
    }


def _in_figures(counts: Tally) -> dict[str, Value]:
    return {
        "items": counts.items,
        "open": counts.open,
        "done": counts.done,
        "waived": counts.waived,
        "carried": counts.carried,
    }


def _share(of: str, share: Share) -> dict[str, Value]:
    return {
        of: share.name,
        "companies": share.companies,
        "resumed": share.resumed,
        **_in_figures(share.counts),
        "doses_needed": share.doses.need,
        "doses_drunk": share.doses.count,
        "blanks": share.blanks,
    }


def _outstanding(issue: Outstanding) -> dict[str, Value]:
    item = issue.item
    return {
        "id": item.id,
        "company": item.company,
        "zone": None if issue.company is None else issue.company.zone,
        "text": item.text,
        "who": item.who,
        "status": item.status.value,
        "days_open": issue.days,
        "last_note": None if issue.last_note is None else note_fields(issue.last_note),
        "reason": item.reason,
    }


def stats(given: Stats) -> dict[str, Value]:
    """Give the last days in figures; `zero` is when half of the closed days were at zero, so many days later."""
    doses = given.doses
    return {
        "days": [
            {
                "day": each.day.isoformat(),
                **_in_figures(each.counts),
                "closed_at": None if each.closed_at is None else moment(each.closed_at),
                "doses_needed": each.doses.need,
                "doses_drunk": each.doses.count,
            }
            for each in given.days
        ],
        "closed": given.closed,
        "zero": None if given.zero is None else clock_time(given.zero.hour),
        "zero_days_later": None if given.zero is None else given.zero.days_later,
        "carried_by_kind": {kind.value: count for kind, count in given.kinds},
        "carried_by_company": [{"company": name, "carried": count} for name, count in given.companies],
        "doses_needed": doses.need,
        "doses_drunk": doses.count,
    }
