# SPDX-License-Identifier: Apache-2.0
"""Examining metadata in the window, and keeping its guardian: the verbs behind the check and the library.

`examine` is asked again after every choice and decides nothing. `add` judges once more: a verdict that the window
hands back counts for nothing.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.guardians.library import KnownGuardian
from shieldwiz.guardians.metadata import MAX_METADATA
from shieldwiz.guardians.verdict import refuse_unread
from shieldwiz.named_folders import check_name
from shieldwiz.workflow import report_texts
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.guardians import ImportResult, find_pin, import_guardian
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.judged_document import confirmations_of, document_report, examined, keep_both_confirmations
from shieldwiz.workflow.looking_up import find_kin, plain_verdict
from shieldwiz.workflow.made_files import files_with
from shieldwiz.workflow.report import verdict_headline

report_text = report_texts.examination_text
request_text = report_texts.request_text


def examine(
    home: str,
    now: datetime,
    *,
    source: str | None = None,
    data: bytes | None = None,
    display_name: str = "",
    choices: Choices | None = None,
) -> dict[str, Any]:
    """Examine the document in the file `source`, or the bytes `data` (pasted, fetched, read before).

    Raises `FINGERPRINT` for one that is none, what reading a certificate raises, `NAME_UNKNOWN` for an expected name
    that is not kept, and what reading the file raises, but for what rule V01 refuses: that is a verdict.
    """
    name = display_name or (Path(source).name if source is not None else "")
    choices = choices or Choices()
    if data is None:
        try:
            data = read_file(Path(source or ""), MAX_METADATA)
        except ShieldwizError as error:
            if error.problem not in (Problem.SIZE, Problem.KIND):
                raise
            return document_report(name, b"", refuse_unread(error), refuse_unread(error)) | {"source": source}
    return examined(Home(folder=Path(home)), name, data, choices, now) | {"source": source}


def known_examination(home: str, now: datetime, name: str, *, choices: Choices | None = None) -> dict[str, Any]:
    """Examine the metadata of a kept guardian again, with new choices. Raises `NAME_UNKNOWN`, and as `examine`."""
    known = Home(folder=Path(home)).guardians.find(name)
    return examine(home, now, data=known.metadata, display_name=known.name, choices=choices)


def add(
    home: str,
    now: datetime,
    *,
    data: bytes,
    name: str,
    choices: Choices | None = None,
    decision: str = "new",
    replaces: str = "",
    note: str = "",
    reason: str = "",
) -> dict[str, Any]:
    """Judge the document once more and keep its guardian: `new`, `keep-both` (beside `replaces`) or `replace` it.

    `kept` is None where it is refused or still waits for a decision. `undo` is what `restore` takes. Raises `NAME`,
    `NAME_TAKEN`, `USAGE` where accepting without proof lacks its reason, and as `examine`.
    """
    if decision not in ("new", "keep-both", "replace"):
        raise ValueError(decision)
    place = Home(folder=Path(home))
    choices = choices or Choices()
    confirmations = confirmations_of(choices)
    if choices.accept_without_proof and not reason.strip():
        raise ShieldwizError(Problem.USAGE, "A reason is missing.", "A few words, so that others understand it later.")
    check_name(name)
    replaced = place.guardians.find(replaces) if decision == "replace" else None
    _refuse_taken(place, name, replaced)
    if decision == "keep-both":
        plain = plain_verdict(data, now, set_aside=choices.ignore_signature)
        kin = find_kin(plain, place.guardians.all(), replaces)
        confirmations = keep_both_confirmations(confirmations, kin)
    before = place.guardians.copy_aside(replaced.name) if replaced is not None else ""
    result = import_guardian(
        place,
        "",
        replaced.name if replaced is not None else name,
        confirmations,
        now=now,
        replace_changed=replaced is not None,
        reason=reason.strip(),
        note=note.strip(),
        data=data,
    )
    if result.kept is not None and replaced is not None and name != replaced.name:
        place.guardians.rename(replaced.name, name)
        result = replace(result, kept=place.guardians.find(name))
    return _added(result, before)


def rename(home: str, old: str, new: str) -> dict[str, Any]:
    """Give a guardian another name. Raises `NAME`, `NAME_TAKEN`, `NAME_UNKNOWN`."""
    Home(folder=Path(home)).guardians.rename(old, new)
    return {"undo": {"kind": "renamed", "old": old, "new": new}}


def remove(home: str, name: str) -> dict[str, Any]:
    """Forget a guardian. Returns what `restore` needs, and by how many files made here it is still let in."""
    place = Home(folder=Path(home))
    known = place.guardians.find(name)
    used = files_with(place, known.guardian.fingerprint.hex)
    token = place.guardians.set_aside(name)
    return {"undo": {"kind": "removed", "token": token, "name": known.name}, "used_by": len(used)}


def restore(home: str, undo: dict[str, Any]) -> dict[str, Any]:
    """Undo what `add`, `rename` or `remove` did. Raises `NAME_TAKEN`, `NAME_UNKNOWN`, `NOT_FOUND`."""
    guardians = Home(folder=Path(home)).guardians
    match undo["kind"]:
        case "added":
            guardians.set_aside(undo["name"])
            return {"name": ""}
        case "renamed":
            guardians.rename(undo["new"], undo["old"])
            return {"name": undo["old"]}
        case "replaced":
            if undo["name"] != undo["old"]:
                guardians.rename(undo["name"], undo["old"])
            return {"name": guardians.bring_back(undo["token"], in_place_of_other=True)}
        case _:
            return {"name": guardians.bring_back(undo["token"])}


def set_note(home: str, name: str, note: str) -> dict[str, Any]:
    """Put another note beside a guardian."""
    Home(folder=Path(home)).guardians.set_note(name, note.strip())
    return {}


def _refuse_taken(place: Home, name: str, replaced: KnownGuardian | None) -> None:
    known = find_pin(place, name)
    if known is None or (replaced is not None and known.name == replaced.name):
        return
    raise ShieldwizError(
        Problem.NAME_TAKEN,
        "You already have a guardian of that name.",
        "Choose another, or replace the old one.",
        detail=known.name,
    )


def _added(result: ImportResult, before: str) -> dict[str, Any]:
    kept = result.kept
    undo: dict[str, Any] = {}
    if kept is not None:
        undo = {"kind": "added", "name": kept.name}
        if before and result.before is not None:
            undo = {"kind": "replaced", "name": kept.name, "old": result.before.name, "token": before}
    return {
        "verdict": result.verdict.word.value,
        "headline": verdict_headline(result.verdict),
        "open": list(result.verdict.open),
        "kept": kept.name if kept is not None else None,
        "fingerprint": kept.guardian.fingerprint.hex if kept is not None else None,
        "also_known_as": list(result.also_known_as),
        "undo": undo,
    }
