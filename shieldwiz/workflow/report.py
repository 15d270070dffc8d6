# SPDX-License-Identifier: Apache-2.0
"""Reports on metadata, guardians and certificates: the facts as JSON objects, the first line of an answer, and the
advice what to do next. Those on files that were sealed are in `shielding_report`.

Each object names its schema; the schemas are in resources/schemas.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Check, Outcome, VerdictWord
from shieldwiz.errors import ShieldwizError
from shieldwiz.guardians.confirmations import TrustBasis, Verdict
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint

WORDS = {
    VerdictWord.TRUSTED: "TRUSTED",
    VerdictWord.ACCEPTED: "ACCEPTED, NO PROOF",
    VerdictWord.DECIDE: "YOUR DECISION",
    VerdictWord.REFUSED: "REFUSED",
}
_ASK = (
    "ask the hoster for its guardian fingerprint over a channel you already had, not the message that brought this "
    "file; then add --guardian-fingerprint <what they told you>"
)
LISTS = (
    "give a current revocation list of each certificate's issuer, with the issuer's certificate as --root; where there "
    "is none, leave --crl out: revocation is not checked then"
)


def schema(name: str) -> str:
    """The id of a schema of ours."""
    return f"shieldwiz/{name}/1"


def time_text(moment: datetime) -> str:
    """`2026-12-01T00:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fingerprint_report(fingerprint: GuardianFingerprint) -> dict[str, Any]:
    """Both forms of a guardian fingerprint."""
    return {"hex": fingerprint.hex, "digits": " ".join(fingerprint.groups)}


def certificate_report(certificate: Certificate) -> dict[str, Any]:
    """What people call a certificate by, and its dates (null where malformed)."""
    key = certificate.rsa_key()
    return {
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "sha256": certificate.fingerprint,
        "thumbprint": certificate.thumbprint,
        "not_before": _date(certificate, "not_before"),
        "not_after": _date(certificate, "not_after"),
        "rsa_bits": key.key_size if key is not None else None,
    }


def _date(certificate: Certificate, name: str) -> str | None:
    try:
        return time_text(getattr(certificate, name))
    except ShieldwizError:
        return None


def guardian_report(guardian: Guardian) -> dict[str, Any]:
    """A guardian's pair and its fingerprint."""
    return {
        "fingerprint": fingerprint_report(guardian.fingerprint),
        "signing": certificate_report(guardian.signing),
        "encryption": certificate_report(guardian.encryption),
    }


def check_reports(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Checks as JSON."""
    return [{"id": check.id, "outcome": check.outcome.value, "detail": check.detail} for check in checks]


def verdict_report(name: str, verdict: Verdict) -> dict[str, Any]:
    """The JSON object of `metadata verify`."""
    signer = verdict.signer
    return {
        "schema": schema("metadata-verdict"),
        "file": name,
        "verdict": verdict.word.value,
        "trust_basis": verdict.trust_basis.value if verdict.trust_basis is not None else None,
        "headline": verdict_headline(verdict),
        "checks": check_reports(verdict.checks),
        "open": list(verdict.open),
        "guardian": guardian_report(verdict.guardian) if verdict.guardian is not None else None,
        "signer": {**certificate_report(signer.certificate), "confirmed": signer.is_confirmed}
        if signer is not None
        else None,
        "next": verdict_next(verdict),
    }


def error_report(name: str | None, error: ShieldwizError) -> dict[str, Any]:
    """The JSON object for something that could not be done."""
    return {
        "schema": schema("error"),
        "file": name,
        "problem": error.problem.value,
        "message": error.message,
        "hint": error.hint,
    }


def verdict_headline(verdict: Verdict) -> str:
    """Why, in one sentence."""
    if verdict.word is VerdictWord.REFUSED:
        return next(check.detail for check in verdict.checks if check.outcome is Outcome.FAIL)
    if verdict.word is VerdictWord.DECIDE:
        return _decide_headline(verdict)
    return {
        TrustBasis.SIGNER: "the signer you confirmed vouches for these keys.",
        TrustBasis.GUARDIAN_FINGERPRINT: "the fingerprint you were told is the fingerprint of these keys.",
        TrustBasis.ROOT: "the root you chose stands behind both keys.",
        TrustBasis.OVERRIDE: "you accepted these keys; nothing proves whose they are.",
        None: "",
    }[verdict.trust_basis]


def _decide_headline(verdict: Verdict) -> str:
    reasons = {(check.id, check.reason) for check in verdict.checks if check.is_open}
    ids = {check_id for check_id, _ in reasons}
    for key, sentence in (
        (("pin", "changed-by-known-signer"), "new keys, and the change is signed by the signer you know."),
        (("pin", "changed"), "this file gives a known name other keys."),
        (("V10", "unsigned"), "the file is not signed, and nothing else proves whose keys these are."),
        (("V09", "sha1"), "the signature uses SHA-1, which can be forged: it counts for nothing."),
        (("V09", "unknown-algorithm"), "the signature uses a method that shieldwiz does not know."),
        (("V10", "unknown-signer"), "the signature is intact, but you have not confirmed who signed it."),
    ):
        if key in reasons:
            return sentence
    if "V08" in ids:
        return "whether the two keys belong together could not be checked."
    if "revocation" in ids:
        return "the revocation list that you gave says nothing of these certificates."
    if "validity" in ids:
        return "a certificate has expired."
    return "nothing is wrong, but nothing proves yet whose keys these are."


def verdict_next(verdict: Verdict) -> str:
    """What to do now; empty where nothing is left to do."""
    if verdict.word is VerdictWord.REFUSED:
        if [check.id for check in verdict.checks if check.outcome is Outcome.FAIL] == ["guardian-fingerprint"]:
            return "check what you typed; if that is what you were told, do not use this file, and call the hoster"
        return (
            "do not use this file; if it is the one you meant, ask the hoster for a new copy, and tell them which "
            "check failed"
        )
    steps = []
    ids = set(verdict.open)
    if ids & {"trust-basis", "V09", "V10", "V08"}:
        steps.append(_ASK)
    if "revocation" in ids:
        steps.append(LISTS)
    if "validity" in ids:
        steps.append("ask for current metadata, or decide to take expired certificates with --allow-expired")
    if "pin" in ids:
        steps.append(
            "compare both with `shieldwiz metadata diff`, then keep both with another --name, or add --replace"
        )
    return "; ".join(steps)
