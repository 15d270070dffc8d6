# SPDX-License-Identifier: Apache-2.0

import json
import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners.backup import METADATA_NAME
from shieldwiz.owners.key_file import KEY_FILE_NAME, write_key_file
from shieldwiz.owners.owner import Owner
from shieldwiz.owners.store import BackupNote, OwnerStore
from tests.owners.conftest import NOW
from tests.owners.test_backup import lying_disk

PASSPHRASE = "correct horse"
RECORD = "owner.json"


@pytest.fixture
def store(tmp_path: Path) -> OwnerStore:
    return OwnerStore(tmp_path / "owners")


@pytest.fixture
def filled(store: OwnerStore, owner: Owner) -> OwnerStore:
    store.add(owner, PASSPHRASE, now=NOW, work_factor=1)
    return store


def folder_of(tmp_path: Path) -> Path:
    (folder,) = (path for path in (tmp_path / "owners").iterdir() if path.is_dir())
    return folder


def test_nothing_is_there_at_first_and_looking_makes_nothing(store: OwnerStore, tmp_path: Path) -> None:
    assert store.list() == ()
    assert store.damaged() == ()
    assert not list(tmp_path.iterdir())


def test_an_owner_is_kept_and_comes_back(filled: OwnerStore, owner: Owner) -> None:
    loaded = filled.load("Finance", PASSPHRASE)
    assert (loaded, loaded.name) == (owner, "Finance")
    assert loaded.software_keys()[1].fits(owner.encryption)


def test_the_public_part_needs_no_passphrase(filled: OwnerStore, owner: Owner) -> None:
    shown = filled.show("Finance")
    assert (shown,) == filled.list()
    assert (shown.name, shown.guardian, shown.guardian.name) == ("Finance", owner.guardian, "Finance")
    assert (shown.metadata, shown.created, shown.backup) == (owner.metadata, NOW, None)
    assert filled.find(owner.fingerprint) == shown


def test_a_stranger_is_not_found(filled: OwnerStore, other_owner: Owner) -> None:
    assert filled.find(other_owner.fingerprint) is None
    for ask in (filled.show, filled.remove, lambda name: filled.load(name, PASSPHRASE)):
        with pytest.raises(ShieldwizError) as caught:
            ask("Accounts")
        assert caught.value.problem is Problem.NAME_UNKNOWN


def test_its_files_are_for_their_owner_alone(filled: OwnerStore, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert {path.name for path in folder.iterdir()} == {KEY_FILE_NAME, METADATA_NAME, RECORD}
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_nothing_on_the_disk_holds_a_key_in_the_clear(filled: OwnerStore, owner: Owner, tmp_path: Path) -> None:
    lines = [line for key in owner.software_keys() for line in key.pkcs8_pem().splitlines() if len(line) == 64]
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) > 8_000
    assert not [line for line in lines if line in written]


@pytest.mark.parametrize(
    "name",
    ["a/b", "..", "../../x", "a\\b", "CON", "nul.txt", "COM1", "x.", "~", "*?", "<b>", "ü" * 64, "𝔘" * 64, "日本"],
)
def test_hostile_names_are_names_like_others(store: OwnerStore, owner: Owner, tmp_path: Path, name: str) -> None:
    store.add(owner.named(name), PASSPHRASE, now=NOW, work_factor=1)
    folder = folder_of(tmp_path)
    assert folder.name.isascii()
    assert set(folder.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert [path.name for path in tmp_path.iterdir()] == ["owners"]
    assert store.load(name, PASSPHRASE).name == name
    store.remove(name)
    assert store.list() == ()


@pytest.mark.parametrize("name", ["", "a\nb", "a\u202eb", " a", "x" * 65, "0" * 64])
def test_names_that_could_deceive_are_refused(store: OwnerStore, owner: Owner, name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        store.add(owner.named(name), PASSPHRASE, now=NOW, work_factor=1)
    assert caught.value.problem is Problem.NAME
    assert store.list() == ()


@pytest.mark.parametrize("twin", ["Finance", "FINANCE", "finance"])
def test_a_name_is_given_once(filled: OwnerStore, other_owner: Owner, twin: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        filled.add(other_owner.named(twin), PASSPHRASE, now=NOW, work_factor=1)
    assert caught.value.problem is Problem.NAME_TAKEN
    assert len(filled.list()) == 1


def test_an_owner_is_kept_once(filled: OwnerStore, owner: Owner) -> None:
    with pytest.raises(ShieldwizError, match="already, under the name 'Finance'") as caught:
        filled.add(owner.named("Accounts"), PASSPHRASE, now=NOW, work_factor=1)
    assert caught.value.problem is Problem.EXISTS


def test_renaming_changes_the_name_alone(filled: OwnerStore, owner: Owner, other_owner: Owner, tmp_path: Path) -> None:
    before = (folder_of(tmp_path) / KEY_FILE_NAME).read_bytes()
    filled.rename("Finance", "Accounts")
    assert [stored.name for stored in filled.list()] == ["Accounts"]
    assert filled.load("Accounts", PASSPHRASE) == owner
    assert (folder_of(tmp_path) / KEY_FILE_NAME).read_bytes() == before
    filled.add(other_owner, PASSPHRASE, now=NOW, work_factor=1)  # the old name is free
    with pytest.raises(ShieldwizError) as caught:
        filled.rename("Accounts", "finance")
    assert caught.value.problem is Problem.NAME_TAKEN


def test_a_new_passphrase_takes_the_place_of_the_old(filled: OwnerStore, owner: Owner, tmp_path: Path) -> None:
    filled.change_passphrase("Finance", PASSPHRASE, "another", work_factor=2)
    assert filled.load("Finance", "another") == owner
    with pytest.raises(ShieldwizError) as caught:
        filled.load("Finance", PASSPHRASE)
    assert caught.value.problem is Problem.KEY_FILE_OPEN
    assert filled.show("Finance").created == NOW
    key_file = folder_of(tmp_path) / KEY_FILE_NAME
    assert os.name == "nt" or stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize(("old", "new"), [("wrong", "another"), (PASSPHRASE, ""), (PASSPHRASE, "x" * 1_025)])
def test_a_passphrase_that_cannot_be_changed_stays(filled: OwnerStore, owner: Owner, old: str, new: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        filled.change_passphrase("Finance", old, new, work_factor=1)
    assert caught.value.problem in {Problem.KEY_FILE_OPEN, Problem.PASSPHRASE}
    assert filled.load("Finance", PASSPHRASE) == owner


CHANGE = """
import sys
from pathlib import Path
from shieldwiz.errors import ShieldwizError
from shieldwiz.owners.store import OwnerStore
try:
    OwnerStore(Path(sys.argv[1])).change_passphrase("Finance", sys.argv[2], sys.argv[3], work_factor=14)
except ShieldwizError as error:
    print(error.problem)
else:
    print("done")
"""


def test_two_programs_that_change_a_passphrase_at_once_lose_nothing(
    filled: OwnerStore, owner: Owner, tmp_path: Path
) -> None:
    wanted = ["first", "second", "third"]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CHANGE, str(tmp_path / "owners"), PASSPHRASE, new],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            text=True,
        )
        for new in wanted
    ]
    said = [process.communicate(timeout=50)[0].strip() for process in running]
    assert said.count("done") == 1
    assert set(said) <= {"done", "busy", "key-file-open"}
    assert filled.load("Finance", wanted[said.index("done")]) == owner


def test_a_key_file_that_was_exchanged_in_between_is_not_overwritten(
    filled: OwnerStore, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file = folder_of(tmp_path) / KEY_FILE_NAME
    others = write_key_file(owner, "of the other program", work_factor=1)
    # The moment in between is when the lock file is opened; another program was faster.
    real_open = os.open

    def late_open(path: str | Path, *arguments: int) -> int:
        if Path(path).name == ".lock":
            key_file.write_bytes(others)
        return real_open(path, *arguments)

    monkeypatch.setattr(os, "open", late_open)
    with pytest.raises(ShieldwizError, match="Nothing was changed") as caught:
        filled.change_passphrase("Finance", PASSPHRASE, "another", work_factor=1)
    assert caught.value.problem is Problem.BUSY
    assert filled.load("Finance", "of the other program") == owner


def test_a_disk_that_gives_back_something_else_is_noticed(
    store: OwnerStore, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_disk(monkeypatch)
    with pytest.raises(ShieldwizError, match="not what was written") as caught:
        store.add(owner, PASSPHRASE, now=NOW, work_factor=1)
    assert caught.value.problem is Problem.WRITE_FAILED
    assert not [path for path in (tmp_path / "owners").iterdir() if path.is_dir()]


def test_where_the_backup_is_and_when_it_was_tested_is_remembered(filled: OwnerStore, tmp_path: Path) -> None:
    later = NOW + timedelta(days=3, microseconds=5)
    filled.note_backup("Finance", tmp_path / "stick", now=later)
    note = BackupNote(folder=str(tmp_path / "stick"), tested=NOW + timedelta(days=3))
    assert filled.show("Finance").backup == note
    filled.rename("Finance", "Accounts")
    assert (filled.show("Accounts").backup, filled.show("Accounts").created) == (note, NOW)


def test_a_backup_is_found_again_from_another_folder(
    filled: OwnerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    filled.note_backup("Finance", Path("stick"), now=NOW)
    assert filled.show("Finance").backup == BackupNote(folder=str(tmp_path / "stick"), tested=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"created": "yesterday", "backup": "on the stick"},
        {"created": 5, "backup": {"folder": 7, "tested": "2026-11-25T12:00:00Z"}},
        {"backup": {"folder": "x", "tested": "then"}},
        {"backup": {}},
    ],
)
def test_an_odd_record_is_read_as_far_as_it_makes_sense(
    filled: OwnerStore, tmp_path: Path, changed: dict[str, object]
) -> None:
    (folder_of(tmp_path) / RECORD).write_text(json.dumps({"name": "Finance", **changed}), encoding="utf-8")
    shown = filled.show("Finance")
    assert (shown.created, shown.backup) == (None, None)


def test_what_is_damaged_hides_nothing_else(
    filled: OwnerStore, other_owner: Owner, owner: Owner, tmp_path: Path
) -> None:
    first = folder_of(tmp_path)
    filled.add(other_owner.named("Accounts"), PASSPHRASE, now=NOW, work_factor=1)
    (first / METADATA_NAME).write_bytes(b"<Metadata")
    assert [stored.name for stored in filled.list()] == ["Accounts"]
    assert filled.damaged() == (first,)
    with pytest.raises(ShieldwizError) as caught:
        filled.show("Finance")
    assert caught.value.problem is Problem.XML
    (first / RECORD).write_bytes(b"{")
    assert filled.damaged() == (first,)


def test_a_public_part_of_another_owner_is_noticed(filled: OwnerStore, other_owner: Owner, tmp_path: Path) -> None:
    (folder_of(tmp_path) / METADATA_NAME).write_bytes(other_owner.metadata)
    with pytest.raises(ShieldwizError, match="another owner than its public part says") as caught:
        filled.load("Finance", PASSPHRASE)
    assert caught.value.problem is Problem.KEY_FILE


def test_a_removed_owner_is_gone(filled: OwnerStore, tmp_path: Path) -> None:
    filled.remove("Finance")
    assert filled.list() == ()
    assert [path.name for path in (tmp_path / "owners").iterdir()] == [".lock"]
