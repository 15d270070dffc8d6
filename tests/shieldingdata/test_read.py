# SPDX-License-Identifier: Apache-2.0
"""Rules D1 to D13, one after the other."""

import base64
import re
from collections.abc import Callable

import pytest
from lxml import etree

from shieldwiz.errors import DecisionNeededError, Problem, ShieldwizError
from shieldwiz.guardians.guardian import parse_fingerprint
from shieldwiz.guardians.xml_signature import XML_DECLARATION
from shieldwiz.keyprotector.encoding import Form, frame, read_key_protector
from shieldwiz.shieldingdata.read import accept_unknown_owner, confirm_owner, read_shielding_data
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA
from shieldwiz.xml_reading import KPS
from tests.keyprotector.parties import HMAC_SHA256, RSA_SHA256, between, forged, party, swap
from tests.shieldingdata.making import existing, signed_again, template

Edit = Callable[[str], str]


def refusal(data: bytes) -> ShieldwizError:
    with pytest.raises(ShieldwizError) as caught:
        read_shielding_data(data)
    return caught.value


def expect(data: bytes, problem: Problem, rule: str) -> ShieldwizError:
    error = refusal(data)
    assert (error.problem, error.rule) == (problem, rule)
    return error


def edited(edit: Edit) -> bytes:
    return edit(template().data.decode()).encode()


def pattern(found: str, new: str) -> Edit:
    def edit(text: str) -> str:
        changed, count = re.subn(found, new, text, count=1)
        assert count == 1
        return changed

    return edit


def renamed(old: str, new: str) -> Edit:
    """An edit that gives a namespace another prefix wherever it stands."""
    return lambda text: text.replace(f"{old}:", f"{new}:").replace(f"xmlns:{old}=", f"xmlns:{new}=")


def test_a_sound_file_says_what_was_meant() -> None:
    verified = read_shielding_data(template().data)
    assert verified == template()
    assert verified.owner.fingerprint == party("Finance").fingerprint
    assert [wrapping.fingerprint for wrapping in verified.guardians] == [
        party("North").fingerprint,
        party("South").fingerprint,
    ]
    assert len(verified.sha256) == 64
    assert verified.verdict.is_verified


def test_d1_too_large_a_file_is_refused() -> None:
    data = template().data
    expect(data + b" " * (MAX_SHIELDING_DATA + 1 - len(data)), Problem.SIZE, "D1")


@pytest.mark.parametrize("data", [b"", b"x", b'<?xml version="1.0" encoding="UTF-8"?>\n<Metadata xmlns="urn:x"/>'])
def test_d2_something_else_is_of_another_kind(data: bytes) -> None:
    expect(data, Problem.KIND, "D2")


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"?>\n", b"?>\r\n", 1),
        lambda data: data.removeprefix(XML_DECLARATION),
        lambda data: data.replace(b'"1.0"', b"'1.0'", 1),
        lambda data: data.replace(b"<ShieldingData ", b"<ShieldingData  ", 1),
        lambda data: data.replace(b"?>\n", b"?>\n<!DOCTYPE ShieldingData>", 1),
    ],
)
def test_d2_a_rewritten_beginning_is_named_as_such(rewrite: Callable[[bytes], bytes]) -> None:
    expect(rewrite(template().data), Problem.NOT_CANONICAL, "D2")


@pytest.mark.parametrize("version", ["2", "01", "1.0", "", "x"])
def test_d3_another_version_is_newer(version: str) -> None:
    expect(edited(swap('Version="1"', f'Version="{version}"')), Problem.VERSION, "D3")


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (swap("<Header>", "<Header><!-- hidden -->"), Problem.XML),
        (swap("<Header>", "<Header><?hidden?>"), Problem.XML),
        (swap("</ShieldingData>", "</ShieldingData><!-- hidden -->"), Problem.XML),
        (swap("<Policy>Shielded", "<Policy><![CDATA[Shielded]]>"), Problem.XML),
        (swap("</Header>", ""), Problem.XML),
        (swap("<Header>", "<Header>" + "<a></a>" * 2100), Problem.LIMITS),
        (swap("<Header>", "<Header>" + "<a>" * 40 + "</a>" * 40), Problem.LIMITS),
        (swap("<Header>", "<Header " + " ".join(f'a{n}=""' for n in range(17)) + ">"), Problem.LIMITS),
        (swap("<Header>", "<Header " + " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(17)) + ">"), Problem.LIMITS),
        (swap("<Header>", "<Header>" + "<a/>" * 9000), Problem.LIMITS),
    ],
)
def test_d4_what_the_parser_does_not_take(edit: Edit, problem: Problem) -> None:
    expect(edited(edit), problem, "D4")


