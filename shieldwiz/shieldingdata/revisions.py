# SPDX-License-Identifier: Apache-2.0
"""What this computer remembers of each shielding data file, so that an older one put in its place is noticed.

Source: FORMATS 4.8. Nothing in a file can show that a newer one exists; a new computer cannot notice. Anybody can write
any id and revision into a file of his own, so a file is remembered by its id together with its owner.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import locked, read_file, write_file

FILE_NAME = "revisions.json"
SCHEMA = "shieldwiz/revisions/1"
MAX_REMEMBERED = 50_000  # files; those seen longest ago are forgotten first
_MAX_BYTES = 16 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionWarning:
    """Why a file may not be the one that was last seen. `reason`: `older`, `other`, or `memory-lost`."""

    reason: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    revision: int
    sha256: str


_MEMORY_LOST = RevisionWarning(
    reason="memory-lost",
    sentence="This computer's memory of revisions was damaged and begins anew: an older file put in place of a newer "
    "one would not have been noticed.",
)


class RevisionMemory:
    """The memory in `folder`: highest revision and SHA-256 of every file, by its id and its owner.

    Records from before owners were written count for every owner of that id that has no record yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def compare(self, file_id: str, owner: str, revision: int, sha256: str) -> RevisionWarning | None:
        """Compare a file with what is remembered, and remember nothing. Arguments as for `notice`.

        Raises what reading raises; a damaged memory is a warning.
        """
        remembered, is_damaged = self._read()
        return _MEMORY_LOST if is_damaged else _compare(_find(remembered, file_id, owner), revision, sha256)

    def notice(
        self, file_id: str, owner: str, revision: int, sha256: str, *, in_place_of_newer: bool = False
    ) -> RevisionWarning | None:
        """Compare a file that was just verified or made with what is remembered, and remember the newer one.

        `owner`: the fingerprint of its owner, whose signature on it was verified; `sha256`: of the whole file; both 64
        lower-case hex digits. `in_place_of_newer`: a person decided that this one counts
        from now on, whatever was seen; then nothing is compared. Takes the folder's lock, so the caller must not hold
        it. Raises `BUSY` and what reading and writing raise; a damaged memory is a warning, and begins anew.
        """
        with locked(self._folder):
            remembered, is_damaged = self._read()
            seen = None if in_place_of_newer else _find(remembered, file_id, owner)
            if seen is None or revision > seen.revision:
                remembered.pop(_key(file_id, owner), None)
                remembered[_key(file_id, owner)] = _Seen(revision=revision, sha256=sha256)
                self._write(remembered)
        return _MEMORY_LOST if is_damaged else _compare(seen, revision, sha256)

    def _read(self) -> tuple[dict[str, _Seen], bool]:
        """What is remembered, and whether the memory was damaged."""
        try:
            document = json.loads(read_file(self._folder / FILE_NAME, _MAX_BYTES))
            if document["schema"] != SCHEMA:
                return {}, True
            return {str(key): _seen(value) for key, value in document["revisions"].items()}, False
        except ShieldwizError as error:
            if error.problem is Problem.NOT_FOUND:
                return {}, False
            if error.problem is Problem.SIZE:
                return {}, True
            raise
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}, True

    def _write(self, remembered: dict[str, _Seen]) -> None:
        newest = list(remembered.items())[-MAX_REMEMBERED:]
        revisions = {key: {"revision": seen.revision, "sha256": seen.sha256} for key, seen in newest}
        text = json.dumps({"schema": SCHEMA, "revisions": revisions}, indent=1)
        write_file(self._folder / FILE_NAME, text.encode("utf-8"), overwrite=True, secret=True)


def _key(file_id: str, owner: str) -> str:
    return f"{file_id} {owner}"


def _find(remembered: dict[str, _Seen], file_id: str, owner: str) -> _Seen | None:
    return remembered.get(_key(file_id, owner), remembered.get(file_id))


def _seen(value: dict[str, object]) -> _Seen:
    revision, sha256 = value["revision"], value["sha256"]
    if not isinstance(revision, int) or not isinstance(sha256, str) or _SHA256.fullmatch(sha256) is None:
        raise ValueError(revision)
    return _Seen(revision=revision, sha256=sha256)


def _compare(seen: _Seen | None, revision: int, sha256: str) -> RevisionWarning | None:
    if seen is None:
        return None
    if revision < seen.revision:
        return RevisionWarning(
            reason="older",
            sentence=f"You have seen a newer one: this is revision {revision}, and this computer has seen revision "
            f"{seen.revision}. Somebody may have put an older file in its place.",
        )
    if revision == seen.revision and sha256 != seen.sha256:
        return RevisionWarning(
            reason="other",
            sentence=f"This computer has seen another file with the same id and revision {revision}. The owner made "
            "two of them, or somebody put one in the other's place.",
        )
    return None
