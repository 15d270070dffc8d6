# SPDX-License-Identifier: Apache-2.0
"""A name that is known already: the same keys ask nothing, other keys are never taken by themselves."""

from dataclasses import replace
from typing import Any

import pytest

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Outcome, VerdictWord
from shieldwiz.guardians.confirmations import Pin, TrustBasis
from tests.guardians.judging import (
    BEFORE,
    SHA1,
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
)
from tests.simulated_fabric import (
    Hoster,
    Information,
    authority,
    document,
    hoster,
    other_certificates,
    renewed,
    unsigned_document,
)

TRUSTED, ACCEPTED, DECIDE = VerdictWord.TRUSTED, VerdictWord.ACCEPTED, VerdictWord.DECIDE
ASKED = (Outcome.WARN, "changed")


def pin(
    who: Hoster,
    *,
    basis: TrustBasis = TrustBasis.SIGNER,
    communications: Certificate | None = None,
    name: str = "Contoso",
) -> Pin:
    """What an import of that hoster leaves behind."""
    return Pin(
        name=name,
        signing=who.signing,
        encryption=who.encryption,
        communications=communications,
        basis=basis,
    )


def _new_keys(**changes: Any) -> Hoster:
    """Contoso with another pair, its communications key as before."""
    other = hoster("Contoso, later")
    return replace(
        contoso(),
        **{part: getattr(other, part) for part in ("signing", "encryption", "signing_key", "encryption_key")},
        **changes,
    )


# the same keys


@pytest.mark.parametrize("basis", TrustBasis)
@pytest.mark.parametrize("signed", ["signed", "unsigned", "by a stranger", "SHA-1", "renewed signature"])
def test_known_keys_ask_nothing(basis: TrustBasis, signed: str) -> None:
    data = {
        "signed": document(contoso()),
        "unsigned": unsigned_document(contoso()),
        "by a stranger": document(stranger(), information=Information.of(contoso())),
        "SHA-1": document(contoso(), **SHA1),
        "renewed signature": document(renewed(contoso(), "Contoso"), information=Information.of(contoso())),
    }[signed]
    known = pin(contoso(), basis=basis, communications=contoso().communications)
    verdict = judged(data, pin=known)
    assert judged(data, pin=known, replace_pin=True) == verdict  # there is nothing to replace
    assert verdict.word is (ACCEPTED if basis is TrustBasis.OVERRIDE else TRUSTED)
    assert verdict.trust_basis is basis
    assert not verdict.open
    assert outcome(verdict, "pin") == (Outcome.PASS, "")
    assert outcome(verdict, "trust-basis") == (Outcome.NOTE, "pin")
    said = "without proof" if basis is TrustBasis.OVERRIDE else "You confirmed these keys"
    assert said in check(verdict, "trust-basis").detail
    assert "Contoso" in check(verdict, "trust-basis").detail


def test_a_pin_that_rests_on_a_word_becomes_proof_by_a_confirmation() -> None:
    known = pin(contoso(), basis=TrustBasis.OVERRIDE)
    for confirmed, basis, said in (
        ({"signer": contoso().communications}, TrustBasis.SIGNER, "signer you confirmed"),
        ({"guardian_fingerprint": fingerprint(contoso()).hex}, TrustBasis.GUARDIAN_FINGERPRINT, "was confirmed"),
    ):
        verdict = judged(document(contoso()), pin=known, **confirmed)
        assert (verdict.word, verdict.trust_basis) == (TRUSTED, basis)
        assert outcome(verdict, "trust-basis") == (Outcome.PASS, "")
        assert said in check(verdict, "trust-basis").detail