def test_d4_bytes_that_are_no_utf8() -> None:
    expect(template().data.replace(b"First", b"Fir\xfft"), Problem.XML, "D4")


@pytest.mark.parametrize(
    "edit",
    [
        swap("</ShieldingData>", "</ShieldingData>\n"),
        swap("<Policy>", "<Policy >"),
        swap("<ds:Transform ", "<ds:Transform  "),
        swap("></ds:SignatureMethod>", "/>"),
        swap("<Policy>Shielded", "<Policy>&#83;hielded"),
        swap("<Header>", '<Header xmlns:unused="urn:x">'),
        swap("<Header>", "<Header>\r"),
        lambda text: text.replace('Type="http', "Type='http").replace('#Element"', "#Element'"),
        swap("<Id>", '<Id xmlns="relative">'),
        swap("&lt;second&gt;", "&lt;second>"),
    ],
)
def test_d5_another_spelling_of_the_same_document_is_refused(edit: Edit) -> None:
    expect(edited(edit), Problem.NOT_CANONICAL, "D5")


STRUCTURE: list[Edit] = [
    swap('Version="1">', 'Version="1" xml:lang="de">'),
    swap("<Header>", "<Header>text"),
    swap("<Header>", '<Header Id="1">'),
    swap("<Header>", "<Header><Extra></Extra>"),
    swap("</Header>", "</Header><Header></Header>"),
    swap("<Id>", '<Id xml:lang="de">'),
    swap("<Id>", "<Id><Id></Id>"),
    pattern("<Policy>.*?</Policy>", ""),
    pattern("<VolumeIdQualifier>.*</VolumeIdQualifier>", ""),
    pattern("<VolumeIdQualifier>.*</VolumeIdQualifier>", "<Other></Other>"),
    pattern("<VersionRule>.*?</VersionRule>", ""),
    swap("<VersionRule>", "<VersionRule> <DiskName></DiskName>"),
    swap(' Type="http', ' Id="1" Type="http'),
    swap(' Type="http://www.w3.org/2001/04/xmlenc#Element"', ""),
    swap("</xenc:EncryptionMethod>", "<xenc:KeySize>256</xenc:KeySize></xenc:EncryptionMethod>"),
    pattern(r"<xenc:EncryptionMethod Algorithm=\"[^\"]*\">", "<xenc:EncryptionMethod>"),
    pattern("<xenc11:DerivedKey (.*?)>", r'<xenc11:DerivedKey \1 Id="1">'),
    swap("<xenc11:MasterKeyName>", '<xenc11:MasterKeyName a="1">'),
    pattern("(<xenc11:KeyDerivationMethod .*?>).*</xenc11:KeyDerivationMethod>", r"\1</xenc11:KeyDerivationMethod>"),
    swap("<xenc:CipherValue>", '<xenc:CipherValue a="1">'),
    swap("<xenc:CipherData>", "<xenc:CipherData>\n"),
    swap("</ds:Signature>", "<ds:KeyInfo></ds:KeyInfo></ds:Signature>"),
    swap("</ds:Signature>", "<ds:Object></ds:Object></ds:Signature>"),
    swap('<ds:Reference URI="">', '<ds:Reference Id="1" URI="">'),
    pattern("<ds:Transforms>.*</ds:Transforms>", "<ds:Transforms></ds:Transforms>"),
    pattern("(<ds:Signature .*</ds:Signature>)", r"\1\1"),
    pattern("<ds:Signature .*</ds:Signature>", ""),
    pattern("<Protector .*</Protector>", ""),
]


