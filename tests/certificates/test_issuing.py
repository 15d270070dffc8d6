# SPDX-License-Identifier: Apache-2.0
"""Certificates that shieldwiz makes: each part as the formats say, and fit for what they are made for."""

import ipaddress
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import chain_check
from shieldwiz.certificates.form import CertificateForm, read_form
from shieldwiz.certificates.issuing import AUTHORITY, COMMUNICATIONS, ENCRYPTION, SIGNING, issue_certificate
from shieldwiz.certificates.roles import Role, check_certificate
from shieldwiz.checks import Outcome
from tests.certificates.making import BEGIN, END, named, rsa_key
from tests.simulated_fabric import NOW

SUBJECT = named("Woodgrove Guardians")


def issue(usages: frozenset[str], *, name: str = "leaf", **options: object) -> Certificate:
    return issue_certificate(rsa_key(name), SUBJECT, usages, begin=BEGIN, end=END, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def authority() -> Certificate:
    return issue_certificate(rsa_key("Root"), named("Root"), AUTHORITY, begin=BEGIN, end=END)


def criticality(certificate: Certificate) -> dict[str, bool]:
    return {one.oid._name: one.critical for one in certificate.x509.extensions}


@pytest.mark.parametrize("usages", [SIGNING, ENCRYPTION, COMMUNICATIONS, frozenset()])
def test_a_self_signed_certificate(usages: frozenset[str]) -> None:
    certificate = issue(usages)
    assert certificate.is_self_signed()
    assert certificate.x509.version is x509.Version.v3
    assert (certificate.x509.subject, certificate.x509.issuer) == (SUBJECT, SUBJECT)
    assert (certificate.not_before, certificate.not_after) == (BEGIN, END)
    assert certificate.x509.public_key() == rsa_key("leaf").public_key()
    assert isinstance(certificate.x509.signature_hash_algorithm, SHA256)
    assert isinstance(certificate.x509.signature_algorithm_parameters, PKCS1v15)
    assert criticality(certificate) == {"basicConstraints": True, "keyUsage": True, "subjectKeyIdentifier": False}
    form = read_form(certificate)
    assert isinstance(form, CertificateForm)
    assert (form.usages, form.is_authority) == (usages, False)


@pytest.mark.parametrize(
    ("usages", "role"),
    [(SIGNING, Role.SIGNING), (ENCRYPTION, Role.ENCRYPTION), (COMMUNICATIONS, Role.COMMUNICATIONS)],
)
def test_each_is_fit_for_its_role(usages: frozenset[str], role: Role) -> None:
    checks = check_certificate(issue(usages), role, now=NOW)
    assert {check.outcome for check in checks} <= {Outcome.PASS, Outcome.NOTE}


def test_serial_numbers_are_positive_and_never_the_same() -> None:
    numbers = {issue(SIGNING).serial_number for _ in range(30)}
    assert len(numbers) == 30
    assert all(0 < number < 1 << 159 for number in numbers)
    assert max(numbers).bit_length() > 140


def test_issued_by_an_authority(authority: Certificate) -> None:
    certificate = issue(SIGNING, issuer=(authority, rsa_key("Root")))
    assert not certificate.is_self_signed()
    assert certificate.x509.issuer == authority.x509.subject
    key = authority.x509.public_key()
    assert isinstance(key, RSAPublicKey)
    key.verify(certificate.x509.signature, certificate.x509.tbs_certificate_bytes, PKCS1v15(), SHA256())
    assert criticality(certificate)["authorityKeyIdentifier"] is False
    own = authority.x509.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    named_there = certificate.x509.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    assert named_there.key_identifier == own.digest
    reached = chain_check(certificate, roots=(authority,), intermediates=(), now=NOW, about="signing")
    assert reached.reason == "reached"


def test_an_authority(authority: Certificate) -> None:
    constraints = authority.x509.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (constraints.ca, constraints.path_length) == (True, None)
    form = read_form(authority)
    assert isinstance(form, CertificateForm)
    assert form.usages == AUTHORITY


def test_names_of_a_server() -> None:
    hosts = ("hgs.contoso.test", "10.0.0.5", "2001:db8::5", "*.contoso.test")
    certificate = issue(COMMUNICATIONS, server_names=hosts)
    found = certificate.x509.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert found.get_values_for_type(x509.DNSName) == ["hgs.contoso.test", "*.contoso.test"]
    assert found.get_values_for_type(x509.IPAddress) == [
        ipaddress.ip_address("10.0.0.5"),
        ipaddress.ip_address("2001:db8::5"),
    ]
    purposes = certificate.x509.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert criticality(certificate)["subjectAltName"] is criticality(certificate)["extendedKeyUsage"] is False
    checks = check_certificate(certificate, Role.HTTPS, now=NOW, hosts=("any.contoso.test", *hosts[:3]))
    assert {check.outcome for check in checks} == {Outcome.PASS}


def test_openssl_finds_nothing_wrong(authority: Certificate, tmp_path: Path) -> None:
    root, leaf = tmp_path / "root.pem", tmp_path / "leaf.pem"
    root.write_bytes(authority.pem)
    leaf.write_bytes(issue(COMMUNICATIONS, issuer=(authority, rsa_key("Root")), server_names=("a.test",)).pem)
    program = (
        "openssl",
        "verify",
        "-x509_strict",
        "-attime",
        str(int(NOW.timestamp())),
        "-CAfile",
        str(root),
        str(leaf),
    )
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{leaf}: OK\n"), done.stderr
