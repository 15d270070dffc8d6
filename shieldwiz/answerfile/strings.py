# SPDX-License-Identifier: Apache-2.0
"""Substitution strings: the names between @ signs that the hoster's fabric fills in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from shieldwiz.assets import asset

TOKEN = re.compile(r"(?<![\w@])(@?)@([A-Za-z][A-Za-z0-9_]*(?:-[0-9]+)*)@(@?)(?![\w@])")
_SHORTEST_STEM = 5  # below it, two letters more or less make any word of any other
_LONGEST_NAME = 40
_MOST_EDITS = 2


class Kind(StrEnum):
    """How well a string is known."""

    KNOWN = "known"
    CASE = "case"
    DOUBLE = "double"
    MISSPELT = "misspelt"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Strings of one meaning; `numbers` says how many follow the name: none, an adapter, or an adapter and a number."""

    name: str
    numbers: int
    stem: str
    meaning: str
    form: str
    example: str
    elements: tuple[str, ...]
    doubt: str

    def string(self, numbers: tuple[int, ...]) -> str:
        """The string with these numbers; what is missing is 1."""
        filled = (*numbers, 1, 1)[: self.numbers]
        return "@" + "-".join((self.name, *map(str, filled))) + "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A string as it was found. `right` is the known string that it is or is taken for, `""` where there is none."""

    text: str
    kind: Kind
    family: Family | None = None
    numbers: tuple[int, ...] = ()

    @property
    def right(self) -> str:
        """How it is written rightly."""
        return self.family.string(self.numbers) if self.family is not None else ""


@cache
def families() -> tuple[Family, ...]:
    """All families, in the order in which people are told of them."""
    table = json.loads(asset("answerfile/strings.json").read_text(encoding="utf-8"))
    return tuple(Family(**{**one, "elements": tuple(one["elements"])}) for one in table["families"])


@cache
def _stems() -> dict[str, Family]:
    """Every stem that stands for a family: its own, and what people write instead."""
    table = json.loads(asset("answerfile/strings.json").read_text(encoding="utf-8"))
    by_name = {family.name: family for family in families()}
    aliases = {alias: by_name[name] for alias, name in table["aliases"].items()}
    return aliases | {family.stem: family for family in families()}


def find_tokens(text: str) -> Iterator[Token]:
    """The strings in a text, in order."""
    if "@" in text:
        for match in TOKEN.finditer(text):
            yield _classify(match[0], match[2], is_double=bool(match[1] or match[3]))


@lru_cache(maxsize=4096)
def _classify(text: str, name: str, *, is_double: bool) -> Token:
    known = _exact(name)
    if known is not None:
        family, numbers = known
        is_same = family.string(numbers) == f"@{name}@"
        kind = Kind.DOUBLE if is_double else Kind.KNOWN if is_same else Kind.CASE
        return Token(text=text, kind=kind, family=family, numbers=numbers)
    meant = _meant(name) if len(name) <= _LONGEST_NAME else None
    if meant is None:
        return Token(text=text, kind=Kind.UNKNOWN)
    numbers = tuple(max(1, int(one[:6])) for one in re.findall(r"(?<=[-_])[0-9]+", name))
    return Token(text=text, kind=Kind.MISSPELT, family=meant, numbers=numbers[: meant.numbers])


def _exact(name: str) -> tuple[Family, tuple[int, ...]] | None:
    """The family of a name that is right but for its case, with its numbers from 1."""
    base, *numbers = name.split("-")
    for family in families():
        if base.lower() == family.name.lower() and len(numbers) == family.numbers:
            if all(re.fullmatch(r"[1-9][0-9]{0,5}", one) for one in numbers):
                return family, tuple(int(one) for one in numbers)
            return None
    return None


def _meant(name: str) -> Family | None:
    """The family that a wrong name stands for."""
    lower = name.lower()
    base = re.sub(r"[-_]", "", re.sub(r"(?:[-_][0-9]+)+$", "", lower))
    stem = re.sub(r"[0-9]", "", base)
    found = _stems().get(base) or _stems().get(stem)
    if found is not None or len(stem) < _SHORTEST_STEM:
        return found
    near = [(edits(stem, re.sub(r"[0-9]", "", family.stem)), family) for family in families()]
    fewest, family = min(near, key=lambda one: one[0])
    return family if fewest <= _MOST_EDITS else None


def edits(first: str, second: str) -> int:
    """How many letters must be changed, put in or left out; 3 where it is more than 2."""
    if abs(len(first) - len(second)) > _MOST_EDITS or len(set(first) ^ set(second)) > 2 * _MOST_EDITS:
        return _MOST_EDITS + 1
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return min(row[-1], _MOST_EDITS + 1)
