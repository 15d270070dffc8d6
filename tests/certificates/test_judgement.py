# SPDX-License-Identifier: Apache-2.0
"""A verdict over a whole file or a pair, every sample of other tools, and the value that HGS wants of a dump key."""

import hashlib
import json
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs7, pkcs12

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.containers import CertificateFile
from shieldwiz.certificates.issuing import COMMUNICATIONS, ENCRYPTION, SIGNING
from shieldwiz.certificates.judgement import (
    CertificateVerdict,
    Vouching,
    _file_checks,
    dump_encryption_hash,
    judge_certificate_file,
    judge_pair,
)
from shieldwiz.certificates.pfx_attributes import PfxFacts
from shieldwiz.certificates.roles import Role
from shieldwiz.checks import Outcome, VerdictWord, open_ids
from shieldwiz.errors import Problem, ShieldwizError
from tests.attacks.parties import with_modulus
from tests.certificates import file_making
from tests.certificates.making import DAY, Authority, authority, extended, made, names, rsa_key
from tests.certificates.numbers_for_keys import fermat_modulus, random_modulus
from tests.simulated_fabric import NOW

VECTORS = Path(__file__).parent.parent / "vectors/certificates"
EXPECTED = json.loads((VECTORS / "expected.json").read_bytes())
PASS, NOTE, WARN, FAIL = Outcome.PASS, Outcome.NOTE, Outcome.WARN, Outcome.FAIL
NOT_EVALUATED = Outcome.NOT_EVALUATED
PASSWORD = b"made-up"
AT_NOW = Vouching(now=NOW)
LEGACY = "Microsoft Enhanced Cryptographic Provider v1.0"


def judge(data: bytes | Certificate, *roles: Role, vouching: Vouching = AT_NOW, **options: Any) -> CertificateVerdict:
    der = data.der if isinstance(data, Certificate) else data
    return judge_certificate_file(der, roles or (Role.SIGNING,), vouching, **options)


def told(verdict: CertificateVerdict, check_id: str) -> list[tuple[Outcome, str]]:
    return [(check.outcome, check.reason) for check in verdict.checks if check.id == check_id]


def under(*roots: Authority, now: datetime = NOW) -> Vouching:
    return Vouching(now=now, roots=tuple(root.certificate for root in roots))


@pytest.fixture(scope="module")
def root() -> Authority:
    return authority("Root")


# the samples of other tools

# What refuses, or what is told beside an open trust basis: id and reason of the first such check.
DECIDING = {
    "good-signing.cer encryption": ("key-usage", "lacks-data-encipherment"),
    "good-signing.cer communications": ("key-usage", "lacks-data-encipherment"),
    "good-encryption.cer signing": ("key-usage", "lacks-digital-signature"),
    "no-key-usage.cer signing": ("key-usage", "absent"),
    "no-key-usage.cer communications": ("key-usage", "absent"),
    "ku-key-encipherment.cer encryption": ("key-usage", "lacks-data-encipherment"),
    "expired-signing.cer signing": ("validity", "expired"),
    "expired-encryption.pem encryption": ("validity", "expired"),
    "not-yet-valid.cer signing": ("validity", "not-yet-valid"),
    "backwards-dates.cer signing": ("form", "malformed"),
    "rsa-1024.cer signing": ("key", "too-short"),
    "rsa-2047.cer signing": ("key", "too-short"),
    "rsa-e3.cer signing": ("key", "exponent"),
    "rsa-e17.cer encryption": ("key", "exponent"),
    "ec-p256.cer signing": ("key", "not-rsa"),
    "ed25519.cer signing": ("key", "not-rsa"),
    "dsa-2048.cer signing": ("form", "certificate"),
    "rsa-pss-key.cer signing": ("key", "not-rsa"),
    "sha1-self-signed.cer signing": ("certificate-signature", "self-signed-weak"),
    "sha1-ca-issued.cer signing": ("certificate-signature", "weak-hash"),
    "md5-ca-issued.cer encryption": ("certificate-signature", "weak-hash"),
    "ca-true.cer signing": ("form", "authority"),
    "unknown-critical.cer signing": ("form", "unknown-critical"),
    "version1.cer signing": ("form", "version-1"),
    "duplicate-extension.cer signing": ("form", "malformed"),
    "weak-roca.cer signing": ("key", "roca"),
    "weak-fermat.cer signing": ("key", "close-primes"),
    "weak-small-factor.cer signing": ("key", "small-factor"),
    "weak-even-modulus.cer signing": ("key", "even"),
    "trailing-bytes.cer signing": ("form", "certificate"),
    "two-certificates.pem signing": ("form", "certificate"),
    "two-leaves.p7b signing": ("form", "certificate"),
    "guardian-encryption.pfx encryption": ("pfx", "no-provider"),
    "private-key.pem signing": ("form", "kind"),
    "request.csr signing": ("form", "kind"),
    "empty.cer signing": ("form", "kind"),
    "issuing-ca.cer signing": ("key-usage", "lacks-digital-signature"),
}


