# SPDX-License-Identifier: Apache-2.0
"""What changed between two documents of one hoster, and what that means for virtual machines."""

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Check, Outcome
from shieldwiz.guardians.confirmations import Signer, Verdict
from shieldwiz.guardians.guardian import Guardian


def compare(old: Verdict, new: Verdict, *, same_bytes: bool) -> tuple[Check, ...]:
    """The changes from `old` to `new`, the weightiest kind first: the pair, then the signer, then the rest.

    Both verdicts must not be refused. Outcomes: pass nothing to do, note harmless, warn look at it, fail danger.
    """
    if old.guardian is None or new.guardian is None:
        raise ValueError("refused metadata cannot be compared")
    checks = [_compare_pair(old.guardian, new.guardian, new.other_signing_certificates)]
    checks += _compare_signer((old.signer, old.guardian), (new.signer, new.guardian))
    if checks[0].reason == "same" and len(checks) == 1 and not same_bytes:
        checks.append(
            _found(Outcome.NOTE, "bytes", "The document was written again; guardian and signer are the same.")
        )
    return tuple(checks)


def _compare_pair(old: Guardian, new: Guardian, listed: tuple[Certificate, ...]) -> Check:
    if old == new:
        return _found(Outcome.PASS, "same", "The same guardian: both certificates are the same.")
    same_keys = _same_key(old.signing, new.signing) and _same_key(old.encryption, new.encryption)
    if same_keys:
        return _found(
            Outcome.PASS,
            "renewed",
            "New certificates for the same keys: existing VMs go on and existing files stay good. You are asked once, "
            "because certificates are compared, not keys.",
        )
    if _same_key(old.signing, new.signing) or _same_key(old.encryption, new.encryption):
        return _found(
            Outcome.FAIL,
            "half-changed",
            "Only one of the two keys changed. Signing and encryption certificate are changed together, so the hoster "
            "marked only one of them as primary, or somebody mixed two documents.",
        )
    if old.signing in listed:
        return _found(
            Outcome.WARN,
            "new-pair-old-listed",
            "The keys are new, and the old signing certificate is listed among the others; anybody can copy it there, "
            "so that proves nothing. Compare the new fingerprint. Existing VMs go on as long as the hoster keeps the "
            "old certificates enabled.",
        )
    return _found(
        Outcome.FAIL,
        "new-pair",
        "The keys changed, and the old ones are not listed. Compare the new fingerprint with the hoster, and ask "
        "whether the old certificates are still enabled: without them existing VMs will not start.",
    )


def _compare_signer(old: tuple[Signer | None, Guardian], new: tuple[Signer | None, Guardian]) -> list[Check]:
    before, after = (signer.certificate if signer is not None else None for signer, _ in (old, new))
    if before == after:
        return []
    if after is None:
        text = "The newer document has no signature that can be checked; the older one had."
        return [_found(Outcome.FAIL, "signature-gone", text)]
    if before is None:
        return [_found(Outcome.NOTE, "signature-new", f"The newer document is signed, by {after.subject}.")]
    if _same_key(before, after):
        return [_found(Outcome.NOTE, "signer-renewed", "The signer's certificate was renewed with the same key.")]
    was_own, is_own = before == old[1].signing, after == new[1].signing
    if was_own and is_own:
        return []  # the signer is the signing certificate: its change is the pair's
    if was_own != is_own:
        text = "The signer changed between the signing certificate and a communications certificate of its own."
        return [_found(Outcome.NOTE, "signer-kind", text)]
    text = (
        f"Another communications certificate signs now: {after.subject}. Harmless for VMs; ask the hoster for its "
        "fingerprint before you rely on it."
    )
    return [_found(Outcome.WARN, "signer-changed", text)]


def _same_key(first: Certificate, second: Certificate) -> bool:
    mine, theirs = first.rsa_key(), second.rsa_key()
    return mine is not None and theirs is not None and mine.public_numbers() == theirs.public_numbers()


def _found(outcome: Outcome, reason: str, detail: str) -> Check:
    return Check(id="change", outcome=outcome, detail=detail, reason=reason)
