# SPDX-License-Identifier: Apache-2.0
"""The communications signature of a metadata document: who signed it, and what that proves (rules V09 to V11)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.chains import revocation_check
from shieldwiz.certificates.roles import Role, check_certificate
from shieldwiz.checks import Check, Outcome, has_failed
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Confirmations, Signer
from shieldwiz.guardians.metadata import Metadata, read_metadata, signature_element
from shieldwiz.guardians.xml_signature import SignatureForm, SignedDocument, read_signature_form, verify
from shieldwiz.xml_reading import canonical, parse_xml

_MOST_TRIED = 8  # possible signers: trying one costs as much as canonicalising the whole document


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicationsFinding:
    """What the signature shows. `metadata` is re-read from the signed bytes alone; None where nothing was verified.

    `proves_signer`: the signature fits, by a method that counts.
    """

    checks: tuple[Check, ...]
    signer: Signer | None = None
    metadata: Metadata | None = None
    proves_signer: bool = False


def judge_communications(
    root: etree._Element, metadata: Metadata, confirmations: Confirmations, now: datetime
) -> CommunicationsFinding:
    """Judge the signature of a document whose structure and certificates passed.

    Raises `SIGNATURE_FORM` (V09) for a form that is not allowed, and `STRUCTURE` (V11) where what was signed is not
    what was read.
    """
    signature = signature_element(root)
    if signature is None:
        text = "The file is not signed, so nobody's signature vouches for it."
        return CommunicationsFinding(checks=(_check("V10", Outcome.NOT_EVALUATED, text, "unsigned", is_open=True),))
    form = read_signature_form(signature, metadata.root_id)
    if not form.is_known:
        text = f"The signature uses {shown(form.method, 100)!r}, which shieldwiz does not know: it counts for nothing."
        return CommunicationsFinding(
            checks=(_check("V09", Outcome.NOT_EVALUATED, text, "unknown-algorithm", is_open=True),)
        )
    signed, signer, failure = _find_signer(root, form, metadata, confirmations)
    if signed is None or signer is None:
        return CommunicationsFinding(checks=(_form_check(form), failure))
    checks = [_form_check(form), _signer_check(form, signer)]
    checks += check_certificate(
        signer.certificate,
        Role.COMMUNICATIONS,
        now=now,
        reused_as_communications=signer.certificate == metadata.guardian.signing,
    )
    checks += _revocation_checks(signer.certificate, metadata, confirmations, now)
    if has_failed(checks):
        return CommunicationsFinding(checks=tuple(checks), signer=signer)
    signed_metadata = _read_signed(root, metadata, signed)
    checks.append(_check("V11", Outcome.PASS, "What is shown is exactly what was signed."))
    return CommunicationsFinding(
        checks=tuple(checks), signer=signer, metadata=signed_metadata, proves_signer=not form.is_weak
    )


def _find_signer(
    root: etree._Element, form: SignatureForm, metadata: Metadata, confirmations: Confirmations
) -> tuple[SignedDocument | None, Signer | None, Check]:
    """V10: under whose certificate the signature fits. The check is the failure where it fits under none."""
    named = form.certificates
    certificate = confirmations.signer
    candidates = (*named, metadata.guardian.signing, *metadata.other_signing_certificates)
    told = confirmations.signer_fingerprint
    if certificate is not None and told not in (None, certificate.fingerprint):
        text = "The signer's certificate that you gave has another fingerprint than the one you were told."
        return None, None, _check("V10", Outcome.FAIL, text, "two-signers")
    if certificate is None and told is not None:
        certificate = next((c for c in candidates if c.fingerprint == told), None)
    if certificate is not None:
        signed = verify(root, form, certificate)
        if signed is not None:
            return signed, Signer(certificate=certificate, is_confirmed=True), _NO_FAILURE
    other = next(_fitting(root, form, _likely_signers(named, candidates, confirmations)), None)
    if certificate is not None or (told is not None and (other is not None or named)):
        return None, None, _not_the_confirmed_signer(other)
    if other is not None:
        return other, Signer(certificate=other.signer, is_confirmed=False), _NO_FAILURE
    if named:
        text = "The content is not what was signed: the file was changed after it was signed. Do not use it."
        return None, None, _check("V10", Outcome.FAIL, text, "broken")
    text = "The signature does not say who made it. Give the signer's certificate to have it checked."
    return None, None, _check("V10", Outcome.NOT_EVALUATED, text, "no-signer-named", is_open=True)


def _likely_signers(
    named: tuple[Certificate, ...], candidates: tuple[Certificate, ...], confirmations: Confirmations
) -> tuple[Certificate, ...]:
    """Whom to try when nobody was confirmed: those that KeyInfo names, else the known ones, the pinned one first."""
    pinned = confirmations.pin.communications if confirmations.pin is not None else None
    return (named or (*((pinned,) if pinned is not None else ()), *candidates))[:_MOST_TRIED]


def _fitting(
    root: etree._Element, form: SignatureForm, certificates: Iterable[Certificate]
) -> Iterator[SignedDocument]:
    for certificate in certificates:
        signed = verify(root, form, certificate)
        if signed is not None:
            yield signed


def _not_the_confirmed_signer(other: SignedDocument | None) -> Check:
    if other is not None:
        text = f"The signature was not made by the signer you gave, but by {other.signer.subject}."
        return _check("V10", Outcome.FAIL, text, "other-signer")
    text = "The content is not what was signed, or not by the signer you gave. Do not use this file."
    return _check("V10", Outcome.FAIL, text, "broken")


def _form_check(form: SignatureForm) -> Check:
    if form.is_weak:
        text = "The signature uses SHA-1, which can be forged: it counts for nothing."
        return _check("V09", Outcome.WARN, text, "sha1", is_open=True)
    return _check("V09", Outcome.PASS, "The signature covers the whole document, in an allowed form.")


def _signer_check(form: SignatureForm, signer: Signer) -> Check:
    subject = signer.certificate.subject
    if form.is_weak:
        return _check("V10", Outcome.NOTE, f"The signature fits {subject}, by a method that is not proof.", "weak")
    if signer.is_confirmed:
        return _check("V10", Outcome.PASS, f"Signed by {subject}, the signer you confirmed.")
    text = f"The signature is intact, made by {subject}, whom you have not confirmed."
    return _check("V10", Outcome.WARN, text, "unknown-signer", is_open=True)


def _revocation_checks(
    certificate: Certificate, metadata: Metadata, confirmations: Confirmations, now: datetime
) -> list[Check]:
    """Of a signer that an authority issued, where lists were given. The guardian's own were judged before (V07)."""
    if not confirmations.crls or certificate == metadata.guardian.signing or certificate.is_self_signed():
        return []
    issuers = (certificate, *confirmations.roots)
    role = Role.COMMUNICATIONS.value
    return [revocation_check(certificate, crls=confirmations.crls, issuers=issuers, now=now, about=role)]


