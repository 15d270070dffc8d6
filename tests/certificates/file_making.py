# SPDX-License-Identifier: Apache-2.0
"""Certificate files for the tests of their readers, down to the last byte where a test wants it damaged."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import (
    CONTEXT_0,
    INTEGER,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    SEQUENCE,
    SET,
    Tlv,
    encode_tlv,
    read_tlv,
)
from shieldwiz.certificates.pfx_attributes import CSP_NAME, DATA, ENCRYPTED_DATA, KEY_BAG, SHROUDED_KEY_BAG

VECTORS = Path(__file__).parent.parent / "vectors"
PASSWORD = b"bolan-gedit-harun-pilot"
PROVIDER = "Microsoft Software Key Storage Provider"
ROUNDS = 2_048
HIDDEN_ROUNDS = (1 << 31) - 1  # half an hour of work

BIT_STRING = 0x03
BMP_STRING = 0x1E
NULL = b"\x05\x00"
PBES2 = bytes.fromhex("2a864886f70d01050d")
RSA_ENCRYPTION = bytes.fromhex("2a864886f70d010101")
SCRYPT = bytes.fromhex("2b06010401da47040b")
_PBKDF2 = bytes.fromhex("2a864886f70d01050c")
_HMAC_SHA256 = bytes.fromhex("2a864886f70d0209")
_AES256_CBC = bytes.fromhex("60864801650304012a")
_CERT_BAG = bytes.fromhex("2a864886f70d010c0a0103")
_X509_CERTIFICATE = bytes.fromhex("2a864886f70d01091601")
_SALT = bytes(range(16))
_IV = bytes(16)


def vector(name: str, folder: str = "certificates") -> bytes:
    """A file that another program made."""
    return (VECTORS / folder / name).read_bytes()


# ------------------------------------------------------------------------------------------------------- certificates


def key(which: int = 1) -> rsa.RSAPrivateKey:
    """One of a few RSA keys, made when it is asked for first."""
    return _key(which)  # the cache would hold the first key twice, if it were asked for without its number too


@cache
def _key(which: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate(name: str = "Contoso", which: int = 1, *, issuer: str = "", issuer_key: int = 0) -> Certificate:
    """The certificate of `name` for one of the keys; self-signed unless an issuer with a key is named."""
    builder = x509.CertificateBuilder().subject_name(_named(name)).issuer_name(_named(issuer or name))
    builder = builder.public_key(key(which).public_key()).serial_number(1_000 + which)
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    builder = builder.not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
    made = builder.sign(key(issuer_key or which), hashes.SHA256())
    return Certificate.from_der(made.public_bytes(Encoding.DER))


def authority() -> Certificate:
    """An authority, which signed itself."""
    return certificate("Contoso Root", 2)


def issued(name: str = "Contoso") -> Certificate:
    """A certificate for the first key, by `authority`."""
    return certificate(name, 1, issuer="Contoso Root", issuer_key=2)


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def pkcs8(which: int = 1) -> bytes:
    """A private key as PKCS#8 DER."""
    return key(which).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


# ---------------------------------------------------------------------------------------------------------------- DER


def sequence(*parts: bytes) -> bytes:
    return encode_tlv(SEQUENCE, b"".join(parts))


def identifier(value: bytes) -> bytes:
    return encode_tlv(OBJECT_IDENTIFIER, value)


def octets(value: bytes) -> bytes:
    return encode_tlv(OCTET_STRING, value)


def explicit(value: bytes) -> bytes:
    return encode_tlv(CONTEXT_0, value)


