# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest

from shieldwiz.workflow import backup_places
from shieldwiz.workflow.backup_places import backup_place, check_backup_folder


def test_a_folder_beside_the_library_is_on_its_drive(empty: str, tmp_path: Path) -> None:
    free = check_backup_folder(empty, str(tmp_path / "backup"))
    assert free == {"same_drive": True, "exists": False, "problem": ""}
    (tmp_path / "backup").mkdir()
    assert check_backup_folder(empty, str(tmp_path / "backup"))["exists"]


def test_what_stands_against_a_folder(empty: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name, problem in (
        ("full", "not-empty"),
        ("full/file", "not-a-folder"),
        ("link", "not-a-folder"),
        ("no/where", "parent-missing"),
    ):
        assert check_backup_folder(empty, str(tmp_path / name))["problem"] == problem
    assert check_backup_folder(empty, " ") == {"same_drive": False, "exists": False, "problem": "empty"}


def test_another_drive_is_noticed(empty: str) -> None:
    other = Path("/dev/shm")  # a file system of its own
    if other.is_dir() and other.stat().st_dev != Path(empty).parent.stat().st_dev:
        assert not check_backup_folder(empty, str(other / "backup"))["same_drive"]


def test_a_removable_drive_is_proposed(empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def drives() -> Iterator[Path]:
        yield stick

    monkeypatch.setattr(backup_places, "_removable_drives", drives)
    assert backup_place(empty, "HR") == {"folder": "", "removable": False}  # the library's own drive
    monkeypatch.setattr(backup_places, "_drive_of", lambda path: 2 if path == stick else 1)
    assert backup_place(empty, "HR/EU")["folder"] == str(stick / "shieldwiz backup of HR-EU")
    (stick / "shieldwiz backup of HR-EU").mkdir()
    assert backup_place(empty, "HR/EU") == {"folder": str(stick / "shieldwiz backup of HR-EU 2"), "removable": True}


def test_without_a_removable_drive_nothing_is_proposed(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "nobody-of-that-name")
    monkeypatch.setenv("LOGNAME", "nobody-of-that-name")
    assert backup_place(empty, "HR") == {"folder": "", "removable": False}
