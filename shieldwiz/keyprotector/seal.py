# SPDX-License-Identifier: Apache-2.0
"""Make a key protector: wrap a transport key for the owner and for guardians, and sign the whole as the owner.

Source: FORMATS 3.1 to 3.3. What is made here is canonical XML by construction; whoever uses it reads it back first.
"""

import base64
import os
from collections.abc import Iterable

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.weak_keys import malformed_key
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.pair_signatures import verify_signature
from shieldwiz.keyprotector import algorithms
from shieldwiz.keyprotector.protector import Part, Recipient
from shieldwiz.keyprotector.reading import MAX_GUARDIANS
from shieldwiz.owners.owner import Owner
from shieldwiz.xml_reading import DS, DSIG_MORE, KPS, XENC, XENC11

_PREFIXES = {DS: "ds", XENC: "xenc", XENC11: "xenc11", DSIG_MORE: "dsig-more"}
_OWNER_ID = 1


def new_transport_key() -> bytes:
    """32 random bytes, for one protector and one payload alone."""
    return os.urandom(algorithms.TRANSPORT_KEY_LENGTH)


def seal(owner: Owner, guardians: Iterable[Recipient], transport_key: bytes) -> bytes:
    """The canonical `Protector` element that lets the owner and the guardians at `transport_key` (32 bytes).

    The owner becomes wrapping 1, the guardians follow in their order. Each must have been accepted before: a
    verdict *trusted* or *accepted*. Raises `LIMITS` above 64 guardians, `DUPLICATE` where two recipients share an
    encryption certificate, `CERTIFICATE` for an unfit key, and `ALGORITHM` for a guardian whose own signature over
    its encryption certificate was not verified over the certificate's DER: nobody but the guardian can make one.
    """
    guardians = tuple(guardians)
    check_guardians(owner, guardians)
    by_owner = algorithms.CERTIFICATE_SIGNATURE.written.method
    pair = _signature(by_owner.uri, owner.signer.sign(owner.encryption.der))
    rows = [_wrapping(_OWNER_ID, owner, owner, pair, transport_key)]
    for number, guardian in enumerate(guardians, _OWNER_ID + 1):
        pair = _signature(guardian.encryption_signature.algorithm, guardian.encryption_signature.value)
        rows.append(_wrapping(number, owner, guardian, pair, transport_key))
    inside = "".join(rows)
    signed = f'<Wrappings xmlns="{KPS}">{inside}</Wrappings>'.encode()
    derivation, mac = algorithms.MAC_KEY.written, algorithms.MAC.written
    value = mac.run(derivation.run(transport_key), signed)
    guardian_signature = algorithms.GUARDIAN_SIGNATURE.written.method
    return (
        f'<Protector xmlns="{KPS}"><Wrappings>{inside}</Wrappings><TransportKeySignature>'
        f'<KeyDerivationMethod Algorithm="{derivation.method.uri}"><Parameters>'
        f"{parts_xml(derivation.method.parameters)}</Parameters></KeyDerivationMethod>"
        f"{_signature(mac.method.uri, value)}</TransportKeySignature>"
        f'<GuardianSignature WrappingId="{_OWNER_ID}">{_signature(guardian_signature.uri, owner.signer.sign(signed))}'
        "</GuardianSignature></Protector>"
    ).encode()


def check_guardians(owner: Owner, guardians: tuple[Recipient, ...]) -> None:
    """Raise what `seal` raises about the choice of guardians; cheap, so that it can be asked before any work."""
    if len(guardians) > MAX_GUARDIANS:
        raise ShieldwizError(
            Problem.LIMITS,
            f"A key protector can let in at most {MAX_GUARDIANS} guardians, not {len(guardians)}.",
            "Choose fewer, or make a second file for the others.",
        )
    seen = {owner.encryption.der}
    for number, guardian in enumerate(guardians, 1):
        if guardian.encryption.der in seen:
            raise ShieldwizError(
                Problem.DUPLICATE,
                f"Guardian {number} ({guardian.encryption.subject}) is let in already: another guardian has the same "
                "encryption certificate, or the owner.",
                "Name each guardian once, under one of its names, and never the owner.",
                detail=guardian.encryption.fingerprint,
            )
        seen.add(guardian.encryption.der)
        _check_guardian(guardian, number)


