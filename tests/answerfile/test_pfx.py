# SPDX-License-Identifier: Apache-2.0
"""Certificates for Remote Desktop that are made for a rule each."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shieldwiz.answerfile.doors import View
from shieldwiz.answerfile.given import OtherFile
from shieldwiz.answerfile.reading import read_document
from shieldwiz.answerfile.rules_pfx import FINDERS, opened
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import encode_tlv
from tests.answerfile.making import Case, pfx
from tests.answerfile.samples import NOW
from tests.certificates.file_making import sequence
from tests.certificates.test_certificate import DATES, with_part

_PASSWORD = "Pfx-Gravel-2207"
_USES = x509.ObjectIdentifier("2.5.29.37")
_SMALL = rsa.generate_private_key(public_exponent=65537, key_size=1024)


def _made(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = _SMALL,
    *,
    end: datetime = NOW + timedelta(days=400),
    names: tuple[str, ...] = ("*.tenant.example",),
    has_key: bool = True,
    extension: x509.ExtensionType | None = None,
) -> Case:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rdp")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(end)
    )
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False
        )
    if extension is not None:
        builder = builder.add_extension(extension, critical=False)
    certificate = builder.sign(key, hashes.SHA256())
    data = pkcs12.serialize_key_and_certificates(
        b"rdp",
        key if has_key else None,
        certificate if has_key else None,
        None if has_key else [certificate],
        BestAvailableEncryption(_PASSWORD.encode()),
    )
    case = pfx()
    script = case.given.other_files[1]
    return replace(case, given=replace(case.given, other_files=(OtherFile(name="rdp.pfx", data=data), script)))


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: _made(has_key=False), "AF-PFX-NOKEY"),
        (_made, "AF-PFX-WEAK"),
        (lambda: _made(end=NOW + timedelta(days=30)), "AF-PFX-EXPIRES-SOON"),
        (lambda: _made(names=()), "AF-PFX-WILDCARD"),
        (
            lambda: _made(extension=x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.37"), b"\x30\x80")),
            "AF-PFX-EKU",
        ),
        (lambda: _made(extension=x509.UnrecognizedExtension(_USES, b"x")), "AF-PFX-EKU"),
    ],
)
def test_a_certificate_breaks_a_rule(make: Callable[[], Case], rule: str) -> None:
    assert rule in make().ids()


def test_a_good_one_breaks_none() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    case = _made(key, extension=x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]))
    assert not [rule for rule in case.ids() if rule.startswith("AF-PFX")]


def test_a_password_in_base64_is_found() -> None:
    encoded = base64.b64encode(_PASSWORD.encode("utf-16-le")).decode()
    line = f"[Convert]::FromBase64String('{encoded}') + [Convert]::FromBase64String('////')"
    case = pfx(script=(f"ConvertTo-SecureString -String '{_PASSWORD}'", line))
    assert "AF-PFX-PASSWORD" not in case.ids()


def test_what_is_no_pfx_and_a_password_that_is_no_text() -> None:
    case = pfx()
    script = case.given.other_files[1]
    wrong = case.told(other_files=(OtherFile(name="rdp.pfx", data=b"x"), script), pfx_passwords=("\ud800",))
    assert "AF-PFX-PASSWORD" in wrong.ids()


_YEAR_0 = encode_tlv(0x18, b"00000101000000Z")  # loading is lazy: it turns out when a rule asks for it


def _fired(certificate: Certificate) -> set[str]:
    """The rules that fire where this certificate is in the PFX."""
    case = pfx()
    document, _ = read_document(case.data)
    assert document is not None
    view = View(document, case.given)
    (found,) = opened(view).values()
    assert found is not None
    view.memory["pfx"] = {"rdp.pfx": replace(found, certificate=certificate)}
    return {rule for rule, find in FINDERS.items() if list(find(view))}


@pytest.mark.parametrize("date", [0, 1])
def test_a_malformed_date_counts_as_expired(date: int) -> None:
    good = encode_tlv(0x17, b"260101000000Z")
    spoilt = with_part(DATES, sequence(*((_YEAR_0, good) if date == 0 else (good, _YEAR_0))))
    fired = _fired(spoilt)
    assert "AF-PFX-EXPIRED" in fired
    assert "AF-PFX-EXPIRES-SOON" not in fired


def test_an_unknown_signature_is_not_called_weak() -> None:
    der = _made(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    document, _ = read_document(der.data)
    assert document is not None
    (found,) = opened(View(document, der.given)).values()
    assert found is not None
    assert found.certificate is not None
    sha256, unknown = b"*\x86H\x86\xf7\r\x01\x01\x0b", b"*\x86H\x86\xf7\r\x01\x01\x7f"
    assert sha256 in found.certificate.der
    assert "AF-PFX-WEAK" not in _fired(Certificate.from_der(found.certificate.der.replace(sha256, unknown)))
