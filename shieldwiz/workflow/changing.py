# SPDX-License-Identifier: Apache-2.0
"""Changing shielding data files: other settings and contents, guardians let in and taken out. Owner only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import DecisionNeededError, Problem, ShieldwizError
from shieldwiz.files import refuse_existing
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.change import edit_shielding_data, grant_guardians, revoke_guardians
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import confirm_owner
from shieldwiz.shieldingdata.rules import MAX_ANSWER_FILE, MAX_OTHER_BYTES
from shieldwiz.shieldingdata.shielding_data import Contents, Policy, VerifiedShieldingData, VolumeIdQualifier
from shieldwiz.shieldingdata.write import save_shielding_data
from shieldwiz.workflow import volume_ids
from shieldwiz.workflow.answer_files import Judged, judge_contents
from shieldwiz.workflow.draft import DraftDisk
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import refuse_same_file
from shieldwiz.workflow.made_files import note_made
from shieldwiz.workflow.organisation_rules import require_allowed_policy
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.shielding import (
    Saved,
    find_recipient,
    named_file,
    read_whole,
    recipients,
    remember,
    report_of,
)

REVOKING = (
    "Revoking makes a new file that they cannot open. It takes nothing back: copies of the older file, and keys they "
    "took out of it, still work for them. Replace the older file everywhere."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What changes in a file; what is None or empty stays. `remove_volume_ids` count from 1, as shown.

    Template disks are added from description files, or as a draft holds them. `grant` and `revoke` name guardians,
    `allow` rules for answer files whose findings are accepted.
    """

    policy: Policy | None = None
    description: str | None = None
    add_volume_ids: tuple[str, ...] = ()
    remove_volume_ids: tuple[int, ...] = ()
    answer_file: str | None = None
    add_other_files: tuple[str, ...] = ()
    remove_other_files: tuple[str, ...] = ()
    add_disks: tuple[DraftDisk, ...] = ()
    grant: tuple[str, ...] = ()
    revoke: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


def make_edit(*, policy: str | None, **fields: Any) -> Edit:
    """An edit from the values of a command line."""
    return Edit(policy=Policy(policy) if policy is not None else None, **fields)


def edit(
    home: Home,
    name: str,
    change: Edit,
    *,
    owner: str,
    passphrase: str,
    output: str | None,
    overwrite: bool,
    now: datetime,
    from_older: bool = False,
    progress: Progress = no_progress,
) -> Saved:
    """The next revision of a file with other settings or contents, under a new transport key. Owner only.

    `from_older`: the person knows that this computer has seen a newer revision, or another of the same number, and
    goes on from this one; otherwise that raises `DecisionNeededError` before any key is opened. The same holds for
    `grant` and `revoke`.
    """
    if change.policy is not None:
        require_allowed_policy(change.policy.value)
    known, notes = recipients(home, change.grant, now)
    progress(0, 3, "Opening the file with the owner's key")
    verified, warnings = _for_change(home, name, output, overwrite=overwrite, from_older=from_older)
    loaded = home.owners.load(owner, passphrase)
    gone = [find_recipient(home, verified.recipients, guardian) for guardian in change.revoke]
    confirmed = confirm_owner(verified, expected=loaded.fingerprint.hex)
    new_contents = edited_contents(open_contents(confirmed, loaded.encryption, loaded.unwrapper), change)
    judged = Judged({}, ())
    if change.answer_file is not None:  # what was sealed before stays as it was judged then
        policy = change.policy if change.policy is not None else verified.header.policy
        judged = judge_contents(new_contents, policy, change.allow, now)
    progress(1, 3, "Locking everything anew")
    new = edit_shielding_data(
        verified,
        loaded,
        now=now,
        policy=change.policy,
        description=change.description,
        volume_id_qualifiers=edited_qualifiers(verified, change),
        contents=new_contents,
        grant=[one.guardian for one in known],
        revoke=gone,
    )
    progress(2, 3, "Writing, reading back and comparing")
    saved = _save_next(home, name, output, new, new_contents, warnings=warnings, overwrite=overwrite, now=now)
    progress(3, 3, "Done")
    notes = (*notes, *judged.notes, *saved.notes, *((REVOKING,) if gone else ()))
    return Saved(report=saved.report | judged.report, notes=notes)


def grant(
    home: Home,
    name: str,
    guardians: Sequence[str],
    *,
    owner: str,
    passphrase: str,
    output: str | None,
    overwrite: bool,
    now: datetime,
    from_older: bool = False,
) -> Saved:
    """The next revision, which lets these guardians in too. Owner only."""
    known, notes = recipients(home, guardians, now)
    verified, warnings = _for_change(home, name, output, overwrite=overwrite, from_older=from_older)
    loaded = home.owners.load(owner, passphrase)
    new = grant_guardians(verified, loaded, [one.guardian for one in known], now=now)
    saved = _save_next(home, name, output, new, None, warnings=warnings, overwrite=overwrite, now=now)
    return replace(saved, notes=(*notes, *saved.notes))


