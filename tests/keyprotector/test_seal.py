# SPDX-License-Identifier: Apache-2.0

import base64
import dataclasses

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.pair_signatures import CertificateSignature
from shieldwiz.keyprotector.encoding import read_bare
from shieldwiz.keyprotector.reading import MAX_GUARDIANS
from shieldwiz.keyprotector.seal import new_transport_key, seal
from shieldwiz.keyprotector.unseal import unseal
from shieldwiz.keyprotector.verify import judge
from shieldwiz.owners.owner import SoftwareKey
from shieldwiz.xml_reading import KPS
from tests.keyprotector.parties import TRANSPORT_KEY, VECTORS, certificate, guardian, party

PSS_URI = "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1"


def test_all_named_get_the_transport_key(sealed: bytes) -> None:
    verdict = judge(read_bare(sealed))
    assert verdict.is_verified
    for name in ("Finance", "North", "South"):
        assert unseal(verdict, party(name).encryption, party(name).unwrapper) == TRANSPORT_KEY


def test_rows_stand_in_order_with_the_owner_first(sealed: bytes) -> None:
    protector = read_bare(sealed)
    assert [wrapping.id for wrapping in protector.wrappings] == [1, 2, 3]
    assert {wrapping.parent_id for wrapping in protector.wrappings} == {1}
    pairs = [(wrapping.signing, wrapping.encryption) for wrapping in protector.wrappings]
    assert pairs == [(party(name).signing, party(name).encryption) for name in ("Finance", "North", "South")]
    assert protector.owner == protector.wrappings[0]
    assert protector.guardians == protector.wrappings[1:]


def test_it_is_its_own_canonical_form(sealed: bytes) -> None:
    root = etree.fromstring(sealed)
    assert etree.tostring(root, method="c14n", exclusive=True) == sealed
    # In a canonical file W is the slice with the namespace put into its first tag.
    inside = sealed[sealed.index(b"<Wrappings>") : sealed.index(b"</Wrappings>")] + b"</Wrappings>"
    assert read_bare(sealed).signed == inside.replace(b"<Wrappings>", f'<Wrappings xmlns="{KPS}">'.encode(), 1)


def test_it_fits_the_schema(sealed: bytes) -> None:
    schema = etree.RelaxNG(etree.parse(VECTORS.parent.parent / "resources" / "schemas" / "pdkx.rng"))
    schema.assertValid(etree.fromstring(sealed))


def test_the_guardians_own_signature_is_carried_on() -> None:
    north = guardian("North")
    key = party("North").signer
    assert isinstance(key, SoftwareKey)
    scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    value = key.private_key.sign(north.encryption.der, scheme, hashes.SHA384())
    signature = CertificateSignature(algorithm=PSS_URI, value=value)
    xml = seal(party("Finance"), (dataclasses.replace(north, encryption_signature=signature),), TRANSPORT_KEY)
    row = read_bare(xml).wrapping(2).encryption_signature
    assert (row.algorithm, row.value) == (PSS_URI, value)
    assert judge(read_bare(xml)).is_verified


def test_without_guardians_the_owner_alone_gets_in() -> None:
    verdict = judge(read_bare(seal(party("Finance"), (), TRANSPORT_KEY)))
    assert len(verdict.protector.wrappings) == 1
    with pytest.raises(ShieldwizError) as caught:
        unseal(verdict, party("North").encryption, party("North").unwrapper)
    assert caught.value.problem is Problem.NOT_A_RECIPIENT
    assert party("North").encryption.fingerprint in caught.value.detail


def test_transport_keys_are_random() -> None:
    assert len({new_transport_key() for _ in range(100)}) == 100
    assert all(len(new_transport_key()) == 32 for _ in range(10))


def test_too_many_guardians_are_refused_before_any_work() -> None:
    with pytest.raises(ShieldwizError) as caught:
        seal(party("Finance"), (guardian("North"),) * (MAX_GUARDIANS + 1), TRANSPORT_KEY)
    assert caught.value.problem is Problem.LIMITS


@pytest.mark.parametrize("names", [("North", "North"), ("North", "Finance")])
def test_nobody_is_let_in_twice(names: tuple[str, ...]) -> None:
    with pytest.raises(ShieldwizError) as caught:
        seal(party("Finance"), map(guardian, names), TRANSPORT_KEY)
    assert caught.value.problem is Problem.DUPLICATE


def odd_signature(kind: str) -> CertificateSignature:
    """A signature over North's encryption certificate that shieldwiz cannot vouch for."""
    good = guardian("North").encryption_signature
    match kind:
        case "sha1":
            return dataclasses.replace(good, algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1")
        case "unknown":
            return dataclasses.replace(good, algorithm="urn:vendor:unknown")
        case "of-another":
            return guardian("South").encryption_signature
        case "parameters":
            return dataclasses.replace(good, has_parameters=True)
        case _:
            text = base64.b64encode(guardian("North").encryption.der)
            return dataclasses.replace(good, value=party("North").signer.sign(text))


@pytest.mark.parametrize("kind", ["sha1", "unknown", "of-another", "parameters", "over-base64-text"])
def test_a_guardian_whose_pair_was_not_verified_is_for_the_windows_kit_only(kind: str) -> None:
    odd = dataclasses.replace(guardian("North"), encryption_signature=odd_signature(kind))
    with pytest.raises(ShieldwizError) as caught:
        seal(party("Finance"), (odd,), TRANSPORT_KEY)
    assert caught.value.problem is Problem.ALGORITHM
    assert "Windows kit only" in caught.value.message


@pytest.mark.parametrize("name", ["rsa-1024.cer", "rsa-e3.cer", "ec-p256.cer", "weak-even-modulus.cer"])
def test_an_unfit_key_is_refused(name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        seal(party("Finance"), (dataclasses.replace(guardian("North"), encryption=certificate(name)),), TRANSPORT_KEY)
    assert caught.value.problem is Problem.CERTIFICATE


def test_an_owner_needs_an_rsa_certificate_too() -> None:
    odd = dataclasses.replace(party("Finance"), encryption=certificate("ec-p256.cer"))
    with pytest.raises(ShieldwizError) as caught:
        seal(odd, (), TRANSPORT_KEY)
    assert caught.value.problem is Problem.CERTIFICATE
