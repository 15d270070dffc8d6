# SPDX-License-Identifier: Apache-2.0

import os
import shutil
import stat
import textwrap
from pathlib import Path

import pytest

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners.backup import (
    METADATA_NAME,
    README_NAME,
    check_backup,
    open_backup,
    prove_keys,
    write_backup,
)
from shieldwiz.owners.key_file import KEY_FILE_NAME, write_key_file
from shieldwiz.owners.owner import LOSS_IS_FINAL, Owner, SoftwareKey
from shieldwiz.owners.pfx import owner_from_pfx
from tests.owners.conftest import NOW, SAMPLE_PASSPHRASE, VECTORS
from tests.owners.test_owner import Token

PASSPHRASE = "correct horse"


@pytest.fixture
def backup(tmp_path: Path, owner: Owner) -> Path:
    folder = tmp_path / "backup"
    write_backup(folder, owner, PASSPHRASE, now=NOW, work_factor=1)
    return folder


def problem(folder: Path, passphrase: str = PASSPHRASE, expected: Owner | None = None) -> tuple[Problem, str]:
    with pytest.raises(ShieldwizError) as caught:
        check_backup(folder, passphrase, expected=expected)
    return caught.value.problem, caught.value.message


def test_a_backup_is_three_files_that_their_owner_alone_can_read(backup: Path) -> None:
    assert {path.name for path in backup.iterdir()} == {KEY_FILE_NAME, METADATA_NAME, README_NAME}
    if os.name != "nt":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}


def test_a_backup_counts_when_it_was_opened_again(tmp_path: Path, owner: Owner) -> None:
    report = write_backup(tmp_path / "backup", owner, PASSPHRASE, now=NOW, work_factor=1)
    assert report.folder == tmp_path / "backup"
    assert report.guardian == owner.guardian
    assert {check.outcome for check in report.checks} == {Outcome.PASS}
    assert [check.id for check in report.checks] == ["key-file", "public-part", "signing-key", "encryption-key"]


def test_the_owner_comes_back_from_the_key_file_alone(backup: Path, owner: Owner) -> None:
    (backup / METADATA_NAME).unlink()
    (backup / README_NAME).unlink()
    restored = open_backup(backup, PASSPHRASE, name="Restored")
    assert (restored, restored.name) == (owner, "Restored")
    prove_keys(restored)


def test_the_text_in_it_says_what_it_is(backup: Path, owner: Owner) -> None:
    text = (backup / README_NAME).read_text(encoding="utf-8")
    assert "Owner:        Finance\nMade:         2026-11-25 12:00 UTC\n" in text
    assert owner.fingerprint.hex in text
    assert LOSS_IS_FINAL in " ".join(text.split())
    assert max(len(line) for line in text.splitlines()) <= 120


def test_the_default_work_is_that_of_the_key_file(tmp_path: Path, owner: Owner) -> None:
    write_backup(tmp_path / "backup", owner, PASSPHRASE, now=NOW)
    assert (tmp_path / "backup" / KEY_FILE_NAME).read_bytes().split(b"\n")[1].endswith(b" 18")


def test_a_folder_with_something_in_it_is_left_alone(backup: Path, owner: Owner) -> None:
    before = {path.name: path.read_bytes() for path in backup.iterdir()}
    with pytest.raises(ShieldwizError) as caught:
        write_backup(backup, owner, "another", now=NOW, work_factor=1)
    assert caught.value.problem is Problem.EXISTS
    assert {path.name: path.read_bytes() for path in backup.iterdir()} == before


def test_an_empty_folder_is_taken(tmp_path: Path, owner: Owner) -> None:
    (tmp_path / "stick").mkdir()
    write_backup(tmp_path / "stick", owner, PASSPHRASE, now=NOW, work_factor=1)
    check_backup(tmp_path / "stick", PASSPHRASE, expected=owner)


def test_the_drill_says_what_is_wrong(backup: Path, tmp_path: Path, owner: Owner, other_owner: Owner) -> None:
    assert problem(backup, "wrong")[0] is Problem.KEY_FILE_OPEN
    assert problem(tmp_path / "nowhere")[0] is Problem.NOT_FOUND
    assert problem(backup, expected=other_owner) == (
        Problem.NOT_FIT,
        "This backup is no good: it is the backup of another owner.",
    )
    (backup / METADATA_NAME).write_bytes(other_owner.metadata)
    assert problem(backup) == (
        Problem.NOT_FIT,
        "This backup is no good: its public part belongs to another owner than its key file.",
    )
    (backup / METADATA_NAME).unlink()
    assert problem(backup)[0] is Problem.NOT_FOUND


