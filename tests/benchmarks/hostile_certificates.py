# SPDX-License-Identifier: Apache-2.0
"""Certificates, PFX files and revocation lists that try to take long or much memory, up to the cap of 1 MiB."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs7, pkcs12
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import INTEGER, OCTET_STRING, SEQUENCE, encode_tlv
from shieldwiz.certificates.issuing import AUTHORITY, SIGNING
from shieldwiz.certificates.pfx_attributes import MAX_ROUNDS
from shieldwiz.owners.pfx_structure import _mac_key
from tests.attacks.parties import crowd, genuine, mallory, with_modulus
from tests.simulated_fabric import BEGIN, END, NOW, authority, certificate

CAP = 1 << 20
PASSWORD = "sample-only-42"
Named = tuple[str, bytes]

_DATA = bytes.fromhex("06092a864886f70d010701")
_ENCRYPTED_DATA = bytes.fromhex("06092a864886f70d010706")
_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_PBKDF2 = bytes.fromhex("06092a864886f70d01050c")
_SCRYPT = bytes.fromhex("06092b06010401da47040b")
_HMAC_SHA512 = bytes.fromhex("300c06082a864886f70d020b0500")
_HMAC_SHA256 = bytes.fromhex("300c06082a864886f70d02090500")
_AES_256_CBC = bytes.fromhex("060960864801650304012a")
_SHROUDED_KEY = bytes.fromhex("060b2a864886f70d010c0a0102")
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_SALT, _IV = b"8 bytes.", bytes(16)


def sequence(*parts: bytes) -> bytes:
    return encode_tlv(SEQUENCE, b"".join(parts))


def filled(unit: bytes, begin: bytes = b"", end: bytes = b"", *, cap: int = CAP) -> bytes:
    """The unit as often as it fits."""
    return begin + unit * ((cap - len(begin) - len(end)) // len(unit)) + end


def nested(tag: int, size: int) -> bytes:
    """Elements inside each other, each with the longest form of length."""
    heads = []
    while size > 5:
        size -= 5
        heads.append(bytes([tag, 0x83]) + size.to_bytes(3, "big"))
    return b"".join(heads)


def certificate_files() -> Iterator[Named]:
    """For the readers of certificates: as the file itself and as the root that a person chose."""
    keys = crowd(8_192, (1 << 63) + 1)
    pem = b"".join(one.pem for one in keys)
    yield "64 keys of 8192 bits, PEM", pem
    yield "64 keys of 8192 bits, P7B", pkcs7.serialize_certificates([one.x509 for one in keys], Encoding.DER)
    small = pkcs7.serialize_certificates([genuine().signing.x509] * 1_100, Encoding.DER)
    yield "1,100 certificates, P7B", small
    yield "900 certificates, PEM", filled(genuine().signing.pem)
    yield "one key of 8192 bits", keys[0].der
    yield "one key of 400,000 bits", with_modulus(genuine().signing, (1 << 400_000) - 1).der
    yield "PEM marks", filled(b"-----BEGIN CERTIFICATE-----\n")
    yield "PEM marks in pairs", filled(b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
    yield "sequences in each other", nested(SEQUENCE, CAP)
    yield "one sequence of empty ones", sequence(b"\x30\x00" * (CAP // 2 - 8))
    yield "base64 with white space", filled(b"M \n")
    yield "base64 of sequences in each other", base64.b64encode(nested(SEQUENCE, CAP * 3 // 4 - 8))
    yield "the same in UTF-16", base64.b64encode(nested(SEQUENCE, CAP * 3 // 8)).decode().encode("utf-16")
    yield from _long_certificates()
    yield "a maze of authorities", _maze()


def _long_certificates() -> Iterator[Named]:
    """Certificates of the 64 KiB that one may have, full of one thing."""
    key = genuine().signing_key
    relative = x509.RelativeDistinguishedName([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    yield "a name of 2,500 parts", _issued(key, name=x509.Name([relative] * 2_500)).der
    usages = [x509.ObjectIdentifier(f"1.3.6.1.4.1.{number}") for number in range(5_500)]
    yield "5,500 extended key usages", _issued(key, x509.ExtendedKeyUsage(usages)).der
    names = [x509.DNSName(f"*.{number}") for number in range(7_000)]
    yield "7,000 host names", _issued(key, x509.SubjectAlternativeName(names)).der
    wild = [x509.DNSName("*." + "a." * 120 + "b") for number in range(240)]
    yield "240 long host names", _issued(key, x509.SubjectAlternativeName(wild)).der
    unknown = [x509.UnrecognizedExtension(x509.ObjectIdentifier(f"1.2.3.{n}"), b"") for n in range(5_000)]
    yield "5,000 extensions", _issued(key, *unknown).der
    policies = [x509.PolicyInformation(x509.ObjectIdentifier(f"1.2.{n}"), ["x"]) for n in range(2_600)]
    yield "2,600 policies", _issued(key, x509.CertificatePolicies(policies)).der
    constraints = x509.NameConstraints([x509.DNSName(f"{n}.x") for n in range(5_000)], None)
    yield "5,000 name constraints", _issued(key, constraints).der
    address = x509.UniformResourceIdentifier("a" * 60_000)
    yield "a long address", _issued(key, x509.IssuerAlternativeName([address])).der


def _issued(key: RSAPrivateKey, *extensions: x509.ExtensionType, name: x509.Name | None = None) -> Certificate:
    name = name or x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hostile")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 4_711, BEGIN, END)
    # Adding them one by one would look at all before, each time.
    builder._extensions = [x509.Extension(one.oid, False, one) for one in extensions]
    return Certificate.from_der(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))


def _maze() -> bytes:
    """A leaf, and 63 authorities of one key of which each may have issued each, and none leads anywhere."""
    key = mallory().signing_key
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("A", "B")]
    found = [certificate(key, "leaf", SIGNING, issuer=(certificate(key, "A", AUTHORITY), key))]
    for number in range(63):
        issuer, subject = names[number % 2], names[(number + 1) % 2]
        builder = x509.CertificateBuilder(issuer, subject, key.public_key(), number + 1, BEGIN, END)
        for extension in certificate(key, "A", AUTHORITY).x509.extensions:
            builder = builder.add_extension(extension.value, critical=extension.critical)
        found.append(Certificate.from_der(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)))
    return b"".join(one.pem for one in found)


def revocation_lists() -> Iterator[Named]:
    """Lists by the authority of `leaf_with_list`, or that look like it."""
    long = _list([_entry(number) for number in range(1, 25_001)])
    yield "25,000 entries", long.public_bytes(Encoding.DER)
    yield "the same in PEM, cut, and much behind it", filled(b"A", long.public_bytes(Encoding.PEM)[:-400])
    reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
    reasons = _list([_entry(number, reason) for number in range(1, 17_001)])
    yield "17,000 entries with reasons", reasons.public_bytes(Encoding.DER)
    unknown = [x509.UnrecognizedExtension(x509.ObjectIdentifier(f"1.2.3.{n}"), b"") for n in range(60_000)]
    yield "60,000 extensions", _list([], *unknown).public_bytes(Encoding.DER)
    yield "sequences in each other", nested(SEQUENCE, CAP)
    yield "PEM marks", filled(b"-----BEGIN X509 CRL-----\n")


def _list(entries: list[x509.RevokedCertificate], *extensions: x509.ExtensionType) -> x509.CertificateRevocationList:
    issuer, key = authority("Hostile")
    builder = x509.CertificateRevocationListBuilder(issuer.x509.subject, NOW - timedelta(days=1), END, [], entries)
    builder._extensions = [x509.Extension(one.oid, False, one) for one in extensions]
    return builder.sign(key, hashes.SHA256())


def _entry(number: int, *extensions: x509.ExtensionType) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder(number, NOW - timedelta(days=2))
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.build()


def leaf_with_list() -> Certificate:
    """The certificate whose serial number the lists are asked for."""
    return certificate(genuine().signing_key, "Listed", SIGNING, issuer=authority("Hostile"))


def pfx_files() -> Iterator[Named]:
    """All open with `PASSWORD` as far as the work that they ask for allows."""
    most, much = MAX_ROUNDS - 10, (1 << 31) - 1
    yield "as many rounds as allowed", _pfx(_bag(_pbkdf2(most, _HMAC_SHA512)))
    yield "two billion rounds in sight", _pfx(_bag(_pbkdf2(much, _HMAC_SHA512)))
    yield "two billion rounds, hidden", _pfx(_bag(_pbkdf2(much, _HMAC_SHA512)), is_hidden=True)
    yield "scrypt of 2 GiB, hidden", _pfx(_bag(_scrypt(1 << 21)), is_hidden=True)
    yield "700 times scrypt of 16 MiB, hidden", _pfx(*[_bag(_scrypt(1 << 14))] * 700, is_hidden=True)
    yield "300 keys, hidden", _pfx(*[_bag(_pbkdf2(100_000, _HMAC_SHA512))] * 300, is_hidden=True)
    yield "790 keys", _pfx(*[_bag(_pbkdf2(1_000, _HMAC_SHA512))] * 790)
    yield "sequences in each other", nested(SEQUENCE, CAP)
    yield "octet strings in each other", _wrapped(nested(OCTET_STRING, CAP - 100))
    others = [genuine().signing.x509] * 1_000
    locked = BestAvailableEncryption(PASSWORD.encode())
    key = genuine().signing_key
    yield "1,000 certificates", pkcs12.serialize_key_and_certificates(b"x", key, genuine().signing.x509, others, locked)


def _bag(method: bytes) -> bytes:
    """A shrouded key bag whose ciphertext is nothing, locked by this method."""
    encrypted = sequence(sequence(_PBES2, sequence(method, _aes())), encode_tlv(OCTET_STRING, bytes(1_200)))
    return sequence(_SHROUDED_KEY, encode_tlv(0xA0, encrypted))


def _aes() -> bytes:
    return sequence(_AES_256_CBC, encode_tlv(OCTET_STRING, _IV))


def _integer(number: int) -> bytes:
    return encode_tlv(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _pbkdf2(rounds: int, method: bytes) -> bytes:
    return sequence(_PBKDF2, sequence(encode_tlv(OCTET_STRING, _SALT), _integer(rounds), method))


def _scrypt(cost: int) -> bytes:
    parameters = sequence(encode_tlv(OCTET_STRING, _SALT), _integer(cost), _integer(8), _integer(1))
    return sequence(_SCRYPT, parameters)


def _pfx(*bags: bytes, is_hidden: bool = False) -> bytes:
    contents = sequence(*bags)
    return _wrapped(sequence(_encrypted(contents) if is_hidden else _data(contents)))


def _data(contents: bytes) -> bytes:
    return sequence(_DATA, encode_tlv(0xA0, encode_tlv(OCTET_STRING, contents)))


def _encrypted(contents: bytes) -> bytes:
    """A content info locked with the password and one round, so that what is in it stays out of sight."""
    key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), _SALT, 1, 32)
    missing = 16 - len(contents) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(_IV)).encryptor()
    locked = encryptor.update(contents + bytes([missing]) * missing) + encryptor.finalize()
    method = sequence(_PBES2, sequence(_pbkdf2(1, _HMAC_SHA256), _aes()))
    info = sequence(_integer(0), sequence(_DATA, method, encode_tlv(0x80, locked)))
    return sequence(_ENCRYPTED_DATA, encode_tlv(0xA0, info))


def _wrapped(safes: bytes) -> bytes:
    """The PFX around it, with a MAC that fits."""
    digest = hmac.digest(_mac_key("sha256", PASSWORD, _SALT, 1), safes, "sha256")
    mac = sequence(sequence(_SHA256, encode_tlv(OCTET_STRING, digest)), encode_tlv(OCTET_STRING, _SALT), _integer(1))
    return sequence(_integer(3), _data(safes), mac)
