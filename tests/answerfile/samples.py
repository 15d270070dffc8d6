# SPDX-License-Identifier: Apache-2.0
"""The sample answer files, with what the preflight is told and what it must say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shieldwiz.answerfile.given import Given, OtherFile

FOLDER = Path(__file__).parent.parent / "vectors" / "answerfiles"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
CASES: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))["cases"]


def sample(name: str) -> bytes:
    """The bytes of one of them."""
    return (FOLDER / name).read_bytes()


def given(context: dict[str, Any]) -> Given:
    """What a case tells the preflight."""
    return Given(
        at=datetime.fromisoformat(context["at"]),
        is_shielded=context["policy"] == "Shielded",
        is_vmm=context["fabric"] == "vmm",
        data_drives=context["data_drives"],
        hoster_supplies=frozenset(context.get("hoster_supplies", ())),
        other_files=tuple(OtherFile(name=name, data=sample(name)) for name in context.get("other_files", ())),
    )
