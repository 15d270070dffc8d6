# SPDX-License-Identifier: Apache-2.0
"""The rules V01 to V12, one by one: how each passes, fails, and says that it was not evaluated."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import COMMUNICATIONS, ENCRYPTION, SIGNING
from shieldwiz.checks import Outcome, VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.metadata import MAX_METADATA
from shieldwiz.guardians.verdict import RULES, judge, refuse_unread
from tests.guardians.judging import (
    BEFORE,
    VECTORS,
    YEARS_AGO,
    check,
    checks,
    contoso,
    failed,
    fingerprint,
    judged,
    outcome,
    stranger,
    swap,
    with_common_factor,
)
from tests.simulated_fabric import (
    MORE,
    NOW,
    Hoster,
    Information,
    authority,
    b64,
    certificate,
    document,
    inner_signature,
    metadata,
    pkcs1v15,
    renewed,
    reusing,
    unsigned_document,
)

PASS, NOTE, WARN, FAIL, UNCHECKED = (
    (Outcome.PASS, ""),
    Outcome.NOTE,
    Outcome.WARN,
    Outcome.FAIL,
    Outcome.NOT_EVALUATED,
)
NOT_REACHED = (Outcome.NOT_EVALUATED, "not-reached")


def _good() -> bytes:
    return document(contoso())


def _refused_by(data: bytes, rule: str, reason: str, **confirmed: Any) -> None:
    """That this rule alone refuses, those before it passed, and those behind it were not reached."""
    verdict = judged(data, signer=contoso().communications, **confirmed)
    assert verdict.word is VerdictWord.REFUSED
    assert (verdict.guardian, verdict.signer, verdict.trust_basis) == (None, None, None)
    assert failed(verdict) == [(rule, reason)]
    at = RULES.index(rule)
    assert [outcome(verdict, passed) for passed in RULES[:at]] == [PASS] * at
    assert [outcome(verdict, late) for late in RULES[at + 1 :]] == [NOT_REACHED] * (len(RULES) - at - 1)
    assert outcome(verdict, "trust-basis") == NOT_REACHED


def test_every_rule_passes_and_stands_in_the_report_in_its_order() -> None:
    verdict = judged(_good(), signer=contoso().communications)
    assert verdict.word is VerdictWord.TRUSTED
    assert [outcome(verdict, rule) for rule in RULES] == [PASS] * 11
    ids = [found.id for found in verdict.checks]
    assert ids[:11] == list(RULES)
    assert "trust-basis" in ids[11:]
    assert all(found.detail for found in verdict.checks)
    assert verdict.guardian is not None
    assert (verdict.guardian.signing, verdict.guardian.encryption) == (contoso().signing, contoso().encryption)
    assert verdict.signer is not None
    assert verdict.signer.certificate == contoso().communications


# V01


def test_v01_takes_a_mebibyte_and_no_byte_more() -> None:
    data = _good()
    longest = data + b" " * (MAX_METADATA - len(data))
    assert judged(longest, signer=contoso().communications).word is VerdictWord.TRUSTED
    verdict = judged(longest + b" ")
    assert failed(verdict) == [("V01", "size")]
    assert [outcome(verdict, rule) for rule in RULES[1:]] == [NOT_REACHED] * 10


def test_v01_refuses_what_could_not_be_read_and_says_why() -> None:
    verdict = refuse_unread(ShieldwizError(Problem.KIND, "It is a folder.", "Name the file."))
    assert verdict.word is VerdictWord.REFUSED
    assert failed(verdict) == [("V01", "kind")]
    assert check(verdict, "V01").detail == "It is a folder. Name the file."
    assert {found.id for found in verdict.checks} == {*RULES, "trust-basis"}


def test_v01_refuses_nothing_at_all() -> None:
    assert [rule for rule, _ in failed(judged(b""))] == ["V03"]


# V02 to V04


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("be", "UTF-16")]
)
def test_v02_says_how_the_text_is_encoded(encoding: str, said: str) -> None:
    text = _good().decode().replace(' encoding="UTF-8"', "")
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "be" else text.encode(encoding)
    verdict = judged(data, signer=contoso().communications)
    assert verdict.word is VerdictWord.TRUSTED
    assert check(verdict, "V02").detail == f"The text is {said}."


@pytest.mark.parametrize(
    "edit",
    [
        swap("UTF-8", "ISO-8859-1"),
        swap("UTF-8", "UTF-16"),
        swap(">1<", ">1\0<"),
        lambda data: data + b"\xff",
        lambda data: data.decode().encode("utf-16-le"),  # without a byte-order mark
    ],
)
def test_v02_refuses_other_encodings(edit: Any) -> None:
    _refused_by(edit(_good()), "V02", "xml")


@pytest.mark.parametrize(
    "edit",
    [
        swap("<Metadata", "<!DOCTYPE Metadata><Metadata"),
        swap("<Metadata", "<!-- hello --><Metadata"),
        swap("</Metadata>", "</Metadata><?hello?>"),
        swap('<?xml version="1.0" encoding="UTF-8"?>', "hello"),
    ],
)
def test_v03_refuses_what_stands_beside_the_document(edit: Any) -> None:
    _refused_by_parser(edit(_good()), "V03")


@pytest.mark.parametrize(
    "edit",
    [
        swap("</Metadata>", ""),
        swap("<Version>1<", "<Version><!-- -->1<"),
        swap("<Version>1<", "<Version><?x?>1<"),
        swap("<Version>1<", "<Version><![CDATA[1]]><"),
        swap("<GuardianInformation>", f"<GuardianInformation>{'<x/>' * 2_001}"),
        swap("<GuardianInformation>", f"<GuardianInformation>{'<x>' * 33}{'</x>' * 33}"),
        swap("<GuardianInformation", "<GuardianInformation" + "".join(f' a{n}="1"' for n in range(17))),
    ],
)
def test_v04_refuses_what_is_hidden_or_far_too_much(edit: Any) -> None:
    _refused_by_parser(edit(_good()), "V04")


def _refused_by_parser(data: bytes, rule: str) -> None:
    """The parser answers V03 and V04 at once, so only what was surely passed is said to be passed."""
    verdict = judged(data, signer=contoso().communications)
    assert [one for one, _ in failed(verdict)] == [rule]
    assert outcome(verdict, "V01") == PASS
    assert outcome(verdict, "V02") == PASS
    assert {outcome(verdict, late) for late in RULES[2:] if late != rule} == {NOT_REACHED}


# V05 to V07


def test_v05_ignores_foreign_parts_and_says_so() -> None:
    root = metadata(
        Information.of(contoso()),
        '<x:extra xmlns:x="urn:x">?</x:extra>',
        attributes=' Version="1" x:y="1" xmlns:x="urn:x"',
    )
    verdict = judged(root.encode(), guardian_fingerprint=fingerprint(contoso()).hex)
    assert verdict.word is VerdictWord.TRUSTED
    assert outcome(verdict, "V05") == (NOTE, "ignored-parts")
    assert "element extra, attribute y" in check(verdict, "V05").detail
    assert verdict.ignored == ("element extra", "attribute y")


def test_v05_refuses_another_structure() -> None:
    verdict = judged(swap("Version>", "Edition>", 2)(_good()))
    assert failed(verdict) == [("V05", "structure")]
    assert [outcome(verdict, rule) for rule in RULES[:4]] == [PASS] * 4
    assert [outcome(verdict, rule) for rule in RULES[5:]] == [NOT_REACHED] * 6


@pytest.mark.parametrize(
    "edit", [swap("<Version>1<", "<Version>one<"), swap("<EncryptionCertificate>", "<EncryptionCertificate>=")]
)
def test_v06_refuses_other_values(edit: Any) -> None:
    verdict = judged(edit(_good()))
    assert failed(verdict) == [("V06", "value")]


def test_v07_refuses_what_is_no_certificate() -> None:
    der = b64(contoso().encryption.der)
    verdict = judged(swap(der, b64(contoso().encryption.der + b"\0"))(_good()))
    assert failed(verdict) == [("V07", "certificate")]
    assert "EncryptionCertificate" in check(verdict, "V07").detail


def _with(**certificates: Certificate) -> Hoster:
    return replace(contoso(), **certificates)  # type: ignore[arg-type]  # names are those of the fields


def test_v07_judges_each_certificate_by_its_role() -> None:
    swapped = _with(
        signing=certificate(contoso().signing_key, "Contoso Signing", ENCRYPTION),
        encryption=certificate(contoso().encryption_key, "Contoso Encryption", SIGNING),
    )
    verdict = judged(document(swapped), signer=contoso().communications)
    assert failed(verdict) == [("key-usage", "lacks-digital-signature"), ("key-usage", "lacks-data-encipherment")]
    assert [found.about for found in checks(verdict, "key-usage")] == ["signing", "encryption"]
    assert outcome(verdict, "V08") == NOT_REACHED


def test_v07_refuses_a_guardian_that_is_not_valid_yet() -> None:
    begin = NOW + timedelta(days=1)
    verdict = judged(document(renewed(contoso(), "Contoso", begin=begin)), allow_expired=True)
    assert failed(verdict) == [("validity", "not-yet-valid")] * 2


@pytest.mark.parametrize("name", ["ec-p256", "rsa-1024", "weak-roca", "weak-fermat", "weak-even-modulus"])
def test_v07_refuses_keys_that_are_no_protection(name: str) -> None:
    weak = Certificate.from_der((VECTORS / "certificates" / f"{name}.cer").read_bytes())
    verdict = judged(document(_with(encryption=weak)), signer=contoso().communications)
    assert "key" in [rule for rule, _ in failed(verdict)]
    assert verdict.word is VerdictWord.REFUSED


def test_own_keys_are_no_hosters() -> None:
    own = frozenset({fingerprint(contoso()).hex})
    verdict = judged(_good(), signer=contoso().communications, own_pairs=own)
    assert failed(verdict) == [("identity", "own-pair")]
    other = frozenset({fingerprint(stranger()).hex})
    assert judged(_good(), signer=contoso().communications, own_pairs=other).word is VerdictWord.TRUSTED


def test_one_certificate_for_both_is_a_note() -> None:
    both = certificate(contoso().signing_key, "Contoso Keys", COMMUNICATIONS)
    verdict = judged(document(_with(signing=both, encryption=both)), signer=contoso().communications)
    assert verdict.word is VerdictWord.TRUSTED
    assert outcome(verdict, "identity") == (NOTE, "same-certificate")
    assert not checks(judged(_good(), signer=contoso().communications), "identity")


@pytest.mark.parametrize("where", ["encryption", "other"])
def test_keys_that_share_a_prime_refuse_wherever_they_stand(where: str) -> None:
    broken = certificate(
        with_common_factor(contoso().signing_key, stranger().signing_key), "Contoso Encryption", ENCRYPTION
    )
    if where == "encryption":
        data = document(_with(encryption=broken))
    else:
        other = f"<OtherSigningCertificates><Certificate>{b64(broken.der)}</Certificate></OtherSigningCertificates>"
        data = document(contoso(), information=replace(Information.of(contoso()), other=other))
    verdict = judged(data, signer=contoso().communications)
    assert failed(verdict) == [("key", "shared-prime")]


def _revocation_list(serial_number: int, *, end: timedelta = timedelta(days=1)) -> bytes:
    root, key = authority("Contoso")
    entry = (
        x509.RevokedCertificateBuilder().serial_number(serial_number).revocation_date(NOW - timedelta(hours=2)).build()
    )
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.x509.subject).add_revoked_certificate(entry)
    builder = builder.last_update(NOW - timedelta(hours=1)).next_update(NOW + end)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


OUTDATED = timedelta(seconds=-1)


def test_revocation_is_said_to_be_not_checked_until_there_is_a_list() -> None:
    root = authority("Contoso")
    issued = renewed(contoso(), "Contoso", issuer=root)
    verdict = judged(document(issued), roots=(root[0],))
    assert verdict.word is VerdictWord.TRUSTED
    for about in ("signing", "encryption"):
        assert outcome(verdict, "revocation", about) == (UNCHECKED, "no-list")
        assert "Not checked" in check(verdict, "revocation", about).detail
    for end in (timedelta(days=1), OUTDATED):
        revoked = _revocation_list(issued.encryption.serial_number, end=end)
        verdict = judged(document(issued), roots=(root[0],), crls=(revoked,), allow_untrusted_root=True)
        assert failed(verdict) == [("revocation", "revoked")]


@pytest.mark.parametrize(
    "confirmed",
    [
        {},
        {"guardian_fingerprint": "its own"},
        {"allow_untrusted_root": True, "allow_expired": True},
    ],
)
def test_a_revocation_list_that_says_nothing_waits_for_the_person(confirmed: dict[str, Any]) -> None:
    root = authority("Contoso")
    issued = renewed(contoso(), "Contoso", issuer=root)
    if "guardian_fingerprint" in confirmed:
        confirmed = {"guardian_fingerprint": fingerprint(issued).hex}
    assert judged(document(issued), roots=(root[0],), crls=(_revocation_list(1),), **confirmed).word is (
        VerdictWord.TRUSTED
    )
    for lists in ((_revocation_list(1, end=OUTDATED),), (b"junk",)):
        verdict = judged(document(issued), roots=(root[0],), crls=lists, **confirmed)
        assert (verdict.word, verdict.open, verdict.trust_basis) == (VerdictWord.DECIDE, ("revocation",), None)
        assert {one.reason for one in checks(verdict, "revocation")} == {"no-fitting-list"}


def test_a_revoked_signer_vouches_for_nobody() -> None:
    root = authority("Contoso")
    issued = renewed(contoso(), "Contoso", issuer=root)
    given: dict[str, Any] = {"signer": issued.communications, "roots": (root[0],)}
    verdict = judged(document(issued), crls=(_revocation_list(1),), **given)
    assert (verdict.word, outcome(verdict, "revocation", "communications")) == (
        VerdictWord.TRUSTED,
        (Outcome.PASS, "not-revoked"),
    )
    revoked = _revocation_list(issued.communications.serial_number)
    assert failed(judged(document(issued), crls=(revoked,), **given)) == [("revocation", "revoked")]
    for who in (contoso(), reusing(issued)):  # nobody's list speaks of the one, and the other was judged as it is
        found = checks(judged(document(who), crls=(revoked,), roots=(root[0],)), "revocation")
        assert [one.about for one in found] == ["signing", "encryption"]


# V08


def _inner(**changes: str) -> bytes:
    return document(contoso(), information=replace(Information.of(contoso()), **changes))


def _signed_by(key: rsa.RSAPrivateKey, name: str, data: bytes, **more: str) -> str:
    return inner_signature(name, b64(pkcs1v15(key, "sha256", data)), **more)


SELF, OTHER, OF_OTHER = "SigningCertificateSelfSignature", "EncryptionCertificateSignature", "encryption"


@pytest.mark.parametrize(
    ("part", "value", "about"),
    [
        ("self_signature", lambda: _signed_by(stranger().signing_key, SELF, contoso().signing.der), "signing"),
        ("self_signature", lambda: _signed_by(contoso().signing_key, SELF, contoso().encryption.der), "signing"),
        (
            "encryption_signature",
            lambda: _signed_by(stranger().signing_key, OTHER, contoso().encryption.der),
            "encryption",
        ),
        ("encryption_signature", lambda: _signed_by(contoso().signing_key, OTHER, contoso().signing.der), OF_OTHER),
    ],
)
def test_v08_refuses_a_pair_that_does_not_belong_together(part: str, value: Any, about: str) -> None:
    _refused_by(_inner(**{part: value()}), "V08", "wrong", allow_untrusted_root=True)
    assert check(judged(_inner(**{part: value()})), "V08").about == about


def test_v08_says_what_was_signed_as_text() -> None:
    data = _inner(encryption_signature=_signed_by(contoso().signing_key, OTHER, contoso().encryption.base64))
    verdict = judged(data, signer=contoso().communications)
    assert verdict.word is VerdictWord.TRUSTED
    assert outcome(verdict, "V08") == (WARN, "over-base64")
    assert verdict.guardian is not None
    assert verdict.guardian.vouches_for_encryption() is False


@pytest.mark.parametrize(
    ("confirmed", "word"),
    [
        ({}, VerdictWord.DECIDE),
        ({"allow_untrusted_root": True}, VerdictWord.DECIDE),
        ({"allow_untrusted_root": True, "allow_expired": True}, VerdictWord.DECIDE),
        ({"guardian_fingerprint": fingerprint}, VerdictWord.TRUSTED),
    ],
)
def test_v08_of_an_unknown_algorithm_waits_for_the_fingerprint(confirmed: dict[str, Any], word: VerdictWord) -> None:
    parts = {
        "self_signature": _signed_by(contoso().signing_key, SELF, contoso().signing.der, algorithm=f"{MORE}rsa-sha224"),
        "encryption_signature": _signed_by(contoso().signing_key, OTHER, contoso().encryption.der, algorithm="urn:new"),
    }
    values = {name: value(contoso()).hex if callable(value) else value for name, value in confirmed.items()}
    verdict = judged(_inner(**parts), signer=contoso().communications, **values)
    assert verdict.word is word
    found = checks(verdict, "V08")
    assert [one.about for one in found] == ["signing", "encryption"]
    assert {one.reason for one in found} == {"unknown-algorithm"}
    if word is VerdictWord.TRUSTED:
        assert {one.outcome for one in found} == {WARN}
        assert not verdict.open
    else:
        assert {one.outcome for one in found} == {UNCHECKED}
        assert verdict.open == ("V08",)
        assert "urn:new" in found[1].detail


# V09 to V11 are looked at more closely in test_communications


def test_v09_refuses_another_form() -> None:
    _refused_by(document(contoso(), uri=' URI="#other"'), "V09", "signature-form")


def test_v10_refuses_another_signer_than_the_one_given() -> None:
    verdict = judged(document(contoso()), signer=stranger().communications)
    assert failed(verdict) == [("V10", "other-signer")]
    assert outcome(verdict, "V09") == PASS
    assert outcome(verdict, "V11") == NOT_REACHED


@pytest.mark.parametrize(
    "change",
    [
        {"end": BEFORE, "begin": YEARS_AGO},
        {"usages": SIGNING},
        {"begin": NOW + timedelta(days=1)},
    ],
)
def test_the_communications_certificate_is_judged_too(change: dict[str, Any]) -> None:
    values = {"usages": COMMUNICATIONS, **change}
    own = certificate(contoso().communications_key, "Contoso Communications", **values)
    verdict = judged(document(_with(communications=own)), signer=own)
    if "end" in change:  # only a warning: the hoster can exchange it at any time
        assert outcome(verdict, "validity", "communications") == (WARN, "expired")
        assert verdict.word is VerdictWord.TRUSTED
        return
    assert len(failed(verdict)) == 1
    assert outcome(verdict, "V11") == NOT_REACHED
    assert verdict.word is VerdictWord.REFUSED


def test_the_signing_certificate_may_be_the_communications_certificate() -> None:
    who = reusing(contoso())
    verdict = judged(document(who), signer=who.signing)
    assert verdict.word is VerdictWord.TRUSTED
    assert outcome(verdict, "key-usage", "communications") == (WARN, "lacks-data-encipherment")
    assert outcome(verdict, "identity", "communications") == (NOTE, "reused")


# V12


@pytest.mark.parametrize(
    ("confirmed", "now", "stage"),
    [
        ({}, NOW.replace(tzinfo=None), "V07"),
        ({"roots": ("no certificate",)}, NOW, "trust-basis"),
        ({"signer": "no certificate"}, NOW, "V09"),
    ],
)
def test_v12_any_fault_inside_refuses_where_it_happened(
    confirmed: dict[str, Any], now: datetime, stage: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="shieldwiz")
    verdict = judge(_good(), Confirmations(**confirmed), now)
    assert (stage, "unexpected") in failed(verdict)
    assert verdict.word is VerdictWord.REFUSED
    assert verdict.guardian is None
    (record,) = caplog.records
    assert stage in record.getMessage()
    assert record.exc_info is None


def test_a_refusal_hands_nothing_on() -> None:
    verdict = judged(_good(), guardian_fingerprint="0" * 64)
    assert (verdict.guardian, verdict.signer, verdict.trust_basis) == (None, None, None)
    assert (verdict.other_signing_certificates, verdict.ignored) == ((), ())


def test_an_unsigned_document_is_judged_by_all_the_other_rules() -> None:
    verdict = judged(unsigned_document(contoso()))
    assert verdict.word is VerdictWord.DECIDE
    assert [outcome(verdict, rule) for rule in RULES[:8]] == [PASS] * 8
    assert outcome(verdict, "V10") == (UNCHECKED, "unsigned")
    assert outcome(verdict, "V09") == outcome(verdict, "V11") == NOT_REACHED
