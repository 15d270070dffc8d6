# SPDX-License-Identifier: Apache-2.0
"""What a person should know of a draft before its file is made: warnings by weight, and one line for each choice."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.checks import Outcome
from shieldwiz.errors import ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.workflow.draft import Draft, Purpose
from shieldwiz.workflow.guardians import find_guardian
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inside import look_inside
from shieldwiz.workflow.shelf import guardian_row, owner_row
from shieldwiz.workflow.steps import Step
from shieldwiz.workflow.template_disks import show_disks

_WEIGHT = {Outcome.FAIL.value: 0, Outcome.WARN.value: 1, Outcome.NOTE.value: 2}
_ID_OF_REASON = {"override": "no-proof", "expired": "expired", "own-pair": "own-owner"}
_Warning = dict[str, Any]


def outputs(draft: Draft) -> list[tuple[str, str]]:
    """The files that a draft makes, by kind."""
    named = (
        ("pdkx", draft.output),
        ("kp", draft.key_protector),
        ("receipt", draft.receipt),
        ("kit", draft.windows_kit),
    )
    return [(kind, path) for kind, path in named if path]


def review_warnings(place: Home, draft: Draft, now: datetime) -> list[_Warning]:
    """Each with `id`, `outcome` (fail: it cannot be made so), `step`, `detail`, `about`; the most serious first."""
    found = [
        *_owner(place, draft, now),
        *_hosters(place, draft, now),
        *_disks(draft, now),
        *_contents(draft, now),
        *_output(draft),
    ]
    if draft.purpose is Purpose.EXISTING_VM:
        text = "Checkpoints and backups made before shielding stay readable for the hoster. Delete them afterwards."
        found.append(_warning("checkpoints", Outcome.NOTE, Step.PURPOSE, text))
    return sorted(found, key=lambda one: _WEIGHT[one["outcome"]])


def review_lines(place: Home, draft: Draft, now: datetime) -> list[dict[str, Any]]:
    """What was chosen, in the order of the steps: `step`, `id`, `value`, and `more` below it."""
    hosters = [_name(place, guardian) for guardian in draft.guardians]
    disks = [f"{disk.name} {disk.version}" for disk in draft.disks]
    disks += [Path(file).name for file in draft.volume_ids]
    others = [Path(file).name for file in draft.other_files]
    lines = [
        _line(Step.PURPOSE, "purpose", draft.purpose.value),
        _line(Step.PURPOSE, "policy", draft.policy.value),
        _line(Step.OWNER, "owner", draft.owner),
        _line(Step.HOSTERS, "hosters", ", ".join(hosters), hosters),
    ]
    if draft.purpose is Purpose.SHIELDED_TEMPLATE:
        sentences = [one["sentence"] for one in show_disks(draft.disks, now)["disks"] if one is not None]
        lines.append(_line(Step.DISKS, "disks", ", ".join(disks), sentences))
        lines.append(_line(Step.CONTENTS, "answer-file", draft.answer_file or ""))
    lines.append(_line(Step.CONTENTS, "other-files", ", ".join(others), list(draft.other_files)))
    if draft.description:
        lines.append(_line(Step.REVIEW, "description", draft.description))
    return lines


def _owner(place: Home, draft: Draft, now: datetime) -> Iterator[_Warning]:
    if not draft.owner:
        return
    try:
        owner = place.owners.show(draft.owner)
    except ShieldwizError as error:
        yield _warning("owner-gone", Outcome.FAIL, Step.OWNER, error.message, draft.owner)
        return
    row = owner_row(place, owner, now)
    for one in row["warnings"]:
        warning_id = "owner-backup" if one["reason"] == "none" else "owner-backup-old"
        yield _warning(warning_id, Outcome(one["outcome"]), Step.OWNER, one["detail"], row["name"])


def _hosters(place: Home, draft: Draft, now: datetime) -> Iterator[_Warning]:
    own = place.own_pairs()
    for name in draft.guardians:
        try:
            known = find_guardian(place, name)
        except ShieldwizError as error:
            yield _warning("hoster-gone", Outcome.FAIL, Step.HOSTERS, error.message, name)
            continue
        row = guardian_row(place, known, now, own=own)
        for one in row["warnings"]:
            warning_id = _ID_OF_REASON.get(one["reason"], "weak-key")
            yield _warning(warning_id, Outcome(one["outcome"]), Step.HOSTERS, one["detail"], row["name"])
    if not draft.guardians and draft.without_hosters:
        text = "No hoster is ticked. Only you, the owner, can start this VM."
        yield _warning("no-hosters", Outcome.WARN, Step.HOSTERS, text)


def _disks(draft: Draft, now: datetime) -> Iterator[_Warning]:
    for one in show_disks(draft.disks, now)["warnings"]:
        outcome = Outcome.FAIL if one["id"] == "invalid" else Outcome.WARN
        yield _warning(f"disk-{one['id']}", outcome, Step.DISKS, one["detail"], draft.disks[one["index"]].name)


def _contents(draft: Draft, now: datetime) -> Iterator[_Warning]:
    inside = look_inside(draft, now)
    for one in inside["problems"]:
        yield _warning(f"file-{one['id']}", Outcome.FAIL, Step.CONTENTS, one["detail"], one["file"])
    left = [one for one in inside["preflight"] if one["severity"] == "error"]
    for one in left:
        warning_id = "answer-file-accepted" if one["accepted"] else "answer-file"
        outcome = Outcome.WARN if one["accepted"] else Outcome.FAIL
        yield _warning(warning_id, outcome, Step.CONTENTS, f"{one['message']} {one['fix']}", one["id"])
    if inside["reach"] in ("unsure", "no") and all(one["accepted"] for one in left):
        yield _warning("answer-file-reach", Outcome.WARN, Step.CONTENTS, inside["reach_reason"], inside["reach"])


def _output(draft: Draft) -> Iterator[_Warning]:
    inputs = {_place(name) for name in (*draft.volume_ids, *draft.other_files, draft.answer_file or "") if name}
    seen: set[Path] = set()
    for _, path in outputs(draft):
        place = _place(path)
        if place in inputs or place in seen:
            text = f"{shown(path)} is one of the other files of this draft. Choose another name."
            yield _warning("output-same", Outcome.FAIL, Step.REVIEW, text, path)
        elif not place.parent.is_dir():
            text = f"There is no folder {shown(str(place.parent))}. Make it first, or choose another."
            yield _warning("output-folder", Outcome.FAIL, Step.REVIEW, text, path)
        seen.add(place)


def _place(name: str) -> Path:
    return Path(name).absolute()


def _name(place: Home, guardian: str) -> str:
    try:
        return find_guardian(place, guardian).name
    except ShieldwizError:
        return guardian


def _line(step: Step, line_id: str, value: str, more: list[str] | None = None) -> dict[str, Any]:
    return {"step": step.value, "id": line_id, "value": value, "more": more or []}


def _warning(warning_id: str, outcome: Outcome, step: Step, detail: str, about: str = "") -> _Warning:
    return {"id": warning_id, "outcome": outcome.value, "step": step.value, "detail": detail, "about": about}
