# SPDX-License-Identifier: Apache-2.0
"""The backup of an owner: a folder that opens without shieldwiz too, written, opened again, and only then done."""

import os
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, remove_folder, write_folder
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.metadata import MAX_METADATA, read_metadata
from shieldwiz.guardians.pair_signatures import RSA_SHA256, verify_signature
from shieldwiz.owners.age import WORK_FACTOR
from shieldwiz.owners.key_file import KEY_FILE_NAME, MAX_KEY_FILE, read_key_file, write_key_file
from shieldwiz.owners.owner import LOSS_IS_FINAL, Owner
from shieldwiz.xml_reading import parse_xml

METADATA_NAME = "owner.metadata.xml"
README_NAME = "README.txt"

_README = """\
Backup of an owner key for shielded virtual machines

Owner:        {name}
Made:         {made} UTC
Fingerprint:  {fingerprint}

  owner.key.age       both private keys and their certificates, locked with the passphrase of this backup
  owner.metadata.xml  the public part: what others may see
  README.txt          this text

{loss}

WITH SHIELDWIZ

    shieldwiz owner check-backup FOLDER                  does this backup still open?
    shieldwiz owner import NAME --from-backup FOLDER     bring the owner back

WITHOUT SHIELDWIZ

owner.key.age is a standard age file with a passphrase. The programs age and OpenSSL make the two PFX files of it that
Windows imports. Copy the file to a disk that you trust and work there, for the keys lie in the clear in between:

    umask 077
    age -d owner.key.age > owner.pem
    sed -n '1,/END PRIVATE KEY/p' owner.pem > signing.pem
    sed '1,/END PRIVATE KEY/d' owner.pem > encryption.pem
    openssl pkcs12 -export -in signing.pem -out signing.pfx -name signing \\
        -CSP "Microsoft Software Key Storage Provider"
    openssl pkcs12 -export -in encryption.pem -out encryption.pfx -name encryption \\
        -CSP "Microsoft Software Key Storage Provider"
    rm owner.pem signing.pem encryption.pem

age asks for the passphrase of this backup, OpenSSL for a new password for each PFX file.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """A backup that was opened from its folder; every check in it passed, or there would be no report."""

    folder: Path
    guardian: Guardian
    checks: tuple[Check, ...]


def write_backup(
    folder: Path, owner: Owner, passphrase: str, *, now: datetime, work_factor: int = WORK_FACTOR
) -> BackupReport:
    """Write the backup folder, open it again from there, and compare it with `owner`. Nothing is left where that fails.

    `folder` must not exist yet, or be empty; it becomes 0700 and its files 0600. Raises what `files.write_folder` and
    `write_key_file` raise, and `WRITE_FAILED` where what was written does not come back. Source: FORMATS 6.
    """
    text = _README.format(
        name=shown(owner.name),
        made=now.astimezone(UTC).strftime("%Y-%m-%d %H:%M"),
        fingerprint=owner.fingerprint.hex,
        loss=textwrap.fill(LOSS_IS_FINAL, 120),
    )
    contents = {
        KEY_FILE_NAME: write_key_file(owner, passphrase, work_factor=work_factor),
        METADATA_NAME: owner.metadata,
        README_NAME: text.encode("utf-8"),
    }
    write_folder(folder, contents)
    try:
        return check_backup(folder, passphrase, expected=owner)
    except ShieldwizError as error:
        with suppress(ShieldwizError):
            remove_folder(folder)
        raise ShieldwizError(
            Problem.WRITE_FAILED,
            f"The backup was written to {shown(str(folder))}, but did not open again from there: {error.message}",
            "Choose another disk: this one does not give back what it was given.",
        ) from error


def check_backup(folder: Path, passphrase: str, *, expected: Owner | None = None) -> BackupReport:
    """The restore drill: open the backup, compare its parts (and with `expected`), use both keys once.

    Raises `NOT_FOUND` and what else `files` raises; what `read_key_file` raises; `NOT_FIT` where the parts do not
    belong together, the backup is another owner's than `expected`, or a key does not work.
    """
    owner = open_backup(folder, passphrase, name=folder.name)
    guardian = read_metadata(parse_xml(read_file(folder / METADATA_NAME, MAX_METADATA))).guardian
    if guardian.fingerprint != owner.fingerprint:
        raise _unfit("its public part belongs to another owner than its key file")
    if expected is not None and owner != expected:
        raise _unfit("it is the backup of another owner")
    if not guardian.vouches_for_encryption():
        raise _unfit("its public part is damaged")
    prove_keys(owner)
    return BackupReport(
        folder=folder,
        guardian=guardian,
        checks=(
            _passed("key-file", "The key file opens with this passphrase."),
            _passed("public-part", "The public part and the key file belong together."),
            _passed("signing-key", "The signing key signed something, and the certificate says that it fits."),
            _passed("encryption-key", "The encryption key opened something that was locked for its certificate."),
        ),
    )


def open_backup(folder: Path, passphrase: str, *, name: str) -> Owner:
    """The owner in a backup folder, under the name `name`; its key file alone is needed. Raises as `read_key_file`."""
    return read_key_file(read_file(folder / KEY_FILE_NAME, MAX_KEY_FILE), passphrase, name=name)


def prove_keys(owner: Owner) -> None:
    """Sign and verify, lock and open something made up. Raises `NOT_FIT` or `CANNOT_OPEN` where a key does not work."""
    message = os.urandom(32)
    if not verify_signature(RSA_SHA256, owner.signing, owner.signer.sign(message), message):
        raise _unfit("the signing key does not make signatures that its certificate knows")
    public = owner.encryption.rsa_key()
    if public is None:
        raise _unfit("its encryption certificate holds no RSA key")
    scheme = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    locked = public.encrypt(message, scheme)
    if owner.unwrapper.unwrap(locked, digest="sha256", mgf="sha256") != message:
        raise _unfit("the encryption key does not open what was locked for its certificate")


def _passed(check_id: str, detail: str) -> Check:
    return Check(id=check_id, outcome=Outcome.PASS, detail=detail)


def _unfit(why: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.NOT_FIT, f"This backup is no good: {why}.", "Write a new backup while the owner still works."
    )
