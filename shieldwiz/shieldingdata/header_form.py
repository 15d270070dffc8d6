# SPDX-License-Identifier: Apache-2.0
"""The element `Header`, read (rules D6, D7) and written. Source: FORMATS 4.2."""

import base64
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.shieldingdata.rules import MAX_QUALIFIERS, check_header
from shieldwiz.shieldingdata.shielding_data import (
    Header,
    Policy,
    Purpose,
    TemplateVersion,
    VersionRule,
    VolumeIdQualifier,
)
from shieldwiz.xml_reading import (
    element_children,
    local_name,
    required_base64,
    required_number,
    required_text,
    take_attributes,
    take_children,
    value_error,
)

SHIELDING_DATA = "urn:shieldwiz:shielding-data:1"
HEADER = f"{{{SHIELDING_DATA}}}Header"
_ID = f"{{{SHIELDING_DATA}}}Id"
_REVISION = f"{{{SHIELDING_DATA}}}Revision"
_CREATED = f"{{{SHIELDING_DATA}}}Created"
_PURPOSE = f"{{{SHIELDING_DATA}}}Purpose"
_POLICY = f"{{{SHIELDING_DATA}}}Policy"
_DESCRIPTION = f"{{{SHIELDING_DATA}}}Description"
_QUALIFIERS = f"{{{SHIELDING_DATA}}}VolumeIdQualifiers"
_QUALIFIER = f"{{{SHIELDING_DATA}}}VolumeIdQualifier"
_DISK_NAME = f"{{{SHIELDING_DATA}}}DiskName"
_VERSION = f"{{{SHIELDING_DATA}}}Version"
_RULE = f"{{{SHIELDING_DATA}}}VersionRule"
_SIGNER = f"{{{SHIELDING_DATA}}}SigningCertificate"

_CONTAINERS = frozenset({HEADER, _QUALIFIERS, _QUALIFIER})
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
_MAX_CERTIFICATE = 64 << 10

Word = TypeVar("Word", bound=StrEnum)


def take_header(header: etree._Element) -> dict[str, etree._Element]:
    """D6: exactly the elements of a header, in order, without attributes. Raises `STRUCTURE`."""
    for element in header.iter():
        take_attributes(element)
        if len(element) and element.tag not in _CONTAINERS:
            raise ShieldwizError(
                Problem.STRUCTURE,
                f"The structure of {local_name(element)} is not allowed: it must hold text alone.",
                detail=local_name(element),
            )
    parts = take_children(
        header,
        (_ID, _REVISION, _CREATED, _PURPOSE, _POLICY, _DESCRIPTION, _QUALIFIERS),
        optional=frozenset({_DESCRIPTION, _QUALIFIERS}),
        white_space=False,
    )
    if _QUALIFIERS in parts:
        qualifiers = element_children(parts[_QUALIFIERS], white_space=False)
        if not qualifiers or any(element.tag != _QUALIFIER for element in qualifiers):
            raise ShieldwizError(
                Problem.STRUCTURE,
                "VolumeIdQualifiers must hold one VolumeIdQualifier or more, and nothing else.",
                detail="VolumeIdQualifiers",
            )
        for element in qualifiers:
            _take_qualifier(element)
    return parts


def read_header(parts: dict[str, etree._Element]) -> Header:
    """D7 and D8 for the elements that `take_header` found.

    Raises `VALUE`, `CERTIFICATE`, `LIMITS`, `MEANING`, `DUPLICATE`.
    """
    qualifiers = list(parts[_QUALIFIERS]) if _QUALIFIERS in parts else []
    if len(qualifiers) > MAX_QUALIFIERS:
        raise ShieldwizError(
            Problem.LIMITS,
            f"This file names more than {MAX_QUALIFIERS} template disks.",
            detail="VolumeIdQualifiers",
        )
    header = Header(
        id=_uuid(parts[_ID]),
        revision=_revision(parts[_REVISION]),
        created=_time(parts[_CREATED]),
        purpose=_word(parts[_PURPOSE], Purpose),
        policy=_word(parts[_POLICY], Policy),
        description=required_text(parts[_DESCRIPTION]) if _DESCRIPTION in parts else "",
        volume_id_qualifiers=tuple(_qualifier(element) for element in qualifiers),
    )
    check_header(header)
    return header


def header_xml(header: Header) -> str:
    """The canonical element `Header`, for use inside `ShieldingData`."""
    description = f"<Description>{escaped(header.description)}</Description>" if header.description else ""
    qualifiers = "".join(_qualifier_xml(qualifier) for qualifier in header.volume_id_qualifiers)
    if qualifiers:
        qualifiers = f"<VolumeIdQualifiers>{qualifiers}</VolumeIdQualifiers>"
    created = header.created.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return (
        f"<Header><Id>{header.id}</Id><Revision>{header.revision}</Revision><Created>{created}Z</Created>"
        f"<Purpose>{header.purpose}</Purpose><Policy>{header.policy}</Policy>{description}{qualifiers}</Header>"
    )


def escaped(text: str) -> str:
    """`text` as canonical XML writes it between tags; it holds no carriage return."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _qualifier_xml(qualifier: VolumeIdQualifier) -> str:
    certificate = base64.b64encode(qualifier.signer.der).decode("ascii")
    return (
        f"<VolumeIdQualifier><DiskName>{escaped(qualifier.disk_name)}</DiskName><Version>{qualifier.version}</Version>"
        f"<VersionRule>{qualifier.rule}</VersionRule><SigningCertificate>{certificate}</SigningCertificate>"
        "</VolumeIdQualifier>"
    )


def _take_qualifier(element: etree._Element) -> dict[str, etree._Element]:
    return take_children(element, (_DISK_NAME, _VERSION, _RULE, _SIGNER), white_space=False)


def _qualifier(element: etree._Element) -> VolumeIdQualifier:
    parts = _take_qualifier(element)
    der = required_base64(parts[_SIGNER], limit=_MAX_CERTIFICATE, white_space=False)
    try:
        signer = Certificate.from_der(der)
    except ShieldwizError as error:
        raise ShieldwizError(
            Problem.CERTIFICATE,
            "The signing certificate of a template disk is not one sound certificate.",
            "Ask the file's owner for the original.",
            detail="VolumeIdQualifier/SigningCertificate",
        ) from error
    return VolumeIdQualifier(
        disk_name=required_text(parts[_DISK_NAME]),
        version=TemplateVersion.parse(required_text(parts[_VERSION])),
        rule=_word(parts[_RULE], VersionRule),
        signer=signer,
    )


def _uuid(element: etree._Element) -> str:
    text = required_text(element)
    if _UUID.fullmatch(text) is None:
        raise value_error(element, "it is not a UUID in lower case")
    return text


def _revision(element: etree._Element) -> int:
    number = required_number(element)
    if number == 0:
        raise value_error(element, "revisions begin with 1")
    return number


def _time(element: etree._Element) -> datetime:
    match = _TIME.fullmatch(required_text(element))
    if match is None:
        raise value_error(element, "it is not a time like 2026-11-24T12:00:00Z")
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise value_error(element, "there is no such day or time") from error


def _word(element: etree._Element, words: type[Word]) -> Word:
    text = required_text(element)
    try:
        return words(text)
    except ValueError as error:
        raise value_error(element, f"it must be one of {', '.join(words)}") from error
