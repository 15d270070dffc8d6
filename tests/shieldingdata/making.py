# SPDX-License-Identifier: Apache-2.0
"""Shielding data files for these tests, good ones, and those that somebody with keys would forge."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.xml_signature import XML_DECLARATION, sign_enveloped
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.seal import seal
from shieldwiz.owners.owner import Owner
from shieldwiz.shieldingdata.document_form import encrypted_contents_xml
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA, header_xml
from shieldwiz.shieldingdata.shielding_data import (
    Contents,
    Header,
    NamedFile,
    Policy,
    Purpose,
    TemplateVersion,
    VerifiedShieldingData,
    VersionRule,
    VolumeIdQualifier,
)
from shieldwiz.shieldingdata.write import create_shielding_data
from tests.keyprotector.parties import NOW, TRANSPORT_KEY, certificate, guardian, party

LATER = NOW + timedelta(days=1)
ANSWER_FILE = NamedFile(name="unattend.xml", data=b"\xef\xbb\xbf<unattend/>\r\n")
CONTENTS = Contents(
    answer_file=ANSWER_FILE,
    other_files=(NamedFile(name="a & b.txt", data=b"a"), NamedFile(name="Ünïcode.bin", data=b"")),
)


def disk(name: str = "WS2025", version: str = "1.2.3.4", rule: VersionRule = VersionRule.EQUALS) -> VolumeIdQualifier:
    """A template disk, signed with an elliptic curve: any kind of key may sign one."""
    return VolumeIdQualifier(
        disk_name=name, version=TemplateVersion.parse(version), rule=rule, signer=certificate("ec-p256.cer")
    )


def guardians(*names: str) -> tuple[Guardian, ...]:
    return tuple(guardian(name) for name in names)


@cache
def template() -> VerifiedShieldingData:
    """A file for new VMs: Finance's, for North and South, with two disks, an answer file and other files."""
    return create_shielding_data(
        owner=party("Finance"),
        guardians=guardians("North", "South"),
        contents=CONTENTS,
        now=NOW,
        description="First line & <second>\nnext",
        volume_id_qualifiers=(disk(), disk("Ubuntu größer", "0.0.0.1", VersionRule.GREATER_THAN)),
    )


@cache
def existing() -> VerifiedShieldingData:
    """A small file for an existing VM: Finance's, for North."""
    return create_shielding_data(
        owner=party("Finance"),
        guardians=guardians("North"),
        contents=Contents(other_files=(NamedFile(name="note.txt", data=b"hello\n"),)),
        now=NOW,
        purpose=Purpose.EXISTING_VM,
        policy=Policy.ENCRYPTION_SUPPORTED,
    )


def unsigned(data: bytes) -> bytes:
    """The root element without its signature."""
    return data[len(XML_DECLARATION) : data.rindex(b"<ds:Signature ")] + b"</ShieldingData>"


def signed_again(data: bytes, edit: Callable[[str], str], owner: Owner | None = None) -> bytes:
    """The file after an edit, signed again: what a careless or dishonest owner could hand out."""
    changed = edit(unsigned(data).decode()).encode()
    return XML_DECLARATION + sign_enveloped(changed, (owner or party("Finance")).signer.sign)


def with_plaintext(plaintext: bytes, purpose: Purpose = Purpose.EXISTING_VM) -> bytes:
    """A file of Finance's for North, whose secrets are exactly these bytes."""
    header = Header(
        id="62912200-dced-4381-bdcb-dbac70620045",
        revision=1,
        created=NOW,
        purpose=purpose,
        policy=Policy.SHIELDED,
        volume_id_qualifiers=(disk(),) if purpose is Purpose.SHIELDED_TEMPLATE else (),
    )
    payload_key = algorithms.PAYLOAD_KEY.written.run(TRANSPORT_KEY)
    encrypted = algorithms.PAYLOAD.written.run.encrypt(payload_key, plaintext)
    root = (
        f'<ShieldingData xmlns="{SHIELDING_DATA}" Version="1">{header_xml(header)}'
        f"{seal(party('Finance'), guardians('North'), TRANSPORT_KEY).decode()}{encrypted_contents_xml(encrypted)}"
        "</ShieldingData>"
    )
    return XML_DECLARATION + sign_enveloped(root.encode(), party("Finance").signer.sign)
