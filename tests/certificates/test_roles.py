# SPDX-License-Identifier: Apache-2.0
"""C01 to C13 and C19: one certificate in each of the six roles, beside the table of CERTIFICATES 1.1."""

import datetime as dt
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.der import SEQUENCE, encode_tlv
from shieldwiz.certificates.issuing import COMMUNICATIONS, ENCRYPTION, SIGNING
from shieldwiz.certificates.roles import RELEASED, Role, check_certificate
from shieldwiz.checks import Check, Outcome, open_ids
from tests.attacks.parties import with_modulus
from tests.certificates.making import (
    BEGIN,
    END,
    SECOND,
    Authority,
    authority,
    constrained,
    extended,
    made,
    names,
    parts,
    resigned,
    rsa_key,
    with_fields,
    with_method,
)
from tests.certificates.numbers_for_keys import fermat_modulus, random_modulus
from tests.simulated_fabric import NOW

VECTORS = Path(__file__).parent.parent / "vectors/certificates"
SERVER, CLIENT, ANY = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"
GUARDIANS = (Role.SIGNING, Role.ENCRYPTION)
HGS = (*GUARDIANS, Role.COMMUNICATIONS)
# In the order of the columns of the table.
ROLES = (*HGS, Role.ATTESTATION_SIGNER, Role.HTTPS, Role.DUMP_ENCRYPTION)
USAGES = {
    Role.SIGNING: SIGNING,
    Role.ENCRYPTION: ENCRYPTION,
    Role.COMMUNICATIONS: COMMUNICATIONS,
    Role.ATTESTATION_SIGNER: SIGNING,
    Role.HTTPS: frozenset({"digital_signature", "key_encipherment"}),
    Role.DUMP_ENCRYPTION: frozenset({"key_encipherment"}),
}
PASS, NOTE, WARN, FAIL = Outcome.PASS, Outcome.NOTE, Outcome.WARN, Outcome.FAIL
Found = list[tuple[str, Outcome, str]]


def sample(name: str) -> Certificate:
    return read_certificate_file((VECTORS / name).read_bytes()).leaf


def column(*outcomes: Outcome) -> list[tuple[Role, Outcome]]:
    """A row of the table: an outcome for each role."""
    return list(zip(ROLES, outcomes, strict=True))


def checks(
    certificate: Certificate,
    role: Role,
    *,
    now: dt.datetime = NOW,
    reused: bool = False,
    hosts: tuple[str, ...] = ("hgs.contoso.test",),
) -> tuple[Check, ...]:
    return check_certificate(certificate, role, now=now, reused_as_communications=reused, hosts=hosts)


def found(certificate: Certificate, role: Role, number: str, **options: object) -> Found:
    """Id, outcome and reason of the checks with that number of the table."""
    return [
        (check.id, check.outcome, check.reason)
        for check in checks(certificate, role, **options)  # type: ignore[arg-type]
        if check.detail.startswith(f"{number} ")
    ]


def sentence(certificate: Certificate, role: Role, number: str, **options: object) -> str:
    (check,) = [one for one in checks(certificate, role, **options) if one.detail.startswith(f"{number} ")]  # type: ignore[arg-type]
    return check.detail


def fit_for(role: Role) -> Certificate:
    return made(usages=USAGES[role], extensions=(constrained(is_ca=False), extended(SERVER), names("hgs.contoso.test")))


@pytest.fixture(scope="module")
def issuer() -> Authority:
    return authority("Contoso Root")


@pytest.mark.parametrize("role", ROLES)
def test_a_sound_certificate_passes_in_its_role(role: Role) -> None:
    made_checks = checks(fit_for(role), role)
    assert {check.outcome for check in made_checks} <= {PASS, NOTE}
    assert open_ids(made_checks) == ()
    assert all(check.about == role.value for check in made_checks)
    assert [check.id for check in made_checks if check.outcome is PASS][:2] == ["form", "key"]


