# SPDX-License-Identifier: Apache-2.0
"""Files and folders that are being written, under a name that nobody opens by mistake, until a rename makes them real.

Whoever writes holds a lock on what he writes. So what a killed program left can be told from what another program is
writing just now, and the next save in that folder removes it.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_IS_WINDOWS = os.name == "nt"
if _IS_WINDOWS:
    import msvcrt
else:
    import fcntl

_NAME = re.compile(r"\.shieldwiz-[0-9a-f]{16}\.tmp")
_OPEN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | _OPEN | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_ABANDONED = 24 * 3600  # seconds after which nobody still writes a folder, where folders cannot be locked


def temporary_path(folder: Path) -> Path:
    """A name in `folder` that is free."""
    return folder / f".shieldwiz-{secrets.token_hex(8)}.tmp"


@contextmanager
def temporary_file(folder: Path, data: bytes, *, secret: bool) -> Iterator[Path]:
    """A file in `folder` that holds `data` and has reached the disk; gone afterwards unless it was renamed.

    A `secret` one is readable by its owner alone (0600). Raises OSError.
    """
    while True:
        path = temporary_path(folder)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600 if secret else 0o666)
        try:
            _hold(descriptor)
            if os.fstat(descriptor).st_nlink == 0:
                continue  # taken for abandoned in the moment before it was locked
            _write_all(descriptor, data)
            if _IS_WINDOWS:
                os.close(descriptor)  # an open file cannot be renamed there
                descriptor = -1
            yield path
            return
        finally:
            with suppress(OSError):
                path.unlink()
            if descriptor >= 0:
                _close(descriptor)


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """A new folder (0700) in `folder`; gone afterwards unless it was renamed. Raises OSError."""
    while True:
        path = temporary_path(folder)
        path.mkdir(mode=0o700)
        try:
            with _held_folder(path) as is_ours:
                if is_ours:
                    yield path
                    return
        finally:
            shutil.rmtree(path, ignore_errors=True)


def write_new(path: Path, data: bytes, *, secret: bool) -> None:
    """A new file that has reached the disk. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600 if secret else 0o666)
    try:
        _write_all(descriptor, data)
    finally:
        _close(descriptor)


def remove_abandoned(folder: Path) -> None:
    """Remove what killed programs left in `folder`, and nothing that is still being written."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _NAME.fullmatch(path.name):
                with suppress(OSError):
                    _remove_unless_held(path)


def try_lock(descriptor: int) -> bool:
    """Lock an open file against other programs; False where one of them holds it. Raises OSError otherwise."""
    try:
        if _IS_WINDOWS:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _close(descriptor: int) -> None:
    """What was written has reached the disk by now, so that an error of closing says nothing."""
    with suppress(OSError):
        os.close(descriptor)


def _hold(descriptor: int) -> None:
    """Show others that this is being written. Windows shows it by the file being open; some file systems cannot."""
    if not _IS_WINDOWS:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def _held_folder(path: Path) -> Iterator[bool]:
    """Hold a folder that was just made; False where it was taken for abandoned in the moment before."""
    if _IS_WINDOWS:
        yield True
        return
    try:
        descriptor = os.open(path, _LOOK)
    except FileNotFoundError:
        yield False
        return
    try:
        _hold(descriptor)
        yield path.exists()
    finally:
        os.close(descriptor)


def _remove_unless_held(path: Path) -> None:
    if _IS_WINDOWS:
        if not path.is_dir():
            path.unlink()  # refused there while it is open
        elif time.time() - path.stat().st_mtime > _ABANDONED:
            shutil.rmtree(path, ignore_errors=True)
        return
    descriptor = os.open(path, _LOOK)
    try:
        if try_lock(descriptor):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
    finally:
        os.close(descriptor)
