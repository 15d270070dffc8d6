# SPDX-License-Identifier: Apache-2.0
"""Where a backup may go: a removable drive where there is one, and whether a folder survives this computer."""

import getpass
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

_REMOVABLE = 2  # GetDriveTypeW
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def backup_place(home: str, name: str) -> dict[str, Any]:
    """A new folder on the first removable drive that is not the library's own; no `folder` where there is none."""
    for drive in _removable_drives():
        if _drive_of(drive) != _drive_of(Path(home)) and os.access(drive, os.W_OK):
            plain = _NOT_IN_NAMES.sub("-", name).strip(" .") or "owner"
            return {"folder": str(_free(drive / f"shieldwiz backup of {plain}")), "removable": True}
    return {"folder": "", "removable": False}


def check_backup_folder(home: str, folder: str) -> dict[str, Any]:
    """Whether a backup can be written into `folder`, which is made, and whether it is on the drive of the key itself.

    `problem` is empty, or one of: empty, not-a-folder, not-empty, parent-missing, not-writable.
    """
    path = Path(folder)
    problem = _problem(path) if folder.strip() else "empty"
    return {
        "same_drive": bool(folder.strip()) and _drive_of(path) == _drive_of(Path(home)),
        "exists": bool(folder.strip()) and path.is_dir(),
        "problem": problem,
    }


def _problem(path: Path) -> str:
    if path.exists() or path.is_symlink():
        if not path.is_dir() or path.is_symlink():
            return "not-a-folder"
        try:
            return "not-empty" if any(path.iterdir()) else ""
        except OSError:
            return "not-writable"
    if not path.parent.is_dir():
        return "parent-missing"
    return "" if os.access(path.parent, os.W_OK) else "not-writable"


def _drive_of(path: Path) -> int | None:
    """The device of a folder, or of the nearest one above it that exists."""
    for place in (path.absolute(), *path.absolute().parents):
        with suppress(OSError):
            return place.stat().st_dev
    return None


def _free(folder: Path) -> Path:
    names = (folder, *(folder.with_name(f"{folder.name} {number}") for number in range(2, 100)))
    return next((name for name in names if not name.exists()), folder)


def _removable_drives() -> Iterator[Path]:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - its windll is there alone

        for letter in "DEFGHIJKLMNOPQRSTUVWXYZ":
            if ctypes.windll.kernel32.GetDriveTypeW(f"{letter}:\\") == _REMOVABLE:
                yield Path(f"{letter}:\\")
        return
    user = getpass.getuser()
    for parent in (Path("/media") / user, Path("/run/media") / user, Path("/Volumes")):
        with suppress(OSError):
            yield from sorted(place for place in parent.iterdir() if place.is_dir() and os.path.ismount(place))
