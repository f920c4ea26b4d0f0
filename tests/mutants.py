"""What the tests are worth: faults put into a copy of the program one at a time, and each must turn a test red.

python -m tests.mutants                       tries them all
python -m tests.mutants "no lock" "no fsync"  tries these
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A fault in a `file` of the program, and the `tests` that must notice it, each one of them.

    `diff` has the lines that go and come, with - and + before them, and where these alone are not unmistakable some
    that stay; @@ stands between two places.
    """

    file: str
    tests: str
    diff: str

    def mutated(self, source: str) -> str:
        """Give the source with the fault in it; raises `ValueError` unless every place is found just once."""
        for place in self.diff.removeprefix("\n").split("@@\n"):
            lines = place.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] != "+")
            if source.count(old) != 1:
                raise ValueError(place)
            source = source.replace(old, "".join(line[1:] for line in lines if line[0] != "-"))
        return source


DISK, FOLDER = "tests/store/test_disk.py", "tests/store/test_folder.py"
HALF_CLOSED, TAMPERING = "tests/store/test_half_closed.py", "tests/store/test_tampering.py"
TOGETHER = "tests/store/test_processes.py::test_eight_processes_that_add_at_once_lose_nothing"
POWER = "tests/store/test_power_cuts.py"
FAULTS = "tests/store/test_faults.py::test_a_call_that_fails_leaves_the_old_or_the_new"
HOSTILE = "tests/cli/test_hostile_text.py"
WHOLE = "tests/store/test_whole.py"

