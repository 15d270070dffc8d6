# SPDX-License-Identifier: Apache-2.0
"""What differs between two shielding data files, in words. Nothing said here tells a secret, not even a hash of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shieldwiz.files import size_in_words
from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector.protector import Wrapping
from shieldwiz.shieldingdata.shielding_data import (
    Contents,
    NamedFile,
    Policy,
    TemplateVersion,
    VerifiedShieldingData,
    VersionRule,
    VolumeIdQualifier,
)


class Change(StrEnum):
    """What happened from the first file to the second. `ADDED` and `WIDER` let more in."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    WIDER = "wider"
    NARROWER = "narrower"
    LATER = "later"


class Subject(StrEnum):
    """What is compared."""

    FILE = "file"
    REVISION = "revision"
    CREATED = "created"
    PURPOSE = "purpose"
    POLICY = "policy"
    DESCRIPTION = "description"
    OWNER = "owner"
    RECIPIENT = "recipient"
    DISK = "disk"
    ANSWER_FILE = "answer-file"
    OTHER_FILE = "other-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of a comparison. `name` says which recipient, disk or file; `before` and `after` are for people.

    The name of a recipient and of an owner is the guardian fingerprint (hex).
    """

    subject: Subject
    change: Change
    name: str = ""
    before: str = ""
    after: str = ""


def compare(
    first: VerifiedShieldingData, second: VerifiedShieldingData, contents: tuple[Contents, Contents] | None = None
) -> tuple[Difference, ...]:
    """All lines of a comparison, those that are the same included. `contents`: both files' secrets, where opened."""
    a, b = first.header, second.header
    lines = [
        _plain(Subject.FILE, a.id, b.id),
        _plain(Subject.REVISION, str(a.revision), str(b.revision), _later(is_later=b.revision > a.revision)),
        _plain(Subject.CREATED, a.created.isoformat(), b.created.isoformat(), _later(is_later=b.created > a.created)),
        _plain(Subject.PURPOSE, a.purpose, b.purpose),
        _plain(Subject.POLICY, a.policy, b.policy, Change.NARROWER if b.policy is Policy.SHIELDED else Change.WIDER),
        _plain(Subject.DESCRIPTION, shown(a.description, 1024), shown(b.description, 1024)),
        _plain(Subject.OWNER, first.owner.fingerprint.hex, second.owner.fingerprint.hex),
        *_recipients(first.guardians, second.guardians),
        *_disks(a.volume_id_qualifiers, b.volume_id_qualifiers),
    ]
    if contents is not None:
        lines.extend(_files(*contents))
    return tuple(lines)


def only_differences(lines: Iterable[Difference]) -> tuple[Difference, ...]:
    """The lines that are not the same in both files."""
    return tuple(line for line in lines if line.change is not Change.SAME)


def _later(*, is_later: bool) -> Change:
    return Change.LATER if is_later else Change.CHANGED


def _plain(subject: Subject, before: str, after: str, change: Change = Change.CHANGED) -> Difference:
    return Difference(subject=subject, change=Change.SAME if before == after else change, before=before, after=after)


def _recipients(before: tuple[Wrapping, ...], after: tuple[Wrapping, ...]) -> list[Difference]:
    old, new = ({one.fingerprint.hex: one.encryption.subject for one in side} for side in (before, after))
    return [
        Difference(
            subject=Subject.RECIPIENT,
            change=_presence(is_old=name in old, is_new=name in new),
            name=name,
            before=old.get(name, ""),
            after=new.get(name, ""),
        )
        for name in dict.fromkeys((*old, *new))
    ]


def _presence(*, is_old: bool, is_new: bool) -> Change:
    if is_old and is_new:
        return Change.SAME
    return Change.ADDED if is_new else Change.REMOVED


def _disks(before: tuple[VolumeIdQualifier, ...], after: tuple[VolumeIdQualifier, ...]) -> list[Difference]:
    """Equal ones first out of the way, then those of the same name and signer paired, the rest removed and added."""
    lines = [_disk(Change.SAME, one, one) for one in before if one in after]
    removed = [one for one in before if one not in after]
    added = [one for one in after if one not in before]
    for old in removed:
        new = next((one for one in added if (one.disk_name, one.signer) == (old.disk_name, old.signer)), None)
        if new is None:
            lines.append(_disk(Change.REMOVED, old, None))
        else:
            added.remove(new)
            lines.append(_disk(_width(old, new), old, new))
    return [*lines, *(_disk(Change.ADDED, None, one) for one in added)]


def _disk(change: Change, old: VolumeIdQualifier | None, new: VolumeIdQualifier | None) -> Difference:
    names = [shown(one.disk_name) for one in (old, new) if one is not None]
    return Difference(
        subject=Subject.DISK, change=change, name=names[0], before=_disk_in_words(old), after=_disk_in_words(new)
    )


def _disk_in_words(disk: VolumeIdQualifier | None) -> str:
    return "" if disk is None else f"{disk.rule} {disk.version}, signed by {disk.signer.subject}"


def _width(old: VolumeIdQualifier, new: VolumeIdQualifier) -> Change:
    """Whether the new version rule lets in more disks than the old one, fewer, or others."""
    if _covers(new, old):
        return Change.WIDER
    return Change.NARROWER if _covers(old, new) else Change.CHANGED


def _covers(wide: VolumeIdQualifier, narrow: VolumeIdQualifier) -> bool:
    """Whether every version that `narrow` lets in, `wide` lets in too; the two are not equal."""
    return wide.rule is not VersionRule.EQUALS and _lowest(narrow) >= _lowest(wide)


def _lowest(disk: VolumeIdQualifier) -> tuple[TemplateVersion, bool]:
    """The version where a rule begins, and whether it begins just above it."""
    return disk.version, disk.rule is VersionRule.GREATER_THAN


def _files(first: Contents, second: Contents) -> list[Difference]:
    return [
        *_same_kind(Subject.ANSWER_FILE, _answer_file(first), _answer_file(second)),
        *_same_kind(Subject.OTHER_FILE, first.other_files, second.other_files),
    ]


def _answer_file(contents: Contents) -> tuple[NamedFile, ...]:
    return () if contents.answer_file is None else (contents.answer_file,)


def _same_kind(subject: Subject, before: tuple[NamedFile, ...], after: tuple[NamedFile, ...]) -> list[Difference]:
    """Files by name: names, sizes, and whether their bytes are equal; nothing else of them."""
    old, new = ({file.name: file.data for file in side} for side in (before, after))
    lines = []
    for name in dict.fromkeys((*old, *new)):
        change = _presence(is_old=name in old, is_new=name in new)
        if change is Change.SAME and old[name] != new[name]:
            change = Change.CHANGED
        lines.append(
            Difference(
                subject=subject,
                change=change,
                name=shown(name),
                before=size_in_words(len(old[name])) if name in old else "",
                after=size_in_words(len(new[name])) if name in new else "",
            )
        )
    return lines
