# SPDX-License-Identifier: Apache-2.0
"""Nothing is confirmed by default, and a verdict says what waits for a person."""

from dataclasses import fields

from shieldwiz.checks import Check, Outcome, VerdictWord
from shieldwiz.guardians.confirmations import Confirmations, Pin, TrustBasis, Verdict
from tests.guardians.judging import contoso, fingerprint


def test_nothing_is_confirmed_by_default() -> None:
    assert not any(getattr(Confirmations(), field.name) for field in fields(Confirmations))


def test_the_bases_stand_in_the_order_in_which_they_are_tried() -> None:
    assert [basis.value for basis in TrustBasis] == ["signer", "guardian-fingerprint", "root", "override"]


def test_a_pin_has_the_fingerprint_of_its_pair() -> None:
    who = contoso()
    pin = Pin(
        name="Contoso", signing=who.signing, encryption=who.encryption, communications=None, basis=TrustBasis.ROOT
    )
    assert pin.fingerprint == fingerprint(who)


def test_what_is_open_is_named_once_and_in_order() -> None:
    def found(rule: str, *, is_open: bool) -> Check:
        return Check(id=rule, outcome=Outcome.WARN, detail="", is_open=is_open)

    checks = (
        found("V10", is_open=True),
        found("V09", is_open=False),
        found("validity", is_open=True),
        found("V10", is_open=True),
    )
    verdict = Verdict(word=VerdictWord.DECIDE, trust_basis=None, checks=checks, guardian=None, signer=None)
    assert verdict.open == ("V10", "validity")
