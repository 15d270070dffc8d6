# SPDX-License-Identifier: Apache-2.0
"""Things that people keep under a name on this computer: one folder each, with a small JSON record in it.

The folder's own name is made once and means nothing; the record holds the name, so that renaming is one atomic write.
Every change is made under one lock and looks at the disk again first, so two programs never lose each other's work.
"""

import json
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.files import folders_in, locked, make_private_folder, read_file, remove_folder, write_file, write_folder
from shieldwiz.foreign_text import is_plain, shown
from shieldwiz.temporary_files import remove_abandoned

MAX_NAME = 64  # Windows keeps guardians under names of at most 64 characters
_MAX_RECORD = 1 << 20
_MAX_FILE = 16 << 20  # any file of a kept thing
_ASIDE = ".removed"
_KEPT_ASIDE = 32  # things that were removed last
_FOLDER_NAME = re.compile(r"[a-z0-9-]{1,64}")
_FINGERPRINT_LIKE = re.compile(r"[0-9a-fA-F]{64}|[0-9]{60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFolder:
    """One kept thing: its name, its folder, and its record (JSON values, without the name)."""

    name: str
    folder: Path
    record: Mapping[str, Any]


def check_name(name: str) -> None:
    """Raise `NAME` unless `name` is 1 to 64 plain characters that are not a fingerprint."""
    hint = f"Choose a name of 1 to {MAX_NAME} characters, without line breaks or invisible characters."
    if not name or len(name) > MAX_NAME or not is_plain(name):
        raise ShieldwizError(Problem.NAME, f"{shown(name, 80)!r} cannot be used as a name.", hint)
    if _FINGERPRINT_LIKE.fullmatch(name):
        raise ShieldwizError(Problem.NAME, "A name must not look like a fingerprint.", hint)


class NamedFolders:
    """All things of one kind (`guardian`, `owner`) under one folder.

    Raises `NAME_UNKNOWN`, `NAME_TAKEN`, `NAME`, and what `files` raises.
    """

    def __init__(
        self, folder: Path, kind: str, *, superseded: Callable[[NamedFolder], Iterable[Path]] = lambda _: ()
    ) -> None:
        """`superseded` names the files of an entry that its record points to no more; the next change removes them."""
        self.folder = folder
        self.kind = kind
        self._superseded = superseded
        self._record_name = f"{kind}.json"

    def all(self) -> tuple[NamedFolder, ...]:
        """Everything that is kept, by name; folders whose record is damaged are left out (see `damaged`)."""
        found = (self._read(folder) for folder in folders_in(self.folder))
        return tuple(sorted((entry for entry in found if entry is not None), key=lambda entry: entry.name.casefold()))

    def damaged(self) -> tuple[Path, ...]:
        """Folders that hold no readable record. Nothing is ever removed from them."""
        return tuple(folder for folder in folders_in(self.folder) if self._read(folder) is None)

    def reread(self, entry: NamedFolder) -> NamedFolder | None:
        """What is in an entry's folder now, where another program changed it since; None where it is as it was."""
        now = self._read(entry.folder)
        return now if now != entry else None

    def find(self, name: str) -> NamedFolder:
        """The thing of that name, upper and lower case alike."""
        wanted = _same(name)
        for entry in self.all():
            if _same(entry.name) == wanted:
                return entry
        raise ShieldwizError(
            Problem.NAME_UNKNOWN,
            f"There is no {self.kind} named {shown(name, 80)!r} on this computer.",
            f"`shieldwiz {self.kind} list` shows the names.",
        )

    def add(self, name: str, record: Mapping[str, Any], files: Mapping[str, bytes]) -> NamedFolder:
        """Keep a new thing: a folder with `files` and the record."""
        check_name(name)
        with self._locked():
            self._refuse_taken(name)
            folder = self.folder / f"{_slug(name)}-{secrets.token_hex(4)}"
            write_folder(folder, {**files, self._record_name: _encode(name, record)})
        return NamedFolder(name=name, folder=folder, record=record)

    def change(
        self,
        name: str,
        change: Callable[[NamedFolder], Mapping[str, Any]],
        files: Mapping[str, bytes] | None = None,
    ) -> NamedFolder:
        """Change a record: `change` gets the entry as it is on disk now and returns the new record.

        `files` are written before the record, which is what makes the change happen; where the record stays as it is,
        the last of the files does.
        """
        with self._locked():
            entry = self.find(name)
            record = change(entry)
            for file_name, data in (files or {}).items():
                write_file(entry.folder / file_name, data, overwrite=True, secret=True)
            if record != entry.record:
                data = _encode(entry.name, record)
                write_file(entry.folder / self._record_name, data, overwrite=True, secret=True)
        return NamedFolder(name=entry.name, folder=entry.folder, record=record)

    def rename(self, old: str, new: str) -> None:
        """Give a thing another name."""
        check_name(new)
        with self._locked():
            entry = self.find(old)
            if _same(new) != _same(entry.name):
                self._refuse_taken(new)
            data = _encode(new, entry.record)
            write_file(entry.folder / self._record_name, data, overwrite=True, secret=True)

    def remove(self, name: str) -> None:
        """Remove a thing and its files."""
        with self._locked():
            remove_folder(self.find(name).folder)

    def set_aside(self, name: str) -> str:
        """Remove a thing so that `bring_back` can undo it. Returns what that needs; the last few alone are kept."""
        with self._locked():
            return self._move_aside(self.find(name).folder)

    def copy_aside(self, name: str) -> str:
        """Keep a copy of a thing as it is now, for `bring_back` after a change. Returns what that needs."""
        with self._locked():
            folder = self.find(name).folder
            copied = self.folder / f"{folder.name.rpartition('-')[0]}-{secrets.token_hex(4)}"
            write_folder(copied, {path.name: read_file(path, _MAX_FILE) for path in folder.iterdir() if path.is_file()})
            return self._move_aside(copied)

    def bring_back(self, token: str, *, in_place_of_other: bool = False) -> str:
        """Undo a removal or (`in_place_of_other`) a change: what was set aside is there again. Returns its name.

        Raises `NAME_TAKEN` where something else has the name by now, and `NOT_FOUND` where it is not kept any more.
        """
        with self._locked():
            folder = self.folder / _ASIDE / token
            entry = self._read(folder) if _FOLDER_NAME.fullmatch(token) else None
            if entry is None:
                raise ShieldwizError(Problem.NOT_FOUND, f"This {self.kind} is not kept any more.", "Import it again.")
            for other in self.all():
                if in_place_of_other and _same(other.name) == _same(entry.name):
                    self._move_aside(other.folder)
            self._refuse_taken(entry.name)
            _move(folder, self.folder / token)
            return entry.name

    def _move_aside(self, folder: Path) -> str:
        aside = self.folder / _ASIDE
        make_private_folder(aside)
        _move(folder, aside / folder.name)
        oldest_first = sorted(aside.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in oldest_first[:-_KEPT_ASIDE]:
            remove_folder(old)
        return folder.name

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with locked(self.folder):
            for folder in (self.folder, *folders_in(self.folder)):
                remove_abandoned(folder)
            for entry in self.all():
                for file in self._superseded(entry):
                    with suppress(OSError):
                        file.unlink()
            yield

    def _read(self, folder: Path) -> NamedFolder | None:
        try:
            record = json.loads(read_file(folder / self._record_name, _MAX_RECORD))
        except (ShieldwizError, ValueError, RecursionError):
            return None
        name = record.pop("name", None) if isinstance(record, dict) else None
        return NamedFolder(name=name, folder=folder, record=record) if isinstance(name, str) else None

    def _refuse_taken(self, name: str) -> None:
        wanted = _same(name)
        if any(_same(entry.name) == wanted for entry in self.all()):
            raise ShieldwizError(
                Problem.NAME_TAKEN,
                f"There is already {'an' if self.kind[0] in 'aeiou' else 'a'} {self.kind} named {shown(name, 80)!r}.",
                "Choose another name.",
            )


def _move(old: Path, new: Path) -> None:
    try:
        old.rename(new)
        os.utime(new)  # what was moved last counts as newest
    except OSError as error:
        raise ShieldwizError(
            Problem.WRITE_FAILED, f"{shown(str(old))} could not be moved: {(error.strerror or '').lower()}."
        ) from error


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _slug(name: str) -> str:
    """A harmless beginning for a folder name, so that a person finds it in a file manager."""
    return re.sub(r"[^a-z0-9]+", "-", _same(name)).strip("-")[:32] or "named"


def _encode(name: str, record: Mapping[str, Any]) -> bytes:
    text = json.dumps({"name": name, **record}, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"  # a file name that is no text becomes \udc80: JSON, too
