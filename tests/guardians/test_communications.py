# SPDX-License-Identifier: Apache-2.0
"""The communications signature: who made it, what that proves, and that nothing is read but what was signed."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Outcome, VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians import communications
from shieldwiz.guardians.communications import CommunicationsFinding, judge_communications
from shieldwiz.guardians.confirmations import Confirmations, Signer
from shieldwiz.guardians.metadata import read_metadata
from shieldwiz.guardians.xml_signature import SignedDocument
from shieldwiz.xml_reading import DS, canonical, parse_xml
from tests.guardians.judging import SHA1, UNKNOWN, VECTORS, check, contoso, judged, outcome, stranger, swap
from tests.simulated_fabric import (
    EXCLUSIVE,
    INCLUSIVE,
    INCLUSIVE_11,
    MORE,
    NOW,
    PSS_SHA256,
    Form,
    Information,
    canonical_bytes,
    document,
    hoster,
    key_info,
    metadata,
    other_certificates,
    reusing,
    sign_with,
    start_tag,
    unsigned_document,
)

SHA384, SHA512 = f"{MORE}sha384", "http://www.w3.org/2001/04/xmlenc#sha512"


def _found(data: bytes, **confirmed: Any) -> CommunicationsFinding:
    root = parse_xml(data)
    return judge_communications(root, read_metadata(root), Confirmations(**confirmed), NOW)


def _results(found: CommunicationsFinding) -> list[tuple[str, Outcome, str]]:
    """The checks of the signature itself, without those of its certificate."""
    return [(one.id, one.outcome, one.reason) for one in found.checks if one.id.startswith("V")]


def test_an_intact_signature_by_the_confirmed_signer() -> None:
    for confirmed in (
        {"signer": contoso().communications},
        {"signer_fingerprint": contoso().communications.fingerprint},
        {"signer": contoso().communications, "signer_fingerprint": contoso().communications.fingerprint},
    ):
        found = _found(document(contoso()), **confirmed)
        assert _results(found) == [(rule, Outcome.PASS, "") for rule in ("V09", "V10", "V11")]
        assert found.proves_signer
        assert found.signer == Signer(certificate=contoso().communications, is_confirmed=True)
        assert [one.about for one in found.checks if one.id.startswith("V")] == ["communications", "communications", ""]
        assert found.metadata is not None
        assert not found.metadata.is_signed  # it was read from what the signature covers


def test_an_intact_signature_by_somebody() -> None:
    found = _found(document(contoso()))
    assert _results(found) == [
        ("V09", Outcome.PASS, ""),
        ("V10", Outcome.WARN, "unknown-signer"),
        ("V11", Outcome.PASS, ""),
    ]
    assert found.signer == Signer(certificate=contoso().communications, is_confirmed=False)
    assert [one.id for one in found.checks if one.is_open] == ["V10"]


def test_no_signature_and_an_unknown_method_are_not_evaluated() -> None:
    for data, rule, reason in (
        (unsigned_document(contoso()), "V10", "unsigned"),
        (document(contoso(), **UNKNOWN), "V09", "unknown-algorithm"),
        (document(contoso(), digest="urn:new"), "V09", "unknown-algorithm"),
    ):
        found = _found(data, signer=contoso().communications)
        assert _results(found) == [(rule, Outcome.NOT_EVALUATED, reason)]
        assert found.checks[0].is_open
        assert (found.signer, found.metadata, found.proves_signer) == (None, None, False)


@pytest.mark.parametrize("form", [SHA1, {"method": SHA1["method"]}, {"digest": SHA1["digest"]}])
def test_sha1_is_checked_and_proves_nothing(form: dict[str, Any]) -> None:
    found = _found(document(contoso(), **form), signer=contoso().communications)
    assert _results(found)[:2] == [("V09", Outcome.WARN, "sha1"), ("V10", Outcome.NOTE, "weak")]
    assert not found.proves_signer
    broken = swap("<Version>1<", "<Version>2<")(document(contoso(), **form))
    assert _results(_found(broken))[1] == ("V10", Outcome.FAIL, "broken")


@pytest.mark.parametrize(
    "form",
    [
        {"method": f"{MORE}rsa-sha384", "digest": SHA384},
        {"method": f"{MORE}rsa-sha512", "digest": SHA512},
        {"method": PSS_SHA256},
        {"uri": ' URI=""'},
        {"canonical_form": f'<ds:CanonicalizationMethod Algorithm="{INCLUSIVE}"></ds:CanonicalizationMethod>'},
        {"canonical_form": f'<ds:CanonicalizationMethod Algorithm="{INCLUSIVE_11}"></ds:CanonicalizationMethod>'},
        {"transforms": f'<ds:Transforms><ds:Transform Algorithm="{DS}enveloped-signature"/></ds:Transforms>'},
        {"attributes": ' Id="s1"'},
    ],
)
def test_every_allowed_form_verifies_and_breaks(form: dict[str, Any]) -> None:
    data = document(contoso(), **form)
    assert judged(data, signer=contoso().communications).word is VerdictWord.TRUSTED
    changed = swap("<Version>1<", "<Version>2<")(data)
    assert outcome(judged(changed, signer=contoso().communications), "V10") == (Outcome.FAIL, "broken")
    value = swap("<ds:SignatureValue>", "<ds:SignatureValue>AAAA")(data)
    assert outcome(judged(value, signer=contoso().communications), "V10") == (Outcome.FAIL, "broken")


# whose certificate


@pytest.mark.parametrize(
    ("confirmed", "reason", "said"),
    [
        ({"signer": "stranger"}, "other-signer", "Contoso Communications"),
        ({"signer_fingerprint": "0" * 64}, "other-signer", "Contoso Communications"),
    ],
)
def test_the_other_signer_is_named(confirmed: dict[str, Any], reason: str, said: str) -> None:
    if "signer" in confirmed:
        confirmed = {"signer": stranger().communications}
    found = _found(document(contoso()), **confirmed)
    assert _results(found) == [("V09", Outcome.PASS, ""), ("V10", Outcome.FAIL, reason)]
    assert said in found.checks[1].detail
    assert found.signer is None


def test_a_changed_document_is_broken_whoever_was_confirmed() -> None:
    data = swap("<Version>1<", "<Version>2<")(document(contoso()))
    for confirmed, said in (
        ({}, "changed after it was signed"),
        ({"signer": contoso().communications}, "not by the signer you gave"),
        ({"signer_fingerprint": contoso().communications.fingerprint}, "not by the signer you gave"),
        ({"signer_fingerprint": "0" * 64}, "not by the signer you gave"),
    ):
        found = _found(data, **confirmed)
        assert _results(found)[1:] == [("V10", Outcome.FAIL, "broken")]
        assert said in found.checks[1].detail


def test_two_signers_that_contradict_each_other_refuse() -> None:
    ours, theirs = contoso().communications, stranger().communications
    for signer, told in ((ours, theirs.fingerprint), (theirs, ours.fingerprint)):
        found = _found(document(contoso()), signer=signer, signer_fingerprint=told)
        assert _results(found)[1:] == [("V10", Outcome.FAIL, "two-signers")]


def test_a_certificate_that_was_given_with_its_fingerprint_need_not_be_in_the_document() -> None:
    ours = contoso().communications
    found = _found(document(contoso(), is_named=False), signer=ours, signer_fingerprint=ours.fingerprint)
    assert _results(found)[1] == ("V10", Outcome.PASS, "")


def test_a_confirmed_certificate_counts_however_many_others_are_named() -> None:
    many = [hoster("Mallory").signing] * 20
    data = document(contoso(), key_info=key_info(*many, contoso().communications))
    assert judged(data, signer=contoso().communications).word is VerdictWord.TRUSTED


def test_key_info_is_no_authority() -> None:
    """Mallory's signature that names the genuine certificate, and a genuine one that names Mallory's."""
    data = document(stranger(), key_info=key_info(contoso().communications))
    for confirmed in ({}, {"signer": contoso().communications}):
        assert outcome(judged(data, **confirmed), "V10") == (Outcome.FAIL, "broken")
    data = document(contoso(), key_info=key_info(stranger().communications))
    assert judged(data, signer=contoso().communications).word is VerdictWord.TRUSTED
    assert outcome(judged(data), "V10") == (Outcome.FAIL, "broken")


@pytest.mark.parametrize("where", ["signing certificate", "others", "nowhere"])
def test_who_signed_is_looked_for_in_the_document_where_nobody_is_named(where: str) -> None:
    if where == "signing certificate":
        who, data = reusing(contoso()), document(reusing(contoso()), is_named=False)
    else:
        listed = (contoso().communications,) if where == "others" else ()
        information = replace(Information.of(contoso()), other=other_certificates(listed))
        who, data = contoso(), document(contoso(), information=information, is_named=False)
    told = who.communications.fingerprint
    if where == "nowhere":
        for confirmed in ({}, {"signer_fingerprint": told}):
            found = _found(data, **confirmed)
            assert _results(found)[1:] == [("V10", Outcome.NOT_EVALUATED, "no-signer-named")]
            assert found.checks[1].is_open
    else:
        assert _results(_found(data))[1] == ("V10", Outcome.WARN, "unknown-signer")
        assert _results(_found(data, signer_fingerprint=told))[1] == ("V10", Outcome.PASS, "")
        assert _results(_found(data, signer_fingerprint="0" * 64))[1] == ("V10", Outcome.FAIL, "other-signer")


def test_only_few_are_tried_where_nobody_is_named() -> None:
    """The signing certificate and seven others; trying one takes as long as canonicalising the document."""
    others = tuple(hoster("Mallory").signing for _ in range(7))
    for listed, reason in (
        ((*others[:6], contoso().communications), "unknown-signer"),
        ((*others[:7], contoso().communications), "no-signer-named"),
    ):
        information = replace(Information.of(contoso()), other=other_certificates(listed))
        found = _found(document(contoso(), information=information, is_named=False))
        assert _results(found)[1][2] == reason


@pytest.mark.parametrize("named", ["ec-p256.cer", "ed25519.cer"])
def test_a_named_certificate_without_a_plain_rsa_key_signed_nothing(named: str) -> None:
    other = Certificate.from_der((VECTORS / "certificates" / named).read_bytes())
    data = document(contoso(), key_info=key_info(other))
    assert outcome(judged(data), "V10") == (Outcome.FAIL, "broken")
    assert outcome(judged(data, signer=other), "V10") == (Outcome.FAIL, "broken")


# V11


def test_v11_refuses_signed_bytes_that_say_something_else() -> None:
    """Not to be reached from outside while V05 and V09 hold, so the signed bytes are exchanged by hand."""
    root = parse_xml(document(contoso()))
    read = read_metadata(root)
    signer = contoso().communications
    genuine = canonical(parse_xml(metadata(Information.of(contoso())).encode()))
    signed = SignedDocument(content=genuine, signer=signer, method="")
    assert communications._read_signed(root, read, signed).guardian == read.guardian
    for other in (
        genuine.replace(b"<Version>1<", b"<Version>2<"),
        canonical(parse_xml(metadata(Information.of(stranger())).encode())),
    ):
        with pytest.raises(ShieldwizError) as caught:
            communications._read_signed(root, read, replace(signed, content=other))
        assert (caught.value.rule, caught.value.problem) == ("V11", Problem.STRUCTURE)


def test_white_space_around_the_signature_is_part_of_what_was_signed() -> None:
    def spaced(between: str) -> bytes:
        root = etree.fromstring(document(contoso()))
        signature = root[1]
        signature.tail = between
        return etree.tostring(root)

    assert judged(spaced(""), signer=contoso().communications).word is VerdictWord.TRUSTED
    assert outcome(judged(spaced("\n"), signer=contoso().communications), "V10") == (Outcome.FAIL, "broken")


@pytest.mark.parametrize("before", ["\n  ", ""])
def test_white_space_behind_the_signature_may_be_signed(before: str) -> None:
    """Indented before it was signed, as other implementations do: text behind the signature stays where it is."""
    plain = metadata(f"{before}{Information.of(contoso())}{before}", "\n")
    covered = canonical_bytes(plain, EXCLUSIVE)
    form = Form(key_info=key_info(contoso().communications))
    made = form.signature(covered, sign_with(contoso().communications_key), context=start_tag(plain))
    data = plain.replace(f"</GuardianInformation>{before}", f"</GuardianInformation>{before}{made}").encode()
    verdict = judged(data, signer=contoso().communications)
    assert verdict.word is VerdictWord.TRUSTED
    assert check(verdict, "V11").outcome is Outcome.PASS
