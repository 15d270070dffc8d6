# SPDX-License-Identifier: Apache-2.0
"""What the window shows of a metadata document: judged with all that the person chose, looked up in the library."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.checks import Check, Outcome, VerdictWord, has_failed
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.guardians.verdict import judge
from shieldwiz.workflow.certificate_facts import all_facts, claimed_name, fingerprint_facts, valid_until
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import MAX_CERTIFICATE_FILE
from shieldwiz.workflow.looking_up import Kinship, changes_report, find_kin, free_name, plain_verdict
from shieldwiz.workflow.metadata import read_confirmations
from shieldwiz.workflow.questions import questions
from shieldwiz.workflow.report import verdict_headline, verdict_next

MAX_SHOWN = 64 << 10  # characters of a document that the window shows
_OF_SIGNATURE = ("V09", "V10", "V11")
KEEPABLE = frozenset({VerdictWord.TRUSTED, VerdictWord.ACCEPTED})


def confirmations_of(choices: Choices) -> Confirmations:
    """The choices with files read and fingerprints parsed. Raises `FINGERPRINT` and what reading a certificate does."""
    read = read_confirmations(
        signer=choices.signer_file or None,
        signer_fingerprint=choices.signer_fingerprint or None,
        guardian_fingerprint=choices.guardian_fingerprint or None,
        roots=choices.root_files,
        crls=choices.crl_files,
        allow_expired=choices.allow_expired,
        allow_untrusted_root=choices.accept_without_proof,
        ignore_communications_signature=choices.ignore_signature,
    )
    signer = certificate_of(choices.signer_data) if choices.signer_data else read.signer
    return replace(read, signer=signer, roots=read.roots + tuple(map(certificate_of, choices.root_data)))


def certificate_of(data: bytes) -> Certificate:
    """The one certificate in bytes that were dropped or pasted. Raises `SIZE`, `KIND`, `CERTIFICATE`."""
    if len(data) > MAX_CERTIFICATE_FILE:
        raise ShieldwizError(Problem.SIZE, "This is larger than any certificate.", "Choose the certificate's own file.")
    return read_certificate_file(data).leaf


def keep_both_confirmations(confirmations: Confirmations, kin: Kinship) -> Confirmations:
    """For keeping new keys beside the old ones: the signer that is known for the old ones may vouch for the new."""
    if kin.changed is None or not kin.known_signer or confirmations.signer is not None:
        return confirmations
    return replace(confirmations, signer=kin.changed.pin.communications)


def examined(home: Home, name: str, data: bytes, choices: Choices, now: datetime) -> dict[str, Any]:
    """The examination of a document's bytes. Raises as `confirmations_of`, and `NAME_UNKNOWN`."""
    confirmations = confirmations_of(choices)
    known = home.guardians.all()
    if choices.expected:
        home.guardians.find(choices.expected)
    plain = plain_verdict(data, now, set_aside=choices.ignore_signature)
    kin = find_kin(plain, known, choices.expected)
    pin = kin.pin.pin if kin.pin is not None else None
    whole = replace(confirmations, pin=pin, own_pairs=home.own_pairs())
    verdict = judge(data, whole, now)
    if _waits_for_proof(verdict, confirmations):
        verdict = _waiting(plain, verdict)
    decisions = _decisions(data, verdict, whole, kin, now)
    report = document_report(name, data, verdict, plain)
    own = None
    if plain.guardian is not None:
        own = next((one.name for one in home.owners.list() if one.fingerprint == plain.guardian.fingerprint), None)
        report["proposed_name"] = free_name(plain.guardian, [one.name for one in known])
    changes = changes_report(kin, plain, data=data, now=now, decisions=decisions)
    renewed = changes["name"] if changes is not None and changes["change"] == "renewed" else ""
    return report | {
        "decisions": decisions,
        "needs_reason": choices.accept_without_proof and verdict.word is VerdictWord.ACCEPTED,
        "library": {
            "same_as": [one.name for one in kin.same],
            "renewed_of": renewed,
            "own_owner": own or "",
            "changes": changes,
        },
    }


