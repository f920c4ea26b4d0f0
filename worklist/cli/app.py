"""The program: it finds the command that was called, and answers for whatever goes wrong in it.

This is the only place where an error becomes a sentence on standard error and an exit code.
"""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, ClassVar, NoReturn

import typer
import typer.core
import typer.main

from worklist import __version__
from worklist.cli import commands
from worklist.cli.commands import module_name
from worklist.cli.speech import Saved, say, tell
from worklist.errors import NoSuchCommand, WorklistError
from worklist.i18n import _
from worklist.render.sentences import sentence_of
from worklist.signs import visible

CANNOT, INTERRUPTED = 1, 130


class CommandGroup(typer.core.TyperGroup):
    """The commands of a package, each built only when it is called, and the boundary that their errors stop at."""

    package: ClassVar[str] = commands.__name__
    panels: ClassVar[Mapping[str, Mapping[str, str]]] = commands.PANELS

    @property
    def _summaries(self) -> dict[str, str]:
        return {name: summary for panel in self.panels.values() for name, summary in panel.items()}

    def list_commands(self, _context: Any) -> list[str]:
        """Give the names of all commands, the most used first."""
        return list(self._summaries)

    def get_command(self, context: Any, name: str) -> Any:
        """Import and build one command; raises `NoSuchCommand`."""
        summaries = self._summaries
        if name not in summaries:
            if context.resilient_parsing:  # completion asks for what is not written yet
                return None
            from difflib import get_close_matches

            nearest = get_close_matches(name, summaries, n=1)
            meant = _(" (did you mean {name}?)").format(name=nearest[0]) if nearest else ""
            raise NoSuchCommand(name, meant, context.command_path)
        module = import_module(module_name(name, self.package))
        help = f"{_(summaries[name])}\n\n{module.DETAILS}"
        if hasattr(module, "SUMMARIES"):
            return _group(module, help)
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        single.command(name, help=help)(module.command)
        return typer.main.get_command(single)

    def format_commands(self, _context: Any, formatter: Any) -> None:
        """Write the commands by panel, without building any."""
        widest = max(map(len, self._summaries))
        for panel, panelled in self.panels.items():
            with formatter.section(_(panel)):
                formatter.write_dl([(name.ljust(widest), _(summary)) for name, summary in panelled.items()])

    def shell_complete(self, context: Any, incomplete: str) -> list[Any]:
        """Offer the commands and the program's own options, without building any."""
        from typer._click import Command
        from typer._click.shell_completion import CompletionItem

        offered = self._summaries.items() if not incomplete.startswith("-") else ()
        items = [CompletionItem(name, help=_(said)) for name, said in offered if name.startswith(incomplete)]
        return items or list(Command.shell_complete(self, context, incomplete))

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command and give its exit code; every error becomes one sentence on standard error."""
        saved = Saved()
        try:
            code = super().main(*args, **{**options, "standalone_mode": False, "obj": saved})
            sys.stdout.flush()
        except WorklistError as error:
            return _fail(sentence_of(error), error.exit_code)
        except typer.TyperException as error:
            return _fail(_usage(error), error.exit_code)
        except OSError as error:
            if error.filename is not None:
                return _fail(
                    _("Cannot use {path}: {problem}. Mend that, then try again.").format(
                        path=visible(str(error.filename)), problem=error.strerror
                    ),
                    CANNOT,
                )
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it is standard output that fails
            if isinstance(error, BrokenPipeError):
                return CANNOT
            return _fail(_unprinted(saved).format(problem=error.strerror), CANNOT)
        except KeyboardInterrupt:
            code = INTERRUPTED
        if code == INTERRUPTED and sys.stdout.isatty():
            tell("")  # the shell's prompt begins on a line of its own
        return code if isinstance(code, int) else 0


def _group(module: ModuleType, help: str) -> Any:
    """Build a command that has commands of its own; alone, it shows them."""
    members = {"package": module.__name__, "panels": {commands.GROUP_PANEL: module.SUMMARIES}}
    app = typer.Typer(
        cls=type("Group", (CommandGroup,), members),
        add_completion=False,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=help,
    )
    app.callback()(_help_alone)
    return typer.main.get_command(app)


def _help_alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit


def _fail(sentence: str, code: int) -> int:
    tell(f"worklist: {sentence}")
    return code


def _unprinted(saved: Saved) -> str:
    """Give what there is to say where standard output takes nothing."""
    if saved.in_log:
        return _("What was done stands, but it could not be printed ({problem}); `worklist log` tells it.")
    if saved.elsewhere:
        return _("What was done stands, but it could not be printed ({problem}).")
    return _("It could not be printed: {problem}. Mend that, then try again.")


def _usage(error: typer.TyperException) -> str:
    """Give what Typer found wrong with the arguments, and where to read how they go."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "worklist"
    problem = visible(" ".join(error.format_message().split())).rstrip(".")
    return _("{problem}; `{command} --help` shows how it goes.").format(problem=problem, command=command)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"worklist {__version__}")
        raise typer.Exit


def begin(
    context: typer.Context,
    notebook: Annotated[
        Path | None,
        typer.Option(
            envvar="WORKLIST_NOTEBOOK",
            metavar="FOLDER",
            readable=False,  # the store says it better
            help=_("The notebook's folder. Without it, worklist in the platform's folder for your data."),
            show_default=False,
        ),
    ] = None,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Show the version."))
    ] = False,
) -> None:
    """Begin: remember the notebook for the command, or show the help where there is none."""
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit
    from worklist.cli.session import begin_session

    context.obj = begin_session(notebook, context.invoked_subcommand, context.obj)


HELP = _(
    "A staff worklist: nothing is missed, the day closes at zero, nothing is lost.\n\n"
    "Exit codes: 0 fine, 1 could not, 2 wrong usage, 3 not at zero, 130 interrupted."
)


def _prepare_streams() -> None:
    """Let a terminal that is not UTF-8 get every line, and let bytes that are no text reach those who refuse them."""
    if sys.stdin is None:  # closed by the caller, as may be the others
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as we run
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def program() -> Any:
    """Build the program; its commands are built when they are called."""
    app = typer.Typer(
        cls=CommandGroup,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=HELP,
        epilog=_("Example: worklist add +supplies 2000 masks @yuhuan"),
    )
    app.callback()(begin)
    return typer.main.get_command(app)


def run() -> NoReturn:
    """Run the program on the process's arguments and exit."""
    _prepare_streams()
    whole = program()
    if "_WORKLIST_COMPLETE" in os.environ or {"--install-completion", "--show-completion"} & {*sys.argv}:
        from worklist.cli.shells import prepare_shells

        prepare_shells()  # after Typer has, which it does when it builds a program
    sys.exit(whole.main(prog_name="worklist"))
