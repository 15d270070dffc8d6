# SPDX-License-Identifier: Apache-2.0

import hashlib
import pickle
from base64 import b64decode
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import INTEGER, OBJECT_IDENTIFIER, SEQUENCE, encode_tlv
from shieldwiz.errors import Problem, ShieldwizError
from tests.certificates.file_making import (
    BIT_STRING,
    NULL,
    RSA_ENCRYPTION,
    VECTORS,
    authority,
    certificate,
    changed,
    identifier,
    issued,
    key,
    number,
    sequence,
    vector,
)

# Where things stand in what is signed, with the version before them.
VERSION, SERIAL, METHOD, ISSUER, DATES, SUBJECT, KEY = range(7)
OUTER_METHOD, SIGNATURE = (1,), (2,)


def with_part(place: int | tuple[int, ...], part: bytes, whole: Certificate | None = None) -> Certificate:
    """A certificate with one part exchanged; its signature no longer counts."""
    path = (0, place) if isinstance(place, int) else place
    return Certificate.from_der(changed((whole or issued()).der, path, lambda _: part))


def problem_of(der: bytes) -> tuple[Problem, str]:
    with pytest.raises(ShieldwizError, match="This is not one sound certificate") as caught:
        Certificate.from_der(der)
    assert caught.value.hint
    return caught.value.problem, caught.value.rule


REFUSED = (Problem.CERTIFICATE, "V07")


# ------------------------------------------------------------------------------------------------------------- loading


def test_a_certificate_is_its_bytes() -> None:
    one, same = issued(), Certificate.from_der(issued().der)
    assert one == same
    assert hash(one) == hash(same)
    assert one.x509 is not same.x509
    assert one != authority()
    assert "x509" not in repr(one)


def test_it_goes_to_another_process_as_its_bytes() -> None:
    one = issued()
    assert pickle.loads(pickle.dumps(one)) == one
    assert one.__reduce__()[1] == (one.der,)


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x00", b"hello", b"-----BEGIN CERTIFICATE-----"])
def test_something_else_is_refused(data: bytes) -> None:
    assert problem_of(data) == REFUSED


def test_what_is_more_or_less_or_another_form_is_refused() -> None:
    der = issued().der
    long_form = b"\x30\x83\x00" + der[2:]  # one byte more for the length
    for other in (der + b"\0", der + b"\n", der[:-1], long_form, issued().pem, der + der):
        assert problem_of(other) == REFUSED


@pytest.mark.parametrize(
    ("place", "part"),
    [
        (VERSION, encode_tlv(0xA0, number(9))),  # the library has an exception of its own for it
        (VERSION, encode_tlv(0xA0, number(0))),  # the default, which DER leaves out
        (SERIAL, encode_tlv(0x04, b"\x01")),
        (DATES, sequence()),
        (DATES, sequence(encode_tlv(0x17, b"2601010000Z"), encode_tlv(0x17, b"360101000000Z"))),
        (SUBJECT, encode_tlv(0x31, b"")),
        (KEY, sequence()),
        (OUTER_METHOD, NULL),
        (SIGNATURE, encode_tlv(BIT_STRING, b"\x09\x00")),
    ],
)
def test_a_damaged_part_is_refused(place: int | tuple[int, ...], part: bytes) -> None:
    with pytest.raises(ShieldwizError) as caught:
        with_part(place, part)
    assert (caught.value.problem, caught.value.rule) == REFUSED


@given(st.integers(min_value=0), st.binary(max_size=3), st.integers(0, 3))
def test_a_change_anywhere_is_refused_or_read_without_a_word(at: int, put: bytes, taken: int) -> None:
    der = issued().der
    at %= len(der)
    with suppress(ShieldwizError):
        read = Certificate.from_der(der[:at] + put + der[at + taken :])
        assert read.x509.public_bytes(Encoding.DER) == read.der
        assert len(read.fields()) >= 6
        assert read.subject.isprintable()
        assert read.issuer.isprintable()
        assert (read.rsa_key() is None) >= (read.rsa_numbers() is None)
        assert read.is_self_signed() is False
        assert -(1 << 1_000) < read.serial_number < 1 << 1_000
        assert (read == issued()) == (read.der == der)
        assert read.not_before.tzinfo is read.not_after.tzinfo is UTC


# ---------------------------------------------------------------------------------------------------- what it is called


