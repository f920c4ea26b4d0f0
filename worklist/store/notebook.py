"""The notebook folder: one live file with the open pages and their log, and a sealed file for each closed day.

lock                         who may write
worklist.json                the live file; its replacement is the moment at which a command has happened
worklist.prev.json           the generation before
closed/2020/2020-02-20.json  a sealed page, never rewritten
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from worklist.checklist.notebook import Change, Entry, Notebook
from worklist.checklist.page import Page
from worklist.errors import CannotRead, CannotWrite, Damaged, DayClosed, DiskFull, HalfClosed, NotANotebook
from worklist.i18n import _
from worklist.store import disk
from worklist.store.codec import (
    COMPANIES,
    SCHEMA,
    Content,
    DamagedBytes,
    Document,
    Tables,
    decode,
    table_bytes,
    vouch,
)
from worklist.store.documents import (
    ItemsOnDemand,
    State,
    item_document,
    page_document,
    page_from,
    state_document,
    state_from,
)
from worklist.store.fields import damage_of
from worklist.store.folder import Folder
from worklist.store.lock import PATIENCE, locked
from worklist.store.log import entries_from, entry_document
from worklist.store.sealed import LOG, SealedPage, numbered, open_sealed
from worklist.store.sealing import arrivals, log_about, sealed_bytes
from worklist.store.search import may_hold
from worklist.store.upgrade import upgrade

if TYPE_CHECKING:
    from worklist.checklist.closing import Closing
    from worklist.store.storage import LiveTables

STATE, PAGES = "notebook", "pages"
CHECKS, SETTINGS = "checks", "settings"


def items_table(day: date) -> str:
    """Give the name of the live table that holds the items of `day`."""
    return f"items {day.isoformat()}"


def page_number(day: date) -> int:
    """Give the number of a day's document in the table of pages: 20200220."""
    return day.year * 10_000 + day.month * 100 + day.day


def nothing_begins(_notebook: Notebook) -> Entry | None:
    """Begin a day with nothing."""
    return None