def test_a_pin_settles_neither_a_broken_signature_nor_expiry_nor_a_wrong_confirmation() -> None:
    known = pin(contoso())
    broken = swap("<Version>1<", "<Version>2<")(document(contoso()))
    assert failed(judged(broken, pin=known)) == [("V10", "broken")]
    assert failed(judged(document(contoso()), pin=known, signer=stranger().communications)) == [("V10", "other-signer")]
    told = fingerprint(stranger()).hex
    assert failed(judged(document(contoso()), pin=known, guardian_fingerprint=told)) == [
        ("guardian-fingerprint", "different")
    ]
    old = renewed(contoso(), "Contoso", begin=YEARS_AGO, end=BEFORE)
    verdict = judged(unsigned_document(old), pin=pin(old))
    assert (verdict.word, verdict.open) == (DECIDE, ("validity",))
    assert judged(unsigned_document(old), pin=pin(old), replace_pin=True) == verdict


def test_a_pinned_proof_lets_a_broken_signature_be_set_aside() -> None:
    broken = swap("<Version>1<", "<Version>2<")(document(contoso()))
    for basis, word in (
        (TrustBasis.GUARDIAN_FINGERPRINT, TRUSTED),
        (TrustBasis.ROOT, TRUSTED),
        (TrustBasis.SIGNER, VerdictWord.REFUSED),
        (TrustBasis.OVERRIDE, VerdictWord.REFUSED),
    ):
        known = pin(contoso(), basis=basis)
        assert judged(broken, pin=known, ignore_communications_signature=True).word is word


# other keys


@pytest.mark.parametrize("part", ["signing", "encryption", "both"])
def test_other_keys_under_a_known_name_stop(part: str) -> None:
    new = _new_keys() if part == "both" else replace(contoso(), **{part: getattr(renewed(contoso(), "Contoso"), part)})
    verdict = judged(document(new), signer=contoso().communications, pin=pin(contoso()))
    assert verdict.word is DECIDE
    assert verdict.trust_basis is None
    assert outcome(verdict, "pin") == ASKED
    assert verdict.open == ("pin",)
    assert "other keys than you know" in check(verdict, "pin").detail


def test_a_root_alone_does_not_take_other_keys() -> None:
    root = authority("Contoso")
    new = renewed(_new_keys(), "Contoso", issuer=root)
    for data in (document(new), unsigned_document(new)):
        verdict = judged(data, roots=(root[0],), pin=pin(contoso(), basis=TrustBasis.ROOT))
        assert verdict.word is DECIDE
        assert outcome(verdict, "pin") == ASKED
        verdict = judged(data, roots=(root[0],), pin=pin(contoso(), basis=TrustBasis.ROOT), replace_pin=True)
        assert verdict.word is TRUSTED


def test_the_known_signer_still_needs_one_word() -> None:
    known = pin(contoso(), communications=contoso().communications)
    data = document(_new_keys())
    verdict = judged(data, pin=known)
    assert verdict.word is DECIDE
    assert outcome(verdict, "pin") == (Outcome.WARN, "changed-by-known-signer")
    assert verdict.signer is not None
    assert not verdict.signer.is_confirmed
    verdict = judged(data, pin=known, replace_pin=True)
    assert (verdict.word, verdict.trust_basis) == (TRUSTED, TrustBasis.SIGNER)
    assert outcome(verdict, "pin") == (Outcome.NOTE, "changed-by-known-signer")
    assert check(verdict, "pin").detail.endswith("You put the new ones in the old ones' place.")
    assert verdict.signer is not None
    assert verdict.signer.is_confirmed


def test_a_document_without_names_is_tried_with_the_pinned_signer() -> None:
    known = pin(contoso(), communications=contoso().communications)
    data = document(_new_keys(), is_named=False)
    assert outcome(judged(data, pin=known), "pin") == (Outcome.WARN, "changed-by-known-signer")
    assert outcome(judged(data, pin=pin(contoso())), "pin") == ASKED


