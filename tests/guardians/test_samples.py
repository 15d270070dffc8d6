# SPDX-License-Identifier: Apache-2.0
"""Every metadata sample of other implementations through the judging itself: word, trust basis, deciding check."""

import json
from typing import Any

import pytest

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import VerdictWord
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.verdict import RULES, judge
from tests.guardians.judging import METADATA, failed
from tests.simulated_fabric import NOW

CASES: list[dict[str, Any]] = json.loads((METADATA / "expected.json").read_text("utf-8"))["cases"]
_FLAGS = ("--allow-expired", "--allow-untrusted-root", "--ignore-communications-signature")


def _confirmations(arguments: list[str]) -> Confirmations:
    """What the command's options say."""
    confirmed: dict[str, Any] = {}
    rest = iter(arguments)
    for name in rest:
        field = name[2:].replace("-", "_")
        if name in _FLAGS:
            confirmed[field] = True
            continue
        value = next(rest)
        if name == "--signer":
            confirmed[field] = Certificate.from_der((METADATA / value).read_bytes())
        elif name == "--root":
            confirmed["roots"] = (Certificate.from_der((METADATA / value).read_bytes()),)
        elif name == "--at":
            assert value == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
        else:
            confirmed[field] = value
    return Confirmations(**confirmed)


def test_no_case_is_missing() -> None:
    assert len(CASES) == 63
    assert {case["file"] for case in CASES} == {path.name for path in METADATA.glob("*.xml")}
    assert {case["verdict"] for case in CASES} == set(VerdictWord)


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([case["file"], *case["args"][:-2]]))
def test_the_verdict_is_the_expected_one(case: dict[str, Any]) -> None:
    verdict = judge((METADATA / case["file"]).read_bytes(), _confirmations(case["args"]), NOW)
    assert (verdict.word, verdict.trust_basis) == (case["verdict"], case["trust_basis"])
    if verdict.word is VerdictWord.REFUSED:
        assert failed(verdict)[0][0] == case["check"]
        assert verdict.guardian is None
        assert verdict.signer is None
    else:
        assert not failed(verdict)
        assert verdict.guardian is not None
        assert (verdict.word is VerdictWord.DECIDE) == bool(verdict.open)
    if verdict.word is VerdictWord.DECIDE:
        assert case["check"] in verdict.open
    assert set(RULES) <= {check.id for check in verdict.checks}
