# SPDX-License-Identifier: Apache-2.0
"""Guardians kept on this computer: the metadata as received, and how each was confirmed.

A first import pins the name to its certificates. A later document with other certificates is never taken by itself.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.weak_keys import shared_prime
from shieldwiz.checks import VerdictWord
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Pin, TrustBasis, Verdict
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.metadata import MAX_METADATA, read_metadata
from shieldwiz.named_folders import NamedFolder, NamedFolders
from shieldwiz.xml_reading import parse_xml

_SCHEMA = "shieldwiz/guardian/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGuardian:
    """A guardian in the library, with everything that was decided when it was imported.

    `metadata` are the bytes as received; `communications` is who signed them, or who was confirmed for this guardian
    before: `communications_confirmed` says whether that certificate may speak for it later (see `Pin`). `confirmed`
    (UTC) is when, `basis` by what; `overrides` are the reasons of the override checks, `reason` and `note` the person's
    own words.
    """

    name: str
    guardian: Guardian
    metadata: bytes
    communications: Certificate | None
    communications_confirmed: bool
    basis: TrustBasis
    confirmed: datetime
    overrides: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether something proved whose keys these are; an override does not."""
        return self.basis is not TrustBasis.OVERRIDE

    @property
    def pin(self) -> Pin:
        """What a later document is compared with."""
        return Pin(
            name=self.name,
            signing=self.guardian.signing,
            encryption=self.guardian.encryption,
            communications=self.communications if self.communications_confirmed else None,
            basis=self.basis,
        )


class GuardianLibrary:
    """The guardians of one home folder.

    Raises `NAME_UNKNOWN`, `NAME_TAKEN`, `NAME`, `GUARDIAN_CHANGED`, `NOT_FIT`, `DECISION_NEEDED`, and what `files`
    raises.
    """

    def __init__(self, folder: Path) -> None:
        self._folders = NamedFolders(folder, "guardian", superseded=_superseded)

    def all(self) -> tuple[KnownGuardian, ...]:
        """Every guardian whose folder is whole, by name."""
        found = []
        for entry in self._folders.all():
            try:
                found.append(self._whole(entry))
            except ShieldwizError:
                continue
        return tuple(found)

    def damaged(self) -> tuple[Path, ...]:
        """Folders that are not whole any more; nothing is removed from them."""
        whole = {entry.name for entry in self.all()}
        broken = tuple(entry.folder for entry in self._folders.all() if entry.name not in whole)
        return self._folders.damaged() + broken

    def find(self, name_or_fingerprint: str) -> KnownGuardian:
        """The guardian of that name, or with that fingerprint (as `parse_fingerprint` gives it)."""
        for known in self.all():
            if known.guardian.fingerprint.matches(name_or_fingerprint):
                return known
        return self._whole(self._folders.find(name_or_fingerprint))

    def keep(self, known: KnownGuardian, *, replace_changed: bool = False) -> KnownGuardian | None:
        """Keep a guardian that was judged. Returns what stood under that name before, if anything did.

        An unchanged pair under a known name refreshes how it was confirmed, never from proof to override. Another
        pair under a known name is `GUARDIAN_CHANGED` unless `replace_changed`.
        """
        for other in self.all():
            _refuse_shared_prime(known, other)
        try:
            before = self.find(known.name)
        except ShieldwizError as error:
            if error.problem is not Problem.NAME_UNKNOWN:
                raise
            self._folders.add(known.name, _encode(known), {_metadata_name(known.metadata): known.metadata})
            return None
        self._folders.change(
            known.name,
            lambda entry: _encode(_merged(_decode(entry), known, replace_changed=replace_changed)),
            {_metadata_name(known.metadata): known.metadata},
        )
        return before

    def _whole(self, entry: NamedFolder) -> KnownGuardian:
        """The guardian of an entry, also where another program replaces it while it is read."""
        try:
            return _decode(entry)
        except ShieldwizError:
            changed = self._folders.reread(entry)
            if changed is None:
                raise
            return _decode(changed)

    def rename(self, old: str, new: str) -> None:
        """Give a guardian another name."""
        self._folders.rename(old, new)

    def remove(self, name: str) -> None:
        """Forget a guardian. Files that were made for it stay as they are."""
        self._folders.remove(name)

    def set_aside(self, name: str) -> str:
        """Remove a guardian so that `bring_back` can undo it; returns what that needs."""
        return self._folders.set_aside(name)

    def copy_aside(self, name: str) -> str:
        """Keep a copy of a guardian as it is now, for `bring_back` after a change; returns what that needs."""
        return self._folders.copy_aside(name)

    def bring_back(self, token: str, *, in_place_of_other: bool = False) -> str:
        """Undo a removal or a change. Returns the guardian's name. Raises `NOT_FOUND` and `NAME_TAKEN`."""
        return self._folders.bring_back(token, in_place_of_other=in_place_of_other)

    def set_note(self, name: str, note: str) -> None:
        """Put another note beside a guardian."""
        self._folders.change(name, lambda entry: {**entry.record, "note": note})


