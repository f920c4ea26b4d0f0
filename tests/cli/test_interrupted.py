"""At every prompt of the program: Ctrl-C, Ctrl-D, and a terminal that goes away.

What was acknowledged is there and nothing else has changed, and the terminal is as it was, its cursor on a fresh line.
"""

import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import at
from tests.store.conftest import add, done, files
from worklist.checklist.items import Draft, Kind
from worklist.store.notebook import NotebookStore

NOW = "2020-02-20 23:00:00"
KEYS = "? keys > "
TEN = "These 10 items of Thu 2020-02-20? [y/N] "
CTRL_D = "\x04"
INTERRUPTED, NOT_AT_ZERO, NO = 130, 3, 1


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """How one gets to a prompt: the arguments, and each text that is waited for with the keys that answer it.

    The last of them is the prompt itself, with what is half typed there. By then the program has acknowledged so many
    commands as `saved`. After Ctrl-D it ends with `at_end`, or is back at the prompt before where that is `None`.
    """

    arguments: str
    way: list[tuple[str, str]]
    saved: int = 0
    at_end: int | None = NO


PROMPTS = {
    "walk": Prompt(arguments="close-day", way=[(KEYS, "")], at_end=NOT_AT_ZERO),
    "walk on": Prompt(arguments="close-day", way=[(KEYS, "d"), (KEYS, "c"), (KEYS, "")], saved=2, at_end=NOT_AT_ZERO),
    "note": Prompt(arguments="close-day", way=[(KEYS, "d"), (KEYS, "n"), ("note: ", "they ca")], saved=1, at_end=None),
    "why": Prompt(arguments="close-day", way=[(KEYS, "w"), ("why? ", "it is shu")], at_end=None),
    "why again": Prompt(arguments="close-day", way=[(KEYS, "w"), ("why? ", "\x16\x07\r"), ("why? ", "x")], at_end=None),
    "add": Prompt(arguments="add", way=[("ends.\r\n+ ", "mas")], at_end=0),
    "add on": Prompt(arguments="add", way=[("ends.\r\n+ ", "masks\r"), ("\n+ ", "glov")], saved=1, at_end=0),
    "an empty day": Prompt(arguments="close-day --day 2-1", way=[("is written, for good? [y/N] ", "y")]),
    "the rest": Prompt(arguments="close-day --carry-rest", way=[("Carry 10 open items", ""), ("good? [y/N] ", "y")]),
    "done": Prompt(arguments="done +doses", way=[(TEN, "y")]),
    "waive": Prompt(arguments="waive +doses --why x", way=[(TEN, "y")]),
    "carry": Prompt(arguments="carry +doses", way=[(TEN, "y")]),
    "reopen": Prompt(arguments="reopen +measures", way=[(TEN, "y")]),
    "note by a filter": Prompt(arguments="note +doses x", way=[(TEN, "y")]),
    "edit": Prompt(arguments="edit +doses --who x", way=[(TEN, "y")]),
    "take": Prompt(arguments="doctor --take previous", way=[("from `previous`? [y/N] ", "y")]),
    "restore": Prompt(arguments="doctor --restore park.zip", way=[("or damaged? [y/N] ", "y")]),
}
ANSWERED_ALIKE = ("waive", "carry", "reopen", "note by a filter", "edit", "restore")


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with ten open items and ten that are done, to copy."""
    store = NotebookStore(tmp_path_factory.mktemp("evening") / "notebook")
    add(store, *[Draft(text="herbal dose", kind=Kind.DOSES)] * 10, stamp=at(9))
    add(store, *[Draft(text="disinfect", kind=Kind.MEASURES)] * 10, stamp=at(9))
    done(store, *range(11, 21), stamp=at(10))
    return store.folder.path


@pytest.fixture
def folder(evening: Path, tmp_path: Path) -> Path:
    """A copy of that notebook."""
    return shutil.copytree(evening, tmp_path / "notebook")


def brought_to(prompt: Prompt, folder: Path, *, half: bool, ignore_hangup: bool = False) -> Terminal:
    """Start the program and bring it to a prompt, with something half typed there if wanted."""
    terminal = Terminal(folder, prompt.arguments.split(), NOW, ignore_hangup=ignore_hangup)
    for shown, keys in prompt.way[:-1]:
        terminal.wait_for(shown)
        terminal.send(keys)
    shown, keys = prompt.way[-1]
    terminal.wait_for(shown)
    if half:
        terminal.send(keys)
    return terminal


def assert_only_what_was_acknowledged(prompt: Prompt, folder: Path, before: dict[str, bytes]) -> None:
    if prompt.saved == 0:
        assert files(folder) == before
    assert NotebookStore(folder).read().last_entry == 3 + prompt.saved


@pytest.mark.parametrize("name", PROMPTS)
def test_ctrl_c_at_any_prompt_ends_with_130_and_leaves_the_terminal_as_it_was(folder: Path, name: str) -> None:
    before = files(folder)
    terminal = brought_to(PROMPTS[name], folder, half=True)
    assert terminal.interrupt() == INTERRUPTED
    assert terminal.is_as_it_was()
    assert_only_what_was_acknowledged(PROMPTS[name], folder, before)


@pytest.mark.parametrize("name", [name for name in PROMPTS if name not in ANSWERED_ALIKE])
def test_ctrl_d_at_a_prompt_is_no_answer_and_leaves_the_terminal_as_it_was(folder: Path, name: str) -> None:
    prompt, before = PROMPTS[name], files(folder)
    terminal = brought_to(prompt, folder, half=False)
    terminal.send(CTRL_D)
    if prompt.at_end is None:
        terminal.wait_for(KEYS)
        terminal.send(CTRL_D)
    assert terminal.finish() == (NOT_AT_ZERO if prompt.at_end is None else prompt.at_end)
    assert terminal.is_as_it_was()
    assert_only_what_was_acknowledged(prompt, folder, before)


@pytest.mark.parametrize("name", ["walk on", "note", "add on"])
@pytest.mark.parametrize("heeded", [True, False], ids=["heeded", "ignored"])
def test_a_terminal_that_goes_away_takes_nothing_with_it(folder: Path, name: str, *, heeded: bool) -> None:
    prompt, before = PROMPTS[name], files(folder)
    terminal = brought_to(prompt, folder, half=True, ignore_hangup=not heeded)
    assert terminal.hang_up() == (-signal.SIGHUP if heeded else 1)
    assert_only_what_was_acknowledged(prompt, folder, before)
