# SPDX-License-Identifier: Apache-2.0
"""XML signatures: the one form we write, and how a hoster's is verified. The only file that imports signxml.

signxml decides whether a signature fits; everything around that decision is checked here first (V09), and nothing is
read afterwards but the bytes that it says were signed (V10, V11).
"""

import base64
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cryptography.exceptions
import signxml.exceptions
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.verifier import SignatureConfiguration, XMLVerifier

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.xml_reading import (
    DS,
    element_children,
    local_name,
    required_base64,
    take_attributes,
    take_children,
)

logging.getLogger("signxml").setLevel(logging.WARNING)  # at DEBUG it logs every canonicalised document

XML_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
MAX_VALUE = 8 << 10  # a signature or digest value; an 8192-bit signature has 1 KiB
MAX_KEY_INFO_CERTIFICATES = 8

_ENVELOPED = f"{DS}enveloped-signature"
_EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
_CANONICAL_FORMS = {
    form.value: form
    for form in (CanonicalizationMethod.CANONICAL_XML_1_0, CanonicalizationMethod.CANONICAL_XML_1_1, _EXCLUSIVE)
}
_METHODS = {
    method.value: method
    for method in (
        SignatureMethod.RSA_SHA256,
        SignatureMethod.RSA_SHA384,
        SignatureMethod.RSA_SHA512,
        SignatureMethod.SHA256_RSA_MGF1,
        SignatureMethod.SHA384_RSA_MGF1,
        SignatureMethod.SHA512_RSA_MGF1,
    )
}
_DIGESTS = {digest.value: digest for digest in (DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512)}
_WEAK_METHOD = SignatureMethod.RSA_SHA1
_WEAK_DIGEST = DigestAlgorithm.SHA1


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureForm:
    """A `ds:Signature` whose form is allowed (V09), before anybody verified it.

    `certificates` are those of KeyInfo: they say who may have signed, and are no authority.
    """

    method: str
    digest: str
    certificates: tuple[Certificate, ...]

    @property
    def is_weak(self) -> bool:
        """SHA-1 somewhere: it can be checked, and proves nothing."""
        return _WEAK_METHOD.value == self.method or _WEAK_DIGEST.value == self.digest

    @property
    def is_known(self) -> bool:
        """Whether method and digest can be evaluated at all."""
        return self.method in {*_METHODS, _WEAK_METHOD.value} and self.digest in {*_DIGESTS, _WEAK_DIGEST.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDocument:
    """Bytes that an XML signature covers, and who made it. Only `verify` makes one."""

    content: bytes  # the canonical document without its signature
    signer: Certificate
    method: str


def read_signature_form(signature: etree._Element, root_id: str | None) -> SignatureForm:
    """Rule V09: one Reference to the whole document, no transform but enveloped and canonical XML without comments.

    Raises `SIGNATURE_FORM` naming what is there instead.
    """
    try:
        _take_only_id(signature)
        parts = take_children(
            signature, (_ds("SignedInfo"), _ds("SignatureValue"), _ds("KeyInfo")), optional=frozenset({_ds("KeyInfo")})
        )
        _take_only_id(parts[_ds("SignatureValue")])
        required_base64(parts[_ds("SignatureValue")], limit=MAX_VALUE)
        info = parts[_ds("SignedInfo")]
        _take_only_id(info)
        children = take_children(info, (_ds("CanonicalizationMethod"), _ds("SignatureMethod"), _ds("Reference")))
        if _algorithm(children[_ds("CanonicalizationMethod")]) not in _CANONICAL_FORMS:
            raise _form(info, "it uses another canonical form than those without comments")
        digest = _read_reference(children[_ds("Reference")], root_id)
        return SignatureForm(
            method=_algorithm(children[_ds("SignatureMethod")]),
            digest=digest,
            certificates=_key_info_certificates(parts.get(_ds("KeyInfo"))),
        )
    except ShieldwizError as error:
        raise ShieldwizError(
            Problem.SIGNATURE_FORM, error.message, error.hint, rule="V09", detail=error.detail
        ) from error


def _read_reference(reference: etree._Element, root_id: str | None) -> str:
    """The digest URI of a Reference that covers the whole document."""
    attributes = {str(name): str(value) for name, value in reference.attrib.items()}
    uri = attributes.pop("URI", None)
    if set(attributes) - {"Id"} or uri is None:
        raise _form(reference, "its attributes are not those of a reference to this document")
    if uri != "" and (root_id is None or uri != f"#{root_id}"):
        raise _form(reference, f"it covers {shown(uri, 60)!r}, not the whole document")
    parts = take_children(reference, (_ds("Transforms"), _ds("DigestMethod"), _ds("DigestValue")))
    take_attributes(parts[_ds("Transforms")])
    transforms = _transforms(parts[_ds("Transforms")])
    if transforms[:1] != [_ENVELOPED] or len(transforms) > 2 or any(t not in _CANONICAL_FORMS for t in transforms[1:]):
        raise _form(reference, "it uses transforms other than enveloped signature and one canonical form")
    take_attributes(parts[_ds("DigestValue")])
    required_base64(parts[_ds("DigestValue")], limit=MAX_VALUE)
    return _algorithm(parts[_ds("DigestMethod")])


def _take_only_id(element: etree._Element) -> None:
    """No attribute but an `Id`, which XML-DSig allows and which means nothing here. Raises `STRUCTURE`."""
    take_attributes(element, *(("Id",) if "Id" in element.attrib else ()))


def _algorithm(element: etree._Element) -> str:
    """The Algorithm of an element that holds nothing: no PrefixList, no output length, no parameters."""
    if len(element) or (element.text or "").strip():
        raise _form(element, "it carries parameters")
    return take_attributes(element, "Algorithm")["Algorithm"]


def _transforms(parent: etree._Element) -> list[str]:
    """The algorithms of all transforms, in order."""
    children = element_children(parent)
    if any(child.tag != _ds("Transform") for child in children):
        raise _form(parent, "something else stands among the transforms")
    return [_algorithm(child) for child in children]


def _key_info_certificates(key_info: etree._Element | None) -> tuple[Certificate, ...]:
    """Certificates that KeyInfo holds and that can be read; the rest of KeyInfo means nothing here."""
    if key_info is None:
        return ()
    found: list[Certificate] = []
    for element in key_info.iterfind(f"{_ds('X509Data')}/{_ds('X509Certificate')}"):
        try:
            found.append(Certificate.from_der(required_base64(element, limit=64 << 10)))
        except ShieldwizError:
            continue
    return tuple(found[:MAX_KEY_INFO_CERTIFICATES])


class _Verifier(XMLVerifier):
    """signxml, canonicalising an inner node as a document of its own.

    lxml puts false `xmlns=""` on the children when a node is canonicalised inclusively where it stands, so SignedInfo
    under an unprefixed Signature (what .NET writes by default) would never verify.
    """

    def _c14n(self, nodes: Any, algorithm: CanonicalizationMethod, inclusive_ns_prefixes: Any = None) -> bytes:
        if etree.iselement(nodes) and nodes.getparent() is not None:
            nodes = etree.fromstring(etree.tostring(nodes, with_tail=False), self.parser)
        result: bytes = super()._c14n(nodes, algorithm, inclusive_ns_prefixes)
        return result


def verify(root: etree._Element, form: SignatureForm, signer: Certificate) -> SignedDocument | None:
    """Rule V10: what the document's signature covers, if the key of `signer` made it; None if it does not fit.

    `root` is the parsed document whose signature has the form `form`. The signer's dates are not looked at here.
    A new verifier for every call: a shared one keeps state and accepted wrong signers.
    """
    configuration = SignatureConfiguration(
        location="./",
        expect_references=1,
        signature_methods=frozenset({*_METHODS.values(), _WEAK_METHOD}),
        digest_algorithms=frozenset({*_DIGESTS.values(), _WEAK_DIGEST}),
        ignore_ambiguous_key_info=True,  # KeyInfo is no authority, so it cannot contradict one
        verification_time=signer.not_before,
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    if signer.rsa_key() is None:
        return None
    try:
        result = _Verifier().verify(
            root,
            x509_cert=signer.x509,
            validate_schema=False,  # read_signature_form allows far less than the schema does
            expect_config=configuration,
        )
    except (
        signxml.exceptions.SignXMLException,
        cryptography.exceptions.InvalidSignature,
        cryptography.exceptions.UnsupportedAlgorithm,
        etree.LxmlError,
        ValueError,
        TypeError,
    ):
        return None
    if isinstance(result, list) or result.signed_xml is None:
        return None
    return SignedDocument(content=result.signed_data, signer=signer, method=form.method)


def sign_enveloped(
    unsigned_root: bytes, sign: Callable[[bytes], bytes], *, key_info: Certificate | None = None
) -> bytes:
    """A canonical root element with the one form of `ds:Signature` that we write put before its end tag.

    `unsigned_root`: exclusive canonical XML of the root, without XML declaration. `sign` makes an RSASSA-PKCS1-v1_5
    SHA-256 signature. `key_info` adds a certificate that says who signed. Source: FORMATS 4.5.
    """
    signed_info = signed_info_bytes(unsigned_root)
    value = sign(signed_info)
    end_tag = unsigned_root.rindex(b"</")
    return unsigned_root[:end_tag] + signature_bytes(signed_info, value, key_info) + unsigned_root[end_tag:]


def signed_info_bytes(unsigned_root: bytes) -> bytes:
    """The canonical `SignedInfo` over a canonical root element: the very bytes that are signed."""
    digest = base64.b64encode(hashlib.sha256(unsigned_root).digest())
    return _SIGNED_INFO.replace(b"%D", digest)


def signature_bytes(signed_info: bytes, value: bytes, key_info: Certificate | None = None) -> bytes:
    """The `ds:Signature` element around canonical `signed_info` and the raw signature `value`."""
    inner = signed_info.replace(_DS_DECLARATION, b"", 1)
    key = b"" if key_info is None else _KEY_INFO.replace(b"%C", base64.b64encode(key_info.der))
    return _SIGNATURE.replace(b"%I", inner).replace(b"%V", base64.b64encode(value)).replace(b"%K", key)


_DS_DECLARATION = f' xmlns:ds="{DS}"'.encode()
_SIGNATURE = b"<ds:Signature" + _DS_DECLARATION + b">%I<ds:SignatureValue>%V</ds:SignatureValue>%K</ds:Signature>"
_KEY_INFO = b"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>%C</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
_SIGNED_INFO = (
    b"<ds:SignedInfo"
    + _DS_DECLARATION
    + f'><ds:CanonicalizationMethod Algorithm="{_EXCLUSIVE.value}"></ds:CanonicalizationMethod>'
    f'<ds:SignatureMethod Algorithm="{SignatureMethod.RSA_SHA256.value}"></ds:SignatureMethod>'
    f'<ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="{_ENVELOPED}"></ds:Transform>'
    f'<ds:Transform Algorithm="{_EXCLUSIVE.value}"></ds:Transform></ds:Transforms>'
    f'<ds:DigestMethod Algorithm="{DigestAlgorithm.SHA256.value}"></ds:DigestMethod>'
    "<ds:DigestValue>%D</ds:DigestValue></ds:Reference></ds:SignedInfo>".encode()
)


def _ds(name: str) -> str:
    return f"{{{DS}}}{name}"


def _form(element: etree._Element, what: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.SIGNATURE_FORM,
        f"The signature is not of an allowed form: in {local_name(element)}, {what}.",
        rule="V09",
        detail=f"{local_name(element)}, line {element.sourceline}",
    )
