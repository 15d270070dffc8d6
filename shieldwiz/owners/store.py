# SPDX-License-Identifier: Apache-2.0
"""The owners that are kept on this computer: one folder each with the locked key, the public part, and a record."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, remove_folder
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint
from shieldwiz.guardians.metadata import MAX_METADATA, read_metadata
from shieldwiz.named_folders import NamedFolder, NamedFolders
from shieldwiz.owners.age import WORK_FACTOR
from shieldwiz.owners.backup import METADATA_NAME
from shieldwiz.owners.key_file import KEY_FILE_NAME, MAX_KEY_FILE, read_key_file, write_key_file
from shieldwiz.owners.owner import Owner
from shieldwiz.xml_reading import parse_xml

_SCHEMA = "shieldwiz/owner/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupNote:
    """Where an owner's backup was, and when it was last opened from there."""

    folder: str
    tested: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOwner:
    """What this computer knows of an owner without its passphrase."""

    name: str
    guardian: Guardian
    metadata: bytes  # the public document, as it may be given out
    created: datetime | None  # when it was made or brought here
    backup: BackupNote | None

    @property
    def fingerprint(self) -> GuardianFingerprint:
        """The guardian fingerprint of the pair."""
        return self.guardian.fingerprint


class OwnerStore:
    """The folder `owners/`. Holds nothing in memory: each call looks at the disk, each change is made under one lock.

    Raises `NAME`, `NAME_TAKEN`, `NAME_UNKNOWN`, `BUSY`, and what `files` raises.
    """

    def __init__(self, folder: Path) -> None:
        self._folders = NamedFolders(folder, "owner")

    def list(self) -> tuple[StoredOwner, ...]:
        """All owners, by name. One that cannot be read is left out (see `damaged`)."""
        found = []
        for entry in self._folders.all():
            with suppress(ShieldwizError):
                found.append(_stored(entry))
        return tuple(found)

    def damaged(self) -> tuple[Path, ...]:
        """Folders whose record or public part cannot be read. Nothing in them is ever touched."""
        damaged = list(self._folders.damaged())
        for entry in self._folders.all():
            try:
                _stored(entry)
            except ShieldwizError:
                damaged.append(entry.folder)
        return tuple(damaged)

    def show(self, name: str) -> StoredOwner:
        """The public part of an owner. Raises what reading metadata raises where it is damaged."""
        return _stored(self._folders.find(name))

    def find(self, fingerprint: GuardianFingerprint) -> StoredOwner | None:
        """The owner with this guardian fingerprint, or None."""
        return next((owner for owner in self.list() if owner.fingerprint == fingerprint), None)

    def load(self, name: str, passphrase: str) -> Owner:
        """The owner with its keys. Raises as `read_key_file`, and `KEY_FILE` where its public part is another's."""
        return self._load(name, passphrase)[0]

    def add(self, owner: Owner, passphrase: str, *, now: datetime, work_factor: int = WORK_FACTOR) -> StoredOwner:
        """Keep an owner under its name, its keys locked with the passphrase, and tried before this returns.

        Raises `EXISTS` where the same pair is kept already, and as `write_key_file`.
        """
        same = self.find(owner.fingerprint)
        if same is not None:
            raise ShieldwizError(
                Problem.EXISTS,
                f"This owner is on this computer already, under the name {shown(same.name)!r}.",
                "Nothing needs to be done; `shieldwiz owner rename` gives it another name.",
            )
        key_file = _tried_key_file(owner, passphrase, work_factor)
        record = {"schema": _SCHEMA, "created": _stamp(now)}
        entry = self._folders.add(owner.name, record, {KEY_FILE_NAME: key_file, METADATA_NAME: owner.metadata})
        try:
            _refuse_other_bytes(entry, key_file)
        except ShieldwizError:
            remove_folder(entry.folder)
            raise
        return _stored(entry)

    def change_passphrase(self, name: str, old: str, new: str, *, work_factor: int = WORK_FACTOR) -> None:
        """Lock the keys anew. The old passphrase keeps opening older backups.

        Raises as `load`, `PASSPHRASE`, and `BUSY` where another program changed the key file in between.
        """
        owner, before = self._load(name, old)
        after = _tried_key_file(owner, new, work_factor)

        def change(entry: NamedFolder) -> Mapping[str, Any]:
            if _key_file(entry) != before:
                raise ShieldwizError(
                    Problem.BUSY,
                    f"Another program changed the key of {shown(entry.name)!r} at the same time. Nothing was changed.",
                    "Try again.",
                )
            return entry.record

        _refuse_other_bytes(self._folders.change(name, change, {KEY_FILE_NAME: after}), after)

    def note_backup(self, name: str, folder: Path, *, now: datetime) -> None:
        """Remember that the owner's backup in `folder` was opened at `now`."""
        note = {"folder": str(folder.absolute()), "tested": _stamp(now)}
        self._folders.change(name, lambda entry: {**entry.record, "backup": note})

    def rename(self, old: str, new: str) -> None:
        """Give an owner another name. Its certificates keep theirs."""
        self._folders.rename(old, new)

    def remove(self, name: str) -> None:
        """Remove an owner and its keys from this computer, for good."""
        self._folders.remove(name)

    def _load(self, name: str, passphrase: str) -> tuple[Owner, bytes]:
        entry = self._folders.find(name)
        data = _key_file(entry)
        owner = read_key_file(data, passphrase, name=entry.name)
        if owner.fingerprint != _stored(entry).fingerprint:
            raise ShieldwizError(
                Problem.KEY_FILE,
                f"The key file of {shown(entry.name)!r} holds the keys of another owner than its public part says.",
                "Somebody exchanged one of the two. Restore the owner from your backup.",
            )
        return owner, data


def _stored(entry: NamedFolder) -> StoredOwner:
    metadata = read_file(entry.folder / METADATA_NAME, MAX_METADATA)
    guardian = read_metadata(parse_xml(metadata)).guardian
    return StoredOwner(
        name=entry.name,
        guardian=replace(guardian, name=entry.name),
        metadata=metadata,
        created=_moment(entry.record.get("created")),
        backup=_backup_note(entry.record.get("backup")),
    )


def _key_file(entry: NamedFolder) -> bytes:
    return read_file(entry.folder / KEY_FILE_NAME, MAX_KEY_FILE)


def _tried_key_file(owner: Owner, passphrase: str, work_factor: int) -> bytes:
    """A key file that was opened again: a key that does not come back is noticed before anything is replaced."""
    data = write_key_file(owner, passphrase, work_factor=work_factor)
    read_key_file(data, passphrase, name=owner.name)
    return data


def _refuse_other_bytes(entry: NamedFolder, key_file: bytes) -> None:
    if _key_file(entry) != key_file:
        raise ShieldwizError(
            Problem.WRITE_FAILED,
            f"The key file in {shown(str(entry.folder))} is not what was written there.",
            "This disk does not give back what it was given. Use another, and restore the owner from its backup.",
        )


def _backup_note(value: object) -> BackupNote | None:
    if not isinstance(value, dict):
        return None
    folder, tested = value.get("folder"), _moment(value.get("tested"))
    return BackupNote(folder=folder, tested=tested) if isinstance(folder, str) and tested is not None else None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
