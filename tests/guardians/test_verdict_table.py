# SPDX-License-Identifier: Apache-2.0
"""The four words of a verdict and the trust basis behind each: every row of the table, every override."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from shieldwiz.checks import Outcome, VerdictWord
from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.guardian import GuardianFingerprint
from tests.guardians.judging import (
    BEFORE,
    SHA1,
    UNKNOWN,
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
    key_info,
    renewed,
    reusing,
    unsigned_document,
)

TRUSTED, ACCEPTED, DECIDE, REFUSED = (
    VerdictWord.TRUSTED,
    VerdictWord.ACCEPTED,
    VerdictWord.DECIDE,
    VerdictWord.REFUSED,
)
SIGNER, PAIR, ROOT, OVERRIDE = TrustBasis


@cache
def _issued() -> Hoster:
    """Contoso with certificates of an authority."""
    return renewed(contoso(), "Contoso", issuer=authority("Contoso"))


@cache
def _expired() -> Hoster:
    return replace(renewed(contoso(), "Contoso", begin=YEARS_AGO, end=BEFORE), communications=contoso().communications)


def _broken(who: Hoster) -> bytes:
    """Changed after it was signed, in a value that means nothing."""
    return swap("<Version>1<", "<Version>2<")(document(who))


# What a person may bring, for a document of a hoster.
CONFIRMATIONS: dict[str, Callable[[Hoster], dict[str, Any]]] = {
    "signer": lambda who: {"signer": who.communications},
    "signer's fingerprint": lambda who: {"signer_fingerprint": who.communications.fingerprint},
    "other signer": lambda _: {"signer": reusing(stranger()).signing},
    "other signer's fingerprint": lambda _: {"signer_fingerprint": "0" * 64},
    "pair": lambda who: {"guardian_fingerprint": fingerprint(who).hex},
    "pair by phone": lambda who: {"guardian_fingerprint": fingerprint(who).digits},
    "other pair": lambda _: {"guardian_fingerprint": fingerprint(stranger()).hex},
    "other pair by phone": lambda _: {"guardian_fingerprint": fingerprint(stranger()).digits},
    "root": lambda _: {"roots": (authority("Contoso")[0],)},
    "other root": lambda _: {"roots": (authority("Mallory")[0],)},
    "untrusted": lambda _: {"allow_untrusted_root": True},
    "expired": lambda _: {"allow_expired": True},
    "ignore": lambda _: {"ignore_communications_signature": True},
}
DOCUMENTS: dict[str, Callable[[], tuple[Hoster, bytes]]] = {
    "signed": lambda: (contoso(), document(contoso())),
    "signed, nobody named": lambda: (contoso(), document(contoso(), is_named=False)),
    "issued": lambda: (_issued(), document(_issued())),
    "issued, unsigned": lambda: (_issued(), unsigned_document(_issued())),
    "issued, broken": lambda: (_issued(), _broken(_issued())),
    "unsigned": lambda: (contoso(), unsigned_document(contoso())),
    "by a stranger": lambda: (
        contoso(),
        document(stranger(), information=Information.of(contoso())),
    ),
    "SHA-1": lambda: (contoso(), document(contoso(), **SHA1)),
    "unknown method": lambda: (contoso(), document(contoso(), **UNKNOWN)),
    "expired": lambda: (_expired(), document(_expired())),
    "broken": lambda: (contoso(), _broken(contoso())),
    "reusing": lambda: (reusing(contoso()), document(reusing(contoso()))),
}

# document, what is confirmed, word, basis, and what is open or failed
ROWS: list[tuple[str, str, VerdictWord, TrustBasis | None, tuple[str, ...]]] = [
    # one thing that proves whose keys these are is enough
    ("signed", "signer", TRUSTED, SIGNER, ()),
    ("signed", "signer's fingerprint", TRUSTED, SIGNER, ()),
    ("signed", "pair", TRUSTED, PAIR, ()),
    ("signed", "pair by phone", TRUSTED, PAIR, ()),
    ("issued", "root", TRUSTED, ROOT, ()),
    ("reusing", "signer", TRUSTED, SIGNER, ()),
    ("signed, nobody named", "signer", TRUSTED, SIGNER, ()),
    # the person's own word is never proof
    ("signed", "untrusted", ACCEPTED, OVERRIDE, ()),
    ("issued", "untrusted", ACCEPTED, OVERRIDE, ()),
    # nothing is confirmed
    ("signed", "", DECIDE, None, ("V10", "trust-basis")),
    ("signed, nobody named", "", DECIDE, None, ("V10", "trust-basis")),
    ("signed, nobody named", "signer's fingerprint", DECIDE, None, ("V10", "trust-basis")),
    ("issued", "", DECIDE, None, ("V10", "trust-basis")),
    ("reusing", "", DECIDE, None, ("V10", "trust-basis")),
    ("signed", "expired", DECIDE, None, ("V10", "trust-basis")),
    ("signed", "ignore", DECIDE, None, ("V10", "trust-basis")),
    # the first that holds is the basis
    ("signed", "signer + pair + untrusted", TRUSTED, SIGNER, ()),
    ("issued", "signer + pair + root", TRUSTED, SIGNER, ()),
    ("issued", "pair + root + untrusted", TRUSTED, PAIR, ()),
    ("issued", "root + untrusted", TRUSTED, ROOT, ()),
    # without a signature
    ("unsigned", "", DECIDE, None, ("V10", "trust-basis")),
    ("unsigned", "signer", DECIDE, None, ("V10", "trust-basis")),
    ("unsigned", "signer's fingerprint", DECIDE, None, ("V10", "trust-basis")),
    ("unsigned", "pair", TRUSTED, PAIR, ()),
    ("unsigned", "ignore + pair", TRUSTED, PAIR, ()),
    ("issued, unsigned", "root", TRUSTED, ROOT, ()),
    ("unsigned", "untrusted", ACCEPTED, OVERRIDE, ()),
    # signed by somebody whom nobody confirmed
    ("by a stranger", "", DECIDE, None, ("V10", "trust-basis")),
    ("by a stranger", "pair", TRUSTED, PAIR, ()),
    ("by a stranger", "untrusted", ACCEPTED, OVERRIDE, ()),
    ("by a stranger", "other signer", REFUSED, None, ("V10",)),
    # a method that proves nothing
    ("SHA-1", "", DECIDE, None, ("V09", "trust-basis")),
    ("SHA-1", "signer", DECIDE, None, ("V09", "trust-basis")),
    ("SHA-1", "signer + pair", TRUSTED, PAIR, ()),
    ("SHA-1", "untrusted", ACCEPTED, OVERRIDE, ()),
    ("unknown method", "signer", DECIDE, None, ("V09", "trust-basis")),
    ("unknown method", "pair", TRUSTED, PAIR, ()),
    ("unknown method", "untrusted", ACCEPTED, OVERRIDE, ()),
    # a signer that was given and is not shown to have signed: no override takes its place
    ("unsigned", "signer + untrusted", REFUSED, None, ("V10",)),
    ("unsigned", "signer's fingerprint + untrusted", REFUSED, None, ("V10",)),
    ("unsigned", "signer + untrusted + ignore", REFUSED, None, ("V10",)),
    ("unsigned", "signer + pair + untrusted", TRUSTED, PAIR, ()),
    ("issued, unsigned", "signer + root + untrusted", TRUSTED, ROOT, ()),
    ("signed, nobody named", "signer's fingerprint + untrusted", REFUSED, None, ("V10",)),
    ("signed, nobody named", "signer + untrusted", TRUSTED, SIGNER, ()),
    ("unknown method", "signer + untrusted", REFUSED, None, ("V09",)),
    ("unknown method", "signer's fingerprint + untrusted", REFUSED, None, ("V09",)),
    ("SHA-1", "signer + untrusted", ACCEPTED, OVERRIDE, ()),
    # run out
    ("expired", "signer", DECIDE, None, ("validity",)),
    ("expired", "pair", DECIDE, None, ("validity",)),
    ("expired", "untrusted", DECIDE, None, ("validity",)),
    ("expired", "signer + expired", TRUSTED, SIGNER, ()),
    ("expired", "pair + expired", TRUSTED, PAIR, ()),
    ("expired", "untrusted + expired", ACCEPTED, OVERRIDE, ()),
    # a broken signature refuses, and is set aside only where something else proves the pair
    ("broken", "", REFUSED, None, ("V10",)),
    ("broken", "signer", REFUSED, None, ("V10",)),
    ("broken", "pair", REFUSED, None, ("V10",)),
    ("broken", "untrusted", REFUSED, None, ("V10",)),
    ("broken", "ignore", REFUSED, None, ("V10",)),
    ("broken", "signer + ignore", REFUSED, None, ("V10",)),
    ("broken", "untrusted + ignore", REFUSED, None, ("V10",)),
    ("broken", "pair + ignore", TRUSTED, PAIR, ()),
    ("issued, broken", "root", REFUSED, None, ("V10",)),
    ("issued, broken", "root + ignore", TRUSTED, ROOT, ()),
    # a confirmation that was given and does not fit refuses, whatever else holds
    ("signed", "other signer", REFUSED, None, ("V10",)),
    ("signed", "other signer's fingerprint", REFUSED, None, ("V10",)),
    ("signed", "other signer + pair", REFUSED, None, ("V10",)),
    ("signed", "other signer + untrusted", REFUSED, None, ("V10",)),
    ("signed", "other signer's fingerprint + pair", REFUSED, None, ("V10",)),
    ("signed", "other signer's fingerprint + signer", REFUSED, None, ("V10",)),
    ("signed", "other pair", REFUSED, None, ("guardian-fingerprint",)),
    ("signed", "other pair by phone", REFUSED, None, ("guardian-fingerprint",)),
    ("signed", "other pair + signer", REFUSED, None, ("guardian-fingerprint",)),
    ("signed", "other pair + untrusted", REFUSED, None, ("guardian-fingerprint",)),
    ("issued", "other pair + root", REFUSED, None, ("guardian-fingerprint",)),
    # a root that is missed refuses where nothing better was offered
    ("signed", "root", REFUSED, None, ("chain",)),
    ("issued", "other root", REFUSED, None, ("chain",)),
    ("issued", "other root + untrusted", REFUSED, None, ("chain",)),
    ("issued", "other root + signer", TRUSTED, SIGNER, ()),
    ("issued", "other root + pair", TRUSTED, PAIR, ()),
]


@pytest.mark.parametrize(
    ("name", "confirmed", "word", "basis", "ids"), ROWS, ids=[f"{row[0]}: {row[1] or 'nothing'}" for row in ROWS]
)
def test_every_row(
    name: str, confirmed: str, word: VerdictWord, basis: TrustBasis | None, ids: tuple[str, ...]
) -> None:
    who, data = DOCUMENTS[name]()
    brought: dict[str, Any] = {}
    for one in filter(None, confirmed.split(" + ")):
        brought |= CONFIRMATIONS[one](who)
    verdict = judged(data, **brought)
    assert (verdict.word, verdict.trust_basis) == (word, basis)
    if word is REFUSED:
        assert tuple(dict.fromkeys(rule for rule, _ in failed(verdict))) == ids
    else:
        assert not failed(verdict)
        assert set(verdict.open) == set(ids)
        assert verdict.guardian is not None


def test_every_word_and_basis_is_among_the_rows() -> None:
    assert {row[2] for row in ROWS} == set(VerdictWord)
    assert {row[3] for row in ROWS} == {*TrustBasis, None}
    assert {row[0] for row in ROWS} == set(DOCUMENTS)


@pytest.mark.parametrize(
    ("brought", "outcome_", "said"),
    [
        ("signer", Outcome.PASS, "signer you confirmed"),
        ("pair", Outcome.PASS, "fingerprint was confirmed"),
        ("root", Outcome.PASS, "root you chose"),
        ("untrusted", Outcome.NOTE, "without proof"),
        ("", Outcome.WARN, "Nothing proves yet"),
    ],
)
def test_the_basis_is_said_in_words(brought: str, outcome_: Outcome, said: str) -> None:
    confirmed = CONFIRMATIONS[brought](_issued()) if brought else {}
    found = check(judged(document(_issued()), **confirmed), "trust-basis")
    assert found.outcome is outcome_
    assert said in found.detail
    assert found.is_open == (brought == "")


def test_each_override_is_recorded_and_no_other() -> None:
    def overrides(data: bytes, **confirmed: Any) -> list[str]:
        return [found.reason for found in checks(judged(data, **confirmed), "override")]

    told = fingerprint(contoso()).hex
    everything = {
        "allow_expired": True,
        "allow_untrusted_root": True,
        "ignore_communications_signature": True,
        "guardian_fingerprint": fingerprint(_expired()).hex,
    }
    assert overrides(document(contoso()), allow_untrusted_root=True) == ["allow-untrusted-root"]
    assert overrides(_broken(contoso()), guardian_fingerprint=told, ignore_communications_signature=True) == [
        "ignore-communications-signature"
    ]
    assert overrides(_broken(_expired()), **everything) == ["ignore-communications-signature", "allow-expired"]
    # allowed, but not needed
    assert overrides(document(contoso()), signer=contoso().communications, allow_expired=True) == []
    assert overrides(document(contoso()), signer=contoso().communications, allow_untrusted_root=True) == []
    assert (
        overrides(unsigned_document(contoso()), guardian_fingerprint=told, ignore_communications_signature=True) == []
    )


def test_what_was_settled_says_by_what() -> None:
    who = _expired()
    verdict = judged(
        document(stranger(), information=Information.of(who)), allow_untrusted_root=True, allow_expired=True
    )
    assert verdict.word is ACCEPTED
    assert outcome(verdict, "V10") == (Outcome.NOTE, "unknown-signer")
    assert check(verdict, "V10").detail.endswith("Settled by override.")
    for about in ("signing", "encryption"):
        assert outcome(verdict, "validity", about) == (Outcome.NOTE, "expired")
        assert check(verdict, "validity", about).detail.endswith("You allowed it.")


def test_one_expired_certificate_is_enough_to_decide() -> None:
    for name in ("signing", "encryption"):
        who = replace(contoso(), **{name: getattr(_expired(), name)})
        verdict = judged(document(who), signer=who.communications)
        assert verdict.word is DECIDE
        assert [found.about for found in verdict.checks if found.is_open] == [name]


def test_both_certificates_must_reach_the_root() -> None:
    for name in ("signing", "encryption"):
        who = replace(_issued(), **{name: getattr(contoso(), name)})
        verdict = judged(document(who), roots=(authority("Contoso")[0],))
        assert failed(verdict) == [("chain", "not-reached")]
        (missed,) = (found for found in checks(verdict, "chain") if found.outcome is Outcome.FAIL)
        assert missed.about == name


def test_a_pair_is_confirmed_whole() -> None:
    """Neither certificate of a pair may be exchanged for another one under a fingerprint that was told."""
    told = fingerprint(contoso()).hex
    for name in ("signing", "encryption"):
        mixed = replace(
            contoso(), **{name: getattr(stranger(), name), f"{name}_key": getattr(stranger(), f"{name}_key")}
        )
        assert GuardianFingerprint.of(mixed.signing, mixed.encryption).hex != told
        assert failed(judged(document(mixed), guardian_fingerprint=told)) == [("guardian-fingerprint", "different")]


def test_a_wrong_confirmation_is_found_before_the_signature_is_looked_at() -> None:
    verdict = judged(_broken(contoso()), guardian_fingerprint=fingerprint(stranger()).hex)
    assert failed(verdict) == [("guardian-fingerprint", "different")]
    assert outcome(verdict, "V10") == (Outcome.NOT_EVALUATED, "not-reached")


def test_the_signer_of_a_decision_is_shown_as_not_confirmed() -> None:
    verdict = judged(document(contoso(), key_info=key_info(stranger().communications, contoso().communications)))
    assert verdict.signer is not None
    assert verdict.signer.certificate == contoso().communications
    assert not verdict.signer.is_confirmed
