# SPDX-License-Identifier: Apache-2.0
"""The element `Protector` taken apart (rule K1): exactly the elements and attributes that the format names.

Strict inside a .pdkx; in a bare key protector white space may stand between elements, and unknown parameters are kept.
Source: FORMATS 3.1; MS-KPS for the elements.
"""

from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.keyprotector.protector import Method, Part, Signature, WrappedKey
from shieldwiz.xml_reading import (
    DSIG_MORE,
    KPS,
    element_children,
    parse_number,
    required_base64,
    required_text,
    take_attributes,
    take_children,
)

_MAX_LEAF = 64 << 10
_XML_SPACE = " \t\r\n"
_INFO = f"{{{DSIG_MORE}}}Info"

PROTECTOR = f"{{{KPS}}}Protector"
_WRAPPINGS = f"{{{KPS}}}Wrappings"
_WRAPPING = f"{{{KPS}}}Wrapping"
_ID = f"{{{KPS}}}Id"
_SIGNING = f"{{{KPS}}}SigningCertificate"
_SIGNING_SIGNATURE = f"{{{KPS}}}SigningCertificateSignature"
_ENCRYPTION = f"{{{KPS}}}EncryptionCertificate"
_ENCRYPTION_SIGNATURE = f"{{{KPS}}}EncryptionCertificateSignature"
_TRANSPORT_KEY = f"{{{KPS}}}TransportKey"
_ENCRYPTED_DATA = f"{{{KPS}}}EncryptedData"
_CIPHER_VALUE = f"{{{KPS}}}CipherValue"
_KEY_SIGNATURE = f"{{{KPS}}}TransportKeySignature"
_KEY_DERIVATION = f"{{{KPS}}}KeyDerivationMethod"
_GUARDIAN_SIGNATURE = f"{{{KPS}}}GuardianSignature"
_SIGNATURE = f"{{{KPS}}}Signature"
_SIGNATURE_VALUE = f"{{{KPS}}}SignatureValue"
_PARAMETERS = f"{{{KPS}}}Parameters"

_WRAPPING_CHILDREN = (
    _ID,
    _SIGNING,
    _SIGNING_SIGNATURE,
    _ENCRYPTION,
    _ENCRYPTION_SIGNATURE,
    _TRANSPORT_KEY,
)
_MAY_HAVE_PARAMETERS = frozenset({_PARAMETERS})


class Row(NamedTuple):
    """A wrapping as it stands in the file, its certificates not loaded yet."""

    id: int
    signing: bytes
    signing_signature: Signature
    parent_id: int
    encryption: bytes
    encryption_signature: Signature
    transport_key: WrappedKey


class Found(NamedTuple):
    """What K1 found."""

    wrappings_element: etree._Element
    rows: tuple[Row, ...]
    key_derivation: Method
    transport_key_signature: Signature
    guardian_signature: Signature
    signed_by_id: int
    max_offline_unwraps: int | None


