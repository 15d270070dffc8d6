# SPDX-License-Identifier: Apache-2.0
"""Open a key protector with a private encryption key, and change a bare one.

Source: FORMATS 3.5 and 3.6.
"""

import hmac
from collections.abc import Iterable

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.guardian import GuardianFingerprint
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.encoding import read_bare
from shieldwiz.keyprotector.protector import KeyProtector, Recipient, Wrapping
from shieldwiz.keyprotector.seal import seal
from shieldwiz.keyprotector.verify import ProtectorVerdict, judge
from shieldwiz.owners.owner import Owner, Unwrapper, cannot_open

# MS-KPS Payload_V1, little-endian: size 48, version 1, one key, its length 32; then the key.
_PAYLOAD_V1 = bytes.fromhex("30000000010000000100000020000000")
_PAYLOAD_V1_LENGTH = 48


def unseal(verdict: ProtectorVerdict, certificate: Certificate, unwrapper: Unwrapper) -> bytes:
    """The transport key (32 bytes), for the recipient with this encryption certificate and its private key.

    Raises what `verdict.require_sound` raises, `NOT_A_RECIPIENT` where no wrapping is for this key, and `CANNOT_OPEN`
    with one text for everything else. Nothing may be decrypted with a transport key that did not come from here: the
    transport key signature, which commits the owner to one key for all recipients, is checked first.
    """
    verdict.require_sound()
    protector = verdict.protector
    wrapping = find_wrapping(protector, certificate)
    return _transport_key(protector, wrapping, unwrapper)


def find_wrapping(protector: KeyProtector, certificate: Certificate) -> Wrapping:
    """The wrapping for this encryption certificate, else the first for its public key. Raises `NOT_A_RECIPIENT`.

    Hosters renew certificates with the same key, so the key decides where the certificate is not found.
    """
    for wrapping in protector.wrappings:
        if wrapping.encryption == certificate:
            return wrapping
    key = certificate.rsa_key()
    for wrapping in protector.wrappings:
        if key is not None and wrapping.encryption.rsa_key() == key:
            return wrapping
    raise ShieldwizError(
        Problem.NOT_A_RECIPIENT,
        f"This key protector does not let this key in: {certificate.subject}.",
        "Use the key of one of its recipients, or ask its owner to let you in.",
        detail=certificate.fingerprint,
    )


def _transport_key(protector: KeyProtector, wrapping: Wrapping, unwrapper: Unwrapper) -> bytes:
    oaep = algorithms.TRANSPORT_KEY.known(wrapping.transport_key.method)
    derivation = algorithms.MAC_KEY.known(protector.key_derivation)
    mac = algorithms.MAC.known(protector.transport_key_signature.method)
    plaintext = unwrapper.unwrap(wrapping.transport_key.cipher, digest=oaep.digest, mgf=oaep.mgf)
    is_payload_v1 = len(plaintext) == _PAYLOAD_V1_LENGTH and plaintext.startswith(_PAYLOAD_V1)
    transport_key = plaintext[len(_PAYLOAD_V1) :] if is_payload_v1 else plaintext
    if len(transport_key) != algorithms.TRANSPORT_KEY_LENGTH:
        raise cannot_open()
    expected = mac(derivation(transport_key), protector.signed)
    if not hmac.compare_digest(expected, protector.transport_key_signature.value):
        raise cannot_open()
    return transport_key


def grant(verdict: ProtectorVerdict, owner: Owner, guardians: Iterable[Recipient]) -> bytes:
    """A bare key protector that lets these guardians in too, as a canonical `Protector` element.

    The transport key stays what it is, since the VM has sealed data under it; the numbers are made anew. Owner only.
    Raises what `opened_by_owner` and `seal` raise.
    """
    transport_key = opened_by_owner(verdict, owner)
    return _resealed(owner, (*verdict.protector.guardians, *guardians), transport_key)


def revoke(verdict: ProtectorVerdict, owner: Owner, fingerprints: Iterable[GuardianFingerprint]) -> bytes:
    """A bare key protector without the rows of these guardians, as `grant`.

    That is all it can do: the transport key stays, so a guardian that kept an older copy still opens it. Raises
    `NOT_A_RECIPIENT` for one that is not let in, and `USAGE` for the owner.
    """
    transport_key = opened_by_owner(verdict, owner)
    return _resealed(owner, without(verdict.protector, fingerprints), transport_key)


def without(protector: KeyProtector, fingerprints: Iterable[GuardianFingerprint]) -> tuple[Wrapping, ...]:
    """The guardians of a protector but these.

    Raises `NOT_A_RECIPIENT`; `USAGE` for the owner, and where another guardian that stays has the key of one that goes.
    """
    gone = frozenset(fingerprints)
    if protector.owner.fingerprint in gone:
        raise ShieldwizError(
            Problem.USAGE, "The owner cannot be taken out of a key protector.", "Make a new file under another owner."
        )
    missing = gone - {wrapping.fingerprint for wrapping in protector.guardians}
    if missing:
        listed = ", ".join(sorted(fingerprint.hex for fingerprint in missing))
        raise ShieldwizError(
            Problem.NOT_A_RECIPIENT,
            f"This file does not let in the guardian {listed}, so there is nothing to take out.",
            "Look at the file to see whom it lets in.",
            detail=listed,
        )
    staying = tuple(wrapping for wrapping in protector.guardians if wrapping.fingerprint not in gone)
    _refuse_same_key(protector, staying)
    return staying


def _refuse_same_key(protector: KeyProtector, staying: tuple[Wrapping, ...]) -> None:
    """A certificate that was renewed with the same key has a row of its own, which would still let that key in."""
    keys = {row.encryption.rsa_numbers() for row in protector.guardians if row not in staying}
    same = [row.fingerprint.hex for row in staying if row.encryption.rsa_numbers() in keys]
    if same:
        listed = ", ".join(same)
        raise ShieldwizError(
            Problem.USAGE,
            f"The same encryption key is let in by another certificate too, so it would still open the file: {listed}.",
            "Take that guardian out as well, in the same step; it is named by its fingerprint.",
            detail=listed,
        )


def require_owner(protector: KeyProtector, owner: Owner) -> None:
    """Raise `OWNER_UNKNOWN` where the protector is another owner's."""
    row = protector.owner
    if (row.signing, row.encryption) != (owner.signing, owner.encryption):
        raise ShieldwizError(
            Problem.OWNER_UNKNOWN,
            "This file belongs to another owner, and only its owner can change it.",
            "Use the owner's key that made it.",
            detail=row.fingerprint.hex,
        )


def opened_by_owner(verdict: ProtectorVerdict, owner: Owner) -> bytes:
    """The transport key of a sound protector that this owner signed; nobody else may change one.

    Raises what `ProtectorVerdict.require_by_owner`, `require_owner` and `unseal` raise.
    """
    verdict.require_by_owner()
    require_owner(verdict.protector, owner)
    return unseal(verdict, owner.encryption, owner.unwrapper)


def _resealed(owner: Owner, recipients: tuple[Recipient, ...], transport_key: bytes) -> bytes:
    """Seal, then read back with everything verified, so that no broken protector is ever handed out."""
    xml = seal(owner, recipients, transport_key)
    verdict = judge(read_bare(xml))
    if not verdict.is_verified or not hmac.compare_digest(opened_by_owner(verdict, owner), transport_key):
        raise ShieldwizError(
            Problem.CANNOT_OPEN,
            "The new key protector could not be read back as it was meant. Nothing was written.",
            "The owner's keys may not fit its certificates; try its backup.",
        )
    return xml
