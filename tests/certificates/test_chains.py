# SPDX-License-Identifier: Apache-2.0
"""C09 and C18: chains to a root that the person chose, and revocation lists that the person gave."""

import datetime as dt
import ipaddress
import itertools
import time
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import _unfit_authority, chain_check, revocation_check
from shieldwiz.certificates.der import SEQUENCE, encode_tlv
from shieldwiz.certificates.issuing import AUTHORITY, SIGNING
from shieldwiz.checks import Check, Outcome
from shieldwiz.errors import ShieldwizError
from tests.certificates.making import (
    BEGIN,
    DAY,
    END,
    SECOND,
    SERIAL,
    Authority,
    Extension,
    authority,
    constrained,
    extended,
    key_usage,
    made,
    named,
    names,
    resigned,
    rsa_key,
    with_fields,
    with_key,
)
from tests.certificates.numbers_for_keys import is_prime
from tests.simulated_fabric import NOW

SERVER, CLIENT, ANY = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"


def chain(
    leaf: Certificate,
    *roots: Authority,
    between: tuple[Authority, ...] = (),
    now: dt.datetime = NOW,
) -> Check:
    return chain_check(
        leaf,
        roots=tuple(root.certificate for root in roots),
        intermediates=tuple(one.certificate for one in between),
        now=now,
        about="signing",
    )


def reached(leaf: Certificate, *roots: Authority, between: tuple[Authority, ...] = (), now: dt.datetime = NOW) -> bool:
    check = chain(leaf, *roots, between=between, now=now)
    assert (check.id, check.about) == ("chain", "signing")
    assert check.detail.startswith("C09 signing certificate: ")
    assert not check.is_open
    assert (check.outcome, check.reason) in {(Outcome.PASS, "reached"), (Outcome.WARN, "not-reached")}
    return check.reason == "reached"


@pytest.fixture(scope="module")
def root() -> Authority:
    return authority("Root")


@pytest.fixture(scope="module")
def middle(root: Authority) -> Authority:
    return authority("Middle", by=root)


# without a root


def test_without_a_root_nobody_vouches(root: Authority) -> None:
    issued = chain(made(by=root))
    assert (issued.outcome, issued.reason) == (Outcome.WARN, "no-root")
    assert "Issued by CN=Root. You chose no root" in issued.detail
    alone = chain(made())
    assert (alone.outcome, alone.reason) == (Outcome.WARN, "self-signed")
    assert "compare the fingerprint" in alone.detail


def test_a_copied_issuer_name_is_not_called_self_signed() -> None:
    assert chain(resigned(made(), rsa_key("Root"), "sha256")).reason == "no-root"


def test_the_issuer_is_shown_escaped() -> None:
    evil = authority("Evil\x1b[2J\u202e", key=rsa_key("Root"))
    assert chain(made(by=evil)).detail.isprintable()


# the way up


def test_directly_under_the_root(root: Authority) -> None:
    assert reached(made(by=root), root)


def test_over_authorities_in_any_order(root: Authority, middle: Authority) -> None:
    low = authority("Low", by=middle)
    leaf = made(by=low)
    stranger = authority("Stranger")
    for between in itertools.permutations((low, middle, stranger, root)):
        assert reached(leaf, root, between=between)
    assert not reached(leaf, root, between=(low,))
    assert not reached(leaf, root, between=(middle,))
    assert not reached(leaf, root)


def test_one_of_several_roots_is_enough(root: Authority, middle: Authority) -> None:
    others = (authority("Stranger"), authority("Other"))
    assert reached(made(by=middle), *others, root, between=(middle,))
    assert not reached(made(by=middle), *others, between=(middle, root))


def test_an_authority_between_may_be_the_root_that_was_chosen(middle: Authority) -> None:
    assert reached(made(by=middle), middle)


def test_a_certificate_may_be_chosen_itself() -> None:
    leaf = made()
    assert reached(leaf, Authority(certificate=leaf, key=rsa_key("leaf")))


def test_a_self_signed_certificate_reaches_no_other_root(root: Authority) -> None:
    assert not reached(made(), root)


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name)
def test_authorities_with_elliptic_curves(curve: ec.EllipticCurve) -> None:
    root = authority("Curved", key=ec.generate_private_key(curve))
    assert reached(made(by=root), root)


