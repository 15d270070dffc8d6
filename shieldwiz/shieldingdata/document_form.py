# SPDX-License-Identifier: Apache-2.0
"""The outer form of a .pdkx: child lists (rule D6), the encrypted contents (D7, D9), and how they are written.

Source: FORMATS 4.1, 4.3.
"""

import base64
from dataclasses import dataclass

from lxml import etree

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.protector import Method
from shieldwiz.keyprotector.seal import parts_xml
from shieldwiz.keyprotector.xml_form import PROTECTOR, read_part
from shieldwiz.shieldingdata.header_form import HEADER, take_header
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA, under_rule
from shieldwiz.xml_reading import (
    DS,
    DSIG_MORE,
    XENC,
    XENC11,
    required_base64,
    required_text,
    take_attributes,
    take_children,
    value_error,
)

_ENCRYPTED_DATA = f"{{{XENC}}}EncryptedData"
_ENCRYPTION_METHOD = f"{{{XENC}}}EncryptionMethod"
_KEY_INFO = f"{{{DS}}}KeyInfo"
_DERIVED_KEY = f"{{{XENC11}}}DerivedKey"
_DERIVATION = f"{{{XENC11}}}KeyDerivationMethod"
_MASTER_KEY_NAME = f"{{{XENC11}}}MasterKeyName"
_HKDF_PARAMETERS = f"{{{DSIG_MORE}}}HKDFParams"
_CIPHER_DATA = f"{{{XENC}}}CipherData"
_CIPHER_VALUE = f"{{{XENC}}}CipherValue"
_SIGNATURE = f"{{{DS}}}Signature"

_ELEMENT_TYPE = f"{XENC}Element"
_KEY_NAME = "TransportKey"
# Every element of the one form of signature, in document order, with the names of its attributes.
_SIGNATURE_FORM = [
    (_SIGNATURE,),
    (f"{{{DS}}}SignedInfo",),
    (f"{{{DS}}}CanonicalizationMethod", "Algorithm"),
    (f"{{{DS}}}SignatureMethod", "Algorithm"),
    (f"{{{DS}}}Reference", "URI"),
    (f"{{{DS}}}Transforms",),
    (f"{{{DS}}}Transform", "Algorithm"),
    (f"{{{DS}}}Transform", "Algorithm"),
    (f"{{{DS}}}DigestMethod", "Algorithm"),
    (f"{{{DS}}}DigestValue",),
    (f"{{{DS}}}SignatureValue",),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The elements of a file whose child lists are right; the inside of `protector` has rules of its own."""

    header: dict[str, etree._Element]
    protector: etree._Element
    encrypted_type: str
    encryption_method: etree._Element
    derivation: etree._Element
    master_key_name: etree._Element
    cipher_value: etree._Element


def take_document(root: etree._Element) -> Document:
    """D6: exactly the elements and attributes of the format, no text between them. Raises `STRUCTURE`."""
    with under_rule("D6"):
        take_attributes(root, "Version")
        parts = _children(root, HEADER, PROTECTOR, _ENCRYPTED_DATA, _SIGNATURE)
        header = take_header(parts[HEADER])
        encrypted = parts[_ENCRYPTED_DATA]
        encrypted_type = take_attributes(encrypted, "Type")["Type"]
        inside = _children(encrypted, _ENCRYPTION_METHOD, _KEY_INFO, _CIPHER_DATA)
        take_attributes(inside[_ENCRYPTION_METHOD], "Algorithm")
        _children(inside[_ENCRYPTION_METHOD])
        derived_key = _only_child(inside[_KEY_INFO], _DERIVED_KEY)
        take_attributes(derived_key)
        key = _children(derived_key, _DERIVATION, _MASTER_KEY_NAME)
        take_attributes(key[_DERIVATION], "Algorithm")
        _children(key[_DERIVATION], _HKDF_PARAMETERS)
        take_attributes(key[_MASTER_KEY_NAME])
        cipher_value = _only_child(inside[_CIPHER_DATA], _CIPHER_VALUE)
        take_attributes(cipher_value)
        _take_signature(parts[_SIGNATURE])
    return Document(
        header=header,
        protector=parts[PROTECTOR],
        encrypted_type=encrypted_type,
        encryption_method=inside[_ENCRYPTION_METHOD],
        derivation=key[_DERIVATION],
        master_key_name=key[_MASTER_KEY_NAME],
        cipher_value=cipher_value,
    )


def read_encrypted_contents(document: Document) -> bytes:
    """D7 and D9: IV, ciphertext and tag, encrypted in the one way that counts.

    Raises `VALUE`, `ALGORITHM`, `PARAMETERS`.
    """
    with under_rule("D7"):
        if document.encrypted_type != _ELEMENT_TYPE:
            raise value_error(document.cipher_value, "what is encrypted must be one element")
        if required_text(document.master_key_name) != _KEY_NAME:
            raise value_error(document.master_key_name, f"it must be {_KEY_NAME}")
        encrypted = required_base64(document.cipher_value, limit=MAX_SHIELDING_DATA, white_space=False)
        if len(encrypted) < algorithms.AesGcm.overhead:
            raise value_error(document.cipher_value, "it is too short")
        parameters = tuple(read_part(child, strict=True) for child in document.derivation)
    with under_rule("D9"):
        algorithms.PAYLOAD.require_strict(Method(uri=str(document.encryption_method.get("Algorithm"))))
        algorithms.PAYLOAD_KEY.require_strict(
            Method(uri=str(document.derivation.get("Algorithm")), parameters=parameters)
        )
    return encrypted


def encrypted_contents_xml(encrypted: bytes) -> str:
    """The canonical element `xenc:EncryptedData` around IV, ciphertext and tag."""
    derivation = algorithms.PAYLOAD_KEY.written.method
    return (
        f'<xenc:EncryptedData xmlns:xenc="{XENC}" Type="{_ELEMENT_TYPE}">'
        f'<xenc:EncryptionMethod Algorithm="{algorithms.PAYLOAD.written.method.uri}"></xenc:EncryptionMethod>'
        f'<ds:KeyInfo xmlns:ds="{DS}"><xenc11:DerivedKey xmlns:xenc11="{XENC11}">'
        f'<xenc11:KeyDerivationMethod Algorithm="{derivation.uri}">{parts_xml(derivation.parameters)}'
        f"</xenc11:KeyDerivationMethod><xenc11:MasterKeyName>{_KEY_NAME}</xenc11:MasterKeyName></xenc11:DerivedKey>"
        f"</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>{base64.b64encode(encrypted).decode('ascii')}"
        "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>"
    )


def _take_signature(signature: etree._Element) -> None:
    """The elements and attributes of `ds:Signature`; its values, and how it is written to the byte, are rule D10."""
    found = [(node.tag, *node.keys()) for node in signature.iter()]
    if found != _SIGNATURE_FORM:
        odd = next((part[0] for part, right in zip(found, _SIGNATURE_FORM, strict=False) if part != right), _SIGNATURE)
        raise ShieldwizError(
            Problem.STRUCTURE,
            "The structure of the owner's signature is not allowed: something in it is missing, or does not belong "
            "there.",
            detail=shown(etree.QName(str(odd)).localname, 60),
        )


def _only_child(parent: etree._Element, name: str) -> etree._Element:
    """The one child of an element without attributes."""
    take_attributes(parent)
    return _children(parent, name)[name]


def _children(parent: etree._Element, *names: str) -> dict[str, etree._Element]:
    return take_children(parent, names, white_space=False)
