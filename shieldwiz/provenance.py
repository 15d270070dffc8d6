# SPDX-License-Identifier: Apache-2.0
"""Where this very program comes from: a bundle of an installer, a wheel, or a checkout."""

import json
import sys
from pathlib import Path
from typing import Any

from shieldwiz.assets import asset


def is_bundle() -> bool:
    """Whether Python and Qt came with the program, in one folder."""
    return bool(getattr(sys, "frozen", False))


def beside(program: str) -> Path:
    """Another program of the same bundle."""
    ending = ".exe" if sys.platform == "win32" else ""
    return Path(sys.executable).resolve().with_name(program + ending)


def provenance() -> dict[str, Any]:
    """What was written into the program when it was built: `kind`, `commit`, `committed`, `lock-sha256`, `parts`.

    Of a checkout or a wheel only the kind is known.
    """
    file = asset("provenance.json")
    if file.is_file():
        told: dict[str, Any] = json.loads(file.read_bytes())
        return told
    return {"kind": "checkout" if (Path(__file__).parent.parent / "pyproject.toml").is_file() else "wheel"}
