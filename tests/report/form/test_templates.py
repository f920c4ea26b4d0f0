"""What may stand between braces, and that nothing else does anything."""

from datetime import date, datetime

import pytest

from worklist.errors.forms import BadFormCell, KindNotNamed, UnknownName
from worklist.report.form.fields import Value, Values
from worklist.report.form.templates import is_template, read
from worklist.report.parts import Rate

VALUES: Values = {
    "day": date(2020, 2, 20),
    "figures.resumed": 3,
    "figures.companies": 4,
    "figures.resumed_rate": Rate(75.0),
    "figures.above_scale_rate": None,
    "certificate.closed_at": datetime(2020, 2, 21, 1, 10),  # noqa: DTZ001
    "certificate.closed_by": "{{ 7*7 }}",
    "company.name": "=1+1",
    "company.resumed": True,
    "company.headcount": None,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ figures.resumed }}", 3),
        (" {{figures.resumed_rate}} ", 75.0),
        ("{{ figures.above_scale_rate }}", None),
        ("{{ day }}", date(2020, 2, 20)),
        ("{{ company.resumed }}", True),
        ('{{ "yes" if company.resumed else "no" }}', "yes"),
        ("{{ 'yes'if company.headcount else'{{ \\x1b \\ud800 }}' }}", r"{{ \x1b \ud800 }}"),
        ("{{ figures.resumed if company.resumed else figures.companies }}", 3),
        ("{{ figures.above_scale_rate if figures.resumed else day }}", None),
        ("{{ company.name }}", "=1+1"),
        ("{{ certificate.closed_by }}", "{{ 7*7 }}"),
        ("{{ figures.resumed }} of {{ figures.companies }}", "3 of 4"),
        ("{{ figures.resumed_rate }} % {# {{ company.resumed }}", "75.0 % {# yes"),
        ("{{ day }}, {{ certificate.closed_at }}", "2020-02-20, 2020-02-21 01:10"),
        ("({{ company.headcount }})\n", "()\n"),
    ],
)
def test_a_cell_that_is_one_name_has_its_value_and_any_other_is_text(text: str, value: Value) -> None:
    found = read(text, "Report", "B2").value(VALUES)
    assert (type(found), found) == (type(value) if not isinstance(found, Rate) else Rate, value)


@pytest.mark.parametrize(
    "text",
    [
        "{{ figures.resumed }",
        "{{ }}",
        "{{ figures. }}",
        "{% for company in companies %}",
        "{% set day = 1 %}{{ day }}",
        "{{ range(10**9) }}",
        "{{ day.isoformat() }}",
        '{{ "a" * 999999999 }}',
        "{{ 9 ** 9 ** 9 }}",
        '{{ "%999999999d" % 1 }}',
        "{{ [1, 2] }}",
        "{{ day | upper }}",
        "{{ day is defined }}",
        '{{ ""["__class__"] }}',
        '{{ "".__class__ }}',
        "{{ (day if day else day).year }}",
        "{{ day if day else day if day else day }}",
        "{{ day if day }}",
        "{{ day if 'x' else day }}",
        '{{ "a" }}',
        '{{ "a" if day else "b }}',
        "{{ day",
        "{{ " + "(" * 5000 + "day" + ")" * 5000 + " }}",
        "{{ " + "x" * 5000 + " }}",
        "{{ 1 }}",
        "{{ figures.resumed_rate + 0 }}",
        "{{ company.headcount > 50 }}",
        "{{ not company.resumed }}",
        "{{- day -}}",
    ],
)
def test_what_a_form_does_not_take_is_told_with_its_cell(text: str) -> None:
    with pytest.raises(BadFormCell, match="Sheet “Report”, cell B2: this cannot be filled in, because"):
        read(text, "Report", "B2").value(VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "｛｛ figures.resumed ｝｝",
        "｛{ Figures.resumed }｝",
        '复工｛｛ "是" if company.resumed else "否" ｝｝',
        "{ { figures.resumed } }",
        "{ {day",
        "复工figures.resumed }}",
        "复工figures.resumed } }",
        "{{ day }}: figures.resumed }} companies",
        "{{ day ｝｝",
        "{{ day } }",
    ],
)
def test_braces_that_are_nearly_those_of_a_name_are_told_with_their_cell(text: str) -> None:
    assert is_template(text)
    with pytest.raises(BadFormCell) as raised:
        read(text, "Report", "B2")
    assert str(raised.value) == (
        "Sheet “Report”, cell B2: this cannot be filled in, because a name has to stand between {{ and }}, with both"
        " braces of half width and no blank between them. Mend it in the form."
    )


@pytest.mark.parametrize(
    "text", ["{ x } day", "｛day｝", "{1, {2}}", "birthday }}", "{ { x } }", "\\frac{a}{\\sqrt{b}}"]
)
def test_other_braces_are_a_text_like_any(text: str) -> None:
    assert not is_template(text)


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("{{ figures.resumd }}", "figures.resumd", "figures.resumed"),
        ("{{ figures }}", "figures", "figures.open"),
        ("{{ day.year }}", "day.year", "day"),
        ("{{ company.__class__ }}", "company.__class__", "company.blanks"),
        ("{{ day if self else day }}", "self", "issue.id"),
        ("{{ FIGURES.resumed }}", "FIGURES.resumed", "figures.resumed"),
        ("{{ blank.kind }}", "blank.kind", "blank.kinds"),
        ("{{ kinds.masks.open }}", "kinds.masks.open", "kinds.measures.open"),
    ],
)
def test_an_unknown_name_is_told_with_its_cell_and_the_nearest(text: str, name: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as raised:
        read(text, "Report", "B2")
    assert str(raised.value) == (
        f"Sheet “Report”, cell B2: there is no “{name}”; the nearest is “{nearest}”."
        " `worklist report --fields` lists what a form may use."
    )


@pytest.mark.parametrize("name", ["kinds.KIND.items", "company.kind.state"])
def test_a_name_as_the_list_has_it_for_all_kinds_is_told_with_those_that_there_are(name: str) -> None:
    with pytest.raises(KindNotNamed) as raised:
        read(f"{{{{ {name} }}}}", "Report", "B2")
    assert str(raised.value) == (
        f"Sheet “Report”, cell B2: “{name}” is for any kind; write one of supplies, measures, doses, issues in place of"
        " KIND."
    )
