# SPDX-License-Identifier: Apache-2.0
"""What a killed program leaves goes away; what another program is writing stays. On Windows, too."""

import errno
import fcntl
import os
import runpy
import sys
import time
import types
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from shieldwiz import files, temporary_files
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.temporary_files import remove_abandoned, temporary_file, temporary_folder, temporary_path, try_lock


def test_what_was_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    temporary_path(tmp_path).write_bytes(b"1")
    folder = temporary_path(tmp_path)
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "key").write_bytes(b"1")
    (tmp_path / "elsewhere").write_bytes(b"1")
    link = temporary_path(tmp_path)
    link.symlink_to(tmp_path / "elsewhere")
    mine = {".shieldwiz-backup.tmp", ".shieldwiz-0123456789abcdef.tmp.txt", "elsewhere"}
    for name in mine:
        (tmp_path / name).write_bytes(b"1")
    remove_abandoned(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == mine | {link.name}
    remove_abandoned(tmp_path / "vanished")


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    with temporary_file(tmp_path, b"1", secret=True) as file, temporary_folder(tmp_path) as folder:
        remove_abandoned(tmp_path)
        assert file.read_bytes() == b"1"
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_is_taken_away_before_it_is_held_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    real = fcntl.flock

    def flock(descriptor: int, operation: int) -> None:
        if len(taken) % 2 == 0:
            (made,) = tmp_path.iterdir()
            made.rmdir() if made.is_dir() else made.unlink()
        taken.append(descriptor)
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    with temporary_file(tmp_path, b"1", secret=False) as file:
        assert file.read_bytes() == b"1"
    with temporary_folder(tmp_path) as folder:
        assert folder.is_dir()
    assert len(taken) == 4


def test_a_folder_that_is_gone_before_it_is_opened_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, opened = os.open, []

    def first_gone(path: Path, flags: int, mode: int = 0o777) -> int:
        opened.append(path)
        if len(opened) == 1:
            path.rmdir()
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", first_gone)
    with temporary_folder(tmp_path) as folder:
        assert folder == opened[1]


def test_a_file_system_that_cannot_lock_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    left = temporary_path(tmp_path)
    left.write_bytes(b"1")
    files.write_file(tmp_path / "file", b"1")
    assert {path.name for path in tmp_path.iterdir()} == {"file", left.name}


def test_an_error_of_closing_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def close(descriptor: int, *, real: Any = os.close) -> None:
        real(descriptor)
        raise OSError(errno.EIO, "")

    monkeypatch.setattr(os, "close", close)
    temporary_files.write_new(tmp_path / "file", b"1", secret=True)
    assert (tmp_path / "file").read_bytes() == b"1"


# Windows, played here: the two modules are run once more as if there, with its way of locking.


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> tuple[SimpleNamespace, SimpleNamespace]:
    """`temporary_files` and `files` as Windows runs them."""

    def locking(descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "") from error

    msvcrt = types.ModuleType("msvcrt")
    msvcrt.__dict__.update(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        below = runpy.run_path(str(temporary_files.__file__))
    monkeypatch.setitem(sys.modules, "shieldwiz.temporary_files", SimpleNamespace(**below))
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        above = runpy.run_path(str(files.__file__))
    return SimpleNamespace(**below), SimpleNamespace(**above)


def test_windows_writes_reads_and_locks(tmp_path: Path, windows: tuple[SimpleNamespace, SimpleNamespace]) -> None:
    _, above = windows
    above.write_file(tmp_path / "file", b"1")
    above.write_file(tmp_path / "file", b"2", overwrite=True)
    assert above.read_file(tmp_path / "file", 1) == b"2"
    (tmp_path / "folder").mkdir()
    above.write_folder(tmp_path / "folder", {"key": b"1"})
    above.write_folder(tmp_path / "other", {"key": b"1"})
    above.remove_folder(tmp_path / "other")
    with above.locked(tmp_path), pytest.raises(ShieldwizError) as caught:
        above.locked(tmp_path, seconds=0.01).__enter__()
    assert caught.value.problem is Problem.BUSY
    assert {path.name for path in tmp_path.rglob("*")} == {"file", "folder", "key", ".lock"}


def test_windows_keeps_young_folders_that_may_still_be_written(
    tmp_path: Path, windows: tuple[SimpleNamespace, SimpleNamespace]
) -> None:
    below, _ = windows
    file, young, old = (temporary_path(tmp_path) for _ in range(3))
    file.write_bytes(b"1")
    young.mkdir()
    old.mkdir()
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    below.remove_abandoned(tmp_path)
    assert list(tmp_path.iterdir()) == [young]


def test_a_held_lock_is_told_from_an_error(tmp_path: Path) -> None:
    first, second = (os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert try_lock(first)
    assert not try_lock(second)
    os.close(first)
    assert try_lock(second)
    os.close(second)
    with pytest.raises(OSError, match="Bad file descriptor"):
        try_lock(second)
