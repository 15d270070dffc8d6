# SPDX-License-Identifier: Apache-2.0
"""When certificates run out, and what that means: for guardians in the library and for files; as a calendar, too."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shieldwiz.certificates.certificate import Certificate
from shieldwiz.certificates.containers import read_certificate_file
from shieldwiz.certificates.form import CertificateForm, read_form
from shieldwiz.certificates.roles import Role
from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.guardians.confirmations import Confirmations
from shieldwiz.guardians.verdict import judge
from shieldwiz.hoster.calendar_file import calendar
from shieldwiz.hoster.expiry import Expiry, expiry_of
from shieldwiz.workflow.guardians import find_pin
from shieldwiz.workflow.home import Home
from shieldwiz.workflow.inputs import MAX_CERTIFICATE_FILE, read_input, write_output
from shieldwiz.workflow.report import certificate_report, schema, time_text

_SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1"
ATTESTATION_SUBJECT = "Microsoft Remote Attestation Service"


def expiries(home: Home, names: Sequence[str], now: datetime) -> list[Expiry]:
    """When the certificates of these guardians, metadata files and certificate files run out; without names, of every
    guardian in the library. Raises what reading raises, and `NAME_UNKNOWN`.
    """
    if not names:
        known = home.guardians.all()
        return [one for guardian in known for one in _of_document(guardian.name, guardian.metadata, now)]
    return [one for name in names for one in _of_name(home, name, now)]


def _of_name(home: Home, name: str, now: datetime) -> list[Expiry]:
    known = find_pin(home, name)
    if known is not None:
        return _of_document(known.name, known.metadata, now)
    try:
        data = read_input(name, MAX_CERTIFICATE_FILE)
    except ShieldwizError as error:
        if error.problem is Problem.NOT_FOUND:
            home.guardians.find(name)  # says that there is no guardian of that name
        raise
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_document(name, data, now)
    leaf = read_certificate_file(data).leaf
    found = expiry_of(role_by_look(leaf), name, leaf, now)
    return [found] if found is not None else []


def _of_document(name: str, data: bytes, now: datetime) -> list[Expiry]:
    verdict = judge(data, Confirmations(), now)
    if verdict.guardian is None:
        raise ShieldwizError(
            Problem.NOT_FIT, "This metadata is refused, so its dates are not given.", "See `metadata verify`."
        )
    found = [
        expiry_of(Role.SIGNING, name, verdict.guardian.signing, now),
        expiry_of(Role.ENCRYPTION, name, verdict.guardian.encryption, now),
    ]
    if verdict.signer is not None and verdict.signer.certificate != verdict.guardian.signing:
        found.append(expiry_of(Role.COMMUNICATIONS, name, verdict.signer.certificate, now))
    return [one for one in found if one is not None]


def role_by_look(certificate: Certificate) -> Role:
    """What a certificate is most likely for: server names mean https, its usages the rest."""
    form = read_form(certificate)
    if not isinstance(form, CertificateForm):
        return Role.SIGNING
    if form.common_name == ATTESTATION_SUBJECT:
        return Role.ATTESTATION_SIGNER
    if form.dns_names and _SERVER_AUTHENTICATION in (form.extended_usages or ()):
        return Role.HTTPS
    usages = form.usages or frozenset()
    if "data_encipherment" in usages:
        return Role.COMMUNICATIONS if "digital_signature" in usages else Role.ENCRYPTION
    return Role.DUMP_ENCRYPTION if "key_encipherment" in usages and "digital_signature" not in usages else Role.SIGNING


def expiry_report(expiry: Expiry) -> dict[str, Any]:
    """One certificate's end as JSON."""
    certificate = certificate_report(expiry.certificate)
    return {
        "role": expiry.role.value,
        "name": expiry.name,
        "subject": certificate["subject"],
        "sha256": certificate["sha256"],
        "not_after": time_text(expiry.end),
        "days": expiry.days,
        "effect": "outage" if expiry.is_outage else "harmless",
        "meaning": expiry.meaning,
        "advice": expiry.advice,
    }


def expiry_object(expiry: Expiry) -> dict[str, Any]:
    """The JSON object of `hgs expiry`."""
    return {"schema": schema("hgs-expiry"), **expiry_report(expiry)}


def write_calendar(found: Sequence[Expiry], file: str, now: datetime, *, overwrite: bool = False) -> None:
    """Write them as a calendar (RFC 5545). Raises what writing raises."""
    write_output(file, calendar(found, now), overwrite=overwrite)
