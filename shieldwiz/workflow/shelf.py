# SPDX-License-Identifier: Apache-2.0
"""The guardians and owners of this computer as the window lists them, and all there is to say of one."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import write_file
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.library import KnownGuardian
from shieldwiz.owners.store import StoredOwner
from shieldwiz.workflow import report_texts
from shieldwiz.workflow.certificate_facts import certificate_facts, fingerprint_facts, pair_facts, valid_until
from shieldwiz.workflow.fingerprint_sheet import make_sheet, qr_code
from shieldwiz.workflow.guardians import export_form, guardian_warnings
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.judged_document import MAX_SHOWN, as_text, check_facts
from shieldwiz.workflow.made_files import files_with
from shieldwiz.workflow.practice import MARK
from shieldwiz.workflow.report import time_text

details_text = report_texts.details_text
_SOON = timedelta(days=60)
_UNTESTED = timedelta(days=365)


def shelf(home: str, now: datetime) -> dict[str, Any]:
    """A row for each guardian and owner, those with something to look at first; and folders that are damaged."""
    place = Home(folder=Path(home))
    own = place.own_pairs()
    guardians = [guardian_row(place, known, now, own=own) for known in place.guardians.all()]
    owners = [owner_row(place, owner, now) for owner in place.owners.list()]
    return {
        "guardians": sorted(guardians, key=_weight),
        "owners": sorted(owners, key=_weight),
        "damaged": [str(folder) for folder in (*place.guardians.damaged(), *place.owners.damaged())],
    }


def details(home: str, now: datetime, kind: str, name: str) -> dict[str, Any]:
    """All about one guardian or owner, by its name or fingerprint. Raises `NAME_UNKNOWN`."""
    place = Home(folder=Path(home))
    if kind == "owner":
        owner = place.owners.show(name)
        return {
            **owner_row(place, owner, now),
            **_pair(place, owner.guardian),
            "signer": None,
            "signer_confirmed": False,
            "overrides": [],
            "metadata": owner.metadata,
            "text": as_text(owner.metadata)[0][:MAX_SHOWN],
        }
    known = place.guardians.find(name)
    signer = known.communications
    return {
        **guardian_row(place, known, now, own=place.own_pairs()),
        **_pair(place, known.guardian),
        "signer": certificate_facts("communications", signer) if signer is not None else None,
        "signer_confirmed": known.communications_confirmed,
        "overrides": list(known.overrides),
        "metadata": known.metadata,
        "text": as_text(known.metadata)[0][:MAX_SHOWN],
    }


def guardian_row(place: Home, known: KnownGuardian, now: datetime, *, own: frozenset[str]) -> dict[str, Any]:
    """What a list says of a guardian. `selectable` is False for what cannot be let into a new file."""
    warnings = guardian_warnings(known.guardian, now)
    is_weak = any(check.outcome is Outcome.FAIL for check in warnings)
    is_expired = any(check.reason == "expired" for check in warnings)
    badge = "refused" if is_weak else "no-proof" if not known.is_proven else "expired" if is_expired else "trusted"
    if not known.is_proven:
        text = "You let it in without proof. Compare its fingerprint when you can."
        warnings += (Check(id="trust-basis", outcome=Outcome.WARN, detail=text, reason="override"),)
    is_own = known.guardian.fingerprint.hex in own
    if is_own:
        text = "This is your own owner key. It cannot be a hoster."
        warnings += (Check(id="identity", outcome=Outcome.FAIL, detail=text, reason="own-pair"),)
    return {
        "kind": "guardian",
        **_common(place, known.name, known.guardian),
        "basis": known.basis.value,
        "badge": badge,
        "confirmed": time_text(known.confirmed),
        "expired": is_expired,
        "soon": not is_expired and _ends_soon(known.guardian, now),
        "warnings": check_facts(warnings),
        "note": known.note,
        "reason": known.reason,
        "is_own": is_own,
        "selectable": not is_weak and not is_own,
    }


def owner_row(place: Home, owner: StoredOwner, now: datetime) -> dict[str, Any]:
    """What a list says of an owner: above all whether its key survives this computer."""
    backup = owner.backup
    warnings: list[Check] = []
    if backup is None:
        text = "Its key has no backup. If this computer breaks, nobody can change or recover what it protects."
        warnings.append(Check(id="backup", outcome=Outcome.WARN, detail=text, reason="none"))
    elif now - backup.tested > _UNTESTED:
        text = f"Its backup was last tested on {backup.tested:%d %B %Y}. Test whether it still opens."
        warnings.append(Check(id="backup", outcome=Outcome.NOTE, detail=text, reason="untested"))
    return {
        "kind": "owner",
        **_common(place, owner.name, owner.guardian),
        "created": time_text(owner.created) if owner.created is not None else None,
        "badge": "backed-up" if backup is not None else "no-backup",
        "backup": {
            "folder": backup.folder,
            "tested": time_text(backup.tested),
            "there": Path(backup.folder).is_dir(),
        }
        if backup is not None
        else None,
        "warnings": check_facts(warnings),
    }


def export_guardian(
    home: str, now: datetime, name: str, form: str, file: str, *, overwrite: bool = False
) -> dict[str, Any]:
    """Write a guardian as `metadata` (the bytes as received), `pem` or `report` (JSON). Raises as `write_file`."""
    known = Home(folder=Path(home)).guardians.find(name)
    write_file(Path(file), export_form(known, form, now), overwrite=overwrite)
    return {"file": file}


def fingerprint_sheet(home: str, name: str, file: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Write the page with the fingerprint of a guardian or owner, in both forms and as QR code, as HTML."""
    place = Home(folder=Path(home))
    try:
        known = place.guardians.find(name)
        guardian, metadata = known.guardian, known.metadata
    except ShieldwizError as error:
        if error.problem is not Problem.NAME_UNKNOWN:
            raise
        guardian, metadata = place.owners.show(name).guardian, b""
    write_file(Path(file), make_sheet(name, guardian, metadata), overwrite=overwrite)
    return {"file": file}


def qr_svg(text: str) -> bytes:
    """The QR code of a fingerprint as SVG."""
    return qr_code(text).encode("utf-8")


def _common(place: Home, name: str, guardian: Guardian) -> dict[str, Any]:
    fingerprint = guardian.fingerprint.hex
    signing, encryption = guardian.signing, guardian.encryption
    words = (name, signing.subject, encryption.subject, fingerprint, signing.thumbprint, encryption.thumbprint)
    return {
        "id": fingerprint,
        "name": name,
        "subject": signing.subject,
        "until": valid_until(guardian),
        "practice": name.startswith(MARK),
        "search": " ".join(words).casefold(),
        "files": len(files_with(place, fingerprint)),
    }


def _pair(place: Home, guardian: Guardian) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint_facts(guardian.fingerprint),
        "certificates": pair_facts(guardian),
        "used_by": files_with(place, guardian.fingerprint.hex),
    }


def _ends_soon(guardian: Guardian, now: datetime) -> bool:
    end = valid_until(guardian)
    return end is not None and end < time_text(now + _SOON)


def _weight(row: dict[str, Any]) -> tuple[int, str]:
    """Failures first, then warnings, then the rest by name."""
    outcomes = {warning["outcome"] for warning in row["warnings"]}
    rank = 0 if "fail" in outcomes else 1 if "warn" in outcomes else 2
    return rank, row["name"].casefold()
