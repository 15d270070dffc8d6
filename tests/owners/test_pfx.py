# SPDX-License-Identifier: Apache-2.0

import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12, serialize_key_and_certificates

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, encode_tlv, read_one
from shieldwiz.certificates.pfx_attributes import DATA, KEY_BAG, SHROUDED_KEY_BAG, read_pfx_facts
from shieldwiz.checks import Outcome
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.owners import pfx_structure
from shieldwiz.owners.owner import Owner, SoftwareKey
from shieldwiz.owners.passphrases import make_passphrase
from shieldwiz.owners.pfx import MAX_PFX, PfxForm, owner_from_pfx, read_pfx, write_pfx
from shieldwiz.owners.pfx_structure import KEY_STORAGE_PROVIDER, key_sizes, name_key_storage_provider
from tests.owners.conftest import NOW, SAMPLE_PASSPHRASE, VECTORS
from tests.owners.test_owner import Token

PASSWORD = "bolan-gedit-harun-pilot"


@pytest.fixture(scope="session")
def both_forms(owner: Owner) -> dict[PfxForm, tuple[bytes, bytes]]:
    return {
        form: (signing.data, encryption.data)
        for form in PfxForm
        for signing, encryption in [write_pfx(owner, PASSWORD, form=form)]
    }


def problem_of(data: bytes, password: str = PASSWORD) -> tuple[Problem, str]:
    with pytest.raises(ShieldwizError) as caught:
        read_pfx(data, password)
    return caught.value.problem, caught.value.message


def openssl(folder: Path, *arguments: str, password: str = PASSWORD) -> str:
    (folder / "password.txt").write_text(password, encoding="utf-8")
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("form", PfxForm)
@pytest.mark.parametrize("password", [PASSWORD, "Über/$ 'x' 日本", "x", "x" * 127])
def test_an_owner_goes_out_and_comes_back(owner: Owner, form: PfxForm, password: str) -> None:
    signing, encryption = write_pfx(owner, password, form=form)
    assert (signing.name, encryption.name) == ("Finance-signing.pfx", "Finance-encryption.pfx")
    back = owner_from_pfx("Accounts", [signing.data, encryption.data], password, now=NOW)
    assert (back.owner, back.owner.name) == (owner, "Accounts")
    assert Outcome.FAIL not in {check.outcome for check in back.checks}


def test_a_generated_passphrase_is_a_password(owner: Owner) -> None:
    password = make_passphrase()
    assert read_pfx(write_pfx(owner, password)[0].data, password).certificate == owner.signing


@pytest.mark.parametrize("form", PfxForm)
def test_openssl_opens_both_and_sees_the_provider(
    both_forms: dict[PfxForm, tuple[bytes, bytes]], owner: Owner, tmp_path: Path, form: PfxForm
) -> None:
    for role, data, certificate in zip(
        ("signing", "encryption"), both_forms[form], (owner.signing, owner.encryption), strict=True
    ):
        (tmp_path / "x.pfx").write_bytes(data)
        legacy = ["-legacy"] if form is PfxForm.SERVER_2016 else []
        said = openssl(tmp_path, "pkcs12", "-in", "x.pfx", "-info", "-nodes", "-passin", "file:password.txt", *legacy)
        assert f"Microsoft CSP Name: {KEY_STORAGE_PROVIDER}" in said
        assert said.count(f"friendlyName: Finance {role}") == 2
        assert certificate.x509.public_bytes(Encoding.PEM).decode() in said
        expected = {
            PfxForm.SERVER_2016: ("MAC: sha1, Iteration 2048", "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 20000"),
            PfxForm.SERVER_2019: ("MAC: sha256, Iteration 2048", "PBKDF2, AES-256-CBC, Iteration 20000"),
        }[form]
        assert all(part in said for part in expected)