def revoke(
    home: Home,
    name: str,
    guardians: Sequence[str],
    *,
    owner: str,
    passphrase: str,
    output: str | None,
    overwrite: bool,
    now: datetime,
    from_older: bool = False,
) -> Saved:
    """The next revision, which these guardians cannot open. Owner only."""
    verified, warnings = _for_change(home, name, output, overwrite=overwrite, from_older=from_older)
    loaded = home.owners.load(owner, passphrase)
    gone = [find_recipient(home, verified.recipients, guardian) for guardian in guardians]
    new = revoke_guardians(verified, loaded, gone, now=now)
    saved = _save_next(home, name, output, new, None, warnings=warnings, overwrite=overwrite, now=now)
    return replace(saved, notes=(*saved.notes, REVOKING))


def _for_change(
    home: Home, name: str, output: str | None, *, overwrite: bool, from_older: bool
) -> tuple[VerifiedShieldingData, tuple[str, ...]]:
    """The file, and what the person was told of its revision and takes; all that stands against a change is settled
    here, before any key is opened.
    """
    if output is None and not overwrite:
        raise ShieldwizError(
            Problem.USAGE, "Say where the new file goes.", "Give -o FILE, or --overwrite to replace the file itself."
        )
    if output is not None:
        refuse_same_file(name, output, can_replace=True)
        refuse_existing(Path(output), overwrite=overwrite)
    verified = read_whole(name)
    warning = older_warning(home, verified)
    if warning is not None and not from_older:
        raise DecisionNeededError(
            Problem.DECISION_NEEDED,
            f"{shown(name)} is not changed: {warning}",
            "An older revision may let in somebody who was taken out since. Take the newest one; or go on from this "
            "one, if you mean it, with --from-older-revision.",
        )
    return verified, () if warning is None else (warning,)


def older_warning(home: Home, verified: VerifiedShieldingData) -> str | None:
    """Why a file may not be the newest revision, where this computer has seen a newer one or another of its number.

    A memory that cannot be used is no reason to stop; it is said when the next revision is remembered.
    """
    header = verified.header
    try:
        owner = verified.owner.fingerprint.hex
        warning = home.revisions.compare(header.id, owner, header.revision, verified.sha256)
    except ShieldwizError:
        return None
    return warning.sentence if warning is not None and warning.reason in {"older", "other"} else None


def _save_next(
    home: Home,
    name: str,
    output: str | None,
    new: VerifiedShieldingData,
    contents: Contents | None,
    *,
    warnings: tuple[str, ...],
    overwrite: bool,
    now: datetime,
) -> Saved:
    target = output if output is not None else name
    save_shielding_data(Path(target), new, overwrite=overwrite)
    report = report_of(home, target, new, contents)
    remembered = remember(home, new, in_place_of_newer=bool(warnings))
    return Saved(report=report, notes=(*warnings, *remembered, *note_made(home, target, report, now)))


def edited_contents(contents: Contents, change: Edit) -> Contents:
    """The secrets after the change. Raises `NOT_FOUND` for a file that is not inside, and what reading files raises."""
    names = {file.name for file in contents.other_files}
    for name in change.remove_other_files:
        if name not in names:
            raise ShieldwizError(
                Problem.NOT_FOUND, f"There is no other file {shown(name)!r} inside.", "Nothing was changed."
            )
    kept = tuple(file for file in contents.other_files if file.name not in change.remove_other_files)
    added = tuple(named_file(name, MAX_OTHER_BYTES) for name in change.add_other_files)
    answer = contents.answer_file
    if change.answer_file is not None:
        answer = named_file(change.answer_file, MAX_ANSWER_FILE)
    return Contents(answer_file=answer, other_files=kept + added)


def edited_qualifiers(verified: VerifiedShieldingData, change: Edit) -> tuple[VolumeIdQualifier, ...]:
    """The template disks after the change. Raises `NOT_FOUND` for a number that is not there."""
    old = verified.header.volume_id_qualifiers
    for number in change.remove_volume_ids:
        if not 1 <= number <= len(old):
            raise ShieldwizError(
                Problem.NOT_FOUND, f"There is no template disk number {number} in this file.", "Nothing was changed."
            )
    kept = tuple(one for number, one in enumerate(old, 1) if number not in change.remove_volume_ids)
    added = (volume_ids.read(name) for name in change.add_volume_ids)
    return (*kept, *added, *map(volume_ids.from_draft, change.add_disks))
