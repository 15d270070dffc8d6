# SPDX-License-Identifier: Apache-2.0
"""What is read of a certificate, and what makes it malformed. Loading alone proves little."""

import datetime as dt
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA384, SHA512
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, encode_tlv
from shieldwiz.certificates.form import CertificateForm, Malformed, read_form
from shieldwiz.certificates.issuing import COMMUNICATIONS
from shieldwiz.errors import ShieldwizError
from tests.certificates.making import (
    BEGIN,
    END,
    SECOND,
    SERIAL,
    SUBJECT,
    constrained,
    extended,
    key_usage,
    made,
    names,
    parts,
    resigned,
    rsa_key,
    with_fields,
    with_method,
)

VECTORS = Path(__file__).parent.parent / "vectors/certificates"
BOOLEAN, UTF8, UTC_TIME, GENERALIZED_TIME, EXTENSIONS = 0x01, 0x0C, 0x17, 0x18, 0xA3


def form(certificate: Certificate) -> CertificateForm:
    found = read_form(certificate)
    assert isinstance(found, CertificateForm)
    return found


def what_is_wrong(certificate: Certificate) -> str:
    found = read_form(certificate)
    assert isinstance(found, Malformed)
    return found.what


def extension(identifier: str, value: bytes, *, is_critical: bool = False) -> bytes:
    critical = encode_tlv(BOOLEAN, b"\xff") if is_critical else b""
    return encode_tlv(
        SEQUENCE,
        encode_tlv(OBJECT_IDENTIFIER, bytes.fromhex(identifier)) + critical + encode_tlv(OCTET_STRING, value),
    )


def with_extensions(*extensions: bytes) -> Certificate:
    inside = encode_tlv(EXTENSIONS, encode_tlv(SEQUENCE, b"".join(extensions)))
    return with_fields(made(), {7: inside})


KEY_USAGE, ALTERNATIVE_NAMES, EXTENDED_USAGE, CONSTRAINTS = "551d0f", "551d11", "551d25", "551d13"


def test_everything_that_the_rules_look_at_is_read() -> None:
    certificate = made(
        usages=COMMUNICATIONS,
        extensions=(
            constrained(is_ca=True, path_length=0),
            extended("1.3.6.1.5.5.7.3.1", "1.2.3.4"),
            names("a.example", "*.b.example", addresses=("10.0.0.5", "2001:db8::5")),
        ),
    )
    assert form(certificate) == CertificateForm(
        version=3,
        serial_number=SERIAL,
        not_before=BEGIN,
        not_after=END,
        common_name=SUBJECT,
        extension_count=4,
        unknown_critical="",
        is_authority=True,
        usages=COMMUNICATIONS,
        extended_usages=frozenset({"1.3.6.1.5.5.7.3.1", "1.2.3.4"}),
        dns_names=("a.example", "*.b.example"),
        addresses=("10.0.0.5", "2001:db8::5"),
        signature_hash="sha256",
    )


def test_what_is_absent_is_none() -> None:
    bare = form(made(usages=None))
    assert (bare.extension_count, bare.usages, bare.extended_usages, bare.dns_names) == (0, None, None, None)
    assert (bare.addresses, bare.is_authority, bare.unknown_critical) == ((), False, "")


def test_what_is_empty_is_not_absent() -> None:
    assert form(made(usages=frozenset())).usages == frozenset()
    assert form(made(extensions=(names(addresses=("10.0.0.5",)),))).dns_names == ()


@pytest.mark.parametrize(
    "usage",
    [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
    ],
)
def test_each_usage_alone(usage: str) -> None:
    assert form(made(usages=frozenset({usage}))).usages == frozenset({usage})


def test_the_two_usages_that_stand_beside_key_agreement_only() -> None:
    usages = frozenset({"key_agreement", "encipher_only"})
    certificate = made(usages=None, extensions=((key_usage(usages), True),))
    assert form(certificate).usages == frozenset({"key_agreement"})


@pytest.mark.parametrize(
    ("common_names", "expected"),
    [((), ""), (("One",), "One"), (("One", "Two"), "One"), (("Büro München",), "Büro München")],
)
def test_the_first_common_name_counts(common_names: tuple[str, ...], expected: str) -> None:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "DE")
    subject = x509.Name([country, *(x509.NameAttribute(NameOID.COMMON_NAME, one) for one in common_names)])
    assert form(made(subject=subject)).common_name == expected


def test_being_no_authority_may_be_said_or_not() -> None:
    assert not form(made(extensions=(constrained(is_ca=False),))).is_authority
    assert form(made(extensions=(constrained(is_ca=True),))).is_authority


def test_unknown_parts_count_when_they_are_critical() -> None:
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.7"), b"\x05\0")
    assert form(made(extensions=((odd, False),))).unknown_critical == ""
    assert form(made(extensions=((odd, True),))).unknown_critical == "1.3.6.1.4.1.99999.7"
    assert form(made(extensions=(extended("1.2.3.4", is_critical=True),))).unknown_critical == ""


