# SPDX-License-Identifier: Apache-2.0

import json
import os
import stat
from pathlib import Path

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.shieldingdata import revisions
from shieldwiz.shieldingdata.revisions import FILE_NAME, RevisionMemory

A, B = "a" * 64, "b" * 64
OWNER, STRANGER = "0" * 64, "f" * 64
ONE, TWO = "62912200-dced-4381-bdcb-dbac70620045", "a52a28b3-ff0c-47bc-896e-59b03f57fc12"


def reason(memory: RevisionMemory, file_id: str, revision: int, sha256: str) -> str:
    warning = memory.notice(file_id, OWNER, revision, sha256)
    return "" if warning is None else warning.reason


def test_an_older_file_is_noticed(tmp_path: Path) -> None:
    memory = RevisionMemory(tmp_path)
    assert reason(memory, ONE, 3, A) == ""
    assert reason(memory, ONE, 3, A) == ""
    assert reason(memory, ONE, 2, B) == "older"
    assert reason(memory, ONE, 3, B) == "other"
    assert reason(memory, TWO, 1, B) == ""
    assert reason(memory, ONE, 4, B) == ""
    assert reason(RevisionMemory(tmp_path), ONE, 3, A) == "older"


def test_the_warning_says_what_was_seen(tmp_path: Path) -> None:
    memory = RevisionMemory(tmp_path)
    memory.notice(ONE, OWNER, 7, A)
    warning = memory.notice(ONE, OWNER, 5, B)
    assert warning is not None
    assert warning.sentence.startswith("You have seen a newer one: this is revision 5")
    assert "revision 7" in warning.sentence


def test_it_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "home"
    RevisionMemory(folder).notice(ONE, OWNER, 1, A)
    document = json.loads((folder / FILE_NAME).read_text("utf-8"))
    assert document == {
        "schema": "shieldwiz/revisions/1",
        "revisions": {f"{ONE} {OWNER}": {"revision": 1, "sha256": A}},
    }
    if os.name != "nt":
        assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    memory = RevisionMemory(tmp_path)
    memory.notice(ONE, OWNER, 2, A)
    before = (tmp_path / FILE_NAME).stat().st_mtime_ns
    memory.notice(ONE, OWNER, 1, A)
    memory.notice(ONE, OWNER, 2, A)
    assert (tmp_path / FILE_NAME).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"schema": "shieldwiz/revisions/2", "revisions": {}}',
        b'{"schema": "shieldwiz/revisions/1"}',
        b'{"schema": "shieldwiz/revisions/1", "revisions": []}',
        b'{"schema": "shieldwiz/revisions/1", "revisions": {"a": {"revision": "1", "sha256": ""}}}',
        b'{"schema": "shieldwiz/revisions/1", "revisions": {"a": {"revision": 1, "sha256": "x"}}}',
        b'{"schema": "shieldwiz/revisions/1", "revisions": {"a": {"revision": 1}}}',
        b'{"schema": "shieldwiz/revisions/1", "revisions": {"a": 1}}',
    ],
)
def test_a_damaged_memory_is_said_and_begins_anew(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(damaged)
    memory = RevisionMemory(tmp_path)
    assert reason(memory, ONE, 2, A) == "memory-lost"
    assert reason(memory, ONE, 1, A) == "older"


def test_too_large_a_memory_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = RevisionMemory(tmp_path)
    memory.notice(ONE, OWNER, 1, A)
    monkeypatch.setattr(revisions, "_MAX_BYTES", 10)
    assert reason(memory, TWO, 1, A) == "memory-lost"


def test_what_was_seen_longest_ago_is_forgotten_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MAX_REMEMBERED", 2)
    memory = RevisionMemory(tmp_path)
    memory.notice(ONE, OWNER, 5, A)
    memory.notice(TWO, OWNER, 5, A)
    memory.notice(ONE, OWNER, 6, A)
    memory.notice("third", OWNER, 1, A)
    assert reason(memory, ONE, 1, A) == "older"
    assert reason(memory, TWO, 1, A) == ""


def test_a_memory_that_cannot_be_read_is_no_empty_one(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(ShieldwizError) as caught:
        RevisionMemory(tmp_path).notice(ONE, OWNER, 1, A)
    assert caught.value.problem is Problem.KIND


def test_comparing_alone_remembers_nothing(tmp_path: Path) -> None:
    memory = RevisionMemory(tmp_path / "home")
    assert memory.compare(ONE, OWNER, 3, A) is None
    assert not (tmp_path / "home").exists()
    memory.notice(ONE, OWNER, 3, A)
    for revision, sha256, expected in ((2, B, "older"), (3, B, "other"), (3, A, ""), (4, B, "")):
        warning = memory.compare(ONE, OWNER, revision, sha256)
        assert ("" if warning is None else warning.reason) == expected
    assert reason(memory, ONE, 3, A) == ""
    (memory_file := tmp_path / "home" / FILE_NAME).write_bytes(b"{")
    damaged = memory.compare(ONE, OWNER, 1, A)
    assert (damaged is not None and damaged.reason, memory_file.read_bytes()) == ("memory-lost", b"{")


def test_what_a_person_decided_for_counts_from_then_on(tmp_path: Path) -> None:
    memory = RevisionMemory(tmp_path)
    memory.notice(ONE, OWNER, 9, A)
    assert memory.notice(ONE, OWNER, 2, B, in_place_of_newer=True) is None
    assert reason(memory, ONE, 2, B) == ""
    assert reason(memory, ONE, 1, A) == "older"
    assert reason(memory, ONE, 3, A) == ""


def test_a_file_by_somebody_else_says_nothing_of_this_one(tmp_path: Path) -> None:
    """Anybody can write any id and revision into a file of his own."""
    memory = RevisionMemory(tmp_path)
    memory.notice(ONE, OWNER, 3, A)
    assert memory.notice(ONE, STRANGER, 4_294_967_295, B) is None
    assert reason(memory, ONE, 3, A) == ""
    assert reason(memory, ONE, 4, B) == ""
    assert reason(memory, ONE, 3, A) == "older"
    first = RevisionMemory(tmp_path / "stranger first")
    first.notice(ONE, STRANGER, 4_294_967_295, B)
    assert reason(first, ONE, 1, A) == ""


def test_records_without_an_owner_still_count(tmp_path: Path) -> None:
    old = {"schema": "shieldwiz/revisions/1", "revisions": {ONE: {"revision": 3, "sha256": A}}}
    (tmp_path / FILE_NAME).write_text(json.dumps(old), "utf-8")
    memory = RevisionMemory(tmp_path)
    for revision, sha256, expected in ((2, B, "older"), (3, B, "other"), (3, A, "")):
        warning = memory.compare(ONE, OWNER, revision, sha256)
        assert ("" if warning is None else warning.reason) == expected
    assert reason(memory, ONE, 2, B) == "older"
    assert memory.notice(ONE, OWNER, 2, B, in_place_of_newer=True) is None
    assert reason(memory, ONE, 2, B) == ""
    assert memory.compare(ONE, STRANGER, 2, B) is not None
