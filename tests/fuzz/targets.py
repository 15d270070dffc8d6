# SPDX-License-Identifier: Apache-2.0
"""What is fuzzed, and what may come out of it.

A target runs one input. A refusal in our own words is right; so is an acceptance of what the seeds say already. Where
nothing binds the content (a bare certificate, a file that its owner signed anew) it may be another, too. Anything else
is a finding: another exception, another content under the old signature, a verdict reached by accident.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.fuzz.mutators import Mutator
from tests.keyprotector.parties import VECTORS

NOW = datetime(2026, 12, 1, tzinfo=UTC)
METADATA = VECTORS / "metadata"
CERTIFICATES = VECTORS / "certificates"
PASSPHRASE = "sample-only-42"


class Result(StrEnum):
    """What became of one input."""

    EQUAL = "accepted, equal"
    OTHER = "accepted, other"
    REFUSED = "refused"


class WrongError(AssertionError):
    """Something was accepted that must not be, or judged by accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One reader under fire. `may_differ`: nothing binds its content, so that another one may be accepted."""

    name: str
    seeds: Sequence[bytes]
    mutate: Mutator
    run: Callable[[bytes], Result]
    may_differ: bool = False


def result_of(*, is_equal: bool) -> Result:
    """What an acceptance is."""
    return Result.EQUAL if is_equal else Result.OTHER


@cache
def private_key(name: str) -> RSAPrivateKey:
    """A throw-away key of the metadata samples."""
    key = load_pem_private_key((METADATA / "keys" / f"{name}.THROW-AWAY.key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    return key


def folder() -> Path:
    """Where findings are kept: build/fuzz of the checkout."""
    return Path(__file__).resolve().parent.parent.parent / "build" / "fuzz"
