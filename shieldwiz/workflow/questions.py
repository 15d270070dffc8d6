# SPDX-License-Identifier: Apache-2.0
"""The three questions about metadata, each answered from the checks: unchanged? do the keys fit? whose are they?"""

from typing import Any

from shieldwiz.checks import Check, Outcome, VerdictWord
from shieldwiz.guardians.confirmations import TrustBasis, Verdict


def questions(verdict: Verdict) -> list[dict[str, Any]]:
    """Each with `number`, `answer`, `reason`, and the signer's `subject`.

    Answers: yes, no, weak, not-signed, not-checked, not-known, accepted, not-asked.
    """
    answers = (_unchanged(verdict), _fit(verdict), _whose(verdict))
    subject = verdict.signer.certificate.subject if verdict.signer is not None else ""
    return [
        {"number": number, "answer": answer, "reason": reason, "subject": subject}
        for number, (answer, reason) in enumerate(answers, 1)
    ]


def _unchanged(verdict: Verdict) -> tuple[str, str]:
    checks = [check for check in verdict.checks if check.id in ("V09", "V10", "V11")]
    failed = next((check for check in checks if check.outcome is Outcome.FAIL), None)
    if failed is not None:
        return "no", failed.reason
    reasons = {check.reason for check in checks if check.id != "V11"}
    for reason, answer in (
        ("ignored", "not-checked"),
        ("unsigned", "not-signed"),
        ("sha1", "weak"),
        ("unknown-algorithm", "weak"),
        ("no-signer-named", "not-checked"),
        ("not-reached", "not-checked"),
    ):
        if reason in reasons:
            return answer, reason
    signer = verdict.signer
    return "yes", "confirmed-signer" if signer is not None and signer.is_confirmed else "unknown-signer"


def _fit(verdict: Verdict) -> tuple[str, str]:
    for check in verdict.checks:
        if check.id == "V08" and check.outcome is Outcome.FAIL:
            return "no", check.reason
        if check.id == "V08" and check.reason in ("unknown-algorithm", "not-reached"):
            return "not-checked", check.reason
    return "yes", ""


def _whose(verdict: Verdict) -> tuple[str, str]:
    if verdict.word is VerdictWord.REFUSED:
        told = next((check for check in verdict.checks if _contradicts(check)), None)
        return ("no", told.id) if told is not None else ("not-asked", "refused")
    if verdict.trust_basis is TrustBasis.OVERRIDE:
        return "accepted", "override"
    if verdict.trust_basis is not None:
        return "yes", verdict.trust_basis.value
    settled = next((check for check in verdict.checks if check.id == "trust-basis"), None)
    if settled is not None and settled.outcome is Outcome.PASS:
        return "yes", "proved"  # other things are open still
    return "not-known", "none"


def _contradicts(check: Check) -> bool:
    """Whether something that the person brought says that these are other keys."""
    return check.outcome is Outcome.FAIL and check.id in ("guardian-fingerprint", "chain", "identity")
