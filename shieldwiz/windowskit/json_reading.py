# SPDX-License-Identifier: Apache-2.0
"""JSON that came from elsewhere, read field by field: every value is of its kind, or the file is refused."""

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

from shieldwiz.errors import Problem, ShieldwizError

_Value = TypeVar("_Value")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_TEXT = 4096


class Fields:
    """One JSON object. Each method takes a key and raises `KIND` (naming it) where its value is of another kind."""

    def __init__(self, value: object, what: str) -> None:
        self._what = what
        if not isinstance(value, dict):
            raise self._bad("an object")
        self._values: dict[str, Any] = value

    @classmethod
    def parse(cls, data: bytes, schema: str, what: str, limit: int) -> "Fields":
        """The object in a JSON file of that schema. Raises `SIZE`, `KIND`."""
        if len(data) > limit:
            raise ShieldwizError(Problem.SIZE, f"This is too large for {what}.", "Check that this is the right file.")
        try:
            value = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict) or value.get("schema") != schema:
            raise ShieldwizError(
                Problem.KIND, f"This is not {what}: JSON with the schema {schema}.", "Choose another file."
            )
        return cls(value, what)

    def text(self, key: str) -> str:
        """A text of at most 4,096 characters."""
        value = self._values.get(key)
        if not isinstance(value, str) or len(value) > _MAX_TEXT:
            raise self._bad(key)
        return value

    def sha256(self, key: str) -> str:
        """64 lower-case hex digits."""
        value = self.text(key)
        if _SHA256.fullmatch(value) is None:
            raise self._bad(key)
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._values.get(key)
        if not isinstance(value, bool):
            raise self._bad(key)
        return value

    def number(self, key: str) -> int:
        """A whole number from 0."""
        value = self._values.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._bad(key)
        return value

    def long_text(self, key: str) -> str:
        """A text of any length."""
        value = self._values.get(key)
        if not isinstance(value, str):
            raise self._bad(key)
        return value

    def fields(self, key: str) -> "Fields":
        """An object inside."""
        return Fields(self._values.get(key), f"{self._what}, {key}")

    def perhaps(self, key: str, read: Callable[[str], _Value]) -> _Value | None:
        """What `read` makes of the key, or None where it is missing or null."""
        return None if self._values.get(key) is None else read(key)

    def list_of(self, key: str, read: Callable[["Fields"], _Value]) -> tuple[_Value, ...]:
        """A list of objects, each read by `read`."""
        value = self._values.get(key)
        if not isinstance(value, list):
            raise self._bad(key)
        return tuple(read(Fields(one, f"{self._what}, {key}")) for one in value)

    def names(self) -> frozenset[str]:
        """The keys."""
        return frozenset(self._values)

    def _bad(self, what: str) -> ShieldwizError:
        return ShieldwizError(
            Problem.KIND, f"{self._what[:1].upper()}{self._what[1:]} is damaged: {what}.", "Take it again as it was."
        )
