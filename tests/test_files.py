# SPDX-License-Identifier: Apache-2.0
import errno
import io
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import (
    folders_in,
    locked,
    make_private_folder,
    read_file,
    read_stream,
    refuse_existing,
    remove_folder,
    size_in_words,
    write_file,
    write_folder,
)


def refused(problem: Problem, words: str = "") -> pytest.RaisesExc[ShieldwizError]:
    return pytest.RaisesExc(
        ShieldwizError, check=lambda error: error.problem is problem and words in f"{error.message} {error.hint}"
    )


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# Reading


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_file(file, 5) == b"12345"
    with refused(Problem.SIZE, "4 bytes"):
        read_file(file, 4)
    assert read_stream(io.BytesIO(b"12"), 2, "Standard input") == b"12"
    with refused(Problem.SIZE, "Standard input is larger than 1 bytes"):
        read_stream(io.BytesIO(b"12"), 1, "Standard input")


def test_sizes_are_said_in_the_largest_whole_unit() -> None:
    assert [size_in_words(count) for count in (1 << 20, 384 << 10, 1500, (1 << 20) + 1)] == [
        "1 MiB", "384 KiB", "1,500 bytes", "1,048,577 bytes",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["missing", "file/below", "nul\0byte", "a" * 300])
def test_what_is_not_there_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with refused(Problem.READ_FAILED if len(name) == 300 else Problem.NOT_FOUND):
        read_file(tmp_path / name, 1)


def test_folders_pipes_and_sockets_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        for name in (".", "pipe", "socket"):
            with refused(Problem.KIND):
                read_file(tmp_path / name, 1)


@pytest.mark.parametrize(
    ("number", "problem"),
    [(errno.EACCES, Problem.NO_PERMISSION), (errno.EISDIR, Problem.KIND), (errno.EIO, Problem.READ_FAILED)],
)
def test_an_error_of_opening_is_said(
    number: int, problem: Problem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(number))
    with refused(problem):
        read_file(tmp_path / "file", 1)


def test_an_error_in_the_midst_of_reading_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    monkeypatch.setattr("shieldwiz.files.read_stream", failing(errno.EIO))
    with refused(Problem.READ_FAILED, "input/output error"):
        read_file(tmp_path / "file", 9)


def test_folders_are_listed_by_name_without_hidden_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b", "a", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").write_bytes(b"")
    assert [path.name for path in folders_in(tmp_path)] == ["a", "b"]
    assert folders_in(tmp_path / "missing") == folders_in(tmp_path / "file") == ()
    with refused(Problem.READ_FAILED):
        folders_in(tmp_path / ("a" * 300))
    monkeypatch.setattr(os, "listdir", failing(errno.EACCES))
    with refused(Problem.NO_PERMISSION):
        folders_in(tmp_path)


# Writing a file


