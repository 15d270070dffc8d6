# SPDX-License-Identifier: Apache-2.0
"""A damaged or foreign revocation list says nothing; it never ends the program, and never calls anything sound."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import revocation_check
from shieldwiz.certificates.issuing import AUTHORITY, SIGNING, issue_certificate
from shieldwiz.checks import Outcome
from tests.attacks.parties import mallory
from tests.simulated_fabric import NOW

REVOKED = 4_711


class Authority:
    """An authority that issued one certificate and keeps a list."""

    def __init__(self) -> None:
        self.key: RSAPrivateKey = generate_private_key(public_exponent=65537, key_size=2048)
        self.name = _name("Authority")
        begin, end = NOW - timedelta(days=9), NOW + timedelta(days=900)
        self.certificate = issue_certificate(self.key, self.name, AUTHORITY, begin=begin, end=end)
        issuer = (self.certificate, self.key)
        self.issued = issue_certificate(
            mallory().signing_key, _name("Issued"), SIGNING, begin=begin, end=end, issuer=issuer
        )

    def revocation_list(self, serial_number: int = REVOKED, *, key: RSAPrivateKey | None = None) -> bytes:
        entry = x509.RevokedCertificateBuilder().serial_number(serial_number).revocation_date(NOW - timedelta(days=2))
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        builder = builder.last_update(NOW - timedelta(days=1)).next_update(NOW + timedelta(days=30))
        signed = builder.add_revoked_certificate(entry.build()).sign(key or self.key, SHA256())
        return signed.public_bytes(Encoding.DER)

    def says(self, data: bytes, certificate: Certificate | None = None) -> tuple[Outcome, str]:
        check = revocation_check(
            certificate or self.issued, crls=(data,), issuers=(self.certificate,), now=NOW, about="signing"
        )
        return check.outcome, check.reason


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def test_a_sound_list_is_believed(authority: Authority) -> None:
    assert authority.says(authority.revocation_list()) == (Outcome.PASS, "not-revoked")
    listed = authority.revocation_list(authority.issued.x509.serial_number)
    assert authority.says(listed) == (Outcome.FAIL, "revoked")


def _damaged(sound: bytes) -> Iterator[tuple[str, bytes]]:
    name = _name("Authority").public_bytes()
    entry = b"\x02\x02\x12\x67\x17\x0d"  # serial number 4711 and the tag of its date
    assert name in sound
    assert entry in sound
    version = sound.index(b"\x02\x01\x01\x30")
    yield "of a version that does not exist", sound[: version + 2] + b"\x11" + sound[version + 3 :]
    yield "an empty part in the name", sound.replace(name[2:4], b"\x05" + name[3:4], 1)
    yield "a name of another kind", sound.replace(name, b"\x31" + name[1:], 1)
    yield "text of another kind in the name", sound.replace(b"\x0c\x09Authority", b"\x03\x09Authority", 1)
    yield "a date of another kind", sound.replace(entry, entry[:-2] + b"\x04\x0d", 1)
    yield "a negative number", sound.replace(entry, b"\x02\x02\x82\x67\x17\x0d", 1)
    yield "one bit of its signature", sound[:-1] + bytes([sound[-1] ^ 1])
    yield "cut", sound[:-20]
    yield "longer", sound + b"\0"
    yield "nothing", b""
    yield "PEM of nothing", b"-----BEGIN X509 CRL-----\n-----END X509 CRL-----\n"
    yield "PEM of something else", b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"


def test_no_damaged_list_is_believed(authority: Authority) -> None:
    for name, data in _damaged(authority.revocation_list()):
        assert authority.says(data) == (Outcome.NOT_EVALUATED, "no-fitting-list"), name


def test_nor_one_by_somebody_else(authority: Authority) -> None:
    data = authority.revocation_list(key=mallory().signing_key)
    assert authority.says(data) == (Outcome.NOT_EVALUATED, "no-fitting-list")


def test_nor_does_a_certificate_with_a_damaged_issuer_end_the_program(authority: Authority) -> None:
    der = authority.issued.der
    odd = Certificate.from_der(der.replace(b"\x0c\x09Authority", b"\x03\x09Authority", 1))
    assert odd.der != der
    assert authority.says(authority.revocation_list(), odd) == (Outcome.NOT_EVALUATED, "no-fitting-list")