def take_protector(element: etree._Element, *, strict: bool) -> Found:
    """Rule K1 for the element `Protector`. Raises `STRUCTURE` or `VALUE`."""
    try:
        return _Reading(strict=strict).protector(element)
    except ShieldwizError as error:
        raise error.under("K1") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """K1: exactly the elements and attributes that the format names."""

    strict: bool

    def protector(self, element: etree._Element) -> Found:
        unwraps = self._max_offline_unwraps(element)
        parts = self._children(element, _WRAPPINGS, _KEY_SIGNATURE, _GUARDIAN_SIGNATURE)
        rows = self._rows(parts[_WRAPPINGS])
        key_signature = parts[_KEY_SIGNATURE]
        take_attributes(key_signature)
        methods = self._children(key_signature, _KEY_DERIVATION, _SIGNATURE)
        derivation = methods[_KEY_DERIVATION]
        inside = take_children(derivation, (_PARAMETERS,), optional=_MAY_HAVE_PARAMETERS, white_space=not self.strict)
        guardian_signature = parts[_GUARDIAN_SIGNATURE]
        return Found(
            wrappings_element=parts[_WRAPPINGS],
            rows=rows,
            key_derivation=self._method(derivation, inside.get(_PARAMETERS)),
            transport_key_signature=self._signature(methods[_SIGNATURE]),
            signed_by_id=self._number_attribute(guardian_signature, "WrappingId"),
            guardian_signature=self._only_signature(guardian_signature),
            max_offline_unwraps=unwraps,
        )

    def _max_offline_unwraps(self, element: etree._Element) -> int | None:
        if self.strict or "MaxOfflineUnwraps" not in element.attrib:
            take_attributes(element)
            return None
        return self._number_attribute(element, "MaxOfflineUnwraps")

    def _rows(self, wrappings: etree._Element) -> tuple[Row, ...]:
        take_attributes(wrappings)
        children = element_children(wrappings, white_space=not self.strict)
        if not children or any(child.tag != _WRAPPING for child in children):
            raise refused(
                Problem.STRUCTURE, "K1", "Wrappings must hold one Wrapping or more, and nothing else", "Wrappings"
            )
        rows: list[Row] = []
        for position, child in enumerate(children, 1):
            try:
                rows.append(self._row(child))
            except ShieldwizError as error:
                raise in_wrapping(error, "K1", position) from error
        return tuple(rows)

    def _row(self, wrapping: etree._Element) -> Row:
        take_attributes(wrapping)
        parts = self._children(wrapping, *_WRAPPING_CHILDREN)
        for name in (_ID, _ENCRYPTION_SIGNATURE, _TRANSPORT_KEY):
            take_attributes(parts[name])
        return Row(
            id=parse_number(required_text(parts[_ID]), "Id"),
            signing=self._base64(parts[_SIGNING]),
            parent_id=self._number_attribute(parts[_SIGNING_SIGNATURE], "ParentWrappingId"),
            signing_signature=self._only_signature(parts[_SIGNING_SIGNATURE]),
            encryption=self._base64(parts[_ENCRYPTION]),
            encryption_signature=self._only_signature(parts[_ENCRYPTION_SIGNATURE]),
            transport_key=self._wrapped_key(parts[_TRANSPORT_KEY]),
        )

    def _wrapped_key(self, transport_key: etree._Element) -> WrappedKey:
        encrypted = self._children(transport_key, _ENCRYPTED_DATA)[_ENCRYPTED_DATA]
        method, value = self._method_and_value(encrypted, _CIPHER_VALUE)
        return WrappedKey(method=method, cipher=value)

    def _only_signature(self, holder: etree._Element) -> Signature:
        return self._signature(self._children(holder, _SIGNATURE)[_SIGNATURE])

    def _signature(self, element: etree._Element) -> Signature:
        method, value = self._method_and_value(element, _SIGNATURE_VALUE)
        return Signature(method=method, value=value)

    def _method_and_value(self, element: etree._Element, value_name: str) -> tuple[Method, bytes]:
        parts = take_children(
            element, (_PARAMETERS, value_name), optional=_MAY_HAVE_PARAMETERS, white_space=not self.strict
        )
        return self._method(element, parts.get(_PARAMETERS)), self._base64(parts[value_name])

    def _method(self, element: etree._Element, parameters: etree._Element | None) -> Method:
        uri = take_attributes(element, "Algorithm")["Algorithm"]
        return Method(uri=uri, parameters=() if parameters is None else self._parameters(parameters))

    def _parameters(self, element: etree._Element) -> tuple[Part, ...]:
        """What stands in `Parameters`; in a bare protector all of it counts, attributes and text too."""
        if self.strict:
            take_attributes(element)
            return tuple(read_part(child, strict=True) for child in element_children(element, white_space=False))
        whole = read_part(element, strict=False)
        is_plain = not whole.attributes and not whole.text.strip(_XML_SPACE)
        return whole.parts if is_plain else (whole,)

    def _children(self, parent: etree._Element, *names: str) -> dict[str, etree._Element]:
        return take_children(parent, names, white_space=not self.strict)

    def _base64(self, element: etree._Element) -> bytes:
        take_attributes(element)
        return required_base64(element, limit=_MAX_LEAF, white_space=not self.strict)

    @staticmethod
    def _number_attribute(element: etree._Element, name: str) -> int:
        return parse_number(take_attributes(element, name)[name], name)


def read_part(element: etree._Element, *, strict: bool) -> Part:
    """An element of algorithm parameters as plain data, text between its elements joined.

    Where `strict`, raises `STRUCTURE` for any attribute but `Algorithm` and for text between elements, and `VALUE` for
    base64 in another spelling; otherwise white space in base64 that we know of does not count.
    """
    children = list(element)
    attributes = tuple(sorted(element.attrib.items()))
    if strict and attributes:
        take_attributes(element, "Algorithm")
    if strict and children:
        element_children(element, white_space=False)
    text = element.text or ""
    if children:
        text = "".join((text, *(child.tail or "" for child in children))).strip(_XML_SPACE)
    elif element.tag == _INFO:
        text = _base64_text(element, strict=strict)
    return Part(
        name=str(element.tag),
        attributes=attributes,
        text=text,
        parts=tuple([read_part(child, strict=strict) for child in children]),
    )


def _base64_text(element: etree._Element, *, strict: bool) -> str:
    """The text of a leaf that holds base64: in its one spelling where `strict`, else without white space."""
    if strict:
        required_base64(element, limit=_MAX_LEAF, white_space=False)
    return "".join((element.text or "").split())


def refused(problem: Problem, rule: str, what: str, detail: str) -> ShieldwizError:
    """A refusal of a key protector; `what` continues the sentence, `detail` is the place."""
    return ShieldwizError(
        problem, f"This key protector is refused: {what}.", "Ask its owner for the original.", rule=rule, detail=detail
    )


def in_wrapping(error: ShieldwizError, rule: str, number: int) -> ShieldwizError:
    """The same error, with the wrapping named in sentence and detail."""
    return ShieldwizError(
        error.problem,
        f"In wrapping {number}: {error.message}",
        error.hint,
        rule=error.rule or rule,
        detail=", ".join(filter(None, (error.detail, f"wrapping {number}"))),
    )
