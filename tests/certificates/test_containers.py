# SPDX-License-Identifier: Apache-2.0

import base64
import itertools
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from hypothesis import given
from hypothesis import strategies as st

from shieldwiz.certificates import pfx_attributes
from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.containers import MAX_CERTIFICATE, MAX_CERTIFICATES, CertificateFile, read_certificate_file
from shieldwiz.certificates.der import CONTEXT_0, encode_tlv, read_tlv
from shieldwiz.errors import Problem, ShieldwizError
from tests.certificates.file_making import (
    PASSWORD,
    PROVIDER,
    SCRYPT,
    authority,
    bag,
    certificate,
    certificate_bag,
    changed,
    data_info,
    encrypted_info,
    identifier,
    indefinite,
    issued,
    key,
    key_bag,
    number,
    octets,
    pfx,
    pkcs8,
    provider,
    sequence,
    usual_pfx,
    vector,
)


def refusal(data: bytes, passphrase: bytes | None = None) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        read_certificate_file(data, passphrase=passphrase)
    assert caught.value.hint
    return caught.value


def is_damaged(error: ShieldwizError, what: str) -> bool:
    return (error.problem, error.rule) == (Problem.CERTIFICATE, "V07") and what in error.message


def p7b(certificates: Iterable[Certificate]) -> bytes:
    return pkcs7.serialize_certificates([one.x509 for one in certificates], Encoding.DER)


def pem(label: str, der: bytes) -> bytes:
    return f"-----BEGIN {label}-----\n{base64.encodebytes(der).decode()}-----END {label}-----\n".encode()


# --------------------------------------------------------------------------------------------------------- the one leaf


def test_der_holds_one_certificate() -> None:
    assert read_certificate_file(issued().der) == CertificateFile(leaf=issued(), container="DER")


PEM_FORMS: dict[str, Callable[[bytes], bytes]] = {
    "LF": lambda text: text,
    "CRLF": lambda text: text.replace(b"\n", b"\r\n"),
    "CR": lambda text: text.replace(b"\n", b"\r"),
    "indented": lambda text: text.replace(b"\n", b"\n \t"),
    "UTF-8 with a mark": lambda text: b"\xef\xbb\xbf" + text,
    "UTF-16": lambda text: b"\xff\xfe" + text.decode().encode("utf-16-le"),
    "UTF-16, big-endian": lambda text: b"\xfe\xff" + text.decode().encode("utf-16-be"),
    "after headers": lambda text: b"0 s:CN = Contoso\n   i:CN = Contoso Root\n" + text + b"---\nServer certificate\n",
    "Latin-1": lambda text: "subject=CN = Übersee\n".encode("latin-1") + text.removesuffix(b"\n"),
    "old label": lambda text: text.replace(b" CERTIFICATE", b" X509 CERTIFICATE"),
    "twice": lambda text: text * 2,
}


@pytest.mark.parametrize("form", PEM_FORMS)
def test_pem_as_programs_write_it(form: str) -> None:
    assert read_certificate_file(PEM_FORMS[form](issued().pem)) == CertificateFile(leaf=issued(), container="PEM")


def test_the_notes_of_openssl_behind_a_trusted_certificate_are_no_part_of_it() -> None:
    notes = sequence(sequence(identifier(bytes.fromhex("2b06010505070301"))), encode_tlv(0x0C, b"Contoso"))
    assert read_certificate_file(pem("TRUSTED CERTIFICATE", issued().der + notes)).leaf == issued()
    assert is_damaged(refusal(pem("CERTIFICATE", issued().der + notes)), "cannot be read")
    assert refusal(pem("TRUSTED CERTIFICATE", issued().der[:-1])).problem is Problem.CERTIFICATE


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_leaf_is_found_in_any_order(order: tuple[int, ...]) -> None:
    middle = certificate("Contoso Issuing", 3, issuer="Contoso Root", issuer_key=2)
    leaf = certificate("Contoso Guardian", 1, issuer="Contoso Issuing", issuer_key=3)
    found = [(authority(), middle, leaf)[at] for at in order]
    chain = tuple(one for one in found if one != leaf)
    assert read_certificate_file(b"".join(one.pem for one in found)) == CertificateFile(
        leaf=leaf, chain=chain, container="PEM"
    )
    in_p7b = read_certificate_file(p7b(found))
    assert (in_p7b.leaf, set(in_p7b.chain), in_p7b.container) == (leaf, set(chain), "P7B")


def test_an_authority_alone_is_a_leaf() -> None:
    assert read_certificate_file(authority().pem).leaf == authority()


