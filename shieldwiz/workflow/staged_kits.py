# SPDX-License-Identifier: Apache-2.0
"""A kit for Windows in the window: put together, then kept aside until the person has its key, then written.

What is kept aside has every secret locked, and its key is nowhere but on the screen.
"""

import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import make_private_folder, write_file
from shieldwiz.windowskit import kit_folder
from shieldwiz.workflow import windows_kits
from shieldwiz.workflow.home import Home

_ID = re.compile(r"[0-9a-f]{32}")


def stage(home: Home, pdkx: str, output: str, passphrase: str, *, now: datetime) -> dict[str, Any]:
    """Put the kit of a file together and keep it aside; what an earlier run left there is removed.

    Returns the report of `windows-kit make` and, for the screen alone, the `key`. Raises as `windows_kits.prepare`.
    """
    prepared = windows_kits.prepare(home, pdkx, passphrase, now=now)
    folder = _folder(home)
    make_private_folder(folder)
    for left in folder.glob("*.zip"):
        left.unlink(missing_ok=True)
    data = kit_folder.zip_bytes(prepared.kit.files, "kit")
    write_file(folder / f"{prepared.kit.kit_id}.zip", data, secret=True, read_back=True)
    return {**windows_kits.kit_report(prepared, output), "key": prepared.key_text}


def write_staged(home: str, kit_id: str, output: str) -> dict[str, Any]:
    """Write the kit that was kept aside, a folder or (`.zip`) one file; returns it as one of the `files` made.

    Raises `NOT_FOUND` where it is not there any more, and as `write_file`.
    """
    place = Home(folder=Path(home))
    staged = _path(place, kit_id)
    notes = windows_kits.write_files(place, kit_folder.read_kit(staged), output)
    staged.unlink(missing_ok=True)
    data = Path(output).read_bytes() if kit_folder.is_zip(Path(output)) else b""
    return {
        "file": {"kind": "kit", "path": output, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()},
        "notes": list(notes),
    }


def drop_staged(home: str, kit_id: str) -> dict[str, Any]:
    """Remove the kit that was kept aside: nothing of it is left."""
    _path(Home(folder=Path(home)), kit_id).unlink(missing_ok=True)
    return {}


def _folder(home: Home) -> Path:
    return home.folder / "windows-kits" / "kept-aside"


def _path(home: Home, kit_id: str) -> Path:
    if _ID.fullmatch(kit_id) is None:
        raise ShieldwizError(Problem.NOT_FOUND, "This kit is not there any more.", "Make it again.")
    return _folder(home) / f"{kit_id}.zip"
