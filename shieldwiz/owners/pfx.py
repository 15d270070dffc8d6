# SPDX-License-Identifier: Apache-2.0
"""An owner's keys as PFX (PKCS#12) files: two for Windows, and one or two from there or elsewhere."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import KeySerializationEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PBES,
    serialize_key_and_certificates,
)

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.pfx_opening import open_pfx, wrong_password
from shieldwiz.certificates.roles import Role, check_certificate
from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.named_folders import check_name
from shieldwiz.owners.owner import Owner, SoftwareKey, check_owner, refuse_unfit
from shieldwiz.owners.passphrases import passphrase_bytes
from shieldwiz.owners.pfx_structure import key_sizes, name_key_storage_provider

MAX_PFX = 1 << 20
MAX_PASSWORD = 127  # characters; Windows' dialogs take no more

_ROUNDS = 20_000
_MAX_KEY_BAG = 8 << 10  # bytes; a shrouded 8192-bit key has 4.8 KB, and testing the primes of a huge one takes for ever
_LAST_BASIC = 0xFFFF  # the texts of a PFX are BMPStrings
_OLD_ENCRYPTION = ("3DES/SHA-1", "RC2-40/SHA-1", "RC2-128/SHA-1")
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|]')
_DEVICE = re.compile(r"(?i)(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9]) *\.")  # Windows looks at what stands before a dot
_MAX_STEM = 200  # bytes of UTF-8; file systems take 255 for the whole name


class PfxForm(StrEnum):
    """Which Windows can read a PFX."""

    SERVER_2016 = "server2016"
    """3DES and SHA-1: the only form that Windows Server 2016 reads."""
    SERVER_2019 = "server2019"
    """AES-256 and SHA-256: Windows Server 2019, Windows 10 1709, and all later ones."""


_FORMS: dict[PfxForm, tuple[PBES, type[hashes.SHA1 | hashes.SHA256]]] = {
    PfxForm.SERVER_2016: (PBES.PBESv1SHA1And3KeyTripleDESCBC, hashes.SHA1),
    PfxForm.SERVER_2019: (PBES.PBESv2SHA256AndAES256CBC, hashes.SHA256),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PfxFile:
    """One PFX to be written, and the file name for it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PfxImport:
    """An owner from PFX files, with what is worth knowing about them; nothing in `checks` failed."""

    owner: Owner
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PfxEntry:
    """The one key of a PFX and its certificate, which fits."""

    certificate: Certificate
    key: SoftwareKey
    encryption: str  # as `PfxFacts` names it


def write_pfx(owner: Owner, password: str, *, form: PfxForm = PfxForm.SERVER_2019) -> tuple[PfxFile, PfxFile]:
    """The signing and the encryption key, each with its certificate, as `NAME-signing.pfx` and `NAME-encryption.pfx`.

    Both are locked with `password` and name the key storage provider. Each was opened again before this returns.
    Raises `PASSPHRASE`, and `NOT_FIT` where the keys cannot leave their device. Source: FORMATS 7, FORMATS 7.1.
    """
    stem = _file_stem(owner.name)
    signing_key, encryption_key = owner.software_keys()
    parts = (("signing", owner.signing, signing_key), ("encryption", owner.encryption, encryption_key))
    files = []
    for role, certificate, key in parts:
        data = encode_pfx(f"{owner.name} {role}", certificate, key, password, form=form)
        files.append(PfxFile(name=f"{stem}-{role}.pfx", data=data))
    return files[0], files[1]


def encode_pfx(
    friendly_name: str,
    certificate: Certificate,
    key: SoftwareKey,
    password: str,
    *,
    form: PfxForm = PfxForm.SERVER_2019,
) -> bytes:
    """One key and its certificate as a PFX that names the key storage provider, opened again before this returns.

    Raises `PASSPHRASE`; `NOT_FIT` where the key does not fit; and as `read_pfx` where it does not come back.
    """
    if not key.fits(certificate):
        raise _unfit("a key does not belong to its certificate", "Use your backup of the owner.")
    password = _usable(password)
    name = _basic_plane(friendly_name).encode("utf-8")
    data = serialize_key_and_certificates(name, key.private_key, certificate.x509, None, _encryption(form, password))
    data = name_key_storage_provider(data, password)
    read_pfx(data, password)
    return data


def read_pfx(data: bytes, password: str) -> PfxEntry:
    """The key and certificate in a PFX of at most 1 MiB.

    Raises `SIZE`; `KIND` where it is no PFX or holds no key; `LIMITS` where opening it would cost too much;
    `PASSPHRASE_WRONG`; `NOT_FIT` for several keys, another kind of key, or one whose certificate is missing.
    """
    if len(data) > MAX_PFX:
        raise ShieldwizError(Problem.SIZE, "A PFX may have 1 MiB at most.", "Check that this is the right file.")
    _refuse_odd_keys(data)
    try:
        opened = open_pfx(data, password.encode("utf-8"))
    except UnicodeEncodeError:
        raise wrong_password() from None  # the cause would carry the password
    if opened.key is None:
        raise ShieldwizError(
            Problem.KIND,
            "This PFX holds no private key, only certificates.",
            "Export it again, with the private key.",
        )
    if not isinstance(opened.key, rsa.RSAPrivateKey):
        raise _unfit("its key is not an RSA key", "Choose another certificate.")
    key = SoftwareKey(opened.key)
    if opened.certificate is None:
        raise _unfit("the certificate of its key is missing", "Export it again, with the certificate.")
    return PfxEntry(certificate=opened.certificate, key=key, encryption=opened.facts.encryption)


