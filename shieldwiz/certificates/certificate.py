# SPDX-License-Identifier: Apache-2.0
"""One X.509 certificate, and what people call it by."""

import hashlib
import warnings
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate as X509Certificate
from cryptography.x509 import InvalidVersion, ObjectIdentifier, load_der_x509_certificate

from shieldwiz.certificates.der import OBJECT_IDENTIFIER, SEQUENCE, Tlv, read_one
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown

RSA_ENCRYPTION = ObjectIdentifier("1.2.840.113549.1.1.1")
RSA_IDENTIFIER = bytes.fromhex("06092a864886f70d010101")  # the same in DER

_BIT_STRING = 0x03
_EXPLICIT_VERSION = 0xA0


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One DER object that loads as an X.509 certificate and encodes to the same bytes again.

    Loading is lazy in the library below, so holding one proves little about key, names, dates or extensions:
    `roles.check_certificate` looks at all of them. Two are equal when their bytes are.
    """

    der: bytes
    x509: X509Certificate = field(compare=False, repr=False)

    @classmethod
    def from_der(cls, der: bytes) -> Self:
        """The certificate behind exactly these bytes. Raises `CERTIFICATE` (rule V07)."""
        loaded = _loaded(der)
        if loaded is None:
            raise _unreadable("it cannot be read as an X.509 certificate")
        return cls(der=der, x509=loaded)

    def __reduce__(self) -> tuple[object, ...]:
        """So that it can go to a worker process: the bytes are the whole of it."""
        return (type(self).from_der, (self.der,))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the DER, 64 lower-case hex digits."""
        return hashlib.sha256(self.der).hexdigest()

    @property
    def thumbprint(self) -> str:
        """Windows' SHA-1 thumbprint, 40 upper-case hex digits: for looking up in Windows only, never compared."""
        return hashlib.sha1(self.der, usedforsecurity=False).hexdigest().upper()

    @property
    def base64(self) -> bytes:
        """The DER as one line of base64 (RFC 4648), ASCII bytes."""
        return b64encode(self.der)

    @property
    def pem(self) -> bytes:
        """The certificate as PEM, LF, ASCII bytes."""
        return self.x509.public_bytes(Encoding.PEM)

    @property
    def subject(self) -> str:
        """The subject for people, hidden characters escaped; a placeholder where it is malformed."""
        try:
            return shown(self.x509.subject.rfc4514_string()) or "(no subject)"
        except (ValueError, TypeError):
            return "(malformed subject)"

    @property
    def issuer(self) -> str:
        """The issuer for people, hidden characters escaped; a placeholder where it is malformed."""
        try:
            return shown(self.x509.issuer.rfc4514_string()) or "(no issuer)"
        except (ValueError, TypeError):
            return "(malformed issuer)"

    @property
    def not_before(self) -> datetime:
        """First moment of validity, UTC. Raises `CERTIFICATE` where the date is malformed."""
        try:
            return self.x509.not_valid_before_utc
        except ValueError as error:
            raise _unreadable("its dates are malformed") from error

    @property
    def not_after(self) -> datetime:
        """Last moment of validity, UTC. Raises `CERTIFICATE` where the date is malformed."""
        try:
            return self.x509.not_valid_after_utc
        except ValueError as error:
            raise _unreadable("its dates are malformed") from error

    def is_self_signed(self) -> bool:
        """Whether its own key made the signature on it. A copied issuer name alone does not count."""
        parsed = self.x509
        try:
            if parsed.subject != parsed.issuer:
                return False
            key = parsed.public_key()
            if not isinstance(key, RSAPublicKey):
                parsed.verify_directly_issued_by(parsed)
                return True
            scheme, algorithm = parsed.signature_algorithm_parameters, parsed.signature_hash_algorithm
            if not isinstance(scheme, PKCS1v15 | PSS) or algorithm is None:
                return False
            key.verify(parsed.signature, parsed.tbs_certificate_bytes, scheme, algorithm)  # SHA-1 too, unlike above
        except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
            return False
        return True

    @property
    def serial_number(self) -> int:
        """The serial number, which may be zero or negative."""
        return int.from_bytes(self.fields()[0].value, "big", signed=True)

    def fields(self) -> tuple[Tlv, ...]:
        """What is signed, from the serial number on: serial number, method, issuer, dates, subject, key, and more.

        What loaded has all of these.
        """
        signed = read_one(self.der, SEQUENCE).children()[0].children()
        return signed[1:] if signed[0].tag == _EXPLICIT_VERSION else signed

    def rsa_numbers(self) -> tuple[int, int] | None:
        """Modulus and exponent as they stand in the certificate, however bad; None where it has no plain RSA key.

        The library refuses some of them without a word about why, so they are read from the DER.
        """
        try:
            algorithm, bits, *_ = self.fields()[5].fields(SEQUENCE, _BIT_STRING)
            if algorithm.fields(OBJECT_IDENTIFIER)[0].encoded != RSA_IDENTIFIER:
                return None
            modulus, exponent, *_ = read_one(bits.value[1:], SEQUENCE).children()
            return modulus.number(), exponent.number()
        except (ShieldwizError, ValueError):  # an element too few, a number that is none
            return None

    def rsa_key(self) -> RSAPublicKey | None:
        """The public key where it is a plain RSA key (rsaEncryption, rule W1), else None."""
        try:
            if self.x509.public_key_algorithm_oid != RSA_ENCRYPTION:
                return None
            key = self.x509.public_key()
        except (ValueError, TypeError, UnsupportedAlgorithm):
            return None
        return key if isinstance(key, RSAPublicKey) else None


def _loaded(der: bytes) -> X509Certificate | None:
    """None where the library refuses it, or would write it with other bytes, because it was lenient."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd serial numbers and names, at which the roles' rules look
            loaded = load_der_x509_certificate(der)
            with suppress(ValueError, TypeError):
                _ = loaded.subject  # read when it is asked for first, then kept
            with suppress(ValueError, TypeError):
                _ = loaded.issuer
        return loaded if loaded.public_bytes(Encoding.DER) == der else None
    except (ValueError, TypeError, UnsupportedAlgorithm, InvalidVersion):
        return None


def _unreadable(what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.CERTIFICATE,
        f"This is not one sound certificate: {what}.",
        "Ask for the certificate file once more.",
        rule="V07",
    )