@pytest.mark.parametrize("edit", STRUCTURE)
def test_d6_unknown_elements_and_attributes_are_refused_always(edit: Edit) -> None:
    error = expect(edited(edit), Problem.STRUCTURE, "D6")
    assert error.detail


def test_d6_indenting_is_noticed() -> None:
    indented = template().data.replace(b"><", b">\n<")
    indented = indented.replace(b'Version="1">\n', b'Version="1">', 1)
    assert refusal(indented).problem in (Problem.STRUCTURE, Problem.NOT_CANONICAL)


VALUES: list[Edit] = [
    pattern("<Id>[0-9a-f]{8}", "<Id>ABCDEF01"),
    pattern("<Id>[^<]*", "<Id>"),
    swap("<Revision>1<", "<Revision>0<"),
    swap("<Revision>1<", "<Revision>01<"),
    swap("<Revision>1<", "<Revision>4294967296<"),
    pattern("<Created>[^<]*", "<Created>2026-02-30T12:00:00Z"),
    pattern("<Created>[^<]*", "<Created>2026-02-20T12:00:00+00:00"),
    pattern("<Created>[^<]*", "<Created>0000-02-20T12:00:00Z"),
    swap("ShieldedTemplate<", "shieldedTemplate<"),
    swap("<Policy>Shielded<", "<Policy>Open<"),
    pattern("<Description>[^<]*", "<Description>"),
    pattern("<Description>[^<]*", "<Description> x"),
    pattern("<Description>[^<]*", "<Description>x\n"),
    pattern("<Description>[^<]*", "<Description>a\u202eb"),
    pattern("<Description>[^<]*", "<Description>a\tb"),
    pattern("<DiskName>[^<]*", "<DiskName>a\nb"),
    pattern("<DiskName>[^<]*", "<DiskName>a\u200db"),
    pattern("<Version>1.2.3.4", "<Version>1.2.3.65536"),
    pattern("<Version>1.2.3.4", "<Version>1.2.3.04"),
    pattern("<Version>1.2.3.4", "<Version>1.2.3"),
    swap("<VersionRule>Equals", "<VersionRule>Equal"),
    pattern("</VersionRule><SigningCertificate>[^<]*", "</VersionRule><SigningCertificate>AB=="),
    pattern("</VersionRule><SigningCertificate>", "</VersionRule><SigningCertificate> "),
    swap(' Type="http://www.w3.org/2001/04/xmlenc#Element"', ' Type="http://www.w3.org/2001/04/xmlenc#Content"'),
    swap(">TransportKey<", ">OtherKey<"),
    pattern("<xenc:CipherValue>", "<xenc:CipherValue> "),
    pattern("<xenc:CipherValue>[^<]*", f"<xenc:CipherValue>{base64.b64encode(bytes(27)).decode()}"),
    pattern("<xenc:CipherValue>[^<]*", "<xenc:CipherValue>"),
    pattern("(<xenc11:KeyDerivationMethod.*<dsig-more:Info>)", r"\1 "),
]


@pytest.mark.parametrize("edit", VALUES)
def test_d7_leaves_of_another_form_are_refused(edit: Edit) -> None:
    expect(edited(edit), Problem.VALUE, "D7")


def test_d7_a_disk_is_signed_with_one_whole_certificate() -> None:
    edit = pattern("</VersionRule><SigningCertificate>[^<]*", "</VersionRule><SigningCertificate>AAAA")
    expect(edited(edit), Problem.CERTIFICATE, "D7")


@pytest.mark.parametrize(
    "edit",
    [
        pattern("<Description>[^<]*", f"<Description>{'x' * 1025}"),
        pattern("<DiskName>[^<]*", f"<DiskName>{'x' * 256}"),
        pattern("(<VolumeIdQualifier>.*</VolumeIdQualifier>)", r"\1" * 33),
    ],
)
def test_d7_too_much_is_refused(edit: Edit) -> None:
    expect(edited(edit), Problem.LIMITS, "D7")


