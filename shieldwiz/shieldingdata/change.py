# SPDX-License-Identifier: Apache-2.0
"""Edit a shielding data file, let guardians in, take guardians out. Source: FORMATS 4.8.

Owner only. Every change makes a new revision under a new transport key: the same id, every row wrapped anew, the
guardians' own signatures carried on from the old rows. The owner's row stays for ever.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.keyprotector.protector import Recipient
from shieldwiz.keyprotector.unseal import require_owner, without
from shieldwiz.owners.owner import Owner
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import confirm_owner
from shieldwiz.shieldingdata.shielding_data import Contents, Policy, VerifiedShieldingData, VolumeIdQualifier
from shieldwiz.shieldingdata.write import next_revision, write_shielding_data


def edit_shielding_data(
    verified: VerifiedShieldingData,
    owner: Owner,
    *,
    now: datetime,
    policy: Policy | None = None,
    description: str | None = None,
    volume_id_qualifiers: tuple[VolumeIdQualifier, ...] | None = None,
    contents: Contents | None = None,
    grant: Iterable[Recipient] = (),
    revoke: Iterable[GuardianFingerprint] = (),
) -> VerifiedShieldingData:
    """The next revision with other settings or contents; what is None stays. The purpose always stays.

    Guardians may be let in and taken out at the same time. Raises `OWNER_UNKNOWN` for another owner, and what
    `write.create_shielding_data`, `grant_guardians` and `revoke_guardians` raise.
    """
    return _next(
        verified,
        owner,
        (*without(verified.protector, revoke), *grant),
        now=now,
        policy=policy,
        description=description,
        volume_id_qualifiers=volume_id_qualifiers,
        contents=contents,
    )


def grant_guardians(
    verified: VerifiedShieldingData, owner: Owner, guardians: Iterable[Recipient], *, now: datetime
) -> VerifiedShieldingData:
    """The next revision, which lets these guardians in too. Raises as `edit_shielding_data` and `seal`."""
    return _next(verified, owner, (*verified.guardians, *guardians), now=now)


def revoke_guardians(
    verified: VerifiedShieldingData, owner: Owner, fingerprints: Iterable[GuardianFingerprint], *, now: datetime
) -> VerifiedShieldingData:
    """The next revision, which these guardians cannot open. Older files that they have, they still can.

    Raises as `edit_shielding_data`, `NOT_A_RECIPIENT` for a guardian that is not let in, `USAGE` for the owner.
    """
    return _next(verified, owner, without(verified.protector, fingerprints), now=now)


def _next(
    verified: VerifiedShieldingData,
    owner: Owner,
    guardians: tuple[Recipient, ...],
    *,
    now: datetime,
    policy: Policy | None = None,
    description: str | None = None,
    volume_id_qualifiers: tuple[VolumeIdQualifier, ...] | None = None,
    contents: Contents | None = None,
) -> VerifiedShieldingData:
    old = verified.header
    require_owner(verified.protector, owner)
    if contents is None:
        confirmed = confirm_owner(verified, expected=owner.fingerprint.hex)
        contents = open_contents(confirmed, owner.encryption, owner.unwrapper)
    revision, created = next_revision(old, now=now)
    header = replace(
        old,
        revision=revision,
        created=created,
        policy=old.policy if policy is None else policy,
        description=old.description if description is None else description,
        volume_id_qualifiers=old.volume_id_qualifiers if volume_id_qualifiers is None else volume_id_qualifiers,
    )
    return write_shielding_data(header, owner=owner, guardians=guardians, contents=contents)
