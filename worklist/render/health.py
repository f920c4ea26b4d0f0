"""The chain of closed days, and what `doctor` found."""

from collections.abc import Sequence

from worklist.checklist.health import Finding, Verification
from worklist.i18n import _
from worklist.render.text import day_name
from worklist.signs import visible


def verification_lines(result: Verification) -> list[str]:
    """Give a line a closed day, and what is wrong with the chain as a whole."""
    lines = []
    for link in result.links:
        number = "—" if link.number is None else str(link.number)
        state = _("sound") if link.problem is None else _("NOT SOUND: {problem}").format(problem=visible(link.problem))
        lines.append(f"{number:>5}  {day_name(link.day)}  {(link.digest or '—')[:16]:16}  {state}")
    return lines + [visible(problem) for problem in result.problems]


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """Give each finding with what mends it below."""
    if not findings:
        return [_("The notebook is sound.")]
    lines = []
    for finding in findings:
        lines.append(f"{visible(finding.place)}: {visible(finding.problem)}")
        lines += [f"    {visible(remedy)}" for remedy in finding.remedies]
    return lines
