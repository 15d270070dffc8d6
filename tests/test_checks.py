# SPDX-License-Identifier: Apache-2.0
from shieldwiz.checks import Check, Outcome, has_failed, open_ids


def check(name: str, outcome: Outcome = Outcome.PASS, *, is_open: bool = False) -> Check:
    return Check(id=name, outcome=outcome, detail="So it is.", is_open=is_open)


def test_only_a_failed_check_fails() -> None:
    assert has_failed([check("a"), check("b", Outcome.FAIL)])
    assert not has_failed([check("a", outcome) for outcome in Outcome if outcome is not Outcome.FAIL])


def test_open_ids_come_once_and_in_order() -> None:
    checks = [check("b", is_open=True), check("a", is_open=True), check("c"), check("b", is_open=True)]
    assert open_ids(checks) == ("b", "a")


def test_a_settled_check_waits_for_nobody() -> None:
    settled = check("a", Outcome.WARN, is_open=True).settled("You said so.")
    assert (settled.id, settled.outcome, settled.detail, settled.is_open) == ("a", Outcome.NOTE, "You said so.", False)
    assert check("a", is_open=True).settled("Well.", Outcome.PASS).outcome is Outcome.PASS