def test_a_forged_signature(root: Authority) -> None:
    forged = resigned(made(by=root), rsa_key("Stranger"), "sha256")
    assert not reached(forged, root)


def test_a_root_of_the_same_name(root: Authority) -> None:
    twin = authority("Root", key=rsa_key("Stranger"))
    assert not reached(made(by=root), twin)
    assert reached(made(by=root), twin, root)


@pytest.mark.parametrize("hash_name", ["md5", "sha1"])
def test_a_weak_hash_on_the_way(root: Authority, hash_name: str) -> None:
    low = authority("Middle", by=root)
    weak = Authority(certificate=resigned(low.certificate, rsa_key("Root"), hash_name), key=low.key)
    assert reached(made(by=low), root, between=(low,))
    assert not reached(made(by=weak), root, between=(weak,))


# who may issue


def _in_words(value: object) -> str:
    """A case's name, the same in every process: a set has no order of its own."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {sorted(one) if isinstance(one, frozenset) else one}" for key, one in value.items())
    return str(value)


@pytest.mark.parametrize(
    ("options", "is_fit"),
    [
        ({}, True),
        ({"is_ca": False}, False),
        ({"usages": SIGNING}, False),
        ({"usages": frozenset({"crl_sign"})}, False),
        ({"usages": frozenset({"key_cert_sign"})}, True),
        ({"usages": AUTHORITY | SIGNING}, True),
        ({"usages": None}, False),
        ({"begin": NOW + SECOND}, False),
        ({"begin": NOW}, True),
        ({"end": NOW - SECOND}, False),
        ({"end": NOW}, True),
        ({"extensions": (extended(CLIENT),)}, True),
        ({"extensions": (extended(ANY),)}, True),
        ({"extensions": (extended(SERVER),)}, False),
        ({"extensions": ((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\0"), True),)}, False),
        ({"extensions": ((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\0"), False),)}, True),
    ],
    ids=_in_words,
)
def test_an_authority_must_be_fit(options: dict[str, object], *, is_fit: bool, root: Authority) -> None:
    between = authority("Middle", by=root, **options)  # type: ignore[arg-type]
    assert reached(made(by=between), root, between=(between,)) == is_fit
    top = authority("Top", **options)  # type: ignore[arg-type]
    assert reached(made(by=top), top) == is_fit


def test_a_leaf_issues_nothing(root: Authority) -> None:
    """An ordinary certificate of the same authority, whose owner would like to be one."""
    for extensions in ((), (constrained(is_ca=False),)):
        leaf = made(rsa_key("Stranger"), subject="Stranger", by=root, extensions=extensions)
        assert not reached(made(by=Authority(certificate=leaf, key=rsa_key("Stranger"))), root)


@pytest.mark.parametrize(("path_length", "steps"), [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (None, 3)])
def test_the_length_of_the_path(path_length: int | None, steps: int) -> None:
    top = authority("Top", path_length=path_length)
    between: list[Authority] = []
    for number in range(steps):
        between.append(authority(f"Step {number}", by=between[-1] if between else top, key=rsa_key("Middle")))
    leaf = made(by=between[-1] if between else top)
    is_fit = path_length is None or steps <= path_length
    assert reached(leaf, top, between=tuple(between)) == is_fit


def directory(name: str) -> x509.GeneralName:
    return x509.DirectoryName(named(name))


@pytest.mark.parametrize(
    ("permitted", "excluded", "is_fit"),
    [
        ([x509.DNSName("contoso.test")], None, True),
        ([x509.DNSName("woodgrove.test")], None, False),
        (None, [x509.DNSName("contoso.test")], False),
        (None, [x509.DNSName("woodgrove.test")], True),
        ([x509.IPAddress(ipaddress.ip_network("10.0.0.0/8"))], None, True),
        ([x509.IPAddress(ipaddress.ip_network("10.1.0.0/16"))], None, False),
        (None, [x509.IPAddress(ipaddress.ip_network("10.0.0.0/16"))], False),
        ([directory("Woodgrove")], None, False),
        (None, [directory("Contoso Ltd")], False),
        ([x509.UniformResourceIdentifier("contoso.test")], None, True),
    ],
)
@pytest.mark.parametrize("is_critical", [True, False])
def test_name_constraints(
    permitted: list[x509.GeneralName] | None,
    excluded: list[x509.GeneralName] | None,
    root: Authority,
    *,
    is_fit: bool,
    is_critical: bool,
) -> None:
    extensions: tuple[Extension, ...] = ((x509.NameConstraints(permitted, excluded), is_critical),)
    between = authority("Middle", by=root, extensions=extensions)
    leaf = made(by=between, extensions=(names("hgs.contoso.test", addresses=("10.0.0.5",)),))
    assert reached(leaf, root, between=(between,)) == is_fit
    top = authority("Top", extensions=extensions)
    leaf = made(by=top, extensions=(names("hgs.contoso.test", addresses=("10.0.0.5",)),))
    assert reached(leaf, top) == is_fit


def test_limits_on_subjects_are_said_not_to_be_checked() -> None:
    """The library looks at alternative names alone, and a guardian's certificate has none."""
    top = authority("Top", extensions=((x509.NameConstraints([directory("Woodgrove")], None), False),))
    assert "may issue for some subjects only" in chain(made(by=top), top).detail