def _decisions(data: bytes, verdict: Verdict, confirmations: Confirmations, kin: Kinship, now: datetime) -> list[str]:
    """What could be done now, each tried by judging once more as `keeping` will."""
    if kin.same:
        return ["replace"] if verdict.word in KEEPABLE else []
    if kin.changed is None:
        return ["new"] if verdict.word in KEEPABLE else []
    beside = replace(keep_both_confirmations(confirmations, kin), pin=None)
    instead = replace(confirmations, replace_pin=True)
    trials = {"keep-both": beside, "replace": instead}
    return [word for word, trial in trials.items() if judge(data, trial, now).word in KEEPABLE]


def _waits_for_proof(verdict: Verdict, confirmations: Confirmations) -> bool:
    """Whether the signature was switched off, and nothing that could stand in its place was given yet."""
    nothing_given = confirmations.guardian_fingerprint is None and not confirmations.roots
    return confirmations.ignore_communications_signature and nothing_given and verdict.word is not VerdictWord.TRUSTED


def _waiting(plain: Verdict, verdict: Verdict) -> Verdict:
    """The verdict while a signature is switched off: nothing is wrong but what it was, and proof has to come."""
    others = [check for check in verdict.checks if check.id not in (*_OF_SIGNATURE, "trust-basis")]
    if plain.guardian is None or has_failed(others):
        return verdict
    text = "Nothing proves yet whose keys these are. With the signature left out, only a fingerprint or a root can."
    aside = Check(
        id="V10", outcome=Outcome.NOTE, detail="Set aside: you asked for it.", reason="ignored", about="communications"
    )
    basis = Check(id="trust-basis", outcome=Outcome.WARN, detail=text, reason="none", is_open=True)
    kept = [check for check in plain.checks if check.id not in (*_OF_SIGNATURE, "guardian-fingerprint", "trust-basis")]
    return replace(plain, word=VerdictWord.DECIDE, trust_basis=None, checks=(*kept, aside, basis), signer=None)


def document_report(name: str, data: bytes, verdict: Verdict, plain: Verdict) -> dict[str, Any]:
    """All but what the library has to do with it. `plain` is what the document says by itself."""
    text, encoding = as_text(data)
    certificates = all_facts(replace(plain, signer=verdict.signer or plain.signer))
    guardian = plain.guardian
    signer = verdict.signer
    return {
        "display_name": name,
        "source": None,
        "size": len(data),
        "encoding": encoding,
        "data": data,
        "text": text[:MAX_SHOWN],
        "text_cut": len(text) > MAX_SHOWN,
        "verdict": verdict.word.value,
        "trust_basis": verdict.trust_basis.value if verdict.trust_basis is not None else None,
        "headline": verdict_headline(verdict),
        "next": verdict_next(verdict),
        "open": list(verdict.open),
        "checks": check_facts(verdict.checks),
        "questions": questions(verdict),
        "guardian": {"fingerprint": fingerprint_facts(guardian.fingerprint)} if guardian is not None else None,
        "certificates": certificates,
        "fingerprints": {one["role"]: one["sha256"] for one in reversed(certificates)},
        "signer": {
            "sha256": signer.certificate.fingerprint,
            "subject": signer.certificate.subject,
            "confirmed": signer.is_confirmed,
        }
        if signer is not None
        else None,
        "claimed_name": claimed_name(guardian.signing) if guardian is not None else "",
        "proposed_name": "",
        "valid_until": valid_until(guardian) if guardian is not None else None,
        "needs_reason": False,
        "decisions": [],
        "library": {"same_as": [], "renewed_of": "", "own_owner": "", "changes": None},
    }


def check_facts(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Checks with all that the window looks its own sentences up by."""
    return [
        {
            "id": check.id,
            "outcome": check.outcome.value,
            "detail": check.detail,
            "reason": check.reason,
            "about": check.about,
            "is_open": check.is_open,
        }
        for check in checks
    ]


def as_text(data: bytes) -> tuple[str, str]:
    """The document as text for showing, and its encoding where it is one that metadata may have."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "UTF-16" if wide else "UTF-8"
    try:
        return data.decode("utf-16" if wide else "utf-8-sig"), encoding
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), ""
