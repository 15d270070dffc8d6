# SPDX-License-Identifier: Apache-2.0

import copy
import math
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.metadata import read_metadata
from shieldwiz.guardians.pair_signatures import verify_signature
from shieldwiz.owners import owner as module
from shieldwiz.owners.owner import (
    LOSS_IS_FINAL,
    Owner,
    SoftwareKey,
    cannot_open,
    check_owner,
    create_owner,
    refuse_unfit,
)
from shieldwiz.xml_reading import parse_xml
from tests.owners.conftest import NOW, VECTORS

HASHES = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def extensions(certificate: Certificate) -> list[tuple[x509.ExtensionType, bool]]:
    return [(extension.value, extension.critical) for extension in certificate.x509.extensions]


def usage(certificate: Certificate) -> set[str]:
    value = certificate.x509.extensions.get_extension_for_class(x509.KeyUsage).value
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    return {name for name in (*names, "key_cert_sign", "crl_sign") if getattr(value, name)}


def test_certificates_have_the_form_of_formats_2_5(owner: Owner) -> None:
    for certificate, role in ((owner.signing, "Signing"), (owner.encryption, "Encryption")):
        key = certificate.rsa_key()
        assert key is not None
        assert (key.key_size, key.public_numbers().e) == (2048, 65537)
        assert certificate.subject == certificate.issuer == f"CN=Shielded VM {role} Certificate (Finance)"
        assert isinstance(certificate.x509.signature_hash_algorithm, hashes.SHA256)
        assert certificate.not_before == NOW - timedelta(hours=1)
        assert certificate.not_after == NOW.replace(year=2036)
        certificate.x509.verify_directly_issued_by(certificate.x509)
        (constraints, first), (_, second), (identifier, third) = extensions(certificate)
        assert (constraints, first) == (x509.BasicConstraints(ca=False, path_length=None), True)
        assert second is True
        assert (identifier, third) == (x509.SubjectKeyIdentifier.from_public_key(key), False)
    assert usage(owner.signing) == {"digital_signature"}
    assert usage(owner.encryption) == {"data_encipherment", "key_encipherment"}
    assert owner.signing.x509.serial_number != owner.encryption.x509.serial_number


def test_serial_numbers_have_up_to_159_random_bits() -> None:
    serials = [x509.random_serial_number() for _ in range(100)]
    assert 150 < max(serial.bit_length() for serial in serials) <= 159


@pytest.mark.parametrize("size", [3072, 4096])
def test_larger_keys_are_made_where_asked_for(size: int) -> None:
    owner = create_owner("Finance", key_size=size, now=NOW)
    signing_key, encryption_key = owner.software_keys()
    assert (signing_key.private_key.key_size, encryption_key.private_key.key_size) == (size, size)
    assert len(owner.signer.sign(b"x")) == size // 8


def test_a_given_subject_stands_in_both_certificates() -> None:
    owner = create_owner("Finance", key_size=2048, subject="CN=Finance,O=Contoso,C=US", now=NOW)
    assert owner.signing.subject == owner.encryption.subject == "CN=Finance,O=Contoso,C=US"


@pytest.mark.parametrize(
    "subject",
    ["", "Finance", "CN=", "C=USA", "CN=a\u202eb", "CN=a\nb", "CN=" + "a" * 65, ",".join(["O=" + "x" * 60] * 20)],
)
def test_an_impossible_subject_is_refused(subject: str) -> None:
    with pytest.raises(ShieldwizError, match="not a subject") as caught:
        create_owner("Finance", key_size=2048, subject=subject, now=NOW)
    assert caught.value.problem is Problem.USAGE
    assert "\u202e" not in caught.value.message


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("x" * 27, "(" + "x" * 27 + ")"),
        ("x" * 28, "(" + "x" * 24 + "…)"),
        ("ü" * 64, "(" + "ü" * 12 + "…)"),
        ("Finance of the large group West", "(Finance of the large gro…)"),
    ],
)
def test_a_long_name_is_shortened_in_the_subject_alone(name: str, short: str) -> None:
    owner = create_owner(name, key_size=2048, now=NOW)
    common_name = owner.encryption.x509.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
    assert common_name == f"Shielded VM Encryption Certificate {short}"
    assert owner.name == name


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"key_size": 1024}, Problem.USAGE),
        ({"key_size": 8192}, Problem.USAGE),
        ({"years": 0}, Problem.USAGE),
        ({"years": 101}, Problem.USAGE),
    ],
)
def test_other_choices_are_refused(choices: dict[str, int], problem: Problem) -> None:
    with pytest.raises(ShieldwizError) as caught:
        create_owner("Finance", now=NOW, **choices)  # type: ignore[arg-type]  # which argument it is, is the test's matter
    assert caught.value.problem is problem


