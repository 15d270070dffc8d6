# SPDX-License-Identifier: Apache-2.0
"""The guardian metadata document (MS-KPS `Metadata`): read strictly, and written for a local owner or guardian."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import Guardian
from shieldwiz.guardians.pair_signatures import RSA_SHA256, CertificateSignature
from shieldwiz.guardians.xml_signature import XML_DECLARATION, sign_enveloped
from shieldwiz.xml_reading import (
    DS,
    KPS,
    canonical,
    element_children,
    local_name,
    parse_number,
    required_base64,
    required_number,
    take_attributes,
    take_children,
)

MAX_METADATA = 1 << 20  # rule V01
MAX_LEAF = 64 << 10  # rule V06
MAX_OTHER_CERTIFICATES = 64

_GUARDIAN_CHILDREN = (
    "Version",
    "EncryptionCertificate",
    "SigningCertificate",
    "EncryptionCertificateSignature",
    "SigningCertificateSelfSignature",
    "OtherSigningCertificates",
)
_ID_NAMES = frozenset({"id", "Id", "ID", "iD"})
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a metadata document says, before anybody has judged it."""

    guardian: Guardian
    other_signing_certificates: tuple[Certificate, ...]
    root_id: str | None
    version: int
    is_signed: bool
    ignored: tuple[str, ...]  # names of foreign parts that mean nothing here


def read_metadata(root: etree._Element) -> Metadata:
    """Read a parsed document by rules V05 to V07 (structure, leaves, certificates as such).

    Raises `STRUCTURE` (V05), `VALUE` (V06) or `CERTIFICATE` (V07).
    """
    information, signature, ignored = _split_root(root)
    _check_ids_and_attributes(root)
    ignored += _foreign_attributes(root)
    version = parse_number(root.attrib["Version"], "Metadata/@Version", leading_zeros=True)
    children = take_children(
        information, (_kps(name) for name in _GUARDIAN_CHILDREN), optional=frozenset({_kps("OtherSigningCertificates")})
    )
    for child in (information, *children.values()):
        if "Signature" not in local_name(child):
            take_attributes(child)
    required_number(children[_kps("Version")], leading_zeros=True)
    guardian = Guardian(
        name="",
        encryption=_certificate(children[_kps("EncryptionCertificate")]),
        encryption_signature=_signature(children[_kps("EncryptionCertificateSignature")]),
        signing=_certificate(children[_kps("SigningCertificate")]),
        self_signature=_signature(children[_kps("SigningCertificateSelfSignature")]),
    )
    return Metadata(
        guardian=guardian,
        other_signing_certificates=_other_certificates(children.get(_kps("OtherSigningCertificates"))),
        root_id=root.attrib.get("ID"),
        version=version,
        is_signed=signature is not None,
        ignored=ignored,
    )


def signature_element(root: etree._Element) -> etree._Element | None:
    """The document's `ds:Signature`, which stands as second child of the root or nowhere; None where unsigned."""
    children = list(root)
    return children[1] if len(children) > 1 and children[1].tag == f"{{{DS}}}Signature" else None


def _split_root(root: etree._Element) -> tuple[etree._Element, etree._Element | None, tuple[str, ...]]:
    """V05: GuardianInformation, ds:Signature or nothing, then foreign elements alone."""
    if root.tag != _kps("Metadata"):
        raise _not_allowed(root, f"the document is a {local_name(root)}, not guardian metadata")
    if "Version" not in root.attrib:
        raise _not_allowed(root, "the attribute Version is missing")
    children = element_children(root)
    if not children or children[0].tag != _kps("GuardianInformation"):
        raise _not_allowed(root, "GuardianInformation is missing or not its first part")
    signature = signature_element(root)
    rest = children[1 if signature is None else 2 :]
    for element in rest:
        if etree.QName(element).namespace in (KPS, DS, None):
            raise _not_allowed(element, f"{local_name(element)} does not belong there, or is there twice")
    all_signatures = sum(1 for _ in root.iter(f"{{{DS}}}Signature"))
    if all_signatures > (signature is not None):
        raise _not_allowed(root, "it contains more than one Signature, or one in a wrong place")
    return children[0], signature, tuple(f"element {local_name(element)}" for element in rest)


