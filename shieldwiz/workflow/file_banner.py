# SPDX-License-Identifier: Apache-2.0
"""The one word over a file that was opened: genuine, by somebody this computer does not know, or not genuine."""

from datetime import datetime
from typing import Any

from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow import protectors
from shieldwiz.workflow.guardians import guardian_warnings
from shieldwiz.workflow.home import Home

_SHIELDING_DATA = b"urn:shieldwiz:shielding-data:"


def banner_over(place: Home, file: str, found: dict[str, Any]) -> dict[str, Any]:
    """The word over a file that is whole: whether this computer knows its owner, and has seen no newer one."""
    report = found["report"]
    if found["kind"] == "shielding-data":
        return _shielding_data_banner(place, report)
    if found["kind"] == "key-protector" and not report["is_empty"]:
        try:
            _, question = protectors.verify(place, file)
        except ShieldwizError as error:
            return {"banner": _word("refused", "not-genuine"), "error": _error(error)}
        if question is None:
            return {"banner": _word("trusted", "genuine", report["owner"]["known_as"])}
        banner_id = "unknown-owner" if question.problem is Problem.OWNER_UNKNOWN else "undecided"
        return {"banner": _word("decide", banner_id), "notes": [question.message]}
    return {"banner": _word("info", "none")}


def _shielding_data_banner(place: Home, report: dict[str, Any]) -> dict[str, Any]:
    name = report["owner"]["known_as"]
    if name is None:
        return {"banner": _word("decide", "unknown-owner")}
    try:
        owner = report["owner"]["fingerprint"]["hex"]
        warning = place.revisions.notice(report["id"], owner, report["revision"], report["sha256"])
    except ShieldwizError as error:
        text = (
            f"This computer cannot remember which revision this is, and would not notice an older one: {error.message}"
        )
        return {"banner": _word("trusted", "genuine", name), "notes": [text]}
    if warning is None or warning.reason == "memory-lost":
        notes = [] if warning is None else [warning.sentence]
        return {"banner": _word("trusted", "genuine", name), "notes": notes}
    return {"banner": _word("decide", warning.reason, name), "notes": [warning.sentence]}


def refused_file(file: str, data: bytes, error: ShieldwizError) -> dict[str, Any]:
    """What is said of a file that is damaged."""
    is_file = _SHIELDING_DATA in data[:2048].replace(b"\0", b"")
    return {
        "file": file,
        "kind": "shielding-data" if is_file else "key-protector",
        "says": error.message,
        "report": None,
        "error": _error(error),
        "banner": _word("refused", "not-genuine"),
    }


def add_badges(place: Home, report: dict[str, Any] | None, now: datetime) -> None:
    """How each recipient stands with this computer, beside its name."""
    if report is None or "guardians" not in report:
        return
    kept = {known.guardian.fingerprint.hex: known for known in place.guardians.all()}
    for one in report["guardians"]:
        known = kept.get(one["fingerprint"]["hex"])
        if known is None:
            one["badge"] = "unknown"
        elif any(check.outcome is Outcome.FAIL for check in guardian_warnings(known.guardian, now)):
            one["badge"] = "refused"
        else:
            one["badge"] = "trusted" if known.is_proven else "no-proof"


def _word(word: str, banner_id: str, owner: str | None = None) -> dict[str, Any]:
    return {"word": word, "id": banner_id, "owner": owner}


def _error(error: ShieldwizError) -> dict[str, Any]:
    return {"problem": error.problem.value, "message": error.message, "hint": error.hint, "rule": error.rule}
