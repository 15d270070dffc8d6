# SPDX-License-Identifier: Apache-2.0

import multiprocessing
import os
import time
import warnings

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates

from shieldwiz.certificates import pfx_opening
from shieldwiz.certificates.der import encode_tlv
from shieldwiz.certificates.pfx_attributes import PfxFacts
from shieldwiz.certificates.pfx_opening import OpenedPfx, load_pfx, open_pfx, wrong_password
from shieldwiz.errors import Problem, ShieldwizError
from tests.certificates.file_making import (
    HIDDEN_ROUNDS,
    PASSWORD,
    authority,
    bag,
    certificate,
    certificate_bag,
    changed,
    data_info,
    encrypted_info,
    huge_key,
    identifier,
    indefinite,
    issued,
    key,
    key_bag,
    number,
    pfx,
    pkcs8,
    sequence,
    shrouded_key_bag,
    usual_pfx,
    vector,
)


def problem_of(data: bytes, password: bytes = PASSWORD) -> Problem:
    with pytest.raises(ShieldwizError) as caught:
        open_pfx(data, password)
    assert caught.value.hint
    return caught.value.problem


def written(form: PBES, mac: hashes.HashAlgorithm, password: bytes = PASSWORD) -> bytes:
    """The PFX that the library writes in this form."""
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(20_000).key_cert_algorithm(form).hmac_hash(mac)
    return library_pfx(builder.build(password))


def library_pfx(encryption: KeySerializationEncryption) -> bytes:
    return serialize_key_and_certificates(b"x", key(), issued().x509, [authority().x509], encryption)


SERVER_2016 = (PBES.PBESv1SHA1And3KeyTripleDESCBC, hashes.SHA1())
SERVER_2019 = (PBES.PBESv2SHA256AndAES256CBC, hashes.SHA256())


# ---------------------------------------------------------------------------------------------------------- what opens


@pytest.mark.parametrize(
    ("form", "encryption"), [(SERVER_2016, "3DES/SHA-1"), (SERVER_2019, "PBES2")], ids=["server2016", "server2019"]
)
@pytest.mark.parametrize("password", [PASSWORD, "Über/$ 日本".encode()])
def test_the_forms_of_windows(form: tuple[PBES, hashes.HashAlgorithm], encryption: str, password: bytes) -> None:
    data = written(*form, password)
    opened = open_pfx(data, password)
    assert (opened.certificate, opened.others) == (issued(), (authority(),))
    assert opened.facts == PfxFacts(key_provider=None, provider_visible=True, encryption=encryption)
    assert isinstance(opened.key, RSAPrivateKey)
    assert opened.key.private_numbers() == key().private_numbers()
    for wrong in (b"", b"wrong", password + b"x", b"\xff"):
        assert problem_of(data, wrong) is Problem.PASSPHRASE_WRONG


def test_files_of_another_program() -> None:
    for name in ("owner.signing.pfx", "owner.signing.2016.pfx", "owner.encryption.pfx"):
        opened = open_pfx(vector(name, "formats"), b"sample-only-42")
        assert opened.certificate is not None
        assert opened.key is not None
        assert opened.key.public_key() == opened.certificate.rsa_key()
    password = vector("guardian-encryption.passphrase.txt").strip()
    assert open_pfx(vector("guardian-encryption.pfx"), password).certificate is not None


def test_a_pfx_may_have_no_password() -> None:
    assert open_pfx(library_pfx(NoEncryption()), b"").certificate == issued()


def test_a_key_of_another_kind_comes_out_too() -> None:
    elliptic = ec.generate_private_key(ec.SECP256R1())
    opened = open_pfx(serialize_key_and_certificates(b"x", elliptic, None, None, BestAvailableEncryption(b"x")), b"x")
    assert isinstance(opened.key, ec.EllipticCurvePrivateKey)
    assert opened.key.private_numbers() == elliptic.private_numbers()
    assert (opened.certificate, opened.others) == (None, ())


def test_certificates_alone_are_all_others() -> None:
    data = pfx(encrypted_info(sequence(certificate_bag(issued().der), certificate_bag(authority().der))))
    assert open_pfx(data, PASSWORD) == OpenedPfx(
        key=None,
        certificate=None,
        others=(issued(), authority()),
        facts=PfxFacts(key_provider=None, provider_visible=False, encryption="unknown"),
    )


def test_a_key_takes_the_certificate_that_fits_it() -> None:
    stranger = certificate("Stranger", 3)
    bags = [certificate_bag(one.der) for one in (stranger, issued())]
    opened = open_pfx(pfx(data_info(sequence(*bags, key_bag(pkcs8(1))))), PASSWORD)
    assert (opened.certificate, opened.others) == (issued(), (stranger,))
    opened = open_pfx(pfx(data_info(sequence(bags[0], key_bag(pkcs8(1))))), PASSWORD)
    assert (opened.certificate, opened.others) == (None, (stranger,))


# ----------------------------------------------------------------------------------------------------- what is too much


def test_work_hidden_behind_the_password_is_given_up() -> None:
    """What the file asks for stands in an encrypted safe, where nobody can count it beforehand."""
    hidden = sequence(certificate_bag(issued().der), shrouded_key_bag(pkcs8(), rounds=HIDDEN_ROUNDS))
    data = pfx(encrypted_info(hidden))
    started = time.monotonic()
    assert problem_of(data) is Problem.LIMITS
    assert pfx_opening.LONGEST < time.monotonic() - started < 30
    assert not multiprocessing.active_children()
    # The same file costs nothing with a wrong password.
    assert problem_of(data, b"wrong") is Problem.PASSPHRASE_WRONG


