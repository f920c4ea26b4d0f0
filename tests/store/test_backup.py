"""The whole notebook in one zip file, and back."""

import errno
import io
import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import at
from tests.store.conftest import (
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    Refusal,
    add,
    as_ordinary_user,
    close,
    facts_of,
    files,
    give_away,
    modes,
    put,
    read_sealed,
    snapshot,
    tables_of,
    vouched,
)
from tests.store.test_doctor import aside
from worklist.errors import NotABackup
from worklist.store import backup as module
from worklist.store import chain
from worklist.store.backup import Backup, back_up, read_backup, restore
from worklist.store.codec import SCHEMA, decode, encode
from worklist.store.notebook import NotebookStore
from worklist.store.sealed import open_sealed

SEALED = {WEDNESDAY: "closed/2020/2020-02-19.json", THURSDAY: "closed/2020/2020-02-20.json"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """The path of a backup that does not exist yet."""
    return tmp_path / "park.zip"


@pytest.fixture
def backup(filled: NotebookStore, target: Path) -> Path:
    """A backup of the notebook as it was filled."""
    back_up(filled, target)
    return target


def sums(members: dict[str, bytes]) -> bytes:
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(members.items())).encode()


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**members, "SHA256SUMS": sums(members)}.items():
            archive.writestr(name, data)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}
    assert held.pop("SHA256SUMS") == sums(held)
    return held


# Backing up


def test_a_backup_holds_the_live_file_and_the_closed_days_as_they_are(filled: NotebookStore, target: Path) -> None:
    before = files(filled.folder.path)
    assert len(back_up(filled, target).closed) == 2
    assert members(target) == {name: before[name] for name in ("worklist.json", *SEALED.values())}
    assert files(filled.folder.path) == before
    assert modes(target) == {".": "600"}


def test_a_backup_is_read_as_it_was_written(filled: NotebookStore, backup: Path) -> None:
    before = files(filled.folder.path)
    assert read_backup(backup) == Backup(
        live=before["worklist.json"], closed={day: before[name] for day, name in SEALED.items()}
    )


@pytest.mark.parametrize("there", ["a file", "a folder", "a link to nothing"])
def test_a_backup_never_takes_the_place_of_anything(filled: NotebookStore, target: Path, there: str) -> None:
    if there == "a file":
        target.write_text("mine")
    elif there == "a folder":
        target.mkdir()
    else:
        target.symlink_to("missing")
    before = files(target.parent)
    assert facts_of(lambda: back_up(filled, target)) == ("FileExists", {"path": target})
    assert files(target.parent) == before


def test_without_a_notebook_there_is_nothing_to_back_up(store: NotebookStore, target: Path) -> None:
    assert facts_of(lambda: back_up(store, target)) == ("NoNotebook", {"path": store.folder.path})
    assert not target.exists()


def test_a_notebook_whose_live_file_is_damaged_is_not_backed_up(filled: NotebookStore, target: Path) -> None:
    put(filled.folder.live, b"\0")
    assert facts_of(lambda: back_up(filled, target)) == (
        "Damaged",
        {"path": filled.folder.live, "problem": "it holds nothing but NUL bytes"},
    )
    assert not target.exists()


def test_a_damaged_closed_day_stays_out_of_the_backup(filled: NotebookStore, target: Path) -> None:
    put(filled.folder.sealed(WEDNESDAY), b"")
    held = back_up(filled, target)
    assert (list(held.closed), list(held.left_out)) == ([THURSDAY], [WEDNESDAY])
    assert members(target) == {
        "worklist.json": filled.folder.live.read_bytes(),
        SEALED[THURSDAY]: filled.folder.sealed(THURSDAY).read_bytes(),
    }