@pytest.mark.parametrize("name", ["", " x", "a\nb", "a\u202eb", "x" * 65])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        create_owner(name, now=NOW)
    assert caught.value.problem is Problem.NAME


def test_years_are_counted_by_the_calendar() -> None:
    leap_day = datetime(2028, 2, 29, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    assert create_owner("Finance", key_size=2048, years=1, now=leap_day).signing.not_after == datetime(
        2029, 2, 28, 22, 30, tzinfo=UTC
    )
    assert create_owner("Finance", key_size=2048, years=4, now=leap_day).signing.not_after == datetime(
        2032, 2, 29, 22, 30, tzinfo=UTC
    )


def test_a_fresh_owner_passes_every_rule_of_its_roles(owner: Owner) -> None:
    checks = check_owner(owner, now=NOW)
    assert {check.about for check in checks} == {"signing", "encryption"}
    assert {check.outcome for check in checks} <= {Outcome.PASS, Outcome.NOTE}


def test_the_guardian_carries_both_signatures(owner: Owner) -> None:
    guardian = owner.guardian
    assert guardian.name == "Finance"
    assert guardian.fingerprint == owner.fingerprint
    assert guardian.vouches_for_encryption() is True
    own = guardian.self_signature
    assert verify_signature(own.algorithm, owner.signing, own.value, owner.signing.der) is True


def test_the_metadata_is_that_of_the_second_implementation(sample_owner: Owner) -> None:
    assert sample_owner.metadata == (VECTORS / "formats" / "owner.metadata.xml").read_bytes()


def test_the_metadata_names_the_pair(owner: Owner) -> None:
    assert read_metadata(parse_xml(owner.metadata)).guardian == owner.guardian


def test_owners_are_equal_when_their_certificates_are(owner: Owner, other_owner: Owner) -> None:
    assert owner.named("Accounts") == owner
    assert owner.named("Accounts").name == "Accounts"
    assert owner != other_owner


@pytest.mark.parametrize("digest", HASHES)
@pytest.mark.parametrize("mgf", HASHES)
def test_what_was_locked_for_the_certificate_opens(owner: Owner, digest: str, mgf: str) -> None:
    public = owner.encryption.rsa_key()
    assert public is not None
    scheme = padding.OAEP(mgf=padding.MGF1(HASHES[mgf]), algorithm=HASHES[digest], label=None)
    assert owner.unwrapper.unwrap(public.encrypt(b"secret", scheme), digest=digest, mgf=mgf) == b"secret"


def damaged(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


@pytest.mark.parametrize("spoil", [damaged, lambda data: data[:-1], lambda data: data + b"x", lambda _: b""])
def test_every_failure_to_open_is_told_in_the_same_words(owner: Owner, spoil: Callable[[bytes], bytes]) -> None:
    public = owner.encryption.rsa_key()
    assert public is not None
    scheme = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    with pytest.raises(ShieldwizError) as caught:
        owner.unwrapper.unwrap(spoil(public.encrypt(b"secret", scheme)), digest="sha256", mgf="sha256")
    expected = cannot_open()
    assert (caught.value.problem, caught.value.message) == (Problem.CANNOT_OPEN, expected.message)
    assert (caught.value.hint, caught.value.detail, caught.value.rule) == (expected.hint, "", "")


def test_a_signature_verifies_under_the_signing_certificate(owner: Owner) -> None:
    public = owner.signing.rsa_key()
    assert public is not None
    public.verify(owner.signer.sign(b"data"), b"data", padding.PKCS1v15(), hashes.SHA256())


def secrets_of(key: SoftwareKey) -> tuple[str, ...]:
    numbers = key.private_key.private_numbers()
    return tuple(f(n) for n in (numbers.d, numbers.p, numbers.q) for f in (str, lambda n: f"{n:x}"))


def test_no_text_shows_a_key(owner: Owner) -> None:
    signing_key, encryption_key = owner.software_keys()
    for text in (repr(owner), str(owner), f"{owner}", repr(signing_key), str(signing_key), f"{encryption_key}"):
        assert not [secret for key in (signing_key, encryption_key) for secret in secrets_of(key) if secret in text]
    assert repr(signing_key) == "SoftwareKey(RSA, 2048 bits)"


def test_a_key_is_not_pickled_by_accident(owner: Owner) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(owner)
    # a copy is the same key, not a second one lying about
    assert copy.copy(owner.software_keys()[0]).private_key is owner.software_keys()[0].private_key


class Token:
    """A signer and unwrapper whose keys nobody sees."""

    def sign(self, data: bytes) -> bytes:
        return data

    def unwrap(self, ciphertext: bytes, *, digest: str, mgf: str) -> bytes:
        return ciphertext + digest.encode() + mgf.encode()


def test_keys_on_a_device_cannot_be_taken_out(owner: Owner) -> None:
    for signer, unwrapper in ((Token(), owner.unwrapper), (owner.signer, Token())):
        on_token = Owner(
            name="Token", signing=owner.signing, encryption=owner.encryption, signer=signer, unwrapper=unwrapper
        )
        with pytest.raises(ShieldwizError, match="cannot leave the device") as caught:
            on_token.software_keys()
        assert caught.value.problem is Problem.NOT_FIT


def with_keys(owner: Owner, signer: SoftwareKey, unwrapper: SoftwareKey) -> Owner:
    return Owner(
        name=owner.name, signing=owner.signing, encryption=owner.encryption, signer=signer, unwrapper=unwrapper
    )


def test_a_key_of_another_certificate_is_no_owner(owner: Owner, other_owner: Owner) -> None:
    (signing_key, encryption_key), (other_signing, other_encryption) = (
        owner.software_keys(),
        other_owner.software_keys(),
    )
    for spoiled, word in (
        (with_keys(owner, other_signing, encryption_key), "signing key does not belong to the signing"),
        (with_keys(owner, signing_key, other_encryption), "encryption key does not belong to the encryption"),
    ):
        with pytest.raises(ShieldwizError, match=word) as caught:
            refuse_unfit(spoiled, now=NOW)
        assert caught.value.problem is Problem.NOT_FIT


def self_signed(key: SoftwareKey, *, signs: bool) -> Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Finance")])
    end = NOW.replace(year=2036)
    return module._self_signed(key, subject, module._usage(signs=signs), NOW, end)


def test_swapped_roles_are_refused(owner: Owner) -> None:
    signing_key, encryption_key = owner.software_keys()
    swapped = Owner(
        name="Finance",
        signing=owner.encryption,
        encryption=owner.signing,
        signer=encryption_key,
        unwrapper=signing_key,
    )
    with pytest.raises(ShieldwizError) as caught:
        refuse_unfit(swapped, now=NOW)
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_FIT, "key-usage")


def test_a_pair_that_shares_a_prime_is_refused(owner: Owner, other_owner: Owner) -> None:
    first, second = (one.software_keys()[0].private_key.private_numbers() for one in (owner, other_owner))
    keys = []
    for p, q in ((first.p, second.p), (first.p, second.q)):
        private = pow(65537, -1, math.lcm(p - 1, q - 1))
        numbers = rsa.RSAPrivateNumbers(
            p=p,
            q=q,
            d=private,
            dmp1=rsa.rsa_crt_dmp1(private, p),
            dmq1=rsa.rsa_crt_dmq1(private, q),
            iqmp=rsa.rsa_crt_iqmp(p, q),
            public_numbers=rsa.RSAPublicNumbers(65537, p * q),
        )
        keys.append(SoftwareKey(numbers.private_key()))
    pair = Owner(
        name="Finance",
        signing=self_signed(keys[0], signs=True),
        encryption=self_signed(keys[1], signs=False),
        signer=keys[0],
        unwrapper=keys[1],
    )
    with pytest.raises(ShieldwizError, match="share a prime") as caught:
        refuse_unfit(pair, now=NOW)
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_FIT, "W8")


def test_an_owner_outlives_its_certificates_but_does_not_begin_before_them(owner: Owner) -> None:
    refuse_unfit(owner, now=NOW.replace(year=2040))
    with pytest.raises(ShieldwizError) as caught:
        refuse_unfit(owner, now=NOW - timedelta(days=1))
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_FIT, "validity")


def test_only_a_sound_rsa_key_is_taken_from_der(owner: Owner) -> None:
    key = owner.software_keys()[0]
    der = key.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    assert SoftwareKey.from_der(der).fits(owner.signing)
    elliptic = generate_private_key(SECP256R1()).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    for bad in (b"", der[:-1], elliptic, bytes(5_001), der[:200] + damaged(der[200:])):
        with pytest.raises(ShieldwizError) as caught:
            SoftwareKey.from_der(bad)
        assert caught.value.problem is Problem.KEY_FILE
        assert caught.value.__context__ is None  # it may quote the key


def test_the_loss_is_called_final() -> None:
    assert "not us" in LOSS_IS_FINAL
    assert "backup" in LOSS_IS_FINAL
