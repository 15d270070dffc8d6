# SPDX-License-Identifier: Apache-2.0
"""A disk that fails, and a program that dies, at the n-th call that writes: without help of the system, so anywhere."""

import errno
import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from shieldwiz.errors import ShieldwizError

KILL = "kill"
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CALLS = ("open", "write", "fsync", "link", "rename", "replace", "unlink", "rmdir", "mkdir", "chmod")
# A full disk still lets go of things.
_TAKES_ROOM = frozenset({"open", "write", "fsync", "link", "rename", "replace", "mkdir"})


class Killed(BaseException):
    """The program is dead: nothing that it still does has any effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens at the call number `at` (from 1): `kind` is `kill`, before the call does anything, or an error.

    An error comes once, or `lasts` from there on.
    """

    at: int
    kind: str
    lasts: bool = False


@dataclass(slots=True)
class FaultLayer:
    """Counts the calls that write, and lets one of them fail."""

    fault: Fault | None
    calls: list[str] = field(default_factory=list)
    _ours: dict[int, tuple[int, int]] = field(default_factory=dict)

    def run(self, save: Callable[[], object], patch: pytest.MonkeyPatch) -> str:
        """Save under the fault. Returns `done`, `killed`, or the words of the error that came out.

        Another exception than the program's own goes on.
        """
        with patch.context() as patched:
            for name in _CALLS:
                patched.setattr(os, name, self._failing(name, getattr(os, name)))
            patched.setattr(fcntl, "flock", self._failing("flock", fcntl.flock))
            try:
                save()
            except Killed:
                self._close_all()
                return "killed"
            except ShieldwizError as error:
                return error.message
        return "done"

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if not self._counts(name, arguments):
                return real(*arguments, **named)
            self.calls.append(name)
            self._strike(name)
            if name == "fsync":
                return None  # slow, and power does not fail here
            result = real(*arguments, **named)
            if name == "open":
                self._ours[result] = _identity(result)
            return result

        return call

    def _close_all(self) -> None:
        """What the system does for the dead, which gives their locks back."""
        for descriptor, identity in self._ours.items():
            with suppress(OSError):
                if _identity(descriptor) == identity:
                    os.close(descriptor)

    def _counts(self, name: str, arguments: tuple[Any, ...]) -> bool:
        if name == "open":
            return bool(arguments[1] & _WRITING)
        if name == "write":
            return arguments[0] in self._ours
        return True

    def _strike(self, name: str) -> None:
        fault = self.fault
        if fault is None or len(self.calls) < fault.at:
            return
        if fault.kind == KILL:
            raise Killed
        if fault.kind in ERRORS and (len(self.calls) == fault.at or (fault.lasts and self._still_fails(name))):
            number = getattr(errno, fault.kind)
            raise OSError(number, os.strerror(number))

    def _still_fails(self, name: str) -> bool:
        assert self.fault is not None
        return name in _TAKES_ROOM if self.fault.kind in {"ENOSPC", "EDQUOT"} else name != "flock"


def _identity(descriptor: int) -> tuple[int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino
