# SPDX-License-Identifier: Apache-2.0
"""The owners of this computer: make, import, back up, export."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.checks import Outcome
from shieldwiz.errors import Cancelled, Problem, ShieldwizError
from shieldwiz.files import read_file, remove_folder, write_folder
from shieldwiz.foreign_text import shown
from shieldwiz.owners.backup import BackupReport, check_backup, prove_keys, write_backup
from shieldwiz.owners.key_file import KEY_FILE_NAME, MAX_KEY_FILE, read_key_file
from shieldwiz.owners.owner import KEY_SIZE, LOSS_IS_FINAL, YEARS, Owner, create_owner
from shieldwiz.owners.passphrases import make_passphrase, passphrase_bytes
from shieldwiz.owners.pfx import MAX_PFX, PfxForm, owner_from_pfx, write_pfx
from shieldwiz.owners.store import StoredOwner
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import read_input
from shieldwiz.workflow.organisation_rules import require_allowed_owner
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.report import check_reports, guardian_report, schema, time_text

LOSS_TEXT = LOSS_IS_FINAL


def create(
    home: Home,
    name: str,
    passphrase: str,
    *,
    now: datetime,
    key_size: int = KEY_SIZE,
    subject: str | None = None,
    years: int = YEARS,
    backup: Path | None = None,
    backup_passphrase: str | None = None,
    for_practice: bool = False,
    progress: Progress = no_progress,
) -> StoredOwner:
    """Make an owner; its backup is written and opened again before the owner counts as made.

    Raises `NAME`, `NAME_TAKEN`, `USAGE`, `PASSPHRASE`, `NOT_FIT`, and what writing raises.
    """
    _refuse_taken(home, name)
    if not for_practice:
        require_allowed_owner(key_size, has_backup=backup is not None)
    passphrase_bytes(passphrase)
    progress(0, 3, "Making the keys")
    owner = create_owner(name, key_size=key_size, subject=subject, years=years, now=now)
    return _keep(
        home, owner, passphrase, now=now, backup=backup, backup_passphrase=backup_passphrase, progress=progress
    )


def import_pfx(
    home: Home,
    name: str,
    files: Sequence[str],
    password: str,
    passphrase: str,
    *,
    now: datetime,
    signing_first: bool = False,
    progress: Progress = no_progress,
) -> tuple[StoredOwner, tuple[str, ...]]:
    """Bring an owner here from one or two PFX files. Also returns notes for the person.

    `signing_first` says that the files are signing, encryption, where their key usages do not. Raises what
    `owner_from_pfx` and keeping raise.
    """
    _refuse_taken(home, name)
    progress(0, 3, "Opening the key")
    imported = owner_from_pfx(
        name,
        [read_input(file, MAX_PFX) for file in files],
        password,
        now=now,
        signing_first=signing_first,
    )
    notes = tuple(check.detail for check in imported.checks if check.outcome in (Outcome.NOTE, Outcome.WARN))
    return _keep(home, imported.owner, passphrase, now=now, progress=progress), notes


def import_backup(
    home: Home, name: str, folder: Path, backup_passphrase: str, passphrase: str, *, now: datetime
) -> StoredOwner:
    """Restore an owner from a backup folder. Raises what opening and keeping raise."""
    data = read_file(folder / KEY_FILE_NAME, MAX_KEY_FILE)
    return import_key_file(home, name, data, backup_passphrase, passphrase, now=now)


def import_key_file(
    home: Home, name: str, data: bytes, secret: str, passphrase: str, *, now: datetime, progress: Progress = no_progress
) -> StoredOwner:
    """Bring an owner here from the bytes of a locked key file. Raises what opening and keeping raise."""
    _refuse_taken(home, name)
    progress(0, 3, "Opening the key")
    owner = read_key_file(data, secret, name=name)
    prove_keys(owner)
    return _keep(home, owner, passphrase, now=now, progress=progress)


def _refuse_taken(home: Home, name: str) -> None:
    """Before any slow work: whether the name is free."""
    try:
        home.owners.show(name)
    except ShieldwizError as error:
        if error.problem is Problem.NAME_UNKNOWN:
            return
        raise
    raise ShieldwizError(
        Problem.NAME_TAKEN, f"There is already an owner named {shown(name, 80)!r}.", "Choose another name."
    )


def _keep(
    home: Home,
    owner: Owner,
    passphrase: str,
    *,
    now: datetime,
    backup: Path | None = None,
    backup_passphrase: str | None = None,
    progress: Progress = no_progress,
) -> StoredOwner:
    if backup is None:
        progress(2, 3, "Locking the key on this computer")
        return home.owners.add(owner, passphrase, now=now)
    progress(1, 3, "Writing the backup and opening it again")
    write_backup(backup, owner, backup_passphrase or passphrase, now=now)
    try:
        progress(2, 3, "Locking the key on this computer")
    except Cancelled:
        remove_folder(backup)
        raise
    try:
        home.owners.add(owner, passphrase, now=now)
        home.owners.note_backup(owner.name, backup, now=now)
    except ShieldwizError as error:
        raise error.after(
            f"The backup in {shown(str(backup))} is whole, and `shieldwiz owner import --from-backup` brings the owner "
            "here where `shieldwiz owner list` does not show it"
        ) from error
    return home.owners.show(owner.name)


def back_up(home: Home, name: str, folder: Path, passphrase: str, backup_passphrase: str, *, now: datetime) -> None:
    """Write a backup folder and open it again. Raises as `write_backup`."""
    owner = home.owners.load(name, passphrase)
    write_backup(folder, owner, backup_passphrase, now=now)
    try:
        home.owners.note_backup(name, folder, now=now)
    except ShieldwizError as error:
        raise error.after(f"The backup in {shown(str(folder))} is written and opens") from error


def drill(folder: Path, backup_passphrase: str) -> BackupReport:
    """The restore drill: open a backup and use both keys. Raises as `check_backup`."""
    return check_backup(folder, backup_passphrase)


def export_pfx(home: Home, name: str, folder: Path, passphrase: str, password: str | None, *, form: str) -> str | None:
    """Write both PFX files for Windows into a folder of their own.

    Returns the password where one was made (to be shown once), None where it was given. Raises as `write_folder`.
    """
    owner = home.owners.load(name, passphrase)
    made = make_passphrase() if password is None else None
    files = write_pfx(owner, made or password or "", form=PfxForm(form))
    write_folder(folder, {file.name: file.data for file in files})
    return made


def owner_report(owner: StoredOwner) -> dict[str, Any]:
    """The JSON object of `owner list` and `owner show`."""
    return {
        "schema": schema("owner"),
        "name": owner.name,
        **guardian_report(owner.guardian),
        "created": time_text(owner.created) if owner.created is not None else None,
        "backup": {"folder": owner.backup.folder, "tested": time_text(owner.backup.tested)}
        if owner.backup is not None
        else None,
    }


def backup_report(report: BackupReport) -> dict[str, Any]:
    """The JSON object of `owner check-backup`."""
    return {
        "schema": schema("backup"),
        "folder": str(report.folder),
        **guardian_report(report.guardian),
        "checks": check_reports(report.checks),
    }
