# SPDX-License-Identifier: Apache-2.0

import base64
import dataclasses
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.encoding import read_bare
from shieldwiz.keyprotector.seal import seal
from shieldwiz.keyprotector.unseal import find_wrapping, grant, revoke, unseal
from shieldwiz.keyprotector.verify import ProtectorVerdict, judge
from shieldwiz.owners.owner import Owner, SoftwareKey
from tests.keyprotector.parties import NOW, TRANSPORT_KEY, between, certificate, forged, guardian, party, swap


def renewed(old: Certificate, owner: Owner) -> Certificate:
    """The same key in a new certificate, as hosters do."""
    key = owner.unwrapper
    assert isinstance(key, SoftwareKey)
    private = key.private_key
    name = x509.Name([])
    built = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=private.public_key())
        .serial_number(old.x509.serial_number + 1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
        .sign(private, hashes.SHA256())
    )
    return Certificate.from_der(built.public_bytes(Encoding.DER))


def with_wrapped(xml: bytes, plaintext: bytes, *, transport_key: bytes = TRANSPORT_KEY) -> ProtectorVerdict:
    """The protector with another plaintext wrapped for North, made right again by the owner."""
    key = party("North").encryption.rsa_key()
    assert key is not None
    old = between(xml.decode(), "<CipherValue>", "</CipherValue>", 1)
    new = base64.b64encode(algorithms.TRANSPORT_KEY.written.run.wrap(key, plaintext)).decode()
    return judge(read_bare(forged(xml, swap(old, new), party("Finance"), transport_key=transport_key)))


def open_as_north(verdict: ProtectorVerdict) -> bytes:
    return unseal(verdict, party("North").encryption, party("North").unwrapper)


def refusal_as_north(verdict: ProtectorVerdict) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        open_as_north(verdict)
    return caught.value


def test_a_renewed_certificate_opens_with_the_same_key(sealed: bytes) -> None:
    verdict = judge(read_bare(sealed))
    new = renewed(party("South").encryption, party("South"))
    assert find_wrapping(verdict.protector, new).id == 3
    assert unseal(verdict, new, party("South").unwrapper) == TRANSPORT_KEY


def test_the_same_certificate_comes_before_the_same_key(sealed: bytes) -> None:
    south = party("South")
    new = renewed(south.encryption, south)
    twin = dataclasses.replace(guardian("North"), encryption=new)
    twin = dataclasses.replace(
        twin,
        encryption_signature=dataclasses.replace(twin.encryption_signature, value=party("North").signer.sign(new.der)),
    )
    protector = read_bare(seal(party("Finance"), (guardian("South"), twin), TRANSPORT_KEY))
    assert find_wrapping(protector, new).id == 3
    assert find_wrapping(protector, south.encryption).id == 2


@pytest.mark.parametrize("name", ["ec-p256.cer", "good-encryption.cer"])
def test_who_is_not_named_is_told_so(sealed: bytes, name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        unseal(judge(read_bare(sealed)), certificate(name), party("North").unwrapper)
    assert caught.value.problem is Problem.NOT_A_RECIPIENT


def test_payload_v1_is_read(sealed: bytes) -> None:
    blob = bytes.fromhex("30000000010000000100000020000000") + TRANSPORT_KEY
    assert open_as_north(with_wrapped(sealed, blob)) == TRANSPORT_KEY


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        TRANSPORT_KEY[:31],
        TRANSPORT_KEY + b"x",
        bytes.fromhex("30000000010000000200000020000000") + TRANSPORT_KEY,
        bytes.fromhex("00000030000000010000000100000020") + TRANSPORT_KEY,
        bytes.fromhex("30000000010000000100000020000000") + TRANSPORT_KEY[:16],
        bytes(32),
    ],
    ids=["empty", "short", "long", "two-keys", "big-endian", "cut", "another-key"],
)
def test_every_secret_failure_looks_the_same(sealed: bytes, plaintext: bytes) -> None:
    wrong_key = judge(read_bare(sealed))
    with pytest.raises(ShieldwizError) as caught:
        unseal(wrong_key, party("North").encryption, party("South").unwrapper)
    error, reference = refusal_as_north(with_wrapped(sealed, plaintext)), caught.value
    assert error.problem is Problem.CANNOT_OPEN
    assert (error.problem, error.message, error.hint, error.rule, error.detail) == (
        reference.problem,
        reference.message,
        reference.hint,
        reference.rule,
        reference.detail,
    )


