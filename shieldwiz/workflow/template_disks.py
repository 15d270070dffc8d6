# SPDX-License-Identifier: Apache-2.0
"""Template disks as the window shows them: described, explained, tried; with what a person should know of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import write_file
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.shielding_data import TemplateVersion, VersionRule, VolumeIdQualifier
from shieldwiz.shieldingdata.volume_id import match_disk, meaning, write_volume_id
from shieldwiz.workflow import volume_ids
from shieldwiz.workflow.certificate_facts import certificate_facts
from shieldwiz.workflow.draft import DraftDisk
from shieldwiz.workflow.inputs import read_certificate
from shieldwiz.workflow.judged_document import certificate_of


def read_disk(file: str) -> dict[str, Any]:
    """The disk of a description file. Raises `KIND`, `VALUE`, `LIMITS`, `CERTIFICATE`, and what reading raises."""
    qualifier = volume_ids.read(file)
    return _facts(replace(_draft_disk(qualifier), file=file), qualifier)


def new_disk(
    name: str,
    version: str,
    *,
    rule: str = "",
    signer_file: str = "",
    signer_data: bytes = b"",
    signer_certificate: str = "",
) -> dict[str, Any]:
    """A disk from its parts; the signer is a file, bytes, or base64 of its certificate.

    The rule is *this or newer* where none is given.

    Raises `VALUE` (`detail` names the field: name, Version, signer), `LIMITS`, and what reading a certificate raises.
    """
    signer = _signer(signer_file, signer_data, signer_certificate)
    disk = DraftDisk(
        name=name,
        version=version,
        rule=VersionRule(rule) if rule else VersionRule.GREATER_THAN_OR_EQUALS,
        certificate=signer.base64.decode("ascii"),
        signer_file=signer_file,
    )
    return _facts(disk, volume_ids.from_draft(disk))


def show_disks(disks: Sequence[DraftDisk], now: datetime) -> dict[str, Any]:
    """The disks of a draft, and warnings by their `index`: what cannot be used, and what is wider than it need be."""
    shown_disks: list[dict[str, Any] | None] = []
    warnings: list[dict[str, Any]] = []
    qualifiers: list[VolumeIdQualifier] = []
    for index, disk in enumerate(disks):
        try:
            qualifier = volume_ids.from_draft(disk)
        except ShieldwizError as error:
            warnings.append({"index": index, "id": "invalid", "detail": f"{error.message} {error.hint}".strip()})
            shown_disks.append(None)
            continue
        warnings += [{"index": index, **warning} for warning in _warnings(qualifier, qualifiers, now)]
        qualifiers.append(qualifier)
        shown_disks.append(_facts(disk, qualifier))
    return {"disks": shown_disks, "warnings": warnings}


def try_disk(
    disks: Sequence[DraftDisk],
    name: str,
    version: str,
    *,
    signer_file: str = "",
    signer_data: bytes = b"",
    signer_certificate: str = "",
) -> dict[str, Any]:
    """Would a disk be accepted? `failed` is the condition that is not met (name, signer, version), or None.

    Raises `VALUE` for a version that is none or a missing signer, and what reading a certificate raises.
    """
    signer = _signer(signer_file, signer_data, signer_certificate)
    qualifiers = [volume_ids.from_draft(disk) for disk in disks]
    result = match_disk(qualifiers, name, TemplateVersion.parse(version), signer)
    return {
        "accepted": result.is_accepted,
        "failed": result.failed.value if result.failed is not None else None,
        "sentence": result.sentence,
    }


def save_disk(disk: DraftDisk, file: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Write the description file of a disk. Raises as `write_file`."""
    write_file(Path(file), write_volume_id(volume_ids.from_draft(disk)), overwrite=overwrite)
    return {"file": file}


def _facts(disk: DraftDisk, qualifier: VolumeIdQualifier) -> dict[str, Any]:
    return {
        "disk": disk,
        "name": qualifier.disk_name,
        "version": str(qualifier.version),
        "rule": qualifier.rule.value,
        "signer": certificate_facts("disk-signer", qualifier.signer),
        "sha256": qualifier.signer.fingerprint,
        "sentence": meaning(qualifier),
    }


def _draft_disk(qualifier: VolumeIdQualifier) -> DraftDisk:
    return DraftDisk(
        name=qualifier.disk_name,
        version=str(qualifier.version),
        rule=qualifier.rule,
        certificate=qualifier.signer.base64.decode("ascii"),
    )


def _signer(file: str, data: bytes, certificate: str) -> Certificate:
    if data:
        return certificate_of(data)
    if certificate:
        return volume_ids.from_draft(DraftDisk(name="x", version="1.0.0.0", certificate=certificate)).signer
    if file:
        return read_certificate(file)
    raise ShieldwizError(
        Problem.VALUE,
        "The certificate that signed the disk's catalog is missing.",
        "Choose its file.",
        detail="signer",
    )


def _warnings(qualifier: VolumeIdQualifier, others: Sequence[VolumeIdQualifier], now: datetime) -> list[dict[str, str]]:
    """What to know of one disk beside those above it."""
    found = []
    name = shown(qualifier.disk_name)
    same = [other for other in others if (other.disk_name, other.signer) == (qualifier.disk_name, qualifier.signer)]
    if qualifier in others:
        found.append({"id": "twice", "detail": f"{name} is listed twice, with the same version, rule and signer."})
    elif same:
        text = f"{name} is listed with two rules. The wider of them decides, so the other changes nothing."
        found.append({"id": "twice", "detail": text})
    if set(qualifier.disk_name) & set("*?"):
        text = f"{name} holds a wildcard, so it fits every disk of such a name from this signer."
        found.append({"id": "wide", "detail": text})
    elif qualifier.rule is not VersionRule.EQUALS and qualifier.version.parts == (0, 0, 0, 0):
        found.append({"id": "wide", "detail": f"Every version of {name} from this signer is let in."})
    try:
        end = qualifier.signer.not_after
    except ShieldwizError:
        return found
    if end < now:
        text = f"The certificate that signed {name} expired on {end:%d %B %Y}. Ask whether a newer disk exists."
        found.append({"id": "signer-expired", "detail": text})
    return found
