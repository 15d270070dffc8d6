# SPDX-License-Identifier: Apache-2.0
"""The words in which every judgement is given: checks with an outcome each, and a verdict over them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Outcome(StrEnum):
    """What one check found. `NOT_EVALUATED` is a real third state: it never counts as passed."""

    PASS = "pass"
    NOTE = "note"
    WARN = "warn"
    FAIL = "fail"
    NOT_EVALUATED = "not-evaluated"


class VerdictWord(StrEnum):
    """Never just valid or invalid. `TRUSTED` alone may be shown in green."""

    TRUSTED = "trusted"
    ACCEPTED = "accepted"
    DECIDE = "decide"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One evaluated rule.

    `id` is the rule's stable name (`V05`, `key-usage`), `reason` a stable word for what was found (`expired`), by which
    a front end can look up its own sentence, `about` the certificate it speaks of (`signing`), and `detail` one plain
    English sentence. `is_open` marks what only a person can settle.
    """

    id: str
    outcome: Outcome
    detail: str
    reason: str = ""
    about: str = ""
    is_open: bool = False

    def settled(self, detail: str, outcome: Outcome = Outcome.NOTE) -> "Check":
        """The same check after a person's decision settled it."""
        return replace(self, outcome=outcome, detail=detail, is_open=False)


def has_failed(checks: Iterable[Check]) -> bool:
    """Whether any check failed."""
    return any(check.outcome is Outcome.FAIL for check in checks)


def open_ids(checks: Iterable[Check]) -> tuple[str, ...]:
    """The ids of the checks that wait for a person, each once, in order."""
    return tuple(dict.fromkeys(check.id for check in checks if check.is_open))
