# SPDX-License-Identifier: Apache-2.0
"""The kits for Windows that were made on this computer: what each one decided, so that a receipt that comes back can be
compared. No secret is remembered, and no hash of one.
"""

import json
import re
from pathlib import Path
from typing import Any

from shieldwiz.errors import ShieldwizError
from shieldwiz.files import locked, read_file, write_file
from shieldwiz.windowskit.kit_document import MAX_KIT_JSON, read_kit_document, without_secrets
from shieldwiz.windowskit.receipt_checks import Decided
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.report import schema

_SCHEMA = schema("known-windows-kit")
_ID = re.compile(r"[0-9a-f]{32}")
_MOST = 500  # kits; the oldest are forgotten first


def note_kit(home: Home, kit_id: str, kit_json: bytes, sha256: str) -> tuple[str, ...]:
    """Remember a kit that was made. Returns what to say where that is not possible: the kit is made all the same."""
    document: dict[str, Any] = {"schema": _SCHEMA, "sha256": sha256, "kit": without_secrets(kit_json)}
    folder = _folder(home)
    try:
        with locked(folder):
            data = json.dumps(document, indent=1).encode("utf-8")
            write_file(folder / f"{kit_id}.json", data, overwrite=True, secret=True)
            kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
            for old in kept[:-_MOST]:
                old.unlink(missing_ok=True)
    except ShieldwizError as error:
        return (f"This computer cannot remember this kit; keep it until its receipt is checked: {error.message}",)
    return ()


def known_kit(home: Home, kit_id: str | None) -> Decided | None:
    """What a kit decided that was made here, or None."""
    if kit_id is None or _ID.fullmatch(kit_id) is None:
        return None
    try:
        record = json.loads(read_file(_folder(home) / f"{kit_id}.json", 2 * MAX_KIT_JSON))
        return Decided(document=read_kit_document(json.dumps(record["kit"]).encode()), sha256=str(record["sha256"]))
    except (ShieldwizError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _folder(home: Home) -> Path:
    return home.folder / "windows-kits"
