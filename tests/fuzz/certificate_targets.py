# SPDX-License-Identifier: Apache-2.0
"""Certificates in every container, and revocation lists, under fire."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import revocation_check
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.judgement import Vouching, judge_certificate_file
from shieldwiz.certificates.roles import Role
from shieldwiz.errors import ShieldwizError
from tests.fuzz.der_mutators import mutate_der
from tests.fuzz.mutators import in_base64, mutate_bytes, one_of
from tests.fuzz.targets import CERTIFICATES, METADATA, NOW, Result, Target, WrongError, private_key, result_of


@cache
def _authority() -> Certificate:
    return Certificate.from_der((METADATA / "certs" / "private-ca.cer").read_bytes())


def _der_seeds() -> Iterator[bytes]:
    for folder in (CERTIFICATES, METADATA / "certs"):
        for path in sorted(folder.glob("*.cer")):
            if path.stat().st_size:
                yield path.read_bytes()


def _files(*patterns: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for pattern in patterns for path in sorted(CERTIFICATES.glob(pattern)))


@cache
def _vouching() -> Vouching:
    return Vouching(now=NOW, roots=(_authority(),), crls=(_revocation_list(),), hosts=("hgs.example", "10.0.0.1"))


@cache
def _sound_certificates() -> frozenset[bytes]:
    found = set(_der_seeds())
    for data in _files("*.pem", "*.p7b", "*.txt"):
        try:
            found.add(read_certificate_file(data).leaf.der)
        except ShieldwizError:
            continue
    return frozenset(found)


def _run_certificate(data: bytes) -> Result:
    verdict = judge_certificate_file(data, tuple(Role), _vouching())
    if not verdict.certificates:
        return Result.REFUSED
    leaf = verdict.certificates[0]
    if Certificate.from_der(leaf.der) != leaf:
        raise WrongError("a certificate that does not read as itself")
    is_known = leaf.der in _sound_certificates()
    reached = any(check.id == "chain" and check.reason == "reached" for check in verdict.checks)
    if reached and not is_known:
        raise WrongError("the authority never issued this certificate")
    judge_certificate_file(data, tuple(Role), Vouching(now=NOW))
    return result_of(is_equal=is_known)


@cache
def _revocation_list() -> bytes:
    """A list by the authority of the samples, on which another certificate stands."""
    revoked = x509.RevokedCertificateBuilder().serial_number(4_711).revocation_date(NOW - timedelta(days=2)).build()
    builder = x509.CertificateRevocationListBuilder().issuer_name(_authority().x509.subject)
    builder = builder.last_update(NOW - timedelta(days=1)).next_update(NOW + timedelta(days=365))
    signed = builder.add_revoked_certificate(revoked).sign(private_key("private-ca"), hashes.SHA256())
    return signed.public_bytes(Encoding.DER)


def _run_revocation_list(data: bytes) -> Result:
    leaf = Certificate.from_der((METADATA / "certs" / "signing-ca-issued.cer").read_bytes())
    check = revocation_check(leaf, crls=(data,), issuers=(leaf, _authority()), now=NOW, about="signing")
    if check.reason not in ("revoked", "not-revoked"):
        return Result.REFUSED
    return result_of(is_equal=x509.load_der_x509_crl(data).tbs_certlist_bytes == _signed_list())


@cache
def _signed_list() -> bytes:
    return x509.load_der_x509_crl(_revocation_list()).tbs_certlist_bytes


def targets() -> Iterator[Target]:
    der = one_of(mutate_bytes, mutate_der, mutate_der)
    for name, seeds, mutate in (
        ("DER", tuple(_der_seeds()), der),
        ("PEM and base64", _files("*.pem", "*.txt"), one_of(mutate_bytes, in_base64(mutate_der))),
        ("P7B", _files("*.p7b"), der),
    ):
        yield Target(name=f"certificate, {name}", seeds=seeds, mutate=mutate, run=_run_certificate, may_differ=True)
    yield Target(name="revocation list", seeds=(_revocation_list(),), mutate=der, run=_run_revocation_list)
