# SPDX-License-Identifier: Apache-2.0
"""The samples of a second implementation give the answers that it wrote down."""

import hashlib

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.encoding import Form, read_key_protector
from shieldwiz.keyprotector.protector import KeyProtector
from shieldwiz.keyprotector.unseal import grant, revoke, unseal
from shieldwiz.keyprotector.verify import judge
from tests.keyprotector.parties import FORMATS, expected, guardian, sample_key, sample_owner

ANSWERS = expected()["files"]["existing-vm.pdkx"]


def sample(name: str) -> KeyProtector:
    protector = read_key_protector((FORMATS / name).read_bytes()).protector
    assert protector is not None
    return protector


@pytest.mark.parametrize(
    ("name", "form"),
    [("existing-vm.kp.xml", Form.XML), ("existing-vm.kp", Form.BINARY), ("existing-vm.kp.txt", Form.TEXT)],
)
def test_each_form_gives_the_known_answers(name: str, form: Form) -> None:
    file = read_key_protector((FORMATS / name).read_bytes())
    assert file.form is form
    assert file.protector is not None
    verdict = judge(file.protector)
    assert verdict.is_verified
    assert len(file.protector.signed) == ANSWERS["wrappings_c14n_length"]
    assert hashlib.sha256(file.protector.signed).hexdigest() == ANSWERS["wrappings_c14n_sha256"]
    assert file.protector.transport_key_signature.value.hex() == ANSWERS["transport_key_signature"]
    recipients = [
        {
            "id": wrapping.id,
            "signing_sha256": wrapping.signing.fingerprint,
            "encryption_sha256": wrapping.encryption.fingerprint,
            "guardian_fingerprint": wrapping.fingerprint.hex,
        }
        for wrapping in file.protector.wrappings
    ]
    assert recipients == ANSWERS["recipients"]


@pytest.mark.parametrize("who", ["owner", "guardian-a"])
def test_recipients_get_the_known_keys(who: str) -> None:
    transport_key = unseal(judge(sample("existing-vm.kp")), *sample_key(f"{who}.encryption"))
    assert transport_key.hex() == ANSWERS["transport_key"]
    assert algorithms.MAC_KEY.written.run(transport_key).hex() == ANSWERS["mac_key"]
    assert algorithms.PAYLOAD_KEY.written.run(transport_key).hex() == ANSWERS["payload_key"]


def test_no_protector_is_no_error() -> None:
    file = read_key_protector((FORMATS / "none.kp.txt").read_bytes())
    assert (file.form, file.protector) == (Form.TEXT, None)


def test_one_signed_by_a_guardian_opens_but_is_never_the_owners() -> None:
    verdict = judge(sample("tampered/guardian-signed.kp.xml"))
    assert not verdict.signed_by_owner
    assert not verdict.is_verified
    assert verdict.refusal is None
    assert len(unseal(verdict, *sample_key("guardian-a.encryption"))) == 32
    with pytest.raises(ShieldwizError) as granting:
        grant(verdict, sample_owner(), (guardian("North"),))
    with pytest.raises(ShieldwizError) as revoking:
        revoke(verdict, sample_owner(), (verdict.protector.guardians[0].fingerprint,))
    for caught in (granting, revoking):
        assert (caught.value.problem, caught.value.rule) == (Problem.GUARDIAN_SIGNATURE, "K6")
        assert "guardian 2, not by the owner" in caught.value.message