def judge_sample(case: dict[str, Any], vouching: Vouching = AT_NOW) -> CertificateVerdict:
    assert case["args"][:2] == ["--at", f"{NOW:%Y-%m-%dT%H:%M:%SZ}"]
    passphrase = None
    if len(case["args"]) > 2:
        assert case["args"][2] == "--passphrase-file"
        passphrase = (VECTORS / case["args"][3]).read_bytes().splitlines()[0]
    return judge((VECTORS / case["file"]).read_bytes(), Role(case["role"]), vouching=vouching, passphrase=passphrase)


@pytest.mark.parametrize("case", EXPECTED["cases"], ids=lambda case: f"{case['file']} {case['role']}")
def test_samples(case: dict[str, Any]) -> None:
    verdict = judge_sample(case)
    assert verdict.word == case["verdict"]
    assert verdict.trust_basis is None
    wanted = FAIL if case["verdict"] == "refused" else WARN
    deciding = [
        (check.id, check.reason)
        for check in verdict.checks
        if check.outcome is wanted and check.id not in {"chain", "trust-basis"}
    ]
    key = f"{case['file']} {case['role']}"
    assert (deciding[0] if deciding else None) == DECIDING.get(key)
    if case["verdict"] == "decide":
        assert "trust-basis" in open_ids(verdict.checks)
        assert ("validity" in open_ids(verdict.checks)) == (DECIDING.get(key) == ("validity", "expired"))


def test_all_fifty_samples_are_there() -> None:
    keys = [f"{case['file']} {case['role']}" for case in EXPECTED["cases"]]
    assert len(keys) == len(set(keys)) == 50
    assert set(DECIDING) <= set(keys)


def test_samples_under_their_root() -> None:
    """What that authority issued and nothing is wrong with is trusted; the rest is refused, or stays open."""
    vouching = replace(AT_NOW, roots=(Certificate.from_der((VECTORS / "issuing-ca.cer").read_bytes()),))
    words: dict[str, set[str]] = {}
    for case in EXPECTED["cases"]:
        verdict = judge_sample(case, vouching)
        words.setdefault(verdict.word, set()).add(f"{case['file'].split('.')[0]} {case['role']}")
        assert (verdict.trust_basis == "root") == (verdict.word is VerdictWord.TRUSTED)
    assert set(words) == {VerdictWord.TRUSTED, VerdictWord.REFUSED}  # the expired ones are older than the authority
    assert words[VerdictWord.TRUSTED] == {
        "base64-no-armour signing",
        "eku-server-only signing",
        "good-communications communications",
        "good-communications encryption",
        "good-communications signing",
        "good-encryption encryption",
        "good-signing signing",
        "html-subject signing",
        "leaf-and-chain signing",
        "pss-signature signing",
    }


