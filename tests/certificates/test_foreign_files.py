# SPDX-License-Identifier: Apache-2.0
"""Files that are no certificates, and what is said of them."""

import re
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.foreign_files import not_a_certificate, other_file, other_pem, private_key, request
from shieldwiz.errors import Problem, ShieldwizError
from tests.certificates.file_making import VECTORS, key, vector

PROTECTOR = "key protector"
KPS = b"http://schemas.microsoft.com/kps/2014/07"


def refusal(data: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        read_certificate_file(data)
    assert caught.value.problem is Problem.KIND
    return caught.value


# -------------------------------------------------------------------------------------------------------- private keys


def exported(encoding: Encoding, form: PrivateFormat, lock: KeySerializationEncryption | None = None) -> bytes:
    return key().private_bytes(encoding, form, lock or NoEncryption())


def elliptic(form: PrivateFormat) -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.DER, form, NoEncryption())


def locked() -> KeySerializationEncryption:
    return BestAvailableEncryption(b"secret")


PRIVATE_KEYS: dict[str, Callable[[], bytes]] = {
    "PKCS#1, DER": lambda: exported(Encoding.DER, PrivateFormat.TraditionalOpenSSL),
    "PKCS#8, DER": lambda: exported(Encoding.DER, PrivateFormat.PKCS8),
    "PKCS#8, locked, DER": lambda: exported(Encoding.DER, PrivateFormat.PKCS8, locked()),
    "SEC 1, DER": lambda: elliptic(PrivateFormat.TraditionalOpenSSL),
    "PKCS#8, elliptic": lambda: elliptic(PrivateFormat.PKCS8),
    "PKCS#1, PEM": lambda: exported(Encoding.PEM, PrivateFormat.TraditionalOpenSSL),
    "PKCS#1, locked, PEM": lambda: exported(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, locked()),
    "PKCS#8, PEM": lambda: exported(Encoding.PEM, PrivateFormat.PKCS8),
    "PKCS#8, locked, PEM": lambda: exported(Encoding.PEM, PrivateFormat.PKCS8, locked()),
    "OpenSSH": lambda: exported(Encoding.PEM, PrivateFormat.OpenSSH),
    "PKCS#8 of another program": lambda: vector("private-key.pem"),
    "without an end": lambda: vector("private-key.pem")[:200],
    "PGP": lambda: b"-----BEGIN PGP " + b"PRIVATE KEY BLOCK-----\n\nlQOY\n-----END PGP " + b"PRIVATE KEY BLOCK-----\n",
    "PuTTY": lambda: b"PuTTY-User-Key-File-3: ssh-rsa\r\nEncryption: none\r\nComment: x\r\nPublic-Lines: 6\r\nAAAA",
}


@pytest.mark.parametrize("form", PRIVATE_KEYS)
def test_a_private_key_is_named_in_plain_words_and_not_shown(form: str) -> None:
    data = PRIVATE_KEYS[form]()
    error = refusal(data)
    assert error.message == private_key().message == "This is a private key, not a certificate; nothing of it is shown."
    assert "Keep it secret" in error.hint
    shown = f"{error.message} {error.hint} {error.detail} {error.__cause__!r}".encode()
    assert not [piece for piece in re.findall(rb"[A-Za-z0-9+/=]{16,}", data) if piece in shown]


# ---------------------------------------------------------------------------------------------------------- other keys


def public(encoding: Encoding, form: PublicFormat) -> bytes:
    return key().public_key().public_bytes(encoding, form)