def test_a_backup_needs_a_folder_to_lie_in(filled: NotebookStore, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "park.zip"
    assert facts_of(lambda: back_up(filled, path)) == (
        "CannotWrite",
        {"path": path, "problem": "No such file or directory"},
    )


def test_a_backup_into_a_folder_that_cannot_be_looked_into_says_so(common_place: Path) -> None:
    store = NotebookStore(common_place / "notebook")
    add(store, "通风")
    shut = common_place / "shut"
    shut.mkdir(0o000)
    give_away(common_place)

    def ask() -> object:
        try:
            return facts_of(lambda: back_up(store, shut / "park.zip"))
        except OSError as error:
            return repr(error)

    assert as_ordinary_user(ask) == ("CannotWrite", {"path": shut / "park.zip", "problem": "Permission denied"})


def test_a_full_disk_leaves_no_half_backup(filled: NotebookStore, target: Path, refuse: Refusal) -> None:
    refuse("write", errno.ENOSPC)
    assert facts_of(lambda: back_up(filled, target)) == ("DiskFull", {"path": target})
    assert [path.name for path in target.parent.iterdir()] == ["notebook"]


def test_a_file_beside_the_backup_that_is_not_ours_stays(filled: NotebookStore, target: Path) -> None:
    beside = target.with_name("park.zip.tmp")
    beside.write_text("mine")
    facts_of(lambda: back_up(filled, target))
    assert beside.read_text() == "mine"


def writer_between(monkeypatch: pytest.MonkeyPatch, write: Callable[[], object], times: int) -> None:
    """Let another writer come in while the sealed pages are read, so many times."""
    left = [times]

    def read_and_write(path: Path, data: bytes, day: date) -> object:
        if left[0]:
            left[0] -= 1
            write()
        return open_sealed(path, data, day)

    monkeypatch.setattr(module, "open_sealed", read_and_write)


def test_a_command_that_comes_between_is_in_the_backup_whole(
    filled: NotebookStore, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = NotebookStore(filled.folder.path)
    writer_between(monkeypatch, lambda: close(other, FRIDAY, stamp=at(9, day=22), carry_rest=True), 1)
    assert len(back_up(filled, target).closed) == 3
    after = files(filled.folder.path)
    del after["worklist.prev.json"]
    assert members(target) == after


def test_a_notebook_that_never_rests_is_busy(
    filled: NotebookStore, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = NotebookStore(filled.folder.path)
    writer_between(monkeypatch, lambda: add(other, "通风"), 1000)
    error = facts_of(lambda: back_up(filled, target))
    assert error is not None
    assert error[0] == "Busy"
    assert not target.exists()


def test_a_page_taken_away_while_the_backup_is_made_is_left_out(
    filled: NotebookStore, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = filled.folder.closed_days()
    monkeypatch.setattr(filled.folder, "closed_days", lambda: [*days, date(2020, 2, 10)])
    assert len(back_up(filled, target).closed) == 2


# Restoring


def test_a_restored_notebook_is_the_same_files_byte_for_byte(
    filled: NotebookStore, backup: Path, tmp_path: Path
) -> None:
    restored = NotebookStore(tmp_path / "restored")
    assert restore(restored, backup) == [
        restored.folder.sealed(WEDNESDAY),
        restored.folder.sealed(THURSDAY),
        restored.folder.live,
    ]
    assert files(restored.folder.path) == members(backup)
    assert snapshot(restored) == snapshot(filled)


def test_a_restored_notebook_says_the_same_and_is_its_owners_alone(
    filled: NotebookStore, backup: Path, tmp_path: Path
) -> None:
    restored = NotebookStore(tmp_path / "restored")
    restore(restored, backup)
    assert snapshot(restored) == snapshot(filled)
    assert [read_sealed(restored, day) for day in SEALED] == [read_sealed(filled, day) for day in SEALED]
    assert chain.verify(restored).is_sound
    sealed = {name: data for name, data in files(restored.folder.path).items() if name.startswith("closed")}
    assert sealed == {name: files(filled.folder.path)[name] for name in SEALED.values()}
    assert modes(restored.folder.path) == {
        ".": "700",
        "closed": "700",
        "closed/2020": "700",
        **dict.fromkeys(SEALED.values(), "400"),
        "lock": "600",
        "worklist.json": "600",
    }


def test_what_is_sound_stays_as_it_is(filled: NotebookStore, backup: Path) -> None:
    add(filled, "后来的")
    before = files(filled.folder.path)
    assert facts_of(lambda: restore(filled, backup)) == ("NothingToMend", {"path": filled.folder.path})
    assert files(filled.folder.path) == before


def test_a_damaged_sealed_page_is_put_back_and_set_aside(filled: NotebookStore, backup: Path) -> None:
    add(filled, "后来的")
    before = files(filled.folder.path)
    path = filled.folder.sealed(WEDNESDAY)
    put(path, b"half")
    assert restore(filled, backup) == [path]
    assert files(filled.folder.path) == {**before, aside(path, b"half"): b"half"}
    assert modes(path) == {".": "400"}


def with_wrong_text(path: Path) -> None:
    """Give the first item of a sealed page a text that is none, and the page a right checksum."""
    content = decode(path.read_bytes())
    content.tables["items"]["1"]["text"] = 7
    put(path, encode(content.tables, generation=content.generation)[0])


def test_a_sealed_page_with_a_document_that_makes_no_sense_is_put_back(filled: NotebookStore, backup: Path) -> None:
    before = files(filled.folder.path)
    path = filled.folder.sealed(WEDNESDAY)
    with_wrong_text(path)
    wrong = path.read_bytes()
    assert restore(filled, backup) == [path]
    assert files(filled.folder.path) == {**before, aside(path, wrong): wrong}


def test_a_sealed_page_with_a_document_that_makes_no_sense_stays_out_of_the_backup(
    filled: NotebookStore, target: Path
) -> None:
    with_wrong_text(filled.folder.sealed(WEDNESDAY))
    held = back_up(filled, target)
    assert (list(held.closed), list(held.left_out)) == ([THURSDAY], [WEDNESDAY])


@pytest.mark.parametrize("day", [WEDNESDAY, THURSDAY])
def test_a_sealed_page_that_was_rewritten_is_put_back_where_the_chain_knows_the_one_before(
    filled: NotebookStore, backup: Path, day: date
) -> None:
    before = files(filled.folder.path)
    path = filled.folder.sealed(day)
    content = decode(path.read_bytes())
    content.tables["seal"]["1"]["closed_by"] = "联络员02"
    rewritten, _ = encode(content.tables, generation=content.generation)
    put(path, rewritten)
    assert restore(filled, backup) == [path]
    assert files(filled.folder.path) == {**before, aside(path, rewritten): rewritten}
    assert chain.verify(filled).is_sound


def test_a_rewritten_page_is_put_back_although_the_live_file_was_edited_too(
    filled: NotebookStore, backup: Path
) -> None:
    """The edited file still says which page was closed last."""
    page = filled.folder.sealed(THURSDAY)
    before = files(filled.folder.path)
    put(page, encode({**tables_of(page), "log": {}}, generation=2)[0])
    put(filled.folder.live, filled.folder.live.read_bytes() + b"\n")
    assert restore(filled, backup) == [page, filled.folder.live]
    after = files(filled.folder.path)
    assert {name: after[name] for name in before} == before


def test_a_live_file_that_contradicts_the_page_closed_last_is_put_back(filled: NotebookStore, backup: Path) -> None:
    before = files(filled.folder.path)
    live = filled.folder.live
    content = decode(live.read_bytes())
    seal = content.tables["notebook"]["1"]["last_seal"]
    assert isinstance(seal, dict)
    seal["closed_by"] = "联络员02"
    wrong, _ = encode(content.tables, generation=99)
    put(live, wrong)
    assert not chain.verify(filled).is_sound
    assert restore(filled, backup) == [live]
    assert files(filled.folder.path) == {**before, aside(live, wrong): wrong}


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: put(path, b"half")], ids=["gone", "damaged"])
def test_a_backup_from_before_a_day_was_closed_cannot_put_it_back_and_says_so(
    filled: NotebookStore, backup: Path, harm: Callable[[Path], object]
) -> None:
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    harm(filled.folder.sealed(FRIDAY))
    before = files(filled.folder.path)
    assert facts_of(lambda: restore(filled, backup)) == ("NotInBackup", {"path": backup})
    assert files(filled.folder.path) == before


def test_closed_days_that_are_gone_are_put_back(filled: NotebookStore, backup: Path) -> None:
    before = files(filled.folder.path)
    shutil.rmtree(filled.folder.closed)
    assert restore(filled, backup) == [filled.folder.sealed(day) for day in SEALED]
    assert files(filled.folder.path) == before


def test_a_damaged_live_file_is_put_back_with_what_was_sealed_since(filled: NotebookStore, backup: Path) -> None:
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled), read_sealed(filled, FRIDAY)
    put(filled.folder.live, b"half")
    assert restore(filled, backup) == [filled.folder.live]
    assert (snapshot(filled), read_sealed(filled, FRIDAY)) == whole
    assert files(filled.folder.path)[aside(filled.folder.live, b"half")] == b"half"
    assert chain.verify(filled).is_sound


def test_a_backup_older_than_a_day_learns_that_it_was_closed(filled: NotebookStore, backup: Path) -> None:
    sunday = date(2020, 2, 23)
    add(filled, "周日的", day=sunday)
    close(filled, sunday, stamp=at(22, day=23), carry_rest=True)
    arrived = snapshot(filled)
    put(filled.folder.live, b"half")
    assert restore(filled, backup) == [filled.folder.live]
    monday = date(2020, 2, 24)
    found = snapshot(filled)
    assert found.pages[monday].items == arrived.pages[monday].items
    assert (found.last_seal, found.last_entry) == (arrived.last_seal, arrived.last_entry)
    assert chain.verify(filled).is_sound


def test_a_half_closed_day_whose_page_is_damaged_is_put_back(filled: NotebookStore, target: Path) -> None:
    live = filled.folder.live.read_bytes()
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled)
    back_up(filled, target)
    put(filled.folder.live, live)
    put(filled.folder.sealed(FRIDAY), b"half")
    assert restore(filled, target) == [filled.folder.sealed(FRIDAY)]
    assert snapshot(filled) == whole


