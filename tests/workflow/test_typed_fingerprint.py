# SPDX-License-Identifier: Apache-2.0
import hashlib

import pytest

from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.workflow.certificate_facts import fingerprint_facts
from shieldwiz.workflow.typed_fingerprint import compare

FINGERPRINT = GuardianFingerprint(digest=hashlib.sha256(b"pair").digest())
FACTS = fingerprint_facts(FINGERPRINT)
OTHERS = {"signing": hashlib.sha256(b"signing").hexdigest()}
HEX, DIGITS = FINGERPRINT.hex, FINGERPRINT.digits


@pytest.mark.parametrize(
    ("typed", "state", "count"),
    [
        ("", "waiting", 0),
        (" \n", "waiting", 0),
        (HEX, "same", 64),
        (HEX.upper(), "same", 64),
        (":".join(HEX[at : at + 2] for at in range(0, 64, 2)), "same", 64),
        (f"Guardian fingerprint: {HEX}", "same", 64),
        (f"\u200e{HEX[:20]}\n  {HEX[20:]}\u200e", "same", 64),
        (DIGITS, "same", 60),
        (" ".join(FINGERPRINT.groups), "same", 60),
        (HEX[:63], "incomplete", 63),
        (HEX[:1], "incomplete", 1),
        (HEX[:-1] + ("0" if HEX[-1] != "0" else "1"), "different", 64),
        (HEX + "0", "different", 65),
        (DIGITS[:-1] + str((int(DIGITS[-1]) + 1) % 10), "different", 60),
        (OTHERS["signing"], "other", 64),
        (HEX[:40], "thumbprint", 40),
    ],
)
def test_what_was_typed_is_told_apart(typed: str, state: str, count: int) -> None:
    found = compare(typed, FACTS, OTHERS)
    assert (found["state"], found["count"]) == (state, count)
    assert found["role"] == ("signing" if state == "other" else "")


def test_a_character_that_no_fingerprint_has_is_named() -> None:
    found = compare(HEX[:5] + "x" + HEX[6:], FACTS)
    assert (found["state"], found["character"]) == ("bad-character", "x")
