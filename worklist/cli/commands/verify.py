"""`worklist verify`: the chain of closed days."""

import sys

import typer

from worklist.cli.options import JsonOption
from worklist.cli.session import session_of
from worklist.i18n import _, ngettext
from worklist.store import chain

DETAILS = _(
    "Every sealed page is read and checked against its digest, and every digest against the page sealed after it."
    " Whoever rewrites the whole chain is seen only by someone who kept its newest digest elsewhere, so keep a"
    " certificate now and then. Exit code 1 if anything is not as it was sealed.\n\n"
    "Example: worklist verify"
)


def command(context: typer.Context, json: JsonOption = False) -> int:
    """Check the chain of closed days."""
    result = chain.verify(session_of(context).store)
    if json:
        from worklist.render import machine

        print(machine.as_json(machine.verification(result)))
    else:
        from worklist.render.health import verification_lines

        for line in verification_lines(result):
            print(line)
        count = len(result.links)
        if result.is_sound:
            sound = ngettext("{count} closed day, sound.", "{count} closed days, all sound.", count)
            print(sound.format(count=count), file=sys.stderr)
        else:
            print(_("The chain is not sound; `worklist doctor` says how to mend it."), file=sys.stderr)
    return 0 if result.is_sound else 1
