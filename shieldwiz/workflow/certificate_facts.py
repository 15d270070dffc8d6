# SPDX-License-Identifier: Apache-2.0
"""What the window shows of certificates and fingerprints: everything that the reports of the command line say, and
the names by their parts, the fingerprint in its groups, and the bytes for saving.
"""

from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.foreign_text import shown
from shieldwiz.guardians.confirmations import Verdict
from shieldwiz.guardians.guardian import Guardian, GuardianFingerprint
from shieldwiz.workflow.report import certificate_report, fingerprint_report

_HEX_GROUP = 8


def certificate_facts(role: str, certificate: Certificate) -> dict[str, Any]:
    """The facts on one certificate in its role."""
    return {
        "role": role,
        **certificate_report(certificate),
        "common_name": common_name(certificate),
        "organization": organization(certificate),
        "self_signed": certificate.is_self_signed(),
        "der": certificate.der,
        "pem": certificate.pem,
    }


def fingerprint_facts(fingerprint: GuardianFingerprint) -> dict[str, Any]:
    """Both forms of a guardian fingerprint, whole and in groups."""
    text = fingerprint.hex
    return {
        **fingerprint_report(fingerprint),
        "groups": list(fingerprint.groups),
        "hex_groups": [text[at : at + _HEX_GROUP] for at in range(0, len(text), _HEX_GROUP)],
    }


def pair_facts(guardian: Guardian) -> list[dict[str, Any]]:
    """The facts on both certificates of a guardian."""
    return [certificate_facts("signing", guardian.signing), certificate_facts("encryption", guardian.encryption)]


def all_facts(verdict: Verdict) -> list[dict[str, Any]]:
    """The facts on every certificate of a document that was not refused: the pair, the signer, then the others."""
    if verdict.guardian is None:
        return []
    found = pair_facts(verdict.guardian)
    if verdict.signer is not None:
        found.append(certificate_facts("communications", verdict.signer.certificate))
    return found + [certificate_facts("other-signing", one) for one in verdict.other_signing_certificates]


def valid_until(guardian: Guardian) -> str | None:
    """The end of the certificate of the pair that ends first."""
    ends = [certificate_report(one)["not_after"] for one in (guardian.signing, guardian.encryption)]
    known = [str(end) for end in ends if end is not None]
    return min(known) if known else None


def claimed_name(certificate: Certificate) -> str:
    """Whose certificate it says it is: the organisation, else the common name, else nothing. Anybody can write it."""
    return organization(certificate) or common_name(certificate)


def common_name(certificate: Certificate) -> str:
    """The first common name of the subject, hidden characters escaped; empty where there is none."""
    return _attribute(certificate, NameOID.COMMON_NAME)


def organization(certificate: Certificate) -> str:
    """The first organisation of the subject, hidden characters escaped; empty where there is none."""
    return _attribute(certificate, NameOID.ORGANIZATION_NAME)


def _attribute(certificate: Certificate, kind: x509.ObjectIdentifier) -> str:
    try:
        found = certificate.x509.subject.get_attributes_for_oid(kind)
    except (ValueError, TypeError):  # a malformed subject
        return ""
    return shown(str(found[0].value)).strip() if found else ""
