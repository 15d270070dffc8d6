# SPDX-License-Identifier: Apache-2.0
"""Template disks that an owner trusts: described, explained, matched."""

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.rules import MAX_DISK_NAME, check_text
from shieldwiz.shieldingdata.shielding_data import TemplateVersion, VersionRule, VolumeIdQualifier
from shieldwiz.shieldingdata.volume_id import (
    MAX_VOLUME_ID,
    MatchResult,
    match_disk,
    meaning,
    read_volume_id,
    write_volume_id,
)
from shieldwiz.workflow.draft import DraftDisk
from shieldwiz.workflow.inputs import in_file, read_certificate, read_input
from shieldwiz.xml_reading import decode_base64


def describe(*, name: str, version: str, signer: str, rule: str) -> VolumeIdQualifier:
    """A qualifier from its four parts; `signer` is a certificate file. Raises `USAGE` and what reading raises."""
    return VolumeIdQualifier(
        disk_name=name,
        version=_typed_version(version),
        rule=VersionRule(rule),
        signer=read_certificate(signer),
    )


def read(name: str, *, rule: str | None = None) -> VolumeIdQualifier:
    """The qualifier in a description file, with another rule where one is given. Raises as `read_volume_id`."""
    data = read_input(name, MAX_VOLUME_ID)
    try:
        return read_volume_id(data, rule=VersionRule(rule) if rule is not None else None)
    except ShieldwizError as error:
        raise in_file(error, name) from error


def from_draft(disk: DraftDisk) -> VolumeIdQualifier:
    """The qualifier of a disk that a draft holds. Raises `VALUE`, `LIMITS` and `CERTIFICATE`."""
    der = decode_base64(disk.certificate)
    if der is None:
        raise ShieldwizError(
            Problem.VALUE,
            f"The certificate of the template disk {shown(disk.name)!r} is not base64 of one certificate.",
            "Choose the signer's certificate once more.",
            detail="certificate",
        )
    check_text(disk.name, "name", MAX_DISK_NAME)
    return VolumeIdQualifier(
        disk_name=disk.name,
        version=TemplateVersion.parse(disk.version),
        rule=VersionRule(disk.rule),
        signer=Certificate.from_der(der),
    )


def encode(qualifier: VolumeIdQualifier) -> bytes:
    """The description file of a qualifier."""
    return write_volume_id(qualifier)


def in_words(qualifier: VolumeIdQualifier) -> str:
    """What the qualifier lets in, as one sentence."""
    return meaning(qualifier)


def match(file: str, *, name: str, version: str, signer: str) -> MatchResult:
    """Whether a disk would be accepted, and if not, which condition fails. Raises as `read` and `describe`."""
    return match_disk((read(file),), name, _typed_version(version), read_certificate(signer))


def _typed_version(text: str) -> TemplateVersion:
    """The version that a person typed: where it is none, no file is at fault. Raises `USAGE`."""
    try:
        return TemplateVersion.parse(text)
    except ShieldwizError as error:
        raise ShieldwizError(Problem.USAGE, error.message, error.hint) from error
