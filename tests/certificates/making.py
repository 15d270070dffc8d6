# SPDX-License-Identifier: Apache-2.0
"""Certificates as strange as a test wants them. Keys are made once for each name and process."""

import datetime as dt
import ipaddress
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import SEQUENCE, Tlv, encode_tlv, read_one
from shieldwiz.certificates.issuing import AUTHORITY, SIGNING
from tests.simulated_fabric import NOW, pkcs1v15

BEGIN = NOW - dt.timedelta(days=300)
END = NOW + dt.timedelta(days=3_000)
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
SERIAL = 4_711
SUBJECT = "Contoso Ltd"  # a fixed text, so that tests can find and change it in the DER

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
_WITH_RSA = {
    name: encode_tlv(SEQUENCE, bytes.fromhex(f"06092a864886f70d0101{number:02x}0500"))
    for name, number in (("md5", 4), ("sha1", 5), ("sha256", 11), ("sha384", 12), ("sha512", 13), ("sha224", 14))
}

Extension = tuple[x509.ExtensionType, bool]


@cache
def rsa_key(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def named(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A certificate that issues others, and its key."""

    certificate: Certificate
    key: CertificateIssuerPrivateKeyTypes


def made(
    key: rsa.RSAPrivateKey | None = None,
    *,
    subject: str | x509.Name = SUBJECT,
    by: Authority | None = None,
    usages: frozenset[str] | None = SIGNING,
    extensions: tuple[Extension, ...] = (),
    begin: dt.datetime = BEGIN,
    end: dt.datetime = END,
    serial_number: int = SERIAL,
    algorithm: SHA256 | SHA384 | SHA512 | None = None,
) -> Certificate:
    """A leaf certificate, self-signed unless an authority is given, with no extension but those asked for."""
    key = key or rsa_key("leaf")
    name = named(subject) if isinstance(subject, str) else subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by.certificate.x509.subject if by else name)
        .public_key(key.public_key())
        .serial_number(serial_number)
        .not_valid_before(begin)
        .not_valid_after(end)
    )
    if usages is not None:
        builder = builder.add_extension(key_usage(usages), critical=True)
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    signed = builder.sign(by.key if by else key, algorithm or SHA256())
    return Certificate.from_der(signed.public_bytes(Encoding.DER))


def key_usage(usages: frozenset[str]) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in usages for name in _USAGES})


def authority(
    name: str,
    *,
    by: Authority | None = None,
    key: CertificateIssuerPrivateKeyTypes | None = None,
    is_ca: bool = True,
    path_length: int | None = None,
    usages: frozenset[str] | None = AUTHORITY,
    extensions: tuple[Extension, ...] = (),
    begin: dt.datetime = BEGIN,
    end: dt.datetime = END,
    serial_number: int | None = None,
) -> Authority:
    """An authority of that name; where no other one issues it, a root."""
    key = key or rsa_key(name)
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(by.certificate.x509.subject if by else named(name))
        .public_key(key.public_key())
        .serial_number(serial_number or x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=path_length), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if usages is not None:
        builder = builder.add_extension(key_usage(usages), critical=True)
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    signed = builder.sign(by.key if by else key, SHA256())
    return Authority(certificate=Certificate.from_der(signed.public_bytes(Encoding.DER)), key=key)


def names(*dns_names: str, addresses: tuple[str, ...] = ()) -> Extension:
    """Alternative names; `dns_names` in the form in which they stand in certificates."""
    return (
        x509.SubjectAlternativeName(
            [
                *(x509.DNSName(name) for name in dns_names),
                *(x509.IPAddress(ipaddress.ip_address(one)) for one in addresses),
            ]
        ),
        False,
    )


def extended(*identifiers: str, is_critical: bool = False) -> Extension:
    return x509.ExtendedKeyUsage([x509.ObjectIdentifier(one) for one in identifiers]), is_critical


def constrained(*, is_ca: bool, path_length: int | None = None) -> Extension:
    return x509.BasicConstraints(ca=is_ca, path_length=path_length), True


def parts(certificate: Certificate) -> tuple[Tlv, Tlv, Tlv]:
    """What is signed, the method, the signature."""
    signed, method, signature = read_one(certificate.der, SEQUENCE).children()
    return signed, method, signature


def changed(certificate: Certificate, old: bytes, new: bytes, *, times: int = 1) -> Certificate:
    """With other bytes of any length in what is signed; no element but the outermost ones is measured anew."""
    signed, method, signature = parts(certificate)
    assert signed.value.count(old) >= times
    inside = encode_tlv(SEQUENCE, signed.value.replace(old, new, times))
    return Certificate.from_der(encode_tlv(SEQUENCE, inside + method.encoded + signature.encoded))


def with_fields(certificate: Certificate, fields: dict[int, bytes]) -> Certificate:
    """With whole fields of what is signed replaced by others: 0 version, 1 serial number ... 7 extensions."""
    signed, method, signature = parts(certificate)
    inside = b"".join(fields.get(at, one.encoded) for at, one in enumerate(signed.children()))
    return Certificate.from_der(encode_tlv(SEQUENCE, encode_tlv(SEQUENCE, inside) + method.encoded + signature.encoded))


def resigned(certificate: Certificate, key: rsa.RSAPrivateKey, hash_name: str) -> Certificate:
    """The same certificate issued with another hash, also with one that no library signs with any more."""
    signed, _, _ = parts(certificate)
    method = _WITH_RSA[hash_name]
    fields = [one.encoded for one in signed.children()]
    fields[2] = method
    inside = encode_tlv(SEQUENCE, b"".join(fields))
    signature = encode_tlv(0x03, b"\0" + pkcs1v15(key, hash_name, inside))
    return Certificate.from_der(encode_tlv(SEQUENCE, inside + method + signature))


def with_method(certificate: Certificate, method: bytes) -> Certificate:
    """With other bytes in both places that name the method of the signature, which does not fit any more."""
    signed, _, signature = parts(certificate)
    fields = [one.encoded for one in signed.children()]
    fields[2] = method
    return Certificate.from_der(
        encode_tlv(SEQUENCE, encode_tlv(SEQUENCE, b"".join(fields)) + method + signature.encoded)
    )


def with_key(certificate: Certificate, key: bytes) -> Certificate:
    """With another SubjectPublicKeyInfo (DER)."""
    return with_fields(certificate, {6: key})