def test_nothing_tells_which_of_two_is_meant() -> None:
    strangers = certificate("A"), certificate("B")
    each_by_the_other = certificate("A", issuer="B", issuer_key=1), certificate("B", issuer="A", issuer_key=1)
    for two in (strangers, each_by_the_other):
        for data in (b"".join(one.pem for one in two), p7b(two)):
            error = refusal(data)
            assert (error.problem, error.rule) == (Problem.CERTIFICATE, "V07")
            assert error.message == "The file holds 2 certificates, and nothing tells which one is meant."


@pytest.mark.parametrize("name", ["two-certificates.pem", "two-leaves.p7b"])
def test_two_certificates_from_other_programs(name: str) -> None:
    assert "holds 2 certificates" in refusal(vector(name)).message


def test_a_private_key_in_the_same_text_is_told_and_not_kept() -> None:
    found = read_certificate_file(pem("PRIVATE KEY", pkcs8()) + issued().pem)
    assert (found.leaf, found.has_private_key, found.key_fits) == (issued(), True, None)


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no END": (
        lambda text: text.replace(b"-----END CERTIFICATE-----", b""),
        "the END line of a certificate is missing",
    ),
    "cut second": (lambda text: text + text[:200], "the END line of a certificate is missing"),
    "cut first": (lambda text: text[:100] + text, "the END line of a certificate is missing"),
    "other END": (lambda text: text.replace(b"END C", b"END X509 C"), "the END line of a certificate is missing"),
    "stray sign": (lambda text: text.replace(b"MII", b"M!I"), "not base64"),
    "stray byte": (lambda text: text.replace(b"MII", b"M\xffI"), "not base64"),
    "headers within": (lambda text: text.replace(b"MII", b"Comment: x\n\nMII"), "not base64"),
    "nothing": (lambda text: pem("CERTIFICATE", b""), "not base64"),
    "huge": (lambda text: pem("CERTIFICATE", bytes(MAX_CERTIFICATE + 1)), "65,537 bytes, far more than a certificate"),
    "no certificate": (lambda text: pem("CERTIFICATE", b"hello"), "cannot be read as an X.509 certificate"),
    "odd label": (lambda text: text.replace(b"CERTIFICATE", b"certificate"), "between BEGIN and END cannot be read"),
    "half a mark": (lambda text: b"-----BEGIN ", "between BEGIN and END cannot be read"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_pem_is_told_how(damage: str) -> None:
    change, what = DAMAGES[damage]
    assert is_damaged(refusal(change(issued().pem)), what)


def test_a_text_in_a_certificate_that_looks_like_pem_is_not_what_is_meant() -> None:
    comment = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.16.840.1.113730.1.13"), authority().pem)
    signed = issued().x509
    builder = x509.CertificateBuilder().subject_name(signed.subject).issuer_name(signed.issuer)
    builder = builder.public_key(key().public_key()).serial_number(7).not_valid_before(signed.not_valid_before_utc)
    builder = builder.not_valid_after(signed.not_valid_after_utc).add_extension(comment, critical=False)
    der = builder.sign(key(2), hashes.SHA256()).public_bytes(Encoding.DER)
    assert read_certificate_file(der) == CertificateFile(leaf=Certificate.from_der(der), container="DER")


def test_more_than_64_certificates_are_not_read() -> None:
    chain = [certificate(f"Level {at}", issuer=f"Level {at + 1}", issuer_key=1) for at in range(MAX_CERTIFICATES + 1)]
    for make in (p7b, lambda some: b"".join(one.pem for one in some)):
        assert len(read_certificate_file(make(chain[:-1])).chain) == MAX_CERTIFICATES - 1
        assert is_damaged(refusal(make(chain)), "more than 64 certificates")
    bags = [certificate_bag(one.der) for one in chain]
    for more in ((), (key_bag(pkcs8()),)):
        assert is_damaged(refusal(pfx(data_info(sequence(*bags, *more))), PASSWORD), "more than 64 certificates")


# ----------------------------------------------------------------------------------------------------------------- P7B


def ber(data: bytes) -> bytes:
    """A P7B with its outer lengths left open, as some programs write it."""
    kind, wrapped = read_tlv(data)[0].children()
    return indefinite(
        sequence(kind.encoded, indefinite(encode_tlv(CONTEXT_0, indefinite(read_tlv(wrapped.value)[0].encoded))))
    )


@pytest.mark.parametrize("change", [bytes, ber], ids=["DER", "BER"])
@pytest.mark.parametrize("label", ["", "PKCS7", "CMS", "PKCS #7 SIGNED DATA"])
def test_a_p7b_in_its_forms(change: Callable[[bytes], bytes], label: str) -> None:
    data = change(vector("leaf-and-chain.p7b"))
    found = read_certificate_file(pem(label, data) if label else data)
    assert found.container == "P7B"
    assert found.leaf.subject == "CN=HGS signing 2026,O=Kupfergrund Hosting (sample)"
    assert [one.issuer for one in (found.leaf, *found.chain)] == [found.chain[0].subject] * 2


def test_a_damaged_p7b_is_told() -> None:
    whole = p7b([issued()])
    odd_version = changed(whole, (1, 0, 3, 0), lambda one: in_version(one.encoded, 9))
    without_any = changed(whole, (1, 0, 3), lambda _: b"")
    for data in (whole[:-1], whole[:40], pem("PKCS7", whole[:-1]), without_any, odd_version):
        assert is_damaged(refusal(data), "no certificate collection (P7B) that can be read")
    assert is_damaged(refusal(pem("PKCS7", whole).replace(b"-----END", b"-----BEGIN")), "the END line")


# ----------------------------------------------------------------------------------------------------------------- PFX


def test_a_pfx_says_that_it_needs_a_password() -> None:
    for data in (usual_pfx(), pem("PKCS12", usual_pfx())):
        error = refusal(data)
        assert (error.problem, "--passphrase-file" in error.hint) == (Problem.PASSPHRASE_NEEDED, True)


def test_a_pfx_is_opened_with_its_password() -> None:
    for data in (usual_pfx(provider()), pem("PKCS12", usual_pfx(provider()))):
        found = read_certificate_file(data, passphrase=PASSWORD)
        assert (found.leaf, found.chain, found.container) == (certificate(), (), "PFX")
        assert (found.has_private_key, found.key_fits) == (True, True)
        assert found.pfx is not None
        assert (found.pfx.key_provider, found.pfx.encryption) == (PROVIDER, "PBES2")
    assert refusal(usual_pfx(), b"wrong").problem is Problem.PASSPHRASE_WRONG


def test_authorities_in_a_pfx_are_its_chain() -> None:
    bags = [certificate_bag(one.der) for one in (authority(), issued(), issued())]
    with_key = read_certificate_file(pfx(data_info(sequence(*bags, key_bag(pkcs8())))), passphrase=PASSWORD)
    assert (with_key.leaf, with_key.chain, with_key.key_fits) == (issued(), (authority(),), True)
    without = read_certificate_file(pfx(data_info(sequence(*bags))), passphrase=PASSWORD)
    assert (without.leaf, without.chain) == (issued(), (authority(),))
    assert (without.has_private_key, without.key_fits) == (False, None)


def test_two_certificates_in_a_pfx_are_told_apart_by_the_key() -> None:
    bags = [certificate_bag(one.der) for one in (certificate("A", 3), certificate("B", 1))]
    found = read_certificate_file(pfx(data_info(sequence(*bags, key_bag(pkcs8(1))))), passphrase=PASSWORD)
    assert (found.leaf, found.chain) == (certificate("B", 1), (certificate("A", 3),))
    assert "holds 2 certificates" in refusal(pfx(data_info(sequence(*bags))), PASSWORD).message


def test_a_key_that_does_not_fit_its_certificate_is_told() -> None:
    data = pfx(data_info(sequence(certificate_bag(certificate("A", 3).der), key_bag(pkcs8(1)))))
    found = read_certificate_file(data, passphrase=PASSWORD)
    assert (found.leaf, found.has_private_key, found.key_fits) == (certificate("A", 3), True, False)


def test_a_pfx_without_a_certificate_is_none() -> None:
    for bags in ((), (key_bag(pkcs8()),)):
        error = refusal(pfx(data_info(sequence(*bags))), PASSWORD)
        assert (error.problem, error.message) == (Problem.KIND, "The file holds no certificate.")


def test_a_pfx_that_asks_for_too_much_work_is_refused_before_a_password_is_asked_for() -> None:
    costly = bag(pfx_attributes.SHROUDED_KEY_BAG, sequence(sequence(identifier(SCRYPT), sequence()), octets(b"")))
    for passphrase in (None, PASSWORD):
        assert refusal(pfx(data_info(sequence(costly))), passphrase).problem is Problem.LIMITS


# ---------------------------------------------------------------------------------------------------------- bare base64


def test_base64_without_a_frame() -> None:
    in_one_line = base64.b64encode(issued().der)
    in_utf_16 = b"\xff\xfe" + in_one_line.decode().encode("utf-16-le")
    collection = b"\n  " + base64.encodebytes(p7b([issued(), authority()]))
    for data in (in_one_line, base64.encodebytes(issued().der), in_utf_16, collection):
        found = read_certificate_file(data)
        assert (found.container, found.leaf) == ("base64", issued())


def test_base64_of_something_else_is_told() -> None:
    assert "private key" in refusal(base64.b64encode(pkcs8())).message
    assert "certificate request" in refusal(base64.b64encode(request())).message
    assert refusal(base64.b64encode(issued().der[:-1])).problem is Problem.CERTIFICATE
    for data in (b"hello", b"aGVsbG8h", b"MIIx=", b"MII!", b"M"):
        error = refusal(data)
        assert error.problem is Problem.KIND
        assert "not a certificate in any form" in error.message


# ----------------------------------------------------------------------------------------------------------- other DER


def request() -> bytes:
    name = certificate().x509.subject
    made = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key(), hashes.SHA256())
    return made.public_bytes(Encoding.DER)


