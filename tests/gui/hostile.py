# SPDX-License-Identifier: Apache-2.0
"""Names and files made to deceive: tags, line breaks, bidirectional overrides, control characters, endless subjects."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import COMMUNICATIONS, ENCRYPTION, SIGNING, issue_certificate
from shieldwiz.guardians.metadata import write_metadata
from shieldwiz.owners.owner import SoftwareKey, create_owner
from shieldwiz.workflow.choices import Choices
from shieldwiz.workflow.draft import Draft
from shieldwiz.workflow.drafts import save_draft
from shieldwiz.workflow.examination import add, examine
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.making import make
from tests.gui.world import FAST, NOW, PASSPHRASE, World

# Every one of them begins where a look for tags would find it.
NAME = "<b>HOSTILE</b> & <img src=x> {0} %1 **bold**"
SUBJECT = "<b>HOSTILE</b>\n<a href='x'>HOSTILE</a>\t\x1b[31m\u202egro.evil\u2069 &amp; {0} %1 **x**"
FILE = "<i>HOSTILE & co\u202e\n\x07 {0} %1"
INSIDE = "HOSTILE & co {0} %1 bold"  # the format admits neither tags nor slashes in names of files inside
LONG = "<b>HOSTILE " * 4_000  # some 44 KB: a certificate with it is as long as the format admits


def subject_of(words: str, name: str = "HOSTILE") -> x509.Name:
    """A subject whose organisation is `words`."""
    parts = [(NameOID.ORGANIZATION_NAME, words), (NameOID.COMMON_NAME, name)]
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def hostile_metadata(words: str) -> bytes:
    """Metadata that is in order but for the names in its certificates."""

    def keyed(usages: frozenset[str]) -> tuple[Certificate, SoftwareKey]:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        begin, end = NOW - timedelta(days=1), NOW + timedelta(days=300)
        return issue_certificate(key, subject_of(words), usages, begin=begin, end=end), SoftwareKey(key)

    (signing, signing_key), (encryption, _) = keyed(SIGNING), keyed(ENCRYPTION)
    communications, communications_key = keyed(COMMUNICATIONS)
    return write_metadata(
        signing, encryption, signing_key.sign, communications=(communications, communications_key.sign)
    )


def add_hostile_home(world: World) -> None:
    """A home and files in which everything that somebody else names is hostile."""
    folder, home = world.folder / "hostile", str(world.folder / "hostile home")
    folder.mkdir()
    data = hostile_metadata(SUBJECT)
    (folder / f"{FILE}.xml").write_bytes(data)
    (folder / "long.xml").write_bytes(hostile_metadata(LONG))
    (folder / "newer.xml").write_bytes(hostile_metadata(SUBJECT))
    found = examine(home, NOW, data=data)["guardian"]
    assert found is not None
    fingerprint = found["fingerprint"]["hex"]
    choices = Choices(guardian_fingerprint=fingerprint)
    assert add(home, NOW, data=data, name=NAME, choices=choices, note=SUBJECT, reason=SUBJECT)["kept"] == NAME
    owner = create_owner(NAME, key_size=2048, now=NOW)
    Home(folder=Path(home)).owners.add(owner, PASSPHRASE, now=NOW, work_factor=FAST)
    draft = hostile_draft(world, fingerprint)
    make(home, NOW, draft, PASSPHRASE, progress=lambda *_: None)
    save_draft(home, replace(draft, other_files=()), NOW, step="contents")
    (folder / "fingerprint.txt").write_text(fingerprint, encoding="utf-8")


def hostile_draft(world: World, fingerprint: str) -> Draft:
    """A draft with hostile files, disks and words."""
    folder = world.folder / "hostile"
    for name in ("rdp.pfx", "unattend.xml"):
        shutil.copy(world.fabric / name, folder / f"{INSIDE} {name}")
    disk = replace(world.draft().disks[0], name=NAME)
    return replace(
        world.draft(),
        output=str(folder / f"{FILE}.pdkx"),
        owner=NAME,
        guardians=(fingerprint,),
        disks=(disk,),
        description=NAME,
        answer_file=str(folder / f"{INSIDE} unattend.xml"),
        other_files=(str(folder / f"{INSIDE} rdp.pfx"),),
        key_protector=None,
        receipt=None,
    )