def test_a_file_is_written_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_file(file, b"old")
    with refused(Problem.EXISTS, "--overwrite"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    write_file(file, b"new" * 100_000, overwrite=True)
    write_file(tmp_path / "empty", b"", overwrite=True)
    assert file.read_bytes() == b"new" * 100_000
    assert names(tmp_path) == ["empty", "file"]


def test_secret_files_are_the_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_file(tmp_path / "secret", b"1", secret=True)
        write_file(tmp_path / "public", b"1")
        write_folder(tmp_path / "secrets", {"key": b"1"})
        write_folder(tmp_path / "open", {"text": b"1"}, secret=False)
        make_private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    found = {path.name: mode(path) for path in tmp_path.rglob("*")}
    assert found == {
        "secret": 0o600, "public": 0o666, "secrets": 0o700, "key": 0o600, "open": 0o777, "text": 0o666, "a": 0o700,
        "b": 0o700,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing/file", Problem.NOT_FOUND),
        ("file/below", Problem.NOT_FOUND),
        ("nul\0byte", Problem.WRITE_FAILED),
        ("a" * 256, Problem.WRITE_FAILED),
        ("folder", Problem.EXISTS),
    ],
)
def test_where_nothing_can_be_written_nothing_is(name: str, problem: Problem, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    (tmp_path / "folder" / "below").mkdir(parents=True)
    for overwrite in (False, True):
        with refused(problem):
            write_file(tmp_path / name, b"2", overwrite=overwrite)
    with refused(problem):
        write_folder(tmp_path / name, {"key": b"2"})
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"1"


def test_before_any_work_the_same_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    refuse_existing(tmp_path / "missing" / "file", overwrite=False)
    refuse_existing(tmp_path / "file", overwrite=True)
    with refused(Problem.EXISTS):
        refuse_existing(tmp_path / "file", overwrite=False)
    with refused(Problem.NOT_FOUND):
        refuse_existing(tmp_path / "file" / "below", overwrite=False)
    for name in ("a" * 256, "nul\0byte"):
        with refused(Problem.WRITE_FAILED):
            refuse_existing(tmp_path / name, overwrite=False)


@pytest.mark.parametrize("name", [b"a" * 255, b"\xff\xfe\x80", "Zürich 東京".encode(), b"a\nb", b"-", b"~"])
def test_odd_names_are_written(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    write_file(path, b"1")
    write_file(path, b"2", overwrite=True)
    assert read_file(path, 1) == b"2"
    with refused(Problem.EXISTS) as caught:
        write_file(path, b"3")
    caught.value.message.encode("utf-8")
    remove = tmp_path / os.fsdecode(name[:200] + b" folder")
    write_folder(remove, {"key": b"1"})
    remove_folder(remove)
    assert names(tmp_path) == [os.fsdecode(name)]


def test_links_and_devices_are_refused_and_hard_links_keep_the_old_bytes(tmp_path: Path) -> None:
    target, link, dangling, pipe, twin = (tmp_path / name for name in ("target", "link", "dangling", "pipe", "twin"))
    write_file(target, b"old")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    for path in (link, dangling, pipe):
        with refused(Problem.EXISTS, "exists already"):
            write_file(path, b"new")
        with refused(Problem.EXISTS, "a link or a device"):
            write_file(path, b"new", overwrite=True)
        with refused(Problem.EXISTS):
            write_folder(path, {"key": b"new"})
    assert target.read_bytes() == b"old"
    twin.hardlink_to(target)
    write_file(target, b"new", overwrite=True)
    assert (target.read_bytes(), twin.read_bytes()) == (b"new", b"old")
    assert names(tmp_path) == ["dangling", "link", "pipe", "target", "twin"]


def test_a_link_to_a_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link" / "file", b"1")
    write_folder(tmp_path / "link" / "folder", {"key": b"1"})
    assert names(tmp_path / "real") == ["file", "folder"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK])
def test_a_file_system_without_hard_links_is_written_too(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(number))
    write_file(tmp_path / "file", b"1")
    assert (names(tmp_path), read_file(tmp_path / "file", 1)) == (["file"], b"1")


def test_a_file_that_appears_in_between_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"

    def link(*_: object) -> None:
        file.write_bytes(b"another program's")
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", link)
    with refused(Problem.EXISTS):
        write_file(file, b"1")
    monkeypatch.undo()
    assert file.read_bytes() == b"another program's"
    file.unlink()
    real = os.fsync

    def fsync(descriptor: int) -> None:
        file.write_bytes(b"another program's")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with refused(Problem.EXISTS):
        write_file(file, b"1")
    assert (names(tmp_path), file.read_bytes()) == (["file"], b"another program's")


@pytest.mark.parametrize(
    ("number", "problem", "words"),
    [
        (errno.ENOSPC, Problem.WRITE_FAILED, "Make room"),
        (errno.EDQUOT, Problem.WRITE_FAILED, "Make room"),
        (errno.EIO, Problem.WRITE_FAILED, "It is as it was before"),
        (errno.EROFS, Problem.NO_PERMISSION, "a folder of your own"),
        (errno.EACCES, Problem.NO_PERMISSION, "a folder of your own"),
    ],
)
def test_a_disk_that_does_not_take_it_changes_nothing(
    number: int, problem: Problem, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "file", b"old")
    monkeypatch.setattr(os, "write", failing(number))
    with refused(problem, words):
        write_file(tmp_path / "file", b"new", overwrite=True)
    with refused(problem, words):
        write_folder(tmp_path / "folder", {"key": b"new"})
    assert (names(tmp_path), read_file(tmp_path / "file", 3)) == (["file"], b"old")


def test_a_disk_that_takes_a_little_at_a_time_gets_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data)[:7]))
    write_file(tmp_path / "file", b"0123456789" * 10)
    assert read_file(tmp_path / "file", 100) == b"0123456789" * 10


