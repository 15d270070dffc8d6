# SPDX-License-Identifier: Apache-2.0
"""The form of XML signatures (V09), their verification (V10), and the one form that we write."""

from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.metadata import signature_element
from shieldwiz.guardians.xml_signature import (
    MAX_KEY_INFO_CERTIFICATES,
    MAX_VALUE,
    SignatureForm,
    read_signature_form,
    sign_enveloped,
    signature_bytes,
    signed_info_bytes,
    verify,
)
from shieldwiz.xml_reading import DS, canonical, parse_xml
from tests.guardians.judging import SHA1, UNKNOWN, VECTORS, contoso, stranger, swap
from tests.simulated_fabric import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    PSS_SHA256,
    RSA_SHA256,
    SHA256,
    Form,
    b64,
    document,
    key_info,
    pkcs1v15,
    sign_with,
)


def _form(data: bytes, root_id: str | None = "m1") -> SignatureForm:
    signature = signature_element(parse_xml(data))
    assert signature is not None
    return read_signature_form(signature, root_id)


def _transforms(*algorithms: str) -> str:
    inside = "".join(f'<ds:Transform Algorithm="{one}"></ds:Transform>' for one in algorithms)
    return f"<ds:Transforms>{inside}</ds:Transforms>"


# V09


def test_the_form_says_method_digest_and_who_is_named() -> None:
    form = _form(document(contoso()))
    assert (form.method, form.digest) == (RSA_SHA256, SHA256)
    assert form.certificates == (contoso().communications,)
    assert _form(document(contoso(), is_named=False)).certificates == ()


@pytest.mark.parametrize(
    ("parts", "is_weak", "is_known"),
    [
        ({}, False, True),
        ({"method": PSS_SHA256}, False, True),
        (SHA1, True, True),
        ({"method": SHA1["method"]}, True, True),
        ({"digest": SHA1["digest"]}, True, True),
        (UNKNOWN, False, False),
        ({"digest": "urn:new"}, False, False),
        ({"digest": SHA1["digest"], **UNKNOWN}, True, False),
        ({"method": f"{DS}hmac-sha1"}, False, False),
        ({"method": f"{DS}dsa-sha1"}, False, False),
        ({"digest": "http://www.w3.org/2007/05/xmldsig-more#sha3-256"}, False, False),
    ],
)
def test_weak_and_unknown_methods_are_told_apart(parts: dict[str, Any], is_weak: bool, is_known: bool) -> None:
    form = _form(document(contoso(), **parts))
    assert (form.is_weak, form.is_known) == (is_weak, is_known)


@pytest.mark.parametrize(
    "parts",
    [
        {"uri": ' URI=""'},
        {"uri": ' URI="#m1" Id="r1"'},
        {"transforms": _transforms(ENVELOPED)},
        {"transforms": _transforms(ENVELOPED, INCLUSIVE)},
        {"attributes": ' Id="s1"'},
        {"key_info": "<ds:KeyInfo><ds:KeyName>Somebody</ds:KeyName></ds:KeyInfo>"},
        {"key_info": '<ds:KeyInfo Id="k"></ds:KeyInfo>'},
    ],
)
def test_v09_takes_every_allowed_form(parts: dict[str, Any]) -> None:
    assert _form(document(contoso(), **parts)).is_known


INFO, VALUE, METHOD = "<ds:SignedInfo>", "<ds:SignatureValue>", "<ds:SignatureMethod "
TWICE = '<ds:Transform Algorithm="{0}"></ds:Transform><ds:Transform Algorithm="{0}"></ds:Transform>'
PREFIXES = f'<i:InclusiveNamespaces xmlns:i="{EXCLUSIVE}" PrefixList="x"/>'


