# SPDX-License-Identifier: Apache-2.0
"""A practice fabric: a make-believe hoster in a folder, so that everything can be tried in one minute.

Every name in it begins with PRACTICE. Its keys are made anew each time and worth nothing.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from shieldwiz.answerfile.choices import WindowsChoices
from shieldwiz.answerfile.secret_text import Secret, new_password
from shieldwiz.answerfile.windows_builder import build_windows
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.issuing import AUTHORITY, COMMUNICATIONS, ENCRYPTION, SIGNING, issue_certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, remove_folder, write_folder
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint
from shieldwiz.guardians.metadata import write_metadata
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.owners.passphrases import make_passphrase
from shieldwiz.owners.pfx import encode_pfx
from shieldwiz.shieldingdata.shielding_data import TemplateVersion, VersionRule, VolumeIdQualifier
from shieldwiz.shieldingdata.volume_id import write_volume_id
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import MAX_CERTIFICATE_FILE
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.report import schema

MARK = "PRACTICE"
_RECORD = "practice.json"
_ROOT = "root.cer"
_SCHEMA = schema("practice")
_KEY_BITS = 2048
_HOST = "vm1.practice.example"

README = """\
PRACTICE - a make-believe hoster. Nothing in this folder protects anything.

  metadata.xml           what the hoster's Host Guardian Service publishes, signed by its communications certificate
  fingerprint.txt        what the hoster tells you on the phone
  metadata-new-keys.xml  the same hoster a year later, with new keys, signed by the same communications certificate
  metadata-tampered.xml  somebody changed it on the way: it is refused
  communications.cer     the communications certificate;  root.cer  the authority that issued it
  hgs-signing.pfx        the hoster's keys: open your files as the hoster would
  hgs-encryption.pfx
  unattend.xml           an answer file;  rdp.pfx  a certificate for remote desktop that goes inside
  volume-id.json         a template disk that is trusted;  disk-signer.cer  who signed its catalog
  passphrases.txt        one throw-away passphrase, on its first line, for everything here

Try:

  shieldwiz metadata verify metadata.xml
  shieldwiz guardian import metadata.xml --name "PRACTICE hoster" --guardian-fingerprint "(from fingerprint.txt)"
  shieldwiz owner create "PRACTICE owner" --backup backup --passphrase-file passphrases.txt
  shieldwiz pdk create web.pdkx --owner "PRACTICE owner" --guardian "PRACTICE hoster" --volume-id volume-id.json \\
      --answer-file unattend.xml --other-file rdp.pfx --passphrase-file passphrases.txt
  shieldwiz pdk open web.pdkx --pfx hgs-encryption.pfx --accept-unknown-owner --extract inside \\
      --passphrase-file passphrases.txt

`shieldwiz practice --delete` with this folder's name takes it all away again.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A practice folder that was made: where, and what the make-believe hoster says on the phone."""

    folder: Path
    fingerprint: GuardianFingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keyed:
    """A certificate with its private key."""

    certificate: Certificate
    key: rsa.RSAPrivateKey

    def sign(self, data: bytes) -> bytes:
        return SoftwareKey(self.key).sign(data)

    def pfx(self, role: str, password: str) -> bytes:
        return encode_pfx(f"{MARK} {role}", self.certificate, SoftwareKey(self.key), password)


def make_practice(folder: Path, *, now: datetime, progress: Progress = no_progress) -> Practice:
    """Make the make-believe hoster in a new folder. Raises as `write_folder`."""
    maker = _Maker(now, progress)
    root = maker.make("root", AUTHORITY, None)
    communications = maker.make("communications", COMMUNICATIONS, root)
    old = (maker.make("signing", SIGNING, None), maker.make("encryption", ENCRYPTION, None))
    new = (maker.make("signing 2", SIGNING, None), maker.make("encryption 2", ENCRYPTION, None))
    disk_signer = maker.make("disk signer", SIGNING, root)
    remote_desktop = maker.make("remote desktop", COMMUNICATIONS, root, server_names=(_HOST,))
    passphrase = make_passphrase()
    metadata, changed = (_metadata(pair, communications) for pair in (old, new))
    fingerprints = tuple(GuardianFingerprint.of(pair[0].certificate, pair[1].certificate) for pair in (old, new))
    told = f"{fingerprints[0].hex}\n{' '.join(fingerprints[0].groups)}\n"
    record = {"schema": _SCHEMA, "fingerprints": [fingerprint.hex for fingerprint in fingerprints]}
    disk = VolumeIdQualifier(
        disk_name=f"{MARK} Windows Server",
        version=TemplateVersion(parts=(1, 0, 0, 0)),
        rule=VersionRule.GREATER_THAN_OR_EQUALS,
        signer=disk_signer.certificate,
    )
    write_folder(
        folder,
        {
            _RECORD: json.dumps(record, indent=2).encode(),
            "README.txt": README.encode(),
            "metadata.xml": metadata,
            "metadata-new-keys.xml": changed,
            "metadata-tampered.xml": _tampered(metadata, old[1].certificate, new[1].certificate),
            "fingerprint.txt": told.encode(),
            "communications.cer": communications.certificate.der,
            _ROOT: root.certificate.der,
            "disk-signer.cer": disk_signer.certificate.der,
            "volume-id.json": write_volume_id(disk),
            "hgs-signing.pfx": old[0].pfx("signing", passphrase),
            "hgs-encryption.pfx": old[1].pfx("encryption", passphrase),
            "rdp.pfx": remote_desktop.pfx("remote desktop", passphrase),
            "unattend.xml": _answer_file(),
            "passphrases.txt": f"{passphrase}\n".encode(),
        },
    )
    return Practice(folder=folder, fingerprint=fingerprints[0])


