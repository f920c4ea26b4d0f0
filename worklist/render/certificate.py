"""The certificate of a closed day."""

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from worklist.checklist.certificate import Certificate
from worklist.checklist.items import Kind
from worklist.checklist.tally import Tally
from worklist.i18n import _, ngettext
from worklist.names import listed
from worklist.render.text import brief, counted_in_all, day_name, kind_name, moment_name
from worklist.signs import visible


def draw_certificate(given: Certificate) -> list[RenderableType]:
    """Give what closing prints: number, day, when, counts by kind and status, what was carried and why, digest."""
    seal = given.seal
    title = Text(_("Certificate {number}: {day} is closed").format(number=seal.number, day=day_name(seal.day)))
    title.stylize("bold green")
    closed = _("closed {moment} by {who}")
    lines: list[RenderableType] = [
        title,
        Text(closed.format(moment=moment_name(seal.closed_at, seal.day), who=visible(seal.closed_by))),
        _counts(given),
    ]
    for item in given.carried:
        if item.carried_to is None:
            continue
        carried = _("carried {id} to {day} as {to}: {item}")
        to = item.carried_to
        line = carried.format(id=item.id, day=day_name(to.day), to=to.id, item=brief(item))
        lines.append(Text(line))
        if item.reason:
            lines.append(Text(_("    why: {why}").format(why=visible(item.reason)), style="dim"))
    lines += _blanks(given)
    lines.append(Text(_("digest   {digest}").format(digest=seal.digest)))
    lines.append(Text(_("previous {digest}").format(digest=seal.previous or _("none, this is the first"))))
    return lines


def _blanks(given: Certificate) -> list[Text]:
    """Say of each kind which companies were left blank in it."""
    lines = []
    for kind in Kind:
        names = [blank.company for blank in given.blanks if blank.kind is kind]
        line = ngettext(
            "left blank: {kind} of {count:,} company: {names}",
            "left blank: {kind} of {count:,} companies: {names}",
            len(names),
        )
        line = line.format(kind=kind_name(kind), count=len(names), names=visible(listed(names)))
        lines += [Text(line, style="yellow")] if names else []
    return lines


def _counts(given: Certificate) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column(_("kind"))
    for title in (_("items"), _("done"), _("waived"), _("carried")):
        table.add_column(title, justify="right")
    if given.counted:
        table.add_column(_("counted"))
    for kind, counts in given.kinds.items():
        counted = [counted_in_all(kind, counts)] if kind in given.counted else []
        table.add_row(kind_name(kind), *_figures(counts), *counted)
    table.add_row(_("all"), *_figures(given.total))
    return table


def _figures(counts: Tally) -> list[str]:
    return [str(figure) for figure in (counts.items, counts.done, counts.waived, counts.carried)]
