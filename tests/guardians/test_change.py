# SPDX-License-Identifier: Apache-2.0
"""What changed between two documents of one hoster: every kind, and what it means."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shieldwiz.checks import Outcome
from shieldwiz.guardians.change import compare
from shieldwiz.guardians.confirmations import Verdict
from tests.guardians.judging import SHA1, UNKNOWN, contoso, judged, stranger
from tests.simulated_fabric import (
    Hoster,
    Information,
    document,
    hoster,
    other_certificates,
    renewed,
    reusing,
    unsigned_document,
)

PASS, NOTE, WARN, FAIL = Outcome.PASS, Outcome.NOTE, Outcome.WARN, Outcome.FAIL
SAME, NEW, HALF = (PASS, "same"), (FAIL, "new-pair"), (FAIL, "half-changed")


def _later() -> Hoster:
    """Contoso with another pair, signed by the communications key as before."""
    other = hoster("Contoso, later")
    return replace(other, communications=contoso().communications, communications_key=contoso().communications_key)


def _signed_by(who: Hoster, pair: Hoster) -> bytes:
    return document(who, information=Information.of(pair))


def _again() -> Hoster:
    return renewed(contoso(), "Contoso")


Document = Callable[[], bytes]
FIRST: Document = lambda: document(contoso())  # noqa: E731 - one of the many documents below
OWN: Document = lambda: document(reusing(contoso()))  # noqa: E731


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # the pair
        (FIRST, FIRST, [SAME]),
        (FIRST, lambda: document(contoso(), uri=' URI=""'), [SAME, (NOTE, "bytes")]),
        (
            FIRST,
            lambda: document(replace(_again(), communications=contoso().communications)),
            [(PASS, "renewed")],
        ),
        (FIRST, lambda: _signed_by(contoso(), replace(contoso(), signing=_again().signing)), [(PASS, "renewed")]),
        (FIRST, lambda: _signed_by(contoso(), replace(contoso(), encryption=_again().encryption)), [(PASS, "renewed")]),
        (
            FIRST,
            lambda: _signed_by(contoso(), replace(contoso(), encryption=_later().encryption)),
            [HALF],
        ),
        (
            FIRST,
            lambda: _signed_by(
                contoso(), replace(contoso(), signing=_later().signing, signing_key=_later().signing_key)
            ),
            [HALF],
        ),
        (FIRST, lambda: document(_later()), [NEW]),
        (
            FIRST,
            lambda: document(
                _later(),
                information=replace(Information.of(_later()), other=other_certificates((contoso().signing,))),
            ),
            [(WARN, "new-pair-old-listed")],
        ),
        (
            FIRST,  # listed, but the encryption certificate, which says nothing
            lambda: document(
                _later(),
                information=replace(Information.of(_later()), other=other_certificates((contoso().encryption,))),
            ),
            [NEW],
        ),
        # the signer
        (FIRST, lambda: unsigned_document(contoso()), [SAME, (FAIL, "signature-gone")]),
        (FIRST, lambda: document(contoso(), **UNKNOWN), [SAME, (FAIL, "signature-gone")]),
        (FIRST, lambda: document(contoso(), **SHA1), [SAME, (NOTE, "bytes")]),
        (lambda: unsigned_document(contoso()), FIRST, [SAME, (NOTE, "signature-new")]),
        (lambda: unsigned_document(contoso()), lambda: unsigned_document(contoso()), [SAME]),
        (lambda: unsigned_document(contoso()), lambda: unsigned_document(_later()), [NEW]),
        (
            FIRST,
            lambda: _signed_by(replace(contoso(), communications=_again().communications), contoso()),
            [SAME, (NOTE, "signer-renewed")],
        ),
        (FIRST, lambda: _signed_by(stranger(), contoso()), [SAME, (WARN, "signer-changed")]),
        (FIRST, OWN, [SAME, (NOTE, "signer-kind")]),
        (OWN, FIRST, [SAME, (NOTE, "signer-kind")]),
        (OWN, lambda: document(reusing(_later())), [NEW]),  # the signer's change is the pair's
        (OWN, lambda: document(reusing(_again())), [(PASS, "renewed"), (NOTE, "signer-renewed")]),
        # both
        (FIRST, lambda: document(stranger()), [NEW, (WARN, "signer-changed")]),
        (FIRST, lambda: unsigned_document(_later()), [NEW, (FAIL, "signature-gone")]),
    ],
)
def test_every_kind_of_change(old: Document, new: Document, expected: list[tuple[Outcome, str]]) -> None:
    first, second = old(), new()
    found = compare(judged(first), judged(second), same_bytes=first == second)
    assert [(check.outcome, check.reason) for check in found] == expected
    assert {check.id for check in found} == {"change"}
    assert all(check.detail.endswith(".") and not check.is_open for check in found)


def test_the_new_signer_is_named() -> None:
    changed = compare(judged(FIRST()), judged(_signed_by(stranger(), contoso())), same_bytes=False)
    assert "Mallory Communications" in changed[1].detail
    signed = compare(judged(unsigned_document(contoso())), judged(FIRST()), same_bytes=False)
    assert "Contoso Communications" in signed[1].detail


def test_renewed_certificates_are_not_the_same_guardian() -> None:
    """Harmless, but asked once: certificates are compared, not keys."""
    (check,) = compare(
        judged(FIRST()), judged(document(replace(_again(), communications=contoso().communications))), same_bytes=False
    )
    assert "asked once" in check.detail


def _refused() -> Verdict:
    return judged(FIRST(), guardian_fingerprint="0" * 64)


def test_refused_metadata_is_not_compared() -> None:
    good = judged(FIRST())
    for old, new in ((_refused(), good), (good, _refused())):
        with pytest.raises(ValueError, match="refused"):
            compare(old, new, same_bytes=False)