# one file


def test_nothing_is_trusted_without_a_basis(root: Authority) -> None:
    for certificate in (made(), made(by=root)):
        verdict = judge(certificate)
        assert (verdict.word, verdict.trust_basis) == (VerdictWord.DECIDE, None)
        assert told(verdict, "trust-basis") == [(WARN, "none")]
        assert open_ids(verdict.checks) == ("trust-basis",)
        assert verdict.certificates == (certificate,)


def test_a_root_that_was_chosen_is_a_basis(root: Authority) -> None:
    verdict = judge(made(by=root), vouching=under(root))
    assert (verdict.word, verdict.trust_basis) == (VerdictWord.TRUSTED, "root")
    assert told(verdict, "trust-basis") == [(PASS, "")]
    assert told(verdict, "chain") == [(PASS, "reached")]


def test_a_root_that_does_not_fit_refuses(root: Authority) -> None:
    """A confirmation that was given and does not fit is worse than none."""
    for certificate in (made(), made(by=root)):
        verdict = judge(certificate, vouching=under(authority("Stranger")))
        assert (verdict.word, verdict.trust_basis) == (VerdictWord.REFUSED, None)
        assert told(verdict, "chain") == [(FAIL, "not-reached")]
        assert told(verdict, "trust-basis") == []


def test_a_basis_heals_nothing(root: Authority) -> None:
    weak = judge(with_modulus(made(by=root), fermat_modulus(1)), vouching=under(root))
    assert (weak.word, weak.trust_basis) == (VerdictWord.REFUSED, None)
    wrong = judge(made(by=root), Role.ENCRYPTION, vouching=under(root))
    assert (wrong.word, wrong.trust_basis) == (VerdictWord.REFUSED, None)
    expired = judge(made(by=root, end=NOW - DAY), vouching=under(root))
    assert (expired.word, expired.trust_basis) == (VerdictWord.DECIDE, None)
    assert open_ids(expired.checks) == ("validity",)


def test_the_authorities_in_the_file_lead_to_the_root(root: Authority) -> None:
    middle = authority("Middle", by=root)
    leaf = made(by=middle)
    together = leaf.pem + middle.certificate.pem
    assert judge(together, vouching=under(root)).word is VerdictWord.TRUSTED
    assert judge(leaf.pem, vouching=under(root)).word is VerdictWord.REFUSED
    bundle = pkcs7.serialize_certificates([leaf.x509, middle.certificate.x509], Encoding.DER)
    assert judge(bundle, vouching=under(root)).word is VerdictWord.TRUSTED
    # What came with the file is no root.
    assert judge(together + root.certificate.pem).word is VerdictWord.DECIDE


def test_revocation_lists_are_read(root: Authority) -> None:
    leaf = made(by=root)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.x509.subject)
    builder = builder.last_update(NOW - DAY).next_update(NOW + DAY)
    entry = x509.RevokedCertificateBuilder().serial_number(leaf.serial_number).revocation_date(NOW - DAY).build()
    fresh, naming = (
        one.sign(root.key, SHA256()).public_bytes(Encoding.DER)
        for one in (builder, builder.add_revoked_certificate(entry))
    )
    vouching = under(root)
    assert told(judge(leaf, vouching=vouching), "revocation") == [(NOT_EVALUATED, "no-list")]
    sound = judge(leaf, vouching=replace(vouching, crls=(fresh,)))
    assert (sound.word, told(sound, "revocation")) == (VerdictWord.TRUSTED, [(PASS, "not-revoked")])
    revoked = judge(leaf, vouching=replace(vouching, crls=(fresh, naming)))
    assert (revoked.word, told(revoked, "revocation")) == (VerdictWord.REFUSED, [(FAIL, "revoked")])
    # The issuer may have come with the file.
    together = judge(leaf.pem + root.certificate.pem, vouching=replace(AT_NOW, crls=(naming,)))
    assert told(together, "revocation") == [(FAIL, "revoked")]
    assert told(judge(leaf, vouching=replace(AT_NOW, crls=(naming,))), "revocation") == [
        (NOT_EVALUATED, "no-fitting-list")
    ]
    junk = judge(leaf, vouching=replace(vouching, crls=(b"junk",)))
    assert (junk.word, told(junk, "revocation")) == (VerdictWord.DECIDE, [(NOT_EVALUATED, "no-fitting-list")])


