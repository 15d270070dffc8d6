# SPDX-License-Identifier: Apache-2.0
"""Rules K1 to K7, strict as inside a .pdkx and lenient as for a protector that stands alone."""

import base64
import re
from collections.abc import Callable

import pytest
from lxml import etree

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.encoding import read_bare
from shieldwiz.keyprotector.protector import KeyProtector, Part
from shieldwiz.keyprotector.reading import MAX_WRAPPINGS, read_protector
from shieldwiz.keyprotector.verify import judge
from tests.keyprotector.parties import HMAC_SHA256, RSA_SHA256, between, certificate, forged, party, swap

Edit = Callable[[str], str]
SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
MAC_INFO = base64.b64encode(b"urn:shieldwiz:kdf:1:transport-key-signature").decode()
PAYLOAD_INFO = base64.b64encode(b"urn:shieldwiz:kdf:1:payload").decode()


def read_strict(xml: bytes) -> KeyProtector:
    return read_protector(etree.fromstring(xml), xml=xml, strict=True)


def refusal(read: Callable[[bytes], KeyProtector], xml: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        read(xml)
    return caught.value


def pattern(found: str, new: str) -> Edit:
    def edit(text: str) -> str:
        changed, count = re.subn(found, new, text, count=1)
        assert count == 1
        return changed

    return edit


def nth(found: str, new: str, number: int) -> Edit:
    """An edit of one occurrence, counted from 0."""

    def edit(text: str) -> str:
        parts = text.split(found)
        assert len(parts) > number + 1
        return found.join(parts[: number + 1]) + new + found.join(parts[number + 1 :])

    return edit


def test_both_ways_of_reading_agree_on_a_sound_one(sealed: bytes) -> None:
    assert read_strict(sealed) == read_bare(sealed)


STRUCTURE: list[Edit] = [
    swap("<Protector ", '<Protector ID="1" '),
    swap("<Wrappings>", '<Wrappings Version="1">'),
    swap("<Wrappings>", "<Wrappings><Extra></Extra>"),
    swap("<Wrapping>", '<Wrapping ID="1">'),
    swap("<Wrapping>", "<Wrapping>text"),
    swap("<Id>1</Id>", '<Id a="1">1</Id>'),
    swap("<Id>1</Id>", ""),
    swap("<Id>1</Id>", "<Id>1</Id><Id>1</Id>"),
    swap("<Id>1</Id>", "<Id><Id>1</Id></Id>"),
    swap("<SigningCertificate>", '<SigningCertificate xml:lang="de">'),
    swap(' ParentWrappingId="1"', ""),
    swap("<EncryptionCertificateSignature>", '<EncryptionCertificateSignature ParentWrappingId="1">'),
    swap("<TransportKey>", '<TransportKey Id="1">'),
    swap("<TransportKeySignature>", '<TransportKeySignature WrappingId="1">'),
    swap("<SignatureValue>", '<SignatureValue Id="1">'),
    swap(f'<Signature Algorithm="{RSA_SHA256}">', "<Signature>"),
    swap("</TransportKeySignature>", "</TransportKeySignature><Extra></Extra>"),
    swap("</GuardianSignature>", "</GuardianSignature><Extra></Extra>"),
    pattern("<GuardianSignature.*</GuardianSignature>", ""),
    pattern("<Wrapping>.*</Wrapping>", ""),
    pattern("<KeyDerivationMethod.*</KeyDerivationMethod>", ""),
]


@pytest.mark.parametrize("edit", STRUCTURE)
def test_k1_other_elements_and_attributes_are_refused_in_both(sealed: bytes, edit: Edit) -> None:
    for read in (read_strict, read_bare):
        error = refusal(read, edit(sealed.decode()).encode())
        assert (error.problem, error.rule) == (Problem.STRUCTURE, "K1")
        assert error.detail


STRICT_STRUCTURE: list[Edit] = [
    swap("<Protector ", '<Protector MaxOfflineUnwraps="0" '),
    swap("<Wrappings>", "\n<Wrappings>"),
    swap("<TransportKeySignature>", "<TransportKeySignature> "),
    swap("<Parameters>", "<Parameters> "),
    swap("<Parameters>", '<Parameters a="1">'),
    swap("<SignatureValue>", "<Parameters> </Parameters><SignatureValue>"),
    swap("<dsig-more:PRF ", '<dsig-more:PRF a="1" '),
    swap("<dsig-more:KeyLength>", "\n<dsig-more:KeyLength>"),
]


@pytest.mark.parametrize("edit", STRICT_STRUCTURE)
def test_k1_a_pdkx_takes_no_white_space_and_no_attribute_of_parameters(sealed: bytes, edit: Edit) -> None:
    error = refusal(read_strict, edit(sealed.decode()).encode())
    assert (error.problem, error.rule) == (Problem.STRUCTURE, "K1")


VALUES: list[Edit] = [
    swap("<Id>1</Id>", "<Id></Id>"),
    swap("<Id>1</Id>", "<Id>01</Id>"),
    swap("<Id>1</Id>", "<Id>4294967296</Id>"),
    swap("<Id>1</Id>", "<Id>-1</Id>"),
    swap('ParentWrappingId="1"', 'ParentWrappingId=" 1"'),
    swap('WrappingId="1"', 'WrappingId=""'),
    pattern("<SigningCertificate>[^<]*", "<SigningCertificate>"),
    pattern("<SigningCertificate>[^<]*", "<SigningCertificate>AAA"),
    pattern("<SignatureValue>[^<]*", "<SignatureValue>AB=="),
    pattern("<CipherValue>[^<]*", f"<CipherValue>{'A' * 100_000}"),
    pattern("<CipherValue>[^<]*", f"<CipherValue>{base64.b64encode(bytes(255)).decode()}"),
    lambda text: text.replace(
        between(text, f'"{HMAC_SHA256}"><SignatureValue>', "<"), base64.b64encode(bytes(31)).decode()
    ),
]


@pytest.mark.parametrize("edit", VALUES)
def test_values_of_another_form_are_refused_in_both(sealed: bytes, edit: Edit) -> None:
    for read in (read_strict, read_bare):
        error = refusal(read, edit(sealed.decode()).encode())
        assert error.problem is Problem.VALUE
        assert error.rule in ("K1", "K7")


@pytest.mark.parametrize("element", ["SigningCertificate", "SignatureValue", "CipherValue", "dsig-more:Info"])
def test_white_space_in_base64_counts_in_a_pdkx_alone(sealed: bytes, element: str) -> None:
    xml = swap(f"<{element}>", f"<{element}>\r\n\t ")(sealed.decode()).encode()
    error = refusal(read_strict, xml)
    assert (error.problem, error.rule) == (Problem.VALUE, "K1")
    assert read_bare(xml).wrappings == read_bare(sealed).wrappings


def test_the_wrapping_is_named_in_a_refusal(sealed: bytes) -> None:
    error = refusal(read_strict, nth("<Id>", "<Id>x", 1)(sealed.decode()).encode())
    assert error.message.startswith("In wrapping 2: ")
    assert error.detail.endswith(", wrapping 2")


def test_k2_more_than_65_wrappings_are_refused(sealed: bytes) -> None:
    row = between(sealed.decode(), "<Wrapping>", "</Wrapping>")
    rows = f"<Wrapping>{row}</Wrapping>" * (MAX_WRAPPINGS + 1)
    for read in (read_strict, read_bare):
        error = refusal(read, pattern("<Wrapping>.*</Wrapping>", rows)(sealed.decode()).encode())
        assert (error.problem, error.rule) == (Problem.LIMITS, "K2")


MISPLACED: list[Edit] = [
    nth(RSA_SHA256, HMAC_SHA256, 0),
    nth(RSA_SHA256, HMAC_SHA256, 1),
    nth(RSA_SHA256, HMAC_SHA256, 6),
    nth(HMAC_SHA256, RSA_SHA256, 1),
    swap("http://www.w3.org/2009/xmlenc11#rsa-oaep", RSA_SHA256),
    swap("http://www.w3.org/2021/04/xmldsig-more#hkdf", "http://www.w3.org/2009/xmlenc11#aes256-gcm"),
]


@pytest.mark.parametrize("edit", MISPLACED)
def test_k3_an_algorithm_of_another_slot_is_refused_in_both(sealed: bytes, edit: Edit) -> None:
    for read in (read_strict, read_bare):
        error = refusal(read, edit(sealed.decode()).encode())
        assert (error.problem, error.rule) == (Problem.ALGORITHM, "K3")
        assert error.detail.startswith("http://")


UNKNOWN: list[tuple[Edit, Problem]] = [
    (nth(RSA_SHA256, "urn:vendor:a", 0), Problem.ALGORITHM),
    (nth(RSA_SHA256, "urn:vendor:b", 1), Problem.ALGORITHM),
    (nth(RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", 6), Problem.ALGORITHM),
    (swap("http://www.w3.org/2009/xmlenc11#rsa-oaep", "http://www.w3.org/2001/04/xmlenc#rsa-1_5"), Problem.ALGORITHM),
    (swap("http://www.w3.org/2021/04/xmldsig-more#hkdf", "urn:vendor:kdf"), Problem.ALGORITHM),
    (nth(HMAC_SHA256, "urn:vendor:mac", 1), Problem.ALGORITHM),
    (nth(HMAC_SHA256, "urn:vendor:prf", 0), Problem.PARAMETERS),
    (swap("<SignatureValue>", "<Parameters><a></a></Parameters><SignatureValue>"), Problem.PARAMETERS),
    (swap(f'"{SHA256}"', '"urn:vendor:digest"'), Problem.PARAMETERS),
    (swap(MAC_INFO, PAYLOAD_INFO), Problem.PARAMETERS),
    (swap(">32</dsig-more:KeyLength>", ">16</dsig-more:KeyLength>"), Problem.PARAMETERS),
    (swap("<dsig-more:Info>", "<dsig-more:Salt>AAAA</dsig-more:Salt><dsig-more:Info>"), Problem.PARAMETERS),
    (pattern("<KeyDerivationMethod(.*?)><Parameters>.*?</Parameters>", r"<KeyDerivationMethod\1>"), Problem.PARAMETERS),
]


@pytest.mark.parametrize(("edit", "problem"), UNKNOWN)
def test_k3_what_is_unknown_is_refused_in_a_pdkx_and_kept_in_a_kp(sealed: bytes, edit: Edit, problem: Problem) -> None:
    xml = edit(sealed.decode()).encode()
    error = refusal(read_strict, xml)
    assert (error.problem, error.rule) == (problem, "K3")
    protector = read_bare(xml)
    assert protector.xml == xml
    assert not judge(protector).is_verified
    assert judge(protector).not_evaluated is not None


def test_k3_other_oaep_choices_are_read_in_a_kp_alone(sealed: bytes) -> None:
    xml = swap(f'"{SHA256}"', f'"{SHA1}"')(sealed.decode()).encode()
    error = refusal(read_strict, xml)
    assert (error.problem, error.rule) == (Problem.PARAMETERS, "K3")
    assert judge(read_bare(xml)).not_evaluated is None


def test_foreign_parameters_are_kept_as_they_are(sealed: bytes) -> None:
    inside = '<Parameters a="1">words<x:Part xmlns:x="urn:x" b="2">text<x:Leaf> 1 </x:Leaf>\n</x:Part> </Parameters>'
    xml = swap("<SignatureValue>", f"{inside}<SignatureValue>")(sealed.decode()).encode()
    parameters = read_bare(xml).wrapping(1).signing_signature.method.parameters
    leaf = Part(name="{urn:x}Leaf", text=" 1 ")
    part = Part(name="{urn:x}Part", attributes=(("b", "2"),), text="text", parts=(leaf,))
    name = "{http://schemas.microsoft.com/kps/2014/07}Parameters"
    assert parameters == (Part(name=name, attributes=(("a", "1"),), text="words", parts=(part,)),)


def test_empty_parameters_are_none(sealed: bytes) -> None:
    text = sealed.decode()
    row = f'Algorithm="{RSA_SHA256}">'
    strict = forged(sealed, swap(row, f"{row}<Parameters></Parameters>"), party("Finance"))
    assert judge(read_strict(strict)).is_verified
    lenient = forged(sealed, swap(row, f"{row}<Parameters> \n</Parameters>"), party("Finance"))
    assert judge(read_bare(lenient)).is_verified
    assert swap(row, f"{row}<Parameters>x</Parameters>")(text)
    worded = forged(sealed, swap(row, f"{row}<Parameters>x</Parameters>"), party("Finance"))
    assert not judge(read_bare(worded)).is_verified


BAD_IDS: list[Edit] = [
    nth("<Id>2</Id>", "<Id>1</Id>", 0),
    swap('ParentWrappingId="1"', 'ParentWrappingId="9"'),
    swap('<GuardianSignature WrappingId="1"', '<GuardianSignature WrappingId="9"'),
    swap('ParentWrappingId="1"', 'ParentWrappingId="2"'),
    lambda text: nth('ParentWrappingId="1"', 'ParentWrappingId="3"', 1)(
        nth('ParentWrappingId="1"', 'ParentWrappingId="2"', 2)(text)
    ),
]


@pytest.mark.parametrize("edit", BAD_IDS)
def test_k4_ids_must_lead_to_the_owner(sealed: bytes, edit: Edit) -> None:
    for read in (read_strict, read_bare):
        error = refusal(read, edit(sealed.decode()).encode())
        assert (error.problem, error.rule) == (Problem.WRAPPING_IDS, "K4")


@pytest.mark.parametrize(
    "edit",
    [
        swap("<Id>3</Id>", "<Id>4</Id>"),
        lambda text: (
            text.replace("<Id>2</Id>", "<Id>x</Id>")
            .replace("<Id>3</Id>", "<Id>2</Id>")
            .replace("<Id>x</Id>", "<Id>3</Id>")
        ),
        nth('ParentWrappingId="1"', 'ParentWrappingId="2"', 2),
        nth('ParentWrappingId="1"', 'ParentWrappingId="2"', 1),
    ],
    ids=["gap", "order", "chain", "second-owner"],
)
def test_k4_a_pdkx_numbers_from_1_with_the_owner_first(sealed: bytes, edit: Edit) -> None:
    error = refusal(read_strict, edit(sealed.decode()).encode())
    assert (error.problem, error.rule) == (Problem.WRAPPING_IDS, "K4")


def test_other_numbers_and_chains_are_read_in_a_kp(sealed: bytes) -> None:
    def renumber(text: str) -> str:
        for old, new in (("1", "7"), ("2", "0"), ("3", "4294967295")):
            text = text.replace(f"<Id>{old}</Id>", f"<Id>{new}</Id>")
        text = text.replace('ParentWrappingId="1"', 'ParentWrappingId="7"')
        return text.replace(' WrappingId="1"', ' WrappingId="7"')

    protector = read_bare(forged(sealed, renumber, party("Finance")))
    assert judge(protector).is_verified
    assert (protector.owner_id, protector.owner.fingerprint) == (7, party("Finance").fingerprint)
    assert [wrapping.id for wrapping in protector.guardians] == [0, 4294967295]

    def chain(text: str) -> str:
        old = between(text, "<SignatureValue>", "<", 4)
        by_north = base64.b64encode(party("North").signer.sign(party("South").signing.der)).decode()
        return nth('ParentWrappingId="1"', 'ParentWrappingId="2"', 2)(text.replace(old, by_north))

    protector = read_bare(forged(sealed, chain, party("Finance")))
    assert protector.wrapping(3).parent_id == 2
    assert judge(protector).is_verified


def test_k5_one_owner_alone(sealed: bytes) -> None:
    error = refusal(read_bare, nth('ParentWrappingId="1"', 'ParentWrappingId="2"', 1)(sealed.decode()).encode())
    assert (error.problem, error.rule) == (Problem.OWNER, "K5")


def test_k6_the_owner_signs_a_pdkx(sealed: bytes) -> None:
    xml = swap('<GuardianSignature WrappingId="1"', '<GuardianSignature WrappingId="2"')(sealed.decode()).encode()
    error = refusal(read_strict, xml)
    assert (error.problem, error.rule) == (Problem.GUARDIAN_SIGNATURE, "K6")
    assert not judge(read_bare(xml)).signed_by_owner


@pytest.mark.parametrize(
    "name", ["rsa-1024.cer", "rsa-e3.cer", "ec-p256.cer", "weak-even-modulus.cer", "rsa-pss-key.cer", "ed25519.cer"]
)
@pytest.mark.parametrize("element", ["SigningCertificate", "EncryptionCertificate"])
def test_k7_an_unfit_key_is_refused(sealed: bytes, name: str, element: str) -> None:
    der = base64.b64encode(certificate(name).der).decode()
    xml = pattern(f"<{element}>[^<]*", f"<{element}>{der}")(sealed.decode()).encode()
    for read in (read_strict, read_bare):
        error = refusal(read, xml)
        assert (error.problem, error.rule) == (Problem.CERTIFICATE, "K7")
        assert error.detail == f"{element}, wrapping 1"


@pytest.mark.parametrize(
    "data",
    [
        b"x",
        certificate("good-signing.cer").der + b"x",
        certificate("good-signing.cer").der.replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x12", 1),
    ],
    ids=["no-der", "more", "version-19"],
)
def test_k7_something_else_than_one_certificate_is_refused(sealed: bytes, data: bytes) -> None:
    text = base64.b64encode(data).decode()
    xml = pattern("<SigningCertificate>[^<]*", f"<SigningCertificate>{text}")(sealed.decode()).encode()
    error = refusal(read_strict, xml)
    assert (error.problem, error.rule) == (Problem.CERTIFICATE, "K7")


def test_k7_an_expired_certificate_is_read(sealed: bytes) -> None:
    der = base64.b64encode(certificate("expired-signing.cer").der).decode()
    xml = pattern("<SigningCertificate>[^<]*", f"<SigningCertificate>{der}")(sealed.decode()).encode()
    assert read_strict(xml).owner.signing == certificate("expired-signing.cer")


def test_k7_an_encryption_certificate_stands_once(sealed: bytes) -> None:
    text = sealed.decode()
    first, second = (between(text, "<EncryptionCertificate>", "<", number) for number in (0, 1))
    for read in (read_strict, read_bare):
        error = refusal(read, text.replace(second, first).encode())
        assert (error.problem, error.rule) == (Problem.DUPLICATE, "K7")
        assert error.detail == "EncryptionCertificate, wrapping 2"


def test_k7_the_length_of_a_foreign_cipher_is_its_own(sealed: bytes) -> None:
    edit = swap("http://www.w3.org/2009/xmlenc11#rsa-oaep", "urn:vendor:wrap")
    xml = pattern("<CipherValue>[^<]*", "<CipherValue>AAAA")(edit(sealed.decode())).encode()
    assert read_bare(xml).owner.transport_key.cipher == b"\0\0\0"


def test_unwraps_without_the_service_are_shown_in_a_kp(sealed: bytes) -> None:
    assert read_bare(sealed).max_offline_unwraps is None
    xml = swap("<Protector ", '<Protector MaxOfflineUnwraps="5" ')(sealed.decode()).encode()
    assert read_bare(xml).max_offline_unwraps == 5
    assert judge(read_bare(xml)).is_verified  # it stands outside both signatures
    bad = swap("<Protector ", '<Protector MaxOfflineUnwraps="x" ')(sealed.decode()).encode()
    assert refusal(read_bare, bad).problem is Problem.VALUE
    extra = swap("<Protector ", '<Protector MaxOfflineUnwraps="5" ID="x" ')(sealed.decode()).encode()
    assert refusal(read_bare, extra).problem is Problem.STRUCTURE


def test_white_space_outside_what_is_signed_does_not_matter_in_a_kp(sealed: bytes) -> None:
    text = sealed.decode()
    spaced = text.replace("<Wrappings>", "\n  <Wrappings>").replace(
        "</GuardianSignature>", "\r\n</GuardianSignature>\t"
    )
    spaced = spaced.replace("<TransportKeySignature>", "<TransportKeySignature>\n")
    spaced = spaced.replace("<dsig-more:PRF", "\n<dsig-more:PRF").replace(
        "</dsig-more:HKDFParams>", "\n</dsig-more:HKDFParams>"
    )
    assert judge(read_bare(spaced.encode())).is_verified
    inside = text.replace("<Wrapping>", "\n<Wrapping>", 1)
    verdict = judge(read_bare(inside.encode()))
    assert verdict.refusal is not None
    assert verdict.refusal.problem is Problem.GUARDIAN_SIGNATURE