def test_a_weak_authority_is_named_with_its_weakness(root: Authority) -> None:
    with_three = rsa.generate_private_key(public_exponent=3, key_size=2048)
    weak = authority("Weak", by=root, key=with_three)
    check = chain(made(by=weak), root, between=(weak,))
    assert check.reason == "not-reached"
    assert "the authority CN=Weak is not fit (Its public exponent 3 " in check.detail
    top = authority("Weak", key=with_three)
    assert not reached(made(by=top), top)


def test_an_authority_with_close_primes() -> None:
    """Whoever finds them could issue whatever she likes under a root that somebody chose."""
    p = rsa_key("leaf").private_numbers().p
    q = next(number for number in itertools.count(p + 2, 2) if is_prime(number) and (number - 1) % 65537)
    d = pow(65537, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(65537, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public)
    weak = authority("Close", key=numbers.private_key())
    check = chain(made(by=weak), weak)
    assert check.reason == "not-reached"
    assert "close together" in check.detail


def test_an_authority_whose_extensions_cannot_be_read(root: Authority) -> None:
    """A name of a kind that nobody uses: the library's own verifier takes no offence."""
    party = encode_tlv(SEQUENCE, encode_tlv(0xA5, encode_tlv(0xA1, encode_tlv(0x0C, b"x"))))
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.17"), party)
    between = authority("Middle", by=root, extensions=((odd, False),))
    check = chain(made(by=between), root, between=(between,))
    assert check.reason == "not-reached"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: authority("Short", key=ec.generate_private_key(ec.SECP224R1())), "its key is too short"),
        (lambda: authority("Mute", usages=None), "it does not say that it may issue certificates"),
        (lambda: authority("Other", usages=SIGNING), "it does not say that it may issue certificates"),
    ],
)
def test_what_the_library_refuses_first_is_refused_here_too(make: Callable[[], Authority], said: str) -> None:
    found = _unfit_authority(make().certificate)
    assert found is not None
    assert found.startswith(said)


# dates


def test_an_expired_leaf_is_judged_at_its_last_moment(root: Authority) -> None:
    leaf = made(by=root, end=NOW - 100 * DAY)
    assert reached(leaf, root)
    gone = authority("Gone", end=NOW - 50 * DAY)
    assert reached(made(by=gone, end=NOW - 100 * DAY), gone)
    assert reached(made(by=gone, end=NOW - 50 * DAY), gone)
    assert not reached(made(by=gone, end=NOW - 49 * DAY), gone)
    assert not reached(made(by=gone), gone)


def test_a_leaf_that_is_not_valid_yet_is_judged_at_its_first_moment(root: Authority) -> None:
    assert reached(made(by=root, begin=NOW + DAY), root)
    assert not reached(made(by=root, begin=END + DAY, end=END + 2 * DAY), root)
    assert reached(made(by=root), root, now=BEGIN - DAY)


# what is odd or hostile