def test_one_key_for_all_or_none(sealed: bytes) -> None:
    # A dishonest owner gives North another transport key; the signature over it commits to one of them.
    verdict = with_wrapped(sealed, bytes(32))
    assert verdict.is_verified
    assert refusal_as_north(verdict).problem is Problem.CANNOT_OPEN
    assert unseal(verdict, party("South").encryption, party("South").unwrapper) == TRANSPORT_KEY


def test_granting_keeps_the_transport_key(sealed: bytes) -> None:
    verdict = judge(read_bare(grant(judge(read_bare(sealed)), party("Finance"), (guardian("East"),))))
    assert verdict.is_verified
    assert [wrapping.id for wrapping in verdict.protector.wrappings] == [1, 2, 3, 4]
    for name in ("Finance", "North", "South", "East"):
        assert unseal(verdict, party(name).encryption, party(name).unwrapper) == TRANSPORT_KEY


def test_revoking_removes_the_row_and_numbers_anew(sealed: bytes) -> None:
    xml = revoke(judge(read_bare(sealed)), party("Finance"), (party("North").fingerprint,))
    verdict = judge(read_bare(xml))
    assert verdict.is_verified
    assert [wrapping.fingerprint for wrapping in verdict.protector.wrappings] == [
        party("Finance").fingerprint,
        party("South").fingerprint,
    ]
    assert [wrapping.id for wrapping in verdict.protector.wrappings] == [1, 2]
    assert refusal_as_north(verdict).problem is Problem.NOT_A_RECIPIENT
    assert unseal(verdict, party("South").encryption, party("South").unwrapper) == TRANSPORT_KEY


def test_a_guardian_already_let_in_is_not_granted_again(sealed: bytes) -> None:
    with pytest.raises(ShieldwizError) as caught:
        grant(judge(read_bare(sealed)), party("Finance"), (guardian("North"),))
    assert caught.value.problem is Problem.DUPLICATE


def test_only_the_owner_changes_a_protector(sealed: bytes) -> None:
    verdict = judge(read_bare(sealed))
    for stranger in (party("North"), dataclasses.replace(party("Finance"), encryption=party("East").encryption)):
        with pytest.raises(ShieldwizError) as caught:
            grant(verdict, stranger, (guardian("East"),))
        assert caught.value.problem is Problem.OWNER_UNKNOWN
        assert caught.value.detail == party("Finance").fingerprint.hex


@pytest.mark.parametrize(("name", "problem"), [("East", Problem.NOT_A_RECIPIENT), ("Finance", Problem.USAGE)])
def test_who_is_not_there_or_owns_it_is_not_revoked(sealed: bytes, name: str, problem: Problem) -> None:
    with pytest.raises(ShieldwizError) as caught:
        revoke(judge(read_bare(sealed)), party("Finance"), (party(name).fingerprint,))
    assert caught.value.problem is problem


def test_a_broken_protector_is_neither_opened_nor_changed(sealed: bytes) -> None:
    verdict = judge(read_bare(sealed.replace(b"<Id>3</Id>", b"<Id>4</Id>")))
    assert refusal_as_north(verdict).problem is Problem.GUARDIAN_SIGNATURE
    with pytest.raises(ShieldwizError) as caught:
        grant(verdict, party("Finance"), ())
    assert caught.value.problem is Problem.GUARDIAN_SIGNATURE


def test_a_protector_that_cannot_be_read_back_is_never_handed_out(sealed: bytes) -> None:
    class WrongSigner:
        def sign(self, data: bytes) -> bytes:
            return party("East").signer.sign(data)

    owner = dataclasses.replace(party("Finance"), signer=WrongSigner())
    with pytest.raises(ShieldwizError) as caught:
        grant(judge(read_bare(sealed)), owner, (guardian("East"),))
    assert "could not be read back" in caught.value.message


def test_a_transport_key_may_begin_like_payload_v1() -> None:
    transport_key = bytes.fromhex("30000000010000000100000020000000") + bytes(16)
    verdict = judge(read_bare(seal(party("Finance"), (guardian("North"),), transport_key)))
    assert open_as_north(verdict) == transport_key
