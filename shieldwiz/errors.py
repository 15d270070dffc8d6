# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, as stable ids that stand in the documents, the JSON output and the help pages.

The core raises, the front ends phrase: the command line turns a `Problem` into an exit code in one table, and the
window turns it into a translated sentence in another.
"""

from enum import StrEnum
from typing import Any


class Problem(StrEnum):
    """Stable ids. An id never changes its meaning; a new meaning gets a new id."""

    # Something could not be done.
    NOT_FOUND = "not-found"
    NO_PERMISSION = "no-permission"
    EXISTS = "exists"
    READ_FAILED = "read-failed"
    WRITE_FAILED = "write-failed"
    SAME_FILE = "same-file"
    BUSY = "busy"
    NAME_TAKEN = "name-taken"
    NAME_UNKNOWN = "name-unknown"
    NETWORK = "network"
    PASSPHRASE_WRONG = "passphrase-wrong"

    # What was asked for makes no sense.
    NAME = "name"
    FINGERPRINT = "fingerprint"
    PASSPHRASE = "passphrase"
    PASSPHRASE_NEEDED = "passphrase-needed"
    USAGE = "usage"
    RECIPE = "recipe"

    # A person must decide first.
    DECISION_NEEDED = "decision-needed"
    GUARDIAN_CHANGED = "guardian-changed"

    # A guardian, an owner or a certificate is not fit for its task.
    NOT_FIT = "not-fit"

    # The administrators of this computer do not allow it.
    ORGANISATION = "organisation"

    # A file is refused. Source: the format's table of refusal ids.
    SIZE = "size"
    KIND = "kind"
    VERSION = "version"
    XML = "xml"
    LIMITS = "limits"
    NOT_CANONICAL = "not-canonical"
    STRUCTURE = "structure"
    VALUE = "value"
    CERTIFICATE = "certificate"
    MEANING = "meaning"
    DUPLICATE = "duplicate"
    ALGORITHM = "algorithm"
    PARAMETERS = "parameters"
    WRAPPING_IDS = "wrapping-ids"
    OWNER = "owner"
    CERTIFICATE_SIGNATURE = "certificate-signature"
    GUARDIAN_SIGNATURE = "guardian-signature"
    SIGNATURE_FORM = "signature-form"
    OWNER_SIGNATURE = "owner-signature"
    OWNER_UNKNOWN = "owner-unknown"
    NOT_A_RECIPIENT = "not-a-recipient"
    CANNOT_OPEN = "cannot-open"
    CONTENTS = "contents"
    FILE_NAME = "file-name"
    KP_TEXT = "kp-text"
    KP_LENGTH = "kp-length"
    KEY_FILE = "key-file"
    KEY_FILE_WORK = "key-file-work"
    KEY_FILE_OPEN = "key-file-open"


class ShieldwizError(Exception):
    """Something was refused or could not be done, in words for a person.

    `message` says what happened and why, `hint` what to do next. `rule` is the rule behind a refusal (`V05`, `D6`,
    `K8`), `detail` the place: element, wrapping number, offending public value. None of them ever holds a secret.
    """

    def __init__(self, problem: Problem, message: str, hint: str = "", *, rule: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.problem = problem
        self.message = message
        self.hint = hint
        self.rule = rule
        self.detail = detail

    def __reduce__(self) -> tuple[Any, ...]:
        """All of it goes along to another process."""
        return _rebuilt, (type(self), (self.problem, self.message, self.hint), self.rule, self.detail)

    def under(self, rule: str) -> "ShieldwizError":
        """The same error with `rule` filled in where it names none yet."""
        return type(self)(self.problem, self.message, self.hint, rule=self.rule or rule, detail=self.detail)

    def after(self, done: str) -> "ShieldwizError":
        """The same error where something was `done` (a clause) that stays as it is."""
        return type(self)(self.problem, f"{done}, but: {self.message}", self.hint, rule=self.rule, detail=self.detail)


def _rebuilt(kind: type[ShieldwizError], words: tuple[Problem, str, str], rule: str, detail: str) -> ShieldwizError:
    return kind(*words, rule=rule, detail=detail)


class DecisionNeededError(ShieldwizError):
    """Nothing is wrong, but a person must decide before it goes on."""


# The ids with which a file (.pdkx, .kp, key file) is refused; they stand in the formats and in JSON.
REFUSALS = frozenset(list(Problem)[list(Problem).index(Problem.SIZE) :])


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The person cancelled; nothing was changed."""