def test_the_primes_of_a_huge_key_are_not_tested_for_ever() -> None:
    assert problem_of(pfx(data_info(sequence(certificate_bag(issued().der), key_bag(huge_key()))))) is Problem.LIMITS
    assert not multiprocessing.active_children()


def test_work_that_stands_in_the_open_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pfx_opening, "_LONGEST_START", 0)  # with which no process would be waited for
    with pytest.raises(ShieldwizError, match="rounds of key derivation"):
        open_pfx(pfx(data_info(sequence(shrouded_key_bag(pkcs8(), rounds=HIDDEN_ROUNDS)))), PASSWORD)


def test_a_process_that_does_not_start_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pfx_opening, "_LONGEST_START", 0)
    with pytest.raises(ShieldwizError, match="was given up") as caught:
        open_pfx(usual_pfx(), PASSWORD)
    assert (caught.value.problem, "very busy" in caught.value.hint) == (Problem.LIMITS, True)
    assert not multiprocessing.active_children()


def test_a_process_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pfx_opening, "_LONGEST_ANSWER", 0)
    assert problem_of(usual_pfx()) is Problem.LIMITS
    assert not multiprocessing.active_children()


# ------------------------------------------------------------------------------------------------ processes that end


class _EndsItsReader(bytes):
    """A PFX whose arrival ends the process, as a fault of the library would."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (7,)


class _EndsItsReaderBefore(bytes):
    """A PFX for which nobody is there any more when it is sent."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        return bytes, (bytes(self),)


@pytest.mark.parametrize("kind", [_EndsItsReader, _EndsItsReaderBefore])
def test_a_process_that_ends_is_like_damage(kind: type[bytes]) -> None:
    data = usual_pfx()
    assert open_pfx(data, PASSWORD).certificate == certificate()
    assert problem_of(kind(data)) is Problem.PASSPHRASE_WRONG
    assert not multiprocessing.active_children()


def test_a_process_that_never_comes_to_life_is_no_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_pfx(usual_pfx(), PASSWORD).certificate == certificate()
    monkeypatch.setenv("PYTHONHOME", os.devnull)  # with which no Python starts
    assert problem_of(usual_pfx()) is Problem.READ_FAILED
    assert not multiprocessing.active_children()


# ------------------------------------------------------------------------------------------------------------- damage


def in_version(der: bytes, version: int) -> bytes:
    return changed(der, (0, 0, 0), lambda _: number(version))


def only(*bags: bytes) -> bytes:
    return pfx(data_info(sequence(*bags)))


def test_damage_is_the_same_as_a_wrong_password(capfd: pytest.CaptureFixture[str]) -> None:
    usual = written(*SERVER_2019)
    rsa_key_of_nothing = sequence(number(0), sequence(identifier(b"\x2a"), b"\x05\x00"), encode_tlv(4, b""))
    for data in (
        usual[:-40] + bytes([usual[-40] ^ 1]) + usual[-39:],
        changed(usual, (2, 1), lambda _: encode_tlv(4, b"other salt")),
        only(certificate_bag(b"no certificate")),
        only(certificate_bag(b"no certificate"), key_bag(pkcs8())),
        only(certificate_bag(issued().der[:-1])),
        only(certificate_bag(in_version(issued().der, 9))),
        only(certificate_bag(in_version(issued().der, 9)), key_bag(pkcs8())),
        only(certificate_bag(issued().der), key_bag(sequence())),
        only(key_bag(rsa_key_of_nothing)),
    ):
        assert problem_of(data) is Problem.PASSPHRASE_WRONG
        assert load_pfx(data, PASSWORD) is None
    assert capfd.readouterr() == ("", "")  # the other process says nothing on the terminal


def test_damage_before_the_password_is_no_pfx() -> None:
    for data in (b"", usual_pfx()[:-1], usual_pfx() + b"\0", indefinite(usual_pfx()), issued().der):
        assert problem_of(data) is Problem.KIND


def test_what_the_library_does_not_know_is_passed_over() -> None:
    unknown = bag(b"\x2a\x03", sequence(b"\x05\x00"))
    assert open_pfx(only(unknown, certificate_bag(issued().der)), PASSWORD).others == (issued(),)


def test_the_answer_to_a_wrong_password() -> None:
    error = wrong_password()
    assert (error.problem, error.message) == (
        Problem.PASSPHRASE_WRONG,
        "The password does not open this PFX, or the file is damaged.",
    )
    with pytest.raises(ShieldwizError) as caught:
        open_pfx(usual_pfx(), b"hunter2")
    assert "hunter2" not in f"{caught.value!r} {caught.value.hint} {caught.value.__cause__!r}"


# ------------------------------------------------------------------------------------------ what the other process does


def test_what_is_loaded_goes_through_a_pipe_as_der() -> None:
    assert load_pfx(usual_pfx(), PASSWORD) == (pkcs8(), certificate().der, ())
    assert load_pfx(usual_pfx(), b"wrong") is None
    assert load_pfx(library_pfx(NoEncryption()), b"") == (pkcs8(), issued().der, (authority().der,))
    assert load_pfx(only(key_bag(pkcs8())), b"") == (pkcs8(), None, ())
    assert load_pfx(only(certificate_bag(issued().der)), b"") == (None, None, (issued().der,))
    here, there = multiprocessing.Pipe()
    here.send((usual_pfx(), PASSWORD))
    pfx_opening._answer(there)
    assert (here.recv(), here.recv()) == ("ready", (pkcs8(), certificate().der, ()))


def test_nobody_is_warned_about_odd_der() -> None:
    whole = written(*SERVER_2019)
    odd = whole[:6] + b"\x83" + whole[7:]  # a version that is not written in DER
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load_pfx(odd, PASSWORD) == load_pfx(whole, PASSWORD)