def test_d8_disks_stand_exactly_where_a_template_is_meant() -> None:
    expect(edited(swap("ShieldedTemplate<", "ExistingVM<")), Problem.MEANING, "D8")
    data = existing().data.replace(b"ExistingVM<", b"ShieldedTemplate<", 1)
    expect(data, Problem.MEANING, "D8")


def test_d8_the_same_disk_twice_is_refused() -> None:
    expect(edited(pattern("(<VolumeIdQualifier>.*?</VolumeIdQualifier>)", r"\1\1")), Problem.DUPLICATE, "D8")


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (swap("xmlenc11#aes256-gcm", "xmlenc11#aes128-gcm"), Problem.ALGORITHM),
        (swap("http://www.w3.org/2009/xmlenc11#aes256-gcm", HMAC_SHA256), Problem.ALGORITHM),
        (pattern('(<xenc11:KeyDerivationMethod Algorithm=")[^"]*', r"\1urn:vendor:kdf"), Problem.ALGORITHM),
        (pattern("(<xenc11:KeyDerivationMethod.*<dsig-more:KeyLength>)32", r"\g<1>16"), Problem.PARAMETERS),
        (
            pattern(
                "(<xenc11:KeyDerivationMethod.*<dsig-more:Info>)[^<]*",
                r"\1" + base64.b64encode(b"urn:shieldwiz:kdf:1:transport-key-signature").decode(),
            ),
            Problem.PARAMETERS,
        ),
        (
            pattern(
                "(<xenc11:KeyDerivationMethod.*)<dsig-more:Info>",
                r"\1<dsig-more:Salt></dsig-more:Salt><dsig-more:Info>",
            ),
            Problem.PARAMETERS,
        ),
    ],
)
def test_d9_contents_are_encrypted_in_one_way(edit: Edit, problem: Problem) -> None:
    expect(edited(edit), problem, "D9")


@pytest.mark.parametrize(
    "edit",
    [
        renamed("ds", "d"),
        swap(f'<ds:SignatureMethod Algorithm="{RSA_SHA256}"', '<ds:SignatureMethod Algorithm="urn:x"'),
        swap('<ds:Reference URI="">', '<ds:Reference URI="#x">'),
        pattern("<ds:DigestValue>.", "<ds:DigestValue>"),
        pattern("<ds:DigestValue>[^<]*", f"<ds:DigestValue>{'A' * 42}B="),
        pattern("<ds:SignatureValue>[^<]*", "<ds:SignatureValue>AB=="),
        pattern("<ds:SignatureValue>", "<ds:SignatureValue> "),
        swap("<ds:SignedInfo>", "<ds:SignedInfo>\n"),
        swap("</ds:Transforms><ds:DigestMethod", "</ds:Transforms>\n<ds:DigestMethod"),
    ],
)
def test_d10_the_signature_has_one_form(edit: Edit) -> None:
    text = template().data.decode()
    at = text.rindex("<ds:Signature ")
    expect((text[:at] + edit(text[at:])).encode(), Problem.SIGNATURE_FORM, "D10")


def test_d11_the_protector_is_read_strictly() -> None:
    data = signed_again(template().data, swap("<Id>3</Id>", "<Id>4</Id>"))
    expect(data, Problem.WRAPPING_IDS, "K4")
    data = signed_again(template().data, swap("<Wrappings>", "<Wrappings><Extra></Extra>"))
    expect(data, Problem.STRUCTURE, "K1")


def protector_edited(edit: Edit) -> bytes:
    """A file with another protector, signed again by its owner."""

    def exchange(text: str) -> str:
        old = "<Protector " + between(text, "<Protector ", "</Protector>") + "</Protector>"
        return text.replace(old, edit(old))

    return signed_again(template().data, exchange)