def test_a_backup_of_a_half_closed_day_is_one_of_a_closed_day(
    filled: NotebookStore, target: Path, tmp_path: Path
) -> None:
    live = filled.folder.live.read_bytes()
    close(filled, FRIDAY, stamp=at(1, day=22), carry_rest=True)
    whole = snapshot(filled)
    put(filled.folder.live, live)
    assert len(back_up(filled, target).closed) == 3
    restored = NotebookStore(tmp_path / "restored")
    restore(restored, target)
    assert snapshot(restored) == whole
    assert chain.verify(restored).is_sound


def test_a_backup_of_another_notebook_is_refused(filled: NotebookStore, target: Path, tmp_path: Path) -> None:
    other = NotebookStore(tmp_path / "other")
    add(other, "通风", day=THURSDAY)
    close(other, THURSDAY, carry_rest=True)
    back_up(other, target)
    put(filled.folder.live, b"half")
    before = files(filled.folder.path)
    assert facts_of(lambda: restore(filled, target)) == ("OtherNotebook", {"path": target, "day": THURSDAY})
    assert files(filled.folder.path) == before


def test_a_backup_of_another_notebook_is_refused_before_any_of_its_days_is_put_here(
    filled: NotebookStore, target: Path, tmp_path: Path
) -> None:
    other = NotebookStore(tmp_path / "other")
    for day in (date(2020, 2, 10), THURSDAY):
        add(other, "通风", day=day)
        close(other, day, carry_rest=True)
    back_up(other, target)
    before = files(filled.folder.path)
    assert facts_of(lambda: restore(filled, target)) == ("OtherNotebook", {"path": target, "day": THURSDAY})
    assert files(filled.folder.path) == before