def test_its_fingerprints_are_of_all_its_bytes() -> None:
    one = issued()
    assert one.fingerprint == hashlib.sha256(one.der).hexdigest()
    assert one.thumbprint == hashlib.sha1(one.der, usedforsecurity=False).hexdigest().upper()


def test_it_is_written_as_it_was_read() -> None:
    one = issued()
    assert b64decode(one.base64, validate=True) == one.der
    assert one.pem.startswith(b"-----BEGIN CERTIFICATE-----\n")
    assert x509.load_pem_x509_certificate(one.pem) == one.x509


def test_names_and_dates() -> None:
    one = issued()
    assert (one.subject, one.issuer, one.serial_number) == ("CN=Contoso", "CN=Contoso Root", 1_001)
    assert (one.not_before, one.not_after) == (datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))


def common_name(value: bytes, tag: int = 0x0C) -> bytes:
    return sequence(encode_tlv(0x31, sequence(identifier(b"\x55\x04\x03"), encode_tlv(tag, value))))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (sequence(), "(no {})"),
        (common_name(b"\x02", tag=INTEGER), "(malformed {})"),
        (common_name(b"\xff\xfe"), "(malformed {})"),
        (common_name("Contoso\u202e\n".encode()), "CN=Contoso\\u{202e}\\u{a}"),
        (common_name(b"<b>Contoso</b>"), "CN=\\<b\\>Contoso\\</b\\>"),
        (common_name(b"x" * 300), "CN=" + "x" * 197 + "…"),
    ],
    ids=["none", "no text", "no UTF-8", "hidden characters", "HTML", "long"],
)
def test_odd_names_are_shown_safely(name: bytes, shown: str) -> None:
    one = with_part(SUBJECT, name)
    assert (one.subject, one.issuer) == (shown.replace("{}", "subject"), "CN=Contoso Root")
    other = with_part(ISSUER, name)
    assert (other.subject, other.issuer) == ("CN=Contoso", shown.replace("{}", "issuer"))


@pytest.mark.parametrize(
    ("value", "expected"), [(b"\x00", 0), (b"\xff", -1), (b"\x80", -128), (b"\x7f" * 20, int("7f" * 20, 16))]
)
def test_a_serial_number_may_be_anything(value: bytes, expected: int) -> None:
    assert with_part(SERIAL, encode_tlv(INTEGER, value)).serial_number == expected


def test_a_year_that_no_calendar_has_is_told_when_it_is_asked_for() -> None:
    good, year_0 = encode_tlv(0x17, b"260101000000Z"), encode_tlv(0x18, b"00000101000000Z")
    late, early = with_part(DATES, sequence(good, year_0)), with_part(DATES, sequence(year_0, good))
    assert late.not_before == early.not_after == datetime(2026, 1, 1, tzinfo=UTC)
    for one, date in ((late, "not_after"), (early, "not_before")):
        with pytest.raises(ShieldwizError, match="its dates are malformed") as caught:
            getattr(one, date)
        assert (caught.value.problem, caught.value.rule) == REFUSED


# -------------------------------------------------------------------------------------------------- who signed it


