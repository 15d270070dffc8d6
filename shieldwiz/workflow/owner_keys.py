# SPDX-License-Identifier: Apache-2.0
"""Owners in the window: made together with their backup, brought here, tested, given out, removed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from shieldwiz.certificates.pfx_attributes import read_pfx_facts
from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import read_file, write_file
from shieldwiz.foreign_text import shown
from shieldwiz.owners.backup import METADATA_NAME
from shieldwiz.owners.key_file import KEY_FILE_NAME, MAX_KEY_FILE
from shieldwiz.owners.owner import KEY_SIZE, YEARS
from shieldwiz.owners.pfx import MAX_PFX
from shieldwiz.owners.store import StoredOwner
from shieldwiz.workflow import backup_places, owners, passphrases
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.judged_document import check_facts
from shieldwiz.workflow.progress import Progress, no_progress
from shieldwiz.workflow.shelf import owner_row

new_passphrase = passphrases.new_passphrase
passphrase_strength = passphrases.passphrase_strength
backup_place = backup_places.backup_place
check_backup_folder = backup_places.check_backup_folder
_BACKED_UP = (
    Check(id="backup-written", outcome=Outcome.PASS, detail="The backup is written."),
    Check(
        id="backup-opened",
        outcome=Outcome.PASS,
        detail="The backup was opened again from that folder and compared with the key.",
    ),
)
_AGE = b"age-encryption.org/v1"


def make_owner(
    home: str,
    now: datetime,
    name: str,
    passphrase: str,
    *,
    backup_folder: str = "",
    backup_passphrase: str = "",
    key_size: int = KEY_SIZE,
    subject: str | None = None,
    years: int = YEARS,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Make an owner, and before it counts as made its backup, written and opened again. Raises as `owners.create`."""
    place = Home(folder=Path(home))
    stored = owners.create(
        place,
        name,
        passphrase,
        now=now,
        key_size=key_size,
        subject=subject or None,
        years=years,
        backup=Path(backup_folder) if backup_folder else None,
        backup_passphrase=backup_passphrase or None,
        progress=progress,
    )
    return _owned(place, stored, now, is_backed_up=bool(backup_folder))


def look_at_keys(files: Sequence[str]) -> dict[str, Any]:
    """What was chosen to import, by content: `kind` is backup (a folder, or its key file), pfx, or unknown."""
    kinds = {_kind(Path(file)) for file in files}
    folder = ""
    if len(files) == 1 and kinds == {"backup"}:
        path = Path(files[0])
        folder = str(path if path.is_dir() else path.parent)
    kind = kinds.pop() if len(kinds) == 1 and (len(files) == 1 or kinds == {"pfx"}) and len(files) <= 2 else "unknown"
    says = {
        "backup": "A backup of an owner key.",
        "pfx": "A PFX file with a private key." if len(files) == 1 else "PFX files with private keys.",
        "unknown": "This is neither a backup of an owner key, nor one or two PFX files.",
    }
    return {"kind": kind, "files": len(files), "says": says[kind], "folder": folder}