@pytest.mark.parametrize(
    "edit",
    [
        swap("<ds:Signature ", '<ds:Signature a="" '),
        swap(INFO, '<ds:SignedInfo a="">'),
        swap(INFO, f"<ds:x/>{INFO}"),
        swap(INFO, f"text{INFO}"),
        swap(VALUE, '<ds:SignatureValue a="">'),
        swap(VALUE, f"{VALUE}*"),
        swap(VALUE, f"{VALUE}<ds:x/>"),
        swap(VALUE, f"{VALUE}{b64(bytes(MAX_VALUE + 1))}</ds:SignatureValue>{VALUE}"),
        swap("</ds:Signature>", "<ds:Object/></ds:Signature>"),
        swap("<ds:KeyInfo>", "<ds:KeyInfo/><ds:KeyInfo>"),
        swap(EXCLUSIVE, f"{EXCLUSIVE}WithComments", 1),
        swap(EXCLUSIVE, "urn:other", 1),
        swap(METHOD, '<ds:SignatureMethod a="" '),
        swap("</ds:SignatureMethod>", "<ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>"),
        swap("</ds:SignatureMethod>", "text</ds:SignatureMethod>"),
        swap("</ds:CanonicalizationMethod>", f"{PREFIXES}</ds:CanonicalizationMethod>"),
        swap(METHOD, '<ds:SignatureMethod Algorithm=""/><ds:SignatureMethod '),
        swap("<ds:Reference ", '<ds:Reference a="" '),
        swap("<ds:Reference ", '<ds:Reference Type="" '),
        swap(' URI="#m1"', ""),
        swap(' URI="#m1"', ' URI="#m2"'),
        swap(' URI="#m1"', ' URI="m1"'),
        swap(' URI="#m1"', " URI=\"#xpointer(id('m1'))\""),
        swap(' URI="#m1"', ' URI="http://example.org/m1"'),
        swap("<ds:Transforms>", '<ds:Transforms a="">'),
        swap("<ds:Transforms>", "<ds:Transforms><ds:x/>"),
        swap("<ds:Transforms>", "<ds:Transforms>text"),
        swap("<ds:Transforms>", f"<ds:Transforms>{TWICE.format(ENVELOPED)}"),
        swap("<ds:Transforms>", f"<ds:Transforms>{TWICE.format(EXCLUSIVE)}"),
        swap(ENVELOPED, f"{DS}base64", 1),
        swap(ENVELOPED, EXCLUSIVE, 1),
        swap("</ds:Transform></ds:Transforms>", f"{PREFIXES}</ds:Transform></ds:Transforms>"),
        swap("<ds:DigestValue>", '<ds:DigestValue a="">'),
        swap("<ds:DigestValue>", "<ds:DigestValue>*"),
        swap("</ds:DigestMethod>", "x</ds:DigestMethod>"),
        swap(f' Algorithm="{SHA256}"', ""),
        swap("</ds:Reference>", "<ds:x/></ds:Reference>"),
        swap("</ds:Reference>", "</ds:Reference><ds:Reference/>"),
    ],
)
def test_v09_refuses_every_other_form(edit: Any) -> None:
    with pytest.raises(ShieldwizError) as caught:
        _form(edit(document(contoso())))
    assert (caught.value.problem, caught.value.rule) == (Problem.SIGNATURE_FORM, "V09")
    assert caught.value.detail


@pytest.mark.parametrize("algorithms", [(), (EXCLUSIVE,), (EXCLUSIVE, ENVELOPED), (ENVELOPED, EXCLUSIVE, INCLUSIVE)])
def test_v09_takes_enveloped_first_and_one_canonical_form_at_most(algorithms: tuple[str, ...]) -> None:
    with pytest.raises(ShieldwizError, match="transforms"):
        _form(document(contoso(), transforms=_transforms(*algorithms)))


def test_v09_takes_an_id_only_where_the_root_has_that_one() -> None:
    for root_id, uri, is_taken in ((None, "", True), (None, "#m1", False), (None, "#None", False), ("m1", "#m1", True)):
        data = document(contoso(), uri=f' URI="{uri}"')
        if is_taken:
            assert _form(data, root_id).is_known
        else:
            with pytest.raises(ShieldwizError, match="not the whole document"):
                _form(data, root_id)


def test_what_cannot_be_read_in_key_info_means_nothing() -> None:
    broken = "<ds:X509Certificate>AAAA</ds:X509Certificate><ds:X509Certificate>*</ds:X509Certificate>"
    named = key_info(contoso().communications).replace("<ds:X509Data>", f"<ds:X509Data>{broken}")
    assert _form(document(contoso(), key_info=named)).certificates == (contoso().communications,)
    many = key_info(*[stranger().signing] * MAX_KEY_INFO_CERTIFICATES, contoso().communications)
    assert _form(document(contoso(), key_info=many)).certificates == (stranger().signing,) * MAX_KEY_INFO_CERTIFICATES


# V10


def _verify(data: bytes, signer: Certificate) -> bytes | None:
    root = parse_xml(data)
    found = verify(root, _form(data), signer)
    if found is None:
        return None
    assert (found.signer, found.method) == (signer, RSA_SHA256)
    return found.content


