# SPDX-License-Identifier: Apache-2.0
"""Owners: made, backed up, restored, carried to Windows. The one test that makes a key at full cost is the first."""

import stat
from pathlib import Path

import pytest

from shieldwiz.workflow.home import Home
from tests.cli.conftest import AT, FAST, NOW, PASSPHRASE, Shieldwiz


def test_create_backs_up_and_a_lost_home_is_restored(
    shieldwiz: Shieldwiz, home: Path, tmp_path: Path, secret: tuple[str, str]
) -> None:
    backup = tmp_path / "backup"
    options = ("--key-size", "2048", "--backup", str(backup), *secret, *AT, "--json")
    made = shieldwiz("owner", "create", "Fabrikam", *options)
    assert made.code == 0
    assert made.object["backup"]["folder"] == str(backup)
    assert "lost" in made.err
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert stat.S_IMODE((backup / "owner.key.age").stat().st_mode) == 0o600
    drill = shieldwiz("owner", "check-backup", str(backup), "--backup-passphrase-file", secret[1], "--json")
    assert drill.code == 0
    assert drill.object["fingerprint"] == made.object["fingerprint"]
    home.rename(tmp_path / "lost")
    restored = shieldwiz("owner", "import", "Fabrikam", "--from-backup", str(backup), *secret, "--json")
    assert restored.object["fingerprint"] == made.object["fingerprint"]


def test_create_needs_a_word_about_the_backup(shieldwiz: Shieldwiz, secret: tuple[str, str], tmp_path: Path) -> None:
    assert shieldwiz("owner", "create", "X", *secret).code == 2
    assert shieldwiz("owner", "create", "X", "--no-backup", "--backup", str(tmp_path / "b"), *secret).code == 2


def test_a_taken_name_is_refused_before_any_work(shieldwiz: Shieldwiz, filled: Path, secret: tuple[str, str]) -> None:
    assert filled.exists()
    result = shieldwiz("owner", "create", "fabrikam", "--no-backup", *secret)
    assert result.code == 1
    assert "already" in result.err


@pytest.mark.parametrize("form", ["server2016", "server2019"])
def test_pfx_out_and_in_again(
    form: str, shieldwiz: Shieldwiz, filled: Path, tmp_path: Path, secret: tuple[str, str]
) -> None:
    folder = tmp_path / "pfx"
    result = shieldwiz("owner", "export-pfx", "Fabrikam", str(folder), "--for", form, *secret)
    assert result.code == 0
    password = tmp_path / "password.txt"
    password.write_text(result.out, encoding="utf-8")
    files = sorted(str(path) for path in folder.iterdir())
    assert len(files) == 2
    fingerprint = shieldwiz("owner", "show", "Fabrikam", "--json").object["fingerprint"]
    shieldwiz("owner", "remove", "Fabrikam", "--yes")
    options = [word for file in files for word in ("--pfx", file)]
    back = shieldwiz("owner", "import", "Again", *options, "--pfx-password-file", str(password), *secret, *AT, "--json")
    assert back.code == 0, back.err
    assert back.object["fingerprint"] == fingerprint
    assert filled.exists()


def test_a_wrong_passphrase_says_one_sentence(shieldwiz: Shieldwiz, filled: Path, tmp_path: Path) -> None:
    assert filled.exists()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not it\n", encoding="utf-8")
    result = shieldwiz("owner", "backup", "Fabrikam", str(tmp_path / "b"), "--passphrase-file", str(wrong))
    assert result.code == 1
    assert not (tmp_path / "b").exists()
    assert "not it" not in result.err


def test_without_a_terminal_nothing_waits(shieldwiz: Shieldwiz, filled: Path, tmp_path: Path) -> None:
    assert filled.exists()
    result = shieldwiz("owner", "backup", "Fabrikam", str(tmp_path / "b"))
    assert result.code == 2
    assert "--passphrase-file" in result.err
    assert shieldwiz("owner", "remove", "Fabrikam").code == 2


def test_a_damaged_backup_fails_the_drill(
    shieldwiz: Shieldwiz, filled: Path, tmp_path: Path, secret: tuple[str, str]
) -> None:
    backup = tmp_path / "backup"
    from shieldwiz.owners.backup import write_backup  # noqa: PLC0415 - a quick backup, at the tests' work factor

    owner = Home(folder=filled).owners.load("Fabrikam", PASSPHRASE)
    write_backup(backup, owner, PASSPHRASE, now=NOW, work_factor=FAST)
    option = ("--backup-passphrase-file", secret[1])
    assert shieldwiz("owner", "check-backup", str(backup), *option).code == 0
    key_file = backup / "owner.key.age"
    data = bytearray(key_file.read_bytes())
    data[-1] ^= 1
    key_file.write_bytes(data)
    assert shieldwiz("owner", "check-backup", str(backup), *option).code == 1
    assert shieldwiz("owner", "check-backup", str(tmp_path / "nowhere"), *option).code == 1


def test_change_passphrase_and_rename(
    shieldwiz: Shieldwiz, filled: Path, tmp_path: Path, secret: tuple[str, str]
) -> None:
    assert filled.exists()
    new = tmp_path / "new.txt"
    new.write_text("another one\n", encoding="utf-8")
    assert shieldwiz("owner", "change-passphrase", "Fabrikam", *secret, "--new-passphrase-file", str(new)).code == 0
    assert shieldwiz("owner", "backup", "Fabrikam", str(tmp_path / "b"), *secret).code == 1
    assert shieldwiz("owner", "rename", "Fabrikam", "Finance").code == 0
    assert [entry["name"] for entry in shieldwiz("owner", "list", "--json").objects] == ["Finance"]
