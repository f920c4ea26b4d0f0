"""Every name that is listed can be used, and every one that can be used is listed."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rich.cells import cell_len

from tests.report.form.days import TEXTS, VISIBLE, day_of_park
from worklist.render import figures
from worklist.report.form.fields import LOOPS, NAMES, Values, each_of, lines, values_of
from worklist.report.form.templates import read
from worklist.report.parts import Rate

KINDS = ("supplies", "measures", "doses", "issues")
REPORT = day_of_park()


def values(name: str) -> Values:
    """Give all that a form may name, in the first row of what the name repeats for."""
    loop = name.partition(".")[0]
    return {**values_of(REPORT), **(each_of(REPORT, loop)[0] if loop in LOOPS else {})}


def test_every_name_that_is_listed_can_be_used_and_no_other() -> None:
    told = [line.split()[0] for line in lines() if line.startswith("  ")]
    expanded = [name.replace("KIND", kind) for name in told for kind in (KINDS if "KIND" in name else ("",))]
    assert sorted(expanded) == sorted(NAMES)
    used = {name: read(f"{{{{ {name} }}}}", "Report", "A1").value(values(name)) for name in NAMES}
    assert {type(value) for value in used.values()} == {str, int, bool, Rate, date, datetime, type(None)}


def test_the_list_has_a_line_for_each_name_and_fits_into_eighty_columns() -> None:
    told = lines()
    assert max(map(cell_len, told)) <= 80
    assert [line for line in told if line.startswith("  ") and not re.fullmatch(r"  [\w.]+ +\S.*", line)] == []
    assert told[:3] == ["The day", "  day                    the working day", told[2]]
    assert told[-2:] == [
        "KIND is one of supplies, measures, doses, issues.",
        'A cell takes {{ NAME }}, or a choice: {{ "yes" if company.resumed else "no" }}.',
    ]


def dotted(fields: Mapping[str, Any], above: str = "") -> dict[str, object]:
    """Give the fields of an object of JSON by their whole names."""
    found: dict[str, object] = {}
    for name, value in fields.items():
        found |= dotted(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value}
    return found


def test_the_names_and_values_are_those_of_the_report_in_json() -> None:
    written: dict[str, Any] = dict(figures.report(REPORT))
    told = dotted({name: each for name, each in written.items() if not isinstance(each, list)})
    used = {name: read(f"{{{{ {name} }}}}", "Report", "A1").value(values(name)) for name in told}
    assert used == told | {
        "day": date(2020, 2, 20),
        "certificate.closed_at": datetime(2020, 2, 20, 23),  # noqa: DTZ001 - as the clock on the wall showed it
    }
    of_shares = {f"{loop}.{field}" for loop in ("zone", "liaison") for field in written[f"{loop}s"][0]}
    assert of_shares - set(NAMES) == {"zone.zone", "liaison.liaison"}
    assert {f"issue.{field}" for field in written["issues"][0]} <= set(NAMES)


def test_what_people_have_written_comes_with_its_control_characters_made_visible() -> None:
    issues = each_of(REPORT, "issue")
    for field in ("text", "last_note", "reason"):
        assert [str(issue[f"issue.{field}"]).replace("\ufffe", "\\ufffe") for issue in issues] == list(VISIBLE)
    assert len(issues) == len(TEXTS)
