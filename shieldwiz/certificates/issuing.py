# SPDX-License-Identifier: Apache-2.0
"""Make certificates for RSA keys of our own: self-signed, or issued by a made-up authority for practice."""

import ipaddress
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from shieldwiz.certificates.certificate import Certificate

SIGNING = frozenset({"digital_signature"})
ENCRYPTION = frozenset({"data_encipherment", "key_encipherment"})
COMMUNICATIONS = SIGNING | ENCRYPTION
AUTHORITY = frozenset({"key_cert_sign", "crl_sign"})
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def issue_certificate(
    key: RSAPrivateKey,
    subject: x509.Name,
    usages: frozenset[str],
    *,
    begin: datetime,
    end: datetime,
    issuer: tuple[Certificate, RSAPrivateKey] | None = None,
    server_names: tuple[str, ...] = (),
) -> Certificate:
    """A certificate for the public half of `key`, signed with SHA-256 by the issuer's key, else by itself.

    `usages` are names of `x509.KeyUsage`; those of `AUTHORITY` make an authority. `server_names` add server
    authentication for these host names and addresses. Serial number of 159 random bits, critical basicConstraints and
    keyUsage, subjectKeyIdentifier. Source: FORMATS 2.5.
    """
    is_authority = "key_cert_sign" in usages
    issuer_name = subject if issuer is None else issuer[0].x509.subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{name: name in usages for name in _USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if issuer is not None:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer[1].public_key())
        builder = builder.add_extension(identifier, critical=False)
    if server_names:
        names = x509.SubjectAlternativeName([_server_name(name) for name in server_names])
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(names, critical=False).add_extension(purpose, critical=False)
    signed = builder.sign(key if issuer is None else issuer[1], hashes.SHA256())
    return Certificate.from_der(signed.public_bytes(Encoding.DER))


def _server_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
