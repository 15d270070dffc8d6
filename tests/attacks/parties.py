# SPDX-License-Identifier: Apache-2.0
"""Those who meet in the attacks on metadata: a hoster, and Mallory, who has keys and certificates of her own."""

import hashlib
import math
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import INTEGER, SEQUENCE, encode_tlv, read_one
from shieldwiz.certificates.issuing import COMMUNICATIONS, ENCRYPTION, SIGNING, issue_certificate

NOW = datetime(2026, 12, 1, tzinfo=UTC)

_RSA_ENCRYPTION = bytes.fromhex("06092a864886f70d010101")
# DigestInfo up to the digest (RFC 8017, 9.2): also of hashes with which no library signs any more.
_DIGEST_INFO = {
    "md5": bytes.fromhex("3020300c06082a864886f70d020505000410"),
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha224": bytes.fromhex("302d300d06096086480165030402040500041c"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoster:
    """Three RSA keys and a certificate for each."""

    signing_key: rsa.RSAPrivateKey
    encryption_key: rsa.RSAPrivateKey
    communications_key: rsa.RSAPrivateKey
    signing: Certificate
    encryption: Certificate
    communications: Certificate


@cache
def hoster(name: str) -> Hoster:
    """The same hoster for the same name."""
    signing, encryption, communications = (
        rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3)
    )
    return Hoster(
        signing_key=signing,
        encryption_key=encryption,
        communications_key=communications,
        signing=certificate(signing, f"{name} Signing", SIGNING),
        encryption=certificate(encryption, f"{name} Encryption", ENCRYPTION),
        communications=certificate(communications, f"{name} Communications", COMMUNICATIONS),
    )


def certificate(key: rsa.RSAPrivateKey, common_name: str, usages: frozenset[str]) -> Certificate:
    """A self-signed certificate that holds for ten years."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    begin = NOW - timedelta(days=1)
    return issue_certificate(key, subject, usages, begin=begin, end=begin + timedelta(days=3_650))


def with_modulus(certificate_: Certificate, modulus: int, exponent: int = 65537) -> Certificate:
    """The certificate with another key; the signature over it does not fit any more."""
    signed, method, signature = read_one(certificate_.der, SEQUENCE).children()
    numbers = b"".join(encode_tlv(INTEGER, n.to_bytes(n.bit_length() // 8 + 1, "big")) for n in (modulus, exponent))
    old = next(part for part in signed.children() if _RSA_ENCRYPTION in part.value[:20])
    algorithm = old.children()[0]
    key = encode_tlv(SEQUENCE, algorithm.encoded + encode_tlv(0x03, b"\0" + encode_tlv(SEQUENCE, numbers)))
    inside = encode_tlv(SEQUENCE, signed.value.replace(old.encoded, key))
    return Certificate.from_der(encode_tlv(SEQUENCE, inside + method.encoded + signature.encoded))


@cache
def crowd(bits: int, exponent: int = 65537) -> tuple[Certificate, ...]:
    """64 certificates with keys of their own, whose moduli have no small factors, as sound ones have none."""
    small = math.prod(n for n in range(3, 4_000, 2) if all(n % d for d in range(3, math.isqrt(n) + 1, 2)))
    found: list[Certificate] = []
    while len(found) < 64:
        modulus = secrets.randbits(bits) | 1 | 1 << bits - 1
        if math.gcd(modulus % small, small) == 1:
            found.append(with_modulus(mallory().signing, modulus, exponent))
    return tuple(found)


def genuine() -> Hoster:
    """The hoster whose communications certificate the person holds."""
    return hoster("Contoso")


def mallory() -> Hoster:
    """The attacker, a hoster of her own."""
    return hoster("Mallory")


def pkcs1v15(key: rsa.RSAPrivateKey, hash_name: str, data: bytes) -> bytes:
    """An RSASSA-PKCS1-v1_5 signature with any hash of the table above."""
    if hash_name in _HASHES:
        return key.sign(data, padding.PKCS1v15(), _HASHES[hash_name])
    return raw_rsa(key, padded(key.public_key(), hash_name, data))


def padded(key: rsa.RSAPublicKey, hash_name: str, data: bytes) -> bytes:
    """What stands in such a signature before RSA is applied."""
    info = _DIGEST_INFO[hash_name] + hashlib.new(hash_name, data, usedforsecurity=False).digest()
    return b"\0\1" + b"\xff" * (key.key_size // 8 - 3 - len(info)) + b"\0" + info


def raw_rsa(key: rsa.RSAPrivateKey, block: bytes) -> bytes:
    """RSA without any padding."""
    n = key.private_numbers()
    number = int.from_bytes(block, "big")
    of_p, of_q = pow(number % n.p, n.dmp1, n.p), pow(number % n.q, n.dmq1, n.q)
    value = of_q + (of_p - of_q) * n.iqmp % n.p * n.q
    return value.to_bytes(key.key_size // 8, "big")


def pss(
    key: rsa.RSAPrivateKey, data: bytes, *, salt_length: int = 32, mgf: hashes.HashAlgorithm | None = None
) -> bytes:
    """An RSASSA-PSS signature with SHA-256."""
    scheme = padding.PSS(mgf=padding.MGF1(mgf or hashes.SHA256()), salt_length=salt_length)
    return key.sign(data, scheme, hashes.SHA256())
