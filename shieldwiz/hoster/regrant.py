# SPDX-License-Identifier: Apache-2.0
"""Let a guardian into many key protectors, and take another out, file by file, in worker processes.

The owner's keys are opened once and go to the workers through their pipe; each worker loads them once.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint
from shieldwiz.keyprotector.encoding import MAX_FILE, frame, read_bare, read_key_protector
from shieldwiz.keyprotector.unseal import grant, revoke
from shieldwiz.keyprotector.verify import ProtectorVerdict, judge
from shieldwiz.owners.owner import Owner, SoftwareKey


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerKeys:
    """An owner on the way to a worker process. Holds secrets; its repr does not show them."""

    name: str
    signing: Certificate
    encryption: Certificate
    signing_key: bytes = field(repr=False)
    encryption_key: bytes = field(repr=False)

    @classmethod
    def of(cls, owner: Owner) -> "OwnerKeys":
        """Raises `NOT_FIT` where the keys live on a device."""
        signing, encryption = owner.software_keys()
        return cls(
            name=owner.name,
            signing=owner.signing,
            encryption=owner.encryption,
            signing_key=_der(signing),
            encryption_key=_der(encryption),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to do with each file: let `guardian` in, take `gone` out, write into the folder `output`."""

    keys: OwnerKeys
    guardian: Guardian
    gone: GuardianFingerprint | None
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of one file: `granted`, `had-it` (copied as it is), `windows`, `not-shielded`, `other-owner` or
    `failed`, and why.
    """

    file: str
    outcome: str
    detail: str = ""


def change_file(name: str, change: Change) -> Changed:
    """Change one file. Never raises for what is in it; raises what writing raises."""
    try:
        found = read_key_protector(read_file(Path(name), MAX_FILE))
        if found.protector is None:
            return Changed(file=name, outcome="not-shielded")
        verdict = judge(found.protector)
        if verdict.not_evaluated is not None and verdict.refusal is None:
            return Changed(file=name, outcome="windows", detail=verdict.not_evaluated.message)
        xml = _changed(verdict, change)
    except ShieldwizError as error:
        outcome = "other-owner" if error.problem is Problem.OWNER_UNKNOWN else "failed"
        return Changed(file=name, outcome=outcome, detail=error.message)
    outcome = "had-it" if xml == found.protector.xml else "granted"
    _write(Path(change.output) / Path(name).name, frame(xml, found.form))
    return Changed(file=name, outcome=outcome)


def _write(path: Path, data: bytes) -> None:
    """A new file. Not brought to the disk one by one: whoever gathers them does it once for all."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise ShieldwizError(
            Problem.WRITE_FAILED, f"{shown(str(path))} could not be written.", "Make room, then try again."
        ) from error


def _changed(verdict: ProtectorVerdict, change: Change) -> bytes:
    owner = _owner(change.keys)
    pairs = {row.fingerprint for row in verdict.protector.guardians}
    goes = change.gone is not None and change.gone in pairs
    xml = verdict.protector.xml
    if change.guardian.fingerprint not in pairs:
        xml = grant(verdict, owner, [change.guardian])
        verdict = judge(read_bare(xml)) if goes else verdict
    if change.gone is not None and goes:
        xml = revoke(verdict, owner, [change.gone])
    return xml


class _RememberingSigner:
    """Signs with a key, and remembers: the same certificates are signed again in every file, always with the same
    outcome.
    """

    def __init__(self, key: SoftwareKey) -> None:
        self.sign = lru_cache(maxsize=64)(key.sign)


@lru_cache(maxsize=1)
def _loaded(signing: bytes, encryption: bytes) -> tuple[_RememberingSigner, SoftwareKey]:
    return _RememberingSigner(SoftwareKey.from_der(signing)), SoftwareKey.from_der(encryption)


def _owner(keys: OwnerKeys) -> Owner:
    signer, unwrapper = _loaded(keys.signing_key, keys.encryption_key)
    return Owner(name=keys.name, signing=keys.signing, encryption=keys.encryption, signer=signer, unwrapper=unwrapper)


def _der(key: SoftwareKey) -> bytes:
    return key.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def without_name(guardian: Guardian) -> Guardian:
    """The guardian as it goes to the workers: its name means nothing there."""
    return replace(guardian, name="")
