# SPDX-License-Identifier: Apache-2.0
"""Does a certificate chain to a root that the person chose, and is it on a revocation list that the person gave?

Never the web's roots: a guardian is no web server.
"""

import warnings
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import (
    ExtensionPolicy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.form import UNREADABLE, extension_value
from shieldwiz.certificates.weak_keys import weakness
from shieldwiz.checks import Check, Outcome

_MIN_EC_BITS = 256
_PEM_CRL = b"-----BEGIN X509 CRL-----"


def chain_check(
    certificate: Certificate,
    *,
    roots: tuple[Certificate, ...],
    intermediates: tuple[Certificate, ...],
    now: datetime,
    about: str,
) -> Check:
    """Check `chain`. Its reason is `reached`, `not-reached`, `self-signed` or `no-root`; what a miss means is not ours.

    Dates of the authorities are judged at `now`, or at the last moment at which the leaf was valid: an expired leaf is
    the matter of check `validity`. Source: TRUST section 4, WEAK_KEYS 6.
    """
    if roots:
        problem = _why_not_reached(certificate, roots, intermediates, now)
        if problem is None:
            return _chain(about, Outcome.PASS, "reached", "Issued under the root you chose.")
        return _chain(about, Outcome.WARN, "not-reached", f"Not issued under the root you chose: {problem}.")
    if certificate.is_self_signed():
        text = "Self-signed: no authority stands behind it. Usual for HGS; compare the fingerprint."
        return _chain(about, Outcome.WARN, "self-signed", text)
    text = f"Issued by {certificate.issuer}. You chose no root, so nobody vouches for that authority."
    return _chain(about, Outcome.WARN, "no-root", text)


def _why_not_reached(
    certificate: Certificate, roots: tuple[Certificate, ...], intermediates: tuple[Certificate, ...], now: datetime
) -> str | None:
    try:
        moment = max(certificate.not_before, min(now, certificate.not_after))
        verifier = (
            PolicyBuilder()
            .store(Store([root.x509 for root in roots]))
            .time(moment)
            .extension_policies(ee_policy=ExtensionPolicy.permit_all(), ca_policy=ExtensionPolicy.webpki_defaults_ca())
            .build_client_verifier()
        )
        chain = verifier.verify(certificate.x509, [other.x509 for other in intermediates]).chain
        authorities = [Certificate.from_der(found.public_bytes(Encoding.DER)) for found in chain[1:]]
    except (VerificationError, *UNREADABLE):
        return "no chain of valid authorities leads there"
    for authority in authorities:
        problem = _unfit_authority(authority)
        if problem is not None:
            return f"the authority {authority.subject} is not fit ({problem})"
    return None


def _unfit_authority(authority: Certificate) -> str | None:
    """What WEAK_KEYS 6 demands of every authority on the path."""
    try:
        extensions = authority.x509.extensions
    except UNREADABLE:
        return "its extensions cannot be read"
    usage = extension_value(extensions, x509.KeyUsage)
    if usage is None or not usage.key_cert_sign:
        return "it does not say that it may issue certificates"
    if _limits_subjects(extensions):
        return "it may issue for some subjects only, which is not checked here"
    key = authority.x509.public_key()
    if isinstance(key, EllipticCurvePublicKey):
        return None if key.key_size >= _MIN_EC_BITS else "its key is too short"
    weak = weakness(authority)
    return weak.sentence if weak is not None else None


def _limits_subjects(extensions: x509.Extensions) -> bool:
    """Whether there are name constraints on subjects, which the library overlooks where they are not critical."""
    limits = extension_value(extensions, x509.NameConstraints)
    if limits is None:
        return False
    names = (*(limits.permitted_subtrees or ()), *(limits.excluded_subtrees or ()))
    return any(isinstance(name, x509.DirectoryName) for name in names)


def revocation_check(
    certificate: Certificate,
    *,
    crls: tuple[bytes, ...],
    issuers: tuple[Certificate, ...],
    now: datetime,
    about: str,
) -> Check:
    """Check `revocation`: on a list that its issuer signed. `crls` are files, PEM or DER.

    Of several lists that fit, one on which it stands is enough, however old; that it stands on none is told by a list
    of its time alone. Without a list the outcome is `not-evaluated` and says so. With lists that say nothing of the
    certificate it is so too, and open: whoever gave them waits for an answer.
    """
    if not crls:
        text = "Not checked: no revocation list was given, and HGS does not check it either."
        return _revocation(about, Outcome.NOT_EVALUATED, "no-list", text)
    problem = "none of the lists is by its issuer"
    passed: Check | None = None
    for data in crls:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about names of odd lengths, which must be the issuer's all the same
                found = _look_up(certificate, data, issuers, now, about)
        except UNREADABLE:
            found = "a list cannot be read"  # the library reads most of a list, and of a name, when it is asked for
        if not isinstance(found, Check):
            problem = found or problem
        elif found.outcome is Outcome.FAIL:
            return found
        else:
            passed = found
    text = f"Not checked: {problem}."
    return passed or _revocation(about, Outcome.NOT_EVALUATED, "no-fitting-list", text, is_open=True)


def _look_up(
    certificate: Certificate, data: bytes, issuers: tuple[Certificate, ...], now: datetime, about: str
) -> Check | str:
    """What one list says about the certificate, or why it says nothing; empty where it is another issuer's."""
    found = x509.load_pem_x509_crl(data) if _PEM_CRL in data else x509.load_der_x509_crl(data)
    if found.issuer != certificate.x509.issuer or not _signed_by_issuer(found, issuers):
        return ""
    scope = extension_value(found.extensions, x509.IssuingDistributionPoint)
    if scope is not None and scope.indirect_crl:
        return "the list speaks for other authorities too, which shieldwiz does not read"
    entry = found.get_revoked_certificate_by_serial_number(certificate.x509.serial_number)
    if entry is not None and not _is_taken_back(entry):
        return _revocation(about, Outcome.FAIL, "revoked", f"Revoked on {entry.revocation_date_utc:%d %B %Y}.")
    if found.last_update_utc > now or (found.next_update_utc is not None and found.next_update_utc < now):
        return "the list is outdated, or not valid yet"  # so it may have been revoked since
    if extension_value(found.extensions, x509.DeltaCRLIndicator) is not None:
        return "the list tells only what changed since another one"
    if scope is not None and not _covers(scope, certificate):
        return "the list is for other certificates of its issuer"
    if any(one.critical and isinstance(one.value, x509.UnrecognizedExtension) for one in found.extensions):
        return "the list contains a critical part that shieldwiz does not know"
    return _revocation(about, Outcome.PASS, "not-revoked", "Not on the list you gave.")


def _signed_by_issuer(crl: x509.CertificateRevocationList, issuers: tuple[Certificate, ...]) -> bool:
    for issuer in issuers:
        try:
            key = issuer.x509.public_key()
            if issuer.x509.subject == crl.issuer and crl.is_signature_valid(key):  # type: ignore[arg-type]
                usage = extension_value(issuer.x509.extensions, x509.KeyUsage)
                if usage is None or usage.crl_sign:
                    return True
        except UNREADABLE:
            continue
    return False


def _is_taken_back(entry: x509.RevokedCertificate) -> bool:
    """In a list of changes: it was on hold and is not any more."""
    reason = extension_value(entry.extensions, x509.CRLReason)
    return reason is not None and reason.reason is x509.ReasonFlags.remove_from_crl


def _covers(scope: x509.IssuingDistributionPoint, certificate: Certificate) -> bool:
    """Whether a list of that scope would name the certificate. Source: RFC 5280, 6.3.3 (b)(2) and (d)."""
    extensions = certificate.x509.extensions
    constraints = extension_value(extensions, x509.BasicConstraints)
    is_authority = constraints is not None and constraints.ca
    if scope.only_contains_attribute_certs or scope.only_some_reasons or scope.relative_name:
        return False
    if scope.only_contains_user_certs if is_authority else scope.only_contains_ca_certs:
        return False
    points = extension_value(extensions, x509.CRLDistributionPoints) or ()
    places = {place for point in points for place in point.full_name or ()}
    return scope.full_name is None or not places.isdisjoint(scope.full_name)


def _chain(about: str, outcome: Outcome, reason: str, text: str) -> Check:
    return Check(id="chain", outcome=outcome, detail=f"C09 {about} certificate: {text}", reason=reason, about=about)


def _revocation(about: str, outcome: Outcome, reason: str, text: str, *, is_open: bool = False) -> Check:
    detail = f"C18 {about} certificate: {text}"
    return Check(id="revocation", outcome=outcome, detail=detail, reason=reason, about=about, is_open=is_open)
