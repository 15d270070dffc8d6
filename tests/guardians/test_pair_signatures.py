# SPDX-License-Identifier: Apache-2.0
"""The six algorithms that count for signatures over certificates, and that no other does."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.guardians.pair_signatures import RSA_SHA256, SIGNATURE_ALGORITHMS, verify_signature
from shieldwiz.xml_reading import DS
from tests.guardians.judging import VECTORS, contoso, stranger
from tests.simulated_fabric import MORE, pkcs1v15

DATA = b"what is signed"
PSS = "http://www.w3.org/2007/05/xmldsig-more#"
HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
ALL = {
    **{f"{MORE}rsa-{name}": ("pkcs1", name) for name in HASHES},
    **{f"{PSS}{name}-rsa-MGF1": ("pss", name) for name in HASHES},
}


def _signature(scheme: str, name: str, *, salt: int | None = None, mgf: str | None = None) -> bytes:
    algorithm = HASHES[name]
    if scheme == "pkcs1":
        return pkcs1v15(contoso().signing_key, name, DATA)
    length = algorithm.digest_size if salt is None else salt
    return contoso().signing_key.sign(
        DATA, padding.PSS(mgf=padding.MGF1(HASHES[mgf or name]), salt_length=length), algorithm
    )


def test_the_list_is_that_of_the_formats() -> None:
    assert set(SIGNATURE_ALGORITHMS) == set(ALL)
    assert RSA_SHA256 in SIGNATURE_ALGORITHMS


@pytest.mark.parametrize("uri", ALL)
def test_each_algorithm_verifies_its_own_signatures_alone(uri: str) -> None:
    made = _signature(*ALL[uri])
    assert verify_signature(uri, contoso().signing, made, DATA) is True
    assert verify_signature(uri, contoso().signing, made, DATA + b"!") is False
    assert verify_signature(uri, stranger().signing, made, DATA) is False
    assert verify_signature(uri, contoso().signing, made[:-1], DATA) is False
    assert verify_signature(uri, contoso().signing, b"", DATA) is False
    for other in ALL:
        if other != uri:
            assert verify_signature(other, contoso().signing, made, DATA) is False


@pytest.mark.parametrize("salt", [0, 20, 31, 33])
def test_the_salt_is_as_long_as_the_hash(salt: int) -> None:
    made = _signature("pss", "sha256", salt=salt)
    assert verify_signature(f"{PSS}sha256-rsa-MGF1", contoso().signing, made, DATA) is False


def test_the_mask_is_made_with_the_same_hash() -> None:
    made = _signature("pss", "sha256", mgf="sha512")
    assert verify_signature(f"{PSS}sha256-rsa-MGF1", contoso().signing, made, DATA) is False


@pytest.mark.parametrize("uri", ["", f"{DS}rsa-sha1", f"{MORE}hmac-sha256", f"{MORE}RSA-SHA256", f"{MORE}rsa-sha256 "])
def test_any_other_algorithm_is_not_evaluated(uri: str) -> None:
    assert verify_signature(uri, contoso().signing, _signature("pkcs1", "sha256"), DATA) is None


@pytest.mark.parametrize("name", ["ec-p256.cer", "ed25519.cer", "rsa-pss-key.cer"])
def test_a_signer_without_a_plain_rsa_key_verifies_nothing(name: str) -> None:
    signer = Certificate.from_der((VECTORS / "certificates" / name).read_bytes())
    for uri in ALL:
        assert verify_signature(uri, signer, _signature("pkcs1", "sha256"), DATA) is False