@pytest.mark.parametrize("role", ROLES)
def test_every_detail_begins_with_its_number_and_names_the_role(role: Role) -> None:
    for certificate in (fit_for(role), sample("version1.cer"), sample("duplicate-extension.cer")):
        for check in checks(certificate, role, reused=True):
            number, rest = check.detail.split(" ", 1)
            assert number[0] == "C"
            assert 1 <= int(number[1:]) <= 19
            assert f"{role.value} certificate: " in rest
            assert check.detail.endswith(".")


# C01, the form of the whole


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["duplicate-extension.cer", "backwards-dates.cer"])
def test_c01_what_is_malformed_is_judged_no_further(role: Role, name: str) -> None:
    (check,) = checks(sample(name), role)
    assert (check.id, check.outcome, check.reason) == ("form", FAIL, "malformed")
    assert check.detail.startswith(f"C01 {role} certificate: The certificate is malformed: ")


@pytest.mark.parametrize("role", ROLES)
def test_c01_an_unknown_critical_part(role: Role) -> None:
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.7"), b"\x05\0")
    refused = made(usages=USAGES[role], extensions=((odd, True),))
    assert found(refused, role, "C01") == [("form", FAIL, "unknown-critical")]
    assert "1.3.6.1.4.1.99999.7" in sentence(refused, role, "C01")
    assert found(made(usages=USAGES[role], extensions=((odd, False),)), role, "C01") == [("form", PASS, "")]


@pytest.mark.parametrize("role", ROLES)
def test_c01_the_first_version(role: Role) -> None:
    assert found(sample("version1.cer"), role, "C01") == [("form", WARN, "version-1")]
    signed, method, signature = parts(made())
    inside = encode_tlv(SEQUENCE, b"".join(one.encoded for one in signed.children()[1:]))
    extended_first = Certificate.from_der(encode_tlv(SEQUENCE, inside + method.encoded + signature.encoded))
    assert found(extended_first, role, "C01") == [("form", FAIL, "malformed")]
    assert "its version (1) does not allow" in sentence(extended_first, role, "C01")


def test_c01_an_authority_as_a_leaf() -> None:
    for certificate in (sample("ca-true.cer"), made(extensions=(constrained(is_ca=True),))):
        assert found(certificate, Role.SIGNING, "C01") == [("form", WARN, "authority")]
    assert found(made(extensions=(constrained(is_ca=False),)), Role.SIGNING, "C01") == [("form", PASS, "")]


@pytest.mark.parametrize("serial", [b"\x00", b"\xff", b"\x80\x00"])
def test_c01_an_odd_serial_number_is_a_note(serial: bytes) -> None:
    odd = with_fields(made(), {1: encode_tlv(0x02, serial)})
    assert found(odd, Role.SIGNING, "C01") == [("form", NOTE, "serial")]
    number = int.from_bytes(serial, "big", signed=True)
    assert f"its serial number ({number}) is not positive" in sentence(odd, Role.SIGNING, "C01")


def test_c01_several_oddities_are_all_told() -> None:
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\0")
    certificate = with_fields(made(extensions=(constrained(is_ca=True), (odd, True))), {1: b"\x02\x01\x00"})
    reasons = [reason for _, _, reason in found(certificate, Role.SIGNING, "C01")]
    assert reasons == ["unknown-critical", "authority", "serial"]


# C02 to C04, the key


@pytest.mark.parametrize(("role", "outcome"), column(FAIL, FAIL, FAIL, NOTE, NOTE, FAIL))
@pytest.mark.parametrize("name", ["ec-p256.cer", "ed25519.cer", "rsa-pss-key.cer"])
def test_c02_another_kind_of_key(role: Role, outcome: Outcome, name: str) -> None:
    assert found(sample(name), role, "C02") == [("key", outcome, "not-rsa")]


@pytest.mark.parametrize("role", ROLES)
def test_c02_a_damaged_key_is_tolerated_nowhere(role: Role) -> None:
    signed, _, _ = parts(made())
    key = signed.children()[6].encoded
    damaged = with_fields(made(), {6: key[:-5] + b"\x04" + key[-4:]})
    assert found(damaged, role, "C02") == [("key", FAIL, "unreadable")]


