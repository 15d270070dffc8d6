# SPDX-License-Identifier: Apache-2.0
"""Read a shielding data file by rules D1 to D13. No key is needed up to here, and messages may be specific.

Source: FORMATS 4.7. The file is its own canonical form, so nothing that was not looked at can hide in it.
"""

import base64
import hashlib
import re
from collections.abc import Iterable

from lxml import etree

from shieldwiz.errors import DecisionNeededError, Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.guardians.pair_signatures import RSA_SHA256, verify_signature
from shieldwiz.guardians.xml_signature import XML_DECLARATION, signature_bytes, signed_info_bytes
from shieldwiz.keyprotector.protector import KeyProtector
from shieldwiz.keyprotector.reading import read_protector
from shieldwiz.keyprotector.verify import judge
from shieldwiz.shieldingdata.document_form import Document, read_encrypted_contents, take_document
from shieldwiz.shieldingdata.header_form import SHIELDING_DATA, read_header
from shieldwiz.shieldingdata.rules import MAX_SHIELDING_DATA, under_rule
from shieldwiz.shieldingdata.shielding_data import ConfirmedShieldingData, ShieldingData, VerifiedShieldingData
from shieldwiz.xml_reading import canonical, decode_base64, parse_xml

_START = XML_DECLARATION + f'<ShieldingData xmlns="{SHIELDING_DATA}" Version="'.encode()
_FAMILY = SHIELDING_DATA.removesuffix("1").encode()  # of every version
_END_TAG = b"</ShieldingData>"
_SIGNATURE_START = b"<ds:Signature "
_PROTECTOR_START = b"<Protector "
_PROTECTOR_END = b"</Protector>"
_ORIGINAL = "Ask the file's owner for the original."


def _signature_pattern() -> re.Pattern[bytes]:
    """D10: the one form of `ds:Signature`, with any digest of the right length and any base64 as its value."""
    example = signature_bytes(signed_info_bytes(b""), b"value")
    digest, value = (re.escape(base64.b64encode(part)) for part in (hashlib.sha256(b"").digest(), b"value"))
    pattern = re.escape(example).replace(digest, rb"([A-Za-z0-9+/]{43}=)").replace(value, rb"([A-Za-z0-9+/]+={0,2})")
    return re.compile(pattern)


_SIGNATURE = _signature_pattern()


class OwnerNotConfirmedError(DecisionNeededError):
    """The file is whole, but nobody has said whether its owner is the right one: a person must decide (D13)."""


def read_shielding_data(data: bytes) -> VerifiedShieldingData:
    """A whole file by rules D1 to D12, or the first rule that it breaks.

    `data` is all of the file. Raises `SIZE` (D1), `KIND`, `NOT_CANONICAL` (D2, D5), `VERSION` (D3), `XML`, `LIMITS`
    (D4), `STRUCTURE` (D6), `VALUE`, `CERTIFICATE` (D7), `MEANING`, `DUPLICATE` (D8), `ALGORITHM`, `PARAMETERS` (D9),
    `SIGNATURE_FORM` (D10), the ids of rules K1 to K9 (D11), `OWNER_SIGNATURE` (D12).
    """
    _check_beginning(data)
    root = _parse(data)
    if not _is_canonical(root, data):
        raise _rewritten("D5")
    document = take_document(root)
    with under_rule("D7"):
        header = read_header(document.header)
    encrypted = read_encrypted_contents(document)
    signed, digest, value = _split_signature(data)
    protector = read_protector(document.protector, xml=_protector_bytes(data, document), strict=True)
    verdict = judge(protector)
    verdict.require_sound()
    _check_owner_signature(protector, signed, digest, value)
    return VerifiedShieldingData(
        shielding_data=ShieldingData(header=header, protector=protector, encrypted_contents=encrypted),
        verdict=verdict,
        data=data,
    )


def confirm_owner(
    verified: VerifiedShieldingData, *, expected: str | None = None, known: Iterable[GuardianFingerprint] = ()
) -> ConfirmedShieldingData:
    """Rule D13: the owner is the one asked for, or one that this computer knows.

    `expected`: the fingerprint asked for, as `parse_fingerprint` gives it; where there is none, `known` holds the
    pairs of this computer's owners and guardians. Raises `OWNER_UNKNOWN`: a plain `ShieldwizError` where another owner
    was asked for (refused), an `OwnerNotConfirmedError` where a person must decide.
    """
    owner = verified.owner.fingerprint
    if expected is not None:
        if not owner.matches(expected):
            raise ShieldwizError(
                Problem.OWNER_UNKNOWN,
                "This file belongs to another owner than the one asked for. It was not opened.",
                "Do not use it, unless you know why its owner is another.",
                rule="D13",
                detail=owner.hex,
            )
    elif owner not in frozenset(known):
        raise OwnerNotConfirmedError(
            Problem.OWNER_UNKNOWN,
            "The owner is not confirmed: the file is unchanged since it was signed, by an owner this computer does not "
            "know. It stays shut.",
            "Ask the owner for the fingerprint of the owner's pair over a channel you already had, and compare it.",
            rule="D13",
            detail=owner.hex,
        )
    return ConfirmedShieldingData(verified=verified)


