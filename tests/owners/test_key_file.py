# SPDX-License-Identifier: Apache-2.0

import re

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners.age import lock, unlock
from shieldwiz.owners.key_file import read_key_file, write_key_file
from shieldwiz.owners.owner import Owner, SoftwareKey
from tests.owners.conftest import SAMPLE_PASSPHRASE, VECTORS
from tests.owners.test_owner import Token, self_signed, with_keys

PASSPHRASE = "correct horse"


def plaintext(owner: Owner) -> list[bytes]:
    opened = unlock(write_key_file(owner, PASSPHRASE, work_factor=1), PASSPHRASE)
    return re.findall(rb"-----BEGIN .*?-----END [A-Z ]+-----\n", opened, re.DOTALL)


def refused(content: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        read_key_file(lock(content, PASSPHRASE, work_factor=1), PASSPHRASE, name="Finance")
    assert caught.value.problem is Problem.KEY_FILE
    return caught.value


def test_an_owner_comes_back_whole(owner: Owner) -> None:
    back = read_key_file(write_key_file(owner, PASSPHRASE, work_factor=10), PASSPHRASE, name="Accounts")
    assert (back, back.name) == (owner, "Accounts")
    for key, certificate in zip(back.software_keys(), (owner.signing, owner.encryption), strict=True):
        assert key.fits(certificate)


def test_the_plaintext_is_four_pem_blocks_in_order(owner: Owner) -> None:
    blocks = plaintext(owner)
    signing_key, encryption_key = owner.software_keys()
    assert blocks == [
        owner.signing.x509.public_bytes(Encoding.PEM),
        signing_key.pkcs8_pem(),
        owner.encryption.x509.public_bytes(Encoding.PEM),
        encryption_key.pkcs8_pem(),
    ]
    assert b"\r" not in b"".join(blocks)


def test_the_key_file_of_the_second_implementation_opens() -> None:
    data = (VECTORS / "formats" / "owner.key.age").read_bytes()
    owner = read_key_file(data, SAMPLE_PASSPHRASE, name="Sample owner")
    assert owner.fingerprint.hex == "6dd91e3e46b8dd5d9db50ce3b82a0f070b53a05e2a63b05d29b1ed24070779ec"
    # and ours has the same plaintext
    ours = write_key_file(owner, PASSPHRASE, work_factor=1)
    assert unlock(ours, PASSPHRASE) == unlock(data, SAMPLE_PASSPHRASE)


def test_a_wrong_passphrase_does_not_open_it(owner: Owner) -> None:
    with pytest.raises(ShieldwizError) as caught:
        read_key_file(write_key_file(owner, PASSPHRASE, work_factor=1), "wrong", name="Finance")
    assert caught.value.problem is Problem.KEY_FILE_OPEN


def test_another_structure_is_refused(owner: Owner) -> None:
    one, two, three, four = plaintext(owner)
    for content in (
        b"",
        b"hello",
        one + two + three,
        one + two + three + four + four,
        two + one + three + four,
        one + two + b"\n" + three + four,
        b"\xef\xbb\xbf" + one + two + three + four,
        (one + two + three + four).replace(b"\n", b"\r\n"),
        (one + two + three + four).rstrip(b"\n"),
        one + two.replace(b"PRIVATE KEY", b"RSA PRIVATE KEY") + three + four,
    ):
        assert "two certificates, each followed by its private key" in refused(content).message


def test_broken_parts_are_refused(owner: Owner) -> None:
    one, two, three, four = plaintext(owner)
    begin = len("-----BEGIN CERTIFICATE-----\n")
    assert "not base64" in refused(one[:begin] + b"=" + one[begin:] + two + three + four).message
    assert "cannot be read" in refused(one[:begin] + b"AAAA" + one[begin:] + two + three + four).message
    assert (
        "sound RSA key"
        in refused(one + b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + three + four).message
    )


def test_nothing_said_about_a_broken_file_shows_a_key(owner: Owner) -> None:
    one, two, three, four = plaintext(owner)
    body = two.split(b"\n")[3].decode()
    at = two.index(b"\n") + 1
    for content in (
        one + two[:at] + b"=" + two[at:] + three + four,
        one + two[:at] + b"AAAA" + two[at:] + three + four,
    ):
        error = refused(content)
        seen: list[str] = []
        current: BaseException | None = error
        while current is not None:
            seen.append(repr(current))
            current = None if current.__suppress_context__ else current.__context__
        assert not [text for text in seen if body in text]


def test_keys_that_belong_to_other_certificates_are_refused(owner: Owner, other_owner: Owner) -> None:
    one, two, three, four = plaintext(owner)
    _, other_two, _, other_four = plaintext(other_owner)
    for content in (one + four + three + two, one + other_two + three + four, one + two + three + other_four):
        assert "does not belong to its certificate" in refused(content).message


def test_a_short_key_is_refused(owner: Owner) -> None:
    _, _, three, four = plaintext(owner)
    key = SoftwareKey(rsa.generate_private_key(public_exponent=65537, key_size=1024))
    certificate = self_signed(key, signs=True)
    content = certificate.x509.public_bytes(Encoding.PEM) + key.pkcs8_pem() + three + four
    assert "2048 to 8192 bits" in refused(content).message


def test_no_file_is_made_of_keys_that_do_not_fit(owner: Owner, other_owner: Owner) -> None:
    signing_key, encryption_key = owner.software_keys()
    other_key = other_owner.software_keys()[0]
    for spoiled in (with_keys(owner, other_key, encryption_key), with_keys(owner, signing_key, other_key)):
        with pytest.raises(ShieldwizError, match="does not belong") as caught:
            write_key_file(spoiled, PASSPHRASE, work_factor=1)
        assert caught.value.problem is Problem.KEY_FILE


def test_no_file_is_made_of_keys_on_a_device(owner: Owner) -> None:
    on_token = Owner(
        name="Token", signing=owner.signing, encryption=owner.encryption, signer=Token(), unwrapper=Token()
    )
    with pytest.raises(ShieldwizError) as caught:
        write_key_file(on_token, PASSPHRASE, work_factor=1)
    assert caught.value.problem is Problem.NOT_FIT
