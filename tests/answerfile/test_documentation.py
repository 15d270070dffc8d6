# SPDX-License-Identifier: Apache-2.0
"""The table in docs/ANSWER_FILES.md is the table that the program goes by."""

from pathlib import Path

from shieldwiz.answerfile.rules import rules

_DOCUMENT = Path(__file__).parents[2] / "docs" / "ANSWER_FILES.md"


def test_every_rule_is_documented_as_it_is() -> None:
    lines = _DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| `AF-")]
    assert rows == [
        f"| `{rule.id}` | {rule.system} | {rule.severity} | {rule.effect} | {rule.message} {rule.fix} |".replace(
            "\\", "\\\\"
        )
        for rule in rules().values()
    ]