def _read_signed(root: etree._Element, metadata: Metadata, signed: SignedDocument) -> Metadata:
    """V11: the signed bytes through the same reader, and the same as what was read from the file."""
    signed_root = parse_xml(signed.content, utf16=False)
    signed_metadata = read_metadata(signed_root)
    if _without_signature(root) != canonical(signed_root) or signed_metadata.guardian != metadata.guardian:
        raise ShieldwizError(
            Problem.STRUCTURE, "What was signed is not what this document says. Do not use it.", rule="V11"
        )
    return signed_metadata


def _without_signature(root: etree._Element) -> bytes:
    """Canonical form of the document with its signature cut out, text after the signature kept."""
    copied = etree.fromstring(etree.tostring(root))
    signature = signature_element(copied)
    assert signature is not None  # nothing was verified where there is none
    before = signature.getprevious()
    if signature.tail and before is not None:
        before.tail = (before.tail or "") + signature.tail
    copied.remove(signature)
    return canonical(copied)


def _check(rule: str, outcome: Outcome, detail: str, reason: str = "", *, is_open: bool = False) -> Check:
    about = "" if rule == "V11" else "communications"
    return Check(id=rule, outcome=outcome, detail=detail, reason=reason, about=about, is_open=is_open)


_NO_FAILURE = _check("V10", Outcome.PASS, "")
