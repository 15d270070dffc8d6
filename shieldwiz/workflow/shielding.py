# SPDX-License-Identifier: Apache-2.0
"""Shielding data files: make, look into, open, change, compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, refuse_existing, write_file, write_folder
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import GuardianFingerprint, parse_fingerprint
from shieldwiz.guardians.library import KnownGuardian
from shieldwiz.keyprotector.encoding import Form, frame
from shieldwiz.owners.pfx import MAX_PFX, read_pfx
from shieldwiz.shieldingdata.compare import Difference, compare, only_differences
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import (
    accept_unknown_owner,
    confirm_owner,
    read_shielding_data,
)
from shieldwiz.shieldingdata.rules import MAX_ANSWER_FILE, MAX_OTHER_BYTES, MAX_SHIELDING_DATA
from shieldwiz.shieldingdata.shielding_data import (
    ConfirmedShieldingData,
    Contents,
    NamedFile,
    VerifiedShieldingData,
)
from shieldwiz.shieldingdata.write import Stage, create_shielding_data, save_shielding_data
from shieldwiz.workflow import volume_ids
from shieldwiz.workflow.answer_files import judge_contents
from shieldwiz.workflow.draft import Draft, require_whole
from shieldwiz.workflow.guardians import find_guardian, guardian_warnings
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import json_bytes, read_input, refuse_same_file
from shieldwiz.workflow.made_files import note_made
from shieldwiz.workflow.organisation_rules import require_allowed_policy, require_allowed_recipient
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.recipe import encode_recipe
from shieldwiz.workflow.shielding_report import Known, difference_report, shielding_data_report, with_names

WINDOWS_READS = (
    "Windows cannot read a .pdkx or the key protector inside: a Microsoft .pdk is made on Windows, by Microsoft's own "
    "module, from the same inputs. `shieldwiz windows-kit make` makes all that it needs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file that was made and read back from disk: its report, and what the person should know besides."""

    report: dict[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What opens a file: an owner of this computer, or a PFX (`pfx` is a file name); and its secret."""

    owner: str | None = None
    pfx: str | None = None
    secret: str


def create(
    home: Home,
    draft: Draft,
    passphrase: str,
    *,
    now: datetime,
    progress: Progress = no_progress,
    overwrite: bool = False,
) -> Saved:
    """The main job: make a shielding data file from a draft, read it back, save it.

    Raises `RECIPE` for what is missing, `NAME_UNKNOWN`, `NOT_FIT` for a guardian with a weak key, and what reading,
    sealing and writing raise. Nothing is written before everything was checked.
    """
    require_whole(draft)
    require_allowed_policy(draft.policy.value)
    _refuse_existing(draft, overwrite=overwrite)
    guardians, notes = recipients(home, draft.guardians, now)
    stages = _stages(progress, len(guardians))
    stages(None)
    contents = read_contents(draft)
    judged = judge_contents(contents, draft.policy, draft.allow, now)
    qualifiers = (*map(volume_ids.read, draft.volume_ids), *map(volume_ids.from_draft, draft.disks))
    verified = create_shielding_data(
        owner=home.owners.load(draft.owner, passphrase),
        guardians=[known.guardian for known in guardians],
        contents=contents,
        now=now,
        purpose=draft.purpose,
        policy=draft.policy,
        description=draft.description,
        volume_id_qualifiers=qualifiers,
        stage=stages,
    )
    save_shielding_data(Path(draft.output), verified, overwrite=overwrite)
    report = report_of(home, draft.output, verified, contents) | judged.report
    remembered = (*judged.notes, *remember(home, verified), *note_made(home, draft.output, report, now))
    try:
        if draft.key_protector is not None:
            write_file(Path(draft.key_protector), frame(verified.protector.xml, Form.BINARY), overwrite=overwrite)
        if draft.receipt is not None:
            write_file(Path(draft.receipt), json_bytes(report), overwrite=overwrite)
    except ShieldwizError as error:
        raise error.after(f"{shown(draft.output)} is made and whole") from error
    progress(5, 5, "Done")
    return Saved(report=report, notes=(*notes, *remembered))


def _stages(progress: Progress, guardians: int) -> Callable[[Stage | None], None]:
    """Says what is being done, in words; a person can stop it until the file is saved."""
    others = "the owner" if guardians == 0 else f"{guardians} hoster{'s' if guardians > 1 else ''} and the owner"
    words = {
        None: "Checking everything once more",
        Stage.KEYS: "Making the keys of this file",
        Stage.LOCKING: f"Locking the content for {others}",
        Stage.SIGNING: "Signing with the owner's key",
        Stage.READING_BACK: "Writing, reading back and comparing",
    }
    order = list(words)
    return lambda stage: progress(order.index(stage), len(order), words[stage])


def save_recipe(draft: Draft, file: str, *, overwrite: bool = False) -> None:
    """Write the draft as a recipe: everything but secrets. Raises as `write_file`."""
    write_file(Path(file), encode_recipe(draft, Path(file).parent), overwrite=overwrite)


def inspect(home: Home, name: str) -> dict[str, Any]:
    """What a file says without any key, everything verified but who the owner is."""
    return report_of(home, name, read_whole(name), None)


def verify(home: Home, name: str, *, owner: str | None = None, owner_fingerprint: str | None = None) -> Saved:
    """The report on a whole file whose owner is the one asked for, or known here.

    Raises the file's refusal, and `OWNER_UNKNOWN` (refused where an owner was asked for, else a decision).
    """
    verified = read_whole(name)
    expected = _expected_owner(home, owner, owner_fingerprint)
    confirm_owner(verified, expected=expected, known=known_pairs(home))
    return Saved(report=report_of(home, name, verified, None), notes=remember(home, verified))


def open_file(
    home: Home, name: str, key: Key, folder: str, *, owner_fingerprint: str | None = None, accept_unknown: bool = False
) -> Saved:
    """Open a file as owner or guardian and write its contents into a folder of their own (0700, files 0600).

    Nothing is written before all of it was verified and decrypted. Raises the file's refusal, `OWNER_UNKNOWN`,
    `NOT_A_RECIPIENT`, `CANNOT_OPEN`, and what loading the key and writing raise.
    """
    verified = read_whole(name)
    confirmed = confirmed_for(home, verified, owner_fingerprint, accept_unknown=accept_unknown)
    contents = open_with(home, confirmed, key)
    write_folder(Path(folder), {file.name: file.data for file in contents.files})
    notes = remember(home, verified)
    return Saved(report=report_of(home, name, verified, contents), notes=notes)


def diff(home: Home, first: str, second: str, key: Key | None = None) -> dict[str, Any]:
    """The report on what differs between two files; with a key that opens both, their contents too."""
    files = (read_whole(first), read_whole(second))
    contents = None
    if key is not None:
        opened = [open_with(home, confirmed_for(home, file, None, accept_unknown=False), key) for file in files]
        contents = (opened[0], opened[1])
    lines: tuple[Difference, ...] = only_differences(compare(files[0], files[1], contents))
    return difference_report(first, second, lines, names=known_names(home), opened=contents is not None)


def find_recipient(home: Home, recipients: Sequence[GuardianFingerprint], wanted: str) -> GuardianFingerprint:
    """The recipient with that fingerprint as typed, else the fingerprint of that name in the library."""
    try:
        told = parse_fingerprint(wanted)
    except ShieldwizError:
        return find_guardian(home, wanted).guardian.fingerprint
    found = next((one for one in recipients if one.matches(told)), None)
    if found is None:
        raise ShieldwizError(
            Problem.NOT_A_RECIPIENT,
            f"This file does not let in the guardian {shown(wanted, 100)}, so there is nothing to take out.",
            "`shieldwiz pdk inspect` shows whom it lets in.",
        )
    return found


def read_whole(name: str) -> VerifiedShieldingData:
    """A file with everything verified but who its owner is. Raises its refusal."""
    try:
        return read_shielding_data(read_input(name, MAX_SHIELDING_DATA))
    except ShieldwizError as error:
        raise error.under("D1" if error.problem is Problem.SIZE else "") from error


def recipients(home: Home, names: Sequence[str], now: datetime) -> tuple[list[KnownGuardian], tuple[str, ...]]:
    """The guardians to let in, with what a person should know; a key that is known to be weak today stops."""
    found, notes = [], []
    for name in names:
        known = find_guardian(home, name)
        require_allowed_recipient(known)
        for warning in guardian_warnings(known.guardian, now):
            if warning.outcome is Outcome.FAIL:
                raise ShieldwizError(
                    Problem.NOT_FIT,
                    f"{shown(known.name)} is not let in: {warning.detail}",
                    "Ask the hoster for new certificates. Files that were made before stay as they are.",
                )
            notes.append(f"{shown(known.name)}: {warning.detail}")
        if not known.is_proven:
            notes.append(f"{shown(known.name)}: no proof whose keys these are; you accepted that at import.")
        found.append(known)
    return found, tuple(notes)


def read_contents(draft: Draft) -> Contents:
    """The secrets that a draft names, read from their files. Raises as `files.read_file`."""
    answer = named_file(draft.answer_file, MAX_ANSWER_FILE) if draft.answer_file is not None else None
    return Contents(
        answer_file=answer, other_files=tuple(named_file(name, MAX_OTHER_BYTES) for name in draft.other_files)
    )


def named_file(name: str, limit: int) -> NamedFile:
    """A file of at most `limit` bytes under its plain name. Raises as `files.read_file`."""
    return NamedFile(name=Path(name).name, data=read_file(Path(name), limit))


def _refuse_existing(draft: Draft, *, overwrite: bool) -> None:
    """Before any work: none of the outputs exists, none is an input, no two are the same."""
    named = (draft.output, draft.key_protector, draft.receipt, draft.windows_kit)
    outputs = [name for name in named if name is not None]
    inputs = [*draft.volume_ids, *draft.other_files, *((draft.answer_file,) if draft.answer_file else ())]
    for position, name in enumerate(outputs):
        for other in (*inputs, *outputs[position + 1 :]):
            refuse_same_file(other, name)
        refuse_existing(Path(name), overwrite=overwrite and name != draft.windows_kit)


def _expected_owner(home: Home, owner: str | None, owner_fingerprint: str | None) -> str | None:
    if owner is not None:
        return home.owners.show(owner).fingerprint.hex
    return parse_fingerprint(owner_fingerprint) if owner_fingerprint is not None else None


def known_pairs(home: Home) -> frozenset[GuardianFingerprint]:
    """Whose files count as by somebody known: the owners here, and guardians whose keys something proved."""
    owners = {owner.fingerprint for owner in home.owners.list()}
    return frozenset(owners | {known.guardian.fingerprint for known in home.guardians.all() if known.is_proven})


def known_names(home: Home) -> dict[str, Known]:
    """Names that this computer knows for fingerprints (64 hex digits), those with proof before those without."""
    guardians = sorted(home.guardians.all(), key=lambda known: known.is_proven)
    names = {one.guardian.fingerprint.hex: Known(name=one.name, with_proof=one.is_proven) for one in guardians}
    return names | {owner.fingerprint.hex: Known(name=owner.name, with_proof=True) for owner in home.owners.list()}


def confirmed_for(
    home: Home, verified: VerifiedShieldingData, owner_fingerprint: str | None, *, accept_unknown: bool
) -> ConfirmedShieldingData:
    """The file with its owner confirmed: as told, else known here, else (`accept_unknown`) by nobody.

    Raises `OWNER_UNKNOWN`, and `FINGERPRINT` for one that is none.
    """
    if accept_unknown:
        return accept_unknown_owner(verified)
    expected = _expected_owner(home, None, owner_fingerprint)
    return confirm_owner(verified, expected=expected, known=known_pairs(home))


def open_with(home: Home, confirmed: ConfirmedShieldingData, key: Key) -> Contents:
    """The secrets, opened with a key. Raises `NOT_A_RECIPIENT`, `CANNOT_OPEN`, and what loading the key raises."""
    if key.pfx is not None:
        entry = read_pfx(read_input(key.pfx, MAX_PFX), key.secret)
        return open_contents(confirmed, entry.certificate, entry.key)
    owner = home.owners.load(key.owner or "", key.secret)
    return open_contents(confirmed, owner.encryption, owner.unwrapper)


def remember(home: Home, verified: VerifiedShieldingData, *, in_place_of_newer: bool = False) -> tuple[str, ...]:
    """What to say of the revision. A memory that cannot be used stops nobody: the file itself is saved or verified.

    `in_place_of_newer`: a person decided that this revision counts from now on.
    """
    header = verified.header
    try:
        owner = verified.owner.fingerprint.hex
        warning = home.revisions.notice(
            header.id, owner, header.revision, verified.sha256, in_place_of_newer=in_place_of_newer
        )
    except ShieldwizError as error:
        return (
            f"This computer cannot remember which revision this is, and would not notice an older one: {error.message}",
        )
    return (warning.sentence,) if warning is not None else ()


def report_of(home: Home, name: str, verified: VerifiedShieldingData, contents: Contents | None) -> dict[str, Any]:
    """The JSON object of a file, with the names that this computer knows."""
    return with_names(shielding_data_report(name, verified, contents), known_names(home))
