# SPDX-License-Identifier: Apache-2.0

import pytest

from shieldwiz.shieldingdata.change import edit_shielding_data, grant_guardians, revoke_guardians
from shieldwiz.shieldingdata.compare import Change, Difference, Subject, compare, only_differences
from shieldwiz.shieldingdata.shielding_data import (
    Contents,
    NamedFile,
    Policy,
    VerifiedShieldingData,
    VersionRule,
    VolumeIdQualifier,
)
from tests.keyprotector.parties import guardian, party
from tests.shieldingdata.making import ANSWER_FILE, CONTENTS, LATER, disk, existing, template


def changes(
    first: VerifiedShieldingData, second: VerifiedShieldingData, contents: tuple[Contents, Contents] | None = None
) -> list[tuple[Subject, Change, str]]:
    """What differs, apart from the revision and its time."""
    lines = only_differences(compare(first, second, contents))
    return [
        (line.subject, line.change, line.name)
        for line in lines
        if line.subject not in (Subject.REVISION, Subject.CREATED)
    ]


def test_a_file_is_the_same_as_itself() -> None:
    lines = compare(template(), template(), (CONTENTS, CONTENTS))
    assert {line.change for line in lines} == {Change.SAME}
    assert {line.subject for line in lines} == set(Subject)
    assert only_differences(lines) == ()


def test_a_newer_revision_is_later() -> None:
    newer = edit_shielding_data(template(), party("Finance"), now=LATER)
    lines = {line.subject: line for line in compare(template(), newer)}
    assert lines[Subject.REVISION] == Difference(subject=Subject.REVISION, change=Change.LATER, before="1", after="2")
    assert lines[Subject.CREATED].change is Change.LATER
    assert lines[Subject.FILE].change is Change.SAME
    back = {line.subject: line.change for line in compare(newer, template())}
    assert (back[Subject.REVISION], back[Subject.CREATED]) == (Change.CHANGED, Change.CHANGED)


def test_recipients_come_and_go() -> None:
    more = grant_guardians(template(), party("Finance"), (guardian("East"),), now=LATER)
    less = revoke_guardians(more, party("Finance"), (party("North").fingerprint,), now=LATER)
    east, north = party("East").fingerprint.hex, party("North").fingerprint.hex
    assert changes(template(), more) == [(Subject.RECIPIENT, Change.ADDED, east)]
    assert changes(template(), less) == [
        (Subject.RECIPIENT, Change.REMOVED, north),
        (Subject.RECIPIENT, Change.ADDED, east),
    ]


def test_a_policy_is_wider_or_narrower() -> None:
    wide = edit_shielding_data(template(), party("Finance"), now=LATER, policy=Policy.ENCRYPTION_SUPPORTED)
    assert changes(template(), wide) == [(Subject.POLICY, Change.WIDER, "")]
    assert changes(wide, template()) == [(Subject.POLICY, Change.NARROWER, "")]


def test_two_different_files() -> None:
    found = {subject: change for subject, change, _ in changes(template(), existing())}
    assert found[Subject.FILE] is Change.CHANGED
    assert found[Subject.PURPOSE] is Change.CHANGED
    assert found[Subject.POLICY] is Change.WIDER
    assert found[Subject.DESCRIPTION] is Change.CHANGED
    assert found[Subject.DISK] is Change.REMOVED
    assert Subject.OWNER not in found


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (disk(), disk(rule=VersionRule.GREATER_THAN_OR_EQUALS), Change.WIDER),
        (disk(rule=VersionRule.GREATER_THAN_OR_EQUALS), disk(), Change.NARROWER),
        (disk(rule=VersionRule.GREATER_THAN_OR_EQUALS), disk(rule=VersionRule.GREATER_THAN), Change.NARROWER),
        (disk(rule=VersionRule.GREATER_THAN), disk(version="1.0.0.0", rule=VersionRule.GREATER_THAN), Change.WIDER),
        (disk(), disk(rule=VersionRule.GREATER_THAN), Change.CHANGED),
        (disk(), disk(version="1.2.3.5"), Change.CHANGED),
        (disk(version="2.0.0.0"), disk(rule=VersionRule.GREATER_THAN), Change.WIDER),
    ],
)
def test_a_version_rule_is_wider_narrower_or_other(
    old: VolumeIdQualifier, new: VolumeIdQualifier, change: Change
) -> None:
    first, second = (
        edit_shielding_data(template(), party("Finance"), now=LATER, volume_id_qualifiers=(disk("Kept"), one))
        for one in (old, new)
    )
    assert changes(first, second) == [(Subject.DISK, change, "WS2025")]
    lines = [line for line in compare(first, second) if line.subject is Subject.DISK]
    assert [line.change for line in lines] == [Change.SAME, change]
    assert lines[1].before.startswith(f"{old.rule} {old.version}, signed by ")


def test_another_disk_is_removed_and_added() -> None:
    other = edit_shielding_data(
        template(),
        party("Finance"),
        now=LATER,
        volume_id_qualifiers=(disk("New"), template().header.volume_id_qualifiers[1]),
    )
    assert changes(template(), other) == [
        (Subject.DISK, Change.REMOVED, "WS2025"),
        (Subject.DISK, Change.ADDED, "New"),
    ]


def test_contents_are_compared_by_name_size_and_equality_alone() -> None:
    before = Contents(
        answer_file=ANSWER_FILE,
        other_files=(
            NamedFile(name="same", data=b"secret"),
            NamedFile(name="changed", data=b"secret"),
            NamedFile(name="removed", data=b"secret"),
        ),
    )
    after = Contents(
        answer_file=NamedFile(name=ANSWER_FILE.name, data=b"x"),
        other_files=(
            NamedFile(name="same", data=b"secret"),
            NamedFile(name="changed", data=b"Secret"),
            NamedFile(name="added", data=bytes(2048)),
        ),
    )
    assert changes(template(), template(), (before, after)) == [
        (Subject.ANSWER_FILE, Change.CHANGED, "unattend.xml"),
        (Subject.OTHER_FILE, Change.CHANGED, "changed"),
        (Subject.OTHER_FILE, Change.REMOVED, "removed"),
        (Subject.OTHER_FILE, Change.ADDED, "added"),
    ]
    lines = {line.name: line for line in compare(template(), template(), (before, after))}
    assert (lines["changed"].before, lines["changed"].after) == ("6 bytes", "6 bytes")
    assert (lines["added"].before, lines["added"].after) == ("", "2 KiB")
    assert changes(template(), template(), (Contents(), before))[0] == (
        Subject.ANSWER_FILE,
        Change.ADDED,
        "unattend.xml",
    )
