# SPDX-License-Identifier: Apache-2.0
"""Which shielding data files were made on this computer, by and for whom: so that removing a guardian or an owner can
say what still needs it. It holds names and places, never a secret; a file that was moved is still counted.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import locked, read_file, write_file
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.report import schema, time_text

_SCHEMA = schema("made-files")
_NAME = "made-files.json"
_MAX_BYTES = 16 << 20
_MAX_REMEMBERED = 10_000


def note_made(home: Home, path: str, report: Mapping[str, Any], now: datetime) -> tuple[str, ...]:
    """Remember a file that was made or changed, from its report. A later revision takes the place of an earlier one.

    Returns what to say where it cannot be remembered: the file itself is made all the same.
    """
    try:
        _remember(home, path, report, now)
    except ShieldwizError as error:
        return (f"This computer cannot remember whom this file lets in: {error.message}",)
    return ()


def _remember(home: Home, path: str, report: Mapping[str, Any], now: datetime) -> None:
    entry = {
        "path": str(Path(path).absolute()),
        "revision": report["revision"],
        "made": time_text(now),
        "owner": report["owner"]["fingerprint"]["hex"],
        "guardians": [one["fingerprint"]["hex"] for one in report["guardians"]],
    }
    with locked(home.folder):
        remembered = _read(home)
        remembered.pop(report["id"], None)
        remembered[report["id"]] = entry
        newest = dict(list(remembered.items())[-_MAX_REMEMBERED:])
        text = json.dumps({"schema": _SCHEMA, "files": newest}, indent=1, ensure_ascii=False)
        write_file(home.folder / _NAME, text.encode("utf-8", "backslashreplace"), overwrite=True, secret=True)


def files_with(home: Home, fingerprint: str) -> list[dict[str, Any]]:
    """The files that let in the guardian, or belong to the owner, with this fingerprint (64 hex digits).

    The newest first; `there` says whether the file is still in its place. A record that cannot be read says nothing.
    """
    try:
        remembered = _read(home)
    except ShieldwizError:
        return []
    return [
        {
            "id": file_id,
            "path": entry["path"],
            "name": Path(entry["path"]).name,
            "revision": entry["revision"],
            "made": entry["made"],
            "there": Path(entry["path"]).is_file(),
        }
        for file_id, entry in reversed(remembered.items())
        if fingerprint == entry["owner"] or fingerprint in entry["guardians"]
    ]


def _read(home: Home) -> dict[str, dict[str, Any]]:
    """What is remembered; a record that is damaged begins anew, since nothing rests on it."""
    try:
        document = json.loads(read_file(home.folder / _NAME, _MAX_BYTES))
        if document["schema"] != _SCHEMA:
            return {}
        return {str(file_id): _entry(entry) for file_id, entry in document["files"].items()}
    except ShieldwizError as error:
        if error.problem in (Problem.NOT_FOUND, Problem.SIZE):
            return {}
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "path": str(entry["path"]),
        "revision": int(entry["revision"]),
        "made": str(entry["made"]),
        "owner": str(entry["owner"]),
        "guardians": [str(one) for one in entry["guardians"]],
    }