MUTANTS = {
    "no lock": Mutant(
        file="store/lock.py",
        tests=TOGETHER,
        diff="""
-            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
""",
    ),
    "lock taken after the read": Mutant(
        file="store/notebook.py",
        tests=TOGETHER,
        diff="""
             disk.make_folders(self.folder.path)
+        content = self._load()
         with locked(self.folder.lock, self._holder, self._patience):
-            content = self._load()
             live = self._live(content)
""",
    ),
    "lock let go before the write": Mutant(
        file="store/notebook.py",
        tests=TOGETHER,
        diff="""
-            yield live, notebook
+        yield live, notebook
""",
    ),
    "no fsync": Mutant(
        file="store/disk.py",
        tests=f"{DISK} {POWER}",
        diff="""
-            os.fsync(descriptor)
""",
    ),
    "no folder fsync": Mutant(
        file="store/disk.py",
        tests=f"{DISK} {POWER}",
        diff="""
     try:
-        os.fsync(descriptor)
+        pass
     finally:
""",
    ),
    "a failed fsync tried again": Mutant(
        file="store/disk.py",
        tests=DISK,
        diff="""
-            os.fsync(descriptor)
+            try:
+                os.fsync(descriptor)
+            except OSError:
+                os.fsync(descriptor)
""",
    ),
    "a failed folder fsync forgiven": Mutant(
        file="store/disk.py",
        tests=DISK,
        diff="""
-        raise NotVouchedFor(path, error.strerror or str(error)) from error
+        del error
""",
    ),
    "size not checked": Mutant(
        file="store/disk.py",
        tests=DISK,
        diff="""
-            _require_size(descriptor, len(data))
""",
    ),
    "temporary file not swept": Mutant(
        file="store/disk.py",
        tests=DISK,
        diff="""
-        temporary.unlink()
+        pass
""",
    ),
    "temporary file left behind": Mutant(
        file="store/disk.py",
        tests=DISK,
        diff="""
                 keep(path, keep_as)
             temporary.replace(path)
         finally:
-            _discard(temporary)
+            pass
""",
    ),
    "temporary file opened whatever it is": Mutant(
        file="store/disk.py",
        tests=DISK,
        diff="""
-    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
+    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, mode)
""",
    ),
    "written in place": Mutant(
        file="store/disk.py",
        tests=POWER,
        diff="""
                 keep(path, keep_as)
-            temporary.replace(path)
+            path.write_bytes(temporary.read_bytes())
""",
    ),
    "generation before not kept": Mutant(
        file="store/storage.py",
        tests=f"{FOLDER}::test_the_previous_generation_is_kept",
        diff="""
-        write_whole(self._path, data, keep_as=self._previous if keep else None)
+        write_whole(self._path, data, keep_as=None)
""",
    ),
    "success printed before the replacement": Mutant(
        file="cli/session.py",
        tests=f"{FAULTS}[add]",
        diff="""
-        with meanwhile or nullcontext():
-            entry = store.change(decide)
-        self.saved.in_log = True
-        _tell_begun(begun)
-        for line in outcome(entry, name_day=name_day):
-            say(line)
-        return entry
+        def decide_and_say(notebook: Notebook) -> Entry:
+            entry = decide(notebook)
+            for line in outcome(entry, name_day=name_day):
+                say(line)
+            return entry
+
+        return store.change(decide_and_say)
""",
    ),
    "sealed page written after the live one": Mutant(
        file="store/notebook.py",
        tests=f"{FAULTS}[close-day] {POWER}",
        diff="""
             disk.make_folder(path.parent)
-            disk.write_whole(path, data, mode=disk.SEALED_MODE)
             sealed = open_sealed(path, data, closing.day)
@@
                 live.save()
+                disk.write_whole(path, data, mode=disk.SEALED_MODE)
             except (CannotWrite, DiskFull) as error:
""",
    ),
    "half-made close not finished by the next writer": Mutant(
        file="store/notebook.py",
        tests=f"{HALF_CLOSED}::test_the_next_command_that_writes_finishes_the_closing_once",
        diff="""
-            notebook = self._roll_forward(live, to_save=True)
+            notebook = self._view(live.all())
""",
    ),
    "half-made close not seen by a reader": Mutant(
        file="store/notebook.py",
        tests=f"{HALF_CLOSED}::test_a_reader_sees_a_half_closed_day_as_closed_and_changes_nothing",
        diff="""
-            if not self._half_closed(notebook):
+            if notebook:
""",
    ),
    "what a half-made close carried is lost": Mutant(
        file="store/notebook.py",
        tests=f"{HALF_CLOSED}::test_the_next_command_that_writes_finishes_the_closing_once",
        diff="""
-        for entry in arrivals(sealed, notebook):
+        for entry in ():
""",
    ),
    "checksum not checked": Mutant(
        file="store/codec.py",
        tests="tests/store/test_codec.py",
        diff="""
-    if _digest(schema, generation, memoryview(data)[end:]) != digest:
+    if end == 0:
""",
    ),
    "a lost live file is an empty notebook": Mutant(
        file="store/notebook.py",
        tests=f"{TAMPERING}::test_a_missing_live_file_is_damage_where_anything_says_that_there_was_one",
        diff="""
-            if data is None:
-                raise Damaged(self.folder.live, _("it is missing"))
""",
    ),
    "a seal that names no page before it": Mutant(
        file="store/sealing.py",
        tests="tests/store/test_chain.py",
        diff="""
-        previous=last.digest if last else None,
+        previous=None,
""",
    ),
    "an id given twice": Mutant(
        file="checklist/adding.py",
        tests="tests/checklist/test_adding.py",
        diff="""
-        Change(day=page.day, before=None, after=new_item(draft, page.last_id + offset))
+        Change(day=page.day, before=None, after=new_item(draft, max(page.items, default=0) + offset))
""",
    ),
    "undo across a closing": Mutant(
        file="checklist/transitions.py",
        tests="tests/checklist/test_transitions.py",
        diff="""
-    barrier = notebook.last_seal.entry if notebook.last_seal else 0
+    barrier = 0
""",
    ),
    "closed while items are open": Mutant(
        file="checklist/closing.py",
        tests="tests/checklist/test_closing.py",
        diff="""
-    if left and not carry_rest:
+    if left and carry_rest and not day:
""",
    ),
    "closed while companies are blank": Mutant(
        file="checklist/closing.py",
        tests="tests/checklist/test_closing.py",
        diff="""
-    if unanswered := sum(blank not in accepted for blank in found):
+    if unanswered := 0:
""",
    ),
    "what was left blank is not recorded": Mutant(
        file="store/sealing.py",
        tests="tests/store/test_notebook.py",
        diff="""
-    page = replace(notebook.page(closing.day), blanks=closing.blanks)
+    page = notebook.page(closing.day)
""",
    ),
    "dealt twice": Mutant(
        file="checklist/dealing.py",
        tests="tests/checklist/test_dealing.py",
        diff="""
-    missing = ((company, check, dealt) for company, check, dealt in due if dealt not in there)
+    missing = ((company, check, dealt) for company, check, dealt in due if there is not None)
""",
    ),
    "dealt only in memory": Mutant(
        file="store/notebook.py",
        tests="tests/store/test_notebook.py",
        diff="""
-                self._apply(live, notebook, begun)
+                self._view(live.all())
""",
    ),
    "a blank counts as settled": Mutant(
        file="checklist/board.py",
        tests="tests/checklist/test_board.py",
        diff="""
-    if counts.items == 0 and expected:
+    if counts.items < 0 and expected:
""",
    ),
    "carried to nowhere": Mutant(
        file="checklist/transitions.py",
        tests="tests/checklist/test_transitions.py",
        diff="""
-        yield Change(day=target.day, before=None, after=rules.successor(moved, item, page.day, link))
""",
    ),
    "days left unclosed not announced": Mutant(
        file="render/day.py",
        tests="tests/cli/test_transcripts.py",
        diff="""
-    for earlier in view.unclosed:
+    for earlier in view.unclosed[:0]:
""",
    ),
    "Ctrl-C is like any end": Mutant(
        file="__main__.py",
        tests="tests/store/test_faults.py::test_ctrl_c_at_any_moment_after_the_start_ends_with_130",
        diff="""
-        sys.exit(130)
+        sys.exit(1)
""",
    ),
    "terminal left without echo": Mutant(
        file="cli/keyboard.py",
        tests="tests/cli/test_interrupted.py",
        diff="""
-        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
+        del before
""",
    ),
    "control characters printed as they are": Mutant(
        file="signs.py",
        tests=HOSTILE,
        diff="""
-    if text.isprintable():
+    if text:
""",
    ),
    "control characters in JSON as they are": Mutant(
        file="render/machine.py",
        tests=HOSTILE,
        diff="""
-    return escaped(json.dumps(value, ensure_ascii=False, indent=2))
+    return json.dumps(value, ensure_ascii=False, indent=2)
""",
    ),
    "what was imported is imported again": Mutant(
        file="checklist/importing.py",
        tests="tests/cli/test_sessions.py",
        diff="""
-        elif one.origin in known or one.origin in taken:
+        elif one.origin in taken:
""",
    ),
    "what was imported and closed is imported again": Mutant(
        file="cli/commands/import_.py",
        tests="tests/cli/test_sessions.py",
        diff="""
-    known: dict[str, Said | None] = {**dict.fromkeys(closed_origins(store.folder)), **origins(notebook)}
+    known: dict[str, Said | None] = {**origins(notebook)}
""",
    ),
    "an import that finds nothing left writes an entry": Mutant(
        file="checklist/importing.py",
        tests="tests/checklist/test_importing.py",
        diff="""
-    if not changes:
+    if changes is None:
""",
    ),
    "what was imported goes back by another name": Mutant(
        file="interchange/moments.py",
        tests="tests/interchange/test_places.py",
        diff="""
-    if item.origin is not None and may_be_given_here(item.origin) and item.status is not Status.CARRIED:
+    if item.origin is not None and item.status is Status.CARRIED:
""",
    ),
    "a name of ours is looked for on open pages alone": Mutant(
        file="cli/commands/import_.py",
        tests="tests/cli/test_import.py",
        diff="""
-    pages = chain(notebook.pages.values(), _closed_pages(store, notebook))
+    pages = chain(notebook.pages.values(), ())
""",
    ),
    "a whole notebook is brought in without its chain": Mutant(
        file="store/whole.py",
        tests=WHOLE,
        diff="""
-        if link.problem is not None:
+        if link.problem == "":
""",
    ),
    "a whole notebook that cannot be brought in leaves its pages": Mutant(
        file="store/whole.py",
        tests=WHOLE,
        diff="""
-            if not disk.exists(store.folder.live):
+            if not written:
""",
    ),
    "a copied line is the line itself": Mutant(
        file="checklist/importing.py",
        tests="tests/checklist/test_importing.py",
        diff="""
-        yield copies[one.origin].named(one) if one.origin in copies else one
+        yield one
""",
    ),
    "a whole notebook begins with its live file": Mutant(
        file="store/whole.py",
        tests=WHOLE,
        diff="""
-        written = []
+        written = [disk.write_whole(store.folder.live, files.live)] and []
""",
    ),
}


