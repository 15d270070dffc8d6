# SPDX-License-Identifier: Apache-2.0
"""What the preflight answers: findings with their places, and whether the VM will be reachable."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding counts."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Effect(StrEnum):
    """What a finding means for reaching the VM, after the policy was applied."""

    NO = "no"
    UNSURE = "unsure"
    NONE = "none"


class Reach(StrEnum):
    """Will this VM be reachable? It is said of the file, not of the hoster's network."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding stands: in the answer file (line from 1, element path without any value), or in another `file`.

    `line` is 0 where the whole file is meant.
    """

    line: int = 0
    path: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that fired, with all its places. Holds no password, no key and no command."""

    id: str
    severity: Severity
    effect: Effect
    message: str
    fix: str
    where: tuple[Place, ...]
    is_accepted: bool = False

    @property
    def is_error(self) -> bool:
        """Whether it stands against sealing the file: an error that nobody accepted."""
        return self.severity is Severity.ERROR and not self.is_accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """The findings in the order of the rules, and the verdict over them.

    `reason` is the rest of the sentence "This VM will be reachable: ...". `system` is windows, linux, or "" where the
    file could not be read.
    """

    system: str
    reach: Reach
    reason: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that are left."""
        return tuple(finding for finding in self.findings if finding.is_error)