def import_owner(
    home: str,
    now: datetime,
    name: str,
    files: Sequence[str],
    *,
    secret: str,
    passphrase: str,
    signing_first: bool = False,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Bring an owner here from a backup folder, its key file, or one or two PFX files; `secret` opens them.

    Raises `KIND` for anything else, and what opening and keeping raise.
    """
    place = Home(folder=Path(home))
    kind = look_at_keys(files)["kind"]
    notes: tuple[str, ...] = ()
    if kind == "pfx":
        stored, notes = owners.import_pfx(
            place, name, files, secret, passphrase, now=now, signing_first=signing_first, progress=progress
        )
    elif kind == "backup":
        path = Path(files[0])
        data = read_file(path / KEY_FILE_NAME if path.is_dir() else path, MAX_KEY_FILE)
        stored = owners.import_key_file(place, name, data, secret, passphrase, now=now, progress=progress)
    else:
        raise ShieldwizError(
            Problem.KIND,
            "This is neither a backup of an owner key, nor one or two PFX files.",
            "Choose the backup's folder, or both PFX files at once.",
        )
    return _owned(place, stored, now, notes=notes)


def back_up(
    home: str,
    now: datetime,
    name: str,
    folder: str,
    *,
    passphrase: str,
    backup_passphrase: str,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Write a backup of an owner that is here already, and open it again. Raises as `owners.back_up`."""
    place = Home(folder=Path(home))
    progress(0, 2, "Opening the key")
    progress(1, 2, "Writing the backup and opening it again")
    owners.back_up(place, name, Path(folder), passphrase, backup_passphrase, now=now)
    return _owned(place, place.owners.show(name), now, is_backed_up=True)


def try_backup(home: str, now: datetime, folder: str, passphrase: str, *, name: str = "") -> dict[str, Any]:
    """Open a backup and use both its keys. A backup of the owner `name` is noted as tested.

    `matches` says whether it is that owner's. Raises what opening raises.
    """
    place = Home(folder=Path(home))
    path = Path(folder)
    report = owners.drill(path if path.is_dir() else path.parent, passphrase)
    known = place.owners.find(report.guardian.fingerprint)
    matches = known is not None and (not name or known.name == place.owners.show(name).name)
    if matches and known is not None:
        place.owners.note_backup(known.name, report.folder, now=now)
        known = place.owners.show(known.name)
    return {
        "matches": matches,
        "checks": check_facts(report.checks),
        "fingerprint": report.guardian.fingerprint.hex,
        "owner": owner_row(place, known, now) if known is not None else None,
    }


def export_pfx(
    home: str, name: str, folder: str, passphrase: str, *, password: str = "", form: str = "server2019"
) -> dict[str, Any]:
    """Write both PFX files for Windows into a new folder; `form` is server2016 or server2019.

    `password` of the result is the one that was made where none was given, to be shown once.
    """
    made = owners.export_pfx(Home(folder=Path(home)), name, Path(folder), passphrase, password or None, form=form)
    return {"folder": folder, "files": sorted(path.name for path in Path(folder).iterdir()), "password": made}


def export_public(home: str, name: str, file: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Write the public document of an owner, as it may be given out. Raises as `write_file`."""
    write_file(Path(file), Home(folder=Path(home)).owners.show(name).metadata, overwrite=overwrite)
    return {"file": file}


def change_passphrase(home: str, name: str, old: str, new: str) -> dict[str, Any]:
    """Lock an owner's key anew. Raises as `OwnerStore.change_passphrase`."""
    Home(folder=Path(home)).owners.change_passphrase(name, old, new)
    return {}


def rename_owner(home: str, old: str, new: str) -> dict[str, Any]:
    """Give an owner another name. Raises `NAME`, `NAME_TAKEN`, `NAME_UNKNOWN`."""
    Home(folder=Path(home)).owners.rename(old, new)
    return {"name": new}


def remove_owner(home: str, name: str, typed: str) -> dict[str, Any]:
    """Remove an owner and its private key for good; its name must have been `typed`. Raises `USAGE`, `NAME_UNKNOWN`."""
    place = Home(folder=Path(home))
    known = place.owners.show(name)
    if typed.strip() != known.name:
        raise ShieldwizError(
            Problem.USAGE, f"This is not the owner's name, {shown(known.name)}.", "Nothing was removed."
        )
    place.owners.remove(known.name)
    return {"name": known.name}


def _owned(
    place: Home, stored: StoredOwner, now: datetime, *, notes: tuple[str, ...] = (), is_backed_up: bool = False
) -> dict[str, Any]:
    """An owner that is here now. The checks are those that had to pass before this could be said."""
    checks = _BACKED_UP if is_backed_up else ()
    return {"owner": owner_row(place, stored, now), "notes": list(notes), "checks": check_facts(checks)}


def _kind(path: Path) -> str:
    try:
        if path.is_dir():
            return "backup" if (path / KEY_FILE_NAME).is_file() and (path / METADATA_NAME).is_file() else "unknown"
        data = read_file(path, MAX_PFX)
    except ShieldwizError:
        return "unknown"
    if data[:512].lstrip(b"\r\n").startswith((_AGE, b"-----BEGIN AGE")):
        return "backup"
    try:
        read_pfx_facts(data)
    except ShieldwizError as error:
        return "pfx" if error.problem is Problem.LIMITS else "unknown"
    return "pfx"
