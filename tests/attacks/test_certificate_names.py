# SPDX-License-Identifier: Apache-2.0
"""Certificates whose names are odd or damaged: they are shown or refused, and nothing is said beside that."""

import warnings

import pytest

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.roles import Role, check_certificate
from tests.attacks.parties import genuine
from tests.simulated_fabric import NOW

_NAME = b"\x0c\x0fContoso Signing"


def renamed(old: bytes, new: bytes) -> Certificate:
    """The genuine signing certificate with other bytes in subject and issuer, of the same length."""
    der = genuine().signing.der
    assert der.count(old) == 2
    assert len(old) == len(new)
    return Certificate.from_der(der.replace(old, new))


@pytest.mark.parametrize("tag", [0x03, 0x02, 0x30, 0x05])
def test_a_name_that_is_no_text(tag: int) -> None:
    certificate = renamed(_NAME, bytes([tag]) + _NAME[1:])
    assert certificate.subject == "(malformed subject)"
    assert certificate.issuer == "(malformed issuer)"
    checks = check_certificate(certificate, Role.SIGNING, now=NOW)
    assert [check.outcome for check in checks if check.id == "form"] == ["fail"]


def test_names_that_standards_do_not_allow_are_shown_without_a_word_to_developers() -> None:
    """X.520 wants 1 to 64 characters in a name, and 2 in a country."""
    country = renamed(b"\x06\x03\x55\x04\x03" + _NAME, b"\x06\x03\x55\x04\x06" + _NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert country.subject == "C=Contoso Signing"
        assert check_certificate(country, Role.SIGNING, now=NOW)


def test_one_name_may_be_damaged_and_the_other_odd() -> None:
    der = genuine().signing.der
    at = der.rindex(_NAME)
    damaged_subject = Certificate.from_der(
        der.replace(b"\x55\x04\x03" + _NAME, b"\x55\x04\x06" + _NAME)[:at] + b"\x03" + der[at + 1 :]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert damaged_subject.issuer == "C=Contoso Signing"
        assert damaged_subject.subject == "(malformed subject)"