def owner_from_pfx(
    name: str, files: Sequence[bytes], password: str, *, now: datetime, signing_first: bool = False
) -> PfxImport:
    """The owner in one PFX (one key for both roles) or two, in any order: the key usages say which is which.

    `signing_first` settles the order where both certificates may do both; without it `DECISION_NEEDED` is raised.
    Raises as `read_pfx`; `NAME`; `USAGE` for another number of files; `NOT_FIT` where a rule of the roles fails.
    """
    check_name(name)
    if len(files) not in (1, 2):
        raise ShieldwizError(
            Problem.USAGE, f"An owner is in one PFX or in two, not in {len(files)}.", "Name one or two files."
        )
    entries = [read_pfx(data, password) for data in files]
    signing, encryption = _by_role(entries[0], entries[-1], now, signing_first=signing_first)
    owner = Owner(
        name=name,
        signing=signing.certificate,
        encryption=encryption.certificate,
        signer=signing.key,
        unwrapper=encryption.key,
    )
    refuse_unfit(owner, now=now)
    return PfxImport(owner=owner, checks=(*check_owner(owner, now=now), *_notes(entries)))


def _by_role(first: PfxEntry, second: PfxEntry, now: datetime, *, signing_first: bool) -> tuple[PfxEntry, PfxEntry]:
    in_order = _may(first, Role.SIGNING, now) and _may(second, Role.ENCRYPTION, now)
    reversed_order = _may(second, Role.SIGNING, now) and _may(first, Role.ENCRYPTION, now)
    if not in_order and not reversed_order:
        raise _unfit(
            "by their key usage, these certificates are not one for signing and one for encryption",
            "An owner needs a certificate with digital signature, and one with data encipherment.",
        )
    if in_order and reversed_order and not signing_first and first.certificate != second.certificate:
        raise ShieldwizError(
            Problem.DECISION_NEEDED,
            "Both certificates may sign and encrypt, so nothing tells which is which.",
            "Say which of the two files is the one for signing.",
        )
    return (first, second) if in_order else (second, first)


def _may(entry: PfxEntry, role: Role, now: datetime) -> bool:
    checks = check_certificate(entry.certificate, role, now=now)
    return not any(check.id == "key-usage" and check.outcome is Outcome.FAIL for check in checks)


def _notes(entries: Sequence[PfxEntry]) -> tuple[Check, ...]:
    old = sorted({entry.encryption for entry in entries} & set(_OLD_ENCRYPTION))
    return tuple(
        Check(
            id="pfx-encryption",
            outcome=Outcome.NOTE,
            reason="old",
            detail=f"The PFX is locked in an old way ({encryption}): whoever finds the file needs only a guess at its "
            "password. Delete it when the owner is here.",
        )
        for encryption in old
    )


def _refuse_odd_keys(data: bytes) -> None:
    sizes = key_sizes(data)
    if len(sizes) > 1:
        raise _unfit("it holds more than one key", "Export each certificate with its key into a file of its own.")
    if sum(sizes) > _MAX_KEY_BAG:
        raise ShieldwizError(
            Problem.LIMITS,
            "The key in this PFX is far larger than any that may be used.",
            "Choose another certificate.",
        )


def _encryption(form: PfxForm, password: str) -> KeySerializationEncryption:
    encryption, mac = _FORMS[form]
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(_ROUNDS)
    return builder.key_cert_algorithm(encryption).hmac_hash(mac()).build(password.encode("utf-8"))


def _usable(password: str) -> str:
    """The password in the form that every reader takes. Raises `PASSPHRASE`."""
    text = passphrase_bytes(password).decode("utf-8")
    if len(text) > MAX_PASSWORD or any(ord(c) > _LAST_BASIC or unicodedata.category(c) == "Cc" for c in text):
        raise ShieldwizError(
            Problem.PASSPHRASE,
            f"A PFX password has at most {MAX_PASSWORD} characters, and no emoji or control characters.",
            "Choose another one, or let one be made.",
        )
    return text


def _basic_plane(text: str) -> str:
    """`text` as a BMPString can hold it; rarer characters become a question mark."""
    return "".join(c if ord(c) <= _LAST_BASIC else "?" for c in text)


def _file_stem(name: str) -> str:
    """The beginning of a file name that every system takes, close to the owner's name."""
    stem = _NOT_IN_FILE_NAMES.sub("_", name).encode("utf-8")[:_MAX_STEM].decode("utf-8", "ignore")
    return f"_{stem}" if stem.startswith((".", "-")) or _DEVICE.match(stem) else stem


def _unfit(why: str, hint: str) -> ShieldwizError:
    return ShieldwizError(Problem.NOT_FIT, f"No owner can be made of this: {why}.", hint)
