# SPDX-License-Identifier: Apache-2.0
"""Rules K8 and K9: each signature has its own answer."""

import base64

import pytest

from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem
from shieldwiz.keyprotector.encoding import read_bare
from shieldwiz.keyprotector.verify import ProtectorVerdict, judge
from tests.keyprotector.parties import HMAC_SHA256, RSA_SHA256, between, forged, party, swap


def outcomes(verdict: ProtectorVerdict) -> dict[tuple[str, str], Outcome]:
    return {(check.id, check.about): check.outcome for check in verdict.checks}


def test_every_signature_and_method_has_a_check(sealed: bytes) -> None:
    verdict = judge(read_bare(sealed))
    assert verdict.is_verified
    assert verdict.signed_by_owner
    assert verdict.refusal is None
    assert verdict.not_evaluated is None
    ids = ("signing-certificate-signature", "encryption-certificate-signature", "transport-key-method")
    assert list(outcomes(verdict)) == [
        *((check_id, f"wrapping {number}") for number in (1, 2, 3) for check_id in ids),
        ("transport-key-signature-method", ""),
        ("guardian-signature", "wrapping 1"),
    ]
    assert set(outcomes(verdict).values()) == {Outcome.PASS}
    assert verdict.checks[0].detail == ("In wrapping 1, the signature over the signing certificate by wrapping 1 fits.")


@pytest.mark.parametrize(
    ("number", "check_id", "element"),
    [
        (2, "signing-certificate-signature", "SigningCertificateSignature"),
        (3, "encryption-certificate-signature", "EncryptionCertificateSignature"),
    ],
)
def test_k8_a_signature_by_another_key_fails_alone(sealed: bytes, number: int, check_id: str, element: str) -> None:
    old = between(sealed.decode(), "<SignatureValue>", "<", number)
    new = base64.b64encode(party("East").signer.sign(b"whatever")).decode()
    verdict = judge(read_bare(forged(sealed, swap(old, new), party("Finance"))))
    failed = [check for check in verdict.checks if check.outcome is Outcome.FAIL]
    assert [(check.id, check.about) for check in failed] == [(check_id, "wrapping 2")]
    assert not verdict.is_verified
    refusal = verdict.refusal
    assert refusal is not None
    assert (refusal.problem, refusal.rule) == (Problem.CERTIFICATE_SIGNATURE, "K8")
    assert refusal.detail == f"{element}, wrapping 2"


def test_k8_a_foreign_encryption_certificate_beside_a_guardians_signing_certificate_fails(sealed: bytes) -> None:
    text = sealed.decode()
    old = between(text, "<EncryptionCertificate>", "<", 1)
    new = base64.b64encode(party("East").encryption.der).decode()
    verdict = judge(read_bare(forged(sealed, swap(old, new), party("Finance"))))
    refusal = verdict.refusal
    assert refusal is not None
    assert (refusal.problem, refusal.rule) == (Problem.CERTIFICATE_SIGNATURE, "K8")


def test_k9_a_changed_byte_inside_wrappings_breaks_the_signature_over_all(sealed: bytes) -> None:
    cipher = between(sealed.decode(), "<CipherValue>", "<", 1)
    other = ("A" if cipher[10] != "A" else "B").join((cipher[:10], cipher[11:]))
    verdict = judge(read_bare(sealed.replace(cipher.encode(), other.encode())))
    assert outcomes(verdict)["guardian-signature", "wrapping 1"] is Outcome.FAIL
    refusal = verdict.refusal
    assert refusal is not None
    assert (refusal.problem, refusal.rule, refusal.detail) == (
        Problem.GUARDIAN_SIGNATURE,
        "K9",
        "GuardianSignature, wrapping 1",
    )


@pytest.mark.parametrize(
    ("old", "new", "check_id"),
    [
        (RSA_SHA256, "urn:vendor:sig", "signing-certificate-signature"),
        ("http://www.w3.org/2009/xmlenc11#rsa-oaep", "urn:vendor:wrap", "transport-key-method"),
        ("http://www.w3.org/2021/04/xmldsig-more#hkdf", "urn:vendor:kdf", "transport-key-signature-method"),
        (
            f'<Signature Algorithm="{HMAC_SHA256}',
            '<Signature Algorithm="urn:vendor:mac',
            "transport-key-signature-method",
        ),
    ],
)
def test_an_unknown_algorithm_never_counts_as_verified(sealed: bytes, old: str, new: str, check_id: str) -> None:
    verdict = judge(read_bare(forged(sealed, swap(old, new), party("Finance"))))
    open_checks = [check for check in verdict.checks if check.outcome is Outcome.NOT_EVALUATED]
    assert [check.id for check in open_checks] == [check_id]
    assert open_checks[0].reason == new.rpartition('"')[2]
    assert verdict.refusal is None
    assert not verdict.is_verified
    error = verdict.not_evaluated
    assert error is not None
    assert (error.problem, error.rule) == (Problem.ALGORITHM, "K3")
    assert error.detail.startswith("urn:vendor:")


def test_another_prefix_inside_what_is_signed_breaks_the_signature(sealed: bytes) -> None:
    inside = sealed.replace(b"ds:DigestMethod", b"d:DigestMethod").replace(b"xmlns:ds=", b"xmlns:d=")
    refusal = judge(read_bare(inside)).refusal
    assert refusal is not None
    assert refusal.problem is Problem.GUARDIAN_SIGNATURE
    outside = sealed.replace(b"dsig-more:", b"m:").replace(b"xmlns:dsig-more=", b"xmlns:m=")
    assert judge(read_bare(outside)).is_verified