def known_guardian(
    name: str, data: bytes, verdict: Verdict, *, now: datetime, reason: str = "", note: str = ""
) -> KnownGuardian:
    """What the library keeps of a judged document.

    Raises `NOT_FIT` for a refused one, `DECISION_NEEDED` where a person still has to decide, and `USAGE` where reason
    or note is no text.
    """
    if verdict.word is VerdictWord.REFUSED or verdict.guardian is None:
        raise ShieldwizError(Problem.NOT_FIT, "The metadata is refused, so nothing was kept.")
    if verdict.word is VerdictWord.DECIDE or verdict.trust_basis is None:
        raise ShieldwizError(
            Problem.DECISION_NEEDED,
            f"You have to decide first ({', '.join(verdict.open)}), so nothing was kept.",
        )
    for what, text in (("reason", reason), ("note", note)):
        if not _is_text(text):
            raise ShieldwizError(
                Problem.USAGE, f"The {what} {shown(text)!r} contains bytes that are no text.", "Type it again."
            )
    return KnownGuardian(
        name=name,
        guardian=replace(verdict.guardian, name=name),
        metadata=data,
        communications=verdict.signer.certificate if verdict.signer is not None else None,
        communications_confirmed=_is_confirmed_signer(verdict),
        basis=verdict.trust_basis,
        confirmed=now.astimezone(UTC).replace(microsecond=0),
        overrides=tuple(check.reason for check in verdict.checks if check.id == "override"),
        reason=reason,
        note=note,
    )


def _is_text(text: str) -> bool:
    """Whether it can be written at all: an argument that is not in the terminal's encoding cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_confirmed_signer(verdict: Verdict) -> bool:
    """Whether the signer may speak for this guardian later: confirmed as signer, or its own proven signing key."""
    if verdict.signer is None or verdict.guardian is None:
        return False
    is_own_key = verdict.signer.certificate == verdict.guardian.signing
    return verdict.signer.is_confirmed or (is_own_key and verdict.word is VerdictWord.TRUSTED)


def _merged(before: KnownGuardian, new: KnownGuardian, *, replace_changed: bool) -> KnownGuardian:
    if before.guardian == new.guardian:
        if before.is_proven and not new.is_proven:
            return replace(before, note=new.note or before.note)
        merged = replace(new, reason=new.reason or before.reason, note=new.note or before.note)
        if not new.is_proven:
            merged = replace(merged, overrides=tuple(dict.fromkeys((*before.overrides, *new.overrides))))
        if before.communications_confirmed and not new.communications_confirmed:
            # Whoever signed this copy, or left the signature out, does not take the confirmed signer's place.
            merged = replace(merged, communications=before.communications, communications_confirmed=True)
        return merged
    if replace_changed:
        return new
    raise ShieldwizError(
        Problem.GUARDIAN_CHANGED,
        f"You know {shown(before.name)!r} with other certificates; nothing was changed.",
        "Compare both with `shieldwiz metadata diff`. Then keep both under different names, or put the new ones in "
        "the old ones' place with --replace. Existing shielding data files stay as they are.",
    )


def _refuse_shared_prime(new: KnownGuardian, other: KnownGuardian) -> None:
    """Rule W8: two keys with a common prime factor are both broken."""
    for mine in (new.guardian.signing, new.guardian.encryption):
        for theirs in (other.guardian.signing, other.guardian.encryption):
            if shared_prime(mine, theirs):
                raise ShieldwizError(
                    Problem.NOT_FIT,
                    f"A key of this guardian and one of {shown(other.name)!r} share a prime factor: both are broken.",
                    "Tell both hosters; do not use either for new files.",
                    rule="W8",
                )


def _metadata_name(metadata: bytes) -> str:
    """The file's name holds its hash, so a replacement never overwrites what the old record points to."""
    return f"metadata-{hashlib.sha256(metadata).hexdigest()[:16]}.xml"


