# SPDX-License-Identifier: Apache-2.0
"""What the trust in a hoster rests on, in words that the script on Windows prints beside its name."""

from datetime import UTC
from typing import Any

from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.windowskit.kit_parts import KitGuardian

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORDS = {
    TrustBasis.SIGNER: "its signer was confirmed",
    TrustBasis.GUARDIAN_FINGERPRINT: "its fingerprint was compared",
    TrustBasis.ROOT: "a root that was chosen stands behind it",
    TrustBasis.OVERRIDE: "accepted without proof",
}


def basis_document(one: KitGuardian) -> dict[str, Any]:
    """`kind`, `when` and `reason`, and all of it as one clause in `says`."""
    moment = one.confirmed.astimezone(UTC) if one.confirmed is not None else None
    says = _WORDS[one.basis]
    if moment is not None:
        says += f", {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if one.reason:
        says += f": {shown(one.reason)}"
    return {
        "kind": one.basis.value,
        "when": moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else None,
        "reason": shown(one.reason),
        "says": says,
    }