def test_d11_signatures_inside_must_fit() -> None:
    stranger = base64.b64encode(party("East").signer.sign(b"x")).decode()

    def foreign_pair(protector: str) -> str:
        edit = swap(between(protector, "<SignatureValue>", "<", 3), stranger)
        return forged(protector.encode(), edit, party("Finance")).decode()

    expect(protector_edited(foreign_pair), Problem.CERTIFICATE_SIGNATURE, "K8")

    def foreign_whole(protector: str) -> str:
        return protector.replace(between(protector, "<SignatureValue>", "<", 7), stranger)

    expect(protector_edited(foreign_whole), Problem.GUARDIAN_SIGNATURE, "K9")


def test_d12_a_change_after_signing_is_noticed() -> None:
    expect(edited(swap("<Policy>Shielded", "<Policy>EncryptionSupported")), Problem.OWNER_SIGNATURE, "D12")
    expect(edited(swap("<Revision>1", "<Revision>2")), Problem.OWNER_SIGNATURE, "D12")


def test_d12_nobody_but_the_owner_signs() -> None:
    data = signed_again(template().data, swap("<Policy>Shielded", "<Policy>EncryptionSupported"), party("North"))
    expect(data, Problem.OWNER_SIGNATURE, "D12")


def test_d12_the_payload_of_another_file_does_not_fit() -> None:
    own, other = (between(file.data.decode(), "<xenc:CipherValue>", "<") for file in (template(), existing()))
    expect(edited(swap(own, other)), Problem.OWNER_SIGNATURE, "D12")


def renamed_inside(text: str) -> str:
    return text.replace("<xenc11:MGF xmlns:xenc11=", "<y:MGF xmlns:y=").replace("</xenc11:MGF>", "</y:MGF>")


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (renamed("xenc", "x"), Problem.OWNER_SIGNATURE),
        (renamed("dsig-more", "m"), Problem.OWNER_SIGNATURE),
        (renamed_inside, Problem.GUARDIAN_SIGNATURE),
    ],
)
def test_renaming_a_prefix_breaks_a_signature(edit: Edit, problem: Problem) -> None:
    assert refusal(edited(edit)).problem is problem


def test_an_owner_may_spell_the_protector_otherwise() -> None:
    def prefixed(text: str) -> str:
        text = text.replace(
            f'<Protector xmlns="{KPS}"><Wrappings>', f'<k:Protector xmlns:k="{KPS}"><Wrappings xmlns="{KPS}">'
        )
        for name in ("TransportKeySignature", "GuardianSignature"):
            text = text.replace(f"<{name}", f'<{name} xmlns="{KPS}"')
        return text.replace("</Protector>", "</k:Protector>")

    verified = read_shielding_data(signed_again(template().data, prefixed))
    exported = read_key_protector(frame(verified.protector.xml, Form.XML)).protector
    assert exported is not None
    assert exported.signed == template().protector.signed
    assert etree.fromstring(verified.protector.xml).prefix == "k"


def test_d13_the_owner_asked_for() -> None:
    owner = party("Finance").fingerprint
    for told in (owner.hex, " ".join(owner.groups)):
        confirmed = confirm_owner(template(), expected=parse_fingerprint(told))
        assert confirmed.verified is template()
    with pytest.raises(ShieldwizError) as caught:
        confirm_owner(template(), expected=party("North").fingerprint.hex, known=(owner,))
    assert (caught.value.problem, caught.value.rule, caught.value.detail) == (Problem.OWNER_UNKNOWN, "D13", owner.hex)
    assert not isinstance(caught.value, DecisionNeededError)


def test_d13_an_owner_this_computer_knows_or_a_person_decides() -> None:
    known = (party("North").fingerprint, party("Finance").fingerprint)
    assert confirm_owner(template(), known=known).verified is template()
    with pytest.raises(DecisionNeededError) as caught:
        confirm_owner(template(), known=known[:1])
    assert (caught.value.problem, caught.value.rule) == (Problem.OWNER_UNKNOWN, "D13")
    assert "not confirmed" in caught.value.message
    assert accept_unknown_owner(template()).verified is template()