def _superseded(entry: NamedFolder) -> tuple[Path, ...]:
    """Metadata that a newer document, or a change that was interrupted, left behind."""
    try:
        kept = _decode(entry).metadata
    except ShieldwizError:
        return ()  # nothing is removed from what is not whole
    return tuple(file for file in entry.folder.glob("metadata-*.xml") if file.name != _metadata_name(kept))


def _encode(known: KnownGuardian) -> dict[str, Any]:
    return {
        "schema": _SCHEMA,
        "metadata": _metadata_name(known.metadata),
        "metadata_sha256": hashlib.sha256(known.metadata).hexdigest(),
        "guardian_fingerprint": known.guardian.fingerprint.hex,
        "communications": known.communications.base64.decode("ascii") if known.communications is not None else None,
        "communications_confirmed": known.communications_confirmed,
        "basis": known.basis.value,
        "confirmed": known.confirmed.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "overrides": list(known.overrides),
        "reason": known.reason,
        "note": known.note,
    }


def _decode(entry: NamedFolder) -> KnownGuardian:
    """Read an entry back; what the record says and what the metadata says must agree."""
    try:
        return _decode_record(entry, entry.record)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise _damaged(entry) from error
    except ShieldwizError as error:
        if error.problem in (Problem.NO_PERMISSION, Problem.READ_FAILED):
            raise
        raise _damaged(entry) from error


def _decode_record(entry: NamedFolder, record: Mapping[str, Any]) -> KnownGuardian:
    file_name = str(record["metadata"])
    if record["schema"] != _SCHEMA or Path(file_name).name != file_name:
        raise _damaged(entry)
    data = read_file(entry.folder / file_name, MAX_METADATA)
    guardian = replace(read_metadata(parse_xml(data)).guardian, name=entry.name)
    if (
        hashlib.sha256(data).hexdigest() != record["metadata_sha256"]
        or guardian.fingerprint.hex != record["guardian_fingerprint"]
    ):
        raise _damaged(entry)
    communications = record["communications"]
    return KnownGuardian(
        name=entry.name,
        guardian=guardian,
        metadata=data,
        communications=Certificate.from_der(base64.b64decode(communications, validate=True))
        if communications is not None
        else None,
        communications_confirmed=record["communications_confirmed"] is True,
        basis=TrustBasis(record["basis"]),
        confirmed=datetime.strptime(record["confirmed"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        overrides=tuple(str(word) for word in record["overrides"]),
        reason=str(record["reason"]),
        note=str(record["note"]),
    )


def _damaged(entry: NamedFolder) -> ShieldwizError:
    return ShieldwizError(
        Problem.KIND,
        f"The kept guardian {shown(entry.name)!r} is damaged, so it is not used.",
        "Remove it with `shieldwiz guardian remove`, then import the hoster's metadata again. Its folder is "
        f"{shown(str(entry.folder))}.",
    )