@pytest.mark.parametrize(("role", "outcome"), column(FAIL, FAIL, FAIL, NOTE, FAIL, FAIL))
@pytest.mark.parametrize("bits", [1024, 2047, 8193])
def test_c03_a_key_of_a_wrong_size(role: Role, outcome: Outcome, bits: int) -> None:
    certificate = with_modulus(made(), random_modulus(bits))
    reason = "too-short" if bits < 2048 else "too-long"
    assert found(certificate, role, "C03") == [("key", outcome, reason)]
    assert f"C03 W2 {role} certificate: RSA {bits} " in sentence(certificate, role, "C03")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("bits", [2048, 2049, 4096, 8192])
def test_c03_memory_dumps_take_one_size_alone(role: Role, bits: int) -> None:
    certificate = with_modulus(made(), random_modulus(bits))
    refused = role is Role.DUMP_ENCRYPTION and bits != 2048
    expected = ("key", FAIL, "dump-size") if refused else ("key", PASS, "")
    assert found(certificate, role, "C03") == [expected]
    assert f"RSA {bits}" in sentence(certificate, role, "C03")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("rule", "reason"),
    [("W3", "exponent"), ("W4", "even"), ("W5", "small-factor"), ("W6", "roca"), ("W7", "close-primes")],
)
def test_c04_a_weak_key_is_tolerated_nowhere(role: Role, rule: str, reason: str) -> None:
    certificate = {
        "W3": lambda: with_modulus(made(), random_modulus(2048), 3),
        "W4": lambda: with_modulus(made(), 1 << 2047),
        "W5": lambda: with_modulus(made(), 7919 * random_modulus(2040)),
        "W6": lambda: sample("weak-roca.cer"),
        "W7": lambda: with_modulus(made(), fermat_modulus(7)),
    }[rule]()
    assert found(certificate, role, "C04") == [("key", FAIL, reason)]
    assert f"C04 {rule} {role} certificate: " in sentence(certificate, role, "C04")


def test_a_weak_key_and_a_date_are_both_told() -> None:
    certificate = with_modulus(made(end=NOW - SECOND), fermat_modulus(1))
    told = {check.id: check.outcome for check in checks(certificate, Role.SIGNING)}
    assert (told["key"], told["validity"]) == (FAIL, WARN)


# C05, key usage


@pytest.mark.parametrize(("role", "outcome"), column(WARN, WARN, WARN, PASS, WARN, PASS))
def test_c05_absent(role: Role, outcome: Outcome) -> None:
    expected = [] if role is Role.ATTESTATION_SIGNER else [("key-usage", outcome, "absent")]
    assert found(made(usages=None), role, "C05") == expected


