# SPDX-License-Identifier: Apache-2.0
"""What a person brought from outside the document, and what a judgement makes of it."""

from dataclasses import dataclass
from enum import StrEnum

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Check, VerdictWord, open_ids
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint


class TrustBasis(StrEnum):
    """What proves whose keys these are; `OVERRIDE` proves nothing and is what a person takes upon himself."""

    SIGNER = "signer"
    GUARDIAN_FINGERPRINT = "guardian-fingerprint"
    ROOT = "root"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A guardian as it was imported before, with what confirmed it then.

    `communications` is the certificate that may speak for this guardian: one that was itself confirmed. Whoever
    merely signed a document whose pair was confirmed may be anybody who signed it again.
    """

    name: str
    signing: Certificate
    encryption: Certificate
    communications: Certificate | None
    basis: TrustBasis

    @property
    def fingerprint(self) -> GuardianFingerprint:
        """The fingerprint of the pinned pair."""
        return GuardianFingerprint.of(self.signing, self.encryption)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmations:
    """Everything a person confirmed, chose or allowed for one judgement. Nothing is confirmed by default.

    `signer_fingerprint` is 64 hex digits, `guardian_fingerprint` what `parse_fingerprint` gives; `crls` are files as
    read; `replace_pin` takes other keys under a known name; `own_pairs` the hex fingerprints of the owners on this
    computer, which are no hosters.
    """

    signer: Certificate | None = None
    signer_fingerprint: str | None = None
    guardian_fingerprint: str | None = None
    roots: tuple[Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    allow_expired: bool = False
    allow_untrusted_root: bool = False
    ignore_communications_signature: bool = False
    pin: Pin | None = None
    replace_pin: bool = False
    own_pairs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Whose key made the communications signature, and whether the person confirmed that certificate."""

    certificate: Certificate
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement: the word, what it rests on, and every check behind it.

    `guardian` is None when refused: nothing of a refused document is handed on.
    """

    word: VerdictWord
    trust_basis: TrustBasis | None
    checks: tuple[Check, ...]
    guardian: Guardian | None
    signer: Signer | None
    other_signing_certificates: tuple[Certificate, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[str, ...]:
        """The ids of the checks that wait for a person."""
        return open_ids(self.checks)
