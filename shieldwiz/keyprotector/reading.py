# SPDX-License-Identifier: Apache-2.0
"""Read a key protector by rules K1 to K7: strictly inside a .pdkx, leniently where it stands alone.

Source: FORMATS 3.4. Signatures (K8, K9) are looked at in `verify`.
"""

from functools import lru_cache

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.weak_keys import malformed_key
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.protector import KeyProtector, Method, Signature, Wrapping
from shieldwiz.keyprotector.xml_form import Found, Row, in_wrapping, refused, take_protector
from shieldwiz.xml_reading import canonical

MAX_GUARDIANS = 64
MAX_WRAPPINGS = MAX_GUARDIANS + 1  # and the owner
_MAC_LENGTH = 32


def read_protector(element: etree._Element, *, xml: bytes, strict: bool) -> KeyProtector:
    """The key protector in `element`, by rules K1 to K7.

    `xml`: the element's bytes as they came. `strict`: the .pdkx column of the rules (one form, known algorithms
    alone); otherwise white space is allowed, and unknown algorithms are kept. Raises `STRUCTURE`, `VALUE` (K1),
    `LIMITS` (K2), `ALGORITHM`, `PARAMETERS` (K3), `WRAPPING_IDS` (K4), `OWNER` (K5), `GUARDIAN_SIGNATURE` (K6),
    `CERTIFICATE`, `DUPLICATE`, `VALUE` (K7).
    """
    found = take_protector(element, strict=strict)
    if len(found.rows) > MAX_WRAPPINGS:
        raise refused(Problem.LIMITS, "K2", f"it has more than {MAX_WRAPPINGS} wrappings", "Wrappings")
    _check_methods(found, strict=strict)
    _check_ids(found, strict=strict)
    owner_id = _find_owner(found)
    if strict and found.signed_by_id != owner_id:
        raise refused(
            Problem.GUARDIAN_SIGNATURE,
            "K6",
            f"it is signed by guardian {found.signed_by_id}, not by the owner",
            f"GuardianSignature, WrappingId {found.signed_by_id}",
        )
    return KeyProtector(
        wrappings=_wrappings(found.rows),
        owner_id=owner_id,
        key_derivation=found.key_derivation,
        transport_key_signature=_right_mac_length(found.transport_key_signature),
        guardian_signature=found.guardian_signature,
        signed_by_id=found.signed_by_id,
        max_offline_unwraps=found.max_offline_unwraps,
        signed=canonical(found.wrappings_element),
        xml=xml,
    )


def _check_methods(found: Found, *, strict: bool) -> None:
    """K3: every URI in its slot, with its parameters."""
    for row in found.rows:
        try:
            _check_method(algorithms.CERTIFICATE_SIGNATURE, row.signing_signature.method, strict=strict)
            _check_method(algorithms.CERTIFICATE_SIGNATURE, row.encryption_signature.method, strict=strict)
            _check_method(algorithms.TRANSPORT_KEY, row.transport_key.method, strict=strict)
        except ShieldwizError as error:
            raise in_wrapping(error, "K3", row.id) from error
    try:
        _check_method(algorithms.MAC_KEY, found.key_derivation, strict=strict)
        _check_method(algorithms.MAC, found.transport_key_signature.method, strict=strict)
        _check_method(algorithms.GUARDIAN_SIGNATURE, found.guardian_signature.method, strict=strict)
    except ShieldwizError as error:
        raise error.under("K3") from error


def _check_method(slot: algorithms.Slot[algorithms.Function], method: Method, *, strict: bool) -> None:
    if strict:
        slot.require_strict(method)
    elif algorithms.is_misplaced(method.uri, slot.uris):
        raise algorithms.foreign_algorithm(slot.name, method.uri)