def test_several_roles_at_once() -> None:
    certificate = made(
        usages=COMMUNICATIONS | {"key_encipherment"},
        extensions=(extended("1.3.6.1.5.5.7.3.1"), names("hgs.contoso.test")),
    )
    roles = tuple(Role)
    verdict = judge(certificate, *roles, vouching=replace(AT_NOW, hosts=("hgs.contoso.test",)))
    assert verdict.word is VerdictWord.DECIDE
    assert {check.about for check in verdict.checks if check.id == "key"} == set(roles)
    assert told(verdict, "names") == [(PASS, "")]
    assert len(told(verdict, "chain")) == len(told(verdict, "revocation")) == len(roles)
    refused = judge(made(usages=SIGNING), Role.SIGNING, Role.ENCRYPTION)
    assert refused.word is VerdictWord.REFUSED
    assert told(refused, "key-usage") == [(PASS, ""), (FAIL, "lacks-data-encipherment")]


def test_no_role_at_all_is_nothing_to_trust(root: Authority) -> None:
    for vouching in (AT_NOW, under(root)):
        verdict = judge_certificate_file(made(by=root).der, (), vouching)
        assert (verdict.word, verdict.trust_basis) == (VerdictWord.DECIDE, None)


@pytest.mark.parametrize(
    ("role", "outcome"),
    [
        (Role.SIGNING, WARN),
        (Role.ENCRYPTION, WARN),
        (Role.COMMUNICATIONS, WARN),
        (Role.ATTESTATION_SIGNER, PASS),
        (Role.HTTPS, WARN),
        (Role.DUMP_ENCRYPTION, PASS),
    ],
)
def test_c09_self_signed(role: Role, outcome: Outcome, root: Authority) -> None:
    verdict = judge(made(usages=COMMUNICATIONS | {"key_encipherment"}), role)
    assert told(verdict, "chain") == [(outcome, "self-signed")]
    assert verdict.word is VerdictWord.DECIDE  # nobody vouched for it all the same
    assert told(judge(made(by=root), role), "chain") == [(WARN, "no-root")]
    assert told(judge(made(), role, vouching=under(root)), "chain") == [(FAIL, "not-reached")]


@pytest.mark.parametrize(
    "data",
    [b"", b"rubbish", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b"\x30\x03\x02\x01\x01"],
)
def test_what_is_no_certificate_is_refused_with_a_sentence(data: bytes) -> None:
    verdict = judge(data)
    assert (verdict.word, verdict.trust_basis, verdict.certificates) == (VerdictWord.REFUSED, None, ())
    (check,) = verdict.checks
    assert (check.id, check.outcome) == ("form", FAIL)
    assert check.detail.startswith("C01 ")
    assert check.reason in {Problem.KIND, Problem.CERTIFICATE}


# C14 to C16, what a PFX says


def pfx(leaf: Certificate, *, password: bytes | None = PASSWORD, key_name: str | None = "leaf") -> bytes:
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    key = rsa_key(key_name) if key_name else None
    return pkcs12.serialize_key_and_certificates(b"x", key, leaf.x509, None, encryption)