NEEDED = {
    Role.SIGNING: {"digital_signature"},
    Role.ENCRYPTION: {"data_encipherment"},
    Role.COMMUNICATIONS: {"digital_signature", "data_encipherment"},
}
COMBINATIONS = [
    frozenset(one)
    for one in (
        (),
        ("digital_signature",),
        ("data_encipherment",),
        ("key_encipherment",),
        ("content_commitment",),
        ("digital_signature", "data_encipherment"),
        ("digital_signature", "key_encipherment"),
        ("data_encipherment", "key_encipherment"),
        ("content_commitment", "key_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
        ("digital_signature", "data_encipherment", "key_encipherment", "key_cert_sign"),
    )
]


@pytest.mark.parametrize("usages", COMBINATIONS, ids=lambda usages: "+".join(sorted(usages)) or "none")
@pytest.mark.parametrize("role", HGS)
def test_c05_what_hgs_needs(role: Role, usages: frozenset[str]) -> None:
    missing = [name for name in ("digital_signature", "data_encipherment") if name in NEEDED[role] - usages]
    expected = [("key-usage", FAIL, f"lacks-{name.replace('_', '-')}") for name in missing]
    assert found(made(usages=usages), role, "C05") == (expected or [("key-usage", PASS, "")])


@pytest.mark.parametrize("usages", COMBINATIONS, ids=lambda usages: "+".join(sorted(usages)) or "none")
def test_c05_the_others(usages: frozenset[str]) -> None:
    certificate = made(usages=usages)
    for role, allowed, otherwise in (
        (Role.HTTPS, {"digital_signature", "key_encipherment"}, WARN),
        (Role.DUMP_ENCRYPTION, {"key_encipherment"}, NOTE),
    ):
        expected = ("key-usage", PASS, "") if allowed & usages else ("key-usage", otherwise, "unusual")
        assert found(certificate, role, "C05") == [expected]
    assert found(certificate, Role.ATTESTATION_SIGNER, "C05") == []


def test_c05_the_signing_certificate_in_its_second_role() -> None:
    """What HGS sets up by itself lacks the second usage, and works."""
    signing = made(usages=SIGNING)
    role = Role.COMMUNICATIONS
    assert found(signing, role, "C05", reused=True) == [("key-usage", WARN, "lacks-data-encipherment")]
    assert found(made(usages=ENCRYPTION), role, "C05", reused=True) == [("key-usage", FAIL, "lacks-digital-signature")]
    assert found(made(usages=COMMUNICATIONS), role, "C05", reused=True) == [("key-usage", PASS, "")]
    assert found(made(usages=frozenset()), role, "C05", reused=True) == [
        ("key-usage", FAIL, "lacks-digital-signature"),
        ("key-usage", WARN, "lacks-data-encipherment"),
    ]


# C06 and C07, extended key usage


@pytest.mark.parametrize(
    ("identifiers", "usages", "expected"),
    [
        (None, COMMUNICATIONS, "template"),
        (None, SIGNING, "template"),
        (None, None, "template"),
        ((SERVER,), COMMUNICATIONS, "extended-usage"),
        ((SERVER,), SIGNING, "extended-usage"),
        ((SERVER, CLIENT), COMMUNICATIONS, ""),
        ((SERVER, CLIENT), SIGNING, "template"),
        ((CLIENT,), COMMUNICATIONS, "extended-usage"),
        ((CLIENT,), SIGNING, "extended-usage"),
    ],
)
@pytest.mark.parametrize("role", HGS)
def test_c06_the_stricter_template_is_a_note(
    role: Role, identifiers: tuple[str, ...] | None, usages: frozenset[str] | None, expected: str
) -> None:
    extensions = (extended(*identifiers),) if identifiers else ()
    certificate = made(usages=usages, extensions=extensions)
    assert found(certificate, role, "C06") == ([("form", NOTE, expected)] if expected else [])
    assert found(certificate, role, "C07") == []


def test_c06_in_words() -> None:
    def said(usages: frozenset[str], *identifiers: str) -> str:
        extensions = (extended(*identifiers),) if identifiers else ()
        return sentence(made(usages=usages, extensions=extensions), Role.SIGNING, "C06")

    assert said(SIGNING) == (
        "C06 signing certificate: Microsoft's stricter template has Data Encipherment, server authentication too; HGS "
        "does not ask for it."
    )
    assert said(COMMUNICATIONS, SERVER).endswith(
        "it is made for web servers only. That is as in Microsoft's own template."
    )
    assert "it is made for web servers only. Microsoft's stricter" in said(SIGNING, SERVER)
    assert "it is made for other things than web servers. Microsoft's stricter" in said(COMMUNICATIONS, CLIENT)


@pytest.mark.parametrize("role", [Role.ATTESTATION_SIGNER, Role.DUMP_ENCRYPTION])
def test_c06_and_c07_are_nothing_to_the_others(role: Role) -> None:
    for extensions in ((), (extended(SERVER),), (extended(CLIENT),)):
        assert found(made(extensions=extensions), role, "C06") == []
        assert found(made(extensions=extensions), role, "C07") == []


@pytest.mark.parametrize(
    ("identifiers", "is_refused"),
    [(None, False), ((SERVER,), False), ((ANY,), False), ((CLIENT, SERVER), False), ((CLIENT,), True)],
)
def test_c07_a_web_server(identifiers: tuple[str, ...] | None, *, is_refused: bool) -> None:
    certificate = made(extensions=(extended(*identifiers),) if identifiers else ())
    assert found(certificate, Role.HTTPS, "C07") == ([("form", FAIL, "not-for-servers")] if is_refused else [])
    assert found(certificate, Role.HTTPS, "C06") == []


# C08, the signature on it


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("hash_name", ["sha256", "sha384", "sha512"])
def test_c08_strong_hashes(role: Role, hash_name: str, issuer: Authority) -> None:
    for certificate in (
        resigned(made(), rsa_key("leaf"), hash_name),
        resigned(made(by=issuer), rsa_key("Contoso Root"), hash_name),
    ):
        assert found(certificate, role, "C08") == [("certificate-signature", PASS, "")]
        assert f"Issued with SHA-{hash_name[3:]}." in sentence(certificate, role, "C08")


@pytest.mark.parametrize(("role", "outcome"), column(FAIL, FAIL, FAIL, NOTE, FAIL, NOTE))
@pytest.mark.parametrize(("hash_name", "written"), [("md5", "MD5"), ("sha1", "SHA-1"), ("sha224", "SHA-224")])
def test_c08_weak_hashes(role: Role, outcome: Outcome, hash_name: str, written: str, issuer: Authority) -> None:
    issued = resigned(made(by=issuer), rsa_key("Contoso Root"), hash_name)
    assert found(issued, role, "C08") == [("certificate-signature", outcome, "weak-hash")]
    assert f"Issued with {written}; it takes SHA-256" in sentence(issued, role, "C08")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("hash_name", ["sha1", "sha224"])
def test_c08_signed_by_itself_proves_nothing_either_way(role: Role, hash_name: str) -> None:
    certificate = resigned(made(), rsa_key("leaf"), hash_name)
    assert certificate.is_self_signed()
    assert found(certificate, role, "C08") == [("certificate-signature", WARN, "self-signed-weak")]


def test_c08_a_copied_issuer_name_is_no_signature_of_its_own() -> None:
    """Whoever can forge SHA-1 could also write the subject where the issuer stands."""
    forged = resigned(made(), rsa_key("Contoso Root"), "sha1")
    assert found(forged, Role.SIGNING, "C08") == [("certificate-signature", FAIL, "weak-hash")]


def test_c08_methods_without_a_choice_of_hash_and_unknown_ones() -> None:
    ed25519 = encode_tlv(SEQUENCE, bytes.fromhex("06032b6570"))
    unknown = encode_tlv(SEQUENCE, bytes.fromhex("06042a030405"))
    sound = with_method(made(), ed25519)
    assert found(sound, Role.SIGNING, "C08") == [("certificate-signature", PASS, "")]
    assert "Issued with a sound method." in sentence(sound, Role.SIGNING, "C08")
    odd = with_method(made(), unknown)
    assert found(odd, Role.SIGNING, "C08") == [("certificate-signature", FAIL, "unknown-method")]
    assert "a method that shieldwiz does not know" in sentence(odd, Role.SIGNING, "C08")


def test_c08_the_samples() -> None:
    for name, expected in (
        ("sha1-self-signed.cer", ("certificate-signature", WARN, "self-signed-weak")),
        ("sha1-ca-issued.cer", ("certificate-signature", FAIL, "weak-hash")),
        ("md5-ca-issued.cer", ("certificate-signature", FAIL, "weak-hash")),
        ("pss-signature.cer", ("certificate-signature", PASS, "")),
    ):
        assert found(sample(name), Role.SIGNING, "C08") == [expected], name


# C10 and C11, the dates


@pytest.mark.parametrize(("role", "outcome"), column(WARN, WARN, WARN, NOTE, FAIL, NOTE))
def test_c10_expired(role: Role, outcome: Outcome) -> None:
    certificate = made(usages=USAGES[role])
    (check,) = [one for one in checks(certificate, role, now=END + SECOND) if one.id == "validity"]
    assert (check.outcome, check.reason) == (outcome, "expired")
    assert check.detail.startswith(f"C10 {role} certificate: Expired on {END.day} {END:%B} {END.year}. ")
    assert check.is_open == (role in GUARDIANS)


@pytest.mark.parametrize("role", GUARDIANS)
def test_c10_says_what_it_means_and_never_advises_another_key(role: Role) -> None:
    said = sentence(made(), role, "C10", now=END + SECOND)
    assert "Existing VMs keep working." in said
    assert "add new certificates, never renew with another key" in said


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("now", [BEGIN, BEGIN + SECOND, NOW, END - SECOND, END])
def test_c10_both_ends_belong_to_it(role: Role, now: dt.datetime) -> None:
    certificate = made(usages=USAGES[role])
    assert found(certificate, role, "C10", now=now) == [("validity", PASS, "")]
    assert found(certificate, role, "C11", now=now) == []


@pytest.mark.parametrize(("role", "outcome"), column(FAIL, FAIL, FAIL, FAIL, FAIL, NOTE))
def test_c11_not_yet_valid(role: Role, outcome: Outcome) -> None:
    certificate = made(usages=USAGES[role], begin=NOW, end=END)
    assert found(certificate, role, "C11", now=NOW - SECOND) == [("validity", outcome, "not-yet-valid")]
    assert found(certificate, role, "C10", now=NOW - SECOND) == []
    assert "Not valid before 1 December 2026." in sentence(certificate, role, "C11", now=NOW - SECOND)


def test_c11_a_clock_that_must_be_wrong() -> None:
    certificate = made(begin=NOW, end=END)
    asked = "Check this computer's clock"
    assert asked in sentence(certificate, Role.SIGNING, "C11", now=RELEASED - SECOND)
    assert asked not in sentence(certificate, Role.SIGNING, "C11", now=RELEASED)


# C12, the subject


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Woodgrove Guardians", None),
        ("www.woodgrove.com", None),
        ("hgs.woodgrove.com", None),
        ("Woodgrove Ltd. (hgs01)", None),
        ("HGS Signing Certificate", "sample"),
        ("my hgs encryption CERTIFICATE 2", "sample"),
        ("Contoso Ltd", "sample"),
        ("hgs.fabrikam.com", "sample"),
        ("signing.example.com", "sample"),
        ("HGS01", "host-name"),
        ("hgs01.woodgrove.local", "host-name"),
        ("hgs01.woodgrove.LAN", "host-name"),
        ("hgs.corp", "host-name"),
        ("hgs01.woodgrove.internal", "host-name"),
    ],
)
@pytest.mark.parametrize("role", GUARDIANS)
def test_c12_what_tenants_see(role: Role, name: str, reason: str | None) -> None:
    certificate = made(subject=name)
    assert found(certificate, role, "C12") == ([("subject", NOTE, reason)] if reason else [])
    if reason:
        assert f"Tenants will see “{name}”" in sentence(certificate, role, "C12")