def test_authorities_in_a_ring(root: Authority) -> None:
    first = authority("First", by=Authority(certificate=authority("Second").certificate, key=rsa_key("Second")))
    second = authority("Second", by=first)
    leaf = made(by=first)
    assert not reached(leaf, root, between=(first, second))
    assert reached(leaf, root, between=(first, second, authority("Second", by=root)))


def test_a_thicket_of_authorities_does_not_hold_anybody_up(root: Authority) -> None:
    """63 authorities in seven rows, each of which could be issued by each of the next row: no way out."""
    rows = 7
    key = rsa_key("Middle")
    tops = [authority(f"Row {row}", key=key) for row in range(rows + 1)]
    between = tuple(authority(f"Row {row}", by=tops[row + 1], key=key) for row in range(rows) for _ in range(9))
    begin = time.perf_counter()
    assert not reached(made(by=tops[0]), root, between=between)
    assert time.perf_counter() - begin < 1


def test_nor_do_many_of_one_name(root: Authority) -> None:
    own = authority("Same")
    between = tuple(authority("Same", by=own) for _ in range(63))
    begin = time.perf_counter()
    assert not reached(made(by=own), root, between=between)
    assert time.perf_counter() - begin < 1


def test_a_damaged_leaf_ends_nothing(root: Authority) -> None:
    leaf = made(by=root)
    end = encode_tlv(0x18, b"00000101000000Z")
    issuer = encode_tlv(SEQUENCE, bytes.fromhex("310b3009060355040303020041"))
    for fields in ({4: encode_tlv(SEQUENCE, end + end)}, {3: issuer}, {1: b"\x02\x01\xff"}, {6: b"\x30\x00"}):
        try:
            odd = with_fields(leaf, fields)
        except ShieldwizError:
            assert 6 in fields  # what has no key is no certificate
        else:
            assert not reached(odd, root)


# C18, revocation


class Lists:
    """An authority's revocation lists."""

    def __init__(self, issuer: Authority) -> None:
        self.issuer = issuer

    def make(
        self,
        *serial_numbers: int,
        begin: dt.datetime = NOW - DAY,
        end: dt.datetime | None = NOW + DAY,
        extensions: tuple[Extension, ...] = (),
        entry_extensions: tuple[Extension, ...] = (),
        key: CertificateIssuerPrivateKeyTypes | None = None,
        encoding: Encoding = Encoding.DER,
    ) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuer.certificate.x509.subject)
            .last_update(begin)
            .next_update(end or NOW)
        )
        for serial_number in serial_numbers:
            entry = x509.RevokedCertificateBuilder().serial_number(serial_number).revocation_date(NOW - 2 * DAY)
            for extension, is_critical in entry_extensions:
                entry = entry.add_extension(extension, is_critical)
            builder = builder.add_revoked_certificate(entry.build())
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, is_critical)
        return builder.sign(key or self.issuer.key, SHA256()).public_bytes(encoding)


@pytest.fixture(scope="module")
def lists(root: Authority) -> Lists:
    return Lists(root)


def revocation(leaf: Certificate, *crls: bytes, issuers: tuple[Authority, ...], now: dt.datetime = NOW) -> Check:
    check = revocation_check(
        leaf, crls=crls, issuers=tuple(one.certificate for one in issuers), now=now, about="encryption"
    )
    assert (check.id, check.about) == ("revocation", "encryption")
    assert check.detail.startswith("C18 encryption certificate: ")
    return check


def says(leaf: Certificate, *crls: bytes, issuers: tuple[Authority, ...], now: dt.datetime = NOW) -> str:
    check = revocation(leaf, *crls, issuers=issuers, now=now)
    outcome = {"revoked": Outcome.FAIL, "not-revoked": Outcome.PASS}
    assert check.outcome is outcome.get(check.reason, Outcome.NOT_EVALUATED)
    assert check.is_open == (check.reason == "no-fitting-list")
    return check.reason


def test_c18_not_checked_is_said(root: Authority) -> None:
    check = revocation(made(by=root), issuers=(root,))
    assert (check.outcome, check.reason) == (Outcome.NOT_EVALUATED, "no-list")
    assert "Not checked: no revocation list was given, and HGS does not check it either." in check.detail


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_c18_a_fresh_list(lists: Lists, root: Authority, encoding: Encoding) -> None:
    leaf = made(by=root)
    assert says(leaf, lists.make(encoding=encoding), issuers=(root,)) == "not-revoked"
    assert says(leaf, lists.make(SERIAL + 1, SERIAL - 1, encoding=encoding), issuers=(root,)) == "not-revoked"
    check = revocation(leaf, lists.make(1, SERIAL, encoding=encoding), issuers=(root,))
    assert check.reason == "revoked"
    assert "Revoked on 29 November 2026." in check.detail


