# SPDX-License-Identifier: Apache-2.0
"""Reading with a cap, and writing so that a save either happened or did not."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.temporary_files import (
    remove_abandoned,
    temporary_file,
    temporary_folder,
    temporary_path,
    try_lock,
    write_new,
)

_IS_WINDOWS = os.name == "nt"
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes, opened once.

    Raises `NOT_FOUND`, `NO_PERMISSION` or `READ_FAILED` where it cannot be read; `KIND` for a folder, pipe or device;
    `SIZE` above the limit.
    """
    try:
        descriptor = os.open(path, _READ_FLAGS)
    except OSError as error:
        raise _reading_failed(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise ShieldwizError(Problem.NOT_FOUND, f"There is no file named {_named(path)}.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_a_regular_file(path)
    with os.fdopen(descriptor, "rb") as stream:
        try:
            return read_stream(stream, limit, _named(path))
        except OSError as error:
            raise _reading_failed(path, error) from error


def read_stream(stream: BinaryIO, limit: int, name: str) -> bytes:
    """At most `limit` bytes of a stream; raises `SIZE` where there are more. `name` is for the message."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ShieldwizError(
            Problem.SIZE,
            f"{name} is larger than {size_in_words(limit)}, the most that such a file may have.",
            "Check that this is the right file.",
        )
    return data


def folders_in(path: Path) -> tuple[Path, ...]:
    """The folders in `path` by name, without hidden ones; none where `path` is missing. Raises as `read_file`."""
    try:
        return tuple(sorted(one for one in path.iterdir() if one.is_dir() and not one.name.startswith(".")))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise _reading_failed(path, error) from error


def size_in_words(count: int) -> str:
    """A byte count for people: `384 KiB`, `1 MiB`, `100 bytes`."""
    for unit, name in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if count >= unit and count % unit == 0:
            return f"{count // unit} {name}"
    return f"{count:,} bytes"


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Raise what `write_file` would raise for what stands at `path`, before any work."""
    try:
        _refuse_existing(path, overwrite=overwrite)
    except OSError as error:
        raise _writing_failed(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise _impossible(path) from error


def write_file(
    path: Path, data: bytes, *, overwrite: bool = False, secret: bool = False, read_back: bool = False
) -> None:
    """Write a whole file or nothing: a temporary file beside it, fsync, rename, fsync of the folder.

    A `secret` file is readable by its owner alone (0600). With `read_back` the temporary file is read again and
    compared before it gets its name. Raises `EXISTS` unless `overwrite`, and always for a folder, a link or a device;
    `NOT_FOUND` where the folder is missing, `NO_PERMISSION` and `WRITE_FAILED`.
    """
    try:
        _refuse_existing(path, overwrite=overwrite)
        remove_abandoned(path.parent)
        with temporary_file(path.parent, data, secret=secret) as temporary:
            if read_back:
                _require_same(temporary, data)
            _move_into_place(temporary, path, overwrite=overwrite)
    except OSError as error:
        raise _writing_failed(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise _impossible(path) from error
    _settle(path)


def write_folder(path: Path, contents: Mapping[str, bytes], *, secret: bool = True) -> None:
    """Write a folder of files, whole or not at all. The folder must not exist yet, or be empty.

    Names are plain file names, or paths with slashes inside the folder. A `secret` folder is 0700 and its files 0600.
    Raises as `write_file`.
    """
    try:
        if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            raise _exists(path)
        remove_abandoned(path.parent)
        with temporary_folder(path.parent) as temporary:
            folders = {temporary}
            for name, data in contents.items():
                _refuse_outside(name)
                target = temporary / name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                folders.update(parent for parent in target.parents if temporary in parent.parents)
                write_new(target, data, secret=secret)
            for folder in folders:
                folder.chmod(0o700 if secret else 0o777 & ~_umask())
                _sync_folder(folder)
            if _IS_WINDOWS and path.is_dir():
                path.rmdir()  # Windows does not rename onto an empty folder
            temporary.rename(path)
    except OSError as error:
        raise _writing_failed(path, error) from error
    except ValueError as error:
        raise _impossible(path) from error
    _settle(path)


def _refuse_outside(name: str) -> None:
    """Raise ValueError for a path that would leave the folder it is meant for."""
    if any(part in ("", ".", "..") for part in name.split("/")):
        raise ValueError(name)


def make_private_folder(path: Path) -> None:
    """Make a folder that its owner alone can enter (0700), and so those above it that are missing.

    Raises as `write_file`.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):  # one by one: `parents=True` would leave those above open to others
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(folder.parent)
        path.mkdir(exist_ok=True)  # refuses a file of that name
        if not _IS_WINDOWS and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o700)
    except OSError as error:
        raise _writing_failed(path, error) from error


def remove_folder(path: Path) -> None:
    """Remove a folder and all in it: first out of sight by one rename, then for good. Raises as `write_file`."""
    hidden = temporary_path(path.parent)
    try:
        path.rename(hidden)
    except OSError as error:
        raise _writing_failed(path, error) from error
    shutil.rmtree(hidden, ignore_errors=True)
    if hidden.exists():
        raise ShieldwizError(
            Problem.WRITE_FAILED,
            f"{_named(path)} was removed, but not all of it could be wiped from the disk: {_named(hidden)} is left.",
            "Remove that folder yourself; shieldwiz tries again when it saves something there.",
        )
    _settle(path)


@contextmanager
def locked(folder: Path, *, seconds: float = 10.0) -> Iterator[None]:
    """Hold the one lock of `folder` against other processes. Raises `BUSY` when it is not free within `seconds`."""
    make_private_folder(folder)
    file = folder / ".lock"
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise _writing_failed(file, error) from error
    with os.fdopen(descriptor, "r+b"):
        deadline = time.monotonic() + seconds
        while not _is_locked_now(descriptor, file):
            if time.monotonic() > deadline:
                raise ShieldwizError(
                    Problem.BUSY,
                    f"Another shieldwiz is working in {_named(folder)} and did not finish within {seconds:g} seconds.",
                    "Close the other program, then try again. Nothing was changed.",
                )
            time.sleep(0.02)
        yield  # closing the file gives the lock back


def _is_locked_now(descriptor: int, file: Path) -> bool:
    try:
        return try_lock(descriptor)
    except OSError as error:
        raise _writing_failed(file, error) from error


def _require_same(path: Path, data: bytes) -> None:
    """Raise `WRITE_FAILED` where the file at `path` does not hold exactly `data`."""
    if path.read_bytes() != data:
        raise ShieldwizError(
            Problem.WRITE_FAILED,
            f"The disk gives back other bytes than were written to {_named(path.parent)}; nothing was changed there.",
            "Save it in another place.",
        )


def _move_into_place(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
    elif _IS_WINDOWS:
        temporary.rename(path)  # refuses an existing target there
    else:
        try:
            os.link(temporary, path)  # the one POSIX call that never replaces
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                raise
            _refuse_existing(path, overwrite=False)  # a file system without hard links
            temporary.rename(path)


def _sync_folder(folder: Path) -> None:
    if _IS_WINDOWS:
        return  # Windows has no way to flush a folder
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems cannot
            raise
    finally:
        os.close(descriptor)


def _settle(path: Path) -> None:
    """Make a rename last through a power failure. What is at `path` has changed already, so the words are others."""
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise ShieldwizError(
            Problem.WRITE_FAILED,
            f"{_named(path)} was changed, but the disk did not confirm it: {_reason(error)}. After a power failure it "
            "may be as before.",
            "Check the disk, then look whether all is there.",
        ) from error


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _named(path: Path) -> str:
    return shown(str(path))


def _refuse_existing(path: Path, *, overwrite: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not overwrite or stat.S_ISDIR(mode):
        raise _exists(path)
    if not stat.S_ISREG(mode):
        raise ShieldwizError(
            Problem.EXISTS,
            f"{_named(path)} is a link or a device, not a file; nothing was written.",
            "Name the file itself.",
        )


def _exists(path: Path) -> ShieldwizError:
    kind = "folder" if path.is_dir() else "file"
    return ShieldwizError(
        Problem.EXISTS,
        f"{_named(path)} exists already; nothing was written.",
        f"Choose another name, or move that {kind} away" + (", or add --overwrite." if kind == "file" else "."),
    )


def _impossible(path: Path) -> ShieldwizError:
    return ShieldwizError(Problem.WRITE_FAILED, f"{_named(path)} cannot be written: no file can have that name.")


def _not_a_regular_file(path: Path) -> ShieldwizError:
    return ShieldwizError(
        Problem.KIND, f"{_named(path)} is a folder, pipe or device, not a file.", "Name the file itself."
    )


def _reading_failed(path: Path, error: OSError) -> ShieldwizError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ShieldwizError(Problem.NOT_FOUND, f"There is no file {_named(path)}.", "Check the name and the folder.")
    if isinstance(error, PermissionError):
        return ShieldwizError(
            Problem.NO_PERMISSION, f"You are not allowed to read {_named(path)}.", "Ask its owner, or copy it first."
        )
    if isinstance(error, IsADirectoryError) or error.errno == errno.ENXIO:
        return _not_a_regular_file(path)
    return ShieldwizError(Problem.READ_FAILED, f"{_named(path)} could not be read: {_reason(error)}.")


def _writing_failed(path: Path, error: OSError) -> ShieldwizError:
    name = _named(path)
    if isinstance(error, FileExistsError) or error.errno in (errno.ENOTEMPTY, errno.EISDIR):
        return _exists(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ShieldwizError(
            Problem.NOT_FOUND, f"{name} cannot be written: its folder does not exist.", "Make the folder first."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ShieldwizError(
            Problem.NO_PERMISSION,
            f"{name} cannot be written: you have no permission to write there.",
            "Choose a folder of your own.",
        )
    hint = "Make room, then try again." if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
    return ShieldwizError(
        Problem.WRITE_FAILED, f"{name} could not be written: {_reason(error)}. It is as it was before.", hint
    )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
