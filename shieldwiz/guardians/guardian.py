# SPDX-License-Identifier: Apache-2.0
"""A guardian: the pair of certificates that may open key protectors, and the one value that names the pair."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Self

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import is_hidden, shown
from shieldwiz.guardians.pair_signatures import CertificateSignature, verify_signature

_DECIMAL_DIGITS = 60
_HEX_DIGITS = 64
_THUMBPRINT_DIGITS = 40
_SEPARATORS = re.compile(r"[\s:\-\u2010-\u2015.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianFingerprint:
    """SHA-256( SHA-256(signing DER) || SHA-256(encryption DER) ), 32 bytes.

    The phone form is not the digest itself but 60 decimal digits made from it, so a fingerprint that a person read
    out is compared by `matches`, never by equality.
    """

    digest: bytes

    @classmethod
    def of(cls, signing: Certificate, encryption: Certificate) -> Self:
        """The fingerprint of a pair."""
        parts = hashlib.sha256(signing.der).digest() + hashlib.sha256(encryption.der).digest()
        return cls(digest=hashlib.sha256(parts).digest())

    @property
    def hex(self) -> str:
        """64 lower-case hex digits, for machines and QR codes."""
        return self.digest.hex()

    @property
    def digits(self) -> str:
        """60 decimal digits for the phone: the digest as a big-endian integer modulo 10^60."""
        return f"{int.from_bytes(self.digest, 'big') % 10**_DECIMAL_DIGITS:060d}"

    @property
    def groups(self) -> tuple[str, ...]:
        """The phone form in 12 groups of 5 digits."""
        digits = self.digits
        return tuple(digits[at : at + 5] for at in range(0, _DECIMAL_DIGITS, 5))

    def matches(self, told: str) -> bool:
        """Whether this is the value that `told` (as `parse_fingerprint` gives it) names, in either form."""
        return told in (self.hex, self.digits)


def parse_fingerprint(text: str, *, decimal: bool = True) -> str:
    """A fingerprint as a person gave it, as 64 lower-case hex digits or (where `decimal`) 60 decimal digits.

    Spaces, dashes, colons, dots, line breaks and case are ignored. Raises `FINGERPRINT` naming what is wrong: a
    Windows thumbprint, another length, a character that no fingerprint has.
    """
    plain = _SEPARATORS.sub("", "".join(c for c in text if c.isspace() or not is_hidden(c))).lower()
    if decimal and re.fullmatch(rf"[0-9]{{{_DECIMAL_DIGITS}}}", plain):
        return plain
    if re.fullmatch(rf"[0-9a-f]{{{_HEX_DIGITS}}}", plain):
        return plain
    forms = "64 hex digits" + (" or 60 decimal digits" if decimal else "")
    ask = "Ask for the whole SHA-256 value."
    hint = f"A fingerprint has {forms}. {ask}"
    odd = re.search(r"[^0-9a-f]", plain)
    if odd:
        raise ShieldwizError(Problem.FINGERPRINT, f"This contains {shown(odd[0])!r}, which no fingerprint has.", hint)
    if len(plain) == _THUMBPRINT_DIGITS:
        raise ShieldwizError(
            Problem.FINGERPRINT,
            "This is a Windows thumbprint (SHA-1, 40 digits). It is too weak to prove anything.",
            hint,
        )
    raise ShieldwizError(Problem.FINGERPRINT, f"This has {len(plain)} digits; a fingerprint has {forms}.", ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """A signing and an encryption certificate that passed the structure rules.

    Two guardians are equal when their certificates are; the name is for display alone. The signatures are those of
    the metadata: a key protector carries `encryption_signature` on.
    """

    name: str = field(compare=False)
    signing: Certificate
    encryption: Certificate
    encryption_signature: CertificateSignature = field(compare=False)
    self_signature: CertificateSignature = field(compare=False)

    @property
    def fingerprint(self) -> GuardianFingerprint:
        """The one value that covers both certificates."""
        return GuardianFingerprint.of(self.signing, self.encryption)

    def vouches_for_encryption(self) -> bool | None:
        """Whether the signing key signed the encryption certificate's DER; None where that was not evaluated."""
        signature = self.encryption_signature
        if signature.has_parameters:
            return None
        return verify_signature(signature.algorithm, self.signing, signature.value, self.encryption.der)
