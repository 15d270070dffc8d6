# SPDX-License-Identifier: Apache-2.0
"""The re-key assistant: look at thousands of key protectors, and change those of one's own profile."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import make_private_folder, read_file, write_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.hoster.inventory import NOT_EXAMINED, SUFFIXES, Entry, Inventory, look
from shieldwiz.hoster.regrant import Change, OwnerKeys, change_file, without_name
from shieldwiz.temporary_files import temporary_folder
from shieldwiz.workflow.guardians import find_guardian
from shieldwiz.workflow.hgs_scripts import SCRIPTS, script_bytes
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import read_certificate
from shieldwiz.workflow.many import map_over_processes
from shieldwiz.workflow.report import schema
from shieldwiz.workflow.shielding import known_names, recipients

_POOL_FROM = 64  # files; below that, starting workers costs more than they save
_MAX_INDEX = 64 << 20
_MAX_LISTED = 10_000


def inventory(
    home: Home, folders: Sequence[str], *, certificate: str | None = None, compare: str | None = None
) -> dict[str, Any]:
    """The JSON object of `hgs inventory`. Raises what reading a folder or the certificate raises."""
    names = [str(path) for folder in folders for path in _files(folder)]
    counted = Inventory(certificate=read_certificate(certificate) if certificate is not None else None)
    old = {Path(entry.file).name: entry for entry in _looked([str(one) for one in _files(compare)])} if compare else {}
    changes: Counter[str] = Counter()
    for entry in _looked(names):
        counted.add(entry)
        if compare is not None:
            changes[_change(old.pop(Path(entry.file).name, None), entry)] += 1
    if compare is not None:
        changes["gone"] += len(old)
    machines = _machines(folders)
    answer = counted.answer() if certificate is not None else None
    return {
        "schema": schema("hgs-inventory"),
        "folders": list(folders),
        "files": counted.total,
        "shielded": counted.shielded,
        "not_shielded": counted.not_shielded,
        "windows_made": counted.windows_made,
        "owners": _groups(home, counted, counted.owners),
        "guardians": _groups(home, counted, counted.guardians),
        "unreadable": [{"file": file, "problem": problem} for file, problem in counted.unreadable[:_MAX_LISTED]],
        "unsound": counted.unsound[:_MAX_LISTED],
        "local_owners": counted.local_owners[:_MAX_LISTED],
        "checkpoints": sum(1 for machine in machines.values() if machine["checkpoints"]),
        "answer": {
            "word": answer[0],
            "sentence": answer[1],
            "files": [{"file": file, "machine": _machine(machines, file)} for file in answer[2]],
        }
        if answer is not None
        else None,
        "changes": {word: changes[word] for word in ("same", "changed", "new", "gone")} if compare else None,
        "not_examined": list(NOT_EXAMINED),
    }


def _looked(names: Sequence[str]) -> Iterator[Entry]:
    return map(look, names) if len(names) < _POOL_FROM else map_over_processes(look, names)


def _files(folder: str) -> list[Path]:
    path = Path(folder)
    if not path.is_dir():
        raise ShieldwizError(Problem.NOT_FOUND, f"There is no folder {shown(folder)}.", "Check the name.")
    return sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES)


def _groups(home: Home, counted: Inventory, groups: Counter[str]) -> list[dict[str, Any]]:
    names = {pair: known.name for pair, known in known_names(home).items()}
    return [
        {"fingerprint": pair, "subject": counted.subjects[pair], "known_as": names.get(pair), "count": count}
        for pair, count in groups.most_common()
    ]


def _change(before: Entry | None, after: Entry) -> str:
    if before is None:
        return "new"
    pairs = [{row.fingerprint for row in entry.guardians} for entry in (before, after)]
    return "same" if pairs[0] == pairs[1] and before.state == after.state else "changed"


def _machines(folders: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What Export-KeyProtectors.ps1 wrote about each VM, by its id; nothing where there is no index."""
    found: dict[str, dict[str, Any]] = {}
    for folder in folders:
        try:
            value = json.loads(read_file(Path(folder) / "index.json", _MAX_INDEX).decode("utf-8-sig"))
            for one in value["machines"]:
                found[str(one["id"]).lower()] = {"name": str(one["name"]), "checkpoints": int(one["checkpoints"])}
        except ShieldwizError as error:
            if error.problem is not Problem.NOT_FOUND:
                raise
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ShieldwizError(
                Problem.VALUE, f"index.json in {shown(folder)} is not what the script writes.", "Export again."
            ) from error
    return found