@pytest.mark.parametrize("hash_name", ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"])
def test_the_hash_it_was_issued_with(hash_name: str) -> None:
    assert form(resigned(made(), rsa_key("leaf"), hash_name)).signature_hash == hash_name


def test_the_hash_as_the_library_signs() -> None:
    assert form(made(algorithm=SHA384())).signature_hash == "sha384"
    assert form(made(algorithm=SHA512())).signature_hash == "sha512"
    ed25519 = encode_tlv(SEQUENCE, bytes.fromhex("06032b6570"))
    assert form(with_method(made(), ed25519)).signature_hash == ""


def test_an_unknown_method_has_no_hash() -> None:
    unknown = encode_tlv(SEQUENCE, bytes.fromhex("06042a030405"))
    assert form(with_method(made(), unknown)).signature_hash is None


# malformed, one thing at a time


def test_dates_may_not_run_backwards() -> None:
    assert form(made(begin=BEGIN, end=BEGIN)).not_after == BEGIN
    end = encode_tlv(UTC_TIME, f"{BEGIN - SECOND:%y%m%d%H%M%SZ}".encode())
    begin = encode_tlv(UTC_TIME, f"{BEGIN:%y%m%d%H%M%SZ}".encode())
    assert what_is_wrong(with_fields(made(), {4: encode_tlv(SEQUENCE, begin + end)})) == "it ends before it begins"


def test_the_end_of_time_is_a_date() -> None:
    """What RFC 5280 writes for a certificate without an end."""
    begin = encode_tlv(UTC_TIME, f"{BEGIN:%y%m%d%H%M%SZ}".encode())
    end = encode_tlv(GENERALIZED_TIME, b"99991231235959Z")
    certificate = with_fields(made(), {4: encode_tlv(SEQUENCE, begin + end)})
    assert form(certificate).not_after == dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


def test_a_year_before_every_calendar() -> None:
    end = encode_tlv(GENERALIZED_TIME, b"00000101000000Z")
    certificate = with_fields(made(), {4: encode_tlv(SEQUENCE, end + end)})
    assert what_is_wrong(certificate) == "its dates cannot be read"


def test_two_methods_that_differ() -> None:
    other = parts(made(algorithm=SHA384()))[1].encoded
    assert what_is_wrong(with_fields(made(), {2: other})) == "it names two different signature methods"


def test_two_methods_that_differ_in_their_parameters_alone() -> None:
    without_null = encode_tlv(SEQUENCE, bytes.fromhex("06092a864886f70d01010b"))
    assert what_is_wrong(with_fields(made(), {2: without_null})) == "it names two different signature methods"


@pytest.mark.parametrize("field", [3, 5])
def test_a_name_that_is_no_text(field: int) -> None:
    pair = encode_tlv(OBJECT_IDENTIFIER, bytes.fromhex("550403")) + encode_tlv(0x03, b"Contoso")
    name = encode_tlv(SEQUENCE, encode_tlv(0x31, encode_tlv(SEQUENCE, pair)))
    assert what_is_wrong(with_fields(made(), {field: name})) == "its subject or issuer cannot be read"


def test_a_name_that_is_no_utf8() -> None:
    pair = encode_tlv(OBJECT_IDENTIFIER, bytes.fromhex("550403")) + encode_tlv(UTF8, b"Conto\xff")
    name = encode_tlv(SEQUENCE, encode_tlv(0x31, encode_tlv(SEQUENCE, pair)))
    certificate = with_fields(made(), {5: name})
    assert what_is_wrong(certificate) == "its subject or issuer cannot be read"


USAGE = encode_tlv(0x03, b"\x07\x80")


@pytest.mark.parametrize("second", [USAGE, encode_tlv(0x03, b"\x04\x10")], ids=["the same", "another"])
def test_an_extension_twice(second: bytes) -> None:
    certificate = with_extensions(extension(KEY_USAGE, USAGE), extension(KEY_USAGE, second))
    assert what_is_wrong(certificate) == "an extension is there twice"


def test_an_unknown_extension_twice() -> None:
    odd = extension("2a030405", b"\x05\0")
    assert what_is_wrong(with_extensions(odd, odd)) == "an extension is there twice"


@pytest.mark.parametrize(
    "one",
    [
        extension(KEY_USAGE, b""),
        extension(KEY_USAGE, b"\x05\0"),
        extension(KEY_USAGE, USAGE + b"\0"),
        extension(CONSTRAINTS, b"\x30\x03\x01\x01\x01"),
        extension(EXTENDED_USAGE, b"\x30\x02\x05\0"),
        extension(ALTERNATIVE_NAMES, b"\x30\x00\x00"),
        extension(ALTERNATIVE_NAMES, b"\x30\x05\x87\x03\x0a\x00\x00"),  # an address of three bytes
        extension(ALTERNATIVE_NAMES, b"\x30\x04\xa5\x02\xa1\x00"),  # a kind of name that nobody uses
    ],
    ids=lambda one: one.hex()[10:],
)
def test_an_extension_that_cannot_be_read(one: bytes) -> None:
    assert what_is_wrong(with_extensions(one)) == "its extensions cannot be read"


def test_a_serial_number_may_be_anything() -> None:
    assert form(with_fields(made(), {1: b"\x02\x01\x00"})).serial_number == 0
    assert form(with_fields(made(), {1: b"\x02\x01\xff"})).serial_number == -1


def test_a_first_version_has_no_extensions() -> None:
    certificate = Certificate.from_der((VECTORS / "version1.cer").read_bytes())
    assert (form(certificate).version, form(certificate).extension_count) == (1, 0)


def test_a_first_version_may_have_them_all_the_same() -> None:
    signed, method, signature = parts(made())
    inside = encode_tlv(SEQUENCE, b"".join(one.encoded for one in signed.children()[1:]))
    certificate = Certificate.from_der(encode_tlv(SEQUENCE, inside + method.encoded + signature.encoded))
    assert (form(certificate).version, form(certificate).extension_count) == (1, 1)


@pytest.mark.parametrize("path", sorted(VECTORS.glob("*.cer")), ids=lambda path: path.stem)
def test_no_sample_ends_the_program(path: Path) -> None:
    try:
        certificate = Certificate.from_der(path.read_bytes())
    except ShieldwizError:
        return
    found = read_form(certificate)
    malformed = {"duplicate-extension": "an extension is there twice", "backwards-dates": "it ends before it begins"}
    assert (found.what if isinstance(found, Malformed) else None) == malformed.get(path.stem)
