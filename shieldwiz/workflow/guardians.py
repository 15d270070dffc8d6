# SPDX-License-Identifier: Apache-2.0
"""The guardians of this computer: import, show, export, rename, remove."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shieldwiz.certificates.weak_keys import weakness
from shieldwiz.checks import Check, Outcome, VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.guardians.guardian import Guardian, parse_fingerprint
from shieldwiz.guardians.library import KnownGuardian, known_guardian
from shieldwiz.guardians.metadata import MAX_METADATA
from shieldwiz.guardians.verdict import judge
from shieldwiz.named_folders import check_name
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import json_bytes, read_input
from shieldwiz.workflow.metadata import judge_file
from shieldwiz.workflow.organisation_rules import require_allowed_import
from shieldwiz.workflow.report import (
    certificate_report,
    fingerprint_report,
    guardian_report,
    schema,
    time_text,
    verdict_report,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import came to. `kept` is None unless trusted or accepted; `before` is what that name meant until now."""

    verdict: Verdict
    kept: KnownGuardian | None
    before: KnownGuardian | None = None
    also_known_as: tuple[str, ...] = ()


def find_pin(home: Home, name: str) -> KnownGuardian | None:
    """The guardian of that name, if one is kept."""
    try:
        return home.guardians.find(name)
    except ShieldwizError as error:
        if error.problem is Problem.NAME_UNKNOWN:
            return None
        raise


def expecting(home: Home, name: str, confirmations: Confirmations) -> Confirmations:
    """The confirmations with the pin of a known guardian added. Raises `NAME_UNKNOWN`."""
    return replace(confirmations, pin=home.guardians.find(name).pin)


def import_guardian(  # the one place where a guardian enters the library
    home: Home,
    source: str,
    name: str,
    confirmations: Confirmations,
    *,
    now: datetime,
    replace_changed: bool = False,
    reason: str = "",
    note: str = "",
    data: bytes | None = None,
) -> ImportResult:
    """Judge a document and keep the guardian under `name` when it is trusted or accepted.

    The document is the file `source`, or `data` where it was read already. A known name with other certificates stays
    as it is (check `pin` is open) unless `replace_changed`. Raises `NAME`, and what reading and writing raise; a
    refusal or an open decision is in the verdict.
    """
    check_name(name)
    known = find_pin(home, name)
    confirmations = replace(
        confirmations,
        pin=known.pin if known is not None else None,
        replace_pin=replace_changed,
        own_pairs=home.own_pairs(),
    )
    if data is None:
        data, verdict = judge_file(source, confirmations, now)
    else:
        verdict = judge(data, confirmations, now)
    if verdict.word in (VerdictWord.REFUSED, VerdictWord.DECIDE):
        return ImportResult(verdict=verdict, kept=None, before=known)
    require_allowed_import(verdict)
    new = known_guardian(name, data, verdict, now=now, reason=reason, note=note)
    before = home.guardians.keep(new, replace_changed=replace_changed)
    kept = home.guardians.find(name)
    also = tuple(
        other.name for other in home.guardians.all() if other.guardian == kept.guardian and other.name != kept.name
    )
    return ImportResult(verdict=verdict, kept=kept, before=before, also_known_as=also)


def needs_reason(verdict: Verdict) -> bool:
    """Whether an override was used, for which a reason should be kept."""
    return any(check.id == "override" for check in verdict.checks)


def import_report(source: str, result: ImportResult) -> dict[str, Any]:
    """The JSON object of `guardian import`: the verdict, and what is kept."""
    return {
        **verdict_report(source, result.verdict),
        "schema": schema("guardian-import"),
        "kept": result.kept.name if result.kept is not None else None,
        "also_known_as": list(result.also_known_as),
    }


def known_report(known: KnownGuardian, now: datetime) -> dict[str, Any]:
    """The JSON object of `guardian list` and `guardian show`."""
    return {
        "schema": schema("guardian"),
        "name": known.name,
        **guardian_report(known.guardian),
        "basis": known.basis.value,
        "confirmed": time_text(known.confirmed),
        "overrides": list(known.overrides),
        "reason": known.reason,
        "note": known.note,
        "signer": {**certificate_report(known.communications), "confirmed": known.communications_confirmed}
        if known.communications is not None
        else None,
        "warnings": [check.detail for check in guardian_warnings(known.guardian, now)],
    }


def guardian_warnings(guardian: Guardian, now: datetime) -> tuple[Check, ...]:
    """What has changed since the import: a key that is known to be weak today (fails), an expired certificate."""
    found: list[Check] = []
    for about, certificate in (("signing", guardian.signing), ("encryption", guardian.encryption)):
        weak = weakness(certificate)
        if weak is not None:
            text = f"The {about} key is weak: {weak.sentence}"
            found.append(Check(id="key", outcome=Outcome.FAIL, detail=text, reason=weak.reason, about=about))
        if certificate.not_after < now:
            text = (
                f"The {about} certificate expired on {certificate.not_after:%d %B %Y}. Existing VMs keep working; for "
                "new files ask the hoster for current metadata."
            )
            found.append(Check(id="validity", outcome=Outcome.WARN, detail=text, reason="expired", about=about))
    return tuple(found)


def read_guardian(home: Home, name_or_file: str, now: datetime) -> tuple[str, Guardian, bytes]:
    """A guardian by name or fingerprint from the library, or from a metadata file that is not refused.

    Returns its name, the guardian and the metadata's bytes. Raises `NAME_UNKNOWN` or `NOT_FIT`.
    """
    known = _find_or_none(home, name_or_file)
    if known is not None:
        return known.name, known.guardian, known.metadata
    try:
        data = read_input(name_or_file, MAX_METADATA)
    except ShieldwizError as error:
        if error.problem is Problem.NOT_FOUND:
            home.guardians.find(name_or_file)  # says that there is no guardian of that name
        raise
    verdict = judge(data, Confirmations(), now)
    if verdict.guardian is None:
        raise ShieldwizError(
            Problem.NOT_FIT,
            "This metadata is refused, so no fingerprint of it is given.",
            "`shieldwiz metadata verify` says which check failed.",
        )
    return name_or_file, verdict.guardian, data


def _find_or_none(home: Home, name: str) -> KnownGuardian | None:
    return find_pin(home, _normal_name(name))


def find_guardian(home: Home, name_or_fingerprint: str) -> KnownGuardian:
    """A guardian of the library by its name or by its fingerprint as typed. Raises `NAME_UNKNOWN`."""
    return home.guardians.find(_normal_name(name_or_fingerprint))


def _normal_name(name: str) -> str:
    """A fingerprint in its one spelling; any other text as it is."""
    try:
        return parse_fingerprint(name)
    except ShieldwizError:
        return name


def export_form(known: KnownGuardian, form: str, now: datetime) -> bytes:
    """A guardian as `metadata` (the bytes as received), `pem` (signing, then encryption) or `report` (JSON)."""
    if form == "metadata":
        return known.metadata
    if form == "pem":
        return known.guardian.signing.pem + known.guardian.encryption.pem
    return json_bytes(known_report(known, now))


def fingerprint_lines(name: str, guardian: Guardian) -> dict[str, Any]:
    """The JSON object of `guardian fingerprint`."""
    return {
        "schema": schema("guardian-fingerprint"),
        "name": name,
        "fingerprint": fingerprint_report(guardian.fingerprint),
    }
