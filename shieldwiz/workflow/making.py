# SPDX-License-Identifier: Apache-2.0
"""The last two steps of the window: the review of a draft, and the making of its files."""

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from shieldwiz.errors import ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA
from shieldwiz.workflow import command_text, recipe, report_texts, shielding, staged_kits, template_disks
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.guardians import find_guardian
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.review import outputs, review_lines, review_warnings
from shieldwiz.workflow.steps import Step, cleaned, missing

result_text = report_texts.made_text
command_line = command_text.command_line
_STAYS_OPEN = frozenset({"owner-backup", "no-proof", "expired", "no-hosters"})


def review(home: str, now: datetime, draft: Draft) -> dict[str, Any]:
    """Everything to look at before the files are made: what is missing, warnings by weight, and a line for each choice.

    `existing` are the outputs that are there already. Reads the files that are named, and changes nothing.
    """
    place = Home(folder=Path(home))
    draft = cleaned(draft)
    lacks = missing(Step.REVIEW, draft)
    return {
        "missing": [
            {"id": one.id, "step": one.step.value, "field": one.field, "sentence": one.sentence} for one in lacks
        ],
        "warnings": review_warnings(place, draft, now),
        "lines": review_lines(place, draft, now),
        "existing": [path for _, path in outputs(draft) if Path(path).exists()],
    }


def make(
    home: str,
    now: datetime,
    draft: Draft,
    passphrase: str,
    *,
    overwrite: bool = False,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Make the files of a draft. Nothing is at its final place until it was read back and compared.

    Returns the `report` (as `pdk create` gives it), `notes`, the `files` that were written, and what is still `open`;
    and where a kit for Windows is wished, the `kit` that was kept aside until its key was shown (`staged_kits`).
    Raises as `shielding.create`.
    """
    place = Home(folder=Path(home))
    draft = cleaned(draft)
    begun = monotonic()
    saved = shielding.create(place, draft, passphrase, now=now, progress=progress, overwrite=overwrite)
    kit, notes = _kit(place, draft, passphrase, now)
    warnings = review_warnings(place, draft, now)
    return {
        "report": saved.report,
        "notes": [*saved.notes, *notes],
        "files": [_file(kind, path) for kind, path in outputs(draft) if kind != "kit"],
        "kit": kit,
        "open": [{"id": one["id"], "detail": one["detail"]} for one in warnings if one["id"] in _STAYS_OPEN],
        "guardians": len(saved.report["guardians"]),
        "seconds": monotonic() - begun,
    }


def _kit(place: Home, draft: Draft, passphrase: str, now: datetime) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The kit that is wished; where it cannot be made, the file is made all the same, and that is said."""
    if draft.windows_kit is None:
        return None, ()
    try:
        return staged_kits.stage(place, draft.output, draft.windows_kit, passphrase, now=now), ()
    except ShieldwizError as error:
        return None, (f"The kit for Windows was not made: {error.message} {error.hint}".rstrip(),)


def save_recipe(draft: Draft, file: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Write a draft as a recipe, without secrets. Raises as `write_file`."""
    shielding.save_recipe(draft, file, overwrite=overwrite)
    return {"file": file}


def open_recipe(home: str, file: str) -> dict[str, Any]:
    """The draft of a recipe as the window holds it: disks in the draft itself, guardians by fingerprint where known.

    Raises `RECIPE`, and what reading the description of a disk raises.
    """
    place = Home(folder=Path(home))
    draft = recipe.read_recipe(file)
    described = tuple(template_disks.read_disk(name)["disk"] for name in draft.volume_ids)
    guardians = tuple(_fingerprint(place, name) for name in draft.guardians)
    return {"draft": replace(draft, volume_ids=(), disks=(*described, *draft.disks), guardians=guardians)}


def _fingerprint(place: Home, name: str) -> str:
    try:
        return find_guardian(place, name).guardian.fingerprint.hex
    except ShieldwizError:
        return name


def _file(kind: str, path: str) -> dict[str, Any]:
    data = read_file(Path(path), 2 * MAX_SHIELDING_DATA)
    return {"kind": kind, "path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