def _answer_file() -> bytes:
    """A good answer file, whose password is worth nothing."""
    built = build_windows(WindowsChoices(password=Secret(new_password()))).data
    declaration, rest = built.split(b"\n", 1)
    return declaration + b"\n<!-- PRACTICE: its password is worth nothing. -->\n" + rest


def delete_practice(home: Home, folder: Path) -> tuple[str, ...]:
    """Take a practice folder away, with its guardians and the owners named PRACTICE. Returns the names that went.

    Raises `KIND` for a folder that is no practice folder: nothing is removed then.
    """
    names = remove_marked(home, _recorded_fingerprints(folder))
    remove_folder(folder)
    return names


def remove_marked(home: Home, fingerprints: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Remove what is of practice: guardians and owners named PRACTICE, and guardians of these `fingerprints` (hex).

    All of it must bear the mark in both certificates too: a name is given by hand, and fingerprints stand in a file
    that anybody may have written. Returns the names that went.
    """
    guardians = [
        known.name
        for known in home.guardians.all()
        if (known.guardian.fingerprint.hex in fingerprints or known.name.startswith(MARK))
        and _is_marked(known.guardian)
    ]
    owners = [owner.name for owner in home.owners.list() if owner.name.startswith(MARK) and _is_marked(owner.guardian)]
    for name in guardians:
        home.guardians.remove(name)
    for name in owners:
        home.owners.remove(name)
    return (*guardians, *owners)


def _is_marked(guardian: Guardian) -> bool:
    return all(MARK in certificate.subject for certificate in (guardian.signing, guardian.encryption))


def _recorded_fingerprints(folder: Path) -> frozenset[str]:
    try:
        record = json.loads(read_file(folder / _RECORD, 1 << 16))
        root = Certificate.from_der(read_file(folder / _ROOT, MAX_CERTIFICATE_FILE))
        if record["schema"] == _SCHEMA and MARK in root.subject:
            return frozenset(record["fingerprints"])
    except (ShieldwizError, ValueError, TypeError, KeyError):
        pass
    raise ShieldwizError(
        Problem.KIND,
        f"{shown(str(folder))} is not a practice folder, so nothing was removed.",
        "Name the folder that `shieldwiz practice` made.",
    )


class _Maker:
    """Makes keys and certificates, and says how far it is."""

    def __init__(self, now: datetime, progress: Progress) -> None:
        self._begin, self._end = now - timedelta(days=1), now + timedelta(days=365)
        self._progress = progress
        self._made = 0

    def make(
        self, role: str, usages: frozenset[str], issuer: _Keyed | None, *, server_names: tuple[str, ...] = ()
    ) -> _Keyed:
        self._progress(self._made, 8, f"Making the key for {role}")
        self._made += 1
        key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
        certificate = issue_certificate(
            key,
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{MARK} hoster {role}")]),
            usages,
            begin=self._begin,
            end=self._end,
            issuer=(issuer.certificate, issuer.key) if issuer is not None else None,
            server_names=server_names,
        )
        return _Keyed(certificate=certificate, key=key)


def _metadata(pair: tuple[_Keyed, _Keyed], communications: _Keyed) -> bytes:
    signing, encryption = pair
    return write_metadata(
        signing.certificate,
        encryption.certificate,
        signing.sign,
        communications=(communications.certificate, communications.sign),
    )


def _tampered(metadata: bytes, genuine: Certificate, other: Certificate) -> bytes:
    """The encryption certificate exchanged for another, as somebody on the way would do it."""
    return metadata.replace(base64.b64encode(genuine.der), base64.b64encode(other.der))