def _check_guardian(guardian: Recipient, number: int) -> None:
    for certificate in (guardian.signing, guardian.encryption):
        weakness = malformed_key(certificate)
        if weakness is not None:
            raise ShieldwizError(
                Problem.CERTIFICATE,
                f"Guardian {number} ({certificate.subject}) cannot be let in: {weakness.sentence}",
                "Ask the hoster for other certificates.",
                detail=certificate.fingerprint,
            )
    signature = guardian.encryption_signature
    is_bound = not signature.has_parameters and verify_signature(
        signature.algorithm, guardian.signing, signature.value, guardian.encryption.der
    )
    if not is_bound:
        raise ShieldwizError(
            Problem.ALGORITHM,
            f"Guardian {number} ({guardian.encryption.subject}) is for the Windows kit only: its metadata binds its "
            "two certificates together in a way that shieldwiz cannot check.",
            "Leave it out here and let the Windows kit add it, or ask the hoster for metadata signed with RSA and "
            "SHA-256.",
            detail=guardian.encryption.fingerprint,
        )


def _wrapping(number: int, owner: Owner, recipient: Owner | Recipient, pair: str, transport_key: bytes) -> str:
    """One row: the owner vouches for the signing certificate, `pair` is the recipient's own signature."""
    uri = algorithms.CERTIFICATE_SIGNATURE.written.method.uri
    return (
        f"<Wrapping><Id>{number}</Id><SigningCertificate>{_base64(recipient.signing.der)}</SigningCertificate>"
        f'<SigningCertificateSignature ParentWrappingId="{_OWNER_ID}">'
        f"{_signature(uri, owner.signer.sign(recipient.signing.der))}</SigningCertificateSignature>"
        f"<EncryptionCertificate>{_base64(recipient.encryption.der)}</EncryptionCertificate>"
        f"<EncryptionCertificateSignature>{pair}</EncryptionCertificateSignature>"
        f"<TransportKey>{_wrapped_key(recipient.encryption, transport_key)}</TransportKey></Wrapping>"
    )


def _wrapped_key(certificate: Certificate, transport_key: bytes) -> str:
    row = algorithms.TRANSPORT_KEY.written
    key = certificate.rsa_key()
    if key is None:
        raise ShieldwizError(Problem.CERTIFICATE, f"The certificate {certificate.subject} has no RSA key.")
    return (
        f'<EncryptedData Algorithm="{row.method.uri}"><Parameters>{parts_xml(row.method.parameters)}</Parameters>'
        f"<CipherValue>{_base64(row.run.wrap(key, transport_key))}</CipherValue></EncryptedData>"
    )


def _signature(uri: str, value: bytes) -> str:
    return f'<Signature Algorithm="{uri}"><SignatureValue>{_base64(value)}</SignatureValue></Signature>'


def parts_xml(parts: tuple[Part, ...], declared: frozenset[str] = frozenset()) -> str:
    """Our own algorithm parameters as exclusive canonical XML, with the prefixes of FORMATS 1.1."""
    texts: list[str] = []
    for part in parts:
        namespace, name = part.name[1:].split("}")
        prefix = _PREFIXES[namespace]
        declaration = "" if prefix in declared else f' xmlns:{prefix}="{namespace}"'
        attributes = "".join(f' {key}="{value}"' for key, value in part.attributes)
        inside = part.text + parts_xml(part.parts, declared | {prefix})
        texts.append(f"<{prefix}:{name}{declaration}{attributes}>{inside}</{prefix}:{name}>")
    return "".join(texts)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