def signed_by(signer: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> Certificate:
    builder = x509.CertificateBuilder().subject_name(authority().x509.subject).issuer_name(authority().x509.subject)
    builder = builder.public_key(signer.public_key()).serial_number(5)
    builder = builder.not_valid_before(issued().not_before).not_valid_after(issued().not_after)
    algorithm = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Certificate.from_der(builder.sign(signer, algorithm).public_bytes(Encoding.DER))


def test_its_own_signature_makes_it_self_signed() -> None:
    assert authority().is_self_signed()
    assert signed_by(ec.generate_private_key(ec.SECP256R1())).is_self_signed()
    assert signed_by(ed25519.Ed25519PrivateKey.generate()).is_self_signed()


@pytest.mark.parametrize("name", ["sha1-self-signed.cer", "self-signed-signing.cer", "issuing-ca.cer", "version1.cer"])
def test_self_signed_ones_of_other_programs(name: str) -> None:
    assert Certificate.from_der(vector(name)).is_self_signed()


def test_a_pss_signature_of_its_own_counts() -> None:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Contoso")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key().public_key())
    builder = builder.serial_number(5).not_valid_before(issued().not_before).not_valid_after(issued().not_after)
    scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    signed = builder.sign(key(), hashes.SHA256(), rsa_padding=scheme)
    assert Certificate.from_der(signed.public_bytes(Encoding.DER)).is_self_signed()


def test_a_copied_issuer_name_does_not_count() -> None:
    assert not issued().is_self_signed()
    assert not certificate("Contoso Root", 1, issuer="Contoso Root", issuer_key=2).is_self_signed()
    stranger = signed_by(ec.generate_private_key(ec.SECP256R1()))
    assert not with_part(SERIAL, number(6), stranger).is_self_signed()


def method(identifier_hex: str, parameters: bytes = NULL) -> bytes:
    return sequence(encode_tlv(OBJECT_IDENTIFIER, bytes.fromhex(identifier_hex)), parameters)


@pytest.mark.parametrize(
    "part",
    [
        method("2a0304"),  # nobody's method
        method("2a864886f70d01010a", sequence()),  # RSASSA-PSS with SHA-1, which did not make it
        method("2b6570", b""),  # Ed25519, with an RSA key
        method("2a8648ce3d040302", b""),  # ECDSA, likewise
        method("2a864886f70d01010a", NULL),  # RSASSA-PSS without its parameters
    ],
    ids=["unknown", "PSS", "Ed25519", "ECDSA", "PSS without parameters"],
)
def test_a_method_that_cannot_have_made_it_does_not_count(part: bytes) -> None:
    with suppress(ShieldwizError):  # the library may refuse it altogether
        both = with_part(OUTER_METHOD, part, with_part(METHOD, part, authority()))
        assert not both.is_self_signed()


def test_damaged_names_or_keys_do_not_count() -> None:
    odd = common_name(b"\x02", tag=INTEGER)
    assert not with_part(ISSUER, odd, with_part(SUBJECT, odd, authority())).is_self_signed()
    assert not with_part(KEY, with_key(sequence(number(15), number(3))), authority()).is_self_signed()


# ----------------------------------------------------------------------------------------------------------- its key


def with_key(numbers: bytes, algorithm: bytes = RSA_ENCRYPTION) -> bytes:
    return sequence(sequence(identifier(algorithm), NULL), encode_tlv(BIT_STRING, b"\0" + numbers))


def test_an_rsa_key_is_read_and_its_numbers_too() -> None:
    public = key().public_key()
    assert issued().rsa_key() == public
    assert issued().rsa_numbers() == (public.public_numbers().n, 65_537)


@pytest.mark.parametrize("name", ["ec-p256.cer", "ed25519.cer", "rsa-pss-key.cer"])
def test_no_plain_rsa_key(name: str) -> None:
    one = Certificate.from_der(vector(name))
    assert one.rsa_key() is None
    assert one.rsa_numbers() is None


def test_numbers_are_read_where_the_library_refuses_the_key() -> None:
    for modulus, exponent in ((15, 3), (1 << 2_048, 65_537), (0, 0), ((1 << 2_047) + 1, 1)):
        one = with_part(KEY, with_key(sequence(number(modulus), number(exponent))))
        assert one.rsa_numbers() == (modulus, exponent)
    assert with_part(KEY, with_key(sequence(number(0), number(0)))).rsa_key() is None


@pytest.mark.parametrize(
    "part",
    [
        with_key(b""),
        with_key(sequence()),
        with_key(sequence(number(15))),
        with_key(sequence(encode_tlv(INTEGER, b"\xff"), number(3))),
        with_key(sequence(number(15), encode_tlv(INTEGER, b""))),
        with_key(encode_tlv(0x31, number(15) + number(3))),
        with_key(sequence(number(15), number(3)) + b"\0"),
        sequence(sequence(identifier(RSA_ENCRYPTION), NULL), encode_tlv(BIT_STRING, b"\0")),
    ],
)
def test_numbers_that_are_none(part: bytes) -> None:
    one = with_part(KEY, part)
    assert one.rsa_numbers() is None
    assert one.rsa_key() is None


def test_a_third_number_is_not_looked_at() -> None:
    assert with_part(KEY, with_key(sequence(number(15), number(3), number(1)))).rsa_numbers() == (15, 3)


def test_all_samples_show_their_parts() -> None:
    """`fields` counts on what the library has loaded."""
    read = 0
    for path in sorted((VECTORS / "certificates").glob("*.cer")):
        with suppress(ShieldwizError):
            one = Certificate.from_der(path.read_bytes())
            tags = [part.tag for part in one.fields()[:6]]
            assert tags == [INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE]
            assert one.serial_number == one.x509.serial_number
            assert (one.x509.version is x509.Version.v1) == (path.name == "version1.cer")
            read += 1
    assert read > 25
