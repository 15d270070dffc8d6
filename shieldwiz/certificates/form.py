# SPDX-License-Identifier: Apache-2.0
"""Everything that the rules look at in a certificate, touched once inside one guard.

Loading proves little: the library reads names, dates and extensions only when they are asked for, and raises then.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.der import SEQUENCE, read_one
from shieldwiz.errors import ShieldwizError

_Extension = TypeVar("_Extension", bound=x509.ExtensionType)

# The two last ones of `x509.KeyUsage` can be asked for only beside a third.
_KEY_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
)
# What asking for a part can raise, where the library loaded the whole.
UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
    ShieldwizError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateForm:
    """The parts of a well-formed certificate; None stands for an extension that is absent.

    `usages` are names of `x509.KeyUsage`, `extended_usages` dotted object identifiers. `signature_hash` is the name of
    the hash that it was issued with, "" where the method has one built in (Ed25519), None where it is unknown.
    """

    version: int
    serial_number: int
    not_before: datetime
    not_after: datetime
    common_name: str
    extension_count: int
    unknown_critical: str
    is_authority: bool
    usages: frozenset[str] | None
    extended_usages: frozenset[str] | None
    dns_names: tuple[str, ...] | None
    addresses: tuple[str, ...]
    signature_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """What is wrong with a certificate that loads: the end of a sentence."""

    what: str


def extension_value(extensions: x509.Extensions, kind: type[_Extension]) -> _Extension | None:
    """The value of the extension of that kind, None where it is absent."""
    try:
        return extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def read_form(certificate: Certificate) -> CertificateForm | Malformed:
    """Touch every part of a certificate. Never raises: what cannot be read is `Malformed`."""
    try:
        return _read(certificate)
    except x509.DuplicateExtension:
        return Malformed(what="an extension is there twice")
    except UNREADABLE:
        return Malformed(what=_unreadable_part(certificate))


def _read(certificate: Certificate) -> CertificateForm | Malformed:
    parsed = certificate.x509
    subject, _ = parsed.subject, parsed.issuer.rfc4514_string()
    subject.rfc4514_string()
    if certificate.not_after < certificate.not_before:
        return Malformed(what="it ends before it begins")
    if certificate.fields()[1].encoded != read_one(certificate.der, SEQUENCE).children()[1].encoded:
        return Malformed(what="it names two different signature methods")
    extensions = parsed.extensions
    names = extension_value(extensions, x509.SubjectAlternativeName)
    usage = extension_value(extensions, x509.KeyUsage)
    extended = extension_value(extensions, x509.ExtendedKeyUsage)
    constraints = extension_value(extensions, x509.BasicConstraints)
    common_names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return CertificateForm(
        version=parsed.version.value + 1,
        serial_number=certificate.serial_number,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        common_name=str(common_names[0].value) if common_names else "",
        extension_count=len(extensions),
        unknown_critical=_unknown_critical(extensions),
        is_authority=constraints is not None and constraints.ca,
        usages=_usages(usage) if usage is not None else None,
        extended_usages=frozenset(one.dotted_string for one in extended) if extended is not None else None,
        dns_names=tuple(names.get_values_for_type(x509.DNSName)) if names is not None else None,
        addresses=tuple(map(str, names.get_values_for_type(x509.IPAddress))) if names is not None else (),
        signature_hash=_signature_hash(parsed),
    )


def _unreadable_part(certificate: Certificate) -> str:
    """Which part it was that could not be read."""
    parsed = certificate.x509
    try:
        parsed.subject.rfc4514_string(), parsed.issuer.rfc4514_string()
    except UNREADABLE:
        return "its subject or issuer cannot be read"
    try:
        certificate.not_before, certificate.not_after  # noqa: B018 - touching them is the check
    except UNREADABLE:
        return "its dates cannot be read"
    return "its extensions cannot be read"


def _usages(usage: x509.KeyUsage) -> frozenset[str]:
    return frozenset(name for name in _KEY_USAGES if getattr(usage, name))


def _unknown_critical(extensions: x509.Extensions) -> str:
    """The identifier of a critical extension that nobody here understands, or ""."""
    unknown = (one for one in extensions if one.critical and isinstance(one.value, x509.UnrecognizedExtension))
    return next((one.oid.dotted_string for one in unknown), "")


def _signature_hash(parsed: x509.Certificate) -> str | None:
    try:
        algorithm = parsed.signature_hash_algorithm
    except (UnsupportedAlgorithm, ValueError):
        return None
    return algorithm.name if algorithm is not None else ""