@pytest.mark.parametrize(
    ("begin", "end", "is_fresh"),
    [
        (NOW, NOW + SECOND, True),
        (NOW + SECOND, NOW + DAY, False),
        (NOW - DAY, NOW, True),
        (NOW - DAY, NOW - SECOND, False),
        (NOW - 900 * DAY, NOW + 900 * DAY, True),
    ],
)
def test_c18_a_list_has_its_time(
    lists: Lists, root: Authority, begin: dt.datetime, end: dt.datetime, *, is_fresh: bool
) -> None:
    """Outside of it the list cannot tell that a certificate is not revoked; that it is revoked stays true."""
    data = lists.make(begin=begin, end=end)
    assert says(made(by=root), data, issuers=(root,)) == ("not-revoked" if is_fresh else "no-fitting-list")
    if not is_fresh:
        check = revocation(made(by=root), data, issuers=(root,))
        assert "Not checked: the list is outdated, or not valid yet." in check.detail
    revoked = lists.make(SERIAL, begin=begin, end=end)
    assert says(made(by=root), revoked, issuers=(root,)) == "revoked"
    assert says(made(by=root), lists.make(), revoked, issuers=(root,)) == "revoked"


def test_c18_a_list_without_an_end_holds(lists: Lists, root: Authority) -> None:
    """What the first version of lists allowed."""
    data = x509.load_der_x509_crl(lists.make(begin=NOW - DAY, end=NOW + DAY))
    end = encode_tlv(0x17, f"{NOW + DAY:%y%m%d%H%M%SZ}".encode())
    signed = data.tbs_certlist_bytes
    assert end in signed
    inside = signed[4:] if signed[1] == 0x82 else signed[3:] if signed[1] == 0x81 else signed[2:]
    body = encode_tlv(SEQUENCE, inside.replace(end, b""))
    key = root.key
    assert isinstance(key, rsa.RSAPrivateKey)
    method = encode_tlv(SEQUENCE, bytes.fromhex("06092a864886f70d01010b0500"))
    value = encode_tlv(0x03, b"\0" + key.sign(body, PKCS1v15(), SHA256()))
    assert says(made(by=root), encode_tlv(SEQUENCE, body + method + value), issuers=(root,)) == "not-revoked"


def test_c18_a_list_by_somebody_else(lists: Lists, root: Authority, middle: Authority) -> None:
    leaf = made(by=root)
    forged = lists.make(SERIAL, key=rsa_key("Stranger"))
    assert says(leaf, forged, issuers=(root,)) == "no-fitting-list"
    others = Lists(middle).make(SERIAL)
    check = revocation(leaf, others, issuers=(root, middle))
    assert check.reason == "no-fitting-list"
    assert "none of the lists is by its issuer" in check.detail


def test_c18_a_list_that_nobody_here_can_have_signed(lists: Lists, root: Authority, middle: Authority) -> None:
    assert says(made(by=root), lists.make(), issuers=()) == "no-fitting-list"
    assert says(made(by=root), lists.make(), issuers=(middle,)) == "no-fitting-list"
    assert says(made(by=root), lists.make(), issuers=(middle, root)) == "not-revoked"
    renamed = authority("Renamed", key=root.key)
    assert says(made(by=root), lists.make(), issuers=(renamed,)) == "no-fitting-list"


def test_c18_the_issuer_must_be_allowed_to_sign_lists() -> None:
    for usages, reason in (
        (frozenset({"key_cert_sign"}), "no-fitting-list"),
        (frozenset({"key_cert_sign", "crl_sign"}), "not-revoked"),
        (None, "not-revoked"),
    ):
        issuer = authority("Root", usages=usages)
        assert says(made(by=issuer), Lists(issuer).make(), issuers=(issuer,)) == reason