@pytest.mark.parametrize("form", PfxForm)
def test_a_wrong_password_is_refused_by_everybody(
    both_forms: dict[PfxForm, tuple[bytes, bytes]], tmp_path: Path, form: PfxForm
) -> None:
    data = both_forms[form][0]
    for wrong in ("", "wrong", PASSWORD + "x", "secret\ud800"):
        assert problem_of(data, wrong)[0] is Problem.PASSPHRASE_WRONG
    (tmp_path / "x.pfx").write_bytes(data)
    refused = subprocess.run(
        ["openssl", "pkcs12", "-in", "x.pfx", "-nodes", "-passin", "pass:wrong"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode != 0
    assert "invalid password" in refused.stderr
    with pytest.raises(ValueError, match="Invalid password"):
        load_pkcs12(data, b"wrong")


@pytest.mark.parametrize("form", PfxForm)
def test_the_provider_is_seen_by_our_reader(both_forms: dict[PfxForm, tuple[bytes, bytes]], form: PfxForm) -> None:
    for data in both_forms[form]:
        facts = read_pfx_facts(data)
        assert (facts.key_provider, facts.provider_visible) == (KEY_STORAGE_PROVIDER, True)
        assert load_pkcs12(data, PASSWORD.encode()).key is not None


def test_the_library_alone_names_no_provider(owner: Owner) -> None:
    # When it does one day, our own addition can go.
    key = owner.software_keys()[0].private_key
    plain = serialize_key_and_certificates(b"x", key, owner.signing.x509, None, BestAvailableEncryption(b"x"))
    assert read_pfx_facts(plain).key_provider is None
    assert read_pfx_facts(name_key_storage_provider(plain, "x")).key_provider == KEY_STORAGE_PROVIDER


def test_attributes_are_in_the_order_of_der(both_forms: dict[PfxForm, tuple[bytes, bytes]], tmp_path: Path) -> None:
    (tmp_path / "x.pfx").write_bytes(both_forms[PfxForm.SERVER_2019][0])
    said = openssl(tmp_path, "pkcs12", "-in", "x.pfx", "-nocerts", "-nodes", "-passin", "file:password.txt")
    names = re.findall(r"^ {4}(localKeyID|friendlyName|Microsoft CSP Name):", said, re.MULTILINE)
    # DER sorts by the bytes, and the length comes first in them.
    assert names == ["localKeyID", "friendlyName", "Microsoft CSP Name"]


@pytest.mark.parametrize("password", ["", "x" * 1_025, "x" * 128, "tab\there", "nul\0", "smile 😀", "half \ud83d"])
def test_a_password_that_windows_could_not_take_is_refused(owner: Owner, password: str) -> None:
    with pytest.raises(ShieldwizError) as caught:
        write_pfx(owner, password)
    assert caught.value.problem is Problem.PASSPHRASE


def test_a_key_on_a_device_is_not_exported(owner: Owner) -> None:
    on_token = Owner(
        name="Token", signing=owner.signing, encryption=owner.encryption, signer=Token(), unwrapper=Token()
    )
    with pytest.raises(ShieldwizError) as caught:
        write_pfx(on_token, PASSWORD)
    assert caught.value.problem is Problem.NOT_FIT


def test_a_key_of_another_certificate_is_not_exported(owner: Owner, other_owner: Owner) -> None:
    signer, unwrapper = other_owner.software_keys()
    mixed = Owner(name="Mixed", signing=owner.signing, encryption=owner.encryption, signer=signer, unwrapper=unwrapper)
    with pytest.raises(ShieldwizError) as caught:
        write_pfx(mixed, PASSWORD)
    assert caught.value.problem is Problem.NOT_FIT


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a/b\\c", "a_b_c"),
        ("..", "_.."),
        ("-x", "_-x"),
        ("nul.txt", "_nul.txt"),
        ("COM1 .x", "_COM1 .x"),
        ("CON", "CON"),
        ("console.x", "console.x"),
        ('<>:"|?*', "_______"),
        ("St. Gallen – Überblick", "St. Gallen – Überblick"),
        ("𝔘" * 64, "𝔘" * 50),
    ],
)
def test_file_names_are_taken_by_every_system(owner: Owner, tmp_path: Path, name: str, stem: str) -> None:
    files = write_pfx(owner.named(name), PASSWORD)
    assert [file.name for file in files] == [f"{stem}-signing.pfx", f"{stem}-encryption.pfx"]
    for file in files:
        (tmp_path / file.name).write_bytes(file.data)
    assert len(list(tmp_path.iterdir())) == 2
    opened = load_pkcs12(files[0].data, PASSWORD.encode())
    assert opened.cert is not None
    assert opened.cert.friendly_name == f"{name} signing".replace("𝔘", "?").encode()


# ----------------------------------------------------------------------------------------------- other people's files


@pytest.mark.parametrize("signing", ["owner.signing.pfx", "owner.signing.2016.pfx"])
def test_the_files_of_the_second_implementation_are_an_owner(sample_owner: Owner, signing: str) -> None:
    folder = VECTORS / "formats"
    files = [(folder / name).read_bytes() for name in ("owner.encryption.pfx", signing)]
    found = owner_from_pfx("Sample owner", files, SAMPLE_PASSPHRASE, now=NOW)
    assert found.owner == sample_owner
    old = [check for check in found.checks if check.id == "pfx-encryption"]
    assert [check.outcome for check in old] == ([Outcome.NOTE] if "2016" in signing else [])
    assert all("3DES/SHA-1" in check.detail for check in old)


