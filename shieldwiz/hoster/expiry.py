# SPDX-License-Identifier: Apache-2.0
"""What it means when a certificate around a Host Guardian Service runs out: for most of them, little.

Source: HOSTERS_DESK 5.
"""

from dataclasses import dataclass
from datetime import datetime

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.roles import Role
from shieldwiz.errors import ShieldwizError

TLS_ALARMS = (60, 30, 14, 7)  # days before
ALARMS = (90, 30)

_PAIR_MEANING = (
    "VMs and existing shielding data go on. Certificates are looked at once, when metadata is imported; people who "
    "import it from then on have to allow expired certificates."
)
_TLS_ADVICE = (
    "Renew it before that day by the normal process, and give it to each node: Set-HgsServer -Http -Https "
    "-HttpsCertificatePath ... -HttpsCertificatePassword (Read-Host -AsSecureString). It is never replicated."
)
_PAIR = (
    _PAIR_MEANING,
    "Add a new pair, make it primary, and keep the old one enabled. Never renew it with another key.",
)
_MEANINGS = {
    Role.SIGNING: _PAIR,
    Role.ENCRYPTION: _PAIR,
    Role.COMMUNICATIONS: (
        "Little risk: VMs do not depend on it; only people who verify the signature on the metadata notice.",
        "Replace it at any time with Set-HgsKeyProtectionConfiguration, and tell tenants its fingerprint.",
    ),
    Role.ATTESTATION_SIGNER: (
        "Nothing to do: HGS makes a new one by itself and spreads it to the other nodes.",
        "Leave it alone, and watch the clocks of the nodes.",
    ),
    Role.HTTPS: (
        "Hosts no longer trust the connection: they cannot attest, nor get keys, so VMs do not start.",
        _TLS_ADVICE,
    ),
    Role.DUMP_ENCRYPTION: (
        "Old dumps stay readable with the old private key, and hosts go on encrypting.",
        "Keep the private key as long as you keep dumps.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """When one certificate runs out (UTC), in whole days from the moment asked for, and what that means."""

    role: Role
    name: str
    certificate: Certificate
    end: datetime
    days: int
    meaning: str
    advice: str

    @property
    def is_outage(self) -> bool:
        """Whether something stops working then."""
        return self.role is Role.HTTPS

    @property
    def alarms(self) -> tuple[int, ...]:
        """How many days before a person wants to be reminded."""
        return TLS_ALARMS if self.is_outage else ALARMS


def expiry_of(role: Role, name: str, certificate: Certificate, now: datetime) -> Expiry | None:
    """When this certificate of `name` runs out; None where its dates cannot be read."""
    try:
        end = certificate.not_after
    except ShieldwizError:
        return None
    meaning, advice = _MEANINGS[role]
    days = (end - now).days
    return Expiry(role=role, name=name, certificate=certificate, end=end, days=days, meaning=meaning, advice=advice)