def test_c18_the_key_of_the_issuer_may_be_of_any_kind() -> None:
    for key in (ec.generate_private_key(ec.SECP256R1()), rsa_key("Stranger")):
        issuer = authority("Kind", key=key)
        assert says(made(by=issuer), Lists(issuer).make(SERIAL), issuers=(issuer,)) == "revoked"


def test_c18_an_issuer_of_the_same_name_with_another_kind_of_key_ends_nothing(lists: Lists, root: Authority) -> None:
    """Also with one under which no list can be signed at all."""
    curved = authority("Root", key=ec.generate_private_key(ec.SECP256R1()))
    x25519 = X25519PrivateKey.generate().public_key()
    odd = with_key(root.certificate, x25519.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    unknown = with_key(root.certificate, encode_tlv(SEQUENCE, bytes.fromhex("300506032a030403020001")))
    for certificate in (curved.certificate, odd, unknown):
        other = Authority(certificate=certificate, key=root.key)
        assert says(made(by=root), lists.make(), issuers=(other, root)) == "not-revoked"
        assert says(made(by=root), lists.make(), issuers=(other,)) == "no-fitting-list"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_c18_one_list_on_which_it_stands_is_enough(lists: Lists, root: Authority, order: tuple[int, int]) -> None:
    """Yesterday's list and today's are both fresh."""
    crls = (lists.make(), lists.make(SERIAL))
    assert says(made(by=root), *(crls[at] for at in order), issuers=(root,)) == "revoked"


def test_c18_lists_that_say_nothing_take_nothing_away(lists: Lists, root: Authority, middle: Authority) -> None:
    silent = (b"", b"rubbish", Lists(middle).make(), lists.make(end=NOW - SECOND, begin=NOW - DAY))
    leaf = made(by=root)
    assert says(leaf, *silent, issuers=(root,)) == "no-fitting-list"
    assert says(leaf, *silent, lists.make(), *silent, issuers=(root,)) == "not-revoked"
    assert says(leaf, *silent, lists.make(SERIAL), *silent, issuers=(root,)) == "revoked"


def test_c18_what_cannot_be_read_is_said(lists: Lists, root: Authority) -> None:
    whole = lists.make(SERIAL)
    for data in (
        b"",
        b"rubbish",
        whole[:-1],
        whole + b"\0",
        b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n",
    ):
        check = revocation(made(by=root), data, issuers=(root,))
        assert check.reason == "no-fitting-list"
        assert "a list cannot be read" in check.detail


def delta(base: int = 1) -> Extension:
    return x509.DeltaCRLIndicator(base), True


def test_c18_a_list_of_changes_proves_no_absence(lists: Lists, root: Authority) -> None:
    leaf = made(by=root)
    check = revocation(leaf, lists.make(extensions=(delta(),)), issuers=(root,))
    assert check.reason == "no-fitting-list"
    assert "tells only what changed" in check.detail
    assert says(leaf, lists.make(SERIAL, extensions=(delta(),)), issuers=(root,)) == "revoked"
    assert says(leaf, lists.make(), lists.make(extensions=(delta(),)), issuers=(root,)) == "not-revoked"
    assert says(leaf, lists.make(), lists.make(SERIAL, extensions=(delta(),)), issuers=(root,)) == "revoked"


def test_c18_what_a_list_of_changes_takes_back(lists: Lists, root: Authority) -> None:
    taken_back: tuple[Extension, ...] = ((x509.CRLReason(x509.ReasonFlags.remove_from_crl), False),)
    data = lists.make(SERIAL, extensions=(delta(),), entry_extensions=taken_back)
    assert says(made(by=root), data, issuers=(root,)) == "no-fitting-list"
    on_hold: tuple[Extension, ...] = ((x509.CRLReason(x509.ReasonFlags.certificate_hold), False),)
    assert says(made(by=root), lists.make(SERIAL, entry_extensions=on_hold), issuers=(root,)) == "revoked"


def scope(**options: object) -> Extension:
    parts: dict[str, object] = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**{**parts, **options}), True  # type: ignore[arg-type]


HERE, THERE = (x509.UniformResourceIdentifier(f"http://crl.contoso.test/{name}.crl") for name in "ab")
LDAP = x509.UniformResourceIdentifier("ldap:///CN=Root")
FROM_HERE: Extension = (
    x509.CRLDistributionPoints(
        [
            x509.DistributionPoint([LDAP, HERE], None, None, None),
            x509.DistributionPoint(None, None, None, [directory("Root")]),
        ]
    ),
    False,
)


