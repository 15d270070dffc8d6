# SPDX-License-Identifier: Apache-2.0
"""The three questions over the documents of tests/vectors/metadata."""

from pathlib import Path
from typing import Any

import pytest

from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.examination import add, examine
from tests.workflow.conftest import NOW

VECTORS = Path(__file__).resolve().parent.parent / "vectors" / "metadata"


def examined(home: str, name: str, choices: Choices | None = None) -> dict[str, Any]:
    return examine(home, NOW, source=str(VECTORS / name), choices=choices)


@pytest.mark.parametrize(
    ("name", "verdict", "answers"),
    [
        ("decide-stranger.xml", "decide", ["yes", "yes", "not-known"]),
        ("decide-unsigned.xml", "decide", ["not-signed", "yes", "not-known"]),
        ("decide-sha1-signature.xml", "decide", ["weak", "yes", "not-known"]),
        ("decide-unknown-inner-algorithm.xml", "decide", ["yes", "not-checked", "not-known"]),
        ("decide-guardian-expired.xml", "decide", ["yes", "yes", "not-known"]),
        ("bad-tampered-certificate.xml", "refused", ["not-checked", "no", "not-asked"]),
        ("bad-reindented.xml", "refused", ["no", "yes", "not-asked"]),
        ("bad-wrong-self-signature.xml", "refused", ["not-checked", "no", "not-asked"]),
        ("bad-doctype.xml", "refused", ["not-checked", "not-checked", "not-asked"]),
    ],
)
def test_each_document_answers_the_questions(empty: str, name: str, verdict: str, answers: list[str]) -> None:
    report = examined(empty, name)
    assert (report["verdict"], [one["answer"] for one in report["questions"]]) == (verdict, answers)


def test_a_broken_signature_that_is_left_out_waits_for_proof(empty: str) -> None:
    report = examined(empty, "bad-reindented.xml", Choices(ignore_signature=True))
    assert (report["verdict"], report["decisions"], report["open"]) == ("decide", [], ["trust-basis"])
    assert [one["answer"] for one in report["questions"]] == ["not-checked", "yes", "not-known"]
    data = report["data"]
    for choices in (
        Choices(ignore_signature=True),
        Choices(ignore_signature=True, accept_without_proof=True),
    ):
        assert add(empty, NOW, data=data, name="Contoso", choices=choices, reason="r")["verdict"] == "refused"
    told = Choices(ignore_signature=True, guardian_fingerprint=report["guardian"]["fingerprint"]["digits"])
    report = examined(empty, "bad-reindented.xml", told)
    assert (report["verdict"], report["trust_basis"], report["decisions"]) == (
        "trusted",
        "guardian-fingerprint",
        ["new"],
    )
    assert add(empty, NOW, data=data, name="Contoso", choices=told)["kept"] == "Contoso"


def test_leaving_out_a_sound_signature_waits_for_proof_too(empty: str) -> None:
    report = examined(empty, "decide-stranger.xml", Choices(ignore_signature=True))
    assert (report["verdict"], report["signer"], report["open"]) == ("decide", None, ["trust-basis"])


def test_leaving_out_the_signature_does_not_mend_other_faults(empty: str) -> None:
    for name in ("bad-tampered-certificate.xml", "bad-doctype.xml", "bad-key-usage-signing.xml"):
        report = examined(empty, name, Choices(ignore_signature=True))
        assert (report["verdict"], report["decisions"]) == ("refused", [])