def test_c12_no_name_at_all() -> None:
    for subject in (x509.Name([]), x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Woodgrove")])):
        assert found(made(subject=subject), Role.SIGNING, "C12") == [("subject", NOTE, "no-name")]


@pytest.mark.parametrize("role", [role for role in ROLES if role not in GUARDIANS])
def test_c12_is_of_guardians_alone(role: Role) -> None:
    assert found(made(subject="HGS01"), role, "C12") == []


def test_c12_hostile_names_are_shown_escaped() -> None:
    said = sentence(made(subject="HGS\x1b[31m\u202eevil"), Role.SIGNING, "C12")
    assert said.isprintable()


# C13, the names of a web server


def names_outcome(certificate: Certificate, *hosts: str) -> tuple[str, Outcome, str]:
    (one,) = found(certificate, Role.HTTPS, "C13", hosts=hosts)
    return one


@pytest.mark.parametrize(
    ("name", "host", "covers"),
    [
        ("hgs.contoso.test", "hgs.contoso.test", True),
        ("hgs.contoso.test", "HGS.Contoso.TEST", True),
        ("HGS.contoso.test", "hgs.contoso.test", True),
        ("hgs.contoso.test", "hgs.contoso.test.", True),
        ("hgs.contoso.test.", "hgs.contoso.test", True),
        ("hgs.contoso.test", "hgs2.contoso.test", False),
        ("hgs.contoso.test", "contoso.test", False),
        ("contoso.test", "hgs.contoso.test", False),
        ("hgs", "hgs", True),
        ("*.contoso.test", "hgs.contoso.test", True),
        ("*.Contoso.test", "HGS.contoso.test", True),
        ("*.contoso.test", "contoso.test", False),
        ("*.contoso.test", ".contoso.test", False),
        ("*.contoso.test", "a.b.contoso.test", False),
        ("*.contoso.test", "hgs.evil.test", False),
        ("*.contoso.test", "hgscontoso.test", False),
        ("h*.contoso.test", "hgs.contoso.test", False),
        ("hgs.*.test", "hgs.contoso.test", False),
        ("*", "hgs", False),
        ("*.", "hgs", False),
        ("*", "hgs.contoso.test", False),
        ("xn--mnchen-3ya.test", "münchen.test", True),
        ("xn--mnchen-3ya.test", "MÜNCHEN.test", True),
        ("xn--mnchen-3ya.test", "xn--mnchen-3ya.test", True),
        ("*.xn--mnchen-3ya.test", "hgs.münchen.test", True),
        ("munchen.test", "münchen.test", False),
        ("munchen.test", "ü" * 80 + ".test", False),
        ("10.0.0.5", "10.0.0.5", False),
        ("*.0.0.5", "10.0.0.5", False),
    ],
)
def test_c13_names(name: str, host: str, *, covers: bool) -> None:
    certificate = made(usages=USAGES[Role.HTTPS], extensions=(names(name),))
    expected = ("names", PASS, "") if covers else ("names", FAIL, "name-missing")
    assert names_outcome(certificate, host) == expected


@pytest.mark.parametrize(
    ("address", "host", "covers"),
    [
        ("10.0.0.5", "10.0.0.5", True),
        ("10.0.0.5", "10.0.0.50", False),
        ("10.0.0.5", "::ffff:10.0.0.5", False),
        ("2001:db8::5", "2001:db8::5", True),
        ("2001:db8::5", "[2001:db8::5]", True),
        ("2001:db8::5", "2001:0DB8:0:0:0:0:0:5", True),
        ("2001:db8::5", "2001:db8::6", False),
        ("2001:db8::5", "hgs.contoso.test", False),
        ("fe80::1", "fe80::1%eth0", False),
    ],
)
def test_c13_addresses(address: str, host: str, *, covers: bool) -> None:
    certificate = made(usages=USAGES[Role.HTTPS], extensions=(names("other.test", addresses=(address,)),))
    expected = ("names", PASS, "") if covers else ("names", FAIL, "name-missing")
    assert names_outcome(certificate, host) == expected


def test_c13_every_name_must_be_there_and_the_missing_one_is_told() -> None:
    certificate = made(extensions=(names("a.test", "b.test", addresses=("10.0.0.5",)),))
    assert names_outcome(certificate, "a.test", "b.test", "10.0.0.5") == ("names", PASS, "")
    assert names_outcome(certificate, "a.test", "c.test", "d.test") == ("names", FAIL, "name-missing")
    assert "“c.test”" in sentence(certificate, Role.HTTPS, "C13", hosts=("a.test", "c.test", "d.test"))


def test_c13_the_subject_does_not_count() -> None:
    assert names_outcome(made(subject="hgs.contoso.test"), "hgs.contoso.test") == ("names", FAIL, "no-names")
    both = made(subject="hgs.contoso.test", extensions=(names("other.test"),))
    assert names_outcome(both, "hgs.contoso.test") == ("names", FAIL, "name-missing")


def test_c13_not_checked_is_said() -> None:
    assert names_outcome(fit_for(Role.HTTPS)) == ("names", Outcome.NOT_EVALUATED, "no-host")
    assert names_outcome(made()) == ("names", Outcome.NOT_EVALUATED, "no-host")


@pytest.mark.parametrize("role", [role for role in ROLES if role is not Role.HTTPS])
def test_c13_is_of_web_servers_alone(role: Role) -> None:
    assert found(made(), role, "C13") == []


# C19, one certificate in two roles


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("reused", [False, True])
def test_c19_the_signing_certificate_signs_metadata_too(role: Role, *, reused: bool) -> None:
    expected = [("identity", NOTE, "reused")] if reused and role is Role.COMMUNICATIONS else []
    assert found(made(usages=COMMUNICATIONS), role, "C19", reused=reused) == expected
