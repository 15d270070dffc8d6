# SPDX-License-Identifier: Apache-2.0
"""Drafts that are kept by themselves, one small file each under `drafts/` of the home folder. No secrets in them."""

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import locked, make_private_folder, read_file, write_file
from shieldwiz.foreign_text import shown
from shieldwiz.workflow.draft import Draft, DraftDisk, Policy, Purpose, VersionRule
from shieldwiz.workflow.report import schema, time_text
from shieldwiz.workflow.steps import STEPS, Step

_SCHEMA = schema("draft")
_MAX_DRAFT = 8 << 20  # 64 disks with certificates of 64 KiB each
_ID = re.compile(r"[0-9a-f]{16}")
_REMOVED = ".removed"  # what Undo brings back
_KEPT_REMOVED = 32  # drafts that were removed last
_TEXTS = ("output", "owner", "description")
_PERHAPS = ("answer_file", "key_protector", "receipt")
_SINCE_KITS = ("windows_kit",)  # older drafts lack it
_SINCE_ANSWER_FILES = ("allow",)  # likewise
_LISTS = ("guardians", "volume_ids", "other_files")
_FLAGS = ("without_hosters", "practice")


def save_draft(
    home: str,
    draft: Draft,
    now: datetime,
    *,
    id: str = "",  # noqa: A002 - the key that its report has
    name: str = "",
    step: str = Step.PURPOSE,
) -> dict[str, Any]:
    """Keep a draft, under a new id where none is given; an empty draft is not kept, and vanishes where it was.

    Returns `id`, `name`, `step`, `saved`, and whether it was `removed` for being empty.
    """
    draft_id = _checked(id) if id else secrets.token_hex(8)
    name = name or proposed_name(draft)
    report = {"id": draft_id, "name": name, "step": Step(step).value, "saved": time_text(now)}
    folder = _folder(home)
    if _is_empty(draft):
        _path(folder, draft_id).unlink(missing_ok=True)
        return {**report, "removed": True}
    document = {"schema": _SCHEMA, **report, "draft": asdict(draft)}
    with locked(folder):
        data = json.dumps(document, indent=1, ensure_ascii=False).encode("utf-8")
        write_file(_path(folder, draft_id), data, overwrite=True, secret=True)
    return {**report, "removed": False}


def list_drafts(home: str) -> list[dict[str, Any]]:
    """The kept drafts, newest first; what cannot be read is left out and left alone."""
    folder = _folder(home)
    found = []
    for path in folder.glob("*.json") if folder.is_dir() else ():
        try:
            found.append(_row(_read(path)))
        except ShieldwizError:
            continue
    return sorted(found, key=lambda row: (row["saved"], row["name"]), reverse=True)


def load_draft(home: str, id: str) -> dict[str, Any]:  # noqa: A002 - as in `save_draft`
    """One draft: its row, and the `draft` itself. Raises `NOT_FOUND`, and `KIND` where it is damaged."""
    row, draft = _read(_path(_folder(home), _checked(id)))
    return {**_row((row, draft)), "draft": draft}


def remove_draft(home: str, id: str) -> dict[str, Any]:  # noqa: A002 - as in `save_draft`
    """Take a draft away. Returns `undo`, by which `restore_draft` brings it back."""
    folder = _folder(home)
    aside = folder / _REMOVED
    with locked(folder):
        path = _path(folder, _checked(id))
        if not path.is_file():
            raise ShieldwizError(Problem.NOT_FOUND, "This draft is not there any more.")
        make_private_folder(aside)
        path.replace(_path(aside, id))
        os.utime(_path(aside, id))
        oldest_first = sorted(aside.glob("*.json"), key=lambda old: old.stat().st_mtime_ns)
        for old in oldest_first[:-_KEPT_REMOVED]:
            old.unlink()
    return {"undo": id}


def restore_draft(home: str, undo: str) -> dict[str, Any]:
    """Bring a removed draft back. Raises `NOT_FOUND` where it is not there any more."""
    folder = _folder(home)
    with locked(folder):
        path = _path(folder / _REMOVED, _checked(undo))
        if not path.is_file():
            raise ShieldwizError(Problem.NOT_FOUND, "This draft is not there any more.")
        path.replace(_path(folder, undo))
    return {"id": undo}


def proposed_name(draft: Draft) -> str:
    """What to call a draft: its file's name, else its answer file's or description's beginning, else nothing."""
    if draft.output:
        return Path(draft.output).stem
    return draft.description.split("\n", 1)[0][:64]


def _is_empty(draft: Draft) -> bool:
    return draft == Draft(practice=draft.practice)


def _folder(home: str) -> Path:
    return Path(home) / "drafts"


def _path(folder: Path, draft_id: str) -> Path:
    return folder / f"{draft_id}.json"


def _checked(draft_id: str) -> str:
    if _ID.fullmatch(draft_id) is None:
        raise ShieldwizError(Problem.NOT_FOUND, f"{shown(draft_id, 60)!r} is not the id of a draft.")
    return draft_id


def _row(entry: tuple[Mapping[str, Any], Draft]) -> dict[str, Any]:
    row, draft = entry
    return {
        "id": row["id"],
        "name": row["name"],
        "step": row["step"],
        "step_number": STEPS.index(Step(row["step"])) + 1,
        "saved": row["saved"],
        "purpose": draft.purpose.value,
        "guardians": len(draft.guardians),
        "practice": draft.practice,
    }


def _read(path: Path) -> tuple[dict[str, Any], Draft]:
    data = read_file(path, _MAX_DRAFT)
    try:
        document = json.loads(data)
        row = {key: _text(document[key]) for key in ("schema", "id", "name", "step", "saved")}
        _require_same((row["schema"], row["id"]), (_SCHEMA, path.stem))
        Step(row["step"])
        return row, _draft(document["draft"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ShieldwizError(
            Problem.KIND, f"The draft {shown(path.name)} is damaged.", "Begin a new one; this one is left alone."
        ) from error


def _draft(values: Mapping[str, Any]) -> Draft:
    """A draft from its JSON, every value of its kind. Raises `ValueError`, `TypeError` or `KeyError`."""
    unknown = values.keys() - {field.name for field in fields(Draft)}
    if unknown:
        raise ValueError(unknown)
    known: dict[str, Any] = {
        "purpose": Purpose(values["purpose"]),
        "policy": Policy(values["policy"]),
        "disks": tuple(_disk(one) for one in values["disks"]),
    }
    known |= {key: _text(values[key]) for key in _TEXTS}
    known |= {key: None if values[key] is None else _text(values[key]) for key in _PERHAPS}
    known |= {key: None if values.get(key) is None else _text(values[key]) for key in _SINCE_KITS}
    known |= {key: tuple(_text(one) for one in values[key]) for key in _LISTS}
    known |= {key: tuple(_text(one) for one in values.get(key, ())) for key in _SINCE_ANSWER_FILES}
    known |= {key: values[key] is True for key in _FLAGS}
    return Draft(**known)


def _disk(values: Mapping[str, Any]) -> DraftDisk:
    texts = {key: _text(values[key]) for key in ("name", "version", "certificate", "file", "signer_file")}
    return DraftDisk(rule=VersionRule(values["rule"]), **texts)


def _require_same(found: tuple[str, str], wanted: tuple[str, str]) -> None:
    if found != wanted:
        raise ValueError(found)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