@pytest.mark.parametrize(
    ("limits", "extensions", "reason"),
    [
        ({"only_contains_user_certs": True}, (), "not-revoked"),
        ({"only_contains_user_certs": True}, (constrained(is_ca=False),), "not-revoked"),
        ({"only_contains_user_certs": True}, (constrained(is_ca=True),), "no-fitting-list"),
        ({"only_contains_ca_certs": True}, (), "no-fitting-list"),
        ({"only_contains_ca_certs": True}, (constrained(is_ca=True),), "not-revoked"),
        ({"only_contains_attribute_certs": True}, (), "no-fitting-list"),
        ({"only_some_reasons": frozenset({x509.ReasonFlags.key_compromise})}, (), "no-fitting-list"),
        ({"relative_name": named("x").rdns[0]}, (), "no-fitting-list"),
        ({"full_name": [HERE]}, (FROM_HERE,), "not-revoked"),
        ({"full_name": [THERE, LDAP]}, (FROM_HERE,), "not-revoked"),
        ({"full_name": [THERE]}, (FROM_HERE,), "no-fitting-list"),
        ({"full_name": [HERE]}, (), "no-fitting-list"),
    ],
    ids=str,
)
def test_c18_a_list_for_some_certificates_only(
    lists: Lists, root: Authority, limits: dict[str, object], extensions: tuple[Extension, ...], reason: str
) -> None:
    leaf = made(by=root, extensions=extensions)
    check = revocation(leaf, lists.make(extensions=(scope(**limits),)), issuers=(root,))
    assert check.reason == reason
    assert ("is for other certificates of its issuer" in check.detail) == (reason == "no-fitting-list")
    assert says(leaf, lists.make(SERIAL, extensions=(scope(**limits),)), issuers=(root,)) == "revoked"


def test_c18_a_list_that_speaks_for_others_too_is_not_read(lists: Lists, root: Authority) -> None:
    """The serial number in it may be that of another authority's certificate."""
    for serial_numbers in ((), (SERIAL,)):
        data = lists.make(*serial_numbers, extensions=(scope(indirect_crl=True),))
        assert says(made(by=root), data, issuers=(root,)) == "no-fitting-list"


def test_c18_a_critical_part_that_nobody_knows(lists: Lists, root: Authority) -> None:
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\0")
    leaf = made(by=root)
    assert says(leaf, lists.make(extensions=((odd, True),)), issuers=(root,)) == "no-fitting-list"
    assert says(leaf, lists.make(extensions=((odd, False),)), issuers=(root,)) == "not-revoked"
    assert says(leaf, lists.make(SERIAL, extensions=((odd, True),)), issuers=(root,)) == "revoked"


def test_c18_extensions_that_cannot_be_read_end_nothing(lists: Lists, root: Authority) -> None:
    numbered = lists.make(extensions=((x509.CRLNumber(1), False),))
    twice = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.20"), b"\x04\x01x")
    assert says(made(by=root), numbered, issuers=(root,)) == "not-revoked"
    assert says(made(by=root), lists.make(extensions=((twice, False),)), issuers=(root,)) == "no-fitting-list"
    unreadable = Authority(
        certificate=made(
            rsa_key("Root"),
            subject="Root",
            usages=None,
            extensions=((x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.15"), b"\x05\0"), False),),
        ),
        key=rsa_key("Root"),
    )
    assert says(made(by=root), lists.make(), issuers=(unreadable,)) == "no-fitting-list"
    assert says(made(by=root), lists.make(), issuers=(unreadable, root)) == "not-revoked"


def test_c18_a_self_signed_certificate_may_be_on_its_own_list() -> None:
    own = Authority(
        certificate=made(usages=None, extensions=((key_usage(SIGNING | {"crl_sign"}), True),)), key=rsa_key("leaf")
    )
    assert says(own.certificate, Lists(own).make(), issuers=(own,)) == "not-revoked"
    assert says(own.certificate, Lists(own).make(SERIAL), issuers=(own,)) == "revoked"