class NotebookStore:
    """Reads and changes the notebook in `folder`; `holder` is what others are told while this one writes.

    `begin` gives what a day begins with: whoever reads sees the notebook as though that had been written, and
    whoever writes writes it first, in the same replacement of the file.

    Every method may raise `CannotRead`, `NotANotebook`, `Damaged` or `NewerSchema`; those that write also
    `Busy` (after `patience` seconds), `CannotWrite`, `DiskFull` or `NotVouchedFor`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        holder: str = "another program",
        patience: float = PATIENCE,
        begin: Callable[[Notebook], Entry | None] = nothing_begins,
    ) -> None:
        self.folder = Folder(folder)
        self._holder = holder
        self._patience = patience
        self._begin = begin

    # Reading takes no lock: a file is replaced whole, so what is read is one generation of it.

    def read(self) -> Notebook:
        """Give the notebook as it is, its day begun; an empty one where there is none yet."""
        notebook = self.as_written()
        begun = self._begin(notebook)
        return notebook if begun is None else notebook.after(begun)

    def as_written(self) -> Notebook:
        """Give the notebook without what its day begins with, if that has not been written yet."""
        while True:
            content = self._load()
            notebook = self._view(content.tables if content else {})
            if not self._half_closed(notebook):
                return notebook
            problem = None
            try:
                notebook = self._roll_forward(self._live(content))
            except (Damaged, DayClosed) as error:
                problem = error
            now = self._load()
            if content is None or now is None or content.digest != now.digest:
                continue  # a writer has come between; what was seen here does not belong together
            if problem is not None:
                raise problem
            return notebook

    def closed_page(self, day: date) -> SealedPage | None:
        """Give a closed day's page, or `None` if the day is not closed."""
        path = self.folder.sealed(day)
        data = disk.read(path)
        return None if data is None else open_sealed(path, data, day)

    def closed_page_with(self, day: date, text: str) -> Page | None:
        """Give a closed day's page with the items that may hold `text` in any case, and `None` if none can."""
        path = self.folder.sealed(day)
        data = disk.read(path)
        if data is None:
            return None
        with damage_of(path):
            vouch(data)
        return open_sealed(path, data, day).page_with(text) if may_hold(data, text) else None

    def _load(self) -> Content | None:
        """Read the live file; `None` if there is no notebook yet."""
        data = disk.read(self.folder.live)
        if data is None and (disk.exists(self.folder.previous) or disk.exists(self.folder.closed)):
            data = disk.read(self.folder.live)  # it may have been written first this moment
            if data is None:
                raise Damaged(self.folder.live, _("it is missing"))
        if data is None:
            return None
        with damage_of(self.folder.live):
            return upgrade(decode(data), self.folder.live)

    def _view(self, tables: Tables) -> Notebook:
        def history() -> Iterator[Entry]:
            documents = {
                (day, int(id)): document for day in pages for id, document in tables.get(items_table(day), {}).items()
            }
            with damage_of(self.folder.live):
                yield from entries_from(numbered(tables.get(LOG, {})), documents)

        if not tables:
            return Notebook(pages={}, closed=self.folder)
        with damage_of(self.folder.live):
            state = state_from(tables.get(STATE, {}).get("1"))
            pages = {page.day: page for page in map(self._page_of(tables), tables.get(PAGES, {}).values())}
            if set(tables) - {STATE, PAGES, LOG, COMPANIES, CHECKS, SETTINGS} - {items_table(day) for day in pages}:
                raise DamagedBytes(_("it has tables that do not belong to it"))
            numbers = {str(page_number(day)) for day in pages}
            if len(tables[STATE]) > 1 or set(tables.get(PAGES, {})) != numbers:
                raise DamagedBytes(_("it has documents that do not belong to it"))
            if max(map(int, tables.get(LOG, {})), default=0) > state.last_entry:
                raise DamagedBytes(_("its log goes on after its last entry"))
        notebook = Notebook(pages=pages, closed=self.folder, history=history, **state._asdict())
        return self._with_records(notebook, tables) if {COMPANIES, CHECKS, SETTINGS} & tables.keys() else notebook

    def _with_records(self, notebook: Notebook, tables: Tables) -> Notebook:
        if COMPANIES in tables and table_bytes(tables[COMPANIES]) != b"{}":
            from worklist.store.roster import roster_from

            notebook = replace(notebook, roster=roster_from(tables[COMPANIES], self.folder.live))
        if not {CHECKS, SETTINGS} & tables.keys():
            return notebook
        from worklist.store.records import check_from, settings_from

        with damage_of(self.folder.live):
            if "0" in tables.get(CHECKS, {}):
                raise DamagedBytes(_("it has documents that do not belong to it"))
            checks = {number: check_from(document, number) for number, document in numbered(tables.get(CHECKS, {}))}
            notebook = replace(notebook, checks=checks)
            if SETTINGS in tables:
                if tables[SETTINGS].keys() != {"1"}:
                    raise DamagedBytes(_("it has documents that do not belong to it"))
                settings = settings_from(tables[SETTINGS]["1"])
                notebook = replace(notebook, rollover=settings.rollover, expected=settings.expected)
        return notebook

    def _page_of(self, tables: Tables) -> Callable[[Document], Page]:
        def items_of(day: date) -> ItemsOnDemand:
            return ItemsOnDemand(tables.get(items_table(day), {}), self.folder.live)

        return lambda document: page_from(document, items_of)

    # Writing: lock, read, decide, write, and only then return.

    def change(self, decide: Callable[[Notebook], Entry]) -> Entry:
        """Let `decide` look at the notebook under the lock, and save what it has decided.

        What `decide` raises is passed on, and nothing is changed. It must not wait for a person.
        """
        with self._writing(decide) as (live, notebook):
            entry = decide(notebook)
            self._apply(live, notebook, entry)
            live.save()
        return entry

    def close(self, decide: "Callable[[Notebook], Closing]") -> SealedPage:
        """Let `decide` choose the day to close under the lock; carry its rest if so decided, and seal its page.

        Raises what `decide` raises, with nothing changed, and `HalfClosed` if the sealed page was written and the
        live file could not be: then the next command that writes finishes the closing.
        """
        with self._writing(decide) as (live, notebook):
            closing = decide(notebook)
            if closing.day not in notebook.pages:
                self._open_page(live, notebook, closing)
            if live.is_changed:
                live.save()  # a half closed page is one that the file on the disk holds, and only one at a time is so
            if closing.carried is not None:
                self._apply(live, notebook, closing.carried)
            path = self.folder.sealed(closing.day)
            data = sealed_bytes(self._view(live.all()), closing)
            disk.make_folder(self.folder.closed)
            disk.make_folder(path.parent)
            disk.write_whole(path, data, mode=disk.SEALED_MODE)
            sealed = open_sealed(path, data, closing.day)
            try:
                self._take_out(live, sealed)
                live.save()
            except (CannotWrite, DiskFull) as error:
                problem = str(error.facts.get("problem", _("the disk is full")))
                raise HalfClosed(closing.day, self.folder.live, problem) from error
        return sealed

    def _open_page(self, live: "LiveTables", notebook: Notebook, closing: "Closing") -> None:
        """Begin the page of a day that closes without one."""
        opened = Page(day=closing.day, opened_at=closing.stamp.at)
        live.put(PAGES, {page_number(closing.day): page_document(opened)})
        live.put(STATE, {1: state_document(State(notebook.last_seal, notebook.last_entry, notebook.id))})

    @contextmanager
    def _writing(self, decide: Callable[[Notebook], object]) -> Iterator[tuple["LiveTables", Notebook]]:
        if not disk.exists(self.folder.live):
            decide(self.read())  # raises before the folder is made if there is nothing to write
            disk.make_folders(self.folder.path)
        with locked(self.folder.lock, self._holder, self._patience):
            content = self._load()
            live = self._live(content)
            if content is not None and content.schema < SCHEMA:
                kept = self.folder.path / f"worklist.schema-{content.schema}.json"
                with disk.writing(kept):
                    disk.keep(self.folder.live, kept)
            notebook = self._roll_forward(live, to_save=True)
            if content is None:
                notebook = replace(notebook, id=os.urandom(16).hex())
            begun = self._begin(notebook)
            if begun is not None:
                self._apply(live, notebook, begun)
                notebook = self._view(live.all())
            yield live, notebook

    def _live(self, content: Content | None) -> "LiveTables":
        from worklist.store.storage import CheckedStorage, LiveTables  # TinyDB, for those that write

        return LiveTables(CheckedStorage(self.folder.live, self.folder.previous, content))

    def _apply(self, live: "LiveTables", notebook: Notebook, entry: Entry) -> None:
        """Put what `entry` decided into the tables."""
        ordered = sorted(entry.changes, key=lambda change: change.day)
        for day, group in groupby(ordered, key=lambda change: change.day):
            changes = list(group)
            _apply_to_page(live, notebook.page(day), changes, entry)
        if entry.records:
            from worklist.store.records import put_records

            put_records(live, entry.records)
        live.put(LOG, {entry.number: entry_document(entry)})
        live.put(STATE, {1: state_document(State(notebook.last_seal, entry.number, notebook.id))})

    # A page that is sealed while the live file still holds it was half closed; from then on it counts as closed.

    def _half_closed(self, notebook: Notebook) -> list[date]:
        return [day for day in notebook.pages if day in self.folder]

    def _roll_forward(self, live: "LiveTables", *, to_save: bool = False) -> Notebook:
        """Finish in `live` the closing of every page that is sealed already, and give what it then holds."""
        notebook = self._view(live.all())
        sealed = [page for day in self._half_closed(notebook) if (page := self.closed_page(day))]
        if to_save:
            self._make_sure_of(page.page.day for page in sealed)
        for page in sorted(sealed, key=lambda page: page.seal.number):
            last = notebook.last_seal
            if page.seal.previous != (last.digest if last else None):
                path = self.folder.sealed(page.page.day)
                raise Damaged(path, _("it does not follow the page that was closed last"))
            self._take_out(live, page)
            notebook = self._view(live.all())
        return notebook

    def _make_sure_of(self, days: Iterable[date]) -> None:
        """Make sure that sealed pages stay, before the live file is without them; their writer may have been killed."""
        for folder in {self.folder.sealed(day).parent for day in days}:
            with disk.writing(folder):
                disk.sync_folder(folder)

    def _take_out(self, live: "LiveTables", sealed: SealedPage) -> None:
        """Take a sealed page out of the live file, and make sure that what it carried has arrived."""
        notebook = self._view(live.all())
        for entry in arrivals(sealed, notebook):
            self._apply(live, notebook, entry)
            notebook = self._view(live.all())
        day = sealed.page.day
        log = log_about(notebook, day.__ne__, day.__lt__)  # before the items go that it is read with
        live.drop(items_table(day))
        if day in notebook.pages:
            live.remove(PAGES, [page_number(day)])
        live.drop(LOG)
        live.put(LOG, log)
        last_entry = max(notebook.last_entry, sealed.seal.entry)
        live.put(STATE, {1: state_document(State(sealed.seal, last_entry, notebook.id))})

    # What `doctor` needs: to look at any bytes as a live file, and to put them in its place.

    def examine(self, content: Content) -> Notebook:
        """Read every document of what may be a live file; raises `Damaged` for the first that is wrong."""
        tables = upgrade(content, self.folder.live).tables
        if not tables:
            raise Damaged(self.folder.live, _("it holds no tables"))
        notebook = self._view(tables)
        for page in notebook.pages.values():
            for _item in page.items.values():
                pass
        if notebook.roster is not None:
            for _company in notebook.roster.companies.values():
                pass
        for _entry in notebook.history():
            pass
        return notebook

    @contextmanager
    def mending(self) -> Iterator[None]:
        """Hold the lock while files are put back; makes the folder if it is gone."""
        disk.make_folders(self.folder.path)
        with locked(self.folder.lock, self._holder, self._patience):
            yield

    def replace_live(self, content: Content, data: bytes | None = None) -> None:
        """Make `content` the live file, with all that was sealed since taken out of it; the caller holds the lock.

        `data` are its bytes if it should stay as it is where nothing was sealed since. A sealed page that cannot be
        read is left to `verify`, unless `content` holds its day open: then it raises.
        """
        notebook = self.examine(content)
        self._make_sure_of(self.folder.closed_days())
        live = self._live(upgrade(content, self.folder.live))
        known = notebook.last_seal.number if notebook.last_seal else 0
        sealed = [page for page in self._readable_pages(notebook) if page.seal.number > known]
        for page in sorted(sealed, key=lambda page: page.seal.number):
            self._take_out(live, page)
        if data is not None and not sealed:
            disk.write_whole(self.folder.live, data)
        else:
            live.save(keep=False)

    def _readable_pages(self, notebook: Notebook) -> Iterator[SealedPage]:
        for day in self.folder.closed_days():
            try:
                page = self.closed_page(day)
            except (CannotRead, Damaged, NotANotebook):
                if day in notebook.pages:
                    raise
                continue
            if page is not None:
                yield page


def _apply_to_page(live: "LiveTables", page: Page, changes: list[Change], entry: Entry) -> None:
    put = {change.after.id: item_document(change.after) for change in changes if change.after is not None}
    live.put(items_table(page.day), put)
    taken = [change.id for change in changes if change.after is None]
    if taken:
        live.remove(items_table(page.day), taken)
    last_id = max([page.last_id, *put])
    if page.opened_at is None or last_id != page.last_id:
        page = replace(page, opened_at=page.opened_at or entry.at, last_id=last_id)
        live.put(PAGES, {page_number(page.day): page_document(page)})
