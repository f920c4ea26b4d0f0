"""The chain of closed days: every sealed page names the digest of the one sealed before it."""

from collections.abc import Iterable
from dataclasses import replace

from worklist.checklist.health import ChainLink, Verification
from worklist.checklist.page import Seal
from worklist.errors import CannotRead, Damaged, NotANotebook
from worklist.i18n import _
from worklist.store.notebook import NotebookStore


def verify(store: NotebookStore) -> Verification:
    """Read every sealed page and check it, its place in the chain, and the chain's end.

    The live file must be readable: it knows the last seal. Raises as `NotebookStore.read`.
    """
    notebook = store.read()
    seals: list[Seal] = []
    unreadable: list[ChainLink] = []
    for day in store.folder.closed_days():
        try:
            sealed = store.closed_page(day)
            if sealed is None:  # taken away this moment
                continue
            sealed.examine()
            seals.append(sealed.seal)
        except (CannotRead, Damaged, NotANotebook) as error:
            problem = str(error.facts["problem"])
            unreadable.append(ChainLink(day=day, number=None, digest=None, problem=problem))
    sound = follow(seals, notebook.last_seal)
    return replace(sound, links=(*sound.links, *unreadable))


def follow(seals: Iterable[Seal], last: Seal | None) -> Verification:
    """Follow the chain of sealed pages from its beginning to the `last` that the live file knows."""
    links: list[ChainLink] = []
    previous: Seal | None = None
    for seal in sorted(seals, key=lambda seal: seal.number):
        links.append(_link(seal, previous))
        previous = seal
    return Verification(links=tuple(links), problems=_problems(previous, last))


def _link(seal: Seal, previous: Seal | None) -> ChainLink:
    problem = None
    expected = previous.number + 1 if previous else 1
    if seal.number != expected:
        problem = _("number {expected} before it is missing").format(expected=expected)
    elif seal.previous != (previous.digest if previous else None):
        problem = _("it does not name the digest of number {number} before it").format(number=seal.number - 1)
    return ChainLink(day=seal.day, number=seal.number, digest=seal.digest, problem=problem)


def _problems(end: Seal | None, last: Seal | None) -> tuple[str, ...]:
    """Say where the end of the chain is not the page that the live file closed last."""
    if end == last:
        return ()
    if last is not None and (end is None or end.number < last.number):
        sentence = _("{day}, closed last as number {number}, is missing or unreadable")
        return (sentence.format(day=last.day, number=last.number),)
    if last is not None and end is not None and end.number == last.number:
        sentence = _("{day}, number {number}, is not the page that was closed")
        return (sentence.format(day=end.day, number=end.number),)
    return (_("the live file does not know the page that ends the chain"),)