def test_v10_gives_the_signed_bytes_for_the_right_certificate_alone() -> None:
    data = document(contoso())
    without = data[: data.index(b"<ds:Signature ")] + data[data.index(b"</ds:Signature>") + len("</ds:Signature>") :]
    assert _verify(data, contoso().communications) == canonical(parse_xml(without))
    assert _verify(data, contoso().signing) is None
    assert _verify(data, stranger().communications) is None


@pytest.mark.parametrize("name", ["ec-p256.cer", "ed25519.cer", "rsa-pss-key.cer", "rsa-1024.cer"])
def test_v10_no_other_key_fits(name: str) -> None:
    other = Certificate.from_der((VECTORS / "certificates" / name).read_bytes())
    assert _verify(document(contoso()), other) is None


@pytest.mark.parametrize(
    "edit",
    [
        swap("<Version>1<", "<Version>2<"),
        swap(' Version="1"', ' Version="2"'),
        swap("</Metadata>", '<x:x xmlns:x="urn:x"/></Metadata>'),
        swap("</Metadata>", "\n</Metadata>"),
        swap(VALUE, f"{VALUE}AAAA"),
        swap("<ds:DigestValue>", "<ds:DigestValue>AAAA"),
        swap(f'{METHOD}Algorithm="{RSA_SHA256}"', f'{METHOD}Algorithm="{PSS_SHA256}"'),
    ],
)
def test_v10_any_change_breaks_it(edit: Any) -> None:
    assert _verify(edit(document(contoso())), contoso().communications) is None


def test_v10_reads_nothing_from_what_is_no_document() -> None:
    """Content behind a transform that V09 refuses, correctly signed: were it let through, it would still be nothing."""
    hidden = "this is no XML"
    form = Form(transforms=_transforms(ENVELOPED, f"{DS}base64"), uri=' URI=""')
    signature = form.signature(hidden.encode(), sign_with(contoso().communications_key))
    root = parse_xml(f"<x>{b64(hidden.encode())}{signature}</x>".encode())
    made = SignatureForm(method=RSA_SHA256, digest=SHA256, certificates=())
    assert verify(root, made, contoso().communications) is None
    sound = f"<y>{hidden}</y>".encode()
    root = parse_xml(f"<x>{b64(sound)}{form.signature(sound, sign_with(contoso().communications_key))}</x>".encode())
    found = verify(root, made, contoso().communications)
    assert found is not None  # so that what was refused above was the content
    assert found.content == sound


def test_v10_verifies_inclusive_signatures_without_a_prefix() -> None:
    """What .NET writes by itself; lxml alone would put a false `xmlns=""` into what was signed."""
    data = (VECTORS / "metadata" / "good-mono-inclusive-id.xml").read_bytes()
    assert b"<ds:" not in data
    signer = Certificate.from_der((VECTORS / "metadata" / "certs" / "communications.cer").read_bytes())
    root = parse_xml(data)
    assert verify(root, _form(data, root.get("ID")), signer) is not None


# the one form that we write

ROOT = b'<x xmlns="urn:x"><y>1</y></x>'


def _sign(data: bytes) -> bytes:
    return pkcs1v15(contoso().signing_key, "sha256", data)


@pytest.mark.parametrize("named", [None, "signer"])
def test_what_we_sign_verifies_and_is_canonical(named: str | None) -> None:
    signed = sign_enveloped(ROOT, _sign, key_info=contoso().signing if named else None)
    root = parse_xml(signed)
    assert canonical(root) == signed
    signature = root[1]
    form = read_signature_form(signature, None)
    assert form.certificates == ((contoso().signing,) if named else ())
    found = verify(root, form, contoso().signing)
    assert found is not None
    assert found.content == ROOT
    assert verify(root, form, stranger().signing) is None


def test_the_bytes_that_are_signed_are_those_of_signed_info_in_the_document() -> None:
    signed = sign_enveloped(ROOT, _sign)
    info = signed_info_bytes(ROOT)
    assert canonical(parse_xml(signed)[1][0]) == info
    value = _sign(info)
    contoso().signing_key.public_key().verify(value, info, padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(InvalidSignature):
        contoso().signing_key.public_key().verify(value, info + b" ", padding.PKCS1v15(), hashes.SHA256())
    assert signed == ROOT.replace(b"</x>", signature_bytes(info, value) + b"</x>")


def test_the_signature_stands_before_the_last_end_tag() -> None:
    signed = sign_enveloped(b"<x><x></x></x>", _sign)
    assert signed.startswith(b"<x><x></x><ds:Signature ")
    assert signed.endswith(b"</ds:Signature></x>")
