# SPDX-License-Identifier: Apache-2.0
"""The one table from what happened to the exit code that scripts see."""

from collections.abc import Iterable
from enum import IntEnum

from shieldwiz.errors import DecisionNeededError, Problem, ShieldwizError


class ExitCode(IntEnum):
    """Exit codes of every command."""

    WELL = 0
    COULD_NOT = 1
    USAGE = 2
    REFUSED = 3
    DECIDE = 4
    BUG = 70
    INTERRUPTED = 130


_COULD_NOT = frozenset(
    {
        Problem.NOT_FOUND,
        Problem.NO_PERMISSION,
        Problem.EXISTS,
        Problem.READ_FAILED,
        Problem.WRITE_FAILED,
        Problem.SAME_FILE,
        Problem.BUSY,
        Problem.NAME_TAKEN,
        Problem.NAME_UNKNOWN,
        Problem.NETWORK,
        Problem.PASSPHRASE_WRONG,
        Problem.NOT_A_RECIPIENT,
        Problem.KEY_FILE_OPEN,
    }
)
_USAGE = frozenset(
    {
        Problem.NAME,
        Problem.FINGERPRINT,
        Problem.PASSPHRASE,
        Problem.PASSPHRASE_NEEDED,
        Problem.USAGE,
        Problem.RECIPE,
    }
)
_DECIDE = frozenset({Problem.DECISION_NEEDED, Problem.GUARDIAN_CHANGED})
_BY_VERDICT = {
    "trusted": ExitCode.WELL,
    "accepted": ExitCode.WELL,
    "decide": ExitCode.DECIDE,
    "refused": ExitCode.REFUSED,
}


def exit_code_of(error: ShieldwizError) -> ExitCode:
    """The exit code of a command that ended with this error: refused, unless the tables above say otherwise."""
    problem = error.problem
    if problem in _COULD_NOT:
        return ExitCode.COULD_NOT
    if problem in _USAGE:
        return ExitCode.USAGE
    if problem in _DECIDE or isinstance(error, DecisionNeededError):
        return ExitCode.DECIDE
    return ExitCode.REFUSED


def exit_code_of_verdict(word: str | None) -> ExitCode:
    """The exit code for a verdict word; None is a file that could not be read."""
    return ExitCode.COULD_NOT if word is None else _BY_VERDICT[word]


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """The worst of several: refused, then decide, then could not, then well."""
    order = (ExitCode.REFUSED, ExitCode.DECIDE, ExitCode.COULD_NOT)
    seen = set(codes)
    return next((code for code in order if code in seen), ExitCode.WELL)