def tried(place: Path, tests: Iterable[str]) -> tuple[bool, str]:
    """Run tests of the copy at `place` until one fails; whether all passed, and what was said."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    variables = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(command, cwd=place, env=variables, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # neither passed nor failed: they could not be run
        sys.exit(done.stdout + done.stderr)
    return done.returncode == 0, done.stdout


def copied(place: str) -> Path:
    """Copy the program and its tests to a folder of their own."""
    for name in ("worklist", "tests"):
        shutil.copytree(ROOT / name, Path(place, name), ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return Path(place)


def is_caught(name: str) -> bool:
    """Try one mutant, and print a line about it."""
    mutant = MUTANTS[name]
    begun = time.monotonic()
    catchers = []
    with TemporaryDirectory() as folder:
        place = copied(folder)
        path = place / "worklist" / mutant.file
        path.write_text(mutant.mutated(path.read_text()))
        for tests in mutant.tests.split():
            passed, said = tried(place, [tests])
            caught = re.findall(r"^(?:FAILED|ERROR) \S*::(\S.*?)(?: - .*)?$", said, flags=re.MULTILINE)
            catchers.append("SURVIVED" if passed else f"caught by {', '.join(caught)}")
    print(f"{name}: {' and '.join(catchers)} in {time.monotonic() - begun:.0f} s", flush=True)
    return "SURVIVED" not in catchers


def main() -> int:
    """Try the mutants named on the command line; 1 if any survives, or if a test fails without one."""
    names = sys.argv[1:] or list(MUTANTS)
    if not MUTANTS.keys() >= set(names):
        print(__doc__, *MUTANTS, sep="\n", file=sys.stderr)
        return 2
    with TemporaryDirectory() as folder:
        passed, said = tried(copied(folder), sorted({tests for name in names for tests in MUTANTS[name].tests.split()}))
    if not passed:
        print(said)
        return 1
    survivors = [name for name in names if not is_caught(name)]
    print(f"{len(names) - len(survivors)} of {len(names)} caught")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