def _machine(machines: dict[str, dict[str, Any]], file: str) -> str | None:
    machine = machines.get(Path(file).stem.lower())
    return shown(machine["name"], 100) if machine is not None else None


def grant_many(
    home: Home,
    folder: str,
    output: str,
    *,
    owner: str,
    passphrase: str,
    guardian: str,
    revoke: str | None,
    now: datetime,
) -> dict[str, Any]:
    """Let a guardian into every protector of a folder, and take another out; owner only.

    Protectors that Windows made are left to `Grant-KeyProtectors.ps1`, which is put into `output` with its data.
    Raises `EXISTS` for an output that is there, what recipients and the owner's key raise.
    """
    target = Path(output)
    if target.exists():
        raise ShieldwizError(Problem.EXISTS, f"{shown(output)} exists already; nothing was written.", "Name a new one.")
    names = [str(path) for path in _files(folder) if path.suffix.lower() == ".kp"]
    (known, *_), notes = recipients(home, [guardian], now)
    gone = _pair(home, revoke) if revoke is not None else None
    keys = OwnerKeys.of(home.owners.load(owner, passphrase))
    with _whole_folder(target) as folder_under_way:
        change = Change(keys=keys, guardian=without_name(known.guardian), gone=gone, output=str(folder_under_way))
        work = partial(change_file, change=change)
        results = list(map(work, names) if len(names) < _POOL_FROM else map_over_processes(work, names))
        windows = [Path(one.file) for one in results if one.outcome == "windows"]
        if windows:
            _order_for_windows(folder_under_way, owner, known.name, known.metadata, windows)
    counts = Counter(one.outcome for one in results)
    return {
        "schema": schema("hgs-grant"),
        "folder": folder,
        "output": output,
        "guardian": known.name,
        "revoked": revoke,
        "counts": dict(sorted(counts.items())),
        "problems": [
            {"file": one.file, "outcome": one.outcome, "detail": one.detail}
            for one in results
            if one.outcome in ("failed", "other-owner")
        ][:_MAX_LISTED],
        "for_windows": [path.name for path in windows][:_MAX_LISTED],
        "notes": [*notes, *_LIMITS],
    }


_LIMITS = (
    "Granting adds: the old key keeps its power. Revoking does not reach copies, checkpoints and backups.",
    "Set-KeyProtectors.ps1 puts them on the VMs, each of which must be off; run it with -WhatIf first.",
)


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """A folder that gets its name when all of it has reached the disk, and is gone where something failed."""
    try:
        with temporary_folder(target.parent) as folder:
            yield folder
            if hasattr(os, "sync"):
                os.sync()
            folder.rename(target)
    except OSError as error:
        raise ShieldwizError(
            Problem.WRITE_FAILED, f"{shown(str(target))} could not be written.", "Check its folder, then try again."
        ) from error


def _pair(home: Home, guardian: str) -> GuardianFingerprint:
    return find_guardian(home, guardian).guardian.fingerprint


def _order_for_windows(target: Path, owner: str, guardian: str, metadata: bytes, files: Sequence[Path]) -> None:
    """Put the constant script, its data, and the protectors that Windows made into a folder of their own."""
    folder = target / "for-windows"
    make_private_folder(folder)
    order = {
        "schema": "shieldwiz/hgs-grant-order/1",
        "owner": owner,
        "guardian": guardian,
        "metadata": "guardian.xml",
        "metadataSha256": sha256(metadata).hexdigest().upper(),
        "files": [path.name for path in files],
    }
    write_file(folder / "grant.json", json.dumps(order, indent=2).encode("ascii"))
    write_file(folder / "guardian.xml", metadata)
    write_file(folder / SCRIPTS["grant-key-protectors"], script_bytes("grant-key-protectors"))
    for path in files:
        write_file(folder / path.name, read_file(path, _MAX_INDEX))
