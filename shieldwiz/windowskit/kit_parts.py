# SPDX-License-Identifier: Apache-2.0
"""What goes into a kit, and what a person chooses about it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.owners.owner import Owner
from shieldwiz.owners.pfx import PfxForm
from shieldwiz.shieldingdata.shielding_data import Contents, Policy, Purpose, VolumeIdQualifier


class OwnerPfx(StrEnum):
    """When the owner's keys go along."""

    ALWAYS = "always"
    """They go along, and replace an owner there that has lost its private key."""
    IF_MISSING = "if-missing"
    """They go along, and are used where the owner is not on that computer yet."""
    NEVER = "never"
    """They stay here: the owner is on that computer already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitGuardian:
    """A hoster: its metadata exactly as received, and what the trust in it rests on.

    `confirmed` (UTC) is when; None where this computer does not know. `reason` is the person's own, for an override.
    """

    name: str
    guardian: Guardian
    metadata: bytes = field(repr=False)
    basis: TrustBasis
    confirmed: datetime | None = None
    reason: str = ""
    allows_expired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDisk:
    """A template disk, and Microsoft's catalog of it where the person has it."""

    qualifier: VolumeIdQualifier
    catalog: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KitInputs:
    """Everything that was decided. `source_kind` is `pdkx` or `recipe`; `pdk_name` the file that Windows will make."""

    owner: Owner
    guardians: tuple[KitGuardian, ...]
    purpose: Purpose
    policy: Policy
    disks: tuple[KitDisk, ...]
    contents: Contents = field(repr=False)
    source_kind: str
    source_sha256: str
    pdk_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitChoices:
    """What a person chooses about a kit; the defaults keep every secret locked."""

    owner_pfx: OwnerPfx = OwnerPfx.IF_MISSING
    pfx_form: PfxForm = PfxForm.SERVER_2019
    clear_answer_file: bool = False
    clear_other_files: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A kit that was made: its files by their paths in it, `kit.json` and its fingerprint, and the secrets by name."""

    kit_id: str
    files: dict[str, bytes] = field(repr=False)
    secrets: tuple[str, ...]
    notes: tuple[str, ...]