def _check_ids(found: Found, *, strict: bool) -> None:
    """K4: ids unique, all that are named exist, and everybody's chain of parents ends without a loop."""
    parents = {row.id: row.parent_id for row in found.rows}
    numbers = tuple(parents)
    if len(parents) < len(found.rows):
        raise _wrapping_ids("two wrappings have the same number", numbers)
    if strict and (numbers != tuple(range(1, len(numbers) + 1)) or set(parents.values()) != {1}):
        raise _wrapping_ids("the wrappings are not numbered 1, 2, 3 …, or not all vouched for by the first", numbers)
    for named in (*parents.values(), found.signed_by_id):
        if named not in parents:
            raise _wrapping_ids(f"it names wrapping {named}, which is not there", numbers)
    for number in numbers:
        at = number
        for _ in numbers:
            at = parents[at]
        if parents[at] != at:
            raise _wrapping_ids(f"those who vouch for wrapping {number} vouch for each other in a circle", numbers)


def _wrapping_ids(what: str, numbers: tuple[int, ...]) -> ShieldwizError:
    listed = ", ".join(str(number) for number in numbers)
    return refused(Problem.WRAPPING_IDS, "K4", what, f"Wrappings: {shown(listed)}")


def _find_owner(found: Found) -> int:
    """K5: exactly one wrapping vouches for itself."""
    owners = [row.id for row in found.rows if row.parent_id == row.id]
    if len(owners) != 1:
        listed = ", ".join(str(number) for number in owners)
        raise refused(
            Problem.OWNER, "K5", "more than one wrapping claims to be the owner's", f"Wrappings: {shown(listed)}"
        )
    return owners[0]


def _wrappings(rows: tuple[Row, ...]) -> tuple[Wrapping, ...]:
    """K7: certificates, no encryption certificate twice, lengths."""
    first_with: dict[bytes, int] = {}
    wrappings: list[Wrapping] = []
    for row in rows:
        try:
            wrappings.append(_wrapping(row))
        except ShieldwizError as error:
            raise in_wrapping(error, "K7", row.id) from error
        earlier = first_with.setdefault(row.encryption, row.id)
        if earlier != row.id:
            raise refused(
                Problem.DUPLICATE,
                "K7",
                f"wrappings {earlier} and {row.id} have the same encryption certificate",
                f"EncryptionCertificate, wrapping {row.id}",
            )
    return tuple(wrappings)


def _wrapping(row: Row) -> Wrapping:
    encryption, length = _certificate(row.encryption, "EncryptionCertificate")
    is_known = algorithms.TRANSPORT_KEY.find(row.transport_key.method) is not None
    if is_known and len(row.transport_key.cipher) != length:
        raise refused(
            Problem.VALUE, "K7", f"the wrapped transport key is not {length} bytes long, as its key is", "CipherValue"
        )
    return Wrapping(
        id=row.id,
        signing=_certificate(row.signing, "SigningCertificate")[0],
        signing_signature=row.signing_signature,
        parent_id=row.parent_id,
        encryption=encryption,
        encryption_signature=row.encryption_signature,
        transport_key=row.transport_key,
    )


@lru_cache(maxsize=256)  # in thousands of protectors the same few come again and again
def _certificate(der: bytes, element: str) -> tuple[Certificate, int]:
    """A certificate with an RSA key that is well formed, and the length of that key in bytes."""
    try:
        certificate = Certificate.from_der(der)
        weakness = malformed_key(certificate)
        key = certificate.rsa_key()
    except ShieldwizError as error:
        raise refused(Problem.CERTIFICATE, "K7", f"{element} does not hold one sound certificate", element) from error
    if weakness is not None or key is None:
        why = "" if weakness is None else f" ({weakness.sentence})"
        raise refused(Problem.CERTIFICATE, "K7", f"the key of {element} is not fit for use{why}", element)
    return certificate, (key.key_size + 7) // 8


def _right_mac_length(signature: Signature) -> Signature:
    if algorithms.MAC.find(signature.method) is not None and len(signature.value) != _MAC_LENGTH:
        raise refused(
            Problem.VALUE, "K7", f"the transport key signature is not {_MAC_LENGTH} bytes long", "TransportKeySignature"
        )
    return signature
