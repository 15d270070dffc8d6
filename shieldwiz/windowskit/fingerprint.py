# SPDX-License-Identifier: Apache-2.0
"""The fingerprint of a kit: SHA-256 of its kit.json, which holds the hash of every other file.

The script asks for it on Windows, so that nobody can exchange the kit on the way. Source: WINDOWS_KIT 3.
"""

import hashlib

from shieldwiz.guardians.guardian import GuardianFingerprint


def kit_fingerprint(kit_json: bytes) -> GuardianFingerprint:
    """Both forms of the fingerprint, made as those of guardians are."""
    return GuardianFingerprint(digest=hashlib.sha256(kit_json).digest())