@pytest.mark.parametrize("live_is_sound", [True, False])
def test_a_backup_of_another_notebook_is_refused_although_they_have_no_day_in_common(
    filled: NotebookStore, target: Path, tmp_path: Path, *, live_is_sound: bool
) -> None:
    other, strange = NotebookStore(tmp_path / "other"), date(2020, 2, 10)
    add(other, "别处的", day=strange)
    close(other, strange, carry_rest=True)
    back_up(other, target)
    if not live_is_sound:
        put(filled.folder.live, b"half")
    before = files(filled.folder.path)
    assert facts_of(lambda: restore(filled, target)) == ("OtherNotebook", {"path": target, "day": strange})
    assert files(filled.folder.path) == before


def test_a_sound_notebook_takes_no_closed_days_of_another(store: NotebookStore, target: Path, tmp_path: Path) -> None:
    other = NotebookStore(tmp_path / "other")
    add(other, "别处的", day=THURSDAY)
    close(other, THURSDAY, carry_rest=True)
    back_up(other, target)
    add(store, "这里的", day=THURSDAY)
    before = files(store.folder.path), snapshot(store)
    assert facts_of(lambda: restore(store, target)) is not None
    assert (files(store.folder.path), snapshot(store)) == before


# What is no backup


def problem_of(path: Path) -> str:
    with pytest.raises(NotABackup) as caught:
        read_backup(path)
    assert caught.value.facts["path"] == path
    return str(caught.value.facts["problem"])