def revocation_list() -> bytes:
    signed = authority().x509
    builder = x509.CertificateRevocationListBuilder().issuer_name(signed.subject)
    builder = builder.last_update(signed.not_valid_before_utc).next_update(signed.not_valid_after_utc)
    return builder.sign(key(2), hashes.SHA256()).public_bytes(Encoding.DER)


def in_version(der: bytes, version: int) -> bytes:
    """A certificate that says another version of itself."""
    return changed(der, (0, 0, 0), lambda _: number(version))


def test_an_empty_file_is_told() -> None:
    for data in (b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\0\n"):
        error = refusal(data)
        assert (error.problem, error.message) == (Problem.KIND, "The file is empty.")


def message() -> bytes:
    return pkcs7.PKCS7EnvelopeBuilder().set_data(b"x").add_recipient(issued().x509).encrypt(Encoding.DER, [])


@pytest.mark.parametrize(
    ("make", "what"),
    [(request, "certificate request"), (revocation_list, "revocation list"), (message, "signed or encrypted message")],
)
def test_other_der_is_told(make: Callable[[], bytes], what: str) -> None:
    error = refusal(make())
    assert error.problem is Problem.KIND
    assert what in error.message


@pytest.mark.parametrize("make", [request, revocation_list])
def test_an_odd_request_or_list_is_refused_like_damage(make: Callable[[], bytes]) -> None:
    """The library has an exception of its own for a version that does not exist."""
    odd = changed(make(), (0, 0), lambda _: number(5))
    assert refusal(odd).problem is Problem.CERTIFICATE


def test_what_is_no_certificate_of_ours_is_told_as_damage() -> None:
    der = issued().der
    for data in (
        der[:-1],
        der[:2],
        b"\x30\x82",
        b"\x30\x00",
        in_version(der, 9),
        sequence(sequence()),
        sequence(octets(b"")),
    ):
        assert is_damaged(refusal(data), "cannot be read as an X.509 certificate")
    for behind in (b"\n", b"\0", der):
        assert is_damaged(refusal(der + behind), "bytes stand after it")
    assert is_damaged(refusal(sequence(bytes(MAX_CERTIFICATE))), "far more than a certificate needs")


# ----------------------------------------------------------------------------------------------------- any input at all


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_our_words(data: bytes) -> None:
    with pytest.raises(ShieldwizError):
        read_certificate_file(data)


SEEDS: dict[str, Callable[[], bytes]] = {
    "certificate": lambda: issued().der,
    "PEM": lambda: issued().pem,
    "P7B": lambda: p7b([issued(), authority()]),
    "request": cache(request),
    "revocation list": cache(revocation_list),
    "private key": pkcs8,
    "PFX": cache(usual_pfx),
    "protector": lambda: vector("existing-vm.kp", "formats"),
}


@given(st.sampled_from(sorted(SEEDS)), st.integers(min_value=0), st.binary(max_size=4), st.integers(0, 4))
def test_a_change_anywhere_escapes_in_no_other_way(kind: str, at: int, put: bytes, taken: int) -> None:
    data = SEEDS[kind]()
    at %= len(data)
    with suppress(ShieldwizError):
        found = read_certificate_file(data[:at] + put + data[at + taken :])
        assert Certificate.from_der(found.leaf.der) == found.leaf
        assert kind in ("certificate", "PEM", "P7B")


def test_what_is_encrypted_is_not_looked_for_without_a_password() -> None:
    hidden = pfx(encrypted_info(sequence(certificate_bag(issued().der))))
    assert refusal(hidden).problem is Problem.PASSPHRASE_NEEDED
    assert read_certificate_file(hidden, passphrase=PASSWORD).leaf == issued()