def made(
    *, signs: bool = False, encrypts: bool = False, usage: bool = True, key: rsa.RSAPrivateKey | None = None
) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A key and a self-signed certificate with these usages, or without the extension."""
    key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Made elsewhere")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(NOW - timedelta(1)).not_valid_after(NOW + timedelta(9))
    if usage:
        builder = builder.add_extension(
            x509.KeyUsage(
                digital_signature=signs,
                data_encipherment=encrypts,
                key_encipherment=True,
                content_commitment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    return key, builder.sign(key, hashes.SHA256())


def pfx(key: rsa.RSAPrivateKey | EllipticCurvePrivateKey | None, certificate: x509.Certificate | None) -> bytes:
    return serialize_key_and_certificates(b"x", key, certificate, None, BestAvailableEncryption(PASSWORD.encode()))


def test_one_file_serves_both_roles_where_its_usages_allow_it() -> None:
    for entry in (made(signs=True, encrypts=True), made(usage=False)):
        found = owner_from_pfx("Both", [pfx(*entry)], PASSWORD, now=NOW).owner
        assert found.signing == found.encryption
        assert found.software_keys()[1].fits(found.encryption)


def test_the_usages_say_which_is_which_in_any_order() -> None:
    signing, encryption = made(signs=True), made(encrypts=True)
    for files in ([signing, encryption], [encryption, signing]):
        found = owner_from_pfx("Both", [pfx(*entry) for entry in files], PASSWORD, now=NOW).owner
        assert found.signing.x509 == signing[1]
        assert found.encryption.x509 == encryption[1]


def test_one_usage_that_is_clear_is_enough() -> None:
    either, signing = made(signs=True, encrypts=True), made(signs=True)
    found = owner_from_pfx("Both", [pfx(*either), pfx(*signing)], PASSWORD, now=NOW).owner
    assert found.signing.x509 == signing[1]


def test_a_person_decides_where_nothing_tells_which_is_which() -> None:
    first, second = (pfx(*made(signs=True, encrypts=True)) for _ in range(2))
    with pytest.raises(ShieldwizError, match="nothing tells which is which") as caught:
        owner_from_pfx("Both", [first, second], PASSWORD, now=NOW)
    assert caught.value.problem is Problem.DECISION_NEEDED
    for files in ([first, second], [second, first]):
        found = owner_from_pfx("Both", files, PASSWORD, now=NOW, signing_first=True).owner
        assert found.signing == read_pfx(files[0], PASSWORD).certificate


def test_usages_that_do_not_make_an_owner_are_refused() -> None:
    signing, encryption, neither = made(signs=True), made(encrypts=True), made()
    for files in ([signing, signing], [encryption], [signing], [encryption, neither], [neither]):
        with pytest.raises(ShieldwizError, match="by their key usage") as caught:
            owner_from_pfx("Both", [pfx(*entry) for entry in files], PASSWORD, now=NOW)
        assert caught.value.problem is Problem.NOT_FIT


@pytest.mark.parametrize("count", [0, 3])
def test_another_number_of_files_is_refused(count: int) -> None:
    with pytest.raises(ShieldwizError) as caught:
        owner_from_pfx("Both", [b""] * count, PASSWORD, now=NOW)
    assert caught.value.problem is Problem.USAGE


def test_a_name_that_cannot_be_is_refused() -> None:
    with pytest.raises(ShieldwizError) as caught:
        owner_from_pfx("a\nb", [b""], PASSWORD, now=NOW)
    assert caught.value.problem is Problem.NAME


def test_a_weak_key_is_refused() -> None:
    entry = made(signs=True, encrypts=True, key=rsa.generate_private_key(public_exponent=65537, key_size=1024))
    with pytest.raises(ShieldwizError) as caught:
        owner_from_pfx("Weak", [pfx(*entry)], PASSWORD, now=NOW)
    assert (caught.value.problem, caught.value.rule) == (Problem.NOT_FIT, "key")


def test_an_owner_from_elsewhere_may_have_run_out() -> None:
    entry = pfx(*made(signs=True, encrypts=True))
    found = owner_from_pfx("Old", [entry], PASSWORD, now=datetime(2040, 1, 1, tzinfo=NOW.tzinfo))
    assert found.owner.signing.not_after < datetime(2040, 1, 1, tzinfo=NOW.tzinfo)
    assert [check.outcome for check in found.checks if check.id == "validity"] != [Outcome.PASS, Outcome.PASS]


def test_what_holds_no_rsa_key_with_its_certificate_is_refused() -> None:
    key, certificate = made(signs=True)
    elliptic = generate_private_key(SECP256R1())
    assert problem_of(pfx(None, certificate))[0] is Problem.KIND
    assert problem_of(pfx(elliptic, None)) == (
        Problem.NOT_FIT,
        "No owner can be made of this: its key is not an RSA key.",
    )
    assert problem_of(pfx(key, None)) == (
        Problem.NOT_FIT,
        "No owner can be made of this: the certificate of its key is missing.",
    )


def test_a_certificate_that_is_no_certificate_of_its_key_is_not_taken(owner: Owner) -> None:
    key, _ = made(signs=True)
    elsewhere = owner.signing.x509
    with pytest.raises(ValueError, match="do not match"):
        pfx(key, elsewhere)  # the library refuses to write one, and to take one in a file of another program


@pytest.mark.parametrize(
    "data", [b"", b"0", b"hello", encode_tlv(SEQUENCE, b""), encode_tlv(SEQUENCE, encode_tlv(INTEGER, b"\3"))]
)
def test_something_else_is_no_pfx(data: bytes) -> None:
    assert problem_of(data)[0] is Problem.KIND


def test_a_part_too_few_is_told_as_damage(owner: Owner) -> None:
    no_key = pfx(None, owner.signing.x509)
    sequence, content_info = pfx_structure._sequence, pfx_structure._content_info
    key_bag = encode_tlv(OBJECT_IDENTIFIER, KEY_BAG)
    for infos in (
        sequence(),
        sequence(encode_tlv(OBJECT_IDENTIFIER, DATA)),
        content_info(sequence(sequence())),
        content_info(sequence(sequence(key_bag))),
        content_info(sequence(sequence(key_bag, b"\5\0", b"\x31\2\x30\0"))),
    ):
        assert problem_of(with_more(no_key, infos, PASSWORD))[0] is Problem.KIND


def test_the_library_warns_nobody_through_us(both_forms: dict[PfxForm, tuple[bytes, bytes]], owner: Owner) -> None:
    whole = both_forms[PfxForm.SERVER_2019][0]
    assert whole[4:7] == encode_tlv(INTEGER, b"\3")
    odd_version = whole[:6] + b"\x83" + whole[7:]
    with pytest.warns(UserWarning, match="could not be parsed as DER"):
        load_pkcs12(odd_version, PASSWORD.encode())
    assert read_pfx(odd_version, PASSWORD).certificate == owner.signing  # a warning would fail the test


def test_a_certificate_is_no_pfx(owner: Owner) -> None:
    assert problem_of(owner.signing.der)[0] is Problem.KIND


def test_more_than_1_mib_is_refused(both_forms: dict[PfxForm, tuple[bytes, bytes]]) -> None:
    data = both_forms[PfxForm.SERVER_2019][0]
    assert problem_of(data + bytes(MAX_PFX + 1 - len(data)))[0] is Problem.SIZE


def test_each_damaged_byte_is_noticed_or_harmless(both_forms: dict[PfxForm, tuple[bytes, bytes]], owner: Owner) -> None:
    whole = both_forms[PfxForm.SERVER_2019][0]
    refused = 0
    for at in range(0, len(whole), 37):
        try:
            entry = read_pfx(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], PASSWORD)
        except ShieldwizError:
            refused += 1
        else:
            assert entry.certificate == owner.signing
    assert refused > 60


def test_huge_work_is_refused_before_it_is_done(owner: Owner, tmp_path: Path) -> None:
    signing_key = owner.software_keys()[0]
    (tmp_path / "x.pem").write_bytes(signing_key.pkcs8_pem() + owner.signing.x509.public_bytes(Encoding.PEM))
    openssl(
        tmp_path, "pkcs12", "-export", "-in", "x.pem", "-out", "x.pfx", "-iter", "2048", "-passout", "file:password.txt"
    )
    whole = (tmp_path / "x.pfx").read_bytes()
    rounds = encode_tlv(INTEGER, (2048).to_bytes(2, "big"))
    assert read_pfx(whole, PASSWORD).certificate == owner.signing
    # the number of the MAC stands last; the same length keeps everything else as it is
    at = whole.rindex(rounds)
    assert problem_of(whole[:at] + encode_tlv(INTEGER, b"\x7f\xff") + whole[at + 4 :])[0] is Problem.PASSPHRASE_WRONG
    openssl(
        tmp_path,
        *("pkcs12", "-export", "-in", "x.pem", "-out", "y.pfx", "-passout", "file:password.txt", "-iter", "3000000"),
    )
    assert problem_of((tmp_path / "y.pfx").read_bytes())[0] is Problem.LIMITS


@pytest.mark.parametrize(
    ("options", "note"),
    [
        (["-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-3DES", "-legacy"], "3DES/SHA-1"),
        (["-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-RC2-40", "-legacy"], "RC2-40/SHA-1"),
        (["-certpbe", "PBE-SHA1-RC2-128", "-keypbe", "PBE-SHA1-RC2-128", "-legacy"], "RC2-128/SHA-1"),
        (["-certpbe", "AES-128-CBC", "-keypbe", "AES-128-CBC"], ""),
    ],
)
def test_old_ways_of_locking_are_read_with_a_note(tmp_path: Path, options: list[str], note: str) -> None:
    key, certificate = made(signs=True, encrypts=True)
    (tmp_path / "x.pem").write_bytes(SoftwareKey(key).pkcs8_pem() + certificate.public_bytes(Encoding.PEM))
    openssl(tmp_path, "pkcs12", "-export", "-in", "x.pem", "-out", "x.pfx", "-passout", "file:password.txt", *options)
    found = owner_from_pfx("Old", [(tmp_path / "x.pfx").read_bytes()], PASSWORD, now=NOW)
    assert found.owner.signing == Certificate.from_der(certificate.public_bytes(Encoding.DER))
    notes = [check.detail for check in found.checks if check.id == "pfx-encryption"]
    assert len(notes) == bool(note)
    assert all(note in detail for detail in notes)


def test_a_pfx_without_a_password_is_read(tmp_path: Path) -> None:
    key, certificate = made(signs=True)
    (tmp_path / "x.pem").write_bytes(SoftwareKey(key).pkcs8_pem() + certificate.public_bytes(Encoding.PEM))
    openssl(tmp_path, "pkcs12", "-export", "-in", "x.pem", "-out", "x.pfx", "-passout", "pass:")
    assert read_pfx((tmp_path / "x.pfx").read_bytes(), "").certificate.x509 == certificate
    bare = serialize_key_and_certificates(b"x", key, certificate, None, NoEncryption())
    assert read_pfx(bare, "").certificate.x509 == certificate


def joined(first: bytes, second: bytes, password: str) -> bytes:
    """One PFX with what is in two."""
    _, others, _ = read_one(second, SEQUENCE).children()
    return with_more(first, b"".join(info.encoded for info in pfx_structure._content_infos(others)), password)


def with_more(pfx: bytes, infos: bytes, password: str) -> bytes:
    """A PFX with further content infos and a good MAC."""
    version, wrapped, mac_data = read_one(pfx, SEQUENCE).children()
    safes = encode_tlv(SEQUENCE, b"".join(info.encoded for info in pfx_structure._content_infos(wrapped)) + infos)
    mac = pfx_structure._mac_data(mac_data, safes, password)
    return pfx_structure._sequence(version.encoded, pfx_structure._content_info(safes), mac)


def test_a_huge_key_is_refused_before_anybody_tests_its_primes(owner: Owner) -> None:
    no_key = pfx(None, owner.signing.x509)
    algorithm = pfx_structure._sequence(encode_tlv(OBJECT_IDENTIFIER, b"\x2a"))
    value = pfx_structure._sequence(algorithm, encode_tlv(OCTET_STRING, bytes(9_000)))
    bag = pfx_structure._sequence(encode_tlv(OBJECT_IDENTIFIER, SHROUDED_KEY_BAG), encode_tlv(0xA0, value))
    info = pfx_structure._content_info(pfx_structure._sequence(bag))
    assert problem_of(with_more(no_key, info, PASSWORD))[0] is Problem.LIMITS


def test_a_pfx_with_two_keys_is_refused(both_forms: dict[PfxForm, tuple[bytes, bytes]]) -> None:
    data = joined(*both_forms[PfxForm.SERVER_2019], PASSWORD)
    assert len(key_sizes(data)) == 2
    assert load_pkcs12(data, PASSWORD.encode()).key is not None  # the library takes the first without a word
    assert problem_of(data) == (Problem.NOT_FIT, "No owner can be made of this: it holds more than one key.")


def test_nothing_said_shows_a_key_or_a_password(owner: Owner, both_forms: dict[PfxForm, tuple[bytes, bytes]]) -> None:
    entry = read_pfx(both_forms[PfxForm.SERVER_2019][0], PASSWORD)
    assert "SoftwareKey(RSA, 2048 bits)" in repr(entry)
    with pytest.raises(ShieldwizError) as caught:
        read_pfx(both_forms[PfxForm.SERVER_2019][0], "hunter2")
    assert "hunter2" not in repr(caught.value) + caught.value.hint + repr(caught.value.__cause__)
