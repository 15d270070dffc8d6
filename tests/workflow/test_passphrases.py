# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys

import pytest

from shieldwiz.workflow.passphrases import new_passphrase, passphrase_strength


def test_a_made_one_is_strong() -> None:
    assert passphrase_strength(new_passphrase()) == {"step": 4, "bits": 77, "reason": "words"}


@pytest.mark.parametrize(
    ("text", "step", "reason"),
    [
        ("", 0, "empty"),
        ("a", 1, "short"),
        ("Tr0ub4", 1, "short"),
        ("Passw0rd2026!", 1, "common"),
        ("SHIELDED", 1, "common"),
        ("aaaaaaaaaaaaaaaaaaaa", 1, "repeated"),
        ("abcdefghijklmnop", 1, "repeated"),
        ("12345678901234567890", 1, "repeated"),
        ("xkvpxkvpxkvpxkvpxkvp", 1, "repeated"),
        ("k7#Qv2!x", 2, "fair"),
        ("k7#Qv2!xPz9$", 3, "good"),
        ("Größe ändert nichts daran", 3, "good"),
        ("-".join(["bajan"] * 3), 1, "repeated"),
    ],
)
def test_what_people_make_up(text: str, step: int, reason: str) -> None:
    found = passphrase_strength(text)
    assert (found["step"], found["reason"]) == (step, reason)


def test_the_meter_costs_no_cryptography() -> None:
    program = (
        "import sys, shieldwiz.workflow.passphrases; "
        "sys.exit(', '.join(m for m in ('cryptography', 'lxml', 'PySide6') if m in sys.modules) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
