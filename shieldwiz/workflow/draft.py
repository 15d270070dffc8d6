# SPDX-License-Identifier: Apache-2.0
"""What was decided so far about a file to be made. It holds names of files and guardians, and never a secret.

Costs no cryptography to import, so that the window can hold one.
"""

from dataclasses import dataclass

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.shieldingdata.purpose import Policy, Purpose, VersionRule

__all__ = ["Draft", "DraftDisk", "Policy", "Purpose", "VersionRule", "missing", "require_whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDisk:
    """A template disk that is described in the draft itself, rather than in a file of its own.

    `certificate` is the signer's certificate as base64 of its DER; `file` and `signer_file` say which file the whole
    or the certificate came from, where one did.
    """

    name: str
    version: str
    rule: VersionRule = VersionRule.GREATER_THAN_OR_EQUALS
    certificate: str
    file: str = ""
    signer_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Every field may still be empty; `missing` says what a file needs. Guardians by name or fingerprint; files by
    their paths. `without_hosters` says that a file for nobody but the owner is meant. `allow` names rules for answer
    files (AF-...) whose findings a person accepts.
    """

    output: str = ""
    owner: str = ""
    guardians: tuple[str, ...] = ()
    purpose: Purpose = Purpose.SHIELDED_TEMPLATE
    policy: Policy = Policy.SHIELDED
    description: str = ""
    volume_ids: tuple[str, ...] = ()
    disks: tuple[DraftDisk, ...] = ()
    answer_file: str | None = None
    other_files: tuple[str, ...] = ()
    key_protector: str | None = None
    receipt: str | None = None
    windows_kit: str | None = None
    allow: tuple[str, ...] = ()
    without_hosters: bool = False
    practice: bool = False


def missing(draft: Draft) -> tuple[str, ...]:
    """What is missing or does not fit, a sentence each; empty where the file can be made."""
    found = []
    if not draft.output:
        found.append("The name of the file to make is missing.")
    if not draft.owner:
        found.append("The owner is missing.")
    has_disks = bool(draft.volume_ids or draft.disks)
    if draft.purpose is Purpose.SHIELDED_TEMPLATE:
        if not has_disks:
            found.append("A file for new virtual machines needs a template disk (--volume-id).")
        if draft.answer_file is None:
            found.append("A file for new virtual machines needs an answer file (--answer-file).")
    else:
        if has_disks:
            found.append("A file for an existing virtual machine has no template disks.")
        if draft.answer_file is not None:
            found.append("A file for an existing virtual machine has no answer file.")
    return tuple(found)


def require_whole(draft: Draft) -> None:
    """Raise `RECIPE` with all that is missing."""
    found = missing(draft)
    if found:
        raise ShieldwizError(Problem.RECIPE, " ".join(found), "Nothing was made.")
