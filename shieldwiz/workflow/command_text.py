# SPDX-License-Identifier: Apache-2.0
"""The command that does what a draft would do, for "Copy as command". Secrets are never in it: they are asked for."""

import os
import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from shieldwiz.errors import ShieldwizError
from shieldwiz.powershell import quote_powershell
from shieldwiz.shieldingdata.purpose import Policy, Purpose
from shieldwiz.workflow import volume_ids
from shieldwiz.workflow.draft import Draft, DraftDisk
from shieldwiz.workflow.guardians import find_guardian
from shieldwiz.workflow.home import Home, open_home
from shieldwiz.workflow.steps import cleaned

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_Quote = Callable[[str], str]


def command_line(home: str, draft: Draft, *, platform: str = "") -> str:
    """The command in the words of a shell (`posix`) or of PowerShell (`windows`), one command a line.

    Without a `platform`, for this computer's.

    A template disk that has no description file gets one first, by a command of its own.
    """
    words_of = platform or ("windows" if os.name == "nt" else "posix")
    quote: _Quote = shlex.quote if words_of == "posix" else _quote_powershell
    draft = cleaned(draft)
    place = Home(folder=Path(home))
    program = ["shieldwiz"]
    if place.folder != open_home().folder:
        program += ["--home", str(place.folder)]
    lines, files = [], list(draft.volume_ids)
    for disk in draft.disks:
        command, file = _disk_command(disk, files)
        if command:
            lines.append(["shieldwiz", *command])
        files.append(file)
    words = [*program, "pdk", "create", draft.output or "FILE.pdkx", "--owner", draft.owner or "OWNER"]
    words += _repeated("--guardian", [_name(place, one) for one in draft.guardians])
    words += ["--policy", draft.policy.value] if draft.policy is not Policy.SHIELDED else []
    words += ["--purpose", draft.purpose.value] if draft.purpose is not Purpose.SHIELDED_TEMPLATE else []
    words += _repeated("--volume-id", files)
    words += ["--answer-file", draft.answer_file] if draft.answer_file else []
    words += _repeated("--other-file", draft.other_files)
    words += _repeated("--allow", draft.allow)
    words += ["--description", draft.description] if draft.description else []
    words += ["--key-protector", draft.key_protector] if draft.key_protector else []
    words += ["--receipt", draft.receipt] if draft.receipt else []
    lines.append(words)
    if draft.windows_kit:
        lines.append([*program, "windows-kit", "make", draft.output or "FILE.pdkx", "-o", draft.windows_kit])
    return "\n".join(" ".join(quote(word) for word in line) for line in lines)


def _disk_command(disk: DraftDisk, taken: list[str]) -> tuple[list[str], str]:
    """The command that describes a disk (empty where its file does already), and the description file."""
    stem = _NOT_IN_NAMES.sub("-", disk.name).strip("-.") or "disk"
    names = (f"{stem}.json", *(f"{stem}-{number}.json" for number in range(2, len(taken) + 3)))
    file = next(name for name in names if name not in taken)
    if disk.file:
        try:
            described, meant = volume_ids.read(disk.file), volume_ids.from_draft(disk)
        except ShieldwizError:
            return [], disk.file
        if described == meant:
            return [], disk.file
        if replace(described, rule=meant.rule) == meant:
            return ["volume-id", "new", "--from", disk.file, "--rule", disk.rule.value, "-o", file], file
    signer = disk.signer_file or "DISK-SIGNER.cer"
    parts = ["--name", disk.name, "--version", disk.version, "--signer", signer, "--rule", disk.rule.value]
    return ["volume-id", "new", *parts, "-o", file], file


def _repeated(option: str, values: list[str] | tuple[str, ...]) -> list[str]:
    return [word for value in values for word in (option, value)]


def _name(place: Home, guardian: str) -> str:
    try:
        return find_guardian(place, guardian).name
    except ShieldwizError:
        return guardian


def _quote_powershell(word: str) -> str:
    """A word as PowerShell takes it, without quotes where it needs none. Raises as `quote_powershell`."""
    return word if re.fullmatch(r"[A-Za-z0-9_./:\\=-]+", word) else quote_powershell(word)
