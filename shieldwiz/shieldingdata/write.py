# SPDX-License-Identifier: Apache-2.0
"""Make a shielding data file, read it back, compare everything; then save it. Source: FORMATS 4.6.

What comes out of `create_shielding_data` was already read by all rules D1 to D16 with the owner's key.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import write_file
from shieldwiz.guardians.xml_signature import XML_DECLARATION, sign_enveloped
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.protector import Recipient
from shieldwiz.keyprotector.seal import new_transport_key, seal
from shieldwiz.owners.owner import Owner
from shieldwiz.shieldingdata.contents_form import contents_xml
from shieldwiz.shieldingdata.document_form import encrypted_contents_xml
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA, header_xml
from shieldwiz.shieldingdata.opening import open_contents
from shieldwiz.shieldingdata.read import confirm_owner, read_shielding_data
from shieldwiz.shieldingdata.rules import check_contents, check_header
from shieldwiz.shieldingdata.shielding_data import (
    Contents,
    Header,
    Policy,
    Purpose,
    VerifiedShieldingData,
    VolumeIdQualifier,
)


class Stage(StrEnum):
    """The parts of the work, in their order."""

    KEYS = "keys"
    LOCKING = "locking"
    SIGNING = "signing"
    READING_BACK = "reading-back"


def create_shielding_data(
    *,
    owner: Owner,
    guardians: Iterable[Recipient],
    contents: Contents,
    now: datetime,
    purpose: Purpose = Purpose.SHIELDED_TEMPLATE,
    policy: Policy = Policy.SHIELDED,
    description: str = "",
    volume_id_qualifiers: tuple[VolumeIdQualifier, ...] = (),
    stage: Callable[[Stage], None] = lambda _: None,
) -> VerifiedShieldingData:
    """A new shielding data file, revision 1, already read back and compared. `now` is aware; it is not secret.

    `stage` is called before each part of the work, and may raise to stop it. Each guardian must have been accepted
    before (*trusted* or *accepted*). Raises `VALUE`, `LIMITS`, `MEANING`, `DUPLICATE`, `FILE_NAME` for what must not
    be written, and what `seal` raises about guardians.
    """
    header = Header(
        id=str(uuid.uuid4()),
        revision=1,
        created=_whole_second(now),
        purpose=purpose,
        policy=policy,
        description=description,
        volume_id_qualifiers=volume_id_qualifiers,
    )
    return write_shielding_data(header, owner=owner, guardians=tuple(guardians), contents=contents, stage=stage)


def write_shielding_data(
    header: Header,
    *,
    owner: Owner,
    guardians: tuple[Recipient, ...],
    contents: Contents,
    stage: Callable[[Stage], None] = lambda _: None,
) -> VerifiedShieldingData:
    """A file with this header (steps 1 to 7 of FORMATS 4.6), under a new transport key and a new IV.

    Raises as `create_shielding_data`.
    """
    check_header(header)
    check_contents(contents, header.purpose)
    stage(Stage.KEYS)
    transport_key = new_transport_key()
    stage(Stage.LOCKING)
    protector = seal(owner, guardians, transport_key)
    payload_key = algorithms.PAYLOAD_KEY.written.run(transport_key)
    encrypted = algorithms.PAYLOAD.written.run.encrypt(payload_key, contents_xml(contents))
    unsigned = b"".join(
        (
            f'<ShieldingData xmlns="{SHIELDING_DATA}" Version="1">{header_xml(header)}'.encode(),
            protector,
            encrypted_contents_xml(encrypted).encode(),
            b"</ShieldingData>",
        )
    )
    stage(Stage.SIGNING)
    data = XML_DECLARATION + sign_enveloped(unsigned, owner.signer.sign)
    stage(Stage.READING_BACK)
    return _read_back(data, header, owner, guardians, contents)


def save_shielding_data(path: Path, verified: VerifiedShieldingData, *, overwrite: bool = False) -> None:
    """Write the file whole or not at all, read back and compared before it gets its name (steps 8 and 9).

    Raises what `write_file` raises: `WRITE_FAILED` where the disk gives other bytes back, too.
    """
    write_file(path, verified.data, overwrite=overwrite, read_back=True)


def next_revision(header: Header, *, now: datetime) -> tuple[int, datetime]:
    """Number and time of the revision after this one."""
    return header.revision + 1, _whole_second(now)


def _whole_second(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(microsecond=0)


def _read_back(
    data: bytes, header: Header, owner: Owner, guardians: tuple[Recipient, ...], contents: Contents
) -> VerifiedShieldingData:
    """Step 7: the reader, with the owner's key, and everything compared with what was meant."""
    try:
        verified = read_shielding_data(data)
        confirmed = confirm_owner(verified, expected=owner.fingerprint.hex)
        opened = open_contents(confirmed, owner.encryption, owner.unwrapper)
    except ShieldwizError as error:
        raise _not_as_meant(error.message, error) from error
    meant = [(owner.signing, owner.encryption), *((one.signing, one.encryption) for one in guardians)]
    found = [(wrapping.signing, wrapping.encryption) for wrapping in verified.protector.wrappings]
    if (verified.header, found, opened) != (header, meant, contents):
        raise _not_as_meant("it does not hold what was meant.", None)
    return verified


def _not_as_meant(why: str, error: ShieldwizError | None) -> ShieldwizError:
    problem = Problem.CONTENTS if error is None else error.problem
    return ShieldwizError(
        problem,
        f"The new file could not be read back as it was meant, so nothing was written: {why}",
        "The owner's keys may not fit its certificates. Try the owner's backup.",
        rule="" if error is None else error.rule,
        detail="" if error is None else error.detail,
    )