def test_a_password_says_nothing_about_a_certificate() -> None:
    data = pfx(made())
    with pytest.raises(ShieldwizError) as missing:
        judge(data)
    assert missing.value.problem is Problem.PASSPHRASE_NEEDED
    with pytest.raises(ShieldwizError) as wrong:
        judge(data, passphrase=b"wrong")
    assert wrong.value.problem is Problem.PASSPHRASE_WRONG
    with pytest.raises(ShieldwizError) as pair:
        judge_pair(data, made().der, AT_NOW)
    assert pair.value.problem is Problem.PASSPHRASE_NEEDED


def from_pfx(role: Role, *attributes: bytes) -> CertificateVerdict:
    return judge(file_making.usual_pfx(*attributes), role, passphrase=file_making.PASSWORD)


def with_facts(provider: str | None, *, encryption: str = "PBES2") -> CertificateFile:
    """A PFX as its reader tells of it: opening many would take long."""
    facts = PfxFacts(key_provider=provider, provider_visible=True, encryption=encryption)
    return CertificateFile(leaf=made(), container="PFX", has_private_key=True, key_fits=True, pfx=facts)


KEPT = "Microsoft Software Key Storage Provider"


@pytest.mark.parametrize(
    ("provider", "outcomes"),
    [
        (KEPT, {"hgs": (PASS, ""), "https": (PASS, "")}),
        ("microsoft platform crypto KEY STORAGE PROVIDER", {"hgs": (PASS, ""), "https": (PASS, "")}),
        (LEGACY, {"hgs": (FAIL, "legacy-provider"), "https": (NOTE, "legacy-provider")}),
        ("", {"hgs": (FAIL, "legacy-provider"), "https": (NOTE, "legacy-provider")}),
        (None, {"hgs": (WARN, "no-provider"), "https": (NOTE, "no-provider")}),
    ],
)
def test_c15_the_provider_of_the_key(provider: str | None, outcomes: dict[str, tuple[Outcome, str]]) -> None:
    def found(role: Role) -> list[tuple[Outcome, str]]:
        return [(check.outcome, check.reason) for check in _file_checks(with_facts(provider), role)]

    for role in (Role.SIGNING, Role.ENCRYPTION, Role.COMMUNICATIONS):
        assert found(role) == [outcomes["hgs"], (NOTE, "encryption")]
    assert found(Role.HTTPS) == [outcomes["https"], (NOTE, "encryption")]
    assert found(Role.ATTESTATION_SIGNER) == [(NOTE, "has-key")]
    assert found(Role.DUMP_ENCRYPTION) == [(WARN, "has-key")]


def test_c15_in_a_file() -> None:
    kept = from_pfx(Role.SIGNING, file_making.provider())
    assert told(kept, "pfx") == [(PASS, ""), (NOTE, "encryption")]
    assert {check.about for check in kept.checks if check.id == "pfx"} == {"signing"}
    assert told(from_pfx(Role.SIGNING), "pfx") == [(WARN, "no-provider"), (NOTE, "encryption")]


def test_c15_a_legacy_provider_is_named_with_a_way_out() -> None:
    attribute = file_making.provider(LEGACY.encode("utf-16-be"))
    (detail,) = [
        check.detail for check in from_pfx(Role.SIGNING, attribute).checks if check.reason == "legacy-provider"
    ]
    assert detail == (
        f"C15 The key comes from the legacy provider {LEGACY}, which HGS does not work with. Reissue it with a key "
        "storage provider."
    )


def test_c15_what_is_hidden_is_not_called_sound() -> None:
    content = file_making.sequence(
        file_making.certificate_bag(file_making.certificate().der),
        file_making.shrouded_key_bag(file_making.pkcs8(), file_making.provider()),
    )
    data = file_making.pfx(file_making.encrypted_info(content))
    verdict = judge(data, passphrase=file_making.PASSWORD)
    assert told(verdict, "pfx") == [(NOT_EVALUATED, "hidden"), (NOT_EVALUATED, "hidden")]
    assert [check.detail[:16] for check in verdict.checks if check.id == "pfx"] == [
        "C15 Not checked:",
        "C16 Not checked:",
    ]