def _check_ids_and_attributes(root: etree._Element) -> None:
    """V05: no ID value twice under any spelling of the name, no xml:* (canonical forms inherit them), no xsi:*."""
    seen: set[str] = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            qualified = etree.QName(str(name))
            if qualified.localname in _ID_NAMES:
                if value in seen:
                    raise _not_allowed(element, f"the ID {shown(str(value), 60)} is there twice")
                seen.add(str(value))
            if qualified.namespace in (_XSI, _XML_NAMESPACE):
                raise _not_allowed(element, f"the attribute {shown(qualified.localname, 60)} is not allowed")


def _foreign_attributes(root: etree._Element) -> tuple[str, ...]:
    return tuple(
        f"attribute {shown(etree.QName(str(name)).localname, 60)}"
        for name in root.attrib
        if name not in ("Version", "ID")
    )


def _signature(element: etree._Element) -> CertificateSignature:
    algorithm = take_attributes(element, "Algorithm")["Algorithm"]
    children = take_children(
        element, (_kps("Parameters"), _kps("SignatureValue")), optional=frozenset({_kps("Parameters")})
    )
    parameters = children.get(_kps("Parameters"))
    if parameters is not None and (len(parameters) or (parameters.text or "").strip() or parameters.attrib):
        raise _not_allowed(parameters, "Parameters of a signature must be empty")
    value = children[_kps("SignatureValue")]
    take_attributes(value)
    return CertificateSignature(algorithm=algorithm, value=required_base64(value, limit=MAX_LEAF))


def _certificate(element: etree._Element) -> Certificate:
    der = required_base64(element, limit=MAX_LEAF)
    try:
        return Certificate.from_der(der)
    except ShieldwizError as error:
        raise ShieldwizError(
            error.problem,
            f"{local_name(element)} does not hold one sound certificate.",
            error.hint,
            rule="V07",
            detail=f"{local_name(element)}, line {element.sourceline}",
        ) from error


def _other_certificates(element: etree._Element | None) -> tuple[Certificate, ...]:
    if element is None:
        return ()
    children = element_children(element)
    if len(children) > MAX_OTHER_CERTIFICATES:
        raise _not_allowed(element, f"more than {MAX_OTHER_CERTIFICATES} other certificates", Problem.VALUE)
    for child in children:
        if child.tag != _kps("Certificate"):
            raise _not_allowed(element, f"{local_name(child)} does not belong there")
        take_attributes(child)
    return tuple(_certificate(child) for child in children)


def write_metadata(
    signing: Certificate,
    encryption: Certificate,
    sign: Callable[[bytes], bytes],
    *,
    communications: tuple[Certificate, Callable[[bytes], bytes]] | None = None,
) -> bytes:
    """The metadata document of a local owner or guardian.

    `sign` makes an RSASSA-PKCS1-v1_5 SHA-256 signature with the signing certificate's key, which signs the document,
    too, unless `communications` names another certificate and its signing function. Returns the whole file: the XML
    declaration, a line feed, the canonical root. Source: FORMATS 2.4.
    """
    root = etree.Element(_kps("Metadata"), {"Version": "1"}, nsmap={None: KPS})
    information = etree.SubElement(root, _kps("GuardianInformation"))
    etree.SubElement(information, _kps("Version")).text = "1"
    etree.SubElement(information, _kps("EncryptionCertificate")).text = _text(encryption.der)
    etree.SubElement(information, _kps("SigningCertificate")).text = _text(signing.der)
    for name, certificate in (
        ("EncryptionCertificateSignature", encryption),
        ("SigningCertificateSelfSignature", signing),
    ):
        signature = etree.SubElement(information, _kps(name), {"Algorithm": RSA_SHA256})
        etree.SubElement(signature, _kps("SignatureValue")).text = _text(sign(certificate.der))
    signer, sign_document = communications or (signing, sign)
    return XML_DECLARATION + sign_enveloped(canonical(root), sign_document, key_info=signer)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _kps(name: str) -> str:
    return f"{{{KPS}}}{name}"


def _not_allowed(element: etree._Element, what: str, problem: Problem = Problem.STRUCTURE) -> ShieldwizError:
    return ShieldwizError(
        problem,
        f"This is not acceptable guardian metadata: {what} (line {element.sourceline}).",
        "Ask the hoster for the metadata as the Host Guardian Service gives it out.",
        detail=f"{local_name(element)}, line {element.sourceline}",
    )