def test_a_public_key_is_no_certificate() -> None:
    for data in (
        public(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        public(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public(Encoding.PEM, PublicFormat.PKCS1),
        b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----\n",
    ):
        assert refusal(data).message == "This is a bare public key, not a certificate."


@pytest.mark.parametrize(
    ("label", "what", "hint"),
    [
        ("CERTIFICATE REQUEST", "certificate request", "authority"),
        ("NEW CERTIFICATE REQUEST", "certificate request", "authority"),
        ("X509 CRL", "revocation list", "--crl"),
        ("AGE ENCRYPTED FILE", "age", "Ask for"),
        ("PGP MESSAGE", "a text file of another kind", "Ask for"),
    ],
)
def test_other_pem_is_told_by_its_label(label: str, what: str, hint: str) -> None:
    error = refusal(f"-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n".encode())
    assert what in error.message
    assert hint in error.hint


def test_a_request_of_another_program() -> None:
    assert refusal(vector("request.csr")).message == request().message


def test_a_private_key_counts_before_all_else() -> None:
    labels = frozenset({b"X509 CRL", b"CERTIFICATE REQUEST", b"RSA PRIVATE KEY", b"PUBLIC KEY"})
    assert str(other_pem(labels)) == private_key().message
    assert other_pem(frozenset()) is None


# --------------------------------------------------------------------------------------------------------- other files


def sample(name: str) -> bytes:
    return vector(name, "formats")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (sample("owner.key.age"), "age"),
        (b"\xfe\xed\xfe\xed\x00\x00\x00\x02\x00\x00\x00\x01", "key store of Java"),
        (b"\xce\xce\xce\xce\x00\x00\x00\x02\x00\x00\x00\x01", "key store of Java"),
        (sample("template.pdkx"), "shielding data file of shieldwiz"),
        (sample("existing-vm.kp"), PROTECTOR),
        (sample("existing-vm.kp.xml"), PROTECTOR),
        (sample("existing-vm.kp.txt"), PROTECTOR),
        (sample("none.kp.txt"), PROTECTOR),
        (b"0\r\n0\r\n0\r\n4\r\n", PROTECTOR),
        (b"0 0 37 224 60 80", PROTECTOR),
        (b"\x00\x00\x00\x04", PROTECTOR),
        (sample("guardian-a.metadata.xml"), "guardian metadata"),
        (b"\xef\xbb\xbf" + sample("guardian-a.metadata.xml"), "guardian metadata"),
        (b"\n<!DOCTYPE  html>\n<html lang='de'>", "web page"),
        (b"<HTML><head><title>403</title>", "web page"),
        (b"<?xml version='1.0'?><x:html xmlns:x='http://www.w3.org/1999/xhtml'/>", "web page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_known_files_are_told_by_their_content(data: bytes, what: str) -> None:
    error = refusal(data)
    assert what in error.message
    assert error.message.endswith(("not a certificate.", "(.pdkx), not a certificate."))
    assert error.hint


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x00\x00\x00\xd0\x8c\x9d\xdf\x01\x15\xd1\x11\x8c\x7a\x00\xc0\x4f\xc2\x97\xeb",  # as Windows seals data
        bytes(range(1, 256)),
        b"hello",
        b"1 2 3",
        b"0 0 1234 5",
        b"0 0 x 4",
        b"0",
        b"0\r\n",
        b"\x00\x00\x00\x04\x00",
        b" " * 9_000 + b"<html>",
    ],
)
def test_anything_else_is_told_what_would_be_a_certificate(data: bytes) -> None:
    error = refusal(data)
    assert "(DER, PEM, P7B, PFX, base64)" in error.message
    assert "Microsoft .pdk" in error.message
    assert "Ask for the certificate alone" in error.hint


def test_metadata_is_told_in_every_spelling() -> None:
    names = sorted(path.name for path in (VECTORS / "metadata").glob("good-*.xml"))
    assert {"good-java-utf16be.xml", "good-mono-bom-crlf.xml", "good-java-prefixed-whole.xml"} < set(names)
    assert {refusal(vector(name, "metadata")).message for name in names} == {
        "This is guardian metadata, not a certificate."
    }


def test_only_the_beginning_of_a_file_counts() -> None:
    assert "guardian metadata" in other_file(b" " * (8_192 - len(KPS)) + KPS).message
    assert "in any form" in other_file(b" " * (8_193 - len(KPS)) + KPS).message


def test_metadata_is_no_protector_whatever_else_it_speaks_of() -> None:
    assert PROTECTOR in other_file(KPS + b"<Wrappings>").message
    assert "guardian metadata" in other_file(KPS + b"<GuardianInformation>Wrappings").message


def test_a_refusal_has_a_hint_of_its_own_or_the_usual_one() -> None:
    assert not_a_certificate("This is a hat.", "Wear it.").hint == "Wear it."
    assert ".cer" in not_a_certificate("This is a hat.").hint
