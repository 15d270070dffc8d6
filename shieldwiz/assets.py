# SPDX-License-Identifier: Apache-2.0
"""Files that come with the program, found in a checkout, an installed wheel and a bundle alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(name: str) -> Path:
    """The path of a resource, such as `schemas/owner.json`."""
    inside = _PACKAGE / "resources"
    return (inside if inside.is_dir() else _PACKAGE.parent / "resources") / name
