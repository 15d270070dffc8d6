# SPDX-License-Identifier: Apache-2.0
"""A shielding data file as plain data, and the types that say how much of it has been proved."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.keyprotector.protector import KeyProtector, Wrapping
from shieldwiz.keyprotector.verify import ProtectorVerdict
from shieldwiz.shieldingdata.purpose import Policy, Purpose, VersionRule

__all__ = [
    "ConfirmedShieldingData",
    "Contents",
    "Header",
    "NamedFile",
    "Policy",
    "Purpose",
    "ShieldingData",
    "TemplateVersion",
    "VerifiedShieldingData",
    "VersionRule",
    "VolumeIdQualifier",
]

_VERSION = re.compile(r"(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})")
_MAX_VERSION_PART = 65_535


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TemplateVersion:
    """The version of a template disk: four numbers from 0 to 65535, compared from the left."""

    parts: tuple[int, int, int, int]

    @classmethod
    def parse(cls, text: str) -> Self:
        """`a.b.c.d` without leading zeros. Raises `VALUE`."""
        match = _VERSION.fullmatch(text)
        if match is None or any(int(part) > _MAX_VERSION_PART for part in match.groups()):
            raise ShieldwizError(
                Problem.VALUE,
                f"{shown(text, 60)!r} is not the version of a template disk.",
                "Write four numbers from 0 to 65535 with dots between them, like 1.0.0.0.",
                detail="Version",
            )
        first, second, third, fourth = (int(part) for part in match.groups())
        return cls(parts=(first, second, third, fourth))

    def __str__(self) -> str:
        return ".".join(str(part) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeIdQualifier:
    """Which template disk may be used: its name, who signed its catalog, and which versions."""

    disk_name: str
    version: TemplateVersion
    rule: VersionRule
    signer: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A file inside the secrets: its plain name and its bytes, exactly as they came."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The secrets: the answer file (for a template, else None) and the other files, in order."""

    answer_file: NamedFile | None = None
    other_files: tuple[NamedFile, ...] = ()

    @property
    def files(self) -> tuple[NamedFile, ...]:
        """All files, the answer file first."""
        return self.other_files if self.answer_file is None else (self.answer_file, *self.other_files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands in the clear, under the owner's signature.

    `id` is a lower-case UUID that stays the same through all revisions; `created` is when this revision was written
    (UTC, whole seconds) by a clock that nobody vouches for; `description` may be empty.
    """

    id: str
    revision: int
    created: datetime
    purpose: Purpose
    policy: Policy
    description: str = ""
    volume_id_qualifiers: tuple[VolumeIdQualifier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShieldingData:
    """A shielding data file: header, key protector, and the secrets as IV, ciphertext and tag."""

    header: Header
    protector: KeyProtector
    encrypted_contents: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedShieldingData:
    """A file that is whole: rules D1 to D12 passed, every signature was made by the owner that it names.

    Only `read.read_shielding_data` makes one. Who that owner is, it does not say: `read.confirm_owner` asks that.
    `data` is the file itself, byte for byte.
    """

    shielding_data: ShieldingData
    verdict: ProtectorVerdict
    data: bytes = field(repr=False)

    @property
    def header(self) -> Header:
        """What stands in the clear."""
        return self.shielding_data.header

    @property
    def protector(self) -> KeyProtector:
        """The key protector; its `xml` is what is exported."""
        return self.shielding_data.protector

    @property
    def owner(self) -> Wrapping:
        """The owner's pair of certificates."""
        return self.protector.owner

    @property
    def guardians(self) -> tuple[Wrapping, ...]:
        """Who else may open it."""
        return self.protector.guardians

    @property
    def recipients(self) -> tuple[GuardianFingerprint, ...]:
        """The fingerprints of all who may open it, the owner first."""
        return tuple(wrapping.fingerprint for wrapping in self.protector.wrappings)

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, 64 lower-case hex digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedShieldingData:
    """A whole file whose owner is the one asked for, one that this computer knows, or one that a person accepted.

    Rule D13: contents stay shut until then. Only `read.confirm_owner` and `read.accept_unknown_owner` make one.
    """

    verified: VerifiedShieldingData