def test_what_is_no_zip_is_no_backup(target: Path) -> None:
    for data in (b"", b"\0" * 100, b"PK\x03\x04", "口罩".encode() * 100):
        target.write_bytes(data)
        assert problem_of(target) == "File is not a zip file"


def test_what_cannot_be_read_is_no_backup(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        assert problem_of(path) == "it is not a file"
    assert problem_of(tmp_path / "missing.zip") == "No such file or directory"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"worklist.json": None}, "it has no worklist.json"),
        ({"../worklist.json": b"{}"}, "../worklist.json does not belong in it"),
        ({"/etc/passwd": b""}, "/etc/passwd does not belong in it"),
        ({"closed/2020/../../../x.json": b""}, "closed/2020/../../../x.json does not belong in it"),
        ({"closed/2020/2020-02-30.json": b""}, "closed/2020/2020-02-30.json does not belong in it"),
        ({"closed/2019/2020-02-20.json": b""}, "closed/2019/2020-02-20.json does not belong in it"),
        ({"closed/2020/2020-02-20.json\n": b""}, "closed/2020/2020-02-20.json\n does not belong in it"),
        ({"closed/": b""}, "closed/ does not belong in it"),
        ({"lock": b""}, "lock does not belong in it"),
        ({"worklist.json": b""}, "it is empty"),
        ({"worklist.json": b"{}"}, "its first line is not what worklist writes"),
        ({"closed/2020/2020-02-20.json": b""}, "it is empty"),
        ({"closed/2020/2020-02-20.json": vouched(b'"seal":{}}')}, "a seal is not an object"),
    ],
)
def test_a_zip_with_other_files_is_no_backup_and_nothing_of_it_is_put_anywhere(
    backup: Path, tmp_path: Path, changed: dict[str, bytes | None], problem: str
) -> None:
    holds = {**members(backup), **changed}
    hostile = pack(tmp_path / "hostile.zip", {name: data for name, data in holds.items() if data is not None})
    assert problem_of(hostile) == problem
    before = files(tmp_path)
    restored = NotebookStore(tmp_path / "restored")
    assert facts_of(lambda: restore(restored, hostile)) == ("NotABackup", {"path": hostile, "problem": problem})
    assert files(tmp_path) == before
    assert not restored.folder.path.exists()


def test_the_page_of_another_day_is_no_backup_of_it(backup: Path, tmp_path: Path) -> None:
    holds = members(backup)
    holds[SEALED[WEDNESDAY]] = holds[SEALED[THURSDAY]]
    assert problem_of(pack(tmp_path / "hostile.zip", holds)) == "it holds the page of 2020-02-20"


def test_a_member_that_says_it_is_enormous_is_not_unpacked(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = max(map(len, members(backup).values()))
    monkeypatch.setattr(module, "_FILE_LIMIT", largest)
    bomb = pack(tmp_path / "bomb.zip", {**members(backup), "worklist.json": b"\0" * (largest + 1)})
    assert problem_of(bomb) == "worklist.json in it is too large"


def test_a_zip_damaged_in_any_byte_is_no_backup_or_still_the_same(store: NotebookStore, tmp_path: Path) -> None:
    add(store, "通风", day=WEDNESDAY)
    close(store, WEDNESDAY, carry_rest=True)
    backup = tmp_path / "park.zip"
    back_up(store, backup)
    whole, data = read_backup(backup), backup.read_bytes()
    other = []
    for place in range(len(data)):
        for flip in (0x01, 0x08, 0xFF):
            backup.unlink()
            backup.write_bytes(data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :])
            try:
                if read_backup(backup) != whole:
                    other.append((place, flip, "another backup"))
            except NotABackup:
                continue
            except Exception as error:  # noqa: BLE001 - which one it is is what is tested
                other.append((place, flip, repr(error)))
    assert other == []


