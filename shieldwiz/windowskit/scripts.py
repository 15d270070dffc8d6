# SPDX-License-Identifier: Apache-2.0
"""The constant scripts: the same bytes in every kit of a release, so that their SHA-256 can be published and a packager
can sign them. No value ever becomes part of one.
"""

import hashlib

from shieldwiz.assets import asset
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown

MAKE_SCRIPT = "Make-ShieldingDataFile.ps1"
EXPORT_VOLUME_ID = "Export-VolumeId.ps1"
HELPERS = {"export-volume-id": EXPORT_VOLUME_ID, "save-metadata": "Save-GuardianMetadata.ps1"}


def script_bytes(name: str) -> bytes:
    """A script by its file name: ASCII behind a UTF-8 byte-order mark, CR LF."""
    return (asset("windows-kit") / name).read_bytes()


def script_sha256(name: str) -> str:
    """SHA-256 of a script, 64 lower-case hex digits."""
    return hashlib.sha256(script_bytes(name)).hexdigest()


def helper_script(name: str) -> bytes:
    """A script that helps without a kit, by its short name. Raises `NAME_UNKNOWN`."""
    if name not in HELPERS:
        raise ShieldwizError(
            Problem.NAME_UNKNOWN,
            f"There is no script called {shown(name, 60)!r}.",
            f"There are: {', '.join(HELPERS)}.",
        )
    return script_bytes(HELPERS[name])
