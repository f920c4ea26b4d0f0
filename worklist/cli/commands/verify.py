"""`worklist verify`: the chain of closed days."""

import typer

from worklist.cli.options import JsonOption
from worklist.cli.session import session_of
from worklist.cli.speech import give, say, tell
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

        give(machine.as_json(machine.verification(result)))
    else:
        from worklist.render.health import verification_lines

        for line in verification_lines(result):
            say(line)
        count = len(result.links)
        if not result.links and result.is_sound:
            tell(_("No day is closed yet."))
        elif result.is_sound:
            sound = ngettext("{count} closed day, sound.", "{count} closed days, all sound.", count)
            tell(sound.format(count=count))
        else:
            tell(_("The chain is not sound; `worklist doctor` says how to mend it."))
    return 0 if result.is_sound else 1
