# SPDX-License-Identifier: Apache-2.0
"""How these tests judge a document, and how they ask a verdict what it found."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Check, Outcome
from shieldwiz.guardians.confirmations import Confirmations, Verdict
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.guardians.verdict import judge
from shieldwiz.xml_reading import DS
from tests.simulated_fabric import MORE, NOW, Hoster, hoster

VECTORS = Path(__file__).parent.parent / "vectors"
METADATA = VECTORS / "metadata"
BEFORE, YEARS_AGO = datetime.fromisoformat("2021-01-01T00:00:00Z"), datetime.fromisoformat("2019-01-01T00:00:00Z")
SHA1: dict[str, Any] = {"method": f"{DS}rsa-sha1", "digest": f"{DS}sha1"}  # parts of a signature's form
UNKNOWN: dict[str, Any] = {"method": f"{MORE}ripemd160"}


def contoso() -> Hoster:
    """The hoster whom the person knows."""
    return hoster("Contoso")


def stranger() -> Hoster:
    """Another hoster, whom nobody confirmed."""
    return hoster("Mallory")


def judged(data: bytes, **confirmed: Any) -> Verdict:
    """The verdict with these fields of `Confirmations`."""
    return judge(data, Confirmations(**confirmed), NOW)


def fingerprint(who: Hoster) -> GuardianFingerprint:
    """The value that this hoster tells on the phone."""
    return GuardianFingerprint.of(who.signing, who.encryption)


def checks(verdict: Verdict, rule: str) -> list[Check]:
    """Every check of that id."""
    return [check for check in verdict.checks if check.id == rule]


def check(verdict: Verdict, rule: str, about: str | None = None) -> Check:
    """The one check of that id, about that certificate."""
    (found,) = (one for one in checks(verdict, rule) if about in (None, one.about))
    return found


def outcome(verdict: Verdict, rule: str, about: str | None = None) -> tuple[Outcome, str]:
    """What that check found, and the word for why."""
    found = check(verdict, rule, about)
    return found.outcome, found.reason


def failed(verdict: Verdict) -> list[tuple[str, str]]:
    """What refused: ids and reasons."""
    return [(found.id, found.reason) for found in verdict.checks if found.outcome is Outcome.FAIL]


def swap(old: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    """An edit that replaces text which must be there."""

    def edit(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), count)

    return edit


def sample(name: str) -> bytes:
    """A metadata sample of other implementations."""
    return (METADATA / name).read_bytes()


def sample_certificate(name: str) -> Certificate:
    """A certificate of those samples."""
    return Certificate.from_der((METADATA / "certs" / f"{name}.cer").read_bytes())


def with_common_factor(first: rsa.RSAPrivateKey, second: rsa.RSAPrivateKey) -> rsa.RSAPrivateKey:
    """A key that has one prime of each."""
    p, q, e = first.private_numbers().p, second.private_numbers().q, 65537
    d = pow(e, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(e, p * q)
    return rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()
