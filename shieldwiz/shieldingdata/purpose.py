# SPDX-License-Identifier: Apache-2.0
"""The three choices in a shielding data file that have names of their own. Costs no cryptography to import."""

from enum import StrEnum


class Purpose(StrEnum):
    """What the file is for."""

    SHIELDED_TEMPLATE = "ShieldedTemplate"
    EXISTING_VM = "ExistingVM"


class Policy(StrEnum):
    """How closed the VM is."""

    SHIELDED = "Shielded"
    ENCRYPTION_SUPPORTED = "EncryptionSupported"


class VersionRule(StrEnum):
    """How a template disk's version must compare with the one named. Spelled as New-VolumeIDQualifier spells it."""

    EQUALS = "Equals"
    GREATER_THAN = "GreaterThan"
    GREATER_THAN_OR_EQUALS = "GreaterThanOrEquals"