@pytest.mark.parametrize(
    ("communications", "data", "why"),
    [
        (None, lambda: document(_new_keys()), "the signer was never confirmed itself"),
        ("own", lambda: unsigned_document(_new_keys()), "nobody signed"),
        ("own", lambda: document(_new_keys(), **SHA1), "SHA-1 proves nothing"),
        (
            "own",
            lambda: document(stranger(), information=Information.of(_new_keys())),
            "somebody else signed",
        ),
        (
            "own",
            lambda: document(
                replace(stranger(), communications=contoso().communications), information=Information.of(_new_keys())
            ),
            "somebody else signed and names the known signer",
        ),
        ("own", lambda: document(renewed(_new_keys(), "Contoso")), "the known key in another certificate"),
    ],
)
def test_replacing_takes_other_keys_only_with_the_known_signer(communications: str | None, data: Any, why: str) -> None:
    known = pin(contoso(), communications=contoso().communications if communications else None)
    verdict = judged(data(), pin=known, replace_pin=True)
    assert verdict.word in (DECIDE, VerdictWord.REFUSED), why
    assert verdict.trust_basis is None
    assert "changed-by-known-signer" not in [found.reason for found in verdict.checks]
    if verdict.word is DECIDE:
        assert "trust-basis" in verdict.open
        assert outcome(verdict, "pin") == (Outcome.NOTE, "changed")  # replacing was said, whose keys was not


@pytest.mark.parametrize("basis", TrustBasis)
@pytest.mark.parametrize("replaces", [False, True])
def test_a_new_fingerprint_that_was_compared_takes_other_keys(basis: TrustBasis, replaces: bool) -> None:
    told = fingerprint(_new_keys())
    known = pin(contoso(), basis=basis, communications=contoso().communications)
    for form in (told.hex, told.digits):
        verdict = judged(document(_new_keys()), guardian_fingerprint=form, pin=known, replace_pin=replaces)
        assert (verdict.word, verdict.trust_basis) == (TRUSTED, TrustBasis.GUARDIAN_FINGERPRINT)
        assert outcome(verdict, "pin") == (Outcome.NOTE, "changed")
        assert "compared the new fingerprint" in check(verdict, "pin").detail
        assert outcome(verdict, "trust-basis") == (Outcome.PASS, "")  # these keys were not confirmed at the import


def test_replacing_counts_also_where_the_signature_is_set_aside() -> None:
    root = authority("Contoso")
    new = renewed(_new_keys(), "Contoso", issuer=root)
    broken = swap("<Version>1<", "<Version>2<")(document(new))
    given = {"roots": (root[0],), "ignore_communications_signature": True, "pin": pin(contoso())}
    verdict = judged(broken, **given)
    assert (verdict.word, outcome(verdict, "pin")) == (DECIDE, ASKED)
    verdict = judged(broken, **given, replace_pin=True)
    assert (verdict.word, verdict.trust_basis) == (TRUSTED, TrustBasis.ROOT)
    assert outcome(verdict, "pin") == (Outcome.NOTE, "changed")


def test_taking_other_keys_without_proof_needs_both_words() -> None:
    known = pin(contoso())
    data = document(_new_keys())
    assert judged(data, pin=known, allow_untrusted_root=True).open == ("pin",)
    verdict = judged(data, pin=known, allow_untrusted_root=True, replace_pin=True)
    assert (verdict.word, verdict.trust_basis) == (ACCEPTED, TrustBasis.OVERRIDE)
    assert [found.reason for found in checks(verdict, "override")] == ["allow-untrusted-root"]


def test_being_listed_among_the_others_proves_nothing() -> None:
    known = pin(contoso(), communications=contoso().communications)
    information = replace(Information.of(stranger()), other=other_certificates((contoso().signing,)))
    verdict = judged(document(stranger(), information=information), pin=known, replace_pin=True)
    assert verdict.word is DECIDE
    assert verdict.trust_basis is None
    assert verdict.other_signing_certificates == (contoso().signing,)


def test_the_name_is_shown_without_what_is_hidden_in_it() -> None:
    verdict = judged(document(contoso()), pin=pin(contoso(), name="Con\u202etoso"))
    assert "\u202e" not in check(verdict, "pin").detail
    assert "\u202e" not in check(verdict, "trust-basis").detail