def accept_unknown_owner(verified: VerifiedShieldingData) -> ConfirmedShieldingData:
    """Go on although nobody knows whether the owner is the right one; only where a person said so for this file."""
    return ConfirmedShieldingData(verified=verified)


def _check_beginning(data: bytes) -> None:
    """D1 to D3."""
    if len(data) > MAX_SHIELDING_DATA:
        raise ShieldwizError(
            Problem.SIZE,
            f"This file has {len(data):,} bytes; a shielding data file has at most {MAX_SHIELDING_DATA:,}.",
            "Check that this is the right file.",
            rule="D1",
        )
    if not data.startswith(_START):
        if _FAMILY in data[:2048].replace(b"\0", b""):
            raise _rewritten("D2")
        raise ShieldwizError(
            Problem.KIND, "This is not a shielding data file of shieldwiz.", "Choose a .pdkx file.", rule="D2"
        )
    version = data[len(_START) : len(_START) + 16].partition(b'"')[0]
    if version != b"1":
        raise ShieldwizError(
            Problem.VERSION,
            f"This file was made by a newer shieldwiz, in version {shown(version.decode('utf-8', 'replace'))} of the "
            "format.",
            "Install the newest shieldwiz.",
            rule="D3",
            detail="ShieldingData/@Version",
        )


def _parse(data: bytes) -> etree._Element:
    """D4: the parser's rules, under the number that they have here."""
    try:
        return parse_xml(data, utf16=False)
    except ShieldwizError as error:
        raise ShieldwizError(error.problem, error.message, _ORIGINAL, rule="D4", detail=error.detail) from error


def _is_canonical(root: etree._Element, data: bytes) -> bool:
    """D5: byte for byte; a form that does not exist is a difference."""
    try:
        return XML_DECLARATION + canonical(root) == data
    except ShieldwizError:
        return False


def _rewritten(rule: str) -> ShieldwizError:
    return ShieldwizError(
        Problem.NOT_CANONICAL,
        "This file was re-written by another program, an editor perhaps, so its signature covers other bytes.",
        "Ask for the original, and send it as an attachment or a copy, never through an editor.",
        rule=rule,
    )


def _protector_bytes(data: bytes, document: Document) -> bytes:
    """The element `Protector`: a slice of the file, which is canonical; made anew only under an unusual prefix."""
    start = data.find(_PROTECTOR_START)
    if start < 0:
        return canonical(document.protector)
    return data[start : data.rindex(_PROTECTOR_END) + len(_PROTECTOR_END)]


def _split_signature(data: bytes) -> tuple[bytes, str, str]:
    """D10: the canonical root without its signature, and digest and value of the signature, as base64."""
    at = data.rfind(_SIGNATURE_START)
    match = _SIGNATURE.fullmatch(data, at, len(data) - len(_END_TAG)) if at >= 0 else None
    if match is None or decode_base64(match[1].decode()) is None or decode_base64(match[2].decode()) is None:
        raise ShieldwizError(
            Problem.SIGNATURE_FORM,
            "The owner's signature is not written in the one form that counts.",
            _ORIGINAL,
            rule="D10",
            detail="ds:Signature",
        )
    return data[len(XML_DECLARATION) : at] + _END_TAG, match[1].decode(), match[2].decode()


def _check_owner_signature(protector: KeyProtector, signed: bytes, digest: str, value: str) -> None:
    """D12: the digest is that of the file, and the signature over it is by the key of wrapping 1."""
    fits = base64.b64encode(hashlib.sha256(signed).digest()).decode() == digest and verify_signature(
        RSA_SHA256, protector.owner.signing, base64.b64decode(value), signed_info_bytes(signed)
    )
    if not fits:
        raise ShieldwizError(
            Problem.OWNER_SIGNATURE,
            "The owner's signature does not fit: the file was changed after the owner signed it.",
            "Do not use it. Ask the owner for the original.",
            rule="D12",
            detail="ds:Signature",
        )
