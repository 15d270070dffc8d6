# SPDX-License-Identifier: Apache-2.0
"""One of two programs that save into one library at the same time. Started by test_two_programs.py."""

import sys
from dataclasses import replace
from pathlib import Path

from shieldwiz.guardians.confirmations import TrustBasis
from shieldwiz.guardians.library import GuardianLibrary, KnownGuardian
from shieldwiz.guardians.metadata import read_metadata
from shieldwiz.named_folders import NamedFolders
from shieldwiz.xml_reading import parse_xml
from tests.faults.saves import NOW

SAVES = 200
NAMES = 4


def known(name: str, metadata: bytes) -> KnownGuardian:
    """The guardian of a document, as the library keeps it."""
    guardian = replace(read_metadata(parse_xml(metadata)).guardian, name=name)
    return KnownGuardian(
        name=name,
        guardian=guardian,
        metadata=metadata,
        communications=guardian.signing,
        communications_confirmed=True,
        basis=TrustBasis.ROOT,
        confirmed=NOW,
    )


def main(folder: Path, writer: str) -> None:
    """Saves 200 times into the library, under names of its own, and counts 200 times in an entry that both share."""
    library, counters = GuardianLibrary(folder / "guardians"), NamedFolders(folder / "counters", "counter")
    metadata = (folder / "metadata.xml").read_bytes()
    for number in range(SAVES):
        new = known(f"{writer} {number % NAMES}", metadata + b"\n" * (number // NAMES))
        library.keep(replace(new, note=str(number)))
        counters.change("both", lambda entry: {"count": entry.record["count"] + 1})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
