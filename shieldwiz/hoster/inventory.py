# SPDX-License-Identifier: Apache-2.0
"""Many key protectors: who owns each, who may open it, and may a certificate go? Never a bare yes.

Source: HOSTERS_DESK 7. One file becomes one small entry, so that thousands need little memory.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import ShieldwizError
from shieldwiz.files import read_file
from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector.encoding import MAX_FILE, read_key_protector
from shieldwiz.keyprotector.protector import Wrapping
from shieldwiz.keyprotector.verify import judge
from shieldwiz.shieldingdata.read import read_shielding_data
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA

SUFFIXES = (".kp", ".pdkx")
_LOCAL_OWNER = "UntrustedGuardian"
_LISTED = 10_000  # names that an answer lists

NOT_EXAMINED = (
    "VMs on other hosts, and those that were off these hosts",
    "checkpoints, backups, replicas and exported VMs: they are bound to the keys of their time",
    "templates",
    "shielding data files (.pdk) at tenants, made with older metadata: new VMs would still be made for the old pair",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One who may open a protector: the pair (64 hex digits), a name, and the SHA-256 of both certificates."""

    fingerprint: str
    subject: str
    certificates: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one file says. `state` is `protector`, `not-shielded` or `unreadable`.

    `is_ours`: every algorithm is of our profile, so that shieldwiz can change it; Windows' are not public.
    """

    file: str
    state: str
    problem: str = ""
    owner: Row | None = None
    guardians: tuple[Row, ...] = ()
    is_sound: bool = False
    is_ours: bool = False
    sha256: str = ""

    @property
    def is_local(self) -> bool:
        """Whether its owner is the guardian that Windows makes for one host alone."""
        return self.owner is not None and _LOCAL_OWNER in self.owner.subject


def look(name: str) -> Entry:
    """What the file of that name says. Never raises: what cannot be read is an entry, too."""
    path = Path(name)
    try:
        if path.suffix.lower() == ".pdkx":
            protector = read_shielding_data(read_file(path, MAX_SHIELDING_DATA)).protector
            digest = hashlib.sha256(protector.xml).hexdigest()
        else:
            data = read_file(path, MAX_FILE)
            found = read_key_protector(data)
            if found.protector is None:
                return Entry(file=name, state="not-shielded")
            protector, digest = found.protector, hashlib.sha256(data).hexdigest()
        verdict = judge(protector)
    except ShieldwizError as error:
        return Entry(file=name, state="unreadable", problem=error.message)
    return Entry(
        file=name,
        state="protector",
        owner=_row(protector.owner),
        guardians=tuple(_row(wrapping) for wrapping in protector.guardians),
        is_sound=verdict.refusal is None,
        is_ours=verdict.is_verified,
        sha256=digest,
    )


def _row(wrapping: Wrapping) -> Row:
    return Row(
        fingerprint=wrapping.fingerprint.hex,
        subject=shown(wrapping.encryption.subject, 120),
        certificates=(wrapping.signing.fingerprint, wrapping.encryption.fingerprint),
    )


@dataclass(slots=True, kw_only=True)
class Inventory:
    """Counts over entries as they come. `only_old` are files whose one guardian has the certificate asked for,
    `both` those that let in another as well.
    """

    certificate: Certificate | None = None
    total: int = 0
    shielded: int = 0
    not_shielded: int = 0
    windows_made: int = 0
    owners: Counter[str] = field(default_factory=Counter)
    guardians: Counter[str] = field(default_factory=Counter)
    subjects: dict[str, str] = field(default_factory=dict)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    local_owners: list[str] = field(default_factory=list)
    only_old: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self.total += 1
        if entry.owner is None:
            if entry.state == "unreadable":
                self.unreadable.append((entry.file, entry.problem))
            else:
                self.not_shielded += 1
            return
        self.shielded += 1
        self.windows_made += not entry.is_ours
        self.owners[entry.owner.fingerprint] += 1
        for row in (entry.owner, *entry.guardians):
            self.subjects.setdefault(row.fingerprint, row.subject)
        self.guardians.update(row.fingerprint for row in entry.guardians)
        if not entry.is_sound:
            self.unsound.append(entry.file)
        if entry.is_local:
            self.local_owners.append(entry.file)
        self._ask(entry)

    def _ask(self, entry: Entry) -> None:
        if self.certificate is None:
            return
        wanted = self.certificate.fingerprint
        has = [row for row in entry.guardians if wanted in row.certificates]
        if entry.owner is not None and wanted in entry.owner.certificates:
            self.only_old.append(entry.file)
        elif has:
            (self.both if len(entry.guardians) > len(has) else self.only_old).append(entry.file)

    def answer(self) -> tuple[str, str, tuple[str, ...]]:
        """May the certificate go? A word, a sentence that is never a bare yes, and the files behind it."""
        if self.only_old:
            text = f"No: {len(self.only_old)} of {self.shielded} key protectors have nothing else."
            return "no", text, tuple(self.only_old[:_LISTED])
        if self.both:
            text = (
                f"Not yet: {len(self.both)} of {self.shielded} key protectors have it beside another guardian. They "
                "still carry it until their owner takes it out, and their VM was started with the new one."
            )
            return "not-yet", text, tuple(self.both[:_LISTED])
        unread = f", but {len(self.unreadable)} files could not be read" if self.unreadable else ""
        text = f"Nothing examined needs it ({self.shielded} key protectors{unread}). Not examined: see below."
        return "nothing-examined-needs-it", text, ()
