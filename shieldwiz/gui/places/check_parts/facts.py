# SPDX-License-Identifier: Apache-2.0
"""What an examination means for the page: what is shown on it, and what the person told it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from shieldwiz.gui.wording import is_broken_signature

Examination = Mapping[str, Any]
_OWN_ANSWERS = frozenset({("guardian-fingerprint", "different"), ("V10", "other-signer"), ("chain", "not-reached")})


class Mode(StrEnum):
    """Which side the page shows."""

    DECIDE = "decide"
    SETTLED = "settled"
    REFUSED = "refused"
    CHANGED = "changed"
    SAME = "same"


def mode_of(examination: Examination, *, first_verdict: str) -> Mode:
    """What the page shows. `first_verdict` is the verdict before the person had answered anything."""
    library, verdict = examination["library"], examination["verdict"]
    if library["same_as"]:
        if verdict == "trusted":
            return Mode.SAME if first_verdict == "trusted" else Mode.SETTLED
        return Mode.REFUSED if verdict == "refused" and not is_by_own_answer(examination) else Mode.DECIDE
    if verdict == "refused" and not is_by_own_answer(examination):
        return Mode.REFUSED
    if library["changes"] is not None:
        return Mode.CHANGED
    return Mode.SETTLED if verdict in ("trusted", "accepted") else Mode.DECIDE


def is_by_own_answer(examination: Examination) -> bool:
    """Whether the file is refused only for what the person brought from outside: that can be corrected."""
    failed = [check for check in examination["checks"] if check["outcome"] == "fail"]
    return bool(failed) and all((check["id"], check["reason"]) in _OWN_ANSWERS for check in failed)


def can_leave_out_signature(examination: Examination) -> bool:
    """Whether a broken signature is all that is wrong."""
    return is_broken_signature(examination["checks"])


def told_different(examination: Examination) -> dict[str, Any]:
    """The same examination after the person heard other digits on the phone: refused, as a typed value would be."""
    check = {
        "id": "guardian-fingerprint",
        "outcome": "fail",
        "reason": "different",
        "about": "",
        "is_open": False,
        "detail": "These are not the keys you were told about. Call the hoster on a number you already had.",
    }
    questions = [
        question if question["number"] != 3 else {**question, "answer": "no", "reason": "guardian-fingerprint"}
        for question in examination["questions"]
    ]
    return {
        **examination,
        "verdict": "refused",
        "trust_basis": None,
        "headline": check["detail"],
        "checks": [*examination["checks"], check],
        "questions": questions,
        "decisions": [],
    }
