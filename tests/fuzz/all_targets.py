# SPDX-License-Identifier: Apache-2.0
"""Everything that is fuzzed, in the order of the table."""

from functools import cache

from tests.fuzz import certificate_targets, metadata_targets, owner_targets, sealed_targets
from tests.fuzz.targets import Target

NAMES = (  # known without making keys and files
    "metadata",
    "metadata, signed anew",
    "certificate, DER",
    "certificate, PEM and base64",
    "certificate, P7B",
    "revocation list",
    "PFX",
    "PFX, MAC anew",
    "key file",
    "inside a key file",
    ".pdkx",
    ".pdkx, signed anew",
    "contents of a .pdkx",
    "key protector, XML",
    "key protector, binary",
    "key protector, text",
    "key protector, sealed anew",
    "template disk",
)


def target_named(name: str) -> Target:
    """The target of that name."""
    return _targets()[name]


@cache
def _targets() -> dict[str, Target]:
    """All of them; their keys and files are made once a process."""
    modules = (metadata_targets, certificate_targets, owner_targets, sealed_targets)
    found = {target.name: target for module in modules for target in module.targets()}
    assert tuple(found) == NAMES
    return found