def test_a_truncated_zip_is_no_backup(backup: Path) -> None:
    data = backup.read_bytes()
    for length in range(0, len(data), 7):
        backup.unlink()
        backup.write_bytes(data[:length])
        problem_of(backup)


def test_an_encrypted_or_unknown_member_is_no_backup(backup: Path, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    directory = data.index(b"PK\x01\x02")
    for place, value in ((6, 1), (8, 99)):
        changed = bytearray(data)
        changed[place] = changed[directory + place + 2] = value
        path = tmp_path / "hostile.zip"
        path.write_bytes(changed)
        assert problem_of(path) != ""


def test_a_page_that_makes_no_sense_is_no_backup(backup: Path, tmp_path: Path, filled: NotebookStore) -> None:
    name = "closed/2020/2020-02-19.json"
    page = tables_of(filled.folder.sealed(WEDNESDAY))
    page["items"]["1"]["text"] = 5
    packed = members(backup) | {name: encode(page, generation=1)[0]}
    assert problem_of(pack(tmp_path / "wrong.zip", packed)) == "item 1 has a wrong “text”"


@pytest.mark.parametrize(
    "live",
    [
        vouched(b'"notebook":{}}'),
        vouched(b'"notebook":{"1":{}},"pages":{},"log":{}}'),
    ],
)
def test_a_live_file_that_makes_no_sense_is_no_backup_and_nothing_of_it_is_put_anywhere(
    backup: Path, tmp_path: Path, live: bytes
) -> None:
    hostile = pack(tmp_path / "hostile.zip", {**members(backup), "worklist.json": live})
    restored = NotebookStore(tmp_path / "restored")
    error = facts_of(lambda: restore(restored, hostile))
    assert error is not None
    assert (error[0], error[1]["path"]) == ("NotABackup", hostile)
    assert not restored.folder.live.exists()
    assert not restored.folder.closed.exists()


def test_a_backup_of_a_newer_worklist_is_refused_and_nothing_of_it_is_put_anywhere(
    backup: Path, tmp_path: Path
) -> None:
    holds = members(backup)
    live = holds["worklist.json"]
    holds["worklist.json"] = vouched(
        live[live.index(b"\n") + 1 :], schema=SCHEMA + 1, generation=decode(live).generation
    )
    newer = pack(tmp_path / "newer.zip", holds)
    restored = NotebookStore(tmp_path / "restored")
    error = facts_of(lambda: restore(restored, newer))
    assert error is not None
    assert error[0] == "NewerSchema"
    assert not restored.folder.closed.exists()


@pytest.mark.parametrize("listed", [None, b"", b"garbage"])
def test_a_zip_whose_list_of_files_is_not_that_of_its_files_is_no_backup(
    backup: Path, tmp_path: Path, listed: bytes | None
) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members(backup).items():
            archive.writestr(name, data)
        if listed is not None:
            archive.writestr("SHA256SUMS", listed)
    assert problem_of(path) == "its files are not those that its SHA256SUMS lists"


def test_a_zip_that_lost_a_closed_day_is_no_backup(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "less.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**members(backup), "SHA256SUMS": sums(members(backup))}.items():
            if name != SEALED[WEDNESDAY]:
                archive.writestr(name, data)
    assert problem_of(path) == "its files are not those that its SHA256SUMS lists"


def test_a_zip_that_holds_a_file_twice_is_read_by_its_last(backup: Path, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members(backup).items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("worklist.json", b"{}")
        archive.writestr("SHA256SUMS", sums({**members(backup), "worklist.json": b"{}"}))
    path = tmp_path / "twice.zip"
    path.write_bytes(packed.getvalue())
    assert problem_of(path) == "its first line is not what worklist writes"