def test_c14_a_key_that_does_not_fit_or_is_not_there() -> None:
    roles = tuple(Role)
    without = judge(pfx(made(), key_name=None), *roles, passphrase=PASSWORD)
    needless = {Role.ATTESTATION_SIGNER, Role.DUMP_ENCRYPTION}
    assert told(without, "pfx") == [(PASS, "") if role in needless else (FAIL, "no-key") for role in roles]
    content = file_making.sequence(file_making.certificate_bag(file_making.certificate().der))
    keys = file_making.sequence(file_making.shrouded_key_bag(file_making.pkcs8(2)))
    data = file_making.pfx(file_making.encrypted_info(content), file_making.data_info(keys))
    other = judge(data, *roles, passphrase=file_making.PASSWORD)
    expected = {Role.ATTESTATION_SIGNER: (NOTE, "has-key"), Role.DUMP_ENCRYPTION: (WARN, "has-key")}
    assert told(other, "pfx") == [expected.get(role, (FAIL, "no-key")) for role in roles]


@pytest.mark.parametrize(
    ("encryption", "said"),
    [
        ("PBES2", "encrypted with PBES2: Windows Server 2019 and later can read it."),
        ("3DES/SHA-1", "encrypted with 3DES/SHA-1: Windows Server 2016 and later can read it."),
        ("RC2-40/SHA-1", "encrypted with RC2-40/SHA-1: Windows Server 2016 and later can read it."),
        ("none", "not encrypted by itself."),
        ("another method", "C16 Not checked: "),
        ("unknown", "C16 Not checked: "),
    ],
)
def test_c16_which_windows_can_read_it(encryption: str, said: str) -> None:
    _, check = _file_checks(with_facts(KEPT, encryption=encryption), Role.SIGNING)
    assert said in check.detail
    assert check.outcome is (NOT_EVALUATED if "Not checked" in said else NOTE)


def test_c14_to_c16_are_of_pfx_files_alone() -> None:
    assert told(judge(made()), "pfx") == []
    assert told(judge(made().pem), "pfx") == []


# a pair


def test_a_pair(root: Authority) -> None:
    signing = made(rsa_key("signing"), subject="Woodgrove Signing", by=root)
    encryption = made(rsa_key("encryption"), subject="Woodgrove Encryption", by=root, usages=ENCRYPTION)
    verdict = judge_pair(signing.der, encryption.pem, AT_NOW)
    assert (verdict.word, verdict.certificates) == (VerdictWord.DECIDE, (signing, encryption))
    assert [check.about for check in verdict.checks if check.id == "key-usage"] == ["signing", "encryption"]
    assert told(verdict, "key-usage") == [(PASS, ""), (PASS, "")]
    assert told(verdict, "identity") == []
    trusted = judge_pair(signing.der, encryption.pem, under(root))
    assert (trusted.word, trusted.trust_basis) == (VerdictWord.TRUSTED, "root")
    assert told(judge_pair(encryption.der, signing.der, AT_NOW), "key-usage") == [
        (FAIL, "lacks-digital-signature"),
        (FAIL, "lacks-data-encipherment"),
    ]


def test_both_of_a_pair_must_reach_the_root(root: Authority) -> None:
    signing = made(rsa_key("signing"), by=root)
    encryption = made(rsa_key("encryption"), usages=ENCRYPTION)
    for first, second, expected in (
        (signing, encryption, [(PASS, "reached"), (FAIL, "not-reached")]),
        (made(rsa_key("signing")), made(usages=ENCRYPTION, by=root), [(FAIL, "not-reached"), (PASS, "reached")]),
    ):
        verdict = judge_pair(first.der, second.der, under(root))
        assert (verdict.word, verdict.trust_basis) == (VerdictWord.REFUSED, None)
        assert told(verdict, "chain") == expected


