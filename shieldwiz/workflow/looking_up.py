# SPDX-License-Identifier: Apache-2.0
"""What a metadata document is to the guardians that are kept already: the same, renewed, changed, or new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import ShieldwizError
from shieldwiz.guardians.change import compare
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.library import KnownGuardian
from shieldwiz.guardians.metadata import read_metadata
from shieldwiz.guardians.verdict import judge
from shieldwiz.named_folders import MAX_NAME, check_name
from shieldwiz.workflow.certificate_facts import claimed_name, fingerprint_facts, pair_facts
from shieldwiz.workflow.report import certificate_report
from shieldwiz.xml_reading import parse_xml


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """The kept guardians that a document has to do with: `same` have its certificates, `changed` has others."""

    same: tuple[KnownGuardian, ...] = ()
    changed: KnownGuardian | None = None
    known_signer: bool = False

    @property
    def pin(self) -> KnownGuardian | None:
        """The one whose pin the document is judged with; of several, one that was proven."""
        proven_first = sorted(self.same, key=lambda known: not known.is_proven)
        return proven_first[0] if proven_first else self.changed


def plain_verdict(data: bytes, now: datetime, *, set_aside: bool = False) -> Verdict:
    """What a document says by itself, with nothing brought from outside. Only for showing and looking up.

    With `set_aside` a communications signature that is broken does not end it: the guardian is as the file says.
    """
    verdict = judge(data, Confirmations(), now)
    if verdict.guardian is not None or not set_aside:
        return verdict
    try:
        fingerprint = read_metadata(parse_xml(data)).guardian.fingerprint.hex
    except ShieldwizError:
        return verdict
    with_its_own = Confirmations(ignore_communications_signature=True, guardian_fingerprint=fingerprint)
    return judge(data, with_its_own, now)


def find_kin(verdict: Verdict, known: Sequence[KnownGuardian], expected: str = "") -> Kinship:
    """Which kept guardians a document has to do with.

    A changed one is found by the name that was `expected`, else by its signer, its keys, or its subjects, which anybody
    can write: being found is a reason to compare, never to trust.
    """
    guardian = verdict.guardian
    if guardian is None:
        return Kinship()
    same = tuple(one for one in known if one.guardian == guardian)
    if same:
        return Kinship(same=same)
    looks = (
        lambda one: one.name == expected,
        lambda one: _signed_by_known(verdict, one),
        lambda one: verdict.signer is not None and verdict.signer.certificate == one.communications,
        lambda one: _shares_a_key(one.guardian, guardian) or one.guardian.signing in verdict.other_signing_certificates,
        lambda one: _subjects(one.guardian) == _subjects(guardian),
    )
    for look in looks:
        found = next((one for one in known if look(one)), None)
        if found is not None:
            return Kinship(changed=found, known_signer=_signed_by_known(verdict, found))
    return Kinship()


def changes_report(
    kin: Kinship, new: Verdict, *, data: bytes, now: datetime, decisions: Sequence[str]
) -> dict[str, Any] | None:
    """Old and new side by side, and what the change means; None where nothing changed."""
    known, guardian = kin.changed, new.guardian
    if known is None or guardian is None:
        return None
    old = plain_verdict(known.metadata, now, set_aside=True)
    change = compare(replace(old, guardian=known.guardian), new, same_bytes=known.metadata == data)[0]
    rows = _rows(known, new, guardian)
    dates = {row["what"]: row["word"] for row in rows}
    return {
        "name": known.name,
        "known_signer": kin.known_signer,
        "change": change.reason,
        "sentence": change.detail,
        "older": dates["from"] == "earlier",
        "needs_proof": "replace" not in decisions,
        "old": {
            "certificates": pair_facts(known.guardian),
            "fingerprint": fingerprint_facts(known.guardian.fingerprint),
        },
        "rows": rows,
    }


def free_name(guardian: Guardian, taken: Sequence[str]) -> str:
    """A name to propose: what the signing certificate claims, with a number where it is taken; may be empty."""
    name = claimed_name(guardian.signing)[:MAX_NAME].strip()
    try:
        check_name(name)
    except ShieldwizError:
        return ""
    used = {one.casefold() for one in taken}
    numbered = (f"{name[: MAX_NAME - 5]} {number}" for number in range(2, 1000))
    return next((one for one in (name, *numbered) if one.casefold() not in used), "")


def _rows(known: KnownGuardian, new: Verdict, guardian: Guardian) -> list[dict[str, Any]]:
    signer = new.signer.certificate if new.signer is not None else None
    return [
        _key_row("signing", known.guardian.signing, guardian.signing),
        _key_row("encryption", known.guardian.encryption, guardian.encryption),
        _key_row("signer", known.communications, signer),
        _date_row("from", "not_before", known.guardian, guardian),
        _date_row("until", "not_after", known.guardian, guardian),
    ]


def _key_row(what: str, old: Certificate | None, new: Certificate | None) -> dict[str, Any]:
    word = "none"
    if old is not None and new is not None:
        word = "same" if old == new else "same-key" if _same_key(old, new) else "new-key"
    elif new is not None:
        word = "new-key"
    return {
        "what": what,
        "old": old.subject if old is not None else None,
        "new": new.subject if new is not None else None,
        "word": word,
    }


def _date_row(what: str, name: str, old: Guardian, new: Guardian) -> dict[str, Any]:
    before, after = certificate_report(old.signing)[name], certificate_report(new.signing)[name]
    word = "none"
    if before is not None and after is not None:
        word = "same" if before == after else "later" if after > before else "earlier"
    return {"what": what, "old": before, "new": after, "word": word}


def _signed_by_known(verdict: Verdict, known: KnownGuardian) -> bool:
    """Whether the document's signer is one that was confirmed for that guardian, by a method that proves it."""
    is_proof = not any(check.id == "V09" and check.is_open for check in verdict.checks)
    pinned = known.pin.communications
    return is_proof and verdict.signer is not None and verdict.signer.certificate == pinned


def _shares_a_key(old: Guardian, new: Guardian) -> bool:
    return _same_key(old.signing, new.signing) or _same_key(old.encryption, new.encryption)


def _same_key(first: Certificate, second: Certificate) -> bool:
    mine, theirs = first.rsa_key(), second.rsa_key()
    return mine is not None and theirs is not None and mine.public_numbers() == theirs.public_numbers()


def _subjects(guardian: Guardian) -> tuple[str, str]:
    return guardian.signing.subject, guardian.encryption.subject
