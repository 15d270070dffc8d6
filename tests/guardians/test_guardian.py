# SPDX-License-Identifier: Apache-2.0
"""The one value that names a pair: how it is made, written, typed in again, and compared."""

import hashlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint, parse_fingerprint
from shieldwiz.guardians.metadata import read_metadata
from shieldwiz.xml_reading import parse_xml
from tests.guardians.judging import contoso, fingerprint, sample, stranger
from tests.simulated_fabric import unsigned_document

DIGESTS = st.binary(min_size=32, max_size=32).map(lambda digest: GuardianFingerprint(digest=digest))
SEPARATORS = st.sampled_from(("", " ", "  ", ":", "-", ".", "\t", "\n", "\r\n", "\u00a0", "\u2013", "\u2014", "\u200b"))
KNOWN = "89544e3dd20cf1db6dbdfc363350002ee9f59ce6e7a6d2275039b683961e49ff"


def _guardian() -> Guardian:
    return read_metadata(parse_xml(unsigned_document(contoso()))).guardian


def test_the_fingerprint_covers_both_certificates_in_their_order() -> None:
    who = contoso()
    inner = hashlib.sha256(who.signing.der).digest() + hashlib.sha256(who.encryption.der).digest()
    assert fingerprint(who).digest == hashlib.sha256(inner).digest()
    assert fingerprint(who).hex == hashlib.sha256(inner).hexdigest()
    assert GuardianFingerprint.of(who.encryption, who.signing) != fingerprint(who)
    assert fingerprint(stranger()) != fingerprint(who)


def test_the_fingerprint_of_the_samples_is_the_one_that_their_makers_wrote_down() -> None:
    guardian = read_metadata(parse_xml(sample("good-mono-inclusive-id.xml"))).guardian
    assert guardian.fingerprint.hex == KNOWN


@pytest.mark.parametrize(
    ("digest", "digits"),
    [
        (bytes(32), "0" * 60),
        (bytes(31) + b"\x07", "0" * 59 + "7"),
        ((10**60).to_bytes(32, "big"), "0" * 60),
        ((10**60 + 12_345).to_bytes(32, "big"), "0" * 55 + "12345"),
        # 2^256 - 1, worked out by hand
        (b"\xff" * 32, "423570985008687907853269984665640564039457584007913129639935"),
    ],
)
def test_the_phone_form_is_the_digest_as_a_number_modulo_ten_to_the_sixtieth(digest: bytes, digits: str) -> None:
    told = GuardianFingerprint(digest=digest)
    assert told.digits == digits
    assert told.groups == tuple(digits[at : at + 5] for at in range(0, 60, 5))
    assert len(told.groups) == 12


@settings(max_examples=40, deadline=None)
@given(DIGESTS, st.data())
def test_any_spelling_of_either_form_is_read_back(one: GuardianFingerprint, data: st.DataObject) -> None:
    for form in (one.hex, one.digits):
        typed = "".join(
            data.draw(SEPARATORS) + (c.upper() if data.draw(st.booleans()) else c) for c in form
        ) + data.draw(SEPARATORS)
        told = parse_fingerprint(typed)
        assert told == form
        assert one.matches(told)


@settings(deadline=None)
@given(DIGESTS, DIGESTS)
def test_only_the_same_value_matches(one: GuardianFingerprint, other: GuardianFingerprint) -> None:
    assert one.matches(other.hex) == (one == other)
    assert one.matches(other.digits) == (one.digits == other.digits)


@settings(deadline=None)
@given(DIGESTS, st.integers(0, 63), st.integers(1, 15))
def test_one_wrong_digit_does_not_match(one: GuardianFingerprint, at: int, by: int) -> None:
    wrong = f"{(int(one.hex[at], 16) + by) % 16:x}"
    assert not one.matches(parse_fingerprint(one.hex[:at] + wrong + one.hex[at + 1 :]))
    if at < 60:
        wrong = str((int(one.digits[at]) + by % 9 + 1) % 10)
        assert not one.matches(parse_fingerprint(one.digits[:at] + wrong + one.digits[at + 1 :]))


@settings(deadline=None)
@given(st.text())
def test_whatever_is_typed_gives_a_fingerprint_or_a_sentence(typed: str) -> None:
    with suppress(ShieldwizError):  # any other exception fails here
        assert len(parse_fingerprint(typed)) in (60, 64)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "0 digits"),
        ("AB:CD", "4 digits"),
        ("1" * 59, "59 digits"),
        ("1" * 61, "61 digits"),
        ("a" * 60, "60 digits"),
        ("a" * 63, "63 digits"),
        ("a" * 65, "65 digits"),
        ("0123456789ABCDEF0123456789ABCDEF01234567", "Windows thumbprint"),
        ("01 23 " * 10, "Windows thumbprint"),
        ("g" + "a" * 63, "'g'"),
        ("sha256:" + "a" * 64, "'s'"),
        ("\uff11" * 60, "'\uff11'"),  # full-width digits
        ("x" * 40, "'x'"),
    ],
)
def test_what_is_wrong_is_named(typed: str, said: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        parse_fingerprint(typed)
    assert caught.value.problem is Problem.FINGERPRINT
    assert said in caught.value.message


def test_a_certificate_has_no_phone_form() -> None:
    assert parse_fingerprint("A" * 64, decimal=False) == "a" * 64
    assert parse_fingerprint("1" * 64, decimal=False) == "1" * 64
    with pytest.raises(ShieldwizError, match="60 digits; a fingerprint has 64 hex digits") as caught:
        parse_fingerprint("1" * 60, decimal=False)
    assert "decimal" not in caught.value.hint
    with pytest.raises(ShieldwizError) as caught:
        parse_fingerprint("1" * 59)
    assert "60 decimal digits" in caught.value.message


def test_guardians_are_equal_when_their_certificates_are() -> None:
    guardian = _guardian()
    other = replace(
        guardian, name="Another name", encryption_signature=guardian.self_signature
    )  # names are local, and signatures are made anew each time
    assert other == guardian
    assert replace(guardian, signing=stranger().signing) != guardian
    assert replace(guardian, encryption=stranger().encryption) != guardian


def test_a_guardian_vouches_for_its_encryption_certificate_alone() -> None:
    guardian = _guardian()
    assert guardian.vouches_for_encryption() is True
    assert replace(guardian, encryption=stranger().encryption).vouches_for_encryption() is False
    assert replace(guardian, signing=stranger().signing).vouches_for_encryption() is False


def test_a_signature_with_parameters_or_an_unknown_algorithm_is_not_evaluated() -> None:
    guardian = _guardian()
    made = guardian.encryption_signature
    assert replace(guardian, encryption_signature=replace(made, has_parameters=True)).vouches_for_encryption() is None
    assert replace(guardian, encryption_signature=replace(made, algorithm="urn:x")).vouches_for_encryption() is None
