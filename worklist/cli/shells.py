"""How the shells are answered: what Typer's own answers lack, in the classes that it keeps for itself.

Typer is held below 0.29, so these are the classes of 0.27 and 0.28.
"""

import re

from typer import _completion_classes, _completion_shared
from typer._click.shell_completion import CompletionItem, add_completion_class

_NOT_SAFE = r"([^\w@+%/:.,=-])"
_ZSH_SCRIPT = _completion_shared.COMPLETION_SCRIPT_ZSH.replace(
    "compdef %(complete_func)s %(prog_name)s",
    """if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s
else
  compdef %(complete_func)s %(prog_name)s
fi""",
)


class Bash(_completion_classes.BashComplete):
    """Bash breaks words at `@` and puts in what it is given unquoted; so the word is joined, and blanks are escaped."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before and the word that is being written, with its `@`."""
        args, incomplete = super().get_completion_args()
        if args and args[-1] == "@":
            args, incomplete = args[:-1], f"@{incomplete}"
        return args, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """Give the word as the shell reads it."""
        return re.sub(_NOT_SAFE, r"\\\1", item.value)


class Zsh(_completion_classes.ZshComplete):
    """Zsh evaluates every offer, where a backslash would take back what Typer escapes; so backslashes are doubled.

    Where zsh finds the script as a file, it calls that at the first Tab, which is then answered too.
    """

    source_template = _ZSH_SCRIPT

    def format_completion(self, item: CompletionItem) -> str:
        """Give the word and what it stands for as the shell evaluates them."""
        value, help = (text.replace("\\", r"\\") for text in (item.value, item.help or ""))
        return super().format_completion(CompletionItem(value, help=help))


def prepare_shells() -> None:
    """Answer bash and zsh as they need, and no shell with Rich.

    Rich would take 45 ms a Tab to strip markup that we do not have.
    """
    add_completion_class(Bash, "bash")
    add_completion_class(Zsh, "zsh")
    _completion_shared._completion_scripts["zsh"] = _ZSH_SCRIPT  # noqa: SLF001 - what --install-completion writes
    _completion_classes._sanitize_help_text = _one_line  # noqa: SLF001 - it has no public switch


def _one_line(text: str) -> str:
    return " ".join(text.split())