def number(value: int) -> bytes:
    return encode_tlv(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def changed(data: bytes, path: tuple[int, ...], change: Callable[[Tlv], bytes]) -> bytes:
    """`data`, one element, with another one in the place of the child at `path`; the lengths around it fit again."""
    element, end = read_tlv(data)
    assert end == len(data)
    if not path:
        return change(element)
    children = [child.encoded for child in element.children()]
    children[path[0]] = changed(children[path[0]], path[1:], change)
    return encode_tlv(element.tag, b"".join(children))


def indefinite(encoded: bytes) -> bytes:
    """An element written without its length, as BER allows it."""
    element, end = read_tlv(encoded)
    assert end == len(encoded)
    return bytes((element.tag, 0x80)) + element.value + bytes(2)


# ---------------------------------------------------------------------------------------------------------------- PFX


def data_info(content: bytes) -> bytes:
    """A content info that everybody can read."""
    return sequence(identifier(DATA), explicit(octets(content)))


def encrypted_info(content: bytes, rounds: int = ROUNDS) -> bytes:
    """A content info behind the password."""
    method, locked = _locked(content, rounds)
    inside = sequence(identifier(DATA), method, encode_tlv(0x80, locked))
    return sequence(identifier(ENCRYPTED_DATA), explicit(sequence(number(0), inside)))


def _locked(content: bytes, rounds: int) -> tuple[bytes, bytes]:
    """The method (PBES2: PBKDF2 with SHA-256, AES-256) and the ciphertext; so many rounds may be claimed, not done."""
    derived = PBKDF2HMAC(hashes.SHA256(), 32, _SALT, min(rounds, ROUNDS)).derive(PASSWORD)
    padder, encryptor = PKCS7(128).padder(), Cipher(AES(derived), CBC(_IV)).encryptor()
    padded = padder.update(content) + padder.finalize()
    derivation = sequence(octets(_SALT), number(rounds), sequence(identifier(_HMAC_SHA256), NULL))
    scheme = sequence(identifier(_AES256_CBC), octets(_IV))
    method = sequence(identifier(PBES2), sequence(sequence(identifier(_PBKDF2), derivation), scheme))
    return method, encryptor.update(padded) + encryptor.finalize()


def bag(kind: bytes, value: bytes, *attributes: bytes) -> bytes:
    """A safe bag; without attributes the optional SET of them is left out."""
    members = encode_tlv(SET, b"".join(sorted(attributes))) if attributes else b""
    return sequence(identifier(kind), explicit(value), members)


def certificate_bag(der: bytes) -> bytes:
    return bag(_CERT_BAG, sequence(identifier(_X509_CERTIFICATE), explicit(octets(der))))


def key_bag(der: bytes, *attributes: bytes) -> bytes:
    return bag(KEY_BAG, der, *attributes)


def shrouded_key_bag(der: bytes, *attributes: bytes, rounds: int = ROUNDS) -> bytes:
    method, locked = _locked(der, rounds)
    return bag(SHROUDED_KEY_BAG, sequence(method, octets(locked)), *attributes)


def provider(name: bytes = PROVIDER.encode("utf-16-be"), tag: int = BMP_STRING) -> bytes:
    """The attribute of a key bag that names its provider."""
    return sequence(identifier(CSP_NAME), encode_tlv(SET, encode_tlv(tag, name)))


def pfx(*infos: bytes) -> bytes:
    """A PFX of these content infos, without a MAC (which the standard leaves free)."""
    return sequence(number(3), data_info(sequence(*infos)))


def usual_pfx(*attributes: bytes) -> bytes:
    """The certificate behind the password, and its key in a shrouded bag with these attributes."""
    return pfx(
        encrypted_info(sequence(certificate_bag(certificate().der))),
        data_info(sequence(shrouded_key_bag(pkcs8(), *attributes))),
    )


def huge_key() -> bytes:
    """An RSA key of 8,676 bits as PKCS#8 DER. Testing that its two (Mersenne) primes are prime takes seconds."""
    p, q, e = 2**4423 - 1, 2**4253 - 1, 65537
    d = pow(e, -1, (p - 1) * (q - 1))
    pkcs1 = sequence(*map(number, (0, p * q, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))))
    return sequence(number(0), sequence(identifier(RSA_ENCRYPTION), NULL), octets(pkcs1))
