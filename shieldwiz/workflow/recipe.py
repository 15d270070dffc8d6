# SPDX-License-Identifier: Apache-2.0
"""A build as TOML, without secrets: what `build` makes a file from, and what `--save-recipe` writes.

Paths in it are relative to the recipe's own folder.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

import tomli_w

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.shieldingdata.purpose import Policy, Purpose, VersionRule
from shieldwiz.workflow import guardians, volume_ids
from shieldwiz.workflow.answer_files import known_rules
from shieldwiz.workflow.draft import Draft, DraftDisk, missing
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import read_input
from shieldwiz.workflow.report import schema

MAX_RECIPE = 256 << 10
_SCHEMA = schema("recipe")
_MAX_MARKS = 1_000  # outside of texts; a recipe that is full to the last file has 250
_QUOTED = (  # a text in any of its four forms, or a comment; none begins twice, so that this takes one pass
    r""""{3}(?:\\.|(?!"{3}).)*+(?:"{3})?|'{3}(?:(?!'{3}).)*+(?:'{3})?|"(?:\\.|[^"\\\n])*+"?|'[^'\n]*+'?|\#[^\n]*+"""
)
_TEXTS = ("output", "owner", "description", "answer-file", "key-protector", "receipt", "windows-kit")
_LISTS = ("guardians", "volume-ids", "other-files", "allow")
_DISKS = "disks"  # template disks that have no description file of their own
_DISK_KEYS = ("name", "version", "rule", "certificate")
_WORDS: Mapping[str, type[StrEnum]] = {"policy": Policy, "purpose": Purpose}
_PATHS = frozenset({"output", "answer-file", "key-protector", "receipt", "windows-kit", "volume-ids", "other-files"})


def read_recipe(name: str, changes: Sequence[str] = ()) -> Draft:
    """The draft of a recipe file, with `KEY=VALUE` changes made to it. Raises `RECIPE` naming the key."""
    try:
        values = parse_recipe(read_input(name, MAX_RECIPE))
    except (ValueError, RecursionError) as error:
        raise _bad(f"{shown(name)} is not a recipe: {shown(str(error))}") from error
    if values.pop("schema", None) != _SCHEMA:
        raise _bad(f"{shown(name)} is not a recipe: its first line must be schema = {_SCHEMA!r}")
    folder = Path(name).parent if name != "-" else Path()
    changed = dict(_parse_change(text) for text in changes)
    return _draft({**_rebased(values, folder), **changed})


def parse_recipe(data: bytes) -> dict[str, Any]:
    """The keys and values in a TOML file. Raises ValueError or RecursionError where it is none.

    What nests and what is listed is counted first: for a key of many parts the library takes minutes and gigabytes.
    """
    text = data.decode("utf-8")
    outside = re.sub(_QUOTED, "", text, flags=re.DOTALL)
    if sum(outside.count(mark) for mark in ".,=[{") > _MAX_MARKS:
        raise ValueError("it has far more keys and entries than a recipe can have")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:  # Python refuses to read thousands of digits
        raise ValueError("a number in it is far too long") from error


def _rebased(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Relative paths of the recipe, seen from where the program runs."""

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [moved(one) for one in value]
        return str(folder / value) if isinstance(value, str) and value else value

    return {key: moved(value) if key in _PATHS else value for key, value in values.items()}


def _parse_change(text: str) -> tuple[str, Any]:
    """`KEY=VALUE`; VALUE is TOML where it is such (a list, a quoted text), else the text itself."""
    key, equals, value = text.partition("=")
    if not equals or key not in {*_TEXTS, *_LISTS, *_WORDS}:
        raise ShieldwizError(
            Problem.USAGE,
            f"{shown(text)!r} does not set a key of a recipe.",
            f"Keys: {', '.join(sorted({*_TEXTS, *_LISTS, *_WORDS}))}.",
        )
    try:
        parsed = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        parsed = value
    return key, [parsed] if key in _LISTS and isinstance(parsed, str) else parsed


def _draft(values: Mapping[str, Any]) -> Draft:
    fields: dict[str, Any] = {}
    for key, value in values.items():
        field = key.replace("-", "_")
        if key in _TEXTS and isinstance(value, str):
            if value:  # empty is the same as left out
                fields[field] = value
        elif key in _LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value):
            fields[field] = tuple(value)
        elif key in _WORDS and isinstance(value, str):
            fields[field] = _word(key, value)
        elif key == _DISKS and isinstance(value, list):
            fields[field] = tuple(_disk(one) for one in value)
        elif key in {*_TEXTS, *_LISTS, *_WORDS, _DISKS}:
            raise _bad(f"{key} has a value of the wrong kind")
        else:
            raise _bad(f"{shown(key, 60)!r} is not a key of a recipe")
    return Draft(**fields)


def _disk(value: object) -> DraftDisk:
    """A template disk as it stands in the recipe itself: name, version, rule, certificate (base64 of its DER)."""
    if isinstance(value, dict) and value.keys() == set(_DISK_KEYS) and all(isinstance(v, str) for v in value.values()):
        disk = DraftDisk(**{**value, "rule": _version_rule(value["rule"])})
        try:
            volume_ids.from_draft(disk)
        except ShieldwizError as error:
            raise _bad(f"a table of {_DISKS} is not a template disk: {error.message.rstrip('.')}") from error
        return disk
    raise _bad(f"each table of {_DISKS} must have {', '.join(_DISK_KEYS)}, and nothing else")


def _version_rule(text: str) -> VersionRule:
    try:
        return VersionRule(text)
    except ValueError as error:
        raise _bad(f"rule is {shown(text, 60)!r}; it must be {' or '.join(VersionRule)}") from error


def _word(key: str, value: str) -> StrEnum:
    try:
        return _WORDS[key](value)
    except ValueError as error:
        allowed = " or ".join(word.value for word in _WORDS[key])
        raise _bad(f"{key} is {shown(value, 60)!r}; it must be {allowed}") from error


def encode_recipe(draft: Draft, folder: Path) -> bytes:
    """The TOML of a draft that will stand in `folder`: UTF-8, what is empty left out.

    Raises `RECIPE` for the name of a file that UTF-8 cannot write.
    """
    values: dict[str, Any] = {"schema": _SCHEMA}
    for key in (*_TEXTS, *_WORDS, *_LISTS):
        value = getattr(draft, key.replace("-", "_"))
        if not value:
            continue
        if isinstance(value, tuple):
            values[key] = [_relative(one, folder) if key in _PATHS else one for one in value]
        else:
            values[key] = _relative(value, folder) if key in _PATHS else str(value)
    if draft.disks:
        values[_DISKS] = [{key: str(getattr(disk, key)) for key in _DISK_KEYS} for disk in draft.disks]
    try:
        return tomli_w.dumps(values).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ShieldwizError(
            Problem.RECIPE,
            "A file's name is not text in UTF-8, and a recipe cannot hold such a name.",
            "Rename that file, or leave the recipe out.",
        ) from error


def _relative(path: str, folder: Path) -> str:
    """The path from `folder`, with slashes; as it is where there is no way (another drive)."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path


def make_draft(*, purpose: str, policy: str, **fields: Any) -> Draft:
    """A draft from the values of a command line."""
    return Draft(purpose=Purpose(purpose), policy=Policy(policy), **fields)


def check_draft(home: Home, draft: Draft) -> tuple[str, ...]:
    """Everything that is missing or wrong, a sentence each. Makes nothing."""
    found = list(missing(draft))
    files = [*draft.other_files, *((draft.answer_file,) if draft.answer_file else ())]
    lookups: list[Callable[[], object]] = [
        *(partial(home.owners.show, owner) for owner in (draft.owner,) if owner),
        *(partial(guardians.find_guardian, home, guardian) for guardian in draft.guardians),
        *(partial(volume_ids.read, file) for file in draft.volume_ids),
        *(partial(volume_ids.from_draft, disk) for disk in draft.disks),
        *(partial(_require_file, file) for file in files),
        partial(known_rules, draft.allow),
    ]
    for look_up in lookups:
        try:
            look_up()
        except ShieldwizError as error:
            found.append(f"{error.message} {error.hint}".rstrip())
    return tuple(found)


def _require_file(name: str) -> None:
    try:
        is_there = Path(name).is_file()
    except OSError:  # a name that is too long
        is_there = False
    if not is_there:
        raise ShieldwizError(Problem.NOT_FOUND, f"There is no file {shown(name)}.")


def _bad(what: str) -> ShieldwizError:
    return ShieldwizError(Problem.RECIPE, f"{what}.", "Correct the recipe; `shieldwiz recipe check` looks at it again.")
