# SPDX-License-Identifier: Apache-2.0
"""Template disks that an owner trusts: described, explained, matched."""

from shieldwiz.shieldingdata.shielding_data import TemplateVersion, VersionRule, VolumeIdQualifier
from shieldwiz.shieldingdata.volume_id import (
    MAX_VOLUME_ID,
    MatchResult,
    match_disk,
    meaning,
    read_volume_id,
    write_volume_id,
)
from shieldwiz.workflow.inputs import read_certificate, read_input


def describe(*, name: str, version: str, signer: str, rule: str) -> VolumeIdQualifier:
    """A qualifier from its four parts; `signer` is a certificate file. Raises `VALUE` and what reading raises."""
    return VolumeIdQualifier(
        disk_name=name,
        version=TemplateVersion.parse(version),
        rule=VersionRule(rule),
        signer=read_certificate(signer),
    )


def read(name: str, *, rule: str | None = None) -> VolumeIdQualifier:
    """The qualifier in a description file, with another rule where one is given. Raises as `read_volume_id`."""
    data = read_input(name, MAX_VOLUME_ID)
    return read_volume_id(data, rule=VersionRule(rule) if rule is not None else None)


def encode(qualifier: VolumeIdQualifier) -> bytes:
    """The description file of a qualifier."""
    return write_volume_id(qualifier)


def in_words(qualifier: VolumeIdQualifier) -> str:
    """What the qualifier lets in, as one sentence."""
    return meaning(qualifier)


def match(file: str, *, name: str, version: str, signer: str) -> MatchResult:
    """Whether a disk would be accepted, and if not, which condition fails. Raises as `read` and `describe`."""
    return match_disk((read(file),), name, TemplateVersion.parse(version), read_certificate(signer))