def test_a_folder_that_cannot_be_flushed_is_told_truthfully(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(number: int) -> Callable[[int], None]:
        def flush(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(number, os.strerror(number))
            real(descriptor)

        return flush

    monkeypatch.setattr(os, "fsync", fsync(errno.EIO))
    with refused(Problem.WRITE_FAILED, "was changed, but the disk did not confirm it"):
        write_file(tmp_path / "file", b"1")
    assert names(tmp_path) == ["file"]
    monkeypatch.setattr(os, "fsync", fsync(errno.EINVAL))
    write_file(tmp_path / "file", b"2", overwrite=True)
    assert read_file(tmp_path / "file", 1) == b"2"


# Folders


def test_a_folder_is_written_whole_onto_nothing_or_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        write_folder(tmp_path / name, {"a": b"1", "b": b"2"})
        assert [read_file(tmp_path / name / file, 1) for file in names(tmp_path / name)] == [b"1", b"2"]
        with refused(Problem.EXISTS, "move that folder away."):
            write_folder(tmp_path / name, {})
    for name in ("no\0such", "../out", "/out", "in/../../out", "in//out", "./out", ""):
        with refused(Problem.WRITE_FAILED, "no file can have that name"):
            write_folder(tmp_path / "other", {"a": b"1", name: b"2"})
    assert names(tmp_path) == ["empty", "new"]


def test_a_private_folder_is_made_private(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    make_private_folder(folder)
    make_private_folder(folder)
    assert mode(folder) == 0o700
    (tmp_path / "file").write_bytes(b"")
    with refused(Problem.EXISTS):
        make_private_folder(tmp_path / "file")
    with refused(Problem.NOT_FOUND):
        make_private_folder(tmp_path / "file" / "below")


def test_the_folders_above_a_private_one_are_private_too_where_they_are_new(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(before)
    assert [mode(tmp_path / name) for name in ("a", "a/b", "a/b/c")] == [0o700] * 3


def test_every_folder_that_is_made_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    make_private_folder(tmp_path / "a" / "b")
    assert sorted(flushed) == sorted(path.stat().st_ino for path in (tmp_path, tmp_path / "a"))


def test_removing_a_folder_removes_all_or_says_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "gone", {"key": b"1"})
    remove_folder(tmp_path / "gone")
    assert names(tmp_path) == []
    with refused(Problem.NOT_FOUND):
        remove_folder(tmp_path / "gone")
    write_folder(tmp_path / "stays", {"key": b"1"})
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", failing(errno.EIO))
        with refused(Problem.WRITE_FAILED, "not all of it could be wiped"):
            remove_folder(tmp_path / "stays")
    assert not (tmp_path / "stays").exists()
    write_file(tmp_path / "next", b"1")
    assert names(tmp_path) == ["next"]


# The lock


def test_one_lock_at_a_time(tmp_path: Path) -> None:
    busy = refused(Problem.BUSY, "did not finish within 0.05 seconds")
    with locked(tmp_path / "home"), busy, locked(tmp_path / "home", seconds=0.05):
        pytest.fail("held twice")
    with locked(tmp_path / "home", seconds=0):
        assert mode(tmp_path / "home" / ".lock") == 0o600


def test_the_lock_is_waited_for(tmp_path: Path) -> None:
    inside, done = threading.Event(), []

    def hold() -> None:
        with locked(tmp_path):
            inside.set()
            done.append("first")

    thread = threading.Thread(target=hold)
    with locked(tmp_path):
        thread.start()
        assert not inside.wait(0.1)
        done.append("zeroth")
    thread.join()
    assert done == ["zeroth", "first"]


def test_a_killed_program_gives_its_lock_back(tmp_path: Path) -> None:
    code = "import os,sys;from pathlib import Path;from shieldwiz.files import locked\n"
    code += "with locked(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == -9
    with locked(tmp_path, seconds=0):
        assert names(tmp_path) == [".lock"]


def test_a_lock_that_cannot_be_had_is_told_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", failing(errno.ENOLCK))
    with refused(Problem.WRITE_FAILED, "no locks available"), locked(tmp_path):
        pytest.fail("not locked")
    monkeypatch.undo()
    (tmp_path / ".lock").unlink()
    (tmp_path / ".lock").mkdir()
    with refused(Problem.EXISTS), locked(tmp_path):
        pytest.fail("not locked")


def test_a_folder_may_have_folders_inside(tmp_path: Path) -> None:
    for secret, folder_mode in ((True, 0o700), (False, 0o777 & ~current_umask())):
        path = tmp_path / f"kit {secret}"
        write_folder(path, {"top": b"1", "a/b/deep": b"2", "a/other": b"3"}, secret=secret)
        assert {file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file()} == {
            "top",
            "a/b/deep",
            "a/other",
        }
        assert (path / "a" / "b" / "deep").read_bytes() == b"2"
        for folder in (path, path / "a", path / "a" / "b"):
            assert stat.S_IMODE(folder.stat().st_mode) == folder_mode


def current_umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
