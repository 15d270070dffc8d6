# SPDX-License-Identifier: Apache-2.0
"""What the window and its worker processes say to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shieldwiz.errors import ShieldwizError


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One piece of work: `module:function` and its arguments by name."""

    work: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The worker has started, or has imported what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far the work is: `done` of `total`, and what is being done now."""

    done: int
    total: int
    activity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The end of a piece of work. Exactly one of the four says how it ended; `bug` holds the words of a traceback."""

    result: Any = None
    error: ShieldwizError | None = None
    was_cancelled: bool = False
    bug: str = ""


STOP = "stop"