def test_the_drill_notices_a_damaged_public_part(backup: Path, owner: Owner, other_owner: Owner) -> None:
    def signature(metadata: bytes) -> bytes:
        return metadata.split(b"<SignatureValue>")[1].split(b"<")[0]

    spoiled = owner.metadata.replace(signature(owner.metadata), signature(other_owner.metadata), 1)
    (backup / METADATA_NAME).write_bytes(spoiled)
    assert problem(backup) == (Problem.NOT_FIT, "This backup is no good: its public part is damaged.")
    (backup / METADATA_NAME).write_bytes(owner.metadata[:-20])
    assert problem(backup)[0] is Problem.XML


def test_the_drill_notices_every_damaged_byte_of_the_key_file(backup: Path) -> None:
    whole = (backup / KEY_FILE_NAME).read_bytes()
    for at in range(0, len(whole), 101):
        (backup / KEY_FILE_NAME).write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert problem(backup)[0] in {Problem.KEY_FILE_OPEN, Problem.KEY_FILE_WORK}


def test_a_disk_that_gives_back_something_else_is_noticed(
    tmp_path: Path, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_disk(monkeypatch)
    with pytest.raises(ShieldwizError, match="did not open again") as caught:
        write_backup(tmp_path / "backup", owner, PASSPHRASE, now=NOW, work_factor=1)
    assert caught.value.problem is Problem.WRITE_FAILED
    assert not list(tmp_path.iterdir())


def lying_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is brought safely to the disk has another last byte there."""

    def corrupt(descriptor: int) -> None:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode):
            os.lseek(descriptor, found.st_size - 1, os.SEEK_SET)
            os.write(descriptor, b"\x00")

    monkeypatch.setattr(os, "fsync", corrupt)


def test_keys_that_do_not_work_are_noticed(owner: Owner, other_owner: Owner) -> None:
    def fails(signing: Certificate, encryption: Certificate, signer: Token | SoftwareKey) -> str:
        spoiled = Owner(name="x", signing=signing, encryption=encryption, signer=signer, unwrapper=Token())
        with pytest.raises(ShieldwizError) as caught:
            prove_keys(spoiled)
        assert caught.value.problem is Problem.NOT_FIT
        return caught.value.message

    real = owner.software_keys()[0]
    assert "does not make signatures" in fails(owner.signing, owner.encryption, Token())
    assert "does not open what was locked" in fails(owner.signing, owner.encryption, real)
    elliptic = Certificate.from_der((VECTORS / "certificates" / "ec-p256.cer").read_bytes())
    assert "holds no RSA key" in fails(owner.signing, elliptic, real)


def test_the_parts_of_the_samples_are_a_backup(tmp_path: Path, sample_owner: Owner) -> None:
    for name in (KEY_FILE_NAME, METADATA_NAME):
        shutil.copy(VECTORS / "formats" / name, tmp_path)
    assert check_backup(tmp_path, SAMPLE_PASSPHRASE, expected=sample_owner).guardian == sample_owner.guardian


def commands(text: str) -> str:
    """The indented lines after the heading about other programs."""
    lines = text.split("WITHOUT SHIELDWIZ", 1)[1].splitlines()
    return textwrap.dedent("\n".join(line for line in lines if line.startswith("    ")))


def test_the_commands_in_its_text_bring_the_keys_back(tmp_path: Path, owner: Owner) -> None:
    peers = pytest.importorskip("tests.owners.peers", reason="the commands are for a Unix shell")
    folder = tmp_path / "backup"
    write_backup(folder, owner, PASSPHRASE, now=NOW, work_factor=1)
    script = commands((folder / README_NAME).read_text(encoding="utf-8"))
    peers.on_a_terminal(["sh", "-e", "-c", script], PASSPHRASE, folder=folder)
    assert {path.name for path in folder.iterdir()} == {
        KEY_FILE_NAME,
        METADATA_NAME,
        README_NAME,
        "signing.pfx",
        "encryption.pfx",
    }
    files = [(folder / f"{role}.pfx").read_bytes() for role in ("encryption", "signing")]
    assert owner_from_pfx("Finance", files, PASSPHRASE, now=NOW).owner == owner


def test_a_key_file_from_elsewhere_is_no_backup_of_this_owner(backup: Path, owner: Owner, other_owner: Owner) -> None:
    (backup / KEY_FILE_NAME).write_bytes(write_key_file(other_owner, PASSPHRASE, work_factor=1))
    (backup / METADATA_NAME).write_bytes(other_owner.metadata)
    assert problem(backup, expected=owner)[1].endswith("it is the backup of another owner.")
    assert check_backup(backup, PASSPHRASE).guardian == other_owner.guardian