def test_one_certificate_for_both_is_a_note() -> None:
    both = made(usages=COMMUNICATIONS)
    verdict = judge_pair(both.der, both.pem, AT_NOW)
    assert verdict.word is VerdictWord.DECIDE
    assert told(verdict, "identity") == [(NOTE, "same-certificate")]


def test_one_key_in_two_certificates_is_no_shared_prime() -> None:
    verdict = judge_pair(made().der, made(usages=ENCRYPTION, serial_number=2).der, AT_NOW)
    assert told(verdict, "key") == [(PASS, ""), (PASS, "")]


def test_keys_that_share_a_prime_refuse_each_other() -> None:
    p, q, r = (rsa_key(f"shared {number}").private_numbers().p for number in range(3))
    first, second = with_modulus(made(), p * q), with_modulus(made(usages=ENCRYPTION), p * r)
    verdict = judge_pair(first.der, second.der, AT_NOW)
    assert verdict.word is VerdictWord.REFUSED
    assert told(verdict, "key") == [(PASS, ""), (PASS, ""), (FAIL, "shared-prime")]
    assert any(check.detail.startswith("C04 W8 ") for check in verdict.checks)


def test_a_pair_of_which_one_is_no_certificate() -> None:
    for files in ((made().der, b"rubbish"), (b"", made().der)):
        verdict = judge_pair(*files, AT_NOW)
        assert (verdict.word, verdict.certificates) == (VerdictWord.REFUSED, ())


# the value for Add-HgsAttestationDumpPolicy


def hash_by_openssl(certificate: Certificate, folder: Path) -> str:
    """The same value from what OpenSSL prints, put together word by word."""
    (folder / "dump.pem").write_bytes(certificate.pem)
    program = ("openssl", "x509", "-in", str(folder / "dump.pem"), "-noout", "-modulus", "-text")
    printed = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    modulus = bytes.fromhex(next(line for line in printed.splitlines() if line.startswith("Modulus="))[8:])
    number = int(printed.split("Exponent: ")[1].split(" ")[0])
    exponent = bytes.fromhex(f"{number:x}".zfill(len(f"{number:x}") + len(f"{number:x}") % 2))
    words = (len(modulus) * 8, len(exponent), len(modulus), 0, 0)
    blob = b"RSA1" + b"".join(word.to_bytes(4, "little") for word in words) + exponent + modulus
    assert len(blob) == 24 + len(exponent) + len(modulus)
    return hashlib.sha256(blob).hexdigest()


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_the_hash_of_a_dump_key(bits: int, tmp_path: Path) -> None:
    certificate = with_modulus(made(), random_modulus(bits))
    assert dump_encryption_hash(certificate) == hash_by_openssl(certificate, tmp_path)


@pytest.mark.parametrize("exponent", [3, 65537, 2**32 + 1, 2**64 - 1])
def test_the_hash_holds_the_exponent_without_zeros(exponent: int, tmp_path: Path) -> None:
    certificate = with_modulus(made(), random_modulus(2048), exponent)
    assert dump_encryption_hash(certificate) == hash_by_openssl(certificate, tmp_path)


def test_the_hash_of_a_known_key() -> None:
    """Every byte of the blob written out: 283 bytes for RSA-2048 with 65537."""
    modulus = bytes([0xC1]) + bytes(range(1, 255)) + b"\x01"
    certificate = with_modulus(made(), int.from_bytes(modulus, "big"))
    blob = bytes.fromhex("52534131 00080000 03000000 00010000 00000000 00000000 010001") + modulus
    assert len(blob) == 283
    assert dump_encryption_hash(certificate) == hashlib.sha256(blob).hexdigest()


def test_no_hash_without_an_rsa_key() -> None:
    for name in ("ec-p256.cer", "ed25519.cer", "rsa-pss-key.cer"):
        assert dump_encryption_hash(Certificate.from_der((VECTORS / name).read_bytes())) is None
